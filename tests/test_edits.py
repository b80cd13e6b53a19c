"""What editors write into boxes: the readable cases in `tests/cases/box`, each tried with `briefings check`.

A case is a heading, a ```sources block of files, each below a line ``== NAME``, a ```box block and an ```edits block.
The box as it stands raises no warning. Each edit is a line ``EXPECTED | OLD => NEW``: the first `OLD` in the box
becomes `NEW`, and a warning then has the words `EXPECTED`; ``silent`` expects none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import in_process
from tests.conftest import Site

CASES = Path(__file__).parent / "cases" / "box"
CASE = re.compile(
    r"^# (?P<name>[^\n]+)\n\n```sources\n(?P<sources>.*?)\n```\n```box\n(?P<box>.*?)\n```\n"
    r"```edits\n(?P<edits>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)
SOURCE = re.compile(r"^== (?P<name>\S+)\n(?P<text>.*?)(?=^== |\Z)", re.MULTILINE | re.DOTALL)
WARNING = re.compile(r"content/briefings/(?P<name>[\w-]+)\.md:(?P<line>\d+): warning: (?P<words>[^\n]+)")


class Edit(NamedTuple):
    expected: str
    old: str
    new: str

    @property
    def is_silent(self) -> bool:
        return self.expected == "silent"


class Case(NamedTuple):
    sources: dict[str, str]
    box: str
    edits: dict[str, Edit]


def cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text("utf-8")
        for match in CASE.finditer(text):
            first = text.count("\n", 0, match.start("edits")) + 1
            edits = {f"line-{n}": edit_of(line) for n, line in enumerate(match["edits"].split("\n"), first)}
            sources = {found["name"]: found["text"] for found in SOURCE.finditer(match["sources"] + "\n")}
            yield pytest.param(Case(sources, match["box"], edits), id=f"{path.stem}:{match['name']}")


def edit_of(line: str) -> Edit:
    expected, _, rest = line.partition(" | ")
    old, _, new = rest.partition(" => ")
    return Edit(expected, old, new)


def page(case: Case, box: str) -> str:
    bullets, _, definitions = box.partition("\n\n")
    refs = "".join(f"  - id: {name.partition('.')[0]}\n    file: {name}\n" for name in case.sources)
    head = f"---\ntitle: Edited\ndate: 2025-12-03\nsources:\n{refs}---\n"
    return f"{head}\n::: key-facts\n\n{bullets}\n\n:::\n\nThe text.\n\n{definitions}\n"


@pytest.mark.parametrize("case", list(cases()))
def test_an_edit_is_seen_or_is_none_of_our_business(
    case: Case, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in case.sources.items():
        site.write(f"content/sources/{name}", text)
    site.write("content/briefings/unedited.md", page(case, case.box))
    for name, edit in case.edits.items():
        assert edit.old in case.box, (name, edit.old)
        site.write(f"content/briefings/{name}.md", page(case, case.box.replace(edit.old, edit.new, 1)))
    monkeypatch.chdir(site.root)
    warnings = warned(in_process("check").stderr)
    wrong = [
        f"{name}: {edit.old} => {edit.new}: expected {edit.expected!r}, got {warnings.get(name, [])}"
        for name, edit in case.edits.items()
        if not fits(edit, warnings.get(name, []))
    ]

    wrong += [f"unedited: {warning}" for warning in warnings.get("unedited", [])]

    assert not wrong, "\n" + "\n".join(wrong)


def test_both_sentences_stand_side_by_side_and_strict_makes_it_an_error(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(
        "content/sources/pier.txt", "Title: Pier\nDate: 2025-12-01\n\nThe pier may close. It is long.\n"
    )
    case = Case(
        {"pier.txt": ""}, '- The pier will close. [^1]\n\n[^1]: pier, line 4: "The pier may close soon."', {}
    )
    site.write("content/briefings/pier.md", page(case, case.box))
    monkeypatch.chdir(site.root)

    for command in ("check", "build"):
        run = in_process(command)
        assert run.code == 0
        assert "content/briefings/pier.md:11: warning: lost from the source: may" in run.stderr
        assert 'the fact says: "The pier will close."' in run.stderr
        assert 'the source says: "The pier may close soon."' in run.stderr
        assert 'the definition says: "The pier may close soon."' in run.stderr
        assert 'the source says: "The pier may close."' in run.stderr
        assert in_process(command, "--strict").code == 1


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        ("The pier is 681 metres long, a report says, and old.", False),  # only somebody says it
        ("The old pier is 681 metres long.", True),
        ("The old pier is not 681 metres long.", False),
        ("The old pier is 681 feet long.", False),
        ("The council met on Monday.", False),
    ],
)
def test_two_sources_are_claimed_only_where_each_alone_supports_the_fact(
    site: Site, other: str, *, agrees: bool
) -> None:
    first = "The pier is 681 metres long."
    for name, text in (("a", first), ("b", other)):
        site.write(f"content/sources/{name}.txt", f"Title: {name}\nDate: 2025-12-01\n\n{text}\n")
    case = Case(
        {"a.txt": "", "b.txt": ""},
        f'- {first} [^1] [^2]\n\n[^1]: a, line 4: "{first}"\n[^2]: b, line 4: "{other}"',
        {},
    )
    site.write("content/briefings/pier.md", page(case, case.box)).build()
    (made,) = [
        name for name in site.tree() if name.startswith("briefings/") and b"681 metres" in site.tree()[name]
    ]

    assert ('class="status agree"' in site.page(made)) == agrees


def warned(stderr: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for match in WARNING.finditer(stderr):
        found.setdefault(match["name"], []).append(match["words"])
    return found


def fits(edit: Edit, warnings: list[str]) -> bool:
    return not warnings if edit.is_silent else any(edit.expected in warning for warning in warnings)
