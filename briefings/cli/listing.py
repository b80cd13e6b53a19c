"""`list`: what a site has. For now its twins: sources that are one text."""

from __future__ import annotations

import dataclasses
import json

import click

from briefings.build import Setting, plural
from briefings.cli import tables
from briefings.cli.adding import MARKS
from briefings.cli.site import Manner, finish, session, site_root
from briefings.errors import UsageError
from briefings.likeness import Twin, groups
from briefings.rules.content import SOURCES


def show(manner: Manner, *, twins: bool) -> int:
    """List what is asked for."""
    if not twins:
        raise UsageError("say what to list: --twins")
    with session(site_root(), Setting(), manner) as opened:
        desk = opened.desk(())
    found = groups(desk.twins)
    if manner.as_json:
        click.echo(json.dumps([as_json(group) for group in found], ensure_ascii=False, indent=2))
    elif found:
        tables.show(("file", "shared", "twin of"), [cells(twin) for group in found for twin in group])
    count = sum(map(len, found))
    words = f"{count} {plural(count, 'source')} with a twin before {'it' if count == 1 else 'them'}"
    errors = tuple(problem for problem in desk.report.problems if problem.severity == "error")
    report = dataclasses.replace(
        desk.report, problems=errors
    )  # how a source was read is told where it is drafted
    said = dataclasses.replace(manner, as_json=False, quiet=manner.quiet or manner.as_json)
    return finish(report, words if found else "no twins", said)


def cells(twin: Twin) -> list[str]:
    """Give the row of a twin."""
    first = MARKS[twin.kind] + twin.first.removeprefix(f"{SOURCES}/")
    return [twin.name.removeprefix(f"{SOURCES}/"), f"{twin.share:.0%}", first]


def as_json(group: list[Twin]) -> list[dict[str, object]]:
    """Give the twins of one text for programs."""
    return [{"file": t.name, "twin": t.first, "kind": t.kind, "share": round(t.share, 2)} for t in group]
