"""All rules of a site: what each kind of product is made of, and where its value is kept."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from briefings import formats, pages, themes
from briefings.errors import BriefingsError, Crash
from briefings.graph import Cycle, Keep, Product, Rule, Task
from briefings.likeness import Signature, Twin
from briefings.model import Document, Facts
from briefings.plugins import Registry
from briefings.rules import (
    answers,
    content,
    desk,
    editions,
    feeds,
    letters,
    licences,
    links,
    lists,
    outputs,
    plan,
    search,
    shown,
    social,
    tokens,
    translations,
)
from briefings.studies import Studies

Make = Callable[[Task, str], Product]

STORED: Mapping[str, Any] = {
    "document": Document,
    "facts": Facts,
    "draft": str,
    "page": pages.Page,
    "summary": pages.Summary,
    "address": str,
    "visibility": shown.Visibility,
    "sources": list[str],
    "source-id": str,
    "twins": dict[str, str],
    "owners": dict[str, content.Owner],
    "shown": list[str],
    "hidden": list[tuple[str, str]],
    "rivals": list[str],
    "summaries": list[pages.Summary],
    "positions": dict[str, lists.Nearby],
    "translations": dict[str, list[str]],
    "plan": dict[str, plan.Route],
    "survey": desk.Survey,
    "signature": Signature,
    "alike": list[Twin],
    "grounds": pages.Grounds,
    "calendar": formats.Calendar,
    "references": themes.References,
}
"""Rules whose values are kept on disk, with the type to read them back as: those that are dear to make, those
by which a page that is in error keeps its last good place on the site, and those that need thousands of others."""


def rules(theme: themes.Theme, registry: Registry, studies: Studies) -> dict[str, Rule]:
    """Give the rules by name.

    `theme` renders the outputs, `registry` has the stages' parts, `studies` what was made of sources ahead.
    """
    makers: dict[str, Make] = {
        "config": content.make_config,
        "settings": content.make_settings,
        "data": content.make_data,
        "sources": functools.partial(content.make_sources, registry),
        "is-source": content.make_is_source,
        "source": functools.partial(content.make_source, registry, studies),
        "source-id": content.make_source_id,
        "document": functools.partial(content.make_document, registry, studies),
        "questions": functools.partial(answers.make_questions, registry),
        "answers": answers.make_answers,
        "facts": functools.partial(content.make_facts, registry, studies),
        "twins": content.make_twins,
        "survey": desk.make_survey,
        "signature": desk.make_signature,
        "alike": desk.make_alike,
        "grounds": desk.make_grounds,
        "claims": content.make_claims,
        "owners": content.make_owners,
        "owner": content.make_owner,
        "draft": content.make_draft,
        "briefings": content.make_briefings,
        "briefing": content.make_briefing,
        "meta": content.make_meta,
        "address": content.make_address,
        "page": content.make_page,
        "licences": licences.make_licences,
        "visibility": shown.make_visibility,
        "summary": shown.make_summary,
        "shown": shown.make_shown,
        "hidden": shown.make_hidden,
        "rivals": shown.make_rivals,
        "summaries": lists.make_summaries,
        "collection": lists.make_collection,
        "shelves": lists.make_shelves,
        "slice": lists.make_slice,
        "sitemap": plan.make_sitemap,
        "terms": lists.make_terms,
        "term": lists.make_term,
        "editions": editions.make_editions,
        "edition": editions.make_edition,
        "contents": editions.make_contents,
        "months": editions.make_months,
        "month": editions.make_month,
        "corrections": editions.make_corrections,
        "brief": editions.make_brief,
        "letter": functools.partial(letters.make_letter, theme),
        "entry": feeds.make_entry,
        "newest": feeds.make_newest,
        "searched": search.make_searched,
        "search-page": search.make_search_page,
        "card": social.make_card,
        "card-file": social.make_card_file,
        "tokens": tokens.make_tokens,
        "order": lists.make_order,
        "positions": lists.make_positions,
        "translations": translations.make_translations,
        "nearby": lists.make_nearby,
        "navigation": lists.make_navigation,
        "page-count": lists.make_page_count,
        "former": plan.make_former,
        "written": plan.make_written,
        "cards": plan.make_cards,
        "plan": plan.make_plan,
        "route": plan.make_route,
        "check": links.make_check,
        "target": links.make_target,
        "ids": links.make_ids,
        "calendar": outputs.make_calendar,
        "references": outputs.make_references,
        "template": outputs.make_template,
        "static": outputs.make_static,
        "asset": outputs.make_asset,
        "asset-address": outputs.make_asset_address,
        "output": functools.partial(outputs.make_output, theme),
    }
    passing = {"output", "asset", "source", "search-page"}
    large = {"document", "facts", "draft", "page", "signature", "grounds"}
    keeps = {name: Keep.STORE if name in large else Keep.BOTH for name in STORED} | dict.fromkeys(
        passing, Keep.NOT
    )
    firm = {"address", "visibility", "summary", "card-file"}
    return {
        name: Rule(guarded(make), keeps.get(name, Keep.MEMORY), name in firm) for name, make in makers.items()
    }


def guarded(make: Make) -> Make:
    """Keep a bug of ours with the product it concerns: the others are made all the same."""

    def made(task: Task, name: str) -> Product:
        try:
            return make(task, name)
        except (BriefingsError, Cycle):
            raise
        except Exception as error:
            raise Crash(name, error) from error

    return made
