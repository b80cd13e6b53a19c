"""Several briefings into one, and one into several again, as their editor says.

Invariant: nothing is deleted. The briefings that go into another are renamed to `NAME.md.merged`, byte for byte, and
get their name back; what the leading one held before is kept as by `accept`, and an editor's changes to it go along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings import frontmatter, pages
from briefings.build.drafts import Desk
from briefings.build.proposals import keep_replaced, like, proposal
from briefings.drafting import several
from briefings.errors import BriefingsError, Location
from briefings.model import Briefing, Document, Facts, FrontMatter, SourceRef
from briefings.rules.content import BRIEFINGS, SOURCES
from briefings.traces import Key

ASIDE = ".merged"


class Joined(NamedTuple):
    """What was done: the briefing, the others that went into it or came back, and what was found in their sources."""

    path: str
    others: tuple[str, ...]
    shared: int = 0
    differences: tuple[several.Difference, ...] = ()


def merge(desk: Desk, paths: Sequence[str]) -> Joined:
    """Make one briefing of several: the first keeps its name and its id, the others lead to it."""
    if len(set(paths)) < 2:  # noqa: PLR2004 - one is none with itself
        raise BriefingsError(
            "a merge wants two briefings or more", Location(paths[0] if paths else BRIEFINGS)
        )
    found = [briefing_at(desk, path) for path in dict.fromkeys(paths)]
    lead, *others = found
    parts = list(parts_of(desk, found))
    site, settings = (desk.graph.product(Key("settings", name)).value for name in ("site", "draft"))
    meta = together(lead, others)
    made = several.joint(parts, meta, site.language, settings.body)
    aside = [other.path for other in others]
    for path in aside:
        if (desk.root / f"{path}{ASIDE}").exists():
            raise BriefingsError("there is one of this name already", Location(f"{path}{ASIDE}"))
    rewrite(desk, lead.path, made.text)
    for path in aside:
        (desk.root / path).rename(desk.root / f"{path}{ASIDE}")
        desk.drafted.pop(path, None)
    return Joined(lead.path, tuple(aside), made.shared, made.differences)


def split(desk: Desk, path: str) -> Joined:
    """Give the briefings that went into one their names back, and make that one of its first source alone."""
    lead = briefing_at(desk, path)
    files = [ref.file for ref in lead.meta.sources if ref.file]
    back = [aside for aside in aside_of(desk) if sources_in(desk, aside) & set(files[1:])]
    if not back:
        raise BriefingsError("nothing was merged into this briefing", Location(path))
    for aside in back:
        if (desk.root / aside.removesuffix(ASIDE)).exists():
            raise BriefingsError("there is one of this name again", Location(aside.removesuffix(ASIDE)))
    text: str = desk.graph.product(Key("draft", f"{SOURCES}/{files[0]}")).value
    rewrite(desk, path, text)
    for aside in back:
        (desk.root / aside).rename(desk.root / aside.removesuffix(ASIDE))
    return Joined(path, tuple(aside.removesuffix(ASIDE) for aside in back))


def briefing_at(desk: Desk, path: str) -> Briefing:
    """Read a briefing as it stands on disk."""
    text = desk.read(path)
    if text is None:
        raise BriefingsError("no such briefing", Location(path), hint=f"briefings lie in {BRIEFINGS}/")
    found = frontmatter.parse(text, path)
    if not any(ref.file for ref in found.meta.sources):
        raise BriefingsError(
            "this briefing has no source", Location(path), hint="only drafted ones can be merged"
        )
    return found


def parts_of(desk: Desk, found: Sequence[Briefing]) -> Iterator[several.Part]:
    """Give the sources of the briefings, each once, with new ids where two have the same."""
    files: set[str] = set()
    ids: set[str] = set()
    for ref in (ref for briefing in found for ref in briefing.meta.sources):
        if not ref.file or ref.file in files:
            continue
        files.add(ref.file)
        ident = (
            ref.id
            if ref.id and ref.id not in ids
            else next(f"s{n}" for n in range(1, 999) if f"s{n}" not in ids)
        )
        ids.add(ident)
        document: Document = desk.graph.product(Key("document", f"{SOURCES}/{ref.file}")).value
        facts: Facts = desk.graph.product(Key("facts", f"{SOURCES}/{ref.file}")).value
        renamed: SourceRef = ref.but(id=ident)
        yield several.Part(renamed, document, facts)


def together(lead: Briefing, others: Sequence[Briefing]) -> FrontMatter:
    """Give the front matter of a merged briefing: the first one's, with the topics, names and addresses of all."""
    metas = [lead.meta, *(other.meta for other in others)]

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for meta in metas for value in getattr(meta, name)))

    addresses = (pages.own_url(other.path, other.meta) for other in others)
    aliases = tuple(dict.fromkeys((*every("aliases"), *addresses)))
    return lead.meta.but(
        topics=every("topics"),
        people=every("people"),
        places=every("places"),
        aliases=aliases,
        generated="",
    )


def rewrite(desk: Desk, path: str, text: str) -> None:
    """Write a briefing anew, with what its editor changed in it, and keep what stood there."""
    mine = desk.read(path) or ""
    ident = frontmatter.parse(mine, path).meta.id
    if frontmatter.is_edited(mine):
        text, base = proposal(path, desk.bases.get(ident), mine, text).merged.text, text
    else:
        text, base = frontmatter.with_carried(text, mine), text
    keep_replaced(desk.replaced, path, mine)
    if not desk.write(path, like(mine, text), mine):
        raise BriefingsError("saved meanwhile: left as it is", Location(path), hint="look at it again")
    desk.bases.put(ident, base)
    desk.drafted.pop(path, None)


def aside_of(desk: Desk) -> list[str]:
    """Name the briefings that went into others."""
    folder = desk.root / BRIEFINGS
    return sorted(found.relative_to(desk.root).as_posix() for found in folder.rglob(f"*.md{ASIDE}"))


def sources_in(desk: Desk, path: str) -> set[str]:
    """Name the sources of a briefing that went into another."""
    return {ref.file for ref in briefing_at(desk, path).meta.sources if ref.file}
