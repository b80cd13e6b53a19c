"""The words between quotation marks, and who may speak them.

Invariant: a segment lies within one block and holds no mark of its own kind; a speaker's name is the text at its
span. Marks that do not pair make no segment, but for a paragraph of a speech that goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefings.facts.article import Article
from briefings.facts.people import untitled
from briefings.model import Span
from briefings.regex import regex
from briefings.words import Name

_MARK = regex(
    r"[“”„‟\"«»「」『』‹›‚‘’'](?<!'')(?!(?<=')')"
)  # two apostrophes in a row are cleaning's business
_CLOSERS: Mapping[str, str] = {
    "“": '”"‟',
    "‟": "”",
    "„": '“”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "”": "”",
    "「": "」",
    "『": "』",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
    "'": "'",
}
_SINGLE = frozenset("‘'‹›‚")
_BEFORE = frozenset(" \t\u00a0\u2009\u202f([{—–-/\"'“„«:,;。，：、（")
_UNSPACED = frozenset("「『«")  # they may stand right behind a letter
_BEHIND = frozenset(" \t\u00a0\u2009\u202f.,;:?!…)]}—–-/。，、！？")
_CLEAR_END = frozenset(".,;:?!…)。")
_PAIRS = (("«", "»"), ("「", "」"), ("『", "』"))
_ARTICLES = frozenset({"the", "a", "an", "one", "another", "his", "her", "their", "its", "our"})
_INNER_END = frozenset(".,?!…—")

_TITLE_LONG = 3  # letters; longer words have a capital in a title, but for the small ones
_TITLE_SMALL = frozenset({"with", "from", "about", "over", "into"})


class Segment(NamedTuple):
    """The words between two quotation marks, by their place in the text, and whether their end is unknown."""

    start: int
    end: int
    before: int
    after: int
    open: bool = False


class Speaker(NamedTuple):
    """Who speaks: the words that say so, where they stand, and how they were found."""

    name: str
    span: Span
    rule: str
    score: float


def segments(article: Article) -> Iterator[Segment]:
    """Give the quoted words of each block with what stands between them and the next ones."""
    for block in article.document.spans:
        yield from block_segments(article, block)


def block_segments(article: Article, place: Span) -> list[Segment]:
    """Give the quoted words of one block, in order."""
    start, end = place
    block = article.text[start:end]
    spans = [span for span in quoted(block, article.document.language) if span[0] < span[1]]
    return [
        Segment(
            start + a,
            start + b,
            start + (spans[i - 1][1] + 1 if i else 0),
            start + (spans[i + 1][0] - 1 if i + 1 < len(spans) else len(block)),
            b == len(block) and article.text[end + 2 : end + 3] not in _CLOSERS,
        )
        for i, (a, b) in enumerate(spans)
    ]


@lru_cache(maxsize=256)  # asked again by each finder that looks at a paragraph
def quoted(block: str, language: str = "en") -> tuple[Span, ...]:
    """Give the outermost stretches between marks that pair; one left open runs to the end of the block."""
    found: list[Span] = []
    opened = -1
    for match in _MARK.finditer(block):
        at, mark = match.start(), match.group()
        if opened >= 0 and mark in _CLOSERS[block[opened]] and _closes(block, opened, at):
            found.append((opened + 1, at))
            opened = -1
        elif opened >= 0 and mark == '"' == block[opened] and _begins_anew(block, at):
            found.append((opened + 1, at - 1))
            opened = at
        elif (opened < 0 or block[opened] in _SINGLE or mark in "“„") and _opens(block, at, language):
            if opened < 0 or mark not in _SINGLE:
                opened = at
            elif mark == block[opened]:  # paragraphs that were joined: the speech goes on, or never ended
                if block[:at].rstrip()[-1:] in ".!?":
                    found.append((opened + 1, at - 1))
                opened = at
    if opened >= 0 and block[opened] not in _SINGLE and len(block) - opened > 1:
        found.append((opened + 1, len(block)))
    return tuple(found)


def _begins_anew(block: str, at: int) -> bool:
    """Tell whether a mark opens the next paragraph of a speech, of paragraphs that were joined."""
    return block[at - 2] in ".!?" and block[at - 1] == " " and block[at + 1 : at + 2].isupper()


def is_torn(text: str) -> bool:
    """Tell a sentence that holds one mark of a pair without the other: it begins or ends inside a quotation."""
    low, left, right = (text.count(mark) for mark in "„“”")
    swedish = not left and right % 2 == 0
    pairs = left + right == low if low else left == right or swedish
    outer = all(text.count(one) == text.count(other) for one, other in _PAIRS)
    return not (pairs and outer and text.count('"') % 2 == 0)


def _opens(block: str, at: int, language: str) -> bool:
    mark, before, behind = block[at], block[at - 1 : at], block[at + 1 : at + 2]
    if mark not in _CLOSERS or not behind:
        return False
    if mark == "“" and language[:2] in ("de", "cs", "sk", "bg", "sl") and before and not before.isspace():
        return False
    if mark in _UNSPACED or mark in "“„‚":
        return True
    elided = mark in "'‘" and behind.isdigit()  # the '90s
    return (not before or before in _BEFORE) and not behind.isspace() and not elided


def _closes(block: str, opened: int, at: int) -> bool:
    mark, before, behind = block[at], block[at - 1], block[at + 1 : at + 2]
    if mark not in "'’\"":
        return True
    if mark == '"':
        return not before.isspace() or not behind or behind.isspace() or behind in _CLEAR_END
    if block[opened] not in _SINGLE:
        return False
    ends = not behind or behind in _BEHIND
    clear = not behind or behind in _CLEAR_END or before in _INNER_END
    return ends and (clear or before != "s") and not before.isspace()


def _with_given(article: Article, name: Name) -> Name:
    """Find the words before ``al-Masri`` that make it a full name."""
    if "-" not in name.text or name.text[0].isupper():
        return name
    given = re.search(rf"\b(?:[A-Z]\w+ ){{1,4}}{re.escape(name.text)}\b", article.text)
    return (untitled(Name(given.group(), *given.span())) if given else None) or name


def _beginning_with(article: Article, name: Name) -> Name | None:
    """``Li`` of ``Li Weidong``: find the one person whose full name begins with a lone word, before it."""
    those = [person for person in article.people if person.name.startswith(f"{name.text} ")]
    whole = those[0].mentions[0] if len(those) == 1 else None
    return whole if whole is not None and whole.text == those[0].name and whole.end < name.start else None


def in_full(article: Article, speaker: Speaker) -> Speaker:
    """Name a speaker by first and last name where the text does so elsewhere, and no other one fits."""
    first = speaker.name.partition(" ")[0]
    bare = None if first.lower() in _ARTICLES else untitled(Name(speaker.name, *speaker.span))
    if bare is None:
        return speaker
    bare = _with_given(article, bare)
    if " " in bare.text:
        person = bare.text.partition(" of ")[0]
        person = person if " " in person and person.istitle() else bare.text
        return speaker._replace(name=person, span=(bare.start, bare.start + len(person)))
    found = article.full_names.get(bare.text) or _beginning_with(article, bare)
    return speaker._replace(name=found.text, span=(found.start, found.end)) if found else speaker


def is_title(said: str) -> bool:
    """Tell the name of a book or a programme: its longer words have capitals."""
    words = [word for word in said.split() if len(word) > _TITLE_LONG and word not in _TITLE_SMALL]
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)
