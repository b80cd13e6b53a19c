"""Which of all facts found stand in the box, and in which order.

Invariant: the box shows facts as they were found, best first, and cites a sentence under one label however
often it is used; labels count in order of first use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from briefings.drafting.fields import when, where, who
from briefings.drafting.figures import figures
from briefings.drafting.quoting import quotes
from briefings.drafting.told import LONGEST, Told, distinct, fits, is_quoted, lede_of, words
from briefings.escaping import escape
from briefings.model import Box, BoxLine, Citation, Document, Fact, Facts, Span
from briefings.regex import regex

IN_SHORT = 30  # words of the first fact
WHOLE_LEDE = 40  # of it where sentences cannot be cut: in Spanish a lede of 30 is rare
FEWEST, MOST = 3, 7  # facts without a label
TELLING = 9  # words; a shorter fact without a figure stands only where there are too few others
WORDS_A_FACT = 80  # words of a source for each of them: a short text is not told twice
POINTING = regex(r"\b(?:in|of|to|on|for|with|from|at|about|by) (?:them|it|this|that|these|those)\W*$")
WEAK = frozenset({"past", "pointer", "short", "writer"})
"""Rules of key facts that are background, lean on other sentences or on who writes, or say little."""


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
    told += quotes(facts, keys, document.language)
    shown = {fact.quote_span for fact in keys}
    old = (fact for fact in facts.items if fact.kind == "background" and fits(fact))
    told += [Told("background", fact.text, (fact,)) for fact in islice(unlike(old, shown), 1)]
    return told


def key_facts(document: Document, facts: Facts) -> list[Fact]:
    """Choose the facts without a label: the lede's, where it is short enough, then the next best."""
    keys = (
        fact for fact in facts.items if fact.kind == "key" and not is_quoted(document, fact.quote_span[0])
    )
    found = list(distinct(keys))
    lede = lede_of(document, facts)
    room_for_lede = IN_SHORT if document.language[:2] == "en" else WHOLE_LEDE
    news = (
        fact
        for fact in found
        if fact.quote_span == lede and words(fact.text) <= room_for_lede and fact.rule not in WEAK
    )
    first = next(news, next((fact for fact in found if words(fact.text) <= IN_SHORT), None))
    if first is None:
        return []
    others = [fact for fact in found if fact is not first and words(fact.text) <= LONGEST]
    best = [fact for fact in others if fact.rule not in WEAK and says_much(fact.text)]
    room = min(MOST, max(FEWEST, words(document.text) // WORDS_A_FACT)) - 1
    last = (fact for fact in others if fact not in best)
    return [first, *best[:room], *islice(last, max(0, FEWEST - 1 - len(best)))]


def says_much(text: str) -> bool:
    """Whether a fact has a figure, or words enough to tell something by itself, and does not point elsewhere."""
    if POINTING.search(text):
        return False
    return words(text) >= TELLING or " " not in text or any(map(str.isdigit, text))


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
