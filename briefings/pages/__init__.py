"""From a briefing to its page: facts with their marks, sources with their quotations, the checked box.

Invariant: a `Page` holds all that its own template shows of it and a `Summary` all that other pages may know.
Nothing here reads a file: documents and addresses are handed in.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from briefings import box as boxes
from briefings import licences, markdown, texts
from briefings.errors import Location, Problem
from briefings.model import Briefing, FrontMatter, Value
from briefings.pages.addresses import aware, direction, feed_id, iso, moment, own_url, terms
from briefings.pages.check import Doubt, check, single, unsupported
from briefings.pages.facts import facts_view
from briefings.pages.scene import Scene, Surroundings, citations
from briefings.pages.sources import source_views
from briefings.pages.views import (
    BackLink,
    CorrectionView,
    FactsView,
    FactView,
    Page,
    Quoted,
    QuoteView,
    SourceView,
    Summary,
    Term,
    Uses,
)

__all__ = [
    "BackLink",
    "Doubt",
    "FactView",
    "FactsView",
    "Grounds",
    "Page",
    "QuoteView",
    "Quoted",
    "SourceView",
    "Summary",
    "Surroundings",
    "Term",
    "Uses",
    "aware",
    "direction",
    "feed_id",
    "grounds",
    "iso",
    "minutes",
    "moment",
    "own_url",
    "page",
    "summary",
    "terms",
]

WORDS_A_MINUTE = 230  # Brysbaert 2019: 238 for non-fiction; rounded down, as the facts box is read with care


def page(
    briefing: Briefing,
    around: Surroundings,
    resolve: markdown.Resolve,
    finish: Callable[[str], str] = str,
) -> tuple[Page, tuple[Problem, ...]]:
    """Make the page of a briefing, and say what of its box the sources do not support.

    `finish` is given the HTML of the body as soon as all addresses in it have been asked for.
    """
    scene, parsed = staged(briefing, around, resolve)
    meta, lang = scene.meta, scene.lang
    body = markdown.render(
        parsed.body,
        first_line=briefing.body_line,
        cited=tuple(scene.cited.values()),
        resolve=resolve,
        table_label=texts.text(lang, "table"),
    )
    url = own_url(briefing.path, meta)
    made = Page(
        path=briefing.path,
        url=url,
        title=meta.title,
        lang=lang,
        dir=direction(lang),
        summary=meta.summary,
        date=iso(meta.date),
        updated=iso(meta.updated),
        topics=terms("topics", meta.topics),
        people=terms("people", meta.people),
        places=terms("places", meta.places),
        minutes=minutes(body.words + sum(markdown.count(line.text) for line in parsed.box.lines)),
        source_count=len(meta.sources),
        status=meta.status,
        facts=facts_view(scene, body),
        body=finish(body.html),
        headings=body.headings,
        sources=source_views(scene, body),
        corrections=tuple(
            CorrectionView(iso(c.date), c.what, c.why)
            for c in sorted(meta.corrections, key=lambda c: iso(c.date), reverse=True)
        ),
        licence=licences.canonical(meta.licence) or meta.licence,
        licence_parts=licences.parts(meta.licence),
        feed_id=feed_id(meta, url),
        ids=body.ids,
        links=body.links,
    )
    return made, (*parsed.problems, *undated(briefing), *check(scene))


def staged(briefing: Briefing, around: Surroundings, resolve: markdown.Resolve) -> tuple[Scene, boxes.Parsed]:
    """Give what the parts of a page share, and the Markdown that they are made of."""
    meta = briefing.meta
    lang = meta.lang or around.language
    parsed = boxes.parse(
        briefing.body,
        briefing.path,
        first_line=briefing.body_line,
        language=lang,
        sources=[source.id for source in meta.sources],
    )
    cited = {cite.label: cite for cite in citations(parsed.box, meta.sources, lang)}
    return Scene(meta, briefing.path, lang, parsed.box, cited, around.documents, resolve), parsed


class Grounds(Value, frozen=True):
    """What the facts of a briefing rest on: how many lines its box has, and which of them are doubtful."""

    facts: int = 0
    unsupported: tuple[Doubt, ...] = ()
    single: tuple[Doubt, ...] = ()


def grounds(briefing: Briefing, around: Surroundings) -> tuple[Grounds, tuple[Problem, ...]]:
    """Say what the facts of a briefing rest on, and what is wrong with its box."""
    scene, parsed = staged(briefing, around, lambda href, _line, *, image: href)  # noqa: ARG005 - links are no facts
    found = Grounds(len(scene.box.lines), tuple(unsupported(scene)), tuple(single(scene)))
    return found, tuple(parsed.problems)


def minutes(words: int) -> int:
    """Give the reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def undated(briefing: Briefing) -> list[Problem]:
    """Warn of a briefing that will be listed last for want of a date."""
    if briefing.meta.date or not briefing.path.startswith("content/briefings/"):
        return []
    return [Problem(Location(briefing.path, 1), "no date: listed last", "write date: 2026-11-23", "warning")]


def summary(made: Page, meta: FrontMatter, *, future: bool) -> Summary:
    """Give what other pages may know of a page."""
    return Summary(
        path=made.path,
        url=made.url,
        title=made.title,
        lang=made.lang,
        dir=made.dir,
        summary=made.summary,
        date=made.date,
        updated=made.updated,
        topics=made.topics,
        people=made.people,
        places=made.places,
        minutes=made.minutes,
        source_count=made.source_count,
        status=made.status,
        pinned=meta.pinned,
        order=meta.order,
        exclude=meta.exclude,
        aliases=meta.aliases,
        translations=meta.translations,
        corrected=bool(made.corrections),
        future=future,
    )
