"""Importing: files of all kinds become sources below `content/sources`, each once.

What a reader reads stays as it is, to the byte. What holds many sources (a feed, a mail with files attached, exported
bookmarks, a list of addresses) gives one file for each, in a folder of its name; a feed or list, which is no source
itself, is kept beside them in `content/originals`.

Invariant: nothing that is there is ever written over or changed, and no link is followed. A file is there wholly or not
at all; what holds others is written after them, so an import that was broken off is finished by the next.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from briefings import output, readers, slugs
from briefings.errors import BriefingsError, Location, Problem
from briefings.inputs import Scan, kind_of, walk
from briefings.model import Part
from briefings.readers import Reader, sidecar
from briefings.readers.decoding import STDIN
from briefings.regex import regex
from briefings.rules.content import SOURCES

ORIGINALS = "content/originals"
DEEPEST = 3  # mails within mails within mails
MOST_WITHIN = 200  # files within one mail
LINKS = "a link: name the file that it leads to"

MAIL = regex(
    rb"(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?"
    rb"(?:Received|Return-Path|MIME-Version|Message-ID|From):",
    re.IGNORECASE,
)
"""One of the first headers of a mail is one that no text of ours has."""

State = Literal["added", "known"]


class Named(NamedTuple):
    """A file that was asked for: where it lies, and what it is to be called below the sources."""

    path: str
    name: str


class Row(NamedTuple):
    """What became of a file: the source or record it is now, or what was there already."""

    origin: str
    path: str
    state: State


def named(path: str) -> Iterator[Named | Problem]:
    """Give the files that a path means: itself, or all below a folder; what is no plain file is named."""
    clean = os.path.normpath(path)
    mode = mode_of(clean)
    if mode is None:
        yield Problem(Location(path), "no such file")
    elif stat.S_ISDIR(mode):
        for below, odd in sorted(walk(Scan(), clean, "")):
            where = clean + below
            if odd:
                yield Problem(Location(where), LINKS if odd == "a link" else f"not a plain file: {odd}")
            else:
                yield Named(where, below.lstrip("/"))
    elif stat.S_ISREG(mode):
        yield Named(clean, os.path.basename(clean))  # noqa: PTH119 - a text, as all paths here
    else:
        yield Problem(Location(path), LINKS if stat.S_ISLNK(mode) else f"not a plain file: {kind_of(mode)}")


def mode_of(path: str) -> int | None:
    """Give what lies at a path; None where there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return None


