"""Rules for internal links: where they lead, and a look at those of each page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from briefings.errors import Location, Problem
from briefings.graph import Product, Task
from briefings.pages import Page
from briefings.rules.plan import Route, file_of
from briefings.state import product


def make_check(task: Task, path: str) -> Product:
    """Follow the internal links of a page; notes those that lead nowhere."""
    page: Page = task.need("page", path)
    for href, line in page.links:
        url, fragment = urldefrag(urljoin(page.url, href))
        target: str | None = task.need("target", unquote(urlsplit(url).path)) if url else page.path
        if target is None and url.endswith(".md"):
            continue  # noted when the page was made
        if target is None:
            task.note(
                Problem(
                    Location(path, line),
                    f"no page at {urlsplit(url).path}",
                    "write the address of a page of this site",
                    "warning",
                )
            )
        elif fragment and target and unquote(fragment) not in ids_of(task, target, page):
            task.note(
                Problem(
                    Location(path, line),
                    f"no heading or id #{fragment} on {urlsplit(url).path or 'this page'}",
                    "",
                    "warning",
                )
            )
    return product(None)


FIXED = frozenset({"main", "key-facts", "sources", "corrections"})


def ids_of(task: Task, target: str, page: Page) -> frozenset[str]:
    """Give the ids that can be led to on a page."""
    found: Sequence[str] = page.ids if target == page.path else task.need("ids", target)
    return FIXED.union(found)


def make_target(task: Task, url: str) -> Product:
    """Say what an address leads to: the path of a Markdown file, "" for another output, None for nothing."""
    route: Route | None = task.need("route", file_of(url))
    if route is None:
        return product(None)
    return product(route.name if route.kind in {"briefing", "page"} else "")


def make_ids(task: Task, path: str) -> Product:
    """Give the ids of a page's body."""
    page: Page = task.need("page", path)
    return product(page.ids)
