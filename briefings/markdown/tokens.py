"""Inline tokens, and the leaves they stand in: what both ways to read Markdown make, and our passes work on.

Invariant: a token of ours has the fields of one of markdown-it, so that its renderer can write both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape as escaped
from typing import Any, Protocol

import msgspec

BREAKS = frozenset({"softbreak", "hardbreak"})
Attributes = dict[str, str | int | float]


class InlineToken(Protocol):
    """What our passes know of a token, ours or markdown-it's."""

    type: str
    tag: str
    nesting: Any  # markdown-it's is a literal
    content: str
    attrs: Attributes
    meta: dict[Any, Any]

    @property
    def children(self) -> Sequence[InlineToken] | None:
        """The tokens of the description of an image."""


class Token(msgspec.Struct):
    """An inline token."""

    type: str
    tag: str = ""
    nesting: int = 0
    content: str = ""
    attrs: Attributes = msgspec.field(default_factory=dict)
    meta: dict[Any, Any] = msgspec.field(default_factory=dict)
    children: tuple[InlineToken, ...] = ()

    @property
    def block(self) -> bool:
        """Whether it is a block; markdown-it's renderer asks."""
        return False

    hidden = block

    def attrItems(self) -> list[tuple[str, str | int | float]]:  # noqa: N802 - markdown-it's renderer asks
        """The attributes."""
        return list(self.attrs.items())


class Leaf(msgspec.Struct):
    """A block without blocks in it: the tag of the block, the line of the file it stands on, its inline tokens."""

    tag: str
    line: int
    children: list[InlineToken]
    id: str = ""


def words_of(token: InlineToken) -> str:
    """Give what a reader reads of an inline token."""
    kind = token.type
    if kind in {"text", "code_inline", "text_special"}:
        return token.content
    if kind in BREAKS:
        return " "
    return text_of(token.children or ()) if kind == "image" else ""


def text_of(tokens: Sequence[InlineToken]) -> str:
    """Give what a reader reads of inline tokens."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return tokens[0].content
    return "".join(map(words_of, tokens))


def folded(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a start tag of ours."""
    return f"<{name}" + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items()) + ">"


def table_section(label: str, number: int) -> str:
    """Open the section in which a table scrolls: a landmark, so each of a page has a name of its own."""
    name = label if number == 1 else f"{label} {number}"
    return tag("section", {"class": "table", "tabindex": "0", "aria-label": name})


def text_token(content: str) -> Token:
    """Make a text leaf."""
    return Token("text", content=content)
