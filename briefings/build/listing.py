"""The briefings of a site as their editor looks for them: how each stands, and what its facts rest on.

Invariant: what is dear to know is asked only of the briefings that are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefings import config, frontmatter
from briefings.build import drafts
from briefings.errors import BriefingsError
from briefings.model import FrontMatter, SourceRef, Value
from briefings.pages import Doubt, Grounds, iso
from briefings.rules.content import BRIEFINGS
from briefings.rules.shown import Visibility
from briefings.traces import Key

STATUS: Mapping[str, str] = {"": "ready", "draft": "draft", "future": "scheduled", "expired": "expired"}
"""How a briefing stands, by the reason for which it is not on the site; what is ready is there."""


class Entry(Value, frozen=True):
    """A briefing, with what can be said of it without looking at its facts; moments are ISO 8601."""

    path: str
    title: str
    status: str
    language: str
    date: str = ""
    publish: str = ""
    expires: str = ""
    topics: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    proposed: bool = False


def entries(desk: drafts.Desk) -> list[Entry]:
    """Give all briefings that can be read, by name; the others have their own message."""
    graph = desk.graph
    site: config.SiteSettings = graph.product(Key("settings", "site")).value
    proposed = drafts.proposals(desk)
    found = []
    for path in graph.product(Key("briefings", BRIEFINGS)).value:
        try:
            meta: FrontMatter = graph.product(Key("meta", path)).value
            visibility: Visibility = graph.product(Key("visibility", path)).value
        except BriefingsError:
            continue
        found.append(
            Entry(
                path,
                meta.title,
                STATUS[visibility.reason],
                meta.lang or site.language,
                iso(meta.date),
                iso(meta.publish),
                iso(meta.expires),
                meta.topics,
                meta.sources,
                path in proposed,
            )
        )
    return found


def grounds(
    desk: drafts.Desk, paths: Sequence[str], progress: Callable[[str, int, int], None]
) -> Iterable[tuple[str, Grounds]]:
    """Say of each of these briefings what its facts rest on; those in error are left out."""
    for number, path in enumerate(paths, 1):
        progress("checking", number, len(paths))
        try:
            yield path, desk.graph.product(Key("grounds", path)).value
        except BriefingsError:
            continue


def doubts(desk: drafts.Desk, path: str, found: Grounds) -> list[Doubt]:
    """Give what an editor should look at in a briefing, by line; of one that has one source that is said once."""
    meta: FrontMatter = desk.graph.product(Key("meta", path)).value
    alone = list(found.single)
    if len(meta.sources) == 1:
        (ref,) = meta.sources
        place = frontmatter.locate(desk.read(path) or "", path, "sources", 0)
        what = f"one source for all of it: {ref.title or ref.publisher or ref.file or ref.id}"
        alone = [Doubt("one-source", place.line, what)]
    return sorted([*found.unsupported, *alone], key=lambda doubt: doubt.line)
