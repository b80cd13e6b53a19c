"""Rules for search: which pages the index has, and each of them as the indexer reads it.

Invariant: only what is published is found; not drafts, which the preview shows, and not what its editor leaves out.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Iterator

from briefings import config, formats, texts
from briefings.graph import Product, Task
from briefings.pages import Page, Summary, moment
from briefings.rules import data
from briefings.rules.content import PAGES
from briefings.rules.lists import TermCount, summaries_of, without
from briefings.rules.studio import Context, Studio, bytes_product, localised, plain_page
from briefings.state import product

PAGE = "search/index.html"


def make_searched(task: Task, _: str) -> Product:
    """List the pages that can be found, by path; no words, so that an edit does not concern the list."""
    listed: list[Summary] = [*task.need("summaries", ""), *summaries_of(task, PAGES)]
    found = without((s for s in listed if s.status == "ready" and not s.future), "search")
    return product([summary.path for summary in found])


def make_search_page(task: Task, path: str) -> Product:
    """Give a page to the indexer: its title, its facts and its text, and what results are chosen by and show."""
    page: Page = task.need("page", path)
    site: config.SiteSettings = task.need("settings", "site")
    facts = "".join(f"<p>{line.text}</p>" for line in page.facts.lines) if page.facts else ""
    about = "".join(
        f'<meta data-pagefind-{kind}="{name}[content]" content="{html.escape(value)}">'
        for kind, name, value in known(page, site, functools.partial(task.need, "calendar", site.language))
    )
    body = data.MARK.sub("", facts + page.body).replace("\u2060", "")
    return bytes_product(
        f'<!doctype html><html lang="{html.escape(page.lang)}"><head><meta charset="utf-8">{about}</head>'
        f"<body data-pagefind-body><h1>{html.escape(page.title)}</h1>{body}</body></html>".encode(
            "utf-8", "replace"
        )
    )


def known(
    page: Page, site: config.SiteSettings, calendar: Callable[[], formats.Calendar]
) -> Iterator[tuple[str, str, str]]:
    """Give what is known of a page: whether it is a filter or shown, its name, its value."""
    yield "meta", "lang", page.lang
    for topic in page.topics:
        yield "filter", "topic", topic.name
    if page.date:
        date = localised(moment(page.date), site.timezone)
        yield "filter", "year", str(date.year)
        yield "meta", "date", formats.date(date, "short", calendar)


def search(studio: Studio, _: str) -> tuple[str, Context]:
    """Give the page that searches; of what there is to be found it knows the topics and the years."""
    topics: list[TermCount] = studio.task.need("terms", "topics")
    return "search.html", {
        "topics": [topic.name for topic in topics],
        "years": list(dict.fromkeys(month[:4] for month in studio.task.need("months", ""))),
        "page": plain_page(studio, studio.text("search")),
        "counts": counts(studio),
    }


def counts(studio: Studio) -> str:
    """Give the number of results in words, in each plural form, for a script to choose from."""
    return data.written(dict(texts.forms(studio.site.language, "result_count"))).decode()
