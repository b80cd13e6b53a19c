"""The overlay and the bar of the preview, in a real browser: what concerns this page, what others, what can be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefings.errors import Location, Problem
from briefings.server import Manuscript
from tests.live_support import eventually, page, running
from tests.test_bar import FILE, RATES, WARNING, Shelf
from tests.test_live import TALL, Site, is_same_page, opened, overlay

pytestmark = pytest.mark.browser

HERE = Problem(Location(FILE, 4, 1), "there is no title", "write title: …", frame="    tittle: Rates")
ELSEWHERE = Problem(Location("content/briefings/ice.md", 3, 7), "not a date: '<b>23 Nov</b>'")
EVERYWHERE = Problem(Location("themes/default/base.html", 2), "nobody is undefined")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(Manuscript(FILE))


@pytest.fixture
def site(shelf: Shelf) -> Iterator[Site]:
    with running(None, manuscripts=shelf) as server:
        site = Site(server)
        site.publish({RATES: page("<h1>Rates</h1>"), "index.html": page("<h1>Front</h1>")})
        yield site


def bar(browser_page):
    return browser_page.locator("briefings-problems .bar")


def test_an_error_of_another_page_is_counted_and_listed_in_the_bar(site: Site, browser_page) -> None:
    opened(site, browser_page, "briefings/rates/")

    site.again(ELSEWHERE)
    badge = bar(browser_page).get_by_role("button", name="1 problem in other pages")
    badge.wait_for()
    assert overlay(browser_page).is_hidden()

    badge.click()
    listed = bar(browser_page).locator(".list").inner_text()
    assert "content/briefings/ice.md:3:7" in listed
    assert "not a date: '<b>23 Nov</b>'" in listed
    browser_page.keyboard.press("Escape")
    bar(browser_page).locator(".list").wait_for(state="detached")

    site.again()
    badge.wait_for(state="detached")
    assert is_same_page(browser_page)


def test_an_error_of_this_page_covers_it_and_others_are_counted(site: Site, browser_page) -> None:
    opened(site, browser_page, "briefings/rates/")

    site.again(HERE, ELSEWHERE)
    overlay(browser_page).wait_for()
    text = overlay(browser_page).inner_text()
    for part in ("1 problem", f"{FILE}:4:1", "there is no title", "tittle: Rates", "Hint: write title: …"):
        assert part in text
    assert "ice.md" not in text
    browser_page.keyboard.press("Escape")
    overlay(browser_page).wait_for(state="hidden")
    bar(browser_page).get_by_role("button", name="1 problem in other pages").click()

    bar(browser_page).get_by_role("button", name="1 problem on this page").click()
    overlay(browser_page).wait_for()


@pytest.mark.parametrize("path", ["", "briefings/rates/", "nowhere/"])
def test_an_error_of_the_theme_covers_every_page(site: Site, browser_page, path: str) -> None:
    opened(site, browser_page, path)

    site.again(EVERYWHERE)
    overlay(browser_page).get_by_text("nobody is undefined").wait_for()


def test_where_a_page_is_missing_its_error_is_shown(site: Site, browser_page) -> None:
    opened(site, browser_page, "briefings/ice/")

    site.again(ELSEWHERE)
    overlay(browser_page).get_by_text("not a date").wait_for()
    site.publish({**site.files, "briefings/ice/index.html": page("<h1>Ice</h1>")})
    browser_page.locator("h1:text-is('Ice')").wait_for()
    overlay(browser_page).wait_for(state="hidden")

    site.again(HERE)  # from here on it is a page like the others
    bar(browser_page).get_by_role("button", name="1 problem in the site").wait_for()
    assert overlay(browser_page).is_hidden()


def test_the_bar_says_what_keeps_a_page_from_being_published(site: Site, shelf: Shelf, browser_page) -> None:
    shelf.manuscript = Manuscript(FILE, ("Draft", "Future: 2999-01-02", "A change is proposed"))
    opened(site, browser_page, "briefings/rates/")
    bar(browser_page).wait_for()
    assert bar(browser_page).locator(".mark").all_inner_texts() == [
        "Draft",
        "Future: 2999-01-02",
        "A change is proposed",
    ]

    shelf.manuscript = Manuscript(FILE)
    site.again()
    bar(browser_page).locator(".mark").first.wait_for(state="detached")
    assert is_same_page(browser_page)


def test_the_bar_lists_what_is_to_be_checked_on_this_page(site: Site, browser_page) -> None:
    opened(site, browser_page, "briefings/rates/")
    site.again(WARNING, Problem(Location("content/briefings/ice.md"), "no date", severity="warning"))

    bar(browser_page).get_by_role("button", name="1 thing to check").click()
    listed = bar(browser_page).locator(".list").inner_text()
    assert WARNING.message in listed
    assert "no date" not in listed


def test_an_open_list_stays_while_other_things_change(site: Site, browser_page) -> None:
    site.again(WARNING)
    opened(site, browser_page, "briefings/rates/")
    bar(browser_page).get_by_role("button", name="1 thing to check").click()

    site.publish({**site.files, RATES: page("<h1>New</h1>")}, WARNING)
    browser_page.locator("h1:text-is('New')").wait_for()

    assert bar(browser_page).locator(".list").is_visible()


def test_a_list_has_no_bar_while_all_is_well(site: Site, browser_page) -> None:
    opened(site, browser_page)
    site.again(WARNING)
    browser_page.locator("script[data-version='2']").wait_for(state="attached")

    assert bar(browser_page).is_hidden()


def test_the_file_is_opened_from_the_bar(site: Site, shelf: Shelf, browser_page) -> None:
    opened(site, browser_page, "briefings/rates/")
    bar(browser_page).get_by_role("button", name=f"Edit {FILE}").click()

    eventually(lambda: shelf.opened or browser_page.evaluate("0"))
    assert shelf.opened == [Location(FILE)]


def test_the_place_of_an_error_is_opened_from_the_overlay(site: Site, shelf: Shelf, browser_page) -> None:
    opened(site, browser_page, "briefings/rates/")
    site.again(HERE)
    overlay(browser_page).get_by_role("button", name=f"{FILE}:4:1").click()

    eventually(lambda: shelf.opened or browser_page.evaluate("0"))
    assert shelf.opened == [HERE.location]


def test_an_editor_that_does_not_start_is_told_in_the_bar(site: Site, shelf: Shelf, browser_page) -> None:
    shelf.failure = "The editor could not be started."
    opened(site, browser_page, "briefings/rates/")
    bar(browser_page).get_by_role("button", name=f"Edit {FILE}").click()

    bar(browser_page).get_by_text("The editor could not be started.").wait_for()


def test_neither_paper_nor_the_page_has_anything_of_it(site: Site, shelf: Shelf, browser_page) -> None:
    shelf.manuscript = Manuscript(FILE, ("Draft",))
    site.again(HERE)
    opened(site, browser_page, "briefings/rates/")
    overlay(browser_page).wait_for()
    assert browser_page.locator("body briefings-problems").count() == 0
    assert browser_page.evaluate("document.body.innerHTML") == "<h1>Rates</h1>"
    assert browser_page.evaluate("document.querySelectorAll('body *').length") == 1

    browser_page.emulate_media(media="print")
    overlay(browser_page).wait_for(state="hidden")
    assert bar(browser_page).is_hidden()


def test_the_end_of_a_page_can_be_read_above_the_bar(site: Site, shelf: Shelf, browser_page) -> None:
    shelf.manuscript = Manuscript(FILE, ("Draft",))
    site.publish({RATES: page(f"{TALL}<p id=last>Last</p>")})
    opened(site, browser_page, "briefings/rates/")
    bar(browser_page).wait_for()

    browser_page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last, chips = browser_page.locator("#last").bounding_box(), bar(browser_page).bounding_box()
    assert last["y"] + last["height"] <= chips["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_of_it_is_wider_than_the_screen(
    site: Site, shelf: Shelf, browser_page, width: int, scheme: str
) -> None:
    long = "content/briefings/" + "a-very-long-name-" * 8 + ".md"
    shelf.manuscript = Manuscript(long, ("Draft", "Future: 2999-01-02", "A change is proposed"))
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.emulate_media(color_scheme=scheme)
    site.again(Problem(Location(long, 3), "wrong " * 60, frame="    " + "x" * 300), ELSEWHERE)
    opened(site, browser_page, "briefings/rates/")
    overlay(browser_page).wait_for()

    wide = "node => node.scrollWidth > node.clientWidth"
    assert not overlay(browser_page).evaluate(wide)
    browser_page.keyboard.press("Escape")
    for part in (bar(browser_page), bar(browser_page).locator(".chips")):
        assert not part.evaluate(wide)
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
