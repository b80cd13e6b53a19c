"""The build graph: what was asked for, what it depended on, and what need not be done again.

The words are those of Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte" (ICFP 2018): a task asks
for what it needs; its trace records each need with the digest it had. This is their suspending scheduler
with verifying traces.

Invariant: a product is a deterministic function of what its rule asked for. So a trace whose needs still
have their digests, in recorded order, stands for the product without running anything. A lost trace costs
time, never correctness. The graph knows neither files nor pages; only the standard library is imported.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

FAILED = "failed:"  # the digest of a rule that raised begins so, and never equals that of a product


class Key(NamedTuple):
    """What can be asked for: ``output:briefings/rates/index.html``."""

    rule: str
    name: str

    def __str__(self) -> str:
        return f"{self.rule}:{self.name}"


class Product(NamedTuple):
    """A value and the digest that stands for it."""

    value: Any
    digest: str


class Trace(NamedTuple):
    """How a product came about: its digest, what it needed in order, and what was noted on the way."""

    digest: str
    needs: tuple[tuple[Key, str], ...]
    notes: tuple[Any, ...] = ()


class Input(Protocol):
    """A window on the world outside; never traced."""

    def digest(self, name: str) -> str:
        """Say what state the thing is in."""

    def value(self, name: str) -> Any:
        """Give the thing itself."""


class Store(Protocol):
    """Keeps values between runs, by rule and digest."""

    def get(self, rule: str, digest: str) -> Any:
        """Give the value; raises KeyError when it is not there."""

    def put(self, rule: str, product: Product) -> None:
        """Keep a value."""


class Task:
    """What a running rule holds: its only way to the rest of the world."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._needs: dict[Key, str] = {}
        self._notes: list[Any] = []

    def need(self, rule: str, name: str) -> Any:
        """Ask for a value and record the dependency; raises what the other rule raised.

        A caller that goes on after such an error depends on the error: once it is cured, it runs again.
        """
        key = Key(rule, name)
        try:
            product = self._graph.product(key)
        except Exception as error:
            self._needs.setdefault(key, failed(error))
            raise
        self._needs.setdefault(key, product.digest)
        return product.value

    def note(self, note: Any) -> None:
        """Leave a remark (a warning) that is reported on every run in which this product is used."""
        self._notes.append(note)

    def trace(self, digest: str) -> Trace:
        """Sum up what was asked for."""
        return Trace(digest, tuple(self._needs.items()), tuple(self._notes))


class Keep(enum.Enum):
    """Where the value of a product stays once it is made; its trace is kept in any case."""

    STORE = "store"  # on disk, for the next process: dear to make, or needed when the rule fails later
    BOTH = "both"  # on disk, and in memory too: small, and asked for by many
    MEMORY = "memory"  # as long as the graph lives
    NOT = "not"  # given to whoever asked, and made again for the next


STORED = frozenset({Keep.STORE, Keep.BOTH})
REMEMBERED = frozenset({Keep.BOTH, Keep.MEMORY})


class Rule(NamedTuple):
    """How a product is made, and where its value stays."""

    make: Callable[[Task, str], Product]
    keep: Keep = Keep.MEMORY


class Cycle(Exception):  # noqa: N818 - the field's word; it is a defect of the rules, not of the user's files
    """Rules ask for each other in a ring."""


@dataclasses.dataclass
class Run:
    """What one run has found out so far; thrown away when the world may have changed."""

    digests: dict[Key, str] = dataclasses.field(default_factory=dict)
    errors: dict[Key, Exception] = dataclasses.field(default_factory=dict)
    causes: dict[Key, Key | None] = dataclasses.field(default_factory=dict)
    running: dict[Key, None] = dataclasses.field(default_factory=dict)


