"""Find the article on a whole page, by a model of its lines.

Invariant: a text that does not show many signs of a page is left whole, and so is one in which the model
finds no article. What is kept is kept as it stands, in order.

The model is a small ensemble of decision trees (`region.json`, made by `tools/train_cleaning.py`): each
line's features lead from the root of every tree to a leaf, and the sum of the leaves is the log of the
odds that the line belongs to the article.
"""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, NamedTuple, Union

from briefings.cleaning import features
from briefings.cleaning.days import is_date_line
from briefings.cleaning.features import Look
from briefings.cleaning.structure import is_byline
from briefings.model import Line

Lines = tuple[Line, ...]

LEAST_SIGNS = 2  # buttons, menu entries, notices: an article has none, a page dozens
LEAST_FURNITURE = 28  # short lines that the model is sure are none of the article's
MUCH_FURNITURE = 60  # so many where only one phrase is known, as in a language that has few here
SURE = -2.0  # log of the odds
FIRST_TREES, HOPELESS = 9, -3.0  # a line that the first ten trees find so unlikely is not read by the others
KEPT = -1.9  # log of the odds: a lost line of the article is worse than three of furniture

DATA_ABOVE = 12  # lines between title and text: date, author, reading time, buttons to share


Tree = Union[float, "tuple[int, float, Tree, Tree]"]
"""A leaf's number; or which feature, up to which value to the left, and what stands left and right.

Plain tuples: unpacking a named one takes three times as long, and a page has fifty thousand nodes to pass.
"""


class Model(NamedTuple):
    """The trees, and the log of the odds with which they begin."""

    bias: float
    trees: tuple[Tree, ...]


@functools.cache
def trained() -> Model:
    """Read the weights that come with the package."""
    data = json.loads(resources.files("briefings.cleaning").joinpath("region.json").read_text("utf-8"))
    if data["features"] != list(features.NAMES):
        raise ValueError("region.json was trained on other features; run tools/train_cleaning.py")
    return Model(data["bias"], tuple(map(tree_of, data["trees"])))


def tree_of(node: Any) -> Tree:
    """Read a tree from nested lists."""
    if not isinstance(node, list):
        return float(node)
    feature, most, left, right = node
    return (feature, most, tree_of(left), tree_of(right))


def score(row: Sequence[float], model: Model) -> float:
    """Give the log of the odds that a line with these features belongs to the article."""
    total = model.bias
    for number, tree in enumerate(model.trees):
        node = tree
        while type(node) is tuple:
            feature, most, left, right = node
            node = left if row[feature] <= most else right
        total += node  # type: ignore[operator]  # no tuple any more, which mypy does not see
        if number == FIRST_TREES and total < HOPELESS:
            break
    return total


def keep_article(lines: Lines, _language: str, model: Model | None = None) -> Lines:
    """Cut a page down to its article; leave any other text as it is."""
    seen = features.looks(lines)
    signs = sum(look.part in features.SIGNS for look in seen)
    if not signs:
        return lines
    model = model or trained()
    scores = [score(row, model) for row in features.rows(seen)]
    kept = [of > KEPT for of in scores]
    has_prose = any(look.is_prose for look, keep in zip(seen, kept, strict=True) if keep)
    return chosen(lines, seen, kept) if has_prose and is_page(signs, seen, scores) else lines


def is_page(signs: int, seen: Sequence[Look], scores: Sequence[float]) -> bool:
    """Whether phrases of pages stand in the text, and the model is sure of many short lines besides."""
    pairs = zip(seen, scores, strict=True)
    furniture = sum(of < SURE and not look.is_prose for look, of in pairs)
    return furniture >= (LEAST_FURNITURE if signs >= LEAST_SIGNS else MUCH_FURNITURE)


def chosen(lines: Lines, seen: Sequence[Look], kept: Sequence[bool]) -> Lines:
    """Give the lines that are kept, the title among them, and what stands between it and the text as data."""
    first = next(at for at, keep in enumerate(kept) if keep and seen[at].is_prose)
    title = title_at(lines, seen, kept, first)
    made = []
    for at, line in enumerate(lines):
        if at == title:
            made.append(Line(line.text, line.source_line, "title"))
        elif kept[at] or (first - DATA_ABOVE <= at < first and is_data(line.text)):
            made.append(line)
    return tuple(made)


def is_data(text: str) -> bool:
    """Whether the line says when or by whom the article was written, and nothing else."""
    return is_date_line(text) or is_byline(text)


ABOVE = 40  # lines in which the title stands, above the text
TITLE_WORDS = range(3, 31)
LEAST_SHARED = 2  # longer words that the title has in common with the text
REPEATED = 2  # the page says its title again: in its head, its trail of sections, its buttons to share


def title_at(lines: Lines, seen: Sequence[Look], kept: Sequence[bool], first: int) -> int | None:
    """Find the line above the text that names what the text is about; the last of several as good."""
    said = Counter(word for look, keep in zip(seen, kept, strict=True) if keep for word in look.vocabulary)
    names = Counter(look.name for look in seen)
    best, best_at = 0.0, None
    for at in range(max(0, first - ABOVE), first):
        if seen[at].words in TITLE_WORDS and seen[at].part == features.PLAIN:
            of = naming(lines[at], seen[at], said, is_repeated=names[seen[at].name] > 1)
            if of >= best and of > 0:
                best, best_at = of, at
    return best_at


def naming(line: Line, look: Look, said: Mapping[str, int], *, is_repeated: bool) -> float:
    """Say how well a line names the text: the words they share, more where it is marked or repeated."""
    shared = sum(word in said for word in look.vocabulary)
    if line.kind == "title":
        return 100.0 + shared
    if shared < LEAST_SHARED or (look.is_prose and look.mark == features.MARKS["."]):
        return 0.0
    return shared * shared / len(look.vocabulary) * (REPEATED if is_repeated else 1)
