"""`FILE.toml` beside a source: what an editor decides about a source that itself stays byte for byte.

Invariant: what stands here wins over what the source says of itself, and that over every guess.
"""

from __future__ import annotations

import codecs
import datetime as dt
import difflib
from typing import Any

import msgspec

from briefings import toml
from briefings.config import is_language
from briefings.model import RawText, Value
from briefings.readers import decoding
from briefings.readers.guessing import ENCODINGS

SUFFIX = ".toml"

NAMES = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "iso-2022-jp",
    *(encoding.name for encoding in ENCODINGS),
)


class Sidecar(Value, frozen=True, forbid_unknown_fields=True):
    """The keys that the file may have: those of the header lines, the encoding, and the blocks to keep."""

    encoding: str = ""
    """Else: byte order mark, UTF-8, what a page declares, a guess."""
    language: str = ""
    """Else: header line, the page's own word, a guess."""
    title: str = ""
    """Its title."""
    date: dt.date | None = None
    """When it was published."""
    author: str = ""
    """Who wrote it."""
    publisher: str = ""
    """Who published it."""
    url: str = ""
    """Where it stands."""
    licence: str = ""
    """The licence of its text."""
    keep: tuple[str, ...] = ()
    """Digests of blocks that cleaning must not remove; `briefings clean --keep` writes them."""


NOTHING = Sidecar()


def parse(data: bytes | None, path: str) -> Sidecar:
    """Read the file; all is left to the source where there is none."""
    if data is None:
        return NOTHING
    text = decoding.decode_as(data, "utf-8", path)
    found = toml.convert(toml.parse(text, path), Sidecar, text, path)
    if found.encoding and not is_encoding(found.encoding):
        hint = nearest(found.encoding) or 'write encoding = "windows-1252"'
        raise toml.at_key(f"unknown encoding: {found.encoding}", "encoding", hint, text, path)
    if found.language and not is_language(found.language):
        message = f"not a language: {found.language!r}"
        raise toml.at_key(message, "language", 'write language = "en"', text, path)
    return found


def nearest(encoding: str) -> str:
    """Name the encoding that is most like a name, "" where none is."""
    near = difflib.get_close_matches(encoding.lower(), NAMES, 1)
    return f"did you mean {near[0]}?" if near else ""


def is_encoding(name: str) -> bool:
    """Whether files can be in an encoding of this name."""
    try:
        decoding.codec_of(name)
    except LookupError:
        return False
    return True


def decisions(beside: Sidecar) -> dict[str, Any]:
    """Give what an editor decided, by the names that a RawText has for it; what is left to the source is not there."""
    told = {
        "language": beside.language,
        "title": beside.title,
        "published": beside.date,
        "author": beside.author,
        "publisher": beside.publisher,
        "url": beside.url,
        "licence": beside.licence,
        "encoding": beside.encoding,
        "keep": beside.keep,
    }
    return {name: value for name, value in told.items() if value}


def decided(raw: RawText, beside: Sidecar) -> RawText:
    """Give a source with what its editor decided about it."""
    return msgspec.structs.replace(raw, **decisions(beside))


def transcoded(data: bytes, encoding: str, path: str) -> bytes:
    """Give a source as UTF-8 with a mark, for its reader; raises with a place where it is not in that encoding."""
    return codecs.BOM_UTF8 + decoding.decode_as(data, encoding, path).encode()
