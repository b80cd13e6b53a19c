"""Notices that files of the site changed.

Events are hints, a scan is the truth. Queues overflow, network mounts send nothing, and a folder made a
moment ago may not be watched yet; so the stat marks of all files are compared on a slow clock as well.

Invariant: what `Watcher.wait` reports was marked before it returned, so whatever happens while the caller
builds is news for the next call. No other module imports watchdog.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple, Protocol, Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.02  # seconds; an editor saves in two or three events
BURST = 20  # files; more than that is a checkout or a copy
BURST_QUIET = 0.1  # seconds
LONGEST = 1.0  # seconds from the first event; a file that grows for ever must not hold the others up
SOON = 0.5  # seconds to the first look after a change; doubles up to SLOW while nothing happens
SLOW = 2.5  # seconds between two looks at rest; a lost event is found in less than five
SHARE = 0.01  # of one processor, at most, for the looks of a large site
SHARE_POLLING = 0.04  # the same where looking is all there is
SILENT = 2  # changes without any event at all before we stop believing in events

# Not `opened` and `closed_no_write`: reading a source fires them, and a build would wake itself for ever.
# Not `DirModifiedEvent`: it comes for the parents of ignored files too, and says nothing more.
EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


class Root(NamedTuple):
    """A folder to watch, with all below it or alone; it need not exist yet."""

    path: Path
    recursive: bool = True


class Mark(NamedTuple):
    """What tells two states of a file apart without reading it."""

    modified: int
    changed: int
    size: int
    inode: int


Marks = Mapping[str, Mark]
Ignored = Callable[[str], bool]
Notice = Callable[[str, bool], None]
"""Told of each event: the path, and whether it is a folder's."""


class Events(Protocol):
    """A source of hints; raises OSError from `start` where there can be none."""

    def start(self, notice: Notice) -> None:
        """Begin to tell `notice`, from any thread."""

    def renew(self) -> None:
        """Watch again what was made anew under the same name."""

    def stop(self) -> None:
        """Tell nothing more and leave no thread behind."""


# --- looking -------------------------------------------------------------------------------------------


def nothing(_path: str) -> bool:
    """Ignore nothing."""
    return False


