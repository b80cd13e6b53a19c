"""The text of a briefing below its box: the cleaned text of a source as Markdown.

Invariant: what Markdown would read as markup is escaped; no word is added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from briefings.escaping import escape, heading
from briefings.model import Block, Box, Document

Extent = Literal["full", "excerpt", "none"]


def body(document: Document, found: Box, extent: Extent, level: str = "##") -> str:
    """Write the cleaned text as Markdown: whole, the blocks that are cited, or not at all.

    A caption is left out: without its picture it would mislead. Facts may cite it all the same. `level` is that of
    headings.
    """
    if extent == "none":
        return ""
    quotes = [citation.quote for citation in found.citations]
    blocks = [
        block
        for block in document.blocks
        if block.kind != "caption"
        and (extent == "full" or any(quote in " ".join(block.text.split()) for quote in quotes))
    ]
    return "\n".join(lines(blocks, level)).strip("\n")


def lines(blocks: Collection[Block], level: str) -> Iterator[str]:
    """Give the lines of some blocks: an empty line between two, but none between items."""
    before = ""
    for block in blocks:
        if not block.text.strip():
            continue
        if block.kind != "item" or before != "item":
            yield ""
        yield markdown(block, level)
        before = block.kind


def markdown(block: Block, level: str) -> str:
    """Write a block; a title within the text is a heading there."""
    if block.kind in {"heading", "title"}:
        return f"{level} {heading(block.text)}"
    return f"- {escape(block.text)}" if block.kind == "item" else escape(block.text)
