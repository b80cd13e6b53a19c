"""The configuration: every key typed, every mistake with its place and what to write."""

from __future__ import annotations

import pytest

from briefings import config
from briefings.config import Config, parse
from briefings.errors import BriefingsError, Problem

ALL = """\
[site]
title = "Ozone watch"
base_url = "https://example.org/ozone/"
language = "pt-BR"
timezone = "America/Sao_Paulo"
theme = "night"
per_page = 7
author = "Ana Reyes"
description = "Each Monday."

[draft]
body = "excerpt"
status = "draft"
topics = ["Climate", "Atmosphere"]

[clean]
off = ["hyphenation"]

[facts]
off = ["quotes"]

[plugins]
use = ["rtf"]

[theme]
page = "#fff"

[preview]
port = 8001
editor = "code -g {file}:{line}"

[check]
quote = 40
"""


def read(text: str, path: str = "briefings.toml") -> Config:
    return parse({path: text})


def problem(text: str, path: str = "briefings.toml") -> Problem:
    with pytest.raises(BriefingsError) as caught:
        read(text, path)
    return caught.value.problem


def test_every_key_is_read() -> None:
    assert read(ALL) == Config(
        config.SiteSettings(
            "Ozone watch",
            "https://example.org/ozone/",
            "pt-BR",
            "America/Sao_Paulo",
            "night",
            7,
            "Ana Reyes",
            "Each Monday.",
        ),
        config.DraftSettings("excerpt", "draft", ("Climate", "Atmosphere")),
        config.CleanSettings(("hyphenation",)),
        config.FactSettings(("quotes",)),
        config.PluginSettings(("rtf",)),
        {"page": "#fff"},
        config.PreviewSettings(8001, "code -g {file}:{line}"),
        config.CheckSettings(40),
    )


@pytest.mark.parametrize(
    "texts", [{}, {"briefings.toml": ""}, {"briefings.toml": None, "pyproject.toml": None}]
)
def test_all_keys_have_a_default(texts: dict[str, str | None]) -> None:
    found = parse(texts)

    assert found == Config()
    assert (found.site.per_page, found.site.theme, found.draft.body) == (20, "default", "full")


def test_a_project_file_counts_only_with_our_table() -> None:
    ours = '[project]\nname = "x"\n\n[tool.briefings.site]\ntitle = "Ours"\n'

    assert parse({"pyproject.toml": ours}).site.title == "Ours"
    assert parse({"briefings.toml": None, "pyproject.toml": ours}).site.title == "Ours"
    assert parse({"briefings.toml": '[site]\ntitle = "First"', "pyproject.toml": ours}).site.title == "First"
    assert parse({"pyproject.toml": "[tool.other]\nsite = 3\n"}) == Config()


@pytest.mark.parametrize(
    ("path", "text", "is_site"),
    [
        ("briefings.toml", "", True),
        ("briefings.toml", "broken", True),
        ("pyproject.toml", "[tool.briefings]", True),
        ("pyproject.toml", "[tool.briefings.site]", True),
        ("pyproject.toml", "[tool.ruff]", False),
        ("pyproject.toml", "tool = 3", False),
        ("pyproject.toml", "broken", False),
    ],
)
def test_what_makes_a_folder_a_site(path: str, text: str, *, is_site: bool) -> None:
    assert config.configures(path, text) is is_site


def test_an_unknown_key_names_the_nearest() -> None:
    assert str(problem('[site]\nauthor = "A"\n  titel = "B"\n')) == (
        "briefings.toml:3:3: error: unknown key: site.titel\n"
        '    author = "A"\n'
        '      titel = "B"\n'
        "      ^\n"
        "    hint: did you mean title?"
    )


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("[sites]\n", "1:1", "unknown key: sites", "did you mean site?"),
        ("[zebra]\n", "1:1", "unknown key: zebra", "known here: site, draft,"),
        ("[draft]\nzebra = 1\n", "2:1", "unknown key: draft.zebra", "known here: body, status, topics"),
        ("[preview]\n[site]\nport = 1\n", "3:1", "unknown key: site.port", "known here:"),
        ('[site]\nper_page = "7"\n', "2:1", "site.per_page must be a whole number", "write per_page = 20"),
        ("[site]\nper_page = true\n", "2:1", "site.per_page must be a whole number", "write per_page = 20"),
        ("[clean]\noff = [1]\n", "2:1", "each value of clean.off must be text", ""),
        ('[clean]\noff = "all"\n', "2:1", "clean.off must be a list", 'write off = ["…", "…"]'),
        ("[theme]\npage = 1\n", "1:1", "each value of theme must be text", ""),
        ('[draft]\nbody = "half"\n', "2:1", "draft.body cannot be 'half'", 'write "full" or "excerpt" or "none"'),
        ('[draft]\nstatus = "done"\n', "2:1", "draft.status cannot be 'done'", 'write "ready" or "draft"'),
        ("[site]\nper_page = 0\n", "2:1", "not a per_page: 0", "write per_page = 20"),
        ('[site]\nbase_url = "example.org"\n', "2:1", "not a base_url: 'example.org'", "https://example.org/"),
        ('[site]\nbase_url = "javascript:1"\n', "2:1", "not a base_url", ""),
        ('[site]\nlanguage = "English"\n', "2:1", "not a language: 'English'", 'write language = "en"'),
        ('[site]\ntimezone = "Mars/Olympus"\n', "2:1", "not a timezone: 'Mars/Olympus'", "Europe/Berlin"),
        ('[site]\ntimezone = ""\n', "2:1", "not a timezone: ''", "Europe/Berlin"),
        ('[preview]\neditor = "code \'"\n', "2:1", 'not an editor: "code', "code --goto {file}:{line}"),
        ('[preview]\neditor = " "\n', "2:1", "not an editor: ' '", "code --goto {file}:{line}"),
        ('[site]\ntimezone = "../../etc/passwd"\n', "2:1", "not a timezone", "Europe/Berlin"),
        ('[site]\ntheme = "../themes"\n', "2:1", "not a theme: '../themes'", 'write theme = "default"'),
        ("[check]\nquote = 4\n", "2:1", "not a quote: 4", "write quote = 100"),
        ("[preview]\nport = 70000\n", "2:1", "not a port: 70000", "write port = 8000"),
        ("site = 3\n", "1:1", "site must be a section of its own", "write [site]"),
        ("[preview]\nport = -1\n", "2:1", "not a port: -1", "write port = 8000"),
        ("[site]\ntitle = \n", "2:9", "not TOML: invalid value", "write key ="),
        ("[site]\ntitle = 'a", "2", "not TOML: ", ""),
    ],
)  # fmt: skip
def test_mistakes_have_a_place_and_a_hint(text: str, place: str, message: str, hint: str) -> None:
    found = problem(text)

    assert str(found.location).startswith(f"briefings.toml:{place}")
    assert found.message.startswith(message)
    assert hint in found.hint


def test_places_in_a_project_file_are_those_of_our_table() -> None:
    text = '[project]\ntitel = "x"\n[tool.briefings.site]\ntitle = "x"\ntitel = "y"\n'

    assert problem(text, "pyproject.toml").location == ("pyproject.toml", 5, 1)


def test_a_key_written_some_other_way_still_names_the_file() -> None:
    assert problem('site = { titel = "x" }\n').location.path == "briefings.toml"
    assert problem('site.titel = "x"\n').message == "unknown key: site.titel"
