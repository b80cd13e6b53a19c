from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefings.watcher import SLOW, Root, Watcher
from briefings.watcher.events import FolderEvents
from briefings.watcher.hints import Hints
from tests.live_support import LIMIT, eventually, write

# watchdog says so of folders that are made while it lists their parent, and would end over it here
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

REST = 0.3  # seconds of silence that show there is nothing more to come


class NoEvents:
    """A source of hints that never has one, as on a network mount."""

    def start(self, notice) -> None:
        pass

    def renew(self) -> None:
        pass

    def stop(self) -> None:
        pass


class LateEvents(NoEvents):
    """A source of hints on a machine that is busy: they come when the test says so."""

    def start(self, notice) -> None:
        self.tell = notice


class FullQueue(FolderEvents):
    """Events of a system whose queue overflows: all but the first few of a burst are lost, without a word."""

    def start(self, notice) -> None:
        heard = iter(range(50))
        super().start(lambda path, folder: notice(path, folder) if next(heard, None) is not None else None)


class FullTable(NoEvents):
    """A system without room for one more watch."""

    def start(self, _notice) -> None:
        raise OSError(28, "inotify watch limit reached")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write(tmp_path / "content/briefings/a.md", "a")
    return tmp_path / "content"


def watching(content: Path, **options) -> Watcher:
    options.setdefault("say", pytest.fail)
    return Watcher([Root(content), Root(content.parent, recursive=False)], **options)


@pytest.fixture
def watcher(content: Path) -> Iterator[Watcher]:
    hidden = {str(content.parent / "site"), str(content / ".briefings")}
    with watching(content, ignored=hidden.__contains__) as watcher:
        yield watcher


def names(changed: frozenset[str]) -> set[str]:
    return {Path(path).name for path in changed}


def wait_for(watcher: Watcher, path: Path) -> None:
    """Wait, over as many wakes as it takes, until one names the path."""
    end = time.monotonic() + LIMIT
    while str(path) not in watcher.wait(LIMIT):
        assert time.monotonic() < end, f"{path.name} was not noticed"


def wakes(watcher: Watcher, act: Callable[[], None]) -> list[frozenset[str]]:
    """Count how often a watcher wakes while something happens elsewhere, and until it is quiet again."""
    thread = threading.Thread(target=act)
    thread.start()
    woken = [watcher.wait(LIMIT)]
    while thread.is_alive() or woken[-1]:
        woken.append(watcher.wait(REST))
    thread.join()
    return [changed for changed in woken if changed]


def test_a_save_wakes_once(watcher: Watcher, content: Path) -> None:
    write(content / "briefings/a.md", "b")

    assert names(watcher.wait(LIMIT)) == {"a.md"}
    assert watcher.wait(REST) == frozenset()


def test_a_save_is_noticed_within_a_tenth_of_a_second(watcher: Watcher, content: Path) -> None:
    def save_and_wait(text: str) -> float:
        began = time.monotonic()
        write(content / "briefings/a.md", text)
        assert watcher.wait(LIMIT)
        return time.monotonic() - began

    assert min(save_and_wait(str(turn)) for turn in range(5)) < 0.1


def test_two_saves_that_look_alike_are_both_noticed(watcher: Watcher, content: Path) -> None:
    file = content / "briefings/a.md"
    for text in "bcdef":
        then = file.stat()
        file.write_text(text)
        os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))  # same size, same time
        assert names(watcher.wait(LIMIT)) == {"a.md"}


def test_an_event_that_comes_after_a_scan_has_found_its_change_wakes_nobody(content: Path) -> None:
    events = LateEvents()
    with watching(content, events=events) as watcher:
        file = write(content / "briefings/a.md", "b")
        assert names(watcher.wait(LIMIT)) == {"a.md"}  # a scan found it

        events.tell(str(file), False)  # noqa: FBT003 - as watchdog calls it
        assert watcher.wait(REST) == frozenset()

        events.tell(str(write(file, "c")), False)  # noqa: FBT003
        assert names(watcher.wait(LIMIT)) == {"a.md"}


