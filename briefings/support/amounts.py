"""Numbers of a claim: their worth, what they measure, and whether they are bounds.

Invariant: equal worth in another spelling is equal (1.5 million is 1,500,000); another unit, another currency and
another bound ("more than" for "fewer than") are another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings import dates
from briefings.model import Span
from briefings.numbers import Number, numbers, values
from briefings.regex import regex
from briefings.words import folded, listed, lowered

BRACKETED = regex(r"\((\d{4}(?:-\d\d){0,2})\)")
UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
"""Languages whose words and numbers stand side by side."""
_DIGITS = regex(r"\d+(?:[.,]\d+)*")
_BEFORE = 30  # characters before a number in which "more than" or "up to" may stand
_MORE = (
    "more than|over|at least|above|in excess of|upwards of|no fewer than|no less than|greater than|"
    "mehr als|über|mindestens|plus de|au moins|más de|al menos|por lo menos|più di|oltre|almeno|mais de|pelo menos|"
    "meer dan|ruim|minstens"
)
_LESS = (
    "less than|fewer than|under|below|up to|at most|as many as|as much as|no more than|nearly|almost|close to|"
    "just under|weniger als|unter|höchstens|fast|knapp|bis zu|moins de|près de|presque|jusqu[’']à|menos de|casi|"
    "hasta|meno di|quasi|fino a|quase|até|minder dan|bijna|tot"
)
_ABOUT = (
    "about|around|roughly|approximately|some|an estimated|estimated|circa|ca[.]|etwa|rund|ungefähr|environ|unos|unas|"
    "alrededor de|cerca de|ongeveer|zo[’']n"
)
_BEHIND = regex(r"\s*(?:(?P<more>or more)|(?P<less>or less|or fewer)|(?P<about>or so))\b")
_SHORT: Mapping[str, float] = {"k": 1e3, "m": 1e6, "bn": 1e9}
_UNITS = (
    "metre metres meter meters m mètre mètres metro metros metri",
    "kilometre kilometres kilometer kilometers km kilomètre kilomètres kilómetro kilómetros chilometri quilómetros",
    "centimetre centimetres centimeter centimeters cm zentimeter", "mile miles meilen", "foot feet ft", "inch inches",
    "yard yards", "second seconds sekunde sekunden seconde secondes", "minute minutes minuten minutos minuti",
    "hour hours stunde stunden heure heures hora horas ora ore uur uren",
    "day days tag tage tagen jour jours día días giorno giorni dia dias dag dagen",
    "week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
    "month months monat monate monaten mois mes meses mese mesi mês maand maanden",
    "year years jahr jahre jahren an ans année années año años anno anni ano anos jaar jaren",
    "decade decades jahrzehnt jahrzehnte décennie décennies década décadas", "century centuries jahrhundert",
    "gram grams gramme grammes gramm", "kilogram kilograms kilo kilos kg kilogramm",
    "tonne tonnes ton tons tonnen toneladas tonnellate", "litre litres liter liters litro litros litri",
    "hectare hectares hektar hectáreas ettari", "acre acres", "degree degrees grad degrés grados gradi",
    "point points punkt punkte punkten puntos punti pontos punten", "percent %",
)  # fmt: skip
_UNIT: Mapping[str, int] = {word: number for number, line in enumerate(_UNITS) for word in listed(line)}
_WORD = regex(r"[ \u00a0-]?([^\W\d_]+)")


_BOUND = regex(rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<about>{_ABOUT}))(?: an?)?[ \u00a0$£€¥]*$")
"""What tells a bound right before a number."""


class Amount(NamedTuple):
    """A number where it stands: in the claim, or in a quote."""

    text: str
    number: Number

    @property
    def unit(self) -> int:
        """Give the unit that stands behind it; -1 for none that we know."""
        if self.number.mark == "%":
            return _UNIT["%"]
        behind = _WORD.match(self.text, self.number.end)
        return _UNIT.get(behind[1].lower(), -1) if behind else -1

    @property
    def bound(self) -> str:
        """Tell whether it is a bound, and of which side: ``more``, ``less``, ``about``."""
        lower = lowered(self.text)
        match = _BEHIND.match(lower, self.number.end) or _BOUND.search(
            lower[max(0, self.number.start - _BEFORE) : self.number.start]
        )
        return match.lastgroup or "" if match else ""

    @property
    def words(self) -> str:
        """Give the number as written, with its bound."""
        before = self.text[max(0, self.number.start - _BEFORE) : self.number.start]
        match = _BOUND.search(lowered(before))
        return f"{before[match.start() :] if match else ''}{self.bare}"

    @property
    def bare(self) -> str:
        """Give the number as written."""
        return self.text[self.number.start : self.number.end].strip()


def missing(claim: str, spans: Sequence[Span], quotes: Sequence[str], language: str) -> Iterator[str]:
    """Give the numbers of the claim that no quote has, or has as another bound or of another unit."""
    have: dict[str, list[Amount]] = {}
    for quote in quotes:
        for found in values(quote, language):
            have.setdefault(_worth(found.value), []).append(Amount(quote, found))
    if language[:2] in UNSPACED:  # 681米
        have_digits = {digits for quote in quotes for digits in _DIGITS.findall(quote)}
        yield from (digits for digits in _DIGITS.findall(claim) if digits not in have_digits)
        return
    for number in numbers(claim, language):
        if not (dates.covers(spans, number.start, number.end) or _in_brackets(claim, number)):
            yield from _unlike(Amount(claim, number), have, quotes)


def _unlike(mine: Amount, have: Mapping[str, Sequence[Amount]], quotes: Sequence[str]) -> Iterator[str]:
    """Say how a number of the claim differs from those of the same worth in the quotes."""
    same = [
        other
        for worth in _readings(mine)
        for other in have.get(worth, ())
        if _measures_alike(mine.number, other.number)
    ]
    bounds = {other.bound for other in same}
    if not same:
        if not _is_written(mine, quotes):
            yield mine.bare
    elif mine.unit >= 0 and all(other.unit not in (-1, mine.unit) for other in same):
        yield mine.text[mine.number.start : _unit_end(mine)].strip()
    elif mine.bound in ("more", "less") and mine.bound not in bounds:
        yield mine.words
    elif not mine.bound and "" not in bounds:
        yield mine.bare


def _unit_end(amount: Amount) -> int:
    behind = None if amount.number.mark else _WORD.match(amount.text, amount.number.end)
    return behind.end() if behind else amount.number.end


def _readings(amount: Amount) -> list[str]:
    """Give what a number may be worth: ``1.5m visitors`` are a million and a half."""
    behind = _WORD.match(amount.text, amount.number.end)
    short = _SHORT.get(behind[1].lower(), 0.0) if behind else 0.0
    return [_worth(amount.number.value), *([_worth(amount.number.value * short)] if short else [])]


def _worth(value: float) -> str:
    """Give the value as decimal digits: equal numbers read from unlike words have one form."""
    return f"{value:.9g}"


def _measures_alike(one: Number, other: Number) -> bool:
    """Tell whether neither is money or a share where the other is another kind."""
    return len({one.mark, other.mark} - {""}) <= 1


def _in_brackets(claim: str, number: Number) -> bool:
    return any(m.start() < number.end and number.start < m.end() for m in BRACKETED.finditer(claim))


def _is_written(amount: Amount, quotes: Iterable[str]) -> bool:
    """Tell whether the same expression stands in a quote, whatever it is worth there."""
    pattern = re.compile(
        rf"(?<![\w.,$€£¥%-]){re.escape(folded(amount.bare))}(?![\w%]|[.,]\d|\s?(?:%|per ?cent|million|"
        rf"billion|thousand|hundred|trillion))"
    )
    return any(pattern.search(folded(quote)) for quote in quotes)
