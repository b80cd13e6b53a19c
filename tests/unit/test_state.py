"""What is kept between runs: whole, or as good as lost; never half of it, never another version's."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefings import state
from briefings.errors import Location, Problem
from briefings.inputs import Seen
from briefings.model import Document
from briefings.state import Drafted, Published, State, ValueStore, product
from briefings.traces import Key, Trace, Traces

HEADER = "format 1; test"
PAGE, FILE = Key("page", "a.md"), Key("file", "a.md")
TRACES = {
    PAGE: Trace("p1", ((FILE, "f1"),), (Problem(Location("a.md", 3), "odd", severity="warning"),)),
    Key("output", "a/index.html"): Trace("o1", ((PAGE, "p1"), (FILE, "f1"))),
}


def traces_of(found: Mapping[Key, Trace]) -> Traces:
    traces = Traces()
    for key, trace in found.items():
        traces.record(key, trace)
    return traces


KEPT = State(
    HEADER,
    traces_of(TRACES).columns(),
    {"a.md": Seen(1, 2, 3, 4, "f1")},
    {"site": {"a/index.html": Published("o1", (1, 2, 3, 4))}},
    {"content/briefings/a.md": Drafted("content/sources/a.txt", "k3f7c2m7q4x6w5ta")},
    {"a/index.html": ["page:a.md", "file:a.md"]},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".briefings/state"


# --- traces --------------------------------------------------------------------------------------------


def test_a_state_comes_back_as_it_was(path: Path) -> None:
    state.save(path, KEPT)
    loaded, traces = state.load(path, HEADER)

    assert traces == TRACES
    assert (loaded.seen, loaded.published, loaded.drafted, loaded.causes) == (
        KEPT.seen,
        KEPT.published,
        KEPT.drafted,
        KEPT.causes,
    )
    assert [entry.name for entry in path.parent.iterdir()] == ["state"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x93garbage",
        b"\xc1",
        b'{"header": "format 1; test"}',
        b"\x96\xaeformat 1; test\x91\x01",
    ],
)
def test_a_damaged_state_is_an_empty_one(path: Path, data: bytes) -> None:
    state.save(path, KEPT)
    path.write_bytes(data)

    assert state.load(path, HEADER)[1] == {}


def test_a_state_cut_short_anywhere_is_an_empty_one(path: Path) -> None:
    state.save(path, KEPT)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert state.load(path, HEADER)[1] == {}


@pytest.mark.parametrize(
    "change",
    [
        {"needs": [(1,), (7,), None]},
        {"digests": ["one"]},
        {"names": ["a.md"]},
        {"names": ["a.md", "a.md", "a.md"], "rules": ["page", "page", "page"]},
        {"apart": {9: ("x",)}},
        {"apart": {0: ("x", "y", "z")}},
        {"notes": {9: ()}},
    ],
)
def test_columns_that_do_not_fit_together_empty_the_state(path: Path, change: dict[str, object]) -> None:
    state.save(path, State(HEADER, KEPT.columns._replace(**change)))

    assert state.load(path, HEADER)[1] == {}


def test_a_state_that_is_not_there_or_no_file_is_an_empty_one(tmp_path: Path) -> None:
    assert state.load(tmp_path / "none", HEADER)[1] == {}
    assert state.load(tmp_path, HEADER)[1] == {}


def test_another_header_keeps_only_what_is_about_the_users_files(path: Path) -> None:
    state.save(path, KEPT)
    loaded, traces = state.load(path, "format 1; another version")

    assert loaded.header == "format 1; another version"
    assert (traces, loaded.seen, loaded.causes) == ({}, {}, {})
    assert (loaded.published, loaded.drafted) == (KEPT.published, KEPT.drafted)


def test_the_header_names_plugins_in_any_order() -> None:
    assert state.header(["b 1", "a 2"]) == state.header(["a 2", "b 1"])
    assert state.header(["a 2"]) != state.header(["a 3"]) != state.header()


# --- values --------------------------------------------------------------------------------------------

HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
database.execute("ROLLBACK")
"""
OZONE = product(Document("ozone.txt", "Ozone: an early end"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".briefings/store.sqlite"


def opened(place: Path) -> ValueStore:
    return ValueStore(place, {"document": Document})


def filled(place: Path) -> None:
    store = opened(place)
    store.put("document", OZONE)
    store.commit([("document", OZONE.digest)])
    store.close()


def test_a_value_comes_back_in_the_next_process(place: Path) -> None:
    filled(place)
    store = opened(place)

    assert store.get("document", OZONE.digest) == OZONE.value
    with pytest.raises(KeyError):
        store.get("document", "0" * 40)
    store.close()


def test_equal_values_have_one_digest() -> None:
    assert product(Document("ozone.txt", "Ozone: an early end")) == OZONE
    assert product(Document("ozone.txt", "Another title")).digest != OZONE.digest


def test_values_that_no_trace_stands_for_are_dropped(place: Path) -> None:
    filled(place)
    other = product(Document("b.txt"))
    store = opened(place)
    store.put("document", other)
    store.commit([("document", other.digest)])

    assert store.get("document", other.digest) == other.value
    with pytest.raises(KeyError):
        store.get("document", OZONE.digest)
    store.close()


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x81\xa4path\xa1x", "text in place of bytes", 7, None])
def test_a_damaged_value_is_a_missing_one(place: Path, damage: object) -> None:
    filled(place)
    database = sqlite3.connect(place)
    database.execute("UPDATE kept SET value = ?", (damage,))
    database.commit()
    database.close()
    store = opened(place)

    with pytest.raises(KeyError):
        store.get("document", OZONE.digest)
    store.close()


def test_a_value_of_another_shape_is_a_missing_one(place: Path) -> None:
    number = product(7)
    store = opened(place)
    store.put("document", number)

    with pytest.raises(KeyError):
        store.get("document", number.digest)
    store.close()


def test_a_store_that_is_no_database_is_begun_anew(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"not a database" * 100)
    filled(place)
    store = opened(place)

    assert store.get("document", OZONE.digest) == OZONE.value
    store.close()


def test_a_store_that_cannot_be_written_lives_in_memory(place: Path) -> None:
    place.mkdir(parents=True)  # a folder where the file should be
    store = opened(place)
    store.put("document", OZONE)
    store.commit([("document", OZONE.digest)])

    assert store.get("document", OZONE.digest) == OZONE.value
    assert place.is_dir()
    store.close()


def test_a_store_that_another_process_holds_is_left_alone(place: Path) -> None:
    filled(place)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLDER,
            str(place),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    store = opened(place)
    store.put("document", OZONE)

    assert store.get("document", OZONE.digest) == OZONE.value, "in memory"
    store.close()
    holder.communicate()
    again = opened(place)
    assert again.get("document", OZONE.digest) == OZONE.value, "on disk, as it was"
    again.close()


def test_two_processes_may_use_one_store(place: Path) -> None:
    one, two = opened(place), opened(place)
    one.put("document", OZONE)
    one.commit([("document", OZONE.digest)])

    assert two.get("document", OZONE.digest) == OZONE.value
    one.close()
    two.close()
