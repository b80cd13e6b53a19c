from __future__ import annotations

import contextlib
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefings.errors import BriefingsError, Location, Problem, UsageError
from briefings.preview import Preview as Following
from briefings.preview import cured, named, serve, watching
from briefings.server import Address, Server
from tests.live_support import LIMIT, get, page, running, write

# watchdog says so of folders that are made while it lists their parent, and would end over it here
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Report:
    problems: tuple[Problem, ...]
    pages: int

    @property
    def crashes(self) -> tuple[tuple[str, Exception], ...]:
        return (("crash/index.html", ZeroDivisionError("by zero")),) if self.pages == 0 else ()

    created: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()

    def summary(self) -> str:
        return f"{self.pages} pages"


@dataclass(frozen=True)
class Build:
    ready: dict[str, bytes]
    outcome: Report
    changed: None = None
    is_indexing: bool = False

    @property
    def names(self) -> Collection[str]:
        return self.ready.keys()

    def get(self, name: str) -> bytes | None:
        return self.ready.get(name)

    def stale(self) -> Iterator[str]:
        return iter(())

    unmade = index = stale

    def renewed(self) -> frozenset[str]:
        return frozenset()

    def report(self) -> Report:
        return self.outcome


@dataclass
class Texts:
    """A very small site generator: a text is a page; `?` in it is a warning, `!` an error without a page."""

    root: Path
    builds: int = field(default=0)

    kept: int = field(default=0)

    def until(self) -> float:
        return float("inf")

    def is_known(self, path: str) -> bool:
        pytest.fail(f"{path} was not written by a build")

    def keep(self) -> None:
        self.kept += 1

    def rebuild(self, _first: Iterable[str], _changed: Collection[str] | None) -> Build:
        self.builds += 1
        if (self.root / "broken.toml").exists():
            raise BriefingsError("not a table", Location("broken.toml", 1))
        texts = {path.name: path.read_text() for path in sorted((self.root / "content").glob("*.txt"))}
        good = {name: text for name, text in texts.items() if "!" not in text}
        files = {f"{name.removesuffix('.txt')}/index.html": page(text) for name, text in good.items()}
        problems = [
            Problem(Location(f"content/{name}"), mark, severity="error" if mark == "!" else "warning")
            for name, text in texts.items()
            for mark in "!?"
            if mark in text
        ]
        write(self.root / "site/last.txt", str(self.builds))  # a build writes too
        return Build(files, Report(tuple(problems), len(files)))

    def watched(self) -> Iterator[tuple[Path, bool]]:
        yield self.root / "content", True
        yield self.root, False

    def ignored(self, path: str) -> bool:
        return path == f"{self.root}/site"


class Preview:
    """A running preview, and what it says line by line."""

    def __init__(self, texts: Texts, server: Server, said: queue.Queue[str]) -> None:
        self.texts = texts
        self.server = server
        self.said = said

    def line(self) -> str:
        return self.said.get(timeout=LIMIT)

    def save(self, name: str, text: str) -> None:
        """Save as editors do, so that no build sees half of it."""
        write(self.texts.root / "content" / f".{name}.tmp", text).replace(self.texts.root / "content" / name)

    def status(self, address: str) -> int:
        return get(self.server, address).status

    def shows(self, address: str) -> str:
        return re.sub("<[^>]*>", "", get(self.server, address).body.decode().partition("<body>")[2])


@contextlib.contextmanager
def previewing(texts: Texts) -> Iterator[Preview]:
    said: queue.Queue[str] = queue.Queue()
    with running(None) as server, watching(texts, said.put, poll=False) as watcher:
        following = Following(texts, watcher, server.publish, said.put)
        thread = threading.Thread(target=following.run)
        thread.start()
        try:
            yield Preview(texts, server, said)
        finally:
            watcher.stop()
            thread.join()
    assert list(said.queue) == []


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    write(tmp_path / "content/a.txt", "one")
    write(tmp_path / "content/b.txt", "two")
    with previewing(Texts(tmp_path)) as preview:
        assert preview.line() == "2 pages"
        yield preview


