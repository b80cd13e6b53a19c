"""Joins session, watcher and server: build, show, wait for a change, and again.

One thread builds. It tells the browsers as soon as all is known that files are made of, with the pages made that
were looked at last; it makes the others when a request comes for one, or in the background.

Invariant: a page that was once good stays up until it is built anew. While there are errors, what the build
could not make is shown as it was, with the errors over it. Each answer is of one version of the site.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from briefings.errors import BriefingsError, Location, Problem, in_order, printable
from briefings.manuscripts import Manuscripts
from briefings.server import Address, Files, Orders, Server, Snapshot, bind
from briefings.watcher import Root, Watcher

Say = Callable[[str], None]
NAMED = 2  # changed files named in a line; more are counted
NEW = 10  # new files that get a line each
REST = 0.5  # seconds without a change after which what was found is kept for the next process
SILENCE = 3.0  # seconds without one after which a search index is made, which takes a core from the next edit
TIME = 30.0  # seconds between two looks at the time of day: it may be set, and goes on while a machine sleeps
NEVER = float("inf")
BY_TIME = "by the clock"
NOTHING: frozenset[str] = frozenset()


class Report(Protocol):
    """What a build has to say."""

    @property
    def problems(self) -> Iterable[Problem]:
        """All that is wrong, errors and warnings."""

    @property
    def crashes(self) -> Iterable[tuple[str, Exception]]:
        """The files that could not be made because of a bug of ours."""

    @property
    def created(self) -> tuple[str, ...]:
        """The briefings that were drafted from new sources."""

    @property
    def refreshed(self) -> tuple[str, ...]:
        """The briefings that were drafted anew."""

    @property
    def proposed(self) -> tuple[str, ...]:
        """The files with changes that are offered beside briefings which a person has edited."""

    @property
    def answered(self) -> tuple[str, ...]:
        """The files with what was answered to finders that ask."""

    def summary(self) -> str:
        """Say in one line what was built, and in how many milliseconds."""


class Build(Protocol):
    """A build: its files, made when the thread that builds asks for them."""

    @property
    def names(self) -> Collection[str]:
        """The names of the files."""

    @property
    def ready(self) -> Mapping[str, bytes]:
        """The files that need not be made."""

    @property
    def changed(self) -> Collection[str] | None:
        """The names of the files that may differ from the build before; None where that is not known."""

    def get(self, name: str) -> bytes | None:
        """Give a file, made now if need be; None where that cannot be done."""

    def stale(self) -> Iterator[object]:
        """Make the files that may have changed, and look them over; a step each."""

    def unmade(self) -> Iterator[object]:
        """Make the files that nobody has asked for yet; a step each."""

    @property
    def is_indexing(self) -> bool:
        """Whether a search index is in the making, elsewhere."""

    def index(self) -> Iterator[object]:
        """Take over a search index that is done, or begin another one if need be; a step each."""

    def renewed(self) -> frozenset[str]:
        """Show the search index as it is now, and name its files that are not as they were shown."""

    def report(self) -> Report:
        """Say what has happened so far."""


class Builds(Protocol):
    """A site that can be built again and again; the part of a session that a preview needs."""

    @property
    def root(self) -> Path:
        """The folder of the site."""

    def rebuild(self, first: Iterable[str], changed: Collection[str] | None) -> Build:
        """Bring up to date what has changed since the last time, and make the first files.

        `changed` names all that may have changed, if that is known.
        """

    def keep(self) -> None:
        """Keep for the next process what was found."""

    def until(self) -> float:
        """Give the moment, in seconds since 1970, at which time alone may change the site."""

    def is_known(self, path: str) -> bool:
        """Whether a file that the last rebuild wrote is as it left it."""

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site, and whether all below them counts."""

    def ignored(self, path: str) -> bool:
        """Say whether a file, or all in a folder, is made by us: output, state, the version control's."""


def serve(session: Builds, address: Address, say: Say, *, poll: bool = False) -> int:
    """Serve a site and rebuild it at each change, until interrupted; the server is up before the build."""
    behind = Manuscripts(session.root, os.environ, say)
    with Server(bind(address, say), host=address.host, say=say, manuscripts=behind) as server:
        say(f"serving {server.url} (Ctrl-C ends)")
        with watching(session, say, poll=poll) as watcher:
            Preview(session, watcher, server.publish, say).run()
    return 0


