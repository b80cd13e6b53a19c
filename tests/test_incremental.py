"""What is built again after each kind of edit; that nothing stays stale, `test_whole_sites` tries at random."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from briefings.build import Session, Setting
from briefings.rules import feeds
from tests.conftest import Site, briefing

A, B = "content/briefings/a.md", "content/briefings/b.md"


@pytest.fixture
def two(site: Site) -> Site:
    site.write(A, briefing(title="First", date="2025-12-01", topics="Climate"))
    site.write(B, briefing(title="Second", date="2025-12-02", topics="Health"))
    return site.build()


def test_a_second_build_makes_nothing(two: Site) -> None:
    before = {path: (two.root / "site" / path).stat() for path in two.tree()}
    two.build()

    assert two.ran("output") == set()
    assert two.ran("page") == set()
    after = {path: (two.root / "site" / path).stat() for path in two.tree()}
    assert {p: (s.st_mtime_ns, s.st_ino) for p, s in before.items()} == {
        p: (s.st_mtime_ns, s.st_ino) for p, s in after.items()
    }


def test_an_edit_of_a_body_builds_its_page_and_the_feed(two: Site) -> None:
    two.write(A, briefing(title="First", date="2025-12-01", topics="Climate", body="Other text.")).build()

    assert two.ran("output") == {
        *(f"briefings/a/index.{suffix}" for suffix in ("html", "md", "json")),
        "feed.xml",
        "feed.json",
        "topics/climate/feed.xml",
        "topics/climate/feed.json",
    }
    assert "Other text." in two.page("briefings/a/index.html")


def test_a_new_title_reaches_the_lists(two: Site) -> None:
    two.write(A, briefing(title="Anew", date="2025-12-01", topics="Climate")).build()

    assert two.ran("output") == {
        *(f"briefings/a/index.{suffix}" for suffix in ("html", "md", "json")),
        "briefings/b/index.html",  # its neighbour
        "editions/2025-12-01/index.html",
        "editions/2025-12-01/print/index.html",
        "editions/2025-W49/index.html",
        "editions/2025-W49/print/index.html",
        "feed.json",
        "topics/climate/feed.xml",
        "topics/climate/feed.json",
        "index.html",
        "archive/index.html",
        "archive/2025/12/index.html",
        "topics/climate/index.html",
        "404.html",
        "feed.xml",
    }
    assert ">Anew<" in two.page("index.html")
    assert not two.ran("plan") | two.ran("written") | two.ran("positions")


def test_a_new_briefing_concerns_the_pages_of_its_topic_that_are_near_in_time(site: Site) -> None:
    for day in range(1, 10):
        site.write(f"content/briefings/b{day}.md", briefing(date=f"2025-12-0{day}", topics="Climate"))
    site.build()
    related = site.page("briefings/b5/index.html").partition('id="related"')[2]
    assert [day for day in range(1, 10) if f"../b{day}/" in related] == [4, 6, 7]

    site.write("content/briefings/b10.md", briefing(date="2025-12-10", topics="Climate")).build()
    pages = {path for path in site.ran("output") if path.startswith("briefings/") and path.endswith(".html")}
    assert pages == {f"briefings/b{day}/index.html" for day in (8, 9, 10)}


def test_an_edit_of_an_old_body_concerns_no_feed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "FEED_LENGTH", 1)
    site.write(A, briefing(date="2025-12-01", topics="Climate"))
    site.write(B, briefing(date="2025-12-02", topics="Climate")).build()
    site.write(A, briefing(date="2025-12-01", topics="Climate", body="Other text.")).build()

    assert site.ran("output") == {f"briefings/a/index.{suffix}" for suffix in ("html", "md", "json")}


def test_a_correction_reaches_the_list_of_them_and_an_edit_beside_it_does_not(two: Site) -> None:
    more = "corrections: [{date: 2025-12-05, what: A digit.}]\n"
    two.write(A, briefing(title="First", date="2025-12-01", topics="Climate", more=more)).build()
    assert "corrections/index.html" in two.ran("output")
    assert "A digit." in two.page("corrections/index.html")

    two.write(
        A, briefing(title="First", date="2025-12-01", topics="Climate", more=more, body="Else.")
    ).build()
    two.write(B, briefing(title="Anew", date="2025-12-02", topics="Health")).build()
    assert "corrections/index.html" not in two.ran("output")


def test_a_new_day_concerns_the_editions_beside_it(two: Site) -> None:
    two.write("content/briefings/c.md", briefing(title="Third", date="2025-12-03")).build()

    editions = {name for name in two.ran("output") if name.startswith("editions/")}
    pages = {f"editions/2025-12-0{day}/index.html" for day in (2, 3)}
    week = {f"editions/2025-W49/{part}index.html" for part in ("", "print/")}
    assert editions == {*pages, *week, "editions/2025-12-03/print/index.html"}


def test_a_month_has_its_briefings_and_the_months_beside_it(two: Site) -> None:
    two.write("content/briefings/c.md", briefing(title="Third", date="2025-10-03"))
    two.write("content/briefings/d.md", briefing(title="Fourth", date="2026-01-01T00:30:00+02:00")).build()

    page = two.page("archive/2025/12/index.html")
    assert [title for title in ("First", "Second", "Third", "Fourth") if f">{title}<" in page] == [
        "First",
        "Second",
        "Fourth",  # in the site's time zone it was still December
    ]
    assert 'rel="prev" href="../10/">October 2025<' in page
    assert 'rel="next"' not in page
    assert 'href="2025/12/"' in two.page("archive/index.html")

    two.write("content/briefings/c.md", briefing(title="Anew", date="2025-10-03")).build()
    assert {name for name in two.ran("output") if name.startswith("archive/")} == {
        "archive/index.html",
        "archive/2025/10/index.html",
    }
    two.remove("content/briefings/c.md").build()
    assert not two.exists("site/archive/2025/10")
    assert two.tree() == two.clean_tree()


def test_a_topic_that_is_gone_takes_its_page_along(two: Site) -> None:
    two.write(A, briefing(title="First", date="2025-12-01", topics="Health")).build()

    assert not two.exists("site/topics/climate/index.html")
    assert "First" in two.page("topics/health/index.html")


def test_a_new_source_concerns_no_page_but_its_own(site: Site) -> None:
    source = "Title: {}\nDate: 2025-05-01\n\nThe river rose by 3 metres on Monday, said the mayor of {}.\n"
    for name in ("Derry", "Cork"):
        site.write(f"content/sources/{name}.txt", source.format(f"Flood in {name}", name))
    site.build()
    site.write("content/sources/Galway.txt", source.format("Flood in Galway", "Galway")).build()

    assert site.ran("page") == {"content/briefings/flood-in-galway.md"}

    site.remove("content/sources/Cork.txt").build()
    assert site.ran("page") == {
        "content/briefings/flood-in-cork.md"
    }  # that its source is gone is noted there


def test_a_topic_is_defined_in_a_line(two: Site) -> None:
    two.write(
        "content/data/topics.toml", 'Climate = "Weather, over 30 years & more."\nhealth = "Being well."\n'
    ).build()
    assert '<p class="standfirst">Weather, over 30 years &amp; more.</p>' in two.page(
        "topics/climate/index.html"
    )
    assert '<meta name="description" content="Being well.">' in two.page("topics/health/index.html")

    two.remove("content/data/topics.toml").build()
    assert "standfirst" not in two.page("topics/climate/index.html")
    assert two.tree() == two.clean_tree()


def test_a_deleted_briefing_disappears_everywhere(two: Site) -> None:
    two.remove(A).build()

    assert not two.exists("site/briefings/a")
    assert all(b"First" not in content for content in two.tree().values())


def test_a_partial_that_shadows_the_themes_rebuilds_its_users(two: Site) -> None:
    two.write("themes/default/partials/footer.html", "<footer>OUR FOOTER</footer>\n").build()
    assert "OUR FOOTER" in two.page("index.html")
    assert "briefings/a/index.html" in two.ran("output")
    assert "feed.xml" not in two.ran("output")

    two.remove("themes/default/partials/footer.html").build()
    assert two.tree() == two.clean_tree()


def test_a_template_edit_does_not_read_markdown_again(two: Site) -> None:
    two.write("themes/default/page.html", "{% extends '!default/page.html' %}").build()

    assert two.ran("page") == set()


def test_a_setting_of_another_section_concerns_no_page(two: Site) -> None:
    two.write("briefings.toml", f"{two.read('briefings.toml')}[preview]\nport = 9000\n").build()

    assert two.ran("output") == set()


def test_an_output_that_was_altered_is_made_again(two: Site) -> None:
    page = two.root / "site/briefings/a/index.html"
    good = page.read_bytes()
    page.write_bytes(b"vandalised")
    two.build()

    assert page.read_bytes() == good


def test_an_edit_with_the_same_size_and_mtime_is_seen(two: Site) -> None:
    path = two.root / A
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Some text.", b"Same size."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    two.build()

    assert "Same size." in two.page("briefings/a/index.html")


def test_a_future_briefing_appears_when_its_time_has_come(two: Site) -> None:
    def at(day: int) -> Setting:
        return Setting(now=dt.datetime(2030, 1, day, 12, tzinfo=dt.UTC))

    two.write("content/briefings/c.md", briefing(title="Later", date="2030-01-02"))
    assert not two.build(at(1)).exists("site/briefings/c/index.html")
    assert two.report.hidden == (("content/briefings/c.md", "future"),)
    assert two.build(at(2)).exists("site/briefings/c/index.html")
    assert "Later" in two.page("index.html")


def test_a_lost_state_costs_time_only(two: Site) -> None:
    good = two.tree()
    (two.root / ".briefings/state").write_bytes(b"\x93garbage")
    (two.root / ".briefings/store.sqlite").write_bytes(b"not a database" * 100)
    two.build()

    assert two.tree() == good


def test_a_broken_page_keeps_its_last_good_version_until_cured(two: Site) -> None:
    good = two.tree()
    text = two.read(A)
    two.write(A, text.replace("title: First", "titel: First")).build()
    assert two.report.errors == 1
    assert two.tree() == good

    two.write(A, text).build()
    assert two.report.errors == 0
    assert two.ran("output") == set()
    assert two.tree() == good


def test_a_broken_template_leaves_the_old_site(two: Site) -> None:
    good = two.tree()
    two.write("themes/default/base.html", "{% block main %}\n{% endfor %}\n").build()
    assert two.report.errors == 1
    assert two.messages()[0].startswith("themes/default/base.html:2: error: ")
    assert {p: c for p, c in two.tree().items() if p.endswith(".html")} == {
        p: c for p, c in good.items() if p.endswith(".html")
    }

    two.remove("themes/default/base.html").build()
    assert two.tree() == good


def test_a_briefing_without_a_date_is_listed_last_and_in_no_feed(two: Site) -> None:
    two.write("content/briefings/c.md", "# Undated\n\nText.\n").build()

    assert "Undated" in two.page("index.html")
    assert "Undated" not in two.page("feed.xml")
    assert two.messages() == [
        "content/briefings/c.md:1: warning: no date: listed last\n    hint: write date: 2026-11-23"
    ]


def test_a_data_file_rebuilds_who_shows_it(two: Site) -> None:
    two.write("content/data/staff.json", '{"desk": ["Ana"]}')
    two.write("themes/default/404.html", "{{ data('staff').desk | join(' & ') }}").build()
    assert two.page("404.html") == "Ana"

    two.write("content/data/staff.json", '{"desk": ["Ana", "Bo"]}').build()
    assert two.ran("output") == {"404.html"}
    assert two.page("404.html") == "Ana &amp; Bo"
    two.write("content/data/staff.toml", 'desk = ["Cy"]').build()
    assert two.page("404.html") == "Cy"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("staff.json", '{"desk": x}', "content/data/staff.json:1:10: error: not JSON: "),
        ("staff.toml", "desk = \n", "content/data/staff.toml:1:8: error: not TOML: "),
        (
            "stuff.toml",
            "",
            "content/data/staff.toml: error: there is no such data file\n    hint: did you mean stuff?",
        ),
    ],
)
def test_a_data_file_that_is_none_has_its_place(two: Site, name: str, text: str, message: str) -> None:
    two.write(f"content/data/{name}", text)
    two.write("themes/default/404.html", "{{ data('staff') }}").build()

    assert any(line.startswith(message) for line in two.messages()), two.messages()


def test_what_is_turned_off_is_neither_made_nor_linked(two: Site) -> None:
    whole = set(two.tree())
    extra = {path for path in whole if path.endswith(("index.md", "index.json", "feed.json", "/feed.xml"))}
    extra |= {path for path in whole if path.startswith("editions/")}
    off = '["twins", "editions", "topic-feeds", "json-feed"]'
    two.write(
        "briefings.toml", f'[site]\ntitle = "Test"\nbase_url = "https://example.org/"\noff = {off}\n'
    ).build()

    assert len(extra) >= 9
    assert set(two.tree()) == whole - extra
    assert two.messages() == []
    for path, content in two.tree().items():
        assert not any(f"{name}".encode() in content for name in ("index.json", "feed.json", "/editions/")), (
            path
        )
    assert two.tree() == two.clean_tree()


def test_what_was_seen_in_a_preview_alone_and_is_broken_now_does_not_stop_the_others(two: Site) -> None:
    """The twin of a page that no build has published cannot be made from a file that cannot be read."""
    two.write(A, briefing(title="Seen", date="2025-12-01", topics="Climate"))
    with Session(two.root, Setting(drafts=True)) as session:
        shown = session.rebuild()
        assert all(shown.get(name) for name in shown.names)
        session.keep()
    two.write(A, "---\ntitle: Seen\ntopics: Climate\n---\n")
    two.write(B, briefing(title="Anew", date="2025-12-02", topics="Health")).build()

    assert "Anew" in two.page("briefings/b/index.html")
    assert "First" in two.page("briefings/a/index.md")
    assert [message.splitlines()[0] for message in two.messages() if "error" in message] == [
        f"{A}:3:9: error: topics must be a list"
    ]
    two.write(A, briefing(title="Seen", date="2025-12-01", topics="Climate")).build()
    assert two.tree() == two.clean_tree()
