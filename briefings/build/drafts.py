"""What drafting does to the folder of briefings: it creates, refreshes, proposes, and remembers what was deleted.

Invariant: a file that a person has changed is never written, and every file is read once more right before
it is replaced.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from briefings import drafting, frontmatter, output
from briefings.build.proposals import Bases, Proposal, keep_replaced, proposal
from briefings.build.report import Tally
from briefings.drafting import Verdict
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Graph
from briefings.inputs import ABSENT, Files
from briefings.rules.content import BRIEFINGS, DROPPED, SOURCES, Owner
from briefings.state import Drafted
from briefings.traces import Key

Pair = tuple[str, str]  # id and source file: a line of `.dropped`
Ahead = Callable[[Sequence[str]], Iterable[str]]
"""Gives sources one after the other, while those that follow are studied already."""
Consult = Callable[["Desk", Sequence[str]], None]
"""Asks outside of the site what finders want to know of some sources, and looks at the world again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Desk:
    """Where one run drafts: the site, what is known of it, and what was drafted before (changed by the run).

    `bases` are the texts as last drafted, and `replaced` the folder that keeps what somebody had replaced.
    """

    root: Path
    graph: Graph
    files: Files
    drafted: dict[str, Drafted]
    tally: Tally
    ahead: Ahead
    bases: Bases
    replaced: Path
    consult: Consult | None = None

    @property
    def sources(self) -> list[str]:
        """Name the sources."""
        found: list[str] = self.graph.product(Key("sources", "")).value
        return found

    @property
    def owners(self) -> Mapping[str, Owner]:
        """Give the briefing of each source that has one."""
        found: Mapping[str, Owner] = self.graph.product(Key("owners", "")).value
        return found

    def identity(self, source: str) -> str:
        """Give the id of what a source's bytes are."""
        found: str = self.graph.product(Key("source-id", source)).value
        return found

    def read(self, path: str) -> str | None:
        """Read a file as it is now; bytes that are no text survive the way there and back."""
        data = self.files.value(path)
        return None if data is None else data.decode("utf-8", "surrogateescape")

    def is_settled(self, path: str, draft: str) -> bool:
        """Whether the draft and the file are as they were when it was found that nothing is to be done."""
        known = self.drafted.get(path)
        return known is not None and known.draft == draft and known.file == self.files.digest(path)

    def write(self, path: str, text: str, on_disk: str | None) -> bool:
        """Write a file, unless it is no longer what was read."""
        expected = None if on_disk is None else encoded(on_disk)
        return output.write(self.root / path, encoded(text), expected=expected)

    def warn(self, path: str, message: str, hint: str) -> None:
        """Report something that the editor should know."""
        self.tally.problems.append(Problem(Location(path), message, hint, "warning"))


def encoded(text: str) -> bytes:
    """Give the bytes of a text as `Desk.read` reads them."""
    return text.encode("utf-8", "surrogateescape")


def draft(desk: Desk, only: Collection[str], *, remember: bool) -> None:
    """Bring the briefings of all sources up to date, or of some; with `remember`, `.dropped` is kept true."""
    for path in sorted(set(only) - set(desk.sources)):
        raise BriefingsError("no such source", Location(path), hint=f"sources lie in {SOURCES}/")
    dropped = deleted(desk, only, remember=remember)
    wanted = [source for source in desk.sources if source not in dropped and (not only or source in only)]
    twins: Mapping[str, str] = desk.graph.product(Key("twins", "")).value
    if desk.consult:
        due = (source for source in desk.ahead(wanted) if source in only or is_due(desk, source, twins))
        desk.consult(desk, list(due))
    studied = wanted if desk.consult else desk.ahead(wanted)
    desk.graph.settle(
        Key("owner", source) for source in wanted
    )  # or each change of any would put all in doubt
    for source in studied:
        try:
            draft_one(desk, source, twins.get(source))
        except BriefingsError:
            continue  # the graph keeps it until the tally collects


