"""Problems in the user's files: where, what, and what to type.

Invariant: a `Problem` is a plain value that can be kept, compared and sorted; only `cli` prints one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

FRAME_BEFORE = 1  # lines shown above the faulty one: enough to recognise the place


class Location(NamedTuple):
    """A place in a file of the site; line and column count from 1, 0 where unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return place


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in the user's files, and what would cure it."""

    location: Location
    message: str
    hint: str = ""
    severity: Severity = "error"
    frame: str = ""

    def framed(self, text: str) -> Problem:
        """Give the same problem with the lines of `text` around its place."""
        return dataclasses.replace(self, frame=frame(text, self.location.line, self.location.column))

    def __str__(self) -> str:
        parts = [f"{self.location}: {self.severity}: {self.message}"]
        if self.frame:
            parts.append(self.frame)
        if self.hint:
            parts.append(f"    hint: {self.hint}")
        return "\n".join(printable(part) for part in parts)


class BriefingsError(Exception):
    """Something in the user's files, or in what was asked, cannot be done as it stands.

    It carries every problem of the file that was read; `problem` is the first.
    """

    def __init__(self, message: str, location: Location, *, hint: str = "", frame: str = "") -> None:
        super().__init__(message)
        self.problems: tuple[Problem, ...] = (Problem(location, message, hint, "error", frame),)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> BriefingsError:
        """Make one error of all the problems of a file, in order of place; there must be one."""
        found = in_order(problems)
        error = cls(found[0].message, found[0].location)
        error.problems = found
        return error

    @property
    def problem(self) -> Problem:
        """The first problem."""
        return self.problems[0]

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Crash(BriefingsError):  # noqa: N818 - what happened, in a word
    """A bug of ours, kept with the file or page that it concerns so that the others go on."""

    def __init__(self, where: str, error: Exception) -> None:
        super().__init__(f"internal error: {type(error).__name__}: {error}", Location(where))


class UsageError(Exception):
    """The command line asks for something that does not exist; exit code 2."""


def frame(text: str, line: int, column: int = 0) -> str:
    """Show the line and the one before it, indented, with a caret under `column`."""
    lines = cut_lines(text)
    if not 1 <= line <= len(lines):
        return ""
    shown = [clipped(row, 0)[0] for row in lines[max(0, line - 1 - FRAME_BEFORE) : line - 1] if row.strip()]
    faulty, at = clipped(lines[line - 1], column)
    shown.append(faulty)
    if column:
        shown.append(" " * (at - 1) + "^")
    return "\n".join(f"    {row}".rstrip() for row in shown)


def clipped(row: str, column: int, width: int = 120) -> tuple[str, int]:
    """Cut a long line to what surrounds `column`; the column moves with it."""
    row = row.replace("\t", " ")
    if len(row) <= width:
        return row, column
    start = max(0, column - width // 2)
    head = "…" if start else ""
    tail = "…" if start + width < len(row) else ""
    return f"{head}{row[start : start + width]}{tail}", column - start + len(head)


def cut_lines(text: str) -> list[str]:
    r"""Cut at ``\n``, ``\r\n`` and ``\r`` only: `str.splitlines` also cuts at U+2028 and U+0085."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def printable(text: str) -> str:
    """Escape what could move the cursor or colour a terminal; line feeds stay."""
    return "".join(c if c == "\n" or c.isprintable() or c == "\t" else f"\\x{ord(c):02x}" for c in text)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, sorted by place."""
    return tuple(sorted(set(problems)))
