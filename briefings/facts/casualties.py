"""Casualties: numbers of people of whom only the harm that was done to them tells that they are people.

Invariant: a number is one of people only where a word of harm stands right behind it, or right before it and nothing
that is counted behind it.
"""

from __future__ import annotations

from typing import NamedTuple

from briefings.model import Span
from briefings.regex import regex

_NEAR = 40  # characters before a number that say what it is of

_HARM = (
    r"(?:killed|injured|wounded|dead|missing|hurt|arrested|detained|hospitali[sz]ed|displaced|homeless|"
    r"dying|died|drowned)"
)
_HARMED = regex(
    r"(?! of\b)(?: (?:other|more) people| others?| more)?(?: (?:were|are|have been|had been|remain))?"
    rf"(?: (?:reported|believed|feared|confirmed|presumed|still|also|seriously|critically))? {_HARM}\b(?! (?:by|the|"
    rf"a|an|its|his|her|in|on|at) "
    r"\w+ (?:was|were)\b)"
)
"""What tells that a bare number is one of people: "21 others injured", "8 were killed"."""
_HARMING = regex(
    r"(?P<words>\b(?:kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing|es)|arrest(?:ed|ing)|detain(?:ed|ing)) "
    r"(?:and (?:wounded|wounding|injured|injuring) )?)$"
)
_TOLL = regex(
    r"(?P<words>\b(?:death toll|toll|number of (?:dead|deaths|victims))(?: (?:has|had|from|in|of|by|the|to|reached|"
    r"rose|risen|climbed|rises|"
    r"stands|stood|at|is|was|now|had risen|[a-z]+)){1,5} )$"
)
_OTHERS = regex(r" (?:others|other people|more)\b")
_ALONE = regex(
    r"[.,;:)]|$| (?:and|in|on|at|as|when|after|while|but|since|during|near|outside|so|,|others|more|by|–|—|--)\b"
)
_SURVIVED = regex(r"\b(?:survived by|leaves behind|married|divorced|father of|mother of)\b")


class Casualties(NamedTuple):
    """A number with what tells that it is one of people, as offsets."""

    answer: Span
    phrase: Span


def found(lower: str, start: int, end: int) -> Casualties | None:
    """Read a bare number: "eight other people were injured", "wounded 43 others", "a death toll of 186"."""
    before = max(0, start - _NEAR)
    behind = _HARMED.match(lower, end)
    first = _HARMING.search(lower, before, start) or _TOLL.search(lower, before, start)
    if behind:
        return Casualties((start, end), (start, behind.end()))
    if first is None or not _ALONE.match(lower, end):
        return None
    others = _OTHERS.match(lower, end)
    stop = others.end() if others else end
    return Casualties((start, stop), (first.start("words"), stop))


def are_behind(lower: str, end: int) -> bool:
    """Tell whether harm stands right behind a number."""
    return _HARMED.match(lower, end) is not None


def are_meant(lower: str, start: int, end: int) -> bool:
    """Tell people to whom harm was done: "killing 23 people", "15 boys were killed"."""
    return _HARMING.search(lower, max(0, start - _NEAR), start) is not None or are_behind(lower, end)


def are_left(lower: str, start: int) -> bool:
    """Tell those whom somebody leaves behind: "survived by his wife and four children"."""
    return _SURVIVED.search(lower, max(0, start - 2 * _NEAR), start) is not None
