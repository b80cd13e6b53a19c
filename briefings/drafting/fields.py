"""Who, where and when: the fields of the box, and the places of the front matter.

Invariant: a field belongs to the story that lede, title and key facts tell; in doubt there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from briefings.dates import counts_from_speaking
from briefings.drafting.names import BODIES, has_article, is_person, without_rank
from briefings.drafting.told import Told, distinct, lede_of, occurrences, shown_of, stands_in
from briefings.model import Document, Fact, Facts, Span
from briefings.regex import regex

THINGS = frozenset({"name", "subject"})  # rules that find who is no person and no body
GROUP = regex(r"(?:D(?:er|ie|as)|L(?:e|a|es|os|as)|El) |L['’]")
"""What opens the name of a group in another language, of whose subjects only people and bodies are found."""
ELSEWHERE = frozenset({"aside", "maybe"})
"""Rules that find a place of something else ("the war in Y"), or what may be a place: no list knows it."""

SURE_PLACE = 1.5  # score of a place: named in the lede, or more than once
NAMED_PLACE = 1.0  # score that is enough where the title or the lede names it
TOLD_PLACE = 2.0  # score that it takes where only a key fact does
MAIN_PLACE = 2.6  # score of a place that needs no key fact beside it
EARLY = 5  # sentences that tell the story
LIKELY_PLACE = 1.6  # score from which what no list knows is a place nine times of ten
SURE_DAY = 0.3  # score of a day: below it, the day is history
MOST_NAMES = 4  # people and bodies in one line
REACH = 30  # characters before a name that say what it is
TOLD_TO = regex(
    r"\b(?:told|tells|affiliates?|interview with|[Bb]roadcaster|newspaper|(?:news )?agency|channel|station) $"
)
REPORTS = regex(
    r",? (?:reported|reports|affiliate|correspondent|reporter|reporters|reporting)\b|[’']s? (?:website|report)\b"
)
"""What stands around the name of who passes the news on."""
EDGE = regex(
    r"\b(?:[Ss]ince|[Bb]efore|[Ff]rom|[Bb]etween|ahead of|[Uu]ntil|prior to|(?:for|on) the|"
    r"(?:[Ff]rom|[Bb]etween) [^,.;]{1,25} (?:and|to)) $"
)
"""What before a day makes it the end of a time."""
WEEK = dt.timedelta(days=7)
MONTH = dt.timedelta(days=31)
NEAR = 3  # key facts that tell of the main event


def who(document: Document, found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the people and bodies that the key facts name, in one line, best first."""
    everybody = [
        fact for fact in distinct(f for f in found if f.kind == "who") if is_somebody(document, fact)
    ]
    text = " ".join(
        (*(fact.text for fact in keys), *(fact.quote for fact in keys if fact.quote_span == lede))
    )
    named = [fact for fact in everybody if stands_in(fact.answer.rpartition(" ")[2], text)]
    longer = [
        fact for fact in named if not any(stands_in(fact.answer, f.answer) for f in named if f is not fact)
    ]
    lands = {part for fact in found if fact.kind == "where" for part in re.split(r", | in ", fact.answer)}
    main = [fact for fact in longer if is_main_name(fact, document, lands)]
    shown = tuple((main or longer)[:MOST_NAMES])
    if shown:
        yield Told("who", ", ".join(fact.answer for fact in shown), shown)


def is_somebody(document: Document, fact: Fact) -> bool:
    """Whether a name is a body's, or may be a person's."""
    if fact.rule == "subject" and document.language[:2] != "en":
        return GROUP.match(fact.answer) is not None
    if fact.rule in THINGS:
        return False
    name = without_rank(fact.answer)
    return fact.rule != "person" or " " not in name or (is_person(name) and not has_article(document, name))


def is_main_name(fact: Fact, document: Document, lands: Collection[str]) -> bool:
    """Whether a name surely is that of whom the story is about, where others are: no half of one, nor who tells it."""
    name = fact.answer
    if name in lands or name.casefold() in BODIES:
        return name in document.title  # also in "Pakistani"
    if " " not in name and fact.rule == "person":
        return False
    named = list(occurrences(name, document.text))
    passing = sum(passes_on(document.text, *place) for place in named)
    return 2 * passing < max(1, len(named))


def passes_on(text: str, start: int, end: int) -> bool:
    """Whether a name stands there as that of who passes the news on: "told Efe", "Efe reported"."""
    return (
        REPORTS.match(text, end) is not None or TOLD_TO.search(text, max(0, start - REACH), start) is not None
    )


