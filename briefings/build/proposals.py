"""What the tool proposes for a briefing that its editor has changed, when its source changes too.

The text as the tool last wrote it, the base, is kept beside the state, so that the proposal has the editor's changes
and the source's. Where it is lost, the proposal is the whole new draft.

Invariant: nothing of an editor's is lost. A briefing is written on demand alone, what stood there before is kept in
`.briefings/replaced`, and a proposal that somebody has edited is left alone.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from briefings import frontmatter
from briefings.drafting import merging
from briefings.graph import digest_of

PROPOSED = ".proposed"
REPLACED = "replaced"
BASE = "base"


class Proposal(NamedTuple):
    """The three versions of a briefing, and what comes of them; `base` is empty where it is lost."""

    path: str
    base: str
    mine: str
    theirs: str
    merged: merging.Merged

    @property
    def beside(self) -> str:
        """The file that shows it."""
        return self.path + PROPOSED

    def accepted(self) -> str:
        """Give what the briefing is to hold, with the line ends and the mark that it has."""
        return like(self.mine, self.merged.text)

    def declined(self) -> str:
        """Give the briefing as it stands, with the seal of the draft that its editor has seen and does not want."""
        return frontmatter.resealed(self.mine, frontmatter.digest(self.theirs))


def proposal(path: str, base: str, mine: str, theirs: str) -> Proposal:
    """Say what to propose; `base` counts only if it is what `mine` was made of."""
    if not base or frontmatter.digest(base) != frontmatter.generated(mine):
        return Proposal(path, "", mine, theirs, merging.Merged(frontmatter.with_carried(theirs, mine), ()))
    return Proposal(path, base, mine, theirs, merging.merge(base, mine, theirs))


def like(mine: str, text: str) -> str:
    """Give a text the byte order mark and the line ends of another."""
    mark = "\ufeff" if mine.startswith("\ufeff") else ""
    return mark + (text.replace("\n", "\r\n") if "\r\n" in mine else text)


class Bases:
    """The texts as the tool last wrote them, by the id of the briefing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._wrote = False

    def get(self, ident: str) -> str:
        """Give the text; "" where it is lost."""
        try:
            return self._path(ident).read_text("utf-8", "surrogateescape")
        except OSError:
            return ""

    def put(self, ident: str, text: str) -> None:
        """Keep a text; one that cannot be written is lost, and nothing else."""
        path = self._path(ident)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            staged = path.with_suffix(".new")
            staged.write_text(text, "utf-8", "surrogateescape", newline="\n")
            staged.replace(path)
            self._wrote = True

    def has(self, ident: str) -> bool:
        """Whether there is one."""
        return self._path(ident).is_file()

    def sync(self) -> None:
        """Have what was written reach the disk: once a run, for a sync a file takes longer than drafting it."""
        if self._wrote:
            os.sync()
            self._wrote = False

    def _path(self, ident: str) -> Path:
        return self._folder / f"{digest_of(ident.encode('utf-8', 'replace'))[:24]}.md"


def keep_replaced(folder: Path, path: str, text: str) -> None:
    """Keep what stood in a briefing before a proposal was taken."""
    name = f"{Path(path).stem}.{digest_of(text.encode('utf-8', 'surrogateescape'))[:8]}.md"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
