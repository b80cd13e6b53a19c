"""What is kept in `.briefings/` between runs: traces, what files looked like, and dear values.

Invariant: it may be lost, damaged, or written by another version at any time; then the next run starts empty
and is slower, never wrong. The header names everything that shapes the output.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import itertools
import os
import platform
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from briefings.errors import Problem
from briefings.graph import Product, digest_of
from briefings.inputs import Seen, look
from briefings.traces import NONE, Columns, Traces

FORMAT = 2
TOGETHER = 500  # values written at once: one by one each costs as much as a page's template
SMALL = frozenset(
    {"summary", "address", "visibility", "source-id"}
)  # rules whose values are read all at once
FEW = 20  # of them that are read one by one before
PATIENCE = 2  # seconds to wait for another process that holds the store; without it we are slower, not wrong
TABLE = """
    CREATE TABLE IF NOT EXISTS kept (rule TEXT, digest TEXT, value BLOB, PRIMARY KEY (rule, digest))
    WITHOUT ROWID
"""
CODE = (".py", ".json", ".txt")
LIBRARIES = (
    "babel",
    "cbor2",
    "charset-normalizer",
    "ftfy",
    "htmldate",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "markupsafe",
    "packaging",
    "pagefind",
    "pagefind-bin",
    "pagefind-bin-extended",
    "pillow",
    "pyyaml",
    "trafilatura",
)


encode = msgspec.msgpack.Encoder().encode

Kind = TypeVar("Kind")


def decoded(data: bytes, kind: type[Kind]) -> Kind:
    """Give a value back; raises ValueError for what is none of its kind."""
    return msgspec.msgpack.decode(data, type=kind)


def noted(notes: object) -> tuple[Problem, ...]:
    """Give the notes of a trace back, which it does not know the kind of."""
    return msgspec.convert(notes, tuple[Problem, ...])


class Published(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was put into the output folder."""

    digest: str
    look: tuple[int, int, int, int]


class Drafted(msgspec.Struct, frozen=True, array_like=True):
    """A briefing that was made from a source: enough to notice that an editor deleted it, or that nothing changed.

    `draft` and `file` are the digests of the text as it was last drafted, and of the file as it was left then.
    """

    source: str
    id: str
    draft: str = ""
    file: str = ""


class Index(msgspec.Struct, frozen=True, array_like=True):
    """The search index that was made last: the digest of what it is an index of, and its files with theirs."""

    inputs: str = ""
    files: dict[str, str] = {}


class State(msgspec.Struct, array_like=True):
    """All that one process leaves for the next."""

    header: str = ""
    columns: Columns = NONE
    seen: dict[str, Seen] = {}
    published: dict[str, dict[str, Published]] = {}
    """By output folder."""
    drafted: dict[str, Drafted] = {}
    """By path of the briefing."""
    causes: dict[str, list[str]] = {}
    """Why each output was last made, for `why`."""

    index: Index = Index()

    put: int = 0
    """Values put into the store since what is no longer used was last taken out."""


def header(plugins: Iterable[str] = ()) -> str:
    """Name everything that shapes the output: format, Python, our own source, libraries, plug-ins."""
    own = hashlib.blake2b(digest_size=16)
    for path, found in sorted(own_files(Path(__file__).parent)):
        own.update(f"{path} {look(found)}\n".encode())
    return "; ".join(
        [f"format {FORMAT}", platform.python_version(), own.hexdigest(), *libraries(), *sorted(plugins)]
    )


def own_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give each file of ours, code and data, with how it looks: to read them all takes longer than a build."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from own_files(Path(entry.path))
            elif entry.name.endswith(CODE):
                yield entry.path, entry.stat()


def libraries() -> list[str]:
    """Name the libraries that shape the output with their versions, as the folders of their metadata are called."""
    names = "|".join(re.escape(name).replace(r"\-", "[-_.]") for name in LIBRARIES)
    form = re.compile(rf"(?:{names})-[^-]+(?:\.dist-info|(?:-py[\d.]+)?\.egg-info)", re.IGNORECASE)
    found: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            found.update(filter(form.fullmatch, os.listdir(folder or ".")))  # noqa: PTH208 - names are enough
    return sorted(found)


def load(path: Path, header: str) -> tuple[State, Traces]:
    """Read the state; anything odd about it gives an empty one."""
    try:
        with uncollected():
            state = msgspec.msgpack.decode(path.read_bytes(), type=State)
            if state.header == header:
                return state, traces(state.columns)
    except (OSError, msgspec.DecodeError, ValueError):
        return State(header), Traces()
    return State(header, published=state.published, drafted=state.drafted), Traces()


