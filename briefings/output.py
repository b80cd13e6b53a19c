"""Publishing: the folder of built pages is wholly the old site or wholly the new one.

The new site is staged with hard links for what did not change (so that mtime and inode stay), and the two folders
are exchanged in one step: renameat2(2) with RENAME_EXCHANGE, renamex_np(2) with RENAME_SWAP on macOS. What was the
site until then becomes what the next one is staged in, so that little has to be linked, and nothing deleted.

Invariant: nothing is written into a folder that is not ours, and nothing that we did not write is deleted.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from briefings.errors import BriefingsError, Location
from briefings.graph import digest_of
from briefings.inputs import look
from briefings.regex import regex
from briefings.state import Published

MARK = "# output of briefings"
GITIGNORE = f"{MARK}: built pages, never edited; `briefings build` makes them anew\n*\n!.gitignore\n"
OURS = regex(
    r"(.*/)?(index\.(html|md|json)|404\.html|feed\.(xml|json)|sitemap\.xml|robots\.txt)"
    r"|(.*/)?assets/.*\.[0-9a-f]{10}(\.\w+)?"
    r"|pagefind/([\w.]+/)?[\w.-]+\.(pf_\w+|pagefind)|pagefind/(pagefind\.js|pagefind-entry\.json)"
)
AT_FDCWD = -100
RENAME_EXCHANGE = 2

Say = Callable[[str], None]


class Wanted(NamedTuple):
    """An output: its digest, and how to get its bytes should they be needed; `spooled` is a file that holds them."""

    digest: str
    content: Callable[[], bytes]
    spooled: Path | None = None

    def put(self, path: str) -> str:
        """Write the output, or move it to its place; gives the digest of what stands there now.

        What could not be made again as it was has another than was wanted.
        """
        if self.spooled is None:
            data = self.content()
            write_new(path, data)
            return digest_of(data)
        try:
            os.rename(self.spooled, path)  # noqa: PTH104 - thousands in a build, as all paths here
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.move(self.spooled, path)
        return self.digest


def write_new(path: str, data: bytes) -> None:
    """Write a file."""
    with open(path, "wb") as file:  # noqa: PTH123 - thousands in a build; a Path costs more than the file
        file.write(data)


class Spool:
    """Where outputs wait for their publication: on disk, for thousands of pages are too much to hold in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def __enter__(self) -> Self:
        remove(self.folder)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            remove(self.folder)

    def part(self, name: str) -> Spool:
        """Give a spool in this one for another process to fill; the name is one that was not given before."""
        self._count += 1
        return Spool(self.folder / f"{name}-{self._count}")

    def add(self, digest: str, data: bytes) -> Wanted:
        """Take over an output that was made."""
        self._count += 1
        path = f"{self.folder}/{self._count}"
        write_new(path, data)
        return spooled(digest, Path(path))


def spooled(digest: str, path: Path) -> Wanted:
    """Give an output that lies in a file."""
    return Wanted(digest, path.read_bytes, path)


class Changes(NamedTuple):
    """What a publication did to the folder."""

    written: tuple[str, ...] = ()
    kept: int = 0
    removed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    failed: tuple[BriefingsError, ...] = ()
    """Why files that were good before could not be made again; what was there of them stayed."""


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


class Shelf(NamedTuple):
    """Where an output lies, and where the new one is put together: the site before the last one, which waits there."""

    folder: Path
    staged: Path


def shelf(folder: Path, workshop: Path) -> Shelf:
    """Put the staged site into our own folder, or beside the output where that is on another file system."""
    try:
        same = folder.parent.stat().st_dev == workshop.stat().st_dev
    except OSError:
        same = False
    name = digest_of(os.fsencode(folder))[:16]
    return Shelf(folder, workshop / "staged" / name if same else beside(folder, "staged"))


