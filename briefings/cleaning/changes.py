"""What a step did, line by line.

Invariant: found by comparing the lines before and after, so that no step can forget to say what it did. Every line
has a number of its own, and no step moves lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefings.model import Change, Line

Lines = tuple[Line, ...]

SLACK = 6  # characters: spaces and a mark that a join may have put between


def changes_of(step: str, before: Lines, after: Lines) -> Iterator[Change]:
    """Give a change for each line that a step removed, rewrote, gave a kind or joined to the line above.

    A joined line has `after` "": its words stand in the line above, whose change shows them.
    """
    if before == after:
        return
    made = {line.source_line: line for line in after}
    above, grown, at = Line("", 0), False, 0
    for line in before:
        now = made.get(line.source_line)
        if now is not None:
            above, grown, at = now, len(now.text) > len(line.text), max(len(line.text) - 2, 0)
            mark = now.kind if now.kind != line.kind else ""
            if now.text != line.text or mark:
                yield Change(step, line.source_line, line.text, now.text, mark=mark)
        elif line.text.strip():
            end = end_of_join(above.text, line.text.strip(), at) if grown else None
            if end is None:
                yield Change(step, line.source_line, line.text)
            else:
                at = end
                yield Change(step, line.source_line, line.text, "", into=above.source_line)


def end_of_join(above: str, text: str, at: int) -> int | None:
    """Give where a line's words end in the line above, None where they do not stand there."""
    found = above.find(text[:-1] or text, at, at + len(text) + SLACK)
    return None if found < 0 else found + len(text) - 1


def lasts(changes: Iterable[Change]) -> Mapping[int, int]:
    """Give, for each line that others were joined to, the last of them."""
    found: dict[int, int] = {}
    for change in changes:
        if change.into:
            last = found.get(change.line, change.line)
            found[change.into] = max(found.get(change.into, change.into), last)
    return found
