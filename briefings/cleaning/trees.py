"""Small ensembles of decision trees: the weights of the line model, and how they are asked.

Invariant: plain numbers in, one number out, without any library. Features lead from the root of every tree to a
leaf, and the sum of the leaves is the log of the odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Union

Tree = Union[float, "tuple[int, float, Tree, Tree]"]
"""A leaf's number; or which feature, up to which value to the left, and what stands left and right.

Plain tuples: unpacking a named one takes three times as long, and a page has fifty thousand nodes to pass.
"""


class Model(NamedTuple):
    """The trees, and the log of the odds with which they begin."""

    bias: float
    trees: tuple[Tree, ...]


def model_of(data: dict[str, Any]) -> Model:
    """Read an ensemble as it stands in a data file."""
    return Model(data["bias"], tuple(map(tree_of, data["trees"])))


def tree_of(node: Any) -> Tree:
    """Read a tree from nested lists."""
    if not isinstance(node, list):
        return float(node)
    feature, most, left, right = node
    return (feature, most, tree_of(left), tree_of(right))


def odds(row: Sequence[float], trees: Sequence[Tree], total: float) -> float:
    """Add what the trees say of a row to the log of the odds so far."""
    for tree in trees:
        node = tree
        while type(node) is tuple:
            feature, most, left, right = node
            node = left if row[feature] <= most else right
        total += node  # type: ignore[operator]  # no tuple any more, which mypy does not see
    return total
