"""Studying a source: reading, cleaning and finding facts, apart from everything else, so that it may be done anywhere.

A study goes out as bytes and comes back as bytes; where it is made there need be nothing but this tool (and the
plug-ins that the site uses), no site and no disk.

Invariant: nothing depends on it. A rule takes a part of a study only for the very values that the part was made from
(`Studies.made`), so a study that is lost, late or of another version of the file costs time and changes nothing.
"""

from __future__ import annotations

import functools
import platform
from collections.abc import Callable
from typing import Any, TypeVar

from briefings import __version__
from briefings.config import PluginSettings
from briefings.errors import BriefingsError
from briefings.model import Document, Facts, RawText, Value
from briefings.plugins import Registry, load
from briefings.state import decoded, encode

Result = TypeVar("Result")


class Ask(Value, frozen=True):
    """What is to be studied: a source's name and bytes, those of the file beside it, and what the site has chosen."""

    path: str
    data: bytes
    beside: bytes | None
    steps_off: tuple[str, ...] = ()
    finders_off: tuple[str, ...] = ()
    plugins: bytes = b""
    """The settings of plug-ins, encoded; empty where nobody says any."""


class Study(Value, frozen=True):
    """What was found."""

    raw: RawText
    document: Document
    facts: Facts


def version() -> str:
    """Name what a study depends on beside its `Ask`: this tool and Python, whose tables of characters differ."""
    return f"briefings {__version__}, Python {platform.python_version()}"


def study(ask: bytes) -> bytes:
    """Read, clean and find facts: from an encoded `Ask` to an encoded `Study`; raises what a stage raises."""
    from briefings import cleaning, facts, readers  # noqa: PLC0415 - heavy, and needed where the work is done
    from briefings.readers import sidecar  # noqa: PLC0415

    asked = decoded(ask, Ask)
    registry = registry_of(asked.plugins)
    beside = sidecar.parse(asked.beside, asked.path + sidecar.SUFFIX)
    raw = readers.read(asked.data, asked.path, registry.readers, beside)
    document = cleaning.clean(raw, asked.steps_off, registry.steps).document
    return encode(Study(raw, document, facts.find(document, asked.finders_off, registry.finders)))


@functools.cache
def registry_of(plugins: bytes) -> Registry:
    """Give the parts of the stages, made once a process."""
    return load(decoded(plugins, PluginSettings) if plugins else PluginSettings(), "")


class Studies:
    """Parts of studies that were made ahead, each until a rule takes it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[tuple[object, ...], Any]] = {}

    def add(self, ask: Ask, found: bytes) -> None:
        """Keep what was found; of what cannot be read nothing is kept."""
        try:
            made = decoded(found, Study)
        except (ValueError, BriefingsError):
            return
        self._known["source", ask.path] = (ask.data, ask.beside), made.raw
        self._known["document", ask.path] = (made.raw, ask.steps_off), made.document
        self._known["facts", ask.path] = (made.document, ask.finders_off, {}), made.facts

    def made(self, rule: str, path: str, made_from: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Give a part that was made ahead from these very values, or make it."""
        values, found = self._known.pop((rule, path), ((), None))
        result: Result = found if values == made_from else make()
        return result
