"""Find what stands twice, and keep the first.

Invariant: a short line goes only as part of a repeated run. "Yes." may be said twice, and a name may
stand in two tables; but a heading between two repeated paragraphs is repeated with them.
"""

from __future__ import annotations

from collections import Counter

from briefings.cleaning.measure import key, starts_lower, weight
from briefings.model import Line

Lines = tuple[Line, ...]

LONG = 8  # words: a line that long is not said twice by chance
LEAST_REFRAINS = 3  # times a refrain stands
VERSE_WORDS = 12
REACH = 2  # lines: in `a a b b` the neighbour of a copy is two lines off


def drop_repeats(lines: Lines, _language: str) -> Lines:
    """Remove every long line that stood before, and the short ones that go with it."""
    keys = [key(line.text) for line in lines]
    copies = spread(long_copies(lines, keys), keys)
    return tuple(line for at, line in enumerate(lines) if at not in copies)


def long_copies(lines: Lines, keys: list[str]) -> dict[int, int]:
    """Map each long line that stood before to where it stood first; a refrain stands again and again."""
    first: dict[str, int] = {}
    copies = {}
    times = Counter(keys)
    for at, line_key in enumerate(keys):
        origin = first.setdefault(line_key, at)
        is_again = origin != at and is_telling(lines[at].text, line_key)
        if is_again and not (times[line_key] >= LEAST_REFRAINS and is_verse(lines[at].text)):
            copies[at] = origin
    return copies


def is_verse(text: str) -> bool:
    """Whether the line is one of a poem: short, and no sentence of its own."""
    return weight(text) <= VERSE_WORDS and (starts_lower(text) or text.rstrip()[-1:] in ",;")


def is_telling(text: str, line_key: str) -> bool:
    """Whether a line says so much, other than numbers, that a second one must be a copy."""
    return weight(text) >= LONG and sum(map(str.isdigit, line_key)) * 2 < len(line_key)


def spread(copies: dict[int, int], keys: list[str]) -> dict[int, int]:
    """Add the short lines whose neighbour is a copy of the neighbour of their first occurrence."""
    first: dict[str, int] = {}
    for at, line_key in enumerate(keys):
        first.setdefault(line_key, at)
    found = dict(copies)
    for order in (range(len(keys)), range(len(keys) - 1, -1, -1)):
        for at in order:
            origin = first[keys[at]]
            if at not in found and origin != at and keys[at] and is_beside_copy(at, origin, found):
                found[at] = origin
    return found


def is_beside_copy(at: int, origin: int, copies: dict[int, int]) -> bool:
    """Whether a line near `at` is a copy of the line as near to `origin`."""
    steps = [step for step in range(-REACH, REACH + 1) if step]
    return any(copies.get(at + step) == origin + step for step in steps)
