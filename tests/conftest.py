"""Tiny whole sites: written, built, changed, built again."""

from __future__ import annotations

import gc
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from briefings.build import Report, Session, Setting

settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
"""A property says what holds and not how fast: on a busy machine the first example may take its 200 ms and more.

The gate tries the same examples each time, so that it says something of the change; who works on it tries others.
"""

STAMP = 1_750_000_000  # seconds; files as old as this are not "just changed", as in a site at rest


def pytest_collection_finish() -> None:
    """Spare the collector of garbage thousands of tests, which stay: what it looks through again and again."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def seed() -> Path:
    """The user's own sample, which lies outside of the project."""
    place = os.environ.get("BRIEFINGS_SEED")
    if not place:
        pytest.skip("BRIEFINGS_SEED does not name the folder with the sample")
    return next(path for path in sorted(Path(place).glob("*.txt")))


@pytest.fixture(autouse=True)
def no_extras(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an extra adds to every site is looked at where it is the subject: there it is asked for by a fixture."""
    if "with_search" not in request.fixturenames:
        monkeypatch.setattr("briefings.pagefind.installed", lambda: False)
    if "with_cards" not in request.fixturenames:
        monkeypatch.setattr("briefings.cards.font", lambda: None)


@pytest.fixture
def with_search() -> None:
    """Sites are searchable."""
    pytest.importorskip("pagefind")


@pytest.fixture
def with_cards() -> None:
    """Briefings have cards."""
    pytest.importorskip("PIL")


class Site:
    """A site in a temporary folder, opened anew for each build, as the command does it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.report = Report()
        self._ran: dict[str, set[str]] = {}

    def write(self, name: str, text: str | bytes) -> Site:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def remove(self, name: str) -> Site:
        (self.root / name).unlink()
        return self

    def build(self, setting: Setting | None = None, *, strict: bool = False) -> Site:
        with Session(self.root, setting or Setting()) as session:
            self.report = session.build(strict=strict)
            self._ran = {}
            for key in session.made():
                self._ran.setdefault(key.rule, set()).add(key.name)
        return self

    def draft(self, *paths: str) -> Site:
        with Session(self.root, Setting()) as session:
            self.report = session.draft(paths)
        return self

    def ran(self, rule: str) -> set[str]:
        """The names for which a rule ran in the last build."""
        return self._ran.get(rule, set())

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def page(self, name: str) -> str:
        return self.read(f"site/{name}")

    def exists(self, name: str) -> bool:
        return (self.root / name).exists()

    def messages(self) -> list[str]:
        return [str(problem) for problem in self.report.problems]

    def tree(self, folder: str = "site") -> dict[str, bytes]:
        """All files of the output, with their bytes."""
        base = self.root / folder
        return {
            p.relative_to(base).as_posix(): p.read_bytes() for p in sorted(base.rglob("*")) if p.is_file()
        }

    def clean_tree(self, setting: Setting | None = None) -> dict[str, bytes]:
        """What a build of the same files from nothing gives."""
        copy = self.root.with_name(self.root.name + "-clean")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns("site", ".briefings"))
        try:
            return Site(copy).build(setting).tree()
        finally:
            shutil.rmtree(copy)


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Site:
    """An empty site; without what extras add, also where a command of its own builds it."""
    made = Site(tmp_path / "site-under-test")
    off = [name for name in ("search", "cards") if f"with_{name}" not in request.fixturenames]
    made.write(
        "briefings.toml",
        f'[site]\ntitle = "Test"\nbase_url = "https://example.org/"\noff = {json.dumps(off)}\n',
    )
    return made


def briefing(
    *,
    title: str = "A title",
    date: str = "2025-12-01",
    body: str = "Some text.",
    topics: str = "",
    more: str = "",
) -> str:
    """A briefing as an editor would write it by hand."""
    return f"---\ntitle: {title}\ndate: {date}\ntopics: [{topics}]\n{more}---\n\n{body}\n"
