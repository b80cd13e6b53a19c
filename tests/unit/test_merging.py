"""Three versions into one: the editor's letters stay, the rest is new, and every mark leads where it led."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.drafting.merging import merge

HEAD = 'title: "The pier"\ndate: 2025-12-01\nsummary: It is long.\ntopics: [Piers]\ngenerated: "sha256:{}"\n'
BOX = """::: key-facts

- The pier is {length} metres long. [^1]
- It opened on 26 July 1814. [^2]

:::
"""
BODY = """The pier is {length} metres long.

It opened on 26 July 1814.

- a first item
- a second one
"""
NOTES = (
    '[^1]: s1, line 3: "The pier is {length} metres long."\n[^2]: s1, line 5: "It opened on 26 July 1814."\n'
)


def text(
    *, length: int = 681, seal: str = "a", head: str = HEAD, body: str = BODY, notes: str = NOTES
) -> str:
    parts = f"---\n{head.format(seal * 64)}---\n\n{BOX}\n{body}\n{notes}"
    return parts.replace("{length}", str(length))


BASE = text()
NEW = text(length=702, seal="b")


def test_what_only_the_tool_changed_is_new() -> None:
    assert merge(BASE, BASE, NEW) == (NEW, ())


def test_what_only_the_editor_changed_stays() -> None:
    mine = BASE.replace(
        "It opened on 26 July 1814.\n\n- a", "The pier opened in 1814.\n\nWe walked it.\n\n- a"
    )

    assert merge(BASE, mine, BASE) == (mine, ())


def test_both_changed_other_parts() -> None:
    mine = BASE.replace('title: "The pier"', "title: Our pier").replace("- a second one", "- the second")
    merged, conflicts = merge(BASE, mine, NEW)

    assert conflicts == ()
    assert merged == NEW.replace('title: "The pier"', "title: Our pier").replace(
        "- a second one", "- the second"
    )


def test_both_changed_one_paragraph() -> None:
    mine = BASE.replace("The pier is 681 metres long.\n\nIt", "It is 681 metres long.\n\nIt")
    merged, conflicts = merge(BASE, mine, NEW)

    assert "\nIt is 681 metres long.\n" in merged
    assert "- The pier is 702 metres long. [^1]" in merged
    assert [(conflict.mine, conflict.theirs) for conflict in conflicts] == [
        ("It is 681 metres long.", "The pier is 702 metres long.")
    ]
    assert "<<<<" not in merged


def test_the_seal_is_the_new_one_and_free_keys_are_the_editors() -> None:
    mine = BASE.replace("topics: [Piers]", "topics: [Sea, Piers]\npinned: true")
    merged, _ = merge(BASE, mine, NEW)

    assert "topics: [Sea, Piers]\npinned: true\n" in merged
    assert "b" * 64 in merged
    assert "a" * 64 not in merged


def test_a_new_fact_gets_a_free_number_and_the_editors_marks_stay() -> None:
    mine = BASE.replace("[^1]", "[^7]").replace(
        "- It opened on 26 July 1814. [^2]", "- It opened in July 1814. [^2]"
    )
    more = "- The walk takes ten minutes. [^1]\n- The pier is 681 metres long. [^2]\n"
    theirs = (
        text(seal="b")
        .replace("- The pier is 681 metres long. [^1]\n", more)
        .replace("It opened on 26 July 1814. [^2]", "It opened on 26 July 1814. [^3]")
    )
    notes = (
        '[^1]: s1, line 2: "The walk takes ten minutes."\n[^2]: s1, line 4: "The pier is 681 metres long."\n'
        '[^3]: s1, line 6: "It opened on 26 July 1814."\n'
    )
    theirs = theirs[: theirs.index("[^1]: s1")] + notes
    merged, conflicts = merge(BASE, mine, theirs)

    assert conflicts == ()
    assert led_to(merged) == {
        "The pier is 681 metres long.": 's1, line 4: "The pier is 681 metres long."',
        "It opened in July 1814.": 's1, line 6: "It opened on 26 July 1814."',
        "The walk takes ten minutes.": 's1, line 2: "The walk takes ten minutes."',
    }
    assert "- The pier is 681 metres long. [^7]" in merged, "the editor's own number"


def led_to(briefing: str) -> dict[str, str]:
    """What each fact cites."""
    notes = dict(re.findall(r"^\[\^([^\]]+)\]: (.*)$", briefing, re.MULTILINE))
    return {
        words: notes[label] for words, label in re.findall(r"^- (.*) \[\^([^\]]+)\]$", briefing, re.MULTILINE)
    }


def test_what_the_editor_took_out_stays_out_with_its_note() -> None:
    mine = BASE.replace("- The pier is 681 metres long. [^1]\n", "")
    merged, conflicts = merge(BASE, mine, text(seal="b"))

    assert "[^1]" not in merged
    assert conflicts == ()


def test_notes_of_the_editors_own_stay() -> None:
    mine = (
        BASE.replace("- It opened on", "- We count three. [^none-1]\n- It opened on")
        + "[^none-1]: from our own count\n"
    )
    merged, _ = merge(BASE, mine, NEW)

    assert "- We count three. [^none-1]\n" in merged
    assert "[^none-1]: from our own count\n" in merged


def test_code_is_one_part() -> None:
    code = "```\n- no item\n\n[^1]: no note\n```"
    mine = BASE.replace("- a first item", f"{code}\n\n- a first item")
    merged, _ = merge(BASE, mine, NEW)

    assert f"\n\n{code}\n\n- a first item" in merged


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_do_not_count(ending: str) -> None:
    assert merge(BASE, BASE.replace("\n", ending), NEW).text == NEW


WORDS = st.sampled_from(
    ["One sea.", "Two ports.", "Three piers.", "Four miles.", "- an item", "- one more", "## A head"]
)
BODIES = st.lists(WORDS, max_size=7)


def written(blocks: list[str], seal: str) -> str:
    whole = text(seal=seal, body="\n\n".join(blocks) + "\n", notes=NOTES)
    return whole if blocks else whole.replace(":::\n\n\n\n", ":::\n\n")


@given(BODIES, BODIES, BODIES)
def test_whatever_is_merged(base: list[str], mine: list[str], theirs: list[str]) -> None:
    """Nothing of the editor's is lost, nothing comes from nowhere, and one side's changes alone are that side."""
    old, ours, new = written(base, "a"), written(mine, "a"), written(theirs, "b")
    merged, _ = merge(old, ours, new)

    blocks = merged.partition("\n:::\n")[2].partition("[^1]: s1")[0]
    found = [line for line in blocks.split("\n") if line]
    assert set(found) <= {*base, *mine, *theirs}
    assert all(found.count(word) >= 1 for word in set(mine) - set(base)), "what the editor added"
    assert merge(old, old, new).text == new
    assert merge(old, ours, ours).text == ours
    assert merge(old, ours, old).text == ours
