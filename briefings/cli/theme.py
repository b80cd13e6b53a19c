"""`theme eject FILE`: take a file of the theme in use into the site, to change it there.

Invariant: a file that is there is never overwritten, and nothing is written outside of `themes/NAME/`.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NamedTuple

from briefings.build import InstalledThemes, configured
from briefings.errors import BriefingsError, Location
from briefings.themes import search_path


class Offered(NamedTuple):
    """A file of a theme as it is in use: the folder of the search path that it is found in, and where it lies."""

    folder: str
    path: Path


def offered(root: Path, theme: str) -> dict[str, Offered]:
    """Give what a theme is made of, by name."""
    installed = InstalledThemes()
    found: dict[str, Offered] = {}
    for name in search_path(theme):
        folder = installed[name[1:]] if name.startswith("@") else root / name
        for path in folder.rglob("*"):
            below = path.relative_to(folder)
            code = path.suffix == ".py" or any(part.startswith((".", "__pycache__")) for part in below.parts)
            if path.is_file() and not (path.is_symlink() or code):
                found.setdefault(below.as_posix(), Offered(name, path))
    return dict(sorted(found.items()))


def eject(root: Path, wanted: str) -> str:
    """Copy a file of the theme in use into the site's own folder of it; gives its name there."""
    theme = configured(root).config.site.theme
    files = offered(root, theme)
    if wanted not in files:
        near = difflib.get_close_matches(wanted, files, 1)
        hint = f"did you mean {near[0]}?" if near else "`briefings theme eject` lists them"
        raise BriefingsError(f"the theme {theme!r} has no such file", Location(wanted), hint=hint)
    target = Path("themes", theme, wanted)
    linked = [folder for folder in target.parents if (root / folder).is_symlink()]
    if linked:
        raise BriefingsError("not a folder: a link", Location(str(linked[-1])), hint="links are not followed")
    (root / target).parent.mkdir(parents=True, exist_ok=True)
    try:
        with (root / target).open("xb") as file:
            file.write(files[wanted].path.read_bytes())
    except FileExistsError as error:
        raise BriefingsError("is there already", Location(str(target)), hint="edit it there") from error
    return str(target)


def listed(root: Path) -> str:
    """Name each file of the theme in use, and where it comes from."""
    files = offered(root, configured(root).config.site.theme)
    wide = max(map(len, files))
    return "\n".join(f"{name:{wide}}  {file.folder.removeprefix('@')}" for name, file in files.items())
