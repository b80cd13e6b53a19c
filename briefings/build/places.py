"""Where things lie: the site that we stand in, the theme that ships with us, what a site is configured to be."""

from __future__ import annotations

import contextlib
from pathlib import Path

from briefings.config import FILES, Config, configures, parse
from briefings.errors import BriefingsError


def configured(root: Path) -> tuple[Config, str]:
    """Give the configuration and the file that it stands in; the defaults where it cannot be read.

    For what is needed before there is a graph: the parts that it is made of, and its clock. A mistake is reported
    by the graph.
    """
    texts: dict[str, str | None] = {}
    for name in FILES:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            texts[name] = (root / name).read_text("utf-8-sig")
    try:
        return parse(texts), next(iter(texts), FILES[0])
    except BriefingsError:
        return parse({}), FILES[0]


def packaged_theme() -> Path:
    """Give the folder of the default theme: in the wheel beside this module, in a checkout at the top level."""
    here = Path(__file__).parent.parent
    shipped = here / "default_theme"
    return shipped if shipped.is_dir() else here.parent / "themes" / "default"


def find_root(start: Path) -> Path | None:
    """Give the nearest folder, from `start` upwards, that is a site."""
    for folder in (start, *start.parents):
        for name in FILES:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if configures(name, (folder / name).read_text("utf-8-sig")):
                    return folder
    return start if (start / "content").is_dir() else None
