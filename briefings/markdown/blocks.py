"""Rules for whole blocks of markdown-it: headings, cells, timelines, and the passes over all leaves."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefings.markdown.passes import finish
from briefings.markdown.tokens import Leaf
from briefings.markdown.words import is_date


def lower_headings(state: StateCore) -> None:
    """Make a level-one heading of the body a level-two one: the page has its title."""
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def align_cells(state: StateCore) -> None:
    """Say by a class how a cell is aligned: an inline style would need a weaker content security policy."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).removeprefix("text-align:")}


def shape_timelines(state: StateCore) -> None:
    """Make the list in a timeline an ordered one, and what stands before its first colon a date."""
    depth = 0
    for token in state.tokens:
        depth += {"container_timeline_open": 1, "container_timeline_close": -1}.get(token.type, 0)
        if depth and token.type in {"bullet_list_open", "bullet_list_close"}:
            token.tag = "ol"
            if token.nesting > 0:
                token.attrSet("class", "timeline")
        elif depth and token.type == "inline" and token.children:
            token.children = dated(token.children)


def dated(children: list[Token]) -> list[Token]:
    """Mark up the date at the beginning of a line of a timeline."""
    head, colon, rest = children[0].content.partition(":")
    if children[0].type != "text" or not colon:
        return children
    attributes: dict[str, str | int | float] = {"datetime": head} if is_date(head) else {}
    opening = Token("time_open", "time" if attributes else "b", 1, attrs=attributes)
    closing = Token("time_close", opening.tag, -1)
    before, after = (Token("text", "", 0, content=text) for text in (head, f" {rest.lstrip()}"))
    return [opening, before, closing, after, *children[1:]]


def finish_leaves(state: StateCore) -> None:
    """Run our passes, and put back what they make of the leaves."""
    found = list(leaves(state))
    finish([leaf for leaf, _, _ in found], state.env["work"], inline=state.inlineMode)
    for leaf, token, block in found:
        token.children = leaf.children  # type: ignore[assignment]  # the renderer takes ours too
        if leaf.id and block:
            block.attrSet("id", leaf.id)


def leaves(state: StateCore) -> Iterator[tuple[Leaf, Token, Token | None]]:
    """Give each leaf with the token that holds its text and the one that opens its block, if there is one."""
    block, first = None, state.env["work"].first_line
    for token in state.tokens:
        if token.type == "inline":
            line = first + (token.map[0] if token.map else 0)
            yield Leaf(block.tag if block else "", line, [*(token.children or ())]), token, block
        block = token
