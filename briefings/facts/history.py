"""What happened before the day of the story: which sentences tell of it, seen from the year of the text.

Invariant: the year of a text is its date's; without one, that of a full date in its first sentences; only then
the latest year that it names as past.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefings.facts.article import Article, Sentence
from briefings.regex import regex

YEAR = regex(r"(1(?<![\w,.]1)[5-9]\d\d|2(?<![\w,.]2)0\d\d)s?(?![\w%]|[.,]\d)")
_FULL_DATE = regex(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? |[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, )"
    r"(1[5-9]\d\d|20\d\d)\b"
)
_AHEAD = regex(r"\b(?:by|until|before|to|from|late|early|mid|the|around|about)[ -]$", re.IGNORECASE)
_LOOKS_BACK = regex(
    r"(?:Earlier|Previously|Formerly|Historically|Originally|Last (?:year|month|week|summer|winter|spring|fall|autumn)|"
    r"(?:Two|Three|Four|Five|Six|Ten|\d+|Several|Some|A few) (?:years|months|decades|weeks) ago|Years ago|Decades ago|"
    r"(?:In|Since|By) (?:the )?(?:early |late |mid-)?(?:1[5-9]\d\d|20\d\d)s?)\b"
)


def year_of(article: Article) -> int:
    """Give the year in which the article was written; 0 where nothing tells."""
    if article.document.published:
        return article.document.published.year
    for sentence in article.told[:3]:
        full = _FULL_DATE.search(sentence.text)
        if full:
            return int(full[1])
    text = article.text
    return max(
        (int(m[1]) for m in YEAR.finditer(text) if not _AHEAD.search(text, max(0, m.start() - 8), m.start())),
        default=0,
    )


def oldest_year(text: str) -> int:
    """Give the oldest year that the words name; 0 for none."""
    return min(map(int, YEAR.findall(text)), default=0)


def past_blocks(article: Article) -> frozenset[int]:
    """Give the paragraphs that open with an earlier time: what follows in them belongs to it."""
    return frozenset(s.block for s in article.told[1:] if s.place == 0 and _LOOKS_BACK.match(s.text))


def looks_back(sentence: Sentence, year: int, past: Collection[int] = ()) -> bool:
    """Tell whether a sentence is about an earlier time: it or its paragraph says so, or all its years are past."""
    years = [int(y) for y in YEAR.findall(sentence.text)] if sentence.figures else []
    if sentence.block in past or _LOOKS_BACK.match(sentence.text):
        return not (years and year and max(years) >= year)
    return bool(years) and bool(year) and max(years) < year