def test_a_save_is_built_told_in_one_line_and_served(preview: Preview) -> None:
    preview.save("a.txt", "three")

    assert preview.line() == "content/a.txt: 2 pages"
    assert preview.shows("/a/") == "three"


def test_a_removed_file_takes_its_page_along(preview: Preview) -> None:
    (preview.texts.root / "content/a.txt").unlink()

    assert preview.line() == "content/a.txt: 1 pages"
    assert preview.status("/a/") == 404


def test_a_broken_page_stays_as_it_was_and_the_others_go_on(preview: Preview) -> None:
    preview.save("a.txt", "broken!")
    assert preview.line() == "content/a.txt: error: !"
    assert preview.line() == "content/a.txt: 1 pages"
    assert preview.shows("/a/") == "one"

    preview.save("b.txt", "new")
    assert preview.line() == "content/b.txt: 1 pages"  # the error is known
    assert preview.shows("/a/") == "one"
    assert preview.shows("/b/") == "new"

    preview.save("a.txt", "cured")
    assert preview.line() == "content/a.txt: cured, no errors left"
    assert preview.line() == "content/a.txt: 2 pages"
    assert preview.shows("/a/") == "cured"


def test_an_error_that_comes_back_is_told_again(preview: Preview) -> None:
    for text in ("broken!", "cured", "broken!"):
        preview.save("a.txt", text)
        told = "error: !" if "!" in text else "cured, no errors left"
        assert preview.line() == f"content/a.txt: {told}"
        assert "pages" in preview.line()


def test_what_is_cured_is_told_and_what_is_left() -> None:
    def wrong(*names: str, severity: str = "error") -> list[Problem]:
        return [Problem(Location(name, 3), "wrong", severity=severity) for name in names]

    root = Path("/w")
    assert list(cured([], wrong("a"), root)) == []
    assert list(cured(wrong("a"), wrong("a"), root)) == []
    assert list(cured(wrong("a", "b"), wrong("b"), root)) == ["a: cured, 1 error left"]
    assert list(cured(wrong("a", "b"), [], root)) == ["a, b: cured, no errors left"]
    assert list(cured(wrong("a", "/w/d", "c"), wrong("c", "c", "e"), root)) == ["a, d: cured, 3 errors left"]
    assert list(cured(wrong("a", severity="warning"), [], root)) == []
    assert list(cured(wrong("a"), wrong("a", severity="warning"), root)) == ["a: cured, no errors left"]


def test_what_broke_a_site_keeps_no_page_once_cured(preview: Preview) -> None:
    preview.save("b.txt", "!")
    assert [preview.line(), preview.line()][-1] == "content/b.txt: 1 pages"
    (preview.texts.root / "content/b.txt").unlink()

    assert preview.line() == "content/b.txt: cured, no errors left"
    assert preview.line() == "content/b.txt: 1 pages"
    assert preview.status("/b/") == 404


def test_a_warning_is_told_and_keeps_nothing_back(preview: Preview) -> None:
    preview.save("a.txt", "sure?")

    assert preview.line() == "content/a.txt: warning: ?"
    assert preview.line() == "content/a.txt: 2 pages"
    assert preview.shows("/a/") == "sure?"


def test_broken_settings_leave_the_whole_site_up(preview: Preview) -> None:
    settings = write(preview.texts.root / "broken.toml", "")
    assert preview.line() == "broken.toml:1: error: not a table"
    assert preview.line() == "broken.toml: nothing built"
    assert preview.shows("/a/") == "one"

    settings.unlink()
    assert preview.line() == "broken.toml: cured, no errors left"
    assert preview.line() == "broken.toml: 2 pages"


def test_what_the_settings_hide_is_not_taken_for_cured(preview: Preview) -> None:
    preview.save("a.txt", "broken!")
    assert [preview.line(), preview.line()][0] == "content/a.txt: error: !"
    settings = write(preview.texts.root / "broken.toml", "")
    assert preview.line() == "broken.toml:1: error: not a table"
    assert preview.line() == "broken.toml: nothing built"

    settings.unlink()
    assert preview.line() == "content/a.txt: error: !"
    assert preview.line() == "broken.toml: cured, 1 error left"
    assert preview.line() == "broken.toml: 1 pages"


