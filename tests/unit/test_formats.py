"""Dates as readers and machines read them, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
import functools
from random import Random

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers

from briefings import formats
from briefings.model import Moment

DAY = dt.date(2025, 12, 1)
EVENING = dt.datetime(2025, 12, 1, 18, 30, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def written(value: Moment, style: str, language: str = "en") -> str:
    return formats.date(value, style, functools.partial(formats.calendar, language))


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (DAY, "long", "1 December 2025"),
        (DAY, "short", "1 Dec 2025"),
        (DAY, "month", "December 2025"),
        (DAY, "iso", "2025-12-01"),
        (DAY, "rfc3339", "2025-12-01T00:00:00Z"),
        (EVENING, "long", "1 December 2025"),
        (EVENING, "rfc3339", "2025-12-01T18:30:05+01:00"),
        (EVENING.astimezone(dt.UTC), "rfc3339", "2025-12-01T17:30:05Z"),
        (dt.datetime(2025, 12, 1, 6), "rfc3339", "2025-12-01T06:00:00Z"),  # noqa: DTZ001 - one without an offset
        (dt.date(2040, 2, 29), "long", "29 February 2040"),
        (dt.date(1, 1, 1), "iso", "0001-01-01"),
    ],
)
def test_a_date_in_each_style(value: Moment, style: str, text: str) -> None:
    assert written(value, style) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1 December 2025"),
        ("en-US", "December 1, 2025"),
        ("en_US", "December 1, 2025"),
        ("de", "1. Dezember 2025"),
        ("pt-BR", "1 de dezembro de 2025"),
        ("ar", "1 ديسمبر 2025"),
        ("xx", "1 December 2025"),
        ("x" * 9, "1 December 2025"),
        ("", "1 December 2025"),
    ],
)
def test_a_date_in_the_words_of_a_language(language: str, text: str) -> None:
    assert written(DAY, "long", language).replace("\u200f", "") == text


def test_a_month_in_the_words_of_a_language() -> None:
    assert written(DAY, "month", "fr") == "décembre 2025"


def test_every_language_writes_dates_as_babel_does() -> None:
    random = Random(7)
    days = [dt.date(2026, month, random.randint(1, 28)) for month in range(1, 13)]
    days += [dt.date(987, 2, 9), dt.date(1, 12, 11), dt.date(9999, 10, 31), dt.date(1987, 3, 23)]
    for name in locale_identifiers():
        if name in ("en", "root"):
            continue
        calendar = formats.calendar(name)
        locale = Locale.parse(name)
        for day in days:
            assert calendar.written(day, "long") == format_date(day, "long", locale=locale), name
            assert calendar.written(day, "short") == format_date(day, "medium", locale=locale), name
            assert calendar.written(day, "month") == format_skeleton("yMMMM", day, locale=locale), name


def test_a_calendar_is_asked_for_only_where_words_are_needed() -> None:
    def never() -> formats.Calendar:
        raise AssertionError

    assert formats.date(DAY, "iso", never) == "2025-12-01"
    with pytest.raises(KeyError):
        written(DAY, "weekday")
