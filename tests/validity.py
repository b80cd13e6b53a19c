"""What every output of every site must be: valid, complete in itself, and without a trace of where it was made."""

from __future__ import annotations

import functools
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import feedparser
import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

SCHEMAS = Path(__file__).parent / "schemas"
TEXT, LIST = str, list
JSON_FEED = {
    **dict.fromkeys(("version", "title", "home_page_url", "feed_url", "description", "language"), TEXT),
    **dict.fromkeys(("authors", "items"), LIST),
}
JSON_AUTHOR = dict.fromkeys(("name", "url", "avatar"), TEXT)
JSON_ITEM = {
    **dict.fromkeys(("id", "url", "title", "summary", "content_html", "language"), TEXT),
    **dict.fromkeys(("date_published", "date_modified"), TEXT),
    "tags": LIST,
}
"""What JSON Feed 1.1 has in its parts, of what it knows."""

Tree = Mapping[str, bytes]


def problems(tree: Tree, base_url: str = "") -> list[str]:
    """Name everything that is wrong with the files of a site."""
    found: list[str] = []
    pages = {path: parsed(path, data, found) for path, data in tree.items() if path.endswith(".html")}
    for path, page in pages.items():
        found += page_problems(path, page)
        found += script_problems(path, page)
        found += link_problems(path, page, pages, tree, base_url)
    for path, data in tree.items():
        found += file_problems(path, data)
    for path, data in tree.items():
        if path.endswith("feed.xml"):
            found += feed_problems(path, data)
        if path.endswith(".json"):
            found += json_problems(path, data)
        if path.endswith("feed.json"):
            found += json_feed_problems(path, json.loads(data))
    if "sitemap.xml" in tree:
        found += sitemap_problems(tree, base_url)
    return found


def parsed(path: str, data: bytes, found: list[str]) -> etree._Element:
    """Parse a page as browsers do, and name every error of its markup."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(data, transport_encoding="utf-8")
    found += [f"{path}:{place[0]}: {code} {more}" for place, code, more in parser.errors]
    return tree.getroot()


def page_problems(path: str, page: etree._Element) -> Iterator[str]:
    """Ids, language, title, and that each page has one first heading."""
    ids = [element.get("id") for element in page.iter() if element.get("id") is not None]
    yield from (f"{path}: id {name!r} twice" for name in {name for name in ids if ids.count(name) > 1})
    if not page.get("lang") or page.get("dir") not in {"ltr", "rtl"}:
        yield f"{path}: no language or direction"
    if not (page.findtext("head/title") or "").strip():
        yield f"{path}: no title"
    if len(page.findall(".//h1")) != 1:
        yield f"{path}: {len(page.findall('.//h1'))} first headings"
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield f"{path}: an image without alt"
    for element in page.iter():
        for name in (element.get("aria-labelledby") or "").split():
            if name not in ids:
                yield f"{path}: aria-labelledby leads nowhere: {name}"


def script_problems(path: str, page: etree._Element) -> Iterator[str]:
    """Linked data, which nothing runs; and the one script of ours, a file of the site."""
    for script in page.iter("script"):
        if re.fullmatch(r"[./]*assets/search\.[0-9a-f]{10}\.js", script.get("src", "")) and not script.text:
            continue
        if script.get("type") != "application/ld+json" or "@type" not in json.loads(script.text or ""):
            yield f"{path}: a script"
        else:
            yield from linked_problems(path, json.loads(script.text), page)


def linked_problems(path: str, found: Mapping[str, Any], page: etree._Element) -> Iterator[str]:
    """Linked data says what the page shows: its title, its sources, its corrections."""
    if found["@type"] not in {"NewsArticle", "Article"} or not found.get("headline"):
        yield f"{path}: no article: {found}"
    sources = page.findall(".//section[@class='sources']/ol/li")
    if len(found.get("citation", ())) != len(sources) or not all(
        c["name"] for c in found.get("citation", ())
    ):
        yield f"{path}: {len(sources)} sources, and other citations"
    notes = page.findall(".//section[@aria-labelledby='corrections']/p")
    if len(found.get("correction", ())) != len(notes):
        yield f"{path}: {len(notes)} corrections, and others in the linked data"


def link_problems(
    path: str, page: etree._Element, pages: Mapping[str, etree._Element], tree: Tree, base_url: str
) -> Iterator[str]:
    """Follow every link that stays on the site."""
    root = "https://site.invalid/"
    for element in page.iter():
        for attribute in ("href", "src"):
            link = element.get(attribute)
            if link is None or link.startswith(("data:", "mailto:")):
                continue
            is_canonical = base_url and element.get("rel") == "canonical"
            if is_canonical and unquote(link) != base_url + path.removesuffix("index.html"):
                yield f"{path}: stands at another address: {link}"
            url, fragment = urldefrag(urljoin(root + path, link))
            below = url.removeprefix(root)
            if below == url:
                continue
            name = unquote(below) + ("index.html" if url.endswith("/") else "")
            if path == "404.html":
                name = name.removeprefix(base_path(base_url))
            if name not in tree:
                yield f"{path}: leads nowhere: {link}"
            elif fragment and not any(e.get("id") == unquote(fragment) for e in pages[name].iter()):
                yield f"{path}: no such id: {link}"


def base_path(base_url: str) -> str:
    """Give the path of the address at which the site stands, without its first slash."""
    return base_url.partition("://")[2].partition("/")[2]


def file_problems(path: str, data: bytes) -> Iterator[str]:
    """Every file has content; text is UTF-8 without controls, and names no place of this machine."""
    if not data:
        yield f"{path}: empty"
    if path.endswith((".html", ".xml", ".txt", ".css", ".svg", ".json", ".md")):
        text = data.decode("utf-8")
        if CONTROLS.search(text):
            yield f"{path}: a control character"
        if path.endswith(".xml") and "<!DOCTYPE" in text:
            yield f"{path}: a DOCTYPE"
    if b"file://" in data or any(place in data for place in places_here()):
        yield f"{path}: a path of this machine"


@functools.cache
def places_here() -> tuple[bytes, ...]:
    """Where this machine has the project, the user's files and what the tests make."""
    found = (Path(__file__).parent.parent, Path.home(), Path(tempfile.gettempdir()))
    return tuple(f"{place}/".encode() for place in found if place != Path("/"))


