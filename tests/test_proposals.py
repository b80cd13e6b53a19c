"""What is proposed to an edited briefing: `diff` shows it, `accept` takes it, `decline` drops it, nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefings import frontmatter
from tests.command import in_process
from tests.conftest import Site

SOURCE = "content/sources/pier.txt"
NAME = "the-pier-at-ryde"
BRIEFING = f"content/briefings/{NAME}.md"
PROPOSAL = f"{BRIEFING}.proposed"
PIER = """Title: The pier at Ryde
Date: 2025-12-01

The pier at Ryde is {length} metres long. It opened on 26 July 1814.

A railway has run along it since 1880.
"""


@pytest.fixture
def both(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The editor has added a paragraph, and the source has another number."""
    site.write(SOURCE, PIER.format(length=681)).draft()
    text = site.read(BRIEFING)
    assert "A railway" in text
    site.write(BRIEFING, text.replace("\nA railway", "\nWe walked it.\n\nA railway", 1))
    site.write(SOURCE, PIER.format(length=702)).draft()
    monkeypatch.chdir(site.root)
    return site


def test_the_proposal_has_both_changes(both: Site) -> None:
    proposal = both.read(PROPOSAL)

    assert "702 metres" in proposal
    assert "681" not in proposal
    assert "\nWe walked it.\n" in proposal
    assert "681 metres" in both.read(BRIEFING)
    assert f"the change lies in {PROPOSAL}: `briefings diff {NAME}.md`" in both.messages()[0]


def test_diff_lists_what_is_proposed_and_shows_it(both: Site) -> None:
    listed, shown = in_process("diff"), in_process("diff", NAME)

    assert listed.stdout == f"{BRIEFING}: a change\n"
    lines = shown.stdout.split("\n")
    assert "-The pier at Ryde is 681 metres long. It opened on 26 July 1814." in lines
    assert "+The pier at Ryde is 702 metres long. It opened on 26 July 1814." in lines
    assert not [line for line in lines if "walked" in line and line[0] in "+-"]
    assert both.read(PROPOSAL)


@pytest.mark.parametrize("name", [NAME, f"{NAME}.md", BRIEFING, PROPOSAL, f"./{BRIEFING}"])
def test_accept_takes_it(both: Site, name: str) -> None:
    before, proposal = both.read(BRIEFING), both.read(PROPOSAL)
    result = in_process("accept", name)

    assert result.code == 0, result.stderr
    assert both.read(BRIEFING) == proposal
    assert not both.exists(PROPOSAL)
    (kept,) = (both.root / ".briefings/replaced").iterdir()
    assert kept.read_text("utf-8") == before
    assert both.draft().messages() == []
    assert in_process("diff").stdout == "nothing is proposed\n"


def test_after_accepting_the_next_change_is_merged_as_well(both: Site) -> None:
    in_process("accept", NAME)
    both.write(SOURCE, PIER.format(length=703)).draft()

    assert "703 metres" in both.read(PROPOSAL)
    assert "We walked it." in both.read(PROPOSAL)
    assert "702 metres" in both.read(BRIEFING)


def test_decline_drops_it_for_good(both: Site) -> None:
    before = both.read(BRIEFING)
    result = in_process("decline", NAME)
    after = both.read(BRIEFING)

    assert result.code == 0, result.stderr
    assert not both.exists(PROPOSAL)
    seals = [frontmatter.generated(text) or "" for text in (before, after)]
    assert seals[0] != seals[1]
    assert after == before.replace(*seals), "nothing else is touched"
    assert both.draft().messages() == []
    assert not both.exists(PROPOSAL)

    both.write(SOURCE, PIER.format(length=702).replace("1880", "1881")).draft()
    assert "since 1881" in both.read(PROPOSAL), "another change is another proposal"
    assert "681 metres" in both.read(PROPOSAL), "and the one that was declined is no part of it"
    assert in_process("diff").stdout == f"{BRIEFING}: a change\n"


def test_what_both_changed_stays_as_the_editor_has_it_and_is_shown(both: Site) -> None:
    text = both.read(BRIEFING).replace("\n\nThe pier at Ryde is 681", "\n\nIt is 681")
    both.write(BRIEFING, text).draft()

    assert "\nIt is 681 metres long." in both.read(PROPOSAL)
    assert "1 changed by you too" in in_process("diff").stdout
    shown = in_process("diff", NAME).stdout
    assert "changed by you too, stays: It is 681 metres long." in shown
    assert "      the tool would write: The pier at Ryde is 702 metres long." in shown


