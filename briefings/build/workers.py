"""Making many products in several processes: each makes a share, and tells the first one what it made.

Invariant: nothing depends on it. What a worker does not tell (it failed, was killed, or there is no second core) is
made by who asks next, in the ordinary way; and a product is the same whoever makes it.

Workers are forks: they know all that was known, and cost some milliseconds. What they make goes through files in a
folder of ours, for there may be much of it; they write neither the store nor the state nor the site.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, NoReturn

from briefings.errors import BriefingsError
from briefings.graph import Graph
from briefings.output import Spool, Wanted, spooled
from briefings.state import ValueStore, decoded, encode, noted
from briefings.traces import Key, Trace

MANY = 1_500  # pages; of 1,000 two processes take a third more processor time, and are done a tenth sooner
TOGETHER = 100  # products that are made between two tellings: few enough to be held in memory twice


LENGTH = 8  # bytes in which the length of a message is written


class Made(NamedTuple):
    """What a worker tells of a product: for whose sake it was made, how, and its output where it is one."""

    key: Key
    cause: Key | None
    trace: Trace
    output: str


class Told(NamedTuple):
    """What a worker tells at once: products, and values to be stored, by rule and digest."""

    made: list[Made]
    values: list[tuple[str, str, bytes]]


Tell = Callable[[Told], None]


def cores() -> int:
    """Give the number of processes that may share the work: forks are safe on Linux, and beside no other thread."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


class Crew:
    """The processes that make a site; `wanted` has the outputs that they made."""

    def __init__(
        self,
        graph: Graph,
        store: ValueStore,
        spool: Spool,
        progress: Callable[[str, int, int], None],
        most: int = 1,
    ) -> None:
        """Gather at `most` so many processes."""
        self._most = most
        self._graph = graph
        self._store = store
        self._spool = spool
        self._progress = progress
        self.wanted: dict[str, Wanted] = {}

    def make(self, keys: Sequence[Key]) -> None:
        """Make what is missing or may be stale of these, where it is so much that sharing pays.

        What is in error is left to whoever asks next.
        """
        missing = self._graph.unsure(keys)
        count = min(self._most, len(missing) // MANY + 1)
        if count == 1:
            return
        self._store.release()  # or the workers could not read it
        self._refresh(missing[0], self._spool)  # what all of them need is made once
        size = -(-len(missing) // count)  # in one piece: what stands side by side needs the same
        mine, *others = (missing[at : at + size] for at in range(0, len(missing), size))
        with contextlib.ExitStack() as workers:
            reports = [
                workers.enter_context(worker(self._work(share), self._spool.part(f"worker-{at}")))
                for at, share in enumerate(others)
            ]
            for number, key in enumerate(mine, 1):
                self._progress("building", number, len(mine))
                self._refresh(key, self._spool)
            for report in reports:
                for told in report():
                    self._take(told)

    def _refresh(self, key: Key, spool: Spool) -> None:
        with contextlib.suppress(BriefingsError):
            digest, made = self._graph.refresh(key, is_root=False)
            if key.rule == "output" and made is not None:
                self.wanted[key.name] = spool.add(digest, made.value)

    def _work(self, share: Sequence[Key]) -> Callable[[Spool, Tell], None]:
        """Give what a worker does."""

        def work(spool: Spool, tell: Tell) -> None:
            self._store.reopen()
            self.wanted = {}
            known = len(self._graph.made())
            for start in range(0, len(share), TOGETHER):
                for key in share[start : start + TOGETHER]:
                    self._refresh(key, spool)
                made = self._graph.made()
                tell(Told(list(self._made(made[known:])), list(self._store.waiting())))
                known = len(made)

        return work

    def _made(self, keys: Iterable[Key]) -> Iterator[Made]:
        for key in keys:
            outcome = self._graph.outcome(key)
            if outcome:
                want = self.wanted.get(key.name) if key.rule == "output" else None
                yield Made(key, *outcome, str(want.spooled) if want else "")

    def _take(self, told: Told) -> None:
        """Take over what a worker has made; what two of them made is the same."""
        for made in told.made:
            trace = made.trace._replace(notes=noted(made.trace.notes))
            self._graph.adopt(made.key, made.cause, trace)
            if made.output:
                self.wanted[made.key.name] = spooled(made.trace.digest, Path(made.output))
        for value in told.values:
            self._store.adopt(*value)


@contextlib.contextmanager
def worker(work: Callable[[Spool, Tell], None], spool: Spool) -> Iterator[Callable[[], Iterator[Told]]]:
    """Start a worker; gives a function that waits for its end and gives what it told, as far as it came."""
    told = spool.folder / "told"
    spool.folder.mkdir(parents=True)
    child = os.fork()
    if not child:
        be_worker(work, spool, told)
    running = True

    def report() -> Iterator[Told]:
        nonlocal running
        os.waitpid(child, 0)
        running = False
        with contextlib.suppress(OSError, ValueError), told.open("rb") as file:
            while length := file.read(LENGTH):
                yield decoded(file.read(int.from_bytes(length)), Told)

    try:
        yield report
    finally:
        if running:
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def write(file: BinaryIO, data: bytes) -> None:
    """Write a message with its length before it."""
    file.write(len(data).to_bytes(LENGTH) + data)


def be_worker(work: Callable[[Spool, Tell], None], spool: Spool, told: Path) -> NoReturn:
    """Work in a fork and end there, whatever happens: nothing of the first process must be run or undone here."""
    try:
        with told.open("wb") as file:
            work(spool, lambda some: write(file, encode(some)))
    except BaseException:  # noqa: BLE001 - what it has not told is made by the first process, where errors are shown
        os._exit(1)
    os._exit(0)
