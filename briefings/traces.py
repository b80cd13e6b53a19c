"""The traces of a graph in columns: small on disk, read at once, and able to say what a change may concern.

Every key that was ever asked for has a number. What a product needed is a tuple of numbers; the digest that a need
had is, but for a few, the digest that its key has now, so it is written once. A product of which that is not so (its
rule failed, or nobody has asked for it since something below it changed) keeps the digests of its needs `apart`.

Invariant: a product that is not in doubt is fresh, given all inputs that changed: each of its needs still has the
digest that it had, down to the inputs. Only the standard library is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Key(NamedTuple):
    """What can be asked for: ``output:briefings/rates/index.html``."""

    rule: str
    name: str

    def __str__(self) -> str:
        return f"{self.rule}:{self.name}"


class Trace(NamedTuple):
    """How a product came about: its digest, what it needed in order, and what was noted on the way."""

    digest: str
    needs: tuple[tuple[Key, str], ...]
    notes: tuple[Any, ...] = ()


class Columns(NamedTuple):
    """All traces as they are written down: the keys by rule and name, and by their numbers all else."""

    rules: list[str]
    names: list[str]
    digests: list[str]
    needs: list[tuple[int, ...] | None]  # None for an input, and for what could not be made
    apart: dict[int, tuple[str, ...]]
    notes: dict[int, tuple[Any, ...]]


NONE = Columns([], [], [], [], {}, {})


class Traces(Mapping[Key, Trace]):
    """The traces by key. `record` adds one, or puts it in the place of an older one."""

    def __init__(self, columns: Columns = NONE) -> None:
        """Take over what was written down; raises ValueError where it does not fit together."""
        self._fill(columns)
        if not len(self._keys) == len(self._digests) == len(self._needs) == len(self._numbers):
            raise ValueError("columns of different length")

    def _fill(self, columns: Columns) -> None:
        self._keys: list[tuple[str, str]] = list(zip(columns.rules, columns.names, strict=True))
        self._digests = list(columns.digests)
        self._needs = list(columns.needs)
        self._apart = dict(columns.apart)
        self._notes = dict(columns.notes)
        self._numbers = dict(zip(self._keys, range(len(self._keys)), strict=True))
        self._unmade = {number for number, needs in enumerate(self._needs) if needs is None}
        self._of_rule: dict[str, list[int]] = {}  # for the rules that were asked for
        self._users: list[list[int]] | None = None
        self._doubtful: set[int] = set()
        self._parted: list[int] = []  # what was set apart since `doubt` or `spread`
        self._aimed: Sequence[Key] = ()  # what `unsure` was last asked for
        self._places: dict[int, int] = {}  # where in it the keys with a number stand
        self._never: list[tuple[int, Key]] = []  # and those that nobody has ever asked for

    def columns(self) -> Columns:
        """Give everything as it is to be written down."""
        rules, names = [key[0] for key in self._keys], [key[1] for key in self._keys]
        return Columns(rules, names, self._digests, self._needs, self._apart, self._notes)

    def __getitem__(self, key: Key) -> Trace:
        number = self._numbers[key]
        needs = self._needs[number]
        if needs is None:
            raise KeyError(key)
        return Trace(self._digests[number], tuple(self._edges(number)), self._notes.get(number, ()))

    def __iter__(self) -> Iterator[Key]:
        return (Key(*key) for key, needs in zip(self._keys, self._needs, strict=True) if needs is not None)

    def __len__(self) -> int:
        return sum(needs is not None for needs in self._needs)

    def digest(self, key: Key) -> str | None:
        """Give the digest of the product as last made; None where there is no trace of it."""
        number = self._numbers.get(key)
        return None if number is None or self._needs[number] is None else self._digests[number]

    def last(self, key: Key) -> str | None:
        """Give the digest that a key had when somebody last asked for it; None where nobody ever did."""
        number = self._numbers.get(key)
        return None if number is None else self._digests[number]

    def asked(self, rules: Collection[str]) -> Iterator[tuple[Key, str]]:
        """Give each key of these rules with the digest that it had when somebody last asked for it."""
        new = {rule: list[int]() for rule in rules if rule not in self._of_rule}
        if new:
            for number, (rule, _) in enumerate(self._keys):
                if rule in new:
                    new[rule].append(number)
            self._of_rule |= new
        for rule in rules:
            for number in self._of_rule[rule]:
                yield Key(*self._keys[number]), self._digests[number]

    def _edges(self, number: int) -> Iterator[tuple[Key, str]]:
        needs = self._needs[number] or ()
        apart = self._apart.get(number)
        for at, need in enumerate(needs):
            yield Key(*self._keys[need]), apart[at] if apart else self._digests[need]

    # --- recording -------------------------------------------------------------------------------------

    def record(self, key: Key, trace: Trace) -> None:
        """Keep a trace; others that needed the same keys keep the digests with which they were made."""
        number, digests = self._number(key), self._digests
        needs = tuple([self._number(need, digest) for need, digest in trace.needs])
        if self._users is not None:
            for need in set(needs).difference(self._needs[number] or ()):
                self._users[need].append(number)
        self._needs[number] = needs
        self._unmade.discard(number)
        self._doubtful.discard(number)
        differing = [
            (need, digest)
            for need, (_, digest) in zip(needs, trace.needs, strict=True)
            if digests[need] != digest
        ]
        self._apart[number] = tuple([digest for _, digest in trace.needs])
        for need, digest in differing:
            if self._needs[need] is None:
                self._change(need, digest)
        if digests[number] != trace.digest:
            self._change(number, trace.digest)
        if all(digests[need] == digest for need, digest in differing):
            del self._apart[number]
        else:
            self._parted.append(number)
        if trace.notes:
            self._notes[number] = trace.notes
        else:
            self._notes.pop(number, None)

    def _number(self, key: tuple[str, str], digest: str = "") -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._keys)
            self._keys.append((key[0], key[1]))
            self._digests.append(digest)
            self._needs.append(None)
            self._unmade.add(number)
            if key[0] in self._of_rule:
                self._of_rule[key[0]].append(number)
            if self._users is not None:
                self._users.append([])
        return number

    def _change(self, number: int, digest: str) -> None:
        """Give a key another digest; who needed it keeps the one it had."""
        if self._digests[number]:
            for user in self.users()[number]:
                needs = self._needs[user]
                if needs and user not in self._apart and number in needs:
                    self._apart[user] = tuple([self._digests[need] for need in needs])
                    self._parted.append(user)
        self._digests[number] = digest

    # --- who needs what --------------------------------------------------------------------------------

    def users(self) -> list[list[int]]:
        """Give, by number, who needs each key; now and then also one who did so before."""
        if self._users is None:
            self._users = [[] for _ in self._keys]
            for number, needs in enumerate(self._needs):
                for need in needs or ():
                    self._users[need].append(number)
        return self._users

    def doubt(self, changed: Iterable[Key], inputs: Collection[str], firm: Collection[str] = ()) -> list[Key]:
        """Begin anew to doubt all products that may not be fresh; `inputs` are the rules that are none.

        Products of `firm` rules are doubted, but nothing for their sake alone. They are given: once they are up to
        date, `spread` doubts what is above those that changed.
        """
        lost = (number for number in self._unmade if self._keys[number][0] not in inputs)
        found = {self._numbers[key] for key in changed}.union(self._apart, lost)
        self._parted = []
        self._doubtful = self._above(found, lambda _: True, firm)
        return self._firm(self._doubtful, firm)

    def spread(self, firm: Collection[str], known: Iterable[Key]) -> tuple[list[Key], list[Key]]:
        """Doubt what has come to differ from what it was made of since `doubt`, or this, was called.

        Gives the firm products in it, above which nothing is doubted yet, and which of the `known` are in it.
        """
        more = self._above(set(self._parted), lambda _: True, firm)
        self._parted = []
        self._doubtful |= more
        return self._firm(more, firm), [key for key in known if self._numbers[key] in more]

    def _firm(self, numbers: Iterable[int], firm: Collection[str]) -> list[Key]:
        keys = (self._keys[number] for number in numbers) if firm else ()
        return [Key(*key) for key in keys if key[0] in firm]

    def narrow(self) -> None:
        """Doubt only what may still be stale, now that some of what much depends on has been looked at."""
        doubtful = self._doubtful
        roots = {number for number in doubtful if self._needs[number] is None or number in self._apart}
        self._doubtful = self._above(roots, doubtful.__contains__)

    def _above(self, roots: set[int], counts: Callable[[int], bool], firm: Collection[str] = ()) -> set[int]:
        """Give these and all that needs them by way of such as count, and not by way of what is firm."""
        found, waiting = set(roots), list(roots)
        users, keys = self.users() if roots else [], self._keys
        while waiting:
            number = waiting.pop()
            if firm and keys[number][0] in firm:
                continue
            for user in users[number]:
                if user not in found and counts(user):
                    found.add(user)
                    waiting.append(user)
        return found

    def is_sure(self, key: Key) -> bool:
        """Tell whether a product is fresh without looking further."""
        return self._numbers[key] not in self._doubtful

    def unsure(self, keys: Sequence[Key]) -> list[Key]:
        """Give those that were never made or may not be fresh; quickly where the same sequence was asked for before."""
        if keys is not self._aimed:
            self._aimed, self._places, self._never = keys, {}, list(enumerate(keys))
        never: list[tuple[int, Key]] = []
        for place, key in self._never:
            number = self._numbers.get(key)
            if number is None:
                never.append((place, key))
            else:
                self._places[number] = place
        self._never = never
        found = [self._places[number] for number in self._places.keys() & (self._doubtful | self._unmade)]
        return [keys[place] for place in sorted((*found, *(place for place, _ in never)))]

    def first_stale(self, key: Key, digest: Callable[[Key], str]) -> Key | None:
        """Give the first need of a product whose digest differs, later ones may exist only because of earlier answers.

        Where there is none, the product is in doubt no longer.
        """
        number = self._numbers[key]
        needs, keys = self._needs[number] or (), self._keys
        if number not in self._apart:
            for need in needs:
                if need in self._doubtful and (
                    digest(Key(*keys[need])) != self._digests[need] or number in self._apart
                ):
                    return Key(*keys[need])
        elif stale := next((at for at, was in self._edges(number) if digest(at) != was), None):
            return stale
        else:
            self.record(key, self[key])  # by now each need has the digest that it had then
        self._doubtful.discard(number)
        return None

    def noted(self, roots: Collection[Key]) -> Iterator[tuple[Any, ...]]:
        """Give what was noted by the products that these roots are made of, themselves among them."""
        used = {self._numbers[key] for key in roots if key in self._numbers} if self._notes else set[int]()
        unused: set[int] = set()
        for number, notes in self._notes.items():
            if self._is_used(number, used, unused):
                yield notes

    def _is_used(self, number: int, used: set[int], unused: set[int]) -> bool:
        """Climb from a product to those who need it; what was found out on the way is added to the sets."""
        waiting, seen = [number], {number}
        while waiting:
            at = waiting.pop()
            if at in used:
                used.add(number)
                return True
            for user in self.users()[at]:
                if user not in seen and user not in unused and at in (self._needs[user] or ()):
                    seen.add(user)
                    waiting.append(user)
        unused |= seen
        return False

    def _reached(self, roots: Iterable[Key]) -> set[int]:
        found = {self._numbers[key] for key in roots if key in self._numbers}
        waiting = list(found)
        while waiting:
            for need in self._needs[waiting.pop()] or ():
                if need not in found:
                    found.add(need)
                    waiting.append(need)
        return found

    def keep(self, roots: Iterable[Key]) -> set[Key]:
        """Drop every trace that these roots are not made of; gives the keys of what was dropped."""
        kept = sorted(self._reached(roots))
        if len(kept) == len(self._keys):
            return set()
        dropped = {Key(*key) for key in self._keys}.difference(Key(*self._keys[number]) for number in kept)
        moved = dict(zip(kept, range(len(kept)), strict=True))
        doubtful = {moved[number] for number in self._doubtful if number in moved}
        self._fill(
            Columns(
                [self._keys[number][0] for number in kept],
                [self._keys[number][1] for number in kept],
                [self._digests[number] for number in kept],
                [
                    None if (needs := self._needs[number]) is None else tuple([moved[need] for need in needs])
                    for number in kept
                ],
                {moved[number]: digests for number, digests in self._apart.items() if number in moved},
                {moved[number]: notes for number, notes in self._notes.items() if number in moved},
            )
        )
        self._doubtful = doubtful
        return dropped
