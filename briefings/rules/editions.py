"""Rules for what stands by its date: editions of days and weeks, the months of the archive, and corrections.

Invariant: an edition or a month knows its own briefings and its neighbours alone, the list of corrections only
briefings that have some; so a new title concerns one of each, and an edit without a correction no list of them. No
edition knows a body.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping
from typing import TypeVar

from briefings import config, formats, texts
from briefings.errors import BriefingsError, Location
from briefings.graph import Product, Task
from briefings.model import Value
from briefings.pages import FactsView, FactView, Page, Summary
from briefings.rules.data import plain
from briefings.rules.studio import Studio, day_of
from briefings.state import product

Words = TypeVar("Words")


class Shelf(Value, frozen=True):
    """Where in the list of all briefings those of a day, week or month stand, and which of its kind lie beside it."""

    places: tuple[int, ...]
    earlier: str = ""
    later: str = ""


class Edition(Value, frozen=True):
    """The briefings of a day or week, in their editor's order, or of a month, and what lies beside it."""

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
    """Give the days and the weeks that have an edition, newest first."""
    return product(shelves(task, dt.date.isoformat) | shelves(task, week_of))


def make_months(task: Task, _: str) -> Product:
    """Give the months in which something was published, newest first."""
    return product(shelves(task, month_of))


def shelves(task: Task, period: Callable[[dt.date], str]) -> dict[str, Shelf]:
    """Sort the list of all briefings by a period of their day, newest first."""
    site: config.SiteSettings = task.need("settings", "site")
    found: dict[str, list[int]] = {}
    for at, summary in enumerate(task.need("collection", "lists")):
        day = day_of(summary.date, site.timezone)
        if day:
            found.setdefault(period(day), []).append(at)
    days = ["", *sorted(found, reverse=True), ""]
    beside = zip(days, days[1:], days[2:], strict=False)
    return {day: Shelf(tuple(found[day]), earlier, later) for later, day, earlier in beside}


def month_of(day: dt.date) -> str:
    """Give the month of a day, ``2026-11``."""
    return day.isoformat()[: len("2026-11")]


def week_of(day: dt.date) -> str:
    """Give the week of a day by ISO 8601, ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def shelf_of(found: Mapping[str, Shelf], name: str) -> Shelf:
    """Give a day, week or month; raises a BriefingsError for one that only an old plan names."""
    if name not in found:
        raise BriefingsError("nothing stands under it any more", Location(name))
    return found[name]


def make_edition(task: Task, name: str) -> Product:
    """Give the edition of a day or of a week, day by day; what its editor gave no order follows, newest first."""
    shelf = shelf_of(task.need("editions", ""), name)
    site: config.SiteSettings = task.need("settings", "site")
    listed: list[Summary] = task.need("collection", "lists")

    def order(summary: Summary) -> tuple[dt.date, bool, int]:
        day = day_of(summary.date, site.timezone) or dt.date.max
        return day, summary.order is None, summary.order or 0

    items = sorted((listed[at] for at in shelf.places), key=order)
    return product(Edition(tuple(items), shelf.earlier, shelf.later))


def make_contents(task: Task, name: str) -> Product:
    """Name the briefings of an edition in their order, which no word of them and no other edition changes."""
    edition: Edition = task.need("edition", name)
    return product([summary.path for summary in edition.items])


def edition_url(name: str) -> str:
    """Give the address of the edition of a day, ``2026-11-23``, or of a week, ``2026-W48``."""
    return f"/editions/{name}/"


def print_url(name: str) -> str:
    """Give the address of an edition as one document."""
    return f"{edition_url(name)}print/"


def is_weekly(name: str) -> bool:
    """Whether an edition is that of a week."""
    return "W" in name


def title(studio: Studio, name: str) -> str:
    """Give the title of the edition of a day, ``2026-11-23``, or of a week, ``2026-W48``."""
    language = studio.site.language
    if is_weekly(name):
        year, week = name.split("-W")
        return texts.text(language, "week", week=int(week), year=year)
    calendar: formats.Calendar = studio.task.need("calendar", language)
    return texts.text(language, "edition", date=calendar.written(dt.date.fromisoformat(name), "long"))


def days_of(task: Task, name: str) -> list[str]:
    """Give the days of an edition, the first day of a week first; none where there is nothing of them."""
    days = (day for day in task.need("editions", "") if not is_weekly(day))
    return sorted(day for day in days if name in {day, week_of(dt.date.fromisoformat(day))})


def make_brief(task: Task, path: str) -> Product:
    """Give a page as an edition has it that is one document: all but its body, in plain words.

    So an edit of the body alone concerns no edition, and nothing in one leads to a place on the page.
    """
    page: Page = task.need("page", path)
    brief = page.but(
        body="",
        minutes=0,
        headings=(),
        ids=(),
        links=(),
        facts=page.facts and in_plain_words(page.facts),
        sources=tuple(source.but(quotes=(), uses=()) for source in page.sources),
    )
    return product(one_line(brief))


def briefs(task: Task, name: str) -> list[Page]:
    """Give the briefings of an edition as it has them where it is one document."""
    return [task.need("brief", path) for path in task.need("contents", name)]


def in_plain_words(facts: FactsView) -> FactsView:
    """Give the box without markup."""
    return FactsView(
        tuple(map(unmarked, facts.items)),
        tuple(map(unmarked, facts.fields)),
        tuple(quote.but(text=plain(quote.text), marks="") for quote in facts.quotes),
        tuple(map(unmarked, facts.background)),
    )


def unmarked(fact: FactView) -> FactView:
    """Give a line of the box without markup; which sources it cites is in its evidence, or in that of its sides."""
    sides = tuple(map(unmarked, fact.differ))
    return fact.but(text=plain(fact.text), marks="", differ=sides, evidence=() if sides else fact.evidence)


TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of what follows, which plain text cannot isolate."""


def one_line(value: Words) -> Words:
    """Give a value in which no text goes on in another line, or turns the direction of what follows it."""
    if isinstance(value, str):
        return " ".join(value.translate(TURNS).split())  # type: ignore[return-value]  # a text is a text
    if isinstance(value, tuple):
        return tuple(map(one_line, value))  # type: ignore[return-value]  # of the same values
    if isinstance(value, Value):
        return value.but(**{name: one_line(getattr(value, name)) for name in value.__struct_fields__})
    return value


def month_url(name: str) -> str:
    """Give the address of a month of the archive, ``2026-11``."""
    return f"/archive/{name.replace('-', '/')}/"


def make_month(task: Task, name: str) -> Product:
    """Give the briefings of a month, newest first."""
    shelf = shelf_of(task.need("months", ""), name)
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
