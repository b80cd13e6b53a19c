"""Rules for what stands by its date: the editions of the site, the months of its archive, and its corrections.

Invariant: an edition or a month knows its own briefings and its neighbours alone, the list of corrections only
briefings that have some; so a new title concerns one of each, and an edit without a correction no list of them.
"""

from __future__ import annotations

import itertools

from briefings import config
from briefings.graph import Product, Task
from briefings.model import Value
from briefings.pages import Page, Summary
from briefings.rules.studio import day_of
from briefings.state import product


class Shelf(Value, frozen=True):
    """Where in the list of all briefings those of a day or month stand, and the days or months that lie beside it."""

    places: tuple[int, ...]
    earlier: str = ""
    later: str = ""


class Edition(Value, frozen=True):
    """The briefings of a day, in their editor's order, or of a month, and what lies beside it."""

    items: tuple[Summary, ...]
    earlier: str
    later: str


class Corrected(Value, frozen=True):
    """A correction, and the briefing that it was made to."""

    date: str
    what: str
    why: str
    url: str
    title: str
    lang: str
    dir: str


def make_editions(task: Task, _: str) -> Product:
    """Give the days that have an edition, newest first."""
    return product(shelves(task, len("2026-11-23")))


def make_months(task: Task, _: str) -> Product:
    """Give the months in which something was published, newest first."""
    return product(shelves(task, len("2026-11")))


def shelves(task: Task, length: int) -> dict[str, Shelf]:
    """Sort the list of all briefings by so much of their day, newest first."""
    site: config.SiteSettings = task.need("settings", "site")
    found: dict[str, list[int]] = {}
    for at, summary in enumerate(task.need("collection", "lists")):
        day = day_of(summary.date, site.timezone)
        if day:
            found.setdefault(day.isoformat()[:length], []).append(at)
    days = ["", *sorted(found, reverse=True), ""]
    beside = zip(days, days[1:], days[2:], strict=False)
    return {day: Shelf(tuple(found[day]), earlier, later) for later, day, earlier in beside}


def make_edition(task: Task, day: str) -> Product:
    """Give the edition of a day; what its editor gave no order follows, newest first."""
    shelf: Shelf = task.need("editions", "")[day]
    listed: list[Summary] = task.need("collection", "lists")
    items = sorted((listed[at] for at in shelf.places), key=lambda s: (s.order is None, s.order or 0))
    return product(Edition(tuple(items), shelf.earlier, shelf.later))


def month_url(name: str) -> str:
    """Give the address of a month of the archive, ``2026-11``."""
    return f"/archive/{name.replace('-', '/')}/"


def make_month(task: Task, name: str) -> Product:
    """Give the briefings of a month, newest first."""
    shelf: Shelf = task.need("months", "")[name]
    listed: list[Summary] = task.need("collection", "lists")
    return product(Edition(tuple(listed[at] for at in shelf.places), shelf.earlier, shelf.later))


def make_corrections(task: Task, _: str) -> Product:
    """List the corrections of all briefings, newest first."""
    listed: list[Summary] = task.need("collection", "lists")
    found = itertools.chain.from_iterable(corrections_of(task, s) for s in listed if s.corrected)
    return product(sorted(found, key=lambda correction: correction.date, reverse=True))


def corrections_of(task: Task, summary: Summary) -> list[Corrected]:
    """Give the corrections of a briefing."""
    page: Page = task.need("page", summary.path)
    return [
        Corrected(c.date, c.what, c.why, page.url, page.title, page.lang, page.dir) for c in page.corrections
    ]
