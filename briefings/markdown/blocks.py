"""Rules for whole blocks: headings and their ids, links, words, cells, timelines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefings.markdown.tokens import folded, inlines, text_token, words_of
from briefings.markdown.values import Heading, Work
from briefings.slugs import slug

RESERVED = re.compile(r"(?:box|cited|fact|fn|fnref|quote|source|text)(?:-?\d|$)|(?:cited|quote)-")
"""How the ids begin that this tool gives; a heading's never does."""
WORD = re.compile(r"\w+")
DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
OUTSIDE = re.compile(r"https?:|//", re.IGNORECASE)


def lower_headings(state: StateCore) -> None:
    """Make a level-one heading of the body a level-two one: the page has its title."""
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def name_headings(state: StateCore) -> None:
    """Give each heading an id of its own."""
    work: Work = state.env["work"]
    for token, block, _ in inlines(state):
        if block.type != "heading_open":
            continue
        text = folded("".join(words_of(child) for child in token.children or ()))
        name = slug(text)
        name = unused(f"section-{name}" if RESERVED.match(name) else name, work.ids)
        block.attrSet("id", name)
        work.headings.append(Heading(name, text, int(block.tag[1])))


def unused(name: str, taken: set[str]) -> str:
    """Give the name, or the name with the first free number; it is taken from now on."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    taken.add(free)
    return free


def resolve_links(state: StateCore) -> None:
    """Ask for the address of each link and image."""
    work: Work = state.env["work"]
    for token, _, line in inlines(state):
        for child, below in with_lines(token.children or (), line):
            if child.type == "image":
                child.attrSet("src", work.resolve(str(child.attrGet("src") or ""), below, image=True))
            elif child.type == "link_open":
                href = work.resolve(str(child.attrGet("href") or ""), below, image=False)
                child.attrSet("href", href)
                if OUTSIDE.match(href):
                    child.attrSet("rel", "nofollow noopener noreferrer")
                elif not href.lower().startswith("mailto:"):
                    work.links.append((href, below))


def with_lines(children: Iterable[Token], line: int) -> Iterable[tuple[Token, int]]:
    """Give inline tokens with the line of the file they stand on."""
    for child in children:
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1


def count_words(state: StateCore) -> None:
    """Count words for the reading time; in scripts without spaces two characters count as one."""
    work: Work = state.env["work"]
    for token, _, _ in inlines(state):
        work.words += count("".join(words_of(child) for child in token.children or ()))


def count(text: str) -> int:
    """Count the words of a text."""
    if text.isascii():
        return len(WORD.findall(text))
    return len(WORD.findall(DENSE.sub(" ", text))) + len(DENSE.findall(text)) // 2


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
    return [opening, text_token(head), closing, text_token(f" {rest.lstrip()}"), *children[1:]]


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, or a year, or a year and month."""
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    try:
        return parts is not None and bool(dt.date(*(int(part or 1) for part in parts.groups())))
    except ValueError:
        return False
