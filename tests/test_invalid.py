"""What the tool says to a person whose file is wrong: one tiny site and one exact text for each mistake.

`invalid/NAME/` is the site, `expected.txt` in it what `briefings build` writes to standard error.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.errors import frame
from tests.command import Run, in_process

HERE = Path(__file__).parent / "invalid"
CASES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())
ADVICE = {  # the build goes on: exit code 0, and the text is a warning
    "broken-links",
    "odd-files",
    "sidecar-without-source",
    "source-encoding-guessed",
    "source-unknown-suffix",
    "unsupported-fact",
}


def make_odd_files(root: Path) -> None:
    """What no repository can hold, or no clone would keep."""
    sources = root / "content/sources"
    sources.mkdir(parents=True)
    secret = root.parent / "secret.txt"
    secret.write_text("Title: A secret\nDate: 2025-12-01\n\nThe password is swordfish.\n")
    (sources / "link.txt").symlink_to(secret)
    (sources / "loop.txt").symlink_to("loop.txt")
    (sources / "folder-link").symlink_to(root.parent, target_is_directory=True)
    os.mkfifo(sources / "pipe.txt")
    (root / "content/assets").mkdir()
    (root / "content/assets/secret.png").symlink_to(secret)
    (root / "content/briefings/link.md").symlink_to(secret)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(sources / "socket.txt"))


MAKERS: dict[str, Callable[[Path], None]] = {"odd-files": make_odd_files}


def built(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    root = folder / "site"
    shutil.copytree(HERE / name, root, ignore=shutil.ignore_patterns("expected.txt"))
    monkeypatch.chdir(root)
    if name in MAKERS:
        MAKERS[name](root)
    return in_process("build")


@pytest.mark.parametrize("name", CASES)
def test_the_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    run = built(name, tmp_path, monkeypatch)
    expected = HERE / name / "expected.txt"
    if update_golden:
        expected.write_text(run.stderr, "utf-8")

    assert run.stderr == expected.read_text("utf-8")
    assert run.code == (0 if name in ADVICE else 1)
    assert str(tmp_path) not in run.stderr + run.stdout


@pytest.mark.parametrize("name", CASES)
def test_the_message_is_for_people(name: str) -> None:
    text = (HERE / name / "expected.txt").read_text("utf-8")
    first = [line for line in text.split("\n") if line and not line.startswith(" ")]

    assert first, "says nothing"
    assert all(": error: " in line or ": warning: " in line for line in first)
    assert all(len(line) <= 160 for line in first)
    for word in ("Traceback", " object", "NoneType", "msgspec", "yaml.", "jinja", "briefings.rules", "\x1b"):
        assert word not in text


@pytest.mark.parametrize("name", CASES)
def test_the_frame_shows_the_line_that_is_named(name: str) -> None:
    """Each place that is named exists, and the text shown below it is that of the file."""
    lines = (HERE / name / "expected.txt").read_text("utf-8").split("\n")
    heads = [at for at, line in enumerate(lines) if ": error: " in line or ": warning: " in line]
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        path, number, column = placed(lines[at])
        shown = [line for line in lines[at + 1 : end] if line and not line.startswith("    hint:")]
        if number and shown and not shown[0].startswith("          "):
            text = (HERE / name / path).read_bytes().decode("utf-8", "replace")
            assert "\n".join(shown).startswith(frame(text, number, column)), lines[at]


def placed(line: str) -> tuple[str, int, int]:
    path = line.partition(": ")[0]
    name, *numbers = path.split(":")
    line_number, column = ([int(number) for number in numbers] + [0, 0])[:2]
    return name, line_number, column


def test_nothing_of_a_linked_secret_reaches_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = built("odd-files", tmp_path, monkeypatch)
    tree = [path for path in (tmp_path / "site/site").rglob("*") if path.is_file()]

    assert run.code == 0
    assert tree
    assert all(b"swordfish" not in path.read_bytes() for path in tree)
    assert not any(path.is_symlink() for path in tree)
    assert not list((tmp_path / "site/content/briefings").glob("*secret*"))


def test_a_folder_that_is_not_ours_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built("output-not-ours", tmp_path, monkeypatch)

    assert [path.name for path in (tmp_path / "site/site").iterdir()] == ["thesis.txt"]