@pytest.mark.parametrize(("mark", "end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_editors_of_other_systems(both: Site, mark: str, end: str) -> None:
    """Their byte order mark and line ends stay, whatever is decided."""
    theirs = mark.encode() + both.read(BRIEFING).replace("\n", end).encode()
    (both.root / BRIEFING).write_bytes(theirs)
    both.draft()
    assert (both.root / BRIEFING).read_bytes() == theirs

    assert in_process("accept", NAME).code == 0
    accepted = (both.root / BRIEFING).read_bytes().decode()
    assert accepted.startswith(mark + "---" + end)
    assert accepted.count("\n") == accepted.count(end)
    assert "702 metres" in accepted
    assert "We walked it." in accepted
    both.write(SOURCE, PIER.format(length=703)).draft()
    assert in_process("decline", NAME).code == 0
    declined = (both.root / BRIEFING).read_bytes()
    seals = [frontmatter.generated(text) or "" for text in (accepted, declined.decode())]
    assert declined == accepted.replace(*seals).encode()


def test_without_a_base_the_proposal_is_the_whole_new_draft(both: Site) -> None:
    shutil.rmtree(both.root / ".briefings")
    both.remove(PROPOSAL).draft()

    assert "702 metres" in both.read(PROPOSAL)
    assert "We walked it." not in both.read(PROPOSAL)
    assert "a whole new draft (the text that you started from is lost)" in in_process("diff").stdout
    before = both.read(BRIEFING)
    in_process("accept", NAME)
    (kept,) = (both.root / ".briefings/replaced").iterdir()
    assert kept.read_text("utf-8") == before


def test_a_base_that_is_lost_comes_back_while_the_source_is_as_it_was(both: Site) -> None:
    both.write(SOURCE, PIER.format(length=681))
    shutil.rmtree(both.root / ".briefings")
    both.remove(PROPOSAL).draft().write(SOURCE, PIER.format(length=702)).draft()

    assert "We walked it." in both.read(PROPOSAL)


def test_a_damaged_base_is_none(both: Site) -> None:
    for path in (both.root / ".briefings/base").iterdir():
        path.write_text("---\ntitle: Another\n---\n")
    both.remove(PROPOSAL).draft()

    assert "a whole new draft" in in_process("diff").stdout


def test_a_proposal_that_somebody_edits_is_left_alone(both: Site) -> None:
    both.write(PROPOSAL, both.read(PROPOSAL) + "\nMy own idea.\n")
    both.write(SOURCE, PIER.format(length=703)).draft()

    assert both.read(PROPOSAL).endswith("\nMy own idea.\n")
    assert any("edited by hand: left as it is" in text for text in both.messages())
    assert in_process("accept", NAME).code == 0
    assert both.read(PROPOSAL).endswith("\nMy own idea.\n")


def test_a_save_between_our_look_and_our_writing_stops_us(
    both: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefings.build import drafts  # noqa: PLC0415

    taken = drafts.keep_replaced

    def saved(folder: Path, path: str, text: str) -> None:
        taken(folder, path, text)
        (both.root / BRIEFING).write_text("SAVED IN THE LAST MOMENT")

    monkeypatch.setattr(drafts, "keep_replaced", saved)
    result = in_process("accept", NAME)

    assert result.code == 1
    assert "saved meanwhile: left as it is" in result.stderr
    assert both.read(BRIEFING) == "SAVED IN THE LAST MOMENT"
    assert both.exists(PROPOSAL)


@pytest.mark.parametrize("command", ["accept", "decline", "diff"])
@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", SOURCE])
def test_where_nothing_is_proposed(both: Site, command: str, name: str) -> None:
    before = both.tree()
    result = in_process(command, name)

    assert result.code == 1
    assert f"{name}: error: nothing is proposed here" in result.stderr
    assert both.tree() == before


def test_bases_are_synced(both: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "sync", lambda: synced.append(True))
    both.draft()
    assert synced == [], "nothing was kept"
    both.write("content/sources/other.txt", PIER.replace("Ryde", "Cowes").format(length=5)).draft()
    assert synced == [True]
