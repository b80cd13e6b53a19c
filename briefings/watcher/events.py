"""Hints from the operating system, by watchdog, which no other module imports.

Invariant: a hint is never more than that. Queues overflow and network mounts send nothing, so whoever listens
also looks.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

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

from briefings.watcher.scan import Root

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


class FolderEvents(FileSystemEventHandler):
    """The operating system's events, by watchdog."""

    def __init__(self, roots: Sequence[Root]) -> None:
        # Single folders come last: watchdog passes over a full inotify table below a root, but not at one.
        self._roots = sorted(roots, key=lambda root: not root.recursive)
        self._watches: dict[Root, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._observer: BaseObserver | None = None
        self._notice: Notice | None = None
        self._deleted: set[str] = (
            set()
        )  # folders since the last renewal; one made anew may get the same inode
        self._stopping = threading.Lock()

    def start(self, notice: Notice) -> None:
        """Begin to tell `notice`; raise OSError where the system has no events to give."""
        if Observer is PollingObserver:
            raise OSError("this system has no file events")
        # Lost events and folders that are watched twice are not the user's business: the scan finds the rest.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
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
        deleted, self._deleted = self._deleted, set()
        for root in self._roots:
            watch, known = self._watches.get(root, (None, None))
            now = identity(root.path)
            if now == known and os.fspath(root.path) not in deleted:
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
        if isinstance(event, DirDeletedEvent):
            self._deleted.add(os.fsdecode(event.src_path))
        for path in (event.src_path, event.dest_path):
            if path and self._notice is not None:
                self._notice(os.fsdecode(path), event.is_directory)

    def stop(self) -> None:
        """End watchdog's threads; who comes second waits for the first."""
        with self._stopping:
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
