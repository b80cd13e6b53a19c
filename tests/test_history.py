"""What was done to a site before leaves no trace in what is made of it now: it is as one built from nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from briefings import receipt
from briefings.build import Session, Setting, workers
from briefings.build.showing import Showing
from tests.command import in_process
from tests.conftest import Site, briefing

A, B, C = (f"content/briefings/{name}.md" for name in "abc")
BROKEN = "---\ntitle: B\ntitel: x\n---\n"
FOOTER = "themes/default/partials/footer.html"
MACROS = "themes/default/m.html"
DRAFTS = Setting(drafts=True)


def whole(build: Showing) -> dict[str, bytes | None]:
    """Make all files of a version that is shown."""
    for _ in (*build.stale(), *build.unmade()):
        pass
    return {name: build.get(name) for name in build.names}


def again(site: Site, preview: Session, *changed: str) -> Showing:
    """Rebuild after these files have changed."""
    return preview.rebuild((), {str(site.root / path) for path in changed})


def clean(site: Site, setting: Setting = DRAFTS) -> dict[str, bytes]:
    tree = site.clean_tree(setting)
    del tree[".gitignore"]
    return tree


# --- other processes -----------------------------------------------------------------------------------


def test_what_another_process_has_published_is_no_foreign_file(site: Site) -> None:
    site.write(A, briefing(title="A")).build()
    with Session(site.root, DRAFTS) as preview:
        whole(preview.rebuild())
        site.write(B, briefing(title="B", more="status: draft\n")).build(DRAFTS)  # meanwhile, elsewhere
        site.write(A, briefing(title="A, anew"))
        whole(again(site, preview, A))
        preview.keep()
    site.remove(B)
    site.build()

    assert site.messages() == []
    assert site.tree() == site.clean_tree()


def test_two_sessions_with_folders_of_their_own_know_of_each_other(site: Site) -> None:
    site.write(A, briefing(title="A")).build()
    with Session(site.root, Setting()) as one, Session(site.root, Setting()) as two:
        site.write(B, briefing(title="B"))
        one.build()
        two.build(site.root / "two")
    site.remove(B)
    site.build()

    assert site.messages() == []
    assert site.tree() == site.clean_tree()


# --- what is lost --------------------------------------------------------------------------------------


@pytest.fixture
def lost(site: Site) -> Site:
    """A site with a page that is broken, whose values were lost meanwhile."""
    site.write(A, briefing(title="A"))
    site.write(B, briefing(title="B")).build(DRAFTS)
    site.write(B, BROKEN).build(DRAFTS)
    (site.root / ".briefings/store.sqlite").unlink()
    return site


def test_a_store_that_is_lost_while_a_page_is_broken_costs_nothing_once_it_is_cured(lost: Site) -> None:
    shutil.rmtree(lost.root / "site")
    lost.build(DRAFTS)
    lost.write(B, briefing(title="B")).build(DRAFTS)

    assert lost.messages() == []
    assert lost.tree() == lost.clean_tree(DRAFTS)


def test_so_it_is_in_a_preview(lost: Site) -> None:
    with Session(lost.root, DRAFTS) as preview:
        whole(preview.rebuild())
        lost.write(B, briefing(title="B"))
        assert whole(again(lost, preview, B)) == clean(lost)


# --- a version that was never made whole ---------------------------------------------------------------


def test_a_change_that_nothing_was_made_of_yet_is_not_forgotten(site: Site) -> None:
    site.write(FOOTER, "<footer>{{ data('f').n }}</footer>")
    site.write("content/data/f.json", '{"n": 1}')
    site.write(A, briefing(title="A"))
    with Session(site.root, DRAFTS) as preview:
        whole(preview.rebuild())
        site.write("content/data/f.json", '{"n": 2}')
        again(site, preview, "content/data/f.json")  # and before a page is made of it
        site.write(B, briefing(title="B"))
        assert whole(again(site, preview, B)) == clean(site)


def test_an_error_stays_until_it_is_cured_whatever_else_is_edited(site: Site) -> None:
    site.write(FOOTER, "<footer>{{ data('f').n }}</footer>")
    site.write("content/data/f.json", '{"n": 1}')
    site.write(A, briefing(title="A"))
    with Session(site.root, DRAFTS) as preview:
        whole(preview.rebuild())
        site.write("content/data/f.json", '{"n": ')
        whole(again(site, preview, "content/data/f.json"))
        site.write(A, briefing(title="A", body="Edited."))
        build = again(site, preview, A)
        whole(build)

        assert ["f.json" in str(problem) for problem in build.report().problems] == [True]


# --- templates -----------------------------------------------------------------------------------------


def test_what_a_template_included_is_gone_with_its_file(site: Site) -> None:
    site.write(FOOTER, '<footer>{% import "m.html" as m %}{{ m.foot }}</footer>')
    site.write(MACROS, '{% set foot %}{% include "y.html" ignore missing %}{% endset %}')
    site.write("themes/default/y.html", "YYY")
    site.write(A, briefing(title="A"))
    with Session(site.root, DRAFTS) as preview:
        assert b"YYY" in (whole(preview.rebuild())["index.html"] or b"")
        site.remove("themes/default/y.html")
        assert whole(again(site, preview, "themes/default/y.html")) == clean(site)


@pytest.mark.parametrize(
    ("macros", "footer"),
    [
        (
            "{% set ns = namespace(n=0) %}{% macro next() %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}",
            "{{ m.next() }}{{ m.next() }}",
        ),
        ("{% set turn = cycler('odd', 'even') %}", "{{ m.turn.next() }}"),
        ("{% set comma = joiner(', ') %}", "{{ m.comma() }}x{{ m.comma() }}y"),
        ("", "{% set _ = data('f').l.reverse() %}{{ data('f').l }}"),
        ("", "{% set all = collection('lists') %}{% set _ = all.reverse() %}{{ all[0].title }}"),
    ],
)
def test_no_page_tells_which_were_made_before_it(site: Site, macros: str, footer: str) -> None:
    site.write(MACROS, macros)
    site.write(FOOTER, f'<footer>{{% import "m.html" as m %}}{footer}</footer>')
    site.write("content/data/f.json", '{"l": [1, 2, 3]}')
    for path in (A, B, C):
        site.write(path, briefing(title=path))
    site.build().write(C, briefing(title=C, body="Edited.")).build()

    assert site.messages() == []
    assert site.tree() == site.clean_tree()


# --- what is said --------------------------------------------------------------------------------------


def test_nothing_is_said_of_a_page_that_is_hidden(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write(A, briefing(title="A", more="status: draft\n", body="[x](nowhere.md)"))
    site.write(B, briefing(title="B")).build()
    assert site.messages() == []
    assert len(site.build(DRAFTS).messages()) == 1
    assert site.build().messages() == []

    monkeypatch.setattr(workers, "MANY", 1)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert site.build(Setting(fresh=True)).messages() == []


def test_a_plan_that_cannot_be_made_anew_is_no_bug_of_ours(site: Site) -> None:
    site.write(A, briefing(title="A"))
    site.write(
        B, briefing(title="B", date="2024-01-01", topics="Climate", more="people: [Ana Reyes]\n")
    ).build()
    site.remove(B)
    (site.root / "content/assets").mkdir()
    (site.root / "content/assets/s.css").write_bytes(b"\xff")
    site.build()

    assert site.report.crashes == ()
    assert site.report.errors
    site.remove("content/assets/s.css")
    assert site.build().tree() == site.clean_tree()


# --- time, and links -----------------------------------------------------------------------------------


def test_another_time_zone_moves_a_fixed_time(site: Site) -> None:
    setting = Setting(drafts=True, now=dt.date(2026, 11, 23))
    site.write(A, briefing(title="A", date="2026-11-22T20:00:00+00:00"))
    with Session(site.root, setting) as preview:
        before = whole(preview.rebuild())
        site.write("briefings.toml", '[site]\ntimezone = "Asia/Tokyo"\nbase_url = "https://example.org/"\n')
        after = whole(again(site, preview, "briefings.toml"))

    assert after == clean(site, setting)
    assert (b"Scheduled" in (before["index.html"] or b""), b"Scheduled" in (after["index.html"] or b"")) == (
        False,
        True,
    )


@pytest.mark.parametrize("folder", ["content/data", "themes/default"])
def test_a_link_leaves_no_receipt(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """What lies behind it may change, and no row of a receipt would tell."""
    site.write(FOOTER, "<footer>{{ data('f').n }}</footer>")
    site.write("content/data/f.json", '{"n": 1}')
    site.write(A, briefing(title="A"))
    monkeypatch.chdir(site.root)
    monkeypatch.setattr(receipt, "RACY", 0)
    monkeypatch.setattr("sys.argv", ["briefings", "build"])
    in_process("build")
    assert receipt.valid(["build"])[0]

    (site.root / folder).rename(tmp_path / "elsewhere")
    (site.root / folder).symlink_to(tmp_path / "elsewhere")
    in_process("build")
    assert not receipt.valid(["build"])[0]
