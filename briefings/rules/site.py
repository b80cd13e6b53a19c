"""Rules over the whole site: what is published, in which order, at which addresses.

Invariant: one plan decides every output before anything is written, and each page asks only for what it shows
(its own route, its own neighbours), so that an edit of one page concerns as few others as possible.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from briefings import config, pages
from briefings.errors import BriefingsError, Location, Problem
from briefings.graph import Product, Task
from briefings.inputs import Listing
from briefings.model import Exclusion, FrontMatter, Moment, Value
from briefings.pages import Page, Summary
from briefings.regex import regex
from briefings.rules.content import ASSETS, BRIEFINGS, PAGES, misconfigured
from briefings.state import product
from briefings.themes import search_path

FEED_LENGTH = 20
RELATED = 3
TAXONOMIES = ("topics", "people", "places")


# --- what is published ---------------------------------------------------------------------------------


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


# --- collections ---------------------------------------------------------------------------------------


def make_summaries(task: Task, _: str) -> Product:
    """Give the summaries of all briefings, newest first; those whose page is in error are left out."""
    site: config.SiteSettings = task.need("settings", "site")
    found = [summary for path in task.need("shown", BRIEFINGS) if (summary := summary_or_none(task, path))]
    dated = sorted(
        (summary for summary in found if summary.date),
        key=lambda s: (pages.aware(pages.moment(s.date), site.timezone), s.path),
        reverse=True,
    )
    return product([*dated, *sorted((s for s in found if not s.date), key=lambda s: s.path)])


def summary_or_none(task: Task, path: str) -> Summary | None:
    """Give a summary, or None where the page is in error, or has no address of its own."""
    if path in task.need("rivals", ""):
        return None
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


class Entry(Value, frozen=True):
    """A page in the sitemap."""

    url: str
    updated: str = ""


def make_sitemap(task: Task, _: str) -> Product:
    """List the pages for the sitemap, without their words, so that a new title changes nothing here."""
    listed: list[Summary] = task.need("collection", "sitemap")
    return product([Entry(summary.url, summary.updated or summary.date) for summary in listed])


class TermCount(Value, frozen=True):
    """A topic, person or place with the number of its briefings."""

    name: str
    url: str
    count: int


def make_terms(task: Task, kind: str) -> Product:
    """List the topics (people, places) by name; spellings that share an address are one, the newest wins."""
    found: dict[str, TermCount] = {}
    for summary in task.need("collection", "lists"):
        for term in {term.url: term for term in getattr(summary, kind)}.values():
            known = found.get(term.url, TermCount(term.name, term.url, 0))
            found[term.url] = TermCount(known.name, known.url, known.count + 1)
    return product(sorted(found.values(), key=lambda term: (term.name.casefold(), term.url)))


def make_term(task: Task, url: str) -> Product:
    """Give one topic, person or place by its address."""
    kind = url.split("/")[1]
    return product(next(term for term in task.need("terms", kind) if term.url == url))


class Nearby(Value, frozen=True):
    """The briefings that a page leads on to, by path."""

    earlier: str = ""
    later: str = ""
    related: tuple[str, ...] = ()


def make_nearby(task: Task, path: str) -> Product:
    """Give the neighbours of a briefing: they change only when the order or the topics do."""
    positions: dict[str, Nearby] = task.need("positions", "")
    return product(positions.get(path, Nearby()))


def make_positions(task: Task, _: str) -> Product:
    """Give the neighbours of all briefings; without their words, so that a new title changes nothing here."""
    listed: list[Summary] = task.need("collection", "lists")
    by_topic: dict[str, list[str]] = {}
    for summary in listed:
        for topic in summary.topics:
            by_topic.setdefault(topic.url, []).append(summary.path)
    paths = ["", *(summary.path for summary in listed), ""]
    return product(
        {
            summary.path: Nearby(earlier, later, related(summary, by_topic))
            for summary, (later, _, earlier) in zip(listed, windows(paths), strict=True)
        }
    )


def windows(items: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Give each item with the ones before and after it."""
    return zip(items, items[1:], items[2:], strict=False)


