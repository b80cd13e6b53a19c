"""Which of all facts found stand in the box, and in which order.

Invariant: the box shows facts as they were found, best first, and cites a sentence under one label however
often it is used; labels count in order of first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from briefings.escaping import escape
from briefings.model import Box, BoxKind, BoxLine, Citation, Document, Fact, FactKind, Facts, Span

IN_SHORT = 30  # words of the first fact
LONGEST = 25  # words of the others
FEWEST, MOST = 3, 7  # facts without a label
WORDS_A_FACT = 80  # words of a source for each of them: a short text is not told twice
SHORTEST_QUOTE = 5  # words; fewer are scare quotes
FIELDS: Mapping[FactKind, tuple[BoxKind, int]] = {
    "who": ("who", 1),
    "where": ("where", 1),
    "when": ("when", 1),
    "quantity": ("how-much", 3),
    "quote": ("quote", 2),
    "background": ("background", 1),
}
"""The labelled lines in order: kind of fact, kind of line, how many of it at most."""


def chosen(document: Document, facts: Facts) -> list[tuple[BoxKind, Fact]]:
    """Choose the facts of the box, in order."""
    told: list[tuple[BoxKind, Fact]] = [("fact", fact) for fact in key_facts(document, facts)]
    shown = {fact.text for _, fact in told}
    for kind, (line, most) in FIELDS.items():
        found = (fact for fact in facts.items if fact.kind == kind and fits(fact) and fact.text not in shown)
        told += [(line, fact) for fact in islice(distinct(found), most)]
    return told


def key_facts(document: Document, facts: Facts) -> list[Fact]:
    """Choose the facts without a label: the first that is short enough for it, then the next best."""
    found = list(distinct(fact for fact in facts.items if fact.kind == "key"))
    first = next((fact for fact in found if words(fact.text) <= IN_SHORT), None)
    if first is None:
        return []
    others = (fact for fact in found if fact is not first and words(fact.text) <= LONGEST)
    room = min(MOST, max(FEWEST, words(document.text) // WORDS_A_FACT))
    return [first, *islice(others, room - 1)]


def distinct(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Give each fact that says something not said before."""
    said: set[str] = set()
    for fact in facts:
        answer = (fact.answer or fact.text).casefold()
        if answer not in said:
            said.add(answer)
            yield fact


def fits(fact: Fact) -> bool:
    """Whether a labelled line can show the fact: a quotation needs its speaker and some words."""
    if fact.kind == "quote":
        return bool(fact.speaker) and words(fact.answer) >= SHORTEST_QUOTE
    return bool(shown_of(fact)) and words(shown_of(fact)) <= LONGEST


def words(text: str) -> int:
    """Count words."""
    return len(text.split())


def shown_of(fact: Fact) -> str:
    """Give the words that the box shows; a date that was worked out stands behind those it follows from."""
    if fact.kind in {"key", "background"}:
        return fact.text
    answer = fact.answer or fact.text
    return f"{answer} ({fact.iso})" if fact.kind == "when" and fact.iso and fact.iso not in answer else answer


# --- citations -----------------------------------------------------------------------------------------


def cited(document: Document, told: Iterable[tuple[BoxKind, Fact]], source: str) -> Box:
    """Make the box of some facts, and number the sentences they cite."""
    labels: dict[tuple[int, str], str] = {}
    lines = []
    for kind, fact in told:
        sentences = [sentence_at(document, span) for span in fact.spans or (fact.quote_span,)]
        marks = [labels.setdefault(sentence, str(len(labels) + 1)) for sentence in sentences]
        speaker = fact.speaker if kind == "quote" else ""
        lines.append(BoxLine(kind, escape(shown_of(fact)), tuple(dict.fromkeys(marks)), speaker))
    citations = (Citation(label, source, line, quote) for (line, quote), label in labels.items())
    return Box(tuple(lines), tuple(citations))


def sentence_at(document: Document, span: Span) -> tuple[int, str]:
    """Give the line of the source where a span's block begins, and its words."""
    start, end = span
    spans = zip(document.spans, document.blocks, strict=True)
    line = next((block.line for (first, last), block in spans if first <= start <= last), 0)
    return line, " ".join(document.text[start:end].split())
