"""Key facts of a document, each with the words of the source that support it.

Invariant: nothing leaves this package that has not passed the gate, whoever found it. A language
without rules gets quotes and sentences only, never a guessed field.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import msgspec

from briefings.facts import background, fields, key, quantities, quotes, reasons
from briefings.facts.article import Article, read
from briefings.facts.asking import Asking, NoAnswer, asked
from briefings.facts.gate import Evidence, admit, gate
from briefings.model import Block, Document, Fact, Facts, Span
from briefings.regex import regex

__all__ = [
    "FINDERS", "Article", "Asking", "FactFinder", "NoAnswer",
    "as_json", "asked", "find", "from_text", "gate", "questions",
]  # fmt: skip

FactFinder = Callable[[Article], Iterable[Fact]]

FINDERS: Mapping[str, FactFinder] = {
    "key": key.find,
    "who": fields.who,
    "what": fields.what,
    "where": fields.where,
    "when": fields.when,
    "why": reasons.why,
    "how": reasons.how,
    "quantity": quantities.find,
    "quote": quotes.find,
    "background": background.find,
}
ANY_LANGUAGE = frozenset({"key", "quote", "who", "where", "when", "quantity"})
"""Finders that are asked in every language; those of fields give nothing where they have no rules."""

_LINE = regex(r"[^\r\n]+")


def find(
    document: Document,
    off: Collection[str] = (),
    finders: Mapping[str, FactFinder | Asking] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Facts:
    """Give all facts of a document, best first within each kind; `finders` come on top of ours.

    What was answered to a finder that asks goes before what the others find; without an answer it finds nothing.
    """
    article = read(document)
    evidence = Evidence(document)
    wanted = {**FINDERS, **(finders or {})}
    admitted: dict[tuple[str, str, str], Fact] = {}
    for name in sorted(wanted, key=lambda name: not isinstance(wanted[name], Asking)):
        if name in off or not (article.english or name in ANY_LANGUAGE or name not in FINDERS):
            continue
        for proposed in _proposed(wanted[name], article, (answers or {}).get(name)):
            fact = admit(evidence, proposed)
            if fact is not None:
                admitted.setdefault((fact.kind, fact.text, fact.speaker), fact)
    return Facts(tuple(admitted.values()))


def _proposed(finder: FactFinder | Asking, article: Article, answer: str | None) -> Iterable[Fact]:
    """Give what a finder finds."""
    if not isinstance(finder, Asking):
        return finder(article)
    return () if answer is None else finder.find(article, answer)


def questions(
    document: Document, off: Collection[str], finders: Mapping[str, FactFinder | Asking]
) -> dict[str, str]:
    """Give what finders want to ask about a document, by their names."""
    asking = {name: one for name, one in finders.items() if isinstance(one, Asking) and name not in off}
    if not asking:
        return {}
    article = read(document)
    found = {name: one.question(article) for name, one in asking.items()}
    return {name: question for name, question in found.items() if question}


def from_text(
    name: str, text: str, title: str = "", published: dt.date | None = None, language: str = "en"
) -> Facts:
    """Give the facts of a text that is clean already, a paragraph a line; offsets and lines count in this very text."""
    lines = [(m.start(), m.group()) for m in _LINE.finditer(text)]
    pieces = [(at + len(line) - len(line.lstrip()), line.strip()) for at, line in lines if not line.isspace()]
    breaks = [m.end() for m in re.finditer(r"\r\n|\r|\n", text)]
    document = Document(
        path=name,
        title=title,
        published=published,
        language=language,
        blocks=tuple(Block("paragraph", piece, bisect_right(breaks, start) + 1) for start, piece in pieces),
    )
    starts = [span[0] for span in document.spans]
    shifts = [start - at for (start, _), at in zip(pieces, starts, strict=True)]
    return Facts(tuple(_moved(fact, starts, shifts) for fact in find(document).items))


def _moved(fact: Fact, starts: list[int], shifts: list[int]) -> Fact:
    """Give the same fact with its offsets in the text that the blocks were cut from."""

    def moved(span: Span) -> Span:
        shift = shifts[bisect_right(starts, span[0]) - 1]
        return span[0] + shift, span[1] + shift

    quote = moved(fact.quote_span)  # the first of all that is cited
    return msgspec.structs.replace(
        fact,
        quote_span=quote,
        spans=(quote, *map(moved, fact.spans[1:])),
        speaker_span=moved(fact.speaker_span) if fact.speaker_span else None,
    )


def as_json(fact: Fact) -> dict[str, Any]:
    """Give the JSON form of a fact, every key present; its source is known to who asked."""
    return {name: getattr(fact, name) for name in _KEYS}


_KEYS = (
    "kind", "label", "text", "answer", "quote", "line", "spans", "quote_span", "speaker", "speaker_span",
    "iso", "value", "unit",
    "rule", "score",
)  # fmt: skip
