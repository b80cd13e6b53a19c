"""Which edition is meant, and its mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from briefings.errors import BriefingsError, Location
from briefings.graph import Graph
from briefings.letters import Letter
from briefings.rules.editions import week_of
from briefings.traces import Key


def letter(graph: Graph, name: str) -> Letter:
    """Give the mail of the edition of a day or a week; of the latest day without a name."""
    graph.product(Key("plan", ""))  # what is wrong with the site as a whole is known first
    names: Collection[str] = graph.product(Key("editions", "")).value
    if not names:
        raise BriefingsError("there is no edition yet", Location("content/briefings"), hint="date a briefing")
    latest = next(iter(names))  # days stand before weeks
    if name and name not in names:
        raise BriefingsError(
            "there is no edition of this time",
            Location(name),
            hint=f"the latest is {latest}, in {week_of(dt.date.fromisoformat(latest))}",
        )
    made: Letter = graph.product(Key("letter", name or latest)).value
    return made
