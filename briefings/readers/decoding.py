"""Bytes to text: what the editor says, then the byte order mark, UTF-8, what the page declares, a guess.

Invariant: a text is given only where every byte of it was understood, and holds no NUL and no character that
XML 1.0 forbids. Otherwise the file is refused with the place of the first byte that is not. C1 controls go too,
save where they follow a letter as in text decoded wrongly twice: there they are half of a letter, which the
cleaning step `mojibake` can still bring back (`controls` drops the rest).
"""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from briefings.errors import BriefingsError, Location, cut_lines, frame
from briefings.readers import guessing
from briefings.regex import regex

STDIN = "stdin"
"""The name of what comes in by standard input; nothing can stand beside it."""

MARKS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-32-le", codecs.BOM_UTF32_LE),  # begins as the mark of UTF-16 does, so it is asked for first
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)

UNSHOWABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, and DEL. Tab, line feed and carriage return stay."""

C1 = regex("(?<![\u0080-\u00bf\u00c2-\u00f4\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])[\x80-\x9f]")
"""A C1 control that no letter precedes which Latin-1 or Windows-1252 has for a byte of UTF-8."""

BINARY_SHARE = 0.02  # more controls than one in fifty characters: no text, whatever the decoder says

LEAST_WIDE = 16  # bytes: four letters of UTF-32 cannot be chance

WIDER: Mapping[str, str] = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
}
"""Codecs in whose name larger ones are written, as browsers read them (WHATWG, Encoding, 4.2)."""

FOREIGN_NAMES: Mapping[str, str] = {
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
}
"""Names that Python does not know."""

NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "unicode_escape", "utf-7"}
"""Codecs of Python that are no encodings of files, and UTF-7, in which markup can hide."""


Prose = Callable[[bytes], bytes]


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and whether that is a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, path: str, declared: str = "", prose: Prose = bytes) -> Decoded:
    """Decode a source.

    `declared` is the encoding that a page names; it is believed where the bytes are not UTF-8, for a page that was
    saved again often still names its old one. `prose` takes the markup out of what a guess looks at.
    """
    made = (
        marked(data, path) or widest(data) or disguised(data) or unicode(data) or as_declared(data, declared)
    )
    made = made or as_guessed(data, prose)
    if made is None:
        raise binary(path) if b"\x00" in data else undecodable(data, path, "utf-8")
    refuse_binary(made.text, path)
    return made._replace(text=shown(made.text))


def decode_as(data: bytes, encoding: str, path: str) -> str:
    """Decode a source as its editor says."""
    codec = codec_of(encoding)
    try:
        text = data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise undecodable(data, path, codec, encoding) from error
    refuse_binary(text, path)
    return text


def codec_of(name: str) -> str:
    """Give the codec of an encoding; raises LookupError for what is none."""
    name = FOREIGN_NAMES.get(name.strip().lower(), name.strip())
    codec = codecs.lookup(name).name
    if codec in NO_TEXT:
        raise LookupError(f"no encoding of files: {name}")
    with contextlib.suppress(UnicodeDecodeError):  # half a letter of UTF-16
        b"a".decode(codec)  # raises LookupError for what makes no text, such as base64
    return WIDER.get(codec, codec)


def shown(text: str) -> str:
    """Drop what cannot be shown."""
    return C1.sub("", UNSHOWABLE.sub("", text))


# --- what the bytes may be -----------------------------------------------------------------------------


def marked(data: bytes, path: str) -> Decoded | None:
    """Decode what begins with a byte order mark; that is never a guess, so it must be right."""
    encoding, mark = next(((name, mark) for name, mark in MARKS if data.startswith(mark)), ("", b""))
    if not encoding:
        return None
    try:
        return Decoded(data[len(mark) :].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise undecodable(data, path, encoding) from error


def widest(data: bytes) -> Decoded | None:
    """Decode UTF-32 without a mark: of four bytes one is zero in every letter, and hardly any others make letters."""
    if len(data) < LEAST_WIDE or len(data) % 4 or b"\x00" not in data[:4]:
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not UNSHOWABLE.search(text):
                return Decoded(text, encoding, guessed=True)
    return None


def disguised(data: bytes) -> Decoded | None:
    """Decode what may be ASCII to the letter: UTF-16 without a mark, and ISO-2022-JP, which names itself by escapes."""
    if re.search(rb"\x1b\$[@B]", data) and (made := as_declared(data, "iso-2022-jp")):
        return made._replace(guessed=True)
    return as_guessed(data) if b"\x00" in data and data.isascii() else None


def unicode(data: bytes) -> Decoded | None:
    """Decode UTF-8."""
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return None


def as_declared(data: bytes, declared: str) -> Decoded | None:
    """Decode as the page says, where that is possible."""
    try:
        return Decoded(data.decode(codec_of(declared)), declared.lower()) if declared else None
    except (LookupError, UnicodeDecodeError):
        return None


def as_guessed(data: bytes, prose: Prose = bytes) -> Decoded | None:
    """Decode by a guess that is not weak."""
    if is_damaged(data):
        return None
    encoding = guessing.guess(prose(data))
    try:
        return Decoded(data.decode(encoding.codec), encoding.name, guessed=True) if encoding else None
    except UnicodeDecodeError:
        return None


def is_damaged(data: bytes) -> bool:
    """Whether the bytes are UTF-8 save for a few: then a wrong byte must not turn all letters into others."""
    with contextlib.suppress(UnicodeDecodeError):
        data.decode("utf-8", "surrogatepass")
        return not data.isascii()  # halves of letters, as some programs write them
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * wrong


# --- refusing ------------------------------------------------------------------------------------------


def undecodable(data: bytes, path: str, codec: str, said: str = "") -> BriefingsError:
    """Say where the first byte stands that is no text in an encoding, and how to cure the file."""
    mark = next((mark for name, mark in MARKS if name == codec and data.startswith(mark)), b"")
    offset = len(mark) + first_wrong(data[len(mark) :], codec)
    lines = cut_lines(data[len(mark) : offset].decode(codec, "replace"))
    place = Location(path, len(lines), len(lines[-1]) + 1)
    around = frame(data[len(mark) :].decode(codec, "replace"), place.line, place.column)
    hint = (
        f"{sayer(path)} says that it is; write there what it is"
        if said
        else f"save the file as UTF-8, or {remedy(path)}"
    )
    message = f"byte 0x{data[offset]:02x} at offset {offset} is not {said or codec.upper()}"
    return BriefingsError(message, place, hint=hint, frame=around)


def remedy(path: str, encoding: str = "") -> str:
    """Say where an editor writes what encoding a source is in."""
    if path == STDIN:
        return f"give --encoding {encoding or 'windows-1252 (or what it is)'}"
    named = f'"{encoding}"' if encoding else '"windows-1252" (or what it is)'
    return f"write encoding = {named} into {PurePosixPath(path).name}.toml"


def sayer(path: str) -> str:
    """Name what says in which encoding a source is."""
    return "--encoding" if path == STDIN else f"{PurePosixPath(path).name}.toml"


def first_wrong(data: bytes, codec: str) -> int:
    """Give the offset of the first byte that a codec does not understand."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def refuse_binary(text: str, path: str) -> None:
    """Refuse NULs, which no text has, and noise of controls that happens to decode."""
    if "\x00" in text or len(UNSHOWABLE.findall(text)) > max(BINARY_SHARE * len(text), 8):
        raise binary(path)


def binary(path: str) -> BriefingsError:
    """Say that the file is no text at all."""
    hint = "export it as plain text in UTF-8, or move it out of the sources"
    return BriefingsError("not a text file: it holds binary data", Location(path), hint=hint)
