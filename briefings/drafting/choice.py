"""Which of all facts found stand in the box, and in which order.

Invariant: the box shows facts as they were found, best first, and cites a sentence under one label however
often it is used; labels count in order of first use.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefings.escaping import escape
from briefings.model import Box, BoxKind, BoxLine, Citation, Document, Fact, Facts, Span

IN_SHORT = 30  # words of the first fact
LONGEST = 25  # words of the others
FEWEST, MOST = 3, 7  # facts without a label
TELLING = 9  # words; a shorter fact without a figure stands only where there are too few others
WORDS_A_FACT = 80  # words of a source for each of them: a short text is not told twice
SHORTEST_QUOTE = 5  # words; fewer are scare quotes
THINGS = frozenset({"name", "subject"})  # rules that find who is no person and no body
WEAK = frozenset(
    {"past", "pointer", "short"}
)  # rules of key facts that are background, lean on others, or say little
ELSEWHERE = frozenset({"aside", "maybe"})
"""Rules that find a place of something else ("the war in Y"), or what may be a place: no list knows it."""

SURE_PLACE = 1.5  # score of a place: named in the lede, or more than once
SURE_DAY = 0.3  # score of a day: below it, the day is history
BARE = "measure"  # rule that finds a measure without saying what of
SPAN = "duration"  # rule that finds how long something took: no figure of the story
MOST_NAMES = 4  # people and bodies in one line
MOST_FIGURES, MOST_QUOTES = 3, 2
WEEK = dt.timedelta(days=7)
MONTH = dt.timedelta(days=31)
NEAR = 3  # key facts that tell of the main event


class Told(NamedTuple):
    """A line of the box before its marks: its words, and the facts that it cites."""

    kind: BoxKind
    text: str
    facts: tuple[Fact, ...]


def chosen(document: Document, facts: Facts) -> list[Told]:
    """Choose the lines of the box, in order."""
    keys = key_facts(document, facts)
    lede = lede_of(document, facts)
    told = [Told("fact", fact.text, (fact,)) for fact in keys]
    found = [fact for fact in facts.items if fits(fact)]
    told += who(found, keys, lede)
    told += where(document, found, keys, lede)
    told += when(document, found, keys, lede)
    told += [Told("how-much", fact.text, (fact,)) for fact in figures(facts, keys)]
    told += [Told("quote", fact.answer, (fact,)) for fact in quotes(facts)]
    shown = {fact.quote_span for fact in keys}
    old = (fact for fact in facts.items if fact.kind == "background" and fits(fact))
    told += [Told("background", fact.text, (fact,)) for fact in islice(unlike(old, shown), 1)]
    return told


def lede_of(document: Document, facts: Facts) -> Span:
    """Give the span of the first paragraph's first sentence, as the facts cite it."""
    first = next((span for span, block in zip(document.spans, document.blocks, strict=True)
                  if block.kind == "paragraph"), (0, 0))  # fmt: skip
    cited = (fact.quote_span for fact in facts.items)
    return next((span for span in cited if span[0] == first[0] and span[1] <= first[1]), first)


