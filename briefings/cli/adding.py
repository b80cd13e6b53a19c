"""`add`: files of all kinds become sources, and a table says how each was read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from briefings import importing, readers
from briefings.build import Setting, plural
from briefings.cli import tables
from briefings.cli.site import Bar, Manner, problem_as_json, session, site_root
from briefings.cli.stages import STDIN, configured
from briefings.errors import BriefingsError, Problem, printable
from briefings.importing import Importer, Named, Row
from briefings.likeness import Twin
from briefings.model import Part
from briefings.readers import decoding
from briefings.rules.content import SOURCES
from briefings.rules.desk import Survey

HEADINGS = ("file", "title", "date", "language", "encoding", "kept", "removed", "twin of")
NUMBERS = frozenset({5, 6})
LONGEST = 60  # characters of a title in the table
MARKS = {"same": "= ", "edited": "~ ", "part": "< "}
"""How a twin is marked: the same words, an edited copy, a part of it (or the other of this)."""


def add(paths: tuple[str, ...], manner: Manner) -> int:
    """Import, and show what came in."""
    root = site_root()
    importer = Importer(root, configured().registry.readers)
    rows, problems = list[Row](), list[Problem]()
    for found in taken(paths, importer, Bar(enabled=sys.stderr.isatty() and not manner.quiet)):
        if isinstance(found, Row):
            rows.append(found)
        else:
            problems.append(found)
            click.echo(str(found), err=True)
    added = [row.path for row in rows if row.state == "added"]
    table = list[dict[str, Any]]()
    if added:
        with session(root, Setting(), manner) as opened:
            desk = opened.desk(added)
        for problem in desk.report.problems:
            if problem.location.path in added and problem.severity == "error":
                problems.append(problem)
                click.echo(str(problem), err=True)
        table = entries(rows, desk.surveys, desk.twins)
    if manner.as_json:
        known = [{"from": row.origin, "file": row.path} for row in rows if row.state == "known"]
        told = {"added": table, "known": known, "problems": [problem_as_json(one) for one in problems]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif table:
        tables.show(HEADINGS, [cells(entry) for entry in table], NUMBERS)
    for copy, first in copies(rows):
        manner.say(printable(f"{copy}: left out, byte for byte the same as {first}"))
    manner.say(summary(len(added), len(rows) - len(added), len(problems)))
    return int(bool(problems))


def taken(paths: Sequence[str], importer: Importer, bar: Bar) -> Iterator[Row | Problem]:
    """Take in what is named, one file after the other; an odd one does not keep the others out."""
    named = [file for path in paths for file in ([path] if path == STDIN else importing.named(path))]
    for number, file in enumerate(named, 1):
        bar("adding", number, len(named))
        if isinstance(file, Named):
            yield from importer.take(file)
        elif isinstance(file, Problem):
            yield file
        else:
            yield from from_stdin(importer)
    bar.stop()


def from_stdin(importer: Importer) -> Iterator[Row | Problem]:
    """Take in what comes by standard input, named by what it is."""
    data = sys.stdin.buffer.read(readers.SIZE_LIMIT + 1)
    try:
        name = importing.name_of(data)
        yield from importer.take_bytes(Part(name, data), f"{decoding.STDIN}: {name}")
    except BriefingsError as error:
        yield from error.problems


def copies(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Give the files that are the same as one that came before them in this run, with that one."""
    first: dict[str, str] = {}
    for row in rows:
        if row.state == "known" and row.path in first:
            yield row.origin, first[row.path]
        first.setdefault(row.path, row.origin)


def summary(added: int, known: int, odd: int) -> str:
    """Say it in a line."""
    there = f", {known} {'was' if known == 1 else 'were'} there already" if known else ""
    left = f", {odd} {plural(odd, 'problem')}" if odd else ""
    return f"{added} {plural(added, 'file')} added{there}{left}"


# --- the table -----------------------------------------------------------------------------------------


def entries(
    rows: Sequence[Row], surveys: Mapping[str, Survey], twins: Sequence[Twin]
) -> list[dict[str, Any]]:
    """Give what is known of each file that came in."""
    alike = partners(twins)
    return [
        {"file": row.path, "from": row.origin, **facts_of(row.path, surveys, alike.get(row.path))}
        for row in rows
        if row.state == "added"
    ]


def facts_of(path: str, surveys: Mapping[str, Survey], twin: Twin | None) -> dict[str, Any]:
    """Give what is known of a source; nothing of a record."""
    survey = surveys.get(path)
    if survey is None:
        return {}
    of = {"file": twin.first, "kind": twin.kind, "share": round(twin.share, 2)} if twin else None
    return {
        "title": survey.title,
        "date": survey.published.isoformat() if survey.published else None,
        "language": survey.language,
        "encoding": survey.encoding,
        "guessed": list(survey.guessed),
        "kept": survey.kept,
        "removed": survey.removed,
        "twin": of,
    }


def partners(twins: Sequence[Twin]) -> dict[str, Twin]:
    """Give a twin of each source that has one: an earlier one, or else the first of the later ones."""
    found = dict[str, Twin]()
    for twin in twins:
        found.setdefault(twin.first, twin._replace(name=twin.first, first=twin.name))
    return found | {twin.name: twin for twin in twins}


def cells(entry: Mapping[str, Any]) -> list[str]:
    """Give the row of a file; a question mark stands behind a guess."""
    guessed = entry.get("guessed", ())

    def cell(key: str, name: str) -> str:
        return f"{entry.get(key) or ''}{'?' if name in guessed and entry.get(key) else ''}"

    title = entry.get("title", "a link" if entry["file"].lower().endswith(readers.RECORD) else "")
    title = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    twin = entry.get("twin")
    return [
        entry["file"].removeprefix(f"{SOURCES}/"),
        title + ("?" if "title" in guessed and title else ""),
        cell("date", "published"),
        cell("language", "language"),
        cell("encoding", "encoding"),
        str(entry.get("kept", "")),
        str(entry.get("removed", "")),
        MARKS[twin["kind"]] + twin["file"].removeprefix(f"{SOURCES}/") if twin else "",
    ]
