"""What every output of every site must be: valid, complete in itself, and without a trace of where it was made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import feedparser
import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

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
            found += feed_problems(data)
        if path.endswith(".json"):
            found += json_problems(path, data)
    found += json_feed_problems(json.loads(tree["feed.json"]))
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
    """The only script is linked data, which nothing runs."""
    for script in page.iter("script"):
        if script.get("type") != "application/ld+json" or "@type" not in json.loads(script.text or ""):
            yield f"{path}: a script"


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
    if re.search(rb"file://|/home/|/root/|/tmp/|/var/|/Users/", data):
        yield f"{path}: a path of this machine"


def feed_problems(data: bytes) -> Iterator[str]:
    """What RFC 4287 asks for, and what a feed reader says."""
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        yield from element_problems(element)
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    if len(ids) != len(set(ids)):
        yield "feed.xml: an id twice"
    for entry in feed.findall(f"{ATOM}entry"):
        if feed.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield "feed.xml: no author"
        if entry.find(f"{ATOM}content") is None:
            yield "feed.xml: no content"
    read = feedparser.parse(data)
    if read.bozo:
        yield f"feed.xml: {read.bozo_exception}"


def json_problems(path: str, data: bytes) -> Iterator[str]:
    """JSON that may stand in a page, too."""
    try:
        json.loads(data)
    except ValueError as error:
        yield f"{path}: {error}"
    if b"<" in data:
        yield f"{path}: a tag"


def json_feed_problems(feed: Mapping[str, Any]) -> Iterator[str]:
    """What JSON Feed 1.1 asks for."""
    if feed["version"] != "https://jsonfeed.org/version/1.1" or not feed["title"]:
        yield "feed.json: no version or title"
    ids = [item["id"] for item in feed["items"]]
    if len(ids) != len(set(ids)) or not all(name.startswith("urn:uuid:") for name in ids):
        yield "feed.json: an id twice, or one that could change"
    for item in feed["items"]:
        if "content_html" not in item or not RFC_3339.fullmatch(item["date_published"]):
            yield f"feed.json: {item['url']}: no content or date"


def element_problems(element: etree._Element) -> Iterator[str]:
    """What the feed and each of its entries must have."""
    for name in ("id", "title", "updated"):
        values = element.findall(ATOM + name)
        if len(values) != 1 or not (values[0].text or "").strip():
            yield f"feed.xml: {element.tag} must have one {name}"
    if not RFC_3339.fullmatch(element.findtext(f"{ATOM}updated") or ""):
        yield f"feed.xml: updated: {element.findtext(f'{ATOM}updated')}"
    if not (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:"):
        yield "feed.xml: an id that could change"
    if element.find(f"{ATOM}link[@rel='alternate']") is None:
        yield "feed.xml: no link to the page"


def sitemap_problems(tree: Tree, base_url: str) -> Iterator[str]:
    """Every address of the sitemap is that of a page."""
    places = [element.text or "" for element in etree.fromstring(tree["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    if len(places) != len(set(places)):
        yield "sitemap.xml: an address twice"
    for place in places:
        if unquote(place.removeprefix(base_url)) + "index.html" not in tree:
            yield f"sitemap.xml: leads nowhere: {place}"
