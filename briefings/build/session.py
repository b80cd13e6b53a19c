"""A session with a site: drafts from sources, builds pages, publishes them; again and again, doing little.

Invariant: a session keeps nothing that the files do not say, but what saves work: it can end at any moment.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import gc
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from briefings import cards, output, pagefind, plugins, state, themes
from briefings.build import executors, workers
from briefings.build.places import NOWHERE, InstalledThemes, configured
from briefings.build.proposals import BASE, REPLACED, Bases
from briefings.build.report import Report, Tally
from briefings.build.searching import Search
from briefings.build.setting import Options, Setting
from briefings.build.showing import Made, Showing, keys_of
from briefings.config import PreviewSettings, SiteSettings
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Graph, Input, digest_of
from briefings.inputs import ABSENT, NEVER, Clock, Files, Listings, Roots, Scan
from briefings.likeness import Twin
from briefings.meter import Meter
from briefings.pages import aware
from briefings.rules import STORED, rules
from briefings.rules.content import BRIEFINGS, Owner
from briefings.rules.desk import OF_ONE_FILE, Survey
from briefings.rules.plan import NO_BASE_URL, Route
from briefings.rules.search import PAGE as SEARCH
from briefings.studies import Studies
from briefings.traces import Key, Traces

if TYPE_CHECKING:
    from briefings.build.drafts import Desk
    from briefings.build.schedule import Change
    from briefings.letters import Letter

STATE = ".briefings"
UNUSED = 500  # values that may lie in the store unused; to look for them takes time
UNUSED_SHARE = 8  # of the traces: as many more

HUBS = (Key("positions", ""), Key("translations", ""), Key("navigation", ""))
"""What every page depends on, beside the plan."""

Say = Callable[[str], None]
Ask = Callable[[Mapping[str, Location]], Iterable[Problem]]
"""Asks other hosts for addresses that stand at these places, and says what is wrong with them."""
Progress = Callable[[str, int, int], None]


class Overview(NamedTuple):
    """What an editor wants to know of sources: how each is read, which are one text, the briefing of each."""

    surveys: Mapping[str, Survey]
    twins: Sequence[Twin]
    briefings: Mapping[str, str]
    report: Report


def quiet(*_: object) -> None:
    """Say nothing."""


class Session:
    """One site, opened. Use it as a context manager; each public method is one run."""

    def __init__(
        self,
        root: Path,
        setting: Setting,
        *,
        say: Say = quiet,
        progress: Progress = quiet,
        meter: Meter | None = None,
    ) -> None:
        """Open a site; with a `meter` all is made in this process, where it can be measured."""
        self.root = root
        self._meter = meter
        self._setting = setting
        self._say = say
        self._progress = progress
        self._themes = InstalledThemes()
        self._roots = roots = Roots(root, self._themes)
        settings, named_in, text = configured(root)
        self._theme = settings.site.theme
        self._registry = registry = plugins.load(settings.plugins, named_in, text)
        self._plugins = bool(registry.versions)
        header = state.header(registry.versions)
        kept = root / STATE / "state"
        self._state, traces = (state.State(header), Traces()) if setting.fresh else state.load(kept, header)
        self._scan = Scan()
        self._files = Files(roots, self._state.seen, self._scan)
        self._listings = Listings(roots, self._scan)
        self._clock = Clock(self._now)
        self._store = state.ValueStore(root / STATE / "store.sqlite", STORED)
        self._studies = Studies()
        options = Options(
            {
                "drafts": setting.drafts,
                "base-url": setting.base_url,
                "offline": setting.offline,
                "search": pagefind.installed() and not setting.offline,
                "cards": cards.font(),
            }
        )
        inputs: dict[str, Input] = {
            "file": self._files,
            "listing": self._listings,
            "clock": self._clock,
            "option": options,
        }
        self._graph = Graph(
            inputs,
            rules(themes.Theme(registry.filters, meter), registry, self._studies),
            self._store,
            BriefingsError,
            traces,
            meter,
        )
        self._search = Search(self._graph)
        self._shown = Made({}, (), {}, {}, {})
        self._looked_at: Collection[str] | None = None
        self._put = 0
        self._whole = False
        self._aim(root / "site")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._search.close()
        self._store.close()

    # --- what a watcher needs to know ------------------------------------------------------------------

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site, and whether all below them counts."""
        folders = {self._themes[name] for name in (self._theme, "default")} - {NOWHERE}
        apart = [(folder, True) for folder in sorted(folders) if not folder.is_relative_to(self.root)]
        return [(self.root, False), (self.root / "content", True), (self.root / "themes", True), *apart]

    def is_known(self, path: str) -> bool:
        """Whether a file that the last run wrote is as that run left it."""
        self._scan.changed((path,))
        last = self._graph.traces().last
        return all(self._files.digest(name) == last(Key("file", name)) for name in self._roots.names(path))

    def ignored(self, path: str) -> bool:
        """Whether a file or folder is of our own making, or none of the site's; asked on the way to every file."""
        return path in self._own

    def _aim(self, out: Path) -> None:
        """Choose the output folder."""
        self._out = out
        own = (
            out,
            output.beside(out, "staged"),
            output.beside(out, "old"),
            self.root / STATE,
            self.root / ".git",
        )
        self._own = frozenset(map(str, own))

    def preview_port(self) -> int:
        """Give the port that the configuration names."""
        settings: PreviewSettings = self._graph.product(Key("settings", "preview")).value
        return settings.port

    def _now(self) -> dt.datetime:
        """Give the time to build for; one without an offset is in the site's time zone."""
        if self._setting.now is None:
            return dt.datetime.now(dt.UTC)
        return aware(self._setting.now, configured(self.root).config.site.timezone)

    # --- runs ------------------------------------------------------------------------------------------

    def draft(self, paths: Collection[str] = ()) -> Report:
        """Draft from new and changed sources, or from the named ones, also those whose briefing was deleted."""
        with self._run() as tally:
            self._draft(tally, paths, remember=True)
        return tally.report()

    def schedule(self) -> tuple[list[Change], Report]:
        """Give what appears and disappears by the clock alone, the next first; and what is wrong in the files."""
        from briefings.build.schedule import changes  # noqa: PLC0415 - on demand only

        with self._run() as tally:
            found = changes(self._graph, self._now())
            tally.collect(self._graph)
        return found, tally.report()

    def letter(self, name: str = "") -> tuple[Letter, Report]:
        """Give the edition of a day or a week as a mail, or the latest; and what is wrong in the files."""
        from briefings.build.mailing import letter  # noqa: PLC0415 - on demand only

        with self._run() as tally:
            made = letter(self._graph, name)
            tally.collect(self._graph)
        return made, tally.report()

    @contextlib.contextmanager
    def at_desk(self) -> Iterator[Desk]:
        """Give where the briefings can be worked on: `drafts` and `joining` do it; what they keep reaches the disk."""
        with self._run() as tally:
            desk = self._desk(tally, list)
            yield desk
            desk.bases.sync()

    def _desk(self, tally: Tally, ahead: Callable[[Sequence[str]], Iterable[str]]) -> Desk:
        from briefings.build.drafts import Desk  # noqa: PLC0415 - only where there is something to draft from

        ours = self.root / STATE
        bases = Bases(ours / BASE)
        consult = self._consult if self._registry.asks else None
        return Desk(
            self.root,
            self._graph,
            self._files,
            self._state.drafted,
            tally,
            ahead,
            bases,
            ours / REPLACED,
            consult,
        )

    def _consult(self, desk: Desk, sources: Sequence[str]) -> None:
        """Have asked outside what finders want to know of some sources; what was answered is looked at."""
        from briefings.build import asking  # noqa: PLC0415 - only where a plug-in asks

        shown = self._shown_in_turn("asking", sources)
        if written := asking.ask(desk, self._registry, shown):
            self._look_at(written)

    def _shown_in_turn(self, what: str, names: Sequence[str]) -> Iterator[str]:
        """Give names one after the other, and say how far it is."""
        for number, name in enumerate(names, 1):
            self._progress(what, number, len(names))
            yield name

    def _look_at(self, paths: Iterable[str]) -> None:
        """Look at files of the site that were written just now, beside what this run looked at."""
        written = {str(self.root / path) for path in paths}
        self._look_again(None if self._looked_at is None else {*self._looked_at, *written})

    def rebuild(self, first: Iterable[str] = (), changed: Collection[str] | None = None) -> Showing:
        """Draft, and bring all up to date but the files themselves, of which only the `first` are made.

        Only the files named as changed are looked at, or all. Nothing but new drafts is written to the site's
        folders. What was found is kept for the next process by `keep`, when there is time for it.
        """
        tally = Tally(time.perf_counter())
        with self._alone(changed):
            if self._setting.draft:
                self._draft(tally, (), remember=False)
            if tally.created or tally.refreshed:
                self._save()  # or a draft whose briefing is deleted would be made again by the next process
            plan = self._settle()
        build = Showing(self._graph, plan, self._shown, tally, self._search)
        self._shown = build.made
        build.make((*build.stale_assets(), *first))
        return build

    def keep(self) -> None:
        """Keep for the next process what the last rebuild has found, once it is finished."""
        self._whole = True
        self._note_causes()
        with output.locked(self.root / STATE / "lock", self._say):
            self._save()
        self._graph.traces().users()  # the next change asks for them
        if not gc.get_freeze_count():
            gc.collect()
            gc.freeze()  # what is there now lasts, and to look through it for garbage takes longer than a rebuild

    def build(self, out: Path | None = None, *, strict: bool = False, look_over: bool = False) -> Report:
        """Draft and build into the output folder; with `strict`, warnings leave the old site as it is.

        With `look_over`, the site is looked over as by `check`, and errors leave the old one as it is.
        """
        self._aim(out or self.root / "site")
        output.check_target(self._out, self.root)
        with self._run() as tally:
            if self._setting.draft:
                self._draft(tally, (), remember=True)
            return self._publish(tally, strict=strict, look_over=look_over)

    def check(self, ask: Ask | None = None) -> Report:
        """Make every page as `build` would, without drafting first and without publishing, and look it over.

        What a site that is to be published must not lack is an error here: see `NO_BASE_URL`. Where there is an
        `ask`, it is given the addresses of other hosts, and its answers are reported.
        """
        with self._run() as tally, output.Spool(self.root / STATE / "spool") as spool:
            wanted, _ = self._plan(tally, spool)
            led_to = self._look_over(tally, wanted)
            tally.problems += ask(led_to) if ask else ()
            return tally.report(built=len(wanted), hidden=self._hidden())

    def desk(self, paths: Collection[str] | None = None) -> Overview:
        """Say how some sources are read, or all, and which of all are one text."""
        with self._run() as tally:
            sources: list[str] = self._graph.product(Key("sources", "")).value
            wanted = [path for path in sources if paths is None or path in paths]
            surveys: dict[str, Survey] = {}
            for number, path in enumerate(sources, 1):
                self._progress("reading", number, len(sources))
                with contextlib.suppress(BriefingsError):  # the graph keeps it until the tally collects
                    self._graph.digest(Key("signature", path))
            for path in wanted:
                with contextlib.suppress(BriefingsError):
                    surveys[path] = self._graph.product(Key("survey", path)).value
            twins: list[Twin] = self._graph.product(Key("alike", "")).value
            owners: Mapping[str, Owner] = self._graph.product(Key("owners", "")).value
            tally.collect(self._graph)
        return Overview(surveys, twins, {path: owner.path for path, owner in owners.items()}, tally.report())

    def _look_over(self, tally: Tally, wanted: Mapping[str, output.Wanted]) -> dict[str, Location]:
        """Report what a site that is to be published must not have; gives the addresses of other hosts."""
        from briefings import audit  # noqa: PLC0415 - where nothing is to be published yet, nothing is looked over

        for route in self._pages():
            self._graph.digest(Key("licences", route.name))
        tally.collect(self._graph)
        settings: SiteSettings = self._graph.product(Key("settings", "site")).value
        contents = ((path, want.content) for path, want in wanted.items())
        found, led_to = audit.over(contents, wanted.keys(), self._setting.base_url or settings.base_url)
        known = {(problem.location.path, problem.message) for problem in tally.problems}
        plan: Mapping[str, Route] = self._graph.product(Key("plan", "")).value
        sources = {path: route.name for path, route in plan.items()}  # the files of a search index have none
        new = [one for one in found if (sources.get(one.location.path), one.message) not in known]
        tally.problems = [
            dataclasses.replace(problem, severity="error") if problem == NO_BASE_URL else problem
            for problem in (*tally.problems, *new)
        ]
        return led_to

    def span(self) -> tuple[float, float]:
        """Give the moments, in seconds since 1970, between which the clock changes nothing of the last run."""
        for key, _ in self._graph.traces().asked({"clock"}):
            self._clock.digest(key.name)  # a worker may have asked in its own process
        return self._clock.span()

    def until(self) -> float:
        """Give the moment, in seconds since 1970, at which time alone may change the site; never with a fixed time."""
        return self.span()[1] if self._setting.now is None else NEVER

    @property
    def has_plugins(self) -> bool:
        """Whether plug-ins or a theme from another package take part: a receipt knows nothing of their files."""
        return self._plugins or bool(self._themes.foreign())

    def why(self, name: str) -> list[str] | None:
        """Give the chain of causes for which an output was last made; None for what is no output."""
        return self._state.causes.get(name)

    def made(self) -> tuple[Key, ...]:
        """Give what was made in the last part of the last run: what `-v` and the tests look at."""
        return self._graph.made()

    def published(self, out: Path) -> dict[str, bytes]:
        """Give the digest of each file that was last published into a folder."""
        return {path: file.digest.encode() for path, file in self._state.published.get(str(out), {}).items()}

    # --- one run ---------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _run(self) -> Iterator[Tally]:
        """Look at the world anew, alone; and keep what was found for the next process."""
        tally = Tally(time.perf_counter())
        with self._alone():
            yield tally
            self._save()

    @contextlib.contextmanager
    def _alone(self, changed: Collection[str] | None = None) -> Iterator[None]:
        """Look at the world anew, or at what is named of it, while no other process does."""
        with output.locked(self.root / STATE / "lock", self._say):
            try:
                self._look_again(changed)
                self._whole = False
                yield
            finally:
                self._store.release()

    def _look_again(self, changed: Collection[str] | None = None) -> None:
        """Look at everything, or only at what is named as changed where that has a name in the site."""
        names = {path: tuple(self._roots.names(path)) for path in changed or ()}
        only = changed if all(names.values()) and not self._clock.has_moved() else None
        self._looked_at = only
        self._scan.changed(only)
        self._listings.changed(only)
        suspects = [Key("file", name) for found in names.values() for name in found]
        suspects += [key for key, _ in self._graph.traces().asked({"listing"})]
        if only is None:
            self._clock.changed()
        self._graph.changed(None if only is None else suspects)

    def _save(self) -> None:
        if (
            self._whole and Key("plan", "") in self._graph.made()
        ):  # else little can be unused, and to look takes time
            self._graph.forget_unused(self._on_desk())
        traces = self._graph.traces()
        put, self._put = self._store.put_so_far - self._put, self._store.put_so_far
        self._state.put += put
        if self._state.put > max(UNUSED, len(traces) // UNUSED_SHARE):
            live = ((key.rule, traces.digest(key) or "") for key in traces if key.rule in STORED)
            self._store.commit(live)
            self._state.put = 0
        else:
            self._store.commit()
        self._state.columns = traces.columns()
        self._state.seen = self._files.seen()
        with contextlib.suppress(OSError):  # a state that cannot be written costs time, nothing else
            state.save(self.root / STATE / "state", self._state)

    def _on_desk(self) -> Iterator[Key]:
        """Give what an editor's commands have found out of files that are there: a build never asks for it."""
        for key in self._graph.traces():
            if key.rule in OF_ONE_FILE and self._files.digest(key.name) != ABSENT:
                yield key

    def _draft(self, tally: Tally, only: Collection[str], *, remember: bool) -> None:
        """Draft; what was written is part of what is built next."""
        if not (only or self._state.drafted or self._graph.product(Key("sources", "")).value):
            return
        from briefings.build import drafts  # noqa: PLC0415 - only where there is something to draft from

        studying = executors.Studying(
            self._graph, self._files, self._studies, self._progress, self._setting.executor, self._most()
        )
        desk = self._desk(tally, studying.ahead)
        drafts.draft(desk, only, remember=remember)
        desk.bases.sync()
        tally.collect(self._graph)
        if tally.created or tally.refreshed:
            self._look_at((*tally.created, *tally.refreshed))

    # --- building --------------------------------------------------------------------------------------

    def _settle(self) -> Mapping[str, Route]:
        """Bring up to date all that files of the site are made of: afterwards no page reads the disk."""
        plan: Mapping[str, Route] = self._graph.product(Key("plan", "")).value
        templates = [key for key, _ in self._graph.traces().asked({"template"})]
        pages = [Key("page", route.name) for route in plan.values() if route.kind == "page"]
        self._graph.settle((*HUBS, *templates, *pages))
        return plan

    def _publish(self, tally: Tally, *, strict: bool, look_over: bool) -> Report:
        """Bring the output folder up to date."""
        folder = str(self._out)
        before = self._state.published.get(folder, {})
        with output.Spool(self.root / STATE / "spool") as spool:
            wanted, held = self._plan(tally, spool)
            wanted |= self._searched(tally, spool)
            hidden = self._hidden()
            if look_over:
                self._look_over(tally, wanted)
            if (strict and tally.problems) or (look_over and tally.report().errors):
                return tally.report(hidden=hidden)
            shelf = output.shelf(self._out, self.root / STATE)
            changes, now = output.publish(shelf, wanted, held, before, self._say)
        self._state.published[folder] = now
        tally.add(error for error in changes.failed if not {*error.problems} <= {*tally.problems})
        for path in changes.foreign:
            tally.problems.append(
                Problem(Location(f"{self._out.name}/{path}"), "not ours: carried over", "", "warning")
            )
        return tally.report(
            built=len(changes.written), fresh=changes.kept, removed=len(changes.removed), hidden=hidden
        )

    def _plan(self, tally: Tally, spool: output.Spool) -> tuple[dict[str, output.Wanted], frozenset[str]]:
        """Bring every output up to date; gives what the folder should hold, and what is in error."""
        self._whole = True
        crew = self._crew(spool)
        crew.make([Key("summary", path) for path in self._graph.product(Key("briefings", BRIEFINGS)).value])
        plan: Mapping[str, Route] = self._graph.product(Key("plan", "")).value
        self._graph.settle(HUBS)
        keys = keys_of(plan)
        crew.make(keys)
        unsure = dict.fromkeys(self._graph.aim(keys))
        wanted: dict[str, output.Wanted] = {}
        held: set[str] = set()
        for number, key in enumerate(keys, 1):
            self._progress("building", number, len(keys))
            if key.rule == "check":
                if key in unsure:
                    self._graph.digest(key)
                continue
            try:
                wanted[key.name] = crew.wanted.get(key.name) or self._want(
                    key, spool, is_sure=key not in unsure
                )
            except BriefingsError:
                held.add(key.name)  # the graph keeps the error until the tally collects
        tally.causes += self._note_causes()
        tally.collect(self._graph)
        return wanted, frozenset(held)

    def _searched(self, tally: Tally, spool: output.Spool) -> dict[str, output.Wanted]:
        """Give the files of the search index, made anew only if what can be found has changed."""
        plan: Mapping[str, Route] = self._graph.product(Key("plan", "")).value
        if SEARCH not in plan:
            return {}
        known = self._state.index
        if self._search.make(known.inputs):
            made = {name: spool.add(digest_of(data), data) for name, data in self._search.files.items()}
            if self._search.problem is None:
                files = {name: want.digest for name, want in made.items()}
                self._state.index = state.Index(self._search.inputs, files)
                return made
            tally.problems.append(self._search.problem)
        return {
            name: output.Wanted(digest, functools.partial(self._index_file, name))
            for name, digest in self._state.index.files.items()
        }

    def _index_file(self, name: str) -> bytes:
        """Give a file of the index that is gone from where it was published; all of them are made again for it."""
        if not self._search.files:
            self._search.inputs = ""
            self._search.make()
        if name not in self._search.files:
            raise BriefingsError("no search index", Location(name), hint="build with --fresh")
        return self._search.files[name]

    def _crew(self, spool: output.Spool) -> workers.Crew:
        return workers.Crew(self._graph, self._store, spool, self._progress, self._most())

    def _most(self) -> int:
        """Give the number of processes that may share the work; with a meter, all is made where it can be measured."""
        return 1 if self._meter else workers.cores()

    def _want(self, key: Key, spool: output.Spool, *, is_sure: bool) -> output.Wanted:
        """Bring one output up to date; made again only if its bytes are asked for and gone."""
        digest = self._graph.traces().digest(key) if is_sure else None
        if digest is None:
            digest, made = self._graph.refresh(key)
            if made is not None:
                return spool.add(digest, made.value)
        return output.Wanted(digest, lambda: self._graph.product(key).value)

    def _pages(self) -> list[Route]:
        """Give the routes of all that was written in Markdown."""
        plan: Mapping[str, Route] = self._graph.product(Key("plan", "")).value
        return [route for route in plan.values() if route.kind in {"briefing", "page"}]

    def _hidden(self) -> tuple[tuple[str, str], ...]:
        """Name the briefings that are not part of this build, and say why."""
        found: list[tuple[str, str]] = self._graph.product(Key("hidden", "")).value
        return tuple(found)

    def _note_causes(self) -> list[tuple[str, tuple[str, ...]]]:
        """Keep why each output was made: for `-v` now, for `why` later."""
        found = []
        for key in self._graph.made():
            if key.rule == "output":
                chain = tuple(str(cause) for cause in self._graph.why(key)[1:])
                found.append((key.name, chain))
                self._state.causes[key.name] = list(chain)
        return found
