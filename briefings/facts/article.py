"""An article as the finders read it: its sentences, each with its section and its content words.

Invariant: offsets are code points in `Document.text`, and no sentence crosses a block, so every span
that a finder takes from here has one line of the raw source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from briefings import dates
from briefings.facts import filed
from briefings.facts.people import Mention, Person, full_names, mentioned, mentions, parted, people
from briefings.model import Block, Document, Fact, FactKind, Span
from briefings.numbers import COUNTING, Number, numbers
from briefings.regex import regex
from briefings.sentences import sentences
from briefings.words import Name, content_of, forms, names

Section = Literal["title", "heading", "lede", "body", "explainer", "list", "caption", "noise"]

LEDE = 3  # sentences
LONGEST = 2000  # characters; what is longer is no sentence that anybody would cite
ENDS = frozenset('.!?…"”’)»“」』】。！？।॥۔։።؟')
"""What a whole sentence ends with, in any language."""
_LONGEST_HEADING = 12  # words
_LONGEST_LINK = 16  # words of a line that leads elsewhere
_RARELY = 5  # sentences for each with a space before its stop, where those are such lines
_SHORTEST_TEXT = 12  # words of a paragraph under a heading
_ASKS = ("?", "؟", "？")
_MOSTLY = 3  # times as many sentences that explain as that tell: questions and answers
_DIGIT = regex(r"\d")
_QUESTION = regex(r"(?:what|who|why|how|when|where|which)\b.*\?$", re.IGNORECASE)
_EXPLAINS = regex(
    r"(?:background|explainer|explained|history|context|about |key points|the basics|what we know)",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence, where it stands, and what it is about."""

    start: int
    end: int
    text: str
    block: int
    place: int
    section: Section
    forms: tuple[str, ...]
    figures: int  # of its words
    content: frozenset[str]
    dates: tuple[Span, ...]
    numbers: tuple[Number, ...]
    opens: int = 0  # behind the town that the story was filed from, where no dash parts it

    @property
    def span(self) -> Span:
        """Start and end in the text of the document."""
        return self.start, self.end


class Place(NamedTuple):
    """Where a sentence stands: its offset, its block, its place in the block, and the section."""

    start: int
    block: int
    place: int
    section: Section


class Article(NamedTuple):
    """A document, its text, its sentences in order, and the names in it."""

    document: Document
    text: str
    sentences: tuple[Sentence, ...]
    told: tuple[Sentence, ...]
    starts: tuple[int, ...]
    names: tuple[Name, ...]
    people: tuple[Person, ...]
    mentioned: tuple[Mention, ...]
    full_names: Mapping[str, Name]

    def named(self, start: int, end: int) -> tuple[Mention, ...]:
        """Give the mentions of people that begin in the stretch."""
        first, final = (
            bisect_left(self.mentioned, at, key=lambda mention: mention.start) for at in (start, end)
        )
        return self.mentioned[first:final]

    def at(self, offset: int) -> Sentence:
        """Give the sentence in which, or right behind which, the offset lies."""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)]

    @property
    def english(self) -> bool:
        """Tell whether there are rules for its language."""
        return self.document.language[:2].lower() == "en"


def read(document: Document) -> Article:
    """Cut a document into sentences and say what section each belongs to."""
    found: list[Sentence] = []
    told = 0
    sections = _sections(document)
    for index, ((start, _), block, section) in enumerate(
        zip(document.spans, document.blocks, sections, strict=True)
    ):
        for place, (a, b) in enumerate(sentences(block.text, document.language)):
            told += section == "body"
            at: Section = (
                "noise" if b - a > LONGEST else "lede" if section == "body" and told <= LEDE else section
            )
            found.append(_sentence(block.text[a:b], Place(start + a, index, place, at), document.language))
    text = document.text
    found = _without_links(found)
    begins = _open(found, document)
    named = mentions(text, filed.parts(names(text), text, begins))
    bare = tuple(map(parted, named))
    everybody = people(text, bare)
    starts = tuple(sentence.start for sentence in found)
    return Article(
        document,
        text,
        tuple(found),
        _story(found, asks=document.title.rstrip().endswith(_ASKS)),
        starts,
        named,
        everybody,
        mentioned(everybody),
        full_names(bare),
    )


def _without_links(found: list[Sentence]) -> list[Sentence]:
    """Mark as noise the lines that lead to other articles, to which a program gave a stop behind a space."""
    spaced = {at for at, sentence in enumerate(found) if sentence.text.endswith(" .")}
    if len(spaced) * _RARELY > len(found):
        return found
    return [
        sentence._replace(section="noise")
        if at in spaced and len(sentence.forms) <= _LONGEST_LINK and sentence.section in ("lede", "body")
        else sentence
        for at, sentence in enumerate(found)
    ]


