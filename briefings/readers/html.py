"""Read pages: trafilatura finds the article in the markup, and what the page says of itself.

Invariant: nothing is fetched and nothing is run; whatever the markup is like, it ends in a text or in words.
The text is as a careful person would copy it: `# ` title, `## ` headings, `- ` items, an empty line between
blocks; the cleaning goes over it as over any other.
"""

from __future__ import annotations

import bisect
import datetime as dt
import html
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefings.errors import BriefingsError, Location
from briefings.model import RawText
from briefings.readers.decoding import decode, shown
from briefings.regex import regex

if TYPE_CHECKING:
    from trafilatura.settings import Document

SUFFIXES = (".html", ".htm")


class Element(Protocol):
    """What is asked of an element of lxml."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...

    def get(self, name: str, /) -> str | None:
        """Give an attribute."""

    def iterdescendants(self) -> Iterator[Element]:
        """Give all within it, in order."""


MOST_TAGS = 60_000
"""A long page of an encyclopaedia has 40,000. trafilatura takes some tenths of a millisecond for each."""

DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""For htmldate: what the page states, no date out of the prose, and a limit that does not move with the clock."""

HEAD = 4096  # bytes in which a page names its encoding; browsers look at 1024
CHARSET = regex(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
TAG = regex(rb"<[^<>]*>")
START = regex(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--[^<>]*-->|<\?xml[^<>]*\?>)*<(?:!doctype\s+html|html)\b", re.IGNORECASE
)


def read(data: bytes, path: str) -> RawText:
    """Take the article out of a page."""
    named = CHARSET.search(data[:HEAD])
    decoded = decode(data, path, named[1].decode("ascii") if named else "", prose)
    markup = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    page, language = extracted(markup, path)
    blocks = [f"# {line(page.title)}"] if page.title else []
    blocks += [text for text in blocks_of(page.body) if text.lstrip("# ") != line(page.title)]
    numbers = places(blocks, markup)
    doubled = [number for number in numbers for _ in ("the block", "the empty line")]
    return RawText(
        path=path,
        text="".join(f"{block}\n\n" for block in blocks),
        line_numbers=(*doubled, numbers[-1]),
        title=line(page.title),
        author=line(page.author).replace("; ", ", "),
        publisher=line(page.sitename),
        url=address(line(page.url)),
        licence=line(page.license),
        published=date(page.date),
        language=language,
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
    )


def is_page(data: bytes) -> bool:
    """Whether bytes without a name begin as a page does."""
    return START.match(data[:HEAD]) is not None


def prose(data: bytes) -> bytes:
    """Take tags out of undecoded markup: they say nothing of its language."""
    return TAG.sub(b" ", data)


def line(text: str | None) -> str:
    """Give a text on one line, without what cannot be shown."""
    return " ".join(shown(text or "").split())


def address(url: str) -> str:
    """Give an address of the web, nothing else."""
    return url if re.match(r"https?://\S+$", url) else ""


