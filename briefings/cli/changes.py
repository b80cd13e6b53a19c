"""What cleaning did, for people: in the order of the raw file, each line with the step that changed it.

Invariant: every removed line is shown whole. Of a changed one only what changed, and a few words around it; a text
that was joined is one row; lines in which white space alone changed, and marks of lists, are counted, and shown where
more is asked for. What could move the cursor is escaped.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from briefings.cleaning.changes import lasts
from briefings.errors import printable
from briefings.model import Change
from briefings.regex import regex

AROUND = 28  # characters shown before and behind what changed
COMPARED = 3_000  # characters in which single changes are looked for; a longer line is compared at its ends
LONGEST = 400  # characters of one side of a change; a whole text may stand on one line
TOKEN = regex(r"\s+|\w+|[^\w\s]")

COLOURS = {"-": "red", "+": "green", "=": "cyan", "~": "yellow", "!": "magenta"}
"""Removed, made of what was there, found to be something, joined, kept for its editor."""


class Row(NamedTuple):
    """One line of the table: the lines of the raw file, the step, a sign, and what it says."""

    where: str
    step: str
    sign: str
    text: str


def shown(changes: Sequence[Change], *, verbose: bool, colour: bool) -> str:
    """Show the changes as a table, and count them below it."""
    over = past(changes)
    told = [change for at, change in enumerate(changes) if verbose or not (at in over or is_quiet(change))]
    spans = lasts(changes)
    rows = [row for group in groups(told) for row in rows_of(group, spans)]
    lines = [*table(rows, colour=colour), *([""] if rows else []), summary(changes, verbose=verbose)]
    return "\n".join(lines) + "\n"


def is_quiet(change: Change) -> bool:
    """Whether the change is one of white space alone, or marks the item of a list, which stays one."""
    if change.mark == "item":
        return True
    return is_blank(change)


def past(changes: Sequence[Change]) -> set[int]:
    """Give the indexes of the changes of lines that are removed in the end: only that is told of them."""
    gone: set[tuple[int, str]] = set()
    found = set()
    for at in range(len(changes) - 1, -1, -1):
        change = changes[at]
        if change.after is None or (change.line, change.after) in gone:
            gone.add((change.line, change.before))
            if change.after is not None:
                found.add(at)
    owners = {(changes[at].step, changes[at].line) for at in found}
    return found | {at for at, change in enumerate(changes) if (change.step, change.into) in owners}


def is_blank(change: Change) -> bool:
    """Whether nothing but white space changed."""
    return not change.mark and not change.into and change.after is not None and is_same(change)


def is_same(change: Change) -> bool:
    """Whether the words and marks are the same before and after."""
    return change.before.split() == (change.after or "").split()


# --- rows ----------------------------------------------------------------------------------------------


def groups(changes: Iterable[Change]) -> list[list[Change]]:
    """Give the changes in the order of the file; what one step joined to a line is together with that line."""
    found: dict[tuple[int, str, int], list[Change]] = {}
    told = list(changes)
    joined = {(change.step, change.into) for change in told if change.into}
    for number, change in enumerate(told):
        first = change.into or change.line
        apart = 0 if (change.step, first) in joined else number + 1
        found.setdefault((first, change.step, apart), []).append(change)
    return sorted(found.values(), key=lambda group: group[0].into or group[0].line)


def rows_of(group: Sequence[Change], spans: Mapping[int, int]) -> Iterator[Row]:
    """Give the rows of a change, or of a line with all that was joined to it."""
    change = group[0]
    last = spans.get(change.line, 0) if change.after is None or change.mark else 0
    where = f"{change.line}-{last}" if last else str(change.line)
    if len(group) > 1:
        lines = [other.line for other in group]
        text = next((other.after for other in group if other.after), "") or change.before
        yield Row(f"{min(lines)}-{max(lines)}", change.step, "~", f"joined: {ends_of(text)}")
    elif change.mark == "kept":
        yield Row(where, change.step, "!", f"kept: {calm(change.before)}")
    elif change.mark:
        yield Row(where, change.step, "=", f"{change.mark}: {calm(change.after or '')}")
    elif change.after is None:
        yield Row(where, change.step, "-", calm(change.before))
    elif change.into:
        yield Row(where, change.step, "~", f"joined to line {change.into}: {calm(change.before)}")
    else:
        before, after = excerpts(change.before.strip(), change.after.strip())
        yield Row(where, change.step, "-", before)
        yield Row("", "", "+", after)


def table(rows: Sequence[Row], *, colour: bool) -> Iterator[str]:
    """Set the rows in columns."""
    wide = max((len(row.where) for row in rows), default=0)
    long = max((len(row.step) for row in rows), default=0)
    for row in rows:
        step = row.step.ljust(long)
        sign, text = row.sign, row.text
        if colour:
            step = click.style(step, dim=True)
            sign, text = (click.style(part, fg=COLOURS[row.sign]) for part in (sign, text))
        yield f"{row.where.rjust(wide)}  {step}  {sign} {text}".rstrip()


# --- what a row says -----------------------------------------------------------------------------------


def calm(text: str) -> str:
    """Give a text in which every space is a plain one, and nothing moves the cursor."""
    return printable(" ".join(text.split()))


def ends_of(text: str) -> str:
    """Give how a long text begins and ends."""
    text = calm(text)
    if len(text) <= 3 * AROUND:
        return text
    return f"{text[:AROUND].rsplit(' ', 1)[0]} … {text[-AROUND:].split(' ', 1)[-1]}"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Give of both sides what changed and a few characters around it."""
    if max(len(before), len(after)) > COMPARED:
        hunks = [ends_compared(before, after)]
    else:
        one, two = TOKEN.findall(before), TOKEN.findall(after)
        codes = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
        at, to = offsets(one), offsets(two)
        hunks = [(at[a], at[b], to[c], to[d]) for tag, a, b, c, d in codes if tag != "equal"]
    return side(before, [hunk[:2] for hunk in hunks]), side(after, [hunk[2:] for hunk in hunks])


