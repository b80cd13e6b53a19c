"""Files that are made to order: each from the version that it was ordered from, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefings.server.http import Request
from briefings.server.orders import LOOKED_AT, Files, Orders
from briefings.server.site import Door, Snapshot, Superseded, respond
from tests.live_support import LIMIT

DOOR = Door(frozenset({"localhost"}), 8000, "token", {})


@pytest.fixture
def rung() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def orders(rung: threading.Semaphore) -> Orders:
    return Orders(rung.release)


@pytest.fixture
def visitor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def make(name: str) -> bytes | None:
    return None if "broken" in name else f"made {name}".encode()


def files(orders: Orders, **ready: bytes) -> Files:
    return Files(ready, {*ready, "a.html", "broken.html"}, orders, {"old.html": b"old"})


def test_what_is_ready_or_kept_needs_nobody(orders: Orders) -> None:
    found = files(orders, b=b"ready")

    assert (found["b"], found["old.html"]) == (b"ready", b"old")
    assert "a.html" in found
    assert "c.html" not in found
    assert sorted(found) == ["a.html", "b", "broken.html", "old.html"]
    assert len(found) == 4
    with pytest.raises(KeyError):
        found["c.html"]


def test_what_is_ordered_is_made_by_who_fills(
    orders: Orders, rung: threading.Semaphore, visitor: ThreadPoolExecutor
) -> None:
    found = files(orders)
    asked = [visitor.submit(found.get, name) for name in ("a.html", "broken.html")]
    for _ in asked:
        assert rung.acquire(timeout=LIMIT)

    assert orders.fill(found, make)
    assert [answer.result(LIMIT) for answer in asked] == [b"made a.html", None]
    assert not orders.fill(found, make)


def test_an_order_from_an_older_version_is_refused(
    orders: Orders, rung: threading.Semaphore, visitor: ThreadPoolExecutor
) -> None:
    asked = visitor.submit(files(orders).get, "a.html")
    assert rung.acquire(timeout=LIMIT)
    orders.fill(files(orders), make)

    assert isinstance(asked.exception(LIMIT), Superseded)


def test_nobody_waits_once_it_is_closed(
    orders: Orders, rung: threading.Semaphore, visitor: ThreadPoolExecutor
) -> None:
    asked = visitor.submit(files(orders).get, "a.html")
    assert rung.acquire(timeout=LIMIT)
    orders.close()

    assert isinstance(asked.exception(LIMIT), Superseded)
    with pytest.raises(Superseded):
        files(orders).get("a.html")


def test_the_pages_looked_at_last_are_remembered(orders: Orders) -> None:
    names = [f"{number}.html" for number in range(LOOKED_AT + 2)]
    found = Files(dict.fromkeys([*names, "style.css"], b""), {*names, "style.css"}, orders, {})
    for name in [*names, "style.css", names[0]]:
        assert found[name] == b""

    assert orders.looked_at() == [names[0], *reversed(names[-LOOKED_AT + 1 :])]


def asks(path: str) -> Request:
    return Request("GET", path, (("host", "localhost:8000"),))


def test_a_request_for_what_is_superseded_is_answered_from_the_next_version(
    orders: Orders, rung: threading.Semaphore, visitor: ThreadPoolExecutor
) -> None:
    old, new = Snapshot(files(orders)), Snapshot({"a.html": b"new"}, version=2)
    newest = [old]
    answer = visitor.submit(respond, asks("/a.html"), DOOR, lambda: newest[-1])
    assert rung.acquire(timeout=LIMIT)
    newest.append(new)
    orders.fill(files(orders), make)

    assert b"new" in answer.result(LIMIT).body  # type: ignore[union-attr]


def test_a_request_is_asked_for_patience_where_there_is_no_next_version(orders: Orders) -> None:
    orders.close()
    newest = Snapshot(files(orders))
    answer = respond(asks("/a.html"), DOOR, lambda: newest)

    assert answer.status == 503  # type: ignore[union-attr]
