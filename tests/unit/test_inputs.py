"""The windows on the world: plain files and nothing else, sorted listings, a clock that only says past or future."""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.errors import BriefingsError
from briefings.graph import digest_of
from briefings.inputs import ABSENT, Clock, Files, Listing, Listings, Roots, Scan

LONG_AGO = 1_000_000_000  # seconds


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(Roots(tmp_path, {"default": tmp_path / "packaged"}), {}, Scan())


def put(path: Path, data: bytes = b"text", at: int = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (at, at))
    return path


@pytest.fixture
def later(tmp_path: Path) -> Files:
    """As `files`, a minute from now: what was written before counts as old."""
    return Files(Roots(tmp_path, {}), {}, Scan(), now=lambda: time.time_ns() + 60_000_000_000)


# --- files ---------------------------------------------------------------------------------------------


def test_a_file_has_its_bytes_and_a_digest_of_them(files: Files, tmp_path: Path) -> None:
    put(tmp_path / "a.md", b"one")
    put(tmp_path / "b.md", b"one")
    put(tmp_path / "c.md", b"two")

    assert files.value("a.md") == b"one"
    assert files.digest("a.md") == files.digest("b.md") != files.digest("c.md")


def test_names_of_the_packaged_theme_lead_to_it(files: Files, tmp_path: Path) -> None:
    put(tmp_path / "packaged/base.html", b"base")

    assert files.value("@default/base.html") == b"base"


@pytest.mark.parametrize("name", ["none.md", "no/folder/none.md", "a.md/none.md", "with\0nul.md"])
def test_what_is_not_there_is_absent(files: Files, tmp_path: Path, name: str) -> None:
    put(tmp_path / "a.md")

    assert files.digest(name) == ABSENT
    assert files.value(name) is None


def test_a_name_too_long_for_the_disk_is_an_error_in_words(files: Files) -> None:
    assert files.digest("x" * 300) == "unreadable"
    with pytest.raises(BriefingsError, match="cannot be read: File name too long"):
        files.value("x" * 300)


def test_only_plain_files_are_read(files: Files, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(put(tmp_path / "secret"))
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()

    for name, kind in {
        "pipe": "a pipe",
        "link": "a link",
        "dangling": "a link",
        "folder": "a folder",
    }.items():
        assert files.digest(name).startswith("odd:")
        with pytest.raises(BriefingsError, match=f"{name}: error: not a plain file: {kind}"):
            files.value(name)


def test_a_file_of_the_same_size_and_mtime_is_seen_to_have_changed(files: Files, tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", b"one")
    before = files.digest("a.md")
    put(path, b"two")

    assert path.stat().st_mtime == LONG_AGO
    assert files.digest("a.md") != before


def test_a_file_changed_a_moment_ago_is_hashed_again_each_time(files: Files, tmp_path: Path) -> None:
    put(tmp_path / "new.md")  # its mtime is old, but its ctime is now
    files.digest("new.md")

    assert files.seen() == {}


def test_a_file_at_rest_is_not_read_again(tmp_path: Path, later: Files) -> None:
    put(tmp_path / "a.md", b"one")
    digest = later.digest("a.md")
    seen = later.seen()["a.md"]
    claimed = Files(Roots(tmp_path, {}), {"a.md": seen._replace(digest="as it was hashed")}, Scan())

    assert seen.digest == digest
    assert claimed.digest("a.md") == "as it was hashed"


@pytest.mark.parametrize("field", ["size", "mtime", "ctime", "inode"])
def test_a_file_that_looks_different_in_anything_is_hashed_again(
    tmp_path: Path, later: Files, field: str
) -> None:
    put(tmp_path / "a.md", b"one")
    digest = later.digest("a.md")
    other = later.seen()["a.md"]._replace(digest="wrong", **{field: 1})

    assert Files(Roots(tmp_path, {}), {"a.md": other}, Scan()).digest("a.md") == digest


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    scan = Scan()
    later = Files(Roots(tmp_path, {}), {}, scan, now=lambda: time.time_ns() + 60_000_000_000)
    path = put(tmp_path / "a.md")
    later.digest("a.md")
    assert set(later.seen()) == {"a.md"}

    path.unlink()
    scan.changed()
    later.digest("a.md")
    assert later.seen() == {}


# --- listings ------------------------------------------------------------------------------------------


@pytest.fixture
def listings(tmp_path: Path) -> Listings:
    return Listings(Roots(tmp_path, {}), Scan())


def test_a_listing_is_sorted_deep_and_without_what_is_hidden(listings: Listings, tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "sub/c.md", "sub/deep/d.md", ".hidden.md", ".git/e.md", "sub/.swp"):
        put(tmp_path / "content" / name)

    assert listings.value("content") == Listing(
        ("content/a.md", "content/b.md", "content/sub/c.md", "content/sub/deep/d.md")
    )


def test_what_is_no_plain_file_is_named_and_never_followed(listings: Listings, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/secret.md")
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "files").symlink_to("../elsewhere")
    (folder / "link.md").symlink_to("../elsewhere/secret.md")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "s"))  # an address has at most 107 bytes

        assert listings.value("content") == Listing(
            (),
            (
                ("content/files", "a link"),
                ("content/link.md", "a link"),
                ("content/loop", "a link"),
                ("content/pipe.md", "a pipe"),
                ("content/s", "a socket"),
            ),
        )


