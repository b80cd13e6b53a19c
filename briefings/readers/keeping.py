"""Add digests to the list `keep` of a `FILE.toml`, in its text: comments, order and all other keys stay as they are.

Invariant: what comes out reads as what went in, with the new digests behind the old ones; otherwise it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from briefings.errors import BriefingsError, Location, printable
from briefings.readers import sidecar
from briefings.regex import regex


class Entry(NamedTuple):
    """The digest of a block, and its words, which the file's reader is told."""

    digest: str
    words: str


class List(NamedTuple):
    """Where a list stands in a text: behind its last value or comma, and at its closing bracket.

    `wants_comma` says that no comma stands behind its last value.
    """

    last: int
    end: int
    wants_comma: bool


HEAD = "# What was decided about {}, which itself is never written."
ADVICE = "# Blocks that cleaning leaves in. Delete a line, and its block goes again."
COMMENT = 60  # characters of a block that its line in the file shows

TOKEN = regex(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\],]",
    re.DOTALL,
)
"""What holds brackets that are none, and what makes a list: strings, comments, brackets, commas."""

KEY = regex(r"""^\ufeff?[ \t]*["']?keep["']?[ \t]*=[ \t]*(?=\[)""", re.MULTILINE)


def extended(text: str, path: str, entries: Iterable[Entry]) -> str:
    """Give the text of the file with more digests; raises with a place for a file that cannot be read."""
    before = sidecar.parse(text.encode(), path)
    new = [entry for entry in entries if entry.digest not in before.keep]
    if not new:
        return text
    made = written(text, path, new)
    wanted = msgspec.structs.replace(before, keep=(*before.keep, *(entry.digest for entry in new)))
    if sidecar.parse(made.encode(), path) != wanted:
        digests = ", ".join(f'"{entry.digest}"' for entry in new)
        raise BriefingsError(
            "its list keep cannot be extended", Location(path), hint=f"write into it: {digests}"
        )
    return made


def written(text: str, path: str, new: Sequence[Entry]) -> str:
    """Write the digests into the list that there is, or into a new one at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    rows = "".join(f'  "{entry.digest}",  # {comment(entry.words)}{end}' for entry in new)
    place = find(text)
    if place is None:
        head = "" if text.strip("\ufeff \t\r\n") else HEAD.format(source_of(path)) + end
        gap = end if text and not text.endswith("\n") else ""
        return f"{text}{gap}{head}{ADVICE}{end}keep = [{end}{rows}]{end}"
    between = text[place.last : place.end]
    cut = place.last + between.rfind("\n") + 1 if "\n" in between else place.last
    comma = "," if place.wants_comma else ""
    gap = "" if "\n" in between else end
    return text[: place.last] + comma + text[place.last : cut] + gap + rows + text[cut:]


def find(text: str) -> List | None:
    """Find the list `keep`, None where there is none."""
    begins = {match.end() for match in KEY.finditer(text)}
    found = None
    for token in TOKEN.finditer(text):
        sign = token[0][0]
        if found is None:
            if token.start() in begins:
                found = List(token.end(), token.end(), wants_comma=False)
        elif sign == "]":
            return found._replace(end=token.start())
        elif sign != "#":
            found = List(token.end(), token.end(), wants_comma=sign != ",")
    return None


def source_of(path: str) -> str:
    """Give the name of the source that the file stands beside."""
    return printable(PurePosixPath(path).name.removesuffix(sidecar.SUFFIX)).replace("\n", " ")


def comment(words: str) -> str:
    """Give the first words of a block, without what may not stand in a comment."""
    text = printable(" ".join(words.split()))
    if len(text) <= COMMENT:
        return text
    return text[:COMMENT].rsplit(" ", 1)[0].rstrip() + " …"
