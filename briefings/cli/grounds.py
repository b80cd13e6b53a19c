"""`check --facts`: which facts of the site their sources do not support, and which rest on one source alone."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Iterator

import click

from briefings.build import Setting, listing, plural
from briefings.cli.site import Bar, Manner, finish, session, site_root
from briefings.errors import Location, printable
from briefings.pages import Doubt
from briefings.rules.content import BRIEFINGS
from briefings.traces import Key


def show(manner: Manner, *, drafts: bool, strict: bool) -> int:
    """List what an editor should look at, each beside what it cites; with `strict`, unsupported facts are errors."""
    bar = Bar(enabled=sys.stderr.isatty() and not manner.quiet)
    found = list[tuple[str, Doubt]]()
    briefings = facts = 0
    with (
        session(site_root(), Setting(drafts=drafts, draft=False), manner) as opened,
        opened.at_desk() as desk,
    ):
        for path, grounds in listing.grounds(desk, desk.graph.product(Key("shown", BRIEFINGS)).value, bar):
            found += [(path, doubt) for doubt in listing.doubts(desk, path, grounds)]
            briefings, facts = briefings + 1, facts + grounds.facts
        bar.stop()
        desk.tally.collect(desk.graph)
    kinds = Counter(doubt.kind for _, doubt in found)
    counts = {
        "briefings": briefings,
        "facts": facts,
        "unsupported": kinds["unsupported"],
        "single_source": kinds["single-source"],
        "one_source": kinds["one-source"],
    }
    if manner.as_json:
        told = {**counts, "items": [as_json(path, doubt) for path, doubt in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in (line for path, doubt in found for line in lines(path, doubt)):
            click.echo(printable(line))
    said = dataclasses.replace(manner, as_json=False, quiet=manner.quiet or manner.as_json)
    code = finish(desk.tally.report(), summary(counts), said)
    return code or int(strict and kinds["unsupported"] > 0)


def lines(path: str, doubt: Doubt) -> Iterator[str]:
    """Give what people read of a doubt."""
    yield f"{Location(path, doubt.line)}: {doubt.kind}: {doubt.what}"
    yield from (f"    {line.strip()}" for line in doubt.hint.splitlines())


def as_json(path: str, doubt: Doubt) -> dict[str, object]:
    """Give a doubt for programs."""
    return {
        "file": path,
        "line": doubt.line,
        "kind": doubt.kind,
        "what": doubt.what,
        "fact": doubt.said,
        "quotes": list(doubt.quotes),
    }


def summary(counts: dict[str, int]) -> str:
    """Say it in a line."""
    of = f"{counts['facts']} {plural(counts['facts'], 'fact')}"
    total = f"{of} in {counts['briefings']} {plural(counts['briefings'], 'briefing')}"
    one = f"{counts['one_source']} {plural(counts['one_source'], 'briefing')} of one source"
    return f"{total}: {counts['unsupported']} unsupported, {counts['single_source']} of one source among several, {one}"
