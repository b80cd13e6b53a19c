"""`build --offline`: every link leads to a file, so that a browser can walk the site without a server."""

from __future__ import annotations

import re

import pytest

from briefings.build import Setting
from briefings.rules.outputs import with_indexes
from tests.conftest import Site, briefing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../b/">', '<a href="../b/index.html">'),
        ('<a class="x" href="../../">', '<a class="x" href="../../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../b/#part">', '<a href="../b/index.html#part">'),
        ('<a href="../b/?q=1">', '<a href="../b/index.html?q=1">'),
        ('<a href="#part">', '<a href="#part">'),
        ('<a href="../feed.xml">', '<a href="../feed.xml">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="//example.org/">', '<a href="//example.org/">'),
        ('<p>Write href="../b/" so.</p>', '<p>Write href="../b/" so.</p>'),
    ],
)
def test_links_to_folders_name_the_file(before: str, after: str) -> None:
    assert with_indexes(before) == after


def test_every_link_of_an_offline_site_leads_to_a_file(site: Site) -> None:
    site.write(
        "content/briefings/a.md", briefing(topics="Climate", body="See [b](b.md) and [its part](b.md#head).")
    )
    site.write(
        "content/briefings/b.md", briefing(date="2025-12-02", topics="Climate", body="## Head\n\nText.")
    )
    site.build(Setting(offline=True))

    for path in (site.root / "site").rglob("*.html"):
        for href in re.findall(r'(?:href|src)="([^"]+)"', path.read_text("utf-8")):
            if not re.match(r"[a-z]+:|#", href) and path.name != "404.html":
                assert (path.parent / href.partition("#")[0]).is_file(), (path, href)


def test_with_and_without_a_server_in_turn(site: Site) -> None:
    site.write("content/briefings/a.md", briefing()).build()
    before = site.tree()
    site.build(Setting(offline=True)).build()

    assert site.tree() == before
