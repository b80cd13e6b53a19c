"""Which of all facts found stand in the box, and in which order.

Invariant: the box shows facts as they were found, best first, and cites a sentence under one label however
often it is used; labels count in order of first use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from briefings.drafting.fields import when, where, who
from briefings.drafting.figures import figures
from briefings.drafting.keys import key_facts
from briefings.drafting.quoting import quotes
from briefings.drafting.told import Told, fits, lede_of
from briefings.escaping import escape
from briefings.model import Box, BoxLine, Citation, Document, Fact, Facts, Span


def chosen(document: Document, facts: Facts) -> list[Told]:
    """Choose the lines of the box, in order."""
    keys = key_facts(document, facts)
    lede = lede_of(document, facts)
    told = [Told("fact", fact.text, (fact,)) for fact in keys]
    found = [fact for fact in facts.items if fits(fact)]
    told += who(document, found, keys, lede)
    told += where(document, found, keys, lede)
    told += when(document, found, keys, lede)
    told += [Told("how-much", fact.text, (fact,)) for fact in figures(document, facts, keys)]
    told += quotes(document, facts, keys)
    shown = {fact.quote_span for fact in keys}
    old = (fact for fact in facts.items if fact.kind == "background" and fits(fact))
    told += [Told("background", fact.text, (fact,)) for fact in islice(unlike(old, shown), 1)]
    return told


def unlike(facts: Iterable[Fact], shown: Collection[Span]) -> Iterator[Fact]:
    """Give the facts of sentences that are not shown yet."""
    return (fact for fact in facts if fact.quote_span not in shown)


# --- citations -----------------------------------------------------------------------------------------


def cited(document: Document, told: Iterable[Told], source: str) -> Box:
    """Make the box of some facts, and number the sentences they cite."""
    labels: dict[tuple[int, str], str] = {}
    lines = []
    for line in told:
        spans = [span for fact in line.facts for span in fact.spans or (fact.quote_span,)]
        sentences = [sentence_at(document, span) for span in spans]
        marks = [labels.setdefault(sentence, str(len(labels) + 1)) for sentence in sentences]
        speaker = line.facts[0].speaker if line.kind == "quote" else ""
        lines.append(BoxLine(line.kind, escape(line.text), tuple(dict.fromkeys(marks)), speaker))
    citations = (Citation(label, source, line, quote) for (line, quote), label in labels.items())
    return Box(tuple(lines), tuple(citations))


def sentence_at(document: Document, span: Span) -> tuple[int, str]:
    """Give the line of the source where a span's block begins, and its words."""
    start, end = span
    spans = zip(document.spans, document.blocks, strict=True)
    line = next((block.line for (first, last), block in spans if first <= start <= last), 0)
    return line, " ".join(document.text[start:end].split())
