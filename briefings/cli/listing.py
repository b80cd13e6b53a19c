"""`list`: the briefings of a site, its sources, or those of them that are one text; as a table or as JSON.

Invariant: a briefing is listed if all that is asked of it holds; of what none has, the nearest that there is is named.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from briefings import words
from briefings.build import Report, Setting, listing, plural
from briefings.build.listing import Entry
from briefings.cli import adding, tables
from briefings.cli.adding import MARKS, facts_of, partners
from briefings.cli.site import Bar, Manner, finish, session, site_root
from briefings.errors import UsageError
from briefings.likeness import Twin, groups
from briefings.pages import Grounds
from briefings.rules.content import BRIEFINGS, SOURCES

Row = dict[str, Any]
"""What is listed, as `--json` gives it."""

KINDS = ("briefings", "sources")
HEADINGS = ("file", "date", "status", "sources", "facts", "to look at")
NUMBERS = frozenset({3, 4})
KEYS = words.listed(
    "file title date status publish expires language topics sources facts unsupported single-source proposed"
)
"""What briefings can be sorted by: the keys of JSON, with `-` for `_`."""
COUNTS = frozenset({"sources", "facts", "unsupported", "single-source"})
FALLING = frozenset({"date", "publish", "expires", "proposed", "kept", "removed", *COUNTS})
"""What is sorted from the last or most to the first or least."""
SOURCE_KEYS = ("file", "title", "date", "language", "encoding", "kept", "removed", "briefing")


@dataclasses.dataclass(frozen=True, slots=True)
class Sought:
    """What is to be listed, and in which order."""

    what: str = ""
    twins: bool = False
    status: str = ""
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    language: str = ""
    unsupported: bool = False
    single_source: bool = False
    proposed: bool = False
    sort: str = ""

    @staticmethod
    def of(options: Mapping[str, Any]) -> Sought:
        """Take it from the command line."""
        found = Sought(**{field.name: options[field.name] for field in dataclasses.fields(Sought)})
        return dataclasses.replace(found, what=meant("list", found.what, KINDS) if found.what else "")

    def of_briefings(self) -> list[str]:
        """Name the options that are given and say something of briefings alone."""
        given = {
            "--status": self.status,
            "--topic": self.topics,
            "--source": self.sources,
            "--unsupported": self.unsupported,
            "--single-source": self.single_source,
            "--proposed": self.proposed,
        }
        return [option for option, value in given.items() if value]


def show(sought: Sought, manner: Manner) -> int:
    """List what is asked for."""
    if sought.what == "briefings" and sought.twins:
        raise UsageError("--twins is for sources: write briefings list sources --twins")
    if sought.what != "sources" and not sought.twins:
        return show_briefings(sought, manner)
    if sought.twins and (sought.language or sought.sort):
        raise UsageError("--twins lists all twins, in order: leave out --language and --sort")
    if others := sought.of_briefings():
        raise UsageError(f"{others[0]} is for briefings: write briefings list {others[0]} …")
    return show_twins(manner) if sought.twins else show_sources(sought, manner)


# --- briefings -----------------------------------------------------------------------------------------


def show_briefings(sought: Sought, manner: Manner) -> int:
    """List the briefings for which all that is asked holds."""
    column = meant("column", sought.sort or "date", KEYS)
    bar = Bar(enabled=sys.stderr.isatty() and not manner.quiet)
    with session(site_root(), Setting(), manner) as opened, opened.at_desk() as desk:
        known = listing.entries(desk)
        found = {entry.path: entry for entry in chosen(known, sought)}
        rows = [
            briefing_row(found[path], grounds)
            for path, grounds in listing.grounds(desk, list(found), bar)
            if rests(found[path], grounds, sought)
        ]
        bar.stop()
        desk.tally.collect(desk.graph)
        report = desk.tally.report()
    rows = in_order(rows, column.replace("-", "_"), falling=column in FALLING)
    table = Table(HEADINGS, [briefing_cells(row) for row in rows], NUMBERS)
    said = f"{len(rows)} of {len(known)} {plural(len(known), 'briefing')}"
    return told(table, rows, said, report, manner)


def chosen(known: Sequence[Entry], sought: Sought) -> list[Entry]:
    """Give the briefings that have what is asked for; raises where none has it."""
    found = list(known)
    if sought.status:
        status = meant("status", sought.status, listing.STATUS.values())
        found = [entry for entry in found if entry.status == status]
    for name in sought.topics:
        topic = meant("topic", name, (topic for entry in known for topic in entry.topics))
        found = [entry for entry in found if topic in map(str.casefold, entry.topics)]
    for name in sought.sources:
        file = name.removeprefix("./").removeprefix(f"{SOURCES}/")
        source = meant("source", file, (ref.file for entry in known for ref in entry.sources if ref.file))
        found = [e for e in found if source in (ref.file.casefold() for ref in e.sources)]
    if sought.language:
        found = speaking(found, sought.language, [entry.language for entry in known])
    return [entry for entry in found if entry.proposed or not sought.proposed]


def speaking(found: list[Entry], language: str, known: Sequence[str]) -> list[Entry]:
    """Give those in a language: ``de`` also means ``de-AT``."""
    base = meant("language", language, [*known, *(code.partition("-")[0] for code in known)])
    return [entry for entry in found if is_of(base, entry.language)]


def is_of(wanted: str, code: str) -> bool:
    """Whether a language is the wanted one, or a kind of it."""
    return f"{code.casefold()}-".startswith(f"{wanted}-")


def meant(what: str, value: str, known: Iterable[str]) -> str:
    """Give a value without regard to case; one that nothing has is an error that names what is most like it."""
    names = {name.casefold(): name for name in known}
    if value.casefold() in names:
        return value.casefold()
    if not names:
        raise UsageError(f"no {what} {value!r}: there is none at all")
    near = difflib.get_close_matches(value.casefold(), names, 3) or [
        name for name in names if value.casefold() in name
    ]
    hint = f"did you mean {' or '.join(names[name] for name in near[:3])}?" if near else some(names.values())
    raise UsageError(f"no {what} {value!r}\n    hint: {hint}")


def some(names: Collection[str], most: int = 16) -> str:
    """Name what there is, or the first of it."""
    listed = sorted(names)
    return f"there {'is' if len(listed) == 1 else 'are'} {', '.join(listed[:most])}" + (
        f" and {len(listed) - most} more" if len(listed) > most else ""
    )


def rests(entry: Entry, grounds: Grounds, sought: Sought) -> bool:
    """Whether the facts of a briefing rest on what is asked for."""
    alone = bool(grounds.single) or len(entry.sources) == 1
    return (not sought.unsupported or bool(grounds.unsupported)) and (not sought.single_source or alone)


def briefing_row(entry: Entry, grounds: Grounds) -> Row:
    """Give a briefing for programs."""
    return {
        "file": entry.path,
        "title": entry.title,
        "date": entry.date or None,
        "status": entry.status,
        "publish": entry.publish or None,
        "expires": entry.expires or None,
        "language": entry.language,
        "topics": list(entry.topics),
        "sources": [ref.file or ref.title or ref.id for ref in entry.sources],
        "facts": grounds.facts,
        "unsupported": len(grounds.unsupported),
        "single_source": len(grounds.single),
        "proposed": entry.proposed,
    }


def briefing_cells(row: Row) -> list[str]:
    """Give a row of the table of briefings; that one source is all there is need not be said of each fact."""
    several = len(row["sources"]) > 1
    doubts = (("unsupported", row["unsupported"]), ("single-source", several and row["single_source"]))
    look = [f"{count} {what}" for what, count in doubts if count] + ["a proposed change"] * row["proposed"]
    return [
        row["file"].removeprefix(f"{BRIEFINGS}/"),
        (row["date"] or "")[:10],
        row["status"],
        str(len(row["sources"])),
        str(row["facts"]),
        ", ".join(look),
    ]


# --- sources -------------------------------------------------------------------------------------------


def show_sources(sought: Sought, manner: Manner) -> int:
    """List the sources as `add` shows them, with the briefing of each."""
    headings = (*adding.HEADINGS, "briefing")
    column = meant("column", sought.sort or "file", SOURCE_KEYS)
    with session(site_root(), Setting(), manner) as opened:
        desk = opened.desk()
    alike = partners(desk.twins)
    rows = [
        {"file": path, **facts_of(path, desk.surveys, alike.get(path)), "briefing": desk.briefings.get(path)}
        for path in desk.surveys
    ]
    if sought.language:
        base = meant("language", sought.language, [code for row in rows for code in of_language(row)])
        rows = [row for row in rows if is_of(base, row["language"])]
    rows = in_order(rows, column, falling=column in FALLING)
    said = f"{len(rows)} of {len(desk.surveys)} {plural(len(desk.surveys), 'source')}"
    return told(
        Table(headings, [listed_cells(row) for row in rows], adding.NUMBERS), rows, said, desk.report, manner
    )


def of_language(row: Row) -> tuple[str, str]:
    """Give the language of a source, and the one that it is a kind of."""
    return row["language"], row["language"].partition("-")[0]


def listed_cells(row: Row) -> list[str]:
    """Give a row of the table of sources."""
    return [*adding.cells(row), (row["briefing"] or "").removeprefix(f"{BRIEFINGS}/")]


def show_twins(manner: Manner) -> int:
    """List the sources that are one text with an earlier one."""
    with session(site_root(), Setting(), manner) as opened:
        desk = opened.desk(())
    found = [[as_json(twin) for twin in group] for group in groups(desk.twins)]
    rows = [row for group in found for row in group]
    said = (
        f"{len(rows)} {plural(len(rows), 'source')} with a twin before {'it' if len(rows) == 1 else 'them'}"
    )
    table = Table(("file", "shared", "twin of"), [twin_cells(row) for row in rows])
    return told(table, found, said if rows else "no twins", desk.report, manner)


def twin_cells(row: Row) -> list[str]:
    """Give the row of a twin."""
    first = MARKS[row["kind"]] + row["twin"].removeprefix(f"{SOURCES}/")
    return [row["file"].removeprefix(f"{SOURCES}/"), f"{row['share']:.0%}", first]


def as_json(twin: Twin) -> Row:
    """Give a twin for programs."""
    return {"file": twin.name, "twin": twin.first, "kind": twin.kind, "share": round(twin.share, 2)}


# --- showing -------------------------------------------------------------------------------------------


class Table(NamedTuple):
    """What people see: headings, rows, and which columns are numbers."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()


def in_order(rows: Iterable[Row], key: str, *, falling: bool) -> list[Row]:
    """Sort by a column; what has nothing there comes last, and what is equal stays as it was."""
    known, rest = list[Row](), list[Row]()
    for row in rows:
        (rest if row[key] in (None, "", []) else known).append(row)
    return [*sorted(known, key=lambda row: weight(row[key], key), reverse=falling), *rest]


def weight(value: Any, key: str) -> Any:
    """Give what a value is sorted by: how many sources, any other word without regard to case."""
    if isinstance(value, list):
        return len(value) if key == "sources" else [name.casefold() for name in value]
    return value.casefold() if isinstance(value, str) else value


def told(table: Table, value: object, summary: str, report: Report, manner: Manner) -> int:
    """Show what was found; of what is wrong in the files only errors: how a file was read is told by other commands."""
    if manner.as_json:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    elif table.rows:
        tables.show(*table)
    errors = tuple(problem for problem in report.problems if problem.severity == "error")
    said = dataclasses.replace(manner, as_json=False, quiet=manner.quiet or manner.as_json)
    return finish(dataclasses.replace(report, problems=errors), summary, said)
