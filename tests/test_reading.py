"""What a reader gets, looked at in a browser and by checkers: accessible, valid, small, quiet, and fit for paper.

Both themes, over the example site, a site with everything in it, and one from right to left.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from briefings import texts
from tests import reading
from tests.reading import SITES, THEMES, Tree, Visit, visiting

BOTH = [*((name, theme) for theme in THEMES for name in SITES), reading.GUIDE]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory):
    """Give a site as built, once a process."""

    @functools.cache
    def build(name: str, theme: str) -> Tree:
        return reading.built(name, theme, tmp_path_factory.mktemp("reading") / "site")

    return build


@pytest.fixture(scope="session")
def everywhere(built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sites in it, so that a checker need start only once."""
    folder = tmp_path_factory.mktemp("everywhere")
    for name, theme in BOTH:
        for path, data in built(name, theme).items():
            file = folder / name / theme / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return folder


# --- in a browser --------------------------------------------------------------------------------------

AXE = """async only => {
  const found = await axe.run(document, {rules: {"target-size": {enabled: true}}, ...(only && {runOnly: only})});
  const short = (kind, list) => list.flatMap(rule => rule.nodes.map(
    node => `axe ${kind} ${rule.id}: ${node.target}: ${node.html.slice(0, 120)}`));
  return [...short("violation", found.violations), ...short("incomplete", found.incomplete)];
}"""

