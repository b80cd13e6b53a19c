"""Front matter as nearly everybody writes it, read line by line, quicker than YAML and without importing it.

It knows `key: value` with plain or quoted values of one line, lists in square brackets, and lists of values or of
such keys, one a line. Invariant: whatever else it meets, it leaves all to YAML; so what it gives is what YAML gives,
to the place of each value, and every mistake is still told by YAML.
"""

from __future__ import annotations

from typing import NamedTuple

from briefings.errors import Location
from briefings.frontmatter.nodes import (
    FIRST_LINE,
    FORBIDDEN,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    read_yaml,
)
from briefings.regex import regex

ROW = regex(r"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[A-Za-z_][A-Za-z0-9_]*):(?: +|$))?(?P<value>.*)")
OTHER = regex("[\t\r\x85\u2028\u2029\ufeff]")  # what ends or begins something in YAML, seen or unseen
COMMENT = regex(r" +#.*| *$")
QUOTED = regex(r'"([^"\\]*)"' + r"|'([^']*)'(?!')")
ITEM = regex(r""" *(?:"(?P<quoted>[^"\\]*)"|(?P<plain>[^\W_][^,\[\]{}:#"]*?)) *(?P<end>[,\]])""")


class Row(NamedTuple):
    """A line: how far it is indented, whether it begins an item, its key, its value with the column of it."""

    line: int
    indent: int
    dash: bool
    key: str
    value: str
    column: int


class NotPlain(Exception):  # noqa: N818 - nothing is wrong
    """Something that YAML has to read."""


def read(text: str, path: str) -> Mapping:
    """Read front matter; raises what YAML finds wrong with it."""
    try:
        return Reader(path, rows(text)).mapping()
    except NotPlain:
        return read_yaml(text, path)


def rows(text: str) -> list[Row]:
    """Cut the text into lines that a key, an item or both begin."""
    if OTHER.search(text) or FORBIDDEN.search(text):
        raise NotPlain
    found: list[Row] = []
    for number, line in enumerate(text.split("\n"), FIRST_LINE):
        if not line:
            continue
        match = ROW.fullmatch(line)
        if match is None or not (match["key"] or match["dash"]):
            raise NotPlain
        indent = len(match["indent"]) + 2 * bool(match["dash"])
        value = match["value"]
        found.append(
            Row(number, indent, bool(match["dash"]), match["key"] or "", value, match.start("value") + 1)
        )
    return found


class Reader:
    """Reads rows one after the other."""

    def __init__(self, path: str, found: list[Row]) -> None:
        self.path = path
        self.rows = found
        self.at = 0

    def mapping(self) -> Mapping:
        """Read all rows as the keys of one mapping."""
        if not self.rows or self.rows[0].dash or self.rows[0].indent:
            raise NotPlain
        found = Mapping(self.place(self.rows[0], 1), tuple(self.entries(0)))
        if self.at < len(self.rows):
            raise NotPlain
        return found

    def entries(self, indent: int) -> list[Entry]:
        """Read the keys in one column, the first of which may stand behind a dash."""
        found: list[Entry] = []
        names: set[str] = set()
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if row.indent != indent or (row.dash and found) or (not row.dash and not row.key):
                break
            if not row.key or row.key in names:
                raise NotPlain
            names.add(row.key)
            self.at += 1
            key = Scalar(self.place(row, indent + 1), row.key, is_quoted=False)
            found.append(Entry(key, self.value(row)))
        return found

    def value(self, row: Row) -> Node:
        """Read the value of a key: what stands behind it, or the list below it."""
        if row.value:
            return self.inline(row)
        below = self.rows[self.at] if self.at < len(self.rows) else None
        if below and below.dash and row.indent == 0:
            return self.sequence(below.indent)
        if below and below.indent > row.indent:
            raise NotPlain
        return Scalar(self.place(row, row.indent + len(row.key) + 2), "", is_quoted=False)

    def sequence(self, indent: int) -> Sequence:
        """Read items that begin in one column."""
        items: list[Node] = []
        first = self.rows[self.at]
        while self.at < len(self.rows) and self.rows[self.at].dash:
            row = self.rows[self.at]
            if row.indent != indent:
                raise NotPlain
            if row.key:
                items.append(Mapping(self.place(row, indent + 1), tuple(self.entries(indent))))
            elif row.value:
                self.at += 1
                items.append(self.inline(row))
            else:
                raise NotPlain
        return Sequence(self.place(first, indent - 1), tuple(items))

    def inline(self, row: Row) -> Node:
        """Read a value of one line."""
        text = row.value
        if text[0] == "[":
            return self.flow(row)
        if quoted := QUOTED.match(text):
            if COMMENT.fullmatch(text, quoted.end()) is None:
                raise NotPlain
            inside = quoted[1] if quoted[1] is not None else quoted[2]
            return Scalar(self.place(row, row.column), inside, is_quoted=True)
        text = text.partition(" #")[0].rstrip(" ")
        if not text[:1].isalnum() or ": " in text or text[-1] == ":":
            raise NotPlain
        return Scalar(self.place(row, row.column), text, is_quoted=False)

    def flow(self, row: Row) -> Sequence:
        """Read a list in square brackets."""
        text, at, items = row.value, 1, list[Node]()
        if text[1:].lstrip(" ")[:1] == "]":
            at = text.index("]") + 1
        else:
            end = ""
            while end != "]":
                item = ITEM.match(text, at)
                if item is None:
                    raise NotPlain
                at, end, kind = item.end(), item["end"], "plain" if item["quoted"] is None else "quoted"
                start = item.start(kind) - (kind == "quoted")
                items.append(
                    Scalar(self.place(row, row.column + start), item[kind], is_quoted=kind == "quoted")
                )
        if COMMENT.fullmatch(text, at) is None:
            raise NotPlain
        return Sequence(self.place(row, row.column), tuple(items))

    def place(self, row: Row, column: int) -> Location:
        """Give a place in the file."""
        return Location(self.path, row.line, column)
