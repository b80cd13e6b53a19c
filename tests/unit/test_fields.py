"""Fields: the parts they are made of, and what holds for every answer, whatever the text.

What is found in which text stands in `tests/cases/facts`.
"""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import facts
from briefings.facts.opening import clauses, is_human, opened, subject
from briefings.facts.units import named, rate, unit
from briefings.words import listed

FIELDS = {"who", "what", "where", "when", "why", "how", "quantity"}


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("km/h on the ice", "kilometre per hour", " on the ice"),
        ("square miles.", "square mile", "."),
        ("m² of floor", "square metre", " of floor"),
        ("kWh a day", "kilowatt-hour per day", ""),
        ("megabytes", "megabyte", ""),
        ("kg/m³", "kilogram per cubic metre", ""),
        ("degrees Celsius", "degree Celsius", ""),
        ("pounds of TNT", "pound-mass", " of TNT"),
        ("barrels a day", "barrel per day", ""),
        ("nautical miles", "nautical mile", ""),
        ("in", "inch", ""),
        ("tonnes", "tonne", ""),
    ],
)
def test_a_unit_has_one_name_whatever_its_spelling(text: str, name: str, rest: str) -> None:
    found = unit(text, 0)

    assert found is not None
    assert (found.name, text[found.end :]) == (name, rest)


@pytest.mark.parametrize("word", ["key", "TV", "EV", "pm", "won", "no", "men", "a", "years-old", "Gaza"])
def test_a_word_is_no_unit_because_a_prefix_could_be_read_into_it(word: str) -> None:
    assert named(word) == ""


def test_a_small_word_between_two_others_is_no_unit() -> None:
    assert unit("in Selmouth", 0) is None
    assert unit("A large one", 0, glued=False) is None


def test_money_is_per_something() -> None:
    assert rate(" per kg", 0, "dollar").name == "dollar per kilogram"
    assert rate(" a barrel", 0, "dollar").name == "dollar per barrel"
    assert rate(" a gift", 0, "dollar").name == "dollar"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least seven people were killed on the bridge.", "At least seven people"),
        ("Dozens of rescuers in boats searched the bay.", "Dozens of rescuers"),
        ("A boy trapped in a well was found.", "A boy"),
        ("SELMOUTH (AP) -- The police closed the road.", "The police"),
        ("The mayor of the town resigned.", "The mayor"),
    ],
)
def test_the_subject_is_the_noun_phrase_before_the_verb(text: str, expected: str) -> None:
    found = subject(text, opened(text))

    assert found is not None
    assert found.is_human
    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was killed.",
        "Although a critic of the plan, she agreed.",
        "Of the 12 people, two were hurt.",
        "Fire!",
    ],
)
def test_a_pronoun_and_a_phrase_that_leads_up_to_the_subject_are_none(text: str) -> None:
    assert subject(text) is None


def test_a_noun_of_people_is_known_in_both_numbers() -> None:
    assert all(map(is_human, ("police", "rescuers", "boy", "women", "families")))
    assert not any(map(is_human, ("records", "number", "tram")))


def test_a_clause_has_a_verb_and_no_tail_of_its_source() -> None:
    text = "The mine in Oruro collapsed under heavy rain, a minister said."
    found = {text[start:end] for start, end in clauses(text)}

    assert "The mine in Oruro collapsed under heavy rain" in found
    assert not any("minister" in clause for clause in found)


_WORDS = st.sampled_from(
    listed(
        "Ana Reyes the police said on Monday in Selmouth , . “ ” -- ( ) 5 to 10 million $ % km because by using "
        "was killed at least of and who U.S. New York (AP) Die Polizei hat am Montag à Paris El lunes "
        "20 000 ± e-3 half of 's"
    )
)


@given(st.lists(_WORDS, max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", ""]))
def test_every_answer_stands_in_its_sentence(words: list[str], language: str) -> None:
    text = " ".join(words)
    for fact in facts.from_text("a", text, "Reyes in Selmouth", dt.date(2026, 1, 7), language).items:
        if fact.kind in FIELDS:
            assert fact.answer
            assert fact.answer in text[slice(*fact.quote_span)]


@given(st.lists(_WORDS, max_size=40))
def test_nothing_relative_is_resolved_without_a_date(words: list[str]) -> None:
    assert not any(fact.iso for fact in facts.from_text("a", " ".join(words)).items)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "in the ",
        "1,",
        "5 to ",
        "A.",
        "Montag hat ",
        "lundi a ",
        "-e ",
        "of the New ",
        "(",
        "U.S. ",
        "more than ",
        "a, ",
        "killed 5 ",
        "death toll of ",
        "arrested for ",
        "he fled to protest ",
        "Anonymous after ",
        "in Leeds, ",
        "in his Lima ",
        "was held by ",
        "Monday, May ",
    ],
)
def test_hostile_texts_take_no_longer_than_their_length_allows(piece: str, language: str) -> None:
    text = piece * (8000 // len(piece))
    started = time.process_time()
    facts.from_text("a", text, piece * 20, dt.date(2026, 1, 7), language)

    assert time.process_time() - started < 2  # seconds; 8000 characters take some milliseconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Rev. Dr. Ana Reyes shut the bridge on Monday. Sgt. Bill de Vries came as well.",
            {"Ana Reyes", "Bill de Vries"},
        ),
        ("The bridge is shut, said the Rev. Dr. Ana Reyes on Monday in Lund.", {"Ana Reyes"}),
        ("St. Mary's Church in Lund rang its bells on Monday.", {"St. Mary's Church"}),
        ("Gen. Ana Reyes came from St. Louis on Monday.", {"Ana Reyes"}),
    ],
)
def test_a_title_is_nobody_and_a_saint_is_whose_church_it_is(text: str, expected: set[str]) -> None:
    assert {fact.answer for fact in facts.from_text("case", text).items if fact.kind == "who"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Lund spoke of 14 million kronor of damage.", "14 million kronor of damage"),
        ("The mayor of Lund warns of 14 million kronor of damage.", "14 million kronor of damage"),
        ("The pier is made of 3 tonnes of steel.", "3 tonnes of steel"),
        ("The guard robbed them of 300 dollars of tips.", "300 dollars of tips"),
        ("The port reported a profit of 3 million dollars.", "profit of 3 million dollars"),
        ("The boat had a speed of 40 km/h.", "speed of 40 km/h"),
        ("The guards were told of a cut of 300 dollars.", "cut of 300 dollars"),
    ],
)
def test_a_verb_before_a_quantity_is_not_what_it_is_of(text: str, expected: str) -> None:
    assert [fact.text for fact in facts.from_text("case", text).items if fact.kind == "quantity"] == [
        expected
    ]
