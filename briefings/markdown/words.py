"""What a text says: how many words, and whether it is a date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from briefings.regex import regex

WORD = regex(r"\w+")
IN_WORD = bytes(ord("w" if chr(code).isalnum() or chr(code) == "_" else " ") for code in range(128)) + bytes(
    128
)
"""Writes each byte of an ASCII text as ``w`` or a blank."""
_DENSE = regex("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces


def count(text: str) -> int:
    """Count the words of a text; in scripts without spaces two characters count as one."""
    if text.isascii():
        return b" ".join((b"", text.encode().translate(IN_WORD))).count(b" w")
    spaced, characters = _DENSE.subn(" ", text)
    return len(WORD.findall(spaced)) + characters // 2


def count_all(texts: Iterable[str]) -> int:
    """Count the words of some texts."""
    given = list(texts)
    plain = " ".join(text for text in given if text.isascii())
    return count(plain) + sum(count(text) for text in given if not text.isascii())


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, or a year, or a year and month."""
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    try:
        return parts is not None and bool(dt.date(*(int(part or 1) for part in parts.groups())))
    except ValueError:
        return False
