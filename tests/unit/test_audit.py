"""The last look at outputs: what stands wrong is named with its place, and nothing else is."""

from __future__ import annotations

import pytest

from briefings import audit

AT = "https://example.org/news/"
GOOD = '<p id="a"><a href="../b/#x">b</a> <img src="../c.png" alt=""></p>'


def over(pages: dict[str, str], base_url: str = AT) -> list[str]:
    contents = [(path, text.encode) for path, text in pages.items()]
    problems, _ = audit.over(contents, pages.keys(), base_url)
    return [str(problem).partition("\n")[0] for problem in problems]


def test_a_good_page_has_nothing() -> None:
    assert over({"a/index.html": GOOD, "b/index.html": "<h2 id='x'>B</h2>", "c.png": ""}) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b/">', "a/index.html:1:1: warning: no page at /b/"),
        ('\n  <a class="x"\nhref="/c">', "a/index.html:2:3: warning: no file at /c"),
        ('<a href="#y">', "a/index.html:1:1: warning: no heading or id #y on /a/"),
        ('<img src="../d.png" alt="x">', "a/index.html:1:1: warning: no file at /d.png"),
        (f'<a href="{AT}gone/">', "a/index.html:1:1: warning: no page at /gone/"),
        ('<a href="/news/gone/">', "a/index.html:1:1: warning: no page at /gone/"),
        ("<img src=''>", "a/index.html:1:1: warning: an image without alt"),
        ('<p id="k"><p id="k">', "a/index.html: warning: the id 'k' stands 2 times"),
    ],
)
def test_what_is_wrong_has_its_place(html: str, expected: str) -> None:
    assert over({"a/index.html": html}) == [expected]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#top">',
        '<a href="https://example.com/b/">',
        '<a href="mailto:a@example.org">',
        "<script>\"<a href='nowhere'>\"</script>",
        "<!-- <a href='nowhere'> -->",
        '<a title="a > b" href="./">',
        f'<a href="{AT}a/">',
        '<a href="http://[broken">',
    ],
)
def test_what_is_none_of_the_sites_links_is_left_alone(html: str) -> None:
    assert over({"a/index.html": html}) == []


def test_an_address_of_the_site_may_lack_its_last_slash() -> None:
    page = f'<a href="{AT}a/"></a><a href="https://example.org/newspaper/"></a><a href="{AT}gone/"></a>'

    assert over({"a/index.html": page}, AT.rstrip("/")) == ["a/index.html:1:88: warning: no page at /gone/"]


def test_a_long_tag_without_an_end_takes_no_time() -> None:
    assert over({"a/index.html": "<a " + "x='" * 20_000 + "<" * 20_000}) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("feed.xml", "<feed>\n & </feed>", "feed.xml:2:3: error: not XML: not well-formed (invalid token)"),
        (
            "feed.xml",
            '<feed xmlns="http://www.w3.org/2005/Atom"><id>i</id><title/></feed>',
            "feed.xml: error: the feed has no <updated>",
        ),
        (
            "feed.xml",
            '<feed xmlns="http://www.w3.org/2005/Atom"><id/><title/><updated/><entry><id/><updated/></entry></feed>',
            "feed.xml: error: entry 1 has no <title>",
        ),
        (
            "sitemap.xml",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a/</loc></url></urlset>',
            "sitemap.xml: error: no address of this site: '/a/'",
        ),
        (
            "sitemap.xml",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            + f"<url><loc>{AT}</loc></url>" * 50_001
            + "</urlset>",
            "sitemap.xml: error: 50001 addresses: no search engine reads more than 50000",
        ),
        ("feed.json", "{", "feed.json: error: not JSON: Expecting property name"),
        (
            "feed.json",
            '{"version": "", "title": "x"}',
            "feed.json: error: no items, which every JSON Feed has",
        ),
    ],
)
def test_what_programs_would_refuse(path: str, text: str, expected: str) -> None:
    assert over({path: text})[0].startswith(expected)


def test_two_entries_of_one_id_are_named() -> None:
    entry = "<entry><id>urn:x</id><title/><updated/></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><id/><title/><updated/>{entry}{entry}</feed>'

    assert over({"feed.xml": feed}) == ["feed.xml: error: 2 entries have the id urn:x"]


def test_addresses_of_other_hosts_are_given_once_with_their_place() -> None:
    page = f'<a href="https://a.example/x#1"></a>\n<a href="https://a.example/x#2"></a><a href="{AT}"></a>'
    _, led_to = audit.over([("index.html", page.encode)], {"index.html"}, AT)

    assert {url: str(place) for url, place in led_to.items()} == {"https://a.example/x": "index.html:1:1"}
