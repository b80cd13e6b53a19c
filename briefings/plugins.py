"""Plug-ins: readers, cleaning steps, fact finders and template filters from other packages; and their themes.

A plug-in is an entry point of the group `briefings.plugins`: a function that is called once with a `Registry`.
Only those that the configuration names are imported, and each is told what stands in its `[plugins.NAME]`. A theme is
an entry point of the group `briefings.themes`: the package whose folder it is, which is looked at and never imported.

Invariant: a plug-in gets values and returns values; it sees neither the graph nor the disk. Its name, its version and
what it is told are part of the state's header, so that another version builds everything anew.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from briefings import toml
from briefings.config import PluginSettings
from briefings.errors import BriefingsError, Location
from briefings.graph import digest_of
from briefings.model import Value

if TYPE_CHECKING:
    from briefings.cleaning import Step
    from briefings.facts import Asking, FactFinder
    from briefings.readers import Reader

GROUP = "briefings.plugins"
THEMES = "briefings.themes"

Kind = TypeVar("Kind", bound=Value)


class Told(NamedTuple):
    """What a configuration says to one plug-in, and where."""

    name: str = ""
    table: Mapping[str, Any] = {}
    path: str = ""
    text: str = ""

    def version(self) -> str:
        """Tell one such table from another; empty where nothing is said."""
        return digest_of(repr(sorted(self.table.items())).encode()) if self.table else ""


class Registry:
    """What the stages are made of: ours, and what plug-ins add. A name that is taken is refused.

    Each table is made when it is first asked for: a build without a new source imports no cleaning.
    """

    def __init__(self) -> None:
        self.filters: dict[str, Callable[..., Any]] = {}
        self.versions: list[str] = []
        self.asks = False
        """Whether some finder asks somebody outside: then drafting has to look for answers."""
        self.told = Told()

    @functools.cached_property
    def readers(self) -> dict[str, Reader]:
        """Readers by the suffix of what they read."""
        from briefings.readers import READERS  # noqa: PLC0415 - see above

        return dict(READERS)

    @functools.cached_property
    def steps(self) -> dict[str, Step]:
        """Cleaning steps by name, in order."""
        from briefings.cleaning import STEPS  # noqa: PLC0415

        return dict(STEPS)

    @functools.cached_property
    def finders(self) -> dict[str, FactFinder | Asking]:
        """Fact finders by name."""
        from briefings.facts import FINDERS  # noqa: PLC0415

        return dict(FINDERS)

    def reader(self, suffix: str, read: Reader) -> None:
        """Read sources with this suffix (``.rtf``)."""
        put(self.readers, suffix, read, "reader")

    def step(self, name: str, step: Step) -> None:
        """Clean with this step too, after ours."""
        put(self.steps, name, step, "cleaning step")

    def finder(self, name: str, find: FactFinder | Asking) -> None:
        """Ask this finder for facts too; the gate stands behind it as behind ours."""
        from briefings.facts import Asking  # noqa: PLC0415

        put(self.finders, name, find, "fact finder")
        self.asks = self.asks or isinstance(find, Asking)

    def filter(self, name: str, apply: Callable[..., Any]) -> None:
        """Offer this filter to templates."""
        put(self.filters, name, apply, "template filter")

    def settings(self, kind: type[Kind]) -> Kind:
        """Give what the site says to the plug-in in `[plugins.NAME]`, as a value of the plug-in's own type.

        Raises with the place of the first key that does not fit.
        """
        told = self.told
        return toml.convert(dict(told.table), kind, told.text, told.path, f"plugins.{told.name}")

    def wrong(self, key: str, message: str, hint: str = "") -> BriefingsError:
        """Make an error that points at a key of `[plugins.NAME]`, for what a type cannot say."""
        return toml.at_key(message, f"plugins.{self.told.name}.{key}", hint, self.told.text, self.told.path)


def put(table: dict[str, Any], name: str, value: Any, what: str) -> None:
    """Add to a table of the registry."""
    if name in table:
        raise ValueError(f"there is a {what} named {name!r} already")
    table[name] = value


def load(settings: PluginSettings, where: str, text: str = "") -> Registry:
    """Import the plug-ins that the configuration names; `where` is the file that names them, with its text."""
    registry = Registry()
    if not settings.use:
        return registry
    import importlib.metadata  # noqa: PLC0415 - costs 15 ms; most sites use no plug-ins

    known = {entry.name: entry for entry in importlib.metadata.entry_points(group=GROUP)}
    for name in settings.use:
        entry = known.get(name)
        if entry is None:
            raise unknown(name, known, where)
        registry.told = Told(name, settings.told.get(name, {}), where, text)
        try:
            entry.load()(registry)
        except BriefingsError:
            raise
        except Exception as error:
            raise BriefingsError(
                f"plug-in {name!r}: {type(error).__name__}: {error}", Location(where)
            ) from error
        version = entry.dist.version if entry.dist else "?"
        registry.versions.append(f"{name} {version} {registry.told.version()}".rstrip())
    return registry


def unknown(name: str, known: Collection[str], where: str) -> BriefingsError:
    """Say that a plug-in is not installed."""
    near = difflib.get_close_matches(name, known, 1)
    hint = (
        f"did you mean {near[0]}?" if near else "install the package that has it, into the same environment"
    )
    return BriefingsError(f"no plug-in named {name!r} is installed", Location(where), hint=hint)


def theme_folder(name: str) -> Path | None:
    """Give the folder of a theme that a package brings; None where none does. Nothing of it is run."""
    import importlib.metadata  # noqa: PLC0415 - see above
    import importlib.util  # noqa: PLC0415

    for entry in importlib.metadata.entry_points(group=THEMES, name=name):
        top, *below = entry.module.split(".")
        found = importlib.util.find_spec(top)
        for place in (found and found.submodule_search_locations) or ():
            return Path(place, *below)
    return None
