"""Statements: sentences that no quotation cuts in two, read for the verbs of speaking in them.

Invariant: the statements of a block hold all of its quotations, each in one statement, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefings.facts.article import Article, Sentence
from briefings.facts.attribution import LEADING, Cue, cues
from briefings.facts.phrases import Source
from briefings.facts.speech import Segment, Speaker, block_segments
from briefings.facts.tokens import QUOTE, Token, tokens

BLOCKS_BACK = 2  # how far a pronoun reaches
_LONGEST = 600  # tokens; what is longer is no sentence that anybody wrote


class Statement:
    """A sentence that no quotation cuts in two, read for who speaks in it, once that is asked."""

    def __init__(
        self, block: int, start: int, masked: str, segments: tuple[Segment, ...], *, may_speak: bool
    ) -> None:
        """Take where it stands, its text with the quotations masked, and these; nobody speaks without a word for it."""
        self.block, self.start, self.end = block, start, start + len(masked)
        self.segments = segments
        self._masked, self._may_speak = masked, may_speak

    @cached_property
    def read(self) -> tuple[Token, ...]:
        """Give its tokens."""
        return tuple(tokens(self._masked, self.start))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Give its verbs of speaking."""
        return tuple(cues(self.read)) if self._may_speak else ()

    def place(self, segment: Segment) -> int:
        """Give the number of the token that stands for the quotation; -1 for none."""
        at = segment.start - 1
        return next((i for i, t in enumerate(self.read) if t.text[0] == QUOTE and t.start <= at < t.end), -1)

    @property
    def is_readable(self) -> bool:
        """Tell whether it is as short as a sentence that somebody wrote."""
        return len(self._masked) <= _LONGEST or len(self.read) <= _LONGEST

    @property
    def is_bare(self) -> bool:
        """Tell whether it is nothing but quotation."""
        return not any(token.is_word for token in self.read) and any(t.text[0] == QUOTE for t in self.read)

    @property
    def leads_up(self) -> bool:
        """Tell whether it ends with a colon, also where the end of a paragraph was given a stop."""
        return self._masked.removesuffix(".").endswith(":")


class Turn(NamedTuple):
    """A verb of speaking that leads to a quotation: its subject, how they stand to each other, and how sure it is."""

    source: Source
    rule: str
    score: float


class Heard(NamedTuple):
    """A statement that was read, and who spoke in it."""

    statement: Statement
    speaker: Speaker | None


def statements(article: Article) -> Iterator[Statement]:
    """Read the blocks with quotations, and those right before them, as statements."""
    places = article.document.spans
    blocks = [block_segments(article, place) for place in places]
    wanted = {i - back for i, found in enumerate(blocks) if found for back in range(BLOCKS_BACK + 1)}
    parts: list[list[Sentence]] = [[] for _ in blocks]
    for sentence in article.sentences:
        parts[sentence.block].append(sentence)
    for index, found in enumerate(blocks):
        if index in wanted and article.document.blocks[index].kind not in ("title", "heading"):
            yield from _of_block(article, (index, *places[index]), found, parts[index])


def _of_block(
    article: Article, block: tuple[int, int, int], found: Sequence[Segment], parts: Sequence[Sentence]
) -> Iterator[Statement]:
    index, origin, final = block
    masked = _masked(article.text, origin, final, found)
    held, start = 0, origin
    for sentence in parts:
        at = sentence.end - origin
        if sentence.end < final and masked[at - 1] == QUOTE and masked[at] == QUOTE:
            continue
        first = held
        while held < len(found) and found[held].start <= sentence.end:
            held += 1
        speaks = held > first or not LEADING.isdisjoint(sentence.forms)
        statement = Statement(
            index, start, masked[start - origin : at], tuple(found[first:held]), may_speak=speaks
        )
        if statement.is_readable:
            yield statement
        start = sentence.end


def _masked(text: str, origin: int, final: int, found: Sequence[Segment]) -> str:
    """Give a block with every quotation and its marks made unreadable, each character in its place."""
    pieces, at = [], origin
    for segment in found:
        end = min(segment.end + 1, final)
        pieces += [text[at : segment.start - 1], QUOTE * (end - segment.start + 1)]
        at = end
    return "".join([*pieces, text[at:final]])
