"""Inline tokens as HTML, as markdown-it writes them."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.markdown.citing import marks
from briefings.markdown.tokens import InlineToken
from briefings.markdown.values import Work

FIXED = {"softbreak": "\n", "hardbreak": "<br>\n"}


def escape(text: str) -> str:
    """Escape a text, or the value of an attribute within double quotation marks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def write(tokens: Sequence[InlineToken], work: Work) -> str:
    """Write the tokens of one leaf."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return escape(tokens[0].content)
    return "".join([written(token, work) for token in tokens])


def written(token: InlineToken, work: Work) -> str:
    """Write one token."""
    kind = token.type
    if kind == "text":
        return escape(token.content)
    if token.nesting < 0:
        return f"</{token.tag}>"
    if kind in FIXED:
        return FIXED[kind]
    if kind == "code_inline":
        return f"<code>{escape(token.content)}</code>"
    if kind == "mark":
        return marks(token.meta["labels"], work.cited, work.anchors, token.meta.get("use", ""))
    attributes = "".join([f' {key}="{escape(str(value))}"' for key, value in token.attrs.items()])
    return f"<{token.tag}{attributes}>"
