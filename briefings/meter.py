"""How long each rule took by itself, without what it asked others for: `--profile`.

Only the standard library is imported: the build graph, which uses it, knows nothing of briefings.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Spent(NamedTuple):
    """How often something was done, and how many seconds of wall time it took in all."""

    times: int = 0
    seconds: float = 0.0


class Meter:
    """Adds up seconds by kind and name, such as ``rule page`` or ``template index.html``."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._inner: list[float] = []  # seconds spent by what runs inside of each thing that runs
        self._spent: dict[tuple[str, str], Spent] = {}

    @contextlib.contextmanager
    def running(self, kind: str, name: str) -> Iterator[None]:
        """Count what is done here as this thing's, but for what other things do inside of it."""
        began = self._now()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole, inside = self._now() - began, self._inner.pop()
            if self._inner:
                self._inner[-1] += whole
            times, seconds = self._spent.get((kind, name), Spent())
            self._spent[kind, name] = Spent(times + 1, seconds + whole - inside)

    def table(self) -> str:
        """Give a line a thing, the longest first."""
        rows = sorted(self._spent.items(), key=lambda row: (-row[1].seconds, row[0]))
        lines = [f"{'seconds':>9} {'times':>7} {'ms each':>9}  what"]
        for (kind, name), (times, seconds) in rows:
            lines.append(f"{seconds:9.3f} {times:7} {1000 * seconds / times:9.3f}  {kind} {name}")
        whole = sum(spent.seconds for spent in self._spent.values())
        return "\n".join([*lines, f"{whole:9.3f} {'':7} {'':9}  in all", ""])
