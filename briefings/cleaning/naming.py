"""Which line near the beginning of an article is its title: what the model of titles sees.

Invariant: only lines that could be a title are looked at, and never more than `ABOVE` and `BELOW` allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefings.cleaning.features import DATA, NOTHING, PLAIN, Look

ABOVE, BELOW = 40, 2  # lines above and below the first of the text among which the title stands
TITLE_WORDS = range(2, 31)
TITLE_PARTS = frozenset({PLAIN, DATA})
LONG_ENOUGH = 4  # words of what could as well be the title
TELLING = 3  # words of a part of a title that stands alone
DATED = 8  # lines below a title in which its date stands
HEAD = 3  # lines: the page's own title stands first
MOST_COPIES = 4

NAMES = tuple(
    """
    words|mark|capitals|titled|digits|commas|part|site|credit|prose|ends|bullet|kind|odds
    lines to text|place|copies|words said|share said|of the most said|worth|often said
    longer copies|parts|in head|lines to date|words below|prose below|words above|part below|part above
    candidates below|better below
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""What the numbers of a row are, in order."""


class Candidate(NamedTuple):
    """A line that could be the title, and how many of its longer words the text says."""

    at: int
    line: Look
    shared: int


def candidates(seen: Sequence[Look], first: int, said: Mapping[str, int]) -> list[Candidate]:
    """Find the lines that could be the title of the text that begins at `first`."""
    return [
        Candidate(at, seen[at], sum([word in said for word in seen[at].vocabulary]))
        for at in range(max(0, first - ABOVE), min(first + BELOW + 1, len(seen)))
        if seen[at].words in TITLE_WORDS and seen[at].part in TITLE_PARTS
    ]


def said_by(seen: Sequence[Look], kept: Sequence[bool]) -> Counter[str]:
    """Count in how many paragraphs of the text each longer word stands."""
    said: Counter[str] = Counter()
    for line, keep in zip(seen, kept, strict=True):
        if keep and line.is_prose:
            said.update(line.vocabulary)
    return said


def title_rows(
    seen: Sequence[Look], odds: Sequence[float], first: int, said: Mapping[str, int]
) -> list[tuple[int, tuple[float, ...]]]:
    """Give each line that could be the title, and what is seen of it, in the order of `NAMES`."""
    found = candidates(seen, first, said)
    copies = Counter(line.name for line in seen)
    most = max((one.shared for one in found), default=0)
    return [
        (
            one.at,
            (
                *itself(one.line),
                odds[one.at],
                first - one.at,
                one.at,
                min(copies[one.line.name], MOST_COPIES),
                *about(one, most, said),
                *likeness(one, found, seen),
                *beside(one.at, seen),
                *rivals(one, found),
            ),
        )
        for one in found
    ]


def itself(line: Look) -> tuple[float, ...]:
    """Give what the line is by itself."""
    of = (line.words, line.mark, line.capitals, line.titled, line.digits, line.commas, line.part)
    return (*of, line.site, line.credit, line.is_prose, line.ends, line.bullet, line.kind)


def about(one: Candidate, most: int, said: Mapping[str, int]) -> tuple[float, ...]:
    """Give how much the line and the text are about the same."""
    count = max(len(one.line.vocabulary), 1)
    often = sum([said.get(word, 0) for word in one.line.vocabulary])
    return (one.shared, one.shared / count, one.shared / max(most, 1), one.shared**2 / count, often / count)


def likeness(one: Candidate, found: Sequence[Candidate], seen: Sequence[Look]) -> tuple[float, ...]:
    """Give how often the line stands inside another, as a title with the site's name, and others inside it."""
    name = one.line.name
    names = [other.line.name for other in found if other.at != one.at]
    longer = sum([name in other and len(name) < len(other) for other in names])
    parts = sum(
        [other in name and len(other) < len(name) and other.count(" ") >= TELLING - 1 for other in names]
    )
    return (longer, parts, any(name in line.name for line in seen[: min(HEAD, one.at)]))


def beside(at: int, seen: Sequence[Look]) -> tuple[float, ...]:
    """Give what stands above and below the line."""
    below = seen[at + 1] if at + 1 < len(seen) else NOTHING
    above = seen[at - 1] if at else NOTHING
    parts = [line.part for line in seen[at + 1 : at + 1 + DATED]]
    dated = parts.index(DATA) if DATA in parts else DATED
    return (dated, below.words, below.is_prose, above.words, below.part, above.part)


def rivals(one: Candidate, found: Sequence[Candidate]) -> tuple[float, ...]:
    """Count the candidates further down, and those of them that say as much of the text."""
    below = [other for other in found if other.at > one.at]
    long = sum([other.line.words >= LONG_ENOUGH for other in below])
    return (long, sum([other.shared >= one.shared for other in below]))
