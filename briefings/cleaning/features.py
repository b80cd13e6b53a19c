"""What the line model sees of a line: its look, its neighbours, its place on the page.

Invariant: numbers only, in the order of `NAMES`; no site is known here, and the time is linear in the text.
`tools/train_cleaning.py` learns from the very numbers that `region` scores.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from briefings.cleaning.boilerplate import is_insert, is_notice, is_path
from briefings.cleaning.days import published
from briefings.cleaning.measure import DENSE, ends_sentence, key, prose_of, weight
from briefings.cleaning.phrases import COMMENT_HEADS, CONTROLS, CREDIT_WORDS, SECTIONS, SITE_WORDS, TAIL_HEADS
from briefings.cleaning.structure import is_byline, is_caption
from briefings.cleaning.traces import is_field
from briefings.model import Line

Lines = tuple[Line, ...]

BULLET = re.compile(r"(?:[-*•·▪◦+o‣»›>]|\d{1,2}[.)]) +(?=\S)")
MARKS = {".": 1, "。": 1, "।": 1, "?": 2, "!": 2, "？": 2, "！": 2, ":": 3, ",": 4, ";": 4, "…": 5, ")": 6}
QUOTES = frozenset('”"“»」')
QUOTE_END, DIGIT_END = 7, 8
EDGES = ".,;:!?\"'()“”’‘«»…"

PLAIN, CONTROL, SECTION, TAIL, COMMENTS, INSERT, NOTICE, FIELD, CAPTION, DATA = range(10)
"""What part of a page a line is known to be."""

SIGNS = frozenset({CONTROL, SECTION, TAIL, COMMENTS, NOTICE, FIELD})
LONGEST_DATED = 60
LONGEST_KNOWN = 500  # characters; no known part of a page is longer

MOST_WORDS = 120  # a paragraph counts no more
MOST_WORTH = 60
TAIL_WORTH = -40  # a heading over a list of other articles ends the article, unless much comes after
SIGN_WORTH = -12
SHORT_WORTH = -9  # a short line without an end costs about a sentence
SHORT = 6  # words, of a label or a link
NEAR, CLOSE, AROUND, FAR = 3, 5, 8, 20  # lines
LONG_AGO = 40  # lines behind a heading over other articles: no nearer than never
MOST_PROSE = 3000  # words: more of it says no more


class Look(NamedTuple):
    """What can be told of one line by itself."""

    name: str
    part: int
    words: int
    is_prose: bool
    ends: bool
    mark: int
    capitals: float
    commas: int
    site: float
    credit: float
    bullet: bool
    links: int
    vocabulary: frozenset[str]


NAMES = tuple(
    """
    words|prose|ends|mark|capitals|commas|part|site|credit|bullet
    words above|words below|ends below|part below
    prose near|prose around|prose above|prose below|prose far below|short near above|short above|site close|links close
    place|prose before|prose words before|in core|place in core
    since tail|since comments|since date|repeats|said above|said below|core vocabulary
    core words|core share|signs
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""What the numbers of a row are, in order."""


def looks(lines: Lines) -> list[Look]:
    """Look at every line, as it reads without list marks."""
    return [look(line.text, line.links) for line in lines]


def look(text: str, links: int) -> Look:
    """Look at one line."""
    bullet = BULLET.match(text)
    said = text[bullet.end() :] if bullet else text
    name, words, ends = key(said), weight(said), ends_sentence(said)
    folded = [word.strip(EDGES) for word in said.casefold().replace("/", " ").split()]
    return Look(
        name=name,
        part=part_of(said, name),
        words=min(words, MOST_WORDS),
        is_prose=prose_of(words, ends=ends),
        ends=ends,
        mark=mark_of(said[-1]),
        capitals=sum(map(str.isupper, said)) / len(said),
        commas=min(said.count(",") + said.count("、") + said.count("，"), 9),
        site=sum(word in SITE_WORDS for word in folded) / max(4, len(folded)),
        credit=sum(word in CREDIT_WORDS for word in folded) / max(4, len(folded)),
        bullet=bool(bullet),
        links=links,
        vocabulary=vocabulary(name),
    )


def part_of(text: str, name: str) -> int:
    """Say which known part of a page the line is."""
    if len(text) > LONGEST_KNOWN:
        return PLAIN
    named = next((part for part, names in NAMED if name in names), PLAIN)
    return named or next((part for part, is_part in SHAPED if is_part(text, name)), PLAIN)


def is_dated(text: str) -> bool:
    """Whether a date makes up much of a short line, as over an article."""
    has_year = len(text) <= LONGEST_DATED and ("20" in text or "19" in text)
    return has_year and published(text) is not None


NAMED = ((TAIL, TAIL_HEADS), (CONTROL, CONTROLS), (SECTION, SECTIONS))
"""Parts that are told by their name alone."""

SHAPED: tuple[tuple[int, Callable[[str, str], bool]], ...] = (
    (CONTROL, lambda text, _: is_path(text)),
    (COMMENTS, lambda _, name: bool(COMMENT_HEADS.fullmatch(name))),
    (FIELD, lambda text, _: is_field(text)),
    (INSERT, lambda text, _: is_insert(text)),
    (NOTICE, lambda text, _: is_notice(text)),
    (CAPTION, lambda text, _: is_caption(text)),
    (DATA, lambda text, _: is_byline(text) or is_dated(text)),
)
"""Parts that are told by their shape, the surest first."""


def mark_of(last: str) -> int:
    """Say what kind of character the line ends on."""
    return MARKS.get(last) or (QUOTE_END if last in QUOTES else DIGIT_END if last.isdigit() else 0)


def vocabulary(name: str) -> frozenset[str]:
    """Give the longer words of a line, in Chinese and Japanese its pairs of characters."""
    if not name.isascii() and DENSE.search(name):
        return frozenset(map("".join, pairwise(name)))
    return frozenset(word for word in name.split() if len(word) > 3)  # noqa: PLR2004 - not "the", "and"


def core_of(seen: Sequence[Look]) -> tuple[int, int]:
    """Give the stretch with the most prose and the least furniture (Kadane's greatest sum)."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for at, line in enumerate(seen):
        if total <= 0:
            total, start = 0, at
        total += worth(line)
        if total > best:
            best, best_start, best_end = total, start, at + 1
    return best_start, best_end


def worth(line: Look) -> int:
    """Say how much a line speaks for the article being where it stands."""
    if line.part == TAIL:
        return TAIL_WORTH
    if line.is_prose and line.part != NOTICE:
        return min(line.words, MOST_WORTH)
    return SIGN_WORTH if line.part in {CONTROL, SECTION, FIELD} else min(SHORT_WORTH + line.words // 2, 0)


class Sums:
    """Sums over any stretch of lines, each in one step; a stretch may reach beyond the ends."""

    def __init__(self, values: Sequence[float]) -> None:
        self.last = len(values)
        self.sums = [0, *accumulate(values)]

    def __call__(self, start: int, end: int) -> float:
        """Give the sum from one line to before another."""
        return self.sums[min(end, self.last)] - self.sums[max(start, 0)]

    def around(self, at: int, reach: int) -> float:
        """Give the sum over a line and so many on both sides."""
        return self(at - reach, at + reach + 1)


class Page:
    """All lines of a text as looked at, with what is counted once for all of them."""

    def __init__(self, seen: Sequence[Look]) -> None:
        self.seen = seen
        self.start, self.end = core_of(seen)
        self.words = Sums([line.words for line in seen])
        self.prose = Sums([line.words * line.is_prose for line in seen])
        self.short = Sums([not line.is_prose and line.words <= SHORT for line in seen])
        self.site = Sums([line.site * line.words for line in seen])
        self.links = Sums([line.links for line in seen])
        self.all_prose = max(self.prose(0, len(seen)), 1)
        self.repeats = Counter(line.name for line in seen)
        core = (line for line in seen[self.start : self.end] if line.is_prose)
        self.core = Counter(word for line in core for word in line.vocabulary)
        self.since = [lines_since(part, seen) for part in (TAIL, COMMENTS, DATA)]
        core_prose = self.prose(self.start, self.end)
        signs = sum(line.part in SIGNS for line in seen) / max(len(seen), 1)
        self.whole = (min(core_prose, MOST_PROSE), core_prose / self.all_prose, signs)


def rows(seen: Sequence[Look]) -> list[tuple[float, ...]]:
    """Give the features of every line, in the order of `NAMES`."""
    page = Page(seen)
    padded = (EDGE, *seen, EDGE)
    return [
        (
            *by_itself(line),
            *(above.words, below.words, below.ends, below.part),
            *surroundings(page, at),
            *place(page, at),
            *(since[at] for since in page.since),
            min(page.repeats[line.name], 4),
            *(shared(line, above), shared(line, below), in_core_too(page, at)),
            *page.whole,
        )
        for at, (above, line, below) in enumerate(zip(padded, seen, padded[2:], strict=False))
    ]


def by_itself(line: Look) -> tuple[float, ...]:
    """Give what a line's own look says."""
    counted = (line.words, line.is_prose, line.ends, line.mark, line.capitals, line.commas, line.part)
    return (*counted, line.site, line.credit, line.bullet)


def surroundings(page: Page, at: int) -> tuple[float, ...]:
    """Give how much prose, how many labels, links and words of the site stand around a line."""
    prose, close = page.prose, max(page.words.around(at, CLOSE), 1)
    return (
        prose.around(at, NEAR) / max(page.words.around(at, NEAR), 1),
        prose.around(at, AROUND) / max(page.words.around(at, AROUND), 1),
        prose(at - AROUND, at),
        prose(at + 1, at + 1 + AROUND),
        prose(at + 1, at + 1 + FAR),
        page.short(at - NEAR, at),
        page.short(at - AROUND, at),
        page.site.around(at, CLOSE) / close,
        page.links.around(at, CLOSE) / close,
    )


def place(page: Page, at: int) -> tuple[float, ...]:
    """Give where a line stands: on the page, in its prose, and as seen from the core."""
    before, start, end = page.prose(0, at), page.start, page.end
    is_inside = start <= at < end
    in_core = (at - start) / (end - start) if is_inside else -1 if at < start else 2
    return (at / len(page.seen), before / page.all_prose, min(before, MOST_PROSE), is_inside, in_core)


def in_core_too(page: Page, at: int) -> float:
    """Give the share of a line's longer words that the core's other prose says too."""
    line = page.seen[at]
    own = 1 if page.start <= at < page.end and line.is_prose else 0
    known = sum(page.core[word] > own for word in line.vocabulary)
    return known / len(line.vocabulary) if line.vocabulary else -1


EDGE = Look("", -1, -1, False, False, -1, 0, 0, 0, 0, False, 0, frozenset())  # noqa: FBT003 - a row of nothing
"""What stands above the first line and below the last."""


def shared(line: Look, other: Look) -> float:
    """Give the share of a line's longer words that its neighbour says too: pictures name what captions say."""
    return len(line.vocabulary & other.vocabulary) / len(line.vocabulary) if line.vocabulary else -1


def lines_since(part: int, seen: Sequence[Look]) -> list[int]:
    """Count for each line the lines since the last one that is such a part of a page."""
    since, made = LONG_AGO, []
    for line in seen:
        since = 0 if line.part == part else min(since + 1, LONG_AGO)
        made.append(since)
    return made
