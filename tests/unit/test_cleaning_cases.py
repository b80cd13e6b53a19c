"""The readable cases in `tests/cases/cleaning`: a raw text and what must come of it, a block a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefings import cleaning
from briefings.readers.text import read

CASES = Path(__file__).parent.parent / "cases" / "cleaning"
CASE = re.compile(
    r"^# (?P<name>[^\n]+)\n\n```raw\n(?P<raw>.*?)\n```\n```clean\n(?P<clean>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)


def cases():
    for path in sorted(CASES.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in CASE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield pytest.param(match["raw"], match["clean"], id=f"{path.relative_to(CASES)}:{line}")


@pytest.mark.parametrize(("raw", "expected"), list(cases()))
def test_case(raw: str, expected: str):
    made = cleaning.markdown(cleaning.clean(read(raw.encode(), "case.txt")).document)

    assert [line for line in made.split("\n") if line] == expected.split("\n")


def test_every_case_is_read():
    headings = sum(path.read_text(encoding="utf-8").count("\n```raw\n") for path in CASES.rglob("*.md"))

    assert len(list(cases())) == headings > 0
