"""Search: what is found, that the index is the same each time, and the page that searches in a real browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings import texts
from briefings.build import Session, Setting, shipped_themes
from briefings.pagefind import SIGNATURE, Indexer
from tests import validity
from tests.conftest import Site, briefing
from tests.live_support import eventually
from tests.test_preview_build import previewing

A, B = "content/briefings/a.md", "content/briefings/b.md"
MEMORY = "/dev/shm"  # noqa: S108 - a file system in memory
CONFIG = '[site]\ntitle = "Test"\nbase_url = "https://example.org/"\n'


@pytest.fixture
def two(site: Site, with_search: None) -> Site:  # noqa: ARG001 - how the site is built
    site.write("content/pages/about.md", "# About\n\nA lighthouse keeper wrote this.\n")
    site.write(
        A, briefing(title='"The <b>pier</b>"', topics="Roads, Sea", body="Ferries & <i>boats</i> lie here.")
    )
    site.write(B, briefing(title="The ford", date="2024-03-01", topics="Roads", body="Horses wade here."))
    return site.build()


def index_of(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in tree.items() if name.startswith("pagefind/")}


def fragments(tree: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """What the index shows of each page, by its address."""
    read = [
        json.loads(gzip.decompress(data).removeprefix(SIGNATURE))
        for name, data in tree.items()
        if name.endswith(".pf_fragment")
    ]
    return {page["url"]: page for page in read}


def test_the_index_has_the_pages_and_what_they_are_chosen_by(two: Site) -> None:
    found = fragments(two.tree())

    assert set(found) == {"/about/", "/briefings/a/", "/briefings/b/"}
    pier = found["/briefings/a/"]
    assert pier["meta"] == {"title": "The <b>pier</b>", "date": "1 Dec 2025", "lang": "en"}
    assert pier["filters"] == {"topic": ["Roads", "Sea"], "year": ["2025"]}
    assert "Ferries & <i>boats</i> lie here." in str(pier["content"])
    assert validity.problems(two.tree(), "https://example.org/") == []


def test_nothing_is_published_of_the_index_that_nobody_loads(two: Site) -> None:
    names = {name.rpartition(".")[2] for name in index_of(two.tree())}
    assert names == {"js", "json", "pagefind", "pf_meta", "pf_filter", "pf_index", "pf_fragment"}
    assert len([name for name in index_of(two.tree()) if name.endswith((".js", ".pagefind"))]) == 2


def test_what_is_kept_out_of_search_is_not_found(two: Site) -> None:
    two.write(A, briefing(title="The pier", more="exclude: [search]\n"))
    two.write(B, briefing(title="The ford", more="status: draft\n"))
    two.write("content/briefings/c.md", briefing(title="Later", date="2040-01-01"))
    two.build(Setting(drafts=True))

    assert two.exists("site/briefings/b/index.html")
    assert set(fragments(two.tree())) == {"/about/"}


def test_the_same_pages_have_the_same_index(two: Site) -> None:
    """Pagefind orders the values of filters anew each time."""
    for _ in range(3):
        assert two.clean_tree() == two.tree()


def test_the_order_in_which_a_folder_lists_its_pages_is_none_of_the_index(
    with_search: None,  # noqa: ARG001 - whether there is Pagefind
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each file system has another one; that of the one in memory follows from when the files were made."""
    if Path(MEMORY).is_dir():
        monkeypatch.setattr("tempfile.tempdir", MEMORY)
    names = [f"briefings/p{number}/index.html" for number in range(30)]
    made: list[dict[str, bytes]] = []
    for turn in (names, names[::-1]):
        indexer = Indexer()
        for name in turn:
            indexer.write(name, f"<html><body data-pagefind-body><h1>{name}</h1>Word</body></html>".encode())
        indexer.remove(names[3])
        indexer.start("en")
        indexer.wait()
        made.append(dict(indexer.files({})))
        indexer.close()

    assert made[0] == made[1]
    assert sum("fragment" in name for name in made[0]) == len(names) - 1