def test_an_atomic_save_names_the_file_and_not_its_temporary_name(watcher: Watcher, content: Path) -> None:
    write(content / "briefings/.a.md.tmp", "b").replace(content / "briefings/a.md")

    assert names(watcher.wait(LIMIT)) == {"a.md"}


def test_a_file_that_came_and_went_wakes_nobody(watcher: Watcher, content: Path) -> None:
    write(content / "briefings/4913", "").unlink()

    assert watcher.wait(REST) == frozenset()


def test_a_slow_write_in_two_halves_ends_with_a_wake_after_the_second(
    watcher: Watcher, content: Path
) -> None:
    file = content / "briefings/a.md"
    with file.open("w", encoding="utf-8") as half:
        half.write("one ")
        half.flush()
        assert names(watcher.wait(LIMIT)) == {"a.md"}
        half.write("two")
        half.flush()
        assert names(watcher.wait(LIMIT)) == {"a.md"}

    assert file.read_text() == "one two"


def test_a_file_deleted_and_made_again_is_noticed(watcher: Watcher, content: Path) -> None:
    file = content / "briefings/a.md"
    for turn in range(10):
        file.unlink()
        write(file, str(turn))
        wait_for(watcher, file)


def test_a_deleted_file_is_noticed(watcher: Watcher, content: Path) -> None:
    (content / "briefings/a.md").unlink()

    assert names(watcher.wait(LIMIT)) == {"a.md"}


def test_a_renamed_file_is_noticed_under_both_names(watcher: Watcher, content: Path) -> None:
    (content / "briefings/a.md").rename(content / "briefings/b.md")

    assert names(watcher.wait(LIMIT)) == {"a.md", "b.md"}


def test_a_file_at_the_end_of_new_folders_is_noticed_and_stays_watched(
    watcher: Watcher, content: Path
) -> None:
    file = write(content / "w/x/y/z/deep.md", "one")
    wait_for(watcher, file)

    write(file, "two")
    wait_for(watcher, file)


def test_a_burst_of_200_files_is_one_wake(watcher: Watcher, content: Path) -> None:
    def burst() -> None:
        for number in range(200):
            write(content / f"briefings/{number}.md", "new")

    woken = wakes(watcher, burst)

    assert len(frozenset().union(*woken)) == 200
    assert len(woken) <= 3


def test_a_file_that_never_rests_cannot_hold_a_wake_back(watcher: Watcher, content: Path) -> None:
    woken = threading.Event()

    def scribble() -> None:
        while not woken.is_set():
            write(content / "briefings/log.md", str(time.monotonic()))

    writer = threading.Thread(target=scribble)
    writer.start()
    began = time.monotonic()
    changed = watcher.wait(LIMIT)
    took = time.monotonic() - began
    woken.set()
    writer.join()

    assert names(changed) == {"log.md"}
    assert took < 2 * SLOW


def test_a_change_while_the_caller_builds_is_one_more_wake(watcher: Watcher, content: Path) -> None:
    write(content / "briefings/a.md", "b")
    assert watcher.wait(LIMIT)

    for text in "cde":  # nobody waits now
        write(content / "briefings/a.md", text)

    assert names(watcher.wait(LIMIT)) == {"a.md"}
    assert watcher.wait(REST) == frozenset()


def test_a_root_removed_and_made_again_is_still_watched(watcher: Watcher, content: Path) -> None:
    file = content / "briefings/a.md"
    shutil.rmtree(content)
    wait_for(watcher, file)

    wait_for(watcher, write(file, "b"))
    wait_for(watcher, write(file, "c"))


def test_events_come_again_from_a_root_made_again(content: Path) -> None:
    heard: list[str] = []
    events = FolderEvents([Root(content)])
    events.start(lambda path, _: heard.append(path))

    def is_heard() -> bool:
        events.renew()
        return str(write(content / "new.md", "n")) in heard

    try:
        shutil.rmtree(content)
        content.mkdir()
        eventually(is_heard)
    finally:
        events.stop()


