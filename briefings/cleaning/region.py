"""Find the article on a whole page: the stretch of lines with the most prose and the least furniture.

Invariant: a text that is mostly article already is left whole. Only where much of it is furniture is it
cut, at the outer ends first; inside, short lines go only in runs that no prose interrupts.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from briefings.cleaning.boilerplate import is_control, is_section, is_tail_head
from briefings.cleaning.measure import is_prose, key, starts_lower, weight
from briefings.cleaning.traces import is_field
from briefings.model import Line

Lines = tuple[Line, ...]
Sign = Literal["", "control", "tail", "field"]

LEAST_SIGNS = 12  # controls, sections and tail heads that show a page rather than an article
MOST_WORTH = 60  # words: a paragraph counts no more, or one long notice would win
TAIL_COST = -40  # a heading of a list of other articles ends the article, unless much comes after
CONTROL_COST = -12
SHORT_COST = -9  # a short line without end costs about a sentence
DATE_ABOVE = 12  # lines between title and text: date, author, reading time, buttons to share
RUN = 4  # short lines in a row: a menu or a list of links, no headings


def keep_article(lines: Lines, _language: str) -> Lines:
    """Cut a page down to its article; leave any other text as it is."""
    signs = [sign(line.text) for line in lines]
    if not is_page(lines, signs):
        return lines
    start, end = best_stretch(list(map(worth, lines, signs)))
    if not any(is_prose(line.text) for line in lines[start:end]):
        return lines
    return titled(lines, start) + dated(lines, start) + without_runs(lines[start:end], signs[start:end])


def sign(text: str) -> Sign:
    """Say what part of a page the line is, if it can be nothing else."""
    if is_tail_head(text):
        return "tail"
    return "control" if is_control(text) else "field" if is_field(text) else ""


def is_page(lines: Lines, signs: list[Sign]) -> bool:
    """Whether the text is a whole page: many of its lines are furniture, and prose is not nearly all."""
    sure = [of in ("control", "tail") for of in signs]
    count = sum(sure[at] or is_section(lines, at, sure) for at in range(len(lines)))
    return count >= LEAST_SIGNS and 3 * sum(not is_prose(line.text) for line in lines) > len(lines)


def worth(line: Line, of: Sign) -> int:
    """Say how much a line speaks for the article being where it stands."""
    if of == "tail":
        return TAIL_COST
    words = weight(line.text)
    if is_prose(line.text):
        return min(words, MOST_WORTH)
    return CONTROL_COST if of else min(SHORT_COST + words // 2, 0)


def best_stretch(worths: list[int]) -> tuple[int, int]:
    """Give the stretch with the greatest sum (Kadane)."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for at, value in enumerate(worths):
        if total <= 0:
            total, start = 0, at
        total += value
        if total > best:
            best, best_start, best_end = total, start, at + 1
    return best_start, best_end


def titled(lines: Lines, start: int) -> Lines:
    """Give the line above the article that is its title, if one is."""
    above = [line for line in lines[max(0, start - 40) : start] if 3 <= weight(line.text) <= 30]  # noqa: PLR2004 - words of a title
    marked = [line for line in above if line.kind == "title"]
    if marked:
        return (marked[-1],)
    seen: dict[str, int] = {}
    for line in lines[: start + 5]:
        seen[key(line.text)] = seen.get(key(line.text), 0) + 1
    said = set(key(" ".join(line.text for line in lines[start : start + 4])).split())
    named = [line for line in above if is_named(line, said) or seen[key(line.text)] > 1]
    best = max(named, key=lambda line: (overlap(line, said), line.source_line), default=None)
    return (Line(best.text, best.source_line, "title"),) if best and overlap(best, said) else ()


def dated(lines: Lines, start: int) -> Lines:
    """Give the lines just above the article that say when it was published: they are data, no furniture."""
    return tuple(line for line in lines[max(0, start - DATE_ABOVE) : start] if line.kind == "date")


def is_named(line: Line, said: set[str]) -> bool:
    """Whether the article's first paragraphs speak of what the line names."""
    return overlap(line, said) >= 3  # noqa: PLR2004 - words, of which one or two are small ones


def overlap(line: Line, said: set[str]) -> int:
    """Count the longer words of a line that the article's first paragraphs say too."""
    return sum(len(word) > 3 and word in said for word in key(line.text).split())  # noqa: PLR2004 - not "the", "and"


def without_runs(lines: Lines, signs: list[Sign]) -> Lines:
    """Drop runs of short lines without an end, among which there is furniture; a table has none."""
    kept: list[Line] = []
    pairs = zip(lines, signs, strict=True)
    for is_short, group in groupby(pairs, lambda pair: is_bare(pair[0]) and not is_prose(pair[0].text)):
        run = list(group)
        if not (is_short and len(run) >= RUN and any(of for _, of in run)):
            kept += [line for line, _ in run]
    return tuple(kept)


def is_bare(line: Line) -> bool:
    """Whether the line ends like no sentence and begins like no rest of one."""
    return not starts_lower(line.text) and line.text.rstrip()[-1:] not in '.!?。！？।”"»'
