"""Sentences: every end that is one, and none that is not."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.sentences import sentences

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "sentences.toml").read_text(encoding="utf-8"))
MARKS = "aB. \n!?”“„»«「」『《》（）(…。？1\t':,-’éжмуд多はの।र"
FLOODS = [
    "“",
    "「",
    "「。",
    "（a",
    "a. ",
    "Dr. ",
    "J.",
    "1. ",
    ".",
    "\n",
    " \n",
    "。”",
    "م. ",
    "a’",
    "a.-",
    "《a。",
]


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The dam holds. It was built in 1936.", "en", ["The dam holds.", "It was built in 1936."]),
        ("Dr. Curie met Mr. Becquerel in Paris.", "en", ["Dr. Curie met Mr. Becquerel in Paris."]),
        ("J. R. R. Tolkien wrote. C. S. Lewis read.", "en", ["J. R. R. Tolkien wrote.", "C. S. Lewis read."]),
        ("It cost $3.5 million. It paid.", "en", ["It cost $3.5 million.", "It paid."]),
        ("He lives in the U.S. The house is old.", "en", ["He lives in the U.S.", "The house is old."]),
        ("The U.S. Army built it.", "en", ["The U.S. Army built it."]),
        ("It opens at 9 a.m. on Jan. 5.", "en", ["It opens at 9 a.m. on Jan. 5."]),
        ("“Is it safe?” Curie asked. Nobody knew.", "en", ["“Is it safe?” Curie asked.", "Nobody knew."]),
        ("“It glows.” She left.", "en", ["“It glows.”", "She left."]),
        ("It glows (very faintly.) Then it fades.", "en", ["It glows (very faintly.)", "Then it fades."]),
        ("Well… perhaps. And… Yes.", "en", ["Well… perhaps.", "And…", "Yes."]),
        ("Stop! Who goes there? A friend.", "en", ["Stop!", "Who goes there?", "A friend."]),
        ("It melts.At night it freezes.", "en", ["It melts.", "At night it freezes."]),
        ("See example.Com or node.js today.", "en", ["See example.Com or node.js today."]),
        ("no stop here\n\nA new block", "en", ["no stop here", "A new block"]),
        ("a line\nthat goes on. Done.", "en", ["a line\nthat goes on.", "Done."]),
        ("1. Melt the ice.\n2. Pour it.", "en", ["1. Melt the ice.", "2. Pour it."]),
        (
            "Am 3. Oktober 1990 geschah es. Es regnete.",
            "de",
            ["Am 3. Oktober 1990 geschah es.", "Es regnete."],
        ),
        ("Das kostet z.B. 5 Mio. Euro. Zu viel.", "de", ["Das kostet z.B. 5 Mio. Euro.", "Zu viel."]),
        ("M. Dupont est venu. Il est parti.", "fr", ["M. Dupont est venu.", "Il est parti."]),
        ("El Sr. Ochoa llegó. Se fue.", "es", ["El Sr. Ochoa llegó.", "Se fue."]),
        ("今日は雨。明日は晴れ！行く？", "ja", ["今日は雨。", "明日は晴れ！", "行く？"]),
        ("यह नदी है। वह पहाड़ है।", "hi", ["यह नदी है।", "वह पहाड़ है।"]),
        ("هل هو هنا؟ نعم.", "ar", ["هل هو هنا؟", "نعم."]),
        ("Τι είναι; Είναι φως.", "el", ["Τι είναι;", "Είναι φως."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, language: str, expected: list[str]) -> None:
    assert cut(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"), [(text, language) for language, texts in CASES.items() for text in texts]
)
def test_case(text: str, language: str) -> None:
    expected = [sentence.strip() for sentence in text.split("‖")]

    assert cut(text.replace(" ‖ ", " ").replace("‖", ""), language) == expected


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.parametrize("language", ["en", "de", "zh", "hi"])
def test_the_time_is_linear_in_the_text(flood: str, language: str) -> None:
    def seconds(size: int) -> float:
        text = flood * (size // len(flood))
        started = time.process_time()
        sentences(text, language)
        return time.process_time() - started

    short, long = (min(seconds(size) for _ in range(3)) for size in (4000, 64_000))

    assert long < 16 * 5 * short + 0.05  # a quadratic one takes 256 times as long


@given(st.text(alphabet=st.sampled_from(MARKS)), st.sampled_from([*CASES, "el", "ko", "xx", ""]))
def test_spans_are_in_order_and_hold_every_visible_character(text: str, language: str) -> None:
    spans = sentences(text, language)

    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@given(st.text())
def test_any_text_can_be_cut(text: str) -> None:
    assert all("\n\n" not in text[a:b] for a, b in sentences(text))
