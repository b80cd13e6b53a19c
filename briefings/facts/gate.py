"""The gate that every fact passes, whoever proposed it: a rule, a plug-in, a person, a language model.

Invariant: what comes out has offsets inside one block each, and a quote that is the text at its span. A statement only
deletes words of it, keeps its numbers and hedges, and has in brackets whom a pronoun of the sentence means, or the
first name of whom it has by the last name, as they stand in a further cited span; every other fact is a stretch of the
quote. A value and a date follow from the words of the answer, a quotation stands behind a mark, and its speaker in a
cited span. The gate never raises for a bad fact; it drops it.
"""

from __future__ import annotations

import datetime as dt
import math
import string
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

import msgspec

from briefings import dates, tenses
from briefings.hedges import CLASSES, lost
from briefings.model import Document, Fact, Span
from briefings.numbers import Number, numbers, values
from briefings.regex import regex
from briefings.words import WORD, folded, forms, listed, lowered

_BRACKETED = regex(r"(\[[^\[\]]*\])")
_POSSESSIVE = regex(r"[’'](?:s)?$")
_DENYING = frozenset(listed("no not none nobody nothing never neither nor without"))
_NO_NAMES = _DENYING | frozenset(
    listed(
        "a an the all any both each every few many most other some such this that these those his her its their our my "
        "your only if when while but and or"
    )
)
_GIVEN_NAME = regex(
    r"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|bin|ibn|al|van|von|der|den|de|da|di|du|la|le))*"
)
_LAST_NAME = regex(r" [A-ZÀ-ÖØ-Þ][\w-]*(?:['’]\w{2,})?")
_INSIDE = regex(r".?[^\W_]{2}|\d[.,:]\d")
_KINDS = frozenset({"key", "who", "what", "when", "where", "why", "how", "quote", "quantity", "background"})
_STATEMENTS = frozenset({"key", "background", "what"})
_ANSWERED = frozenset({"who", "when", "where", "quantity"})
_PRONOUNS = frozenset(
    listed("he she they it his her hers their theirs its him them this these that those who")
)
_MARKS = '“”"„«»‘’「」 '
_SPEECH_MARKS = frozenset("“”\"„«»‘’'`‹›「『《—–-")
_NO_SIGNS = frozenset(string.ascii_letters + string.digits + " \n")
_OURS = frozenset("[].,’")  # signs that a shortened statement may get
_CURRENCY = " $€£¥"
_LONGEST_NAME = 80  # characters of a label, a unit and a rule
_ADDED = 4  # characters that each cited span may add to a statement: brackets, a possessive
_TENSES: tuple[tenses.Tense, ...] = ("", "past", "future")


