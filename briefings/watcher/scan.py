"""Looks at the files below the roots: what tells two states of a tree apart without reading it.

Invariant: links are marked themselves and never followed, and what cannot be looked at counts as absent.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple


class Root(NamedTuple):
    """A folder to watch, with all below it or alone; it need not exist yet."""

    path: Path
    recursive: bool = True


class Mark(NamedTuple):
    """What tells two states of a file apart without reading it."""

    modified: int
    changed: int
    size: int
    inode: int


Marks = Mapping[str, Mark]
Ignored = Callable[[str], bool]


def nothing(_path: str) -> bool:
    """Ignore nothing."""
    return False


def scan(roots: Iterable[Root], ignored: Ignored = nothing) -> dict[str, Mark]:
    """Mark every file below the roots; links are marked themselves and never followed."""
    marks: dict[str, Mark] = {}
    for root in roots:
        folders = [os.fspath(root.path)]
        while folders:
            for entry in entries(folders.pop()):
                if ignored(entry.path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders += [entry.path] if root.recursive else []
                elif found := mark(entry.path):
                    marks[entry.path] = found
    return marks


def entries(folder: str) -> list[os.DirEntry[str]]:
    """List a folder; one that is gone or closed to us is empty."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def mark(path: str) -> Mark | None:
    """Mark one file; None where there is none, or a folder."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    if S_ISDIR(stat.st_mode):
        return None
    return Mark(stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def differing(then: Marks, now: Marks) -> frozenset[str]:
    """Name the files that were added, removed or touched."""
    return frozenset(path for path in then.keys() | now.keys() if then.get(path) != now.get(path))


def ancestry(path: str) -> Iterator[str]:
    """Give the path, its folder, the folder of that, and so on up to the first one below the top."""
    while path:
        yield path
        path = path.rpartition(os.sep)[0]
