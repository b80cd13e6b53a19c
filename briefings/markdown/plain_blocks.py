"""Blocks of Markdown, read in one go: the plain part of them, as markdown-it reads it, and their HTML.

Plain are paragraphs, headings with ``#``, rules, lists (in lists), quotations, fenced code, and tables whose rows
begin with a bar, all at the left edge of what they stand in. Anything else raises `NotPlain`, and markdown-it reads
the whole text: tabs, definitions (``]:``), notes, timelines, indented code, headings that are underlined, lines that
belong to a block by laziness.

Why the blocks are the same: each begins with a line that no other block can begin with, and ends at an empty line,
at the end of what it stands in, or at a line that ends it in every case. The lines within a list or quotation,
without what marks them, are a text of their own then.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

import msgspec

from briefings.markdown import plain_inline
from briefings.markdown.passes import HEADINGS, finish
from briefings.markdown.plain_inline import NotPlain
from briefings.markdown.tokens import Leaf, table_section
from briefings.markdown.values import Work
from briefings.markdown.writing import escape, write
from briefings.regex import regex

UNREADABLE = ("\t", "\0", "]:")
DEPTH = 12  # containers in each other: far below where markdown-it stops counting

PARAGRAPH = regex(
    r"""
      [^\W_0-9]                             # a letter
    | [0-9] (?! [0-9]{0,8} [.)] (?:[ ]|$))  # a number, but not of a list
    | [“”‘’„«»"'(¿¡…—–$€£%/,.;?\\!&<\[\]@{})^]
    | [-+~\#] (?=[^\W_])                    # no item, rule, underline or heading
    | [*_] (?=[^*_ ]) | (?:\*\*|__) (?=[^*_ ])
    | `(?!``)
    """,
    re.VERBOSE,
)
"""How a line begins that can only be the beginning of a paragraph, or go on with one."""
HEADING = regex(r"(#{1,6}) +([^ ].*)")
RULE = regex(r"([-*_])(?: *\1){2,} *")
ITEM = regex(r"(?:([0-9]{1,9})([.)])|([-+*])) {1,4}(?=[^ ])")
FENCE = regex(r"(`{3,}|~{3,}) *([\w+-]*)")
INTERRUPTS = regex(r"#{1,6} +[^ ]|>|```|[-+*] +[^- ]|1[.)] +[^ ]")
"""How a line begins that ends a paragraph whatever stands in it."""
DASHES = regex(r"\|(?: *:?-+:? *\|)* *:?-+:? *(?:\| *)?")
TRIMMED = plain_inline.BLANKS + "\u2028\u2029"


Block = Leaf | list[str | Leaf]
"""A paragraph, or the HTML of another block in parts."""


class Lines(msgspec.Struct):
    """Lines that stand in one block: the number of the first in the file, and how deep the block is."""

    lines: Sequence[str]
    first: int
    depth: int


Reader = Callable[[Lines, int], tuple[Block, int]]
"""Reads the block that begins at a line; says at which line the next may begin."""


def render(text: str, work: Work) -> str | None:
    """Give the HTML of a body, or None where it is not plain."""
    try:
        body = Body(text, work)
    except NotPlain:
        return None
    finish(body.leaves, work)
    return "".join([part if isinstance(part, str) else leaf_html(part, work) for part in body.parts])


def render_inline(text: str, work: Work) -> str | None:
    """Give the HTML of one line, or None where it is not plain."""
    leaf = inline(text, work)
    if leaf is None:
        return None
    finish([leaf], work, inline=True)
    return write(leaf.children, work)


def inline(text: str, work: Work) -> Leaf | None:
    """Read one line, or give None where it is not plain."""
    if "\r" in text or any(mark in text for mark in UNREADABLE):
        return None
    try:
        return Leaf("", work.first_line, plain_inline.parse(text, work.cited))
    except NotPlain:
        return None


def leaf_html(leaf: Leaf, work: Work) -> str:
    """Write a leaf; a heading with its tags, for its id is known only now."""
    html = write(leaf.children, work)
    return f'<{leaf.tag} id="{escape(leaf.id)}">{html}</{leaf.tag}>\n' if leaf.tag in HEADINGS else html


class Body:
    """One body as it is read: its leaves in their order, and the parts of its HTML."""

    def __init__(self, text: str, work: Work) -> None:
        if any(mark in text for mark in UNREADABLE):
            raise NotPlain
        self.cited: Container[str] = work.cited
        self.table_label, self.tables = work.table_label, 0
        self.leaves: list[Leaf] = []
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.by_mark: Mapping[str, Reader] = {
            "#": self.heading,
            ">": self.quotation,
            "|": self.table,
            "`": fence,
            "~": fence,
        }
        blocks, _ = self.blocks(Lines(lines, work.first_line, 0))
        self.parts = flow(blocks, tight=False)

    def leaf(self, tag_: str, line: int, text: str) -> Leaf:
        """Read the text of a block."""
        leaf = Leaf(tag_, line, plain_inline.parse(text, self.cited))
        self.leaves.append(leaf)
        return leaf

    def blocks(self, text: Lines) -> tuple[list[Block], bool]:
        """Read the blocks of some lines, and say whether an empty line parts two of them."""
        if text.depth > DEPTH:
            raise NotPlain
        made: list[Block] = []
        at, gap, loose = 0, False, False
        while at < len(text.lines):
            line = text.lines[at]
            if is_empty(line):
                at, gap = at + 1, True
                continue
            loose |= gap and bool(made)
            block, at = self.reader(line)(text, at)
            made.append(block)
            gap = is_empty(text.lines[at - 1])  # a list takes the empty lines behind it
        return made, loose

    def reader(self, line: str) -> Reader:
        """Say which block begins with this line."""
        if PARAGRAPH.match(line):
            return self.paragraph
        if RULE.fullmatch(line):
            return rule
        if ITEM.match(line):
            return self.listing
        if line[0] in self.by_mark:
            return self.by_mark[line[0]]
        raise NotPlain

    def paragraph(self, text: Lines, at: int) -> tuple[Block, int]:
        """Read a paragraph."""
        lines, end = text.lines, at + 1
        while end < len(lines) and not is_empty(lines[end]):
            if not PARAGRAPH.match(lines[end]):
                if INTERRUPTS.match(lines[end]):
                    break
                raise NotPlain
            end += 1
        return self.leaf("p", text.first + at, "\n".join(lines[at:end]).strip(TRIMMED)), end

    def heading(self, text: Lines, at: int) -> tuple[Block, int]:
        """Read a heading; one of the first level becomes one of the second, for the page has its title."""
        found = HEADING.fullmatch(text.lines[at])
        if found is None or found[2].rstrip(" ").endswith("#"):
            raise NotPlain
        return [self.leaf(f"h{max(2, len(found[1]))}", text.first + at, found[2].strip(TRIMMED))], at + 1

    def quotation(self, text: Lines, at: int) -> tuple[Block, int]:
        """Read a quotation."""
        end = end_of(">", text.lines, at)
        within = [line[1:].removeprefix(" ") for line in text.lines[at:end]]
        blocks, _ = self.blocks(Lines(within, text.first + at, text.depth + 1))
        if not blocks:
            raise NotPlain
        return ["<blockquote>\n", *flow(blocks, tight=False), "</blockquote>\n"], end

    def listing(self, text: Lines, at: int) -> tuple[Block, int]:
        """Read a list; it is loose if an empty line parts two items, or two blocks of one."""
        lines = text.lines
        first = found = item(lines, at)
        items: list[list[Block]] = []
        tight, gap = True, False
        while found and first and (found[2], found[3]) == (first[2], first[3]):
            indent, end = found.end(), item_end(lines, at, found.end())
            within = [line[indent:] for line in lines[at:end]]
            blocks, loose = self.blocks(Lines(within, text.first + at, text.depth + 1))
            tight &= not (loose or gap)
            items.append(blocks)
            gap, at = is_empty(lines[end - 1]), end
            found = item(lines, at)
        if at < len(lines) and not gap:
            raise NotPlain  # what ends a list without an empty line is a matter of its own
        return list(list_parts(items, first and first[1], tight=tight)), at

    def table(self, text: Lines, at: int) -> tuple[Block, int]:
        """Read a table; a class says how a cell is aligned, as an inline style would need a weaker policy."""
        end = end_of("|", text.lines, at)
        if end < at + 2:
            raise NotPlain
        starts = [f' class="{side}"' if side else "" for side in sides(text.lines[at + 1])]
        head = self.row("th", text, at, starts)
        rows = [self.row("td", text, number, starts) for number in range(at + 2, end)]
        body = ["<tbody>\n", *itertools.chain(*rows), "</tbody>\n"] if rows else []
        self.tables += 1
        return [
            table_section(self.table_label, self.tables),
            "<table>\n<thead>\n",
            *head,
            "</thead>\n",
            *body,
            "</table>\n</section>\n",
        ], end

    def row(self, tag_: str, text: Lines, at: int, starts: Sequence[str]) -> list[str | Leaf]:
        """Read a row of as many cells as the table has."""
        line = text.lines[at]
        cells = line.strip(TRIMMED).removeprefix("|").removesuffix("|").split("|")
        if len(cells) != len(starts) or "\\" in line:
            raise NotPlain
        made: list[str | Leaf] = ["<tr>\n"]
        for start, cell in zip(starts, cells, strict=True):
            made += (
                f"<{tag_}{start}>",
                self.leaf(tag_, text.first + at, cell.strip(TRIMMED)),
                f"</{tag_}>\n",
            )
        made.append("</tr>\n")
        return made


def sides(line: str) -> list[str]:
    """Give how the columns are aligned, by the row of dashes; empty where nothing is said."""
    if not DASHES.fullmatch(line):
        raise NotPlain
    found = []
    for cell in line.strip(" ").strip("|").split("|"):
        dashes = cell.strip(" ")
        right = "right" if dashes.endswith(":") else ""
        found.append(("center" if right else "left") if dashes.startswith(":") else right)
    return found


def rule(_text: Lines, at: int) -> tuple[Block, int]:
    """Read a rule between paragraphs."""
    return ["<hr>\n"], at + 1


def fence(text: Lines, at: int) -> tuple[Block, int]:
    """Read fenced code; its end must be there."""
    lines = text.lines
    found = FENCE.fullmatch(lines[at].rstrip(" "))
    if found is None:
        raise NotPlain
    closing = re.compile(rf" {{0,3}}{found[1][0]}{{{len(found[1])},}} *")
    for end in range(at + 1, len(lines)):
        if closing.fullmatch(lines[end]):
            code = "".join(f"{escape(line)}\n" for line in lines[at + 1 : end])
            language = f' class="language-{found[2]}"' if found[2] else ""
            return [f"<pre><code{language}>{code}</code></pre>\n"], end + 1
    raise NotPlain


def is_empty(line: str) -> bool:
    """Whether there is nothing on a line but blanks."""
    return not line or not line.strip(" ")


def end_of(mark: str, lines: Sequence[str], at: int) -> int:
    """Give the line behind those that begin with a mark; one without it that follows at once may belong to them."""
    end = at
    while end < len(lines) and lines[end].startswith(mark):
        end += 1
    if end < len(lines) and not is_empty(lines[end]):
        raise NotPlain
    return end


def item(lines: Sequence[str], at: int) -> re.Match[str] | None:
    """Match the start of an item, if there is one on this line."""
    return None if at >= len(lines) or RULE.fullmatch(lines[at]) else ITEM.match(lines[at])


def item_end(lines: Sequence[str], at: int, indent: int) -> int:
    """Give the line behind an item whose text is indented so far."""
    blank = " " * indent
    end = at + 1
    while end < len(lines) and (lines[end].startswith(blank) or is_empty(lines[end])):
        end += 1
    if end < len(lines) and lines[end].startswith(" "):
        raise NotPlain
    return end


def list_parts(items: Sequence[Sequence[Block]], number: str | None, *, tight: bool) -> Iterator[str | Leaf]:
    """Write a list."""
    name = "ul" if number is None else "ol"
    yield f"<{name}>\n" if number is None or int(number) == 1 else f'<ol start="{int(number)}">\n'
    for blocks in items:
        yield "<li>" if tight and isinstance(blocks[0], Leaf) else "<li>\n"
        yield from flow(blocks, tight=tight)
        yield "</li>\n"
    yield f"</{name}>\n"


def flow(blocks: Sequence[Block], *, tight: bool) -> list[str | Leaf]:
    """Join blocks; the paragraphs of a tight list have no tags."""
    made: list[str | Leaf] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Leaf):
            made += (block,) if tight else ("<p>", block, "</p>\n")
        else:
            if tight and at and isinstance(blocks[at - 1], Leaf):
                made += line_after(block[0])
            made += block
    return made


def line_after(part: str | Leaf) -> tuple[str, ...]:
    """Give what markdown-it writes between a paragraph without tags and the block that begins so."""
    if isinstance(part, str) and part.startswith("<section"):
        raise NotPlain  # within the section
    return () if isinstance(part, str) and part.startswith("<pre") else ("\n",)
