"""Notices that files of the site changed.

Events are hints (`events`), a scan is the truth (`scan`). `hints` waits until an editor or a checkout is
done, and `watch` joins them: it listens, and looks on a slow clock for what no event told.

Invariant: the watcher never says what a change means; digests decide that. No other package imports watchdog.
"""

from __future__ import annotations

from briefings.watcher.scan import Root
from briefings.watcher.watch import SLOW, Watcher

__all__ = ["SLOW", "Root", "Watcher"]