def watch(session: Builds, say: Say, *, poll: bool = False) -> int:
    """Rebuild a site at each change, until interrupted, for another server."""
    with watching(session, say, poll=poll) as watcher:
        Preview(session, watcher, lambda _: None, say).run()
    return 0


def watching(session: Builds, say: Say, *, poll: bool) -> Watcher:
    """Watch what a session is made from."""
    roots = [Root(*root) for root in session.watched()]
    return Watcher(roots, ignored=session.ignored, say=say, poll=poll)


class Preview:
    """A site as its browsers see it; `run` is the one thread that touches the session."""

    def __init__(
        self, session: Builds, watcher: Watcher, publish: Callable[[Snapshot], object], say: Say
    ) -> None:
        self._session = session
        self._watcher = watcher
        self._publish = publish
        self._say = say
        self._orders = Orders(watcher.call)
        self._build: Build | None = None
        self._is_sure = False  # whether all was looked at: from then on a look at what changes is enough
        self._own = NOTHING  # what the last build wrote into the content: not news
        self._is_due = False  # whether a moment has come that is not shown yet
        self._files = Files({}, (), self._orders, {})
        self._shown: Snapshot | None = None

    def run(self) -> None:
        """Build now, at each change and when a moment comes that the site depends on; show it and say so."""
        changed = NOTHING
        try:
            while not self._watcher.stopped:
                changed = self._follow(changed) or self._rest()
        finally:
            self._orders.close()

    def _follow(self, changed: frozenset[str]) -> frozenset[str]:
        """Build and show what a change came to, or the time alone; gives what changed meanwhile."""
        cause = named(changed, self._session.root) or (BY_TIME if self._is_due else "")
        before = self._shown.problems if self._shown else ()
        build = attempt(self._session, self._orders.looked_at(), changed if self._is_sure else None)
        self._is_sure = not isinstance(build, Failure)
        if isinstance(build, Failure):
            if self._show(self._files, build.problems, NOTHING):
                self._say(line(cause, "nothing built"))
            return NOTHING
        is_news = self._take(build)
        meanwhile = self._go_on(build.stale())
        report = build.report()
        problems = problems_of(report)
        is_news |= self._show(self._files, problems, NOTHING)
        if is_news:
            for text in (
                *cured(before, problems, self._session.root),
                *drafted(report),
                line(cause, report.summary()),
            ):
                self._say(text)
        return meanwhile or self._go_on(build.unmade())

    def _take(self, build: Build) -> bool:
        """Show a build as far as it has come, and while there are errors what it lacks; tells whether it is news."""
        report = build.report()
        problems = problems_of(report)
        written = (*report.created, *report.refreshed, *report.answered)
        self._own = frozenset(f"{self._session.root}/{path}" for path in written)
        before, self._build = self._files, build
        lacking = missing(before, build.names) if any_error(problems) else {}
        files = Files(build.ready, build.names, self._orders, lacking)
        changed = differing(before.ready, files.ready) if build.changed is None else {*build.changed}
        return self._show(files, problems, frozenset((changed | before.kept.keys()) - lacking.keys()))

    def _show(self, files: Files, problems: tuple[Problem, ...], changed: frozenset[str]) -> bool:
        """Publish a version and say what is newly wrong with it, if it differs from the last one; tells whether.

        When a moment has come the pages are told in any case: what they are marked with may be another.
        """
        last = self._shown
        is_news = not last or bool(changed) or problems != last.problems
        if not (is_news or self._is_due):
            return False
        self._files, self._is_due = files, False
        self._shown = Snapshot(files, problems, last.version + 1 if last else 1, changed if last else None)
        self._publish(self._shown)
        known = set(last.problems) if last else set()
        for problem in problems:
            if problem not in known:
                self._say(str(problem))
        return is_news

    def _go_on(self, steps: Iterator[object]) -> frozenset[str]:
        """Do what can be done later, but for requests, which come first; ends and names the files when some change."""
        for _ in steps:
            self._answer()
            if self._watcher.stopped:
                break
            if self._watcher.has_hints and (changed := self._wait(0)):
                return changed
        return NOTHING

    def _rest(self) -> frozenset[str]:
        """Wait for a change or a moment, answer requests, and use the silence to keep and index what was found."""
        kept = indexed = False
        silent = time.monotonic() + SILENCE
        until = self._session.until() if self._is_sure else NEVER
        while not self._watcher.stopped:
            is_indexing = self._build is not None and self._build.is_indexing
            if not kept or is_indexing:
                patience = REST
            elif indexed:
                patience = TIME
            else:
                patience = max(0.0, silent - time.monotonic())
            changed = self._wait(min(patience, max(0.0, until - time.time())))
            self._is_due = time.time() >= until
            if changed or self._is_due:
                return changed
            if self._answer():
                continue
            if not kept:
                with contextlib.suppress(BriefingsError, OSError):  # it would save time in the next process
                    self._session.keep()
                kept = True
            if is_indexing or (not indexed and time.monotonic() >= silent):
                indexed |= not is_indexing
                if changed := self._index():
                    return changed
        return NOTHING

    def _index(self) -> frozenset[str]:
        """See to the search index, but for requests, which come first; ends and names the files when some change."""
        if self._build is None:
            return NOTHING
        with contextlib.suppress(
            BriefingsError, OSError
        ):  # without one, all but the page that searches is there
            changed = self._go_on(self._build.index())
            if renewed := self._build.renewed():
                problems = self._shown.problems if self._shown else ()
                self._files = self._files.again(self._build.ready, self._build.names)
                self._show(self._files, problems, renewed)
            return changed
        return NOTHING

    def _wait(self, timeout: float) -> frozenset[str]:
        """Wait for files to change, but for those that were only written by ourselves."""
        changed = self._watcher.wait(timeout)
        return changed - {path for path in self._own & changed if self._session.is_known(path)}

    def _answer(self) -> bool:
        """Make what requests wait for; tells whether there was anything."""
        build = self._build
        return self._orders.fill(self._files, build.get if build else lambda _: None)


