"""A session with a site: drafts from sources, builds pages, publishes them; again and again, doing little.

Invariant: a session keeps nothing that the files do not say, but what saves work: it can end at any moment.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from briefings import output
from briefings.build import executors, searching, workers
from briefings.build.proposals import BASE, REPLACED, Bases
from briefings.build.report import Report, Tally
from briefings.build.setting import Setting
from briefings.build.showing import Made, Showing, keys_of
from briefings.build.workspace import Say, Workspace
from briefings.config import PreviewSettings, SiteSettings
from briefings.errors import BriefingsError, Location, Problem
from briefings.inputs import NEVER
from briefings.likeness import Twin
from briefings.meter import Meter
from briefings.rules.content import BRIEFINGS, Owner
from briefings.rules.desk import Survey
from briefings.rules.plan import NO_BASE_URL, Route
from briefings.rules.search import PAGE as SEARCH
from briefings.traces import Key

if TYPE_CHECKING:
    from briefings.build.drafts import Desk
    from briefings.build.schedule import Change
    from briefings.letters import Letter

HUBS = (Key("positions", ""), Key("translations", ""), Key("navigation", ""))
"""What every page depends on, beside the plan."""

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
        self._space = Workspace(root, setting, say, meter)
        self._graph, self._state = self._space.graph, self._space.state
        self._search = searching.Search(self._graph)
        self._shown = Made({}, (), {}, {}, {})
        self._aim(root / "site")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._search.close()
        self._space.store.close()

    # --- what a watcher needs to know ------------------------------------------------------------------

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site, and whether all below them counts."""
        folders = self._space.theme_folders()
        apart = [(folder, True) for folder in folders if not folder.is_relative_to(self.root)]
        return [(self.root, False), (self.root / "content", True), (self.root / "themes", True), *apart]

    def is_known(self, path: str) -> bool:
        """Whether a file that the last run wrote is as that run left it."""
        return self._space.is_known(path)

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
            self._space.folder,
            self.root / ".git",
        )
        self._own = frozenset(map(str, own))

    def preview_port(self) -> int:
        """Give the port that the configuration names."""
        settings: PreviewSettings = self._graph.product(Key("settings", "preview")).value
        return settings.port

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
            found = changes(self._graph, self._space.now())
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

        ours = self._space.folder
        bases = Bases(ours / BASE)
        consult = self._consult if self._space.registry.asks else None
        return Desk(
            self.root,
            self._graph,
            self._space.files,
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
        if written := asking.ask(desk, self._space.registry, shown):
            self._space.look_at(written)

    def _shown_in_turn(self, what: str, names: Sequence[str]) -> Iterator[str]:
        """Give names one after the other, and say how far it is."""
        for number, name in enumerate(names, 1):
            self._progress(what, number, len(names))
            yield name

    def rebuild(self, first: Iterable[str] = (), changed: Collection[str] | None = None) -> Showing:
        """Draft, and bring all up to date but the files themselves, of which only the `first` are made.

        Only the files named as changed are looked at, or all. Nothing but new drafts is written to the site's
        folders. What was found is kept for the next process by `keep`, when there is time for it.
        """
        tally = Tally(time.perf_counter())
        with self._space.alone(changed):
            if self._setting.draft:
                self._draft(tally, (), remember=False)
            if tally.created or tally.refreshed:
                self._space.save()  # or a draft whose briefing is deleted would be made again by the next process
            plan = self._settle()
        build = Showing(self._graph, plan, self._shown, tally, self._search)
        self._shown = build.made
        build.make((*build.stale_assets(), *first))
        return build

    def keep(self) -> None:
        """Keep for the next process what the last rebuild has found, once it is finished."""
        self._space.is_whole = True
        self._note_causes()
        with self._space.locked():
            self._space.save()
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
        with self._run() as tally, output.Spool(self._space.folder / "spool") as spool:
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
        return self._space.span()

    def until(self) -> float:
        """Give the moment, in seconds since 1970, at which time alone may change the site; never with a fixed time."""
        return self.span()[1] if self._setting.now is None else NEVER

    @property
    def has_plugins(self) -> bool:
        """Whether plug-ins or a theme from another package take part: a receipt knows nothing of their files."""
        return self._space.has_plugins

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
        with self._space.alone():
            yield tally
            self._space.save()

    def _draft(self, tally: Tally, only: Collection[str], *, remember: bool) -> None:
        """Draft; what was written is part of what is built next."""
        if not (only or self._state.drafted or self._graph.product(Key("sources", "")).value):
            return
        from briefings.build import drafts  # noqa: PLC0415 - only where there is something to draft from

        studying = executors.Studying(
            self._graph,
            self._space.files,
            self._space.studies,
            self._progress,
            self._setting.executor,
            self._most(),
        )
        desk = self._desk(tally, studying.ahead)
        drafts.draft(desk, only, remember=remember)
        desk.bases.sync()
        tally.collect(self._graph)
        if tally.created or tally.refreshed:
            self._space.look_at((*tally.created, *tally.refreshed))

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
        with output.Spool(self._space.folder / "spool") as spool:
            wanted, held = self._plan(tally, spool)
            if SEARCH in self._graph.product(Key("plan", "")).value:
                self._state.index, found = searching.published(self._search, self._state.index, spool)
                wanted |= found
                tally.problems += filter(None, (self._search.problem,))
            hidden = self._hidden()
            if look_over:
                self._look_over(tally, wanted)
            if (strict and tally.problems) or (look_over and tally.report().errors):
                return tally.report(hidden=hidden)
            shelf = output.shelf(self._out, self._space.folder)
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
        self._space.is_whole = True
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

    def _crew(self, spool: output.Spool) -> workers.Crew:
        return workers.Crew(self._graph, self._space.store, spool, self._progress, self._most())

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
