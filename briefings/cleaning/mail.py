"""Undo quoted-printable, in which mail travels (RFC 2045, 6.7), where a copied text still bears it.

Invariant: a lone "=20" in a text is the author's; only where the text as a whole shows the encoding is it undone.
"""

from __future__ import annotations

import re

from briefings.cleaning.characters import each, rewritten
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

ENCODED = regex(r"(?:=[0-9A-F]{2})+")
SURE = regex(r"=[C-F][0-9A-F]=[89AB][0-9A-F]|=3D|=20$")
"""What hardly stands in a text otherwise: a letter beyond ASCII in UTF-8, the sign itself, a space at the end."""

FULL = range(60, 77)  # columns of a line that was cut: at most 76, and no shorter than a long word allows
LEAST = 2  # signs of the encoding


def join_soft_breaks(lines: Lines, _language: str) -> Lines:
    """Join the lines that were cut to 76 columns; each ends in an equals sign."""
    cuts = [line.text.rstrip() for line in lines if line.text.rstrip().endswith("=")]
    if not cuts or sum(len(text) in FULL for text in cuts) + signs(lines) < LEAST:
        return lines
    groups: list[list[Line]] = []
    is_open = False
    for line in lines:
        if is_open:
            groups[-1].append(line)
        else:
            groups.append([line])
        is_open = line.text.rstrip().endswith("=")
    return tuple(
        group[0] if len(group) == 1 else rewritten(group[0], "".join(map(uncut, group))) for group in groups
    )


def uncut(line: Line) -> str:
    """Give the text of a line without the sign that it goes on, and the spaces that no cut line ends in."""
    return line.text.rstrip().removesuffix("=")


def undo_quoted_printable(lines: Lines, _language: str) -> Lines:
    """Decode the letters."""
    return each(decoded, lines) if signs(lines) >= LEAST else lines


def signs(lines: Lines) -> int:
    """Count what shows the encoding."""
    return sum(len(SURE.findall(line.text.rstrip())) for line in lines if "=" in line.text)


def decoded(text: str) -> str:
    """Decode the bytes of a line; those that are no UTF-8 stay."""
    return ENCODED.sub(letters_of, text) if "=" in text else text


def letters_of(match: re.Match[str]) -> str:
    """Decode a run of bytes; a line stays one line."""
    try:
        return " ".join(bytes.fromhex(match[0].replace("=", "")).decode().split("\n"))
    except UnicodeDecodeError:
        return match[0]
