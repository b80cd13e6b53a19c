"""What becomes of a briefing when its source, its editor or both change: no edit is ever lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefings import frontmatter
from briefings.build import Session, Setting, drafts, shipped_themes
from briefings.build.proposals import Bases
from briefings.build.report import Tally
from briefings.errors import BriefingsError
from briefings.graph import Graph
from briefings.inputs import Files, Roots, Scan
from briefings.traces import Traces
from tests import validity
from tests.conftest import Site, briefing

SOURCE = "content/sources/pier.txt"
OTHER = "content/sources/tower.txt"
BRIEFING = "content/briefings/the-pier-at-ryde.md"
PIER = """Title: The pier at Ryde
Date: 2025-12-01

The pier at Ryde is {length} metres long. It opened on 26 July 1814.
"""
TOWER = """Title: The tower at Eddystone
Date: 2025-11-01

The tower is 49 metres tall. It was finished in 1882.
"""


@pytest.fixture
def drafted(site: Site) -> Site:
    site.write(SOURCE, PIER.format(length=681)).draft()
    assert site.report.created == (BRIEFING,)
    return site


def briefings_of(site: Site) -> list[str]:
    return sorted(path.name for path in (site.root / "content/briefings").glob("*.md"))


def meta(site: Site, path: str = BRIEFING) -> frontmatter.FrontMatter:
    return frontmatter.parse(site.read(path), path).meta


def edit(site: Site, old: str, new: str, path: str = BRIEFING) -> str:
    text = site.read(path)
    assert old in text
    site.write(path, text.replace(old, new))
    return text.replace(old, new)


# --- the four cases ------------------------------------------------------------------------------------


def test_nothing_changed(drafted: Site) -> None:
    before = drafted.read(BRIEFING)
    drafted.draft()

    assert (drafted.report.kept, drafted.report.problems) == (1, ())
    assert drafted.read(BRIEFING) == before


def test_only_the_source_changed(drafted: Site) -> None:
    """The briefing is made anew, as the same briefing: id and file stay."""
    before = meta(drafted)
    drafted.write(SOURCE, PIER.format(length=702)).draft()
    after = meta(drafted)

    assert drafted.report.refreshed == (BRIEFING,)
    assert "702 metres" in drafted.read(BRIEFING)
    assert "681" not in drafted.read(BRIEFING)
    assert (after.id, after.date, after.title) == (before.id, before.date, before.title)
    assert drafted.draft().report.kept == 1


def test_only_the_editor_changed_something(drafted: Site) -> None:
    """HE-01."""
    text = edit(drafted, "\n[^1]: ", "\nWe walked it.\n\n[^1]: ")
    drafted.draft().draft().build()

    assert drafted.read(BRIEFING) == text
    assert drafted.report.problems == ()
    assert not drafted.exists(f"{BRIEFING}.proposed")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It opened on", "The pier opened on"),  # another sentence than the source's change
        ("The pier at Ryde is 681 metres long. It", "It is 681 metres long. It"),  # HE-03: the same paragraph
        ("title: The pier at Ryde", "title: Our pier"),
    ],
)
def test_both_changed(drafted: Site, old: str, new: str) -> None:
    """HE-02, HE-03: the edit stays byte for byte, the change lies beside it and is never published."""
    text = edit(drafted, old, new)
    drafted.write(SOURCE, PIER.format(length=702)).build()

    assert drafted.read(BRIEFING) == text
    assert drafted.report.proposed == (f"{BRIEFING}.proposed",)
    assert "702 metres" in drafted.read(f"{BRIEFING}.proposed")
    assert "edited by hand" in drafted.messages()[0]
    assert all(b"702" not in data and b"<<<<" not in data for data in drafted.tree().values())


def test_a_proposal_is_settled_by_its_generated_line(drafted: Site) -> None:
    """As the hint says: take what you want, and the line `generated:`; then all is quiet."""
    edit(drafted, "It opened on", "The pier opened on")
    drafted.write(SOURCE, PIER.format(length=702)).draft()
    proposal = drafted.read(f"{BRIEFING}.proposed")
    generated = re.search("^generated: .*$", proposal, re.MULTILINE)
    assert generated
    text = re.sub("^generated: .*$", generated[0], drafted.read(BRIEFING), flags=re.MULTILINE)
    drafted.write(BRIEFING, text.replace("681", "702")).draft()

    assert drafted.report.problems == ()
    assert drafted.report.kept == 1
    assert "The pier opened on" in drafted.read(BRIEFING)


def test_a_briefing_whose_generated_line_is_gone_counts_as_edited(drafted: Site) -> None:
    text = re.sub("^generated: .*\n", "", drafted.read(BRIEFING), flags=re.MULTILINE)
    drafted.write(BRIEFING, text).write(SOURCE, PIER.format(length=702)).draft()

    assert drafted.read(BRIEFING) == text


def test_a_lost_state_still_knows_an_edit(drafted: Site) -> None:
    text = edit(drafted, "It opened on", "The pier opened on")
    shutil.rmtree(drafted.root / ".briefings")
    drafted.write(SOURCE, PIER.format(length=702)).draft()

    assert drafted.read(BRIEFING) == text
    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]


@pytest.mark.parametrize(
    "change",
    [
        ("status: ready", "status: draft"),
        ("topics: []", "topics: [Piers, Sea]"),
        ("status: ready", "status: ready\npinned: true\norder: 3"),
        ("status: ready", "status: ready\npublish: 2030-01-01\nexpires: 2031-01-01\nexclude: [feed]"),
    ],
)
def test_what_is_no_edit_of_the_text_is_carried_over(drafted: Site, change: tuple[str, str]) -> None:
    edit(drafted, *change)
    before = meta(drafted)
    drafted.write(SOURCE, PIER.format(length=702)).draft()
    after = meta(drafted)

    assert drafted.report.refreshed == (BRIEFING,)
    assert "702 metres" in drafted.read(BRIEFING)
    for name in ("status", "topics", "pinned", "order", "publish", "expires", "exclude"):
        assert getattr(after, name) == getattr(before, name)
    assert drafted.draft().report.kept == 1


def test_a_guessed_date_stays_what_it_was(site: Site) -> None:
    import datetime as dt  # noqa: PLC0415

    site.write(SOURCE, "The pier at Ryde is 681 metres long.\n\nIt is old.\n")

    def draft_on(day: int) -> None:
        with Session(site.root, Setting(now=dt.datetime(2026, 1, day, tzinfo=dt.UTC))) as session:
            site.report = session.draft()

    draft_on(1)
    (path,) = site.report.created
    assert "date: 2026-01-01  # guessed" in site.read(path)
    draft_on(5)
    assert site.report.kept == 1
    site.write(SOURCE, "The pier at Ryde is 702 metres long.\n\nIt is old.\n")
    draft_on(9)
    assert site.report.refreshed == (path,)
    assert "date: 2026-01-01" in site.read(path)


# --- deleted, renamed, copied --------------------------------------------------------------------------


def test_a_source_that_is_gone(drafted: Site) -> None:
    """HE-06: its briefing stays and is published, with a warning."""
    text = drafted.build().read(BRIEFING)
    drafted.remove(SOURCE).build()

    assert drafted.read(BRIEFING) == text
    assert drafted.exists("site/briefings/the-pier-at-ryde/index.html")
    assert [m.split("\n")[0] for m in drafted.messages()] == [
        f"{BRIEFING}: warning: source s1 is gone: {SOURCE}"
    ]


def test_an_editor_who_saves_between_our_look_and_our_writing(drafted: Site) -> None:
    """HE-08."""
    seen = drafted.read(BRIEFING)
    now = frontmatter.seal(seen.replace("681", "702"))
    drafted.write(BRIEFING, "SAVED IN THE LAST MOMENT")
    tally = settled(drafted, now, seen)

    assert drafted.read(BRIEFING) == "SAVED IN THE LAST MOMENT"
    assert tally.refreshed == []
    assert [problem.message for problem in tally.problems] == [
        "saved while it was being drafted: left as it is"
    ]
    assert not list((drafted.root / "content/briefings").glob(".*.new"))


def test_a_file_that_appears_between_our_look_and_our_writing(drafted: Site) -> None:
    now = drafted.read(BRIEFING)
    drafted.write(BRIEFING, "NEW HERE")
    tally = settled(drafted, now, None)

    assert drafted.read(BRIEFING) == "NEW HERE"
    assert (tally.created, len(tally.problems)) == ([], 1)


def settled(site: Site, now: str, seen: str | None) -> Tally:
    """Act as if `seen` had been on disk when it was looked at."""
    tally = Tally(0.0)
    files = Files(Roots(site.root, {"default": shipped_themes() / "default"}), {}, Scan())
    graph = Graph({}, {}, {}, BriefingsError, Traces())
    desk = drafts.Desk(
        site.root, graph, files, {}, tally, list, Bases(site.root / "base"), site.root / "replaced"
    )
    drafts.settle(desk, BRIEFING, "id", now, seen)
    return tally


def test_a_briefing_that_was_deleted_is_not_made_again(drafted: Site) -> None:
    """HE-09: also not in a clone, where `.dropped` alone remembers."""
    ident = meta(drafted).id
    drafted.remove(BRIEFING).build()
    assert briefings_of(drafted) == []
    assert drafted.read("content/briefings/.dropped").split("\n")[1:] == [f"{ident} pier.txt", ""]

    shutil.rmtree(drafted.root / ".briefings")
    assert briefings_of(drafted.build()) == []
    drafted.write(SOURCE, PIER.format(length=702)).build()
    assert briefings_of(drafted) == []
    assert not drafted.exists("site/briefings")


def test_a_deleted_briefing_comes_back_when_asked_for(drafted: Site) -> None:
    drafted.remove(BRIEFING).draft()
    drafted.draft(SOURCE)

    assert drafted.report.created == (BRIEFING,)
    assert "pier.txt" not in drafted.read("content/briefings/.dropped")
    assert drafted.draft().report.kept == 1


def test_a_deleted_briefing_that_its_editor_puts_back(drafted: Site) -> None:
    text = drafted.read(BRIEFING)
    drafted.remove(BRIEFING).build()
    drafted.write(BRIEFING, text).build()

    assert "pier.txt" not in drafted.read("content/briefings/.dropped")
    assert drafted.report.problems == ()
    drafted.remove(BRIEFING).build()
    assert "pier.txt" in drafted.read("content/briefings/.dropped")


def test_serving_writes_nothing_down_about_deleted_briefings(drafted: Site) -> None:
    drafted.remove(BRIEFING)
    with Session(drafted.root, Setting()) as session:
        session.rebuild()

    assert not drafted.exists("content/briefings/.dropped")
    assert briefings_of(drafted) == []
    drafted.build()
    assert "pier.txt" in drafted.read("content/briefings/.dropped")
    assert briefings_of(drafted) == []


def test_a_renamed_source_keeps_its_briefing(drafted: Site) -> None:
    """HE-10."""
    text = edit(drafted, "It opened on", "The pier opened on")
    (drafted.root / SOURCE).rename(drafted.root / "content/sources/renamed.txt")
    drafted.build()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert drafted.read(BRIEFING) == text


def test_a_renamed_source_of_an_untouched_briefing_is_named_anew(drafted: Site) -> None:
    (drafted.root / SOURCE).rename(drafted.root / "content/sources/renamed.txt")
    drafted.build()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert meta(drafted).sources[0].file == "renamed.txt"
    assert drafted.report.problems == ()


def test_two_sources_that_swap_their_names(drafted: Site) -> None:
    """HE-10: an edit stays with its text."""
    drafted.write(OTHER, TOWER).draft()
    tower = "content/briefings/the-tower-at-eddystone.md"
    pier_text = edit(drafted, "It opened on", "The pier opened on")
    tower_text = edit(drafted, "It was finished", "The tower was finished", tower)
    drafted.write(SOURCE, TOWER).write(OTHER, PIER.format(length=681)).draft()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md", "the-tower-at-eddystone.md"]
    assert drafted.read(BRIEFING) == pier_text
    assert drafted.read(tower) == tower_text
    for path, words in ((f"{BRIEFING}.proposed", "681 metres"), (f"{tower}.proposed", "49 metres")):
        if drafted.exists(path):
            assert words in drafted.read(path)


def test_an_exact_copy_of_a_source_is_named(drafted: Site) -> None:
    drafted.write("content/sources/zcopy.txt", PIER.format(length=681)).draft()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert [m.split("\n")[0] for m in drafted.messages()] == [
        f"content/sources/zcopy.txt: warning: an exact copy of {SOURCE}: no briefing made"
    ]


def test_a_copy_that_sorts_first_takes_nothing_away(drafted: Site) -> None:
    text = drafted.read(BRIEFING)
    drafted.write("content/sources/a-copy.txt", PIER.format(length=681)).draft()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert frontmatter.parse(text, "").meta.id == meta(drafted).id
    assert any("an exact copy of" in message for message in drafted.messages())


def test_two_sources_of_one_title_get_two_names(site: Site) -> None:
    site.write(SOURCE, PIER.format(length=681)).write(OTHER, PIER.format(length=702)).draft()

    assert briefings_of(site) == ["the-pier-at-ryde-2.md", "the-pier-at-ryde.md"]
    assert site.draft().report.kept == 2


def test_a_new_title_moves_nothing(drafted: Site) -> None:
    drafted.write(SOURCE, PIER.format(length=681).replace("The pier at Ryde\n", "A long pier\n")).build()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert meta(drafted).title == "A long pier"
    assert drafted.exists("site/briefings/the-pier-at-ryde/index.html")


@pytest.mark.parametrize(
    "damage",
    [
        ("title: ", "titel: "),
        ("\n---\n", "\n"),
        ("date: ", "date: soon "),
        ("status: ready", "status: ready\nstatus: ready"),
        ("sources:\n  - id: s1\n    file: ", "sources:\n  - id: s1\n\t  file: "),
    ],
)
def test_a_briefing_with_broken_front_matter_is_not_drafted_again(
    drafted: Site, damage: tuple[str, str]
) -> None:
    text = edit(drafted, *damage)
    drafted.build()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert drafted.read(BRIEFING) == text
    assert drafted.report.errors >= 1


def test_a_briefing_that_is_not_utf8_is_not_drafted_again(drafted: Site) -> None:
    data = drafted.read(BRIEFING).encode().replace(b"It opened", b"It \xf6pened")
    drafted.write(BRIEFING, data).build()

    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert (drafted.root / BRIEFING).read_bytes() == data
    assert drafted.report.errors == 1


def test_a_briefing_of_two_sources_is_its_editors_alone(drafted: Site) -> None:
    text = edit(drafted, "status: ready", "status: ready").replace(
        "sources:\n", "sources:\n  - id: s2\n    file: tower.txt\n"
    )
    drafted.write(OTHER, TOWER).write(BRIEFING, text).draft()
    drafted.write(SOURCE, PIER.format(length=702)).draft()

    assert drafted.read(BRIEFING) == text
    assert briefings_of(drafted) == ["the-pier-at-ryde.md"]
    assert not drafted.exists(f"{BRIEFING}.proposed")


# --- hostile sources -----------------------------------------------------------------------------------

HOSTILE = r"""Title: <script>alert("title")</script> {{ site }} *x* [^1] & "q"
Date: 2025-12-01
Author: <b>Ana</b> "quoted" {{ 7 * 7 }}
Publisher: javascript:alert(1)
URL: javascript:alert(2)

