"""Where sources are studied: an executor (`concurrent.futures.Executor`) of local processes, or of other machines.

Invariant: nothing depends on an executor. What it does not give (a worker failed or was killed, there is none) is
made here by who asks next, in the ordinary way.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple

from briefings.errors import BriefingsError, UsageError
from briefings.graph import Graph
from briefings.inputs import Files
from briefings.readers import sidecar
from briefings.state import encode
from briefings.studies import Ask, Studies, study, version
from briefings.traces import Key

MANY = 16  # sources; to start two processes takes as long as to study some
AHEAD = 32  # studies for each worker that are under way or wait to be taken, so that few are held in memory
DASK = "dask://"
PATIENCE = 10  # seconds to wait for the first worker of a cluster
PR_SET_PDEATHSIG = 1  # prctl(2)


class Where(NamedTuple):
    """An executor, and how many workers it has."""

    executor: Executor
    workers: int


@dataclasses.dataclass(frozen=True, slots=True)
class Studying:
    """How a session has its sources studied."""

    graph: Graph
    files: Files
    studies: Studies
    progress: Callable[[str, int, int], None]
    address: str
    cores: int

    def ahead(self, sources: Sequence[str]) -> Iterator[str]:
        """Give sources one after the other; where many are new, those that follow are studied by others meanwhile."""
        new = {key.name for key in self.graph.unsure([Key("facts", source) for source in sources])}
        with contextlib.ExitStack() as stack:
            given: Iterable[str] = sources
            if opening := self._executor(len(new)):
                where = stack.enter_context(opening)
                given = studied(sources, lambda name: self._ask(name, new), self.studies, where)
            for number, source in enumerate(given, 1):
                self.progress("drafting", number, len(sources))
                yield source

    def _executor(self, count: int) -> contextlib.AbstractContextManager[Where] | None:
        """Say where so many sources are studied; here where they are few, or there is but one core."""
        if self.address:
            return cluster(self.address)
        return processes(self.cores) if self.cores > 1 and count >= MANY else None

    def _ask(self, source: str, new: Collection[str]) -> Ask | None:
        """Say what is to be studied of a source; nothing where it is not new, or cannot be read."""
        if source not in new:
            return None
        try:
            data, beside = (self.files.value(name) for name in (source, source + sidecar.SUFFIX))
        except BriefingsError:
            return None
        clean, facts, plugins = (
            self.graph.product(Key("settings", name)).value for name in ("clean", "facts", "plugins")
        )
        return None if data is None else Ask(source, data, beside, clean.off, facts.off, encode(plugins))


def studied(
    sources: Iterable[str], ask: Callable[[str], Ask | None], studies: Studies, where: Where
) -> Iterator[str]:
    """Give sources in their order, each once its study lies in `studies`, or failed; `ask` says what to study of it."""
    waiting = deque[tuple[str, Ask | None, "Future[bytes] | None"]]()
    for source in sources:
        asked = ask(source)
        waiting.append((source, asked, submitted(where.executor, asked) if asked else None))
        if len(waiting) > AHEAD * where.workers:
            yield taken(*waiting.popleft(), studies)
    while waiting:
        yield taken(*waiting.popleft(), studies)


def submitted(executor: Executor, ask: Ask) -> Future[bytes] | None:
    """Hand a source to the executor; None where it takes nothing any more."""
    try:
        return executor.submit(study, encode(ask))
    except RuntimeError:  # a process pool of which a worker was killed
        return None


def taken(source: str, ask: Ask | None, future: Future[bytes] | None, studies: Studies) -> str:
    """Wait for a study; one that failed is made again by the rule that wants it, which says why."""
    if ask and future:
        with contextlib.suppress(Exception):
            studies.add(ask, future.result())
    return source


# --- executors -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def processes(count: int) -> Iterator[Where]:
    """Start processes of this machine: forks, which know all that is imported here."""
    import multiprocessing  # noqa: PLC0415 - dear, and seldom needed
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    from briefings import cleaning, facts, readers  # noqa: F401, PLC0415 - imported once, for all forks

    pool = ProcessPoolExecutor(
        count, multiprocessing.get_context("fork"), initializer=be_quiet, initargs=(os.getpid(),)
    )
    try:
        yield Where(pool, count)
    except BaseException:  # nobody wants the rest: Ctrl-C, or an error of ours
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def be_quiet(parent: int) -> None:
    """End with the first process, also where it is killed, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Where]:
    """Use the workers of a Dask cluster, ``dask://HOST:PORT``; raises UsageError where that cannot be."""
    if not address.startswith(DASK) or address == DASK:
        raise UsageError(f"not an executor: {address!r}; write --executor dask://127.0.0.1:8786")
    import logging  # noqa: PLC0415 - costs a millisecond

    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError('--executor dask://… needs an extra: pip install "briefings[dask]"') from error

    logging.getLogger("distributed.client").setLevel(
        logging.ERROR
    )  # a worker that is lost is no news to the user
    connect: Any = Client
    with contextlib.ExitStack() as stack:
        try:
            client = stack.enter_context(connect(f"tcp://{address.removeprefix(DASK)}", timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            raise UsageError(f"no Dask cluster with workers at {address}") from error
        refuse_others(client)
        yield Where(client.get_executor(pure=False), len(client.scheduler_info(n_workers=-1)["workers"]))


def refuse_others(client: Any) -> None:
    """Refuse a cluster with workers that might find something else than we would."""
    try:
        found = set(client.run(version).values())
    except Exception as error:
        raise UsageError(f"the workers of the cluster have no briefings: {error}") from error
    if found != {version()}:
        raise UsageError(f"the workers have {', '.join(sorted(found))}; here is {version()}")
