"""The build graph: what was asked for, what it depended on, and what need not be done again.

The words are those of Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte" (ICFP 2018): a task asks
for what it needs; its trace records each need with the digest it had. This is their suspending scheduler
with verifying traces.

Invariant: a product is a deterministic function of what its rule asked for. So a trace whose needs still
have their digests, in recorded order, stands for the product without running anything. A lost trace costs
time, never correctness. What no changed input can concern is fresh without being looked at: `Traces.doubt`.
The graph knows neither files nor pages; only the standard library is imported.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from briefings.meter import Meter
from briefings.traces import Key, Trace, Traces

FEW = 64  # more firm products in doubt than that are made when they are asked for, and by whoever can
FAILED = "failed:"  # the digest of a rule that raised begins so, and never equals that of a product


class Product(NamedTuple):
    """A value and the digest that stands for it; `data` is its encoding, where that is known already."""

    value: Any
    digest: str
    data: bytes = b""


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
    """How a product is made, and where its value stays.

    A firm one is cheap, and seldom another when what it was made of is: what is above it is not even looked at
    before it is known to have changed.
    """

    make: Callable[[Task, str], Product]
    keep: Keep = Keep.MEMORY
    firm: bool = False


class Cycle(Exception):  # noqa: N818 - the field's word; it is a defect of the rules, not of the user's files
    """Rules ask for each other in a ring."""


@dataclasses.dataclass
class Run:
    """What one run has found out so far; thrown away when the world may have changed."""

    digests: dict[Key, str] = dataclasses.field(default_factory=dict)
    errors: dict[Key, Exception] = dataclasses.field(default_factory=dict)
    causes: dict[Key, Key | None] = dataclasses.field(default_factory=dict)
    running: dict[Key, None] = dataclasses.field(default_factory=dict)
    roots: set[Key] = dataclasses.field(default_factory=set)


class Graph:
    """Answers questions with the least work.

    `failure` is the class of errors that are the user's and stay with the product they concern: a rule that
    raises one keeps its old trace, and those who ask get the last good product where there is one.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a graph is made of, put together in one place
        self,
        inputs: Mapping[str, Input],
        rules: Mapping[str, Rule],
        store: Store,
        failure: type[Exception],
        traces: Traces,
        meter: Meter | None = None,
    ) -> None:
        self._inputs = inputs
        self._rules = rules
        self._store = store
        self._failure = failure
        self._traces = traces
        self._meter = meter
        self._values: dict[Key, Product] = {}
        self._run: Run | None = None
        self._roots: set[Key] = set()
        self._suspects: list[Key] | None = None
        self._differing: list[Key] = []
        self._firm = frozenset(name for name, rule in rules.items() if rule.firm)

    # --- questions -------------------------------------------------------------------------------------

    def digest(self, key: Key) -> str:
        """Say what state a product is in, making it only if it is not fresh."""
        run = self._began(key)
        known = run.digests.get(key)
        if known is not None:
            return known
        if key.rule in self._inputs:
            digest = self._inputs[key.rule].digest(key.name)
            run.digests[key] = digest
            return digest
        made = self._refresh(run, key)
        return made.digest if made else run.digests[key]

    def product(self, key: Key) -> Product:
        """Give a product, from memory or the store where it is fresh; raises the rule's error."""
        if key.rule in self._inputs:
            digest = self.digest(
                key
            )  # first: what changes in between is then seen as changed by the next run
            return Product(self._inputs[key.rule].value(key.name), digest)
        run = self._began(key)
        made = None if key in run.digests else self._refresh(run, key)
        return made or self._recall(run, key)

    def refresh(self, key: Key, *, is_root: bool = True) -> tuple[str, Product | None]:
        """Give a product's digest, and the product itself if it was made just now.

        Raises the rule's error where there is no last good product. What is no root is made for others, who may turn
        out not to need it: nothing is said of it for its own sake.
        """
        run = self._began(key if is_root else None)
        made = None if key in run.digests else self._refresh(run, key)
        digest = run.digests[key]
        if digest.startswith(FAILED):
            raise run.errors[key]
        return digest, made

    def settle(self, keys: Iterable[Key]) -> None:
        """Bring these up to date, which much depends on, so that what is above them need not all be looked at."""
        for key in keys:
            self.digest(key)
        self._traces.narrow()

    def unsure(self, keys: Sequence[Key]) -> list[Key]:
        """Give those that were never made or may not be fresh."""
        self._began()
        return self._traces.unsure(keys)

    def aim(self, keys: Sequence[Key]) -> list[Key]:
        """Make these what the run is for, and give those that were never made or may not be fresh."""
        unsure = self.unsure(keys)
        if self._run:
            self._run.roots.update(keys)
        return unsure

    def adopt(self, key: Key, cause: Key | None, trace: Trace) -> None:
        """Take over what another process has made in this run, from the same inputs by the same rules."""
        run = self._began(key)
        run.digests[key], run.causes[key] = trace.digest, cause
        self._traces.record(key, trace)

    def outcome(self, key: Key) -> tuple[Key | None, Trace] | None:
        """Give for whose sake a product was made in this run, and how; None where it was not, or failed."""
        run = self._run
        if run is None or key not in run.causes or key in run.errors or key in run.running:
            return None
        return run.causes[key], self._traces[key]

    def _began(self, key: Key | None = None) -> Run:
        """Give the run that is on, begun with a look at all inputs; a key that nobody needs is a root of it."""
        run = self._run
        if run is None:
            run = self._run = Run()
            try:
                self._doubt(run)
            except BaseException:
                self._run = None  # what is not in doubt is not known
                raise
        if key is not None and not run.running:
            run.roots.add(key)
        return run

    def _doubt(self, run: Run) -> None:
        """Doubt what the changed inputs concern: not all that depends on them, where a firm product stands between.

        One that fails may be one that nobody wants any more: then those who ask find out, as without firm ones.
        """
        changed, traces = self._changed(), self._traces
        waiting = traces.doubt(changed, self._inputs, self._firm)
        while waiting:
            if len(waiting) <= FEW:
                for key in waiting:
                    if key not in run.digests:
                        self._refresh(run, key)
            if len(waiting) > FEW or run.errors:
                traces.doubt(changed, self._inputs)
                for key in run.errors:
                    del run.causes[key]
                run.digests, run.errors = {}, {}
                return
            waiting, again = traces.spread(self._firm, run.digests)
            for key in again:
                del run.digests[key]

    def _changed(self) -> list[Key]:
        """Give the inputs that are not as they were when they were last asked for.

        Those that were so in the run before are looked at again: what is made of them may still wait for it, or have
        failed.
        """
        if self._suspects is None:
            asked = self._traces.asked(self._inputs)
        else:
            suspects = dict.fromkeys((*self._suspects, *self._differing))
            known = ((key, self._traces.last(key)) for key in suspects)
            asked = ((key, digest) for key, digest in known if digest is not None)
        self._differing = [key for key, digest in asked if self._inputs[key.rule].digest(key.name) != digest]
        return self._differing

    def why(self, key: Key) -> list[Key]:
        """Give the chain of needs that made this product be made in this run, the first cause last."""
        chain: list[Key] = []
        causes = self._run.causes if self._run else {}
        cause: Key | None = key
        while cause is not None and cause in causes and cause not in chain:
            chain.append(cause)
            cause = causes[cause]
        if cause is not None and cause not in chain:
            chain.append(cause)
        return chain

    # --- the run as a whole ----------------------------------------------------------------------------

    def changed(self, suspects: Iterable[Key] | None = None) -> None:
        """Verify everything anew when it is asked for: all inputs, or those that are suspect, may have changed."""
        self._suspects = None if suspects is None else list(suspects)
        if self._run:
            self._roots |= self._run.roots
        self._run = None

    def made(self) -> tuple[Key, ...]:
        """Give the products made in this run, in the order in which they were begun."""
        return tuple(self._run.causes) if self._run else ()

    def errors(self) -> tuple[Exception, ...]:
        """Give each error raised in this run, once."""
        return tuple({id(error): error for error in self._run.errors.values()}.values()) if self._run else ()

    def error(self, key: Key) -> Exception | None:
        """Give the error for which a product could not be made in this run."""
        return self._run.errors.get(key) if self._run else None

    def notes(self) -> Iterator[Any]:
        """Give what was noted by all products used in this run, made now or before."""
        for notes in self._traces.noted(self._run.roots if self._run else ()):
            yield from notes

    def traces(self) -> Traces:
        """Give what to keep for the next process."""
        return self._traces

    def forget_unused(self, wanted: Iterable[Key] = ()) -> None:
        """Drop the traces and values of what was not used since this was last called; what is wanted stays."""
        dropped = self._traces.keep(self._roots.union(wanted, self._run.roots if self._run else ()))
        for key in dropped:
            self._values.pop(key, None)
        self._roots = set()

    # --- making ----------------------------------------------------------------------------------------

    def _refresh(self, run: Run, key: Key) -> Product | None:
        """Bring a product up to date; returns it if it had to be made."""
        digest = self._traces.digest(key)
        if digest is not None and self._traces.is_sure(key):
            run.digests[key] = digest
            return None
        if key in run.running:
            raise Cycle(" → ".join(str(k) for k in (*run.running, key)))
        run.running[key] = None
        try:
            stale = None if digest is None else self._traces.first_stale(key, self.digest)
            if digest is not None and stale is None:
                run.digests[key] = digest
                return None
            run.causes[key] = stale
            return self._make(run, key)
        finally:
            del run.running[key]

    def _make(self, run: Run, key: Key) -> Product | None:
        task = Task(self)
        try:
            product = self._made(key, task)
        except self._failure as error:
            self._fail(run, key, error)
            return None
        run.digests[key] = product.digest
        self._traces.record(key, task.trace(product.digest))
        self._keep(key, product)
        return product

    def _made(self, key: Key, task: Task) -> Product:
        if self._meter is None:
            return self._rules[key.rule].make(task, key.name)
        with self._meter.running("rule", key.rule):
            return self._rules[key.rule].make(task, key.name)

    def _fail(self, run: Run, key: Key, error: Exception) -> None:
        """Let the last good product stand, where there is one; the error is reported either way."""
        run.errors[key] = error
        run.digests[key] = self._traces.digest(key) or failed(error)

    def _keep(self, key: Key, product: Product) -> None:
        keep = self._rules[key.rule].keep
        if keep in STORED:
            self._store.put(key.rule, product)
        if keep in REMEMBERED:
            self._values[key] = Product(product.value, product.digest)

    def _recall(self, run: Run, key: Key) -> Product:
        """Give a product whose digest is known in this run; a failed one only if its last good value is kept."""
        digest = run.digests[key]
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
        if key in run.errors:
            raise run.errors[key]
        run.running[key] = None  # what it asks for now is no root of the run
        task = Task(self)
        try:
            product = self._made(key, task)
        finally:
            del run.running[key]
        if product.digest != digest:  # something that it was made of is lost too, and cannot be made again
            run.digests[key] = product.digest
            self._traces.record(key, task.trace(product.digest))
        self._keep(key, product)
        return product


def failed(error: Exception) -> str:
    """Give the digest that stands for an error in place of a product's."""
    return FAILED + digest_of(str(error).encode("utf-8", "replace"))


def digest_of(data: bytes) -> str:
    """Give the digest all products use: 160 bits of BLAKE2b (RFC 7693) in hexadecimal."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()
