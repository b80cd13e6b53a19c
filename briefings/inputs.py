"""The windows on the world: files, listings of folders, and the clock.

Invariant: names are paths below the site's root, with ``/``; a name that begins with ``@NAME/`` lies in
the theme NAME that ships with us or comes with a package. Links are never followed, and only plain files are
read (a FIFO would hang the reader for ever). What is not there has the digest ``absent``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefings.errors import BriefingsError, Location
from briefings.graph import digest_of

ABSENT = "absent"
RACY = 2_000_000_000  # nanoseconds; a file changed this recently may change again without a new mtime (git's rule)


class Seen(NamedTuple):
    """What a file looked like when it was hashed: only a saving of work, never a proof by itself."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str


def look(found: os.stat_result) -> tuple[int, int, int, int]:
    """Give what of a file's status changes when its content does."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


NOTHING = ("", (0, 0, 0, 0), b"")
"""A name, how the file looked, its bytes."""


def read(path: str) -> bytes:
    """Read a file."""
    with open(path, "rb") as file:  # noqa: PTH123 - thousands in a build; a Path costs more than the file
        return file.read()


class Roots(NamedTuple):
    """Where names lead: the site's folder, and those of the themes that are installed."""

    site: Path
    themes: Mapping[str, Path]

    def names(self, path: str) -> Iterator[str]:
        """Give the names of a path; a file of a shipped theme has two where the theme lies in the site."""
        if path.startswith(f"{self.site}/"):
            yield path[len(f"{self.site}/") :]
        for theme, folder in self.themes.items():
            if path.startswith(f"{folder}/"):
                yield f"@{theme}/{path[len(f'{folder}/') :]}"

    def place(self, name: str) -> str:
        """Give the path as text: it is asked for thousands of times."""
        if name.startswith("@"):
            theme, _, below = name[1:].partition("/")
            return f"{self.themes[theme]}/{below}".rstrip("/")
        return f"{self.site}/{name}"


class Scan:
    """How everything in a folder looks, read once a run: what is asked for in it is asked for thousands of times."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, os.stat_result]] = {}

    def changed(self, paths: Iterable[str] | None = None) -> None:
        """Look again, at everything or at what is named: the world may have changed."""
        if paths is None:
            self._folders = {}
            return
        for path in paths:
            at = path
            while at:  # its folder may have come or gone with it
                folder, _, name = at.rpartition("/")
                self._look_again(folder, name)
                at = folder

    def _look_again(self, folder: str, name: str) -> None:
        known = self._folders.get(folder)
        if known is not None:
            known.pop(name, None)
            with contextlib.suppress(OSError, ValueError):
                known[name] = os.lstat(f"{folder}/{name}")

    def folder(self, path: str) -> dict[str, os.stat_result]:
        """Give what lies in a folder by name; nothing where there is none. Raises OSError where it cannot be read."""
        known = self._folders.get(path)
        if known is None:
            known = self._folders[path] = looks(path)
        return known

    def look(self, path: str) -> os.stat_result | None:
        """Give how one thing looks, or None where there is none; raises OSError where that cannot be known."""
        folder, _, name = path.rpartition("/")
        found = None
        with contextlib.suppress(OSError):  # a folder that cannot be listed may still be passed through
            found = self.folder(folder).get(name)
        try:
            return found or os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None


def looks(folder: str) -> dict[str, os.stat_result]:
    """Give how everything in a folder looks; nothing where there is none, and nothing of links to folders."""
    found = dict[str, os.stat_result]()
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                found[entry.name] = entry.stat(follow_symlinks=False)
    return found


class Files:
    """Input `file`: the bytes of a plain file, or None where there is none."""

    def __init__(
        self, roots: Roots, seen: Mapping[str, Seen], scan: Scan, now: Callable[[], int] = time.time_ns
    ) -> None:
        self._roots = roots
        self._seen = dict(seen)
        self._scan = scan
        self._now = now
        self._last = NOTHING  # what was hashed is mostly asked for next

    def digest(self, name: str) -> str:
        """Hash the file unless it looks exactly as when it was last hashed."""
        path = self._roots.place(name)
        try:
            found = self._scan.look(path)
        except ValueError:  # a name with a NUL
            found = None
        except OSError:
            return "unreadable"
        if found is None:
            self._seen.pop(name, None)
            return ABSENT
        known = self._seen.get(name)
        if known and known[:4] == look(found) and stat.S_ISREG(found.st_mode):
            return known.digest
        return self._hash(name, path)

    def _hash(self, name: str, path: str) -> str:
        try:
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode):
                return f"odd:{stat.S_IFMT(found.st_mode):o}"
            data = read(path)
        except FileNotFoundError:
            return ABSENT
        except OSError:
            return "unreadable"
        digest = digest_of(data)
        self._last = (name, look(found), data)
        self._seen.pop(name, None)
        if self._now() - max(found.st_mtime_ns, found.st_ctime_ns) > RACY:
            self._seen[name] = Seen(*look(found), digest)
        return digest

    def value(self, name: str) -> bytes | None:
        """Read the file; raises a BriefingsError for what is no plain file or cannot be read."""
        path = self._roots.place(name)
        try:
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode):
                raise BriefingsError(
                    f"not a plain file: {kind_of(found.st_mode)}",
                    Location(name),
                    hint="put the file itself here; links are not followed",
                )
            last, self._last = self._last, NOTHING
            return last[2] if last[:2] == (name, look(found)) else read(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except ValueError:  # a name with a NUL
            return None
        except OSError as error:
            raise BriefingsError(f"cannot be read: {error.strerror or error}", Location(name)) from error

    def seen(self) -> dict[str, Seen]:
        """Give what was hashed, for the next process."""
        return self._seen


def kind_of(mode: int) -> str:
    """Put a file's type into a word."""
    kinds = {
        stat.S_IFLNK: "a link",
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
    }
    return kinds.get(stat.S_IFMT(mode), "a device")


