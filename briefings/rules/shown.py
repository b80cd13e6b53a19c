"""Rules for what is published: which pages are shown, which are hidden, and which want one address.

Invariant: the clock is asked only whether a moment has passed, so a page changes at its own moments.
"""

from __future__ import annotations

import contextlib

from briefings import config, pages
from briefings.errors import BriefingsError
from briefings.graph import Product, Task
from briefings.model import FrontMatter, Moment, Value
from briefings.rules.content import BRIEFINGS, PAGES
from briefings.state import product


class Visibility(Value, frozen=True):
    """Whether a page is part of this build, and whether it is shown only because drafts are."""

    shown: bool
    future: bool = False
    reason: str = ""


def make_visibility(task: Task, path: str) -> Product:
    """Decide whether a page is shown; asks the clock only whether moments have passed."""
    meta: FrontMatter = task.need("meta", path)
    site: config.SiteSettings = task.need("settings", "site")

    def passed(moment: Moment | None) -> bool | None:
        return None if moment is None else task.need("clock", pages.aware(moment, site.timezone).isoformat())

    if passed(meta.expires):
        return product(Visibility(shown=False, reason="expired"))
    future = passed(meta.publish or meta.date) is False
    if meta.status == "ready" and not future:
        return product(Visibility(shown=True))
    reason = "draft" if meta.status == "draft" else "future"
    return product(Visibility(shown=task.need("option", "drafts"), future=future, reason=reason))


def make_summary(task: Task, path: str) -> Product:
    """Give what other pages may know of a page."""
    visibility: Visibility = task.need("visibility", path)
    return product(pages.summary(task.need("page", path), task.need("meta", path), future=visibility.future))


def make_shown(task: Task, folder: str) -> Product:
    """List the Markdown files of a folder that are part of this build; those in error are left out."""
    return product([path for path in task.need("briefings", folder) if is_shown(task, path)])


def is_shown(task: Task, path: str) -> bool:
    """Whether a file is part of this build."""
    try:
        task.need("address", path)
        visibility: Visibility = task.need("visibility", path)
    except BriefingsError:
        return False
    return visibility.shown


def make_hidden(task: Task, _: str) -> Product:
    """Name the briefings that are not part of this build, each with the reason; those in error have another one."""
    found = []
    for path in task.need("briefings", BRIEFINGS):
        with contextlib.suppress(BriefingsError):
            visibility: Visibility = task.need("visibility", path)
            if not visibility.shown:
                found.append((path, visibility.reason))
    return product(found)


def make_rivals(task: Task, _: str) -> Product:
    """List the files that want an address which another file wants too: none is built, so none is listed."""
    wanted: dict[str, list[str]] = {}
    for folder in (BRIEFINGS, PAGES):
        for path in task.need("shown", folder):
            wanted.setdefault(task.need("address", path).casefold(), []).append(path)
    return product(sorted(path for paths in wanted.values() if len(paths) > 1 for path in paths))
