"""Where an output is made: its task, its address, the site around it, and what every template may use.

Invariant: the functions that a template is given ask through the task of the output that is being made.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import functools
import re
from typing import Any
from urllib.parse import quote, urlsplit

from briefings import __version__, config, formats, pages, texts, themes
from briefings.graph import Product, Task, digest_of
from briefings.model import Moment, Value
from briefings.pages import Summary
from briefings.regex import regex
from briefings.rules.content import relative

PLAIN = regex(r"[\w./~-]*", re.ASCII)

Context = dict[str, Any]


class SiteView(Value, frozen=True):
    """What every template may know of the site."""

    title: str
    description: str
    author: str
    language: str
    dir: str
    base_url: str
    timezone: str
    off: tuple[str, ...] = ()
    search: bool = False


class ToolView(Value, frozen=True):
    """What every template may know of this tool."""

    name: str
    version: str


class PlainPage(Value, frozen=True):
    """What every template may know of a page that has no Markdown file."""

    url: str
    title: str
    lang: str
    dir: str
    description: str = ""


TOOL = ToolView("briefings", __version__)


@dataclasses.dataclass(frozen=True, slots=True)
class Studio:
    """Where an output is made: its task, its address, and the site around it."""

    task: Task
    url: str
    site: SiteView
    theme: str

    @property
    def plain(self) -> PlainPage:
        """Give what a template needs of a page without a Markdown file."""
        return PlainPage(self.url, self.site.title, self.site.language, self.site.dir, self.site.description)

    def absolute(self, address: str) -> str:
        """Give the whole address of one of the site; it begins with nothing where the site has none."""
        return self.site.base_url + quoted(address.removeprefix("/"))

    def text(self, key: str) -> str:
        """Give an interface text in the site's language."""
        return texts.text(self.site.language, key)


def plain_page(studio: Studio, title: str, description: str = "") -> PlainPage:
    """Give a page without a Markdown file its title, and a line on what it is."""
    return PlainPage(studio.url, title, studio.site.language, studio.site.dir, description)


def bytes_product(data: bytes) -> Product:
    """Give bytes with their digest."""
    return Product(data, digest_of(data))


def site_view(task: Task, settings: config.SiteSettings) -> SiteView:
    """Give what templates may know of the site; `--base-url` wins over the configuration."""
    base = task.need("option", "base-url") or settings.base_url
    return SiteView(
        settings.title,
        settings.description,
        settings.author,
        settings.language,
        pages.direction(settings.language),
        base + "/" if base and not base.endswith("/") else base,
        settings.timezone,
        settings.off,
        has_search(task, settings),
    )


def has_search(task: Task, settings: config.SiteSettings) -> bool:
    """Whether the site has a page that searches: its indexer may not be installed."""
    return "search" not in settings.off and bool(task.need("option", "search"))


# --- what every template may use -----------------------------------------------------------------------


def common(studio: Studio, page: Any) -> Context:
    """Give the names that stand in every template."""
    task, site, lang = studio.task, studio.site, page.lang
    calendar = functools.partial(task.need, "calendar", lang)
    return {
        "site": site,
        "tool": TOOL,
        "url": functools.partial(link, studio),
        "absolute": studio.absolute,
        "asset": lambda name: link(studio, static_address(studio, name)),
        "t": lambda key, **values: texts.text(lang, key, **values),
        "date": lambda value, style="long": formats.date(localised(value, site.timezone), style, calendar),
        "navigation": task.need("navigation", ""),
        "collection": lambda name: [
            *task.need("collection", name)
        ],  # a template may do with it what it likes
        "summary": lambda address: summary_at(task, address),
        "data": lambda name: copy.deepcopy(task.need("data", name)),
        "language": lambda code: task.need("calendar", code).language,
        "foreign": lambda item: themes.language(item.lang, item.dir) if item.lang not in ("", lang) else "",
    }


def link(studio: Studio, address: str) -> str:
    """Give the relative link to an address; the page for what is not found may stand anywhere, so its are not."""
    if studio.url == "/404.html":
        return urlsplit(studio.site.base_url).path.rstrip("/") + quote(address)
    return quoted(relative(studio.url, address))


def quoted(address: str) -> str:
    """Write an address as a link has it; most need nothing, and are asked for hundreds of times."""
    return address if PLAIN.fullmatch(address) else quote(address)


@functools.lru_cache(8192)
def localised(value: Moment | str, timezone: str) -> Moment:
    """Give a moment in the site's time zone; a bare date stays one."""
    if isinstance(value, str):
        value = pages.moment(value)
    if not isinstance(value, dt.datetime):
        return value
    zone = pages.aware(value, timezone)
    return zone.astimezone(pages.aware(dt.date(2000, 1, 1), timezone).tzinfo)


def static_address(studio: Studio, name: str) -> str:
    """Give the hashed address of one of the theme's static files."""
    address: str = studio.task.need("static", name)
    return address


def summary_at(task: Task, address: str) -> Summary | None:
    """Give the summary of the briefing at an address, or None."""
    path: str | None = task.need("target", address)
    return task.need("summary", path) if path else None


def day_of(moment: str, timezone: str) -> dt.date | None:
    """Give the day of a moment in the site's time zone."""
    here = localised(moment, timezone) if moment else None
    return here.date() if isinstance(here, dt.datetime) else here
