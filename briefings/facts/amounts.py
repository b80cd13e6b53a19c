"""Amounts: a number, or both ends of a range, with its unit.

Invariant: the value of a range is its middle; two numbers are one range only where their units agree and nothing says
that one became the other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefings.facts.units import CURRENCIES, Unit, rate, unit
from briefings.numbers import Number
from briefings.regex import regex

_LARGE = 1000  # from which on a number shares no magnitude that another has

_RANGE = regex(r"\s?(?:to|and|-|–|—|or)\s?(?:about |around |nearly |almost |just )?")
_CHANGED = regex(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|falls|falling|grew|grown|grows|increased?|increasing|decreased?|"
    r"dropped|drop|cut|raised|raise|lowered|lower|climbed|jumped|slid|slipped|soared|surged|went|gone|up|down|moved|"
    r"improved|expanded|shrank|shrunk|reduced|reduce|doubled|widened|narrowed|changed)\b[^.;]{0,60}$"
)
_TOLERANCE = regex(r"\s?(?:±|\+/-|\+-)\s?\d[\d.,]*(?:e[-+]?\d+)?")


class Amount(NamedTuple):
    """A number, or both ends of a range, with its unit: its value, and where its words begin and end."""

    first: Number
    final: Number
    value: float
    unit: str
    end: int


def read(text: str, lower: str, number: Number, following: tuple[Number, ...]) -> Amount:
    """Read the unit of a number, and the other end of a range; the value of a range is its middle."""
    first = _unit(text, number)
    for other in following:
        second = _unit(text, other)
        joined = _RANGE.fullmatch(lower, first.end, other.start)
        if joined and _is_range(lower, number, other, (first.name, second.name)):
            low = number.value * _shared(lower, number, other)
            return Amount(number, other, (low + other.value) / 2, second.name, second.end)
    return Amount(number, number, number.value, first.name, first.end)


def _is_range(lower: str, number: Number, other: Number, units: tuple[str, str]) -> bool:
    """Tell ``5 to 10`` and ``between 44 mg and 50 mg`` from ``rose from 5 to 10`` and from two things of a list."""
    if units[0] and units[0] != units[1]:
        return False
    before = lower[max(0, number.start - 90) : number.start]
    between = before.endswith(("between ", "between about ", "between around "))
    if " and" in lower[number.end : other.start] and not between:
        return False
    if before.endswith(("from ", "from about ", "from around ", "from just ")) and _CHANGED.search(before):
        return False
    return number.value < other.value or (bool(units[0]) and number.value != other.value)


def _shared(lower: str, number: Number, other: Number) -> float:
    """Give the magnitude that ``5 to 10 million`` shares; 1 where the first has its own."""
    digits = re.match(r"\d[\d.,]*\d|\d", lower[other.start : other.end].lstrip("$€£¥₹ "))
    if digits is None or number.value >= other.value or _MAGNITUDE.search(lower, number.start, number.end):
        return 1.0
    bare = float(digits.group().replace(",", ""))
    is_part = "," not in lower[number.start : number.end] and number.value < min(bare, _LARGE)
    return other.value / bare if is_part and _MAGNITUDE.search(lower, other.start, other.end) else 1.0


_MAGNITUDE = regex(r"(?:hundred|thousand|lakh|million|crore|billion|trillion|mn|bn|tn)\b|\d[kmb]\b")


def _unit(text: str, number: Number) -> Unit:
    """Give the unit behind the number by its one name, and where it ends."""
    if number.mark:
        points = re.match(r" points?\b", text[number.end :])
        if number.mark == "%" and (points or "point" in text[number.start : number.end]):
            return Unit("percentage point", number.end + (points.end() if points else 0))
        return rate(text, number.end, CURRENCIES.get(number.mark, number.mark))
    tolerance = _TOLERANCE.match(text, number.end)
    end = tolerance.end() if tolerance else number.end
    glued = text[end : end + 1] not in (" ", "\u00a0", "\u202f", "-")
    found = unit(text, end if glued else end + 1, glued=glued)
    return found or Unit("", number.end)
