"""The TOML files of a user as typed values, and every mistake in them with its place.

Invariant: what `convert` gives is complete and of its types; a key that its type does not have is an error that names
the nearest one that it has.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import typing
from typing import TypeVar

import msgspec

from briefings.errors import BriefingsError, Location, cut_lines, frame
from briefings.model import Value

OURS = "tool.briefings"
"""The section of a `pyproject.toml` below which all is ours."""

Table = dict[str, object]
Kind = TypeVar("Kind", bound=Value)


def parse(text: str, path: str) -> Table:
    """Read TOML; raises with the place of what is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = place(str(error), text)
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise BriefingsError(
            f"not TOML: {what[:1].lower()}{what[1:]}",
            Location(path, line, column),
            hint='write key = "text", key = 20, or key = ["one", "two"]',
            frame=frame(text, line, column),
        ) from error


def place(message: str, text: str) -> tuple[int, int]:
    """Line and column in a message of tomllib."""
    found = re.search(r"at line (\d+), column (\d+)", message)
    if found:
        return int(found[1]), int(found[2])
    return len(cut_lines(text)), 0  # at its end


def convert(table: Table, kind: type[Kind], text: str, path: str, below: str = "") -> Kind:
    """Turn a table into a value; raises with the place of the first key that does not fit.

    `below` is the section that the table is, where it is not the whole file.
    """
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        message, key, hint = misfit(str(error), kind)
        raise at_key(message, ".".join(filter(None, (below, key))), hint, text, path) from error


def misfit(message: str, kind: type[Value]) -> tuple[str, str, str]:
    """Put a message of msgspec into words: what is wrong, with which key, and what to write."""
    what, _, at = message.partition(" - at `$")
    where = at.rstrip("`").lstrip(".")
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what)
    if unknown:
        key = ".".join(filter(None, (where, unknown[1])))
        names = section(kind, where).__struct_fields__
        near = difflib.get_close_matches(unknown[1], names, 1)
        hint = f"did you mean {near[0]}?" if near else "known here: " + ", ".join(names)
        return f"unknown key: {key}", key, hint
    if missing := re.fullmatch(r"Object missing required field `(.*)`", what):
        return f"{missing[1]} is missing", where, f"write {missing[1]} = …"
    key = re.sub(r"\[.*", "", where)
    message, hint = wrong_value(what, key, kind)
    if key != where:  # `clean.off[0]`, `theme[...]`
        message, hint = f"each value of {message}", ""
    return message, key, hint


KINDS = {
    "int": ("a whole number", "{} = 20"),
    "str": ("text", '{} = "…"'),
    "array": ("a list", '{} = ["…", "…"]'),
    "object": ("a section of its own", "[{}]"),
    "date": ("a date", "{} = 2025-10-16"),
}
"""How a message calls a type, and how it is written."""


def wrong_value(what: str, key: str, kind: type[Value]) -> tuple[str, str]:
    """Say what is wrong with a value, and what to write instead."""
    where, _, name = key.rpartition(".")
    if found := re.match(r"Expected `(\w+)|Invalid RFC3339 encoded (\w+)", what):
        expected, example = KINDS.get(found[1] or found[2], (found[1] or found[2], "{} = …"))
        return f"{key} must be {expected}", f"write {example.format(name)}"
    if value := re.fullmatch(r"Invalid enum value (.*)", what):
        words = typing.get_args(typing.get_type_hints(section(kind, where))[name])
        return f"{key} cannot be {value[1]}", "write " + " or ".join(f'"{word}"' for word in words)
    return f"{key}: {what[0].lower()}{what[1:]}", ""


def section(kind: type[Value], where: str) -> type[Value]:
    """Give the type of the section that a key stands in."""
    inner = typing.get_type_hints(kind).get(where, kind) if where else kind
    return inner if isinstance(inner, type) and issubclass(inner, Value) else kind


def at_key(message: str, key: str, hint: str, text: str, path: str) -> BriefingsError:
    """Make an error that points at `section.name` in the file."""
    where, _, name = key.rpartition(".")
    line, column = find_key(text, where, name)
    return BriefingsError(message, Location(path, line, column), hint=hint, frame=frame(text, line, column))


def find_key(text: str, where: str, name: str) -> tuple[int, int]:
    """Line and column of a key below its section's header; 0, 0 where it is written some other way."""
    inside = not where
    for number, row in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[+([^\]]*)\]", row)
        if header:
            title = header[1].replace('"', "").strip().removeprefix(OURS).removeprefix(".")
            if title == (f"{where}.{name}" if where else name):
                return number, row.index("[") + 1
            inside = title == where
            continue
        found = re.match(rf"\s*[\"']?({re.escape(name)})[\"']?\s*=", row)
        if inside and found:
            return number, found.start(1) + 1
    return 0, 0
