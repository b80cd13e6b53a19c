"""A plug-in from a package of its own, which uses all four seams, in a whole site."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefings import studies
from briefings.config import PluginSettings
from briefings.state import decoded, encode
from tests.command import COMMAND, environment
from tests.conftest import Site
from tests.packages import installed, packages

__all__ = ["installed", "packages"]

HEARING = """\
WEBVTT

NOTE A hearing on a bridge.

1
00:00:01.000 --> 00:00:05.000
<v Chair>The committee met on 3 March 1882 to decide on a bridge over the Firth of Forth.

2
00:00:05.000 --> 00:00:09.000
The plan was carried by 14 votes to 9. [applause]

3
00:00:10.000 --> 00:00:14.000
<v Mr Baker>Each of the two spans will be 521 metres long, more than those of any bridge that stands.
"""


@pytest.fixture
def hearing(site: Site, installed: Path) -> Site:  # noqa: ARG001 - installed for its effect
    settings = site.read("briefings.toml") + '\n[plugins]\nuse = ["hearings"]\n'
    return site.write("briefings.toml", settings).write("content/sources/forth.vtt", HEARING)


def test_all_four_seams_take_part_in_a_site(hearing: Site) -> None:
    hearing.write(
        "themes/default/page.html",
        '{% extends "!default/page.html" %}{% block title %}{{ 50 | aloud }}{% endblock %}',
    )
    hearing.write("content/pages/about.md", "# About\n\nWords.\n").build()
    (path,) = (hearing.root / "content/briefings").glob("*.md")
    text = path.read_text("utf-8")

    assert hearing.messages() == [m for m in hearing.messages() if "no date" in m]
    assert "- **How much:** 14 votes to 9 [^2]" in text, "the finder"
    assert "- **How much:** 14 votes [" not in text, "what the finder says more of"
    assert '[^2]: s1, line 7: "The plan was carried by 14 votes to 9."' in text, "the reader's lines"
    assert "applause" not in text, "the step"
    assert "1 h 15 min" in hearing.page("about/index.html"), "the filter"


def test_a_site_with_a_plugin_is_built_alike_from_nothing(hearing: Site) -> None:
    hearing.build()

    assert hearing.build().tree() == hearing.clean_tree()


def test_a_study_made_elsewhere_knows_the_plugin(hearing: Site) -> None:
    settings = PluginSettings(("hearings",))
    ask = studies.Ask("content/sources/forth.vtt", HEARING.encode(), None, plugins=encode(settings))
    found = decoded(studies.study(encode(ask)), studies.Study)

    assert "14 votes to 9" in [fact.text for fact in found.facts.items]
    assert hearing.root


def test_its_parts_are_turned_off_by_name_in_the_command_too(hearing: Site, installed: Path) -> None:
    settings = hearing.read("briefings.toml")
    hearing.write(
        "briefings.toml", f'{settings}\n[clean]\noff = ["stage-directions"]\n[facts]\noff = ["votes"]\n'
    )
    around = {**environment(), "PYTHONPATH": f"{environment()['PYTHONPATH']}{os.pathsep}{installed}"}

    def said(command: str) -> str:
        arguments = [*COMMAND, command, "content/sources/forth.vtt"]
        done = subprocess.run(
            arguments, cwd=hearing.root, env=around, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert "[applause]" in said("clean")
    assert "quantity: 14 votes to 9" not in said("facts")
    hearing.write("briefings.toml", settings)
    assert "[applause]" not in said("clean")
    assert "quantity: 14 votes to 9" in said("facts")


@pytest.mark.parametrize(
    ("rows", "text", "lines"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:02.000 --> 00:03.000\nTwo.\n", "One. Two.", (4,)),
        ("WEBVTT\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n<v A><i>One</i>.\n", "One.", (7,)),
        ("WEBVTT\n", "", (1,)),
    ],
)
def test_what_is_spoken_is_read(installed: Path, rows: str, text: str, lines: tuple[int, ...]) -> None:
    import briefings_hearings  # noqa: PLC0415 - there once it is installed

    raw = briefings_hearings.read(rows.encode(), "a.vtt")

    assert (raw.text, raw.line_numbers) == (text, lines)
    assert Path(briefings_hearings.__file__).is_relative_to(installed)
