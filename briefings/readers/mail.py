"""Read mails (.eml): the best of their texts, and what their headers say.

Invariant: nothing is fetched, and what a mail is made of is bounded before it is parsed: the parser takes a step for
each line and each part that the line is within, and headers are parsed in more than linear time.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.policy import EmailPolicy

import msgspec

from briefings.errors import BriefingsError, Location, cut_lines
from briefings.model import Part, RawText
from briefings.readers import html, markup
from briefings.readers.decoding import decode, shown
from briefings.readers.guarded import guarded
from briefings.regex import regex

BEGINNING = 200  # bytes by which a part is found again
LONGEST = 2_000  # characters of a header that are looked at
MOST_BOUNDARIES = 100  # parts that hold parts; a long digest of a mailing list has some dozens
POOR = 0.5  # of the words of the page: a plain text with fewer only says that there is a page

REPLY = regex(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
QUOTES = regex(r">*")


class Bounded(EmailPolicy):
    """The policy of the standard library, for headers that are not endless."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Give name and value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST]


def read(data: bytes, path: str) -> RawText:
    """Take text, subject, date and sender out of a mail."""
    with guarded(path, "not a mail, or a broken one", "save its text as .txt"):
        mail = parsed(data, path)
        raw = text_of(mail, data, path)
        subject, sender, date = (mail[name] for name in ("subject", "from", "date"))
        senders = sender.addresses if isinstance(sender, AddressHeader) else ()
        published = date.datetime.date() if isinstance(date, DateHeader) and date.datetime else None
    return msgspec.structs.replace(
        raw,
        title=REPLY.sub("", markup.line(str(subject or "")), count=1) or raw.title,
        author=markup.line(senders[0].display_name) if senders else "",
        published=published or raw.published,
    )


def parsed(data: bytes, path: str) -> EmailMessage:
    """Parse a mail."""
    if len(re.findall(rb"(?i)boundary", data)) > MOST_BOUNDARIES:
        message = f"too many parts within parts: the limit is {MOST_BOUNDARIES}"
        raise BriefingsError(message, Location(path), hint="save its text as .txt")
    return email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=Bounded())  # type: ignore[arg-type]  # typeshed makes it narrower than it is


def leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts that hold no others, in order; a mail within is one of them."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(list(part.iter_parts()))  # type: ignore[arg-type]
        else:
            yield part


def is_attached(part: EmailMessage) -> bool:
    """Whether a part is a file of its own."""
    return part.is_attachment() or part.get_content_maintype() != "text" or part.get_filename() is not None


# --- the text ------------------------------------------------------------------------------------------


def text_of(mail: EmailMessage, data: bytes, path: str) -> RawText:
    """Read the plain text of a mail, or its page where that says more."""
    inline = [part for part in leaves(mail) if not is_attached(part)]
    plain = [part for part in inline if part.get_content_subtype() != "html"]
    pages = [part for part in inline if part.get_content_subtype() == "html"]
    texts = [plain_text(part, path) for part in plain]
    found = [decoded(part, path) for part in pages]
    page = max(found, key=len, default="")
    said = sum(len(text.split()) for text in texts)
    if page and said < POOR * len(markup.text(page).split()):
        raw, before = page_text(page, path), line_of(pages[found.index(page)], data) - 1
        lines = tuple(line + before for line in raw.line_numbers)
        return msgspec.structs.replace(raw, line_numbers=lines)
    if not said:
        raise BriefingsError("no text in this mail", Location(path), hint="save what it holds as files")
    return RawText(path, "\n\n".join(texts), first_line=line_of(plain[0], data))


def decoded(part: EmailMessage, path: str) -> str:
    """Decode a part: by its charset where it is not UTF-8."""
    payload = part.get_payload(decode=True)
    found = payload if isinstance(payload, bytes) else b""
    return "\n".join(cut_lines(decode(found, path, part.get_content_charset() or "").text))


def plain_text(part: EmailMessage, path: str) -> str:
    """Give a plain text; lines that flow (RFC 3676) are put together."""
    text = decoded(part, path)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return "\n".join(flowed(text.split("\n"), delete=str(part.get_param("delsp", "")).lower() == "yes"))


def flowed(lines: list[str], *, delete: bool) -> Iterator[str]:
    """Join each line that ends in a space with the next, where as many marks of quotation stand before it."""
    open_text, depth = list[str](), 0
    for line in lines:
        marks = len(QUOTES.match(line)[0])  # type: ignore[index]  # it matches nothing, too
        text = line[marks:].removeprefix(" ")
        if open_text and marks != depth:
            yield quoted(open_text, depth)
            open_text = []
        depth = marks
        flows = text.endswith(" ") and text != "-- "
        open_text.append(text[:-1] if flows and delete else text)
        if not flows:
            yield quoted(open_text, depth)
            open_text = []
    if open_text:
        yield quoted(open_text, depth)


def quoted(pieces: list[str], depth: int) -> str:
    """Give a line with its marks of quotation."""
    return (">" * depth + " " if depth else "") + "".join(pieces).rstrip()


def page_text(page: str, path: str) -> RawText:
    """Read a page; where no article is found in it, or nothing is installed that finds one, all of its text."""
    try:
        return html.read(page.encode("utf-8-sig"), path)  # with a mark: the encoding it names is not so
    except BriefingsError:
        found = list(markup.blocks(page))
        if not found:
            raise
        return markup.source(path, found)


def line_of(part: EmailMessage, data: bytes) -> int:
    """Give the line of the file at which a part begins, as near as can be found."""
    written = str(part.get_payload())
    payload = written.encode() if written.isascii() else part.get_payload(decode=True)
    start = payload[:BEGINNING] if isinstance(payload, bytes) else b""
    return data[: max(data.find(start), 0)].count(b"\n") + 1


# --- what is attached ----------------------------------------------------------------------------------


def attachments(data: bytes, path: str) -> tuple[Part, ...]:
    """Give the files within a mail; a mail within is one that ends in ``.eml``."""
    with guarded(path, "not a mail, or a broken one", "save its text as .txt"):
        return tuple(attachment(part) for part in leaves(parsed(data, path)) if is_attached(part))


def attachment(part: EmailMessage) -> Part:
    """Give one file with its name."""
    if part.get_content_type() == "message/rfc822":
        (within,) = part.iter_parts()
        return Part(f"{markup.line(str(within['subject'] or 'mail'))}.eml", bytes(within))
    payload = part.get_payload(decode=True)
    return Part(shown(part.get_filename() or ""), payload if isinstance(payload, bytes) else b"")