def where(document: Document, found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the place of the dateline, else of title or lede, else of the first key facts; in doubt none."""
    places = [fact for fact in found if fact.kind == "where" and fact.rule not in ELSEWHERE]
    known = [fact for fact in places if fact.score >= NAMED_PLACE]
    is_told = any(fact.kind == "where" and fact.quote_span == lede for fact in found)
    first = (
        next((fact for fact in places if fact.rule == "dateline"), None)
        or about([fact for fact in places if fact.score >= SURE_PLACE], (), lede)
        or next((fact for fact in known if is_announced(fact, document, lede, land=not is_told)), None)
        or about([fact for fact in places if fact.score >= TOLD_PLACE], keys, lede)
        or next((fact for fact in places if is_main(fact, document)), None)
    )
    if first is not None:
        yield Told("where", cased(first.answer, document.text), (first,))


def is_main(place: Fact, document: Document) -> bool:
    """Whether a place is surely that of the story, though no key fact names it: told early, and not only once."""
    town = re.split(r", | in ", place.answer, maxsplit=1)[0]
    named = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(town)}(?!\w)", document.text)]
    return (
        bool(named)
        and document.text[: named[0]].count(". ") < EARLY
        and (place.score >= MAIN_PLACE or (place.score >= TOLD_PLACE and len(named) > 1))
    )


def is_announced(place: Fact, document: Document, lede: Span, *, land: bool = True) -> bool:
    """Whether title or lede names a place, or, if that will do, the land around it."""
    opening = f"{document.title}\n{document.text[slice(*lede)]}"
    parts = re.split(r", | in ", place.answer)
    return any(stands_in(part, opening) for part in parts[: None if land else 1])


def located(document: Document, facts: Facts, told: Iterable[Told]) -> Iterator[str]:
    """Give the places of the story: that of the box, those of title and lede, those that the key facts show."""
    told = list(told)
    yield from (line.text for line in told if line.kind == "where")
    lede = lede_of(document, facts)
    found = [fact for fact in facts.items if fact.kind == "where"]
    for fact in found:
        if fact.rule != "maybe" and is_announced(fact, document, lede):
            yield cased(fact.answer, document.text)
    places = [fact for fact in found if fact.rule != "aside"]
    for line in told:
        for fact in places if line.kind == "fact" else ():
            if (
                is_sure(fact)
                and fact.quote_span == line.facts[0].quote_span
                and stands_in(fact.answer, line.text)
            ):
                yield cased(fact.answer, document.text)


def is_sure(place: Fact) -> bool:
    """Whether a place surely is one, and not only passed through."""
    return place.score >= (LIKELY_PLACE if place.rule == "maybe" else SURE_PLACE)


def cased(place: str, text: str) -> str:
    """Write the capitals of a dateline as the text writes the name elsewhere; where it does not, as they stand."""
    town, comma, rest = place.partition(",")
    known = town.isupper() and stands_in(town.title(), text)
    return f"{town.title()}{comma}{rest}" if known else place


def when(document: Document, found: Sequence[Fact], keys: Sequence[Fact], lede: Span) -> Iterator[Told]:
    """Name the day of the main event: the lede's, else one of the days before the text, else what is written.

    A "today" of no date says nothing to who reads it another day.
    """
    days = [
        fact
        for fact in found
        if fact.kind == "when"
        and fact.score >= SURE_DAY
        and (fact.iso or not counts_from_speaking(fact.answer))
        and not is_edge(fact)
    ]
    dated = [fact for fact in days if len(fact.iso) == len("2025-01-01")]
    news = [fact for fact in dated if is_news(fact.iso, document.published)]
    ahead = [fact for fact in dated if is_near(fact.iso, document.published)]
    first = (
        about(dated, (), lede)
        or best_about(news, keys)
        or best_about(ahead, keys)
        or next(iter(news), None)
        or about(dated, keys, lede)
        or about(days, keys, lede)
        or next(iter(dated or days), None)
    )
    if first is not None:
        best = named_day(first, dated)
        yield Told("when", shown_of(best), (best,))


def is_edge(fact: Fact) -> bool:
    """Whether a day is where a time begins or ends: "since June 18", "from March to May", "for the next year"."""
    return EDGE.search(fact.quote.partition(fact.answer)[0]) is not None


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


def best_about(found: Sequence[Fact], keys: Sequence[Fact]) -> Fact | None:
    """Give the best of the fields that the first key facts show, whichever shows it."""
    shown = (about(found, [key], key.quote_span) for key in keys[:NEAR])
    return max((fact for fact in shown if fact is not None), key=lambda fact: fact.score, default=None)


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
