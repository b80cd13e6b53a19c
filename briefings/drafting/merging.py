"""Three versions of a briefing into one: the tool's of then, its editor's, and the tool's of now.

The unit is what an editor thinks in: a key of the front matter, a fact of the box, a paragraph, an item, a quotation
under the text. The method is that of diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", FSTTCS 2007)
over these units.

Invariant: what the editor changed stays letter by letter, also where the tool would change it too; the other units
are as the tool would write them now. Marks keep leading to the sentences that they led to: a definition is known by
what it quotes, not by its number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefings.frontmatter.seal import CARRIED, File, Lines, cut
from briefings.regex import regex

MARK = regex(r"\[\^([^\]\s]+)\]")
DEFINITION = regex(r"\[\^([^\]\s]+)\]:[ \t]*(?P<what>.*)", re.DOTALL)
LINE = regex(r"^([\w-]+), [^:\n]*?\d+: ")
CODE = regex(r" {0,3}(```+|~~~+)")
ITEM = regex(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
STAND_IN = "\ue000{}\ue001"  # for a label while versions are compared: of the private use area, so in no text
TOKENS = regex("\ue000([^\ue001]*)\ue001")


ALIKE = 0.4  # of two paragraphs that share fewer words, one is new and the other gone
MOST_PAIRS = 900  # that are compared word by word


class Unit(NamedTuple):
    """A part of a text, and how many empty lines stand before it; only the words tell two apart."""

    text: str
    gap: int


class Conflict(NamedTuple):
    """What both changed: the editor's version, which stays, and the tool's."""

    mine: str
    theirs: str


class Merged(NamedTuple):
    """The result, and what both had changed."""

    text: str
    conflicts: tuple[Conflict, ...]


class Version(NamedTuple):
    """A version cut into what is compared: units with tokens for labels, and the definitions by token."""

    file: File
    units: tuple[Unit, ...]
    definitions: Mapping[str, str]
    """What each token stands for: the text of the definition without its label."""
    labels: Mapping[str, str]
    """The label of each token."""


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Bring the tool's new version together with the editor's, given the version that both come from."""
    old, ours, new = (version(text) for text in (base, mine, theirs))
    units, conflicts = units_of(old.units, ours.units, new.units)
    keys, more = keys_of(old.file.keys, ours.file.keys, new.file.keys)
    definitions = definitions_of(units, old, ours, new)
    labels = labelled(definitions, ours, new)
    body = body_of(units, definitions, labels)
    shown = tuple(
        Conflict(*(named(text, {**ours.labels, **new.labels, **labels}) for text in conflict))
        for conflict in (*more, *conflicts)
    )
    return Merged(File(keys, body).text(), shown)


# --- cutting -------------------------------------------------------------------------------------------


def version(text: str) -> Version:
    """Cut a text into keys, units and definitions."""
    file = cut(text)
    units, definitions, tokens = list[Unit](), dict[str, str](), dict[str, str]()
    for unit in blocks(file.body.split("\n")):
        found = DEFINITION.match(unit.text)
        if found:
            tokens.setdefault(found[1], token_of(found[1], found["what"]))
            definitions.setdefault(tokens[found[1]], found["what"])
        else:
            units.append(unit)
    marked = tuple(Unit(tokened(unit.text, tokens), unit.gap) for unit in units)
    return Version(file, marked, definitions, {token: label for label, token in tokens.items()})


def blocks(lines: Iterable[str]) -> Iterator[Unit]:
    """Cut a body at its empty lines, before items and before definitions; code stays whole."""
    gathered, gap, before, fence = list[str](), 0, 0, ""
    for line in lines:
        code = CODE.match(line)
        if code:
            fence = "" if fence and code[1].startswith(fence) else fence or code[1]
        begins = not fence and (ITEM.match(line) or DEFINITION.match(line))
        if gathered and not fence and (begins or not line.strip()):
            yield Unit("\n".join(gathered), before)
            gathered = []
        if line.strip() or fence:
            before = before if gathered else gap
            gathered.append(line)
            gap = 0
        else:
            gap += 1
    if gathered:
        yield Unit("\n".join(gathered), before)


def token_of(label: str, what: str) -> str:
    """Name a definition by what it quotes, wherever that stands in the source; one without a quotation by its label."""
    quoted = LINE.match(what)
    return f"{quoted[1]}:{what[quoted.end() :].strip()}" if quoted else f"={label}"


def tokened(text: str, tokens: Mapping[str, str]) -> str:
    """Write tokens in the place of labels."""
    return MARK.sub(lambda mark: STAND_IN.format(tokens[mark[1]]) if mark[1] in tokens else mark[0], text)


def named(text: str, labels: Mapping[str, str]) -> str:
    """Write labels in the place of tokens."""
    return TOKENS.sub(lambda token: f"[^{labels[token[1]]}]", text)


# --- bringing together ---------------------------------------------------------------------------------


def units_of(
    base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit]
) -> tuple[list[Unit], list[Conflict]]:
    """Merge unit by unit of the base: what each side made of it, and what each put in before it."""
    merged, conflicts = list[Unit](), list[Conflict]()
    ours, new = aligned(base, mine), aligned(base, theirs)
    for number in range(len(base) + 1):
        added = [mine[at] for at in ours.before[number]]
        said = {unit.text for unit in added}
        merged += added + [theirs[at] for at in new.before[number] if theirs[at].text not in said]
        if number < len(base):
            left, right = ours.of[number], new.of[number]
            one = None if left is None else mine[left]
            other = None if right is None else theirs[right]
            kept, conflict = chosen(base[number], one, other)
            merged += [kept] if kept else []
            conflicts += [conflict] if conflict else []
    return merged, conflicts


