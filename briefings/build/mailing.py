"""Which edition is meant, and its mail."""

from __future__ import annotations

from collections.abc import Collection

from briefings.errors import BriefingsError, Location
from briefings.graph import Graph
from briefings.letters import Letter
from briefings.rules.editions import week_of
from briefings.traces import Key


def letter(graph: Graph, name: str) -> Letter:
    """Give the mail of the edition of a day or a week; of the latest day without a name."""
    graph.product(Key("plan", ""))  # what is wrong with the site as a whole is known first
    days: Collection[str] = graph.product(Key("editions", "")).value
    if not days:
        raise BriefingsError("there is no edition yet", Location("content/briefings"), hint="date a briefing")
    latest = next(iter(days))
    if name and name not in days and name not in map(week_of, days):
        raise BriefingsError(
            "there is no edition of this time",
            Location(name),
            hint=f"the latest is {latest}, in {week_of(latest)}",
        )
    made: Letter = graph.product(Key("letter", name or latest)).value
    return made
