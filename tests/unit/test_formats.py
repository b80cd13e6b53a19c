"""Dates as readers and machines read them, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt

import pytest

from briefings import formats
from briefings.model import Moment

DAY = dt.date(2025, 12, 1)
EVENING = dt.datetime(2025, 12, 1, 18, 30, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=1)))


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
    assert formats.date(value, style) == text


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
    assert formats.date(DAY, "long", language).replace("\u200f", "") == text


def test_a_month_in_the_words_of_a_language() -> None:
    assert formats.date(DAY, "month", "fr") == "décembre 2025"
