"""The example sources, cleaned: each block must be the annotated one to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings import cleaning, readers

ROOT = Path(__file__).parent.parent
ANNOTATED = sorted((ROOT / "tests/corpus/cleaning").glob("*.md"))


@pytest.mark.parametrize("expected", ANNOTATED, ids=lambda path: path.stem)
def test_an_example_source_is_cleaned_to_the_letter(expected: Path) -> None:
    source = ROOT / "content/sources" / f"{expected.stem}.txt"
    document = cleaning.clean(readers.read(source.read_bytes(), source.name)).document

    def blocks(text: str) -> list[str]:
        return [line for line in text.split("\n") if line.strip()]

    assert blocks(cleaning.markdown(document)) == blocks(expected.read_text("utf-8"))


@pytest.mark.parametrize("expected", ANNOTATED, ids=lambda path: path.stem)
def test_a_cleaned_text_stays_as_it_is(expected: Path) -> None:
    text = expected.read_text("utf-8")
    document = cleaning.clean(readers.read(text.encode(), "clean.txt")).document

    assert cleaning.markdown(document).split() == text.split()
