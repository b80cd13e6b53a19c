"""The search index of a session: made anew once what can be found has changed, a step at a time.

Invariant: an index is of one version of the site, and stays until the next one is whole. Nothing waits for it but a
build that publishes; where it cannot be made, the last one stays.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator

from briefings import pagefind
from briefings.config import SiteSettings
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Graph, digest_of
from briefings.output import Spool, Wanted
from briefings.rules.plan import file_of
from briefings.state import Index
from briefings.traces import Key


class Search:
    """The index; `inputs` is the digest of the pages that `files` are an index of."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._indexer: pagefind.Indexer | None = None
        self._written: dict[str, str] = {}  # the digest of each page that the indexer has, by its output
        self._making = ""  # the inputs of the index that is in the making
        self.inputs = ""
        self.files: dict[str, bytes] = {}
        self.former: dict[str, bytes] = {}
        """What the index before had besides: a page that is open goes on to ask for it."""
        self.problem: Problem | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an index is in the making."""
        return bool(self._making)

    def make(self, known: str = "") -> bool:
        """Make the index now; tells whether there is another one than the `known`."""
        self.inputs = self.inputs or known
        before = self.inputs
        for _ in self._begin():
            pass
        if self._indexer and self._making:
            self._indexer.wait()
            for _ in self._take(self._indexer):
                pass
        return self.inputs != before

    def steps(self) -> Iterator[None]:
        """Take over an index that is done; or begin another, if the pages have changed since. A step a page."""
        if self._indexer and self._making:
            return self._take(self._indexer) if self._indexer.is_done else iter(())
        return self._begin()

    def close(self) -> None:
        """Give up what is in the making."""
        if self._indexer:
            self._indexer.close()
        self._indexer, self._written, self._making = None, {}, ""

    def _begin(self) -> Iterator[None]:
        site: SiteSettings = self._graph.product(Key("settings", "site")).value
        indexer = self._indexer = self._indexer or pagefind.Indexer()
        found: list[tuple[str, str]] = []
        lacking: list[tuple[str, str, str]] = []
        for path in self._graph.product(Key("searched", "")).value:
            with contextlib.suppress(BriefingsError):  # it was never good, so it is not there to be found
                digest, made = self._graph.refresh(Key("search-page", path))
                output = file_of(self._graph.product(Key("address", path)).value)
                found.append((output, digest))
                if made is not None:
                    self._write(indexer, output, digest, made.value)
                elif self._written.get(output) != digest:
                    lacking.append((output, digest, path))
            yield
        inputs = digest_of(repr((site.language, sorted(found))).encode("utf-8", "replace"))
        if inputs == self.inputs:
            return
        for output, digest, path in lacking:
            self._write(indexer, output, digest, self._graph.product(Key("search-page", path)).value)
            yield
        for output in self._written.keys() - dict(found).keys():
            indexer.remove(output)
            del self._written[output]
        if found:
            indexer.start(site.language)
            self._making = inputs
        else:
            self.inputs, self.files, self.former, self.problem = inputs, {}, {}, None

    def _write(self, indexer: pagefind.Indexer, output: str, digest: str, page: bytes) -> None:
        indexer.write(output, page)
        self._written[output] = digest

    def _take(self, indexer: pagefind.Indexer) -> Iterator[None]:
        files: dict[str, bytes] = {}
        try:
            for name, data in indexer.files(self.files):
                files[name] = data
                yield
        except OSError as error:
            hint = 'the site has the last one; to do without search, write off = ["search"] under [site]'
            self.problem = Problem(Location("search"), f"no new search index: {error}", hint)
        else:
            self.former = {name: data for name, data in self.files.items() if name not in files}
            self.files, self.problem = files, None
        self.inputs, self._making = self._making, ""


def published(search: Search, kept: Index, spool: Spool) -> tuple[Index, dict[str, Wanted]]:
    """Give the index that the output folder should hold: another than the one `kept` only if its pages have changed."""
    if search.make(kept.inputs) and search.problem is None:
        made = {name: spool.add(digest_of(data), data) for name, data in search.files.items()}
        return Index(search.inputs, {name: want.digest for name, want in made.items()}), made
    files = kept.files.items()
    return kept, {name: Wanted(digest, functools.partial(_again, search, name)) for name, digest in files}


def _again(search: Search, name: str) -> bytes:
    """Give a file of the index that is gone from where it was published; all of them are made again for it."""
    if not search.files:
        search.inputs = ""
        search.make()
    if name not in search.files:
        raise BriefingsError("no search index", Location(name), hint="build with --fresh")
    return search.files[name]
