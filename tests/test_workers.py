"""Several processes make what one would make; what a worker does not tell is made all the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from briefings.build import workers
from briefings.traces import Key
from tests.conftest import Site, briefing

COUNT = 24


@pytest.fixture
def many(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that is shared among three processes, however many cores there are."""
    monkeypatch.setattr(workers, "MANY", 3)
    monkeypatch.setattr(workers, "TOGETHER", 2)
    monkeypatch.setattr(workers, "cores", lambda: 3)
    for number in range(COUNT):
        text = briefing(
            title=f"Title {number}",
            date=f"2025-11-{number + 1:02}",
            topics="Climate" if number % 2 else "Health",
            body=f"See [the next](b{(number + 1) % COUNT}.md).\n\n## Head\n\nText {number}.",
        )
        site.write(f"content/briefings/b{number}.md", text)
    return site


def alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What one process makes of the same files."""
    with monkeypatch.context() as patch:
        patch.setattr(workers, "cores", lambda: 1)
        return site.clean_tree()


def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of all workers that are started from now on."""
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        child = fork()
        if child:
            started.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    return started


def test_three_processes_make_the_site_that_one_makes(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    started = forks(monkeypatch)
    many.build()

    assert len(started) == 4, "two for the pages, two for the outputs"
    assert many.report.built == len(many.tree()) - 1, "all but the mark"
    assert many.tree() == alone(many, monkeypatch)
    assert not (many.root / ".briefings/spool").exists()


def test_what_workers_made_is_known_afterwards(many: Site) -> None:
    many.build().build()
    assert many.ran("page") == many.ran("output") == set()

    many.write(
        "content/briefings/b5.md", briefing(title="Title 5", date="2025-11-06", topics="Climate")
    ).build()
    assert many.ran("page") == {"content/briefings/b5.md"}
    assert many.ran("output") == {
        *(f"briefings/b5/index.{suffix}" for suffix in ("html", "md", "json")),
        *("feed.xml", "feed.json", "topics/climate/feed.xml", "topics/climate/feed.json"),
    }


def test_warnings_and_errors_of_a_workers_share_are_reported_once(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (3, 4, 5):
        many.write(f"content/briefings/b{number}.md", briefing(title=f"T{number}", body="[x](nowhere.md)"))
    for number in (6, 7, 8):
        many.write(f"content/briefings/b{number}.md", "---\ntitel: T\n---\n")
    many.build()

    assert sum("leads nowhere" in text for text in many.messages()) == 3
    assert sum("unknown key" in text for text in many.messages()) == 3
    assert many.tree() == alone(many, monkeypatch)


@pytest.mark.parametrize("when", [0, 1, 5])
def test_a_worker_that_is_killed_costs_time_only(
    many: Site, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    first, tell = os.getpid(), workers.Crew._made  # noqa: SLF001 - where a worker is about to tell
    count = 0

    def killed(crew: workers.Crew, keys: tuple[Key, ...]) -> object:
        nonlocal count
        if os.getpid() != first and count == when:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
        return tell(crew, keys)

    monkeypatch.setattr(workers.Crew, "_made", killed)
    many.build()

    assert many.report.errors == 0
    assert many.tree() == alone(many, monkeypatch)


def test_no_worker_outlives_a_build_that_ends_early(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    started, first = forks(monkeypatch), os.getpid()
    refresh: Callable[..., None] = workers.Crew._refresh  # noqa: SLF001 - where the work is done

    def stopped(crew: workers.Crew, key: Key, spool: object) -> None:
        if os.getpid() == first and started:
            raise KeyboardInterrupt
        refresh(crew, key, spool)

    monkeypatch.setattr(workers.Crew, "_refresh", stopped)
    with pytest.raises(KeyboardInterrupt):
        many.build()

    assert len(started) == 2
    for child in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_few_pages_are_made_by_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    started = forks(monkeypatch)
    site.write("content/briefings/a.md", briefing()).build()

    assert started == []
