"""Markdown to HTML, with citation marks that lead to the sentences they cite.

markdown-it can read every text; the plain ones, which are nearly all, are read four times as fast by `plain_blocks` and
`plain_inline`, and what comes of a text is the same either way.

Invariant: raw HTML stays text, links have a scheme of the allow list, and no attribute is written unescaped. The
result depends on the arguments alone; the parser is configured once and keeps no state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape as escaped
from typing import TYPE_CHECKING

from briefings.markdown import plain_blocks
from briefings.markdown.citing import marks
from briefings.markdown.tokens import folded, text_of
from briefings.markdown.values import Cited, Heading, Rendered, Resolve, Use, Work
from briefings.markdown.words import count, is_date

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = [
    "TAKEN",
    "Cited",
    "Heading",
    "Rendered",
    "Resolve",
    "Use",
    "absolute",
    "count",
    "is_date",
    "marks",
    "plain",
    "render",
    "render_inline",
]

TAKEN = frozenset(
    {"main", "key-facts", "on-this-page", "corrections", "sources", "cite", "related", "pinned"}
)


def render(
    body: str, *, first_line: int, cited: Sequence[Cited], resolve: Resolve, table_label: str = "Table"
) -> Rendered:
    """Render a body; the first sentence that a label cites gets an id and lights up when it is led to."""
    work = Work({c.label: c for c in cited}, {}, resolve, first_line, table_label, "text", ids=set(TAKEN))
    html = plain_blocks.render(body, work)
    if html is None:
        html = markdown_it().render(body, {"work": work})
    ids = tuple(sorted(work.ids - TAKEN))
    return Rendered(
        html, tuple(work.headings), work.anchors, tuple(work.uses), ids, tuple(work.links), work.words
    )


def render_inline(
    text: str,
    *,
    line: int,
    cited: Sequence[Cited] = (),
    anchors: Mapping[str, str] | None = None,
    resolve: Resolve,
) -> str:
    """Render a line of the box: inline markup only."""
    work = Work({c.label: c for c in cited}, dict(anchors or {}), resolve, line, "", "")
    html = plain_blocks.render_inline(text, work)
    if html is None:
        html = markdown_it(notes=False).renderInline(text, {"work": work})
    return html


def plain(text: str) -> str:
    """Give the words of inline Markdown without any markup."""
    work = Work({}, {}, lambda href, _line, *, image: href, 0, "", "")  # noqa: ARG005 - the names are `Resolve`'s
    leaf = plain_blocks.inline(text, work)
    if leaf is not None:
        return folded(text_of(leaf.children))
    tokens = markdown_it(notes=False).parseInline(text, {"work": work})
    return folded("".join(text_of(token.children or ()) for token in tokens))


def markdown_it(*, notes: bool = True) -> MarkdownIt:
    """Give the parser that reads everything; it is imported when a text needs it."""
    from briefings.markdown.parser import parser  # noqa: PLC0415 - three times as long as all the rest here

    return parser(notes=notes)


def absolute(html: str, base: str) -> str:
    """Make the links of our own HTML absolute: in it, a quotation mark in text is always an entity."""
    from urllib.parse import urljoin  # noqa: PLC0415 - feeds only

    return re.sub(
        r' (href|src)="([^"]*)"', lambda m: f' {m[1]}="{escaped(urljoin(base, unescaped(m[2])))}"', html
    )


def unescaped(text: str) -> str:
    """Take back `escaped`."""
    from html import unescape  # noqa: PLC0415

    return unescape(text)
