"""What is done with the leaves of a text once it is read, whoever read it: links, words, marks, headings.

Invariant: the passes change what is in a leaf, never which leaves there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefings.markdown.citing import join_marks, wrap_cited
from briefings.markdown.links import resolve_links
from briefings.markdown.tokens import Leaf, folded, text_of
from briefings.markdown.values import Heading, Work
from briefings.markdown.words import count_all
from briefings.regex import regex
from briefings.slugs import slug

RESERVED = regex(r"(?:box|cited|fact|fn|fnref|quote|source|text)(?:-?\d|$)|(?:cited|quote)-")
"""How the ids begin that this tool gives; a heading's never does."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def finish(leaves: Sequence[Leaf], work: Work, *, inline: bool = False) -> None:
    """Run all passes over a text; a line of the box is no place for a cited sentence."""
    resolve_links(leaves, work)
    work.words += count_all(text_of(leaf.children) for leaf in leaves)
    if work.cited:
        join_marks(leaves, work)
        if not inline:
            wrap_cited(leaves, work)
    name_headings(leaves, work)


def name_headings(leaves: Iterable[Leaf], work: Work) -> None:
    """Give each heading an id of its own."""
    for leaf in leaves:
        if leaf.tag in HEADINGS:
            text = folded(text_of(leaf.children))
            name = slug(text)
            leaf.id = work.new_id(f"section-{name}" if RESERVED.match(name) else name)
            work.headings.append(Heading(leaf.id, text, int(leaf.tag[1])))
