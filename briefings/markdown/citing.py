"""Citations: the sentences that are cited get an id, the marks lead to them.

Invariant: neighbouring marks of one source are one, stand behind the full stop, and never start a line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from briefings.markdown.tokens import InlineToken, Leaf, Token, folded, tag, text_of, text_token
from briefings.markdown.values import Cited, Use, Work
from briefings.regex import regex

JOINER = "\N{WORD JOINER}"  # so that a mark never starts a line
STOPS = regex(r"\s*([.,;:!?…。！？،؛؟।]+[”’»\"')\]]*)")


def wrap_cited(leaves: Iterable[Leaf], work: Work) -> None:
    """Put each cited sentence that the body holds into a span with an id."""
    waiting: dict[str, list[str]] = {}
    for cite in reversed(list(work.cited.values())):
        if cite.quote:
            waiting.setdefault(folded(cite.quote), []).insert(0, cite.label)
    for leaf in leaves:
        text = text_of(leaf.children)
        spaced = folded(text)
        for quote in [quote for quote in waiting if quote in spaced]:
            found = quote_pattern(quote).search(text)
            if found is not None:
                labels = waiting.pop(quote)
                name = work.anchors.get(labels[0]) or work.new_id(f"cited-{labels[0]}")
                leaf.children = wrapped(leaf.children, found.span(), name)
                work.anchors.update(dict.fromkeys(labels, name))


@functools.lru_cache(4096)
def quote_pattern(quote: str) -> re.Pattern[str]:
    """Match a quotation whatever its white space."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def wrapped(children: Sequence[InlineToken], span: tuple[int, int], name: str) -> list[InlineToken]:
    """Open a span at `span[0]` and close it at `span[1]`; markup that is cut by an end is taken in whole."""
    start, end = span
    made: list[InlineToken] = []
    at, opened, closed = 0, False, False
    for group in groups(children):
        rest, length = group, len(text_of(group))
        if not opened and at + length > start:
            before, rest = cut(group, start - at, whole="after")
            made += [*before, span_open(name)]
            at, length = at + len(text_of(before)), len(text_of(rest))
            opened = True
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


def groups(children: Sequence[InlineToken]) -> list[list[InlineToken]]:
    """Cut inline tokens into leaves and whole elements."""
    found: list[list[InlineToken]] = []
    depth = 0
    for child in children:
        if depth == 0:
            found.append([])
        found[-1].append(child)
        depth += child.nesting
    return found


def cut(
    group: list[InlineToken], at: int, *, whole: Literal["before", "after"]
) -> tuple[list[InlineToken], list[InlineToken]]:
    """Cut a text leaf in two; anything else goes whole to one side."""
    leaf = group[0]
    if at <= 0:
        return [], group
    if len(group) == 1 and leaf.type == "text" and at < len(leaf.content):
        return [text_token(leaf.content[:at])], [text_token(leaf.content[at:])]
    return (group, []) if whole == "before" or at >= len(text_of(group)) else ([], group)


def join_marks(leaves: Iterable[Leaf], work: Work) -> None:
    """Join neighbouring marks, put them behind the full stop, and number the places that cite."""
    paragraph = 0
    for leaf in leaves:
        paragraph += leaf.tag == "p"
        if not any(child.type == "mark" for child in leaf.children):
            continue
        leaf.children = joined(leaf.children)
        if work.use_prefix:
            number_uses(leaf, max(1, paragraph), work)


def number_uses(leaf: Leaf, paragraph: int, work: Work) -> None:
    """Give each place of a leaf that cites an id of its own."""
    for child in leaf.children:
        if child.type == "mark":
            name = f"{work.use_prefix}-{len(work.uses) + 1}"
            work.uses.append(Use(name, tuple(child.meta["labels"]), "paragraph", paragraph))
            work.ids.add(name)
            child.meta["use"] = name


def joined(children: Sequence[InlineToken]) -> list[InlineToken]:
    """Merge marks that only white space parts, and move the stop that follows them to their front."""
    made: list[InlineToken] = []
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


def drop_blank_end(tokens: list[InlineToken]) -> None:
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
