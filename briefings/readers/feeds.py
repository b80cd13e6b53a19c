"""Feeds (RSS and Atom) to one source an entry: a text with header lines, or a record where there is only a link.

Invariant: the same feed gives the same files, byte for byte, whatever the clock says; nothing is fetched, and a feed
that declares entities is refused before anything expands them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
import time
from collections.abc import Iterator
from typing import Any

from briefings import slugs
from briefings.errors import BriefingsError, Location
from briefings.model import Part
from briefings.readers import links, markup
from briefings.readers.guarded import guarded, missing
from briefings.regex import regex

HEAD = 4096  # bytes in which a feed begins, remarks and style sheets before it included
START = regex(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
MOST_ENTRIES = 5_000
MOST_MARKS = 300_000  # tags and entities; feedparser takes up to 70 µs for each
TEXT_WANTED = "save the entries as .txt"


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    head = data[:HEAD].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and START.search(head) is not None


def entries(data: bytes, path: str) -> Iterator[Part]:
    """Give the entries of a feed as files, in its order."""
    try:
        import feedparser  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing(path, "a feed", "feedparser", "feeds", TEXT_WANTED) from error
    if re.search(rb"<!ENTITY", data.replace(b"\0", b""), re.IGNORECASE):
        raise BriefingsError("this feed declares entities of its own", Location(path), hint=TEXT_WANTED)
    if data.count(b"<") + data.count(b"&") > MOST_MARKS:
        message = f"too large for a feed: the limit is {MOST_MARKS:,} tags and entities"
        raise BriefingsError(message, Location(path), hint="split the file")
    with guarded(path, "not a feed, or a broken one", TEXT_WANTED):
        found = feedparser.parse(io.BytesIO(data))  # of bytes in a file: a text might be taken for an address
        if len(found.entries) > MOST_ENTRIES:
            raise BriefingsError(
                f"too many entries: the limit is {MOST_ENTRIES:,}", Location(path), hint="split the file"
            )
        feed = found.feed
        made = [part for entry in found.entries if (part := entry_part(entry, feed))]
    if not made:
        raise BriefingsError("no entries in this feed", Location(path), hint="is it a feed, and not empty?")
    yield from made


def entry_part(entry: Any, feed: Any) -> Part | None:
    """Give the file for an entry; None where it says nothing and leads nowhere."""
    title = markup.line(" ".join(markup.blocks(entry.get("title", ""))))
    text = max((markup.text(value) for value in texts(entry)), key=len, default="")
    url = address(entry.get("link", ""))
    if not text:
        return links.part(links.Record(url, title, day(entry))) if url else None
    language = re.match(r"[A-Za-z]{2,3}\b", str(feed.get("language", "")))
    header = {
        "Title": title,
        "Date": day(entry),
        "Author": markup.line(entry.get("author", "")),
        "Publisher": markup.line(" ".join(markup.blocks(feed.get("title", "")))),
        "URL": url,
        "Language": language[0].lower() if language else "",
        "Licence": markup.line(entry.get("rights", "") or entry.get("license", "")),
    }
    lines = [f"{name}: {value}" for name, value in header.items() if value]
    return Part(f"{slugs.slug(title or text)}.txt", ("\n".join([*lines, "", text]) + "\n").encode())


def texts(entry: Any) -> Iterator[str]:
    """Give what may be the text of an entry."""
    yield from (str(content.get("value", "")) for content in entry.get("content", ()))
    yield str(entry.get("summary", ""))


def address(url: str) -> str:
    """Give an address of the web, nothing else."""
    return url if links.ADDRESS.fullmatch(url) else ""


def day(entry: Any) -> dt.date | None:
    """Give the day of an entry, in UTC, as feedparser reads it."""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return links.day(calendar.timegm(moment)) if isinstance(moment, time.struct_time) else None
