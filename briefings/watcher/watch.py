"""Waits for changes: listens to hints, and looks for itself on a slow clock.

Invariant: what `Watcher.wait` reports was marked before it returned, so whatever happens while the caller
builds is news for the next call.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Sequence
from typing import Self

from briefings.watcher.events import Events, FolderEvents
from briefings.watcher.hints import Hints, Taken
from briefings.watcher.scan import Ignored, Mark, Root, ancestry, differing, mark, nothing, scan

SOON = 0.5  # seconds to the first look after a change; doubles up to SLOW while nothing happens
SLOW = 2.5  # seconds between two looks at rest
SHARE = 0.01  # of one processor for the looks at a large site, which then come less often
SLOWEST = 4.0  # seconds, however large: what no event told is found in less than five
SHARE_POLLING = 0.04  # the same where looking is all there is
SECOND = 1_000_000_000  # nanoseconds
TICK = 15_000_000  # nanoseconds; the clock of a file system ticks every ten milliseconds or faster
COARSE_TICK = 2 * SECOND  # where it gives whole seconds only
SILENT = 2  # changes without any event at all before we stop believing in events


class Watcher:
    """Waits until files below the roots have changed and come to rest; use it as a context.

    `ignored` hides a path and, for a folder, all below it. `say` hears why a watcher had to fall back to
    looking, which `poll` asks for from the start. One thread waits; any thread may stop it.
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
        self._heard = False  # whether any event ever came
        self._silent = 0  # changes that no event told of
        self._hints = Hints()
        self._called = False  # whether `call` was called since `wait` last returned
        self._marks: dict[str, Mark] = {}
        self._marked: dict[
            str, int
        ] = {}  # when files were marked to which a hint led; since 1970, in nanoseconds
        self._pause = SOON
        self._next_look = 0.0

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._hints.closed

    @property
    def has_hints(self) -> bool:
        """Whether something may have changed since `wait` last returned."""
        return bool(self._hints)

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
            self._poll(f"no file events ({error.strerror or error})", remedy(error))
        self._marks = self._look()

    def stop(self) -> None:
        """Let `wait` return and end the threads; more than once does no harm."""
        self._hints.close()
        if self._events is not None:
            self._events.stop()

    def call(self) -> None:
        """Let `wait` return, now or when it is next called, so that its caller can do something else."""
        self._called = True
        self._hints.ring()

    def wait(self, timeout: float | None = None) -> frozenset[str]:
        """Wait for changes to come to rest and name the files; empty on time-out, after `call` and `stop`."""
        end = time.monotonic() + timeout if timeout is not None else float("inf")
        while not self.stopped:
            if self._hints:
                self._hints.settle()
                if changed := self._confirmed(self._hints.take()):
                    self._look_soon()
                    return changed
            elif self._called or time.monotonic() >= end:
                break
            elif time.monotonic() >= self._next_look:
                self._look_for_silent_changes()
            else:
                self._hints.wait(min(end, self._next_look))
        self._called = False
        return frozenset()

    # Hints come in -------------------------------------------------------------------------------------

    def _hear(self, path: str, folder: bool) -> None:  # noqa: FBT001 - the shape of `Notice`
        below, top = self._way_to(path)
        if not any(map(self._ignored, below)):
            self._heard = True
            self._hints.add((path,), folder=folder or not top)

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

    # and are checked -----------------------------------------------------------------------------------

    def _confirmed(self, taken: Taken) -> frozenset[str]:
        """Name the files that changed: those hinted at, unless they came and went, and what a scan finds.

        A hinted file counts even with the mark it had, where that is not final: two saves within one tick of the
        clock look alike. Where it is, the hint came late: a scan or another hint had found the change before.
        """
        then, now = self._marks, time.time_ns()
        late = {path for path in taken.paths if self._is_final(path)}
        if taken.vague:
            self._renew()
            self._marks = self._look()
        else:
            found = {path: mark(path) for path in taken.paths}
            kept = {path: old for path, old in then.items() if path not in found}
            self._marks = kept | {path: new for path, new in found.items() if new}
            self._marked |= {path: now for path, new in found.items() if new}
        real = {path for path in taken.paths - late if path in then or path in self._marks}
        return differing(then, self._marks) | real

    def _is_final(self, path: str) -> bool:
        """Whether a file was last marked so long after its change that another change must show."""
        known = self._marks.get(path)
        if known is None:
            return False
        tick = TICK if known.changed % SECOND else COARSE_TICK
        return self._marked.get(path, 0) - known.changed > tick

    def _look(self) -> dict[str, Mark]:
        """Scan, and set the clock for the next time by what this one cost."""
        began = time.monotonic()
        marks = scan(self._roots, self._ignored)
        ended = time.monotonic()
        share = SHARE_POLLING if self._events is None else SHARE
        self._next_look = ended + min(max(self._pause, (ended - began) / share), SLOWEST)
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
        self._hints.add(found)
        self._silent += 1
        if self._events is not None and not self._heard and self._silent >= SILENT:
            self._poll("files change here without events (a network mount?)")

    # Events may fail -----------------------------------------------------------------------------------

    def _renew(self) -> None:
        try:
            if self._events is not None:
                self._events.renew()
        except OSError as error:
            self._poll(f"no more file events ({error.strerror or error})", remedy(error))

    def _poll(self, why: str, remedy: str = "") -> None:
        """Give up events, with words."""
        if self._events is not None:
            self._events.stop()
            self._events = None
            self._say(f"{why}: looking for changes every {SOON} s instead{remedy}")


def remedy(error: OSError) -> str:
    """Say how more can be watched, where a limit of the system was reached."""
    limits = {errno.ENOSPC: "max_user_watches=524288", errno.EMFILE: "max_user_instances=1024"}
    limit = limits.get(error.errno or 0)
    return f"; `sudo sysctl fs.inotify.{limit}` allows more" if limit else ""
