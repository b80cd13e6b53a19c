"""From lines to a document, and from a document to plain Markdown.

Invariant: every block has the lines of the raw file it came from. What a line gives as data (title, byline,
date) is not among the blocks, and stands in `data`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from briefings import datelines
from briefings.cleaning import days
from briefings.cleaning.characters import uncontrolled
from briefings.cleaning.keeping import digest
from briefings.cleaning.measure import is_prose, key
from briefings.cleaning.structure import credited
from briefings.languages import Guess
from briefings.model import Block, BlockKind, Document, Line, RawText
from briefings.regex import regex

Lines = tuple[Line, ...]

DEFAULT_LANGUAGE = "en"
OPENING = 3  # lines of text, decks among them, in which a dateline stands

DATELINE = regex(
    r"([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,30}(?:, [A-Z][\w. ]{1,20})?) ?(?:\([A-Za-z/ ]{2,20}\) ?)?[—–-]{1,2} \S"
)
MARKS = {"heading": "## ", "item": "- "}


def number_lines(raw: RawText) -> Lines:
    """Give the lines of a raw text with their numbers: those of the file, save where it was taken out of markup.

    There many lines may stand on one line of the file, so they are counted by themselves (`RawText.line_of_file`).
    """
    numbers = itertools.count(raw.first_line)
    return tuple(Line(text, number) for text, number in zip(raw.text.split("\n"), numbers, strict=False))


def document(raw: RawText, lines: Lines, spoken: Guess, lasts: Mapping[int, int]) -> Document:
    """Cut the lines into blocks, and gather what header lines and text say of the source.

    `lasts` says for lines that others were joined to which was the last of them.
    """

    def block(kind: BlockKind, line: Line) -> Block:
        first, last = line.source_line, lasts.get(line.source_line, line.source_line)
        ends = raw.line_of_file(last) if last != first else 0
        return Block(kind, shown(line), raw.line_of_file(first), ends)

    told = tuple(line for line in lines if not line.kind)[:OPENING]
    title = raw.title or next((without_site(line.text) for line in lines if line.kind == "title"), "")
    published = (
        raw.published or stated_date(lines) or filed_date(told) or days.of_file(PurePosixPath(raw.path).name)
    )
    byline = next((line.text for line in lines if line.kind == "byline"), "")
    body = [line for line in lines if is_body(line, title, raw.keep)]
    blocks = tuple(block(line.kind or "paragraph", line) for line in body)
    data = tuple(block(line.kind, line) for line in lines if line.kind in DATA and line.kind and shown(line))
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
        language=spoken.language or DEFAULT_LANGUAGE,
        blocks=blocks,
        data=data,
        guessed=tuple(name for name, is_guess in guesses.items() if is_guess),
        unsure=() if spoken.is_sure else ("language",),
    )


DATA = frozenset({"title", "byline", "date"})


def is_body(line: Line, title: str, keep: Collection[str] = ()) -> bool:
    """Whether the line is a block: not what is kept as data, nor a second title that nobody wants to keep."""
    if line.kind in DATA or not shown(line):
        return False
    return not title or key(line.text) != key(title) or digest(line.text) in keep


def shown(line: Line) -> str:
    """Give the text of a line without what cannot be shown."""
    return uncontrolled(line.text).strip()


def without_site(title: str) -> str:
    """Cut the site's name off a title, where a bar parts a short end from a longer beginning."""
    head, bar, _ = title.partition(" | ")
    return head if bar and len(head) > len(title) // 2 else title


def stated_date(lines: Lines) -> dt.date | None:
    """Give the date of the first date line, else of the first byline with a date above the text."""
    above = itertools.takewhile(lambda line: line.kind or not is_prose(line.text), lines)
    told = [line.text for line in lines if line.kind == "date"]
    told += [credited(line.text) for line in above if line.kind == "byline"]
    dates = map(days.published, told)
    return next((date for date in dates if date), None)


def filed_date(lines: Lines) -> dt.date | None:
    """Give the date of the first of the lines that opens with a dateline."""
    found = next(filter(None, (datelines.filed(line.text) for line in lines)), None)
    return days.published(found.day) if found else None


def dateline(blocks: tuple[Block, ...]) -> str:
    """Give the place at the beginning of the first paragraph, which keeps it."""
    first = next((block.text for block in blocks if block.kind == "paragraph"), "")
    if found := datelines.filed(first):
        return found.place
    match = DATELINE.match(first)
    return match[1].strip() if match else ""


def markdown(document: Document) -> str:
    """Write a document as plain text: `# ` title, `## ` headings, `- ` items, a block a paragraph."""
    blocks = [f"# {document.title}"] if document.title else []
    blocks += [MARKS.get(block.kind, "") + block.text for block in document.blocks if block.kind != "caption"]
    return "\n\n".join(blocks) + "\n" if blocks else ""
