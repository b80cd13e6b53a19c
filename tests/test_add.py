"""`add` and `list --twins` as an editor uses them: what comes in, as what, and that nothing is written over."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings import importing
from briefings.build import Session, Setting
from briefings.errors import BriefingsError, Problem
from briefings.importing import Importer, Named
from briefings.likeness import Twin
from briefings.model import Part
from briefings.readers import READERS
from tests.command import in_process, run
from tests.conftest import Site
from tests.files import BOOKMARKS, docx, feed, item, mail, paragraph, pdf

ARTICLE = """The pier at Ryde, on the Isle of Wight, is 681 metres long. It opened on 26 July 1814 and is in use.

Ana Reyes, who lives nearby, walks it every day. She says that the view over the Solent is the best on the island.
"""
EDITED = "Another headline\n\n" + ARTICLE.replace("every day", "most days")
LATIN = "Die Brücke über die Elbe ist schön, und sie ist für alle da, die über den Fluss gehen; so sagt die Stadt."


@pytest.fixture
def inbox(site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the site in which we stand."""
    monkeypatch.chdir(site.root)
    folder = site.root.parent / "inbox"
    folder.mkdir()
    return folder


def letter() -> bytes:
    """A mail with a report and a picture attached, and a mail within."""
    made = mail("The report on the hole over Antarctica is attached.\n", subject="Report")
    made.add_attachment(
        pdf("The hole closed", "on 1 December."), "application", "pdf", filename="../Größe.PDF"
    )
    made.add_attachment(b"x" * 100, "image", "png", filename="logo.png")
    made.add_attachment(mail("What was said before, in another mail.", subject="Before"))
    return bytes(made)


def fill(folder: Path) -> dict[str, bytes]:
    files = {
        "pier.txt": ARTICLE.encode(),
        "sub/copy.md": ARTICLE.encode() + b"\n",
        "edited.txt": EDITED.encode(),
        "page.html": f"<html lang=en><title>Pier</title><article><p>{ARTICLE * 3}</p></article></html>".encode(),
        "letter.eml": letter(),
        "bridge.pdf": pdf("The bridge over the bay is long."),
        "word.docx": docx(paragraph("The tower", "Heading1"), paragraph("It is 300 metres high.")),
        "latin.txt": LATIN.encode("cp1252"),
    }
    batches = {
        "planet.xml": feed(
            item("One", "&lt;p&gt;The first entry.&lt;/p&gt;"), item("Bare", link="https://e.org/2")
        ),
        "marks.html": BOOKMARKS,
        "read.txt": b"https://example.org/a\nhttps://example.org/b\n",
    }
    for name, data in (files | batches).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return files


def rows(*arguments: str) -> dict[str, dict[str, Any]]:
    added = json.loads(in_process("add", "--json", *arguments).stdout)["added"]
    return {row["file"].removeprefix("content/sources/"): row for row in added}


def test_a_folder_of_every_kind(site: Site, inbox: Path) -> None:
    files = fill(inbox)
    found = rows(str(inbox))

    assert set(found) == {
        *files,
        "letter/größe.pdf",
        "letter/before.eml",
        "planet/one.txt",
        "planet/bare.url",
        "marks/ozone-more.url",
        "read/example-org-a.url",
        "read/example-org-b.url",
    }
    for name, data in files.items():
        assert (site.root / "content/sources" / name).read_bytes() == data
    originals = site.tree("content/originals")
    assert originals == {
        name: (inbox / name).read_bytes() for name in ("marks.html", "planet.xml", "read.txt")
    }


def test_what_the_table_knows(inbox: Path) -> None:
    fill(inbox)
    found = rows(str(inbox))

    assert found["letter.eml"]["title"] == "Report"
    assert found["letter.eml"]["date"] == "2025-12-01"
    assert (found["latin.txt"]["encoding"], found["latin.txt"]["language"]) == ("windows-1252", "de")
    assert "encoding" in found["latin.txt"]["guessed"]
    assert found["word.docx"]["removed"] == 0
    assert found["edited.txt"]["twin"]["kind"] == "edited"
    assert found["sub/copy.md"]["twin"] == {"file": "content/sources/pier.txt", "kind": "same", "share": 1.0}
    assert found["bridge.pdf"]["twin"] is None
    assert "title" not in found["planet/bare.url"]


