"""`list` and `check --facts`: how briefings and sources stand, and what the facts of a site rest on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefings.build import Session, Setting, listing
from tests.command import in_process
from tests.conftest import Site, briefing

PIER = """Title: The pier at Ryde
Date: 2025-12-01
Language: en

The pier at Ryde is 681 metres long. It opened on 26 July 1814.
"""
ESK = """Title: Die Brücke über den Esk
Date: 2025-11-20
Language: de

Die Brücke über den Esk ist 120 Meter lang. Sie wurde 1827 gebaut.
"""
BOTH = """---
title: Two reports of a pier
date: 2025-12-03
topics: [Piers, Transport]
sources:
  - {id: s1, file: pier.txt, title: The pier at Ryde}
  - {id: s2, file: esk.txt, title: Esk}
---

::: key-facts

- The pier at Ryde is 681 metres long. [^1] [^2]
- It opened on 27 July 1814. [^3]
- **In their words:** “ist 120 Meter lang” [^2]
- We saw it. [^none-1]

:::

[^1]: s1, line 5: "The pier at Ryde is 681 metres long."
[^2]: s2, line 5: "Die Brücke über den Esk ist 120 Meter lang."
[^3]: s1, line 5: "It opened on 26 July 1814."
[^none-1]: our own visit
"""
AT = "content/briefings"


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Drafts of two sources, one briefing of both, a draft, one of the future, and one that has expired."""
    site.write("content/sources/pier.txt", PIER).write("content/sources/esk.txt", ESK).draft()
    site.write(f"{AT}/both.md", BOTH)
    site.write(f"{AT}/idea.md", briefing(title="Idea", more="status: draft\n", topics="Piers"))
    site.write(f"{AT}/later.md", briefing(title="Later", more="publish: 2999-01-01T07:00+01:00\n"))
    site.write(f"{AT}/gone.md", briefing(title="Gone", more="expires: 2025-12-02\n", topics="Transport"))
    monkeypatch.chdir(site.root)
    return site


def listed(*options: str) -> list[dict[str, Any]]:
    result = in_process("list", *options, "--json")
    assert result.code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def names(*options: str) -> set[str]:
    return {row["file"].removeprefix(f"{AT}/").removesuffix(".md") for row in listed(*options)}


ESK_MD, PIER_MD = "die-brücke-über-den-esk", "the-pier-at-ryde"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--status", "ready"), {"both", ESK_MD, PIER_MD}),
        (("--status", "draft"), {"idea"}),
        (("--status", "scheduled"), {"later"}),
        (("--status", "Expired"), {"gone"}),
        (("--topic", "piers"), {"both", "idea"}),
        (("--topic", "Piers", "--topic", "Transport"), {"both"}),
        (("--topic", "Piers", "--status", "expired"), set()),
        (("--source", "pier.txt"), {"both", PIER_MD}),
        (("--source", "content/sources/esk.txt", "--topic", "Transport"), {"both"}),
        (("--language", "de"), {ESK_MD}),
        (("--unsupported",), {"both"}),
        (("--single-source",), {"both", ESK_MD, PIER_MD}),
        (("--single-source", "--language", "en", "--source", "esk.txt"), {"both"}),
        (("--proposed",), set()),
    ],
)
@pytest.mark.usefixtures("here")
def test_all_that_is_asked_must_hold(options: tuple[str, ...], found: set[str]) -> None:
    assert names(*options) == found


def test_what_is_said_of_a_briefing(here: Site) -> None:
    (found,) = listed("--unsupported")

    assert found == {
        "file": f"{AT}/both.md",
        "title": "Two reports of a pier",
        "date": "2025-12-03",
        "status": "ready",
        "publish": None,
        "expires": None,
        "language": "en",
        "topics": ["Piers", "Transport"],
        "sources": ["pier.txt", "esk.txt"],
        "facts": 4,
        "unsupported": 1,
        "single_source": 1,
        "proposed": False,
    }
    assert not here.exists("site")


def test_a_proposal_is_found_wherever_it_waits(here: Site) -> None:
    here.remove(f"{AT}/both.md")  # it names the source too
    text = here.read(f"{AT}/{PIER_MD}.md")
    here.write(f"{AT}/{PIER_MD}.md", text.replace("opened on", "was opened on"))
    here.write("content/sources/pier.txt", PIER.replace("681", "702"))

    assert names("--proposed") == {PIER_MD}
    assert "a proposed change" in in_process("list", "--proposed").stdout


