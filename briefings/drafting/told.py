"""What the lines of a box are chosen from: facts, their words, and where the text names them.

Invariant: a line shows words of the facts that it cites, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefings.model import BoxKind, Document, Fact, Facts, Span
from briefings.regex import regex

LONGEST = 25  # words of a line
LONGEST_SPEECH = 1000  # characters between two marks; where it is longer, one was lost
MARK = regex(r"(?P<opens>„|(?<![^\s(\[—–-])[“\"](?=\S))|[“”\"]")
"""A quotation mark; behind a space it opens a quotation, behind a word or an inch it does not."""


class Told(NamedTuple):
    """A line of the box before its marks: its words, and the facts that it cites."""

    kind: BoxKind
    text: str
    facts: tuple[Fact, ...]


def lede_of(document: Document, facts: Facts) -> Span:
    """Give the span of the first paragraph's first sentence, as the facts cite it."""
    first = next((span for span, block in zip(document.spans, document.blocks, strict=True)
                  if block.kind == "paragraph"), (0, 0))  # fmt: skip
    cited = (fact.quote_span for fact in facts.items)
    return next((span for span in cited if span[0] == first[0] and span[1] <= first[1]), first)


def is_quoted(document: Document, at: int) -> bool:
    """Whether a place of the text stands within a quotation of its block: the last mark before it opens one."""
    start, end = next((span for span in document.spans if span[0] <= at <= span[1]), (at, at))
    marks = list(MARK.finditer(document.text, max(start, at - LONGEST_SPEECH), at))
    return bool(marks) and marks[-1]["opens"] is not None and MARK.search(document.text, at, end) is not None


def distinct(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Give each fact that says something not said before."""
    said: set[str] = set()
    for fact in facts:
        answer = (fact.answer or fact.text).casefold()
        if answer not in said:
            said.add(answer)
            yield fact


def fits(fact: Fact) -> bool:
    """Whether a labelled line has room for the fact."""
    return bool(shown_of(fact)) and words(shown_of(fact)) <= LONGEST


def stands_in(answer: str, text: str) -> bool:
    """Whether words stand in a text as they are, from the edge of a word to the edge of a word."""
    return next(occurrences(answer, text), None) is not None


def occurrences(answer: str, text: str) -> Iterator[Span]:
    """Give each place where words stand in a text, from the edge of a word to the edge of a word."""
    start = text.find(answer) if answer else -1
    while start >= 0:
        end = start + len(answer)
        if not is_letter(text[start - 1 : start]) and not is_letter(text[end : end + 1]):
            yield start, end
        start = text.find(answer, start + 1)


def is_letter(character: str) -> bool:
    """Whether a word goes on with a character."""
    return character.isalnum() or character == "_"


def words(text: str) -> int:
    """Count words."""
    return len(text.split())


def shown_of(fact: Fact) -> str:
    """Give the words that the box shows; a date that was worked out stands behind what it follows from."""
    if fact.kind in {"key", "background", "quantity"}:
        return fact.text
    answer = fact.answer or fact.text
    return f"{answer} ({fact.iso})" if fact.kind == "when" and fact.iso and fact.iso not in answer else answer
