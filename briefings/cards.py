"""Draws the picture that stands for a page where others link to it: its title, its topic and the name of the site.

Invariant: the same words, colours and font give the same bytes. A text is drawn whole, in letters that the font has, or
not at all: what it lacks would be boxes.
"""

from __future__ import annotations

import functools
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.model import Value

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WIDTH, HEIGHT = 1200, 630  # pixels: what Open Graph and others ask for
EDGE, MARGIN = 24, 80
SIZES = (76, 64, 54, 46)  # of the title: the largest in which it fits
SMALL = 36
LINE = 1.2
TOP, BOTTOM = 170, 500  # where the title may stand
SHADES = 64  # between the page and a colour: enough for smooth letters
COMPRESSION = 1  # of 9; 6 makes files a third smaller in twice the time
COLOURS = ("text", "accent", "muted")
SHIPPED = ""  # the font in Pillow, which has hardly more than ASCII

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",  # Debian
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf",  # Fedora
    "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf",  # Arch
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
)
"""Fonts of many scripts, where systems have them; the first that is there."""


class Card(Value, frozen=True):
    """What is drawn: all words and colours that the picture depends on, and the font with how its file looks."""

    title: str
    topic: str
    site: str
    dir: str
    colours: dict[str, str]
    font: tuple[str, int, int]


def font() -> tuple[str, int, int] | None:
    """Name the font that cards are drawn in, with how its file looks; None where Pillow is not installed."""
    if find_spec("PIL") is None:
        return None
    for name in FONTS:
        try:
            found = Path(name).stat()
        except OSError:
            continue
        return name, found.st_size, found.st_mtime_ns
    return SHIPPED, 0, 0


# --- what a font has -----------------------------------------------------------------------------------


def can_draw(text: str, direction: str, name: str) -> bool:
    """Whether a font has every letter of a text, and it can be set in its direction."""
    from PIL import features  # noqa: PLC0415 - an extra

    if direction == "rtl" and not features.check("raqm"):
        return False
    return all(has_letter(letter, name) for letter in set(text) if not letter.isspace())


@functools.lru_cache(4096)
def has_letter(letter: str, name: str) -> bool:
    """Whether a font has a letter: another picture than for what is none."""
    small = opened(name, SMALL)
    return picture(small, letter) != picture(small, "\uffff")


def picture(found: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    """Give a letter as it is drawn."""
    mask = found.getmask(letter)
    return mask.size, bytes(mask)


@functools.lru_cache(16)
def opened(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a font in a size."""
    from PIL import ImageFont  # noqa: PLC0415 - an extra

    if name:
        return ImageFont.truetype(name, size)
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise OSError("Pillow was built without FreeType")
    return found


# --- drawing -------------------------------------------------------------------------------------------


def draw(card: Card) -> bytes:
    """Draw a card as PNG; what stands on it was found to be drawable."""
    from PIL import Image  # noqa: PLC0415 - an extra

    name = card.font[0]
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette(list(itertools.chain.from_iterable(palette(card.colours))))
    at = WIDTH - EDGE if card.dir == "rtl" else 0
    image.paste(SHADES * COLOURS.index("accent") + SHADES - 1, (at, 0, at + EDGE, HEIGHT))
    small = opened(name, SMALL)
    write(image, card, small, fitted(card.topic, small, 1), "accent", MARGIN)
    write(image, card, small, fitted(card.site, small, 1), "muted", HEIGHT - MARGIN - SMALL)
    size, lines = title(card)
    write(image, card, opened(name, size), lines, "text", TOP)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=COMPRESSION)
    return file.getvalue()


def title(card: Card) -> tuple[int, list[str]]:
    """Give the title in lines, in the largest size in which it fits; in the smallest it may end early."""
    for size in SIZES:
        most = int((BOTTOM - TOP) / (size * LINE))
        lines = fitted(card.title, opened(card.font[0], size), most + 1)
        if len(lines) <= most:
            return size, lines
    return SIZES[-1], fitted(card.title, opened(card.font[0], SIZES[-1]), most)


def fitted(text: str, found: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Break a text into lines between its words, at most so many; the last may be cut and end with dots."""
    lines = list(itertools.islice(broken(text.split(), found), most + 1))
    if len(lines) > most:
        words = lines[most - 1].split()
        while words and width(f"{' '.join(words)} ...", found) > WIDTH - 2 * MARGIN:
            words.pop()
        lines[most - 1 :] = [f"{' '.join(words)} ...".strip()]
    return [line for line in lines if width(line, found) <= WIDTH - MARGIN]


def broken(words: Iterable[str], found: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Break words into lines."""
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer, found) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def width(text: str, found: ImageFont.FreeTypeFont) -> float:
    """Measure a text."""
    return found.getlength(text)


def write(  # noqa: PLR0913, PLR0917 - what is written, where and how
    image: Image.Image,
    card: Card,
    found: ImageFont.FreeTypeFont,
    lines: Iterable[str],
    colour: str,
    top: float,
) -> None:
    """Write lines in one colour; its shades are those of the palette."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - an extra

    base = SHADES * COLOURS.index(colour)
    size = round(found.size)
    for line in lines:
        mask = Image.new("L", (WIDTH, round(size * 1.5)), 0)
        x, anchor = (WIDTH - MARGIN, "ra") if card.dir == "rtl" else (MARGIN, "la")
        ImageDraw.Draw(mask).text((x, 0), line, 255, font=found, anchor=anchor)
        shades = mask.point([base + value * (SHADES - 1) // 255 for value in range(256)])
        image.paste(shades, (0, round(top)), mask.point([0, *[255] * 255]))
        top += size * LINE


def palette(colours: Mapping[str, str]) -> Iterator[tuple[int, ...]]:
    """Give the shades from the page to each colour."""
    page = channels(colours["page"])
    for name in COLOURS:
        colour = channels(colours[name])
        for shade in range(SHADES):
            mixed = zip(page, colour, strict=True)
            yield tuple(round(one + (other - one) * shade / (SHADES - 1)) for one, other in mixed)


def channels(colour: str) -> tuple[int, ...]:
    """Read a colour: ``#0b5c58``."""
    return tuple(bytes.fromhex(colour.removeprefix("#")))
