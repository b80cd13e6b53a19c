"""Rules that make the files of the site: templates with what they may use, and assets with hashed names.

Invariant: what a template mentions is what its output depends on; the functions it is given ask through the
task of the output that is being made.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import posixpath
from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from briefings import config, formats, pages, themes
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Product, Task, digest_of
from briefings.pages import Page, Summary
from briefings.regex import regex
from briefings.rules import data, editions, feeds, search, social
from briefings.rules.content import ASSETS, BRIEFINGS, DATA, DATA_FORMATS, relative
from briefings.rules.editions import Edition, edition_url, month_url, print_url
from briefings.rules.lists import Nearby, TermCount
from briefings.rules.plan import Route
from briefings.rules.studio import (
    Context,
    Studio,
    bytes_product,
    common,
    day_of,
    plain_page,
    site_view,
)
from briefings.state import product

LATEST = 5  # briefings on the page for what is not found
HASH_LENGTH = 10  # hexadecimal digits in an asset's name: 40 bits


def make_output(theme: themes.Theme, task: Task, output: str) -> Product:
    """Make one file of the site."""
    route: Route | None = task.need("route", output)
    if route is None:
        raise BriefingsError("nothing makes this file", Location(output))
    if route.kind == "asset":
        return bytes_product(task.need("asset", route.name))
    settings: config.SiteSettings = task.need("settings", "site")
    studio = Studio(task, "/" + output.removesuffix("index.html"), site_view(task, settings), settings.theme)
    if route.kind in WRITERS:
        return bytes_product(WRITERS[route.kind](studio, route.name))
    template, context = MAKERS[route.kind](studio, route.name)
    found: themes.Template = task.need("template", template)
    html = theme.render(found, {**common(studio, context["page"]), **context})
    if output.endswith(".html") and task.need("option", "offline"):
        html = with_indexes(html)
    return bytes_product(html.encode("utf-8", "replace"))


FOLDER = regex(r"""(<[^<>]*\s(?:href|src)=")((?:[^":?#/]+/)+)(?=["?#])""")
"""A relative link to a folder of the site, up to its end."""


def with_indexes(html: str) -> str:
    """Write out the file that a link to a folder means, for readers without a server."""
    return FOLDER.sub(r"\1\2index.html", html)


# --- briefings and other pages -------------------------------------------------------------------------


def briefing(studio: Studio, path: str) -> tuple[str, Context]:
    """Give the page of a briefing, with what search engines read of it."""
    page: Page = studio.task.need("page", path)
    return "briefing.html", {
        "page": page_view(studio, path),
        "linked": themes.markup(data.linked(studio, page)),
    }


def other_page(studio: Studio, path: str) -> tuple[str, Context]:
    """Give any other Markdown page."""
    return "page.html", {"page": page_view(studio, path)}


def page_view(studio: Studio, path: str) -> SimpleNamespace:
    """Give a page as its template sees it: with its neighbours, and its HTML marked as ours."""
    task = studio.task
    page: Page = task.need("page", path)
    nearby: Nearby = task.need("nearby", path)
    fields = {name: getattr(page, name) for name in page.__struct_fields__} | {
        "description": page.summary,
        "future": task.need("visibility", path).future,
        "card": social.view(studio, page) if path.startswith(f"{BRIEFINGS}/") else None,
        "body": themes.markup(page.body),
        "facts": facts_view(page.facts),
        "earlier": task.need("summary", nearby.earlier) if nearby.earlier else None,
        "later": task.need("summary", nearby.later) if nearby.later else None,
        "related": [task.need("summary", other) for other in nearby.related],
        "translations": [task.need("summary", other) for other in nearby.translations],
    }
    return SimpleNamespace(**fields)


def facts_view(facts: pages.FactsView | None) -> Any:
    """Mark the HTML of the box as ours."""
    if facts is None:
        return None
    return {
        "items": [marked(item) for item in facts.items],
        "fields": [marked(item) for item in facts.fields],
        "quotes": [marked(item) for item in facts.quotes],
        "background": [marked(item) for item in facts.background],
    }


def marked(item: pages.FactView | pages.QuoteView) -> Context:
    """Give a line of the box with `text` and `marks` marked as HTML of ours."""
    fields: Context = {name: getattr(item, name) for name in item.__struct_fields__}
    html = {name: themes.markup(fields[name]) for name in ("text", "marks")}
    return {**fields, **html, "differ": [marked(part) for part in fields.get("differ", ())]}


# --- lists ---------------------------------------------------------------------------------------------


def index(studio: Studio, name: str) -> tuple[str, Context]:
    """Give a front page: the pinned briefings on the first, then a page of the others by day."""
    task, number = studio.task, int(name)
    settings: config.SiteSettings = task.need("settings", "site")
    start = (number - 1) * settings.per_page
    others: list[Summary] = task.need("slice", f"others:{start}:{start + settings.per_page}")
    total: int = task.need("page-count", "")
    return "index.html", {
        "page": studio.plain,
        "pinned": task.need("collection", "pinned") if number == 1 else [],
        "days": grouped(others, lambda day: day, studio),
        "number": number,
        "total": total,
        "pages": [{"number": n, "url": "/" if n == 1 else f"/page/{n}/"} for n in range(1, total + 1)],
    }


def grouped(
    summaries: Iterable[Summary], period: Callable[[dt.date], dt.date], studio: Studio
) -> list[Context]:
    """Group summaries, in their order, by a period of their date."""

    def of(summary: Summary) -> dt.date | None:
        day = day_of(summary.date, studio.site.timezone)
        return period(day) if day else None

    return [{"date": date, "items": list(items)} for date, items in itertools.groupby(summaries, of)]


def month(day: dt.date) -> dt.date:
    """Give the first day of the month."""
    return day.replace(day=1)


def terms(studio: Studio, kind: str) -> tuple[str, Context]:
    """Give the list of all topics, people or places."""
    return "topics.html", {
        "page": plain_page(studio, studio.text(kind)),
        "topics": studio.task.need("terms", kind),
    }


def term(studio: Studio, url: str) -> tuple[str, Context]:
    """Give the page of a topic, a person or a place."""
    found: TermCount = studio.task.need("term", url)
    listed = studio.task.need("collection", url.strip("/"))
    return "topic.html", {
        "page": plain_page(studio, found.name, definition(studio.task, found)),
        "topic": found,
        "count": found.count,
        "months": grouped(listed, month, studio),
        "feed": f"{url}feed.xml" if has_feed(studio, url) else "",
    }


def definition(task: Task, term: TermCount) -> str:
    """Give the line on what a topic, person or place is, which `content/data/topics.toml` has by name or address."""
    _, kind, slug, _ = term.url.split("/")
    files = task.need("listing", DATA).files
    if not any(f"{DATA}/{kind}{suffix}" in files for suffix in DATA_FORMATS):
        return ""
    known = task.need("data", kind)
    found = known.get(term.name, known.get(slug)) if isinstance(known, dict) else None
    return found if isinstance(found, str) else ""


def edition(studio: Studio, name: str) -> tuple[str, Context]:
    """Give the briefings of a day or a week, with an end."""
    found: Edition = studio.task.need("edition", name)
    weekly = editions.is_weekly(name)
    week = "" if weekly else editions.week_of(dt.date.fromisoformat(name))
    days = grouped(found.items, lambda day: day, studio)
    return "edition.html", {
        "page": plain_page(studio, editions.title(studio, name)),
        "items": found.items,
        "days": [{**day, "url": edition_url(day["date"].isoformat())} for day in days],
        "weekly": weekly,
        "week": titled(studio, week),
        "minutes": sum(summary.minutes for summary in found.items),
        "earlier": titled(studio, found.earlier),
        "later": titled(studio, found.later),
        "printed": print_url(name),
    }


def printed_edition(studio: Studio, name: str) -> tuple[str, Context]:
    """Give the briefings of a day or a week as one document, for paper."""
    return "edition-print.html", {
        "page": plain_page(studio, editions.title(studio, name)),
        "edition": edition_url(name),
        "weekly": editions.is_weekly(name),
        "items": editions.briefs(studio.task, name),
    }


def titled(studio: Studio, name: str) -> Context | None:
    """Give the title and the address of another edition."""
    return {"title": editions.title(studio, name), "url": edition_url(name)} if name else None


def corrections(studio: Studio, _: str) -> tuple[str, Context]:
    """Give all corrections of the site."""
    return "corrections.html", {
        "page": plain_page(studio, studio.text("corrections")),
        "corrections": studio.task.need("corrections", ""),
    }


def redirect(studio: Studio, path: str) -> tuple[str, Context]:
    """Give the page that stands at an address which a page had before."""
    url: str = studio.task.need("address", path)
    return "redirect.html", {"page": plain_page(studio, studio.text("moved")), "target": url}


def has_feed(studio: Studio, url: str) -> bool:
    """Whether a topic, a person or a place has a feed of its own."""
    return url.startswith("/topics/") and "topic-feeds" not in studio.site.off


def archive(studio: Studio, _: str) -> tuple[str, Context]:
    """Give all briefings by year and month, and last those without a date."""
    months = grouped(studio.task.need("collection", "lists"), month, studio)
    dated = [{**entry, "count": len(entry["items"])} for entry in months if entry["date"]]
    years = [
        {"year": year, "count": sum(entry["count"] for entry in entries), "months": entries}
        for year, group in itertools.groupby(dated, lambda entry: entry["date"].year)
        if (entries := list(group))
    ]
    return "archive.html", {
        "page": plain_page(studio, studio.text("archive")),
        "years": years,
        "undated": [item for entry in months if not entry["date"] for item in entry["items"]],
        "counts": search.counts(studio),
    }


def month_page(studio: Studio, name: str) -> tuple[str, Context]:
    """Give the briefings of a month."""
    found: Edition = studio.task.need("month", name)
    calendar: formats.Calendar = studio.task.need("calendar", studio.site.language)
    return "month.html", {
        "page": plain_page(studio, calendar.written(first_of(name), "month")),
        "items": found.items,
        "earlier": month_beside(found.earlier),
        "later": month_beside(found.later),
    }


def first_of(name: str) -> dt.date:
    """Give the first day of a month, ``2026-11``."""
    return dt.date.fromisoformat(f"{name}-01")


def month_beside(name: str) -> Context | None:
    """Give the first day and the address of another month."""
    return {"date": first_of(name), "url": month_url(name)} if name else None


def not_found(studio: Studio, _: str) -> tuple[str, Context]:
    """Give the page for addresses that lead nowhere."""
    latest: list[Summary] = studio.task.need("slice", f"lists:0:{LATEST}")
    return "404.html", {"page": plain_page(studio, studio.text("not_found")), "latest": latest}


# --- for programs --------------------------------------------------------------------------------------


def sitemap(studio: Studio, _: str) -> tuple[str, Context]:
    """Give the addresses of all pages (sitemaps.org, version 0.9)."""
    return "sitemap.xml", {"page": studio.plain, "entries": studio.task.need("sitemap", "")}


def robots(studio: Studio, _: str) -> tuple[str, Context]:
    """Give robots.txt (RFC 9309)."""
    return "robots.txt", {"page": studio.plain}


MAKERS: Mapping[str, Callable[[Studio, str], tuple[str, Context]]] = {
    "briefing": briefing,
    "page": other_page,
    "index": index,
    "terms": terms,
    "term": term,
    "archive": archive,
    "month": month_page,
    "edition": edition,
    "edition-print": printed_edition,
    "corrections": corrections,
    "redirect": redirect,
    "404": not_found,
    "search": search.search,
    "feed": feeds.feed,
    "sitemap": sitemap,
    "robots": robots,
}
"""What fills a template, by the kind of page: its name, and what it may use."""

WRITERS: Mapping[str, Callable[[Studio, str], bytes]] = {
    "markdown": data.as_markdown,
    "json": data.as_json,
    "card": social.draw,
    "json-feed": feeds.json_feed,
}
"""What is written without a template."""


# --- templates and assets ------------------------------------------------------------------------------


def make_template(task: Task, name: str) -> Product:
    """Gather a template with all that it may load: one need of each page, however many files the theme has."""
    settings: config.SiteSettings = task.need("settings", "site")
    found = themes.closure(task.need, settings.theme, name)
    return Product(found, digest_of(repr(found).encode("utf-8", "replace")))


def make_static(task: Task, name: str) -> Product:
    """Give the hashed address of a static file of the theme."""
    settings: config.SiteSettings = task.need("settings", "site")
    path = themes.find(task.need, settings.theme, f"static/{name}")
    if path is None:
        place = Location(f"themes/{settings.theme}")
        raise BriefingsError(f"no file static/{name}", place, hint="the theme lacks this file")
    return product(task.need("asset-address", path))


def make_calendar(_task: Task, language: str) -> Product:
    """Give how a language writes dates, which is dear to find out and always the same."""
    return product(formats.calendar(language))


def make_references(task: Task, path: str) -> Product:
    """Say which templates a template file mentions."""
    return product(themes.references(themes.decoded(task.need("file", path), path), path))


def make_asset(task: Task, path: str) -> Product:
    """Give a file as it is published: a style sheet with hashed addresses and the site's tokens."""
    data: bytes | None = task.need("file", path)
    if data is None:
        raise BriefingsError("no such file", Location(path))
    if not path.endswith(".css"):
        return bytes_product(data)
    css = style_sheet(task, path, (path,))
    if posixpath.basename(path) == "style.css" and not path.startswith(ASSETS):
        css += tokens(task.need("settings", "theme"))
    return bytes_product(themes.slim(css).encode())


def style_sheet(task: Task, path: str, within: tuple[str, ...] = ()) -> str:
    """Give a style sheet with hashed addresses, and with those of installed themes that it builds upon."""

    def imported(name: str) -> str:
        if task.need("file", name) is not None and name not in within:
            return style_sheet(task, name, (*within, name))
        wrong = "imports itself" if name in within else "there is no such style sheet"
        task.note(Problem(Location(path), f"{wrong}: !{name[1:].replace('/static/', '/')}"))
        return ""

    css = themes.decoded(task.need("file", path), path)
    return themes.with_imports(themes.with_hashed_urls(css, functools.partial(sibling, task, path)), imported)


def sibling(task: Task, path: str, href: str) -> str | None:
    """Give the relative hashed address of a file that a style sheet mentions."""
    parts = urlsplit(href)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
    if ("/static/" not in target and not target.startswith(f"{ASSETS}/")) or task.need(
        "file", target
    ) is None:
        return None
    here = plain_address(path)
    return relative(here, task.need("asset-address", target)) + (
        f"#{parts.fragment}" if parts.fragment else ""
    )


def tokens(changed: Mapping[str, str]) -> str:
    """Write the tokens that the configuration changes; ``dark-NAME`` is NAME in the dark."""
    light = {name: value for name, value in changed.items() if not name.startswith("dark-")}
    dark = {name.removeprefix("dark-"): value for name, value in changed.items() if name not in light}
    return declared("light", light) + declared("dark", dark)


def declared(scheme: str, values: Mapping[str, str]) -> str:
    """Set custom properties for one colour scheme, on screens only: print keeps its black on white."""
    lines = "".join(f"    --{name}: {value};\n" for name, value in sorted(values.items()))
    return (
        f"\n@media screen and (prefers-color-scheme: {scheme}) {{\n  :root {{\n{lines}  }}\n}}\n"
        if lines
        else ""
    )


def make_asset_address(task: Task, path: str) -> Product:
    """Give the address of a file, named by its content, so that it can be cached for ever; None without file.

    A file of the site's own must stand in the listing: nothing behind a linked folder does.
    """
    if path.startswith(f"{ASSETS}/") and path not in task.need("listing", ASSETS).files:
        return product(None)
    if task.need("file", path) is None:
        return product(None)
    stem, suffix = posixpath.splitext(plain_address(path))
    return product(f"{stem}.{digest_of(task.need('asset', path))[:HASH_LENGTH]}{suffix}")


def plain_address(path: str) -> str:
    """Give the address that a file would have without a hash."""
    name = path.removeprefix(f"{ASSETS}/") if path.startswith(ASSETS) else path.partition("static/")[2]
    return f"/assets/{name}"
