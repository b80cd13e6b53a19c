"""A session with a site: drafts from sources, builds pages, publishes them; again and again, doing little.

Invariant: a session keeps nothing that the files do not say, but what saves work: it can end at any moment.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from briefings import drafting, frontmatter, output, plugins, state, themes
from briefings.config import FILES, PreviewSettings, SiteSettings, configures, parse
from briefings.drafting import Verdict
from briefings.errors import BriefingsError, Location, Problem, in_order
from briefings.graph import Graph, Input, Key
from briefings.inputs import Clock, Files, Listings, Roots
from briefings.pages import aware
from briefings.rules import STORED, rules
from briefings.rules.content import BRIEFINGS, DROPPED, SOURCES, Owner
from briefings.rules.site import Visibility

STATE = ".briefings"
PROPOSED = ".proposed"

Say = Callable[[str], None]
Progress = Callable[[str, int, int], None]


class Options:
    """Input `option`: what the command line asks for, as an input of the graph."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def digest(self, name: str) -> str:
        """Give the value as text."""
        return repr(self._values[name])

    def value(self, name: str) -> Any:
        """Give the value."""
        return self._values[name]


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What a run did, for one line in the terminal and for `--json`."""

    created: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    kept: int = 0
    built: int = 0
    fresh: int = 0
    removed: int = 0
    hidden: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    crashes: tuple[tuple[str, Exception], ...] = ()
    seconds: float = 0.0

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    def summary(self) -> str:
        """Say it in a line."""
        drafts = [
            f"{len(names)} {word}"
            for names, word in (
                (self.created, "drafted"),
                (self.refreshed, "drafted anew"),
                (self.proposed, "proposed"),
            )
            if names
        ]
        counts = [f"{self.built} {plural(self.built, 'file')} built", f"{self.fresh} unchanged"]
        if self.removed:
            counts.append(f"{self.removed} removed")
        return ", ".join([*drafts, *counts]) + f" in {self.seconds * 1000:.0f} ms"


def plural(number: int, noun: str) -> str:
    """Give the noun in the number."""
    return noun if number == 1 else f"{noun}s"


@dataclasses.dataclass(frozen=True, slots=True)
class SiteBuild:
    """A build that is not published: its files, and what there is to say."""

    files: Mapping[str, bytes]
    report: Report


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """How a session looks at its site."""

    drafts: bool = False
    base_url: str = ""
    now: dt.datetime | dt.date | None = None
    draft: bool = True
    fresh: bool = False


@dataclasses.dataclass(slots=True)
class Tally:
    """What one run has done so far."""

    began: float
    created: list[str] = dataclasses.field(default_factory=list)
    refreshed: list[str] = dataclasses.field(default_factory=list)
    proposed: list[str] = dataclasses.field(default_factory=list)
    kept: int = 0
    problems: list[Problem] = dataclasses.field(default_factory=list)
    crashes: list[tuple[str, Exception]] = dataclasses.field(default_factory=list)

    def report(self, **counts: Any) -> Report:
        """Sum it up."""
        return Report(
            created=tuple(self.created),
            refreshed=tuple(self.refreshed),
            proposed=tuple(self.proposed),
            kept=self.kept,
            problems=in_order(self.problems),
            crashes=tuple(self.crashes),
            seconds=time.perf_counter() - self.began,
            **counts,
        )


def quiet(*_: object) -> None:
    """Say nothing."""


class Session:
    """One site, opened. Use it as a context manager; each public method is one run."""

    def __init__(self, root: Path, setting: Setting, *, say: Say = quiet, progress: Progress = quiet) -> None:
        self.root = root
        self._setting = setting
        self._say = say
        self._progress = progress
        roots = Roots(root, packaged_theme())
        registry = plugins.load(*configured_plugins(root))
        self._header = state.header(registry.versions)
        self._state = (
            state.State(self._header) if setting.fresh else state.load(root / STATE / "state", self._header)
        )
        self._files = Files(roots, self._state.seen)
        self._listings = Listings(roots)
        self._clock = Clock(self._now)
        self._store = state.ValueStore(root / STATE / "store.sqlite", STORED)
        options = Options({"drafts": setting.drafts, "base-url": setting.base_url})
        inputs: dict[str, Input] = {
            "file": self._files,
            "listing": self._listings,
            "clock": self._clock,
            "option": options,
        }
        self._graph = Graph(
            inputs,
            rules(themes.Theme(registry.filters), registry),
            self._store,
            BriefingsError,
            self._state.traces(),
        )
        self._outputs: dict[str, tuple[str, bytes]] = {}
        self._aim(root / "site")

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    # --- what a watcher needs to know ------------------------------------------------------------------

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site, and whether all below them counts."""
        theme = packaged_theme()
        inside = [] if theme.is_relative_to(self.root) else [(theme, True)]
        return [(self.root, False), (self.root / "content", True), (self.root / "themes", True), *inside]

    def ignored(self, path: str) -> bool:
        """Whether a file or folder is of our own making, or none of the site's; asked on the way to every file."""
        return path in self._own

    def _aim(self, out: Path) -> None:
        """Choose the output folder."""
        self._out = out
        own = (out, output.beside(out, "staged"), output.beside(out, "old"), self.root / STATE, self.root / ".git")
        self._own = frozenset(map(str, own))

    def into(self, out: Path, *, strict: bool = False) -> Publishing:
        """Give this session as one that builds into a folder each time."""
        return Publishing(self, out, strict)

    def preview_port(self) -> int:
        """Give the port that the configuration names."""
        settings: PreviewSettings = self._graph.product(Key("settings", "preview")).value
        return settings.port

    def _now(self) -> dt.datetime:
        """Give the time to build for; one without an offset is in the site's time zone."""
        if self._setting.now is None:
            return dt.datetime.now(dt.UTC)
        site: SiteSettings = self._graph.product(Key("settings", "site")).value
        return aware(self._setting.now, site.timezone)

    # --- runs ------------------------------------------------------------------------------------------

    def draft(self, paths: Collection[str] = ()) -> Report:
        """Draft from new and changed sources, or from the named ones, also those whose briefing was deleted."""
        with self._run() as tally:
            self._draft(tally, paths, remember=True)
        return tally.report()

    def rebuild(self) -> SiteBuild:
        """Draft and build into memory; nothing but new drafts is written to the site's folders."""
        with self._run() as tally:
            if self._setting.draft:
                self._draft(tally, (), remember=False)
            files, built, _ = self._make(tally)
        removed = len(self._outputs.keys() - files.keys())
        self._outputs = files
        contents = {path: content for path, (_, content) in files.items()}
        counts = {"built": built, "fresh": len(files) - built, "removed": removed, "hidden": self._hidden()}
        return SiteBuild(contents, tally.report(**counts))

    def build(self, out: Path | None = None, *, strict: bool = False) -> Report:
        """Draft and build into the output folder; with `strict`, warnings leave the old site as it is."""
        self._aim(out or self.root / "site")
        output.check_target(self._out, self.root)
        with self._run() as tally:
            if self._setting.draft:
                self._draft(tally, (), remember=True)
            return self._publish(tally, strict=strict)

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
        with output.locked(self.root / STATE / "lock"):
            self._look_again()
            yield tally
            self._save()

    def _look_again(self) -> None:
        self._listings.changed()
        self._clock.changed()
        self._graph.changed()

    def _collect(self, tally: Tally) -> None:
        """Take over what the graph has found wrong in this run."""
        tally.problems += self._graph.notes()
        for error in self._graph.errors():
            if isinstance(error, BriefingsError):
                tally.problems += error.problems

    def _save(self) -> None:
        self._graph.forget_unused()
        traces = self._graph.traces()
        self._store.commit((key.rule, trace.digest) for key, trace in traces.items() if key.rule in STORED)
        self._state.header = self._header
        self._state.rows = state.rows(traces)
        self._state.seen = self._files.seen()
        with contextlib.suppress(OSError):  # a state that cannot be written costs time, nothing else
            state.save(self.root / STATE / "state", self._state)

    # --- drafting --------------------------------------------------------------------------------------

    def _draft(self, tally: Tally, only: Collection[str], *, remember: bool) -> None:
        sources: list[str] = self._graph.product(Key("sources", "")).value
        for path in sorted(set(only) - set(sources)):
            raise BriefingsError("no such source", Location(path), hint=f"sources lie in {SOURCES}/")
        owners: Mapping[str, Owner] = self._graph.product(Key("owners", "")).value
        dropped = self._dropped(owners, only, remember=remember)
        for number, source in enumerate(sources, 1):
            self._progress("drafting", number, len(sources))
            if source in dropped or (only and source not in only):
                continue
            with self._guarded(tally, source):
                self._draft_one(tally, source, owners.get(source), self._twin(source, sources))
        self._collect(tally)
        if tally.created or tally.refreshed:
            self._look_again()

    def _twin(self, source: str, sources: Iterable[str]) -> str | None:
        """Give the first source with the same bytes, if it is another."""
        digest = self._graph.digest(Key("file", source))
        first = next(other for other in sources if self._graph.digest(Key("file", other)) == digest)
        return None if first == source else first

    def _draft_one(self, tally: Tally, source: str, owner: Owner | None, twin: str | None) -> None:
        """Bring the briefing of one source up to date, unless a person has changed it."""
        if twin and (owner is None or owner == self._graph.product(Key("owners", "")).value.get(twin)):
            tally.problems.append(
                Problem(
                    Location(source),
                    f"an exact copy of {twin}: no briefing made",
                    "delete one of them",
                    "warning",
                )
            )
            return
        if owner and owner.several:
            return
        now: str = self._graph.product(Key("draft", source)).value
        path = owner.path if owner else self._new_path(source, now)
        on_disk = self._read(path)
        verdict = drafting.verdict(*digests(now, on_disk), dropped=False)
        if verdict is Verdict.KEEP:
            tally.kept += 1
        elif verdict is Verdict.PROPOSE:
            self._propose(tally, path, now, on_disk or "")
        elif verdict in {Verdict.CREATE, Verdict.REFRESH}:
            text = frontmatter.with_carried(now, on_disk) if on_disk else now
            self._write(tally, path, text, on_disk)
        identity: str = self._graph.product(Key("source-id", source)).value
        self._state.drafted[path] = state.Drafted(source, owner.id if owner else identity)

    def _new_path(self, source: str, text: str) -> str:
        """Give a new briefing its name, once and for all: by the slug of its title."""
        listed = self._graph.product(Key("listing", BRIEFINGS)).value.files
        taken = {path.rpartition("/")[2] for path in (*listed, *self._state.drafted)}
        title = frontmatter.parse(text, source).meta.title
        return f"{BRIEFINGS}/{drafting.file_name(title, taken)}"

    def _read(self, path: str) -> str | None:
        data: bytes | None = self._files.value(path)
        return None if data is None else data.decode("utf-8", "surrogateescape")

    def _write(self, tally: Tally, path: str, text: str, on_disk: str | None) -> None:
        """Write a briefing, unless its file is no longer what was read."""
        expected = None if on_disk is None else on_disk.encode("utf-8", "surrogateescape")
        if output.write(self.root / path, text.encode(), expected=expected):
            (tally.refreshed if on_disk else tally.created).append(path)
        else:
            tally.problems.append(
                Problem(
                    Location(path),
                    "saved while it was being drafted: left as it is",
                    "run draft again",
                    "warning",
                )
            )

    def _propose(self, tally: Tally, path: str, now: str, on_disk: str) -> None:
        """Put what the tool would write beside a briefing that a person has edited."""
        beside = path + PROPOSED
        proposal = frontmatter.with_carried(now, on_disk)
        there = self._read(beside)
        if there != proposal:
            expected = None if there is None else there.encode("utf-8", "surrogateescape")
            output.write(self.root / beside, proposal.encode(), expected=expected)
        tally.proposed.append(beside)
        tally.problems.append(
            Problem(
                Location(path),
                "edited by hand, and its source has changed: the text is kept",
                f"the new draft lies in {beside}; take what you want from it, and its line `generated:`",
                "warning",
            )
        )

    # --- briefings that their editor deleted -----------------------------------------------------------

    def _dropped(self, owners: Mapping[str, Owner], only: Collection[str], *, remember: bool) -> set[str]:
        """Give the sources whose briefing was deleted, and keep `.dropped` true to that."""
        text = self._read(DROPPED) or ""
        pairs = dict.fromkeys(pair for line in text.splitlines() if (pair := drop_pair(line)))
        for path, made in list(self._state.drafted.items()):
            if self._files.digest(path) == "absent":
                del self._state.drafted[path]
                if self._files.digest(made.source) != "absent" and made.source not in owners:
                    pairs[(made.id, made.source.removeprefix(f"{SOURCES}/"))] = None
        found: set[str] = set()
        for pair in list(pairs):
            hit = [source for source in self._dropped_sources(pair) if source not in owners]
            back = not hit and any(self._dropped_sources(pair))
            if back or any(source in only for source in hit):
                del pairs[pair]
            else:
                found.update(hit)
        if remember:
            self._remember(text, pairs)
        return found

    def _dropped_sources(self, pair: tuple[str, str]) -> list[str]:
        """Give the sources that a line of `.dropped` means: by id or by file."""
        sources: list[str] = self._graph.product(Key("sources", "")).value
        return [
            source
            for source in sources
            if source == f"{SOURCES}/{pair[1]}"
            or self._graph.product(Key("source-id", source)).value == pair[0]
        ]

    def _remember(self, text: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Write `.dropped` where it is to say something else."""
        comments = [line for line in text.splitlines() if line.startswith("#")] or (
            ["# briefings that were deleted, and are not made again unasked: id and source file"]
            if pairs
            else []
        )
        now = "".join(f"{line}\n" for line in (*comments, *(f"{ident} {file}" for ident, file in pairs)))
        if now != text:
            expected = text.encode("utf-8", "surrogateescape") if text else None
            output.write(self.root / DROPPED, now.encode(), expected=expected)

    # --- building --------------------------------------------------------------------------------------

    def _make(self, tally: Tally) -> tuple[dict[str, tuple[str, bytes]], int, frozenset[str]]:
        """Make all outputs into memory; gives them with their digests, how many are new, which failed."""
        files: dict[str, tuple[str, bytes]] = {}
        wanted, held = self._plan(tally)
        built = 0
        for path, want in wanted.items():
            known = self._outputs.get(path)
            if known and known[0] == want.digest:
                files[path] = known
            else:
                files[path] = (want.digest, want.content())
                built += 1
        return files, built, held

    def _publish(self, tally: Tally, *, strict: bool) -> Report:
        """Bring the output folder up to date."""
        wanted, held = self._plan(tally)
        hidden = self._hidden()
        if strict and tally.problems:
            return tally.report(hidden=hidden)
        folder = str(self._out)
        before = self._state.published.get(folder, {})
        changes, now = output.publish(self._out, wanted, held, before, self._say)
        self._state.published[folder] = now
        for path in changes.foreign:
            tally.problems.append(
                Problem(Location(f"{self._out.name}/{path}"), "not ours: carried over", "", "warning")
            )
        return tally.report(
            built=len(changes.written), fresh=changes.kept, removed=len(changes.removed), hidden=hidden
        )

    def _plan(self, tally: Tally) -> tuple[dict[str, output.Wanted], frozenset[str]]:
        """Bring every output up to date; gives what the folder should hold, and what is in error."""
        plan: Mapping[str, Any] = self._graph.product(Key("plan", "")).value
        wanted: dict[str, output.Wanted] = {}
        held: set[str] = set()
        for number, path in enumerate(plan, 1):
            self._progress("building", number, len(plan))
            held.add(path)
            with self._guarded(tally, path):
                wanted[path] = self._want(path)
                held.remove(path)
        self._check_links(plan)
        self._note_causes()
        self._collect(tally)
        return wanted, frozenset(held)

    @contextlib.contextmanager
    def _guarded(self, tally: Tally, name: str) -> Iterator[None]:
        """Let nothing that goes wrong with one source or page stop the others."""
        try:
            yield
        except BriefingsError:
            pass  # the graph keeps it until `_collect`
        except Exception as error:  # noqa: BLE001 - a bug of ours, which `cli` shows
            tally.crashes.append((name, error))

    def _want(self, path: str) -> output.Wanted:
        """Bring one output up to date; made again only if its bytes are asked for and gone."""
        key = Key("output", path)
        digest, made = self._graph.refresh(key)
        if made is not None:
            data: bytes = made.value
            return output.Wanted(digest, lambda: data)
        return output.Wanted(digest, lambda: self._graph.product(key).value)

    def _check_links(self, plan: Mapping[str, Any]) -> None:
        for route in plan.values():
            if route.kind in {"briefing", "page"}:
                self._graph.digest(Key("check", route.name))

    def _hidden(self) -> tuple[tuple[str, str], ...]:
        """Name the briefings that are not part of this build, and say why."""
        found = []
        for path in self._graph.product(Key("briefings", BRIEFINGS)).value:
            with contextlib.suppress(BriefingsError):
                visibility: Visibility = self._graph.product(Key("visibility", path)).value
                if not visibility.shown:
                    found.append((path, visibility.reason))
        return tuple(found)

    def _note_causes(self) -> None:
        for key in self._graph.made():
            if key.rule == "output":
                self._state.causes[key.name] = [str(cause) for cause in self._graph.why(key)[1:]]


@dataclasses.dataclass(frozen=True, slots=True)
class Publishing:
    """A session that publishes each time it is rebuilt: what `build --watch` hands to the watcher."""

    session: Session
    out: Path
    strict: bool

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.session.root

    def rebuild(self) -> SiteBuild:
        """Build into the output folder; the digests stand for the files, which nobody here needs."""
        report = self.session.build(self.out, strict=self.strict)
        return SiteBuild(self.session.published(self.out), report)

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site."""
        return self.session.watched()

    def ignored(self, path: str) -> bool:
        """Whether a file is of our own making."""
        return self.session.ignored(path)


def digests(now: str, on_disk: str | None) -> tuple[str | None, str, str | None]:
    """Give the digests of the text as generated then, as generated now, and as on disk."""
    if on_disk is None:
        return None, frontmatter.digest(now), None
    return frontmatter.generated(on_disk), frontmatter.digest(now), frontmatter.digest(on_disk)


def drop_pair(line: str) -> tuple[str, str] | None:
    """Read a line of `.dropped`: an id and a source file."""
    ident, _, file = line.strip().partition(" ")
    return (ident, file.strip()) if ident and not line.startswith("#") else None


def configured_plugins(root: Path) -> tuple[tuple[str, ...], str]:
    """Give the plug-ins that the configuration names, and the file that does; none where it cannot be read.

    They are what the graph is made of, so this is read before there is one; a mistake is reported by the graph.
    """
    texts: dict[str, str | None] = {}
    for name in FILES:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            texts[name] = (root / name).read_text("utf-8-sig")
    try:
        return parse(texts).plugins.use, next(iter(texts), FILES[0])
    except BriefingsError:
        return (), FILES[0]


def packaged_theme() -> Path:
    """Give the folder of the default theme: in the wheel beside this module, in a checkout at the top level."""
    here = Path(__file__).parent
    shipped = here / "default_theme"
    return shipped if shipped.is_dir() else here.parent / "themes" / "default"


def find_root(start: Path) -> Path | None:
    """Give the nearest folder, from `start` upwards, that is a site."""
    for folder in (start, *start.parents):
        for name in FILES:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if configures(name, (folder / name).read_text("utf-8-sig")):
                    return folder
    return start if (start / "content").is_dir() else None
