"""What a step did, line by line.

Invariant: found by comparing the lines before and after, so that no step can forget to say what it did.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefings.model import Change, Line

Lines = tuple[Line, ...]


def changes_of(step: str, before: Lines, after: Lines) -> Iterator[Change]:
    """Give a change for each line that a step removed, rewrote or joined to the line above.

    A joined line has `after` "": its words stand in the line above, whose change shows them.
    """
    if before == after:
        return
    texts = {line.source_line: line.text for line in after}
    above, at = "", 0
    for line in before:
        if line.source_line in texts:
            above = texts[line.source_line]
            at = len(line.text) - 2
            if above != line.text:
                yield Change(step, line.source_line, line.text, above)
        elif line.text.strip():
            end = end_of_join(above, line.text.strip(), at)
            yield Change(step, line.source_line, line.text, None if end is None else "")
            at = at if end is None else end


def end_of_join(above: str, text: str, at: int) -> int | None:
    """Give where a line's words end in the line above, None where they do not stand there."""
    start = max(at, 0)
    window = above[start : start + len(text) + 6]
    found = window.find(text[:-1] or text)
    return None if found < 0 else start + found + len(text) - 1