def published(path: Path) -> tuple[dict[str, dict[str, Published]], Index]:
    """Read what was published, by output folder, and the index that was; nothing where the state is gone or damaged."""
    try:
        state = msgspec.msgpack.decode(path.read_bytes(), type=State)
    except (OSError, msgspec.DecodeError, ValueError):
        return {}, Index()
    return state.published, state.index


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Make many lasting values at once, without looking for garbage among them each time there are some more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def traces(columns: Columns) -> Traces:
    """Give the traces that these columns hold; raises ValueError where they do not fit together."""
    count = len(columns.names)
    if max(itertools.chain.from_iterable(filter(None, columns.needs)), default=-1) >= count:
        raise ValueError("a need without a row")
    for number, digests in columns.apart.items():
        if number >= count or len(columns.needs[number] or ()) != len(digests):
            raise ValueError("digests without needs")
    if any(number >= count for number in columns.notes):
        raise ValueError("notes without a row")
    notes = {number: noted(found) for number, found in columns.notes.items()}
    return Traces(columns._replace(notes=notes))


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
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._shelves: dict[str, dict[str, bytes]] = {}
        self._asked = Counter[str]()
        self._last: dict[str, tuple[str, Any]] = {}  # what was read last of each rule is often asked for next
        self._database = opened(path)
        self.put_so_far = 0
        self.together = TOGETHER

    def get(self, rule: str, digest: str) -> Any:
        """Give a value; raises KeyError where it is missing or damaged."""
        known = self._last.get(rule)
        if known and known[0] == digest:
            return known[1]
        try:
            data = self._waiting.get((rule, digest)) or self._read(rule, digest)
            if not isinstance(data, bytes) or digest_of(data) != digest:
                raise KeyError(digest)
            value = self._decoders[rule].decode(data)
        except (sqlite3.Error, msgspec.DecodeError) as error:
            raise KeyError(digest) from error
        self._last[rule] = (digest, value)
        return value

    def put(self, rule: str, product: Product) -> None:
        """Keep a value; a store that cannot be written costs time later, nothing else."""
        self._waiting[rule, product.digest] = product.data or encode(product.value)
        self.put_so_far += 1
        if len(self._waiting) >= self.together:
            self._write()

    def reopen(self) -> None:
        """Open the file anew, in a fork: a connection belongs to the process that made it."""
        self._database, self._waiting = opened(self._path), {}
        self.together = sys.maxsize  # what waits is taken out

    def waiting(self) -> Iterator[tuple[str, str, bytes]]:
        """Take out what waits to be written, by rule and digest: a fork gives it to the process that writes."""
        for (rule, digest), data in self._waiting.items():
            yield rule, digest, data
        self._waiting = {}

    def adopt(self, rule: str, digest: str, data: bytes) -> None:
        """Keep the encoding of a value that a fork has made."""
        self.put(rule, Product(None, digest, data))

    def _read(self, rule: str, digest: str) -> object:
        """Read a value; where many small ones are asked for, all of them at once."""
        self._asked[rule] += 1
        if rule in SMALL and self._asked[rule] > FEW:
            shelf = self._shelves.get(rule)
            if shelf is None:
                query = "SELECT digest, value FROM kept WHERE rule = ?"
                shelf = self._shelves[rule] = dict(self._database.execute(query, (rule,)).fetchall())
            return shelf.get(digest)
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
            self._database.commit()  # or others could not read until we have ended

    def commit(self, live: Iterable[tuple[str, str]] | None = None) -> None:
        """Make it last; given what is `live`, by rule and digest, drop the values that no trace stands for."""
        self._write()
        with contextlib.suppress(sqlite3.Error):
            if live is not None:
                keep = set(live)
                rows = self._database.execute("SELECT rule, digest FROM kept").fetchall()
                self._database.executemany(
                    "DELETE FROM kept WHERE rule = ? AND digest = ?", [row for row in rows if row not in keep]
                )
            self._database.commit()

    def release(self) -> None:
        """End what was begun, so that no other process waits for us."""
        self._write()
        self._shelves, self._asked = {}, Counter()
        with contextlib.suppress(sqlite3.Error):
            self._database.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def product(value: Any) -> Product:
    """Give a value with the digest of its encoding: the address under which the store has it."""
    data = encode(value)
    return Product(value, digest_of(data), data)


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
