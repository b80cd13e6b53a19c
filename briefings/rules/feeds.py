"""Feeds: Atom (RFC 4287) and JSON Feed 1.1 for the site and each topic, with the full text of each entry.

Invariant: the id of an entry is its briefing's, that of a feed follows from the site and its address alone; so neither
changes with a title. An entry is made once, however many feeds have it; a correction moves its `updated`.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from briefings import config, formats, markdown, pages, texts
from briefings.graph import Product, Task
from briefings.model import FrontMatter, Value
from briefings.pages import FactView, Page, Summary
from briefings.rules import data
from briefings.rules.lists import FEED_LENGTH, TermCount
from briefings.rules.studio import Context, Studio, link, localised, site_view
from briefings.state import product

BEGINNING = "1970-01-01T00:00:00+00:00"  # when a feed without entries was updated
JSON_FEED = "https://jsonfeed.org/version/1.1"


class FeedEntry(Value, frozen=True):
    """A briefing in a feed; moments are ISO 8601 with their offset, `html` has whole addresses."""

    id: str
    url: str
    title: str
    lang: str
    date: str
    updated: str
    summary: str
    html: str
    topics: tuple[pages.Term, ...]


def make_entry(task: Task, path: str) -> Product:
    """Give a briefing as the feeds have it."""
    page: Page = task.need("page", path)
    settings: config.SiteSettings = task.need("settings", "site")
    moments = [
        pages.aware(pages.moment(moment), settings.timezone)
        for moment in (page.date, page.updated, *(c.date for c in page.corrections))
        if moment
    ]
    base = site_view(task, settings).base_url
    calendar = functools.partial(task.need, "calendar", page.lang)

    def written(moment: str) -> str:
        return formats.date(localised(moment, settings.timezone), "long", calendar)

    return product(
        FeedEntry(
            page.feed_id,
            page.url,
            page.title,
            page.lang,
            moments[0].isoformat(),
            max(moments).isoformat(),
            page.summary,
            markdown.absolute(
                corrections(page, written) + full_text(page), base + page.url.removeprefix("/")
            ),
            page.topics,
        )
    )


def corrections(page: Page, written: Callable[[str], str]) -> str:
    """Say first what was corrected, when and why: who reads an entry again wants to know what is new in it."""
    if not page.corrections:
        return ""
    lines = "".join(
        f'<li><time datetime="{c.date}">{escape(written(c.date))}</time>: '
        f"{escape(' '.join(filter(None, (c.what, c.why))))}</li>"
        for c in page.corrections
    )
    return f"<p><strong>{escape(texts.text(page.lang, 'corrections'))}</strong></p><ul>{lines}</ul>"


def full_text(page: Page) -> str:
    """Give the facts and the body as HTML for feed readers."""
    if page.facts is None:
        return page.body
    lines = "".join(f"<li>{fact_text(item, page.lang)}</li>" for item in page.facts.items)
    return f"<ul>{lines}</ul>{page.body}" if lines else page.body


def fact_text(fact: FactView, language: str) -> str:
    """Give a fact as HTML; where sources differ, what each of them says."""
    if not fact.differ:
        return fact.text + fact.marks
    sides = "".join(f"<li>{side.text}{side.marks}</li>" for side in fact.differ)
    return f"{escape(texts.text(language, 'sources_differ'))}<ul>{sides}</ul>"


def make_newest(task: Task, name: str) -> Product:
    """Name the newest briefings that the feed of the site, or of a topic, has."""
    if not name:
        listed: list[Summary] = task.need("slice", f"feed:0:{FEED_LENGTH}")
    else:
        listed = [s for s in task.need("collection", name) if s.date and "feed" not in s.exclude]
    return product([summary.path for summary in listed[:FEED_LENGTH]])


def entries(studio: Studio, name: str) -> list[FeedEntry]:
    """Give the entries of a feed, newest first."""
    return [studio.task.need("entry", path) for path in studio.task.need("newest", name)]


def feed(studio: Studio, url: str) -> tuple[str, Context]:
    """Give the Atom feed of the site, or of the topic at an address."""
    found = entries(studio, url.strip("/"))
    identity = (studio.site.base_url or studio.site.title) + url.removeprefix("/")
    return "feed.xml", {
        "page": studio.plain,
        "feed": {
            "id": pages.feed_id(FrontMatter(), identity),
            "url": url or "/",
            "title": title(studio, url),
            "updated": newest(entry.updated for entry in found),
        },
        "entries": found,
    }


def title(studio: Studio, url: str) -> str:
    """Give the title of the feed of the site, or of the topic at an address."""
    if not url:
        return studio.site.title
    topic: TermCount = studio.task.need("term", url)
    return f"{topic.name} | {studio.site.title}"


def newest(moments: Iterable[str]) -> str:
    """Give the last of some moments."""
    return max(moments, default=BEGINNING, key=dt.datetime.fromisoformat)


def json_feed(studio: Studio, url: str) -> bytes:
    """Give the JSON Feed of the site, or of the topic at an address (jsonfeed.org, version 1.1)."""
    site = studio.site
    found = {
        "version": JSON_FEED,
        "title": title(studio, url),
        "home_page_url": address(studio, url or "/"),
        "feed_url": address(studio, studio.url),
        "description": site.description,
        "language": site.language,
        "authors": [{"name": site.author or site.title}],
    }
    items = [item(studio, entry) for entry in entries(studio, url.strip("/"))]
    return data.written({**data.filled(found), "items": items})


def item(studio: Studio, entry: FeedEntry) -> dict[str, Any]:
    """Give an entry as JSON Feed has it."""
    found = {
        "id": entry.id,
        "url": address(studio, entry.url),
        "title": entry.title,
        "summary": entry.summary,
        "date_published": stamp(entry.date),
        "date_modified": stamp(entry.updated),
        "tags": [topic.name for topic in entry.topics],
        "language": entry.lang,
    }
    return {**data.filled(found), "content_html": entry.html}


@functools.lru_cache(64)
def stamp(moment: str) -> str:
    """Write a moment as RFC 3339 has it."""
    return formats.stamp(dt.datetime.fromisoformat(moment))


def address(studio: Studio, url: str) -> str:
    """Give the whole address of a page; from the feed to it where the site has none."""
    return studio.absolute(url) if studio.site.base_url else link(studio, url)
