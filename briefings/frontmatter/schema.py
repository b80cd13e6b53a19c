"""The schema of front matter: which key takes what, and what to write where it is something else.

Invariant: the schema is the annotations of `model.FrontMatter` and nothing else; each value is read as the
type its key asks for, from its text. All problems of a mapping are found before one is raised.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import typing
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

import msgspec

from briefings.errors import BriefingsError, Location, Problem
from briefings.frontmatter.nodes import FORBIDDEN, Mapping, Node, Scalar, Sequence
from briefings.model import Moment
from briefings.regex import regex

Record = TypeVar("Record", bound=msgspec.Struct)
Read = TypeVar("Read")

YEARS = range(1000, 9999)  # the sum of such a date and a time zone is still a date
DATE = regex(r"([0-9]{4,6})-[0-9]{1,2}-[0-9]{1,2}")
MOMENT = regex(
    r"""
    [0-9]{4}-[0-9]{2}-[0-9]{2}
    (?:[Tt\ ][0-9]{2}:[0-9]{2} (?::[0-9]{2} (?:\.[0-9]{1,6})? )?   # a time
       (?:\ ?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2}))?                     # its zone
    )?""",
    re.VERBOSE,
)
NUMBER = regex(r"[+-]?[0-9]{1,9}")
FLAGS = {"true": True, "false": False}
SHOWN = 60  # characters of a wrong value


def read_as(kind: type[Record], node: Node) -> Record:
    """Read a mapping as a record: a mapping for the whole, known keys, a value of the right type for each."""
    if not isinstance(node, Mapping):
        keys = ", ".join(f"{name}: …" for name in required(kind) or list(fields(kind))[:2])
        raise BriefingsError("expected keys and values here", node.at, hint=f"write {{{keys}}}")
    given = {entry.key.text for entry in node.entries}
    readings: list[Callable[[], tuple[str, object]]] = [
        functools.partial(missing, name, node.at) for name in required(kind) if name not in given
    ]
    readings += [functools.partial(entry_of, kind, e.key, e.value) for e in node.entries]
    return kind(**{name: value for name, value in every(readings) if value is not None})


def entry_of(kind: type, key: Scalar, value: Node) -> tuple[str, object]:
    """Read the value of one key; none where nothing is written."""
    names = fields(kind)
    if key.text not in names:
        raise BriefingsError(f"unknown key: {key.text[:SHOWN]}", key.at, hint=nearest(key.text, names))
    if isinstance(value, Scalar) and not value.text and not value.is_quoted:
        return (key.text, None) if key.text not in required(kind) else missing(key.text, key.at)
    return key.text, value_of(names[key.text], value, key.text)


def value_of(kind: object, node: Node, name: str) -> object:
    """Read a value as the type its key asks for."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return items(arguments[0], node, name)
    if typing.get_origin(kind) is typing.Literal:
        return choice(arguments, node, name)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return read_as(kind, node)
    return SCALARS[kind](node, name)


def items(kind: object, node: Node, name: str) -> tuple[object, ...]:
    """Read a list."""
    if not isinstance(node, Sequence):
        given = node.text if isinstance(node, Scalar) and node.text.strip("~") not in {"", "null"} else "…"
        example = f"{name}: [{given}]" if kind is str else f"a line `- …` for each of the {name}"
        raise BriefingsError(f"{name} must be a list", node.at, hint=f"write {example}")
    return tuple(every([functools.partial(value_of, kind, item, name) for item in node.items]))


def text(node: Node, name: str) -> str:
    """Read text, as written."""
    if not isinstance(node, Scalar):
        raise BriefingsError(f"{name} must be text", node.at, hint=f'write quotation marks: {name}: "…"')
    if found := FORBIDDEN.search(node.text):
        message = f"{name} holds the control character U+{ord(found[0]):04X}"
        raise BriefingsError(message, node.at, hint="delete it")
    return node.text


def moment(node: Node, name: str) -> Moment:
    """Read a date, or a date with a time."""
    written = node.text.strip() if isinstance(node, Scalar) else "…"
    hint = f"write {name}: 2025-12-01"
    if (date := DATE.match(written)) and int(date[1]) not in YEARS:
        raise BriefingsError(f"no year of a briefing: {date[1]}", node.at, hint=hint)
    if not MOMENT.fullmatch(written):
        raise BriefingsError(f"not a date: {written[:SHOWN]!r}", node.at, hint=hint)
    try:
        return dt.date.fromisoformat(written) if len(written) == len("2025-12-01") else time_of(written)
    except ValueError as error:
        message = f"there is no such date: {written[:SHOWN]!r}"
        raise BriefingsError(message, node.at, hint=hint) from error


def time_of(written: str) -> dt.datetime:
    """Read a date with a time; a space may stand before the time and before the zone."""
    day, rest = written[:10], written[11:].replace(" ", "")
    return dt.datetime.fromisoformat(f"{day}T{rest.upper()}")


def flag(node: Node, name: str) -> bool:
    """Read true or false."""
    if isinstance(node, Scalar) and (known := FLAGS.get(node.text.lower())) is not None:
        return known
    raise BriefingsError(f"{name} must be true or false", node.at, hint=f"write {name}: true")


def number(node: Node, name: str) -> int:
    """Read a whole number."""
    if isinstance(node, Scalar) and NUMBER.fullmatch(node.text):
        return int(node.text)
    raise BriefingsError(f"{name} must be a whole number", node.at, hint=f"write {name}: 1")


def choice(words: Collection[str], node: Node, name: str) -> str:
    """Read one of a few words."""
    given = text(node, name)
    if given in words:
        return given
    hint = f"write {' or '.join(words)}"
    raise BriefingsError(f"{name} cannot be {given[:SHOWN]!r}", node.at, hint=hint)


SCALARS: typing.Mapping[object, Callable[[Node, str], object]] = {
    str: text,
    bool: flag,
    int: number,
    Moment: moment,
}


def missing(name: str, at: Location) -> typing.Never:
    """Say that a key must be there."""
    raise BriefingsError(f"{name} is missing", at, hint=f"write {name}: …")


def nearest(key: str, names: Iterable[str]) -> str:
    """Name the known key that looks most like `key`."""
    from difflib import get_close_matches  # noqa: PLC0415 - problems only

    close = get_close_matches(key.lower(), list(names), n=1)
    return f"did you mean {close[0]}?" if close else f"known keys: {', '.join(names)}"


def every(readings: Iterable[Callable[[], Read]]) -> list[Read]:
    """Give all values, or raise one error with the problems of all that failed."""
    values: list[Read] = []
    problems: list[Problem] = []
    for reading in readings:
        try:
            values.append(reading())
        except BriefingsError as error:
            problems += error.problems
    if problems:
        raise BriefingsError.of(problems)
    return values


@functools.cache
def fields(kind: type) -> dict[str, object]:
    """Give the keys of a record with the type of each, `None` left out."""
    return {name: without_none(hint) for name, hint in typing.get_type_hints(kind).items()}


@functools.cache
def required(kind: type) -> tuple[str, ...]:
    """Give the keys that a record must have."""
    return tuple(f.name for f in msgspec.structs.fields(kind) if f.required)


def without_none(hint: object) -> object:
    """Give the type that a value has where there is one."""
    kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
    if type(None) not in typing.get_args(hint):
        return hint
    return functools.reduce(lambda a, b: a | b, kinds)
