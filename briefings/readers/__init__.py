"""Readers turn the bytes of a source into a RawText.

Invariant: a reader either gives text that can be shown anywhere, or refuses the file by name. Nothing
below this package sees bytes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from briefings.errors import BriefingsError, Location, Problem
from briefings.model import RawText
from briefings.readers import decoding, html, sidecar, text
from briefings.readers.decoding import STDIN
from briefings.readers.sidecar import Sidecar

Reader = Callable[[bytes, str], RawText]


def read_mail(data: bytes, path: str) -> RawText:
    """Read a mail."""
    from briefings.readers import mail  # noqa: PLC0415 - the standard library's parser takes 15 ms to import

    return mail.read(data, path)


def read_pdf(data: bytes, path: str) -> RawText:
    """Read a PDF file."""
    from briefings.readers import documents  # noqa: PLC0415 - as seldom

    return documents.read_pdf(data, path)


def read_word(data: bytes, path: str) -> RawText:
    """Read a Word document."""
    from briefings.readers import documents  # noqa: PLC0415 - as seldom

    return documents.read_word(data, path)


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(text.SUFFIXES, text.read),
    **dict.fromkeys(html.SUFFIXES, html.read),
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_word,
}

FEEDS = (".atom", ".rdf", ".rss", ".xml")
"""Suffixes of what holds many sources: `feeds` makes a file of each."""

RECORD = ".url"
"""The suffix of a link without a text (`links`), which makes no briefing."""

SIZE_LIMIT = 20_000_000
"""Bytes. A page that was saved with its pictures inside may have so many; a file beyond that is no source, and it
would be held in memory several times over."""

TEXT_LIMIT = 2_000_000
"""Characters, as many as a book of a thousand pages. A text of that size is cleaned in 2 to 20 s and 0.3 GB, whatever
is in it; its facts take the better part of the two minutes that anyone should wait for one source."""


def read(
    data: bytes, path: str, readers: Mapping[str, Reader] = READERS, beside: Sidecar = sidecar.NOTHING
) -> RawText:
    """Read a source with the reader of its suffix, and what its editor decided about it.

    What header lines say of that is not even judged: nobody should have to edit a source whose sidecar is right.
    """
    reader = reader_of(path, readers)
    if len(data) > SIZE_LIMIT:
        raise too_large(path, f"{SIZE_LIMIT / 1e6:.0f} MB")
    if beside.encoding:
        data = sidecar.transcoded(data, beside.encoding, path)
    raw = text.read(data, path, sidecar.decisions(beside)) if reader is text.read else reader(data, path)
    if len(raw.text) > TEXT_LIMIT:
        raise too_large(path, f"{TEXT_LIMIT / 1e6:.0f} million characters of text")
    return sidecar.decided(raw, beside)


def too_large(path: str, limit: str) -> BriefingsError:
    """Say that nobody writes an article that long."""
    return BriefingsError(
        f"too large for a source: the limit is {limit}", Location(path), hint="split the file"
    )


def from_stdin(data: bytes, beside: Sidecar = sidecar.NOTHING) -> RawText:
    """Read what came in by standard input: a page where it begins as one, else a text."""
    return read(data, STDIN, {"": html.read if html.is_page(data) else text.read}, beside)


def warnings(raw: RawText) -> tuple[Problem, ...]:
    """Give what an editor should know of how a source was read."""
    if not raw.guessed_encoding:
        return ()
    hint = f"{decoding.remedy(raw.path, raw.encoding)} if that is right"
    return (Problem(Location(raw.path), f"read as {raw.encoding} (a guess)", hint, "warning"),)


def reader_of(path: str, readers: Mapping[str, Reader] = READERS) -> Reader:
    """Find the reader of a file by its suffix, whatever its case."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in readers:
        return readers[suffix]
    known = ", ".join(sorted(readers))
    near = difflib.get_close_matches(suffix, readers, n=1) if suffix else []
    hint = f"rename it to end in {near[0]}" if near else f"sources end in {known}"
    if suffix in FEEDS:
        hint = "if it is a feed: `briefings add` makes a source of each entry"
    raise BriefingsError(f"no reader for {suffix or 'a file without a suffix'}", Location(path), hint=hint)
