"""What tells languages apart, and a guess at a text's language that knows how sure it is.

Invariant: the guess is a pure function of the text, and its time is bounded however long the text is. A
language that is not in the table is not surely taken for another: its texts lack the words of all that are.
"""

from __future__ import annotations

from briefings.languages.guessing import Guess, guess
from briefings.languages.tables import LANGUAGES, Language

__all__ = ["LANGUAGES", "Guess", "Language", "common_words", "guess"]


def common_words(language: str) -> frozenset[str]:
    """Give the commonest words of a language; none where they are not known, or not parted by spaces."""
    known = LANGUAGES.get(language)
    return frozenset(known.words) if known and known.spaced else frozenset()
