"""What appears on the site and disappears from it by the clock alone, and when."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from typing import NamedTuple

from briefings.errors import BriefingsError
from briefings.graph import Graph
from briefings.model import FrontMatter, Moment
from briefings.pages import aware
from briefings.rules.content import BRIEFINGS, PAGES
from briefings.traces import Key


class Change(NamedTuple):
    """A moment at which a page comes or goes; `held` where it is a draft, and stays away all the same."""

    when: dt.datetime
    what: str
    path: str
    title: str
    held: bool = False


def changes(graph: Graph, now: dt.datetime) -> list[Change]:
    """Give what is to come, the next first; files in error are left out: they have their own message."""
    timezone: str = graph.product(Key("settings", "site")).value.timezone
    found: list[Change] = []
    for folder in (BRIEFINGS, PAGES):
        for path in graph.product(Key("briefings", folder)).value:
            try:
                meta: FrontMatter = graph.product(Key("meta", path)).value
            except BriefingsError:
                continue
            found += of(path, meta, timezone, now)
    return sorted(found)


def of(path: str, meta: FrontMatter, timezone: str, now: dt.datetime) -> Iterator[Change]:
    """Give what is to come of one page."""
    held = meta.status == "draft"
    expires = local(meta.expires, timezone)
    appears = local(meta.publish or meta.date, timezone)
    if appears and appears > now and not (expires and expires <= appears):
        yield Change(appears, "appears", path, meta.title, held)
    if expires and expires > now and not (appears and expires <= appears):
        yield Change(expires, "expires", path, meta.title, held)


def local(moment: Moment | None, timezone: str) -> dt.datetime | None:
    """Give a moment as it stands in the site's time zone, also where it was written in another."""
    return aware(moment, timezone).astimezone(zoneinfo.ZoneInfo(timezone)) if moment else None