def related(summary: Summary, by_topic: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the newest briefings that share a topic."""
    candidates = (
        path for topic in summary.topics for path in itertools.islice(by_topic[topic.url], RELATED + 1)
    )
    return tuple(
        itertools.islice((path for path in dict.fromkeys(candidates) if path != summary.path), RELATED)
    )


class NavItem(Value, frozen=True):
    """An entry of the site's navigation."""

    title: str
    url: str


def make_navigation(task: Task, _: str) -> Product:
    """List the other pages of the site (about, method) by title and address."""
    found = [summary for path in task.need("shown", PAGES) if (summary := summary_or_none(task, path))]
    ordered = sorted(
        without(found, "lists"), key=lambda s: (s.order is None, s.order or 0, s.title.casefold())
    )
    return product([NavItem(summary.title, summary.url) for summary in ordered])


# --- the plan ------------------------------------------------------------------------------------------


class Route(Value, frozen=True):
    """What an output is made of: the kind of page, and the name its maker asks for."""

    kind: str
    name: str = ""


class Claim(NamedTuple):
    """An output that something asks for: a file of the user's, or a list of ours."""

    output: str
    route: Route
    asker: str


def make_plan(task: Task, _: str) -> Product:
    """Decide every output of the site; of two files that want one address neither is built, of ours ours is."""
    check_theme(task)
    plan: dict[str, Route] = {}
    wanted: dict[str, list[Claim]] = {}
    for claim in itertools.chain(content_routes(task), list_routes(task), asset_routes(task)):
        wanted.setdefault(claim.output.casefold(), []).append(claim)
    for claims in wanted.values():
        present = [claim for claim in claims if not is_former(claim)] or claims
        same_bytes = all(claim.route.kind == "asset" for claim in claims)
        if len(present) == 1 or same_bytes:
            plan[present[0].output] = present[0].route
        else:
            plan |= {claim.output: claim.route for claim in present if not is_users(claim)}
        for problem in () if same_bytes else clashes(claims):
            task.note(problem)
    return product(dict(sorted(plan.items())))


def check_theme(task: Task) -> None:
    """Refuse the name of a theme that is not there: the default one would be used without a word."""
    name: str = task.need("settings", "site").theme
    if name != "default" and not task.need("listing", f"themes/{name}").files:
        hint = f'put its files into themes/{name}/, or write theme = "default"'
        raise misconfigured(task, f"there is no theme {name!r}", "site.theme", hint)


def clashes(claims: Sequence[Claim]) -> Iterable[Problem]:
    """Give an error for each file of the user's that wants an address which others want too."""
    for claim in filter(is_users, claims):
        rivals = [
            other for other in claims if other is not claim and (is_former(claim) or not is_former(other))
        ]
        if rivals:
            names = ", ".join(rival.asker for rival in rivals)
            address = f"/{claim.output.removesuffix('index.html')}"
            yield Problem(
                Location(claim.asker),
                f"the address {address} is also wanted by {names}",
                way_out(claim, rivals),
            )


def way_out(claim: Claim, rivals: Sequence[Claim]) -> str:
    """Say what to do about an address that others want too."""
    if is_former(claim):
        return "take it out of `aliases`; until then it leads to nothing of this page"
    if all(map(is_users, rivals)):
        return "give one of them another `slug`; until then neither is built"
    return "give this page another `slug`; until then it is not built"


def is_former(claim: Claim) -> bool:
    """Whether an output is asked for only because a page stood there before: what stands there now goes first."""
    return claim.route.kind == "redirect"


def is_users(claim: Claim) -> bool:
    """Whether an output is asked for by a file of the user's, which has another name to give."""
    return claim.asker.startswith("content/")


def content_routes(task: Task) -> Iterable[Claim]:
    """Give the outputs of briefings and other pages."""
    twins = "twins" not in task.need("settings", "site").off
    rivals: list[str] = task.need("rivals", "")
    for folder, kind in ((BRIEFINGS, "briefing"), (PAGES, "page")):
        for path in task.need("shown", folder):
            output = file_of(task.need("address", path))
            yield Claim(output, Route(kind, path), path)
            if twins and kind == "briefing" and path not in rivals:
                stem = output.removesuffix(".html")
                yield Claim(f"{stem}.md", Route("markdown", path), path)
                yield Claim(f"{stem}.json", Route("json", path), path)
            for alias in former(task, path):
                if alias != output:
                    yield Claim(alias, Route("redirect", path), path)


FORMER = regex(r"/?(?:[\w~-]+/)*[\w~-]+(?:/|\.html?)?")
"""An address that a page had before: folders, and a name at its end."""


def former(task: Task, path: str) -> list[str]:
    """Give the output files of the addresses that a page had before; notes what is no address."""
    try:
        summary: Summary = task.need("summary", path)
    except BriefingsError:
        return []
    found = []
    for alias in summary.aliases:
        if FORMER.fullmatch(alias):
            found.append(file_of(alias if alias.endswith((".html", ".htm", "/")) else f"{alias}/"))
        else:
            hint = "write aliases: [/old/address/]"
            task.note(Problem(Location(path), f"not an address of this site: {alias!r}", hint))
    return list(dict.fromkeys(found))


def file_of(url: str) -> str:
    """Give the output file of an address."""
    return url.removeprefix("/") + "index.html" if url.endswith("/") else url.removeprefix("/")


NO_BASE_URL = Problem(
    Location(config.FILES[0]),
    "no base_url: the site is built without a sitemap, and its feed has relative links",
    'write base_url = "https://example.org/" under [site]',
    "warning",
)
"""A preview needs none; a site that is checked before it is published does."""


def list_routes(task: Task) -> Iterable[Claim]:
    """Give the outputs that list others."""
    site: config.SiteSettings = task.need("settings", "site")
    for number in range(1, task.need("page-count", "") + 1):
        url = "/" if number == 1 else f"/page/{number}/"
        yield Claim(file_of(url), Route("index", str(number)), "the front page")
    for kind in TAXONOMIES:
        terms: list[TermCount] = task.need("terms", kind)
        if terms or kind == "topics":
            yield Claim(f"{kind}/index.html", Route("terms", kind), f"the list of {kind}")
        for term in terms:
            yield Claim(file_of(term.url), Route("term", term.url), f"the page of {term.name}")
            if kind == "topics" and "topic-feeds" not in site.off:
                yield Claim(f"{term.url[1:]}feed.xml", Route("feed", term.url), f"the feed of {term.name}")
    for day in task.need("editions", "") if "editions" not in site.off else ():
        yield Claim(f"editions/{day}/index.html", Route("edition", day), f"the edition of {day}")
    yield Claim("archive/index.html", Route("archive"), "the archive")
    yield Claim("corrections/index.html", Route("corrections"), "the list of corrections")
    yield Claim("404.html", Route("404"), "the page for what is not found")
    yield Claim("feed.xml", Route("feed"), "the feed")
    if "json-feed" not in site.off:
        yield Claim("feed.json", Route("json-feed"), "the feed")
    if site.base_url or task.need("option", "base-url"):
        yield Claim("sitemap.xml", Route("sitemap"), "the sitemap")
    else:
        task.note(NO_BASE_URL)
    yield Claim("robots.txt", Route("robots"), "robots.txt")


def make_page_count(task: Task, _: str) -> Product:
    """Give the number of front pages."""
    site: config.SiteSettings = task.need("settings", "site")
    return product(max(1, -(-len(task.need("collection", "others")) // site.per_page)))


def asset_routes(task: Task) -> Iterable[Claim]:
    """Give the outputs of the site's own files and the theme's."""
    site: config.SiteSettings = task.need("settings", "site")
    found: Listing = task.need("listing", ASSETS)
    for path, kind in found.odd:
        task.note(Problem(Location(path), f"left out: {kind}", "put the file itself here", "warning"))
    for path in found.files:
        if task.need("file", path) == b"":
            task.note(Problem(Location(path), "left out: the file is empty", "", "warning"))
            continue
        yield Claim(task.need("asset-address", path).removeprefix("/"), Route("asset", path), path)
    folders = [f"{folder}/static" for folder in search_path(site.theme)]
    listed: list[tuple[str, tuple[str, ...]]] = [
        (folder, task.need("listing", folder).files) for folder in folders
    ]
    named = {path.removeprefix(f"{folder}/"): path for folder, files in reversed(listed) for path in files}
    for _, path in sorted(named.items()):
        yield Claim(task.need("asset-address", path).removeprefix("/"), Route("asset", path), path)


def make_route(task: Task, output: str) -> Product:
    """Give the route of one output, so that a new page does not concern the others."""
    plan: dict[str, Route] = task.need("plan", "")
    return product(plan.get(output))


# --- internal links ------------------------------------------------------------------------------------


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
