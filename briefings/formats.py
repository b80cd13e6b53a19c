"""Dates as readers and machines read them.

Invariant: the same value, style and language give the same text everywhere; nothing asks the machine's locale.
"""

from __future__ import annotations

import datetime as dt
import functools

from briefings.model import Moment

WORDS = {"long": "long", "short": "medium"}  # our styles, in the words of CLDR


def date(value: Moment, style: str = "long", language: str = "en") -> str:
    """Write a date: ``long``, ``short``, ``month``, ``iso`` (ISO 8601) or ``rfc3339``."""
    if style == "iso":
        return value.isoformat()
    if style == "rfc3339":
        return stamp(value)
    day = value.date() if isinstance(value, dt.datetime) else value
    return in_words(day, style, language)


def stamp(value: Moment) -> str:
    """Write a moment as RFC 3339 wants it; one without an offset is taken as UTC."""
    if not isinstance(value, dt.datetime):
        return f"{value.isoformat()}T00:00:00Z"
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return aware.isoformat(timespec="seconds").replace("+00:00", "Z")


@functools.lru_cache(4096)
def in_words(day: dt.date, style: str, language: str) -> str:
    """Write a day in the words of a language (CLDR, through Babel); British order where it is just English."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    name = language.replace("-", "_")
    try:
        locale = Locale.parse("en_GB" if name == "en" else name)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    if style == "month":
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, WORDS[style], locale=locale)
