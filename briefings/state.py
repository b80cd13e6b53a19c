"""What is kept in `.briefings/` between runs: traces, what files looked like, and dear values.

Invariant: it may be lost, damaged, or written by another version at any time; then the next run starts empty
and is slower, never wrong. The header names everything that shapes the output.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import platform
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from briefings.errors import Problem
from briefings.graph import Key, Product, Trace, digest_of
from briefings.inputs import Seen

FORMAT = 1
TOGETHER = 500  # values written at once: one by one each costs as much as a page's template
PATIENCE = 2  # seconds to wait for another process that holds the store; without it we are slower, not wrong
TABLE = """
    CREATE TABLE IF NOT EXISTS kept (rule TEXT, digest TEXT, value BLOB, PRIMARY KEY (rule, digest))
    WITHOUT ROWID
"""
LIBRARIES = (
    "babel",
    "charset-normalizer",
    "ftfy",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "markupsafe",
    "pyyaml",
)
EXTRAS = ("htmldate", "lxml", "trafilatura")  # shape the output where they are installed


class Published(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was put into the output folder."""

    digest: str
    look: tuple[int, int, int, int]


class Drafted(msgspec.Struct, frozen=True, array_like=True):
    """A briefing that was made from a source: enough to notice that an editor deleted it."""

    source: str
    id: str


Need = tuple[int, str]
Row = tuple[
    str, str, str, list[Need], tuple[Problem, ...]
]  # rule, name, digest, needs by row number, warnings


class State(msgspec.Struct, array_like=True):
    """All that one process leaves for the next."""

    header: str = ""
    rows: list[Row] = []
    seen: dict[str, Seen] = {}
    published: dict[str, dict[str, Published]] = {}
    """By output folder."""
    drafted: dict[str, Drafted] = {}
    """By path of the briefing."""
    causes: dict[str, list[str]] = {}
    """Why each output was last made, for `why`."""

    def traces(self) -> dict[Key, Trace]:
        """Give the traces in the graph's form."""
        keys = [Key(rule, name) for rule, name, *_ in self.rows]
        return {
            key: Trace(digest, tuple((keys[at], need) for at, need in needs), notes)
            for key, (_, _, digest, needs, notes) in zip(keys, self.rows, strict=True)
            if digest
        }


def rows(traces: Mapping[Key, Trace]) -> list[Row]:
    """Number the keys, so that each is written once; an input has a row without digest."""
    numbers = {key: number for number, key in enumerate(traces)}
    made: list[Row] = []
    for (rule, name), trace in traces.items():
        needs = [(numbers.setdefault(key, len(numbers)), digest) for key, digest in trace.needs]
        made.append((rule, name, trace.digest, needs, trace.notes))
    made.extend((key.rule, key.name, "", [], ()) for key in list(numbers)[len(made) :])
    return made


def header(plugins: Iterable[str] = ()) -> str:
    """Name everything that shapes the output: format, Python, our own source, libraries, plug-ins."""
    own = hashlib.blake2b(digest_size=16)
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".json", ".txt"} and path.is_file():
            own.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    versions += [f"{name} {version}" for name in EXTRAS if (version := version_or_none(name))]
    return "; ".join(
        [f"format {FORMAT}", platform.python_version(), own.hexdigest(), *versions, *sorted(plugins)]
    )


def version_or_none(name: str) -> str | None:
    """Give the version of a package that may be missing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def load(path: Path, header: str) -> State:
    """Read the state; anything odd about it gives an empty one."""
    try:
        state = msgspec.msgpack.decode(path.read_bytes(), type=State)
        state.traces()
    except (OSError, msgspec.DecodeError, ValueError, IndexError, TypeError):
        return State(header)
    if state.header != header:
        return State(header, published=state.published, drafted=state.drafted)
    return state


def save(path: Path, state: State) -> None:
    """Write the state so that it is wholly old or wholly new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(path.name + ".new")
    staged.write_bytes(msgspec.msgpack.encode(state))
    staged.replace(path)


class ValueStore:
    """A content-addressed store of values: `Store` of the graph over one SQLite file.

    `types` gives, for each rule whose values are kept, the type to decode to.
    """

    def __init__(self, path: Path, types: Mapping[str, Any]) -> None:
        self._path = path
        self._decoders = {rule: msgspec.msgpack.Decoder(kind) for rule, kind in types.items()}
        self._encode = msgspec.msgpack.Encoder().encode
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._database = opened(path)

    def get(self, rule: str, digest: str) -> Any:
        """Give a value; raises KeyError where it is missing or damaged."""
        try:
            data = self._waiting.get((rule, digest)) or self._read(rule, digest)
            if not isinstance(data, bytes) or digest_of(data) != digest:
                raise KeyError(digest)
            return self._decoders[rule].decode(data)
        except (sqlite3.Error, msgspec.DecodeError) as error:
            raise KeyError(digest) from error

    def put(self, rule: str, product: Product) -> None:
        """Keep a value; a store that cannot be written costs time later, nothing else."""
        self._waiting[rule, product.digest] = self._encode(product.value)
        if len(self._waiting) >= TOGETHER:
            self._write()

    def _read(self, rule: str, digest: str) -> object:
        row = self._database.execute(
            "SELECT value FROM kept WHERE rule = ? AND digest = ?", (rule, digest)
        ).fetchone()
        return row[0] if row else None

    def _write(self) -> None:
        """Write what waits, many at a time."""
        rows = [(*key, value) for key, value in self._waiting.items()]
        self._waiting = {}
        with contextlib.suppress(sqlite3.Error):
            self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def commit(self, live: Iterable[tuple[str, str]]) -> None:
        """Make it last, and drop values that no trace stands for."""
        self._write()
        with contextlib.suppress(sqlite3.Error):
            keep = set(live)
            rows = self._database.execute("SELECT rule, digest FROM kept").fetchall()
            self._database.executemany(
                "DELETE FROM kept WHERE rule = ? AND digest = ?", [row for row in rows if row not in keep]
            )
            self._database.commit()

    def release(self) -> None:
        """End what was begun, so that no other process waits for us."""
        self._write()
        with contextlib.suppress(sqlite3.Error):
            self._database.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def product(value: Any) -> Product:
    """Give a value with the digest of its encoding: the address under which the store has it."""
    return Product(value, digest_of(msgspec.msgpack.encode(value)))


def opened(path: Path) -> sqlite3.Connection:
    """Open the store; a damaged one is begun anew, one that another process holds or nobody can write stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return with_table(path)
    except (sqlite3.OperationalError, OSError):
        pass  # locked, or unwritable: what is kept in memory lasts for this process
    except sqlite3.DatabaseError:
        with contextlib.suppress(sqlite3.Error, OSError):
            path.unlink()
            return with_table(path)
    return with_table(":memory:")


def with_table(target: Path | str) -> sqlite3.Connection:
    """Open a database and make sure that it has our table."""
    database = sqlite3.connect(target, check_same_thread=False, timeout=PATIENCE)
    try:
        database.execute("PRAGMA journal_mode = TRUNCATE")
        database.execute("PRAGMA synchronous = OFF")  # a lost store costs time only
        database.execute(TABLE)
    except sqlite3.Error:
        database.close()
        raise
    return database
