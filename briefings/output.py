"""Publishing: the folder of built pages is wholly the old site or wholly the new one.

The new site is staged beside the output, with hard links for what did not change (so that mtime and inode
stay), and the two folders are exchanged in one step: renameat2(2) with RENAME_EXCHANGE, renamex_np(2) with
RENAME_SWAP on macOS.

Invariant: nothing is written into a folder that is not ours, and nothing that we did not write is deleted.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefings.errors import BriefingsError, Location
from briefings.graph import digest_of
from briefings.inputs import look
from briefings.state import Published

MARK = "# output of briefings"
GITIGNORE = f"{MARK}: built pages, never edited; `briefings build` makes them anew\n*\n!.gitignore\n"
OURS = re.compile(
    r"(.*/)?(index\.html|404\.html|feed\.xml|sitemap\.xml|robots\.txt|assets/.*\.[0-9a-f]{10}(\.\w+)?)"
)
AT_FDCWD = -100
RENAME_EXCHANGE = 2

Say = Callable[[str], None]


class Wanted(NamedTuple):
    """An output: its digest, and how to get its bytes should they be needed."""

    digest: str
    content: Callable[[], bytes]


class Changes(NamedTuple):
    """What a publication did to the folder."""

    written: tuple[str, ...] = ()
    kept: int = 0
    removed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


# --- whose folder it is --------------------------------------------------------------------------------


def check_target(folder: Path, root: Path) -> None:
    """Refuse a folder that is not ours to fill; raises a BriefingsError that says why."""
    place = Location(str(folder.relative_to(root) if folder.is_relative_to(root) else folder))
    if folder.is_symlink():
        raise BriefingsError("the output folder is a link", place, hint="name the folder itself")
    full, root = folder.resolve(), root.resolve()
    own = [root / name for name in ("content", "themes", ".briefings")]
    if full in (root, *root.parents, *own) or any(name in full.parents for name in own):
        raise BriefingsError("this folder holds the site's own files", place, hint="write --out site")
    if folder.exists() and not folder.is_dir():
        raise BriefingsError("not a folder", place)
    if folder.is_dir() and not is_ours(folder):
        raise BriefingsError(
            "this folder is not empty and was not made by briefings",
            place,
            hint=f"name an empty folder, or put a .gitignore into it that begins with: {MARK}",
        )


def is_ours(folder: Path) -> bool:
    """Whether a folder is empty or carries our mark."""
    try:
        return (folder / ".gitignore").read_text("utf-8", "replace").startswith(MARK)
    except OSError:
        return not any(folder.iterdir())


# --- publishing ----------------------------------------------------------------------------------------


def publish(
    folder: Path,
    wanted: Mapping[str, Wanted],
    held: frozenset[str],
    before: Mapping[str, Published],
    say: Say,
) -> tuple[Changes, dict[str, Published]]:
    """Bring the folder to exactly the wanted files; gives what changed and how the files now look.

    `held` are outputs in error: what stands there stays. `before` is what an earlier build wrote; files of
    others are carried over and named.
    """
    heal(folder)
    there = dict(files_of(folder))
    kept = {
        path
        for path, want in wanted.items()
        if path in there and is_same(folder / path, want, before.get(path))
    }
    foreign: list[str] = []
    gone: list[str] = []
    for path in there.keys() - wanted.keys() - {".gitignore"}:
        if path in before or (not before and OURS.fullmatch(path)):
            (kept.add if path in held else gone.append)(path)
        else:
            foreign.append(path)
    written = sorted(wanted.keys() - kept)
    if written or gone or not (folder / ".gitignore").exists():
        staged = stage(folder, sorted([*kept, *foreign]), {path: wanted[path] for path in written})
        put_in_place(staged, folder, say)
    now = {path: Published(want.digest, look((folder / path).lstat())) for path, want in wanted.items()} | {
        path: before[path] for path in held & before.keys() & there.keys() - wanted.keys()
    }
    return Changes(tuple(written), len(kept), tuple(sorted(gone)), tuple(sorted(foreign))), now


def files_of(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give each file below a folder; links count as files and are never followed."""
    waiting = [("", folder)]
    while waiting:
        prefix, at = waiting.pop()
        try:
            with os.scandir(at) as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{prefix}{entry.name}/", Path(entry.path)))
            else:
                yield prefix + entry.name, entry.stat(follow_symlinks=False)