def offsets(tokens: Iterable[str]) -> list[int]:
    """Give where each token begins, and where the last one ends."""
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def ends_compared(before: str, after: str) -> tuple[int, int, int, int]:
    """Give what is left of two texts without what they have in common at both ends."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next(
        (at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]),
        shorter - head,
    )
    return head, len(before) - tail, head, len(after) - tail


def side(text: str, hunks: Sequence[tuple[int, ...]]) -> str:
    """Show the hunks of a text with what stands around them, and … for what is left out."""
    parts: list[str] = []
    at = 0
    for number, (start, end) in enumerate(hunks):
        if start - at > (2 if number else 1) * AROUND:
            parts += [head_of(text[at : at + AROUND]) if number else "", "…"]
            parts.append(tail_of(text[start - AROUND : start]))
        else:
            parts.append(spaced(text[at:start]))
        parts.append(printable(text[start:end]))
        at = end
    rest = text[at:]
    parts.append(spaced(rest) if len(rest) <= AROUND else head_of(rest[:AROUND]) + "…")
    made = "".join(parts)
    return made if len(made) <= LONGEST else made[:LONGEST] + "…"


def head_of(text: str) -> str:
    """Give the beginning of what follows, up to a space where there is one."""
    return spaced(text[: text.rfind(" ") + 1] or text)


def tail_of(text: str) -> str:
    """Give the end of what goes before, from a space where there is one."""
    return spaced(text[max(text.find(" "), 0) :])


def spaced(text: str) -> str:
    """Give a text with plain spaces for odd ones, which a change elsewhere has nothing to do with."""
    return printable(re.sub(r"\s", " ", text))


# --- the count -----------------------------------------------------------------------------------------


def summary(changes: Sequence[Change], *, verbose: bool) -> str:
    """Count what was done, by kind and step."""
    blank = [change for change in changes if is_blank(change)]
    kinds = {
        "removed": [change for change in changes if change.after is None],
        "joined": [change for change in changes if change.into],
        "kept": [change for change in changes if change.mark == "kept"],
    }
    grown = {(change.step, change.into) for change in kinds["joined"]}
    kinds["changed"] = [
        change
        for change in changes
        if change.after
        and not change.mark
        and not is_blank(change)
        and (change.step, change.line) not in grown
    ]
    said = [counted(kind, kinds[kind]) for kind in ("removed", "changed", "joined", "kept") if kinds[kind]]
    if blank:
        more = "" if verbose else "; -v shows them"
        said.append(f"white space alone: {len(blank)}{more}")
    return "\n".join(said) or "nothing removed, nothing changed"


def counted(kind: str, changes: Sequence[Change]) -> str:
    """Count the lines of a kind by step."""
    steps = Counter(change.step for change in changes)
    number = f"{len(changes)} line" + ("" if len(changes) == 1 else "s")
    return f"{kind}: {number} ({', '.join(f'{step} {many}' for step, many in steps.items())})"
