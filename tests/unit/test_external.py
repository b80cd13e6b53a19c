"""Asking other hosts: a server of our own that answers as bad as any."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from briefings import external
from briefings.errors import Location

PLACE = Location("a/index.html", 3, 7)


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the address names; `/moved` leads to one that is there."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif self.path == "/no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif self.path == "/silent":
            self.connection.close()
            return
        else:
            self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    Answers.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/200", None),
        ("/moved", None),
        ("/no-head", None),
        ("/404", "gone (HTTP 404)"),
        ("/410", "gone (HTTP 410)"),
        ("/403", "HTTP 403"),
        ("/500", "HTTP 500"),
        ("/silent", "no answer"),
    ],
)
def test_what_other_hosts_say(host: str, path: str, expected: str | None) -> None:
    problems = list(external.ask({host + path: PLACE}))

    assert len(problems) == (expected is not None)
    for problem in problems:
        assert (problem.location, problem.severity) == (PLACE, "warning")
        assert problem.message.startswith(f"{host}{path}: {expected}")


def test_nobody_there() -> None:
    (problem,) = external.ask({"http://127.0.0.1:9/x": PLACE})

    assert "no answer" in problem.message


def test_an_address_is_asked_for_once(host: str) -> None:
    assert list(external.ask({f"{host}/200": PLACE})) == []
    assert Answers.asked == [("HEAD", "/200")]