def chosen(old: Unit, ours: Unit | None, new: Unit | None) -> tuple[Unit | None, Conflict | None]:
    """Choose between what became of a unit: the version that was changed, and the editor's where both were."""
    was, is_ours, is_new = (unit and unit.text for unit in (old, ours, new))
    if is_ours == was:
        return new, None
    if is_new in {was, is_ours}:
        return ours, None
    return ours, Conflict(is_ours or "(taken out)", is_new or "(taken out)")


class Aligned(NamedTuple):
    """Where the units of the base are in another version: None for what is gone; and what stands new before each."""

    of: list[int | None]
    before: list[list[int]]


def aligned(base: Sequence[Unit], other: Sequence[Unit]) -> Aligned:
    """Find the units of the base in another version: those that are the same, and between them those that are alike."""
    one, two = [unit.text for unit in base], [unit.text for unit in other]
    found = Aligned([None] * len(one), [[] for _ in range(len(one) + 1)])
    for tag, low, high, start, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            found.of[low:high] = range(start, stop)
            continue
        at = low
        pairs = alike(one[low:high], two[start:stop])
        for place in range(start, stop):
            if place - start in pairs:
                at = low + pairs[place - start] + 1
                found.of[at - 1] = place
            else:
                found.before[at].append(place)
    return found


def alike(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair the texts of two short rows that are alike, in order, so that they are most alike in all (by places)."""
    if len(old) * len(new) > MOST_PAIRS:
        return {place: place for place in range(min(len(old), len(new)))} if len(old) == len(new) else {}
    best: list[list[tuple[float, dict[int, int]]]] = [
        [(0.0, {})] * (len(new) + 1) for _ in range(len(old) + 1)
    ]
    for i, was in enumerate(old, 1):
        for j, now in enumerate(new, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], key=lambda one: one[0])
            ratio = likeness(was, now)
            so_far, pairs = best[i - 1][j - 1]
            if ratio >= ALIKE and so_far + ratio > best[i][j][0]:
                best[i][j] = so_far + ratio, {**pairs, j - 1: i - 1}
    return best[-1][-1][1]


def likeness(one: str, other: str) -> float:
    """Say how much of two texts is the same words in the same order (Ratcliff and Obershelp), from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def keys_of(
    base: Sequence[Lines], mine: Sequence[Lines], theirs: Sequence[Lines]
) -> tuple[tuple[Lines, ...], list[Conflict]]:
    """Merge the keys of the front matter one by one, in the editor's order; the seal is the new one."""
    old, new = ({key.key: key for key in keys if key.key} for keys in (base, theirs))
    ours = {key.key for key in mine}
    merged, conflicts = list[Lines](), list[Conflict]()
    for key in mine:
        was, now = old.get(key.key), new.get(key.key)
        if key.key == "generated":
            continue
        if not key.key or key.key in CARRIED or now in {key, was}:
            merged.append(key)
        elif key == was:
            merged += [now] if now else []
        else:
            merged.append(key)
            conflicts += [Conflict(key.text.rstrip("\n"), now.text.rstrip("\n"))] if now else []
    added = [key for name, key in new.items() if name not in ours and name not in old and name != "generated"]
    return (*merged, *added, *([new["generated"]] if "generated" in new else [])), conflicts


def definitions_of(units: Iterable[Unit], old: Version, ours: Version, new: Version) -> dict[str, str]:
    """Give the definitions that are led to, and those of the editor's own: in the editor's order, if none is new."""
    needed = tokens_in(units)
    own = [token for token in ours.definitions if token not in old.definitions or token in needed]
    order = own if all(token in ours.definitions for token in needed) else [*needed, *own]
    found: dict[str, str] = {}
    for token in order:
        mine, was, now = (version.definitions.get(token) for version in (ours, old, new))
        found[token] = now if now is not None and mine in {was, None} else mine or now or was or ""
    return found


def tokens_in(units: Iterable[Unit]) -> dict[str, None]:
    """Give the tokens in the order of their first use."""
    return {token: None for unit in units for token in TOKENS.findall(unit.text)}


def labelled(tokens: Iterable[str], ours: Version, new: Version) -> dict[str, str]:
    """Give the label of each token: the editor's, and for a new one the tool's, or a number that is free."""
    tokens = list(tokens)
    labels = {token: ours.labels[token] for token in tokens if token in ours.labels}
    taken = set(labels.values())
    free = (str(number) for number in itertools.count(1) if str(number) not in taken)
    for token in tokens:
        if token not in labels:
            label = new.labels.get(token, "")
            labels[token] = label if label and label not in taken else next(free)
            taken.add(labels[token])
    return labels


def body_of(units: Sequence[Unit], definitions: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Put a body together again."""
    text = "".join("\n" * (unit.gap + (number > 0)) + unit.text for number, unit in enumerate(units))
    notes = "\n".join(f"[^{labels[token]}]: {what}" for token, what in definitions.items())
    return f"{named(text, labels)}\n" + (f"\n{notes}\n" if notes else "")
