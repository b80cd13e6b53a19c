"""What the line model sees of a line by itself: its look.

Invariant: numbers and words of the line only; no site is known here, and the time is linear in the text.
`tools/train_cleaning.py` learns from the very numbers that `region` scores.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from briefings.cleaning.boilerplate import is_path
from briefings.cleaning.measure import DENSE, ends_sentence, key, prose_of, weight
from briefings.cleaning.phrases import (
    COMMENT_HEADS,
    CONTROLS,
    CREDIT_WORDS,
    NOTICES,
    SECTIONS,
    SITE_WORDS,
    TAIL_HEADS,
)
from briefings.cleaning.traces import is_field
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

BULLET = regex(r"(?:[-*•·▪◦+o‣»›>#]|\d{1,2}[.)]) +(?=\S)")
MARKS = {".": 1, "。": 1, "।": 1, "?": 2, "!": 2, "？": 2, "！": 2, ":": 3, ",": 4, ";": 4, "…": 5, ")": 6}
QUOTES = frozenset('”"“»」')
QUOTE_END, DIGIT_END = 7, 8
KINDS = {"": 0, "title": 1, "heading": 2}
OTHER_KIND = 3

PLAIN, CONTROL, SECTION, TAIL, COMMENTS, NOTICE, FIELD, DATA = range(8)
"""What part of a page a line is known to be."""

SIGNS = frozenset({CONTROL, SECTION, TAIL, COMMENTS, NOTICE, FIELD})
DATE = regex(r"\d{1,2}\D{1,12}(?:19|20)\d\d|(?:19|20)\d\d\D{1,3}\d")
LONGEST_DATED = 60
LONGEST_KNOWN = 300  # characters; hardly any known part of a page is longer

MOST_WORDS = 120  # a paragraph counts no more
BEGINNING = 60  # characters that tell whether a line is written in capitals
MOST_TOKENS = 40  # words whose first letters are looked at
MOST_FOLDED = 60  # words of a line that are looked up
LEAST_FOLDED = 4  # one word of the site among three is chance

LONG, LONG_DENSE = 70, 24  # characters, in scripts without spaces fewer
REACH = 15  # lines: farther from any long line stands no article, but menus


class Look(NamedTuple):
    """What can be told of one line by itself."""

    name: str
    part: int
    words: int
    is_prose: bool
    ends: bool
    mark: int
    capitals: float
    titled: float
    digits: float
    commas: int
    site: float
    credit: float
    bullet: bool
    kind: int
    vocabulary: frozenset[str]
    is_far: bool = False


NO_WORDS: frozenset[str] = frozenset()
NOTHING = Look("", PLAIN, -1, False, False, -1, 0.0, 0.0, 0.0, 0, 0.0, 0.0, False, 0, NO_WORDS)  # noqa: FBT003 - a row of nothing
"""What stands above the first line and below the last."""


def looks(lines: Lines) -> list[Look]:
    """Look at every line, as it reads without list marks; at those far from any long line with half an eye."""
    known: dict[tuple[str, bool], Look] = {}
    made = []
    for line, near in zip(lines, near_long(lines), strict=True):
        found = known.get((line.text, near)) if not line.kind else None
        if found is None:
            is_seen = near and bool(line.text.strip())
            found = look(line.text, KINDS.get(line.kind, OTHER_KIND)) if is_seen else glance(line.text)
            if not line.kind:
                known[line.text, near] = found
        made.append(found)
    return made


def near_long(lines: Lines) -> list[bool]:
    """Tell for each line whether a long one is in reach."""
    near = [False] * len(lines)
    done = 0
    for at, line in enumerate(lines):
        if is_long(line.text):
            start, done = max(done, at - REACH), min(at + REACH + 1, len(lines))
            near[start:done] = [True] * (done - start)
    return near


def is_long(text: str) -> bool:
    """Whether the line is longer than most titles, buttons and menus."""
    return len(text) >= LONG or (len(text) >= LONG_DENSE and not text.isascii() and bool(DENSE.search(text)))


def glance(text: str) -> Look:
    """See no more of a line than what it is by name, and how long."""
    name = key(text)
    words = min(len(text.split()), MOST_WORDS)
    return NOTHING._replace(name=name, part=named(name), words=words, mark=0, is_far=True)


def look(text: str, kind: int) -> Look:
    """Look at one line."""
    bullet = BULLET.match(text)
    said = text[bullet.end() :] if bullet else text
    firsts = [word[0] for word in said.split(None, MOST_TOKENS)]
    name, words, ends = key(said), weight(said), ends_sentence(said)
    folded = parts_of(name)
    looked_up = frozenset(folded[:MOST_FOLDED])
    count = max(LEAST_FOLDED, len(looked_up))
    return Look(
        name=name,
        part=part_of(said, name),
        words=min(words, MOST_WORDS),
        is_prose=prose_of(words, ends=ends),
        ends=ends,
        mark=mark_of(said[-1]),
        capitals=share_of_capitals(said),
        titled=sum(map(str.isupper, firsts)) / len(firsts),
        digits=sum(map(str.isdigit, firsts)) / len(firsts),
        commas=min(said.count(",") + said.count("、") + said.count("，"), 9),
        site=len(SITE_WORDS.intersection(looked_up)) / count,
        credit=len(CREDIT_WORDS.intersection(looked_up)) / count,
        bullet=bool(bullet),
        kind=kind,
        vocabulary=frozenset([word for word in folded if len(word) > 3 or not word.isascii()]),  # noqa: PLR2004 - not "the", "and"
    )


def share_of_capitals(text: str) -> float:
    """Give the share of the characters that are capital letters, of a long line by its beginning."""
    start = text[:BEGINNING]
    return sum(map(str.isupper, start)) / len(start)


def parts_of(name: str) -> list[str]:
    """Give the words of a name, of Chinese and Japanese its pairs of characters."""
    if not name.isascii() and DENSE.search(name):
        return ["".join(pair) for pair in pairwise(name)] or [name]
    return name.split()


def part_of(text: str, name: str) -> int:
    """Say which known part of a page the line is."""
    if len(text) > LONGEST_KNOWN:
        return PLAIN
    found = named(name)
    if found:
        return found
    for part, is_part in SHAPED:
        if is_part(text, name):
            return part
    return PLAIN


def named(name: str) -> int:
    """Say which part of a page has such a name."""
    return (
        TAIL
        if name in TAIL_HEADS
        else CONTROL
        if name in CONTROLS
        else SECTION
        if name in SECTIONS
        else PLAIN
    )


def is_dated(text: str) -> bool:
    """Whether a date makes up much of a short line, as over an article."""
    return len(text) <= LONGEST_DATED and ("20" in text or "19" in text) and bool(DATE.search(text))


SHAPED: tuple[tuple[int, Callable[[str, str], bool]], ...] = (
    (CONTROL, lambda text, _: is_path(text)),
    (COMMENTS, lambda _, name: bool(COMMENT_HEADS.fullmatch(name))),
    (FIELD, lambda text, _: is_field(text)),
    (NOTICE, lambda text, _: bool(NOTICES.fullmatch(text))),
    (DATA, lambda text, _: is_dated(text)),
)
"""Parts that are told by their shape, the surest first."""


def mark_of(last: str) -> int:
    """Say what kind of character the line ends on."""
    return MARKS.get(last) or (QUOTE_END if last in QUOTES else DIGIT_END if last.isdigit() else 0)
