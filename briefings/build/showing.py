"""A build that is shown and not published: its files are made when they are asked for, or when there is time.

Invariant: all files are of one version. What they are made of was brought up to date before, so that no change on
disk reaches a file that is made later; and a file that cannot be made is shown as it was when it was last good.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefings.build.report import Report, Tally
from briefings.build.searching import Search
from briefings.errors import BriefingsError
from briefings.graph import Graph
from briefings.rules.plan import Route
from briefings.rules.search import PAGE as SEARCH
from briefings.traces import Key


class Made(NamedTuple):
    """The files that were made so far, in this build or before: what they hold, and its digest."""

    plan: Mapping[str, Route]
    keys: tuple[Key, ...]
    """The products that a site is: its files, and a look at each page."""

    contents: dict[str, bytes]
    digests: dict[str, str]
    failed: dict[str, Exception]
    """Why files could not be made when that was last tried."""


def keys_of(plan: Mapping[str, Route]) -> tuple[Key, ...]:
    """Give the products that a site is; what needs the same stands side by side."""
    return tuple(itertools.chain.from_iterable(made_of(path, route) for path, route in plan.items()))


def made_of(path: str, route: Route) -> tuple[Key, ...]:
    """Give what is made for an output: itself, and of a page right then a look at its links."""
    output = Key("output", path)
    return (output, Key("check", route.name)) if route.kind in {"briefing", "page"} else (output,)


class Showing:
    """The files of a site, brought up to date but for those that nobody has asked for yet."""

    def __init__(
        self, graph: Graph, plan: Mapping[str, Route], before: Made, tally: Tally, search: Search
    ) -> None:
        self._graph = graph
        self._search = search
        self._tally = tally
        self._built = 0
        keys = before.keys if plan is before.plan else keys_of(plan)
        unsure = graph.aim(keys)
        self._stale = {key.name: None for key in unsure if key.rule == "output"}
        self._unchecked = [key for key in unsure if key.rule == "check"]
        self._cured: set[Exception] = set()
        self.made = before._replace(plan=plan, keys=keys)
        removed = set[str]() if plan is before.plan else before.plan.keys() - plan.keys()
        self._removed = len(removed)
        for name in removed:
            for known in (before.contents, before.digests, before.failed):
                known.pop(name, None)
        self.changed = {*self._stale, *removed}
        """The names of the files that may not be as they were in the build before."""
        self._index, former = (search.files, search.former) if SEARCH in plan else ({}, {})
        self.ready = before.contents.copy()
        for name in self._stale.keys() & self.ready.keys():
            del self.ready[name]
        self.ready |= former | self._index
        """The files that need not be made; those that are made are added."""

    @property
    def names(self) -> Collection[str]:
        """The names of all files."""
        return ChainMap(self._index, self.made.plan)  # type: ignore[arg-type]  # only the names are asked for

    def get(self, name: str) -> bytes | None:
        """Give a file, made now if need be; None where there is none, and never was a good one."""
        if name not in self.made.plan:
            return self._index.get(name)
        try:
            return self._made(name)
        except BriefingsError:
            return None  # the graph has it, and so has the report
        finally:
            self._note_error(name)

    def _made(self, name: str) -> bytes:
        self._stale.pop(name, None)
        key = Key("output", name)
        digest, made = self._graph.refresh(key)
        self._built += made is not None
        if self.made.digests.get(name) == digest:
            self.changed.discard(name)
        else:
            found = made or self._graph.product(key)
            self.made.contents[name], self.made.digests[name] = found.value, found.digest
        content = self.ready[name] = self.made.contents[name]
        return content

    def _note_error(self, name: str) -> None:
        """Keep why a file could not be made; one that can be made now shows that the reason is gone for others."""
        before = self.made.failed.pop(name, None)
        error = self._graph.error(Key("output", name))
        if error is not None:
            self.made.failed[name] = error
        elif before is not None:
            self._cured.add(before)

    def make(self, names: Iterable[str]) -> None:
        """Make these before the others."""
        for name in names:
            self.get(name)

    def stale_assets(self) -> list[str]:
        """Name the changed files that are copied: what they hold is not known before they are read."""
        return [name for name in self._stale if self.made.plan[name].kind == "asset"]

    def stale(self) -> Iterator[str]:
        """Make what may have changed, then look the pages over; a step each."""
        for name in list(filter(self._is_awaited, self._stale)):
            if name in self._stale:  # nobody has asked for it meanwhile
                self.get(name)
                yield name
        while self._unchecked:
            key = self._unchecked.pop()
            self._graph.digest(key)
            yield key.name

    def unmade(self) -> Iterator[str]:
        """Make what nobody has asked for yet, so that it is there if it is ever broken; a step each."""
        for name in self.made.plan:
            if name not in self.made.contents and self._is_awaited(name):
                self.get(name)
                yield name

    def _is_awaited(self, name: str) -> bool:
        """Whether a file is made before it is asked for: a card is dear, and nobody looks at it in a preview."""
        return self.made.plan[name].kind != "card"

    @property
    def is_indexing(self) -> bool:
        """Whether a search index is in the making."""
        return self._search.is_busy

    def index(self) -> Iterator[object]:
        """Take over a search index that is done, or begin another one if need be; a step a page."""
        return self._search.steps() if SEARCH in self.made.plan else iter(())

    def renewed(self) -> frozenset[str]:
        """Show the search index as it is now, and name the files that are not as they were shown."""
        before, now = self._index, self._search.files if SEARCH in self.made.plan else {}
        if before is now:
            return frozenset()
        self.ready |= now  # what it lacks of the one before stays: an open page goes on to ask for it
        self._index = now
        return frozenset(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))

    def report(self) -> Report:
        """Say what was done so far, and what was found wrong or has not been found cured yet."""
        tally = dataclasses.replace(
            self._tally, problems=[*self._tally.problems], crashes=[*self._tally.crashes]
        )
        tally.collect(self._graph)
        failed = self.made.failed
        tally.add({failed[name] for name in self._stale if name in failed} - self._cured)
        return tally.report(built=self._built, fresh=len(self.names) - self._built, removed=self._removed)


@dataclasses.dataclass(frozen=True, slots=True)
class PublishedBuild:
    """A build whose files were published: nothing of it is left to be made."""

    ready: dict[str, bytes]
    published: Report
    changed: Collection[str] | None = None

    @property
    def names(self) -> Collection[str]:
        """Name the files."""
        return self.ready.keys()

    def get(self, name: str) -> bytes | None:
        """Give what stands for a file."""
        return self.ready.get(name)

    def stale(self) -> Iterator[str]:
        """Give nothing: all is made."""
        return iter(())

    def unmade(self) -> Iterator[str]:
        """Give nothing: all is made."""
        return iter(())

    @property
    def is_indexing(self) -> bool:
        """Whether a search index is in the making: it was published with the rest."""
        return False

    def index(self) -> Iterator[object]:
        """Do nothing: all is made."""
        return iter(())

    def renewed(self) -> frozenset[str]:
        """Name nothing: all was shown at once."""
        return frozenset()

    def report(self) -> Report:
        """Say what was done."""
        return self.published
