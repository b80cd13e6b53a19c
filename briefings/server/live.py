"""Keeps the published version and tells the open pages of each new one.

Invariant: a version is swapped in one step, so whoever asks for the current one holds a whole site.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus

from briefings.server.http import encode_head
from briefings.server.site import EVENT_STREAM, Snapshot, changes, event

HEARTBEAT = 15.0  # seconds; proxies and sleeping laptops drop what is silent for longer
SEND_TIME = 5.0  # seconds; a page that takes no news for that long may ask again
RETRY = b"retry: 1000\n\n"  # milliseconds after which a browser asks again


class News:
    """The current version of the site, and who waits for the next."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self._current: Snapshot | None = None
        self._event = b""
        self._wakers: set[socket.socket] = set()

    def publish(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """Make a version the current one, wake all who wait, and name what changed."""
        changed = changes(self._current, snapshot)
        with self._arrived:
            self._event = event(snapshot, self._current, changed)
            self._current = snapshot
            self._arrived.notify_all()
            for waker in self._wakers:
                with contextlib.suppress(OSError):  # full: it is awake already
                    waker.send(b"!")
        return changed

    def current(self, patience: float = 0.0) -> Snapshot | None:
        """Give the current version; wait for the first one, but not for ever."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._current is not None, patience)
            return self._current

    def since(self, told: int) -> tuple[int, bytes]:
        """Give the current version's number and event, for one who was `told` of another before."""
        with self._arrived:
            if self._current is None or self._current.version == told:
                return told, b""
            return self._current.version, self._event

    @contextlib.contextmanager
    def waker(self) -> Iterator[socket.socket]:
        """Lend a socket that becomes readable with each new version."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(0)
            theirs.settimeout(0)
            with self._arrived:
                self._wakers.add(ours)
            try:
                yield theirs
            finally:
                with self._arrived:
                    self._wakers.discard(ours)


def stream(connection: socket.socket, news: News) -> None:
    """Tell one listener of the current version and of each that follows, until it goes away."""
    connection.settimeout(SEND_TIME)
    head = encode_head(HTTPStatus.OK, EVENT_STREAM, [("Connection", "close")])
    connection.sendall(head + RETRY)
    told = 0
    with news.waker() as waker, selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        selector.register(waker, selectors.EVENT_READ)
        while True:
            told, text = news.since(told)
            connection.sendall(text)
            ready = [key.fileobj for key, _ in selector.select(HEARTBEAT)]
            if connection in ready:
                return  # closed: a listener has nothing to say
            if waker in ready:
                waker.recv(4096)
            else:
                connection.sendall(b":\n\n")
