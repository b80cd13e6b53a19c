"""Where a link may lead, and the addresses that the site gives to those of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefings.markdown.tokens import BREAKS, InlineToken, Leaf
from briefings.markdown.values import Work
from briefings.regex import regex

SCHEMES = frozenset({"http", "https", "mailto"})
OUTSIDE = regex(r"https?:|//", re.IGNORECASE)


def is_allowed(href: str) -> bool:
    """Whether a link may be made of this: http, https, mailto, or an address below this site."""
    bare = re.sub(r"[\x00-\x20]", "", href)
    if bare.startswith(("//", "/\\", "\\")):
        return False
    scheme = re.match(r"([^/?#:]*):", bare)
    return scheme is None or scheme[1].lower() in SCHEMES


def resolve_links(leaves: Iterable[Leaf], work: Work) -> None:
    """Ask for the address of each link and image."""
    for leaf in leaves:
        line = leaf.line
        for child in leaf.children:
            kind = child.type
            if kind == "link_open":
                resolve_link(child, line, work)
            elif kind == "image":
                child.attrs["src"] = work.resolve(str(child.attrs.get("src") or ""), line, image=True)
            elif kind in BREAKS:
                line += 1


def resolve_link(token: InlineToken, line: int, work: Work) -> None:
    """Ask for the address of one link; one that leads outside gives nothing away."""
    href = work.resolve(str(token.attrs.get("href") or ""), line, image=False)
    token.attrs["href"] = href
    if OUTSIDE.match(href):
        token.attrs["rel"] = "nofollow noopener noreferrer"
    elif not href.lower().startswith("mailto:"):
        work.links.append((href, line))
