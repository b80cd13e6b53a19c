"""Asking a model over HTTP, with nothing but the standard library.

Invariant: a call ends within its time, reads no more than its limit, follows no redirect (the key would go with it),
and the key stands in no message: what a server says of an error is not shown, for it may repeat the key.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import json
import os
import queue
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from briefings.facts import NoAnswer

BASE = re.compile(
    r"(?:https://[A-Za-z0-9.-]+|http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:/[\w./~-]*)?"
)
LIMIT = 1_000_000  # bytes of an answer
FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n\s*```\s*", re.DOTALL)
PAUSE = 1.0  # seconds before the second try; twice as many before each further one
TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


class Reply(NamedTuple):
    """What came back."""

    status: int
    wait: str
    """The header Retry-After."""
    body: bytes


class Client:
    """A model at an address."""

    def __init__(self, url: str, model: str, key: str, *, timeout: float, tries: int) -> None:
        """`key` is the name of the environment variable that holds it."""
        self._url, self._model, self._key = url, model, key
        self._timeout, self._tries = timeout, tries

    def ask(self, messages: str) -> str:
        """Give the facts that the model answers with, as JSON; raises NoAnswer."""
        body = {"model": self._model, "messages": json.loads(messages), "temperature": 0}
        request = urllib.request.Request(  # noqa: S310 - `BASE` lets http and https through
            f"{self._url}/chat/completions",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Accept": "application/json", **self._authorization()},
            method="POST",
        )
        ends = time.monotonic() + self._timeout
        for number in range(1, self._tries + 1):
            reply = within(ends - time.monotonic(), lambda: send(request, ends))
            if reply.status not in TRANSIENT or number == self._tries:
                break
            pause = seconds(reply.wait, PAUSE * 2 ** (number - 1))
            if time.monotonic() + pause >= ends:
                raise NoAnswer(f"{worded(reply.status)}; to be asked again in {pause:.0f} s", "try later")
            time.sleep(pause)
        return self._read(reply)

    def _authorization(self) -> dict[str, str]:
        key = os.environ.get(self._key, "").strip()
        if not re.fullmatch(r"[!-~]*", key):
            raise NoAnswer(
                f"the key in {self._key} has characters that no key has", f"export {self._key} anew"
            )
        return {"Authorization": f"Bearer {key}"} if key else {}

    def _read(self, reply: Reply) -> str:
        """Give the facts of a reply, written anew."""
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise NoAnswer(worded(reply.status), f"put the key into the environment variable {self._key}")
        if reply.status != HTTPStatus.OK:
            hint = "look at url and model in [plugins.llm]"
            raise NoAnswer(worded(reply.status), "try later" if reply.status in TRANSIENT else hint)
        if len(reply.body) > LIMIT:
            raise NoAnswer(f"the answer has more than {LIMIT // 1000} kB")
        content = message(reply.body)
        if content is None:
            raise NoAnswer("what answers there is no model", "look at url in [plugins.llm]")
        facts = as_facts(content)
        if facts is None:
            raise NoAnswer("the model did not answer with a list of facts", "another model may")
        return json.dumps({"facts": facts}, ensure_ascii=False)


# --- one call ------------------------------------------------------------------------------------------


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: Any) -> None:
        """Leave the redirect to who asked, as an error."""


def send(request: urllib.request.Request, ends: float) -> Reply:
    """Send a request and read what comes back, whatever its status."""
    opener = urllib.request.build_opener(Straight)
    left = max(0.1, ends - time.monotonic())
    try:
        with opener.open(request, timeout=left) as response:
            return Reply(response.status, "", response.read(LIMIT + 1))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers.get("Retry-After", ""), b"")


def within(limit: float, work: Callable[[], Reply]) -> Reply:
    """Do the work in a thread, and leave it alone when time is up: the time limit of a socket is one for each read."""
    done: queue.SimpleQueue[Reply | Exception] = queue.SimpleQueue()

    def worked() -> None:
        try:
            done.put(work())
        except Exception as error:  # noqa: BLE001 - it is told below
            done.put(error)

    threading.Thread(target=worked, daemon=True).start()
    try:
        found = done.get(timeout=max(0.0, limit))
    except queue.Empty:
        raise NoAnswer("no answer in time", "raise timeout in [plugins.llm]") from None
    if isinstance(found, Reply):
        return found
    raise failed(found) from None


def failed(error: Exception) -> NoAnswer:
    """Put what went wrong on the way into words."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return NoAnswer("no answer in time", "raise timeout in [plugins.llm]")
    if isinstance(reason, OSError):
        words = reason.strerror or type(reason).__name__
        return NoAnswer(f"cannot be reached: {words}", "look at url in [plugins.llm]")
    if isinstance(reason, http.client.HTTPException):
        return NoAnswer("what answers there is no web server", "look at url in [plugins.llm]")
    return NoAnswer(f"the call failed: {type(reason).__name__}")


def worded(status: int) -> str:
    """Name a status."""
    with contextlib.suppress(ValueError):
        return f"the server says {status} {HTTPStatus(status).phrase}"
    return f"the server says {status}"


def seconds(wait: str, otherwise: float) -> float:
    """Read the header Retry-After: seconds, or a moment."""
    if re.fullmatch(r"\d{1,6}", wait.strip()):
        return float(wait)
    with contextlib.suppress(ValueError, TypeError):
        left = parsedate_to_datetime(wait) - dt.datetime.now(dt.UTC)
        return max(0.0, left.total_seconds())
    return otherwise


# --- what was said -------------------------------------------------------------------------------------


def message(body: bytes) -> str | None:
    """Give what the model said; None for what no model says."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return content if isinstance(content, str) else None


def as_facts(content: str) -> list[Any] | None:
    """Give the list of facts in what a model said; None where there is none."""
    fenced = FENCE.fullmatch(content)
    try:
        row = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        return None
    facts = row.get("facts") if isinstance(row, dict) else None
    return facts if isinstance(facts, list) else None