def test_an_exact_copy_is_named_with_what_it_is_the_same_as(site: Site, inbox: Path) -> None:
    for name in ("a.txt", "copy of a.txt"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(ARTICLE)
    result = in_process("add", str(inbox))

    assert f"{inbox}/copy of a.txt: left out, byte for byte the same as {inbox}/a.txt" in result.stdout
    assert result.stdout.endswith("1 file added, 1 was there already\n")
    assert set(site.tree("content/sources")) == {"a.txt"}


def test_the_second_time_adds_nothing(site: Site, inbox: Path) -> None:
    fill(inbox)
    in_process("add", str(inbox))
    before = site.tree("content")
    again = in_process("add", str(inbox))

    assert (again.code, again.stderr) == (0, "")
    assert again.stdout == "0 files added, 15 were there already\n"
    assert site.tree("content") == before


def test_a_feed_of_the_next_day_adds_what_is_new(site: Site, inbox: Path) -> None:
    for items in ([item("One", "First.")], [item("Two", "Second."), item("One", "First.")]):
        (inbox / "planet.xml").write_bytes(feed(*items))
        in_process("add", str(inbox / "planet.xml"))

    assert set(site.tree("content/sources")) == {"planet/one.txt", "planet/two.txt"}
    assert set(site.tree("content/originals")) == {"planet.xml", "planet-2.xml"}


def test_it_all_becomes_briefings_but_the_links(site: Site, inbox: Path) -> None:
    fill(inbox)
    in_process("add", str(inbox))
    site.draft()

    assert [message for message in site.messages() if "error" in message] == []
    assert len(site.tree("content/briefings")) == 11
    assert not any(".url" in message for message in site.messages())


def test_what_was_odd_within_a_mail_comes_in_once_it_can_be_read(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "letter.eml").write_bytes(letter())
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pypdf", None)
        result = in_process("add", str(inbox))

    assert result.code == 1
    assert f"{inbox}/letter.eml: größe.pdf: error: PDF needs pypdf" in result.stderr
    assert set(rows(str(inbox))) == {"letter/größe.pdf"}
    assert in_process("add", str(inbox)).code == 0


def test_odd_files_are_named_and_the_rest_comes_in(site: Site, inbox: Path) -> None:
    fill(inbox)
    (inbox / "empty.txt").write_bytes(b" \n")
    (inbox / "picture.png").write_bytes(b"x")
    (inbox / "broken.pdf").write_bytes(b"%PDF-")
    (inbox / "large.txt").write_bytes(b"x" * 20_000_001)
    (inbox / "other.xml").write_bytes(b"<other/>")
    (inbox / "link.txt").symlink_to("pier.txt")
    os.mkfifo(inbox / "pipe.txt")
    result = in_process("add", str(inbox), "nowhere.txt")

    assert result.code == 1
    for name, words in {
        "empty.txt": "empty",
        "picture.png": "no reader for .png",
        "broken.pdf": "not a PDF file",
        "large.txt": "too large for a source",
        "other.xml": "no reader for .xml",
        "link.txt": "a link: name the file that it leads to",
        "pipe.txt": "not a plain file: a pipe",
    }.items():
        assert f"{inbox}/{name}: error: {words}" in result.stderr
    assert "nowhere.txt: error: no such file" in result.stderr
    assert "15 files added, 8 problems" in result.stdout
    assert site.exists("content/sources/pier.txt")


def test_names_are_kept_and_made_unique(site: Site, inbox: Path) -> None:
    site.write("content/sources/pier.txt", "mine").write(
        "content/sources/pier-2.txt.toml", 'title = "Mine"\n'
    )
    (inbox / "pier.txt").write_text(ARTICLE)
    in_process("add", str(inbox / "pier.txt"))

    assert site.read("content/sources/pier.txt") == "mine"
    assert site.read("content/sources/pier-3.txt") == ARTICLE
    assert not site.exists("content/sources/pier-2.txt")


def test_what_stands_beside_a_source_comes_with_it(site: Site, inbox: Path) -> None:
    site.write("content/sources/pier.txt", "mine")
    (inbox / "pier.txt").write_text(ARTICLE)
    (inbox / "pier.txt.toml").write_text('title = "A pier"\n')

    assert rows(str(inbox))["pier-2.txt"]["title"] == "A pier"
    assert site.exists("content/sources/pier-2.txt.toml")


def test_nothing_is_written_out_of_the_site(site: Site, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (inbox / "sub").mkdir()
    (inbox / "sub/pier.txt").write_text(ARTICLE)
    (site.root / "content/sources").mkdir(parents=True)
    (site.root / "content/sources/sub").symlink_to(tmp_path / "elsewhere")
    result = in_process("add", str(inbox))

    assert result.code == 1
    assert "leads out of its place by a link" in result.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Title: A pier\n\n" + ARTICLE.encode(), "a-pier.txt"),
        (letter(), "report.eml"),
        (b"Received: by x\n\tfor y\nFrom: a@b.c\nSubject: Ozone\n\nSome text.\n", "ozone.eml"),
        (
            b"From the beginning to the end it is 681 metres.\n",
            "from-the-beginning-to-the-end-it-is-681-metres.txt",
        ),
        (pdf("The bridge"), "the-bridge.pdf"),
        (docx(paragraph("The tower", "Heading1"), paragraph("It is high.")), "the-tower.docx"),
        (b"https://example.org/a\n", "links/example-org-a.url"),
        (feed(item("One", "The first.")), "feed/one.txt"),
        (BOOKMARKS, "bookmarks/ozone-more.url"),
    ],
)
def test_standard_input_is_named_by_what_it_is(site: Site, data: bytes, name: str) -> None:
    result = run(["add", "-"], site.root, data)

    assert (result.code, result.stderr) == (0, "")
    assert site.exists(f"content/sources/{name}")