WATCH = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""
SHIFTS = """() => document.fonts.ready.then(() => new Promise(done => setTimeout(
  () => done(window.shifted ? [`shifted by ${window.shifted}`] : []), 50)))"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > width) found.push("the page scrolls to the side");
  for (const each of document.querySelectorAll("body *")) {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    const scrolls = each.parentElement.closest(".table, .skip");
    const outside = box.width && (box.right > width + 1 || box.left < -1);
    const clips = style.overflowX !== "visible" && style.overflowX !== "auto";
    if (outside && !scrolls) found.push(`outside: ${each.outerHTML.slice(0, 90)}`);
    if (clips && each.scrollHeight > each.clientHeight + 1) found.push(`clipped: ${each.outerHTML.slice(0, 90)}`);
  }
  return found;
}"""
"""Nothing but a wide table scrolls to the side, and nothing is cut off."""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What a reader may set, as WCAG 2.2 has it (1.4.12)."""

TARGETS = """() => [...document.querySelectorAll("a:not(.skip), button, input, summary")].filter(each => {
  const sentence = each.closest("p:not(.meta, .kicker, .uses), dd, figcaption") && !each.matches(".mark");
  const boxes = [...each.getClientRects()];
  return !sentence && boxes.length && boxes.every(box => box.height < 24 || box.width < 24);
}).map(each => `smaller than a fingertip: ${each.outerHTML.slice(0, 90)}`)"""
"""A link within a sentence may be as high as its line (2.5.8)."""


SEARCHING = frozenset({"archive/index.html", "search/index.html"})


def looked_over(visit: Visit, path: str, axe: str) -> Iterator[str]:
    """Look at one page in every way, and tell what is wrong with it."""
    page = visit.open(path).page
    yield from page.evaluate(SHIFTS)
    images = visit.tree[path].count(b"<img ")
    scripts = visit.tree[path].count(b"<script defer")
    searches = path in SEARCHING and b' type="search"' in visit.tree[path]
    assert scripts == searches, "the box that searches, and nothing else, has a script"
    if len(visit.asked) != 2 + images + scripts:  # the page and its style sheet
        yield f"asks for {visit.asked}"
    page.evaluate(axe)
    yield from page.evaluate(AXE)
    yield from page.evaluate(TARGETS)
    page.emulate_media(color_scheme="dark")
    yield from page.evaluate(AXE, ["color-contrast"])  # nothing else is another
    page.emulate_media(color_scheme="light")
    for width in (640, 320):  # 1280 px at 200 %, and the narrowest
        page.set_viewport_size({"width": width, "height": 800})
        yield from page.evaluate(OVERFLOW)
    yield from page.evaluate(AXE)
    yield from page.evaluate(TARGETS)
    page.add_style_tag(content=SPACING)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        yield from page.evaluate(OVERFLOW)


@pytest.mark.browser
@pytest.mark.parametrize(("name", "theme"), BOTH)
def test_a_page_of_each_kind_is_accessible_quiet_and_fits(browser, built, name: str, theme: str) -> None:
    """Axe has nothing to say and nothing to ask, nothing moves, and two files of this host are all that is asked."""
    axe = reading.tool("axe-core/axe.min.js").read_text("utf-8")
    tree = built(name, theme)
    with visiting(browser, tree, color_scheme="light") as visit:
        visit.page.add_init_script(WATCH)
        found = {path: list(dict.fromkeys(looked_over(visit, path, axe))) for path in reading.kinds(tree)}
        assert {path: wrong for path, wrong in found.items() if wrong} == {}
        assert visit.strange == []


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_the_skip_link_is_first_and_leads_to_the_text(browser, built, theme: str) -> None:
    with visiting(browser, built("example", theme)) as visit:
        page = visit.open("index.html").page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


STATUS = """() => [...document.querySelectorAll(".facts .status")].map(each => {
  const range = document.createRange();
  range.setStart(each.parentElement, 0);
  range.setEndBefore(each);
  const above = [...range.getClientRects()].map(box => box.bottom);
  return each.getBoundingClientRect().top - Math.max(...above);
})"""
GAPS = """() => [...document.querySelectorAll("article > h2")].flatMap(each => {
  const gap = (one, other) => other.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
  return [[each.previousElementSibling, each], [each, each.nextElementSibling]]
    .filter(([one, other]) => one.matches("p") || other.matches("p")).map(pair => Math.round(gap(...pair)));
})"""


@pytest.mark.browser
def test_a_status_stands_below_its_fact_and_margins_collapse(browser, built) -> None:
    """In the prototype a status stood sometimes beside its fact, and a grid doubled the space around headings."""
    with visiting(browser, built("everything", "default")) as visit:
        page = visit.open("briefings/harbour-walls/index.html").page
        below, gaps = page.evaluate(STATUS), page.evaluate(GAPS)

    assert below
    assert all(distance > -6 for distance in below), "a mark reaches a little below its line, for the finger"
    assert gaps
    assert set(gaps) <= {32, 12}


# --- in words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "theme"), BOTH)
def test_links_of_one_name_lead_to_one_place(built, name: str, theme: str) -> None:
    """Within a part of the page; a mark is told apart by its fact: two sentences of a line have one name."""
    tree = built(name, theme)
    for path in reading.pages(tree):
        places: dict[tuple[str, str], set[str]] = {}
        for link in html.document_fromstring(tree[path].decode()).xpath("//a[not(@class = 'mark')]"):
            said = link.get("aria-label") or " ".join(link.text_content().split())
            part = link.xpath(
                "(ancestor::nav | ancestor::aside | ancestor::section | ancestor::body)[last()]"
            )[0]
            assert said, path
            where = part.getroottree().getpath(part)
            places.setdefault((where, said), set()).add(urljoin(reading.address(path), link.get("href")))
        assert {said: found for said, found in places.items() if len(found) > 1} == {}, path


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_in_arabic_has_an_english_label(built, theme: str) -> None:
    tree = built("arabic", theme)
    english = {text for text in texts.catalogue("en").values() if isinstance(text, str) and len(text) > 2}
    for path in reading.pages(tree):
        page = html.document_fromstring(tree[path].decode())
        labels = {text.strip() for text in page.itertext()} | set(page.xpath("//@aria-label"))
        assert page.get("lang") == "en" or labels & english == set(), path


# --- on paper ------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_a_typical_briefing_has_room_on_two_pages(browser, built, theme: str) -> None:
    tree = built("example", theme)
    sheets = {}
    with visiting(browser, tree) as visit:
        for path in tree:
            if re.fullmatch(r"briefings/[^/]+/index\.html", path):
                pdf = visit.open(path).page.pdf(prefer_css_page_size=True, format="A4")
                sheets[path] = len(re.findall(rb"/Type\s*/Page\b", pdf))

    counts = sorted(sheets.values())
    assert counts[len(counts) // 2] <= 2, sheets


# --- valid and small -----------------------------------------------------------------------------------


def test_the_checker_of_the_w3c_has_nothing_to_say(everywhere: Path) -> None:
    jar = reading.tool("vnu-jar/build/dist/vnu.jar")
    out = reading.said(
        "java",
        "-jar",
        jar,
        "--format",
        "json",
        "--skip-non-html",
        "--also-check-css",
        everywhere,
        folder=everywhere,
    )

    messages = json.loads(out)["messages"]
    assert [
        (each["url"].partition(everywhere.name)[2], each.get("lastLine"), each["message"])
        for each in messages
    ] == []


def test_html_validate_has_nothing_to_say(everywhere: Path) -> None:
    tool = reading.tool("html-validate/bin/html-validate.mjs")
    rules = {
        "doctype-style": ["error", {"style": "lowercase"}],
        "valid-id": [
            "error",
            {"relaxed": True},
        ],  # as HTML has it: a heading may begin with a year, or be Arabic
    }
    config = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    (everywhere / ".htmlvalidate.json").write_text(json.dumps(config), "utf-8")
    out = reading.said("node", tool, "--formatter", "json", "**/*.html", folder=everywhere)

    found = [
        (result["filePath"].partition(everywhere.name)[2], each["line"], each["ruleId"], each["message"])
        for result in json.loads(out)
        for each in result["messages"]
    ]
    assert found == []


@pytest.mark.parametrize(("name", "theme"), BOTH)
def test_pages_and_styles_are_small(built, name: str, theme: str) -> None:
    limits = {".html": 15 * 1024, ".css": 4 * 1024}
    for path, data in built(name, theme).items():
        limit = limits.get(Path(path).suffix)
        assert limit is None or len(gzip.compress(data, 9, mtime=0)) <= limit, path
