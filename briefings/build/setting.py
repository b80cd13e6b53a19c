"""How a session looks at its site, and what of that the graph is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any


class Options:
    """Input `option`: what the command line asks for, as an input of the graph."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def digest(self, name: str) -> str:
        """Give the value as text."""
        return repr(self._values[name])

    def value(self, name: str) -> Any:
        """Give the value."""
        return self._values[name]


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """How a session looks at its site."""

    drafts: bool = False
    base_url: str = ""
    now: dt.datetime | dt.date | None = None
    draft: bool = True
    fresh: bool = False
    offline: bool = False
    """Whether the site is to open from ``file://``, where a folder has no index."""
    executor: str = ""
    """Where sources are studied: ``dask://HOST:PORT``, or here."""
