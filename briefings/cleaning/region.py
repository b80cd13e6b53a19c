"""Find the article on a whole page, by a model of its lines.

Invariant: a text that does not show many signs of a page is left whole, and so is one in which the model
finds no article. What is kept is kept as it stands, in order.

The page is read twice. The first reading sees each line and what stands around it; the second sees besides
what the first made of the lines around. A third model picks the title among the lines above the text. All are
ensembles of small trees (`region.json`, made by `tools/train_cleaning.py`) that give the log of the odds.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any, NamedTuple

from briefings.cleaning import features, naming, surroundings
from briefings.cleaning.days import is_date_line
from briefings.cleaning.features import Look
from briefings.cleaning.structure import credited, is_byline
from briefings.cleaning.surroundings import LEAST_ODDS, Row
from briefings.cleaning.trees import Model, model_of, odds
from briefings.model import Line

Lines = tuple[Line, ...]

LEAST_SIGNS = 2  # buttons, menu entries, notices: an article has none, a page dozens
LEAST_FURNITURE = 24  # short lines that the model is sure are none of the article's
MUCH_FURNITURE = 60  # so many where only one phrase is known, as in a language that has few here
SHORT_LINE = 160  # characters; furniture is shorter
SURE = -2.0  # log of the odds
FIRST_TREES = 10  # after so many the first reading asks whether there is hope, and after so many again
KEPT = -2.0  # log of the odds: a lost line of the article is worse than two of furniture
NAMED = -2.0  # log of the odds of the likeliest title: one in nine candidates is none
DATA_ABOVE = 12  # lines between title and text: date, author, reading time, buttons to share


class Weights(NamedTuple):
    """What was learned: of lines, of lines among read lines, of titles."""

    first: Model
    second: Model
    title: Model


@functools.cache
def trained() -> Weights:
    """Read the weights that come with the package."""
    return weights_of(
        json.loads(resources.files("briefings.cleaning").joinpath("region.json").read_text("utf-8"))
    )


def weights_of(data: dict[str, Any]) -> Weights:
    """Read the weights as they were written, where they are for the rows that are made here."""
    for name, columns in ROWS.items():
        if data[name]["features"] != list(columns):
            raise ValueError("region.json was trained on other features; run tools/train_cleaning.py")
    return Weights(*(model_of(data[name]) for name in ROWS))


ROWS = {"first": surroundings.FIRST, "second": surroundings.SECOND, "title": naming.NAMES}
"""What each model sees."""


def keep_article(lines: Lines, _language: str, weights: Weights | None = None) -> Lines:
    """Cut a page down to its article; leave any other text as it is."""
    if sum(len(line.text) < SHORT_LINE for line in lines) < LEAST_FURNITURE:
        return lines
    seen = features.looks(lines)
    signs = sum(look.part in features.SIGNS for look in seen)
    if not signs:
        return lines
    weights = weights or trained()
    scores = read(seen, weights)
    has_prose = beginning(seen, scores) < len(seen)
    return chosen(lines, seen, scores, weights.title) if has_prose and is_page(signs, seen, scores) else lines


def read(seen: Sequence[Look], weights: Weights) -> list[float]:
    """Read a page twice, and give for each line the log of the odds that it belongs to the article."""
    rows = surroundings.rows(seen)
    return second_reading(rows, seen, first_reading(seen, rows, weights.first), weights.second)


def first_reading(seen: Sequence[Look], rows: Sequence[Row], model: Model) -> list[float]:
    """Read each line by itself and its surroundings; far from any long line all is menu."""
    return [
        LEAST_ODDS if look.is_far else first_odds(row, model) for look, row in zip(seen, rows, strict=True)
    ]


def second_reading(
    rows: Sequence[Row], seen: Sequence[Look], first: Sequence[float], model: Model
) -> list[float]:
    """Read what the first reading left open again, knowing what it said of the lines around."""
    again = surroundings.second_rows(rows, seen, first)
    return [odds(row, model.trees, model.bias) if row else LEAST_ODDS for row in again]


def first_odds(row: Row, model: Model) -> float:
    """Give the log of the odds by the first reading, which soon gives up on most lines of a menu."""
    total = model.bias
    for start in range(0, len(model.trees), FIRST_TREES):
        total = odds(row, model.trees[start : start + FIRST_TREES], total)
        if total <= LEAST_ODDS:
            break
    return total


def is_page(signs: int, seen: Sequence[Look], scores: Sequence[float]) -> bool:
    """Whether phrases of pages stand in the text, and the model is sure of many short lines besides."""
    furniture = sum(of < SURE and not look.is_prose for look, of in zip(seen, scores, strict=True))
    return furniture >= (LEAST_FURNITURE if signs >= LEAST_SIGNS else MUCH_FURNITURE)


def chosen(lines: Lines, seen: Sequence[Look], scores: Sequence[float], titles: Model) -> Lines:
    """Give the lines that are kept, the title among them, and what stands between it and the text as data."""
    first = beginning(seen, scores)
    title = title_at(seen, scores, titles)
    made = []
    for at, line in enumerate(lines):
        if at == title:
            made.append(Line(line.text, line.source_line, "title"))
        elif scores[at] > KEPT or (first - DATA_ABOVE <= at < first and is_data(line.text)):
            made.append(line)
    return tuple(made)


def beginning(seen: Sequence[Look], scores: Sequence[float]) -> int:
    """Give the first paragraph that is kept; the end of the text where there is none."""
    kept = (at for at, of in enumerate(scores) if of > KEPT and seen[at].is_prose)
    return next(kept, len(seen))


def is_data(text: str) -> bool:
    """Whether the line says when or by whom the article was written, or both, and nothing else."""
    return is_date_line(text) or is_byline(text) or bool(credited(text))


def title_rows(seen: Sequence[Look], scores: Sequence[float]) -> list[tuple[int, Row]]:
    """Give each line that could be the title, and what the model of titles sees of it."""
    said = naming.said_by(seen, [of > KEPT for of in scores])
    return naming.title_rows(seen, scores, beginning(seen, scores), said)


def title_at(seen: Sequence[Look], scores: Sequence[float], titles: Model) -> int | None:
    """Find the line near the beginning of the text that is most likely its title."""
    rated = [(odds(row, titles.trees, titles.bias), at) for at, row in title_rows(seen, scores)]
    best, at = max(rated, default=(NAMED, None))
    return at if best > NAMED else None
