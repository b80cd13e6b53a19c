"""Editions as mails: RFC 5322 around a plain text (RFC 3676) and a page, which say the same.

Invariant: a mail follows from its letter alone, to the byte: nothing here asks for the time or a random number. No
header goes on in another line, whatever a title holds, and nothing here sends anything.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterator
from email import quoprimime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from briefings.config import SENDER
from briefings.model import Value
from briefings.regex import regex

WIDTH = 76  # columns of a line of text
CLIPPED = 102 * 1024  # bytes of a page, of which Gmail shows no more
FLOWING = 3  # of them: the two spaces, and one before a line that could be taken for another kind
WORD = regex(r"[^ ]+ *| +")
LETTER = regex(r".[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3001\u3002\uff01\uff0c\uff1f]* *")
"""A letter with the signs on it and the stop behind it, which begin no line."""
CONTROLS = ("Cc", "Cs")
JOINER = "\N{WORD JOINER}"
NOWHERE = "localhost"
STUFFED = (" ", ">", "From ")  # what a line must not begin with, or it would be read as something else


class Letter(Value, frozen=True):
    """An edition as a mail says it: in `text`, a line is a paragraph, and nothing is broken yet.

    `date` is ISO 8601 with its offset, `home` the address of the site, `count` the number of its briefings. There may
    be no `sender`, and no address to `unsubscribe`.
    """

    name: str
    subject: str
    language: str
    date: str
    home: str
    html: str
    text: str
    count: int
    sender: str = ""
    unsubscribe: str = ""

    @property
    def is_clipped(self) -> bool:
        """Whether Gmail cuts it off."""
        return len(self.html.encode()) > CLIPPED


# --- plain text ----------------------------------------------------------------------------------------


def wrapped(text: str) -> str:
    """Break the paragraphs of a text into lines, for a file."""
    return "\n".join(line.rstrip(" ") for paragraph in text.split("\n") for line in lines(paragraph))


def flowed(text: str) -> str:
    """Break the paragraphs of a text as RFC 3676 has it: a space at the end of a line, deleted, says it goes on.

    The space between two words stands before that one, so that nothing is added where words have no spaces.
    """
    made: list[str] = []
    for paragraph in text.split("\n"):
        *going_on, last = map(stuffed, lines(paragraph))
        made += [f"{line} " for line in going_on] + [last.rstrip(" ")]
    return "\n".join(made)


def stuffed(line: str) -> str:
    """Put a space before a line that could be taken for a quotation or another kind of line."""
    return f" {line}" if line.startswith(STUFFED) else line


def lines(paragraph: str) -> list[str]:
    """Break a paragraph into lines that join to it again; an address stays whole, however long."""
    made, width = [""], 0
    for piece in pieces(paragraph):
        if width and width + columns(piece.rstrip(" ")) > WIDTH - FLOWING:
            made.append("")
            width = 0
        made[-1] += piece
        width += columns(piece)
    return made


def pieces(paragraph: str) -> Iterator[str]:
    """Give what a line may end behind: words with their space, and letters of scripts that have none."""
    for word in WORD.findall(paragraph):
        if "://" in word or (columns(word) < WIDTH // 2 and not any(map(is_wide, word))):
            yield word
        else:
            yield from LETTER.findall(word)


def is_wide(letter: str) -> bool:
    """Whether a letter takes two columns."""
    return unicodedata.east_asian_width(letter) in "WF"


def columns(text: str) -> int:
    """Count the columns that a text takes."""
    return len(text) if text.isascii() else sum(1 + is_wide(letter) for letter in text)


# --- the mail ------------------------------------------------------------------------------------------


def mail(letter: Letter) -> bytes:
    """Write the mail, with both forms as alternatives; whom it goes to is for whoever sends it."""
    subject = header(letter.subject)
    digest = hashlib.sha256(f"{subject}\n{letter.text}\n{letter.html}".encode()).hexdigest()[:24]
    made = EmailMessage(SMTP)
    if letter.sender:
        made["From"] = address(letter.sender)
    made["Subject"] = subject
    made["Date"] = dt.datetime.fromisoformat(letter.date)
    made["Message-ID"] = f"<{letter.name}.{digest}@{host(letter.home)}>"
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
    text = flowed(letter.text)
    made.set_content(text, cte=encoding(text), params={"format": "flowed", "delsp": "yes"})
    made.add_alternative(letter.html, subtype="html", cte=encoding(letter.html))
    made["Content-Language"] = letter.language  # of the whole: put in sooner, it would be that of the text
    made.set_boundary(f"=_{digest}")  # which neither encoding can write
    return made.as_bytes()


def encoding(text: str) -> str:
    """Name the shorter of the encodings that every mail server passes on unharmed."""
    escaped = quoprimime.body_encode(text.encode().decode("latin-1"))
    return "quoted-printable" if len(escaped) * 3 < len(text.encode()) * 4 else "base64"


def address(sender: str) -> Address:
    """Read a name with an address, or an address alone."""
    found = SENDER.fullmatch(sender)
    if found is None:
        raise ValueError(sender)
    return Address(header((found["name"] or "").strip('"')), addr_spec=found["named"] or found["alone"])


def header(text: str) -> str:
    """Give a text as a header can have it: in one line, and nothing in it that a mail program would decode.

    Python itself decodes what looks like an encoded word (RFC 2047), line feeds and all, and writes it out undone.
    """
    line = "".join(
        letter for letter in " ".join(text.split()) if unicodedata.category(letter) not in CONTROLS
    )
    return line.replace("=?", f"={JOINER}?")


def host(home: str) -> str:
    """Give the host of an address, as mail writes it."""
    try:
        return (urlsplit(home).hostname or NOWHERE).encode("idna").decode()
    except UnicodeError:
        return NOWHERE
