"""Readers: bytes to text, or a refusal that says where and what to do."""

from __future__ import annotations

import datetime as dt
import sys

import pytest

from briefings import readers
from briefings.errors import BriefingsError
from briefings.readers.text import read


def refusal(data: bytes, path: str = "a.txt") -> BriefingsError:
    with pytest.raises(BriefingsError) as caught:
        readers.read(data, path)
    return caught.value


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Zürich\n".encode(), "utf-8"),
        ("Zürich\n".encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + "Zürich\n".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Zürich\n".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(data: bytes, encoding: str):
    raw = readers.read(data, "a.txt")

    assert (raw.text, raw.encoding) == ("Zürich\n", encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read(end: str):
    assert read(f"one{end}two{end}".encode(), "a.txt").text == "one\ntwo\n"


def test_only_line_ends_cut_lines():
    assert read("a\u2028b\u0085c\x0bd\x1ce".encode(), "a.txt").text == "a\u2028bcde"


def test_what_xml_forbids_is_removed():
    assert read("a\x07b\x1b[31mc\x7fd\ufffee\x9bf".encode(), "a.txt").text == "ab[31mcdef"


def test_half_a_letter_of_mojibake_stays_for_the_cleaning():
    assert read("Ã\x81rbol".encode(), "a.txt").text == "Ã\x81rbol"


def test_what_is_no_utf8_is_refused_with_line_column_and_offset():
    error = refusal("eins\nzwei Zürich\n".encode("latin-1"), "content/sources/a.txt")

    assert str(error).splitlines()[0] == (
        "content/sources/a.txt:2:7: error: byte 0xfc at offset 11 is not UTF-8"
    )
    assert "save the file as UTF-8" in error.problem.hint


@pytest.mark.parametrize("data", [b"a \xed\xa0\x80 b", b"\xff\xfe\x00\xd8a\x00"])
def test_lone_surrogates_are_refused(data: bytes):
    assert refusal(data).problem.location.line == 1


@pytest.mark.parametrize("data", [b"a\x00b", bytes(range(256)) * 100, b"\x01\x02\x03" * 100])
def test_binary_noise_is_refused(data: bytes):
    assert "a.txt" in str(refusal(data))


def test_header_lines_are_read_whatever_their_case():
    text = "title: Ice\nDATE: 2025-10-16\nAuthor: A. Reyes\nLicense: CC-BY-4.0\nURL: https://example.org/a\n\nText.\n"
    raw = read(text.encode(), "a.txt")

    assert (raw.title, raw.published, raw.author, raw.licence, raw.url) == (
        "Ice",
        dt.date(2025, 10, 16),
        "A. Reyes",
        "CC-BY-4.0",
        "https://example.org/a",
    )
    assert (raw.text, raw.first_line) == ("Text.\n", 7)


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is text.\n\nMore text.\n",
        "Date: that was the word on the box.\nMore text.\n",
        "Title: Ice\nNote: no header\n\nText.\n",
        "Title: Ice\nTitle: Ice\n\nText.\n",
        "Title: Ice\n",
        "\nTitle: Ice\n\nText.\n",
    ],
)
def test_what_only_looks_like_a_header_is_text(text: str):
    raw = read(text.encode(), "a.txt")

    assert (raw.text, raw.first_line, raw.title) == (text, 1, "")


def test_an_unreadable_date_is_an_error_with_its_place():
    error = refusal(b"Title: Ice\nDate: 16 Oct\n\nText.\n")

    assert str(error) == (
        "a.txt:2:7: error: not a date: '16 Oct'\n"
        "    Title: Ice\n    Date: 16 Oct\n          ^\n"
        "    hint: write date: 2025-10-16"
    )


@pytest.mark.parametrize("language", ["English", "en_", "e", "Deutsch (Schweiz)"])
def test_a_language_that_is_no_code_is_an_error_with_its_place(language: str):
    error = refusal(f"Title: Ice\nLanguage: {language}\n\nText.\n".encode())

    assert str(error) == (
        f"a.txt:2:11: error: not a language: {language!r}\n"
        f"    Title: Ice\n    Language: {language}\n              ^\n"
        "    hint: write language: en"
    )


@pytest.mark.parametrize("language", ["en", "EN", "de-CH", "zh_Hans", ""])
def test_the_code_of_a_language_is_taken_as_it_stands(language: str):
    assert read(f"Title: Ice\nLanguage: {language}\n\nText.\n".encode(), "a.txt").language == language


def test_all_that_is_wrong_in_a_header_is_said_at_once():
    problems = refusal(b"Language: English\nDate: 16 Oct\n\nText.\n").problems

    assert [(str(problem.location), problem.message) for problem in problems] == [
        ("a.txt:1:11", "not a language: 'English'"),
        ("a.txt:2:7", "not a date: '16 Oct'"),
    ]


def test_an_empty_file_is_an_empty_text():
    assert read(b"", "a.txt").text == ""


def test_an_unknown_suffix_is_refused_with_the_known_ones():
    assert (
        str(refusal(b"x", "a.xyz"))
        == "a.xyz: error: no reader for .xyz\n    hint: sources end in .docx, .eml, .htm, .html, .md, .pdf, .txt"
    )
    assert "without a suffix" in str(refusal(b"x", "README"))


def test_suffixes_are_known_in_capitals():
    assert readers.read(b"x", "A.TXT").text == "x"


def test_a_file_over_the_limit_is_refused():
    assert "too large for a source: the limit is 20 MB" in str(refusal(bytes(readers.SIZE_LIMIT + 1)))


def test_a_text_over_the_limit_is_refused_whatever_it_was_read_from():
    assert readers.read(b"a" * readers.TEXT_LIMIT, "a.txt").text
    error = refusal(b"a" * (readers.TEXT_LIMIT + 1))

    assert str(error) == (
        "a.txt: error: too large for a source: the limit is 2 million characters of text\n    hint: split the file"
    )
    assert "too large" in str(refusal("ä".encode("utf-16") * (readers.TEXT_LIMIT + 1)))


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML lang=en>", True),
        (b"<?xml version='1.0'?>\n<html>", True),
        (b"The tag <html> begins a page.", False),
        (b"<p>Hello", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_beginning(data: bytes, is_page: bool):  # noqa: FBT001
    assert readers.html.is_page(data) is is_page


def test_a_page_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # as Python marks what cannot be imported
    error = refusal(b"<p>A page.</p>", "a.html")

    assert error.problem.message == "HTML needs trafilatura, which is not installed"
    assert 'pip install "briefings[html]"' in error.problem.hint
