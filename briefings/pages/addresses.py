"""Addresses and moments: where a page stands, and when it is.

Invariant: an address never moves with a title, and a feed id never changes.
"""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from collections.abc import Iterable

from briefings.model import FrontMatter, Moment
from briefings.pages.views import Term
from briefings.slugs import slug

RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def own_url(path: str, meta: FrontMatter) -> str:
    """Give the address of a Markdown file: ``/briefings/SLUG/``, or its place below `content/pages`."""
    parts = path.split("/")
    name = meta.slug or slug(parts[-1].removesuffix(".md"))
    if parts[1] == "briefings":
        return f"/briefings/{name}/"
    return "/" + "/".join([*(slug(part) for part in parts[2:-1]), name]) + "/"


def terms(kind: str, names: Iterable[str]) -> tuple[Term, ...]:
    """Give topics, people or places with their addresses, each once, as it is written first."""
    found: dict[str, Term] = {}
    for name in names:
        url = f"/{kind}/{slug(name)}/"
        found.setdefault(url, Term(name, url))
    return tuple(found.values())


def feed_id(meta: FrontMatter, url: str) -> str:
    """Give the id that a feed never changes: a name-based UUID (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:briefings:{meta.id or url}')}"


def direction(language: str) -> str:
    """Give the direction of a language's script."""
    return "rtl" if language.replace("_", "-").split("-")[0].lower() in RTL else "ltr"


def iso(value: Moment | None) -> str:
    """Write a moment as a value keeps it."""
    return value.isoformat() if value else ""


def moment(text: str) -> Moment:
    """Read a date or a time as a value keeps it."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def aware(value: Moment, timezone: str) -> dt.datetime:
    """Give the moment with an offset: a bare date is 00:00 in the site's time zone."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the zone is put in below
    return value if value.tzinfo else value.replace(tzinfo=zoneinfo.ZoneInfo(timezone))
