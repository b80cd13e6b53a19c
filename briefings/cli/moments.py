"""`schedule`: what appears when, and the next moment at which the site is to be built again."""

from __future__ import annotations

import json

import click

from briefings.build import Setting
from briefings.build.schedule import Change
from briefings.cli.site import Manner, finish, moment, session, show_problems, site_root
from briefings.errors import printable


def schedule(now: str, manner: Manner, *, only_next: bool = False) -> int:
    """List the changes to come in the site's time zone; or print the moment of the next one, and nothing else."""
    with session(site_root(), Setting(now=moment(now)), manner) as opened:
        found, report = opened.schedule()
    coming = [change for change in found if not change.held]
    if only_next or manner.as_json:
        show_problems(report, manner)
        due = coming[0].when.isoformat() if coming else None
        told = due if only_next else [as_json(change) for change in found]
        if manner.as_json:
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        elif due:
            click.echo(due)
        return int(report.errors > 0)
    for change in found:
        held = "  (a draft: it stays away until its status is ready)" if change.held else ""
        when = change.when.isoformat(timespec="minutes")
        click.echo(f"{when}  {change.what}  {printable(change.path)}  {printable(change.title)}{held}")
    due = (
        f"next change: {coming[0].when.isoformat(timespec='minutes')}"
        if coming
        else "nothing changes by the clock"
    )
    return finish(report, due, manner)


def as_json(change: Change) -> dict[str, object]:
    """Give a change for programs."""
    return {
        "when": change.when.isoformat(),
        "what": change.what,
        "path": change.path,
        "title": change.title,
        "draft": change.held,
    }