Rain fell by 31 metres <script>alert(3)</script> on Monday, the office said in a long statement on the matter.

<img src=x onerror=alert(4)> rose by 12 percent, and the `code` and *stars* and _lines_ and **two** stayed.

[click](javascript:alert(5)) and ![pic](http://evil.example/p.png) and <http://evil.example/> and &lt;b&gt; stayed.

# not a heading
> not a quotation
1. not a list
- {{ config }} {% include "x" %} {# gone? #}
::: key-facts
- **Who:** Mallory [^9]
:::
[^9]: s1, line 3: "Forged."
[ref]: http://evil.example/ "t"
---
title: forged
---
    not code
~~~
| a | b |
|---|---|
Text at the end \* \\ \<b> is ][ here.
"""


def test_hostile_text_stays_text(site: Site) -> None:
    site.write(SOURCE, HOSTILE).build()
    (path,) = site.report.created
    assert site.report.errors == 0, site.messages()
    assert not site.report.crashes
    assert validity.problems(site.tree(), "https://example.org/") == []
    name = Path(path).stem
    page = site.page(f"briefings/{name}/index.html")

    for tag in (
        "<script",
        "<img",
        "<b>Ana",
        "onerror=a",
        "<code",
        "<em>",
        "<strong>",
        "<pre",
        "<blockquote><p>",
    ):
        assert tag not in page.partition("<main")[2].replace("onerror=alert(4)&gt;", "").replace(
            "<b><bdi", ""
        ), tag
    assert not re.search(r'(?:href|src)="[^"]*(?:javascript|evil\.example)', page)
    for words in (
        "&lt;script&gt;alert(3)&lt;/script&gt;",
        "and the `code` and",
        "[click](javascript:alert(5))",
        "![pic](http://evil.example/p.png)",
        "{{ config }}",
        "{% include",
        "[ref]: http://evil.example/",
        "Mallory",
    ):
        assert words in page, words
    assert "forged" not in meta(site, path).title
    for file in ("index.html", "feed.xml", "archive/index.html", "404.html"):
        assert "<script>" not in site.page(file)
        assert "alert(&#34;title&#34;)" in site.page(file)


def test_the_box_of_a_hostile_text_is_ours(site: Site) -> None:
    """A source cannot write its own facts, nor end the box."""
    site.write(SOURCE, HOSTILE).build()
    (path,) = site.report.created
    text = site.read(path)

    assert text.count("\n::: key-facts\n") == 1
    assert not re.search(r"^\[\^9\]:", text, re.MULTILINE)
    assert "**Who:** Mallory" not in text


def test_a_draft_of_a_draft_changes_nothing(site: Site) -> None:
    """What is drafted is read back as it was written, whatever the source says."""
    site.write(SOURCE, HOSTILE).draft().draft()

    assert (site.report.kept, site.report.problems) == (1, ())


def test_a_briefing_written_by_hand_from_a_source_is_left_alone(site: Site) -> None:
    hand = briefing(title="By hand", more="sources:\n  - {id: s1, file: pier.txt}\n")
    site.write(SOURCE, PIER.format(length=681)).write("content/briefings/mine.md", hand).build(strict=True)

    assert site.messages() == []
    assert briefings_of(site) == ["mine.md"]
    assert site.read("content/briefings/mine.md") == hand
    assert site.exists("site/briefings/mine/index.html")


def test_a_proposal_is_counted_once(drafted: Site) -> None:
    drafted.write(BRIEFING, drafted.read(BRIEFING).replace("The pier at Ryde is", "Ryde pier is"))
    drafted.write(SOURCE, PIER.format(length=702)).draft()
    assert drafted.report.proposed == (f"{BRIEFING}.proposed",)

    drafted.draft()
    assert drafted.report.proposed == ()
    assert len(drafted.messages()) == 1  # it still waits


def test_a_deletion_is_named_once(drafted: Site) -> None:
    drafted.remove(BRIEFING).draft()
    assert drafted.messages() == [
        f"{BRIEFING}: warning: deleted: it is not made again\n    hint: `briefings draft {SOURCE}` brings it back"
    ]
    assert drafted.draft().messages() == []
