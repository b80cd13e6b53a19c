"""Slugs: readable in every script, and never able to leave their folder."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import slugs
from briefings.errors import BriefingsError, Location


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What’s new in Malmö?", "whats-new-in-malmö"),
        ("Straße nach Köln", "straße-nach-köln"),
        ("Élection : le second tour", "élection-le-second-tour"),
        ("Выборы 2024 года", "выборы-2024-года"),
        ("अंतरिक्ष में भारत", "अंतरिक्ष-में-भारत"),
        ("オゾン層の穴", "オゾン層の穴"),
        ("اليوم العالمي للأوزون", "اليوم-العالمي-للأوزون"),
        ("A -- B … C", "a-b-c"),
        ("e\u0301te\u0301", "été"),
        ("../../etc/passwd", "etc-passwd"),
        ("a%2e%2e\\b\x00c\u202ed", "a-2e-2e-b-c-d"),
        ("\u0301 mark alone", "mark-alone"),
        ("", "untitled"),
        ("?!", "untitled"),
        ("🌍", "untitled"),
        ("Index", "index-page"),
        ("CON", "con-page"),
        ("lpt¹", "lpt¹-page"),
    ],
)
def test_a_slug_keeps_the_letters_of_every_script(title: str, expected: str) -> None:
    assert slugs.slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    assert slugs.slug("ozone layer " * 20) == "-".join(["ozone", "layer"] * 6) + "-ozone"


def test_a_word_without_end_is_cut_between_letters() -> None:
    assert slugs.slug("ж" * 300) == "ж" * 40
    assert slugs.slug("a" + "語" * 300) == "a" + "語" * 26


@given(st.text())
def test_every_slug_is_safe(text: str) -> None:
    slug = slugs.slug(text)

    assert slug
    assert len(slug.encode()) <= 80
    assert slug not in slugs.DEVICES | {"index", ".", ".."}
    assert slug == unicodedata.normalize("NFC", slug) == slug.lower()
    assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in slug)
    assert slugs.is_slug(slug)


def test_what_is_no_slug_is_refused_with_the_slug_to_write() -> None:
    place = Location("content/briefings/a.md", 3, 7)

    assert slugs.check("ozone-2025", place) == "ozone-2025"
    with pytest.raises(BriefingsError) as caught:
        slugs.check("../Ozone 2025", place)
    assert str(caught.value) == (
        "content/briefings/a.md:3:7: error: not a slug: '../Ozone 2025'\n    hint: write slug: ozone-2025"
    )


@pytest.mark.parametrize("text", ["", "index", "con", "A", "a--b", "-a", "a/b", "..", "a b", "a" * 81])
def test_what_is_no_slug(text: str) -> None:
    assert not slugs.is_slug(text)


def test_a_taken_name_gets_a_number() -> None:
    assert slugs.free("ozone", []) == "ozone"
    assert slugs.free("ozone", ["ozone", "OZONE-2"]) == "ozone-3"
    assert slugs.free("a" * 80, ["a" * 80]) == "a" * 78 + "-2"
