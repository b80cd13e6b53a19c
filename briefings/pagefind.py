"""An index of the words of the site, made by Pagefind: pages in, the files of the index out.

Invariant: the same pages give the same files. Pagefind counts pages as they come, so they are given to it in order
(`indexer`); and it writes the values of a filter in an order that is another one each time, so its filters are put in
order here, and what names them is written anew. It runs in a process of its own, behind all others, and reads nothing
but the pages: no configuration of its own, and no variable of ours.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefings import indexer
from briefings.graph import digest_of

FOLDER = "pagefind/"
SIGNATURE = b"pagefind_dcd"  # what each of its files begins with
HASH_LENGTH = 10  # hexadecimal digits
FILTERS = 3  # where the filters stand in `pf_meta`
NICE = 5  # the rebuild of an editor goes first, and yet it gets its turn on a busy machine


def installed() -> bool:
    """Whether the extra is installed."""
    return all(map(find_spec, ("pagefind", "cbor2")))


class Indexer:
    """Makes indexes of a folder of pages, which may be written and removed whenever none is in the making."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="briefings-search-")
        self._at = Path(self._folder.name)
        self._pages = self._at / "pages"
        self._pages.mkdir()
        self._errors = (self._at / "errors").open("w+b")
        self._process: subprocess.Popen[bytes] | None = None

    def write(self, output: str, page: bytes) -> None:
        """Add a page or write it anew; it is found under the address of its output."""
        path = self._pages / output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page)

    def remove(self, output: str) -> None:
        """Take a page out."""
        (self._pages / output).unlink()

    def start(self, language: str) -> None:
        """Let an index be made, by a process of its own; `language` says how words are reduced to their stems."""
        shutil.rmtree(self._at / "made", ignore_errors=True)
        self._errors.truncate(0)
        stem = language.replace("_", "-").partition("-")[0].lower()
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command
            [sys.executable, "-P", indexer.__file__, stem],
            cwd=self._at,
            env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            start_new_session=True,  # Ctrl-C is for us; `close` ends it
        )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICE)

    @property
    def is_done(self) -> bool:
        """Whether it has ended."""
        return self._process is not None and self._process.poll() is not None

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._process is not None:
            self._process.wait()

    def files(self, known: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Give the files of the index, the few that differ with each edit last; raises OSError if there are none.

        What is in a fragment gives it its name: those that are known are not read again.
        """
        made = self._at / "made"
        try:
            entry: dict[str, Any] = json.loads((made / "pagefind-entry.json").read_bytes())
        except (OSError, ValueError) as error:
            self._errors.seek(0)
            said = self._errors.read().decode("utf-8", "replace").strip()
            raise OSError(said or str(error)) from error
        for kind in ("fragment", "index"):
            for path in sorted((made / kind).iterdir()):
                name = f"{FOLDER}{kind}/{path.name}"
                yield name, known.get(name) or path.read_bytes()
        yield f"{FOLDER}pagefind.js", (made / "pagefind.js").read_bytes()
        for about in entry["languages"].values():
            wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
            yield FOLDER + wasm, (made / wasm).read_bytes()
            filters = {path.stem: path.read_bytes() for path in made.glob("filter/*.pf_filter")}
            meta, ordered = in_order((made / f"pagefind.{about['hash']}.pf_meta").read_bytes(), filters)
            yield from ((f"{FOLDER}filter/{name}.pf_filter", data) for name, data in ordered.items())
            about["hash"] = named(about["hash"], meta)
            yield f"{FOLDER}pagefind.{about['hash']}.pf_meta", meta
        yield f"{FOLDER}pagefind-entry.json", json.dumps(entry, separators=(",", ":")).encode()

    def close(self) -> None:
        """End it, done or not, and leave nothing behind."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._errors.close()
        with contextlib.suppress(OSError):
            self._folder.cleanup()


# --- an order for what has none ------------------------------------------------------------------------


def in_order(meta: bytes, filters: Mapping[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """Put the filters and their values in order; gives what names them, and them by name."""
    found: list[Any] = unpacked(meta)
    ordered: dict[str, bytes] = {}
    listed = []
    for label, name in sorted(found[FILTERS]):
        title, values = unpacked(filters[name])
        data = packed([title, sorted(values)])
        new = named(name, data)
        ordered[new] = data
        listed.append([label, new])
    found[FILTERS] = listed
    return packed(found), ordered


def named(name: str, data: bytes) -> str:
    """Give a file its name: the language that stood in the old one, and what is in it."""
    return f"{name.partition('_')[0]}_{digest_of(data)[:HASH_LENGTH]}"


def unpacked(data: bytes) -> Any:
    """Read a file of the index: CBOR (RFC 8949) after a signature, in gzip."""
    import cbor2  # noqa: PLC0415 - an extra

    return cbor2.loads(gzip.decompress(data).removeprefix(SIGNATURE))


def packed(value: Any) -> bytes:
    """Write a file of the index."""
    import cbor2  # noqa: PLC0415 - an extra

    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)