def publish(
    at: Shelf,
    wanted: Mapping[str, Wanted],
    held: frozenset[str],
    before: Mapping[str, Published],
    say: Say,
) -> tuple[Changes, dict[str, Published]]:
    """Bring the folder to exactly the wanted files; gives what changed and how the files now look.

    `held` are outputs in error: what stands there stays. So it does where a file that was good before cannot be
    made again. `before` is what an earlier build wrote; files of others are carried over and named.
    """
    folder = at.folder
    heal(folder)
    there, hollow = files_of(folder)
    kept = {
        path: found
        for path, want in wanted.items()
        if (found := there.get(path)) and is_same(f"{folder}/{path}", found, want, before.get(path))
    }
    foreign: dict[str, os.stat_result] = {}
    gone: list[str] = []
    for path in there.keys() - wanted.keys() - {".gitignore"}:
        if path not in before and (before or not OURS.fullmatch(path)):
            foreign[path] = there[path]
        elif path in held:
            kept[path] = there[path]
        else:
            gone.append(path)
    written = sorted(wanted.keys() - kept.keys())
    failed: dict[str, BriefingsError] = {}
    digests: dict[str, str] = {}
    if written or gone or ".gitignore" not in there:
        staying = Found({**kept, **foreign}, hollow)
        now, digests, failed = stage(at, staying, {path: wanted[path] for path in written}, there)
        put_in_place(at, say)
    else:
        now = {path: look(found) for path, found in kept.items()}
    good = wanted.keys() - failed.keys()
    published = {path: Published(digests.get(path, wanted[path].digest), now[path]) for path in good} | {
        path: before[path] for path in (held | failed.keys()) & before.keys() & there.keys() - good
    }
    return Changes(
        tuple(path for path in written if path not in failed),
        len(kept.keys() & wanted.keys()),
        tuple(sorted(gone)),
        tuple(sorted(foreign)),
        tuple(failed.values()),
    ), published


class Found(NamedTuple):
    """What lies in a folder: its files with how they look, and the folders in which there is nothing."""

    files: dict[str, os.stat_result]
    hollow: set[str]


def files_of(folder: Path) -> Found:
    """List all below a folder with how they look; links count as files and are never followed."""
    entries, hollow = entries_of(folder)
    found = Found({}, hollow)
    for path, entry in entries.items():
        with contextlib.suppress(FileNotFoundError):
            found.files[path] = entry.stat(follow_symlinks=False)
    return found


def entries_of(folder: Path) -> tuple[dict[str, os.DirEntry[str]], set[str]]:
    """List all below a folder but the folders, and the folders in which there is nothing."""
    found: dict[str, os.DirEntry[str]] = {}
    hollow: set[str] = set()
    waiting = [("", str(folder))]
    while waiting:
        prefix, at = waiting.pop()
        empty = True
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    empty = False
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{prefix}{entry.name}/", entry.path))
                    else:
                        found[prefix + entry.name] = entry
        except FileNotFoundError:
            continue
        if empty and prefix:
            hollow.add(prefix)
    return found, hollow


def is_same(path: str, found: os.stat_result, want: Wanted, before: Published | None) -> bool:
    """Whether the file on disk is the wanted one; looked at anew where its status is not as we left it."""
    if before and before.digest == want.digest and tuple(before.look) == look(found):
        return True
    return stat.S_ISREG(found.st_mode) and digest_of(Path(path).read_bytes()) == want.digest


