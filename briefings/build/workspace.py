"""What a session works with: the graph and its inputs, the state and the store, the lock; and a run as a whole.

Invariant: whatever is kept for the next process only saves work; it can be lost at any moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from briefings import cards, output, pagefind, plugins, state, themes
from briefings.build.places import NOWHERE, InstalledThemes, configured
from briefings.build.setting import Options, Setting
from briefings.errors import BriefingsError
from briefings.graph import Graph, Input
from briefings.inputs import ABSENT, Clock, Files, Listings, Roots, Scan, look
from briefings.meter import Meter
from briefings.pages import aware
from briefings.rules import STORED, rules
from briefings.rules.desk import OF_ONE_FILE
from briefings.studies import Studies
from briefings.traces import Key, Traces

STATE = ".briefings"
UNUSED = 500  # values that may lie in the store unused; to look for them takes time
UNUSED_SHARE = 8  # of the traces: as many more

Say = Callable[[str], None]


class Workspace:
    """One site, opened: what its products are made of and kept in. One process at a time looks at it `alone`."""

    def __init__(self, root: Path, setting: Setting, say: Say, meter: Meter | None = None) -> None:
        """Open a site; what the process before has kept is taken over."""
        self.root = root
        self.folder = root / STATE
        self._setting = setting
        self._say = say
        self._themes = InstalledThemes()
        self._roots = roots = Roots(root, self._themes)
        settings, named_in, text = configured(root)
        self._theme = settings.site.theme
        self.registry = registry = plugins.load(settings.plugins, named_in, text)
        header = state.header(registry.versions)
        self._known = self._as_kept()
        kept, traces = (
            (state.State(header), Traces()) if setting.fresh else state.load(self.folder / "state", header)
        )
        self.state = kept
        self._scan = Scan()
        self.files = Files(roots, kept.seen, self._scan)
        self._listings = Listings(roots, self._scan)
        self._clock = Clock(self.now)
        self.store = state.ValueStore(self.folder / "store.sqlite", STORED)
        self.studies = Studies()
        options = Options(
            {
                "drafts": setting.drafts,
                "base-url": setting.base_url,
                "offline": setting.offline,
                "search": pagefind.installed() and not setting.offline,
                "cards": cards.font(),
            }
        )
        inputs: dict[str, Input] = {
            "file": self.files,
            "listing": self._listings,
            "clock": self._clock,
            "option": options,
        }
        self.graph = Graph(
            inputs,
            rules(themes.Theme(registry.filters, meter), registry, self.studies),
            self.store,
            BriefingsError,
            traces,
            meter,
        )
        self.is_whole = False
        """Whether this run has asked for all that the site is."""
        self._looked_at: Collection[str] | None = None
        self._put = 0

    def _as_kept(self) -> tuple[int, ...] | None:
        """Say how the file with the state looks."""
        try:
            return look((self.folder / "state").stat())
        except OSError:
            return None

    def now(self) -> dt.datetime:
        """Give the time to build for; one without an offset is in the site's time zone."""
        if self._setting.now is None:
            return dt.datetime.now(dt.UTC)
        return aware(self._setting.now, configured(self.root).config.site.timezone)

    def theme_folders(self) -> list[Path]:
        """Give the folders of the installed themes that take part."""
        return sorted({self._themes[name] for name in (self._theme, "default")} - {NOWHERE})

    @property
    def has_plugins(self) -> bool:
        """Whether plug-ins or a theme from another package take part: a receipt knows nothing of their files."""
        return bool(self.registry.versions) or bool(self._themes.foreign())

    def is_known(self, path: str) -> bool:
        """Whether a file that the last run wrote is as that run left it."""
        self._scan.changed((path,))
        last = self.graph.traces().last
        return all(self.files.digest(name) == last(Key("file", name)) for name in self._roots.names(path))

    def span(self) -> tuple[float, float]:
        """Give the moments, in seconds since 1970, between which the clock changes nothing of the last run."""
        for key, _ in self.graph.traces().asked({"clock"}):
            self._clock.digest(key.name)  # a worker may have asked in its own process
        return self._clock.span()

    # --- one run ---------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def alone(self, changed: Collection[str] | None = None) -> Iterator[None]:
        """Look at the world anew, or at what is named of it, while no other process does."""
        with self.locked():
            try:
                self._catch_up()
                self._look_again(changed)
                self.is_whole = False
                yield
            finally:
                self.store.release()

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """Keep other processes waiting that would write the site's state or its output."""
        return output.locked(self.folder / "lock", self._say)

    def _catch_up(self) -> None:
        """Take over what others have published since the state was read: or it would be taken for foreign files."""
        kept = self._as_kept()
        if kept not in {None, self._known}:
            self.state.published, self.state.index = state.published(self.folder / "state")
            self._known = kept

    def look_at(self, paths: Iterable[str]) -> None:
        """Look at files of the site that were written just now, beside what this run looked at."""
        written = {str(self.root / path) for path in paths}
        self._look_again(None if self._looked_at is None else {*self._looked_at, *written})

    def _look_again(self, changed: Collection[str] | None = None) -> None:
        """Look at everything, or only at what is named as changed where that has a name in the site."""
        names = {path: tuple(self._roots.names(path)) for path in changed or ()}
        only = changed if all(names.values()) and not self._clock.has_moved() else None
        self._looked_at = only
        self._scan.changed(only)
        self._listings.changed(only)
        suspects = [Key("file", name) for found in names.values() for name in found]
        suspects += [key for key, _ in self.graph.traces().asked({"listing"})]
        if only is None:
            self._clock.changed()
        self.graph.changed(None if only is None else suspects)

    def save(self) -> None:
        """Keep for the next process what was found; while `alone` or `locked`."""
        self._catch_up()
        if (
            self.is_whole and Key("plan", "") in self.graph.made()
        ):  # else little can be unused, and to look takes time
            self.graph.forget_unused(self._on_desk())
        traces = self.graph.traces()
        put, self._put = self.store.put_so_far - self._put, self.store.put_so_far
        self.state.put += put
        if self.state.put > max(UNUSED, len(traces) // UNUSED_SHARE):
            live = ((key.rule, traces.digest(key) or "") for key in traces if key.rule in STORED)
            self.store.commit(live)
            self.state.put = 0
        else:
            self.store.commit()
        self.state.columns = traces.columns()
        self.state.seen = self.files.seen()
        with contextlib.suppress(OSError):  # a state that cannot be written costs time, nothing else
            state.save(self.folder / "state", self.state)
            self._known = self._as_kept()

    def _on_desk(self) -> Iterator[Key]:
        """Give what an editor's commands have found out of files that are there: a build never asks for it."""
        for key in self.graph.traces():
            if key.rule in OF_ONE_FILE and self.files.digest(key.name) != ABSENT:
                yield key
