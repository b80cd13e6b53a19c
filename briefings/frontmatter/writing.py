"""Front matter as a person would write it: one key a line, quotation marks only where they are needed.

Invariant: `parse(dump(meta, body))` gives `meta` again for every `meta`, and one `meta` has one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from briefings.model import Correction, FrontMatter, SourceRef
from briefings.regex import regex

ALWAYS = frozenset({"title", "topics", "people", "places", "status"})
"""Keys that are written even when empty: an editor fills them in."""
QUOTED = frozenset({"id", "generated"})
"""Keys that look like numbers by chance, or hold a colon."""

PLAIN = regex(r"[^\W\d_](?:[\w '’“”()./;!?%€$£+–—&-]|,(?=\ )|:(?=[\w/]))*")
LISTED = regex(r"[^\W\d_][\w '’“”()./;!?%€$£+–—&-]*")
MISREAD = regex(r"(?i:true|false|yes|no|on|off|y|n|null|nan|inf|none)")
HIDDEN = regex(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)


class Row(NamedTuple):
    """A line of a record: key and value as YAML."""

    key: str
    value: str


def dump(meta: FrontMatter, body: str, notes: Mapping[str, str] | None = None) -> str:
    """Write a whole Markdown file; a note stands as a comment behind the value of its key."""
    rows = ["---", *front(meta, notes or {}), "---", "", body.strip("\n"), ""]
    return "\n".join(rows)


def front(meta: FrontMatter, notes: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of the front matter, keys in the order of the model."""
    for field in meta.__struct_fields__:
        value = getattr(meta, field)
        if (value is None or value is False or value in ((), "")) and field not in ALWAYS:
            continue
        note = f"  # {' '.join(notes[field].split())}" if field in notes else ""
        yield from key_lines(field, value, note)


def key_lines(key: str, value: object, note: str) -> Iterator[str]:
    """Give the line of a key, or where its value is a list of records, all its lines."""
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        yield f"{key}:{note}"
        for record in value:
            yield from record_lines(record)
    else:
        yield f"{key}: {quoted(str(value)) if key in QUOTED else written(value)}{note}"


def record_lines(record: SourceRef | Correction) -> Iterator[str]:
    """Give the lines of an item of `sources` or `corrections`."""
    rows = [Row(key, written(value)) for key in record.__struct_fields__ if (value := getattr(record, key))]
    if not rows:
        yield "  - {}"
    for at, row in enumerate(rows):
        yield f"  {'- ' if at == 0 else '  '}{row.key}: {row.value}"


def written(value: object) -> str:
    """Write a value."""
    if isinstance(value, tuple):
        return f"[{', '.join(plain_or_quoted(str(item), LISTED) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return plain_or_quoted(value, PLAIN)
    return str(value)


def plain_or_quoted(text: str, plain: re.Pattern[str]) -> str:
    """Quote what YAML, or a person, could take for something else."""
    is_plain = plain.fullmatch(text) and not text.endswith((" ", ":")) and not MISREAD.fullmatch(text)
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """Write a text between quotation marks; characters that nobody sees are written as numbers."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", marked) + '"'
