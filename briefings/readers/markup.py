"""Markup to lines of text with nothing but the standard library: for what is known to be all article.

Entries of feeds, mails in which trafilatura finds no article, and what mammoth makes of a document have no furniture of
a site around them. Lines are written as in `html`: `## ` headings, `- ` items.

Invariant: linear in the length of the markup, whatever is in it; nothing of a tag gets into the text.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from briefings.model import RawText
from briefings.readers.decoding import shown
from briefings.regex import regex
from briefings.words import listed

PIECE = regex(r"<[^<>]*>|[^<]+|<")
TAG = regex(r"<\s*(/?)\s*([A-Za-z][A-Za-z0-9]*)")

HIDDEN = frozenset({"head", "noscript", "script", "select", "style", "svg", "template", "textarea", "title"})
BREAKING = frozenset(
    listed(
        """
    address article aside blockquote body br caption dd div dl dt figcaption figure footer form header hr html li main
    nav ol p pre section table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6
    """
    )
)
MARKS = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "## "), "li": "- "}


def blocks(markup: str) -> Iterator[str]:
    """Give the blocks of a piece of markup in order, each on one line."""
    mark, words, hidden = "", list[str](), ""
    for match in PIECE.finditer(without_comments(markup)):
        piece = match.group()
        tag = TAG.match(piece) if piece.endswith(">") else None
        if tag is None:
            if not hidden and not piece.startswith(("<!", "<?")):
                words.append(html.unescape(piece))
            continue
        closing, name = tag[1], tag[2].lower()
        if hidden:
            hidden = "" if closing and name == hidden else hidden
        elif name in HIDDEN and not closing and not piece.endswith("/>"):
            hidden = name
        elif name in BREAKING:
            if text := line("".join(words)):
                yield mark + text
                mark = ""
            words = []
            mark = ("" if closing else MARKS.get(name, mark)) if name in MARKS else mark
    if text := line("".join(words)):
        yield mark + text


def text(markup: str) -> str:
    """Give the blocks with an empty line between them."""
    return "\n\n".join(blocks(markup))


def source(path: str, found: Sequence[str]) -> RawText:
    """Give blocks as a source whose lines are told by markup: they are counted in its text, an empty one after each."""
    return RawText(
        path, "".join(f"{block}\n\n" for block in found), line_numbers=tuple(range(1, 2 * len(found) + 2))
    )


def line(found: str) -> str:
    """Give a text on one line, without what cannot be shown."""
    return " ".join(shown(found).split())


def without_comments(markup: str) -> str:
    """Take comments out: they may hold whole pages."""
    kept, at = list[str](), 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join((*kept, markup[at:]))
