"""Read plain text and Markdown sources: decode, cut off the header lines, drop what cannot be shown.

Invariant: the text of a RawText ends its lines in a line feed alone and holds no character that XML 1.0
forbids. C1 controls go too, save where they follow a letter as in text decoded wrongly twice: there they
are half of a letter, which the cleaning step `mojibake` can still bring back (`controls` drops the rest).
"""

from __future__ import annotations

import codecs
import datetime as dt
import re

from briefings.errors import BriefingsError, Location, cut_lines, frame
from briefings.model import RawText

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

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, and DEL. Tab, line feed and carriage return stay."""

C1 = re.compile(
    "(?<![\u0080-\u00bf\u00c2-\u00f4\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])[\x80-\x9f]"
)
"""A C1 control that no letter precedes which Latin-1 or Windows-1252 has for a byte of UTF-8."""

HEADER_LINE = re.compile(r"([A-Za-z]{2,20}):[ \t]*(.*)")
HEADER_LIMIT = 20  # lines; there are seven names, each wanted once

BINARY_SHARE = 0.02  # more controls than one in fifty characters: no text, whatever the decoder says


def read(data: bytes, path: str) -> RawText:
    """Decode a source and take the header lines off its top."""
    text, encoding = decode(data, path)
    lines = cut_lines(text)
    fields, first = header(lines)
    return RawText(
        path=path,
        text="\n".join(lines[first:]),
        first_line=first + 1,
        encoding=encoding,
        published=publication(lines[:first], path),
        **{name: value for name, value in fields.items() if name != "published"},
    )


# --- decoding ------------------------------------------------------------------------------------------


def decode(data: bytes, path: str) -> tuple[str, str]:
    """Give the text and the name of its encoding, or refuse the file where it is not Unicode text."""
    encoding, mark = declared(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise undecodable(data, path, len(mark), error) from error
    refuse_binary(text, path)
    return C1.sub("", UNSHOWABLE.sub("", text)), encoding


def declared(data: bytes) -> tuple[str, bytes]:
    """Give the encoding that the byte order mark declares (UTF-8 without one), and the mark."""
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
    }
    return next(((name, mark) for name, mark in marks.items() if data.startswith(mark)), ("utf-8", b""))


def undecodable(data: bytes, path: str, mark: int, error: UnicodeDecodeError) -> BriefingsError:
    """Say where the first byte stands that is no text, and how to cure the file."""
    offset = mark + error.start
    before = data[mark:offset].decode(error.encoding)
    lines = cut_lines(before)
    if b"\x00" in data and error.encoding == "utf-8":
        return binary(path)
    byte = f"byte 0x{data[offset]:02x} at offset {offset} is not {error.encoding.upper()}"
    shown = data[mark:].decode(error.encoding, "replace")
    place = Location(path, len(lines), len(lines[-1]) + 1)
    around = frame(shown, place.line, place.column)
    return BriefingsError(byte, place, hint="save the file as UTF-8", frame=around)


def refuse_binary(text: str, path: str) -> None:
    """Refuse NULs, which no text has, and noise of controls that happens to decode."""
    if "\x00" in text or len(UNSHOWABLE.findall(text)) > max(BINARY_SHARE * len(text), 8):
        raise binary(path)


def binary(path: str) -> BriefingsError:
    """Say that the file is no text at all."""
    hint = "export it as plain text, or move it out of the sources"
    return BriefingsError("not a text file: it holds binary data", Location(path), hint=hint)


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


def publication(lines: list[str], path: str) -> dt.date | None:
    """Give the date of the header, None without one; what is written there must be a date."""
    for number, line in enumerate(lines, 1):
        match = HEADER_LINE.fullmatch(line)
        if match and HEADERS[match[1].lower()] == "published":
            return dated(match[2].strip(), Location(path, number, match.start(2) + 1), "\n".join(lines))
    return None


def dated(value: str, place: Location, text: str) -> dt.date:
    """Read a date, with or without a time behind it."""
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        shown = frame(text, place.line, place.column)
        hint = "write date: 2025-10-16"
        raise BriefingsError(f"not a date: {value!r}", place, hint=hint, frame=shown) from error
