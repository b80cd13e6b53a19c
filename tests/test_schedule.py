"""`schedule`: what comes and goes by the clock, in the site's time zone."""

from __future__ import annotations

import json

import pytest

from tests.command import in_process
from tests.conftest import Site, briefing

NOW = ("--now", "2026-01-10T06:00")


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    site.write(
        "briefings.toml",
        '[site]\ntitle = "T"\nbase_url = "https://example.org/"\ntimezone = "Europe/Berlin"\n',
    )
    site.write("content/briefings/past.md", briefing(title="Past", date="2026-01-01"))
    site.write("content/briefings/soon.md", briefing(title="Soon", date="2026-01-11"))
    more = {"gone": "expires: 2026-07-01T12:00\n", "draft": "status: draft\npublish: 2026-01-10T07:00\n"}
    site.write("content/briefings/gone.md", briefing(title="Gone", date="2026-01-02", more=more["gone"]))
    site.write("content/briefings/draft.md", briefing(title="Idea", date="2026-01-01", more=more["draft"]))
    monkeypatch.chdir(site.root)
    return site


def test_what_is_to_come_the_next_first(here: Site) -> None:
    result = in_process("schedule", *NOW)

    assert result.code == 0
    held = "  (a draft: it stays away until its status is ready)"
    assert result.stdout.splitlines() == [
        f"2026-01-10T07:00+01:00  appears  content/briefings/draft.md  Idea{held}",
        "2026-01-11T00:00+01:00  appears  content/briefings/soon.md  Soon",
        "2026-07-01T12:00+02:00  expires  content/briefings/gone.md  Gone",
        "next change: 2026-01-11T00:00+01:00",
    ]
    assert not here.exists("site")


def test_a_build_at_the_moment_shows_it(here: Site) -> None:
    changes = json.loads(in_process("schedule", *NOW, "--json").stdout)
    due = next(change["when"] for change in changes if not change["draft"])
    for now, shown in (("2026-01-10T23:59:59+01:00", False), (due, True)):
        assert in_process("build", "--now", now).code == 0
        assert here.exists("site/briefings/soon/index.html") is shown


@pytest.mark.usefixtures("here")
def test_when_nothing_is_to_come() -> None:
    assert in_process("schedule", "--now", "2027-01-01").stdout == "nothing changes by the clock\n"


def test_what_expires_before_it_appears_never_does(here: Site) -> None:
    more = "publish: 2026-03-01\nexpires: 2026-02-01\n"
    here.write("content/briefings/never.md", briefing(title="Never", more=more))

    assert "never.md" not in in_process("schedule", *NOW).stdout


def test_a_broken_file_is_named_and_the_rest_listed(here: Site) -> None:
    here.write("content/briefings/bad.md", "---\ntitel: X\n---\n")
    result = in_process("schedule", *NOW)

    assert result.code == 1
    assert "bad.md:2:1: error" in result.stderr
    assert "Soon" in result.stdout


def test_the_next_moment_alone_for_cron(here: Site) -> None:
    zoned = "publish: 2026-01-10T21:30:15Z\n"
    here.write("content/briefings/zoned.md", briefing(title="Zoned", date="2026-01-01", more=zoned))

    assert in_process("schedule", *NOW, "--next").stdout == "2026-01-10T22:30:15+01:00\n"
    assert json.loads(in_process("schedule", *NOW, "--next", "--json").stdout) == "2026-01-10T22:30:15+01:00"
    assert in_process("schedule", "--now", "2027-01-01", "--next").stdout == ""
    assert json.loads(in_process("schedule", "--now", "2027-01-01", "--next", "--json").stdout) is None


@pytest.mark.parametrize("form", ["--next", "--json"])
def test_programs_learn_of_a_broken_file_too(here: Site, form: str) -> None:
    here.write("content/briefings/bad.md", "---\ntitel: X\n---\n")
    result = in_process("schedule", *NOW, form)

    assert result.code == 1
    assert "bad.md:2:1: error" in result.stderr
    assert "2026-01-11T00:00" in result.stdout


@pytest.mark.parametrize("command", ["build", "schedule", "serve"])
@pytest.mark.parametrize("now", ["tomorrow", "2026-13-01", "25:00"])
@pytest.mark.usefixtures("here")
def test_a_time_that_is_none(command: str, now: str) -> None:
    result = in_process(command, "--now", now)

    assert (result.code, result.stdout) == (2, "")
    assert f"not a time: {now!r}" in result.stderr