def hollow(folder: Path) -> Iterator[str]:
    """Give the empty folders below a folder: we make none, but a `.git` of others may need its own."""
    for at, folders, files in os.walk(folder):
        if not folders and not files:
            yield os.path.relpath(at, folder)


def is_same(path: Path, want: Wanted, before: Published | None) -> bool:
    """Whether the file on disk is the wanted one; looked at anew where its status is not as we left it."""
    status = path.lstat()
    if before and before.digest == want.digest and tuple(before.look) == look(status):
        return True
    return stat.S_ISREG(status.st_mode) and digest_of(path.read_bytes()) == want.digest


def stage(folder: Path, kept: list[str], written: Mapping[str, Wanted]) -> Path:
    """Build the new folder beside the old one; a `.gitignore` that a person has added to is carried over."""
    staged = beside(folder, "staged")
    remove(staged)
    staged.mkdir(parents=True)
    try:
        if (folder / ".gitignore").exists():
            link_or_copy(folder / ".gitignore", staged / ".gitignore")
        else:
            (staged / ".gitignore").write_text(GITIGNORE, "utf-8")
        made: set[Path] = {staged}
        for path in kept:
            link_or_copy(folder / path, target(staged, path, made))
        for path, want in written.items():
            target(staged, path, made).write_bytes(want.content())
        for path in hollow(folder):
            (staged / path).mkdir(parents=True, exist_ok=True)
    except BaseException:
        remove(staged)
        raise
    return staged


def beside(folder: Path, word: str) -> Path:
    """Give the name of a folder of ours beside the output: one name, so that litter never grows."""
    return folder.with_name(f".{folder.name}.{word}")


def target(staged: Path, path: str, made: set[Path]) -> Path:
    """Give the place of a file, with its folder made; the plan names none outside, and this makes sure."""
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError(f"not below the output folder: {path!r}")
    full = staged / path
    if full.parent not in made:
        full.parent.mkdir(parents=True, exist_ok=True)
        made.add(full.parent)
    return full


def link_or_copy(old: Path, new: Path) -> None:
    """Link a file, or copy it where the file system has no hard links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP}:
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def put_in_place(staged: Path, folder: Path, say: Say) -> None:
    """Exchange the two folders; where the system cannot, rename twice and say so."""
    if not folder.exists():
        staged.rename(folder)
    elif exchange(staged, folder):
        remove(staged)
    else:
        say(f"{folder}: this file system cannot exchange two folders in one step; renaming twice instead")
        rename_twice(staged, folder)


def rename_twice(staged: Path, folder: Path) -> None:
    """Replace a folder where it cannot be exchanged; `heal` takes the old one back if we are killed in between."""
    old = beside(folder, "old")
    folder.rename(old)
    staged.rename(folder)
    remove(old)


def heal(folder: Path) -> None:
    """Clean up after a build that was killed: between two renames the old site waits beside the output."""
    old = beside(folder, "old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    remove(old)
    remove(beside(folder, "staged"))


def remove(folder: Path) -> None:
    """Delete a folder of ours, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False where the system does not offer it."""
    library = ctypes.CDLL(None, use_errno=True)
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    if not hasattr(library, name):
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        done = library.renamex_np(first, second, RENAME_EXCHANGE)  # RENAME_SWAP has the same value
    else:
        done = library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EBUSY, errno.EPERM}:
        return False
    raise OSError(code, os.strerror(code), str(other))


# --- single files --------------------------------------------------------------------------------------


def write(path: Path, data: bytes, *, expected: bytes | None) -> bool:
    """Write a file so that it is wholly old or wholly new; False where it is no longer as `expected`.

    `expected` is what stood there when it was read (None for nothing): an editor may have saved since.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.new")
    staged.unlink(missing_ok=True)  # of a killed run; writing through a link would change another file
    try:
        staged.write_bytes(data)
        if expected is None:
            try:
                os.link(staged, path)  # fails where a file has appeared meanwhile
            except FileExistsError:
                return False
            return True
        if not is_still(path, expected):
            return False
        with contextlib.suppress(OSError):
            shutil.copymode(path, staged)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return True


def is_still(path: Path, expected: bytes) -> bool:
    """Whether a file holds what it held when it was read."""
    try:
        return path.read_bytes() == expected
    except OSError:
        return False


@contextlib.contextmanager
def locked(path: Path, say: Say) -> Iterator[None]:
    """Hold a lock that the kernel frees should we be killed; waits for another build to end, and says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build of this site to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
