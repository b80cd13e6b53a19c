"""The receipt: `build` again is done at once where nothing changed, and never where something did."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable

import pytest

from briefings import receipt
from briefings.inputs import Clock
from tests.command import in_process, run
from tests.conftest import Site, briefing
from tests.live_support import eventually


@pytest.fixture
def built(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site in which we stand and which was built by the very command; here a file need not be left alone first."""
    site.write("content/briefings/pier.md", briefing(title="The pier", body="It is 681 metres long."))
    site.write("content/assets/pier.svg", "<svg/>")
    monkeypatch.chdir(site.root)
    monkeypatch.setattr(receipt, "RACY", 0)
    monkeypatch.setattr("sys.argv", ["briefings", "build"])
    assert in_process("build").code == 0
    assert receipt.valid(["build"])[0]
    return site


def edit_in_place(site: Site) -> None:
    """Another text of the same size, with the old time put back."""
    path = site.root / "content/briefings/pier.md"
    old = path.stat()
    path.write_text(path.read_text().replace("681", "186"))
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


def rename(site: Site) -> None:
    (site.root / "content/briefings/pier.md").rename(site.root / "content/briefings/quay.md")


CHANGES: dict[str, Callable[[Site], object]] = {
    "body": edit_in_place,
    "rename": rename,
    "asset": lambda site: site.write("content/assets/pier.svg", "<svg></svg>"),
    "new asset": lambda site: site.write("content/assets/new/quay.svg", "<svg/>"),
    "source": lambda site: site.write("content/sources/quay.txt", "The quay was built in 1814, they say."),
    "configuration": lambda site: site.write("briefings.toml", '[site]\ntitle = "Quays"\n'),
    "theme": lambda site: site.write("themes/default/partials/footer.html", "<footer>Quays</footer>\n"),
    "output": lambda site: site.write("site/index.html", "<p>by hand</p>"),
    "foreign file in the output": lambda site: site.write("site/CNAME", "example.org"),
    "page deleted from the output": lambda site: (site.root / "site/feed.xml").unlink(),
    "dropped": lambda site: site.write("content/briefings/.dropped", "a b\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_makes_it_void(built: Site, change: str) -> None:
    CHANGES[change](built)

    assert receipt.valid(["build"])[0] is None


def test_it_holds_for_the_same_command_in_the_same_folder(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert receipt.valid(["build", "--drafts"])[0] is None
    monkeypatch.chdir(built.root / "content")
    assert receipt.valid(["build"])[0] is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"arguments": ["build"]}', "\0"])
def test_a_damaged_one_is_none(built: Site, text: str) -> None:
    built.write(receipt.NAME, text)

    assert receipt.valid(["build"])[0] is None


@pytest.mark.parametrize("more", [["--fresh"], ["--now", "2025-12-02"], ["-v"], ["--json"]])
def test_some_commands_leave_none(built: Site, more: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (built.root / receipt.NAME).unlink()
    monkeypatch.setattr("sys.argv", ["briefings", "build", *more])
    assert in_process("build", *more).code == 0

    assert not built.exists(receipt.NAME)


def test_errors_leave_none(built: Site) -> None:
    (built.root / receipt.NAME).unlink()
    built.write("content/briefings/bad.md", "---\ntitle: [\n---\n")
    assert in_process("build").code == 1

    assert not built.exists(receipt.NAME)


def test_drafting_leaves_none(built: Site) -> None:
    (built.root / receipt.NAME).unlink()
    built.write("content/sources/quay.txt", "The quay at Ryde was built in 1814, as everybody knows.")
    assert "1 drafted" in in_process("build").stdout
    assert not built.exists(receipt.NAME)

    assert "0 files built" in in_process("build").stdout
    assert receipt.valid(["build"])[0]


def test_it_ends_when_a_moment_comes(built: Site) -> None:
    built.write("content/briefings/later.md", briefing(title="Later", date="2199-01-01"))
    assert in_process("build").code == 0
    said = json.loads(built.read(receipt.NAME))
    assert said["until"] == dt.datetime(2199, 1, 1, tzinfo=dt.UTC).timestamp()

    built.write(receipt.NAME, json.dumps({**said, "until": said["since"] + 1}))
    assert receipt.valid(["build"])[0] is None


def test_what_was_changed_a_moment_ago_is_not_believed(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt, "RACY", 2_000_000_000)
    built.write("content/briefings/pier.md", briefing(title="The pier", body="It is long."))
    (built.root / receipt.NAME).unlink()
    assert in_process("build").code == 0

    assert not built.exists(receipt.NAME)


def test_a_process_says_what_the_build_said_and_does_not_touch_the_state(site: Site) -> None:
    site.write("content/briefings/later.md", briefing(date="2199-01-01", body="See [this](/nowhere/)."))
    site.write("content/briefings/odd.md", briefing(title="Odd", body="See [this](/nowhere/)."))
    first = run(["build"], site.root)
    eventually(lambda: run(["build"], site.root).code == 0 and site.exists(receipt.NAME))
    state = (site.root / ".briefings/state").stat()
    again = run(["build"], site.root)

    assert (site.root / ".briefings/state").stat() == state
    assert again.stderr == first.stderr
    assert "warning: no page at /nowhere/" in again.stderr
    assert re.fullmatch(
        r"0 files built, \d+ unchanged in \d+ ms into site/ \(1 warning\)\n"
        r"left out: 1 dated in the future \(--drafts shows them\)\n",
        again.stdout,
    )


def test_a_day_ends_at_midnight() -> None:
    at = dt.datetime(2025, 12, 1, 12, tzinfo=dt.UTC)
    clock = Clock(lambda: at)
    assert clock.span() == (0.0, 1e12)
    clock.digest("today")
    clock.digest("2025-12-01T09:00:00+00:00")
    clock.digest("2026-01-01T00:00:00+00:00")

    begin, end = clock.span()
    assert dt.datetime.fromtimestamp(begin, dt.UTC) == at.replace(hour=9)
    assert dt.datetime.fromtimestamp(end, dt.UTC) == dt.datetime(2025, 12, 2, tzinfo=dt.UTC)