def test_a_root_may_come_later(tmp_path: Path) -> None:
    with watching(tmp_path / "content") as watcher:
        file = write(tmp_path / "content/briefings/first.md", "one")
        wait_for(watcher, file)


def test_settings_in_the_folder_itself_are_watched(watcher: Watcher, content: Path) -> None:
    write(content.parent / "briefings.toml", "[site]")

    assert names(watcher.wait(LIMIT)) == {"briefings.toml"}


def test_what_lies_deeper_than_a_single_folder_wakes_nobody(watcher: Watcher, content: Path) -> None:
    write(content.parent / "elsewhere/notes.md", "n")

    assert watcher.wait(REST) == frozenset()


@pytest.mark.parametrize("poll", [False, True])
def test_what_is_ignored_wakes_nobody(content: Path, *, poll: bool) -> None:
    hidden = {str(content / "site"), str(content / ".briefings")}
    with watching(content, ignored=hidden.__contains__, poll=poll) as watcher:
        write(content / "site/index.html", "out")
        write(content / ".briefings/store/0a", "state")
        assert watcher.wait(1.0) == frozenset()

        write(content / "site/index.html", "out again")
        assert watcher.wait(1.0) == frozenset()

        write(content / "site/deep/er/index.html", "out")
        assert watcher.wait(1.0) == frozenset()


def test_reading_wakes_nobody(watcher: Watcher, content: Path) -> None:
    (content / "briefings/a.md").read_text()

    assert watcher.wait(REST) == frozenset()


