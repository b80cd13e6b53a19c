"""What other programs use: cleaning and key facts of a text, without a site."""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefings import cleaning, facts
from briefings.errors import BriefingsError, Location
from briefings.model import Block, Document, RawText

TEXT_LIMIT = 2_000_000
"""Characters of a record, as many as the readers take of a source."""


def clean(raw: str, *, title: str = "", language: str = "", published: dt.date | None = None) -> Document:
    """Clean the raw text of an article; `lines` of its blocks count in `raw`."""
    return cleaning.clean(RawText("text", raw, title=title, language=language, published=published)).document


def key_facts(text: str, *, title: str = "", published: dt.date | None = None) -> list[dict[str, Any]]:
    """Find the facts of a text that is clean already, best first; offsets are code points in `text`."""
    return [facts.as_json(fact) for fact in facts.from_text("text", text, title, published).items]


def cleaned_record(record: dict[str, Any]) -> dict[str, Any]:
    """Answer one line of `clean --jsonl`: ``{"id", "raw"}``."""
    raw = text_in(record, "raw")
    if len(raw) > TEXT_LIMIT:
        raise BriefingsError(f"too large: the limit is {TEXT_LIMIT:,} characters", Location("-"))
    document = cleaning.clean(RawText(str(record.get("id", "-")), raw)).document
    return {"id": record.get("id"), **document_as_json(document)}


def facts_record(record: dict[str, Any]) -> dict[str, Any]:
    """Answer one line of `facts --jsonl`: ``{"id", "text", "title"?, "date"?}``."""
    found = facts.from_text(
        str(record.get("id", "-")),
        text_in(record, "text"),
        str(record.get("title") or ""),
        day_of(record.get("date")),
    )
    return {"id": record.get("id"), "facts": [facts.as_json(fact) for fact in found.items]}


def day_of(value: object) -> dt.date | None:
    """Read the date of a record; one that cannot be read is unknown, and then no day is resolved by it."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def text_in(record: dict[str, Any], key: str) -> str:
    """Give a text of a record; raises where it has none."""
    value = record.get(key)
    if not isinstance(value, str):
        raise BriefingsError(
            f'no text under "{key}"', Location("-"), hint=f'write {{"id": "…", "{key}": "…"}}'
        )
    return value


def document_as_json(document: Document) -> dict[str, Any]:
    """Give a cleaned document for programs: empty fields are left out, but for those every text has."""
    fields = {
        "author": document.author,
        "publisher": document.publisher,
        "url": document.url,
        "licence": document.licence,
        "byline": document.byline,
        "dateline": document.dateline,
        "published": document.published.isoformat() if document.published else "",
        "guessed": list(document.guessed),
    }
    return {
        "title": document.title,
        "language": document.language,
        **{name: value for name, value in fields.items() if value},
        "markdown": cleaning.markdown(document),
        "text": document.text,
        "blocks": [block_as_json(block) for block in document.blocks],
        "captions": [block_as_json(block) for block in document.blocks if block.kind == "caption"],
        "data": [block_as_json(block) for block in document.data],
    }


def block_as_json(block: Block) -> dict[str, Any]:
    """Give a block for programs, with the lines of the raw text that it came from."""
    return {"kind": block.kind, "text": block.text, "line": block.line, "lines": list(block.lines)}
