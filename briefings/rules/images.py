"""How large a picture is, from the first bytes of its file: a page that says so does not move when it arrives.

Invariant: what is not understood has no size; nothing is decoded, and a wrong file is no error.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

from briefings.regex import regex

Size = tuple[int, int]

HEAD = 4096  # bytes in which the root of an SVG is looked for
SVG = regex(rb"<svg\b[^>]*>")
SIDE = rb"""\s%s=["']\s*(\d+(?:\.\d+)?)(?:px)?\s*["']"""
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers of JPEG that are followed by its size
IMAGE = regex(r'<img src="([^"]*)"')


def size(data: bytes) -> Size | None:
    """Give width and height in pixels of a PNG, GIF, JPEG, WebP or SVG."""
    found: tuple[int, ...] | None
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            found = struct.unpack_from(">II", data, 16)
        elif data.startswith((b"GIF87a", b"GIF89a")):
            found = struct.unpack_from("<HH", data, 6)
        elif data.startswith(b"\xff\xd8"):
            found = jpeg(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            found = webp(data)
        else:
            found = svg(data)
    except (struct.error, IndexError):
        return None
    return (found[0], found[1]) if found and all(found) else None


def jpeg(data: bytes) -> tuple[int, ...] | None:
    """Walk from marker to marker to the one that says the size."""
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004 - begins every marker
        if data[at + 1] in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return None


def webp(data: bytes) -> tuple[int, ...] | None:
    """Read one of the three forms of WebP."""
    kind = data[12:16]
    if kind == b"VP8X":
        return tuple(1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    if kind == b"VP8L":
        bits = int(struct.unpack_from("<I", data, 21)[0])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return tuple(side & 0x3FFF for side in struct.unpack_from("<HH", data, 26)) if kind == b"VP8 " else None


def svg(data: bytes) -> tuple[int, ...] | None:
    """Read the sides of an SVG; one that has only a view is as wide as there is room."""
    root = SVG.search(data[:HEAD])
    if root is None:
        return None
    sides = [re.search(SIDE % name, root[0]) for name in (b"width", b"height")]
    if sides[0] and sides[1]:
        return tuple(round(float(side[1])) for side in sides if side)
    return None


def sized(html: str, sizes: Mapping[str, Size]) -> str:
    """Write the sizes that are known into the images of our own HTML, by their addresses."""

    def written(found: re.Match[str]) -> str:
        known = sizes.get(found[1])
        return f'{found[0]} width="{known[0]}" height="{known[1]}"' if known else found[0]

    return IMAGE.sub(written, html) if sizes else html