def test_nothing_on_standard_input(site: Site) -> None:
    result = run(["add", "-"], site.root, b"")

    assert result.code == 1
    assert "empty" in result.stderr


def test_plain_columns_in_a_pipe(inbox: Path) -> None:
    (inbox / "pier.txt").write_text("Title: The [bold]pier\x1b[31m\nDate: 2025-12-01\n\n" + ARTICLE)
    lines = in_process("add", str(inbox)).stdout.splitlines()

    assert lines[0].split() == [
        "file",
        "title",
        "date",
        "language",
        "encoding",
        "kept",
        "removed",
        "twin",
        "of",
    ]
    assert lines[1].startswith("pier.txt  The [bold]pier")
    assert "\x1b" not in lines[1]


def test_list_twins(site: Site, inbox: Path) -> None:
    fill(inbox)
    in_process("add", str(inbox))
    result = in_process("list", "--twins")

    assert (result.code, result.stderr) == (0, "")
    assert "sub/copy.md" in result.stdout
    groups = json.loads(in_process("list", "--twins", "--json").stdout)
    assert {twin["file"] for group in groups for twin in group} >= {"content/sources/sub/copy.md"}
    site.remove("content/sources/sub/copy.md")
    assert "sub/copy.md" not in in_process("list", "--twins").stdout


def desk(site: Site) -> tuple[list[Twin], set[str]]:
    """The twins of a site, and the sources whose signatures were made for them."""
    with Session(site.root, Setting()) as session:
        twins = session.desk(()).twins
        return list(twins), {key.name for key in session.made() if key.rule == "signature"}


def test_an_edit_costs_one_signature(site: Site) -> None:
    names = [f"content/sources/{name}.txt" for name in "abc"]
    for name in names:
        site.write(name, f"{name}\n\n{ARTICLE}")
    twins, made = desk(site)
    assert made == set(names)
    assert [(twin.name, twin.first) for twin in twins] == [(names[1], names[0]), (names[2], names[0])]
    assert desk(site) == (twins, set())

    site.write(
        names[1], "Something else altogether is told here, and it is no twin of what the others tell.\n"
    )
    twins, made = desk(site)
    assert made == {names[1]}
    assert [(twin.name, twin.first) for twin in twins] == [(names[2], names[0])]


def test_a_build_makes_no_signature(site: Site) -> None:
    site.write("content/sources/a.txt", ARTICLE).build()

    assert site.ran("signature") == site.ran("survey") == site.ran("alike") == set()


# --- never over anything -------------------------------------------------------------------------------

NAMES = st.one_of(
    st.sampled_from(
        ["a.txt", "A.txt", "a-2.txt", "a.txt.toml", ".txt", "b/a.txt", "a/a.txt", "a.txt/a.txt", "../a.txt"]
    ),
    st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=20).map(lambda name: f"{name}.txt"),
)
FILES = st.tuples(NAMES, st.text(min_size=1).map(str.encode))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(before=st.lists(FILES, max_size=4), added=st.lists(FILES, max_size=6))
def test_whatever_comes_in_nothing_is_written_over(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[str, bytes]], added: list[tuple[str, bytes]]
) -> None:
    site = Site(tmp_path_factory.mktemp("any") / "site")
    (site.root / "content/sources").mkdir(parents=True)
    for name, data in before:
        folder = site.root / "content/sources"
        path = folder / importing.safe(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:
            continue
    there = site.tree("content")
    importer = Importer(site.root, READERS)
    paths = []
    for name, data in added:
        try:
            found = list(importer.take_bytes(Part(name, data), name))
        except (BriefingsError, OSError):  # refused, in words or by the file system
            found = []
        paths += [row.path for row in found if not isinstance(row, Problem) and row.state == "added"]

    now = site.tree("content")
    assert {name: now[name] for name in there} == there
    assert len(set(paths)) == len(paths)
    assert set(now) - set(there) == {path.removeprefix("content/") for path in paths}
    assert list(site.root.parent.iterdir()) == [site.root]


def test_a_link_that_appears_meanwhile_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "link.txt").symlink_to("secret.txt")
    importer = Importer(tmp_path / "site", READERS)

    (problem,) = importer.take(Named(str(tmp_path / "link.txt"), "link.txt"))
    assert isinstance(problem, Problem)
