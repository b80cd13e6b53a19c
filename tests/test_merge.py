"""Several sources, one briefing: `merge` and `split`; nothing is deleted, and only what is sure is said."""

from __future__ import annotations

import re

import pytest

from briefings import frontmatter
from tests.command import in_process
from tests.conftest import Site

ONE = """Title: Pier at Ryde to be mended
Date: 2025-12-01
Publisher: The Ryde Post
Licence: CC-BY-4.0

The pier at Ryde will be mended from March, the council decided on Monday. The work is expected to cost 12 million \
pounds.

The pier is 681 metres long. The pier was opened on 26 July 1814.

“We have waited for this for nine years,” said Ana Reyes, who keeps the pier.
"""
TWO = """Title: Council votes for the old pier
Date: 2025-12-02
Publisher: Island Radio
Licence: CC-BY-4.0

The island's council voted on Monday for repairs to the pier at Ryde. The pier is 703 metres long.

The pier was opened on 26 July 1814. Trains have run along the pier since 1880, and the railway will stop \
for the repairs.

“The trains will be back by the summer,” said Tom Weber, who runs the railway.
"""
FIRST, SECOND = "pier-at-ryde-to-be-mended", "council-votes-for-the-old-pier"


@pytest.fixture
def two(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    site.write("content/sources/post.txt", ONE).write("content/sources/radio.txt", TWO).draft()
    assert len(site.report.created) == 2
    monkeypatch.chdir(site.root)
    return site


def path_of(name: str) -> str:
    return f"content/briefings/{name}.md"


def box(site: Site) -> dict[str, list[str]]:
    """Each line of the box with the sources that it cites."""
    text = site.read(path_of(FIRST))
    notes = dict(re.findall(r"^\[\^(\d+)\]: (\w+),", text, re.MULTILINE))
    lines = text.partition(":::\n")[0].partition("::: key-facts")[2]
    inside = text.partition("::: key-facts\n")[2].partition("\n:::")[0]
    assert lines or inside
    return {
        re.sub(r" \[\^\d+\]", "", line).removeprefix("- "): [
            notes[n] for n in re.findall(r"\[\^(\d+)\]", line)
        ]
        for line in inside.split("\n")
        if line.startswith("- ")
    }


def test_one_briefing_says_what_both_sources_say(two: Site) -> None:
    result = in_process("merge", FIRST, SECOND)
    lines = box(two)

    assert result.code == 0, result.stderr
    assert lines["**Background:** The pier was opened on 26 July 1814."] == ["s1", "s2"]
    assert any("Trains have run along the pier" in line and cited == ["s2"] for line, cited in lines.items())
    assert {cited[0] for line, cited in lines.items() if line.startswith("**In their words")} == {"s1", "s2"}
    assert "1 line of the box stands in more than one source" in result.stdout
    meta = frontmatter.parse(two.read(path_of(FIRST)), "").meta
    assert [(ref.id, ref.file) for ref in meta.sources] == [("s1", "post.txt"), ("s2", "radio.txt")]


def test_every_line_is_supported_and_the_page_says_two_sources(two: Site) -> None:
    in_process("merge", FIRST, SECOND)
    two.build()

    assert two.messages() == []
    page = two.page(f"briefings/{FIRST}/index.html")
    assert "2 sources" in page
    assert not two.exists(f"site/briefings/{SECOND}/index.html") or "http-equiv" in two.page(
        f"briefings/{SECOND}/index.html"
    )
    assert f"../{FIRST}/" in two.page(f"briefings/{SECOND}/index.html"), "its old address leads on"


def test_a_difference_is_shown_to_the_editor_and_never_written(two: Site) -> None:
    result = in_process("merge", FIRST, SECOND)

    assert "may differ: 681 metres" in result.stderr
    assert "703 metres" in result.stderr
    assert "Sources differ" not in two.read(path_of(FIRST))


def test_what_it_says_to_write_is_supported_as_it_stands(two: Site) -> None:
    """The marks are those of the file, with a definition for each sentence that the box does not cite yet."""
    result = in_process("merge", FIRST, SECOND)
    line, *definitions = [text.strip() for text in result.stderr.partition("write:\n")[2].splitlines()]
    merged = two.read(path_of(FIRST)).replace("\n\n:::", f"\n{line}\n\n:::", 1)
    two.write(path_of(FIRST), "\n".join([merged.rstrip("\n"), *definitions, ""])).build()

    assert line.startswith("- **Sources differ:** ")
    assert "PUBLISHER" not in line
    assert two.messages() == []
    assert "Sources differ" in two.page(f"briefings/{FIRST}/index.html")


def test_nothing_is_deleted_and_split_brings_all_back(two: Site) -> None:
    before = {name: two.read(path_of(name)) for name in (FIRST, SECOND)}
    in_process("merge", FIRST, SECOND)
    assert two.read(f"{path_of(SECOND)}.merged") == before[SECOND]
    assert not two.exists(path_of(SECOND))
    two.draft().draft()
    assert (two.report.created, two.messages()) == ((), []), "its source has its briefing"

    result = in_process("split", FIRST)
    assert result.code == 0, result.stderr
    assert {name: two.read(path_of(name)) for name in before} == before
    assert two.draft().messages() == []
    assert two.report.kept == 2


def test_what_the_editor_changed_in_the_first_goes_along(two: Site) -> None:
    text = two.read(path_of(FIRST))
    mine = text.replace("title: Pier at Ryde to be mended", "title: At last").replace(
        "\n\n[^1]:", "\n\nOur own words.\n\n[^1]:", 1
    )
    two.write(path_of(FIRST), mine)
    in_process("merge", FIRST, SECOND)

    assert "title: At last\n" in two.read(path_of(FIRST))
    assert "\nOur own words.\n" in two.read(path_of(FIRST))
    assert "s2" in str(box(two))
    kept = [path.read_text("utf-8") for path in (two.root / ".briefings/replaced").iterdir()]
    assert kept == [mine]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("merge", FIRST), "a merge wants two briefings or more"),
        (("merge", FIRST, FIRST), "a merge wants two briefings or more"),
        (("merge", FIRST, "nobody"), "nobody: error: no such briefing"),
        (("merge", "../../briefings.toml", FIRST), "no such briefing"),
        (("split", FIRST), "nothing was merged into this briefing"),
    ],
)
def test_what_cannot_be(two: Site, command: tuple[str, ...], message: str) -> None:
    before = two.read(path_of(FIRST))
    result = in_process(*command)

    assert result.code == 1
    assert message in result.stderr
    assert two.read(path_of(FIRST)) == before


def test_a_briefing_of_that_name_in_the_way(two: Site) -> None:
    two.write(f"{path_of(SECOND)}.merged", "AN OLDER ONE")
    before = two.read(path_of(FIRST))

    assert in_process("merge", FIRST, SECOND).code == 1
    assert two.read(path_of(FIRST)) == before
    assert two.read(f"{path_of(SECOND)}.merged") == "AN OLDER ONE"
