"""Interface texts: complete in every language, right in every plural."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from babel import Locale

from briefings import texts

BOX = ("key_facts", "who", "where", "when", "how_much", "quote", "background", "differ")


def places(found: str | texts.Mapping[str, str]) -> set[str]:
    """Give the values that a text has places for."""
    forms = [found] if isinstance(found, str) else list(found.values())
    return {name for form in forms for name in re.findall(r"\{(\w+)\}", form)}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_language_has_every_text_with_the_same_places(language: str) -> None:
    english, other = texts.catalogue("en"), texts.catalogue(language)

    assert list(other) == list(english)
    assert {key: places(other[key]) for key in english} == {key: places(english[key]) for key in english}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_plural_has_a_form_for_the_numbers_of_its_language(language: str) -> None:
    needed = {texts.plural(language, n) for n in range(1000)}

    assert needed == {Locale.parse(language).plural_form(n) for n in range(1000)}
    for words in texts.catalogue(language).values():
        assert isinstance(words, str) or needed <= set(words)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_labels_of_the_box_differ_from_each_other(language: str) -> None:
    assert len({texts.text(language, key).casefold() for key in BOX}) == len(BOX)


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 1, "1 source"),
        ("en", 0, "0 sources"),
        ("en", 2, "2 sources"),
        ("fr", 0, "0 source"),
        ("de-AT", 2, "2 Quellen"),
        ("pt_BR", 1, "1 fonte"),
        ("ar", 1, "مصدر واحد"),
        ("ar", 2, "مصدران"),
        ("ar", 3, "3 مصادر"),
        ("ar", 11, "11 مصدرًا"),
        ("ar", 100, "100 مصدر"),
        ("xx", 1, "1 source"),
        ("", 5, "5 sources"),
    ],
)
def test_a_number_takes_its_plural(language: str, n: int, expected: str) -> None:
    assert texts.text(language, "source_count", n=n) == expected


def test_values_are_put_in_as_they_are() -> None:
    assert texts.text("en", "mark", number=1, line=5, title="{0} {x}") == "Source 1, line 5: {0} {x}"


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="no interface text 'sorces'; did you mean 'sources'"):
        texts.text("en", "sorces")


def test_an_english_site_needs_no_babel() -> None:
    program = (
        "import sys; sys.modules['babel'] = None\n"
        "from briefings import texts\n"
        "print(texts.text('en-GB', 'briefing_count', n=2))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "2 briefings\n"


@pytest.mark.parametrize(
    ("shown_in", "code", "expected"),
    [
        ("en", "fr", "French"),
        ("de-AT", "fr", "Französisch"),
        ("en", "pt-BR", "Portuguese (Brazil)"),
        ("en", "zz", "zz"),
        ("en", "no language", "no language"),
    ],
)
def test_a_language_has_a_name(shown_in: str, code: str, expected: str) -> None:
    assert texts.language(shown_in, code) == expected
