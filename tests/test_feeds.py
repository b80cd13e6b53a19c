"""What feed readers and search engines read back is what the briefings say."""

from __future__ import annotations

import json
import re
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from briefings import texts
from tests import validity
from tests.conftest import Site, briefing

ESK = "content/briefings/esk.md"
MORE = """\
id: k3f7c2m7q4x6w5ta
updated: 2025-12-06
summary: A bridge & a ford.
sources: [{id: s1, title: The Esk, publisher: Example Press, author: Ana Reyes, url: "https://example.com/esk"}]
corrections: [{date: 2025-12-05, what: A digit.}]
"""
BODY = "A [map](/about/) of <the> *Esk*.\n\n## Ford\n\nThe whole text."


@pytest.fixture
def esk(site: Site) -> Site:
    site.write("content/pages/about.md", "# About\n\nUs.\n")
    site.write(ESK, briefing(title='"Esk & Ure"', topics="Roads, Sea", body=BODY, more=MORE))
    return site.build()


@pytest.mark.parametrize("name", ["feed.xml", "topics/roads/feed.xml"])
def test_a_feed_reader_reads_back_every_field(esk: Site, name: str) -> None:
    read = feedparser.parse(esk.page(name).encode())
    (entry,) = read.entries

    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == ("Test" if name == "feed.xml" else "Roads | Test")
    assert read.feed.link == "https://example.org/" + name.removesuffix("feed.xml")
    assert read.feed.author == "Test"
    assert read.feed.updated == "2025-12-06T00:00:00Z"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [f"https://example.org/{name}"]
    assert entry.title == "Esk & Ure"
    assert entry.link == "https://example.org/briefings/esk/"
    assert entry.published == "2025-12-01T00:00:00Z"
    assert entry.updated == "2025-12-06T00:00:00Z"
    assert entry.summary == "A bridge & a ford."
    assert [tag.term for tag in entry.tags] == ["Roads", "Sea"]
    (content,) = entry.content
    assert content.type == "text/html"
    assert 'href="https://example.org/about/"' in content.value
    assert "The whole text." in content.value
    assert "&lt;the&gt;" in content.value


@pytest.mark.parametrize("name", ["feed.json", "topics/sea/feed.json"])
def test_a_json_feed_says_the_same(esk: Site, name: str) -> None:
    read = json.loads(esk.page(name))
    (item,) = read["items"]
    (entry,) = feedparser.parse(esk.page(name.replace("json", "xml")).encode()).entries

    assert read["feed_url"] == f"https://example.org/{name}"
    assert read["home_page_url"] == "https://example.org/" + name.removesuffix("feed.json")
    assert read["title"] == ("Test" if name == "feed.json" else "Sea | Test")
    assert (item["id"], item["url"]) == (entry.id, entry.link)
    assert item["content_html"].strip() == entry.content[0].value
    assert item["tags"] == ["Roads", "Sea"]
    assert item["date_modified"] == "2025-12-06T00:00:00Z"
    page = esk.page(name.replace("feed.json", "index.html"))
    assert re.search(r'<link rel="alternate" type="application/feed\+json"[^>]* href="feed.json">', page)


def corrected(site: Site, corrections: str, more: str = "lang: de\n") -> tuple[Any, dict[str, Any]]:
    """Give the entry of a briefing with corrections, as both kinds of feed have it."""
    site.write(ESK, briefing(title="Esk", more=f"corrections:\n{corrections}{more}", body="Text.")).build()
    (entry,) = feedparser.parse(site.page("feed.xml").encode()).entries
    (item,) = json.loads(site.page("feed.json"))["items"]
    return entry, item


def test_a_correction_stands_in_the_feeds_and_moves_the_moment(site: Site) -> None:
    entry, item = corrected(
        site,
        "  - {date: 2025-12-05, what: Die Esk ist 65 km lang., why: Ein <Fehler> im Satz.}\n"
        "  - {date: 2025-12-07T17:30:00Z, what: Sie mündet bei Longtown.}\n",
    )
    html = entry.content[0].value

    assert entry.published == "2025-12-01T00:00:00Z"
    assert entry.updated == "2025-12-07T17:30:00Z" == item["date_modified"]
    assert feedparser.parse(site.page("feed.xml").encode()).feed.updated == entry.updated
    assert html.index("Berichtigungen") < html.index("Longtown") < html.index("65 km") < html.index("Text.")
    assert "7. Dezember 2025</time>: Sie mündet bei Longtown.</li>" in html
    assert "Die Esk ist 65 km lang. Ein &lt;Fehler&gt; im Satz.</li>" in html
    assert item["content_html"].strip() == html
    assert site.tree() == site.clean_tree()


