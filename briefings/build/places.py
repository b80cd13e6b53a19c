"""Where things lie: the site that we stand in, the theme that ships with us, what a site is configured to be."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from briefings.config import FILES, Config, configures, parse
from briefings.errors import BriefingsError
from briefings.plugins import theme_folder

NOWHERE = Path(os.devnull)  # nothing lies below it


class Configured(NamedTuple):
    """A configuration, the file that it stands in, and its text."""

    config: Config
    path: str = FILES[0]
    text: str = ""


def configured(root: Path) -> Configured:
    """Give the configuration and where it stands; the defaults where it cannot be read.

    For what is needed before there is a graph: the parts that it is made of, and its clock. A mistake is reported
    by the graph.
    """
    texts: dict[str, str | None] = {}
    for name in FILES:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            texts[name] = (root / name).read_text("utf-8-sig")
    try:
        path, text = next(((path, text or "") for path, text in texts.items()), (FILES[0], ""))
        return Configured(parse(texts), path, text)
    except BriefingsError:
        return Configured(parse({}))


def shipped_themes() -> Path:
    """Give the folder of the themes that ship with us: in the wheel within the package, in a checkout beside it."""
    here = Path(__file__).parent.parent
    shipped = here / "shipped_themes"
    return shipped if shipped.is_dir() else here.parent / "themes"


class InstalledThemes(dict[str, Path]):
    """The folders of themes by name: those that ship with us, and each that a package brings once it is asked for."""

    def __init__(self) -> None:
        super().__init__({path.name: path for path in sorted(shipped_themes().iterdir()) if path.is_dir()})
        self._shipped = frozenset(self)

    def __missing__(self, name: str) -> Path:
        """Look for a theme once; one that nobody brings lies nowhere."""
        self[name] = theme_folder(name) or NOWHERE
        return self[name]

    def foreign(self) -> list[Path]:
        """Give the folders of those that come with packages and were asked for."""
        return [path for name, path in self.items() if name not in self._shipped and path != NOWHERE]


def find_root(start: Path) -> Path | None:
    """Give the nearest folder, from `start` upwards, that is a site."""
    for folder in (start, *start.parents):
        for name in FILES:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if configures(name, (folder / name).read_text("utf-8-sig")):
                    return folder
    return start if (start / "content").is_dir() else None