def key_facts(document: Document, facts: Facts) -> list[Fact]:
    """Choose the facts without a label: the lede's, where it is short enough, then the next best."""
    found = list(distinct(fact for fact in facts.items if fact.kind == "key"))
    lede = lede_of(document, facts)
    short = [fact for fact in found if words(fact.text) <= IN_SHORT]
    first = next((fact for fact in short if fact.quote_span == lede), next(iter(short), None))
    if first is None:
        return []
    others = [fact for fact in found if fact is not first and words(fact.text) <= LONGEST]
    best = [fact for fact in others if fact.rule not in WEAK and says_much(fact.text)]
    room = min(MOST, max(FEWEST, words(document.text) // WORDS_A_FACT)) - 1
    last = (fact for fact in others if fact not in best)
    return [first, *best[:room], *islice(last, max(0, FEWEST - 1 - len(best)))]


def says_much(text: str) -> bool:
    """Whether a fact has a figure, or words enough to tell something by itself."""
    return words(text) >= TELLING or " " not in text or any(map(str.isdigit, text))


def who(found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the people and bodies that the key facts name, in one line, best first."""
    everybody = [fact for fact in distinct(f for f in found if f.kind == "who") if fact.rule not in THINGS]
    text = " ".join(
        (*(fact.text for fact in keys), *(fact.quote for fact in keys if fact.quote_span == lede))
    )
    named = [fact for fact in everybody if stands_in(fact.answer.rpartition(" ")[2], text)]
    shown = tuple(named[:MOST_NAMES])
    if shown:
        yield Told("who", ", ".join(fact.answer for fact in shown), shown)


def where(document: Document, found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the place of the dateline, else of the lede, else of the first key facts; in doubt none."""
    places = [fact for fact in found if is_place(fact)]
    first = next((fact for fact in places if fact.rule == "dateline"), None) or about(places, keys, lede)
    if first is not None:
        yield Told("where", cased(first.answer, document.text), (first,))


def located(document: Document, facts: Facts, told: Iterable[Told]) -> Iterator[str]:
    """Give the places of the story: that of the box, then those that the key facts show; none of an aside."""
    told = list(told)
    yield from (line.text for line in told if line.kind == "where")
    lede = lede_of(document, facts)
    for line in told:
        for fact in facts.items if line.kind == "fact" else ():
            known = is_place(fact) and fact.quote_span == line.facts[0].quote_span
            if known and (stands_in(fact.answer, line.text) or fact.quote_span == lede):
                yield cased(fact.answer, document.text)


def is_place(fact: Fact) -> bool:
    """Whether the fact surely names a place of the story."""
    return fact.kind == "where" and fact.rule not in ELSEWHERE and fact.score >= SURE_PLACE


def cased(place: str, text: str) -> str:
    """Write the capitals of a dateline as the text writes the name elsewhere; where it does not, as they stand."""
    town, comma, rest = place.partition(",")
    known = town.isupper() and stands_in(town.title(), text)
    return f"{town.title()}{comma}{rest}" if known else place


def when(document: Document, found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the day of the main event: the lede's, else one of the days before the text, else what is written."""
    days = [fact for fact in found if fact.kind == "when" and fact.score >= SURE_DAY]
    dated = [fact for fact in days if len(fact.iso) == len("2025-01-01")]
    news = [fact for fact in dated if is_news(fact.iso, document.published)]
    ahead = [fact for fact in dated if is_near(fact.iso, document.published)]
    first = (
        about(dated, (), lede)
        or about(news, keys, lede)
        or about(ahead, keys, lede)
        or next(iter(news), None)
        or about(dated, keys, lede)
        or about(days, keys, lede)
        or next(iter(dated or days), None)
    )
    if first is not None:
        best = named_day(first, dated)
        yield Told("when", shown_of(best), (best,))


def named_day(fact: Fact, dated: Sequence[Fact]) -> Fact:
    """Give the fact that names the same day: "Friday" says more than "tomorrow" to who reads it next week."""
    same = (other for other in dated if fact.iso and other.iso == fact.iso and not other.answer.islower())
    return next(same, fact) if fact.answer.islower() else fact


def is_near(iso: str, published: dt.date | None) -> bool:
    """Whether a day lies within a month of the text: an appointment, and no history."""
    return published is not None and abs(dt.date.fromisoformat(iso) - published) <= MONTH


def is_news(iso: str, published: dt.date | None) -> bool:
    """Whether a day is that of the text, or one of the week before it."""
    return published is not None and dt.timedelta() <= published - dt.date.fromisoformat(iso) <= WEEK


def about(found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Fact | None:
    """Give the first field that the lede has, else the one that the first key facts show."""
    for fact in found:
        if fact.quote_span == lede:
            return fact
    for key in keys[:NEAR]:
        for fact in found:
            if fact.quote_span == key.quote_span and stands_in(fact.answer, key.text):
                return fact
    return None


def figures(facts: Facts, keys: Sequence[Fact]) -> list[Fact]:
    """Choose the figures: those that the key facts show, in their order, then the others; one of each value."""
    found = [f for f in facts.items if f.kind == "quantity" and f.rule != SPAN and fits(f)]
    shown = [fact for key in keys for fact in found if is_of(fact, key)]
    others = [fact for fact in found if fact not in shown and fact.rule != BARE]
    return list(islice(each_value([*shown, *others]), MOST_FIGURES))


def quotes(facts: Facts) -> list[Fact]:
    """Choose the quotations: the surest, which are whole sentences, in the order of the text."""
    found = list(distinct(fact for fact in facts.items if fact.kind == "quote" and fits(fact)))
    best = sorted(found, key=lambda fact: -fact.score)[:MOST_QUOTES]
    return [fact for fact in found if fact in best]


def is_of(fact: Fact, key: Fact) -> bool:
    """Whether a key fact shows the figure."""
    return fact.quote_span == key.quote_span and stands_in(fact.answer, key.text)


def each_value(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Give the first figure of each value and unit."""
    seen: set[tuple[object, str]] = set()
    for fact in facts:
        value = (fact.value if fact.value is not None else fact.text, fact.unit)
        if value not in seen:
            seen.add(value)
            yield fact


def unlike(facts: Iterable[Fact], shown: Collection[Span]) -> Iterator[Fact]:
    """Give the facts of sentences that are not shown yet."""
    return (fact for fact in facts if fact.quote_span not in shown)


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


def stands_in(answer: str, text: str) -> bool:
    """Whether words stand in a text as they are, from the edge of a word to the edge of a word."""
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text) is not None


def words(text: str) -> int:
    """Count words."""
    return len(text.split())


def shown_of(fact: Fact) -> str:
    """Give the words that the box shows; a date that was worked out stands behind those it follows from."""
    if fact.kind in {"key", "background", "quantity"}:
        return fact.text
    answer = fact.answer or fact.text
    return f"{answer} ({fact.iso})" if fact.kind == "when" and fact.iso and fact.iso not in answer else answer


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
