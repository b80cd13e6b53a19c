"""What tests of the preview share: waiting on conditions, raw requests, and a real browser.

`conftest` takes the fixtures with `pytest_plugins = ["tests.live_support"]`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from briefings.server import Address, Manuscripts, Server, Snapshot, bind

Found = TypeVar("Found")
LIMIT = 30.0  # seconds; far above what is needed, so that a slow machine does not fail a test
ANY_PORT = Address(port=0, explicit=True)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",  # Debian turns it on, and without a GPU it costs a quarter more
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def eventually(find: Callable[[], Found], limit: float = LIMIT) -> Found:
    """Call `find` until it gives something true, and give that; fail after the limit."""
    end = time.monotonic() + limit
    while not (found := find()):
        assert time.monotonic() < end, f"not within {limit} s"
        time.sleep(0.005)
    return found


def now() -> dt.datetime:
    """The time of day, as the tool reads it."""
    return dt.datetime.now(dt.UTC)


def in_time(trial: Callable[[dt.timedelta], bool]) -> None:
    """Run a trial that has so long to do something before a moment comes, and tells whether it was in time.

    A machine that is too slow for it gets longer.
    """
    assert any(trial(dt.timedelta(seconds=seconds)) for seconds in (1.5, 5, 15, 45))


# --- a server ------------------------------------------------------------------------------------------


def page(text: str, *, title: str = "A page", head: str = "") -> bytes:
    """A small page of the site as a build makes it."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{text}</body></html>"
    ).encode()


FILES: Mapping[str, bytes] = {
    "index.html": page("<h1>Front</h1>"),
    "404.html": page("<h1>Nothing here</h1>"),
    "briefings/rates/index.html": page("<h1>Rates</h1>"),
    "assets/style.abc.css": b"h1 { color: rgb(1, 2, 3) }",
    "feed.xml": b"<feed/>",
}


@contextlib.contextmanager
def running(
    snapshot: Snapshot | None, address: Address = ANY_PORT, manuscripts: Manuscripts | None = None
) -> Iterator[Server]:
    """Run a server; it must have nothing to say about itself."""
    said: list[str] = []
    listener = bind(address, said.append)
    with Server(listener, host=address.host, say=said.append, manuscripts=manuscripts) as server:
        if snapshot is not None:
            server.publish(snapshot)
        yield server
    assert said == []


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Snapshot(FILES)) as server:
        yield server


@dataclass(frozen=True)
class Answer:
    """A response as it came over the wire."""

    status: int
    fields: tuple[tuple[str, str], ...]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        values = [value for key, value in self.fields if key == name.lower()]
        assert len(values) <= 1, f"{name} stands twice"
        return values[0] if values else None


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=LIMIT)


def exchange(server: Server, raw: bytes) -> bytes:
    """Send bytes, and give all that comes back until the server hangs up."""
    with connect(server) as client:
        with contextlib.suppress(OSError):  # refused before all was sent
            client.sendall(raw)
        return read_all(client)


def read_all(client: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionError):
        while fresh := client.recv(65536):
            received += fresh
    return received


def request(server: Server, target: str, *fields: str, method: str = "GET", host: str | None = None) -> bytes:
    host = f"127.0.0.1:{server.port}" if host is None else host
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *fields, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1")


def get(server: Server, target: str, *fields: str, method: str = "GET", host: str | None = None) -> Answer:
    """Ask once, as a well-behaved client would."""
    return answer(exchange(server, request(server, target, *fields, method=method, host=host)))


def answer(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    fields = tuple((name.lower(), value.strip()) for name, _, value in (row.partition(":") for row in lines))
    return Answer(int(line.split(" ")[1]), fields, body)


# --- a browser -----------------------------------------------------------------------------------------


def missing(what: str) -> None:
    """Skip with a reason; where a machine runs our checks, a browser is not optional."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser():
    """A real Chromium, started once."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra of the tests
    except ImportError:
        missing("playwright is not installed")
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        missing("there is no Chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser):
    """An empty page of its own; the browser's console must stay free of errors.

    An address that the site does not have is allowed: the browser reports each 404.
    """
    context = browser.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [error for error in errors if "status of 404" not in error] == []


def write(path: Path, text: str) -> Path:
    """Write a file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