def is_due(desk: Desk, source: str, twins: Mapping[str, str]) -> bool:
    """Whether drafting would write something of a source: a new briefing, an old one anew, or a proposal."""
    owner, twin = desk.owners.get(source), twins.get(source)
    if owner is None:
        return twin is None
    on_disk = desk.read(owner.path)
    if owner.several or on_disk is None or frontmatter.generated(on_disk) is None:
        return False
    with contextlib.suppress(BriefingsError):  # the graph keeps it until the tally collects
        now: str = desk.graph.product(Key("draft", source)).value
        return drafting.verdict(*digests(now, on_disk), dropped=False) is not Verdict.KEEP
    return False


def draft_one(desk: Desk, source: str, twin: str | None) -> None:
    """Bring the briefing of one source up to date, unless a person has changed it."""
    owner = desk.owners.get(source)
    if twin and (owner is None or owner == desk.owners.get(twin)):
        desk.warn(source, f"an exact copy of {twin}: no briefing made", "delete one of them")
        return
    if owner and owner.several:
        return  # merged by its editor
    digest = desk.graph.digest(Key("draft", source))
    if owner and desk.is_settled(owner.path, digest):
        desk.tally.kept += 1
        return
    now: str = desk.graph.product(Key("draft", source)).value
    path = owner.path if owner else new_path(desk, source, now)
    on_disk = desk.read(path)
    if on_disk is not None and frontmatter.generated(on_disk) is None and path not in desk.drafted:
        desk.tally.kept += 1  # written by hand from the first: there is nothing of ours to bring up to date
        return
    ident = owner.id if owner else desk.identity(source)
    settled = settle(desk, path, ident, now, on_disk)
    file = desk.files.digest(path) if settled else ""
    desk.drafted[path] = Drafted(source, ident, digest, file)


def settle(desk: Desk, path: str, ident: str, now: str, on_disk: str | None) -> bool:
    """Do what the verdict says; tells whether that is to keep what is there, until it or its source changes."""
    verdict = drafting.verdict(*digests(now, on_disk), dropped=False)
    if verdict is Verdict.KEEP:
        desk.tally.kept += 1
        if not desk.bases.has(ident):
            desk.bases.put(ident, now)
        return True
    if verdict is Verdict.PROPOSE:
        propose(desk, proposal(path, desk.bases.get(ident), on_disk or "", now))
    elif not desk.write(path, frontmatter.with_carried(now, on_disk) if on_disk else now, on_disk):
        desk.warn(path, "saved while it was being drafted: left as it is", "run draft again")
    else:
        (desk.tally.created if on_disk is None else desk.tally.refreshed).append(path)
        desk.bases.put(ident, now)
    return False


def digests(now: str, on_disk: str | None) -> tuple[str | None, str, str | None]:
    """Give the digests of the text as generated then, as generated now, and as on disk."""
    if on_disk is None:
        return None, frontmatter.digest(now), None
    return frontmatter.generated(on_disk), frontmatter.digest(now), frontmatter.digest(on_disk)


def new_path(desk: Desk, source: str, text: str) -> str:
    """Give a new briefing its name, once and for all: by the slug of its title."""
    listed = desk.graph.product(Key("listing", BRIEFINGS)).value.files
    taken = {path.rpartition("/")[2] for path in (*listed, *desk.drafted)}
    title = frontmatter.parse(text, source).meta.title
    return f"{BRIEFINGS}/{drafting.file_name(title, taken)}"


def proposals(desk: Desk) -> dict[str, Proposal]:
    """Give what is proposed, by the path of the briefing."""
    found: dict[str, Proposal] = {}
    for source, owner in desk.owners.items():
        mine = None if owner.several else desk.read(owner.path)
        if mine is None or frontmatter.generated(mine) is None or not frontmatter.is_edited(mine):
            continue
        with contextlib.suppress(BriefingsError):  # of a source in error there is no draft
            now: str = desk.graph.product(Key("draft", source)).value
            if drafting.verdict(*digests(now, mine), dropped=False) is Verdict.PROPOSE:
                found[owner.path] = proposal(owner.path, desk.bases.get(owner.id), mine, now)
    return found


def accept(desk: Desk, made: Proposal) -> None:
    """Take a proposal: the briefing becomes what it shows; what stood there is kept."""
    keep_replaced(desk.replaced, made.path, made.mine)
    conclude(desk, made, made.accepted())


