"""Whole tiny sites with what is built of them: golden, valid, and the same wherever they are built.

`sites/NAME/expected/` is the output. The files of the shipped theme are left out of it, and the hash in
their names is written ``HASH``: a change of colour must not change every golden page. The output's
`.gitignore` is left out too: here it would hide the golden files from git.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import stat
from pathlib import Path

import pytest

from briefings.build import Setting, shipped_themes
from briefings.config import parse
from tests import validity
from tests.conftest import Site

HERE = Path(__file__).parent / "sites"
SITES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())
NOW = Setting(now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), draft=False)


def built(name: str, folder: Path) -> Site:
    """Build a copy of a site."""
    shutil.copytree(HERE / name, folder, ignore=shutil.ignore_patterns("expected"))
    made = Site(folder).build(NOW)
    assert made.report.errors == 0, made.messages()
    assert not made.report.crashes
    return made


def base_url(name: str) -> str:
    return parse({"briefings.toml": (HERE / name / "briefings.toml").read_text("utf-8")}).site.base_url


def golden(name: str, tree: dict[str, bytes]) -> dict[str, bytes]:
    """Give the output without the shipped theme's files and without the hashes in their names."""
    shipped = {path.name for path in (shipped_themes() / "default/static").iterdir()}
    own = {path.name for path in HERE.glob(f"{name}/themes/*/static/*")}
    hashes = [re.escape(file).replace(r"\.", r"\.([0-9a-f]{10})\.") for file in sorted(shipped - own)]
    pattern = re.compile(f"assets/(?:{'|'.join(hashes)})")
    return {
        path: re.sub(
            pattern.pattern.encode(), lambda found: re.sub(rb"[0-9a-f]{10}", b"HASH", found[0]), data
        )
        for path, data in tree.items()
        if path != ".gitignore" and not pattern.fullmatch(path)
    }


@pytest.mark.parametrize("name", SITES)
def test_the_output_is_the_expected_one(name: str, tmp_path: Path, *, update_golden: bool) -> None:
    made = golden(name, built(name, tmp_path / "site").tree())
    expected = HERE / name / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)

    known = {p.relative_to(expected).as_posix(): p.read_bytes() for p in expected.rglob("*") if p.is_file()}
    assert sorted(made) == sorted(known)
    for path, data in made.items():
        assert data.decode() == known[path].decode(), path


@pytest.mark.parametrize("name", SITES)
def test_everything_is_valid(name: str, tmp_path: Path) -> None:
    assert validity.problems(built(name, tmp_path / "site").tree(), base_url(name)) == []


@pytest.mark.parametrize("name", SITES)
def test_two_builds_in_two_folders_are_the_same(name: str, tmp_path: Path) -> None:
    one = built(name, tmp_path / "one")
    other = built(name, tmp_path / "some other folder/ö")

    assert one.tree() == other.tree()
    assert all(str(tmp_path).encode() not in data for data in one.tree().values())


@pytest.mark.parametrize("name", SITES)
def test_there_are_only_plain_files_and_folders(name: str, tmp_path: Path) -> None:
    made = built(name, tmp_path / "site")
    assert made.page(".gitignore").startswith("# output of briefings")
    for path in (made.root / "site").rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and path.stat().st_size > 0), path


def test_what_is_not_published_is_nowhere(tmp_path: Path) -> None:
    tree = built("everything", tmp_path / "site").tree()

    assert all(b"SECRET" not in data for data in tree.values())
    assert not any(word in path for path in tree for word in ("ferr", "light", "regatta"))


def test_with_drafts_all_but_the_expired_is_shown_and_marked(tmp_path: Path) -> None:
    made = built("everything", tmp_path / "site").build(
        Setting(now=NOW.now, draft=False, drafts=True),
    )

    assert made.exists("site/briefings/ferry/index.html")
    assert made.exists("site/briefings/lighthouse/index.html")
    assert not made.exists("site/briefings/regatta")
    assert validity.problems(made.tree(), base_url("everything")) == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """A checker that finds nothing must be able to find something."""
    tree = built("child-theme", tmp_path / "site").tree()
    page = tree["index.html"]
    broken = {
        **tree,
        "index.html": page.replace(b"<h1>", b'<h1 id="main">')
        .replace(b"briefings/one/", b"briefings/gone/")
        .replace(b"</main>", b"</b></main>"),
        "feed.xml": tree["feed.xml"].replace(b"<updated>2025-12-01", b"<updated>1 December"),
        "empty.txt": b"",
    }
    found = "\n".join(validity.problems(broken, "https://example.org/"))

    for words in (
        "id 'main' twice",
        "leads nowhere: briefings/gone/",
        "unexpected",
        "updated: 1 December",
        "empty",
    ):
        assert words in found


def test_the_theme_of_the_site_wins_over_the_shipped_one(tmp_path: Path) -> None:
    made = built("child-theme", tmp_path / "site")

    assert "&lt;sea&gt;" in made.page("index.html")
    assert re.search(r'<img src="\.\./assets/wave\.[0-9a-f]{10}\.svg" alt="">', made.page("about/index.html"))
    assert "<p>Ours.</p>" in made.page("about/index.html")
    style = next(data for path, data in made.tree().items() if path.endswith(".css"))
    assert re.search(rb'url\("wave\.[0-9a-f]{10}\.svg#a"\)', style)
