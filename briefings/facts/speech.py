"""The words between quotation marks, and who may speak them.

Invariant: a segment lies within one block; a speaker's name is the text at its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefings.facts.article import Article
from briefings.facts.people import untitled
from briefings.model import Span
from briefings.words import Name

_ENGLISH = re.compile(r"“([^“”\n]*)(?:”|$)|„([^„“”\n]*)[“”]|«([^«»\n]*)»|「([^「」\n]*)」")
_GERMAN = re.compile(r"„([^„“”\n]*)[“”]|»([^»«\n]*)«|«([^«»\n]*)»|“([^“”\n]*)”")
_DUTCH = re.compile(r"“([^“”\n]*)”|„([^„“”\n]*)[“”]|‘([^‘’\n]{12,})’(?!\w)|«([^«»\n]*)»")
_MARKS: Mapping[str, re.Pattern[str]] = {"de": _GERMAN, "nl": _DUTCH}


class Segment(NamedTuple):
    """The words between two quotation marks, by their place in the text, and the room around them."""

    start: int
    end: int
    before: int
    after: int


class Speaker(NamedTuple):
    """Who speaks: the words that say so, where they stand, and how they were found."""

    name: str
    span: Span
    rule: str
    score: float


def segments(article: Article) -> Iterator[Segment]:
    """Give the quoted words of each block with what stands between them and the next ones."""
    marks = _MARKS.get(article.document.language[:2].lower(), _ENGLISH)
    for start, end in article.document.spans:
        block = article.text[start:end]
        spans = [span for span in _quoted(block, marks) if span[0] < span[1]]
        for i, (a, b) in enumerate(spans):
            before = spans[i - 1][1] + 1 if i else 0
            after = spans[i + 1][0] - 1 if i + 1 < len(spans) else len(block)
            yield Segment(start + a, start + b, start + before, start + after)


def _quoted(block: str, marks: re.Pattern[str]) -> list[Span]:
    spans = [
        next(span for n in (1, 2, 3, 4) if (span := m.span(n)) != (-1, -1)) for m in marks.finditer(block)
    ]
    straight = [m.start() for m in re.finditer('"', block)]
    ends = [*straight[1::2], *([len(block)] if len(straight) % 2 else [])]
    return sorted([*spans, *((a + 1, b) for a, b in zip(straight[::2], ends, strict=True))])


def in_full(article: Article, speaker: Speaker) -> Speaker:
    """Name a speaker by first and last name where the text does so elsewhere, and no other one fits."""
    bare = untitled(Name(speaker.name, *speaker.span))
    if bare is None or " " in bare.text:
        return speaker
    found = article.full_names.get(bare.text)
    return speaker._replace(name=found.text, span=(found.start, found.end)) if found else speaker
