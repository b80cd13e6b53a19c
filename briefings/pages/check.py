"""The check of every build: whether each line of the box stands in the sentences that it cites.

Invariant: what an editor may do, shorten and say in another word, raises no warning; a changed number, name, date
or quotation, another speaker, a lost hedge, a "not" that is new, the opposite, and words from nowhere do.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from briefings import box as boxes
from briefings import markdown, support
from briefings.errors import Location, Problem
from briefings.model import BoxLine, Citation, Document, SourceRef, Value
from briefings.pages.scene import Scene
from briefings.sentences import sentences
from briefings.words import forms

HEDGED = frozenset(
    {"fact", "background", "differ"}
)  # a field is a bare value: nothing governs a clause there
NAMING = frozenset({"who", "where"})  # a capital there begins a name, and not only a sentence


class Doubt(Value, frozen=True):
    """A line of the box, or a definition, that an editor should look at: what is doubtful, and both sides of it.

    `one-source` is all of a briefing that has no second one.
    """

    kind: Literal["unsupported", "single-source", "one-source"]
    line: int
    what: str
    said: str = ""
    quotes: tuple[str, ...] = ()
    hint: str = ""


def check(scene: Scene) -> Iterator[Problem]:
    """Compare each line of the box with what it cites, and each quotation with its source."""
    for doubt in unsupported(scene):
        yield Problem(Location(scene.path, doubt.line), doubt.what, doubt.hint, "warning")


def unsupported(scene: Scene) -> Iterator[Doubt]:
    """Give what the sources do not support: definitions that quote what is not there, and lines of the box."""
    for citation in scene.box.citations:
        document = scene.documents.get(citation.source)
        if document and not support.stands_in(citation.quote, document.text):
            there = nearest(document, citation)
            yield Doubt(
                "unsupported",
                citation.line,
                f"not in {document.path}: the quotation of [^{citation.label}]",
                citation.quote,
                (there,) if there else (),
                f'the definition says: "{citation.quote}"\n          the source says: "{there}"',
            )
    for line in scene.box.lines:
        for part in boxes.differences(line) or (line,):
            yield from doubts_of(scene, part)


def doubts_of(scene: Scene, line: BoxLine) -> Iterator[Doubt]:
    """Doubt a line whose numbers, names, dates or hedges are not those of its quotes."""
    cited = scene.citations(line)
    words = markdown.plain(line.text)
    if not line.marks:  # a mark without a definition was named when the box was read
        hint = "add [^n] and its definition, or [^none-1] with the reason"
        yield Doubt("unsupported", line.line, "a fact without a mark", words, (), hint)
    if not cited or any(not citation.source for citation in cited):
        return
    quotes = tuple(citation.quote for citation in cited)
    if line.kind == "quote" and not any(support.stands_in(words, quote) for quote in quotes):
        what = "not the words of the source"
    else:
        what = "; ".join(f"{what}: {', '.join(wrong)}" for what, wrong in named(scene, line, cited) if wrong)
    if what:
        yield Doubt("unsupported", line.line, what, words, quotes, sides(words, quotes))


def single(scene: Scene) -> Iterator[Doubt]:
    """Give the lines of the box that rest on one source; a quotation always does, and so is none of them."""
    titles = {ref.id: ref.title or ref.publisher or ref.file or ref.id for ref in scene.meta.sources}
    for line in scene.box.lines:
        cited = scene.citations(line)
        sources = {citation.source for citation in cited}
        if line.kind == "quote" or len(sources) != 1 or not sources & titles.keys():
            continue
        words, quotes = markdown.plain(line.text), tuple(citation.quote for citation in cited)
        what = f"one source alone: {titles[cited[0].source]}"
        yield Doubt("single-source", line.line, what, words, quotes, sides(words, quotes))


def nearest(document: Document, citation: Citation) -> str:
    """Give the sentence of the source that is most like the quotation, that of its line first."""
    wanted = Counter(forms(citation.quote))
    found = [
        (sum((wanted & Counter(forms(said))).values()), block.line == citation.source_line, said)
        for block in document.blocks
        for start, end in sentences(block.text, document.language)
        for said in (block.text[start:end],)
    ]
    return max(found, key=lambda sentence: sentence[:2])[2] if found else ""


def sides(words: str, quotes: Iterable[str]) -> str:
    """Put the fact and what it cites side by side."""
    cited = " / ".join(f'"{quote}"' for quote in quotes)
    return f'the fact says: "{words}"\n          the source says: {cited}'


def named(scene: Scene, line: BoxLine, cited: Sequence[Citation]) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the kinds of what is wrong with a line, in words, with what is."""
    quotes = [citation.quote for citation in cited]
    found = missing(scene, line, quotes, cited[0].source)
    yield "number not in the source", found.numbers
    yield "name not in the source", found.names
    yield "date not in the source", found.dates
    if line.kind == "quote":
        said = markdown.plain(line.text)
        there = [quote for quote in quotes if support.stands_in(said, quote)]
        yield "not the speaker in the source", [line.speaker] if support.hears(line.speaker, there) else []
        return
    yield "in another order than in the source", found.swapped
    yield "the opposite of the source", found.opposites
    yield "words not in the source", [*found.added, *found.foreign]
    if line.kind in HEDGED:
        yield "lost from the source", found.hedges


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
        language=ref.language or (document.language if document else "") or scene.lang,
        speaker="" if line.kind == "differ" else line.speaker,  # there it is the publisher
    )
