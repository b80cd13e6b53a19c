"""The front matter of a Markdown file: read into a `Briefing`, written by `dump`, compared by `digest`.

Invariant: nothing in front matter is ever run or resolved: no tags, no aliases, and a word is a number or a
date only where its key asks for one. Every problem names file, line and column, and all of them are reported.
"""

from __future__ import annotations

from briefings.errors import BriefingsError, Location
from briefings.frontmatter import plain
from briefings.frontmatter.nodes import Mapping, Node, Sequence
from briefings.frontmatter.parts import Parts, split, title_of
from briefings.frontmatter.schema import read_as
from briefings.frontmatter.seal import digest, generated, guessed, is_edited, resealed, seal, with_carried
from briefings.frontmatter.writing import dump
from briefings.model import Briefing, FrontMatter

__all__ = [
    "digest",
    "dump",
    "generated",
    "guessed",
    "is_edited",
    "locate",
    "parse",
    "resealed",
    "seal",
    "with_carried",
]


def parse(text: str, path: str) -> Briefing:
    """Read a Markdown file; where something is wrong, one error carries all its problems.

    Without a `title` key the first ``# `` heading is the title, and no longer part of the body.
    """
    try:
        return briefing(split(text, path), path)
    except BriefingsError as error:
        framed = BriefingsError.of(problem.framed(text) for problem in error.problems)
        raise framed from error


def briefing(parts: Parts, path: str) -> Briefing:
    """Read the front matter by its schema, and find the title."""
    node = plain.read(parts.yaml, path)
    meta = read_as(FrontMatter, node)
    check_ids(meta, node)
    if meta.title:
        return Briefing(path, meta, parts.body, parts.body_line)
    title, body = title_of(parts.body)
    if not title:
        hint = "write title: … in the front matter, or begin the text with a line `# Title`"
        raise BriefingsError("there is no title", Location(path, 1), hint=hint)
    return Briefing(path, with_title(meta, title), body, parts.body_line)


def check_ids(meta: FrontMatter, node: Node) -> None:
    """Raise a BriefingsError where two sources have one id: a mark could mean either."""
    ids = [ref.id for ref in meta.sources]
    for at, ident in enumerate(ids):
        if ident and ident in ids[:at]:
            place = at_keys(node, "sources", at, "id")
            hint = "each source has an id of its own: s1, s2"
            raise BriefingsError(f"two sources have the id {ident!r}", place, hint=hint)


def with_title(meta: FrontMatter, title: str) -> FrontMatter:
    """Give the same front matter with the title that stood in the text."""
    from msgspec.structs import replace  # noqa: PLC0415 - hand-written files only

    return replace(meta, title=title)


def locate(text: str, path: str, *keys: str | int) -> Location:
    """Find where a value stands, for problems that only a later stage can see: ``"sources", 0, "id"``."""
    return at_keys(plain.read(split(text, path).yaml, path), *keys)


def at_keys(node: Node, *keys: str | int) -> Location:
    """Find where a value stands: as near as the keys lead."""
    for key in keys:
        found = child(node, key)
        if found is None:
            break
        node = found
    return node.at


def child(node: Node, key: str | int) -> Node | None:
    """Find the value of a key, or an item of a list; none where there is none."""
    if isinstance(node, Mapping):
        return next((entry.value for entry in node.entries if entry.key.text == key), None)
    if isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
        return node.items[key]
    return None
