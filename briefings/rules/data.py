"""A briefing as programs read it: linked data for search engines, and its twins in Markdown and JSON.

Invariant: nothing here closes a script or opens a tag: in JSON every ``<`` is written as a number.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from briefings import frontmatter, words
from briefings.graph import Task
from briefings.model import Briefing
from briefings.pages import FactView, Page, QuoteView, SourceView
from briefings.regex import regex
from briefings.rules.content import led_to, relative
from briefings.rules.studio import Studio, localised

MARK = regex(r'<a class="mark".*?</a>')
TAG = regex(r"<[^>]*>")
TARGET = regex(r"(\]\(|^\[(?!\^)[^\]\n]+\]: *)([^()\s<>#?]+)", re.MULTILINE)
"""The address of a link of Markdown, in its place or in its definition."""


def filled(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty."""
    return {name: value for name, value in found.items() if value}


def written(found: dict[str, Any]) -> bytes:
    """Write JSON that may stand in a script: without ``<``."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode("utf-8", "replace")


# --- for search engines --------------------------------------------------------------------------------


def linked(studio: Studio, page: Page) -> str:
    """Describe a briefing in the words of schema.org."""
    site = studio.site
    publisher = named("Organization", site.author or site.title)
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if page.date else "Article",
        "headline": page.title,
        "description": page.summary,
        "url": studio.absolute(page.url) if site.base_url else "",
        "datePublished": stated(page.date, site.timezone),
        "dateModified": stated(page.updated or page.date, site.timezone),
        "inLanguage": page.lang,
        "author": publisher,
        "publisher": publisher,
        "keywords": [topic.name for topic in page.topics],
        "license": licensed(page),
        "citation": [cited(source) for source in page.sources],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": " ".join(filter(None, (c.what, c.why))),
                "datePublished": stated(c.date, site.timezone),
            }
            for c in page.corrections
        ],
    }
    return written(filled(found)).decode()


def stated(moment: str, timezone: str) -> str:
    """Write a moment with its offset from UTC, and a bare date as it is (ISO 8601)."""
    return localised(moment, timezone).isoformat() if moment else ""


def cited(source: SourceView) -> dict[str, Any]:
    """Describe a source."""
    found = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "author": named("Person", source.author),
        "publisher": named("Organization", source.publisher),
        "datePublished": source.date,
        "license": licensed(source),
    }
    return filled(found)


def licensed(work: Page | SourceView) -> str | list[str] | dict[str, str]:
    """Describe a licence: by the address of each that has one, else by its words."""
    addresses = [part.url for part in work.licence_parts if part.url]
    if not addresses:
        return named("CreativeWork", work.licence)
    return addresses[0] if len(addresses) == 1 else addresses


def named(kind: str, name: str) -> dict[str, str]:
    """Describe something by its name, if that is known."""
    return {"@type": kind, "name": name} if name else {}


# --- twins ---------------------------------------------------------------------------------------------


def as_markdown(studio: Studio, path: str) -> bytes:
    """Give a briefing as Markdown: its text, what is known of it, and links that hold at its address."""
    found: Briefing = studio.task.need("briefing", path)
    url: str = studio.task.need("address", path)
    body = TARGET.sub(lambda link: link[1] + moved(studio.task, path, url, link[2]), found.body)
    zone = studio.site.timezone
    meta = found.meta.public()
    dated = {name: localised(value, zone) for name in ("date", "updated") if (value := getattr(meta, name))}
    corrections = tuple(each.but(date=localised(each.date, zone)) for each in meta.corrections)
    return frontmatter.dump(meta.but(**dated, corrections=corrections), body).encode("utf-8", "replace")


def moved(task: Task, path: str, url: str, href: str) -> str:
    """Give the address of a link from the page of a file; as it stands where it leads to nothing of ours."""
    found = led_to(task, path, href)
    return relative(url, found) if found else href


def as_json(studio: Studio, path: str) -> bytes:
    """Give a briefing as JSON: what its page shows, in plain words where it has no markup."""
    page: Page = studio.task.need("page", path)
    found = {
        "id": page.feed_id,
        "url": studio.absolute(page.url) if studio.site.base_url else page.url,
        "title": page.title,
        "language": page.lang,
        "summary": page.summary,
        "date": stated(page.date, studio.site.timezone),
        "updated": stated(page.updated, studio.site.timezone),
        "topics": [term.name for term in page.topics],
        "people": [term.name for term in page.people],
        "places": [term.name for term in page.places],
        "key_facts": [line_of(line) for line in page.facts.lines] if page.facts else [],
        "sources": [
            {name: getattr(ref, name) for name in SOURCE if getattr(ref, name)} for ref in page.sources
        ],
        "corrections": [
            filled({"date": stated(c.date, studio.site.timezone), "what": c.what, "why": c.why})
            for c in page.corrections
        ],
        "licence": page.licence,
        "licence_url": page.licence_url,
        "content_html": page.body,
    }
    return written(filled(found))


SOURCE = words.listed("number title publisher author date url language licence licence_url read archived")
"""What is known of a source."""


def line_of(line: FactView | QuoteView) -> dict[str, Any]:
    """Give a line of the box: its kind, its words, and the sentences that it cites."""
    cited = [{"source": e.source, "line": e.line, "quote": e.quote} for e in line.evidence]
    found: dict[str, Any] = {"kind": line.kind, "text": plain(line.text), "evidence": cited}
    if isinstance(line, QuoteView):
        return filled({**found, "speaker": line.speaker})
    return filled(
        {**found, "status": line.status, "note": line.note, "differ": [line_of(side) for side in line.differ]}
    )


def plain(markup: str) -> str:
    """Give the words of HTML of ours, without the marks in their midst."""
    return html.unescape(TAG.sub("", MARK.sub("", markup))).replace("\u2060", "")
