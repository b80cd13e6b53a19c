"""Dates of a claim: the same day in other words is the same, another day or a guessed one is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from briefings import dates
from briefings.model import Span
from briefings.support.amounts import BRACKETED
from briefings.words import folded, lowered

_WEEK = 7  # days


def missing(  # the claim and its dates, the quotes and what dates them
    claim: str, spans: Sequence[Span], quotes: Sequence[str], published: dt.date | None, language: str
) -> Iterator[str]:
    """Give the dates of the claim that no quote has, and those in brackets that do not follow from it."""
    have = [(quote, start, end) for quote in quotes for start, end in dates.find(quote, language)]
    known = {(folded(q[a:b]).lower(), dates.meant(q, (a, b), published, language)) for q, a, b in have}
    brackets = {match.start(1): match for match in BRACKETED.finditer(claim)}
    for match in brackets.values():
        if not _follows(claim, match, known, published):
            yield match[1]
    for start, end in spans:
        if start not in brackets and not _is_dated(claim[start:end], known, quotes):
            yield claim[start:end]


def _follows(
    claim: str, match: re.Match[str], known: set[tuple[str, str]], published: dt.date | None
) -> bool:
    """Tell whether the ISO date in brackets follows from the words right before it, as the quotes date them."""
    before = folded(claim[: match.start()]).lower()
    return any(
        before.endswith(words) and (iso == match[1] or (not iso and _is_near(words, match[1], published)))
        for words, iso in known
    )


def _is_near(words: str, iso: str, published: dt.date | None) -> bool:
    """Tell whether a day may be the weekday that stands there, the last one or the next one."""
    named = next((dates.WEEKDAYS.index(word) for word in words.split() if word in dates.WEEKDAYS), None)
    if published is None or named is None or len(iso) < len("2025-10-17"):
        return False
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return False
    return day.weekday() == named and abs((day - published).days) <= _WEEK


def _is_dated(words: str, known: set[tuple[str, str]], quotes: Sequence[str]) -> bool:
    """Tell whether the quotes name this day: in these words, in others for the same day, or word by word."""
    words = folded(words).lower()
    if any(words == other or re.search(rf"\b{re.escape(words)}\b", other) for other, _ in known):
        return True
    day = dates.parts(words)
    if day is None:
        return _says(words, quotes)
    return any(_same_day(day, other, iso) for other, iso in known) or _says(words, quotes)


def _same_day(day: dates.Day, words: str, iso: str) -> bool:
    """Tell whether the claim has the day of the quote and names no part that the quote leaves open."""
    other = dates.parts(words) or dates.parts(iso)
    if other is None:
        return False
    if iso and not (other.year and other.month):
        other = dates.parts(iso) or other
    return all(not mine or mine == its for mine, its in zip(day, other, strict=True))


def _says(words: str, quotes: Sequence[str]) -> bool:
    """Tell whether one quote has all words of the expression: ``16 and 17 October`` says "17 October"."""
    wanted = {re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", w) for w in re.findall(r"\w+", words)} - {
        "of",
        "the",
        "last",
        "this",
    }
    return any(wanted <= _plain(quote) for quote in quotes)


def _plain(quote: str) -> set[str]:
    return {re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word) for word in re.findall(r"\w+", lowered(quote))}