class Graph:
    """Answers questions with the least work.

    `failure` is the class of errors that are the user's and stay with the product they concern: a rule that
    raises one keeps its old trace, and those who ask get the last good product where there is one.
    """

    def __init__(
        self,
        inputs: Mapping[str, Input],
        rules: Mapping[str, Rule],
        store: Store,
        failure: type[Exception],
        traces: Mapping[Key, Trace],
    ) -> None:
        self._inputs = inputs
        self._rules = rules
        self._store = store
        self._failure = failure
        self._traces = dict(traces)
        self._values: dict[Key, Product] = {}
        self._run = Run()
        self._used: set[Key] = set()

    # --- questions -------------------------------------------------------------------------------------

    def digest(self, key: Key) -> str:
        """Say what state a product is in, making it only if it is not fresh."""
        known = self._run.digests.get(key)
        if known is not None:
            return known
        if key.rule in self._inputs:
            digest = self._inputs[key.rule].digest(key.name)
            self._run.digests[key] = digest
            return digest
        made = self._refresh(key)
        return made.digest if made else self._run.digests[key]

    def product(self, key: Key) -> Product:
        """Give a product, from memory or the store where it is fresh; raises the rule's error."""
        if key.rule in self._inputs:
            digest = self.digest(
                key
            )  # first: what changes in between is then seen as changed by the next run
            return Product(self._inputs[key.rule].value(key.name), digest)
        made = None if key in self._run.digests else self._refresh(key)
        return made or self._recall(key)

    def refresh(self, key: Key) -> tuple[str, Product | None]:
        """Give a product's digest, and the product itself if it was made just now.

        Raises the rule's error where there is no last good product.
        """
        made = None if key in self._run.digests else self._refresh(key)
        digest = self._run.digests[key]
        if digest.startswith(FAILED):
            raise self._run.errors[key]
        return digest, made

    def why(self, key: Key) -> list[Key]:
        """Give the chain of needs that made this product be made in this run, the first cause last."""
        chain: list[Key] = []
        cause: Key | None = key
        while cause is not None and cause in self._run.causes and cause not in chain:
            chain.append(cause)
            cause = self._run.causes[cause]
        if cause is not None and cause not in chain:
            chain.append(cause)
        return chain

    # --- the run as a whole ----------------------------------------------------------------------------

    def changed(self) -> None:
        """Verify everything anew when it is asked for: the world may have changed."""
        self._used.update(self._run.digests)
        self._run = Run()

    def made(self) -> tuple[Key, ...]:
        """Give the products made in this run, in the order in which they were begun."""
        return tuple(self._run.causes)

    def errors(self) -> tuple[Exception, ...]:
        """Give each error raised in this run, once."""
        return tuple({id(error): error for error in self._run.errors.values()}.values())

    def notes(self) -> Iterator[Any]:
        """Give what was noted by all products used in this run, made now or before."""
        for key in self._run.digests:
            trace = self._traces.get(key)
            if trace:
                yield from trace.notes

    def traces(self) -> Mapping[Key, Trace]:
        """Give what to keep for the next process."""
        return self._traces

    def forget_unused(self) -> None:
        """Drop the traces and values of what was not used since this was last called."""
        used = self._used.union(self._run.digests)
        self._traces = {key: trace for key, trace in self._traces.items() if key in used}
        self._values = {key: product for key, product in self._values.items() if key in used}
        self._used = set()

    # --- making ----------------------------------------------------------------------------------------

    def _refresh(self, key: Key) -> Product | None:
        """Bring a product up to date; returns it if it had to be made."""
        if key in self._run.running:
            raise Cycle(" → ".join(str(k) for k in (*self._run.running, key)))
        self._run.running[key] = None
        try:
            trace = self._traces.get(key)
            stale = self._first_stale(trace)
            if trace and not stale:
                self._run.digests[key] = trace.digest
                return None
            self._run.causes[key] = stale
            return self._make(key)
        finally:
            del self._run.running[key]

    def _first_stale(self, trace: Trace | None) -> Key | None:
        """Give the first need whose digest differs; later ones may exist only because of earlier answers."""
        if trace is None:
            return None
        return next((key for key, digest in trace.needs if self.digest(key) != digest), None)

    def _make(self, key: Key) -> Product | None:
        task = Task(self)
        try:
            product = self._rules[key.rule].make(task, key.name)
        except self._failure as error:
            self._fail(key, error)
            return None
        self._run.digests[key] = product.digest
        self._traces[key] = task.trace(product.digest)
        self._keep(key, product)
        return product

    def _fail(self, key: Key, error: Exception) -> None:
        """Let the last good product stand, where there is one; the error is reported either way."""
        self._run.errors[key] = error
        trace = self._traces.get(key)
        self._run.digests[key] = trace.digest if trace else failed(error)

    def _keep(self, key: Key, product: Product) -> None:
        keep = self._rules[key.rule].keep
        if keep in STORED:
            self._store.put(key.rule, product)
        if keep in REMEMBERED:
            self._values[key] = product

    def _recall(self, key: Key) -> Product:
        """Give a product whose digest is known in this run; a failed one only if its last good value is kept."""
        digest = self._run.digests[key]
        kept = self._values.get(key)
        if kept and kept.digest == digest:
            return kept
        if self._rules[key.rule].keep in STORED:
            try:
                found = Product(self._store.get(key.rule, digest), digest)
            except KeyError:
                pass
            else:
                if self._rules[key.rule].keep in REMEMBERED:
                    self._values[key] = found
                return found
        if key in self._run.errors:
            raise self._run.errors[key]
        product = self._rules[key.rule].make(Task(self), key.name)
        self._keep(key, product)
        return product


def failed(error: Exception) -> str:
    """Give the digest that stands for an error in place of a product's."""
    return FAILED + digest_of(str(error).encode("utf-8", "replace"))


def digest_of(data: bytes) -> str:
    """Give the digest all products use: 160 bits of BLAKE2b (RFC 7693) in hexadecimal."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()
