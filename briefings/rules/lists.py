"""Rules for what lists pages: collections in their order, topics, people and places, neighbours, navigation.

Invariant: each page asks only for what it shows (its own slice, its own neighbours), so that an edit of one page
concerns as few others as possible; what is worked out from `order` does not depend on a word of the briefings.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from briefings import config, pages
from briefings.errors import BriefingsError, Location
from briefings.graph import Product, Task
from briefings.model import Exclusion, Value
from briefings.pages import Summary
from briefings.rules.content import BRIEFINGS, PAGES
from briefings.state import product

FEED_LENGTH = 20
RELATED = 3


def make_summaries(task: Task, _: str) -> Product:
    """Give the summaries of all briefings, newest first; those whose page is in error are left out."""
    site: config.SiteSettings = task.need("settings", "site")
    found = summaries_of(task, BRIEFINGS)
    dated = sorted(
        (summary for summary in found if summary.date),
        key=lambda s: (pages.aware(pages.moment(s.date), site.timezone), s.path),
        reverse=True,
    )
    return product([*dated, *sorted((s for s in found if not s.date), key=lambda s: s.path)])


def summaries_of(task: Task, folder: str) -> list[Summary]:
    """Give the summaries of a folder's pages, but for those in error and those without an address of their own."""
    rivals = frozenset(task.need("rivals", ""))
    found = (summary_or_none(task, path) for path in task.need("shown", folder) if path not in rivals)
    return list(filter(None, found))


def summary_or_none(task: Task, path: str) -> Summary | None:
    """Give a summary, or None where the page is in error."""
    try:
        summary: Summary = task.need("summary", path)
    except BriefingsError:
        return None
    return summary


def make_collection(task: Task, name: str) -> Product:
    """Give a named list of summaries: ``lists``, ``feed``, ``sitemap``, or ``topics/SLUG`` and the like.

    ``pinned`` and ``others`` are the two parts of ``lists``.
    """
    if "/" in name:
        kind, _, slug = name.partition("/")
        listed: list[Summary] = task.need("collection", "lists")
        return product([listed[at] for at in task.need("shelves", kind).get(f"/{kind}/{slug}/", ())])
    if name in ("pinned", "others"):
        return product([s for s in task.need("collection", "lists") if bool(s.pinned) is (name == "pinned")])
    everything: list[Summary] = task.need("summaries", "")
    if name == "feed":  # a feed is in order of time: what has no date has no place in it
        everything = [summary for summary in everything if summary.date]
    return product(without(everything, name))


def make_shelves(task: Task, kind: str) -> Product:
    """Give the places in the list of all briefings of those of each topic (person, place), by its address."""
    found: dict[str, list[int]] = {}
    for at, summary in enumerate(task.need("collection", "lists")):
        for url in dict.fromkeys(term.url for term in getattr(summary, kind)):
            found.setdefault(url, []).append(at)
    return product(found)


def make_slice(task: Task, name: str) -> Product:
    """Give some of a collection, ``others:20:40``: who shows only these does not depend on the rest."""
    collection, start, stop = name.split(":")
    return product(task.need("collection", collection)[int(start) : int(stop)])


def without(summaries: Iterable[Summary], where: str) -> list[Summary]:
    """Leave out the pages that their editors keep out of this kind of list."""
    wanted: dict[str, Exclusion] = {
        "lists": "lists",
        "feed": "feed",
        "sitemap": "sitemap",
        "search": "search",
    }
    return [summary for summary in summaries if wanted[where] not in summary.exclude]


class TermCount(Value, frozen=True):
    """A topic, person or place with the number of its briefings."""

    name: str
    url: str
    count: int


def make_terms(task: Task, kind: str) -> Product:
    """List the topics (people, places) by name; spellings that share an address are one, the newest wins."""
    names, counts = dict[str, str](), Counter[str]()
    for summary in task.need("collection", "lists"):
        terms = {term.url: term.name for term in getattr(summary, kind)}
        counts.update(terms.keys())
        for url, name in terms.items():
            names.setdefault(url, name)
    found = [TermCount(names[url], url, count) for url, count in counts.items()]
    return product(sorted(found, key=lambda term: (term.name.casefold(), term.url)))


def make_term(task: Task, url: str) -> Product:
    """Give one topic, person or place by its address."""
    kind = url.split("/")[1]
    found = next((term for term in task.need("terms", kind) if term.url == url), None)
    if found is None:  # an old plan names it, for there is no good new one
        raise BriefingsError("nothing stands under it any more", Location(url))
    return product(found)


class Nearby(Value, frozen=True):
    """The briefings that a page leads on to, by path."""

    earlier: str = ""
    later: str = ""
    related: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()


def make_nearby(task: Task, path: str) -> Product:
    """Give the neighbours of a page: they change only when the order, the topics or the translations do."""
    positions: dict[str, Nearby] = task.need("positions", "")
    translations: dict[str, list[str]] = task.need("translations", "")
    found = positions.get(path, Nearby())
    return product(Nearby(found.earlier, found.later, found.related, tuple(translations.get(path, ()))))


def make_order(task: Task, _: str) -> Product:
    """Give the order of the list of all briefings, with the addresses of their topics; a new title changes nothing."""
    listed: list[Summary] = task.need("collection", "lists")
    return product([(summary.path, [topic.url for topic in summary.topics]) for summary in listed])


def make_positions(task: Task, _: str) -> Product:
    """Give the neighbours of all briefings."""
    order: list[tuple[str, list[str]]] = task.need("order", "")
    shelves: dict[str, list[str]] = {}
    places: dict[str, list[tuple[list[str], int]]] = {}
    for path, topics in order:
        for topic in topics:
            shelf = shelves.setdefault(topic, [])
            places.setdefault(path, []).append((shelf, len(shelf)))
            shelf.append(path)
    paths = ["", *(path for path, _ in order), ""]
    rank = {path: at for at, (path, _) in enumerate(order)}
    return product(
        {
            path: Nearby(earlier, later, tuple(sorted(related(places.get(path, ())), key=rank.__getitem__)))
            for path, (later, _, earlier) in zip((path for path, _ in order), windows(paths), strict=True)
        }
    )


def windows(items: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Give each item with the ones before and after it."""
    return zip(items, items[1:], items[2:], strict=False)


def related(places: Iterable[tuple[Sequence[str], int]]) -> tuple[str, ...]:
    """Give the briefings that share a topic and stand nearest in time, by the places in the lists of the topics.

    The newest ones of the topic would change every page of it with each new briefing.
    """
    near = (
        shelf[at]
        for shelf, place in places
        for at in (place - 1, place + 1, place - 2, place + 2, place - 3, place + 3)
        if 0 <= at < len(shelf)
    )
    return tuple(itertools.islice(dict.fromkeys(near), RELATED))


class NavItem(Value, frozen=True):
    """An entry of the site's navigation."""

    title: str
    url: str


def make_navigation(task: Task, _: str) -> Product:
    """List the other pages of the site (about, method) by title and address."""
    ordered = sorted(
        without(summaries_of(task, PAGES), "lists"),
        key=lambda s: (s.order is None, s.order or 0, s.title.casefold()),
    )
    return product([NavItem(summary.title, summary.url) for summary in ordered])


def make_page_count(task: Task, _: str) -> Product:
    """Give the number of front pages."""
    site: config.SiteSettings = task.need("settings", "site")
    return product(max(1, -(-len(task.need("collection", "others")) // site.per_page)))
