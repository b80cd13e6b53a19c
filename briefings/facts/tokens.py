"""The tokens of a statement: words, marks, and quotations, of which each is one.

Invariant: a token knows its place in the text, and nothing inside of a quotation is a token.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefings.regex import regex
from briefings.words import lowered

QUOTE = "\ue000"  # a character of private use stands for each of a quotation
_TOKEN = regex(
    r"[a-z]++(?![\w’'&/.-])|\ue000+|(?=[A-Z])(?:(?:[A-Z]\.)+(?:[A-Z]\b)?|"
    r"(?:Sens?|Reps?|Govs?|Drs?|Mrs?|Ms|Prof|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Rev|Hon|Maj|Adm|Pres|Supt|Det)\.)|"
    r"[^\W_]\w*(?:[’'&/.-]\w+)*(?:[’'](?!\w))?|[,;:—–]|[.!?…-]"
)
"""Most tokens are plain words, so these come first; every one of them is a word as it is read further on, too."""
_PREFIXED = regex(r"(?:[ae]l|bin|ibn|ul)-[A-Z]|[dl][’'][A-Z]|(?:Mc|de|i)[A-Z]")
_ASIDE = regex(r"\([^()\n]{0,80}\)")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a mark, or a whole quotation; where it stands in the text; the word in lower case, and its kind."""

    text: str
    start: int
    end: int
    low: str
    is_word: bool
    is_capital: bool


Tokens = Sequence[Token]


def tokens(masked: str, start: int) -> list[Token]:
    """Cut a statement, of which quotations are masked, into tokens; what stands in brackets is left out."""
    if "(" in masked:
        masked = _ASIDE.sub(lambda match: " " * len(match.group()), masked)
    lower = lowered(masked).replace("’", "'")
    return [
        Token(word, start + at, start + end, low, low[0].isalnum(), word != low and _is_capital(word, low))
        for at, end in [match.span() for match in _TOKEN.finditer(masked)]
        for word, low in ((masked[at:end], lower[at:end]),)
    ]


def _is_capital(word: str, low: str) -> bool:
    return word[0] != low[0] or _PREFIXED.match(word) is not None