def test_where_sources_differ_the_feeds_say_what_each_says(site: Site) -> None:
    site.write(
        "content/briefings/a.md",
        "---\ntitle: Counted\ndate: 2025-12-01\n"
        "sources: [{id: s1, title: One}, {id: s2, title: Two}]\n---\n\n"
        "::: key-facts\n\n- **Sources differ:** 40 — Example Desk [^1]; 45 — Example & Sons [^2]\n\n:::\n\nBody.\n\n"
        '[^1]: s1: "There are 40."\n[^2]: s2: "There are 45."\n',
    ).build()
    entry = feedparser.parse(site.page("feed.xml")).entries[0]

    read = html.fragment_fromstring(entry.content[0].value, create_parent=True)
    assert read.xpath("string(ul/li/text())").strip() == f"({texts.text('en', 'sources_differ')})"
    assert [side.text_content().partition("\u2060")[0] for side in read.xpath("ul/li/ul/li")] == [
        "40 — Example Desk",
        "45 — Example & Sons",
    ]


def test_the_feeds_have_all_that_the_box_says_and_how_well_it_is_supported(site: Site) -> None:
    site.write(
        "content/briefings/a.md",
        "---\ntitle: Counted\ndate: 2025-12-01\nlang: fr\n"
        "sources: [{id: s1, title: One & all, url: 'https://example.org/1', publisher: Desk}]\n---\n\n"
        "::: key-facts\n\n- There are 40. [^1]\n- Nobody asked. [^none-1]\n- **Où:** Ryde [^1]\n"
        "- **Dans leurs mots:** “We counted twice.” — Ana Reyes [^1]\n- **Contexte:** A pier is long. [^1]\n\n:::\n\n"
        'Body.\n\n[^1]: s1: "There are 40."\n[^none-1]: our own walk\n',
    ).build()
    (item,) = json.loads(site.page("feed.json"))["items"]
    text = html.fragment_fromstring(item["content_html"], create_parent=True).text_content()
    said = [
        texts.text("fr", "no_source_because", reason="our own walk"),
        "Ryde",
        "Ana Reyes",
        "A pier is long.",
    ]
    assert [
        part for part in (*said, "One & all, Desk", texts.text("fr", "sources")) if part not in text
    ] == []


def test_an_entry_says_its_language_where_it_is_another(site: Site) -> None:
    site.write("content/briefings/a.md", briefing(title="Le pont", more="lang: fr\n"))
    site.write("content/briefings/b.md", briefing(title="The bridge")).build()
    root = etree.fromstring(site.page("feed.xml").encode())

    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert {entry.findtext("{*}title"): entry.get(lang) for entry in root.iterfind("{*}entry")} == {
        "Le pont": "fr",
        "The bridge": None,
    }


def test_moments_have_their_offset_for_programs_and_bare_days_none(site: Site) -> None:
    site.write("briefings.toml", '[site]\ntimezone = "Europe/Berlin"\nbase_url = "https://example.org/"\n')
    more = "corrections: [{date: 2025-08-22T10:30, what: A digit., why: It was 4.}]\n"
    site.write("content/briefings/a.md", briefing(date="2025-08-21T14:05", more=more))
    site.write("content/briefings/b.md", briefing(date="2025-08-21")).build()
    page = site.page("briefings/a/index.html")
    linked = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])

    assert linked["datePublished"] == "2025-08-21T14:05:00+02:00"
    assert (linked["correction"][0]["datePublished"], linked["correction"][0]["text"]) == (
        "2025-08-22T10:30:00+02:00",
        "A digit. It was 4.",
    )
    assert json.loads(site.page("briefings/a/index.json"))["date"] == "2025-08-21T14:05:00+02:00"
    assert json.loads(site.page("briefings/b/index.json"))["date"] == "2025-08-21"
    assert "2025-08-21 14:05:00+02:00" in site.page("briefings/a/index.md")
    assert (
        'datetime="2025-08-22T10:30:00+02:00"'
        in feedparser.parse(site.page("feed.xml")).entries[0].content[0].value
    )
    assert ", 10:30" in page


