"""Citations: the sentences that are cited get an id, the marks lead to them.

Invariant: neighbouring marks of one source are one, stand behind the full stop, and never start a line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefings.markdown.blocks import unused
from briefings.markdown.tokens import folded, inlines, tag, text_token, words_of
from briefings.markdown.values import Cited, Use, Work

JOINER = "\N{WORD JOINER}"  # so that a mark never starts a line
STOPS = re.compile(r"\s*([.,;:!?…。！？،؛؟।]+[”’»\"')\]]*)")


def wrap_cited(state: StateCore) -> None:
    """Put each cited sentence that the body holds into a span with an id; a line of the box is no place for it."""
    if state.inlineMode:
        return
    work: Work = state.env["work"]
    if not work.cited:
        return
    waiting = {folded(c.quote): c for c in reversed(list(work.cited.values())) if c.quote}
    for token, _, _ in inlines(state):
        for quote, cite in list(waiting.items()):
            found = quote_pattern(quote).search(text_of(token.children or []))
            if found is None:
                continue
            del waiting[quote]
            name = work.anchors.get(cite.label) or unused(f"cited-{cite.label}", work.ids)
            token.children = wrapped(token.children or [], found.span(), name)
            for other in work.cited.values():
                if folded(other.quote) == quote:
                    work.anchors[other.label] = name


@functools.lru_cache(4096)
def quote_pattern(quote: str) -> re.Pattern[str]:
    """Match a quotation whatever its white space."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def text_of(children: Sequence[Token]) -> str:
    """Give the words of inline tokens, with the same length for each token as `wrapped` counts."""
    return "".join(words_of(child) for child in children)


def wrapped(children: Sequence[Token], span: tuple[int, int], name: str) -> list[Token]:
    """Open a span at `span[0]` and close it at `span[1]`; markup that is cut by an end is taken in whole."""
    start, end = span
    made: list[Token] = []
    at, opened, closed = 0, False, False
    for group in groups(children):
        rest = group
        if not opened and at + len(text_of(rest)) > start:
            before, rest = cut(rest, start - at, whole="after")
            made += [*before, span_open(name)]
            at += len(text_of(before))
            opened = True
        length = len(text_of(rest))
        if opened and not closed and at + length >= end:
            inside, after = cut(rest, end - at, whole="before")
            made += [*inside, Token("cited_close", "span", -1), *after]
            closed = True
        else:
            made += rest
        at += length
    return made


def span_open(name: str) -> Token:
    """Make the start of a cited sentence."""
    return Token("cited_open", "span", 1, attrs={"class": "cited", "id": name})


def groups(children: Sequence[Token]) -> list[list[Token]]:
    """Cut inline tokens into leaves and whole elements."""
    found: list[list[Token]] = []
    depth = 0
    for child in children:
        if depth == 0:
            found.append([])
        found[-1].append(child)
        depth += child.nesting
    return found


def cut(group: list[Token], at: int, *, whole: Literal["before", "after"]) -> tuple[list[Token], list[Token]]:
    """Cut a text leaf in two; anything else goes whole to one side."""
    leaf = group[0]
    if at <= 0:
        return [], group
    if len(group) == 1 and leaf.type == "text" and at < len(leaf.content):
        return [text_token(leaf.content[:at])], [text_token(leaf.content[at:])]
    return (group, []) if whole == "before" or at >= len(text_of(group)) else ([], group)


def join_marks(state: StateCore) -> None:
    """Join neighbouring marks, put them behind the full stop, and number the places that cite."""
    work: Work = state.env["work"]
    if not work.cited:
        return
    paragraph = 0
    for token, block, _ in inlines(state):
        paragraph += block.type == "paragraph_open"
        children = joined(token.children or [])
        for child in children:
            if child.type == "mark" and work.use_prefix:
                use = Use(
                    f"{work.use_prefix}-{len(work.uses) + 1}",
                    tuple(child.meta["labels"]),
                    "paragraph",
                    max(1, paragraph),
                )
                child.meta["use"] = use.id
                work.uses.append(use)
                work.ids.add(use.id)
        token.children = children


def joined(children: Sequence[Token]) -> list[Token]:
    """Merge marks that only white space parts, and move the stop that follows them to their front."""
    made: list[Token] = []
    for child in children:
        if child.type == "mark":
            drop_blank_end(made)
            if made and made[-1].type == "mark":
                made[-1].meta["labels"] += child.meta["labels"]
                continue
        elif child.type == "text" and made and made[-1].type == "mark":
            stop = STOPS.match(child.content)
            if stop:
                made.insert(-1, text_token(stop[1]))
                child.content = child.content[stop.end() :]
        made.append(child)
    return made


def drop_blank_end(tokens: list[Token]) -> None:
    """Take white space and line breaks away from the end of a run of tokens."""
    while tokens and tokens[-1].type in {"text", "softbreak"} and not tokens[-1].content.strip():
        tokens.pop()
    if tokens and tokens[-1].type == "text":
        tokens[-1].content = tokens[-1].content.rstrip()


def marks(
    labels: Iterable[str], cited: Mapping[str, Cited], anchors: Mapping[str, str], use: str = ""
) -> str:
    """Give the HTML of neighbouring marks: one for each source, which leads to its first sentence."""
    firsts: dict[int, Cited] = {}
    for label in labels:
        if label in cited:
            firsts.setdefault(cited[label].number, cited[label])
    shown = []
    for at, mark in enumerate(firsts.values()):
        target = anchors.get(mark.label) or f"quote-{mark.label}"
        attributes = {"class": "mark", "href": f"#{target}", "aria-label": mark.name}
        if use and at == 0:
            attributes["id"] = use
        shown.append(f"{JOINER}{tag('a', attributes)}[{mark.number}]</a>")
    return "".join(shown)
