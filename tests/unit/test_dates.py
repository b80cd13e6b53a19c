"""Dates: found as written, resolved only where one reading is left."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import dates

THURSDAY = dt.date(2025, 10, 16)


def found(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in dates.find(text, language)]


def resolved(text: str, published: dt.date | None = THURSDAY) -> list[str]:
    return [dates.resolve(text[a:b], published, dates.tense(text, a)) for a, b in dates.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed on 16 September 1987 in Montreal.", ["16 September 1987"]),
        ("Signed on September 16, 1987, in Montreal.", ["September 16, 1987"]),
        ("Since 1979 and in the 1990s.", ["1979", "the 1990s"]),
        ("It may 15 times melt.", []),
        ("The vote is next week, not on Friday or tomorrow.", ["next week", "Friday", "tomorrow"]),
        ("Built 5,000 years ago.", []),
        ("Launched three days ago.", ["three days ago"]),
        ("The 1,987 people of the island.", []),
        ("Released 2025-10-16.", ["2025-10-16"]),
    ],
)
def test_date_expressions_are_found_as_written(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed on 16 September 1987.", "1987-09-16"),
        ("Signed on September 16th, 1987.", "1987-09-16"),
        ("Signed in September 1987.", "1987-09"),
        ("Signed in 1987.", "1987"),
        ("It was on 16.9.1987 there.", "1987-09-16"),
        ("It was on 16/9/1987 there.", "1987-09-16"),
        ("It was on 3/4/1987 there.", ""),
        ("It was on 30 February 1987.", ""),
        ("le 16 septembre 1987", "1987-09-16"),
        ("1987年9月16日", "1987-09-16"),
    ],
)
def test_absolute_dates_need_no_source_date(text: str, expected: str) -> None:
    assert resolved(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The probe landed today.", "2025-10-16"),
        ("The probe landed yesterday.", "2025-10-15"),
        ("The probe will land tomorrow.", "2025-10-17"),
        ("The probe landed on Friday.", "2025-10-10"),
        ("The probe will land on Friday.", "2025-10-17"),
        ("The landing scheduled for Friday, where crowds are expected, is the first.", "2025-10-17"),
        ("On Sunday the agency said it would wait.", "2025-10-12"),
        ("The agency said on Monday that it will launch soon.", "2025-10-13"),
        ("A day like Friday.", ""),
        ("The probe will land next Friday.", ""),
        ("The probe landed last Friday.", "2025-10-10"),
        ("The probe will land on Thursday.", ""),
        ("The probe landed three days ago.", "2025-10-13"),
        ("The probe will land next week.", ""),
        ("The probe landed on 3 October.", "2025-10-03"),
        ("The probe will land on 3 January.", "2026-01-03"),
        ("The probe landed last year.", "2024"),
    ],
)
def test_relative_dates_follow_from_the_source_date_and_the_tense(text: str, expected: str) -> None:
    assert resolved(text) == [expected]


@pytest.mark.parametrize(
    "words", ["today", "tomorrow", "Friday", "last Friday", "next week", "3 October", "last year"]
)
def test_nothing_relative_resolves_without_a_source_date(words: str) -> None:
    assert dates.resolve(words, None, "past") == ""


@given(st.dates(), st.sampled_from(["past", "future"]), st.sampled_from(dates.WEEKDAYS))
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(
    published: dt.date, tense: dates.Tense, day: str
) -> None:
    iso = dates.resolve(day, published, tense)
    if iso:
        distance = (dt.date.fromisoformat(iso) - published).days
        assert -6 <= distance <= 0 if tense == "past" else 1 <= distance <= 6
        assert dt.date.fromisoformat(iso).weekday() == dates.WEEKDAYS.index(day)


@given(st.text(), st.dates())
def test_no_words_make_it_fail(text: str, published: dt.date) -> None:
    assert dates.resolve(text, published, "past") is not None
    assert all(0 <= a < b <= len(text) for a, b in dates.find(text))
