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
from briefings.readers import html, sidecar, text
from briefings.readers.sidecar import Sidecar

Reader = Callable[[bytes, str], RawText]

READERS: Mapping[str, Reader] = {
    **dict.fromkeys(text.SUFFIXES, text.read),
    **dict.fromkeys(html.SUFFIXES, html.read),
}

SIZE_LIMIT = 50_000_000
"""Bytes. The longest novels are 4 MB of text; more than ten times that is a wrong file, and it would be
held in memory several times over."""


def read(
    data: bytes, path: str, readers: Mapping[str, Reader] = READERS, beside: Sidecar = sidecar.NOTHING
) -> RawText:
    """Read a source with the reader of its suffix, and what its editor decided about it."""
    reader = reader_of(path, readers)
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1e6:.0f} MB, the limit is {SIZE_LIMIT / 1e6:.0f} MB"
        raise BriefingsError(f"too large for a source: {size}", Location(path), hint="split the file")
    if beside.encoding:
        data = sidecar.transcoded(data, beside.encoding, path)
    return sidecar.decided(reader(data, path), beside)


def warnings(raw: RawText) -> tuple[Problem, ...]:
    """Give what an editor should know of how a source was read."""
    if not raw.guessed_encoding:
        return ()
    hint = f'write encoding = "{raw.encoding}" into {PurePosixPath(raw.path).name}{sidecar.SUFFIX} if that is right'
    return (Problem(Location(raw.path), f"read as {raw.encoding} (a guess)", hint, "warning"),)


def reader_of(path: str, readers: Mapping[str, Reader] = READERS) -> Reader:
    """Find the reader of a file by its suffix, whatever its case."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in readers:
        return readers[suffix]
    known = ", ".join(sorted(readers))
    near = difflib.get_close_matches(suffix, readers, n=1) if suffix else []
    hint = f"rename it to end in {near[0]}" if near else f"sources end in {known}"
    raise BriefingsError(f"no reader for {suffix or 'a file without a suffix'}", Location(path), hint=hint)
