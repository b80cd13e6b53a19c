"""Does a claim stand in the sentences it cites? One answer for the gate of facts and for every build.

Invariant: what `unsupported` names is not in the quotes. It compares values, not spellings (1,200 is
1200, twelve is 12), so that a rewording by an editor raises no false alarm, while a changed number,
name or date, or a lost "not", always does.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Sequence

from briefings import dates, hedges
from briefings.model import Value
from briefings.regex import regex
from briefings.support import amounts, caution, days, naming, wording
from briefings.support.amounts import BRACKETED
from briefings.words import folded, forms

_SENTENCE_ENDS = tuple(".!?…”。！？")
_NAMED = regex(
    r"\[[^\[\]]*\][’']?s?"
)  # whom a pronoun means, or a first name, of another sentence than the rest
_BRACKETS = regex(r"[\[\]]")
_LONGEST_PHRASE = 8  # words of a field of the box


class Unsupported(Value, frozen=True):
    """What of a claim stands in none of its quotes, each as written in the claim (hedges: in the quote)."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    swapped: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def serious(self) -> bool:
        """Tell whether more is wrong than the wording."""
        return any(
            (
                self.numbers,
                self.names,
                self.dates,
                self.hedges,
                self.added,
                self.opposites,
                self.swapped,
                self.foreign,
            )
        )


def stands_in(quote: str, text: str) -> bool:
    """Tell whether the quote is verbatim in the text, white space and composition of characters apart."""
    wanted = folded(quote)
    return bool(wanted) and wanted in _once(text)


_once = functools.lru_cache(16)(folded)  # a page asks for its source once a citation


def unsupported(
    claim: str,
    quotes: Sequence[str],
    *,
    published: dt.date | None = None,
    language: str = "en",
    speaker: str = "",
) -> Unsupported:
    """Compare a claim with the quotes it cites; `published` is the date of their source."""
    if claim in quotes and not speaker:
        return Unsupported()
    spans = dates.find(claim, language)
    bare = BRACKETED.sub(" ", claim).strip()
    own = _NAMED.sub("", bare).strip()
    reworded = {} if is_shortened(own, quotes) else _reworded(bare, quotes, language)
    return Unsupported(
        words=missing_words(bare, quotes),
        numbers=tuple(amounts.missing(claim, spans, quotes, language)),
        names=tuple(naming.missing(_BRACKETS.sub("", claim), speaker, quotes, language)),
        dates=tuple(days.missing(claim, spans, quotes, published, language)),
        hedges=tuple(dict.fromkeys(_lost_hedges(own, quotes, language))),
        **reworded,
    )


def _reworded(bare: str, quotes: Sequence[str], language: str) -> dict[str, tuple[str, ...]]:
    """Say what may be wrong with a claim that does more than leave words out."""
    return {
        "added": tuple(caution.added(bare, quotes, language)),
        "opposites": tuple(wording.opposites(bare, quotes)),
        "swapped": wording.swapped(bare, quotes, language),
        "foreign": tuple(wording.foreign(bare, quotes, language)),
    }


def is_shortened(claim: str, quotes: Sequence[str]) -> bool:
    """Tell whether the words of the claim stand in one of the quotes, in its order."""
    mine = forms(claim)
    return any(all(word in rest for word in mine) for rest in (iter(forms(quote)) for quote in quotes))


def hears(speaker: str, quotes: Sequence[str]) -> bool:
    """Tell whether the speaker of a quotation is only told it there."""
    return naming.hears(speaker, quotes)


def _lost_hedges(bare: str, quotes: Sequence[str], language: str) -> Iterator[str]:
    """Give the hedges that a statement lost; a phrase, such as a name or a place, states nothing."""
    if bare[-1:] not in _SENTENCE_ENDS and len(bare.split()) <= _LONGEST_PHRASE:
        return
    read = [quote for quote in quotes if not caution.is_aside(bare, quote)]
    found = {quote: tuple(_lost_from(bare, quote, language)) for quote in read}
    if not any(caution.covers(quote, bare) for quote, lost in found.items() if not lost):
        yield from (hedge for lost in found.values() for hedge in lost)


def _lost_from(bare: str, quote: str, language: str) -> Iterator[str]:
    if language[:2] == "en":
        yield from hedges.lost(bare, quote)
    yield from caution.lost(bare, quote, language)


def missing_words(claim: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """Give the words of the claim that stand in no quote."""
    have = {word for quote in quotes for word in forms(quote)}
    return tuple(word for word in forms(claim) if word not in have)
