"""Dates: found as written, resolved only where one reading is left."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import dates, tenses

THURSDAY = dt.date(2025, 10, 16)


def found(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in dates.find(text, language)]


def resolved(text: str, published: dt.date | None = THURSDAY) -> list[str]:
    return [dates.resolve(text[a:b], published, tenses.tense(text, a)) for a, b in dates.find(text)]


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


WEDNESDAY = dt.date(2026, 1, 7)


def meant(text: str, published: dt.date = WEDNESDAY) -> list[str]:
    return [dates.meant(text, span, published) for span in dates.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Thursday.", "2026-01-01"),
        ("On Thursday the council met.", "2026-01-01"),
        ("The bridge has been shut since Thursday.", "2026-01-01"),
        ("The bridge fell last Thursday.", "2026-01-01"),
        ("The council met on Tuesday and will meet again.", "2026-01-06"),
        ("Two sailors were killed on Thursday, and the harbour may stay shut.", "2026-01-01"),
        ("The miller died in Selmouth on Thursday and is to be buried soon.", "2026-01-01"),
        ("The police said on Thursday that the bridge would open.", "2026-01-01"),
        ("The captain was arrested at the old pier late on Thursday, hoping to flee.", "2026-01-01"),
        ("The council was expected on Thursday to shut the mill.", "2026-01-08"),
        ("The bridge would be as it was found on Thursday.", ""),
        ("The ferry was set on Thursday for its trial.", "2026-01-08"),
        ("If the captain was found on Thursday, he would be tried.", ""),
        ("The ferry said two boats would sail on Thursday.", ""),
        ("The court heard that the gate could open on Thursday.", ""),
        ("On Thursday the son of the murdered miller will speak.", ""),
        ("The pier, which was damaged, opens on Thursday.", ""),
        ("The bus was cleaned this Thursday.", ""),
        ("The trial resumes on Thursday, the court said.", ""),
    ],
)
def test_the_day_after_the_text_lies_a_week_back_only_in_a_clear_past(text: str, expected: str) -> None:
    assert meant(text) == [expected]


@pytest.mark.parametrize("day", range(7))
def test_a_clear_past_is_one_for_every_day_and_an_unclear_one_only_where_it_matters(day: int) -> None:
    published = WEDNESDAY + dt.timedelta(day)
    following = dates.WEEKDAYS[(published + dt.timedelta(1)).weekday()].title()
    other = dates.WEEKDAYS[(published - dt.timedelta(3)).weekday()].title()

    assert meant(f"The mill burned down on {following}.", published) == [str(published - dt.timedelta(6))]
    assert meant(f"The miller said she would speak on {following}.", published) == [""]
    assert meant(f"The mill would not say who burned it down on {other}.", published) == [
        str(published - dt.timedelta(3))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They stood before the gate on a Tuesday afternoon.",
        "The mayor told them so the Sunday before the vote.",
        "The market was held every Tuesday.",
        "The ferry sailed Monday through Monday.",
    ],
)
def test_a_weekday_that_may_be_any_or_counts_from_another_day_is_none(text: str) -> None:
    assert set(meant(text)) == {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trial will be postponed after Friday.", "2026-01-09"),
        ("The mayor agreed that the bridge is to be closed on Friday.", "2026-01-09"),
        ("The mill was expected to be sold on Friday.", "2026-01-09"),
        ("The bridge should be closed on Friday.", ""),
        ("The bridge was to be blamed for the crash of Monday.", "2026-01-05"),
    ],
)
def test_a_participle_behind_what_is_to_come_is_no_past(text: str, expected: str) -> None:
    assert meant(text) == [expected]


@pytest.mark.parametrize(
    "words", ["today", "tomorrow", "Friday", "last Friday", "next week", "3 October", "last year"]
)
def test_nothing_relative_resolves_without_a_source_date(words: str) -> None:
    assert dates.resolve(words, None, "past") == ""


@given(st.dates(), st.sampled_from(["past", "future"]), st.sampled_from(dates.WEEKDAYS))
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(
    published: dt.date, tense: tenses.Tense, day: str
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
