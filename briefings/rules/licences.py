"""The rule for what a page takes from its sources: under which licence, and how much without one.

Invariant: a source is named once, with what weighs most: a licence that is none, its whole text, a long quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefings import box, frontmatter, licences, likeness
from briefings.config import SHORTEST, CheckSettings
from briefings.errors import Location, Problem
from briefings.graph import Product, Task
from briefings.model import Briefing, Document, SourceRef
from briefings.regex import regex
from briefings.rules.content import decoded, source_of
from briefings.state import product

RUN = SHORTEST
WHOLE = 0.5  # of the runs of a source; quoting less is another matter than printing it
UNSAID = regex(r"\[\^[^\]\s]*\]|(?<=\])\([^()\s]*\)")  # marks, and addresses of links

Run = tuple[str, ...]


class Quoted(NamedTuple):
    """The longest stretch of a text whose words stand so in another: how many, and the lines where it begins."""

    length: int
    line: int
    source_line: int


def make_licences(task: Task, path: str) -> Product:
    """Note what a page's licences leave open."""
    briefing: Briefing = task.need("briefing", path)
    settings: CheckSettings = task.need("settings", "check")
    text = decoded(task.need("file", path), path) or ""
    if briefing.meta.licence and not licences.canonical(briefing.meta.licence):
        task.note(unknown(briefing.meta.licence, frontmatter.locate(text, path, "licence"), text))
    body = None
    for number, ref in enumerate(briefing.meta.sources):
        document = source_of(task, ref, path)
        written = ref.licence or (document.licence if document else "")
        if written and not licences.canonical(written):
            key = "licence" if ref.licence else "file"
            task.note(unknown(written, frontmatter.locate(text, path, "sources", number, key), text))
        elif document and not written and not briefing.meta.licence:
            body = body or list(printed(briefing))
            place = frontmatter.locate(text, path, "sources", number, "file")
            for problem in taken(body, document, ref, place, settings.quote):
                task.note(problem.framed(text))
    return product(None)


def unknown(licence: str, place: Location, text: str) -> Problem:
    """Name a licence that is none."""
    what = f"not a licence that SPDX knows: {licence[:60]!r}"
    return Problem(place, what, licences.nearest(licence), "warning").framed(text)


def taken(
    body: list[tuple[str, int]], document: Document, ref: SourceRef, place: Location, most: int
) -> Iterator[Problem]:
    """Say that a page prints a source without a licence, or quotes more of it on end than is customary."""
    source = list(told(document))
    ours, theirs = runs(body), runs(source)
    if len(theirs.keys() & ours.keys()) > WHOLE * len(theirs):
        yield Problem(
            place,
            f"the whole text of {ref.file} is printed without a licence",
            'add licence: to its entry, or write body = "excerpt" under [draft]',
            "warning",
        )
    elif (longest := quoted(body, theirs)).length > most:
        where = Location(document.path, longest.source_line)
        yield Problem(
            Location(place.path, longest.line),
            f"{longest.length} words on end from {where}, without a licence",
            f"add licence: to the entry of {ref.id or ref.file}, or quote at most {most} ([check] quote)",
            "warning",
        )


def printed(briefing: Briefing) -> Iterator[tuple[str, int]]:
    """Give each word that the body of a page prints, with its line; marks of Markdown are no words."""
    rows = box.parse(briefing.body, sources=[ref.id for ref in briefing.meta.sources]).body.split("\n")
    for line, row in enumerate(rows, briefing.body_line):
        yield from ((word, line) for word in likeness.tokens(UNSAID.sub("", row)))


def told(document: Document) -> Iterator[tuple[str, int]]:
    """Give each word of a source, with the line of the file that its block begins on."""
    for block in document.blocks:
        yield from ((word, block.line) for word in likeness.tokens(block.text))


def runs(said: list[tuple[str, int]]) -> dict[Run, int]:
    """Give all runs of a few words on end, with the line where each first begins."""
    found: dict[Run, int] = {}
    bare = [word for word, _ in said]
    for at, run in enumerate(zip(*(bare[at:] for at in range(RUN)), strict=False)):
        found.setdefault(run, said[at][1])
    return found


def quoted(body: list[tuple[str, int]], source: dict[Run, int]) -> Quoted:
    """Give the longest stretch of a body of which every few words on end stand in a source."""
    bare = [word for word, _ in body]
    longest, begun = Quoted(0, 0, 0), None
    for at, run in enumerate(zip(*(bare[at:] for at in range(RUN)), strict=False)):
        if run not in source:
            begun = None
            continue
        begun = at if begun is None else begun
        if (length := at - begun + RUN) > longest.length:
            first = tuple(bare[begun : begun + RUN])
            longest = Quoted(length, body[begun][1], source[first])
    return longest
