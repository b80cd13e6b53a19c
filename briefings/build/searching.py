"""The search index of a session: made anew once what can be found has changed, a step at a time.

Invariant: an index is of one version of the site, and stays until the next one is whole. Nothing waits for it but a
build that publishes; where it cannot be made, the last one stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from briefings import pagefind
from briefings.config import SiteSettings
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Graph, digest_of
from briefings.traces import Key


class Search:
    """The index; `inputs` is the digest of the pages that `files` are an index of."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._making: tuple[str, pagefind.Indexing] | None = None
        self.inputs = ""
        self.files: dict[str, bytes] = {}
        self.problem: Problem | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an index is in the making."""
        return self._making is not None

    def make(self, known: str = "") -> bool:
        """Make the index now; tells whether there is another one than the `known`."""
        self.inputs = self.inputs or known
        before = self.inputs
        for _ in self.steps():
            pass
        if self._making:
            self._making[1].wait()
            for _ in self._take(*self._making):
                pass
        return self.inputs != before

    def steps(self) -> Iterator[None]:
        """Take over an index that is done, and begin another if the pages have changed since; a step a page."""
        if self._making:
            if not self._making[1].is_done:
                return
            yield from self._take(*self._making)
        yield from self._begin()

    def close(self) -> None:
        """Give up what is in the making."""
        if self._making:
            self._making[1].close()
        self._making = None

    def _begin(self) -> Iterator[None]:
        site: SiteSettings = self._graph.product(Key("settings", "site")).value
        making = pagefind.Indexing(site.language)
        found: list[tuple[str, str]] = []
        with contextlib.ExitStack() as unless_started:
            unless_started.callback(making.close)
            waiting: list[str] = []
            for path in self._graph.product(Key("searched", "")).value:
                with contextlib.suppress(BriefingsError):  # it was never good, so it is not there to be found
                    digest, made = self._graph.refresh(Key("search-page", path))
                    found.append((path, digest))
                    if made is None:
                        waiting.append(path)
                    else:
                        self._add(making, path, made.value)
                yield
            inputs = digest_of(repr((site.language, found)).encode("utf-8", "replace"))
            if inputs == self.inputs:
                return
            if not found:
                self.inputs, self.files, self.problem = inputs, {}, None
                return
            for path in waiting:
                self._add(making, path, self._graph.product(Key("search-page", path)).value)
                yield
            making.start()
            self._making = inputs, making
            unless_started.pop_all()

    def _add(self, making: pagefind.Indexing, path: str, page: bytes) -> None:
        url: str = self._graph.product(Key("address", path)).value
        making.add(url.removeprefix("/") + "index.html" if url.endswith("/") else url.removeprefix("/"), page)

    def _take(self, inputs: str, making: pagefind.Indexing) -> Iterator[None]:
        files: dict[str, bytes] = {}
        try:
            for name, data in making.files():
                files[name] = data
                yield
        except OSError as error:
            hint = 'the site has the last one; to do without search, write off = ["search"] under [site]'
            self.problem = Problem(Location("search"), f"no new search index: {error}", hint)
        else:
            self.files, self.problem = files, None
        self.inputs = inputs
        self.close()
