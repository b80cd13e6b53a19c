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
from briefings.pages import FactView, Page, QuoteView, Summary
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
        here = localised(moment, settings.timezone)
        return f'<time datetime="{here.isoformat()}">{escape(formats.date(here, "long", calendar))}</time>'

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
                corrections(page, written) + facts(page) + page.body + sources(page, written),
                base + page.url.removeprefix("/"),
            ),
            page.topics,
        )
    )


def corrections(page: Page, written: Callable[[str], str]) -> str:
    """Say first what was corrected, when and why: who reads an entry again wants to know what is new in it."""
    lines = (
        f"{written(c.date)}: {escape(' '.join(filter(None, (c.what, c.why))))}" for c in page.corrections
    )
    return listed("ul", lines, texts.text(page.lang, "corrections"))


def facts(page: Page) -> str:
    """Give the key facts as HTML for feed readers, which know no style sheet: all that the box of the page says."""
    if page.facts is None:
        return ""
    text = functools.partial(texts.text, page.lang)
    items = (f"{line(item, page.lang)}{sides(item)}" for item in page.facts.items)
    fields = (f"{labelled(field.label, page.lang)}{line(field, page.lang)}" for field in page.facts.fields)
    quotes = (quotation(quote, text("quote_open"), text("quote_close")) for quote in page.facts.quotes)
    head = labelled(text("background"), page.lang)
    background = (f"<p>{head}{line(item, page.lang)}</p>" for item in page.facts.background)
    lines = listed("ul", (*items, *fields), text("key_facts"))
    return "".join((lines, *quotes, *background))


def quotation(quote: QuoteView, opening: str, closing: str) -> str:
    """Give a quotation with its speaker, between the marks of the page's language."""
    speaker = f" — <bdi>{escape(quote.speaker)}</bdi>" if quote.speaker else ""
    words = f'<bdi lang="{escape(quote.lang)}" dir="{quote.dir}">{quote.text}</bdi>'
    return f"<blockquote>{opening}{words}{closing}{quote.marks}{speaker}</blockquote>"


def line(fact: FactView, language: str) -> str:
    """Give a line of the box with its marks, and how well it is supported."""
    return f"{fact.text}{fact.marks}{status(fact, language)}"


def labelled(label: str, language: str) -> str:
    """Give what a line is about, which stands before it."""
    return f"<strong>{escape(texts.text(language, 'label', label=label))}</strong> "


def status(fact: FactView, language: str) -> str:
    """Say how well a line is supported, in the words of the page."""
    text = functools.partial(texts.text, language)
    if fact.status == "agree":
        told = text("source_count", n=fact.agree)
    elif fact.status == "differ":
        told = text("sources_differ")
    elif fact.status == "none":
        told = text("no_source_because", reason=fact.note) if fact.note else text("no_source")
    else:
        return ""
    return f" ({escape(told)})"


def sides(fact: FactView) -> str:
    """Give what each source says where they differ."""
    return listed("ul", (f"{side.text}{side.marks}" for side in fact.differ))


def sources(page: Page, written: Callable[[str], str]) -> str:
    """Name the sources by the numbers of the marks."""
    found = (
        ", ".join(
            filter(
                None,
                (
                    leading(source.url, source.title),
                    escape(source.publisher),
                    escape(source.author),
                    source.date and written(source.date),
                ),
            )
        )
        for source in page.sources
    )
    return listed("ol", found, texts.text(page.lang, "sources"))


def leading(url: str, title: str) -> str:
    """Give a title that leads to its address, if it has one."""
    return f'<a href="{escape(url)}">{escape(title)}</a>' if url else escape(title)


def listed(tag: str, lines: Iterable[str], title: str = "") -> str:
    """Give lines of HTML as a list below its title; nothing where there are none."""
    made = "".join(f"<li>{line}</li>" for line in lines)
    head = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    return f"{head}<{tag}>{made}</{tag}>" if made else ""


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
