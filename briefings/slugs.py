"""Slugs: the part of an address, or the name of a file, that is made of a title.

Invariant: a slug is never empty, has at most 80 bytes, consists of lower-case letters and digits of any
script joined by single hyphens, and is neither ``index`` nor the name of a Windows device. So it can
neither leave its folder nor hide another page.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Collection

from briefings.errors import BriefingsError, Location
from briefings.regex import regex

LONGEST = 80  # bytes of UTF-8: with a suffix and a twin's ending it still fits every file system
READ = 1000  # characters: normalising is quadratic on runs of combining marks
EMPTY = "untitled"
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
APOSTROPHES = regex(r"(?<=\w)['’ʼ](?=\w)")


@functools.lru_cache(maxsize=4096)  # a topic has one on every page that names it
def slug(text: str) -> str:
    """Make the slug of a title: ``What's new in Malmö?`` gives ``whats-new-in-malmö``."""
    lowered = unicodedata.normalize("NFC", text[:READ]).lower()
    composed = unicodedata.normalize("NFC", APOSTROPHES.sub("", lowered))
    spaced = "".join(c if is_kept(c) else " " for c in composed)
    words = [word for word in map(without_leading_marks, spaced.split()) if word]
    name = fitted("-".join(words), LONGEST)
    return f"{name}-page" if name == "index" or name in DEVICES else name or EMPTY


def is_kept(character: str) -> bool:
    """Letters, digits and the marks that belong to letters, of every script."""
    return unicodedata.category(character)[0] in "LMN"


def without_leading_marks(word: str) -> str:
    """Take combining marks away that have no letter before them."""
    start = next((at for at, c in enumerate(word) if not unicodedata.combining(c)), len(word))
    return word[start:]


def fitted(name: str, limit: int) -> str:
    """Cut at the last word that fits into `limit` bytes, or within the first where even that does not."""
    if len(encoded := name.encode("utf-8", "ignore")) <= limit:
        return encoded.decode()
    cut = encoded[: limit + 1].decode("utf-8", "ignore")
    if "-" in cut:
        return cut.rpartition("-")[0]
    return encoded[:limit].decode("utf-8", "ignore")


def is_slug(text: str) -> bool:
    """Whether `text` can be part of an address as it stands."""
    return text == slug(text)


def check(text: str, location: Location) -> str:
    """Give the value of a `slug` key back, or say what to write instead."""
    if is_slug(text):
        return text
    raise BriefingsError(f"not a slug: {text[:LONGEST]!r}", location, hint=f"write slug: {slug(text)}")


def free(name: str, taken: Collection[str]) -> str:
    """Give `name`, with a number where it is taken; capitals make no other name."""
    folded = {other.casefold() for other in taken}
    number, candidate = 1, name
    while candidate.casefold() in folded:
        number += 1
        ending = f"-{number}"
        candidate = fitted(name, LONGEST - len(ending)) + ending
    return candidate
