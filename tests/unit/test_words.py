"""Words and names: which spellings are one word, and where a name begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.words import folded, forms, lowered, names, words


def test_case_possessive_and_apostrophe_make_no_other_word() -> None:
    assert forms("Curie’s CURIE curie's") == ["curie", "curie", "curie"]
    assert forms("1,200 don’t") == ["1200", "don't"]


@given(st.text())
def test_words_and_forms_agree(text: str) -> None:
    if lowered(text) == text.lower():
        assert [word.form for word in words(text)] == forms(text)


@given(st.text())
def test_lower_case_keeps_every_character_in_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Gulf of Mexico and the U.S. Army", ["Gulf of Mexico", "U.S. Army"]),
        ("for Ana Reyes’s boat, Oslo", ["Ana Reyes", "Oslo"]),
        ("by Charles de Gaulle in J. R. Smith’s house", ["Charles de Gaulle", "J. R. Smith"]),
        ("no names at all", []),
    ],
)
def test_names_are_runs_of_capitalised_words(text: str, expected: list[str]) -> None:
    found = list(names(text))

    assert [name.text for name in found] == expected
    assert all(text[name.start : name.end] == name.text for name in found)


def test_folding_composes_and_survives_a_run_of_combining_marks() -> None:
    assert folded(" cafe\u0301\n au  lait ") == "café au lait"
    assert len(folded("e" + "\u0301\u0316" * 50_000)) == 100_001
