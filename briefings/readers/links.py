"""Bookmarks and lists of addresses: links without a text, each kept as a record (`.url`).

A record is what Windows and most file managers call an internet shortcut, so that it opens with a click, with keys of
our own that they pass over. It makes no briefing.

Invariant: a record holds an address of the web, on one line, and nothing else that could be run.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator

from briefings import slugs
from briefings.errors import BriefingsError, Location
from briefings.model import Part, Value
from briefings.readers import RECORD, markup
from briefings.readers.decoding import decode
from briefings.regex import regex

SECTION = "[InternetShortcut]"
MOST_LINKS = 20_000
LONGEST = 4_000  # characters of an address

NETSCAPE = regex(rb"(?:\xef\xbb\xbf)?\s*<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
LINK = regex(r"<a\s([^<>]*)>([^<]*)", re.IGNORECASE)
HREF = regex(r"\bhref\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
ADDED = regex(r"\badd_date\s*=\s*[\"']?(\d{1,11})", re.IGNORECASE)
ADDRESS = regex(r"https?://[^\s<>\"]+", re.IGNORECASE)
KEY = regex(r"(URL|Title|Date)\s*=\s*(.*)", re.IGNORECASE)


class Record(Value, frozen=True):
    """A link without a text."""

    url: str
    title: str = ""
    date: dt.date | None = None


def is_bookmarks(data: bytes) -> bool:
    """Whether a page is what browsers write when they export bookmarks."""
    return NETSCAPE.match(data[:200]) is not None


def is_list(data: bytes) -> bool:
    """Whether a text holds addresses alone, one a line; lines that begin with ``#`` are remarks."""
    lines = [line.strip() for line in data.splitlines()]
    found = [line for line in lines if line and not line.startswith(b"#")]
    return bool(found) and all(ADDRESS.fullmatch(line.decode("latin-1")) for line in found)


def bookmarks(data: bytes, path: str) -> Iterator[Record]:
    """Give the links of exported bookmarks; what is no address of the web (scripts, places of the browser) is none."""
    for attributes, title in LINK.findall(decode(data, path).text):
        href, added = HREF.search(attributes), ADDED.search(attributes)
        url = html.unescape(href[1]) if href else ""
        if ADDRESS.fullmatch(url):
            yield Record(url, markup.line(html.unescape(title)), day(int(added[1])) if added else None)


def addresses(data: bytes, path: str) -> Iterator[Record]:
    """Give the addresses of a list."""
    for line in decode(data, path).text.split("\n"):
        if ADDRESS.fullmatch(line.strip()):
            yield Record(line.strip())


def day(seconds: int) -> dt.date | None:
    """Give the day of a moment, as far as there is one."""
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


# --- records -------------------------------------------------------------------------------------------


def written(record: Record) -> bytes:
    """Write a record."""
    lines = [SECTION, f"URL={record.url[:LONGEST]}"]
    lines += [f"Title={markup.line(record.title)}"] if record.title else []
    lines += [f"Date={record.date}"] if record.date else []
    return "".join(f"{line}\n" for line in lines).encode()


def part(record: Record) -> Part:
    """Give the file for a record, named by its title or its address."""
    bare = re.sub(r"https?://(?:www\.)?", "", record.url, count=1)
    return Part(slugs.slug(record.title or bare) + RECORD, written(record))


def parts(found: Iterable[Record], path: str) -> Iterator[Part]:
    """Give the files for links, one after the other."""
    for number, record in enumerate(found):
        if number == MOST_LINKS:
            message = f"too many links: the limit is {MOST_LINKS:,}"
            raise BriefingsError(message, Location(path), hint="split the file")
        yield part(record)


def read(data: bytes, path: str) -> Record:
    """Read a record."""
    found = dict[str, str]()
    for line in decode(data, path).text.replace("\r", "\n").split("\n"):
        if match := KEY.fullmatch(line.strip()):
            found.setdefault(match[1].lower(), match[2].strip())
    if not ADDRESS.fullmatch(found.get("url", "")):
        raise BriefingsError("no address of the web in it", Location(path), hint="write URL=https://…")
    return Record(found["url"], found.get("title", ""), dated(found.get("date", "")))


def dated(text: str) -> dt.date | None:
    """Read a date; one that is none is nobody's mistake here."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
