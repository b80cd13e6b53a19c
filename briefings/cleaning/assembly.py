"""From lines to a document, and from a document to plain Markdown.

Invariant: every block has the line of the raw file it began on. What a line gives as data (title, byline,
date) is not among the blocks.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import PurePosixPath

from briefings.cleaning import days
from briefings.cleaning.characters import uncontrolled
from briefings.cleaning.measure import key
from briefings.model import Block, BlockKind, Document, Line, RawText

Lines = tuple[Line, ...]

DEFAULT_LANGUAGE = "en"

DATELINE = re.compile(
    r"([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,30}(?:, [A-Z][\w. ]{1,20})?) ?(?:\([A-Za-z/ ]{2,20}\) ?)?[—–-]{1,2} \S"
)
MARKS = {"heading": "## ", "item": "- "}


def number_lines(raw: RawText) -> Lines:
    """Give the lines of a raw text with their numbers in the file."""
    numbers = raw.line_numbers or itertools.count(raw.first_line)
    return tuple(Line(text, number) for text, number in zip(raw.text.split("\n"), numbers, strict=False))


def document(raw: RawText, lines: Lines, language: str) -> Document:
    """Cut the lines into blocks, and gather what header lines and text say of the source."""
    title = raw.title or next((without_site(line.text) for line in lines if line.kind == "title"), "")
    published = raw.published or stated_date(lines) or days.of_file(PurePosixPath(raw.path).name)
    byline = next((line.text for line in lines if line.kind == "byline"), "")
    blocks = tuple(block for line in lines if (block := block_of(line, title)))
    guesses = {
        "title": title and not raw.title,
        "published": published and not raw.published,
        "language": not raw.language,
    }
    return Document(
        path=raw.path,
        title=title,
        author=raw.author,
        publisher=raw.publisher,
        url=raw.url,
        licence=raw.licence,
        byline=byline,
        dateline=dateline(blocks),
        published=published,
        language=language or DEFAULT_LANGUAGE,
        blocks=blocks,
        guessed=tuple(name for name, is_guess in guesses.items() if is_guess),
    )


def block_of(line: Line, title: str) -> Block | None:
    """Give the block of a line; None for what is kept as data, and for a second title."""
    text = uncontrolled(line.text).strip()
    if line.kind == "title" or line.kind == "byline" or line.kind == "date":  # noqa: PLR1714 - mypy narrows this
        return None
    if not text or (title and key(text) == key(title)):
        return None
    kind: BlockKind = line.kind or "paragraph"
    return Block(kind, text, line.source_line)


def without_site(title: str) -> str:
    """Cut the site's name off a title, where a bar parts a short end from a longer beginning."""
    head, bar, _ = title.partition(" | ")
    return head if bar and len(head) > len(title) // 2 else title


def stated_date(lines: Lines) -> dt.date | None:
    """Give the date of the first date line."""
    dates = (days.published(line.text) for line in lines if line.kind == "date")
    return next((date for date in dates if date), None)


def dateline(blocks: tuple[Block, ...]) -> str:
    """Give the place at the beginning of the first paragraph, which keeps it."""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    match = DATELINE.match(first)
    return match[1].strip() if match else ""


def markdown(document: Document) -> str:
    """Write a document as plain text: `# ` title, `## ` headings, `- ` items, a block a paragraph."""
    blocks = [f"# {document.title}"] if document.title else []
    blocks += [MARKS.get(block.kind, "") + block.text for block in document.blocks if block.kind != "caption"]
    return "\n\n".join(blocks) + "\n" if blocks else ""
