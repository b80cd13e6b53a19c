"""The quick way through front matter gives what YAML gives, to the place of each value, or leaves it to YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.errors import BriefingsError
from briefings.frontmatter import plain
from briefings.frontmatter.nodes import Mapping, read_yaml
from briefings.frontmatter.parts import split

ROOT = Path(__file__).parent.parent.parent
WRITTEN = """id: "k3f7c2m7q4x6w5ta"
title: 'Ozone: an early end'
date: 2025-12-01  # guessed: no date in the source
updated:
summary: The hole over Antarctica (the “ozone hole”) closed on 1 December, says https://example.org/x#y
topics: [Climate, "North, Sea", Énergie]
people: []

places: [ ]
sources:
  - id: s1
    file: ozone.txt
    title: "A: b"
    licence:
  - id: s2
aliases:
- /old/
- "/older/"
status: ready
"""


def quickly(text: str) -> Mapping | None:
    try:
        return plain.Reader("a.md", plain.rows(text)).mapping()
    except plain.NotPlain:
        return None


def by_yaml(text: str) -> Mapping | None:
    try:
        return read_yaml(text, "a.md")
    except BriefingsError:
        return None


def test_what_people_write_is_read_quickly_and_as_yaml_reads_it() -> None:
    text = WRITTEN.replace("- /old/", "- old")

    assert quickly(text) == by_yaml(text) is not None


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("content/**/*.md")) + sorted(ROOT.glob("tests/sites/*/content/briefings/*.md"))
)
def test_our_own_texts_are_read_quickly(path: Path) -> None:
    text = path.read_text("utf-8")
    if text.startswith("---"):
        front = split(text, "a.md").yaml
        assert quickly(front) == by_yaml(front) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: b\n c: d\n",
        "a: b\n  c\n",
        "a: &x b\nc: *x\n",
        "a: b\na: c\n",
        "a: b: c\n",
        "a: b:\n",
        "a: >\n  folded\n",
        'a: "b\\n"\n',
        "a: 'it''s'\n",
        "a: [b, [c]]\n",
        "a: [b,]\n",
        "a: [b: c]\n",
        "a: {b: c}\n",
        "a:\n  b: c\n",
        "a:\n  - b\n  -\n",
        "a:\n  - - b\n",
        "a:\n  - b: c\n      d: e\n",
        "- a\n",
        "a: b\n...\n",
        "a: b\u2028c: d\n",
        "a:\tb\n",
        "# note\na: b\n",
        "a: ~\n",
        "a: -1\n",
        "a: |\n",
        "a: @b\n",
        "a: b #c\n",
        "a: b#c\n",
        "a:b\n",
        "a : b\n",
        'a: "b" c\n',
        'a: "b"# c\n',
        "a: []#\n",
        "a: [b#c]\n",
        "a: [b #c]\n",
    ],
)
def test_what_is_not_plain_is_left_to_yaml(text: str) -> None:
    quick = quickly(text)

    assert quick is None or quick == by_yaml(text)


LINES = ["\n", "\n", "\n  ", "\n- ", "\n  - ", "\n    "]
PIECES = st.sampled_from([*"ab1 :-#[],\"'~&*!|>%@`{}?é“\\\t", *LINES, ": ", " #", "k: ", "x: [", "]\n"])


@settings(max_examples=1000, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_text_is_read_in_another_way_than_yaml_reads_it(text: str) -> None:
    quick = quickly(text)

    assert quick is None or quick == by_yaml(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_change_of_a_written_one_is_read_in_another_way(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WRITTEN)))
    length = data.draw(st.integers(0, 8))
    text = WRITTEN[:at] + "".join(data.draw(st.lists(PIECES, max_size=3))) + WRITTEN[at + length :]
    quick = quickly(text)

    assert quick is None or quick == by_yaml(text)
