"""Joins session, watcher and server: build, show, wait for a change, and again.

Invariant: a page that was once good stays up until it is built anew. While there are errors, what the build
could not make is shown as it was, with the errors over it.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from briefings.errors import BriefingsError, Location, Problem, in_order, printable
from briefings.manuscripts import Manuscripts
from briefings.server import Address, Server, Snapshot, bind
from briefings.watcher import Root, Watcher

Say = Callable[[str], None]
NAMED = 2  # changed files named in a line; more are counted


class Report(Protocol):
    """What a build has to say."""

    @property
    def problems(self) -> Iterable[Problem]:
        """All that is wrong, errors and warnings."""

    @property
    def crashes(self) -> Iterable[tuple[str, Exception]]:
        """The files that could not be made because of a bug of ours."""

    def summary(self) -> str:
        """Say in one line what was built, and in how many milliseconds."""


class Build(Protocol):
    """A finished build."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of the site by name, without those that could not be built."""

    @property
    def report(self) -> Report:
        """What happened."""


class Builds(Protocol):
    """A site that can be built again and again; the part of a session that a preview needs."""

    @property
    def root(self) -> Path:
        """The folder of the site."""

    def rebuild(self) -> Build:
        """Build what has changed since the last time."""

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site, and whether all below them counts."""

    def ignored(self, path: str) -> bool:
        """Say whether a file, or all in a folder, is made by us: output, state, the version control's."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt to build came to."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    summary: str


def serve(session: Builds, address: Address, say: Say, *, poll: bool = False) -> int:
    """Serve a site and rebuild it at each change, until interrupted; the server is up before the build."""
    behind = Manuscripts(session.root, os.environ, say)
    with Server(bind(address, say), host=address.host, say=say, manuscripts=behind) as server:
        say(f"serving {server.url} (Ctrl-C ends)")
        with watching(session, say, poll=poll) as watcher:
            follow(session, watcher, server.publish, say)
    return 0


def watch(session: Builds, say: Say, *, poll: bool = False) -> int:
    """Rebuild a site at each change, until interrupted, for another server."""
    with watching(session, say, poll=poll) as watcher:
        follow(session, watcher, lambda _: None, say)
    return 0


def watching(session: Builds, say: Say, *, poll: bool) -> Watcher:
    """Watch what a session is made from."""
    roots = [Root(*root) for root in session.watched()]
    return Watcher(roots, ignored=session.ignored, say=say, poll=poll)


def follow(session: Builds, watcher: Watcher, publish: Callable[[Snapshot], object], say: Say) -> None:
    """Build now and at each change, publish each new version and say what happened, until told to stop."""
    last: Snapshot | None = None
    changed: Collection[str] = ()
    while not watcher.stopped:
        outcome = attempt(session)
        snapshot = following(last, outcome)
        if last is None or is_news(last, snapshot):
            publish(snapshot)
            for line in lines(last, snapshot, named(changed, session.root), outcome.summary):
                say(line)
            last = snapshot
        changed = watcher.wait()


def attempt(session: Builds) -> Outcome:
    """Build; where not even the settings can be read, or the disk is full, that is all there is to say."""
    try:
        build = session.rebuild()
    except BriefingsError as error:
        return Outcome({}, (error.problem,), "nothing built")
    except OSError as error:
        place = Location(str(error.filename or session.root))
        return Outcome({}, (Problem(place, error.strerror or str(error)),), "nothing built")
    report = build.report
    problems = [*report.problems, *(crash(name, error) for name, error in report.crashes)]
    return Outcome(build.files, in_order(problems), report.summary())


def crash(name: str, error: Exception) -> Problem:
    """Show a bug of ours like any other problem: it must not end the preview, nor pass in silence."""
    message = f"a bug of ours: {type(error).__name__}: {error}"
    return Problem(Location(name), message, "run build --traceback to see where, and tell us")


def following(last: Snapshot | None, outcome: Outcome) -> Snapshot:
    """Make the next version: the new files, and while there are errors the last good ones of the others."""
    if last is None:
        return Snapshot(outcome.files, outcome.problems)
    keep = not outcome.files or any(problem.severity == "error" for problem in outcome.problems)
    files = {**last.files, **outcome.files} if keep else outcome.files
    return Snapshot(files, outcome.problems, last.version + 1)


def is_news(last: Snapshot, now: Snapshot) -> bool:
    """Say whether a build made a difference; most saves by an editor's side files do not."""
    return last.problems != now.problems or last.files != now.files


def lines(last: Snapshot | None, now: Snapshot, changed: str, summary: str) -> list[str]:
    """Say what is wrong, but not again what was wrong before, and then in one line what was done."""
    known = set(last.problems) if last else set()
    fresh = [str(problem) for problem in now.problems if problem not in known]
    return [*fresh, f"{changed}: {summary}" if changed else summary]


def named(changed: Collection[str], root: Path) -> str:
    """Name what changed, as the user knows it, in a few words."""
    names = sorted(printable(path.removeprefix(f"{root}/")) for path in changed)
    if len(names) > NAMED:
        return f"{names[0]} and {len(names) - 1} more"
    return ", ".join(names)
