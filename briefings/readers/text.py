"""Read plain text and Markdown sources: decode, and cut off the header lines.

Invariant: the text of a RawText ends its lines in a line feed alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping

from briefings.config import is_language
from briefings.errors import BriefingsError, Location, Problem, cut_lines
from briefings.model import RawText
from briefings.readers.decoding import decode
from briefings.regex import regex

SUFFIXES = (".txt", ".md")

HEADERS = {
    "title": "title",
    "date": "published",
    "author": "author",
    "publisher": "publisher",
    "url": "url",
    "language": "language",
    "licence": "licence",
    "license": "licence",
}

HEADER_LINE = regex(r"([A-Za-z]{2,20}):[ \t]*(.*)")
HEADER_LIMIT = 20  # lines; there are seven names, each wanted once


def read(data: bytes, path: str, decided: Collection[str] = ()) -> RawText:
    """Decode a source and take the header lines off its top.

    What is `decided` elsewhere (names of fields) is not read from them, and so may be wrong there.
    """
    decoded = decode(data, path)
    lines = cut_lines(decoded.text)
    told, first = header(lines)
    fields = {name: value for name, value in told.items() if name not in decided}
    refuse_wrong(lines[:first], path, fields)
    return RawText(
        path=path,
        text="\n".join(lines[first:]),
        first_line=first + 1,
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
        published=dated(fields.get("published", "")),
        title=fields.get("title", ""),
        author=fields.get("author", ""),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
        language=fields.get("language", ""),
        licence=fields.get("licence", ""),
    )


# --- header lines --------------------------------------------------------------------------------------


def header(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read the header lines; give the fields and the index of the first line of the text.

    It is a header only where every line up to the first empty one bears a known name, each once, and more
    lines follow; otherwise all of it is text.
    """
    fields: dict[str, str] = {}
    for index, line in enumerate(lines[:HEADER_LIMIT]):
        if not line.strip():
            is_header = bool(fields) and index + 1 < len(lines)
            return (fields, index + 1) if is_header else ({}, 0)
        match = HEADER_LINE.fullmatch(line)
        name = HEADERS.get(match[1].lower()) if match else None
        if match is None or name is None or name in fields:
            break
        fields[name] = re.sub("[\x80-\x9f]", "", match[2].strip())
    return {}, 0


def refuse_wrong(lines: list[str], path: str, names: Collection[str]) -> None:
    """Refuse a header in which one of these fields has a value that cannot be; all that is wrong is said at once."""
    text = "\n".join(lines)
    problems = []
    for number, line in enumerate(lines, 1):
        match = HEADER_LINE.fullmatch(line)
        name = HEADERS[match[1].lower()] if match else ""
        if match and name in names and name in CHECKS:
            is_right, message, hint = CHECKS[name]
            value, place = match[2].strip(), Location(path, number, match.start(2) + 1)
            if not is_right(value):
                problems.append(Problem(place, f"{message}: {value!r}", hint).framed(text))
    if problems:
        raise BriefingsError.of(problems)


def dated(value: str) -> dt.date | None:
    """Read a date, with or without a time behind it; None where it is none."""
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError:
        return None


CHECKS: Mapping[str, tuple[Callable[[str], bool], str, str]] = {
    "published": (lambda value: dated(value) is not None, "not a date", "write date: 2025-10-16"),
    "language": (lambda value: not value or is_language(value), "not a language", "write language: en"),
}
"""What a value must be, and what is said where it is not."""
