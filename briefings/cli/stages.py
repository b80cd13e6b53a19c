"""What `clean` and `facts` work with: the stages as the site's configuration wants them, and the sources named.

Invariant: in a site a source is read and cleaned here as `draft` and `build` do it, plug-ins and all.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from briefings import config, readers
from briefings.config import FILES, Config
from briefings.errors import BriefingsError, Location, UsageError
from briefings.model import RawText
from briefings.plugins import Registry, load
from briefings.readers import sidecar
from briefings.readers.decoding import decode_as

STDIN = "-"


class Stages(NamedTuple):
    """Readers, steps and finders, and the names of those that are turned off."""

    registry: Registry
    steps_off: tuple[str, ...] = ()
    finders_off: tuple[str, ...] = ()
    root: Path | None = None

    def answers(self, questions: Mapping[str, str]) -> dict[str, str]:
        """Give what was answered to finders that ask, when a source of these words was drafted in the site."""
        root = self.root
        if root is None or not questions:
            return {}
        from briefings.rules import answers  # noqa: PLC0415 - only where a plug-in asks

        return answers.known(
            questions, lambda path: bytes_of(root / path) if (root / path).is_file() else None
        )


def configured() -> Stages:
    """Give the stages as the site wants them in which we stand; all of ours where we stand in none."""
    from briefings.build.places import find_root  # noqa: PLC0415 - only to configure

    root = find_root(Path.cwd())
    if root is None:
        return Stages(Registry())
    found = {name: root / name for name in FILES}
    texts = {
        name: decode_as(path.read_bytes(), "utf-8", name) if path.is_file() else None
        for name, path in found.items()
    }
    settings = config.parse(texts)
    where = next((name for name in FILES if texts[name] is not None), FILES[0])
    registry = load(settings.plugins, where, texts[where] or "")
    refuse_unknown(settings, registry, texts[where] or "", where)
    return Stages(registry, settings.clean.off, settings.facts.off, root)


def refuse_unknown(settings: Config, registry: Registry, text: str, path: str) -> None:
    """Refuse the name of a step or finder that there is not, at its place in the configuration."""
    tables: tuple[tuple[str, str, Iterable[str], Collection[str]], ...] = (
        ("clean.off", "cleaning step", settings.clean.off, registry.steps),
        ("facts.off", "fact finder", settings.facts.off, registry.finders),
    )
    for key, what, off, known in tables:
        for name in off:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
                raise config.at_key(f"no {what} {name!r}", key, hint, text, path)


# --- sources -------------------------------------------------------------------------------------------


def sources(paths: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Give the files that are meant: folders stand for the sources below them."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if is_source(file, known))
        else:
            yield path


def is_source(file: Path, known: Collection[str]) -> bool:
    """Whether a file in a folder is meant to be read."""
    return file.suffix.lower() in known and file.is_file() and not file.is_symlink()


def read(path: str, stages: Stages, encoding: str = "") -> RawText:
    """Read a source with what stands beside it, or standard input; a guess at its encoding is said at once."""
    if path == STDIN:
        data = sys.stdin.buffer.read(readers.SIZE_LIMIT + 1)
        return warned(readers.from_stdin(data, sidecar.Sidecar(encoding=encoding)))
    data = bytes_of(Path(path))
    beside = Path(path + sidecar.SUFFIX)
    decided = sidecar.parse(beside.read_bytes() if beside.is_file() else None, str(beside))
    return warned(readers.read(data, path, stages.registry.readers, decided))


def bytes_of(file: Path) -> bytes:
    """Read a plain file, no further than the readers go."""
    if not file.exists():
        raise BriefingsError("no such file", Location(str(file)))
    if not file.is_file():
        raise BriefingsError("not a plain file", Location(str(file)))
    with file.open("rb") as opened:
        return opened.read(readers.SIZE_LIMIT + 1)


def known_encoding(name: str, paths: Collection[str]) -> str:
    """Give the encoding of standard input; that of a file stands beside it."""
    if name and STDIN not in paths:
        raise UsageError(
            f'--encoding is for standard input; of a file write encoding = "{name}" into FILE.toml'
        )
    if name and not sidecar.is_encoding(name):
        raise UsageError(f"unknown encoding: {name}. {sidecar.nearest(name)}".rstrip(". "))
    return name


def warned(raw: RawText) -> RawText:
    """Say what an editor should know of how a source was read."""
    for problem in readers.warnings(raw):
        click.echo(str(problem), err=True)
    return raw
