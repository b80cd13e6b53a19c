"""The scripts of the live reload, in a real browser, under the policy that the preview sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

from briefings.errors import Location, Problem
from briefings.server import Address, Server, Snapshot
from briefings.server.site import client_scripts
from tests.live_support import LIMIT, eventually, page, running

if TYPE_CHECKING:  # an extra: without it these tests are skipped
    from playwright.sync_api import Route

pytestmark = pytest.mark.browser

TALL = "".join(f"<p id=p{number}>Paragraph {number}</p>" for number in range(200))
LINK = '<link rel="stylesheet" href="/assets/style.{}.css">'
ERROR = Problem(
    Location("content/a.md", 3, 7),
    "not a date: '<b>23 Nov</b>'",
    "write date: 2026-11-23",
    frame="    date: 23",
)
HIDE = """value => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
WARNING = Problem(Location("content/a.md"), "no date", severity="warning")


class Site:
    """A server, and the next version of what it serves."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.version = 0
        self.files: dict[str, bytes] = {}

    def publish(self, files: Mapping[str, bytes], *problems: Problem) -> None:
        self.version += 1
        self.files = {"404.html": page("<h1>Nothing here</h1>"), **files}
        self.server.publish(Snapshot(self.files, problems, self.version))

    def again(self, *problems: Problem) -> None:
        self.publish(self.files, *problems)


@pytest.fixture
def site() -> Iterator[Site]:
    with running(None) as server:
        yield Site(server)


def opened(site: Site, browser_page, path: str = ""):
    """Open a page, and leave a note in it that only a full reload would wipe out."""
    browser_page.goto(site.server.url + path)
    browser_page.locator("briefings-problems").wait_for(state="attached")
    browser_page.evaluate("window.note = 'still the same page'")
    return browser_page


def is_same_page(browser_page) -> bool:
    return browser_page.evaluate("window.note") == "still the same page"


def overlay(browser_page):
    return browser_page.locator("briefings-problems .panel")


def test_a_changed_word_appears_in_place(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Old</h1>", title="Old title")})
    opened(site, browser_page)

    new = page("<h1>New</h1>", title="New title", head='<meta name="description" content="new">')
    site.publish({"index.html": new.replace(b'lang="en"', b'lang="ar" dir="rtl"')})

    browser_page.locator("h1:text-is('New')").wait_for()
    assert browser_page.title() == "New title"
    assert browser_page.locator("meta[name=description]").get_attribute("content") == "new"
    assert browser_page.locator("html").get_attribute("dir") == "rtl"
    assert is_same_page(browser_page)


def test_scroll_focus_typed_words_and_open_boxes_stay(site: Site, browser_page) -> None:
    def version(word: str) -> bytes:
        form = '<input id="search"><details id="more"><summary>More</summary>text</details>'
        return page(f"{form}<h1>{word}</h1><section tabindex=0 id=table>{TALL}<p>{word} end</p></section>")

    site.publish({"index.html": version("Old")})
    opened(site, browser_page)
    browser_page.locator("#search").fill("ozone")
    browser_page.locator("summary").click()
    browser_page.locator("#table").focus()
    browser_page.evaluate("scrollTo(0, 1500)")

    site.publish({"index.html": version("New")})
    browser_page.locator("h1:text-is('New')").wait_for()

    assert browser_page.locator("p:text-is('New end')").count() == 1  # also inside of what has the focus
    assert browser_page.evaluate("scrollY") == 1500
    assert browser_page.evaluate("document.activeElement.id") == "table"
    assert browser_page.evaluate("document.querySelector('#more').open")
    assert browser_page.locator("#search").input_value() == "ozone"
    assert is_same_page(browser_page)


def test_selected_text_stays_selected(site: Site, browser_page) -> None:
    def version(word: str) -> bytes:
        return page(f"<h1>{word}</h1><p>{word} before</p><p id=chosen>These words are selected</p>{TALL}")

    site.publish({"index.html": version("Old")})
    opened(site, browser_page)
    browser_page.evaluate("getSelection().setBaseAndExtent(chosen.firstChild, 6, chosen.firstChild, 11)")

    site.publish({"index.html": version("New")})
    browser_page.locator("h1:text-is('New')").wait_for()

    assert browser_page.evaluate("String(getSelection())") == "words"


def test_a_paragraph_above_moves_nothing_that_is_read(site: Site, browser_page) -> None:
    site.publish({"index.html": page(TALL)})
    opened(site, browser_page)
    browser_page.evaluate("p100.scrollIntoView(); p100.focus()")
    before = browser_page.locator("#p100").bounding_box()["y"]

    site.publish({"index.html": page("<h1>New</h1><p>One more</p>" + TALL)})
    browser_page.locator("h1:text-is('New')").wait_for(state="attached")

    eventually(lambda: abs(browser_page.locator("#p100").bounding_box()["y"] - before) < 2)


def test_a_new_stylesheet_takes_over_without_a_bare_moment(site: Site, browser_page) -> None:
    def version(name: str, colour: str) -> dict[str, bytes]:
        return {
            "index.html": page("<h1>Same</h1>", head=LINK.format(name)),
            f"assets/style.{name}.css": f"h1 {{ color: rgb({colour}) }}".encode(),
        }

    site.publish(version("a1", "1, 2, 3"))
    opened(site, browser_page)
    held: list[Route] = []
    browser_page.route("**/style.b2.css", lambda route: held.append(route))  # noqa: PLW0108 - it must be a function

    site.publish(version("b2", "4, 5, 6"))
    browser_page.locator("link[href*=b2]").wait_for(state="attached")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert browser_page.evaluate(colour) == "rgb(1, 2, 3)"  # while the new one is on its way

    eventually(lambda: held or browser_page.evaluate("0"))
    held[0].continue_()
    eventually(lambda: browser_page.locator("link[rel=stylesheet]").count() == 1)
    assert browser_page.evaluate(colour) == "rgb(4, 5, 6)"
    assert is_same_page(browser_page)


def test_a_stylesheet_that_changed_under_its_name_is_swapped_alone(site: Site, browser_page) -> None:
    def version(word: str, number: int) -> dict[str, bytes]:
        text = page(f"<h1>{word}</h1>", head=LINK.format("x"))
        return {"index.html": text, "assets/style.x.css": f"h1 {{ color: rgb({number}, 0, 0) }}".encode()}

    site.publish(version("Same", 1))
    opened(site, browser_page)
    colour = "getComputedStyle(document.querySelector('h1')).color"

    for word, number in (("Same", 2), ("Same", 3), ("New", 3), ("Newer", 4)):
        site.publish(version(word, number))
        browser_page.locator(f"script[data-version='{site.version}']").wait_for(state="attached")
        assert browser_page.evaluate(colour) == f"rgb({number}, 0, 0)"
        assert browser_page.locator("h1").inner_text() == word
        assert browser_page.locator("link").count() == 1
    assert is_same_page(browser_page)


def test_a_picture_that_changed_under_its_name_is_loaded_again(site: Site, browser_page) -> None:
    files = {
        "index.html": page('<img src="/a.svg" alt="">', head=LINK.format("x")),
        "assets/style.x.css": b"",
    }
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"/>'
    site.publish({**files, "a.svg": picture.format(10).encode()})
    opened(site, browser_page)

    with browser_page.expect_navigation():
        site.publish(
            {**files, "a.svg": picture.format(20).encode(), "assets/style.x.css": b"p { color: red }"}
        )

    assert browser_page.evaluate("document.querySelector('img').naturalWidth") == 20


def test_a_changed_script_starts_in_a_new_page(site: Site, browser_page) -> None:
    def version(number: int) -> dict[str, bytes]:
        return {
            "index.html": page("<h1>Same</h1>", head=f'<script src="/search.{number}.js" defer></script>'),
            f"search.{number}.js": f"window.started = {number}".encode(),
        }

    site.publish(version(1))
    opened(site, browser_page)

    with browser_page.expect_navigation():
        site.publish(version(2))

    assert browser_page.evaluate("window.started") == 2


def test_a_data_block_may_change_in_place(site: Site, browser_page) -> None:
    data = '<script type="application/ld+json">{{"headline": "{0}"}}</script>'
    site.publish({"index.html": page("<h1>Old</h1>", head=data.format("Old"))})
    opened(site, browser_page)

    site.publish({"index.html": page("<h1>New</h1>", head=data.format("New"))})
    browser_page.locator("h1:text-is('New')").wait_for()

    assert "New" in (browser_page.locator("script[type='application/ld+json']").text_content() or "")
    assert is_same_page(browser_page)


def test_another_page_that_changed_is_no_concern(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Old</h1>"), "a/index.html": page("a")})
    opened(site, browser_page)
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))

    site.publish({"index.html": page("<h1>Old</h1>"), "a/index.html": page("b")})
    browser_page.locator("script[data-version='2']").wait_for(state="attached")
    site.publish({"index.html": page("<h1>New</h1>"), "a/index.html": page("b")})
    browser_page.locator("h1:text-is('New')").wait_for()

    assert [address for address in asked if "/about/" not in address] == [site.server.url]


def test_errors_show_over_the_page_and_go_when_cured(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Good</h1>")})
    opened(site, browser_page)
    assert overlay(browser_page).is_hidden()

    site.again(ERROR)
    overlay(browser_page).wait_for()
    text = overlay(browser_page).inner_text()
    for part in ("content/a.md:3:7", "not a date: '<b>23 Nov</b>'", "date: 23", "write date: 2026-11-23"):
        assert part in text
    background = (
        "getComputedStyle(document.querySelector('briefings-problems').shadowRoot.firstChild).position"
    )
    assert browser_page.evaluate(background) == "fixed"  # its styles came through the policy

    site.again()
    overlay(browser_page).wait_for(state="hidden")
    assert is_same_page(browser_page)


def test_errors_from_before_a_page_was_opened_show(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Good</h1>")}, ERROR)
    opened(site, browser_page)

    overlay(browser_page).wait_for()


def test_errors_show_where_nothing_was_ever_built(site: Site, browser_page) -> None:
    site.server.publish(Snapshot({}, (ERROR,)))
    opened(site, browser_page)
    overlay(browser_page).wait_for()

    site.version = 1
    site.publish({"index.html": page("<h1>Built</h1>")})
    browser_page.locator("h1:text-is('Built')").wait_for()
    overlay(browser_page).wait_for(state="hidden")


def test_escape_hides_errors_until_they_change(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>One</h1>")}, ERROR)
    opened(site, browser_page)
    overlay(browser_page).wait_for()

    browser_page.keyboard.press("Escape")
    overlay(browser_page).wait_for(state="hidden")
    site.publish({"index.html": page("<h1>Two</h1>")}, ERROR)
    browser_page.locator("h1:text-is('Two')").wait_for()
    assert overlay(browser_page).is_hidden()

    site.again(ERROR, Problem(Location("content/b.md"), "another"))
    overlay(browser_page).wait_for()
    overlay(browser_page).get_by_role("button").click()
    overlay(browser_page).wait_for(state="hidden")


def test_errors_stay_over_a_page_that_changes_under_them(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>One</h1>")}, ERROR)
    opened(site, browser_page)
    overlay(browser_page).wait_for()

    site.publish({"index.html": page("<h1>Two</h1>" + TALL)}, ERROR)
    browser_page.locator("h1:text-is('Two')").wait_for()

    assert overlay(browser_page).is_visible()


def test_warnings_do_not_cover_the_page(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>One</h1>")})
    opened(site, browser_page)

    site.publish({"index.html": page("<h1>Two</h1>")}, WARNING)
    browser_page.locator("h1:text-is('Two')").wait_for()

    assert overlay(browser_page).is_hidden()


def test_a_page_that_is_gone_says_so_until_it_is_back(site: Site, browser_page) -> None:
    there = {"index.html": page("front"), "a/index.html": page("<h1>Here</h1>")}
    site.publish(there)
    opened(site, browser_page, "a/")

    site.publish({"index.html": page("front")})
    overlay(browser_page).get_by_text("no longer part of the site").wait_for()
    assert browser_page.locator("h1").inner_text() == "Here"

    site.publish(there)
    overlay(browser_page).wait_for(state="hidden")
    assert is_same_page(browser_page)


def test_a_page_that_comes_to_exist_replaces_the_one_for_what_is_missing(site: Site, browser_page) -> None:
    site.publish({"index.html": page("front")})
    opened(site, browser_page, "a/")

    site.publish(
        {"index.html": page("front"), "a/index.html": page("<h1>Here</h1>"), "404.html": page("new")}
    )

    browser_page.locator("h1:text-is('Here')").wait_for()


def test_versions_missed_while_nobody_looked_are_caught_up_with(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Old</h1>")})
    opened(site, browser_page)

    browser_page.evaluate(HIDE, True)  # noqa: FBT003 - the page's `hidden`
    site.publish({"index.html": page("<h1>Between</h1>")})
    site.publish({"index.html": page("<h1>New</h1>")})
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))

    browser_page.evaluate(HIDE, False)  # noqa: FBT003
    browser_page.locator("h1:text-is('New')").wait_for()
    eventually(lambda: len(asked) > 1 or browser_page.evaluate("0"))
    itself, about = asked
    assert itself == site.server.url  # once
    assert about.endswith("/about/index.html")
    assert is_same_page(browser_page)


def test_every_open_tab_follows(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Front</h1>"), "a/index.html": page("<h1>Old</h1>")})
    opened(site, browser_page)
    tabs = [opened(site, browser_page.context.new_page(), "a/") for _ in range(3)]

    site.publish({"index.html": page("<h1>Front</h1>"), "a/index.html": page("<h1>New</h1>")})
    for tab in tabs:
        tab.locator("h1:text-is('New')").wait_for()

    site.publish({"index.html": page("<h1>Last</h1>"), "a/index.html": page("<h1>New</h1>")}, ERROR)
    browser_page.locator("h1:text-is('Last')").wait_for()
    for tab in (browser_page, *tabs):
        overlay(tab).wait_for()
        assert is_same_page(tab)


def test_more_tabs_than_a_browser_has_connections_follow_and_lead_elsewhere(site: Site, browser_page) -> None:
    def version(word: str) -> dict[str, bytes]:
        pages = {f"{number}/index.html": page(f"<h1>{word}</h1>") for number in range(12)}
        return {"index.html": page("<h1>Front</h1>"), **pages}

    site.publish(version("Old"))
    context = browser_page.context
    tabs = [opened(site, context.new_page(), f"{number}/") for number in range(12)]  # to one host it has six

    for word in ("New", "Newer"):
        site.publish(version(word))
        for tab in tabs:
            tab.locator(f"h1:text-is('{word}')").wait_for()
            assert is_same_page(tab)

    tabs[0].goto(site.server.url)  # the worker that was started for it goes on
    assert tabs[0].locator("h1").inner_text() == "Front"
    site.again(ERROR)
    for tab in tabs:
        overlay(tab).wait_for()


def test_tabs_that_were_missed_out_look_for_themselves(site: Site, browser_page) -> None:
    """A version names what changed since the one before; who saw neither must not go by that."""
    site.publish({"index.html": page("<h1>Old</h1>"), "a/index.html": page("a")})
    opened(site, browser_page)
    other = opened(site, browser_page.context.new_page(), "a/")
    other.evaluate(HIDE, True)  # noqa: FBT003 - the page's `hidden`

    site.publish({"index.html": page("<h1>New</h1>"), "a/index.html": page("b")})
    site.publish({"index.html": page("<h1>Newer</h1>"), "a/index.html": page("b")})
    browser_page.locator("h1:text-is('Newer')").wait_for()
    assert other.locator("body").inner_text() == "a"

    other.evaluate(HIDE, False)  # noqa: FBT003
    other.get_by_text("b", exact=True).wait_for()
    assert is_same_page(other)


def listens(site: Site, browser_page) -> None:
    """Open a page that hears of what changes, and keeps its place."""
    site.publish({"index.html": page("<h1>Old</h1>")})
    opened(site, browser_page)

    site.publish({"index.html": page("<h1>New</h1>")}, ERROR)
    browser_page.locator("h1:text-is('New')").wait_for()
    overlay(browser_page).wait_for()
    assert is_same_page(browser_page)


def test_a_browser_without_shared_workers_listens_by_itself(site: Site, browser_page) -> None:
    browser_page.add_init_script("delete window.SharedWorker")
    listens(site, browser_page)


@pytest.mark.parametrize("script", [b"no script of any kind", b"// one of which the browser tells nothing"])
def test_a_page_whose_worker_does_not_run_listens_by_itself(
    script: bytes, browser_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {**client_scripts(), "worker.js": script}
    monkeypatch.setattr("briefings.server.listen.client_scripts", lambda: broken)
    with running(None) as server:
        listens(Site(server), browser_page)


def test_a_page_finds_a_preview_that_was_started_again(browser_page) -> None:
    with running(None) as server:
        site = Site(server)
        site.publish({"index.html": page("<h1>Old</h1>" + TALL)})
        opened(site, browser_page)
        browser_page.evaluate("scrollTo(0, 1500)")
        port = server.port
    with running(None, Address(port=port, explicit=True)) as server:
        site = Site(server)
        site.publish({"index.html": page("<h1>New</h1>" + TALL)})
        browser_page.locator("h1:text-is('New')").wait_for(timeout=LIMIT * 1000)
        eventually(lambda: browser_page.evaluate("scrollY") == 1500)

        site.publish({"index.html": page("<h1>Newer</h1>" + TALL)})  # and listens to it
        browser_page.locator("h1:text-is('Newer')").wait_for()


def test_nothing_is_asked_for_while_nothing_changes(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Same</h1>", head=LINK.format("x")), "assets/style.x.css": b""})
    opened(site, browser_page)
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))

    for problems in ((), (WARNING,), (), (WARNING,)):
        site.again(*problems)
        browser_page.locator(f"script[data-version='{site.version}']").wait_for(state="attached")

    assert [address for address in asked if "/about/" not in address] == []  # but what the bar should say
    assert is_same_page(browser_page)


def test_a_page_that_is_shown_again_asks_for_nothing_it_has(site: Site, browser_page) -> None:
    site.publish({"index.html": page("<h1>Same</h1>")})
    opened(site, browser_page)
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))

    browser_page.evaluate(
        "dispatchEvent(new Event('blur')); document.dispatchEvent(new Event('visibilitychange'))"
    )
    site.again(ERROR)
    overlay(browser_page).wait_for()

    (about,) = asked  # for the new version
    assert about.endswith("/about/index.html")
    assert is_same_page(browser_page)