def scan(roots: Iterable[Root], ignored: Ignored = nothing) -> dict[str, Mark]:
    """Mark every file below the roots; links are marked themselves and never followed."""
    marks: dict[str, Mark] = {}
    for root in roots:
        folders = [os.fspath(root.path)]
        while folders:
            for entry in entries(folders.pop()):
                if ignored(entry.path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders += [entry.path] if root.recursive else []
                elif found := mark(entry.path):
                    marks[entry.path] = found
    return marks


def entries(folder: str) -> list[os.DirEntry[str]]:
    """List a folder; one that is gone or closed to us is empty."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def mark(path: str) -> Mark | None:
    """Mark one file; None where there is none, or a folder."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    if S_ISDIR(stat.st_mode):
        return None
    return Mark(stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def differing(then: Marks, now: Marks) -> frozenset[str]:
    """Name the files that were added, removed or touched."""
    return frozenset(path for path in then.keys() | now.keys() if then.get(path) != now.get(path))


def ancestry(path: str) -> Iterator[str]:
    """Give the path, its folder, the folder of that, and so on up to the first one below the top."""
    while path:
        yield path
        path = path.rpartition(os.sep)[0]


# --- events --------------------------------------------------------------------------------------------


class FolderEvents(FileSystemEventHandler):
    """The operating system's events, by watchdog."""

    def __init__(self, roots: Sequence[Root]) -> None:
        # Single folders come last: watchdog passes over a full inotify table below a root, but not at one.
        self._roots = sorted(roots, key=lambda root: not root.recursive)
        self._watches: dict[Root, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._observer: BaseObserver | None = None
        self._notice: Notice | None = None

    def start(self, notice: Notice) -> None:
        """Begin to tell `notice`; raise OSError where the system has no events to give."""
        if Observer is PollingObserver:
            raise OSError("this system has no file events")
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # lost events are the scan's business
        self._notice = notice
        self._observer = Observer()
        self._observer.start()
        try:
            self.renew()
        except OSError:
            self.stop()
            raise

    def renew(self) -> None:
        """Watch each root that exists, again where it is another folder than the one we watch."""
        for root in self._roots:
            watch, known = self._watches.get(root, (None, None))
            now = identity(root.path)
            if now == known:
                continue
            if watch is not None:
                self._forget(root, watch)
            if now is not None:
                self._watch(root, now)

    def _watch(self, root: Root, now: tuple[int, int]) -> None:
        if self._observer is None:
            return
        with contextlib.suppress(FileNotFoundError):
            watch = self._observer.schedule(
                self, os.fspath(root.path), recursive=root.recursive, event_filter=EVENTS
            )
            self._watches[root] = (watch, now)

    def _forget(self, root: Root, watch: ObservedWatch) -> None:
        del self._watches[root]
        if self._observer is not None:
            with contextlib.suppress(KeyError, OSError):  # it may have ended with its folder
                self._observer.unschedule(watch)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass an event on, by watchdog's thread; a move concerns two paths."""
        for path in (event.src_path, event.dest_path):
            if path and self._notice is not None:
                self._notice(os.fsdecode(path), event.is_directory)

    def stop(self) -> None:
        """End watchdog's threads."""
        self._notice = None
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
        self._observer = None


def identity(folder: Path) -> tuple[int, int] | None:
    """Tell a folder from another one of the same name."""
    try:
        stat = folder.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


# --- both ----------------------------------------------------------------------------------------------


class Watcher:
    """Waits until files below the roots have changed and come to rest.

    `ignored` hides a path and, for a folder, all below it. `say` hears why a watcher had to fall back to
    looking. One thread waits; any thread may stop it.
    """

    def __init__(
        self,
        roots: Sequence[Root],
        *,
        ignored: Ignored = nothing,
        say: Callable[[str], None],
        events: Events | None = None,
        poll: bool = False,
    ) -> None:
        # Not `resolve`: a root that is a link may be pointed elsewhere while we watch.
        self._roots = [Root(root.path.absolute(), root.recursive) for root in roots]
        self._tops = {os.fspath(root.path) for root in self._roots}
        self._ignored = ignored
        self._say = say
        self._events = None if poll else events or FolderEvents(self._roots)
        self._marks: dict[str, Mark] = {}
        self._hints: set[str] = set()
        self._folders = False  # whether a hint was about a folder, so that only a scan can tell
        self._first = self._last = 0.0  # when the oldest and the newest hint came
        self._heard = False  # whether any event ever came
        self._silent = 0
        self._pause = SOON
        self._next_look = 0.0
        self._stopped = False
        self._news = threading.Condition()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to watch: a change after this is never missed."""
        try:
            if self._events is not None:
                self._events.start(self._hear)
        except OSError as error:
            self._poll(f"no file events ({error.strerror or error})")
        self._marks = self._look()

    def stop(self) -> None:
        """Let `wait` return and end the threads; more than once does no harm."""
        with self._news:
            self._stopped = True
            self._news.notify_all()
        if self._events is not None:
            self._events.stop()

    def wait(self, timeout: float | None = None) -> frozenset[str]:
        """Wait for changes to come to rest and name the files; empty on time-out and after `stop`."""
        end = time.monotonic() + timeout if timeout is not None else float("inf")
        while not self._stopped:
            if self._hints:
                self._settle()
                if changed := self._confirmed(*self._taken()):
                    self._look_soon()
                    return changed
            elif time.monotonic() >= end:
                break
            elif time.monotonic() >= self._next_look:
                self._look_for_silent_changes()
            else:
                self._sleep(min(end, self._next_look), lambda: bool(self._hints))
        return frozenset()

    # Hints come in -------------------------------------------------------------------------------------

    def _hear(self, path: str, folder: bool) -> None:  # noqa: FBT001 - the shape of `Notice`
        below, top = self._way_to(path)
        if not any(map(self._ignored, below)):
            self._heard = True
            self._hint((path,), folder=folder or not top)

    def _way_to(self, path: str) -> tuple[list[str], bool]:
        """Give the path and the folders between it and its root, as a scan would pass them.

        Without a root it came by another name (macOS says /private/var for /var): only a scan can tell.
        """
        below: list[str] = []
        for above in ancestry(path):
            if above in self._tops:
                return below, True
            below.append(above)
        return [], False

    def _hint(self, paths: Iterable[str], *, folder: bool = False) -> None:
        with self._news:
            self._last = time.monotonic()
            if not self._hints:
                self._first = self._last
                self._news.notify_all()
            self._hints.update(paths)
            self._folders |= folder

    def _settle(self) -> None:
        """Wait until nothing has come for a moment."""
        while not self._stopped:
            quiet = BURST_QUIET if len(self._hints) > BURST else QUIET
            until = min(self._last + quiet, self._first + LONGEST)
            if time.monotonic() >= until:
                return
            self._sleep(until, lambda: False)

    def _sleep(self, until: float, awake: Callable[[], bool]) -> None:
        with self._news:
            pause = max(0.0, until - time.monotonic())
            self._news.wait_for(lambda: self._stopped or awake(), min(pause, threading.TIMEOUT_MAX))

    # What is true of them ------------------------------------------------------------------------------

    def _taken(self) -> tuple[frozenset[str], bool]:
        with self._news:
            hints, self._hints = frozenset(self._hints), set()
            folders, self._folders = self._folders, False
        return hints, folders

    def _confirmed(self, hints: frozenset[str], folders: bool) -> frozenset[str]:  # noqa: FBT001 - from `_taken`
        """Name the files that changed: those hinted at, unless they came and went, and what a scan finds.

        A hinted file counts even with the mark it had: two saves within one tick of the clock look alike.
        """
        then = self._marks
        if folders or len(hints) > BURST:
            self._renew()
            self._marks = self._look()
        else:
            found = {path: mark(path) for path in hints}
            kept = {path: old for path, old in then.items() if path not in hints}
            self._marks = kept | {path: new for path, new in found.items() if new}
        real = {path for path in hints if path in then or path in self._marks}
        return differing(then, self._marks) | real

    def _look(self) -> dict[str, Mark]:
        """Scan, and set the clock for the next time by what this one cost."""
        began = time.monotonic()
        marks = scan(self._roots, self._ignored)
        ended = time.monotonic()
        share = SHARE_POLLING if self._events is None else SHARE
        self._next_look = ended + max(self._pause, (ended - began) / share)
        self._pause = SOON if self._events is None else min(2 * self._pause, SLOW)
        return marks

    def _look_soon(self) -> None:
        """Where one thing changed more may follow, in a folder that is not watched yet."""
        self._pause = SOON
        self._next_look = min(self._next_look, time.monotonic() + SOON)

    def _look_for_silent_changes(self) -> None:
        """Find what no event told; it becomes a hint, so that it comes to rest like any other."""
        self._renew()
        found = differing(self._marks, self._look())
        if not found:
            return
        self._hint(found)
        self._silent += 1
        if self._events is not None and not self._heard and self._silent >= SILENT:
            self._poll("files change here without events (a network mount?)")

    def _renew(self) -> None:
        try:
            if self._events is not None:
                self._events.renew()
        except OSError as error:
            self._poll(f"no more file events ({error.strerror or error})")

    def _poll(self, why: str) -> None:
        """Give up events, with words."""
        if self._events is not None:
            self._events.stop()
            self._events = None
            self._say(f"{why}: looking for changes every {SOON} s instead")
