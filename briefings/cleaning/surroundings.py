"""What the line model sees around a line: its neighbours, its place, and what a first reading made of them.

Invariant: numbers only, in the order of `FIRST` and `SECOND`; the time is linear in the text. Columns are
counted for a whole page at once, for a sum over a stretch of lines is then one step.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefings.cleaning.features import (
    CONTROL,
    DATA,
    FIELD,
    NOTHING,
    NOTICE,
    SECTION,
    SIGNS,
    TAIL,
    Look,
)

Column = Sequence[float]

MOST_WORTH = 60
TAIL_WORTH = -40  # a heading over a list of other articles ends the article, unless much comes after
SIGN_WORTH = -12
SHORT_WORTH = -9  # a short line without an end costs about a sentence
SHORT = 6  # words, of a label or a link
LONG_AGO = 40  # lines behind a heading over other articles: no nearer than never
FAR_OFF = 60  # lines
MOST_LINES = 300
MOST_PROSE = 3000  # words: more of it says no more
MOST_BETWEEN = 800  # words
MOST_REPEATS = 4

LEAST_ODDS, MOST_ODDS = -3.0, 6.0  # a line at the lower end is of the article in no way
SURE, UNLIKELY, LIKELY = 0.8, 0.1, 0.3
HALF = 0.5
GAP = 3  # lines within which two stretches are one
TITLE = 1  # the kind, as `features` numbers it


class Core(NamedTuple):
    """The stretch of lines that looks most like an article."""

    start: int
    end: int


def core_of(seen: Sequence[Look]) -> Core:
    """Give the stretch with the most prose and the least furniture (Kadane's greatest sum)."""
    best, found = 0, Core(0, 0)
    total, start = 0, 0
    for at, line in enumerate(seen):
        if total <= 0:
            total, start = 0, at
        total += worth(line)
        if total > best:
            best, found = total, Core(start, at + 1)
    return found


def worth(line: Look) -> int:
    """Say how much a line speaks for the article being where it stands."""
    if line.part == TAIL:
        return TAIL_WORTH
    if line.is_prose and line.part != NOTICE:
        return min(line.words, MOST_WORTH)
    return SIGN_WORTH if line.part in {CONTROL, SECTION, FIELD} else min(SHORT_WORTH + line.words // 2, 0)


# --- columns -------------------------------------------------------------------------------------------


def window(values: Column, before: int, after: int) -> list[float]:
    """Sum over the lines from so many above each line to so many below; -1 leaves the line itself out."""
    sums = [0.0, *accumulate(values)]
    padded = [0.0] * before + sums[max(0, -before) :] + [sums[-1]] * after
    return [end - start for start, end in zip(padded, padded[before + after + 1 :], strict=False)][
        : len(values)
    ]


def shifted(values: Column, by: int, edge: float) -> Column:
    """Give for each line what stands so many lines below it, or above."""
    fill = [edge] * min(abs(by), len(values))
    return [*values[by:], *fill] if by > 0 else [*fill, *values[:by]]


def shares(parts: Column, of: Column) -> list[float]:
    """Divide, by one at least."""
    return [part / max(1, whole) for part, whole in zip(parts, of, strict=True)]


def since(flags: Iterable[bool]) -> list[int]:
    """Count for each line the lines since the last one with a flag."""
    ago, made = LONG_AGO, []
    for flag in flags:
        ago = 0 if flag else ago + 1 if ago < LONG_AGO else LONG_AGO
        made.append(ago)
    return made


def until(flags: Sequence[bool]) -> list[int]:
    """Count for each line the lines to the next one with a flag."""
    return since(flags[::-1])[::-1]


def limited(value: int, most: int) -> int:
    """Cut a distance off in both directions."""
    return max(-most, min(most, value))


# --- the first reading ---------------------------------------------------------------------------------

FIRST = tuple(
    """
    words|mark|capitals|titled|digits|commas|part|site|credit|prose|ends|bullet|kind
    words above|words below|ends below|part below|titled below|mark above|mark below
    prose near|prose around|prose wide|prose above|prose below 3|prose below 8|prose below 20
    short above|short below|site close|titled near|dates around|digits near
    place|prose before|prose words before|in core|place in core|to core|to core end
    since tail|since control|since date|since notice|since title|until control|until date|until notice
    repeats|said above|core vocabulary|core words|core share|signs|lines
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""What the numbers of a row are in the first reading, in order."""

Row = tuple[float, ...]


def rows(seen: Sequence[Look]) -> list[Row]:
    """Give what the first reading sees of every line, in the order of `FIRST`."""
    core = core_of(seen)
    prose = [line.words * line.is_prose for line in seen]
    return (
        list(
            zip(
                *own(seen),
                *beside(seen),
                *around(seen, prose),
                *place(seen, prose, core),
                *alike(seen, prose, core),
                strict=True,
            )
        )
        if seen
        else []
    )


def own(seen: Sequence[Look]) -> list[Column]:
    """Give the columns of what the lines are by themselves."""
    of = [
        (
            *(look.words, look.mark, look.capitals, look.titled, look.digits, look.commas, look.part),
            *(look.site, look.credit, look.is_prose, look.ends, look.bullet, look.kind),
        )
        for look in seen
    ]
    return list(zip(*of, strict=True))


def beside(seen: Sequence[Look]) -> list[Column]:
    """Give the columns of what the next lines are."""
    words, marks = [line.words for line in seen], [line.mark for line in seen]
    return [
        shifted(words, -1, -1),
        shifted(words, 1, -1),
        shifted([line.ends for line in seen], 1, -1),
        shifted([line.part for line in seen], 1, -1),
        shifted([line.titled for line in seen], 1, -1),
        shifted(marks, -1, -1),
        shifted(marks, 1, -1),
    ]


def around(seen: Sequence[Look], prose: Column) -> list[Column]:
    """Give the columns of how much prose, how many labels, dates and words of the site stand around."""
    words = [line.words for line in seen]
    short = [not line.is_prose and line.words <= SHORT for line in seen]
    return [
        *(shares(window(prose, reach, reach), window(words, reach, reach)) for reach in (3, 8, 20)),
        window(prose, 8, -1),
        *(window(prose, -1, reach) for reach in (3, 8, 20)),
        window(short, 8, -1),
        window(short, -1, 8),
        shares(window([line.site * line.words for line in seen], 5, 5), window(words, 5, 5)),
        window([line.titled for line in seen], 3, 3),
        window([line.part == DATA for line in seen], 6, 6),
        window([line.digits for line in seen], 3, 3),
    ]


def place(seen: Sequence[Look], prose: Column, core: Core) -> list[Column]:
    """Give the columns of where a line stands: on the page, in its prose, seen from the core, behind a heading."""
    (start, end), count = core, len(seen)
    before = [0.0, *accumulate(prose)][:count]
    total = max(sum(prose), 1)
    parts = [line.part for line in seen]
    dated, notices = [part == DATA for part in parts], [part == NOTICE for part in parts]
    controls = [part == CONTROL for part in parts]
    return [
        [at / count for at in range(count)],
        [words / total for words in before],
        [min(words, MOST_PROSE) for words in before],
        [start <= at < end for at in range(count)],
        [
            (at - start) / (end - start) if start <= at < end else -1 if at < start else 2
            for at in range(count)
        ],
        [limited(at - start, LONG_AGO) for at in range(count)],
        [limited(at - end, LONG_AGO) for at in range(count)],
        since(part == TAIL for part in parts),
        *(since(flags) for flags in (controls, dated, notices)),
        since(line.kind == TITLE for line in seen),
        *(until(flags) for flags in (controls, dated, notices)),
    ]


def alike(seen: Sequence[Look], prose: Column, core: Core) -> list[Column]:
    """Give the columns of what is said again near by, in the core, on the page; and how large all of it is."""
    names = Counter(line.name for line in seen)
    inner = [line.is_prose and core.start <= at < core.end for at, line in enumerate(seen)]
    said = said_in(seen, inner)
    core_words = sum(prose[core.start : core.end])
    whole = (
        min(core_words, MOST_PROSE),
        core_words / max(sum(prose), 1),
        sum(line.part in SIGNS for line in seen) / len(seen),
        min(len(seen), MOST_LINES),
    )
    return [
        [min(names[line.name], MOST_REPEATS) for line in seen],
        [shared(line, above) for line, above in zip(seen, (NOTHING, *seen), strict=False)],
        [
            known(line, said, own=is_inner) / len(line.vocabulary) if line.vocabulary else -1
            for line, is_inner in zip(seen, inner, strict=True)
        ],
        *([value] * len(seen) for value in whole),
    ]


def said_in(seen: Sequence[Look], chosen: Sequence[bool]) -> Counter[str]:
    """Count in how many of the chosen lines each longer word stands."""
    said: Counter[str] = Counter()
    for line, is_chosen in zip(seen, chosen, strict=True):
        if is_chosen:
            said.update(line.vocabulary)
    return said


def known(line: Look, said: Counter[str], *, own: bool) -> int:
    """Count the longer words of a line that other chosen lines say too."""
    get = said.get
    return sum([get(word, 0) > own for word in line.vocabulary])


def shared(line: Look, other: Look) -> float:
    """Give the share of a line's longer words that its neighbour says too: pictures name what captions say."""
    return len(line.vocabulary & other.vocabulary) / len(line.vocabulary) if line.vocabulary else -1


# --- the second reading --------------------------------------------------------------------------------

STEPS = (-3, -2, -1, 0, 1, 2, 3)

SECOND = (
    *FIRST,
    *(f"odds {step:+}" for step in STEPS),
    *"""
    odds near|odds around|text above 5|text below 5|text above 15|text below 15|text below 60
    share above 5|share below 5|share above 15|share below 15|share below 60
    before|after|text|since sure|until sure|since unlikely|until unlikely
    to longest|between|longest share|own stretch|stretches|text vocabulary|text words said
    text length|length|text ends
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
"""What the numbers of a row are in the second reading, in order."""


class Stretch(NamedTuple):
    """Lines that the first reading takes for text, with small gaps: from which line to which, and their words."""

    start: int
    end: int
    words: float


def second_rows(first: Sequence[Row], seen: Sequence[Look], odds: Column) -> list[Row]:
    """Give what the second reading sees of every line, in the order of `SECOND`; nothing of the hopeless."""
    odds = [max(LEAST_ODDS, min(MOST_ODDS, of)) for of in odds]
    likely = [0.0 if of <= LEAST_ODDS else 1 / (1 + math.exp(-of)) for of in odds]
    columns = zip(*read_around(seen, odds, likely), *stretched(seen, likely), strict=True)
    return [
        (*row, *more) if of > LEAST_ODDS else () for row, more, of in zip(first, columns, odds, strict=True)
    ]


def read_around(seen: Sequence[Look], odds: Column, likely: Column) -> list[Column]:
    """Give the columns of how the lines around were read."""
    words = [line.words for line in seen]
    text = [of * count for of, count in zip(likely, words, strict=True)]
    total, before = max(sum(text), 1), [0.0, *accumulate(text)]
    sure = [of > SURE and line.is_prose for of, line in zip(likely, seen, strict=True)]
    unlikely = [of < UNLIKELY and line.words > GAP for of, line in zip(likely, seen, strict=True)]
    near = ((5, -1), (-1, 5), (15, -1), (-1, 15), (-1, 60))
    texts = [window(text, *of) for of in near]
    return [
        *(shifted(odds, step, LEAST_ODDS - 1) if step else odds for step in STEPS),
        window(odds, 2, 2),
        window(odds, 6, 6),
        *texts,
        *(shares(part, window(words, *of)) for part, of in zip(texts, near, strict=True)),
        [of / total for of in before[:-1]],
        [(before[-1] - of) / total for of in before[1:]],
        [min(total, MOST_PROSE)] * len(seen),
        since([False, *sure[:-1]]),
        until([*sure[1:], False]),
        since([False, *unlikely[:-1]]),
        until([*unlikely[1:], False]),
    ]


def stretches(likely: Column, text: Column) -> list[Stretch]:
    """Find the stretches of lines that were taken for text."""
    found: list[Stretch] = []
    for at, of in enumerate(likely):
        if of > LIKELY:
            if found and at - found[-1].end < GAP:
                found[-1] = Stretch(found[-1].start, at + 1, found[-1].words + text[at])
            else:
                found.append(Stretch(at, at + 1, text[at]))
    return found


def stretched(seen: Sequence[Look], likely: Column) -> list[Column]:
    """Give the columns of how a line stands to the longest stretch of text: how far, how alike."""
    count = len(seen)
    text = [of * line.words for of, line in zip(likely, seen, strict=True)]
    found = stretches(likely, text)
    longest = max(found, key=lambda of: of.words, default=Stretch(0, 0, 0.0))
    start, end, most = longest
    other = [0.0, *accumulate(line.words - part for line, part in zip(seen, text, strict=True))]
    own_words = [0.0] * count
    for stretch in found:
        own_words[stretch.start : stretch.end] = [stretch.words / max(most, 1)] * (
            stretch.end - stretch.start
        )
    inner = [start <= at < end and of > HALF for at, of in enumerate(likely)]
    said = said_in(seen, inner)
    knowns = [
        known(line, said, own=is_inner) if of else 0
        for line, is_inner, of in zip(seen, inner, likely, strict=True)
    ]
    lengths = sorted(line.words for line, is_inner in zip(seen, inner, strict=True) if is_inner)
    middle = lengths[len(lengths) // 2] if lengths else 0
    ends = sum(line.ends for line, is_inner in zip(seen, inner, strict=True) if is_inner)
    return [
        [
            0 if start <= at < end else limited(at - start if at < start else at - end + 1, FAR_OFF)
            for at in range(count)
        ],
        [
            0
            if start <= at < end
            else max(other[at] - other[start], -MOST_BETWEEN)
            if at < start
            else min(other[at] - other[end], MOST_BETWEEN)
            for at in range(count)
        ],
        [most / max(sum(text), 1)] * count,
        own_words,
        [len(found)] * count,
        [of / len(line.vocabulary) if line.vocabulary else -1 for of, line in zip(knowns, seen, strict=True)],
        knowns,
        [middle] * count,
        [line.words / max(middle, 5) for line in seen],
        [ends / max(len(lengths), 1)] * count,
    ]
