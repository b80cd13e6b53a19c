"""A session that publishes each time it is rebuilt: what `build --watch` hands to the watcher."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from pathlib import Path

from briefings.build.session import Session
from briefings.build.showing import PublishedBuild


@dataclasses.dataclass(frozen=True, slots=True)
class Publishing:
    """A session that publishes each time it is rebuilt: what `build --watch` hands to the watcher."""

    session: Session
    out: Path
    strict: bool
    look_over: bool

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.session.root

    def rebuild(self, _first: Iterable[str] = (), _changed: Collection[str] | None = None) -> PublishedBuild:
        """Build into the output folder; the digests stand for the files, which nobody here needs."""
        report = self.session.build(self.out, strict=self.strict, look_over=self.look_over)
        return PublishedBuild(self.session.published(self.out), report)

    def keep(self) -> None:
        """Do nothing: a build that is published keeps what it found by itself."""

    def until(self) -> float:
        """Give the moment at which time alone may change the site."""
        return self.session.until()

    def watched(self) -> Iterable[tuple[Path, bool]]:
        """Name the folders whose files make the site."""
        return self.session.watched()

    def is_known(self, path: str) -> bool:
        """Whether a file that the last build wrote is as that build left it."""
        return self.session.is_known(path)

    def ignored(self, path: str) -> bool:
        """Whether a file is of our own making."""
        return self.session.ignored(path)
