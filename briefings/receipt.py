"""A receipt for a build that left nothing to do: the same command finds in milliseconds that nothing changed.

The build graph needs its parts, its libraries and its traces before it can find that out: a second of work.
The receipt says how every file that the build could have looked at looked then: sources, content, themes,
configuration, our own code, the libraries, and the output. Where all of them still look so, and no moment has
come that changes what is published, building again would do nothing, and is not done.

Invariant: a receipt only ever saves work. In doubt (a file changed within two seconds before it was looked
at, as git has it; a plug-in; an unreadable folder; another Python) there is none, and the graph decides.
Only the standard library is imported: this runs before anything else does.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

NAME = ".briefings/receipt"
RACY = 2_000_000_000  # nanoseconds, see `inputs.RACY`
CONFIGURATION = ("briefings.toml", "pyproject.toml")
CONTENT = ("content", "themes")
PACKAGE = Path(__file__).parent
THEME = PACKAGE.parent / "themes"  # in a checkout the packaged theme lies beside the package


class Look:
    """How the files that make a site looked: a digest, and when the last of them had changed."""

    def __init__(self, root: Path, out: Path) -> None:
        began = time.time_ns()
        hashed = hashlib.blake2b(digest_size=20)
        newest = 0
        for line, changed in entries(root):
            hashed.update(line)
            newest = max(newest, changed)
        self.inputs = hashed.hexdigest()
        self.settled = began - newest > RACY
        for line, _ in tree(out, str(out), frozenset()):
            hashed.update(line)
        self.all = hashed.hexdigest()


def entries(root: Path) -> Iterator[tuple[bytes, int]]:
    """Give a line for all that the pages are made of, and when it changed."""
    for name in CONFIGURATION:
        yield from one(root / name, name)
    for name in CONTENT:
        yield from tree(root / name, name, frozenset())
    yield from tree(PACKAGE, "package", frozenset({"__pycache__"}))
    if root / "themes" != THEME:
        yield from tree(THEME, "theme", frozenset())
    for path in sys.path:  # a library that was installed or removed changed its folder
        yield from one(Path(path), path)
    yield sys.version.encode(), 0


def one(path: Path, name: str) -> Iterator[tuple[bytes, int]]:
    """Give the line of one file, or of a folder without what is in it."""
    try:
        found = path.lstat()
    except OSError as error:
        yield f"{name} {error.errno}\n".encode("utf-8", "surrogateescape"), 0
    else:
        yield line(name, found), 0 if path.is_dir() else changed(found)


def tree(folder: Path, name: str, passed: Collection[str]) -> Iterator[tuple[bytes, int]]:
    """Give a line for each file and folder below a folder, in order; links are not followed."""
    try:
        with os.scandir(folder) as found:
            listed = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        yield f"{name} is not there\n".encode("utf-8", "surrogateescape"), 0
        return
    for entry in listed:
        if entry.name in passed:
            continue
        status = entry.stat(follow_symlinks=False)
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield f"{below}/\n".encode("utf-8", "surrogateescape"), 0
            yield from tree(Path(entry.path), below, passed)
        else:
            yield line(below, status), changed(status)


def line(name: str, found: os.stat_result) -> bytes:
    """Write down what of a file's status changes with its content."""
    look = (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return f"{name} {look}\n".encode("utf-8", "surrogateescape")


def changed(found: os.stat_result) -> int:
    """Give when a file last changed, in nanoseconds."""
    return max(found.st_mtime_ns, found.st_ctime_ns)


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
        now = Look(root, out)
        if not look.settled or now.inputs != look.inputs:
            return
        said = {
            "arguments": list(arguments),
            "folder": str(Path.cwd()),
            "out": str(out),
            "digest": now.all,
            "since": since,
            "until": until,
            "problems": problems,
            "summary": summary,
        }
        staged = root / f"{NAME}.new"
        staged.write_text(json.dumps(said), "utf-8")
        staged.replace(root / NAME)


def valid(arguments: Sequence[str]) -> dict[str, Any] | None:
    """Give the receipt for this very command in this folder, if it still holds."""
    try:
        root = nearest(Path.cwd())
        said: dict[str, Any] = json.loads((root / NAME).read_text("utf-8"))
        holds = (
            said["arguments"] == list(arguments)
            and said["folder"] == str(Path.cwd())
            and said["since"] <= time.time() < said["until"]
            and said["digest"] == Look(root, Path(said["out"])).all
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return said if holds else None


def nearest(start: Path) -> Path:
    """Give the nearest folder that may be a site; another one than the graph would find has no valid receipt."""
    for folder in (start, *start.parents):
        if any((folder / name).exists() for name in (*CONFIGURATION, "content")):
            return folder
    return start


def repeat(arguments: Sequence[str]) -> int | None:
    """Say what a build would say that finds nothing to do; None where one has to look."""
    began = time.perf_counter()
    said = valid(arguments)
    if said is None:
        return None
    sys.stderr.write(said["problems"])
    sys.stdout.write(said["summary"].replace("{ms}", f"{(time.perf_counter() - began) * 1000:.0f}"))
    sys.stdout.flush()
    return 0