def date(text: str | None) -> dt.date | None:
    """Read a date as htmldate writes it."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


# --- the article ---------------------------------------------------------------------------------------


def extracted(markup: str, path: str) -> tuple[Document, str]:
    """Let trafilatura find the article; gives it with the language that the page names."""
    tags = markup.count("<")
    if tags > MOST_TAGS:
        message = f"too large for a page: {tags:,} tags, the limit is {MOST_TAGS:,}"
        raise BriefingsError(message, Location(path), hint="save the text of the article as .txt")
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        hint = 'pip install "briefings[html]", or save the text of the page as .txt'
        raise BriefingsError(
            "HTML needs trafilatura, which is not installed", Location(path), hint=hint
        ) from error
    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what concerns the user is raised here
    try:
        tree = trafilatura.load_html(markup)
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=DATES
        )
    except Exception as error:  # whatever three libraries do with hostile markup
        raise no_article(path) from error
    if found is None or isinstance(found, dict) or tree is None or next(blocks_of(found.body), None) is None:
        raise no_article(path)
    return found, language_of(tree)


def no_article(path: str) -> BriefingsError:
    """Say that there is no text in a page."""
    return BriefingsError("no article found in this page", Location(path), hint="save its text as .txt")


def language_of(tree: Element) -> str:
    """Give the language that the page names for itself."""
    named = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or ""
    )
    found = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\s*", named)
    return found[1].lower() if found else ""


def blocks_of(element: Element) -> Iterator[str]:
    """Give the blocks of an article in order, as lines of text; a row of a table is one."""
    for child in element:
        if child.tag == "head":
            yield from ("## " + text for text in lines_of(child))
        elif child.tag == "item":
            yield from ("- " + text for text in lines_of(child))
        elif child.tag == "row":
            yield " | ".join(" ".join(lines_of(cell)) for cell in child)
        elif any(inner.tag in BLOCKS for inner in child):
            yield from filter(None, [line(child.text)])
            yield from blocks_of(child)
        elif child.tag not in {"graphic", "comments"}:
            yield from lines_of(child)
        yield from filter(None, [line(child.tail)])


BLOCKS = {"head", "item", "list", "p", "quote", "row", "table"}


def lines_of(element: Element) -> Iterator[str]:
    """Give the text of an element, cut where the page breaks a line."""
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "lb" or inner.tag in BLOCKS:
            pieces.append("\0")
        pieces += [inner.text or "", inner.tail or ""]
    yield from filter(None, map(line, "".join(pieces).split("\0")))


# --- where it stood ------------------------------------------------------------------------------------

PIECE = regex(r"<[^<>]*>?|[^<]+")
KEY, MOST_TRIES = 4, 200  # letters by which a place is looked up; places tried before the last one is taken
COMPARED = 40  # letters that must agree, as far as there are so many


class Stream(NamedTuple):
    """All text of a page without spaces, and where its pieces begin: their offsets, lines, and first letters."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    known: dict[str, list[int]]


def places(blocks: Iterable[str], markup: str) -> list[int]:
    """Give the line of the markup at which each block begins.

    A block is looked for by its first letters, from where the one before was found. What is not found has the
    line of the block before it: near enough to find it by eye.
    """
    stream = stream_of(markup)
    found, numbers, at = -1, [], 1
    for block in blocks:
        place = find(compact(block.lstrip("#- ").replace(" | ", "")), stream, found)
        if place is not None:
            found, at = place, stream.lines[place]
        numbers.append(at)
    return numbers


def stream_of(markup: str) -> Stream:
    """Read the text of a page piece by piece, a piece being what stands between two tags."""
    pieces, starts, lines, size, number = [], [], [], 0, 1
    for match in PIECE.finditer(markup):
        piece = match[0]
        if piece[0] != "<" and (text := compact(html.unescape(piece))):
            starts.append(size)
            lines.append(number + piece[: len(piece) - len(piece.lstrip())].count("\n"))
            pieces.append(text)
            size += len(text)
        number += piece.count("\n")
    text = "".join(pieces)
    known: dict[str, list[int]] = defaultdict(list)
    for index, start in enumerate(starts):
        known[text[start : start + KEY]].append(index)
    return Stream(text, tuple(starts), tuple(lines), known)


def find(block: str, stream: Stream, after: int) -> int | None:
    """Give the piece with which a block begins: the next one after a piece, else the first of all."""
    candidates = stream.known.get(block[:KEY], [])
    ahead = bisect.bisect_right(candidates, after)
    begins = block[:COMPARED]
    for piece in (candidates[ahead:] + candidates[:ahead])[:MOST_TRIES]:
        if stream.text.startswith(begins, stream.starts[piece]):
            return piece
    return None


def compact(text: str) -> str:
    """Take out all spaces: a page breaks its lines where it likes."""
    return "".join(text.split())