class Failure(NamedTuple):
    """Why nothing could be built."""

    problems: tuple[Problem, ...]


def attempt(session: Builds, first: Iterable[str], changed: Collection[str] | None) -> Build | Failure:
    """Build; where not even the settings can be read, or the disk is full, that is all there is to say."""
    try:
        return session.rebuild(first, changed)
    except BriefingsError as error:
        return Failure((error.problem,))
    except OSError as error:
        place = Location(str(error.filename or session.root))
        return Failure((Problem(place, error.strerror or str(error)),))


def problems_of(report: Report) -> tuple[Problem, ...]:
    """Give what is wrong; a bug of ours is shown like any other problem, it must not pass in silence."""
    return in_order([*report.problems, *(crash(name, error) for name, error in report.crashes)])


def crash(name: str, error: Exception) -> Problem:
    """Show a bug of ours: it must not end the preview."""
    message = f"a bug of ours: {type(error).__name__}: {error}"
    return Problem(Location(name), message, "run build --traceback to see where, and tell us")


def any_error(problems: Iterable[Problem]) -> bool:
    """Whether something could not be made."""
    return any(problem.severity == "error" for problem in problems)


def missing(before: Files, names: Collection[str]) -> dict[str, bytes]:
    """Give the files of a version that a build lacks, as far as they were ever made."""
    return {name: content for name, content in {**before.kept, **before.ready}.items() if name not in names}


def differing(then: Mapping[str, bytes], now: Mapping[str, bytes]) -> set[str]:
    """Name the files that were added, removed or changed."""
    return {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}


def cured(then: Iterable[Problem], now: Iterable[Problem], root: Path) -> Iterator[str]:
    """Say in a line which files are in error no more, and whether any others are."""
    left = [problem.location.path for problem in now if problem.severity == "error"]
    gone = {problem.location.path for problem in then if problem.severity == "error"}.difference(left)
    if gone:
        yield f"{named(gone, root)}: cured, {counted(len(left), 'error')} left"


def counted(number: int, noun: str) -> str:
    """Count things in words."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def drafted(report: Report) -> Iterator[str]:
    """Say in a line each which briefings are new, and which got a change proposed."""
    for path in report.created[:NEW]:
        yield f"{printable(path)}: drafted"
    if len(report.created) > NEW:
        yield f"and {len(report.created) - NEW} more drafted"
    for path in report.proposed:
        yield f"{printable(path)}: a change is proposed"


def line(cause: str, summary: str) -> str:
    """Say in a line what changed and what was done."""
    return f"{cause}: {summary}" if cause else summary


def named(changed: Collection[str], root: Path) -> str:
    """Name files, as the user knows them, in a few words."""
    names = sorted(printable(path.removeprefix(f"{root}/")) for path in changed)
    if len(names) > NAMED:
        return f"{names[0]} and {len(names) - 1} more"
    return ", ".join(names)
