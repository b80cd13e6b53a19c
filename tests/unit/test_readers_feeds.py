"""What holds many sources: feeds, exported bookmarks, lists of addresses; and markup without a page around it."""

from __future__ import annotations

import datetime as dt
import sys
import time

import pytest

from briefings import readers
from briefings.errors import BriefingsError
from briefings.readers import feeds, links, markup
from tests.files import BOOKMARKS, feed, item

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_an_entry_is_a_text_with_header_lines():
    (part,) = feeds.entries(
        feed(item("Ozone &amp; more", "&lt;p&gt;It &lt;b&gt;closed&lt;/b&gt;.&lt;/p&gt;")), "a.xml"
    )

    assert part.name == "ozone-more.txt"
    assert part.data.decode() == (
        "Title: Ozone & more\nDate: 2025-12-01\nPublisher: Planet\n"
        "URL: https://example.org/1\nLanguage: en\n\nIt closed.\n"
    )
    assert readers.read(part.data, part.name).publisher == "Planet"


def test_atom_is_read_too_and_the_longer_text_is_taken():
    entry = "<entry><title>A</title><summary>Short.</summary><content>Much longer.</content></entry>"
    data = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry}</feed>'.encode()

    assert feeds.is_feed(data)
    assert next(feeds.entries(data, "a.atom")).data.endswith(b"\n\nMuch longer.\n")


def test_an_entry_without_a_text_is_a_record():
    (part,) = feeds.entries(feed(item("Ozone")), "a.xml")

    assert part.name == "ozone.url"
    assert links.read(part.data, "a.url") == links.Record(
        "https://example.org/1", "Ozone", dt.date(2025, 12, 1)
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (feed(item("A", "&b;"), declared=LAUGHS), "declares entities"),
        (feed(item("A", "x"), declared=LAUGHS).decode().encode("utf-16"), "declares entities"),
        (feed(), "no entries"),
        (feed(*["<item><title>A</title></item>"] * 5_001), "too many entries"),
        (feed(item("A", "&lt;" * 300_000)), "too large for a feed"),
        (feed("<a>" * 300_000), "too large for a feed"),
    ],
)
def test_what_is_refused(data: bytes, words: str):
    with pytest.raises(BriefingsError, match=words):
        list(feeds.entries(data, "a.xml"))


def test_nothing_is_fetched_or_opened_by_name(monkeypatch: pytest.MonkeyPatch):
    """feedparser takes a text that looks like an address for one: it is handed a file."""
    monkeypatch.setattr("socket.create_connection", lambda *_, **__: pytest.fail("a connection"))

    with pytest.raises(BriefingsError):
        list(feeds.entries(b"https://example.org/feed.xml", "a.xml"))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)

    with pytest.raises(BriefingsError, match=r"briefings\[feeds\]"):
        list(feeds.entries(feed(), "a.xml"))


def test_a_feed_among_the_sources_says_what_to_do():
    with pytest.raises(BriefingsError, match="briefings add"):
        readers.reader_of("planet.xml")


# --- links ---------------------------------------------------------------------------------------------


def test_bookmarks_are_records_and_scripts_are_none():
    found = list(links.bookmarks(BOOKMARKS, "a.html"))

    assert links.is_bookmarks(BOOKMARKS)
    assert found == [links.Record("https://example.org/?a=1&b=2", "Ozone & more", dt.date(2025, 12, 1))]


def test_a_list_of_addresses():
    data = b"# to read\nhttps://example.org/a\n\nhttp://example.org/b\n"

    assert links.is_list(data)
    assert [record.url for record in links.addresses(data, "a.txt")] == [
        "https://example.org/a",
        "http://example.org/b",
    ]
    assert not links.is_list(data + b"Read these.\n")
    assert not links.is_list(b"# nothing\n")


def test_a_record_is_read_as_it_was_written():
    record = links.Record("https://example.org/", "A\ntitle", dt.date(2025, 12, 1))

    assert links.read(links.written(record), "a.url") == links.Record(record.url, "A title", record.date)


def test_a_record_leads_to_the_web_alone():
    with pytest.raises(BriefingsError, match="no address of the web"):
        links.read(b"[InternetShortcut]\nURL=file:///etc/passwd\n", "a.url")


# --- markup --------------------------------------------------------------------------------------------


def test_blocks_of_markup():
    page = "<h2>Head</h2><p>One<br>two &amp; three<ul><li><p>item</p></li></ul><script>no</script><!-- <p>no -->end"

    assert list(markup.blocks(page)) == ["## Head", "One", "two & three", "- item", "end"]


@pytest.mark.parametrize("piece", ["<", "<p", "<!--", "<p>", "</", "<script>", "&", "<li><li>"])
def test_markup_is_read_in_linear_time(piece: str):
    began = time.process_time()
    list(markup.blocks(piece * 200_000))

    assert time.process_time() - began < 5