class Importer:
    """Takes files into one site. What it already has is known by its bytes, whatever it is called."""

    def __init__(self, root: Path, table: Mapping[str, Reader]) -> None:
        self._root = root
        self._readers = table
        self._known = dict[bytes, str]()
        for folder in (SOURCES, ORIGINALS):
            self._refuse_links(root / folder)
            for path, odd in walk(Scan(), str(root / folder), folder):
                if not odd and not path.endswith(sidecar.SUFFIX):
                    with contextlib.suppress(OSError):
                        self._known.setdefault(digest((root / path).read_bytes()), path)

    def _refuse_links(self, folder: Path) -> None:
        """Refuse a folder that lies elsewhere: nothing is written out of the site."""
        if folder.exists() and folder.resolve() != self._root.resolve() / folder.relative_to(self._root):
            raise BriefingsError("leads out of its place by a link", Location(str(folder)))

    def take(self, file: Named) -> Iterator[Row | Problem]:
        """Take in a file of the disk, and what was decided about it beside it."""
        if file.path.endswith(sidecar.SUFFIX) and mode_of(file.path.removesuffix(sidecar.SUFFIX)):
            return  # it goes with its source
        try:
            data = bytes_of(file.path)
            beside = Path(file.path + sidecar.SUFFIX)
            said = bytes_of(str(beside)) if mode_of(str(beside)) else None
            yield from self.take_bytes(Part(file.name, data), file.path, beside=said)
        except BriefingsError as error:
            yield from error.problems
        except OSError as error:
            yield Problem(Location(file.path), f"cannot be written: {error.strerror or error}")

    def take_bytes(
        self, file: Part, origin: str, *, beside: bytes | None = None, depth: int = 0
    ) -> Iterator[Row | Problem]:
        """Take in a file by its bytes; problems of what lies within it do not keep it out.

        What lies within is looked at also where the file itself is there: it may have been odd the last time.
        """
        known = self._known.get(digest(file.data), "")
        if not file.data.strip():
            raise BriefingsError("empty", Location(origin), hint="nothing to import")
        if len(file.data) > readers.SIZE_LIMIT:
            raise readers.too_large(origin, f"{readers.SIZE_LIMIT / 1e6:.0f} MB")
        within = self._batch(file, origin)
        if within is not None:
            yield from self._take_within(within, file, origin, depth)
            if not known.startswith(ORIGINALS):
                self._write(ORIGINALS, file)
            return
        if not known:
            self._refuse_unreadable(file, origin, beside)
        if file.name.lower().endswith(".eml") and depth < DEEPEST:
            yield from self._take_within(self._attached(file, origin), file, origin, depth)
        yield Row(origin, known or self._write(SOURCES, file, beside), "known" if known else "added")

    def _refuse_unreadable(self, file: Part, origin: str, beside: bytes | None) -> None:
        """Refuse what could be no source, nor a record, as the build would."""
        if file.name.lower().endswith(readers.RECORD):
            from briefings.readers import links  # noqa: PLC0415 - seldom

            links.read(file.data, origin)
            return
        raw = readers.read(file.data, origin, self._readers, sidecar.parse(beside, origin + sidecar.SUFFIX))
        if not raw.text.strip():
            raise BriefingsError("no text in it", Location(origin), hint="nothing to import")

    def _take_within(
        self, parts: Iterator[Part], file: Part, origin: str, depth: int
    ) -> Iterator[Row | Problem]:
        """Take in what lies within a file, into a folder of its name."""
        folder = PurePosixPath(file.name).with_suffix("")
        for part in parts:
            inner = Part(f"{folder}/{part.name}", part.data)
            try:
                yield from self.take_bytes(inner, f"{origin}: {part.name}", depth=depth + 1)
            except BriefingsError as error:
                yield from error.problems

    def _batch(self, file: Part, origin: str) -> Iterator[Part] | None:
        """Give what lies in a feed, in exported bookmarks or in a list of addresses; None for what is a source."""
        from briefings.readers import feeds, links  # noqa: PLC0415 - only where something is imported

        suffix = PurePosixPath(file.name).suffix.lower()
        if suffix in readers.FEEDS and feeds.is_feed(file.data):
            return feeds.entries(file.data, origin)
        if suffix in {".html", ".htm"} and links.is_bookmarks(file.data):
            return links.parts(links.bookmarks(file.data, origin), origin)
        if suffix in {".txt", ".md"} and links.is_list(file.data):
            return links.parts(links.addresses(file.data, origin), origin)
        return None

    def _attached(self, file: Part, origin: str) -> Iterator[Part]:
        """Give what is attached to a mail and has a reader; pictures and the like stay in the mail."""
        from briefings.readers import mail  # noqa: PLC0415 - only for mails

        for part in mail.attachments(file.data, origin)[:MOST_WITHIN]:
            name = PurePosixPath(part.name.replace("\\", "/"))
            suffix = name.suffix.lower()
            if suffix in self._readers and part.data.strip():
                yield Part(slugs.slug(name.stem) + suffix, part.data)

    def _write(self, folder: str, file: Part, beside: bytes | None = None) -> str:
        """Write a file under its name, or with a number where that is taken; gives the path that it got."""
        target = self._root / folder / safe(file.name)
        self._refuse_links(target.parent)
        number, path = 1, target
        while not self._is_free(path) or not output.write(path, file.data, expected=None):
            number += 1
            path = target.with_stem(f"{target.stem}-{number}")
        if beside is not None:
            output.write(aside(path), beside, expected=None)
        found = path.relative_to(self._root).as_posix()
        self._known[digest(file.data)] = found
        return found

    def _is_free(self, path: Path) -> bool:
        """Whether nothing has this name; what stands beside it would tell of another source."""
        return not (os.path.lexists(path) or os.path.lexists(aside(path)))


def aside(path: Path) -> Path:
    """Give the file that stands beside a source."""
    return path.with_name(path.name + sidecar.SUFFIX)


def name_of(data: bytes) -> str:
    """Name what came in without a name, by what it begins with; a source by its title."""
    from briefings.readers import feeds, html, links  # noqa: PLC0415 - only for standard input

    if feeds.is_feed(data):
        return "feed.xml"
    if links.is_bookmarks(data):
        return "bookmarks.html"
    if links.is_list(data):
        return "links.txt"
    kinds = ((data.startswith(b"%PDF-"), ".pdf"), (data.startswith(b"PK\3\4"), ".docx"))
    more = ((html.is_page(data), ".html"), (MAIL.match(data), ".eml"))
    suffix = next((suffix for found, suffix in (*kinds, *more) if found), ".txt")
    raw = readers.read(data, f"{STDIN}{suffix}")
    first = next((line for line in raw.text.split("\n") if line.strip()), "")
    return slugs.slug(raw.title or first) + suffix


def bytes_of(path: str) -> bytes:
    """Read a plain file, no further than the readers go."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            message = LINKS if stat.S_ISLNK(found.st_mode) else f"not a plain file: {kind_of(found.st_mode)}"
            raise BriefingsError(message, Location(path))
        if found.st_size > readers.SIZE_LIMIT:
            raise readers.too_large(path, f"{readers.SIZE_LIMIT / 1e6:.0f} MB")
        return Path(path).read_bytes()
    except OSError as error:
        raise BriefingsError(f"cannot be read: {error.strerror or error}", Location(path)) from error


def digest(data: bytes) -> bytes:
    """Give what a file is known by."""
    return hashlib.sha256(data).digest()


def safe(name: str) -> str:
    """Give a name whose parts are neither hidden nor hold anything that cannot be shown."""
    parts = [part.lstrip(".") for part in PurePosixPath(name).parts if part not in {"/", "..", "."}]
    return "/".join(part if part and part.isprintable() else printable(part) for part in parts)


def printable(part: str) -> str:
    """Give a name of which the rest is left out."""
    stem, dot, suffix = part.rpartition(".")
    return slugs.slug(stem or suffix) + (f".{suffix}" if dot and suffix.isalnum() else "")
