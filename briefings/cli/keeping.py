"""`clean FILE --keep LINE`: remember in `FILE.toml` that a block which cleaning removes is to stay.

Invariant: the source is never written, and `FILE.toml` only as a whole, where it can be read and every line that was
asked for can be kept.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefings import cleaning
from briefings.cleaning.keeping import is_taken
from briefings.errors import BriefingsError, Location, UsageError, printable
from briefings.model import Block, Change, RawText
from briefings.readers import sidecar
from briefings.readers.decoding import decode_as
from briefings.readers.keeping import Entry, comment, extended

Clean = Callable[[RawText], cleaning.Cleaned]

LOOK = "`briefings clean --diff` shows which lines are removed, and by which step"


class Kept(NamedTuple):
    """The source with what is now kept of it, and what to say about that."""

    raw: RawText
    words: str


def keep(raw: RawText, numbers: Sequence[int], clean: Clean) -> Kept:
    """Write the digests of removed blocks into the file beside their source; gives the source as it is read now."""
    before = clean(raw)
    taken = [change for number in dict.fromkeys(numbers) for change in taken_at(raw, before, number)]
    entries = [Entry(cleaning.digest(change.before), change.before) for change in taken]
    now = raw.keeping(entry.digest for entry in entries)
    after = clean(now)
    for change in taken:
        if cleaning.digest(change.before) not in {cleaning.digest(other.before) for other in kept_in(after)}:
            raise at(
                raw, change.line, "cannot be kept: without what stands around it this is another line", LOOK
            )
    beside = Path(raw.path + sidecar.SUFFIX)
    write(beside, entries)
    return Kept(now, told(raw.path, taken, after, beside))


def taken_at(raw: RawText, result: cleaning.Cleaned, number: int) -> list[Change]:
    """Give what was taken out of the body at a line of the file; raises where nothing was."""
    first = number
    while into := next((c.into for c in result.changes if c.line == first and c.into not in {0, first}), 0):
        first = into
    changes = [change for change in result.changes if change.line == first]
    taken = [change for change in changes if is_taken(change)]
    if not taken:
        raise not_removed(raw, result, number, changes)
    return taken


def kept_in(result: cleaning.Cleaned) -> Iterator[Change]:
    """Give the changes that were undone."""
    return (change for change in result.changes if change.mark == "kept")


# --- what cannot be kept -------------------------------------------------------------------------------


def not_removed(
    raw: RawText, result: cleaning.Cleaned, number: int, changes: Sequence[Change]
) -> BriefingsError:
    """Say what a line is that was not removed."""
    document = result.document
    block = next((b for b in (*document.data, *document.blocks) if b.lines[0] <= number <= b.lines[1]), None)
    is_page = bool(raw.line_numbers)
    last = raw.first_line + raw.text.count("\n") - raw.text.endswith("\n")
    if any(change.mark == "kept" for change in changes):
        return at(raw, number, "is kept already", f"{Path(raw.path).name}{sidecar.SUFFIX} says so")
    if block is not None:
        return at(raw, number, f"was not removed: {what(block)}", LOOK)
    if is_page:
        hint = "save the text of the page as .txt to decide line by line"
        return at(raw, number, "has no removed line of the article: trafilatura left the others out", hint)
    if number > last:
        return at(raw, number, f"is not there: the last one is {last}", LOOK)
    if number < raw.first_line:
        return at(raw, number, "is a header line: what it says is kept as data", LOOK)
    text = raw.text.split("\n")[number - raw.first_line]
    return at(raw, number, "holds nothing to keep" if text.strip() else "is empty", LOOK)


def what(block: Block) -> str:
    """Say what a line has become."""
    first, last = block.lines
    kind = f"{'the' if block.kind == 'title' else 'a'} {block.kind}"
    return f"it is part of {kind}, lines {first} to {last}" if last > first else f"it is {kind}"


def at(raw: RawText, number: int, message: str, hint: str) -> BriefingsError:
    """Make an error of a line that somebody wanted to keep."""
    return BriefingsError(f"line {number} {message}", Location(raw.path, number), hint=hint)


# --- the file ------------------------------------------------------------------------------------------


def write(beside: Path, entries: Sequence[Entry]) -> None:
    """Write the file anew in one step, unless someone saved it since it was read."""
    then = read(beside)
    text = extended(decoded(then or b"", str(beside)), str(beside), entries)
    if text.encode() == then:
        return
    staged = beside.with_name(f".{beside.name}.{os.getpid()}")
    try:
        with staged.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if then is not None:
            staged.chmod(stat.S_IMODE(beside.stat().st_mode))
        if read(beside) != then:
            raise BriefingsError(
                "saved while it was being extended", Location(str(beside)), hint="run the command again"
            )
        staged.replace(beside)
    finally:
        staged.unlink(missing_ok=True)


def decoded(data: bytes, path: str) -> str:
    """Decode the file, byte order mark and line ends as they are; raises with a place for what is no UTF-8."""
    decode_as(data, "utf-8", path)
    return data.decode()


def read(beside: Path) -> bytes | None:
    """Read the file, None where there is none; links and folders are not ours to replace."""
    try:
        mode = beside.lstat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise BriefingsError("not a plain file", Location(str(beside)), hint="put the file itself here")
    return beside.read_bytes()


def refuse(paths: Sequence[str], *, stdin: str, is_jsonl: bool) -> None:
    """Refuse to keep lines of what has no file beside it, or of several."""
    if is_jsonl or len(paths) != 1 or paths[0] == stdin or Path(paths[0]).is_dir():
        raise UsageError(
            "--keep is for one file: the line is one of its own, and what is kept stands beside it"
        )


def told(path: str, taken: Sequence[Change], after: cleaning.Cleaned, beside: Path) -> str:
    """Say what is kept now, where that stands, and how it is undone."""
    lines = []
    for change in taken:
        twins = sorted(
            {
                other.line
                for other in kept_in(after)
                if cleaning.digest(other.before) == cleaning.digest(change.before)
            }
            - {change.line}
        )
        more = f" (and line {', '.join(map(str, twins))}, which says the same)" if twins else ""
        lines.append(f"{path}:{change.line}: kept against {change.step}: {comment(change.before)}{more}")
    lines.append(f"{beside} remembers it; delete its line there to undo that")
    return printable("\n".join(lines))
