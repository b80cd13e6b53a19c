"""What the documents say is so: every command, option and key is there, and their examples work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import msgspec
import pytest

from briefings import box, frontmatter
from briefings.cli.commands import briefings as group
from briefings.config import (
    CheckSettings,
    CleanSettings,
    Config,
    DraftSettings,
    FactSettings,
    MailSettings,
    PluginSettings,
    PreviewSettings,
    SiteSettings,
    parse,
)
from briefings.model import Correction, FrontMatter, SourceRef
from briefings.readers import sidecar
from briefings.readers import text as reader
from briefings.readers.sidecar import Sidecar
from tests.command import in_process
from tests.conftest import Site

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SECTIONS: dict[str, type[msgspec.Struct]] = {
    "site": SiteSettings,
    "draft": DraftSettings,
    "clean": CleanSettings,
    "facts": FactSettings,
    "check": CheckSettings,
    "plugins": PluginSettings,
    "preview": PreviewSettings,
    "mail": MailSettings,
}


def part(heading: str) -> str:
    """Give a part of the README, from its heading to the next of its level."""
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def code(text: str, kind: str) -> list[str]:
    """Give the blocks of code of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def words(text: str) -> set[str]:
    """Give what is written in code style, word by word."""
    return {word for span in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[\s\[\]|=,…]+", span)}


OPTIONS = [
    (name, option)
    for name, command in group.commands.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("command", group.commands)
def test_every_command_has_a_row(command: str) -> None:
    assert f"| `briefings {command}" in part("Commands")


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_named(command: str, option: str) -> None:
    if option in {"--quiet", "--verbose"}:  # the README has their short forms
        return
    row = next(line for line in part("Commands").splitlines() if line.startswith(f"| `briefings {command}"))
    below = part("Commands").partition("\n\n`build` takes")[2] or part("Commands")
    assert option in words(row) | words(below)


def test_no_option_is_named_that_is_not_there() -> None:
    known = {option for _, option in OPTIONS} | {"--help", "--version"}
    named = set(re.findall(r"`(-{1,2}[a-z][a-z-]*)", part("Commands")))

    assert named <= known


def test_the_help_text_says_what_it_is_for() -> None:
    for name, command in group.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, (name, parameter.name)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_setting_is_named(section: str) -> None:
    row = next(line for line in part("Configuration").splitlines() if line.startswith(f"| `[{section}]`"))

    assert set(SECTIONS[section].__struct_fields__) - {"told"} <= words(row)  # that is `[plugins.NAME]`


def test_every_section_is_named() -> None:
    assert set(re.findall(r"^\| `\[(\w+)\]`", README, re.MULTILINE)) == set(Config.__struct_fields__)
    assert set(Config.__struct_fields__) - {"theme"} == set(SECTIONS)


@pytest.mark.parametrize("kind", [FrontMatter, SourceRef, Correction])
def test_every_key_of_the_front_matter_is_named(kind: type[msgspec.Struct]) -> None:
    listed = part("A briefing").partition("Front-matter keys:")[2]

    assert set(kind.__struct_fields__) <= words(listed)


def test_every_key_beside_a_source_is_named() -> None:
    assert set(Sidecar.__struct_fields__) <= words(part("Sources"))
    (shown,) = code(part("Sources"), "toml")

    assert sidecar.parse(shown.encode(), "README.md").language == "de"


def test_the_exit_codes() -> None:
    named = set(re.findall(r"\b(\d+)\b", part("Commands").partition("Exit codes:")[2]))

    assert named >= {"0", "1", "2", "3", "130", "143"}


def example() -> str:
    (found,) = code(part("A briefing"), "markdown")
    return found


def header_lines() -> str:
    """Give the header of a source: a block of code within a list."""
    found = re.search("^   ```\n(.*?)^   ```", part("In five minutes"), re.MULTILINE | re.DOTALL)
    assert found
    return re.sub("^   ", "", found[1], flags=re.MULTILINE)


def test_the_example_of_a_briefing_has_no_problems() -> None:
    read = frontmatter.parse(example(), "README.md")
    sources = [source.id for source in read.meta.sources]
    parsed = box.parse(read.body, "README.md", first_line=read.body_line, sources=sources)

    assert parsed.problems == ()
    assert len(parsed.box.lines) == 5
    assert {citation.label for citation in parsed.box.citations} == {"1", "2", "3", "none-1"}


def test_the_example_builds_with_the_source_that_it_cites(site: Site) -> None:
    header = header_lines()
    quotes = re.findall(r'^\[\^\d\]: s1, line \d+: "(.*)"$', example(), re.MULTILINE)
    site.write("content/sources/ozone-2025.txt", header + "\n" + "\n\n".join(quotes) + "\n")
    text = re.sub("^generated: .*\n", "", example(), flags=re.MULTILINE)
    site.write("content/briefings/ozone.md", text).build()

    assert site.report.errors == 0, site.messages()
    assert [m for m in site.messages() if "edited by hand" not in m] == []
    page = site.page("briefings/ozone/index.html")
    assert page.count('class="mark"') >= 4
    assert "from our own count" in page


def test_the_header_lines_are_those_that_are_read() -> None:
    names = set(re.findall(r"^(\w+):", header_lines(), re.MULTILINE))

    assert {reader.HEADERS[name.lower()] for name in names} == set(reader.HEADERS.values())


def test_the_commands_of_the_readme_are_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each `briefings …` in a block of code is run with --help added: no unknown command or option."""
    monkeypatch.chdir(tmp_path)
    lines = [line for block in code(README, "sh") for line in block.splitlines()]
    commands = [
        shlex.split(each, comments=True)
        for line in lines
        for each in line.split("&&")
        if each.strip().startswith("briefings ")
    ]

    assert commands
    for _, *arguments in commands:
        assert in_process(*arguments, "--help").code == 0, arguments


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_files_that_the_documents_name_exist() -> None:
    named = set(re.findall(r"\b([A-Z_]+\.md)\b", README)) - {"NAME.md"}

    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def modules() -> list[str]:
    """Give each module, and each package as a whole, as the code map names them."""
    package = ROOT / "briefings"
    files = sorted(package.glob("*.py"))
    folders = sorted(path.parent for path in package.glob("*/__init__.py"))
    return [path.name for path in files if path.name != "__init__.py"] + [f"{path.name}/" for path in folders]


@pytest.mark.parametrize("module", modules())
def test_the_code_map_names_every_module(module: str) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    name = re.escape(module.removesuffix(".py").rstrip("/"))

    assert re.search(rf"`(?:briefings/)?{name}(?:\.py|/)?`", text)


def test_the_settings_of_a_new_site_are_valid() -> None:
    text = (ROOT / "briefings/scaffold/briefings.toml").read_text("utf-8")
    commented = re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)

    assert parse({"briefings.toml": text})
    assert parse({"briefings.toml": commented})


def test_no_document_names_a_place_on_somebodys_machine() -> None:
    for path in ROOT.glob("*.md"):
        assert not re.search(r"(?<![\w.])/(?:work|home|root|tmp)/", path.read_text("utf-8")), path.name
