"""The size of a picture: read from the first bytes, and none where they say none."""

from __future__ import annotations

import struct

import pytest

from briefings.rules import images
from tests.conftest import Site, briefing

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 300, 200)
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 200, 300)
)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (300, 200)),
        (b"GIF89a" + struct.pack("<HH", 300, 200), (300, 200)),
        (JPEG, (300, 200)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x2b\x01\0\xc7\0\0", (300, 200)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 299 | 199 << 14), (300, 200)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 300, 200), (300, 200)),
        (b'<?xml version="1.0"?>\n<svg width="300" height="200px" viewBox="0 0 3 2">', (300, 200)),
        (b'<svg viewBox="0 0 3 2">', None),
        (b'<svg width="100%" height="200">', None),
        (b"<svg width='0' height='0'>", None),
        (PNG[:18], None),
        (JPEG[:9], None),
        (b"\xff\xd8\xff\xe0\xff\xff", None),
        (b"RIFF", None),
        (b"words", None),
        (b"", None),
    ],
)
def test_a_size_is_read_or_there_is_none(data: bytes, size: images.Size | None) -> None:
    assert images.size(data) == size


def test_a_page_says_how_large_its_pictures_are(site: Site) -> None:
    site.write("content/assets/a & b.png", PNG)
    site.write("content/briefings/a.md", briefing(body="![A wall](<../assets/a & b.png>)")).build()
    before = site.page("briefings/a/index.html")
    site.write(
        "content/assets/a & b.png", PNG.replace(struct.pack(">I", 300), struct.pack(">I", 400))
    ).build()

    assert 'alt="A wall"' in before
    assert ' width="300" height="200"' in before
    assert ' width="400" height="200"' in site.page("briefings/a/index.html")
    assert site.tree() == site.clean_tree()
