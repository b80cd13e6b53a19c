"""The check of every build: whether each line of the box stands in the sentences that it cites.

Invariant: what an editor may do, reword and shorten, raises no warning; a changed number, name, date or
quotation, and a lost hedge, do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from briefings import box as boxes
from briefings import markdown, support
from briefings.errors import Location, Problem
from briefings.model import BoxLine, Citation, SourceRef
from briefings.pages.scene import Scene

HEDGED = frozenset(
    {"fact", "background", "differ"}
)  # a field is a bare value: nothing governs a clause there
NAMING = frozenset({"who", "where"})  # a capital there begins a name, and not only a sentence


def check(scene: Scene) -> Iterator[Problem]:
    """Compare each line of the box with what it cites, and each quotation with its source."""
    for citation in scene.box.citations:
        document = scene.documents.get(citation.source)
        if document and not support.stands_in(citation.quote, document.text):
            yield Problem(
                Location(scene.path, citation.line),
                f"not in {document.path}: the quotation of [^{citation.label}]",
                f'the definition says: "{citation.quote}"',
                "warning",
            )
    for line in scene.box.lines:
        for part in boxes.differences(line) or (line,):
            yield from check_line(scene, part)


def check_line(scene: Scene, line: BoxLine) -> Iterator[Problem]:
    """Warn of a line whose numbers, names, dates or hedges are not those of its quotes."""
    cited = scene.citations(line)
    if not line.marks:  # a mark without a definition was named when the box was read
        yield Problem(
            Location(scene.path, line.line),
            "a fact without a mark",
            "add [^n] and its definition, or [^none-1] with the reason",
            "warning",
        )
    if not cited or any(not citation.source for citation in cited):
        return
    quotes = [citation.quote for citation in cited]
    words = markdown.plain(line.text)
    if line.kind == "quote" and not any(support.stands_in(words, quote) for quote in quotes):
        yield Problem(
            Location(scene.path, line.line),
            "not the words of the source",
            sides(words, cited),
            "warning",
        )
        return
    found = missing(scene, line, quotes, cited[0].source)
    wrong = [f"{what} not in the source: {', '.join(words)}" for what, words in named(found) if words]
    if found.hedges and line.kind in HEDGED:
        wrong.append(f"lost from the source: {', '.join(found.hedges)}")
    if wrong:
        yield Problem(
            Location(scene.path, line.line),
            "; ".join(wrong),
            sides(words, cited),
            "warning",
        )


def sides(words: str, cited: Iterable[Citation]) -> str:
    """Put the fact and what it cites side by side."""
    quotes = " / ".join(f'"{citation.quote}"' for citation in cited)
    return f'the fact says: "{words}"\n          the source says: {quotes}'


def named(found: support.Unsupported) -> list[tuple[str, tuple[str, ...]]]:
    """Give the kinds of what is missing, with a word for each."""
    return [("number", found.numbers), ("name", found.names), ("date", found.dates)]


def missing(scene: Scene, line: BoxLine, quotes: Sequence[str], source: str) -> support.Unsupported:
    """Say what of a line stands in none of these quotes."""
    document = scene.documents.get(source)
    ref = next((ref for ref in scene.meta.sources if ref.id == source), SourceRef())
    published = document.published if document and document.published else ref.date
    words = markdown.plain(line.text)
    return support.unsupported(
        f"the {words}" if line.kind in NAMING else words,
        quotes,
        published=published.date() if isinstance(published, dt.datetime) else published,
        language=ref.language or scene.lang,
        speaker="" if line.kind == "differ" else line.speaker,  # there it is the publisher
    )
