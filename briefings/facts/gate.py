"""The gate that every fact passes, whoever proposed it: a rule, a plug-in, a person, a language model.

Invariant: what comes out has offsets inside one block each, a quote that is the text at its span, no
word outside the cited spans, its words in the order of the quoted sentence, no number, name or hedge
changed, and a speaker who stands in a cited span. The gate never raises for a bad fact; it drops it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from briefings.hedges import lost
from briefings.model import Document, Fact, Span
from briefings.numbers import numbers
from briefings.support import missing_words
from briefings.words import folded, forms

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_KINDS = frozenset({"key", "who", "what", "when", "where", "why", "how", "quote", "quantity", "background"})
_INSIDE = re.compile(r".?[^\W_]{2}|\d[.,:]\d")
_STATEMENTS = frozenset({"key", "background", "what"})
_MARKS = '“”"„«»‘’「」 '


class Place(msgspec.Struct, frozen=True):
    """What the gate needs of a document, made once: its text, and where each block stands."""

    text: str
    spans: tuple[Span, ...]
    lines: tuple[int, ...]
    language: str

    def line(self, span: Span) -> int:
        """Give the line of the block that holds the whole span; 0 for none."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.spans[middle][1] < span[1] else (low, middle)
        inside = low < len(self.spans) and self.spans[low][0] <= span[0] < span[1] <= self.spans[low][1]
        return self.lines[low] if inside else 0


def place(document: Document) -> Place:
    """Read what the gate needs."""
    return Place(
        document.text, document.spans, tuple(block.line for block in document.blocks), document.language
    )


def gate(document: Document, fact: Fact) -> Fact | None:
    """Let a fact through that its cited spans wholly support; its line is set anew."""
    return admit(place(document), fact)


def admit(where: Place, fact: object) -> Fact | None:
    """Do the work of `gate` for many facts of one document."""
    known = _typed(fact)
    if known is None or not _cites(where, known):
        return None
    cited = [where.text[a:b] for a, b in known.spans]
    if not (
        _is_worded(known, where, cited) and _is_answered(known, where) and _is_spoken(known, where, cited)
    ):
        return None
    return msgspec.structs.replace(known, line=where.line(known.quote_span))


def _typed(fact: object) -> Fact | None:
    """Check the types that Python did not: a plug-in may build a fact from anything."""
    if not isinstance(fact, Fact):
        return None
    try:
        known = msgspec.convert(msgspec.to_builtins(fact), Fact)
    except (
        msgspec.ValidationError,
        msgspec.DecodeError,
        TypeError,
        ValueError,
        OverflowError,
        RecursionError,
        UnicodeError,
    ):
        return None
    finite = math.isfinite(known.score) and (known.value is None or math.isfinite(known.value))
    return known if finite and known.kind in _KINDS and forms(known.text) else None


def _cites(where: Place, fact: Fact) -> bool:
    spans = (fact.quote_span, *fact.spans, *((fact.speaker_span,) if fact.speaker_span else ()))
    return (
        bool(fact.spans)
        and fact.quote_span == fact.spans[0]
        and all(where.line(span) for span in spans)
        and folded(fact.quote) == folded(where.text[slice(*fact.quote_span)]) != ""
    )


def _is_worded(fact: Fact, where: Place, cited: Sequence[str]) -> bool:
    """Tell whether words were only deleted, in order; what stands in brackets is cited elsewhere."""
    bare = fact.text.strip(_MARKS) if fact.kind == "quote" else fact.text
    if fact.text == cited[0] or (fact.kind not in _STATEMENTS and _is_part(bare, cited[0])):
        return True
    if missing_words(fact.text, cited):
        return False
    kept = forms(_BRACKETED.sub(" ", fact.text))
    if not kept or not _is_subsequence(kept, iter(forms(cited[0]))):
        return False
    further = cited[1:] or cited
    if any(
        missing_words(match[1], further) or not forms(match[1]) for match in _BRACKETED.finditer(fact.text)
    ):
        return False
    if fact.kind not in _STATEMENTS:
        return True
    return not lost(fact.text, cited[0]) and _keeps_numbers(fact.text, cited, where.language)


def _is_part(text: str, quote: str) -> bool:
    """Tell whether the text stands in the quote as it is, from the edge of a word to the edge of a word."""
    at = quote.find(text)
    end = at + len(text)
    return at >= 0 and not (
        _INSIDE.fullmatch(quote[max(0, at - 2) : at + 1]) or _INSIDE.match(quote[end - 1 : end + 2])
    )


def _keeps_numbers(text: str, cited: Sequence[str], language: str) -> bool:
    """Tell whether deleting words made another number: "5 million" is not 5, nor "-5" or "5 %"."""
    have = {(n.value, n.mark) for quote in cited for n in numbers(quote, language)}
    return all((n.value, n.mark) in have for n in numbers(text, language))


def _is_subsequence(words: Sequence[str], source: Iterator[str]) -> bool:
    return all(word in source for word in words)


def _is_answered(fact: Fact, where: Place) -> bool:
    """Tell whether the bare answer stands verbatim in the quoted sentence, and an ISO date has the form of one."""
    if fact.iso and not _ISO.fullmatch(fact.iso):
        return False
    quote = folded(where.text[slice(*fact.quote_span)])
    return folded(fact.answer) in quote and (
        fact.kind not in ("who", "when", "where", "quantity") or bool(fact.answer)
    )


def _is_spoken(fact: Fact, where: Place, cited: Sequence[str]) -> bool:
    """Tell whether a quote has a speaker who stands in a cited span, and shows the words it answers with."""
    if fact.kind != "quote":
        return not fact.speaker or not missing_words(fact.speaker, cited)
    said = folded(fact.answer).strip(_MARKS)
    if not said or folded(fact.text).strip(_MARKS) != said:
        return False
    named = [where.text[slice(*fact.speaker_span)]] if fact.speaker_span else []
    return bool(forms(fact.speaker)) and not missing_words(fact.speaker, [*cited, *named])
