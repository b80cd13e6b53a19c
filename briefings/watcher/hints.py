"""Collects hints from many threads until they come to rest.

Invariant: no hint is lost; one that comes while another is dealt with waits for its turn.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
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


class Hints:
    """What may have changed since the last `take`."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._paths: set[str] = set()
        self._folders = False
        self._first = self._last = 0.0  # when the oldest and the newest came
        self.closed = False

    def __bool__(self) -> bool:
        return bool(self._paths)

    def add(self, paths: Iterable[str], *, folder: bool = False) -> None:
        """Take note of paths that may have changed."""
        with self._news:
            self._last = time.monotonic()
            if not self._paths:
                self._first = self._last
                self._news.notify_all()
            self._paths.update(paths)
            self._folders |= folder

    def wait(self, until: float) -> None:
        """Sleep until there is a hint, or until a moment of the monotonic clock."""
        self._sleep(until, lambda: bool(self._paths))

    def settle(self) -> None:
        """Sleep until nothing has come for a moment."""
        while not self.closed:
            quiet = BURST_QUIET if len(self._paths) > BURST else QUIET
            until = min(self._last + quiet, self._first + LONGEST)
            if time.monotonic() >= until:
                return
            self._sleep(until, lambda: False)

    def take(self) -> Taken:
        """Give all hints and forget them."""
        with self._news:
            taken = Taken(frozenset(self._paths), self._folders)
            self._paths, self._folders = set(), False
        return taken

    def close(self) -> None:
        """End every sleep, now and later."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def _sleep(self, until: float, awake: Callable[[], bool]) -> None:
        with self._news:
            pause = max(0.0, until - time.monotonic())
            self._news.wait_for(lambda: self.closed or awake(), min(pause, threading.TIMEOUT_MAX))
