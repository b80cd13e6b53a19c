"""A receipt for a build that left nothing to do: the same command finds in milliseconds that nothing changed.

The build graph needs its parts, its libraries and its traces before it can find that out: a second of work.
The receipt says how every file that the build could have looked at looked then: sources, content, themes,
configuration, our own code, the libraries, and the output. Where all of them still look so, and no moment has
come that changes what is published, building again would do nothing, and is not done.

Invariant: a receipt only ever saves work. In doubt (a file changed within two seconds before it was looked
at, as git has it; a plug-in; a link; an unreadable folder; another Python) there is none, and the graph decides.
Only the standard library is imported: this runs before anything else does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

NAME = ".briefings/receipt"
RACY = 2_000_000_000  # nanoseconds, see `inputs.RACY`
CONFIGURATION = ("briefings.toml", "pyproject.toml")
CONTENT = ("content", "themes")
LINKED = ("content/", "themes/")  # where a link may lead to files that no row stands for
PACKAGE = Path(__file__).parent
THEME = PACKAGE.parent / "themes"  # in a checkout the packaged theme lies beside the package


Row = tuple[str, int, int, int, int, int]
"""A file as it looks: its name, mode, size, when it and its status changed in nanoseconds, its inode."""


class Look:
    """How the files that make a site looked: a digest, and whether all of them have settled since they changed."""

    def __init__(self, root: Path, out: Path) -> None:
        began = time.time_ns()
        found = inputs(root)
        newest = max((max(row[3], row[4]) for row in found if stat.S_ISREG(row[1])), default=0)
        is_linked = any(stat.S_ISLNK(row[1]) for row in found if row[0].startswith(LINKED))
        self.settled = began - newest > RACY and not is_linked
        self.inputs = digest(found)
        self._root, self._out = root, out

    def is_of(self, root: Path, out: Path) -> bool:
        """Whether it was this site with this output that was looked at."""
        return (self._root, self._out) == (root, out)

    def all(self) -> str:
        """Give the digest of the inputs and of the output as it looks now."""
        return digest((self.inputs, tree(self._out, str(self._out))))


def digest(found: object) -> str:
    """Give the digest of rows: what they look like as text, which nothing but their values decides."""
    return hashlib.blake2b(repr(found).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


def inputs(root: Path) -> list[Row]:
    """Give a row for all that the pages are made of."""
    found = [row for name in CONFIGURATION for row in one(root / name, name)]
    for name in CONTENT:
        found += tree(root / name, name)
    found += tree(PACKAGE, "package", frozenset({"__pycache__"}))
    if root / "themes" != THEME:
        found += tree(THEME, "theme")
    for path in sys.path:  # a library that was installed or removed changed its folder
        found += one(Path(path), path)
    return [*found, (sys.version, 0, 0, 0, 0, 0)]


def one(path: Path, name: str) -> list[Row]:
    """Give the row of one file, or of a folder without what is in it; none of what is not there."""
    try:
        return [row(name, path.lstat())]
    except OSError:
        return []


def tree(folder: Path, name: str, passed: Collection[str] = ()) -> list[Row]:
    """Give a row for each file and folder below a folder, in order; links are not followed."""
    rows: list[Row] = []
    waiting = [(str(folder), name)]
    while waiting:
        at, prefix = waiting.pop()
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    if entry.name in passed:
                        continue
                    below = f"{prefix}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, below))
                        rows.append((below, 0, 0, 0, 0, 0))
                    else:
                        rows.append(row(below, entry.stat(follow_symlinks=False)))
        except FileNotFoundError:
            continue
    rows.sort()
    return rows


def row(name: str, found: os.stat_result) -> Row:
    """Write down what of a file's status changes with its content."""
    return name, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def write(  # noqa: PLR0913 - what it says
    root: Path,
    out: Path,
    look: Look,
    *,
    arguments: Sequence[str],
    since: float,
    until: float,
    problems: str,
    summary: str,
) -> None:
    """Leave a receipt: `look` is how things were before the build, which must not have changed since.

    It holds for the same `arguments` in the same folder between two moments, in seconds since 1970. `summary`
    is what the next build says, with ``{ms}`` for the milliseconds it took.
    """
    with contextlib.suppress(OSError):
        if not look.settled:
            return
        now = Look(root, out)
        if now.inputs != look.inputs:
            return
        said = {
            "arguments": list(arguments),
            "folder": str(Path.cwd()),
            "out": str(out),
            "inputs": now.inputs,
            "digest": now.all(),
            "since": since,
            "until": until,
            "problems": problems,
            "summary": summary,
        }
        staged = root / f"{NAME}.new"
        staged.write_text(json.dumps(said), "utf-8")
        staged.replace(root / NAME)


def valid(arguments: Sequence[str]) -> tuple[dict[str, Any] | None, Look | None]:
    """Give the receipt for this very command in this folder, if it still holds; and how the site looked then."""
    now: Look | None = None
    try:
        root = nearest(Path.cwd())
        said: dict[str, Any] = json.loads((root / NAME).read_text("utf-8"))
        holds = (
            said["arguments"] == list(arguments)
            and said["folder"] == str(Path.cwd())
            and said["since"] <= time.time() < said["until"]
            and (now := Look(root, Path(said["out"]))).inputs
            == said["inputs"]  # the output is looked at last
            and now.all() == said["digest"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None, now
    return said if holds else None, now


def nearest(start: Path) -> Path:
    """Give the nearest folder that may be a site; another one than the graph would find has no valid receipt."""
    for folder in (start, *start.parents):
        if any((folder / name).exists() for name in (*CONFIGURATION, "content")):
            return folder
    return start


def repeat(arguments: Sequence[str]) -> tuple[int | None, Look | None]:
    """Say what a build would say that finds nothing to do; no exit code where one has to look.

    How the site looked is given as well, where it was looked at: the build that follows need not do so again.
    """
    began = time.perf_counter()
    said, look = valid(arguments)
    if said is None:
        return None, look
    sys.stderr.write(said["problems"])
    sys.stdout.write(said["summary"].replace("{ms}", f"{(time.perf_counter() - began) * 1000:.0f}"))
    sys.stdout.flush()
    return 0, look