class Listing(NamedTuple):
    """The files below a folder, sorted, and what lies there that is no plain file."""

    files: tuple[str, ...] = ()
    odd: tuple[tuple[str, str], ...] = ()


class Listings:
    """Input `listing`: the files below a folder, as names; hidden ones and what is not UTF-8 are left out."""

    def __init__(self, roots: Roots, scan: Scan) -> None:
        self._roots = roots
        self._scan = scan
        self._found: dict[str, Listing] = {}
        self._digests: dict[str, str] = {}

    def changed(self, paths: Iterable[str] | None = None) -> None:
        """List again, everything or where something that is named came or went."""
        if paths is None:
            self._found, self._digests = {}, {}
            return
        for path in paths:
            for name in self._roots.names(path):
                self._forget(name, kind_at(path))

    def _forget(self, name: str, kind: int) -> None:
        """Forget each listing of which it is not clear that a path is in it, or not in it, as before."""
        for folder, listing in list(self._found.items()):
            listed = name in listing.files
            same = (listed and kind == stat.S_IFREG) or not (listed or kind or listing.odd)
            if name.startswith(f"{folder}/") and not same:
                del self._found[folder]
                self._digests.pop(folder, None)

    def digest(self, name: str) -> str:
        """Hash the names."""
        digest = self._digests.get(name)
        if digest is None:
            digest = digest_of(repr(self.value(name)).encode("utf-8", "surrogateescape"))
            self._digests[name] = digest
        return digest

    def value(self, name: str) -> Listing:
        """List the folder and all below it."""
        if name not in self._found:
            entries = sorted(walk(self._scan, self._roots.place(name), name))
            self._found[name] = Listing(
                tuple(path for path, odd in entries if not odd), tuple(entry for entry in entries if entry[1])
            )
        return self._found[name]


def walk(scan: Scan, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Give each file below a folder with "" or, where it is no plain file, a word for what it is."""
    if os.path.islink(folder):  # noqa: PTH114 - a text, as all paths here
        yield name, "a link"
        return
    waiting = [(folder, name)]
    while waiting:
        at, prefix = waiting.pop()
        try:
            found = scan.folder(at)
        except OSError as error:
            yield prefix, f"a folder that cannot be read: {error.strerror or error}"
            continue
        for entry, status in found.items():
            mode, path = status.st_mode, f"{prefix}/{entry}"
            if entry.startswith("."):
                continue
            if not is_utf8(entry):
                yield path.encode("utf-8", "backslashreplace").decode(), "a name that is not UTF-8"
            elif stat.S_ISDIR(mode):
                waiting.append((f"{at}/{entry}", path))
            else:
                yield path, "" if stat.S_ISREG(mode) else kind_of(mode)


def kind_at(path: str) -> int:
    """Give the type of what lies at a path; 0 where there is nothing."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return 0


def is_utf8(name: str) -> bool:
    """Whether a file's name can be written in a page."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


TODAY = "today"
DAY = dt.timedelta(days=1)
NEVER = 1e12  # seconds since 1970


class Clock:
    """Input `clock`: whether a moment (ISO 8601, with offset) has passed; only that, so that pages stay fresh."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._now = now
        self._at: dt.datetime | None = None
        self._asked: set[str] = set()
        self._until = NEVER

    def changed(self) -> None:
        """Look at the clock again when it is next asked for."""
        self._at = None
        self._asked = set()
        self._until = NEVER

    def has_moved(self) -> bool:
        """Whether some answer since the last look may be another one now; a clock that is set back may change any."""
        now = self._now()
        return now.timestamp() >= self._until or (self._at is not None and now < self._at)

    def span(self) -> tuple[float, float]:
        """Give the moments, in seconds since 1970, between which each answer since then stays what it was."""
        at = self._at or self._now()
        moments = [midnight(at) if name == TODAY else dt.datetime.fromisoformat(name) for name in self._asked]
        passed = [moment.timestamp() for moment in moments if moment <= at]
        return max(passed, default=0.0), self._until

    def digest(self, name: str) -> str:
        """Say ``past`` or ``future``; for ``today`` the date itself."""
        return str(self.value(name))

    def value(self, name: str) -> object:
        """Whether the moment has passed; ``today`` gives the date in UTC."""
        self._asked.add(name)
        if self._at is None:
            self._at = self._now()
        moment = midnight(self._at) + DAY if name == TODAY else dt.datetime.fromisoformat(name)
        if moment > self._at:
            self._until = min(self._until, moment.timestamp())
        return self._at.astimezone(dt.UTC).date() if name == TODAY else moment <= self._at


def midnight(at: dt.datetime) -> dt.datetime:
    """Give the moment at which a day began in UTC."""
    return dt.datetime.combine(at.astimezone(dt.UTC).date(), dt.time(), dt.UTC)
