"""Asking other hosts whether what the site leads to is still there: only when told, and with good manners.

Invariant: a host gets one request at a time, and no more than one for an address; no answer changes the site.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from briefings import __version__
from briefings.errors import Location, Problem

HOSTS = 8  # that are asked at the same time
PATIENCE = 10  # seconds for an answer
AGENT = f"briefings/{__version__} (looks whether links hold)"
GONE = frozenset({404, 410})
NO_HEAD = frozenset({400, 403, 405, 501})  # what servers say that do not like the method HEAD


def ask(led_to: Mapping[str, Location]) -> Iterable[Problem]:
    """Give a warning for each address, by its place, at which there is nothing."""
    hosts: dict[str, list[str]] = {}
    for url in led_to:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(HOSTS) as pool:
        for answers in pool.map(answers_of, hosts.values()):
            for url, what, hint in answers:
                yield Problem(led_to[url], f"{url}: {what}", hint, "warning")


def answers_of(urls: Iterable[str]) -> list[tuple[str, str, str]]:
    """Ask one host for its addresses in turn; gives what is wrong with them."""
    return [(url, *found) for url in urls for found in answer(url)]


def answer(url: str) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an address, and what to do; nothing where it is there."""
    try:
        status = status_of(url)
    except (URLError, OSError, http.client.HTTPException, ValueError) as error:
        yield f"no answer: {getattr(error, 'reason', error)}", "look at it yourself: it may be there tomorrow"
        return
    if status in GONE:
        yield f"gone (HTTP {status})", "lead to an archived copy, or take the link out"
    elif status >= 400:  # noqa: PLR2004 - the first of the errors
        yield f"HTTP {status}", "look at it yourself: some sites answer browsers only"


def status_of(url: str) -> int:
    """Ask for an address, redirections followed; gives the status of the last answer."""
    status = asked("HEAD", url)
    return asked("GET", url) if status in NO_HEAD else status


def asked(method: str, url: str) -> int:
    """Send one request; gives the status of the answer."""
    request = Request(url, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http or https
    try:
        with build_opener().open(request, timeout=PATIENCE) as response:
            return int(response.status)
    except HTTPError as error:
        error.close()
        return error.code
