"""What programs read of a briefing: linked data, twins, feeds, and the addresses it had before."""

from __future__ import annotations

import json
import re

import feedparser
import pytest

from briefings import frontmatter
from tests.conftest import Site, briefing

SOURCE = "sources:\n  - id: s1\n    file: esk.txt\n    title: The Esk\n    url: https://example.com/esk\n"
BOX = """\
::: key-facts

- The bridge is **open** again. [^1]
- **Who:** Mary Hume [^1]
- Few saw it. [^none-1]

:::

More. [b](b.md)

[^1]: s1, line 3: "The bridge is open again, said Mary Hume."
[^none-1]: our own count"""
EVIL = "</script><script>alert(1)</script>"


@pytest.fixture
def esk(site: Site) -> Site:
    site.write("content/briefings/b.md", briefing(title="B", date="2025-12-01", more="slug: other\n"))
    more = f"{SOURCE}updated: 2025-12-06\naliases: [/old/esk/]\ncorrections: [{{date: 2025-12-05, what: A digit.}}]\n"
    site.write("content/sources/esk.txt", "Title: The Esk\n\nThe bridge is open again, said Mary Hume.\n")
    return site.write(
        "content/briefings/esk.md", briefing(title="Esk", topics="Roads", body=BOX, more=more)
    ).build()


