"""Remove what text browsers and converters leave: lynx, w3m, html2text, inscriptis.

Invariant: a trace goes only where the text as a whole shows the tool; a lone "[1]" or "*" in an article
is the author's.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from briefings.cleaning.characters import each
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

LINK_NUMBER = regex(r"\[(\d{1,4})\](?=\S)")
REFERENCE = regex(
    r"\s*\d{1,4}\. (?:https?|mailto|ftp|file|javascript|feed|android-app|ios-app|whatsapp|tel|"
    r"sms|fb-messenger|about|data|lynxprog|news|viber|tg|line|twitter)[:.]\S*\s*"
)
REFERENCE_HEAD = regex(r"\s*(?:References|Visible links:?|Hidden links:?)\s*")
SIGNATURE_LINES = 12  # a good signature has four; the footer of a list a few more
LEAST_LINKS = 8  # consecutive link numbers before a text counts as lynx's

FIELD = regex(r"\[(?:[ _]{2,}|\d{1,3} +)\]|_{3,}|\((?:BUTTON|\) |_\))[^)\n]{0,40}\)?|\[(?: |x|X)\] ")
RULE = regex(r"\s*(?:[-_=*~━─═—–.•·|#^+<>]\s?){3,}\s*|\s*[|•·*+#>_~^©»«›‹<-]{1,2}\s*")
FRAME = regex(r"\s*(?:#?\s*IFRAME:|\[(?:INS|DEL|BUTTON|IMAGE|EMBED)\]|REFRESH\(|\(BUTTON\)).*")
FRAME_HEADS = ("IFRAME:", "REFRESH(")
IMAGE_NAME = regex(r"\s*\[[^\[\]\s]{1,40}(?:\.(?:jpe?g|png|gif|svg|webp))?\]\s*")

EMPHASIS = regex(r"(?<![\w*])(\*\*|__|\*|_)(?=[^\s*_])([^*_\n]{1,400}?)(?<=[^\s*_])\1(?![\w*])")
HALF = regex(r"(?<![^\s(\[“‘\"'])_(?=[^\W_]{2})|(?<=[^\W_]{2})_(?![^\s.,;:!?)\]”’\"'])")
HEADING = regex(r"\s*(#{1,6})\s+(\S.*)")
QUOTED = regex(r"\s*(?:> )+>?\s?")
ESCAPED = regex(r"(?<=\d)\\(?=\.)|\\(?=[-+#*_!()\[\]>])")
TARGET = r"\(<?[^()<>\s]{1,1000}>?(?:\s\"[^\"\n]{0,200}\")?\)"
IMAGE = regex(r"!\[[^\[\]\n]{0,300}\]" + TARGET)
LINK = regex(r"!?\[([^\[\]\n]{0,300})\]" + TARGET)
LEAST_MARKS = 2
LONGEST_MARKED = 300  # characters; no heading is longer


def drop_link_numbers(lines: Lines, _language: str) -> Lines:
    """Remove lynx's link numbers and its list of references; each line remembers how many links it had."""
    numbers = [int(number) for line in lines if "[" in line.text for number in LINK_NUMBER.findall(line.text)]
    rising = sum(b == a + 1 for a, b in pairwise(numbers))
    if rising < LEAST_LINKS:
        return lines
    kept = (line for line in lines[: references(lines)] if not FRAME.fullmatch(line.text))
    return tuple(map(unnumbered, kept))


def unnumbered(line: Line) -> Line:
    """Remove the link numbers of one line, and count them."""
    text, links = LINK_NUMBER.subn("", line.text)
    return Line(text, line.source_line, line.kind, links) if links else line


def references(lines: Lines) -> int:
    """Give the index at which the closing list of addresses begins, or the end."""
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text
        if REFERENCE_HEAD.fullmatch(text) or REFERENCE.fullmatch(text):
            end = at
        elif text.strip() and not re.fullmatch(r"\s*\S{20,}|\s*\d{1,4}\..{0,3}\S*", text):
            break
    return end


def drop_signature(lines: Lines, _language: str) -> Lines:
    """Remove the signature of a mail or the footer of its list: what follows a line ``--`` (RFC 3676, 4.3)."""
    marks = [at for at, line in enumerate(lines) if line.text.rstrip() == "--"]
    if not marks or not any(line.text.strip() for line in lines[: marks[-1]]):
        return lines
    below = [line for line in lines[marks[-1] + 1 :] if line.text.strip()]
    return lines[: marks[-1]] if len(below) <= SIGNATURE_LINES else lines


def drop_form_fields(lines: Lines, _language: str) -> Lines:
    """Remove form fields, rules and image names that stand on lines of their own."""
    return tuple(line for line in lines if not line.text.strip() or not is_field(line.text))


def is_field(text: str) -> bool:
    """Whether nothing but fields, frames, rules or an image's file name is on the line."""
    text = text.strip()
    if len(text) > 200 or (text[:1].isalnum() and not text.startswith(FRAME_HEADS)):  # noqa: PLR2004 - a field is short
        return False
    rest = FIELD.sub("", text)
    return not rest.strip() or any(of.fullmatch(rest) for of in (RULE, FRAME, IMAGE_NAME))


def read_markup(lines: Lines, _language: str) -> Lines:
    """Turn Markdown headings into headings, and remove the marks of quotes where there are several."""
    made = tuple(unmarked(line) for line in lines)
    quoted = sum("> " in line.text and bool(QUOTED.match(line.text)) for line in made)
    return each(functools.partial(QUOTED.sub, "", count=1), made) if quoted >= LEAST_MARKS else made


def drop_link_targets(lines: Lines, _language: str) -> Lines:
    """Leave of Markdown links their words and of images nothing; a text with one alone may be about Markdown."""
    found = sum(len(LINK.findall(line.text)) for line in lines if "](" in line.text)
    if found < LEAST_MARKS:
        return lines
    made = [
        (line, LINK.sub(r"\1", IMAGE.sub("", line.text)) if "](" in line.text else line.text)
        for line in lines
    ]
    return tuple(
        line if text == line.text else Line(text, line.source_line, line.kind, line.links + 1)
        for line, text in made
        if text.strip() or not line.text.strip()
    )


def drop_emphasis(lines: Lines, _language: str) -> Lines:
    """Remove the marks of emphasis where the text has several: one may be the author's."""
    marks = sum(len(EMPHASIS.findall(line.text)) for line in lines if "*" in line.text or "_" in line.text)
    return each(unemphasised, lines) if marks >= LEAST_MARKS else lines


def unmarked(line: Line) -> Line:
    """Read the number signs at the beginning of a line."""
    match = HEADING.fullmatch(line.text) if "#" in line.text and len(line.text) <= LONGEST_MARKED else None
    if match is None:
        return line
    text = match[2].rstrip("# ") or match[2]
    return Line(text, line.source_line, "title" if len(match[1]) == 1 else "heading")


def unemphasised(text: str) -> str:
    """Remove paired marks of emphasis, those of which a link took the other half, and html2text's escapes."""
    if not ("*" in text or "_" in text or "\\" in text):
        return text
    return ESCAPED.sub("", HALF.sub("", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", text))))
