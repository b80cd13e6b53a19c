"""Finders that ask somebody outside of the site, such as a language model.

Invariant: `question` and `find` are pure, so that facts follow from a document and the answers that are kept beside it.
`ask` alone looks at the world; drafting alone calls it, and keeps what it says. The gate stands behind `find` as behind
every finder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefings.facts.article import Article
from briefings.model import Fact


class Asking(NamedTuple):
    """A finder that asks: what it asks of an article (nothing: ""), how, and which facts an answer gives."""

    question: Callable[[Article], str]
    ask: Callable[[str], str]
    """Raises `NoAnswer`; must end by itself, also where nobody answers."""
    find: Callable[[Article, str], Iterable[Fact]]


class NoAnswer(Exception):  # noqa: N818 - what happened, in a word
    """Nobody answered, or nothing that can be used; says why, and what would cure it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def asked(finder: str, question: str) -> str:
    """Give the name under which an answer is kept: the digest of what was asked, and of who asked."""
    return hashlib.sha256(f"{finder}\n{question}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
