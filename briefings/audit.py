"""A last look at what is to be published, as browsers and feed readers will find it.

Invariant: it reads outputs alone, so it holds for any theme. What it says stands in an output, so its place is there;
what stands wrong in a Markdown file has been said of that file before.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET
from xml.parsers import expat

from briefings.errors import Location, Problem
from briefings.regex import regex

ROOT = "http://site.invalid"
"""Stands for the site itself while relative links are resolved (RFC 2606: no such host)."""

TAG = regex(
    r"<!--.*?-->|<(?P<raw>script|style)\b(?P<of_raw>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>.*?</(?P=raw)\s*>"
    r"|<(?P<name>[a-z][\w-]*)(?P<rest>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
LED_TO = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
}

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ADDRESSES = 50_000  # in one sitemap


class Link(NamedTuple):
    """An address as it stands in an output, and where."""

    href: str
    line: int
    column: int
    tag: str


class Seen(NamedTuple):
    """What stands in a page: its ids, each with how often, its links, and its images without a word for the blind."""

    ids: Counter[str]
    links: tuple[Link, ...]
    mute: tuple[Link, ...]


class Site(NamedTuple):
    """What the outputs are looked over against: their names, the address of the site, and what ids each page has."""

    outputs: Collection[str]
    base_url: str
    ids: Callable[[str], Collection[str]]


def look(text: str) -> Seen:
    """Take in a page."""
    ids, links, mute = Counter[str](), list[Link](), list[Link]()
    line, since, at = 1, 0, 0
    for tag in TAG.finditer(text):
        name = (tag["name"] or tag["raw"] or "").lower()
        if not name:
            continue
        attributes = {
            key.lower(): html.unescape(double or single or bare)
            for key, double, single, bare in ATTRIBUTE.findall(tag["rest"] or tag["of_raw"] or "")
        }
        if "id" in attributes:
            ids[attributes["id"]] += 1
        line += text.count("\n", at, tag.start())
        since, at = text.rfind("\n", since, tag.start()) + 1 or since, tag.start()
        place = line, tag.start() - since + 1
        href = attributes.get(LED_TO.get(name, ""))
        if href is not None:
            links.append(Link(href.strip(), *place, name))
        if name == "img" and "alt" not in attributes:
            mute.append(Link(attributes.get("src", ""), *place, name))
    return Seen(ids, tuple(links), tuple(mute))


# --- pages ---------------------------------------------------------------------------------------------


def page(path: str, text: str, seen: Seen, site: Site) -> Iterator[Problem]:
    """Name what is wrong with a page."""
    for ident, times in seen.ids.items():
        if times > 1:
            yield Problem(Location(path), f"the id {ident!r} stands {times} times", "", "warning")
    for image in seen.mute:
        yield at(
            path, image, "an image without alt", 'say what it shows, or write alt="" if that is nothing', text
        )
    for link in seen.links:
        what = astray(link.href, address_of(path), site)
        if what:
            yield at(path, link, what, "", text)


def at(path: str, link: Link, message: str, hint: str, text: str) -> Problem:
    """Give a problem its place, with the line."""
    return Problem(Location(path, link.line, link.column), message, hint, "warning").framed(text)


def astray(href: str, url: str, site: Site) -> str:
    """Say where a link that should lead to something of the site leads instead; "" where all is well."""
    target, fragment = urldefrag(inside(href, url, site.base_url))
    if not target:
        return ""
    path = unquote(urlsplit(target).path)
    output = output_of(path)
    if output not in site.outputs:
        return f"no page at {path}" if output.endswith(".html") else f"no file at {path}"
    if fragment and output.endswith(".html") and unquote(fragment) not in {*site.ids(output), "top"}:
        return f"no heading or id #{fragment} on {path}"
    return ""


def inside(href: str, url: str, base_url: str) -> str:
    """Resolve a link of the page at an address; "" for what leads out of the site, or nowhere at all."""
    if base_url and href.startswith(base_url):
        return f"{ROOT}/{href[len(base_url) :]}"
    try:
        full = urljoin(ROOT + url, href)
    except ValueError:
        return ""
    if not full.startswith(f"{ROOT}/"):
        return ""
    below = urlsplit(base_url).path.rstrip("/")
    under = f"{ROOT}{below}/"
    return full.replace(under, f"{ROOT}/", 1) if below and href.startswith("/") else full


def address_of(path: str) -> str:
    """Give the address of an output."""
    return "/" + path.removesuffix("index.html")


def output_of(path: str) -> str:
    """Give the output that stands at an address."""
    return (path + "index.html" if path.endswith("/") else path).removeprefix("/")


def leading_out(seen: Mapping[str, Seen], base_url: str) -> dict[str, Location]:
    """Give each address of another host that a page leads to, with the first place."""
    found: dict[str, Location] = {}
    for path, one in seen.items():
        for link in one.links:
            href = urldefrag(link.href).url
            if href.startswith(("http://", "https://")) and not (base_url and href.startswith(base_url)):
                found.setdefault(href, Location(path, link.line, link.column))
    return found


# --- feeds and the sitemap -----------------------------------------------------------------------------


def machine_read(path: str, data: bytes, base_url: str) -> Iterator[Problem]:
    """Name the reasons for which programs would refuse a feed, a sitemap or another XML or JSON file."""
    if path.endswith(".json"):
        yield from json_file(path, data)
        return
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - positional in C
    except expat.ExpatError as error:
        place = Location(path, error.lineno, error.offset + 1)
        yield Problem(place, f"not XML: {expat.ErrorString(error.code)}", f"look at {path} in the theme")
        return
    root = ET.fromstring(data)  # noqa: S314 - of our own making, and parsed once already
    if root.tag == f"{ATOM}feed":
        yield from atom(path, root)
    elif root.tag == f"{SITEMAP}urlset":
        yield from sitemap(path, root, base_url)


def json_file(path: str, data: bytes) -> Iterator[Problem]:
    """Name what makes a file no JSON, or a feed no JSON Feed (version 1.1)."""
    try:
        found = json.loads(data)
    except ValueError as error:
        yield Problem(Location(path), f"not JSON: {error}")
        return
    if path.endswith("feed.json"):
        items = found.get("items", []) if isinstance(found, dict) else []
        lacking = [key for key in ("version", "title", "items") if key not in found]
        lacking += [f"items[{n}].id" for n, item in enumerate(items) if not item.get("id")]
        for key in lacking:
            yield Problem(Location(path), f"no {key}, which every JSON Feed has")


def atom(path: str, root: ET.Element) -> Iterator[Problem]:
    """Name what RFC 4287 wants of a feed and its entries (sections 4.1.1 and 4.1.2) and is not there."""
    for number, element in enumerate((root, *root.findall(f"{ATOM}entry"))):
        whose = f"entry {number}" if number else "the feed"
        for name in ("id", "title", "updated"):
            if element.find(f"{ATOM}{name}") is None:
                yield Problem(Location(path), f"{whose} has no <{name}>", f"look at {path} in the theme")
    ids = Counter(found.text for found in root.iterfind(f"{ATOM}entry/{ATOM}id"))
    for ident, times in ids.items():
        if times > 1:
            yield Problem(Location(path), f"{times} entries have the id {ident}", "an id is of one briefing")


def sitemap(path: str, root: ET.Element, base_url: str) -> Iterator[Problem]:
    """Name the addresses of a sitemap that are none of the site's, and too many of them (sitemaps.org, version 0.9)."""
    urls = root.findall(f"{SITEMAP}url")
    if len(urls) > MOST_ADDRESSES:
        hint = "keep pages out with exclude: [sitemap]"
        yield Problem(
            Location(path), f"{len(urls)} addresses: no search engine reads more than {MOST_ADDRESSES}", hint
        )
    for url in urls:
        address = (url.findtext(f"{SITEMAP}loc") or "").strip()
        if not address.startswith(base_url or "http"):
            yield Problem(
                Location(path), f"no address of this site: {address!r}", f"look at {path} in the theme"
            )


