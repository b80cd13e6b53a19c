"""Files that are made only when somebody asks for them: requests order, one other thread makes.

Invariant: an order is filled from the version that it was given for, or it is refused with `Superseded`.
"""

from __future__ import annotations

import itertools
import queue
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from briefings.server.site import Superseded

LOOKED_AT = 3  # pages that are remembered as looked at
PATIENCE = 5.0  # seconds that a request waits for a page


class Order(NamedTuple):
    """A file that a request waits for, the version it is of, and where the answer goes."""

    name: str
    files: Files
    reply: queue.SimpleQueue[bytes | Superseded | None]


class Orders:
    """What requests wait for. Any thread may order; `ring` tells the one that makes files."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = ring
        self._waiting: deque[Order] = deque()
        self._pages: dict[str, None] = {}
        self._closed = False

    def order(self, name: str, files: Files) -> bytes | None:
        """Wait for a file; None where it cannot be made."""
        order = Order(name, files, queue.SimpleQueue())
        self._waiting.append(order)
        if self._closed:
            self.close()
        self._ring()
        try:
            answer = order.reply.get(timeout=PATIENCE)
        except queue.Empty:
            raise Superseded from None
        if isinstance(answer, Superseded):
            raise answer
        return answer

    def fill(self, files: Files, make: Callable[[str], bytes | None]) -> bool:
        """Make what is waited for; tells whether there was anything."""
        had_any = bool(self._waiting)
        while self._waiting:
            order = self._waiting.popleft()
            order.reply.put(make(order.name) if order.files is files else Superseded())
        return had_any

    def close(self) -> None:
        """Refuse what is waited for, now and later."""
        self._closed = True
        while self._waiting:
            self._waiting.popleft().reply.put(Superseded())

    def look(self, name: str) -> None:
        """Note that a page is looked at."""
        if name.endswith(".html"):
            self._pages.pop(name, None)
            self._pages[name] = None

    def looked_at(self) -> list[str]:
        """Give the pages that were looked at last, the last of them first."""
        pages = list(self._pages.copy())
        for page in pages[:-LOOKED_AT]:
            self._pages.pop(page, None)
        return pages[: -LOOKED_AT - 1 : -1]


class Files(Mapping[str, bytes]):
    """The files of one version: the ready ones grow as more of `names` are made; `kept` are of older versions.

    What is ready beyond the `names` is not of this version: it is there for pages that are open, which go on to ask.
    """

    def __init__(
        self, ready: Mapping[str, bytes], names: Collection[str], orders: Orders, kept: Mapping[str, bytes]
    ) -> None:
        self.ready = ready
        self.kept = kept
        self._names = names
        self._orders = orders

    def again(self, ready: Mapping[str, bytes], names: Collection[str]) -> Files:
        """Give the files of a version that differs only in some that are ready."""
        return Files(ready, names, self._orders, self.kept)

    def __iter__(self) -> Iterator[str]:
        return itertools.chain(self._names, self.kept)

    def __len__(self) -> int:
        return len(self._names) + len(self.kept)

    def __contains__(self, name: object) -> bool:
        return name in self._names or name in self.kept

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            return self.kept[name] if name in self.kept else self.ready[name]
        self._orders.look(name)
        content = self.ready.get(name)
        if content is None:
            content = self._orders.order(name, self)
        if content is None:
            raise KeyError(name)
        return content
