"""Encodings: what is not Unicode is guessed where the guess is sure, and refused where it is not."""

from __future__ import annotations

import codecs
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import readers
from briefings.errors import BriefingsError
from briefings.languages import LANGUAGES
from briefings.model import RawText
from briefings.readers import guessing

TEXTS = tomllib.loads((Path(__file__).parent.parent / "cases/encodings/texts.toml").read_text("utf-8"))

KINDS = [
    ("en", "cp1252", "windows-1252"),
    ("de", "cp1252", "windows-1252"),
    ("de", "iso8859-1", "windows-1252"),  # the same bytes
    ("de", "cp850", "cp850"),
    ("fr", "cp1252", "windows-1252"),
    ("fr", "mac-roman", "macintosh"),
    ("es", "cp1252", "windows-1252"),
    ("pt", "cp1252", "windows-1252"),
    ("it", "cp1252", "windows-1252"),
    ("pl", "cp1250", "windows-1250"),
    ("pl", "iso8859-2", "iso-8859-2"),
    ("cs", "cp1250", "windows-1250"),
    ("cs", "iso8859-2", "iso-8859-2"),
    ("tr", "cp1254", "windows-1254"),
    ("ru", "cp1251", "windows-1251"),
    ("ru", "koi8-r", "koi8-r"),
    ("ru", "iso8859-5", "iso-8859-5"),
    ("ru", "cp866", "cp866"),
    ("el", "cp1253", "windows-1253"),
    ("ar", "cp1256", "windows-1256"),
    ("ar", "iso8859-6", "iso-8859-6"),
    ("he", "cp1255", "windows-1255"),
    ("ja", "cp932", "shift_jis"),
    ("ja", "euc-jp", "euc-jp"),
    ("ja", "iso2022-jp", "iso-2022-jp"),
    ("zh", "gb18030", "gb18030"),
    ("ko", "cp949", "euc-kr"),
    ("th", "cp874", "windows-874"),
    ("en", "utf-16-le", "utf-16-le"),
    ("ru", "utf-16-be", "utf-16-be"),
    ("ja", "utf-16-le", "utf-16-le"),
    ("fr", "utf-32-le", "utf-32-le"),
    ("ja", "utf-32-be", "utf-32-be"),
]


def encoded(language: str, codec: str) -> tuple[bytes, str]:
    """Give a text in an encoding, without what that encoding lacks."""
    data = (TEXTS[language] + "\n").encode(codec, "ignore")
    return data, data.decode(codec)


def refusal(data: bytes) -> BriefingsError:
    with pytest.raises(BriefingsError) as caught:
        readers.read(data, "a.txt")
    return caught.value


def outcome(data: bytes) -> RawText | BriefingsError:
    try:
        return readers.read(data, "a.txt")
    except BriefingsError as error:
        return error


@pytest.mark.parametrize(("language", "codec", "name"), KINDS)
def test_a_paragraph_is_enough_for_a_guess(language: str, codec: str, name: str) -> None:
    data, text = encoded(language, codec)
    raw = readers.read(data, "content/sources/a.txt")

    assert (raw.text, raw.encoding, raw.guessed_encoding) == (text, name, True)
    (warning,) = readers.warnings(raw)
    assert str(warning).split("\n") == [
        f"content/sources/a.txt: warning: read as {name} (a guess)",
        f'    hint: write encoding = "{name}" into a.txt.toml if that is right',
    ]


@pytest.mark.parametrize(("language", "codec"), [kind[:2] for kind in KINDS])
@pytest.mark.parametrize("length", [12, 25, 50, 100])
def test_a_short_text_is_right_or_refused(language: str, codec: str, length: int) -> None:
    text = TEXTS[language][:length].encode(codec, "ignore").decode(codec)
    result = outcome(text.encode(codec))

    assert isinstance(result, BriefingsError) or result.text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_is_read_by_its_mark(mark: bytes) -> None:
    name = "utf-32-le" if mark == codecs.BOM_UTF32_LE else "utf-32-be"
    raw = readers.read(mark + "Zürich\n".encode(name), "a.txt")

    assert (raw.text, raw.encoding, raw.guessed_encoding) == ("Zürich\n", name, False)


def test_unicode_is_no_guess() -> None:
    assert readers.warnings(readers.read(TEXTS["de"].encode(), "a.txt")) == ()


def test_the_hint_says_where_to_write_the_encoding() -> None:
    problem = refusal("Viel Großes\n".encode("latin-1")).problem

    assert problem.message == "byte 0xdf at offset 8 is not UTF-8"
    assert (problem.location.line, problem.location.column) == (1, 9)
    assert 'encoding = "windows-1252"' in problem.hint
    assert "a.txt.toml" in problem.hint


def test_utf_8_with_a_broken_byte_is_not_taken_for_something_else() -> None:
    data = TEXTS["de"].encode() + b" \xff.\n"

    assert "is not UTF-8" in str(refusal(data))


def test_a_text_cut_off_within_a_letter_is_refused() -> None:
    assert "is not UTF-8" in str(refusal(("Ein Fluß. " + TEXTS["de"] + "ß").encode()[:-1]))


def test_a_text_in_a_language_that_is_not_known_is_refused() -> None:
    welsh = "Mae’r llong wedi bod yn y porthladd ers tridiau, meddai’r capten, ac ni ŵyr neb pam y tŷ."

    assert guessing.guess(welsh.encode("iso8859-14", "ignore")) is None


def test_the_words_of_two_languages_in_one_text_decide_nothing_wrongly() -> None:
    """A name in another language's letters: the letters fit no one language, so nobody is trusted."""
    text = "The mayor of the town is Wałęsa, and he said that it was not for him to say who of them is right."

    assert guessing.guess(text.encode("cp1250")) is None


@pytest.mark.parametrize("byte", [0x80, 0xA4, 0xC0, 0xE4, 0xFF])
def test_a_rule_of_one_byte_is_no_text(byte: int) -> None:
    assert guessing.guess(bytes([byte]) * 1000) is None


def test_a_long_text_is_judged_by_its_letters_wherever_they_stand() -> None:
    plain = "Das ist eine Zeile ohne einen solchen Buchstaben.\n" * 4000
    raw = readers.read((plain + TEXTS["de"]).encode("cp1252"), "a.txt")

    assert raw.text.endswith(TEXTS["de"])


def test_no_escape_sequence_makes_a_text_japanese() -> None:
    raw = readers.read(b"Press \x1b$ to stop.\n", "a.txt")

    assert (raw.text, raw.encoding) == ("Press $ to stop.\n", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    result = outcome(data)

    assert str(result).startswith("a.txt") if isinstance(result, BriefingsError) else "\0" not in result.text


@pytest.mark.parametrize("encoding", guessing.ENCODINGS, ids=lambda encoding: encoding.name)
def test_the_table_is_sound(encoding: guessing.Encoding) -> None:
    assert encoding.languages <= set(LANGUAGES)
    assert "a".encode(encoding.codec) == b"a"
