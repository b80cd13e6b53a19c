"""The Markdown files behind the pages of a preview, and the editor that opens them.

Asked by the threads of the server while another one builds, so it reads the one file in question and leaves the
graph alone.

Invariant: only plain files of the site are opened, without a shell, by a command that the site's owner or the
user's environment names.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shlex
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefings import frontmatter
from briefings.build.places import configured
from briefings.errors import BriefingsError, Location
from briefings.inputs import read
from briefings.model import FrontMatter, Moment
from briefings.pages import aware, own_url
from briefings.regex import regex
from briefings.rules.content import BRIEFINGS, PAGES, SOURCES
from briefings.server import Manuscript

INDEX = "index.html"
BRIEFING = regex("/briefings/[^/]+/")
PROPOSED = ".proposed"
NO_EDITOR = "No editor is named: set $VISUAL, or `editor` under [preview]."
NO_FILE = "There is no such file in the site."


class Manuscripts:
    """The manuscripts of one site, looked up by the pages that they are shown as."""

    def __init__(self, root: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self._root = root.resolve()
        self._visual = environment.get("VISUAL", "")
        self._say = say
        self._known: dict[str, str] = {}  # address to path; what was found once is looked at first

    # --- what a page is written in ---------------------------------------------------------------------

    def of(self, name: str) -> Manuscript | None:
        """Give the manuscript of a page, with what must be known of it; None for a page that is a list."""
        url = "/" + name.removesuffix(INDEX)
        path = next(self._written_at(url), None) if name.endswith(f"/{INDEX}") else None
        if path is None:
            return None
        self._known[url] = path
        meta = self._meta(path)
        sources = tuple(f"{SOURCES}/{source.file}" for source in meta.sources)
        return Manuscript(path, (*self._marks(meta), *self._proposed(path)), sources)

    def _written_at(self, url: str) -> Iterator[str]:
        """Find the files that have this address: what it was before, what is named like it, then all others."""
        folder = BRIEFINGS if BRIEFING.fullmatch(url) else PAGES
        place = url.removeprefix("/briefings" if folder == BRIEFINGS else "")[:-1]
        for path in (self._known.get(url, ""), f"{folder}{place}.md"):
            if path and (self._root / path).is_file() and self._leads_to(path, url):
                yield path
        for file in sorted((self._root / folder).rglob("*.md")):
            path = file.relative_to(self._root).as_posix()
            if (own_url(path, FrontMatter()) == url or self._has_slug(path)) and self._leads_to(path, url):
                yield path

    def _leads_to(self, path: str, url: str) -> bool:
        """Whether a file has this address; one whose front matter is broken keeps the one it had."""
        meta = self._meta(path)
        is_kept = meta == FrontMatter() and self._known.get(url) == path
        return is_kept or own_url(path, meta) == url

    def _has_slug(self, path: str) -> bool:
        """Whether a file may have another address than its name says: to read them all takes a second."""
        try:
            return b"\nslug" in read(str(self._root / path))
        except OSError:
            return False

    def _meta(self, path: str) -> FrontMatter:
        """Read a file's front matter; empty where it cannot be read, which the build reports."""
        try:
            text = read(str(self._root / path)).decode("utf-8-sig", "replace")
            return frontmatter.parse(text, path).meta
        except (BriefingsError, OSError):
            return FrontMatter()

    def _marks(self, meta: FrontMatter) -> Iterator[str]:
        """Say why the page is shown here and would not be published."""
        if meta.status == "draft":
            yield "Draft"
        begins = meta.publish or meta.date
        if begins and aware(begins, configured(self._root).config.site.timezone) > dt.datetime.now(dt.UTC):
            yield f"Future: {written(begins)}"

    def _proposed(self, path: str) -> Iterator[str]:
        if (self._root / (path + PROPOSED)).is_file():
            yield "A change is proposed"

    # --- and how it is edited --------------------------------------------------------------------------

    def can_open(self) -> bool:
        """Whether an editor is named."""
        return bool(self._editor())

    def open(self, place: Location) -> str:
        """Open a file of the site in the editor, and go on; where that fails, say why."""
        path = self._root / place.path
        if not (path.is_file() and path.is_relative_to(self._root) and path.resolve() == path):
            return NO_FILE
        editor = self._editor()
        if not editor:
            return NO_EDITOR
        try:
            self._start(arguments(editor, str(path), place))
        except (OSError, ValueError) as error:
            return f"The editor could not be started: {error}"
        return ""

    def _editor(self) -> str:
        """Give the command: the site's own, else the user's."""
        return configured(self._root).config.preview.editor or self._visual

    def _start(self, command: Sequence[str]) -> None:
        nothing = subprocess.DEVNULL  # the terminal is ours, and Ctrl-C in it does not concern the editor
        process = subprocess.Popen(  # noqa: S603 - the owner's own command, and no word of it from a request
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        threading.Thread(target=self._wait, args=(process,), name="editor", daemon=True).start()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError):
            if code := process.wait():
                self._say(f"the editor ended with {code}: {shlex.join(process.args)}")  # type: ignore[arg-type]


def written(moment: Moment) -> str:
    """Write a moment for the bar."""
    return moment.strftime("%Y-%m-%d %H:%M") if isinstance(moment, dt.datetime) else moment.isoformat()


def arguments(editor: str, path: str, place: Location) -> list[str]:
    """Put a place into an editor's command; each word of the command stays one, whatever the path holds."""
    words = shlex.split(editor)
    if not any("{file}" in word for word in words):
        words.append("{file}")
    line, column = str(place.line or 1), str(place.column or 1)
    return [w.replace("{line}", line).replace("{column}", column).replace("{file}", path) for w in words]
