"""`briefings check`: what it finds before anything is published, and that it writes nothing."""

from __future__ import annotations

import pytest

from tests.command import in_process
from tests.conftest import Site, briefing

RAW = """Title: The pier at Ryde
Date: 2025-12-01
Licence: CC0-1.0

The pier at Ryde, on the Isle of Wight, is 681 metres long. It opened on 26 July 1814.

“We walk it every day,” said Ana Reyes, who lives nearby and has done so for thirty years.
"""
PIER = "content/briefings/the-pier-at-ryde.md"
AT = ("--base-url", "https://example.org/")


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with one drafted source, in which we stand."""
    site.write("content/sources/pier.txt", RAW)
    monkeypatch.chdir(site.root)
    assert in_process("draft").code == 0
    return site


def test_a_good_site_passes_and_nothing_is_written(here: Site) -> None:
    before = here.tree()
    result = in_process("check", *AT, "--strict")

    assert (result.code, result.stderr) == (0, "")
    assert "checked in" in result.stdout
    assert here.tree() == before
    assert not here.exists("site")


def test_without_an_address_the_site_cannot_be_published(here: Site) -> None:
    here.write("briefings.toml", '[site]\ntitle = "Piers"\n')
    result = in_process("check")

    assert result.code == 1
    assert "error: no base_url" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("681 metres long. [^", "861 metres long. [^", "number not in the source: 861"),
        ("26 July 1814 (", "27 July 1814 (", "date not in the source: 1814-07-26, 27 July 1814"),
        ("Ana Reyes [^", "Ana Weber [^", "name not in the source: Weber"),
        ("“We walk it every day”", "“We run it every day”", "not the words of the source"),
    ],
)
def test_what_no_longer_stands_in_the_source_is_shown_beside_it(
    here: Site, old: str, new: str, words: str
) -> None:
    text = here.read(PIER)
    assert old in text
    here.write(PIER, text.replace(old, new, 1))
    line = next(at for at, line in enumerate(here.read(PIER).split("\n"), 1) if new in line)
    result = in_process("check", *AT)

    assert result.code == 0
    assert f"{PIER}:{line}" in result.stderr
    assert f"warning: {words}" in result.stderr
    assert 'the fact says: "' in result.stderr
    assert 'the source says: "' in result.stderr
    assert in_process("check", *AT, "--strict").code == 1


def test_a_source_that_was_changed_is_noticed(here: Site) -> None:
    here.write("content/sources/pier.txt", RAW.replace("681", "682"))
    result = in_process("check", *AT)

    assert "not in content/sources/pier.txt: the quotation of [^1]" in result.stderr


def test_a_whole_text_wants_a_licence(here: Site) -> None:
    here.write("content/sources/pier.txt", RAW.replace("Licence: CC0-1.0\n", ""))
    assert in_process("draft").code == 0
    result = in_process("check", *AT)

    assert "the whole text of pier.txt is printed without a licence" in result.stderr
    assert f"{PIER}:" in result.stderr
    assert "licence" not in in_process("build", *AT).stderr

    here.write("content/sources/pier.txt.toml", 'licence = "CC-BY-4.0"\n')
    assert in_process("check", *AT).stderr == ""


def test_a_quotation_wants_none(here: Site) -> None:
    here.write("content/sources/pier.txt", RAW.replace("Licence: CC0-1.0\n", ""))
    assert in_process("draft").code == 0
    head, mark, _ = here.read(PIER).partition("\n:::\n")
    notes = "".join(line + "\n" for line in here.read(PIER).split("\n") if line.startswith("[^"))
    here.write(PIER, f"{head}{mark}\nIt is the second longest pier of England, they say.\n\n{notes}")

    assert "licence" not in in_process("check", *AT).stderr


LONG = " ".join(f"The plank numbered {n} was laid by hand in the year {1800 + n}." for n in range(30))


def without_licence(here: Site, body: str) -> None:
    """A briefing of ours that takes some words of a long source whose licence nobody knows."""
    here.write("content/sources/pier.txt", RAW.replace("Licence: CC0-1.0\n", "") + f"\n{LONG}\n")
    source = "sources: [{id: s1, file: pier.txt}]\n"
    here.write(PIER, briefing(title="Planks", body=f"We went there.\n\n{body}\n\nIt was cold.", more=source))


def test_a_long_quotation_wants_a_licence(here: Site) -> None:
    words = LONG.split(" ")
    without_licence(
        here, "> " + "[^a] ".join([" ".join(words[:60]), " ".join(words[60:101])]) + "\n\n[^a]: Note."
    )
    result = in_process("check", *AT)

    assert (
        f"{PIER}:10: warning: 101 words on end from content/sources/pier.txt:8, without a licence"
        in result.stderr
    )
    assert "add licence: to the entry of s1, or quote at most 100 ([check] quote)" in result.stderr

    without_licence(here, "> " + " ".join(words[:100]))
    assert "licence" not in in_process("check", *AT).stderr
    here.write("briefings.toml", here.read("briefings.toml") + "[check]\nquote = 20\n")
    assert "100 words on end" in in_process("check", *AT).stderr


def test_a_licence_that_is_none_is_named_once_with_the_nearest(here: Site) -> None:
    text = here.read(PIER)
    text = text.replace("licence: CC0-1.0", "licence: CC-BY-5.0")
    here.write(PIER, text.replace("status:", "licence: cc by\nstatus:"))
    lines = here.read(PIER).split("\n")
    places = [at for at, line in enumerate(lines, 1) if "licence:" in line]
    result = in_process("check", *AT)

    for at, licence in zip(places, ("CC-BY-5.0", "cc by"), strict=True):
        place = f"{PIER}:{at}:{lines[at - 1].index(licence) + 1}"
        assert f"{place}: warning: not a licence that SPDX knows: {licence!r}" in result.stderr
    assert result.stderr.count("did you mean CC-BY-4.0?") == 2
    assert result.stderr.count("licence that") == 2
    assert "printed without" not in result.stderr


def test_a_draft_names_a_licence_as_spdx_does(here: Site) -> None:
    here.write("content/sources/pier.txt", RAW.replace("CC0-1.0", "CC BY-SA 4.0 International"))
    assert in_process("draft").code == 0

    assert "licence: CC-BY-SA-4.0\n" in here.read(PIER)
    assert in_process("check", *AT, "--strict").code == 0


def test_a_feed_that_is_no_xml_is_named_with_its_place(here: Site) -> None:
    here.write("themes/default/feed.xml", "<feed>\n  <title>Piers & more</title>\n</feed>\n")
    result = in_process("check", *AT)

    assert result.code == 1
    assert "feed.xml:2:17: error: not XML: not well-formed" in result.stderr


def test_drafts_are_looked_at_on_request(here: Site) -> None:
    waiting = briefing(body="See [this](/nowhere/).", title="Wait", more="status: draft\n")
    here.write("content/briefings/wait.md", waiting)

    assert "nowhere" not in in_process("check", *AT).stderr
    assert "no page at /nowhere/" in in_process("check", *AT, "--drafts").stderr
