"""Blocks that stay because their editor says so, whatever a step thinks of them.

Invariant: a block is known by a digest of its words, so that it is found again wherever it stands, in other case,
with other commas and quotes, and after edits elsewhere in the source. Its place among the lines does not change.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Collection

from briefings.cleaning.characters import MARK_RUN
from briefings.cleaning.measure import key
from briefings.model import Change, Line

Lines = tuple[Line, ...]

LENGTH = 16  # characters of base32: 80 bits
APART = frozenset({"byline", "date", "caption"})
"""Kinds that take a line out of the body."""


def digest(text: str) -> str:
    """Give the digest of a block: of its words, or of what else there is where it has none."""
    if MARK_RUN.search(text) is None:  # normalising takes n² steps there
        text = unicodedata.normalize("NFC", text)
    words = key(text) or " ".join(text.split())
    return (
        base64.b32encode(hashlib.sha256(words.encode("utf-8", "replace")).digest()).decode().lower()[:LENGTH]
    )


def kept(
    before: Lines, after: Lines, changes: tuple[Change, ...], keep: Collection[str]
) -> tuple[Lines, tuple[Change, ...]]:
    """Undo what a step did to the lines that are to stay; gives the lines, and the changes that remain."""
    if not keep:
        return after, changes
    held = frozenset(
        change.line
        for change in changes
        if (is_taken(change) or is_guess(change)) and digest(change.before) in keep
    )
    if not held:
        return after, changes
    staying = tuple(line for line in before if line.source_line in held)
    others = tuple(line for line in after if line.source_line not in held)
    lines = tuple(sorted(others + staying, key=lambda line: line.source_line))
    told = (
        as_kept(change) if change.line in held else change
        for change in changes
        if not (change.line in held and is_guess(change))
    )
    return lines, tuple(told)


def is_taken(change: Change) -> bool:
    """Whether a step took the line out of the body."""
    return change.after is None or change.mark in APART


def is_guess(change: Change) -> bool:
    """Whether a step thinks that the line is a heading, by its look alone; what somebody keeps is text."""
    return change.mark == "heading" and change.after == change.before


def as_kept(change: Change) -> Change:
    """Say that the line would have gone."""
    return Change(change.step, change.line, change.before, change.before, mark="kept")
