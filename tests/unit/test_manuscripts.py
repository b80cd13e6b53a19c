"""The file behind a page, and the command that opens it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from briefings.errors import Location
from briefings.manuscripts import NO_EDITOR, NO_FILE, Manuscripts, arguments
from briefings.server import Manuscript
from tests.conftest import briefing
from tests.live_support import eventually, write

PAGE = "content/briefings/ice.md"
NAME = "briefings/ice/index.html"
RECORD = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "briefings.toml", '[site]\ntimezone = "Europe/Berlin"\n')
    write(tmp_path / PAGE, briefing(title="Ice"))
    return tmp_path


@pytest.fixture
def manuscripts(root: Path) -> Manuscripts:
    return Manuscripts(root, {}, pytest.fail)


# --- which file ----------------------------------------------------------------------------------------


def test_a_page_is_written_in_the_file_of_its_name(manuscripts: Manuscripts) -> None:
    assert manuscripts.of(NAME) == Manuscript(PAGE)


def test_a_slug_leads_to_the_file_that_has_it(manuscripts: Manuscripts, root: Path) -> None:
    write(root / "content/briefings/snow.md", briefing(more="slug: cold\n"))

    assert manuscripts.of("briefings/cold/index.html") == Manuscript("content/briefings/snow.md")
    assert manuscripts.of("briefings/snow/index.html") is None


def test_a_slug_that_moves_takes_its_page_along(manuscripts: Manuscripts, root: Path) -> None:
    assert manuscripts.of(NAME)
    write(root / PAGE, briefing(more="slug: cold\n"))

    assert manuscripts.of(NAME) is None
    assert manuscripts.of("briefings/cold/index.html") == Manuscript(PAGE)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("about/index.html", "content/pages/about.md"),
        ("help/first-steps/index.html", "content/pages/help/First steps.md"),
        ("briefings/schnee-für-köln/index.html", "content/briefings/Schnee für Köln.md"),
    ],
)
def test_other_pages_and_names_are_found_too(
    manuscripts: Manuscripts, root: Path, name: str, path: str
) -> None:
    write(root / path, briefing())

    assert manuscripts.of(name) == Manuscript(path)


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "404.html",
        "briefings/index.html",
        "topics/ice/index.html",
        "feed.xml",
        "../ice/index.html",
    ],
)
def test_a_list_is_written_in_no_file(manuscripts: Manuscripts, name: str) -> None:
    assert manuscripts.of(name) is None


def test_broken_front_matter_still_belongs_to_its_page(manuscripts: Manuscripts, root: Path) -> None:
    write(root / PAGE, briefing(more="slug: cold\n"))
    assert manuscripts.of("briefings/cold/index.html")
    write(root / PAGE, "---\ntitle: [\n---\n")

    assert manuscripts.of("briefings/cold/index.html") == Manuscript(PAGE)


# --- what is said of it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "date", "marks"),
    [
        ("", "2025-12-01", ()),
        ("status: draft\n", "2025-12-01", ("Draft",)),
        ("", "2999-01-02", ("Future: 2999-01-02",)),
        ("publish: 2999-01-02T08:30:00\n", "2025-12-01", ("Future: 2999-01-02 08:30",)),
        ("publish: 2025-12-01\n", "2999-01-02", ()),
        ("status: draft\n", "2999-01-02", ("Draft", "Future: 2999-01-02")),
    ],
)
def test_what_keeps_a_page_from_being_published_is_said(
    manuscripts: Manuscripts, root: Path, more: str, date: str, marks: tuple[str, ...]
) -> None:
    write(root / PAGE, briefing(date=date, more=more))

    assert manuscripts.of(NAME) == Manuscript(PAGE, marks)


def test_a_proposal_beside_a_file_is_said(manuscripts: Manuscripts, root: Path) -> None:
    write(root / f"{PAGE}.proposed", "text")

    assert manuscripts.of(NAME) == Manuscript(PAGE, ("A change is proposed",))


def test_the_sources_of_a_page_are_named(manuscripts: Manuscripts, root: Path) -> None:
    write(root / PAGE, briefing(more="sources:\n  - id: s1\n    file: ice.txt\n"))

    assert manuscripts.of(NAME) == Manuscript(PAGE, (), ("content/sources/ice.txt",))


# --- the command ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("code", ["code", "/s/a b.md"]),
        ("code -g {file}:{line}:{column}", ["code", "-g", "/s/a b.md:3:7"]),
        ("'my editor' +{line} {file}", ["my editor", "+3", "/s/a b.md"]),
        ("edit --line={line}", ["edit", "--line=3", "/s/a b.md"]),
    ],
)
def test_a_place_is_put_into_the_command(editor: str, expected: list[str]) -> None:
    assert arguments(editor, "/s/a b.md", Location("a b.md", 3, 7)) == expected


def test_a_place_without_a_line_is_the_first() -> None:
    assert arguments("vi +{line}", "/a.md", Location("a.md")) == ["vi", "+1", "/a.md"]


@pytest.mark.parametrize(
    "path", ["/s/$(touch x).md", "/s/; rm -rf x.md", "/s/{line}.md", "/s/'a\" b.md", "/s/-x.md"]
)
def test_a_name_stays_one_word_as_it_is(path: str) -> None:
    assert arguments("code {file}", path, Location("a.md", 3)) == ["code", path]


def recorder(root: Path) -> str:
    return shlex.join([sys.executable, "-c", RECORD, str(root / "opened"), "{line}", "{file}"])


def opened(root: Path) -> str:
    """What the editor was started with, as soon as it has said so."""
    return eventually(lambda: (root / "opened").exists() and (root / "opened").read_text())


def test_the_file_is_opened_in_the_editor_of_the_user(root: Path) -> None:
    mine = Manuscripts(root, {"VISUAL": recorder(root)}, pytest.fail)

    assert (Manuscripts(root, {}, pytest.fail).can_open(), mine.can_open()) == (False, True)
    assert mine.open(Location(PAGE, 3)) == ""
    assert opened(root) == repr(["3", str(root / PAGE)])


def test_the_editor_of_the_site_comes_first(root: Path) -> None:
    write(root / "briefings.toml", f"[preview]\neditor = '''{recorder(root)}'''\n")

    assert Manuscripts(root, {"VISUAL": "/nowhere"}, pytest.fail).open(Location(PAGE)) == ""
    assert opened(root) == repr(["1", str(root / PAGE)])


def test_nothing_else_is_opened(root: Path) -> None:
    mine = Manuscripts(root / "site", {"VISUAL": recorder(root)}, pytest.fail)
    write(root / "site/a.md", "a")
    (root / "site/link.md").symlink_to(root / PAGE)
    (root / "site/folder").symlink_to(root)

    for path in (
        "link.md",
        "folder/briefings.toml",
        "../briefings.toml",
        str(root / PAGE),
        "none.md",
        "",
    ):
        assert mine.open(Location(path)) == NO_FILE
    assert not (root / "opened").exists()


@pytest.mark.parametrize(
    ("editor", "words"),
    [("", NO_EDITOR), ("/no/such/editor", "could not be started"), ("'", "could not be started")],
)
def test_an_editor_that_does_not_start_is_told(root: Path, editor: str, words: str) -> None:
    assert words in Manuscripts(root, {"VISUAL": editor}, pytest.fail).open(Location(PAGE))


def test_an_editor_that_ends_badly_is_told(root: Path) -> None:
    command = shlex.join([sys.executable, "-c", "raise SystemExit(7)"])
    said: list[str] = []
    assert Manuscripts(root, {"VISUAL": command}, said.append).open(Location(PAGE)) == ""

    eventually(lambda: said)
    assert said[0].startswith("the editor ended with 7: ")
