"""Cleaning of texts that nobody should send: no crash, no silent loss, no step that takes more time than its share."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefings import cleaning, readers
from briefings.cleaning import Cleaned
from briefings.errors import BriefingsError
from briefings.model import RawText

PROSE = "The cat sat on the mat and was very happy there."

FLOODS = {
    "stacked marks": "a" + "\u0301" * 2000 + "\n",
    "marks apart": "a\u0301\u0315 ",
    "nested brackets": "([{<",
    "closing brackets": ")]} ",
    "quotes": "\"'“„«‘",
    "quotes apart": "“ a ” ",
    "dots": ". . . ",
    "no spaces": "x",
    "no spaces, no ASCII": "é東",
    "digits": "1234567890",
    "short lines": "ab\n",
    "different short lines": "",  # made below
    "NULs": "\0a",
    "lone surrogates": "\ud800a \udfff",
    "deep list marks": "- - - * ",
    "lines of list marks": "- - - a\n",
    "quoted mail": "> > > > a\n",
    "a b a b": f"{PROSE}\nA dog came by, and the cat left the mat for the day.\n",
    "soft breaks": "=E2=80=93 and the rest of a line that was cut at seventy-six columns, =\n",
    "entities cut short": "&amp&#&#x;&#99999999; ",
    "emphasis": "_a_ *b* **c",
    "references": "  1. https://example.org/x\n",
    "rows of a table": "a | b | 1 | 2\n",
    "zero width": "\u200b\u200d\u00ad",
    "hyphens": "ab-\ncd",
    "carriage returns": "a\r",
    "separators": "a\u2028b\u2029\x85",
    "mail addresses": "a@b.www.",
    "spaces": " ",
    "brackets": "[",
    "pairs": "[ ",
    "dots without end": ".",
    "glued": "Ab.",
    "marks": "\u0301\u0327",
    "entities": "&amp;",
    "stars": "**a",
    "repeats": "The same line again and again, here and there.\n",
    "tails": "You may also like\n",
    "comments": "The cat sat on the mat and was very happy there.\n2 comments\n",
    "hyphens of long words": "x" * 60 + "-\n",
    "names": "By " + "a" * 100 + "#\n",
    "pages": "Home\nSport\nShare\nThe cat sat on the mat and was very happy there today.\n",
    "links": "[1]a [2]b [3]c [4]d [5]e [6]f [7]g [8]h [9]i [10]j\n",
    "commas": ", a\n",
    "dates": "2020-10-10 " * 8 + "\n",
    "credits": "photo ( photo (\n",
}


def flood(name: str, size: int) -> RawText:
    if name == "different short lines":
        return RawText("a.txt", "".join(f"line {number}\n" for number in range(size // 10)))
    return RawText("a.txt", FLOODS[name] * (size // len(FLOODS[name])))


@pytest.mark.parametrize("name", FLOODS)
def test_no_step_takes_more_than_its_share_of_time(name: str) -> None:
    """From 32 KB to 512 KB each step may take sixteen times as long, not 256 times; four times that is the noise."""

    def seconds(size: int) -> dict[str, float]:
        lines, spent = cleaning.number_lines(flood(name, size)), {}
        for step_name, step in cleaning.STEPS.items():
            start = time.process_time()
            lines = step(lines, "en")
            spent[step_name] = time.process_time() - start
        return spent

    short, long = seconds(32_000), seconds(512_000)

    assert {
        step: (short[step], long[step]) for step in long if long[step] > 64 * max(short[step], 0.01)
    } == {}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cleaned_whole(name: str) -> None:
    """All steps together, and what they did told line by line; 33,000 short lines are such a text."""
    start = time.process_time()
    result = cleaning.clean(flood(name, 100_000))

    assert time.process_time() - start < 5
    no_silent_loss(flood(name, 100_000), result)


@pytest.mark.parametrize("name", cleaning.STEPS)
@pytest.mark.parametrize(
    "text", ["", "\n \n", f"Home\n\nNews\n\n{PROSE}\n\nBy A. Reyes\n\n- a\n\n- b\n\n  \n"]
)
def test_no_step_needs_another_one(name: str, text: str) -> None:
    document = cleaning.clean(RawText("a.txt", text), (name,)).document

    assert all(block.text.strip() for block in document.blocks)
    assert (PROSE in document.text) == (PROSE in text)


# --- any text ------------------------------------------------------------------------------------------

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9)
SENTENCES = st.lists(WORDS, min_size=9, max_size=20).map(lambda words: " ".join(words).capitalize() + ".")
PIECES = st.one_of(
    st.text(max_size=60),
    SENTENCES,
    st.sampled_from(
        (
            *(
                "",
                "",
                "Home",
                "News",
                "Share",
                "Read more",
                "You may also like",
                "3 Comments",
                "Reply",
                "Yes.",
            ),
            *(
                "By Ana Reyes",
                "16 October 2025",
                "# Title",
                "## Heading",
                "- item",
                "* item",
                "1. item",
                "> quoted",
            ),
            *(
                "Advertisement",
                "Also read: A bridge",
                "--",
                "***",
                "[1]link",
                "[____]",
                "a , b",
                "The end.Then more",
                "===",
            ),
            *(
                "Photo: Ana Reyes (AP)",
                "PARIS (AP) — It rained.",
                "&amp;amp;",
                "GrÃ¶ÃŸe",
                "clo=",
                "=C3=BC =3D",
                "negotia-",
            ),
            *(
                "What is it?",
                "東京は雨だ。",
                "كتاب ، قلم",
                "\t\u00a0 x",
                "x | y | z",
                "Sign up for our newsletter.",
                PROSE,
            ),
        )
    ),
)
TEXTS = st.lists(PIECES, max_size=14).map("\n".join)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def no_silent_loss(raw: RawText, result: Cleaned) -> None:
    """A line of which nothing is told is a block, or data, to the letter; so nothing goes without a word."""
    told = {change.line for change in result.changes}
    shown = {(block.line, block.text) for block in (*result.document.blocks, *result.document.data)}
    for number, line in enumerate(raw.text.split("\n"), raw.first_line):
        if number not in told and line.strip():
            assert (number, line) in shown, (number, line)


@MANY
@given(TEXTS)
def test_nothing_goes_without_a_word(text: str) -> None:
    raw = RawText("a.txt", text)

    no_silent_loss(raw, cleaning.clean(raw))


@MANY
@given(st.lists(SENTENCES, min_size=1, max_size=12, unique_by=str.casefold))
def test_paragraphs_of_plain_sentences_stay_to_the_letter(sentences: list[str]) -> None:
    """Nothing to remove: nobody says anything twice, and no line is short, a phrase of pages, or cut."""
    result = cleaning.clean(RawText("a.txt", "\n\n".join(sentences)))

    assert [block.text for block in result.document.blocks] == sentences
    assert result.changes == ()


@MANY
@given(TEXTS)
def test_the_words_of_a_block_stand_in_its_lines(text: str) -> None:
    lines = text.split("\n")
    if any(sign in text for sign in "&=Ã") or not text.isascii():
        return  # letters written otherwise
    result = cleaning.clean(RawText("a.txt", text))
    for block in (*result.document.blocks, *result.document.data):
        first, last = block.lines
        assert 1 <= first <= last <= len(lines)
        assert letters(block.text) <= letters(" ".join(lines[first - 1 : last]))


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


@MANY
@given(TEXTS)
@example("YOU:MAY:ALSO:LIKE\n# 0")
@example("\xadÂ\x91")
def test_what_is_cleaned_stays_clean(text: str) -> None:
    def cleaned(source: str) -> str:
        return cleaning.markdown(cleaning.clean(readers.read(source.encode(), "a.txt")).document)

    try:
        once = cleaned(text)
    except BriefingsError:
        return  # no text, or a header line that is none
    assert cleaned(once) == once