# --- all of it -----------------------------------------------------------------------------------------


def over(
    contents: Iterable[tuple[str, Callable[[], bytes]]], outputs: Collection[str], base_url: str
) -> tuple[tuple[Problem, ...], dict[str, Location]]:
    """Look over the outputs of a site; gives what is wrong, and where it leads to other hosts."""
    base_url += "/" if base_url and not base_url.endswith("/") else ""
    texts: dict[str, Seen] = {}
    problems: list[Problem] = []
    asked: list[tuple[str, Callable[[], bytes]]] = []
    for path, content in contents:
        if path.endswith(".html"):
            texts[path] = look(content().decode("utf-8", "replace"))
            asked.append((path, content))
        elif path.endswith((".xml", ".json")):
            problems += machine_read(path, content(), base_url)
    site = Site(outputs, base_url, lambda path: texts[path].ids if path in texts else ())
    for path, content in asked:
        if is_suspect(path, texts[path], site):
            problems += page(path, content().decode("utf-8", "replace"), texts[path], site)
    return tuple(problems), leading_out(texts, base_url)


def is_suspect(path: str, seen: Seen, site: Site) -> bool:
    """Whether there is something to say of a page, so that its text is wanted once more."""
    url = address_of(path)
    return bool(
        seen.mute
        or any(times > 1 for times in seen.ids.values())
        or any(astray(link.href, url, site) for link in seen.links)
    )