def test_an_edit_that_nobody_can_search_for_makes_no_index(
    two: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.pagefind.Indexer.start", lambda *_: pytest.fail("indexed"))
    before = {path: (two.root / "site" / path).stat() for path in two.tree()}
    two.build()
    assert {path: (two.root / "site" / path).stat() for path in two.tree()} == before

    two.write("themes/default/partials/footer.html", "<footer>Ours</footer>").build()
    after = {path: (two.root / "site" / path).stat() for path in index_of(two.tree())}
    assert {path: (s.st_ino, s.st_mtime_ns) for path, s in after.items()} == {
        path: (before[path].st_ino, before[path].st_mtime_ns) for path in after
    }


def test_each_edit_leads_where_a_clean_build_leads(two: Site) -> None:
    two.write(B, briefing(title="The ford", date="2024-03-01", topics="Roads, Horses", body="Gone.")).build()
    assert two.tree() == two.clean_tree()
    two.write(B, briefing(title="The ford", topics="Roads", more="slug: wade\n")).build()
    assert set(fragments(two.tree())) == {"/about/", "/briefings/a/", "/briefings/wade/"}
    assert two.tree() == two.clean_tree()
    pier = next(name for name in index_of(two.tree()) if "fragment" in name)
    (two.root / "site" / pier).unlink()
    two.build()
    assert two.tree() == two.clean_tree()
    (two.root / ".briefings/state").unlink()
    two.remove(A).build()
    assert two.tree() == two.clean_tree()
    two.remove(B).remove("content/pages/about.md").build()
    assert two.tree() == two.clean_tree()
    assert index_of(two.tree()) == {}


def test_where_no_index_can_be_made_the_last_one_stays(two: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index_of(two.tree())
    monkeypatch.setattr("briefings.pagefind.sys.executable", "/bin/false")
    two.write(A, briefing(title="Another pier")).build()

    assert "Another pier" in two.page("briefings/a/index.html")
    assert index_of(two.tree()) == before
    assert "search: error: no new search index" in two.messages()[0]
    monkeypatch.undo()


@pytest.mark.parametrize("off", [True, False])
def test_without_search_the_archive_has_a_filter_or_nothing(site: Site, *, off: bool) -> None:
    site.write("briefings.toml", CONFIG + ('off = ["search"]\n' if off else ""))
    site.write(A, briefing()).build()

    assert not site.exists("site/search")
    assert not site.exists("site/pagefind")
    assert "search" not in site.page("index.html")
    assert ('role="search"' in site.page("archive/index.html")) is not off
    assert validity.problems(site.tree(), "https://example.org/") == []


def test_with_search_off_there_is_none(two: Site) -> None:
    two.write("briefings.toml", CONFIG + 'off = ["search"]\n').build()

    assert not two.exists("site/search")
    assert not two.exists("site/pagefind")
    assert two.tree() == two.clean_tree()


def test_the_script_is_small_and_has_no_other_host() -> None:
    script = (shipped_themes() / "default/static/search.js").read_bytes()

    assert len(gzip.compress(script, 9, mtime=0)) <= 3 * 1024
    assert b"http" not in script
    assert b"innerHTML" not in script


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_results_are_counted_in_every_language(language: str) -> None:
    assert "{n}" in texts.forms(language, "result_count")["other"]


# --- in a browser --------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain server, as any host of files is: nothing is compressed."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The folder of the test, below a path, as a site may stand."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/site-under-test/site/"
        server.shutdown()
        thread.join()


@pytest.mark.browser
def test_a_reader_searches(two: Site, served: str, browser_page) -> None:
    hosts = set()
    browser_page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    browser_page.goto(f"{served}index.html")
    browser_page.get_by_role("link", name="Search").click()
    browser_page.wait_for_url("**/search/", wait_until="load")  # the form is there before its script
    browser_page.keyboard.press("/")
    browser_page.keyboard.type("boats")
    browser_page.get_by_text("1 result", exact=True).wait_for()
    link = browser_page.locator(".results a")

    assert link.inner_text() == "The <b>pier</b>"
    assert link.evaluate("link => link.href") == f"{served}briefings/a/"
    assert "boats" in browser_page.locator(".results mark").inner_text()
    assert "<i>boats" in browser_page.locator(".results p").inner_text()
    assert browser_page.url.endswith("?q=boats")

    browser_page.keyboard.press("Escape")
    eventually(lambda: browser_page.locator(".results li").count() == 0)
    assert browser_page.locator("[name=q]").input_value() == ""
    browser_page.get_by_label("Topic").select_option("Roads")  # it was there before the index was
    browser_page.get_by_text("2 results").wait_for()
    browser_page.get_by_label("Year").select_option("2024")
    browser_page.get_by_text("1 result", exact=True).wait_for()
    assert browser_page.locator(".results a").inner_text() == "The ford"
    assert browser_page.locator(".results time").inner_text() == "1 Mar 2024"
    assert hosts == {served.split("/")[2]}

    browser_page.reload()  # the address says what was asked for
    browser_page.get_by_text("1 result", exact=True).wait_for()
    assert two.page("search/index.html").count("<script") == 1


@pytest.mark.browser
def test_what_a_reader_types_before_the_script_has_come_is_found(
    two: Site, served: str, browser_page
) -> None:
    held = []
    browser_page.route("**/search.*.js", lambda route: held.append(route))  # noqa: PLW0108 - it must be a function
    browser_page.goto(f"{served}search/?q=horses", wait_until="commit")
    browser_page.locator("[name=q]").fill("boats")
    eventually(lambda: browser_page.evaluate("1") and held)
    held[0].continue_()
    browser_page.get_by_text("1 result", exact=True).wait_for()

    assert browser_page.locator("[name=q]").input_value() == "boats"
    assert browser_page.locator(".results mark").inner_text() == "<i>boats</i>"
    assert two.report.errors == 0


@pytest.mark.browser
def test_a_reader_filters_the_archive(site: Site, served: str, browser_page) -> None:
    site.write("briefings.toml", '[site]\ntitle = "Test"\nbase_url = "https://example.org/"\n')
    site.write(A, briefing(title="Señales", date="2025-12-01")).write(
        B, briefing(title="The ford", date="2024-03-01")
    )
    site.build()
    browser_page.goto(f"{served}archive/index.html")
    browser_page.locator("form").wait_for()
    browser_page.keyboard.press("/")
    browser_page.keyboard.type("senal")
    browser_page.get_by_text("1 result", exact=True).wait_for()

    assert browser_page.locator(".rows li:visible").all_inner_texts() == ["1 Dec 2025\nSeñales"]
    assert not browser_page.get_by_role("heading", name="2024").is_visible()
    browser_page.keyboard.press("Escape")
    assert browser_page.locator(".rows li:visible").count() == 2


@pytest.mark.browser
def test_without_a_script_the_archive_is_whole_and_search_leads_there(
    two: Site, served: str, browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}search/index.html")
    assert not page.locator("form").is_visible()
    page.locator("noscript a").click()
    assert page.locator(".rows li:visible").count() == 2
    context.close()
    assert two.report.errors == 0


# --- the preview ---------------------------------------------------------------------------------------


def test_a_preview_has_the_index_a_little_later(two: Site) -> None:
    with Session(two.root, Setting(drafts=True)) as session:
        build = session.rebuild()
        assert "search/index.html" in build.names
        assert not any(name.startswith("pagefind/") for name in build.names)
        for _ in build.index():
            pass
        assert build.is_indexing

        def taken() -> frozenset[str]:
            for _ in build.index():
                pass
            return build.renewed()

        first = eventually(taken)
        assert first == index_of(two.tree()).keys()
        assert {name: build.get(name) for name in first} == index_of(two.tree())
        assert not build.is_indexing

        two.write(A, briefing(title="Anew", topics="Sea"))
        build = session.rebuild()
        assert first <= set(build.names)  # the last one stays until there is another
        assert build.get(next(iter(first))) is not None
        assert "pagefind/pagefind-entry.json" in eventually(taken)
        assert index_of({name: build.get(name) or b"" for name in build.names}) == index_of(
            two.build().tree()
        )


@pytest.mark.browser
def test_the_preview_finds_what_was_written_last(
    two: Site, browser_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.preview.SILENCE", 0.5)
    with previewing(two) as live:
        live.line("built")
        eventually(lambda: "pagefind/pagefind.js" in live.snapshots[-1].files)
        known = len(live.snapshots)
        two.write(A, briefing(title="Seagulls", topics="Sea"))
        eventually(
            lambda: any("pagefind/pagefind-entry.json" in (s.changed or ()) for s in live.snapshots[known:])
        )
        browser_page.goto(f"{live.server.url}search/?q=seagulls")
        browser_page.get_by_text("1 result", exact=True).wait_for()

        browser_page.goto(f"{live.server.url}search/?q=horses")
        browser_page.get_by_text("1 result", exact=True).wait_for()
        known = len(live.snapshots)
        two.write(A, briefing(title="Gannets", topics="Sea"))
        eventually(
            lambda: any("pagefind/pagefind-entry.json" in (s.changed or ()) for s in live.snapshots[known:])
        )
        browser_page.locator("[name=q]").fill("seagulls")  # by the index that was loaded
        browser_page.get_by_role("link", name="Seagulls").wait_for()
        eventually(live.is_as_built)