@pytest.mark.usefixtures("here")
def test_sorted_by_any_key() -> None:
    dates = [row["date"] for row in listed()]
    assert dates == sorted(dates, reverse=True)
    titles = [row["title"].casefold() for row in listed("--sort", "title")]
    assert titles == sorted(titles)
    counts = [len(row["sources"]) for row in listed("--sort", "sources")]
    assert counts == sorted(counts, reverse=True)
    assert next(row["file"] for row in listed("--sort", "publish")) == f"{AT}/later.md"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--topic", "peers"), "no topic 'peers'\n    hint: did you mean Piers?"),
        (("--topic", "port"), "did you mean Transport?"),
        (("--topic", "Zzz"), "there are Piers, Transport"),
        (("--source", "peer.txt"), "did you mean pier.txt or esk.txt?"),
        (("--status", "redy"), "did you mean ready?"),
        (("--language", "fr"), "there are de, en"),
        (("--sort", "titel"), "did you mean title?"),
        (("source",), "did you mean sources?"),
        (("sources", "--topic", "Piers"), "--topic is for briefings"),
        (("briefings", "--twins"), "--twins is for sources"),
        (("--twins", "--sort", "file"), "leave out --language and --sort"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_nothing_has_is_named_with_the_nearest(options: tuple[str, ...], words: str) -> None:
    result = in_process("list", *options)

    assert (result.code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.usefixtures("here")
def test_the_table_says_what_to_look_at() -> None:
    lines = in_process("list", "--topic", "Transport").stdout.splitlines()

    assert lines[0].split() == ["file", "date", "status", "sources", "facts", "to", "look", "at"]
    assert lines[1].split()[:5] == ["both.md", "2025-12-03", "ready", "2", "4"]
    assert lines[1].endswith("1 unsupported, 1 single-source")
    assert lines[2].split() == ["gone.md", "2025-12-01", "expired", "0", "0"]
    assert lines[-1] == "2 of 6 briefings"


def test_a_broken_briefing_is_named_and_the_rest_listed(here: Site) -> None:
    here.write(f"{AT}/bad.md", "---\ntitel: X\n---\n")
    result = in_process("list", "--json")

    assert result.code == 1
    assert "bad.md:2:1: error" in result.stderr
    assert len(json.loads(result.stdout)) == 6


@pytest.mark.usefixtures("here")
def test_sources_with_the_briefing_of_each() -> None:
    found = listed("sources")

    assert [row["file"] for row in found] == ["content/sources/esk.txt", "content/sources/pier.txt"]
    assert [row["briefing"] for row in found] == [f"{AT}/{ESK_MD}.md", f"{AT}/{PIER_MD}.md"]
    assert [row["file"] for row in listed("sources", "--language", "de")] == ["content/sources/esk.txt"]
    assert [row["date"] for row in listed("sources", "--sort", "date")] == ["2025-12-01", "2025-11-20"]
    assert in_process("list", "sources").stdout.splitlines()[-1] == "2 of 2 sources"


# --- what facts rest on --------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_each_doubt_has_its_place_and_both_sides() -> None:
    result = in_process("check", "--facts")
    line = next(at for at, line in enumerate(BOTH.split("\n"), 1) if "27 July" in line)

    assert result.code == 0
    assert f"{AT}/both.md:{line}: unsupported: date not in the source: 27 July 1814" in result.stdout
    assert f"{AT}/both.md:{line}: single-source: one source alone: The pier at Ryde" in result.stdout
    sides = (
        '    the fact says: "It opened on 27 July 1814."\n    the source says: "It opened on 26 July 1814."\n'
    )
    assert result.stdout.count(sides) == 2
    assert f"{AT}/{PIER_MD}.md:10: one-source: one source for all of it: The pier at Ryde\n" in result.stdout
    counts = "1 unsupported, 1 of one source among several, 2 briefings of one source"
    assert result.stdout.splitlines()[-1].endswith(f" facts in 3 briefings: {counts}")
    assert "idea.md" not in result.stdout
    assert in_process("check", "--facts", "--strict").code == 1


def test_a_quotation_that_is_not_there_is_unsupported_too(here: Site) -> None:
    here.write("content/sources/esk.txt", ESK.replace("120", "130"))
    told = json.loads(in_process("check", "--facts", "--json").stdout)
    found = [item for item in told["items"] if item["what"].startswith("not in content/sources/esk.txt")]

    assert told["unsupported"] > len(found) > 0
    assert found[0]["fact"] == "Die Brücke über den Esk ist 120 Meter lang."
    assert found[0]["quotes"] == ["Die Brücke über den Esk ist 130 Meter lang."]


def test_what_cannot_be_looked_up_is_named(here: Site) -> None:
    here.remove("content/sources/esk.txt")
    here.write(f"{AT}/both.md", BOTH.replace("681 metres long. [^1]", "681 metres long. [^9]", 1))
    result = in_process("check", "--facts")

    assert result.code == 1
    assert "source s2 is gone: content/sources/esk.txt" in result.stderr
    assert f"{AT}/both.md:" in result.stderr
    assert "[^9]" in result.stderr
    assert in_process("list", "--source", "esk.txt", "--json").stderr.count("error:") == 1


def test_drafts_are_reported_on_request(here: Site) -> None:
    here.write(f"{AT}/idea.md", BOTH.replace("date:", "status: draft\ndate:"))

    assert "idea.md" not in in_process("check", "--facts").stdout
    assert "idea.md:" in in_process("check", "--facts", "--drafts").stdout


def test_an_edit_costs_one_look(here: Site) -> None:
    first = json.loads(in_process("check", "--facts", "--json").stdout)
    here.write(f"{AT}/both.md", BOTH.replace("27 July", "26 July"))
    second = json.loads(in_process("check", "--facts", "--json").stdout)

    assert (first["unsupported"], second["unsupported"]) == (1, 0)
    assert first["facts"] == second["facts"]


def test_what_the_desk_knows_survives_a_new_page(here: Site) -> None:
    """A build forgets what it did not use, but not what an editor will ask for again."""
    listed()
    here.build()
    here.write(f"{AT}/new.md", briefing(title="New")).remove(f"{AT}/gone.md").build()
    with Session(here.root, Setting()) as session, session.at_desk() as desk:
        paths = [entry.path for entry in listing.entries(desk)]
        assert len(dict(listing.grounds(desk, paths, lambda *_: None))) == 6
        made = {key.name for key in session.made() if key.rule == "grounds"}

    assert made == {f"{AT}/new.md"}
