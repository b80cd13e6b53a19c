"""YAML as a small tree in which every key and every value knows its place.

Invariant: a scalar is the text as written; nothing is resolved, so `NO`, `on` and `1e309` stay words. Tags,
anchors, aliases, a key written twice and deep nesting are refused. The tree is built from PyYAML's events
(the C parser where there is one), which show all of this; a composed tree hides anchors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefings.errors import BriefingsError, Location, Problem
from briefings.regex import regex

if TYPE_CHECKING:
    from yaml import Event, YAMLError

FIRST_LINE = 2  # of the file: line 1 is the opening fence
DEEPEST = 6  # the schema needs three levels
FORBIDDEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
YAML_TAG = "tag:yaml.org,2002:"  # what `!!` stands for
QUOTE_IT = "put quotation marks around the value"
HINTS = (
    ("mapping values are not allowed", 'put quotation marks around a value that holds ": "'),
    ("cannot start any token", "indent with spaces; quotation marks around a value that begins with a sign"),
    ("quoted scalar", 'close the quotation marks; within them write \\" for a quotation mark'),
    ("flow sequence", "close the list: [first, second]"),
    ("simple key", "write `key: value`, with a space after the colon"),
    ("block mapping", "write `key: value`, and begin all keys in the same column"),
    ("block collection", "begin all items of a list in the same column"),
    ("document", "take the line `...` away"),
)  # fmt: skip


class Scalar(NamedTuple):
    """A word, a number, a text: `text` as written; `is_quoted` tells ``""`` from nothing at all."""

    at: Location
    text: str
    is_quoted: bool


class Sequence(NamedTuple):
    """A list."""

    at: Location
    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """Keys with their values, in order."""

    at: Location
    entries: tuple[Entry, ...]


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


Node = Scalar | Sequence | Mapping


def read_yaml(text: str, path: str) -> Mapping:
    """Read front matter; an empty one is an empty mapping."""
    refuse_controls(text, path)
    tree = Tree(path)
    try:
        node = tree.root(events(text))
    except RecursionError:
        raise too_deep(Location(path, FIRST_LINE)) from None
    if tree.problems:
        raise BriefingsError.of(tree.problems)
    if not isinstance(node, Mapping):
        hint = "write one `key: value` a line, such as `title: Ozone`"
        raise BriefingsError("the front matter has no keys", node.at, hint=hint)
    return node


def refuse_controls(text: str, path: str) -> None:
    """Refuse characters that no page may hold, before they reach the parser."""
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        place = Location(path, FIRST_LINE + line, column)
        message = f"the front matter holds the control character U+{ord(found[0]):04X}"
        raise BriefingsError(message, place, hint="delete it")


def events(text: str) -> Iterator[Event]:
    """Parse YAML, one event at a time: so a deep or endless text is refused before it is read whole."""
    import yaml  # noqa: PLC0415 - costs 28 ms

    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Tree:
    """Builds the nodes of one front matter; `problems` gathers what is refused on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def root(self, found: Iterator[Event]) -> Node:
        """Build the one document; what the parser says is translated, with its place."""
        import yaml  # noqa: PLC0415

        try:
            next(found)  # the start of the stream
            if isinstance(next(found), yaml.StreamEndEvent):
                return Mapping(Location(self.path, FIRST_LINE), ())
            node = self.node(next(found), found, 0)
            next(found)  # the end of the document
            self.refuse_second(next(found))
        except yaml.YAMLError as error:
            raise broken(error, self.path) from error
        return node

    def refuse_second(self, event: Event) -> None:
        """Refuse a second YAML document."""
        import yaml  # noqa: PLC0415

        if not isinstance(event, yaml.StreamEndEvent):
            self.refuse(self.place(event), "the front matter ends here for YAML", "take this line away")

    def node(self, event: Event, found: Iterator[Event], depth: int) -> Node:
        """Build the node that begins with `event`."""
        import yaml  # noqa: PLC0415

        at = self.place(event)
        if depth > DEEPEST:
            raise too_deep(at)
        self.refuse_magic(event, at)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(at, tuple(self.entries(found, depth + 1)))
        if isinstance(event, yaml.SequenceStartEvent):
            items = until(yaml.SequenceEndEvent, found)
            return Sequence(at, tuple(self.node(item, found, depth + 1) for item in items))
        return Scalar(at, *scalar(event))

    def entries(self, found: Iterator[Event], depth: int) -> Iterator[Entry]:
        """Build the entries of a mapping; the second of two keys of one name is refused and left out."""
        import yaml  # noqa: PLC0415

        lines: dict[str, int] = {}
        for event in until(yaml.MappingEndEvent, found):
            key = self.node(event, found, depth)
            value = self.node(next(found), found, depth)
            if not isinstance(key, Scalar):
                self.refuse(
                    key.at, "a key must be a word", 'put quotation marks around a value with "[" or "{"'
                )
            elif key.text in lines:
                first = f"keep one of them; the first stands in line {lines[key.text]}"
                self.refuse(key.at, f"{key.text} is written twice", first)
            else:
                lines[key.text] = key.at.line
                yield Entry(key, value)

    def refuse_magic(self, event: Event, at: Location) -> None:
        """Refuse what would run code, or make a small text large."""
        import yaml  # noqa: PLC0415

        if isinstance(event, yaml.AliasEvent):
            self.refuse(at, f"aliases are not used here: *{event.anchor}", "write the value out")
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            self.refuse(at, f"anchors are not used here: &{event.anchor}", QUOTE_IT)
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self.refuse(at, f"tags are not used here: {event.tag.replace(YAML_TAG, '!!')}", QUOTE_IT)

    def refuse(self, at: Location, message: str, hint: str) -> None:
        """Keep a problem; reading goes on, so that the next one is found too."""
        self.problems.append(Problem(at, message, hint))

    def place(self, event: Event) -> Location:
        """Give the place in the file where an event begins."""
        mark = event.start_mark
        if mark is None:
            return Location(self.path, FIRST_LINE)
        return Location(self.path, mark.line + FIRST_LINE, mark.column + 1)


def until(end: type[Event], found: Iterator[Event]) -> Iterator[Event]:
    """Give the events that begin a child, up to the one that ends the parent."""
    for event in found:
        if isinstance(event, end):
            return
        yield event


def scalar(event: Event) -> tuple[str, bool]:
    """Give a scalar's text and whether it was quoted; the lines of a block have no last line feed."""
    import yaml  # noqa: PLC0415

    if not isinstance(event, yaml.ScalarEvent):
        return "", False
    if event.style in {"|", ">"}:
        return str(event.value).rstrip("\n"), True
    return str(event.value), bool(event.style)


def too_deep(at: Location) -> BriefingsError:
    """Say that there are too many levels; libyaml stops at some limit of its own, so only the line is sure."""
    return BriefingsError("the front matter is nested too deeply", Location(at.path, at.line))


def broken(error: YAMLError, path: str) -> BriefingsError:
    """Say in our words what is wrong with the YAML, and what would cure it."""
    mark = getattr(error, "problem_mark", None)
    at = Location(path, mark.line + FIRST_LINE, mark.column + 1) if mark else Location(path, FIRST_LINE)
    said = " ".join(
        str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part
    )
    if "nesting" in said:
        return too_deep(at)
    hint = next((hint for words, hint in HINTS if words in said), QUOTE_IT)
    return BriefingsError(f"the front matter is not YAML: {said or 'it cannot be read'}", at, hint=hint)
