"""Collects hints from many threads until they come to rest.

Invariant: no hint is lost; one that comes while another is dealt with waits for its turn.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

QUIET = 0.02  # seconds; an editor saves in two or three events
BURST = 20  # files; more than that is a checkout or a copy
BURST_QUIET = 0.1  # seconds
LONGEST = 1.0  # seconds from the first hint; a file that grows for ever must not hold the others up


class Taken(NamedTuple):
    """The hints of one change: paths, and whether a folder was among them, so that only a scan can tell."""

    paths: frozenset[str]
    folders: bool

    @property
    def vague(self) -> bool:
        """Whether to look everywhere rather than at each path."""
        return self.folders or len(self.paths) > BURST


class Hint(NamedTuple):
    """Paths that may have changed, and when that was told."""

    paths: tuple[str, ...]
    folder: bool
    when: float  # seconds of the monotonic clock


class Hints:
    """What may have changed since the last `take`. Any thread may add or close; one thread asks.

    A bell and no `Condition`: Ctrl-C raises in the thread that waits, and out of `Condition.wait` an exception
    may come with the lock not held. (`SimpleQueue.get` is no way out: a signal at the wrong moment makes it
    wait for ever, Python 3.11.)
    """

    def __init__(self) -> None:
        self._news: deque[Hint] = deque()
        self._bell = threading.Lock()  # held while all is quiet
        self._bell.acquire()
        self._paths: set[str] = set()
        self._folders = False
        self._first = self._last = 0.0  # when the oldest and the newest came
        self.closed = False

    def __bool__(self) -> bool:
        self._gather()
        return bool(self._paths)

    def add(self, paths: Iterable[str], *, folder: bool = False) -> None:
        """Take note of paths that may have changed."""
        self._news.append(Hint(tuple(paths), folder, time.monotonic()))
        self.ring()

    def wait(self, until: float) -> None:
        """Sleep until there may be a hint, or until a moment of the monotonic clock."""
        if not self and not self.closed:
            self._sleep(until)

    def settle(self) -> None:
        """Sleep until nothing has come for a moment."""
        while self and not self.closed:
            quiet = BURST_QUIET if len(self._paths) > BURST else QUIET
            until = min(self._last + quiet, self._first + LONGEST)
            if time.monotonic() >= until:
                return
            self._sleep(until)

    def take(self) -> Taken:
        """Give all hints and forget them."""
        self._gather()
        taken = Taken(frozenset(self._paths), self._folders)
        self._paths, self._folders = set(), False
        return taken

    def close(self) -> None:
        """End every sleep, now and later."""
        self.closed = True
        self.ring()

    def _gather(self) -> None:
        while self._news:
            hint = self._news.popleft()
            if not self._paths:
                self._first = hint.when
            self._last = hint.when
            self._paths.update(hint.paths)
            self._folders |= hint.folder

    def ring(self) -> None:
        """End a sleep that is going on, or the next one."""
        with contextlib.suppress(RuntimeError):  # it rings already
            self._bell.release()

    def _sleep(self, until: float) -> None:
        """Sleep until the bell rings, or until a moment of the monotonic clock."""
        pause = max(0.0, until - time.monotonic())
        self._bell.acquire(timeout=min(pause, threading.TIMEOUT_MAX))