class Cited:
    """A stretch of the text that facts cite, in the forms in which they are compared with it, each made once."""

    def __init__(self, text: str, line: int, language: str) -> None:
        """Take the stretch and the line of its block."""
        self.text, self.line, self._language = text, line, language

    @cached_property
    def folded(self) -> str:
        """Give the stretch with its white space folded."""
        return folded(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Give its words as they are compared."""
        return tuple(forms(self.text))

    @cached_property
    def signs(self) -> frozenset[str]:
        """Give its characters that are no part of a word."""
        return _signs(self.text)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Give its numbers, a shared magnitude counted."""
        return values(self.text, self._language)

    def has(self, words: str) -> bool:
        """Tell whether words stand in it as they are, from the edge of a word to the edge of a word."""
        return _stands(words, self.text) or _stands(folded(words), self.folded)


class Evidence:
    """What the gate needs of a document; each cited stretch is read once, however many facts cite it."""

    def __init__(self, document: Document) -> None:
        """Take the text, and where each block stands."""
        self.text = document.text
        self.language = document.language
        self.published = document.published
        self._spans = document.spans
        self._ends = [end for _, end in self._spans]
        self._lines = [block.line for block in document.blocks]
        self._cited: dict[Span, Cited | None] = {}

    def cited(self, span: Span) -> Cited | None:
        """Give the stretch at a span; None where no block holds the whole of it."""
        if span not in self._cited:
            self._cited[span] = self._read(span)
        return self._cited[span]

    def block(self, span: Span) -> Span:
        """Give the block that holds a span."""
        return self._spans[bisect_left(self._ends, span[1])]

    def _read(self, span: Span) -> Cited | None:
        at = bisect_left(self._ends, span[1])
        if at == len(self._ends) or not self._spans[at][0] <= span[0] < span[1]:
            return None
        return Cited(self.text[slice(*span)], self._lines[at], self.language)


def gate(document: Document, fact: Fact) -> Fact | None:
    """Let a fact through that its cited spans wholly support; its line is set anew."""
    return admit(Evidence(document), fact)


def admit(evidence: Evidence, proposed: object) -> Fact | None:
    """Do the work of `gate` for many facts of one document."""
    fact = _typed(proposed)
    cited = _all_cited(evidence, fact) if fact else None
    if fact is None or cited is None:
        return None
    quote = cited[0]
    if not (
        _is_worded(fact, cited, evidence.language)
        and _is_answered(fact, quote)
        and _is_dated(fact, evidence.published)
        and _is_valued(fact, quote)
        and _is_spoken(fact, cited, evidence)
        and (fact.kind != "quote" or _is_quoted(fact, quote, evidence))
    ):
        return None
    return fact if fact.line == quote.line else msgspec.structs.replace(fact, line=quote.line)


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
    named = all(
        name.isprintable() and len(name) <= _LONGEST_NAME for name in (known.label, known.unit, known.rule)
    )
    return known if finite and named and known.kind in _KINDS else None


def _all_cited(evidence: Evidence, fact: Fact) -> tuple[Cited, ...] | None:
    """Give what a fact cites, the quoted sentence first; None where it cites nothing, or not what it quotes."""
    if not fact.spans or fact.spans[0] != fact.quote_span:
        return None
    cited = tuple([one for span in fact.spans if (one := evidence.cited(span)) is not None])
    if len(cited) < len(fact.spans):
        return None
    quote = cited[0]
    same = fact.quote == quote.text or folded(fact.quote) == quote.folded
    return cited if same and not quote.text.isspace() else None


# --- words ---------------------------------------------------------------------------------------------


def _is_worded(fact: Fact, cited: Sequence[Cited], language: str) -> bool:
    """Tell a statement that only deletes words of its sentence, and another fact that is a stretch of it."""
    quote, text = cited[0], fact.text
    if text == quote.text:
        return _has_words(text)
    if fact.kind not in _STATEMENTS:
        bare = text.strip(_MARKS) if fact.kind == "quote" else text
        return quote.has(bare) and any(map(str.isalnum, bare))
    return (
        len(text) <= sum(len(one.text) + _ADDED for one in cited)
        and _signs(text) <= _OURS.union(*(one.signs for one in cited))
        and _is_shortened(text, quote, cited[1:])
        and _keeps_numbers(text, cited, language)
        and _keeps_bounds(text, quote, language)
        and not lost(text, quote.text)
    )


def _has_words(text: str) -> bool:
    return WORD.search(text) is not None


def _signs(text: str) -> frozenset[str]:
    return frozenset([sign for sign in set(text) - _NO_SIGNS if not sign.isalnum()])


def _is_shortened(text: str, quote: Cited, further: Sequence[Cited]) -> bool:
    """Tell whether words were only deleted, in order, and names in brackets stand for pronouns or before last names."""
    left = iter(quote.words)
    kept = False
    parts = _BRACKETED.split(text)
    for part, behind in zip_longest(parts, parts[1:], fillvalue=""):
        if part.startswith("[") and part not in quote.text:  # the source may have brackets of its own
            name = _POSSESSIVE.sub("", part[1:-1])
            if not _has_words(name) or not _DENYING.isdisjoint(forms(name)):
                return False
            if not _is_first_name(name, behind, further) and (
                not _stands_in_one(name, further) or _pronoun(left) is None
            ):
                return False
        else:
            words = forms(part)
            kept = kept or bool(words)
            if not all(word in left for word in words):
                return False
    return kept


def _is_first_name(name: str, behind: str, further: Sequence[Cited]) -> bool:
    """Tell whether a further stretch has a name, all in capitals, right before the last name that follows it."""
    last = _LAST_NAME.match(behind)
    named = _GIVEN_NAME.fullmatch(name) is not None and _NO_NAMES.isdisjoint(forms(name))
    return last is not None and named and any(one.has(f"{name}{last.group()}") for one in further)


def _pronoun(words: Iterator[str]) -> str | None:
    """Give the next pronoun, and leave the words behind it; None where there is none."""
    return next((word for word in words if word in _PRONOUNS), None)


def _stands(words: str, text: str) -> bool:
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (
            _INSIDE.fullmatch(text, max(0, at - 2), at + 1) or _INSIDE.match(text, max(0, end - 1), end + 2)
        ):
            return True
        at = text.find(words, at + 1)
    return False


def _stands_in_one(words: str, cited: Sequence[Cited]) -> bool:
    """Tell whether words, if there are any, stand in one of the stretches as they are."""
    return not words or any(one.has(words) for one in cited)


def _keeps_numbers(text: str, cited: Sequence[Cited], language: str) -> bool:
    """Tell whether deleting words made another number: "5 million" is not 5, nor "-5" or "5 %"."""
    kept = {(n.value, n.mark) for n in numbers(text, language)}
    return not kept or kept <= {(n.value, n.mark) for one in cited for n in one.numbers}


def _keeps_bounds(text: str, quote: Cited, language: str) -> bool:
    """Tell whether no number lost the word that makes it a bound or a guess: "up to 5" is not 5."""
    its = _bounds(quote.text, quote.numbers)
    if not any(bound for _, bound in its):
        return True
    free = {value for value, bound in its if not bound}
    return all(bound or value in free for value, bound in _bounds(text, numbers(text, language)))


def _bounds(text: str, found: Sequence[Number]) -> list[tuple[float, bool]]:
    """Give the numbers of a text, each with whether a word of measure stands right before it."""
    if not found:
        return []
    ends = [match.end() for match in CLASSES["amount"].finditer(lowered(text))]
    return [
        (n.value, any(not text[end : n.start].strip(_CURRENCY) for end in ends if end < n.start))
        for n in found
    ]


# --- answers -------------------------------------------------------------------------------------------


def _is_answered(fact: Fact, quote: Cited) -> bool:
    """Tell whether the bare answer stands verbatim in the quoted sentence."""
    if not fact.answer:
        return fact.kind not in _ANSWERED
    return fact.answer in quote.text or folded(fact.answer) in quote.folded


def _is_dated(fact: Fact, published: dt.date | None) -> bool:
    """Tell whether the date beside the words is one that they may mean."""
    if not fact.iso:
        return True
    return fact.kind == "when" and any(
        fact.iso == dates.resolve(fact.answer, published, tense) for tense in _TENSES
    )


def _is_valued(fact: Fact, quote: Cited) -> bool:
    """Tell whether the value is that of a number of the answer, the middle of two, or one of "a gallon"."""
    if fact.kind != "quantity":
        return fact.value is None and not fact.unit
    if fact.value is None:
        return True
    found = [n.value for n in quote.numbers if _lies_in(n, quote.text, fact.answer)]
    worth = {*found, *((a + b) / 2 for a in found for b in found)} or {1.0}
    return any(math.isclose(fact.value, known, rel_tol=1e-9) for known in worth)


def _lies_in(number: Number, text: str, answer: str) -> bool:
    """Tell whether a number shares characters with a place where the answer stands."""
    at = text.find(answer)
    while at >= 0:
        if number.start < at + len(answer) and at < number.end:
            return True
        at = text.find(answer, at + 1)
    return False


def _is_spoken(fact: Fact, cited: Sequence[Cited], evidence: Evidence) -> bool:
    """Tell whether the speaker, if there is one, stands in a cited span, or in the one that names the speaker."""
    if fact.speaker_span is None:
        return _stands_in_one(fact.speaker, cited)
    named = evidence.cited(fact.speaker_span)
    return named is not None and _stands_in_one(fact.speaker, (named, *cited))


def _is_quoted(fact: Fact, quote: Cited, evidence: Evidence) -> bool:
    """Tell whether a quotation is what it answers, has a speaker, and stands behind a mark."""
    said = folded(fact.answer).strip(_MARKS)
    if not said or folded(fact.text).strip(_MARKS) != said or not _has_words(fact.speaker):
        return False
    start = evidence.block(fact.quote_span)[0]
    before = evidence.text[start : fact.quote_span[0]] + quote.text.partition(fact.answer)[0]
    return not (_SPEECH_MARKS.isdisjoint(before) and _SPEECH_MARKS.isdisjoint(fact.text))
