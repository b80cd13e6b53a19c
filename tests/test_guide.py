"""The guide says what is so: its pages follow from the code, its commands print what it shows, and it builds."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from lxml import html

from briefings.build import Session, Setting
from briefings.config import parse
from briefings.frontmatter import parse as parse_page
from tests.command import in_process
from tests.conftest import Site
from tools import guide

DOCS = guide.ROOT / "docs"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted(guide.PAGES.glob("*.md"))}
NEEDS = {"import": ("trafilatura", "feedparser")}
"""What must be installed for the commands of a page."""


def blocks(kind: str) -> list[tuple[str, str]]:
    """Give the blocks of a kind, each with the name of its page."""
    return [
        (name, found[3])
        for name, text in PAGES.items()
        for found in guide.BLOCK.finditer(text)
        if found[1] == kind
    ]


@pytest.fixture
def docs(tmp_path: Path) -> Site:
    """A copy of the guide."""
    ignored = shutil.ignore_patterns("site", ".briefings", "*.webp", "examples")
    shutil.copytree(DOCS, tmp_path / "docs", ignore=ignored)
    return Site(tmp_path / "docs")


@pytest.mark.parametrize("name", ["commands", "configuration", "front-matter", "template-variables"])
def test_a_reference_page_says_what_the_code_says(name: str) -> None:
    assert PAGES[name] == guide.references()[name], "run `make guide`"


@pytest.mark.parametrize("path", guide.told(), ids=lambda path: path.stem)
def test_the_commands_of_a_page_print_what_it_shows(path: Path) -> None:
    lacking = [name for name in NEEDS.get(path.stem, ()) if importlib.util.find_spec(name) is None]
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(lacking)}")

    assert PAGES[path.stem] == guide.rerun(PAGES[path.stem], guide.EXAMPLES / path.stem), "run `make guide`"


def test_an_output_that_is_not_printed_is_found() -> None:
    """Else the test above could pass for another reason."""
    text = PAGES["schedule"].replace("appears  content", "vanishes  content")

    assert guide.rerun(text, guide.EXAMPLES / "schedule") == PAGES["schedule"] != text


def test_every_page_has_its_place_in_the_guide() -> None:
    parts = tomllib.loads((DOCS / "content/data/guide.toml").read_text("utf-8"))["parts"]
    listed = [address.strip("/") for part in parts for address in part["pages"]]

    assert sorted(listed) == sorted(PAGES)
    assert set(guide.references()) == {address.strip("/") for address in parts[-1]["pages"]}


def test_the_guide_is_whole(docs: Site) -> None:
    with Session(docs.root, Setting()) as session:
        report = session.check()

    assert [str(problem) for problem in report.problems] == []


def test_every_page_leads_to_those_beside_it(docs: Site) -> None:
    tree = docs.build(strict=True).tree()
    first = html.document_fromstring(tree["tutorial/index.html"].decode())
    last = html.document_fromstring(tree["template-variables/index.html"].decode())
    front = html.document_fromstring(tree["index.html"].decode())

    assert first.xpath("//nav[@class='turn']//a/@href") == ["../import/"]
    assert last.xpath("//nav[@class='turn']//a/@href") == ["../front-matter/"]
    assert {href.strip("/") for href in front.xpath("//main//a/@href")} == set(PAGES)


@pytest.mark.parametrize(("name", "text"), blocks("sh"))
def test_commands_that_are_not_run_are_understood(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in text.splitlines():
        for command in line.split("&&"):
            program, *arguments = shlex.split(command, comments=True)
            if program == "briefings":
                assert in_process(*arguments, "--help").code == 0, (name, line)


@pytest.mark.parametrize(("name", "text"), blocks("toml"))
def test_settings_that_are_shown_are_valid(name: str, text: str) -> None:
    table = tomllib.loads(text)

    assert table
    if set(table) <= {"site", "draft", "clean", "facts", "plugins", "theme", "preview"}:
        assert parse({"briefings.toml": text}), name


def test_each_page_says_what_it_is_about() -> None:
    for name, text in PAGES.items():
        meta = parse_page(text, name).meta
        assert meta.title, name
        assert meta.summary or name in guide.references(), name


def test_a_paragraph_of_the_guide_is_short() -> None:
    for name, text in PAGES.items():
        if name not in guide.references():
            for paragraph in guide.BLOCK.sub("", text).split("\n\n"):
                assert len(paragraph.split()) <= 130 or paragraph.startswith("|"), (name, paragraph[:60])


def test_the_readme_leads_to_pages_of_the_guide_that_are_there() -> None:
    readme = (guide.ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\((docs/[^)#]+)", readme)

    assert len([link for link in links if link.endswith(".md")]) >= len(PAGES) - 4
    assert [link for link in links if not (guide.ROOT / link).is_file()] == []
