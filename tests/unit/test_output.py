"""Publishing: wholly old or wholly new, only into our own folder, and nothing of others is lost."""

from __future__ import annotations

import fcntl
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefings import output
from briefings.errors import BriefingsError
from briefings.graph import digest_of
from briefings.output import MARK, Changes, Wanted
from briefings.state import Published

Before = dict[str, Published]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "here" / "site"


def shelf(folder: Path) -> output.Shelf:
    return output.Shelf(folder, folder.parent.parent / "staged")


def wanted(files: Mapping[str, str]) -> dict[str, Wanted]:
    return {path: Wanted(digest_of(text.encode()), text.encode) for path, text in files.items()}


def publish(
    folder: Path, files: Mapping[str, str], before: Before | None = None, held: frozenset[str] = frozenset()
) -> tuple[Changes, Before]:
    said: list[str] = []
    published = output.publish(shelf(folder), wanted(files), held, before or {}, said.append)
    assert said == [], "this file system can exchange folders"
    return published


def tree(folder: Path) -> dict[str, str]:
    """The files but for the mark; a link is shown as one."""
    return {
        path.relative_to(folder).as_posix(): f"→ {path.readlink()}" if path.is_symlink() else path.read_text()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path.name != ".gitignore"
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


SITE = {"index.html": "front", "a/index.html": "page a", "assets/style.0123456789.css": "css"}


# --- what a publication does ---------------------------------------------------------------------------


def test_a_first_build_makes_the_folder_with_our_mark(folder: Path) -> None:
    changes, now = publish(folder, SITE)

    assert changes == Changes(tuple(sorted(SITE)), 0, (), ())
    assert tree(folder) == SITE
    assert (folder / ".gitignore").read_text().startswith(MARK)
    assert set(now) == set(SITE)
    assert names(folder.parent) == ["site"], "nothing is left beside it"


def test_a_second_build_touches_nothing(folder: Path) -> None:
    _, before = publish(folder, SITE)
    was = folder.stat()
    changes, now = publish(folder, SITE, before)

    assert changes == Changes((), len(SITE), (), ())
    assert (folder.stat().st_ino, folder.stat().st_mtime_ns) == (was.st_ino, was.st_mtime_ns)
    assert now == before


def test_only_what_differs_is_asked_for_and_written(folder: Path) -> None:
    _, before = publish(folder, SITE)
    looks = {path: (folder / path).stat() for path in SITE}
    files = wanted(SITE | {"a/index.html": "anew"})
    asked = {
        path: Wanted(want.digest, want.content if path == "a/index.html" else dict[str, bytes]().popitem)  # type: ignore[arg-type]  # raises
        for path, want in files.items()
    }
    changes, _ = output.publish(shelf(folder), asked, frozenset(), before, print)

    assert changes == Changes(("a/index.html",), 2, (), ())
    assert tree(folder) == SITE | {"a/index.html": "anew"}
    for path in ("index.html", "assets/style.0123456789.css"):
        now = (folder / path).stat()
        assert (now.st_ino, now.st_mtime_ns) == (looks[path].st_ino, looks[path].st_mtime_ns)


def test_who_stands_in_the_old_folder_sees_the_old_site_whole(folder: Path) -> None:
    _, before = publish(folder, SITE)
    old = os.open(folder / "a", os.O_RDONLY)
    page = os.open("index.html", os.O_RDONLY, dir_fd=old)
    publish(folder, {"index.html": "new front"}, before)

    assert os.read(page, 99) == b"page a"
    os.close(page)
    os.close(old)


def test_what_stays_is_not_even_linked_anew(folder: Path) -> None:
    """The site before the old one is what the new one is staged in: its files are there already."""
    _, before = publish(folder, SITE)
    for text in ("one", "two"):
        _, before = publish(folder, SITE | {"a/index.html": text}, before)
    was = (folder / "index.html").stat()
    _, before = publish(folder, SITE | {"a/index.html": "three"}, before)

    now = (folder / "index.html").stat()
    assert (now.st_ino, now.st_ctime_ns, now.st_nlink) == (was.st_ino, was.st_ctime_ns, 2)
    assert tree(folder) == SITE | {"a/index.html": "three"}


def test_nothing_is_believed_of_what_lies_staged(folder: Path) -> None:
    _, before = publish(folder, SITE)
    _, before = publish(folder, SITE | {"a/index.html": "two"}, before)
    staged = shelf(folder).staged
    (staged / "index.html").unlink()
    (staged / "index.html").write_text("slipped in")
    (staged / "more/of").mkdir(parents=True)
    (staged / "more/of/it.html").write_text("slipped in too")
    (staged / "assets/style.0123456789.css").unlink()
    (staged / "empty").mkdir()
    publish(folder, SITE | {"a/index.html": "three"}, before)

    assert tree(folder) == SITE | {"a/index.html": "three"}
    assert not any(path.is_dir() and not any(path.iterdir()) for path in folder.rglob("*"))


def test_a_page_becomes_a_folder_and_a_page_again(folder: Path) -> None:
    before: Before = {}
    for name in ("a", "a/b", "a", "a/b/c", "a/b", "a"):
        _, before = publish(folder, {name: f"text of {name}"}, before)
        assert tree(folder) == {name: f"text of {name}"}


def test_the_new_site_is_staged_on_the_file_system_of_the_old(folder: Path, tmp_path: Path) -> None:
    workshop = tmp_path / ".briefings"
    workshop.mkdir()
    folder.parent.mkdir()

    assert output.shelf(folder, workshop).staged.parent == workshop / "staged"
    assert output.shelf(folder, Path("/proc")).staged == output.beside(folder, "staged")


def test_what_is_no_longer_wanted_is_pruned_with_its_folder(folder: Path) -> None:
    _, before = publish(folder, SITE)
    changes, _ = publish(folder, {"index.html": "front"}, before)

    assert changes.removed == ("a/index.html", "assets/style.0123456789.css")
    assert names(folder) == [".gitignore", "index.html"]


def test_files_of_others_are_carried_over_and_named(folder: Path) -> None:
    _, before = publish(folder, SITE)
    (folder / "CNAME").write_text("example.org")
    (folder / "well-known").symlink_to("nowhere")
    (folder / ".git/refs/tags").mkdir(parents=True)
    changes, _ = publish(folder, {"index.html": "new"}, before)

    assert changes.foreign == ("CNAME", "well-known")
    assert tree(folder) == {"CNAME": "example.org", "index.html": "new", "well-known": "→ nowhere"}
    assert (folder / ".git/refs/tags").is_dir(), "git needs its empty folders"


def test_a_gitignore_that_a_person_has_added_to_stays(folder: Path) -> None:
    _, before = publish(folder, SITE)
    with (folder / ".gitignore").open("a") as file:
        file.write("!CNAME\n")
    publish(folder, {"index.html": "new"}, before)

    assert (folder / ".gitignore").read_text().endswith("!CNAME\n")


def test_a_lost_mark_comes_back(folder: Path) -> None:
    _, before = publish(folder, SITE)
    (folder / ".gitignore").unlink()
    publish(folder, SITE, before)

    assert output.is_ours(folder)


@pytest.mark.parametrize("damage", ["vandalised", "front"])
def test_a_file_that_is_not_as_we_left_it_is_looked_at_anew(folder: Path, damage: str) -> None:
    _, before = publish(folder, SITE)
    (folder / "index.html").unlink()
    (folder / "index.html").write_text(damage)
    changes, _ = publish(folder, SITE, before)

    assert changes.written == (() if damage == "front" else ("index.html",))
    assert tree(folder) == SITE


def test_a_link_in_the_place_of_a_page_is_replaced_by_the_page(folder: Path) -> None:
    _, before = publish(folder, SITE)
    secret = folder.parent / "secret"
    secret.write_text("front")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(secret)
    publish(folder, SITE, before)

    assert tree(folder) == SITE
    assert secret.read_text() == "front"


def test_where_the_list_was_lost_only_what_looks_like_ours_is_pruned(folder: Path) -> None:
    publish(folder, SITE | {"briefings/old/index.html": "old", "feed.xml": "old"})
    (folder / "CNAME").write_text("example.org")
    (folder / "assets/logo.svg").write_text("no hash in its name")
    changes, _ = publish(folder, SITE, {})

    assert changes.removed == ("briefings/old/index.html", "feed.xml")
    assert changes.foreign == ("CNAME", "assets/logo.svg")


def test_what_is_in_error_stays_as_it_was(folder: Path) -> None:
    _, before = publish(folder, SITE)
    changes, now = publish(folder, {"index.html": "new"}, before, held=frozenset({"a/index.html"}))

    assert tree(folder) == {"index.html": "new", "a/index.html": "page a"}
    assert changes.removed == ("assets/style.0123456789.css",)
    assert now["a/index.html"] == before["a/index.html"], "so that it is ours still"


# --- when it goes wrong --------------------------------------------------------------------------------


def test_an_error_while_staging_leaves_the_old_site(folder: Path) -> None:
    _, before = publish(folder, SITE)

    def fail() -> bytes:
        raise OSError("no room")

    files = {"a.html": Wanted("x", b"new".__bytes__), "b.html": Wanted("y", fail)}
    with pytest.raises(OSError, match="no room"):
        output.publish(shelf(folder), files, frozenset(), before, print)

    assert tree(folder) == SITE
    assert names(folder.parent) == ["site"]


def test_a_full_disk_leaves_the_old_site(folder: Path) -> None:
    publish(folder, SITE)
    program = """
import sys, pathlib
from briefings import output
big = {"index.html": output.Wanted("x", lambda: b"x" * 100_000)}
at = output.Shelf(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
output.publish(at, big, frozenset(), {}, print)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, shelf(folder))],
        check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )

    assert b"File too large" in done.stderr
    assert tree(folder) == SITE
    assert names(folder.parent) == ["site"]


def test_two_renames_do_where_folders_cannot_be_exchanged(folder: Path) -> None:
    publish(folder, SITE)
    kept = output.Found({"index.html": (folder / "index.html").lstat()}, set())
    output.stage(shelf(folder), kept, wanted({"b.html": "new"}), {})
    output.rename_twice(shelf(folder))

    assert tree(folder) == {"b.html": "new", "index.html": "front"}
    assert names(folder.parent) == ["site"]


def test_an_exchange_that_fails_for_another_reason_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(FileNotFoundError):
        output.exchange(tmp_path / "folder", tmp_path / "none")


def test_a_kill_between_two_renames_is_healed(folder: Path) -> None:
    _, before = publish(folder, SITE)
    output.stage(shelf(folder), output.Found({}, set()), wanted({"index.html": "new"}), {})
    folder.rename(output.beside(folder, "old"))  # here the power fails
    changes, _ = publish(folder, SITE, before)

    assert changes.written == ()
    assert tree(folder) == SITE
    assert names(folder.parent) == ["site"]


def test_the_litter_of_a_kill_after_both_renames_goes(folder: Path) -> None:
    _, before = publish(folder, SITE)
    old = output.beside(folder, "old")
    old.mkdir()
    (old / "index.html").write_text("old front")
    publish(folder, SITE, before)

    assert tree(folder) == SITE
    assert names(folder.parent) == ["site"]


# --- whose folder --------------------------------------------------------------------------------------


def test_a_new_or_empty_folder_and_one_of_ours_are_fine(tmp_path: Path) -> None:
    output.check_target(tmp_path / "new", tmp_path)
    (tmp_path / "empty").mkdir()
    output.check_target(tmp_path / "empty", tmp_path)
    publish(tmp_path / "site", SITE)
    output.check_target(tmp_path / "site", tmp_path)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (".", "holds the site's own files"),
        ("..", "holds the site's own files"),
        ("content", "holds the site's own files"),
        ("content/briefings", "holds the site's own files"),
        ("themes/new", "holds the site's own files"),
        (".briefings", "holds the site's own files"),
        ("new/../content/sources", "holds the site's own files"),
        ("way-in/sources", "holds the site's own files"),
        ("full", "not empty and was not made by briefings"),
        ("file", "not a folder"),
        ("link", "is a link"),
    ],
)
def test_any_other_folder_is_refused(tmp_path: Path, name: str, why: str) -> None:
    root = tmp_path / "root"
    (root / "content").mkdir(parents=True)
    (root / "full").mkdir()
    (root / "full/thesis.txt").write_text("years of work")
    (root / "file").write_text("text")
    (root / "link").symlink_to("full")
    (root / "way-in").symlink_to("content")

    with pytest.raises(BriefingsError, match=why):
        output.check_target(root / name, root)


# --- single files --------------------------------------------------------------------------------------


def test_a_file_is_written_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "content/briefings/a.md"

    assert output.write(path, b"new", expected=None) is True
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["a.md"]


def test_a_file_that_appeared_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"of a person")

    assert output.write(path, b"new", expected=None) is False
    assert path.read_bytes() == b"of a person"
    assert names(tmp_path) == ["a.md"]


def test_a_file_is_replaced_only_while_it_is_as_expected(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    path.chmod(0o600)

    assert output.write(path, b"two", expected=b"one") is True
    assert output.write(path, b"three", expected=b"one") is False
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_was_deleted_meanwhile_stays_deleted(tmp_path: Path) -> None:
    assert output.write(tmp_path / "a.md", b"new", expected=b"old") is False
    assert names(tmp_path) == []


def test_what_a_killed_run_left_beside_a_file_is_no_hindrance(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (tmp_path / ".a.md.new").symlink_to(secret)

    assert output.write(tmp_path / "a.md", b"new", expected=None) is True
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert secret.read_bytes() == b"secret"


def test_a_lock_is_held_until_the_end_and_taken_again_at_once(tmp_path: Path) -> None:
    path = tmp_path / ".briefings/lock"
    said: list[str] = []
    with output.locked(path, said.append), path.open("ab") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with output.locked(path, said.append):
        assert said == []  # nobody had to wait