def linked(page: str) -> dict[str, object]:
    """The linked data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    made: dict[str, object] = json.loads(found[1])
    return made


def test_a_page_says_to_search_engines_what_it_is(esk: Site) -> None:
    page = esk.page("briefings/esk/index.html")

    assert linked(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Esk",
        "url": "https://example.org/briefings/esk/",
        "datePublished": "2025-12-01",
        "dateModified": "2025-12-06",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Test"},
        "publisher": {"@type": "Organization", "name": "Test"},
        "keywords": ["Roads"],
        "citation": [{"@type": "CreativeWork", "name": "The Esk", "url": "https://example.com/esk"}],
        "correction": [{"@type": "CorrectionComment", "text": "A digit.", "datePublished": "2025-12-05"}],
    }
    assert '<meta property="article:modified_time" content="2025-12-06">' in page


def test_no_word_of_a_briefing_ends_the_script(site: Site) -> None:
    site.write("content/briefings/a.md", briefing(title=f'"{EVIL}"', more=f'summary: "{EVIL}"\n')).build()
    page = site.page("briefings/a/index.html")

    assert linked(page)["headline"] == EVIL
    assert page.count("</script>") == 1


def test_without_a_date_it_is_an_article(site: Site) -> None:
    site.write("content/briefings/a.md", "# Undated\n\nText.\n").build()

    assert linked(site.page("briefings/a/index.html"))["@type"] == "Article"


def test_the_markdown_twin_is_the_briefing_without_its_editors_files(esk: Site) -> None:
    found = frontmatter.parse(esk.page("briefings/esk/index.md"), "index.md")

    assert found.meta.title == "Esk"
    assert [(ref.title, ref.file) for ref in found.meta.sources] == [("The Esk", "")]
    assert found.meta.aliases == ()
    assert found.body.strip("\n") == BOX.replace("b.md", "../other/")


def test_the_json_twin_has_each_fact_with_its_evidence(esk: Site) -> None:
    found = json.loads(esk.page("briefings/esk/index.json"))

    evidence = [{"source": 1, "line": 3, "quote": "The bridge is open again, said Mary Hume."}]
    assert found["key_facts"] == [
        {"kind": "fact", "text": "The bridge is open again.", "evidence": evidence},
        {"kind": "fact", "text": "Few saw it.", "status": "none", "note": "our own count"},
        {"kind": "who", "text": "Mary Hume", "evidence": evidence},
    ]
    assert found["sources"] == [{"number": 1, "title": "The Esk", "url": "https://example.com/esk"}]
    assert found["url"] == "https://example.org/briefings/esk/"
    assert "file" not in found


def test_a_page_names_its_twins(esk: Site) -> None:
    page = esk.page("briefings/esk/index.html")

    assert 'href="index.md">Markdown</a>' in page
    assert 'href="index.json">JSON</a>' in page


def test_the_feeds_have_the_same_entries(esk: Site) -> None:
    atom = feedparser.parse(esk.page("feed.xml"))
    found = json.loads(esk.page("feed.json"))

    assert [item["id"] for item in found["items"]] == [entry.id for entry in atom.entries]
    assert found["feed_url"] == "https://example.org/feed.json"
    assert {item["title"]: item.get("date_modified") for item in found["items"]} == {
        "Esk": "2025-12-06T00:00:00Z",
        "B": "2025-12-01T00:00:00Z",
    }


def test_a_topic_has_a_feed_of_its_own(esk: Site) -> None:
    feed = feedparser.parse(esk.page("topics/roads/feed.xml"))

    assert [entry.title for entry in feed.entries] == ["Esk"]
    assert feed.feed.id != feedparser.parse(esk.page("feed.xml")).feed.id
    assert 'href="feed.xml"' in esk.page("topics/roads/index.html")


def test_the_feed_of_a_topic_keeps_its_ids(esk: Site) -> None:
    before = feedparser.parse(esk.page("topics/roads/feed.xml"))
    esk.write(
        "content/briefings/esk.md", esk.read("content/briefings/esk.md").replace("title: Esk", "title: New")
    ).build()
    after = feedparser.parse(esk.page("topics/roads/feed.xml"))

    assert after.entries[0].title == "New"
    assert (after.feed.id, after.entries[0].id) == (before.feed.id, before.entries[0].id)


def test_a_former_address_leads_to_the_page(esk: Site) -> None:
    assert '<meta http-equiv="refresh" content="0; url=../../briefings/esk/">' in esk.page(
        "old/esk/index.html"
    )

    text = esk.read("content/briefings/esk.md").replace("aliases: [/old/esk/]\n", "")
    assert not esk.write("content/briefings/esk.md", text).build().exists("site/old")


@pytest.mark.parametrize(
    "alias", ["/../x/", "https://example.org/x/", "/a//b/", "/feed.xml/x/", "/.well-known/x", "/"]
)
def test_what_is_no_address_of_the_site_is_no_alias(site: Site, alias: str) -> None:
    site.write("content/briefings/a.md", briefing(more=f'aliases: ["{alias}"]\n')).build()

    words = f"content/briefings/a.md: error: not an address of this site: {alias!r}"
    assert site.messages() == [f"{words}\n    hint: write aliases: [/old/address/]"]
    assert site.exists("site/briefings/a/index.html")


def test_what_stands_at_an_address_goes_before_what_stood_there(site: Site) -> None:
    site.write("content/briefings/a.md", briefing(title="A"))
    site.write(
        "content/briefings/b.md", briefing(title="B", more="aliases: [/briefings/a/, /archive/, /b/]\n")
    ).build()

    assert "<h1>A</h1>" in site.page("briefings/a/index.html")
    assert "refresh" not in site.page("archive/index.html")
    assert [message.splitlines()[0] for message in site.messages()] == [
        "content/briefings/b.md: error: the address /archive/ is also wanted by the archive",
        "content/briefings/b.md: error: the address /briefings/a/ is also wanted by content/briefings/a.md",
    ]


def test_an_edition_has_the_editors_order_and_an_end(site: Site) -> None:
    for name, more in (("a", ""), ("b", "order: 2\n"), ("c", "order: 1\n")):
        site.write(f"content/briefings/{name}.md", briefing(title=name.upper(), more=more))
    site.write("content/briefings/d.md", briefing(title="D", date="2025-11-30")).build()
    page = site.page("editions/2025-12-01/index.html")

    assert re.findall(r"<bdi>([A-D])</bdi>", page) == ["C", "B", "A"]
    assert page.index("End of edition") > page.index("<bdi>A</bdi>")
    assert 'rel="prev" href="../2025-11-30/"' in page
    assert 'href="editions/2025-12-01/"' in site.page("index.html")


def test_a_site_without_corrections_says_so(site: Site) -> None:
    site.write("content/briefings/a.md", briefing()).build()

    assert "There are no corrections." in site.page("corrections/index.html")
    assert 'href="corrections/"' in site.page("index.html")


def test_corrections_stand_newest_first(esk: Site) -> None:
    more = "corrections: [{date: 2025-12-07, what: A name.}]\n"
    esk.write("content/briefings/b.md", briefing(title="B", more=more)).build()
    page = esk.page("corrections/index.html")

    assert page.index("A name.") < page.index("A digit.")
    assert 'href="../briefings/esk/#corrections"' in page
