"""The lines of a body that belong to the box: the fence with its bullets, and the definitions.

Invariant: each line of the body is given once, to a bullet, to a definition or to the rest; what stands in
code belongs to the rest, so that a page about the box can show one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefings.regex import regex

CODE = regex(r" {0,3}(```+|~~~+)")
OPENING = regex(r" {0,3}:::+[ \t]*key-facts[ \t]*$")
CLOSING = regex(r" {0,3}:::+[ \t]*$")
BULLET = regex(r"[ \t]*[-*+](?:[ \t]+|$)")
DEFINITION = regex(r" {0,3}\[\^(?P<label>[^\]\[\s]+)\]:[ \t]*")
INDENTED = regex(r"[ \t]+(?=\S)")


class Row(NamedTuple):
    """A line of a piece: its number in the file, the columns before its text, its text."""

    line: int
    indent: int
    text: str


class Piece(NamedTuple):
    """A bullet or a definition with the lines that go on with it."""

    rows: tuple[Row, ...]
    label: str = ""

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.rows[0].line


class Cut(NamedTuple):
    """A body cut into its pieces; `rest` has empty lines where a box stood, and still its definitions.

    `strays` are lines in a box that are no bullets, `opened` and `unclosed` lines where a box begins.
    """

    bullets: tuple[Piece, ...]
    definitions: tuple[Piece, ...]
    rest: tuple[str, ...]
    opened: tuple[int, ...]
    unclosed: tuple[int, ...]
    strays: tuple[int, ...]


def cut(lines: Sequence[str], first_line: int) -> Cut:
    """Cut a body into bullets, definitions and the rest."""
    rest, coded = list(lines), in_code(lines)
    bullets: list[Piece] = []
    unclosed: list[int] = []
    strays: list[int] = []
    openings = [at for at, line in enumerate(lines) if OPENING.match(line) and not coded[at]]
    for at in openings:
        end = closing_of(lines, at)
        unclosed += [] if end else [at + first_line]
        found, other = bullets_of(lines[at + 1 : end or at + 1], at + 1 + first_line)
        bullets += found
        strays += other
        rest[at : (end or at) + 1] = [""] * ((end or at) + 1 - at)
    definitions = tuple(definitions_of(rest, in_code(rest), first_line))
    opened = tuple(at + first_line for at in openings)
    return Cut(tuple(bullets), definitions, tuple(rest), opened, tuple(unclosed), tuple(strays))


def closing_of(lines: Sequence[str], opening: int) -> int:
    """Find the line that closes a box, 0 where another box or the end comes first."""
    for at in range(opening + 1, len(lines)):
        if CLOSING.match(lines[at]):
            return at
        if OPENING.match(lines[at]):
            break
    return 0


def in_code(lines: Sequence[str]) -> list[bool]:
    """Tell for each line whether it stands in, or opens or closes, a fenced block of code."""
    inside, fence = list[bool](), ""
    for line in lines:
        code = CODE.match(line) if "```" in line or "~~~" in line else None
        inside.append(bool(fence or code))
        if code and not fence:
            fence = code[1]
        elif code and code[1].startswith(fence):
            fence = ""
    return inside


def bullets_of(lines: Sequence[str], first_line: int) -> tuple[list[Piece], list[int]]:
    """Gather bullets with their further lines; a line with none to go on with is a stray."""
    bullets: list[list[Row]] = []
    strays: list[int] = []
    follows = False
    for number, line in enumerate(lines, first_line):
        if start := BULLET.match(line):
            bullets.append([Row(number, start.end(), line[start.end() :].rstrip())])
            follows = True
        elif not line.strip():
            follows = False
        elif bullets and (follows or INDENTED.match(line)):
            bullets[-1].append(further(number, line))
        else:
            strays.append(number)
    return [Piece(tuple(rows)) for rows in bullets], strays


def definitions_of(lines: Sequence[str], coded: Sequence[bool], first_line: int) -> list[Piece]:
    """Gather definitions with their further lines, which are indented and follow at once."""
    found: list[tuple[str, list[Row]]] = []
    follows = False
    for number, (line, is_code) in enumerate(zip(lines, coded, strict=True), first_line):
        start = None if is_code else DEFINITION.match(line)
        follows = bool(start or (follows and not is_code and INDENTED.match(line)))
        if start:
            found.append((start["label"], [Row(number, start.end(), line[start.end() :].rstrip())]))
        elif follows:
            found[-1][1].append(further(number, line))
    return [Piece(tuple(rows), label) for label, rows in found]


def further(number: int, line: str) -> Row:
    """Give a further line without its indent."""
    text = line.lstrip(" \t")
    return Row(number, len(line) - len(text), text.rstrip())
