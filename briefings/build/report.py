"""What a run did, and what it found wrong on the way."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable
from typing import Any

from briefings.errors import BriefingsError, Crash, Problem, in_order
from briefings.graph import Graph


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What a run did, for one line in the terminal and for `--json`."""

    created: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    """What somebody outside answered to finders, as files."""
    kept: int = 0
    built: int = 0
    fresh: int = 0
    removed: int = 0
    hidden: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    crashes: tuple[tuple[str, Exception], ...] = ()
    causes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What was made, and the chain of causes for which: the nearest first."""
    seconds: float = 0.0

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    def again(self) -> str:
        """Say in a line what the same run would have done that found nothing to do, in ``{ms}`` milliseconds."""
        made = self.built + self.fresh
        return f"0 files built, {made} unchanged in {{ms}} ms"

    def summary(self) -> str:
        """Say it in a line."""
        drafts = [
            f"{len(names)} {word}"
            for names, word in (
                (self.created, "drafted"),
                (self.refreshed, "drafted anew"),
                (self.proposed, "proposed"),
            )
            if names
        ]
        counts = [f"{self.built} {plural(self.built, 'file')} built", f"{self.fresh} unchanged"]
        if self.removed:
            counts.append(f"{self.removed} removed")
        return ", ".join([*drafts, *counts]) + f" in {self.seconds * 1000:.0f} ms"


def plural(number: int, noun: str) -> str:
    """Give the noun in the number."""
    return noun if number == 1 else f"{noun}s"


@dataclasses.dataclass(slots=True)
class Tally:
    """What one run has done so far."""

    began: float
    created: list[str] = dataclasses.field(default_factory=list)
    refreshed: list[str] = dataclasses.field(default_factory=list)
    proposed: list[str] = dataclasses.field(default_factory=list)
    answered: list[str] = dataclasses.field(default_factory=list)
    kept: int = 0
    problems: list[Problem] = dataclasses.field(default_factory=list)
    crashes: list[tuple[str, Exception]] = dataclasses.field(default_factory=list)
    causes: list[tuple[str, tuple[str, ...]]] = dataclasses.field(default_factory=list)

    def report(self, **counts: Any) -> Report:
        """Sum it up."""
        return Report(
            created=tuple(self.created),
            refreshed=tuple(self.refreshed),
            proposed=tuple(self.proposed),
            answered=tuple(self.answered),
            kept=self.kept,
            problems=in_order(self.problems),
            crashes=tuple(dict.fromkeys(self.crashes)),
            causes=tuple(self.causes),
            seconds=time.perf_counter() - self.began,
            **counts,
        )

    def collect(self, graph: Graph) -> None:
        """Take over what the graph has found wrong in its run."""
        self.problems += graph.notes()
        self.add(graph.errors())

    def add(self, errors: Iterable[Exception]) -> None:
        """Take over what could not be made."""
        for error in errors:
            if isinstance(error, Crash):
                self.crashes.append((error.problem.location.path, error))
            elif isinstance(error, BriefingsError):
                self.problems += error.problems