@functools.cache
def schema(name: str) -> etree.RelaxNG:
    """Give a grammar for XML."""
    return etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng"))


def grammar_problems(path: str, name: str, root: etree._Element) -> Iterator[str]:
    """What the grammar of its kind says of a file."""
    grammar = schema(name)
    if not grammar.validate(root):
        yield from (f"{path}:{error.line}: {error.message}" for error in grammar.error_log)


def feed_problems(path: str, data: bytes) -> Iterator[str]:
    """What RFC 4287 asks for, and what a feed reader says."""
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    yield from grammar_problems(path, "atom", feed)
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        yield from element_problems(path, element)
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    if len(ids) != len(set(ids)):
        yield f"{path}: an id twice"
    for entry in feed.findall(f"{ATOM}entry"):
        if feed.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield f"{path}: no author"
        if entry.find(f"{ATOM}content") is None:
            yield f"{path}: no content"
    read = feedparser.parse(data)
    if read.bozo:
        yield f"{path}: {read.bozo_exception}"


def json_problems(path: str, data: bytes) -> Iterator[str]:
    """JSON that may stand in a page, too."""
    try:
        json.loads(data)
    except ValueError as error:
        yield f"{path}: {error}"
    if b"<" in data:
        yield f"{path}: a tag"


def json_feed_problems(path: str, feed: Mapping[str, Any]) -> Iterator[str]:
    """What JSON Feed 1.1 asks for."""
    yield from type_problems(path, feed, JSON_FEED, {"version", "title", "items"})
    for author in feed.get("authors", ()):
        yield from type_problems(path, author, JSON_AUTHOR, {"name"})
    for item in feed["items"]:
        yield from type_problems(f"{path}: {item.get('url')}", item, JSON_ITEM, {"id", "content_html"})
        for name in ("date_published", "date_modified"):
            if not RFC_3339.fullmatch(item[name]):
                yield f"{path}: {item['url']}: {name}: {item[name]}"
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield f"{path}: {feed['version']}"
    ids = [item["id"] for item in feed["items"]]
    if len(ids) != len(set(ids)) or not all(name.startswith("urn:uuid:") for name in ids):
        yield f"{path}: an id twice, or one that could change"


def type_problems(
    where: str, found: Mapping[str, Any], kinds: Mapping[str, type], needed: set[str]
) -> Iterator[str]:
    """Name what is missing, what is of another type, what is empty, and what nobody knows."""
    yield from (f"{where}: no {name}" for name in needed - found.keys())
    for name, value in found.items():
        if name not in kinds:
            yield f"{where}: not in JSON Feed: {name}"
        elif not isinstance(value, kinds[name]) or (value in ("", []) and name not in needed):
            yield f"{where}: {name}: {value!r}"


def element_problems(path: str, element: etree._Element) -> Iterator[str]:
    """What the feed and each of its entries must have."""
    for name in ("id", "title", "updated"):
        values = element.findall(ATOM + name)
        if len(values) != 1 or not (values[0].text or "").strip():
            yield f"{path}: {element.tag} must have one {name}"
    if not RFC_3339.fullmatch(element.findtext(f"{ATOM}updated") or ""):
        yield f"{path}: updated: {element.findtext(f'{ATOM}updated')}"
    if not (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:"):
        yield f"{path}: an id that could change"
    if element.find(f"{ATOM}link[@rel='alternate']") is None:
        yield f"{path}: no link to the page"


def sitemap_problems(tree: Tree, base_url: str) -> Iterator[str]:
    """Every address of the sitemap is that of a page."""
    root = etree.fromstring(tree["sitemap.xml"])
    yield from grammar_problems("sitemap.xml", "sitemap", root)
    places = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
    if len(places) != len(set(places)):
        yield "sitemap.xml: an address twice"
    for place in places:
        if unquote(place.removeprefix(base_url)) + "index.html" not in tree:
            yield f"sitemap.xml: leads nowhere: {place}"