def decline(desk: Desk, made: Proposal) -> None:
    """Drop a proposal: the briefing stays, and the same change is not proposed again."""
    conclude(desk, made, made.declined())


def conclude(desk: Desk, made: Proposal, text: str) -> None:
    """Write a briefing as its editor has decided, unless it was saved meanwhile; the proposal goes if it is ours."""
    if not desk.write(made.path, text, made.mine):
        raise BriefingsError("saved meanwhile: left as it is", Location(made.path), hint="look at it again")
    desk.bases.put(frontmatter.parse(made.theirs, made.path).meta.id, made.theirs)
    if desk.read(made.beside) in {made.merged.text, desk.bases.get(made.beside)}:
        (desk.root / made.beside).unlink(missing_ok=True)


def propose(desk: Desk, made: Proposal) -> None:
    """Put what the tool would write beside a briefing that a person has edited."""
    there, text = desk.read(made.beside), made.merged.text
    if there not in {None, text, desk.bases.get(made.beside)}:
        desk.warn(made.beside, "edited by hand: left as it is", "delete it to see the newest proposal")
    elif there != text and desk.write(made.beside, text, there):
        desk.bases.put(made.beside, text)
        desk.tally.proposed.append(made.beside)
    name = made.path.rpartition("/")[2]
    desk.warn(
        made.path,
        "edited by hand, and its source has changed: the text is kept",
        f"the change lies in {made.beside}: `briefings diff {name}`, then `accept` or `decline`",
    )


# --- briefings that their editor deleted ---------------------------------------------------------------


def deleted(desk: Desk, only: Collection[str], *, remember: bool) -> set[str]:
    """Give the sources whose briefing was deleted, but for those that are asked for."""
    text = desk.read(DROPPED) or ""
    pairs = [*(pair for line in text.splitlines() if (pair := pair_of(line))), *newly_deleted(desk, only)]
    kept: dict[Pair, None] = {}
    found: set[str] = set()
    for pair in dict.fromkeys(pairs):
        meant = sources_of(desk, pair)
        gone = [source for source in meant if source not in desk.owners]
        if (meant and not gone) or any(source in only for source in gone):
            continue  # the briefing is back, or wanted back
        kept[pair] = None
        found.update(gone)
    if remember:
        forget(desk)
        write_dropped(desk, text, kept)
    return found


def pair_of(line: str) -> Pair | None:
    """Read a line of `.dropped`: an id and a source file."""
    ident, _, file = line.strip().partition(" ")
    return (ident, file.strip()) if ident and not line.startswith("#") else None


def newly_deleted(desk: Desk, only: Collection[str]) -> list[Pair]:
    """Give the briefings that were drafted once and are no longer there, though their source is; says so."""
    gone = {
        path: made
        for path, made in desk.drafted.items()
        if desk.files.digest(path) == ABSENT
        and desk.files.digest(made.source) != ABSENT
        and made.source not in desk.owners
    }
    for path, made in gone.items():
        if made.source not in only:
            desk.warn(
                path, "deleted: it is not made again", f"`briefings draft {made.source}` brings it back"
            )
    return [(made.id, made.source.removeprefix(f"{SOURCES}/")) for made in gone.values()]


def forget(desk: Desk) -> None:
    """Forget the drafts that are gone: from here on `.dropped` knows of them."""
    for path in [path for path in desk.drafted if desk.files.digest(path) == ABSENT]:
        del desk.drafted[path]


def sources_of(desk: Desk, pair: Pair) -> list[str]:
    """Give the sources that a line of `.dropped` means: by id or by file."""
    ident, file = pair
    return [
        source for source in desk.sources if source == f"{SOURCES}/{file}" or desk.identity(source) == ident
    ]


def write_dropped(desk: Desk, text: str, pairs: Iterable[Pair]) -> None:
    """Write `.dropped` where it is to say something else."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    rows = [f"{ident} {file}" for ident, file in pairs]
    if rows and not comments:
        comments = ["# briefings that were deleted, and are not made again unasked: id and source file"]
    now = "".join(f"{line}\n" for line in (*comments, *rows))
    if now != text:
        desk.write(DROPPED, now, text or None)
