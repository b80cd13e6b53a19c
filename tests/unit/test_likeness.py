"""Which texts are one text: the same, edited, cut, and never two texts of one matter."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.likeness import Twin, groups, signature, twins

WORDS = [
    "the",
    "a",
    "of",
    "in",
    "on",
    "ice",
    "ozone",
    "hole",
    "warming",
    "year",
    "record",
    "level",
    "carbon",
    "ocean",
    "sea",
    "report",
    "scientists",
    "measured",
    "data",
    "since",
    "said",
    "is",
    "was",
    "will",
    "be",
    "higher",
    "lower",
    "than",
    "before",
    "after",
    "average",
    "summer",
    "winter",
    "storm",
    "flood",
    "drought",
    "heat",
    "city",
    "river",
    "coast",
    "people",
    "government",
    "plan",
    "energy",
    "wind",
    "solar",
    "power",
    "gas",
    "coal",
    "emissions",
    "target",
    "agreement",
    "climate",
    "station",
    "north",
    "south",
]
NOTICE = "Sign up for our newsletter and get the best stories of the week in your inbox every Friday morning."

Change = Callable[[random.Random, list[str]], list[str]]


def article(rng: random.Random, length: int = 300) -> list[str]:
    """Words of one matter, none of them rare."""
    return [rng.choice(WORDS) for _ in range(length)]


def edited(share: float) -> Change:
    return lambda rng, text: [rng.choice(WORDS) if rng.random() < share else word for word in text]


def cut(share: float) -> Change:
    return lambda _, text: text[: int(len(text) * share)]


CHANGES: dict[str, Change] = {
    "headline": lambda rng, text: [*article(rng, 8), *text],
    "one word in twenty": edited(0.05),
    "one word in ten": edited(0.1),
    "the first half": cut(0.5),
    "the first quarter": cut(0.25),
    "half, and edited": lambda rng, text: edited(0.05)(rng, cut(0.5)(rng, text)),
    "a longer end": lambda rng, text: [*text, *article(rng, 150)],
    "paragraphs in another order": lambda _, text: [*text[200:], *text[:200]],
}


def found(texts: dict[str, str]) -> list[Twin]:
    return twins({name: signature(text) for name, text in texts.items()})


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_found_and_texts_of_one_matter_are_not_confused(change: str):
    rng = random.Random(change)
    texts = {f"{number:03}": article(rng) for number in range(200)}
    copies = {f"copy of {name}": CHANGES[change](rng, text) for name, text in texts.items()}
    pairs = found({name: " ".join([*text, NOTICE]) for name, text in (texts | copies).items()})

    assert {twin.first for twin in pairs if twin.name != f"copy of {twin.first}"} == set()
    assert len(pairs) >= 0.97 * len(texts)


def test_the_same_words_are_the_same_text():
    (twin,) = found({"a": "It closed on 1 December.", "b": "It  closed,\n\non 1 DECEMBER", "c": "It opened."})

    assert twin == Twin("b", "a", "same", 1.0)


def test_a_part_is_told_from_an_edited_copy():
    rng = random.Random(1)
    text = article(rng)
    pairs = found({"a": " ".join(text), "b": " ".join(edited(0.02)(rng, text)), "c": " ".join(text[:60])})

    assert [(twin.name, twin.kind) for twin in pairs] == [("b", "edited"), ("c", "part")]


def test_scripts_without_spaces():
    text = "南极上空的臭氧层空洞于十二月一日关闭，这是自二〇一九年以来最早的日期。"
    pairs = found(
        {
            "a": text * 2 + "他们预计它将在二〇六〇年代后期恢复。",
            "b": text * 2,
            "c": "今天天气很好，我们去公园散步吧。",
        }
    )

    assert [(twin.name, twin.first) for twin in pairs] == [("b", "a")]


def test_texts_without_words_are_like_none():
    assert found({"a": "", "b": "", "c": "…", "d": "Short."}) == []


def test_a_notice_that_thousands_carry_costs_nothing():
    rng = random.Random(2)
    texts = {str(number): " ".join([*article(rng, 60), NOTICE]) for number in range(3_000)}
    signatures = {name: signature(text) for name, text in texts.items()}
    began = time.process_time()

    assert twins(signatures) == []
    assert time.process_time() - began < 5


def test_groups_go_by_way_of_another():
    pairs = [Twin("b", "a", "edited", 0.5), Twin("c", "b", "edited", 0.5), Twin("e", "d", "same", 1.0)]

    assert [[twin.name for twin in group] for group in groups(pairs)] == [["b", "c"], ["e"]]


@given(st.text())
def test_every_text_has_a_signature_and_is_its_own_twin(text: str):
    known = signature(text)

    assert twins({"a": known, "b": known}) == ([Twin("b", "a", "same", 1.0)] if known.words else [])
