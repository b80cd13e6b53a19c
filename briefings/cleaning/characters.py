"""Repair characters, line by line: mojibake, entities, invisible ones, odd spaces, decomposed letters.

Invariant: no step here adds, drops or moves a line, or changes a letter that was right.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable

from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

ENTITY = regex(r"&(?:(?:amp|#38|#x26);)*((?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});)")
CONTROLS = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI = "\u202a-\u202e\u2066-\u2069"
INVISIBLE = regex(f"[\u200b\u2060\ufeff\u180e{BIDI}]")
JOINERS = regex("(?<=[A-Za-z\u00c0-\u052f])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z\u00c0-\u052f])")
"""Joiners shape Indic and Arabic letters and emoji; beside Latin, Greek and Cyrillic they are litter."""

ODD_SPACE = regex("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2028\u2029\t\x0b\x0c\x85]")
SPACES = regex(" {2,}")
KEPT_SPACE = regex("(?<=\\d)[\u00a0\u202f](?=\\d{3}(?!\\d))|[\u00a0\u202f](?=[;:!?»%€])|(?<=«)[\u00a0\u202f]")
"""No-break spaces that mean something: in numbers, and before the high marks of French."""

SCRAMBLED = regex("[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[^\\W\\d_]) )")
"""What no mojibake is without: two characters above ASCII on end, or a letter whose partner became a space.

Lead and trailing bytes of UTF-8 are all above 7F, and so are they in each encoding they are misread in.
"""

LOST_BYTE = regex("â€(?=[\\s.,;:!?)]|$)")
"""A closing quotation mark whose third byte was a control character, which something dropped on the way."""

MOST_ROUNDS = 4

MARK_RUN = regex(r"[^\w\s\x00-\x7f]{32}")
"""More marks than any script stacks; normalising a run of n of them takes n² steps."""


def each(change: Callable[[str], str], lines: Lines) -> Lines:
    """Apply a change of text to every line."""
    made = ((line, change(line.text)) for line in lines)
    return tuple(line if text == line.text else rewritten(line, text) for line, text in made)


def rewritten(line: Line, text: str) -> Line:
    """Give the line with another text."""
    return Line(text, line.source_line, line.kind)


def repair_mojibake(lines: Lines, _language: str) -> Lines:
    """Bring back letters that were decoded wrongly, once or several times.

    Of ftfy's repairs only that of the encoding: the others change one clean text in four.
    """
    if all(line.text.isascii() for line in lines):
        return lines
    from ftfy import fix_encoding  # noqa: PLC0415 - 40 ms that a text in ASCII need not spend
    from ftfy.badness import is_bad  # noqa: PLC0415

    def decoded(text: str) -> str:
        if text.isascii() or not SCRAMBLED.search(text) or not is_bad(text) or MARK_RUN.search(text):
            return text
        return LOST_BYTE.sub("”", settled(fix_encoding, text))

    def repaired(text: str) -> str:
        made = decoded(text)
        bare = visible(made)  # what has no width may part two letters of one
        again = made if bare == made else decoded(bare)
        return made if again == bare else again

    return each(repaired, lines)


def settled(change: Callable[[str], str], text: str) -> str:
    """Apply a change until it changes nothing: what was decoded wrongly twice, and lost a byte, comes back by steps."""
    for _ in range(MOST_ROUNDS):
        made = change(text)
        if made == text:
            break
        text = made
    return text


def decode_entities(lines: Lines, _language: str) -> Lines:
    """Turn HTML entities into the characters they stand for, however often they were escaped."""
    return each(unescaped, lines)


def unescaped(text: str) -> str:
    """Decode every entity that has a name or number and its semicolon."""
    return ENTITY.sub(lambda match: html.unescape("&" + match[1]), text) if "&" in text else text


def drop_controls(lines: Lines, _language: str) -> Lines:
    """Remove control characters that the reader left for the mojibake, or an entity brought in."""
    return each(uncontrolled, lines)


def uncontrolled(text: str) -> str:
    """Remove control characters and what is none."""
    return text if text.isprintable() else CONTROLS.sub("", text)


def drop_invisible(lines: Lines, _language: str) -> Lines:
    """Remove soft hyphens, zero-width characters and direction overrides."""
    return each(visible, lines)


def visible(text: str) -> str:
    """Remove what has no width, save the joiners that shape letters."""
    if text.isprintable():  # neither format characters nor odd spaces
        return text
    return JOINERS.sub("", INVISIBLE.sub("", text.replace("\u00ad", "")))


def level_spaces(lines: Lines, _language: str) -> Lines:
    """Make one plain space of every run of odd ones; the indent of a line stays until wraps are joined."""
    return each(spaced, lines)


def spaced(text: str) -> str:
    """Level the spaces of a line, keeping its indent and the no-break spaces that mean something."""
    body = text.strip()
    if not body:
        return ""
    indent = len(text) - len(text.lstrip())
    if not body.isprintable():
        kept = {match.start() for match in KEPT_SPACE.finditer(body)}
        body = ODD_SPACE.sub(lambda match: match[0] if match.start() in kept else " ", body)
    return " " * min(indent, 40) + (SPACES.sub(" ", body) if "  " in body else body)


def compose_letters(lines: Lines, _language: str) -> Lines:
    """Compose letters and their marks (NFC); a line with an absurd run of marks stays as it is."""
    return each(composed, lines)


def composed(text: str) -> str:
    """Compose a line where that is safe."""
    if text.isascii() or MARK_RUN.search(text):
        return text
    return unicodedata.normalize("NFC", text)
