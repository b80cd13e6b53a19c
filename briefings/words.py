"""Words and names of a text, in the form in which they are compared.

Invariant: two spellings of one word (case, typographic apostrophe, possessive) have one form, and
nothing else has: no stemming, so that equal forms mean the same word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefings.regex import regex

_PLAIN = regex(r"[a-z]+(?:'[a-z]+)*|\d+(?:[.,:]\d+)*")
"""What `WORD` finds where there are letters from a to z only."""
WORD = regex(r"[a-z]+(?:'[a-z]+)*(?![^\W\d_'’])|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_GROUPING = regex(r",(?<=\d,)(?=\d)")
LONGEST = 256  # longer "words" are left as they are: normalising is quadratic on runs of combining marks


def listed(table: str) -> tuple[str, ...]:
    """Give the words of a table that is written as one text."""
    return tuple(table.split())


STOP = frozenset(
    listed(
        """
    a an the of in on at to for from by with as and or but nor so yet if then than that this these
    those it its is are was were be been being am do does did have has had will would can could may
    might shall should must not no he she they him his her hers their theirs we our us you your i my
    me who whom whose which what when where why how there here up down out over under about into
    after before during between also just more most such own same other some any all both each few s
    t said says say one two new
    """
    )
)


_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@lru_cache(maxsize=64)  # asked again at each step that makes a sentence shorter
def count(text: str) -> int:
    """Count words as a reader does; two characters are one where no spaces stand between words."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    form: str
    start: int
    end: int


def form(word: str) -> str:
    """Lower case, straight apostrophe, no possessive; a number without its thousands' commas."""
    if word[0].isdecimal():
        return word.replace(",", "")
    word = word.lower().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'")


def words(text: str) -> tuple[Word, ...]:
    """Give every word and number of `text`, in order."""
    return tuple(Word(form(match.group()), *match.span()) for match in WORD.finditer(text))


def forms(text: str) -> list[str]:
    """Give the words of `text` as they are compared."""
    lower = text.replace("’", "'").lower()
    if "," in lower:
        lower = _GROUPING.sub("", lower)
    found: list[str] = (_PLAIN if lower.isascii() else WORD).findall(lower)
    return [form(word) if "'" in word else word for word in found] if "'" in lower else found


def is_content(word: str) -> bool:
    """Tell whether the word (as compared) carries meaning of its own."""
    return word not in STOP and (len(word) > 1 or word.isdigit())


def content_of(unlike: set[str]) -> frozenset[str]:
    """Give those of some words (as compared) that carry meaning of their own."""
    return frozenset([word for word in unlike - STOP if len(word) > 1 or word.isdigit()])


def lowered(text: str) -> str:
    """Lower case with every character in its place, so that offsets hold; patterns run faster on it."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def folded(text: str) -> str:
    """Fold white space and compose characters (NFC): how a quotation is compared with its source."""
    pieces = text.split()
    if text.isascii():
        return " ".join(pieces)
    return " ".join(unicodedata.normalize("NFC", p) if len(p) <= LONGEST else p for p in pieces)


_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_REST = r"[\w’'-]*\w(?:[’']s?\b)?"
_NAME = regex(rf"{_CAPITAL}(?<!\w.)(?:{_REST}|\.(?<=[A-Z]\.)(?:[A-Z]\.)*(?:{_CAPITAL}{_REST})?)")
"""A capital is looked for first, which is quick, and then what stands before it."""
_GAP = regex(
    r" (?:(?:of|de|da|do|dos|del|della|di|la|le|van|von|der|den|bin|ibn|al|el|for|du|"
    r"des)(?: the| la| der)? )?"
)
_PREFIX = regex(r"\b(?:al|el|ul|as|bin|ibn)-$")
_LONGEST_PREFIX = 5  # with a character before it


class Name(NamedTuple):
    """A run of capitalised words: as written without a possessive, and where it stands."""

    text: str
    start: int
    end: int


def names(text: str) -> Iterator[Name]:
    """Give each run of capitalised words, the first word of a sentence included."""
    start = end = -1
    for match in _NAME.finditer(text):
        begins = match.start()
        if begins and text[begins - 1] == "-":
            begins -= _prefix(text, begins)
        if start >= 0 and _continues(text, end, begins):
            end = match.end()
            continue
        if start >= 0:
            yield _named(text, start, end)
        start, end = begins, match.end()
    if start >= 0:
        yield _named(text, start, end)


def _prefix(text: str, at: int) -> int:
    """Give how many characters before a capital belong to it: ``al-Masri``."""
    found = _PREFIX.search(text, max(0, at - _LONGEST_PREFIX), at)
    return len(found.group()) if found else 0


def _continues(text: str, end: int, start: int) -> bool:
    if text[end - 2 : end] in ("’s", "'s") or start - end > 12:  # noqa: PLR2004  # the longest gap, " della la "
        return False
    gap = text[end:start]
    return gap == " " or (len(gap) > 1 and _GAP.fullmatch(gap) is not None)


def _named(text: str, start: int, end: int) -> Name:
    if text[end - 1] in "’'":
        end -= 1
    elif text[end - 2 : end] in ("’s", "'s"):
        end -= 2
    return Name(text[start:end], start, end)