def test_what_the_system_refuses_is_told_and_leaves_the_whole_site_up(preview: Preview) -> None:
    folder = preview.texts.root / "content/c.txt"
    folder.mkdir()
    write(folder / "d.txt", "so that something happens")
    assert preview.line() == f"{folder}: error: Is a directory"
    assert "nothing built" in preview.line()
    assert preview.shows("/a/") == "one"

    (folder / "d.txt").unlink()
    folder.rmdir()
    assert preview.line() == "content/c.txt: cured, no errors left"
    assert "2 pages" in preview.line()


def test_a_crash_is_told_and_leaves_the_last_good_site_up(preview: Preview) -> None:
    for name in "ba":
        (preview.texts.root / f"content/{name}.txt").unlink()
        if name == "b":
            assert preview.line() == "content/b.txt: 1 pages"

    assert "crash/index.html: error: a bug of ours: ZeroDivisionError: by zero" in preview.line()
    assert preview.line() == "content/a.txt: 0 pages"
    assert preview.shows("/a/") == "one"


def test_a_save_that_changes_no_page_is_no_news(preview: Preview) -> None:
    write(preview.texts.root / "content/notes.bak", "n")
    preview.save("a.txt", "next")

    assert preview.line().startswith("content/a.txt")


def test_what_a_build_writes_does_not_wake_it(preview: Preview) -> None:
    preview.save("a.txt", "three")
    preview.line()
    builds = preview.texts.builds
    preview.save("b.txt", "four")
    preview.line()

    assert preview.texts.builds == builds + 1


def test_many_files_are_counted() -> None:
    root = Path("/w")
    assert named(["/w/content/a.md"], root) == "content/a.md"
    assert named(["/w/content/b.md", "/w/content/a.md"], root) == "content/a.md, content/b.md"
    assert named([f"/w/content/{name}.md" for name in "abcd"], root) == "content/a.md and 3 more"
    assert named(["/w/content/\x1b[31m.md"], root) == "content/\\x1b[31m.md"
    assert named([], root) == ""


# --- the whole of it, in a process of its own ----------------------------------------------------------

SERVE = """
import signal, sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from briefings.preview import serve, watch
from briefings.server import Address
from tests.test_preview import Texts

def end(number, frame):
    sys.exit(128 + number)

signal.signal(signal.SIGTERM, end)
say = lambda line: print(line, flush=True)
texts = Texts(Path(sys.argv[1]))
try:
    {call}
except KeyboardInterrupt:
    sys.exit(130)
finally:
    print("threads left:", threading.active_count(), flush=True)
"""
CALLS = {"serve": "serve(texts, Address(port=0, explicit=True), say)", "watch": "watch(texts, say)"}


@pytest.mark.parametrize("call", ["serve", "watch"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_at_once(tmp_path: Path, call: str, number: int, code: int) -> None:
    write(tmp_path / "content/a.txt", "one")
    script = SERVE.format(call=CALLS[call])
    command = [sys.executable, "-c", script, str(tmp_path), str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        if call == "serve":
            assert re.fullmatch(
                r"serving http://127\.0\.0\.1:\d+/ \(Ctrl-C ends\)\n", process.stdout.readline()
            )
        assert process.stdout.readline() == "1 pages\n"
        write(tmp_path / "content/a.txt", "two")
        assert process.stdout.readline() == "content/a.txt: 1 pages\n"
        process.send_signal(number)
        assert process.stdout.read() == "threads left: 1\n"
        assert process.wait(LIMIT) == code


def test_a_taken_port_ends_it_before_anything_is_built(preview: Preview, tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    with pytest.raises(UsageError, match="is in use"):
        serve(texts, Address(port=preview.server.port, explicit=True), pytest.fail)

    assert texts.builds == 0
