"""What can be told of a line by looking at it alone: its weight, its end, its key.

Invariant: all of it is linear in the line's length and works in every script; nothing here knows a phrase.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from briefings.regex import regex

DENSE = regex("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Chinese and Japanese characters: no spaces between words, about two characters a word."""

SPACELESS = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer: no spaces between words, about five characters a word."""

ENDS = ".!?…。！？｡।॥؟۔።։"
CLOSERS = "\"'”’“‘»«›‹)]}」』）】〉》*_"

NOT_WORD = regex(
    "[^\\w\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0fff\u1000-\u109f\u1780-\u17d3]+|_+"
)
"""What parts words. Vowel signs of Indic and other scripts are no letters to `re`, but part none."""

PROSE_WORDS = 8
"""A shorter line that ends like a sentence may be a caption, a button or an answer."""

LONG_WORDS = 30
"""So long a line is prose even where it does not end like a sentence."""


Answer = TypeVar("Answer")
ASKED_AGAIN = 2000  # characters: a longer line is worked out anew, so that what is remembered stays small


def remembered(tell: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Remember what was told of the last few thousand lines: the steps ask for the same line again and again."""
    kept = functools.lru_cache(4096)(tell)

    @functools.wraps(tell)
    def told(text: str) -> Answer:
        return kept(text) if len(text) <= ASKED_AGAIN else tell(text)

    return told


@remembered
def weight(text: str) -> int:
    """Count the words, in scripts without spaces by their characters."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(DENSE.findall(text)) // 2 + len(SPACELESS.findall(text)) // 5


def ends_sentence(text: str) -> bool:
    """Whether the line ends like a sentence, closing quotes and brackets aside."""
    end = text.rstrip().rstrip(CLOSERS)[-1:]
    return bool(end) and end in ENDS


def opens_quote(text: str) -> bool:
    """Whether the line begins with a quotation mark."""
    return text[:1] in "\"'“„‘«»”「『‚‹"


def is_prose(text: str) -> bool:
    """Whether the line is long enough, and ended, to be a paragraph of an article."""
    return prose_of(weight(text), ends=ends_sentence(text))


def prose_of(words: int, *, ends: bool) -> bool:
    """Whether so many words, ended like a sentence or not, are a paragraph."""
    return words >= LONG_WORDS or (words >= PROSE_WORDS and ends)


@remembered
def key(text: str) -> str:
    """Give what two lines share that say the same in other case, quotes or commas."""
    return NOT_WORD.sub(" ", text).strip().casefold()


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one, as in the middle of a sentence."""
    return text[:1].islower()