def test_a_folder_that_is_a_link_is_named_and_not_followed(listings: Listings, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/a.md")
    (tmp_path / "link").symlink_to("elsewhere")

    assert listings.value("link") == Listing((), (("link", "a link"),))


def test_a_folder_that_is_a_file_or_absent_is_empty(listings: Listings, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/a.md")

    assert listings.value("elsewhere/a.md") == listings.value("none") == Listing()


def test_a_name_that_is_not_utf8_is_named_in_ascii(listings: Listings, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/caf\xe9.md")).write_bytes(b"text")

    assert listings.value("content") == Listing((), ((r"content/caf\udce9.md", "a name that is not UTF-8"),))
    assert listings.digest("content")


def test_folders_deeper_than_a_path_can_say_are_named(listings: Listings, tmp_path: Path) -> None:
    put(tmp_path / "content/a.md")
    here = os.open(tmp_path / "content", os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    found = listings.value("content")

    assert found.files == ("content/a.md",)
    assert [kind for _, kind in found.odd] == ["a folder that cannot be read: File name too long"]


def test_a_listing_is_read_again_only_when_the_world_may_have_changed(tmp_path: Path) -> None:
    scan = Scan()
    listings = Listings(Roots(tmp_path, {}), scan)
    put(tmp_path / "content/a.md")
    before = listings.digest("content")
    put(tmp_path / "content/b.md")
    assert listings.digest("content") == before

    scan.changed()
    listings.changed()
    assert listings.digest("content") != before
    assert len(listings.value("content").files) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: put(folder / "b.md"),
        lambda folder: (folder / "a.md").unlink(),
        lambda folder: (folder / "a.md").rename(folder / "b.md"),
        lambda folder: (folder / "b.md").symlink_to(folder / "a.md"),
        lambda folder: put(folder / "new/deep/b.md"),
        lambda folder: put(folder / "sub/b.md"),
        lambda folder: (folder / "sub").rename(folder / "other"),
        lambda folder: put(folder / "a.md", b"only its text"),
    ],
)
def test_a_look_at_what_is_named_finds_what_a_look_at_everything_finds(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    scan, roots = Scan(), Roots(tmp_path, {"default": tmp_path / "packaged"})
    listings, files = Listings(roots, scan), Files(roots, {}, scan)
    put(tmp_path / "content/a.md")
    put(tmp_path / "content/sub/c.md")
    for name in listings.value("content").files:
        files.digest(name)
    before = everything(tmp_path / "content")
    change(tmp_path / "content")

    named = [str(path) for path in before | everything(tmp_path / "content")]
    scan.changed(named)
    listings.changed(named)

    fresh = Listings(roots, Scan())
    assert listings.value("content") == fresh.value("content")
    assert listings.digest("content") == fresh.digest("content")
    for name in fresh.value("content").files:
        assert files.digest(name) == digest_of((tmp_path / name).read_bytes())


def everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


def test_a_path_has_the_names_by_which_it_is_asked_for(tmp_path: Path) -> None:
    roots = Roots(tmp_path, {"default": tmp_path / "themes/default"})

    assert list(roots.names(f"{tmp_path}/content/a.md")) == ["content/a.md"]
    assert list(roots.names(f"{tmp_path}/themes/default/base.html")) == [
        "themes/default/base.html",
        "@default/base.html",
    ]
    assert list(roots.names("/elsewhere/a.md")) == []


# --- the clock -----------------------------------------------------------------------------------------


def test_the_clock_says_whether_a_moment_has_passed() -> None:
    clock = Clock(lambda: dt.datetime(2030, 1, 2, 12, tzinfo=dt.UTC))

    assert clock.value("2030-01-02T12:00:00+00:00") is True
    assert clock.value("2030-01-02T12:00:01+00:00") is False
    assert clock.value("2030-01-02T13:30:00+02:00") is True
    assert clock.value("today") == dt.date(2030, 1, 2)
    assert clock.digest("today") == "2030-01-02"


def test_the_clock_stands_still_during_a_run() -> None:
    hours = iter(dt.datetime(2030, 1, 2, hour, tzinfo=dt.UTC) for hour in (12, 14))
    clock = Clock(lambda: next(hours))
    past = clock.digest("2030-01-02T13:00:00+00:00")

    assert clock.digest("2030-01-02T13:00:00+00:00") == past
    clock.changed()
    assert clock.digest("2030-01-02T13:00:00+00:00") != past


def test_the_clock_has_moved_when_an_answer_may_be_another_one() -> None:
    now = [dt.datetime(2030, 1, 2, 12, tzinfo=dt.UTC)]
    clock = Clock(lambda: now[-1])
    clock.value("2030-01-02T11:00:00+00:00")
    clock.value("2030-01-02T13:00:00+00:00")
    assert not clock.has_moved()

    now.append(dt.datetime(2030, 1, 2, 13, tzinfo=dt.UTC))
    assert clock.has_moved()
    clock.changed()
    assert clock.value("2030-01-02T13:00:00+00:00") is True
    assert not clock.has_moved()
    clock.value("today")
    assert not clock.has_moved()
    now.append(dt.datetime(2030, 1, 3, 0, tzinfo=dt.UTC))
    assert clock.has_moved()