def test_a_correction_before_the_last_update_does_not_take_it_back(site: Site) -> None:
    more = "updated: 2025-12-09\n"
    entry, item = corrected(site, "  - {date: 2025-12-05, what: A digit.}\n", more)

    assert entry.updated == "2025-12-09T00:00:00Z" == item["date_modified"]


def test_a_correction_reaches_the_feeds_by_an_edit_alone(site: Site) -> None:
    site.write(ESK, briefing(title="Esk", body="Text.")).build()
    before = site.page("feed.xml")
    entry, _ = corrected(site, "  - {date: 2025-12-05, what: A digit.}\n", "")

    assert "A digit." not in before
    assert "A digit." in entry.content[0].value
    assert entry.updated == "2025-12-05T00:00:00Z"


def test_ids_outlive_titles_files_and_addresses(esk: Site) -> None:
    def ids() -> list[str]:
        found = [re.findall("<id>(.*?)</id>", esk.page(name)) for name in ("feed.xml", "topics/sea/feed.xml")]
        return [*found[0], *found[1]]

    before = ids()
    esk.remove(ESK)
    esk.write("content/briefings/other.md", briefing(title="Anew", topics="Sea", more=MORE)).build()

    assert ids() == before
    assert len(set(before)) == 3  # two feeds, one entry in both


def test_linked_data_has_the_sources_and_the_corrections(esk: Site) -> None:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', esk.page("briefings/esk/index.html")
    )
    assert found
    read: dict[str, Any] = json.loads(found[1])

    assert read["@type"] == "NewsArticle"
    assert read["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "The Esk",
            "url": "https://example.com/esk",
            "author": {"@type": "Person", "name": "Ana Reyes"},
            "publisher": {"@type": "Organization", "name": "Example Press"},
        }
    ]
    assert read["correction"] == [
        {"@type": "CorrectionComment", "text": "A digit.", "datePublished": "2025-12-05"}
    ]


def places(site: Site) -> set[str]:
    root = etree.fromstring(site.page("sitemap.xml").encode())
    return {
        (element.text or "").removeprefix("https://example.org")
        for element in root.iter(f"{validity.SITEMAP}loc")
    }


def test_the_sitemap_has_every_page_that_stays(esk: Site) -> None:
    assert places(esk) == {
        "/",
        "/about/",
        "/archive/",
        "/archive/2025/12/",
        "/briefings/esk/",
        "/corrections/",
        "/editions/2025-12-01/",
        "/editions/2025-W49/",
        "/topics/",
        "/topics/roads/",
        "/topics/sea/",
    }


def test_a_page_that_is_kept_out_of_the_sitemap_is(esk: Site) -> None:
    esk.write("content/pages/about.md", "---\ntitle: About\nexclude: [sitemap]\n---\n\nUs.\n")
    esk.write(ESK, briefing(title="Esk", more="exclude: [sitemap]\n")).build()

    assert not {"/about/", "/briefings/esk/"} & places(esk)
    assert esk.tree() == esk.clean_tree()


@pytest.mark.parametrize(
    ("name", "then", "now", "message"),
    [
        ("feed.xml", b"<title>Test</title>", b"", "must have one title"),
        ("feed.xml", b'rel="self"', b'rel="self" rating="5"', "rating"),
        ("feed.xml", b"</author>", b"</author><rating>5</rating>", "rating"),
        ("sitemap.xml", b"<lastmod>2025-12-06", b"<lastmod>6 December", "lastmod"),
        ("sitemap.xml", b"<url>", b"<url><title>x</title>", "sitemap.xml:"),
        ("feed.json", b'"items":', b'"items":[],"entries":', "not in JSON Feed: entries"),
        ("feed.json", b'"tags":["Roads","Sea"]', b'"tags":"Roads"', "tags: 'Roads'"),
        ("briefings/esk/index.html", b'"citation"', b'"mentions"', "1 sources, and other citations"),
    ],
)
def test_the_checker_sees_what_is_wrong(esk: Site, name: str, then: bytes, now: bytes, message: str) -> None:
    tree = esk.tree()
    assert validity.problems(tree, "https://example.org/") == []
    assert then in tree[name]
    tree[name] = tree[name].replace(then, now, 1)

    assert message in "\n".join(validity.problems(tree, "https://example.org/"))
