"""Dates as readers and machines read them.

Invariant: the same value, style and language give the same text everywhere; nothing asks the machine's locale.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

import msgspec

from briefings.model import Moment

PROBED = dt.date(1987, 1, 23), dt.date(1987, 1, 3)  # no month or language writes other digits like theirs


class Calendar(msgspec.Struct, frozen=True):
    """How a language writes dates: by style, a form for each month with `{d}` or `{dd}` for the day and `{y}`.

    And what it calls itself, as it stands in a list of languages.
    """

    language: str
    forms: dict[str, tuple[str, ...]]

    def written(self, day: dt.date, style: str) -> str:
        """Write a day; raises KeyError for another style than ``long``, ``short`` and ``month``."""
        return self.forms[style][day.month - 1].format(d=day.day, dd=f"{day.day:02}", y=day.year)


def date(value: Moment, style: str, calendar: Callable[[], Calendar]) -> str:
    """Write a date: ``iso`` (ISO 8601), ``rfc3339``, or as the calendar does, which is asked for where it is needed."""
    if style == "iso":
        return value.isoformat()
    if style == "rfc3339":
        return stamp(value)
    day = value.date() if isinstance(value, dt.datetime) else value
    return calendar().written(day, style)


def stamp(value: Moment) -> str:
    """Write a moment as RFC 3339 wants it; one without an offset is taken as UTC."""
    if not isinstance(value, dt.datetime):
        return f"{value.isoformat()}T00:00:00Z"
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return aware.isoformat(timespec="seconds").replace("+00:00", "Z")


def own_name(locale: Any, language: str) -> str:
    """Give what a language calls itself, with a capital; its code where nobody has written that down."""
    if locale.language != language.replace("_", "-").partition("-")[0].lower():
        return language
    name = locale.get_display_name() if "-" in language else locale.get_language_name()
    return f"{name[:1].upper()}{name[1:]}" if name else language


def calendar(language: str) -> Calendar:
    """Ask Babel how a language writes dates (CLDR); British order where it is just English, or unknown.

    That takes 70 ms, so it is asked once and kept: a form is what it writes of a day, with places for the day and year.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    name = language.replace("-", "_")
    try:
        locale = Locale.parse("en_GB" if name == "en" else name)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")

    def form(write: Callable[[dt.date], str], month: int) -> str:
        two, one = (write(day.replace(month=month)) for day in PROBED)
        told = two.replace("{", "{{").replace("}", "}}").replace("1987", "{y}")
        return told.replace("23", "{dd}" if "03" in one else "{d}")

    styles: dict[str, Callable[[dt.date], str]] = {
        "long": functools.partial(format_date, format="long", locale=locale),
        "short": functools.partial(format_date, format="medium", locale=locale),
        "month": lambda day: format_skeleton("yMMMM", day, locale=locale),
    }
    return Calendar(
        own_name(locale, language),
        {style: tuple(form(write, month) for month in range(1, 13)) for style, write in styles.items()},
    )
