"""Whatever ends a build: the site is wholly old or wholly new, what people wrote is untouched, the next build heals."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.build import Setting
from tests.command import COMMAND, LIMIT, Run, environment, run
from tests.conftest import Site, briefing

MOMENTS = int(os.environ.get("BRIEFINGS_TRIALS", "8"))
COUNT = 40

ARTICLE = (
    "Title: The pier at {name}\nDate: 2025-11-{day:02}\n\nThe pier at {name} is {length} metres long. It opened on "
    "26 July 1814.\n\n“It has never been closed for a day,” said Ana Reyes, who keeps it.\n"
)


@pytest.fixture
def pair(site: Site) -> Site:
    """A site with sources and briefings, built once."""
    for number in range(COUNT):
        site.write(f"content/briefings/b{number}.md", briefing(title=f"Old {number}", topics="Climate"))
    site.write("content/sources/ryde.txt", ARTICLE.format(name="Ryde", day=3, length=681))
    return site.build()


def changed(site: Site) -> Site:
    """Edit everything, so that the next build has much to do."""
    for number in range(COUNT):
        site.write(f"content/briefings/b{number}.md", briefing(title=f"New {number}", topics="Health"))
    return site


def inputs(site: Site) -> dict[str, bytes]:
    return {
        path.relative_to(site.root).as_posix(): path.read_bytes()
        for folder in ("content/sources", "content/briefings")
        for path in sorted((site.root / folder).rglob("*"))
        if path.is_file()
    }


def litter(site: Site) -> set[str]:
    """What lies beside the site and in our own folder."""
    return {path.name for folder in (site.root, site.root / ".briefings") for path in folder.iterdir()}


def killed_after(site: Site, seconds: float, *arguments: str) -> int:
    """Start a build and kill it; gives how it ended."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=site.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def length_of(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(pair: Site) -> None:
    """CR-01, CR-02, CR-03, CR-09: at moments spread over the whole length of a build."""
    old, new = pair.tree(), changed(pair).clean_tree()
    whole = length_of(lambda: run(["build", "--out", "other"], pair.root))
    before, allowed = inputs(pair), litter(pair) | {"spool", "receipt", ".site.staged"}
    for moment in range(MOMENTS):
        killed_after(pair, whole * (moment + 1) / MOMENTS, "build")
        assert pair.tree() in (old, new)
        assert inputs(pair) == before
    assert litter(pair) <= allowed
    assert run(["build"], pair.root).code == 0
    assert pair.tree() == new
    assert "spool" not in litter(pair)


def test_drafting_that_is_killed_loses_no_edit(pair: Site) -> None:
    """HE-07: the editor's text stays byte for byte, and a draft is whole or not there."""
    path = next((pair.root / "content/briefings").glob("the-pier*.md"))
    edited = path.read_bytes().replace(b"The pier at Ryde is", b"The old pier at Ryde is")
    path.write_bytes(edited)
    for number in range(12):
        pair.write(
            f"content/sources/pier-{number}.txt", ARTICLE.format(name=f"Port {number}", day=9, length=100)
        )
    pair.write("content/sources/ryde.txt", ARTICLE.format(name="Ryde", day=3, length=682))
    whole = length_of(lambda: run(["clean", "content/sources", "--json"], pair.root)) * 2
    for moment in range(MOMENTS):
        killed_after(pair, whole * (moment + 1) / MOMENTS, "draft")
        assert path.read_bytes() == edited
    assert run(["draft"], pair.root).code == 0

    assert path.read_bytes() == edited
    assert Path(f"{path}.proposed").is_file()
    drafted = list((pair.root / "content/briefings").glob("the-pier-at-port*.md"))
    assert len(drafted) == 12
    assert all(p.read_text("utf-8").rstrip().endswith('"') for p in drafted), (
        "each ends with its last citation"
    )


def limited(site: Site, limit: Callable[[], None]) -> Run:
    """Build with less than usual."""
    done = subprocess.run(
        [*COMMAND, "build"],
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        preexec_fn=limit,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def test_a_full_disk_leaves_the_old_site_and_says_so(pair: Site) -> None:
    """CR-05."""
    old = pair.tree()
    changed(pair).write("content/briefings/long.md", briefing(title="Long", body="word " * 60_000))
    # a write beyond the limit fails as on a full disk; without the signal, which would end the process
    done = limited(
        pair,
        lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
        )[1],
    )

    assert done.code == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert pair.tree() == old
    assert pair.build().tree() == pair.clean_tree()


@pytest.mark.parametrize("files", [8, 12])
def test_few_open_files_do(pair: Site, files: int) -> None:
    """CR-07."""
    old = pair.tree()
    done = limited(changed(pair), lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)))

    assert "Traceback" not in done.stderr
    assert pair.tree() == (old if done.code else pair.clean_tree())
    assert done.code == 0 or "error" in done.stderr


def test_where_nothing_can_be_written_the_old_site_stays(pair: Site) -> None:
    """CR-06; a file in the place of our folder stops root as well."""
    old = pair.tree()
    shutil.rmtree(changed(pair).root / ".briefings")
    pair.write(".briefings", "in the way")
    done = run(["build"], pair.root)

    assert (done.code, "Traceback" in done.stderr) == (1, False)
    assert ".briefings" in done.stderr
    assert pair.tree() == old


def test_an_output_that_is_no_folder_of_ours_is_named(pair: Site) -> None:
    """CR-06 as root meets it: a file stands where the output is to be."""
    (pair.root / "taken").write_text("mine")
    done = run(["build", "--out", "taken"], pair.root)

    assert done.code == 1
    assert "taken: error: not a folder" in done.stderr
    assert (pair.root / "taken").read_text() == "mine"


def test_three_builds_at_once_make_one_whole_site(pair: Site) -> None:
    """CO-01, CO-03: they wait for each other; a draft among them too."""
    changed(pair)
    pair.write("content/sources/new.txt", ARTICLE.format(name="Sopot", day=4, length=511))
    started = [
        subprocess.Popen(
            [*COMMAND, command],
            cwd=pair.root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for command in ("build", "draft", "build", "build")
    ]
    ended = [process.communicate(timeout=LIMIT * 2) for process in started]

    assert [process.returncode for process in started] == [0] * 4, ended
    assert pair.tree() == pair.clean_tree()


@pytest.mark.parametrize("damage", ["state", "store.sqlite", "receipt", "lock"])
@pytest.mark.parametrize("content", [b"", b"\x00" * 5000, b"{}"])
def test_damaged_state_costs_time_only(pair: Site, damage: str, content: bytes) -> None:
    (pair.root / ".briefings" / damage).write_bytes(content)
    pair.write("content/briefings/b1.md", briefing(title="Edited"))
    assert run(["build"], pair.root).code == 0

    assert pair.tree() == pair.clean_tree()


def test_a_clock_that_was_set_back_hides_no_edit(pair: Site) -> None:
    """CA-04: times of the future and the past are only another look of a file."""
    path = pair.root / "content/briefings/b1.md"
    for number, stamp in enumerate((4_000_000_000, 1, 1_750_000_000)):
        path.write_text(briefing(title=f"Edit {number}"))
        os.utime(path, (stamp, stamp))
        pair.build()
        assert f">Edit {number}<" in pair.page("briefings/b1/index.html")
    pair.build(Setting(now=None))
    assert pair.tree() == pair.clean_tree()
