"""Tokens of markdown-it: what a reader reads of them, and the blocks they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape as escaped
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def words_of(token: Token) -> str:
    """Give what a reader reads of an inline token."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return "".join(words_of(child) for child in token.children or ())
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""


def folded(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a start tag; the only place where an attribute is written by us."""
    return f"<{name}" + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items()) + ">"


def text_token(content: str) -> Token:
    """Make a text leaf."""
    return Token("text", "", 0, content=content)


class Inline(NamedTuple):
    """An inline token with the token that opens its block (itself where there is none) and its line in the file."""

    token: Token
    block: Token
    line: int


def inlines(state: StateCore) -> list[Inline]:
    """Give the inline tokens of a text with their blocks; our rules change what is in them, never which there are."""
    known: list[Inline] | None = state.env.get("inlines")
    if known is not None:
        return known
    found: list[Inline] = []
    first, before = state.env["work"].first_line, None
    for token in state.tokens:
        if token.type == "inline":
            found.append(Inline(token, before or token, first + (token.map[0] if token.map else 0)))
        before = token
    state.env["inlines"] = found
    return found