def _open(found: list[Sentence], document: Document) -> int:
    """Give where the story begins behind its town, and say so of the sentence that opens it."""
    first = next((at for at, sentence in enumerate(found) if sentence.section == "lede"), -1)
    if first < 0 or document.language[:2].lower() != "en":
        return 0
    opening = found[first]
    found[first] = opening._replace(opens=filed.behind(opening.text, document.text))
    return opening.start + found[first].opens


def _story(found: Sequence[Sentence], *, asks: bool) -> tuple[Sentence, ...]:
    """Give the sentences that tell the story: lede and body, and what explains where an article hardly does else.

    Of an article whose title asks, that is so where it explains more than it tells.
    """
    told = tuple(s for s in found if s.section in ("lede", "body"))
    explained = sum(s.section == "explainer" for s in found)
    if explained <= sum(s.text[-1] != "?" for s in told) * (1 if asks else _MOSTLY):
        return told
    return tuple(s for s in found if s.section in ("lede", "body", "explainer"))


def _sentence(text: str, where: Place, language: str) -> Sentence:
    words = tuple(forms(text))
    unlike = set(words)
    digits = _DIGIT.search(text) is not None
    dated = not unlike.isdisjoint(dates.TRIGGERS) or (digits and dates.YEAR.search(text) is not None)
    counted = digits or not unlike.isdisjoint(COUNTING)
    return Sentence(
        start=where.start,
        end=where.start + len(text),
        text=text,
        block=where.block,
        place=where.place,
        section=where.section,
        forms=words,
        figures=sum(word[0].isdigit() for word in words) if digits else 0,
        content=content_of(unlike),
        dates=dates.find(text, language) if dated else (),
        numbers=numbers(text, language) if counted else (),
    )


def _sections(document: Document) -> list[Section]:
    sections: list[Section] = []
    explains = False
    title = document.title.strip().lower()
    for index, block in enumerate(document.blocks):
        section = _section(block, title, document.blocks[index + 1 : index + 2])
        if section == "heading" and block.kind == "paragraph" and "body" not in sections:
            section = "body"  # a question may open a story; what stands above the first paragraph heads nothing else
        if section == "heading":
            explains = bool(_QUESTION.match(block.text) or _EXPLAINS.match(block.text))
        sections.append("explainer" if explains and section in ("body", "list") else section)
    return _without_tail(sections, document.blocks)


def _section(block: Block, title: str, following: Sequence[Block]) -> Section:
    if block.kind == "paragraph":
        if title and block.text.strip().lower() == title:
            return "title"
        return "heading" if _is_heading(block.text, following) else "body"
    return {"title": "title", "heading": "heading", "item": "list", "caption": "caption"}[block.kind]  # type: ignore[return-value]  # a closed table


def _is_heading(text: str, following: Sequence[Block]) -> bool:
    """Tell a short line without a full stop above a paragraph: text from programs has no marks of its own."""
    is_long = len(text.split(maxsplit=_LONGEST_HEADING)) > _LONGEST_HEADING
    if is_long or not following or len(following[0].text.split()) < _SHORTEST_TEXT:
        return False
    return bool(_QUESTION.match(text)) or (text[-1] not in '.!?…:,;"”’)' and text[0].isupper())


def _without_tail(sections: list[Section], blocks: Sequence[Block]) -> list[Section]:
    """Short lines without a full stop at the end of a text are a list of other headlines."""
    end = len(blocks)
    while end and len(blocks[end - 1].text) < 140 and blocks[end - 1].text[-1:] not in ENDS:  # noqa: PLR2004  # a headline
        end -= 1
    if len(blocks) - end > 1:
        sections[end:] = ["list"] * (len(blocks) - end)
    return sections


def fact(  # noqa: PLR0913  # the keyword arguments are the fields of a fact
    article: Article,
    kind: FactKind,
    text: str,
    cited: Sequence[Sentence],
    *,
    answer: str = "",
    speaker: str = "",
    speaker_span: Span | None = None,
    iso: str = "",
    value: float | None = None,
    unit: str = "",
    rule: str = "",
    score: float = 0.0,
) -> Fact:
    """Make a fact that cites the first sentence, and the others beside it."""
    return Fact(
        kind=kind,
        text=text,
        quote=cited[0].text,
        quote_span=cited[0].span,
        spans=tuple(dict.fromkeys(s.span for s in cited)),
        line=article.document.blocks[cited[0].block].line,
        answer=answer,
        speaker=speaker,
        speaker_span=speaker_span,
        iso=iso,
        value=value,
        unit=unit,
        rule=rule,
        score=round(score, 4),
    )