def test_a_linked_folder_is_never_entered(watcher: Watcher, content: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside/secret.md", "s").parent
    (content / "link").symlink_to(outside)
    assert names(watcher.wait(LIMIT)) == {"link"}

    write(outside / "secret.md", "t")
    assert watcher.wait(REST) == frozenset()


# --- how editors and tools save --------------------------------------------------------------------------


def vim(file: Path) -> None:
    write(file.with_name("4913"), "").unlink()
    backup = file.rename(file.with_name(f"{file.name}~"))
    write(file, "by vim")
    backup.unlink()


def emacs(file: Path) -> None:
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("somebody@nowhere.1234")
    write(file.with_name(f"#{file.name}#"), "saved by itself").unlink()
    file.rename(file.with_name(f"{file.name}~"))
    write(file, "by emacs")
    lock.unlink()


def vscode(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(0)
        opened.write(b"by VS Code")


def sed(file: Path) -> None:
    subprocess.run(["sed", "-i", "s/a/by sed/", file], check=True)  # noqa: S607 - the user's


def by_rename(file: Path) -> None:
    write(file.with_name(".a.md.swp"), "by rename").replace(file)


@pytest.mark.parametrize("save", [vim, emacs, vscode, sed, by_rename])
def test_a_save_by_an_editor_names_the_file_and_is_over_at_once(
    watcher: Watcher, content: Path, save: Callable[[Path], None]
) -> None:
    file = content / "briefings/a.md"
    woken = wakes(watcher, lambda: save(file))

    assert file.read_text().startswith("by ")
    assert str(file) in frozenset().union(*woken)
    assert len(woken) <= 2  # one, unless the machine was busy amid the save


def test_a_folder_that_is_moved_away_and_back_is_noticed(watcher: Watcher, content: Path) -> None:
    folder, elsewhere = content / "briefings", content.parent / "elsewhere"
    folder.rename(elsewhere)
    wait_for(watcher, folder / "a.md")

    elsewhere.rename(folder)
    wait_for(watcher, folder / "a.md")
    wait_for(watcher, write(folder / "a.md", "edited after it was moved"))


def test_a_folder_under_a_new_name_is_noticed_under_both(watcher: Watcher, content: Path) -> None:
    (content / "briefings").rename(content / "texts")
    wait_for(watcher, content / "texts/a.md")

    wait_for(watcher, write(content / "texts/a.md", "still watched"))


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_checkout_of_500_files_is_hardly_more_than_one_wake(content: Path) -> None:
    root = content.parent
    git(root, "init", "-q", "-b", "one")
    for branch in ("one", "two"):
        for number in range(500):
            write(content / f"briefings/{number}.md", branch)
        if branch == "two":
            git(root, "checkout", "-q", "-b", "two")
        git(root, "add", "content")
        git(root, "commit", "-q", "-m", branch)

    with watching(content, ignored={str(root / ".git")}.__contains__) as watcher:
        woken = wakes(watcher, lambda: git(root, "checkout", "-q", "one"))

    assert {path for path in frozenset().union(*woken) if path.endswith(".md")} == {
        str(content / f"briefings/{number}.md") for number in range(500)
    }
    assert len(woken) <= 3


def test_what_a_full_queue_lost_is_found(content: Path) -> None:
    with watching(content, events=FullQueue([Root(content)])) as watcher:
        for number in range(300):
            write(content / f"briefings/{number // 100}/{number}.md", "new")
        found: set[str] = set()
        while len(found) < 300:
            found |= watcher.wait(LIMIT) or pytest.fail("some were not found")

        wait_for(watcher, write(content / "briefings/a.md", "no event tells of it"))


NAME_WHAT_CHANGES = """
import logging, sys
from pathlib import Path
from briefings.watcher import Root, Watcher

class Loud(logging.Handler):
    def emit(self, record):
        print(record.getMessage(), flush=True)

root = Path(sys.argv[1])
with Watcher([Root(root / "content"), Root(root, recursive=False)], say=print) as watcher:
    logging.getLogger("watchdog").setLevel(logging.WARNING)
    logging.getLogger("watchdog").addHandler(Loud())
    print("watching", flush=True)
    while changed := watcher.wait(10):
        print(*sorted(changed), sep="\\n", flush=True)
"""
QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")


@pytest.mark.skipif(not QUEUE.exists(), reason="needs inotify")
def test_what_the_real_queue_lost_is_found(content: Path) -> None:
    """The reader is stopped while more happens than the kernel keeps; it drops the rest and says so."""
    room = int(QUEUE.read_text())
    if room > 100_000:
        pytest.skip(f"to fill a queue of {room} events takes long")
    command = [sys.executable, "-c", NAME_WHAT_CHANGES, str(content.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = (line.rstrip("\n") for line in process.stdout)
            assert next(told) == "watching"
            process.send_signal(signal.SIGSTOP)
            with (content / "one.md").open("ab", 0) as one, (content / "two.md").open("ab", 0) as two:
                for _ in range(room):  # by turns, for the kernel counts a repetition once
                    one.write(b"1")
                    two.write(b"2")
            lost = write(content / "lost/deep/new.md", "no event tells of it, nor of its folders")
            process.send_signal(signal.SIGCONT)

            seen: set[str] = set()
            while not {"Inotify queue overflowed; filesystem events were lost", str(lost)} <= seen:
                seen.add(next(told))
            write(lost, "but of this one: its folder is watched")
            assert next(line for line in told if line == str(lost))
        finally:
            process.kill()


def test_a_call_ends_a_wait_once(watcher: Watcher, content: Path) -> None:
    caller = threading.Timer(0.05, watcher.call)
    caller.start()
    began = time.monotonic()
    assert watcher.wait(LIMIT) == frozenset()
    assert time.monotonic() - began < LIMIT
    caller.join()

    write(content / "briefings/a.md", "b")
    assert names(watcher.wait(LIMIT)) == {"a.md"}
    watcher.call()
    write(content / "briefings/a.md", "c")
    assert names(watcher.wait(LIMIT) or watcher.wait(LIMIT)) == {"a.md"}


# --- without events ------------------------------------------------------------------------------------


def test_polling_finds_changes(content: Path) -> None:
    with watching(content, poll=True) as watcher:
        write(content / "briefings/a.md", "b")
        assert names(watcher.wait(LIMIT)) == {"a.md"}
        assert watcher.wait(2.0) == frozenset()


def test_lost_events_are_found_within_five_seconds(content: Path) -> None:
    said: list[str] = []
    with watching(content, say=said.append, events=NoEvents()) as watcher:
        began = time.monotonic()
        write(content / "briefings/a.md", "b")
        assert names(watcher.wait(LIMIT)) == {"a.md"}
        assert time.monotonic() - began < 5
        assert said == []  # one lost event is no reason to give up

        write(content / "briefings/a.md", "c")
        assert names(watcher.wait(LIMIT)) == {"a.md"}
    assert len(said) == 1
    assert "network mount" in said[0]


def test_a_full_table_is_told_and_watching_goes_on(content: Path) -> None:
    said: list[str] = []
    with watching(content, say=said.append, events=FullTable()) as watcher:
        assert len(said) == 1
        assert said[0] == (
            "no file events (inotify watch limit reached): looking for changes every 0.5 s instead; "
            "`sudo sysctl fs.inotify.max_user_watches=524288` allows more"
        )
        write(content / "briefings/a.md", "b")
        assert names(watcher.wait(LIMIT)) == {"a.md"}


WATCH_TEN_FOLDERS = """
import sys
from pathlib import Path
from briefings.watcher import Root, Watcher

root = Path(sys.argv[1])
with Watcher([Root(root / "content"), Root(root, recursive=False)], say=print) as watcher:
    (root / "content/9/new.md").write_text("new")
    print(*watcher.wait(10))
"""


@pytest.mark.parametrize(("limit", "words"), [("watches", "watch limit"), ("instances", "instance limit")])
def test_the_real_limits_of_inotify_are_told(tmp_path: Path, limit: str, words: str) -> None:
    for number in range(10):
        (tmp_path / f"content/{number}").mkdir(parents=True)
    alone = ["unshare", "-Ur", "sh", "-c"]  # a user namespace has limits of its own
    lower = f"echo {5 if limit == 'watches' else 0} > /proc/sys/user/max_inotify_{limit}"
    if not shutil.which("unshare") or subprocess.run([*alone, lower], check=False).returncode:
        pytest.skip("limits of our own need a user namespace (Linux, unshare)")

    command = [*alone, f'{lower} && exec "$@"', "sh", sys.executable, "-c", WATCH_TEN_FOLDERS, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)

    assert words in done.stdout
    assert f"`sudo sysctl fs.inotify.max_user_{limit}=" in done.stdout
    assert str(tmp_path / "content/9/new.md") in done.stdout


# --- the end, and at rest ------------------------------------------------------------------------------


def test_stop_ends_a_wait_and_leaves_no_thread(content: Path) -> None:
    before = threading.active_count()
    with watching(content) as watcher:
        stopper = threading.Timer(0.05, watcher.stop)
        stopper.start()
        began = time.monotonic()
        assert watcher.wait() == frozenset()
        assert time.monotonic() - began < SLOW
        assert watcher.stopped
    stopper.join()
    assert threading.active_count() == before


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_signal_amid_a_wait_breaks_nothing() -> None:
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for turn in range(4000):
            hints = Hints()
            with pytest.raises(KeyboardInterrupt):
                wait_until_interrupted(hints, (1 + turn % 100) / 1e6)
            hints.add(["a"])
            assert hints.take().paths == {"a"}
    finally:
        signal.signal(signal.SIGALRM, before)


def wait_until_interrupted(hints: Hints, seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    while True:
        hints.wait(time.monotonic() + 1e-5)


def test_at_rest_it_costs_nearly_nothing(watcher: Watcher) -> None:
    watcher.wait(1)
    before = time.process_time()
    assert watcher.wait(4) == frozenset()

    assert time.process_time() - before < 0.04