def stage(
    at: Shelf, kept: Found, written: Mapping[str, Wanted], there: Mapping[str, os.stat_result]
) -> tuple[dict[str, tuple[int, int, int, int]], dict[str, str], dict[str, BriefingsError]]:
    """Put the new site together: what stays as the very files of the old one, and what is new.

    Gives the looks of both, the digests of the new ones, and why some of these could not be made; what was `there` of
    them stays.
    What lies staged already is the site before the old one: only what differs from it is touched. Nothing is
    believed about it: a file stays there if it is the same inode as the one that is to stay. Empty folders are not
    of our making, but a `.git` of others may need its own.
    """
    folder, staged = at
    keeping = {**kept.files, **stat_of(folder, ".gitignore")}
    try:
        same = cleared(staged, keeping)
        made: set[str] = {str(staged)}
        for path in sorted(keeping.keys() - same):
            link_or_copy(f"{folder}/{path}", target(staged, path, made))
        if ".gitignore" not in keeping:
            (staged / ".gitignore").write_text(GITIGNORE, "utf-8")
        digests: dict[str, str] = {}
        failed: dict[str, BriefingsError] = {}
        for path, want in written.items():
            try:
                digests[path] = want.put(target(staged, path, made))
            except BriefingsError as error:
                failed[path] = error
                if path in there:
                    link_or_copy(f"{folder}/{path}", target(staged, path, made))
        for path in kept.hollow:
            (staged / path).mkdir(parents=True, exist_ok=True)
    except BaseException:
        remove(staged)
        raise
    looks = {path: look(found) for path, found in kept.files.items() if path in same}
    new = (*(written.keys() - failed.keys()), *(kept.files.keys() - same))
    return looks | {path: look(os.lstat(f"{staged}/{path}")) for path in new}, digests, failed


def cleared(staged: Path, keeping: Mapping[str, os.stat_result]) -> set[str]:
    """Take everything out of the staged folder but the files that are to stay; gives those."""
    if staged.is_symlink() or not staged.is_dir():
        staged.mkdir(parents=True)
        return set()
    old, hollow = entries_of(staged)
    device = staged.stat().st_dev
    same = {
        path
        for path, found in keeping.items()
        if (entry := old.get(path)) and (entry.inode(), device) == (found.st_ino, found.st_dev)
    }
    for path in old.keys() - same:
        (staged / path).unlink()
    prune(staged, [*(old.keys() - same), *(f"{path}any" for path in hollow)])
    return same


def stat_of(folder: Path, name: str) -> dict[str, os.stat_result]:
    """Give how a file looks, if it is there."""
    try:
        return {name: (folder / name).lstat()}
    except OSError:
        return {}


def prune(folder: Path, paths: Iterable[str]) -> None:
    """Take away the folders that are empty now that these files have gone."""
    for path in sorted(paths, key=len, reverse=True):
        for parent in (folder / path).parents:
            if parent == folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break


def beside(folder: Path, word: str) -> Path:
    """Give the name of a folder of ours beside the output: one name, so that litter never grows."""
    return folder.with_name(f".{folder.name}.{word}")


def target(staged: Path, path: str, made: set[str]) -> str:
    """Give the place of a file, with its folder made; the plan names none outside, and this makes sure."""
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError(f"not below the output folder: {path!r}")
    full = f"{staged}/{path}"
    folder = full.rpartition("/")[0]
    if folder not in made:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - see `put`
        made.add(folder)
    return full


def link_or_copy(old: str, new: str) -> None:
    """Link a file, or copy it where the file system has no hard links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP}:
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def put_in_place(at: Shelf, say: Say) -> None:
    """Exchange the two folders; where the system cannot, rename twice and say so. The old site waits as the next."""
    folder, staged = at
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(folder)
    elif not exchange(staged, folder):
        say(f"{folder}: this file system cannot exchange two folders in one step; renaming twice instead")
        rename_twice(at)


def rename_twice(at: Shelf) -> None:
    """Replace a folder where it cannot be exchanged; `heal` takes the old one back if we are killed in between."""
    old = beside(at.folder, "old")
    at.folder.rename(old)
    at.staged.rename(at.folder)
    old.rename(at.staged)


def heal(folder: Path) -> None:
    """Clean up after a build that was killed: between two renames the old site waits beside the output."""
    old = beside(folder, "old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    remove(old)


def remove(folder: Path) -> None:
    """Delete a folder of ours, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False where the system does not offer it."""
    import ctypes  # noqa: PLC0415 - only where something is published

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
