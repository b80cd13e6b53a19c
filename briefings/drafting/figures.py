"""How much: the figures of the box.

Invariant: a figure says what it counts, in a phrase that is whole; one stands for each value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from briefings.drafting.told import fits, is_quoted, lede_of, stands_in
from briefings.model import Document, Fact, Facts
from briefings.regex import regex
from briefings.words import listed

MOST = 3
SURE = 0.5  # score of a figure that no key fact has: it counts something
LARGE = 20
RULES = frozenset({"number", "act", "measure", "duration"})
WITHOUT_OBJECT = frozenset({"measure", "duration"})
"""Rules that find a measure without saying what of, and how long something took."""
MEASURES = frozenset(
    listed(
        """
        percentage gram kilogram tonne millimetre centimetre metre kilometre hectare litre degree megawatt gigawatt
        """
    )
)
"""Units that say nothing by themselves; of a figure in another language no rule says what it counts."""

MONEY = (
    r"(?:costs?|prices?|priced|fines?|fined|rewards?|loss(?:es)?|profits?|budgets?|values?|valued|worth|sums?|totals?|"
    r"deals?|damages?|debts?|aid|salar(?:y|ies)|bills?|fees?|revenues?|sales|investments?|loans?|grants?|savings|"
    r"penalt(?:y|ies)|bail|bonds?|incomes?|earnings|wages?|rents?|funds?|funding|cuts?|turnover|spending|paid|spent|"
    r"earned|raised|invested|donated|stole|lost|saved|pledged)\b"
)
GOES = r"(?:travel|fly|flies|run|reach|cover|measure|span|stretch|go|drive|walk|swim|sail|rise|dive|extend)(?:e?s)?"
ABOUT = r"(?:about|around|over|more than|nearly|just|some)"
FRAGMENTS = tuple(
    regex(pattern)
    for pattern in (
        r"^[-–—]",
        r"(?:['’]s|n['’]t)\|",  # "15% of the city's"
        r" (?:which|them|it|one|they|those|that|new|these|whom|us|him|her|all|each|its|their)\|",
        r" of [^|]*\w\ws [a-z]+[^s|]\| ",  # "76% of restaurants sell"
        r"[A-Z]\w*\| [A-Z]",  # "12 Champions | League"
        r"\b[a-z]+[^s|]\| (?!was |is |has |as |its |this |does |plus )[a-z]+s\b",  # "20 cooking | classes"
        rf"^(?![^|]*\b{MONEY})[^|]*[$£€][^|]*\|(?! {MONEY})",  # "us for $15"
        r"^(?![^|]* of )[^|]*(?:%|\bper ?cent)",  # "only 12 per cent"
        r"^(?!one\b|1\b)[\w,.]+ (?:(?:wo)?man|child|person)\b",  # "5 foot | 2 woman"
        rf"^(?!\w+(?:ed|ing)\b|{GOES}\b)[a-z]+ {ABOUT} [\d.,]+ (?:mile|yard|feet|met|kilom)",  # "field about 5 yards"
        rf"^(?:located|situated|based|found|seen|spotted|parked) (?:{ABOUT} )?\d",
    )
)
"""A phrase around a number, cut at the bar from what goes on: it says nothing by itself."""


def figures(document: Document, facts: Facts, keys: Sequence[Fact]) -> list[Fact]:
    """Choose the figures: those that the key facts show, in their order, then those of a lede; one of each value.

    Of others a reader of the box cannot know what they are about ("20 people" may be those of another day), but where
    their own words say what is measured: "speeds of up to 550 mph".
    """
    figures = [f for f in facts.items if f.kind == "quantity" and fits(f) and is_figure(document, f)]
    found = [figure for figure in figures if not any(is_part(figure, other) for other in figures)]
    shown = [fact for key in keys for fact in found if is_of(fact, key)]
    lede = lede_of(document, facts)
    sure = [fact for fact in found if fact.score >= SURE]
    opening = [fact for fact in sure if fact.quote_span == lede]
    clear = [fact for fact in sure if says_itself(fact)]
    return list(islice(each_value([*shown, *opening, *clear]), MOST))


def says_itself(fact: Fact) -> bool:
    """Whether words around an amount say what is measured: "speeds of 550 mph", "1.5 metres of ice"; not of people."""
    if fact.rule not in RULES:
        return True  # who wrote the finder chose its figures
    if fact.rule != "number" or fact.unit == "person":
        return False
    before, _, behind = fact.text.partition(fact.answer)
    return bool(before) or (behind.startswith(" of ") and fact.unit != "percentage")


def is_part(fact: Fact, other: Fact) -> bool:
    """Whether another figure of the same number says more: "14 votes to 9" for "14 votes"."""
    same = fact.quote_span == other.quote_span and (fact.value == other.value or other.value is None)
    return same and len(fact.text) < len(other.text) and fact.text in other.text


def is_figure(document: Document, fact: Fact) -> bool:
    """Whether a figure says what it counts, in a phrase that is whole, and is not somebody's in a quotation."""
    if fact.rule in WITHOUT_OBJECT:
        return False
    if document.language[:2] != "en" and fact.text == fact.answer and fact.unit in MEASURES:
        return False
    at = fact.quote.find(fact.text)
    is_cut = (
        document.language[:2] == "en"
        and at >= 0
        and is_fragment(fact.text, fact.quote[at + len(fact.text) :])
    )
    return not is_cut and not is_quoted(document, fact.quote_span[0] + max(0, at))


def is_fragment(phrase: str, rest: str) -> bool:
    """Whether a phrase around a number, before the rest of its sentence, is cut at an end."""
    return any(pattern.search(f"{phrase}|{rest}") for pattern in FRAGMENTS)


def is_of(fact: Fact, key: Fact) -> bool:
    """Whether a key fact shows the figure."""
    return fact.quote_span == key.quote_span and stands_in(fact.answer, key.text)


def each_value(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Give the first figure of each value and unit; a large number is rarely that of two things."""
    seen: set[object] = set()
    for fact in facts:
        value = fact.value if fact.value is not None else fact.text
        is_large = fact.value is not None and fact.value > LARGE
        key = value if is_large else (value, fact.unit)
        if key not in seen:
            seen.add(key)
            yield fact
