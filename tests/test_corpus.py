"""Texts of our own, cleaned: the example sources to the letter, texts of many kinds no worse than their floors.

`corpus/cleaning/` has the clean form of the example sources; `corpus/texts/` raw texts of many kinds, each beside its
clean form. What a text must reach is 1 in every figure, save where `corpus/floors.json` says what it reaches today:
raise that as cleaning gets better, never lower it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from briefings import cleaning, readers
from briefings.cleaning import Cleaned

ROOT = Path(__file__).parent.parent
ANNOTATED = sorted((ROOT / "tests/corpus/cleaning").glob("*.md"))
TEXTS = sorted((ROOT / "tests/corpus/texts").glob("*.txt"))
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "tests/corpus/floors.json").read_text("utf-8"))

Figures = dict[str, float]


def blocks(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def cleaned(source: Path) -> Cleaned:
    return cleaning.clean(readers.read(source.read_bytes(), source.name))


def figures(wanted: list[str], got: list[str]) -> Figures:
    """How much of the text is there, how much of what is there is the text, blocks to the letter, the title."""
    want, have = (Counter(" ".join(side).replace("#", " ").split()) for side in (wanted, got))
    both = (want & have).total()
    return {
        "whole": both / want.total(),
        "pure": both / have.total(),
        "verbatim": (Counter(wanted) & Counter(got)).total() / len(wanted),
        "title": float(got[:1] == wanted[:1]),
    }


@pytest.mark.parametrize("expected", ANNOTATED, ids=lambda path: path.stem)
def test_an_example_source_is_cleaned_to_the_letter(expected: Path) -> None:
    result = cleaned(ROOT / "content/sources" / f"{expected.stem}.txt")

    assert blocks(cleaning.markdown(result.document)) == blocks(expected.read_text("utf-8"))


@pytest.mark.parametrize("source", TEXTS, ids=lambda path: path.stem)
def test_a_text_is_cleaned_no_worse_than_its_floors(source: Path) -> None:
    wanted = blocks(source.with_suffix(".md").read_text("utf-8"))
    reached = figures(wanted, blocks(cleaning.markdown(cleaned(source).document)))
    floors = {name: FLOORS.get(source.stem, {}).get(name, 1.0) for name in reached}

    assert {name: of for name, of in reached.items() if round(of, 3) < floors[name]} == {}


def test_every_floor_is_of_a_text() -> None:
    assert FLOORS.keys() <= {source.stem for source in TEXTS}
    assert {name for floors in FLOORS.values() for name in floors} <= set(figures(["a"], ["a"]))


@pytest.mark.parametrize("source", TEXTS, ids=lambda path: path.stem)
def test_every_word_of_a_block_stands_in_the_lines_that_it_names(source: Path) -> None:
    raw = readers.read(source.read_bytes(), source.name)
    lines = raw.text.split("\n")
    document = cleaning.clean(raw).document
    for block in (*document.blocks, *document.data):
        first, last = block.lines
        assert sounds(block.text) <= sounds(
            " ".join(lines[first - raw.first_line : last - raw.first_line + 1])
        )


def sounds(text: str) -> Counter[str]:
    """The letters and digits of ASCII in a text: no step adds one, save where a letter was written by its number."""
    if "=" in text or "&" in text or "Ã" in text or "\u0301" in text:
        return Counter(dict.fromkeys(map(chr, range(128)), len(text)))
    return Counter(letter for letter in text if letter.isascii() and letter.isalnum())


@pytest.mark.parametrize(
    "expected", [*ANNOTATED, *(source.with_suffix(".md") for source in TEXTS)], ids=lambda path: path.stem
)
def test_a_cleaned_text_stays_as_it_is(expected: Path) -> None:
    """Marks of headings aside, which a question of an interview may get: that is what the floors are for."""
    wanted = blocks(expected.read_text("utf-8"))
    document = cleaning.clean(readers.read("\n\n".join(wanted).encode(), "clean.txt")).document

    got = blocks(cleaning.markdown(document))
    assert [line.lstrip("# ") for line in got] == [line.lstrip("# ") for line in wanted]


@pytest.mark.parametrize("source", TEXTS, ids=lambda path: path.stem)
def test_cleaning_twice_changes_nothing(source: Path) -> None:
    once = cleaning.markdown(cleaned(source).document)

    assert cleaning.markdown(cleaning.clean(readers.read(once.encode(), "once.txt")).document) == once
