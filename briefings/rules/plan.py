"""Rules for the plan of the site: every output, and what it is made of.

Invariant: one plan decides every output before anything is written, and each page asks for its own route alone, so
that a new page does not concern the others. The plan depends on no word of the briefings but their addresses and the
names of their topics.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefings import config
from briefings.errors import Location, Problem
from briefings.graph import Product, Task
from briefings.inputs import Listing
from briefings.model import Value
from briefings.pages import Summary
from briefings.regex import regex
from briefings.rules.content import ASSETS, BRIEFINGS, PAGES, misconfigured
from briefings.rules.editions import edition_url, month_url, print_url
from briefings.rules.lists import TermCount, summaries_of, without
from briefings.rules.search import PAGE as SEARCH
from briefings.rules.social import has_cards
from briefings.rules.studio import has_search
from briefings.state import product
from briefings.themes import search_path

TAXONOMIES = ("topics", "people", "places")


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
    asked = (task.need("written", ""), list_routes(task), asset_routes(task), task.need("cards", ""))
    for claim in itertools.chain.from_iterable(asked):
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
    if not any(task.need("listing", folder).files for folder in search_path(name)[:2]):
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


def make_written(task: Task, _: str) -> Product:
    """Give the claims of all that was written in Markdown, which a new title does not change."""
    return product(list(content_routes(task)))


def content_routes(task: Task) -> Iterable[Claim]:
    """Give the outputs of briefings and other pages."""
    twins = "twins" not in task.need("settings", "site").off
    rivals = frozenset(task.need("rivals", ""))
    former: dict[str, list[str]] = task.need("former", "")
    for folder, kind in ((BRIEFINGS, "briefing"), (PAGES, "page")):
        for path in task.need("shown", folder):
            output = file_of(task.need("address", path))
            yield Claim(output, Route(kind, path), path)
            if twins and kind == "briefing" and path not in rivals:
                stem = output.removesuffix(".html")
                yield Claim(f"{stem}.md", Route("markdown", path), path)
                yield Claim(f"{stem}.json", Route("json", path), path)
            for alias in former.get(path, ()):
                if alias != output:
                    yield Claim(alias, Route("redirect", path), path)


FORMER = regex(r"/?(?:[\w~-]+/)*[\w~-]+(?:/|\.html?)?")
"""An address that a page had before: folders, and a name at its end."""


def make_former(task: Task, _: str) -> Product:
    """Give the output files of the addresses that pages had before, by path."""
    everything: list[Summary] = [*task.need("summaries", ""), *summaries_of(task, PAGES)]
    return product({s.path: former_files(task, s) for s in everything if s.aliases})


def former_files(task: Task, summary: Summary) -> list[str]:
    """Give the output files of the addresses that a page had before; notes what is no address."""
    found = []
    for alias in summary.aliases:
        if FORMER.fullmatch(alias):
            found.append(file_of(alias if alias.endswith((".html", ".htm", "/")) else f"{alias}/"))
        else:
            hint = "write aliases: [/old/address/]"
            task.note(Problem(Location(summary.path), f"not an address of this site: {alias!r}", hint))
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
                yield from feed_routes(site, term.url, f"the feed of {term.name}")
    for name in task.need("editions", "") if "editions" not in site.off else ():
        yield Claim(file_of(edition_url(name)), Route("edition", name), f"the edition of {name}")
        yield Claim(
            file_of(print_url(name)), Route("edition-print", name), f"the edition of {name} for paper"
        )
    yield Claim("archive/index.html", Route("archive"), "the archive")
    for name in task.need("months", ""):
        yield Claim(f"{month_url(name)[1:]}index.html", Route("month", name), f"the archive of {name}")
    if has_search(task, site):
        yield Claim(SEARCH, Route("search"), "the page that searches")
    yield Claim("corrections/index.html", Route("corrections"), "the list of corrections")
    yield Claim("404.html", Route("404"), "the page for what is not found")
    yield from feed_routes(site, "", "the feed")
    if site.base_url or task.need("option", "base-url"):
        yield Claim("sitemap.xml", Route("sitemap"), "the sitemap")
    else:
        task.note(NO_BASE_URL)
    yield Claim("robots.txt", Route("robots"), "robots.txt")


def feed_routes(site: config.SiteSettings, url: str, asker: str) -> Iterable[Claim]:
    """Give the feeds of the site, or of the topic at an address."""
    yield Claim(f"{url[1:]}feed.xml", Route("feed", url), asker)
    if "json-feed" not in site.off:
        yield Claim(f"{url[1:]}feed.json", Route("json-feed", url), asker)


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


def make_cards(task: Task, _: str) -> Product:
    """Give the claims of the cards of briefings, which a new title does not change; several may share one."""
    if not has_cards(task, task.need("settings", "site")):
        return product([])
    files = {task.need("card-file", path): path for path in task.need("shown", BRIEFINGS)}
    return product([Claim(file, Route("card", path), f"the card of {path}") for file, path in files.items()])


class Entry(Value, frozen=True):
    """A page in the sitemap."""

    url: str
    updated: str = ""


IN_SITEMAP = frozenset({"terms", "term", "archive", "month", "edition", "corrections"})
"""Lists that a search engine should know: not the pages of the front page, which say something else each day."""


def make_sitemap(task: Task, _: str) -> Product:
    """List the pages for the sitemap, without their words, so that a new title changes nothing here.

    When a page was changed is known of what was written alone.
    """
    listed: list[Summary] = [
        *task.need("collection", "sitemap"),
        *without(summaries_of(task, PAGES), "sitemap"),
    ]
    written = [Entry(summary.url, summary.updated or summary.date) for summary in listed]
    plan: dict[str, Route] = task.need("plan", "")
    lists = [
        Entry(f"/{path.removesuffix('index.html')}")
        for path, route in plan.items()
        if route.kind in IN_SITEMAP
    ]
    found = {entry.url: entry for entry in reversed((Entry("/"), *written, *lists))}
    return product(
        list(reversed(found.values()))
    )  # a page may want the address of a list: it stands here once


def make_route(task: Task, output: str) -> Product:
    """Give the route of one output, so that a new page does not concern the others."""
    plan: dict[str, Route] = task.need("plan", "")
    return product(plan.get(output))
