"""`merge` and `split`: one briefing of several sources, and back."""

from __future__ import annotations

import click

from briefings.build import Setting, joining
from briefings.cli.proposals import briefing_named
from briefings.cli.site import Manner, session, site_root
from briefings.drafting.several import Difference
from briefings.errors import printable


def merge(names: tuple[str, ...], manner: Manner) -> int:
    """Make one briefing of several, and say where their sources agree and where they may differ."""
    root = site_root()
    with session(root, Setting(), manner) as opened, opened.at_desk() as desk:
        done = joining.merge(desk, [briefing_named(root, name) for name in names])
    for path in done.others:
        manner.say(f"merged into {printable(done.path)}: {printable(path)}, kept as {printable(path)}.merged")
    stand = "line of the box stands" if done.shared == 1 else "lines of the box stand"
    manner.say(f"{done.shared} {stand} in more than one source")
    for difference in done.differences:
        click.echo(told(difference), err=True)
    return 0


def split(name: str, manner: Manner) -> int:
    """Make the briefings that went into one what they were."""
    root = site_root()
    with session(root, Setting(), manner) as opened, opened.at_desk() as desk:
        done = joining.split(desk, briefing_named(root, name))
    for path in done.others:
        manner.say(f"back again: {printable(path)}")
    return 0


def told(difference: Difference) -> str:
    """Show what may be two values of one thing, and how to write it where it is."""
    mine, theirs = difference.mine, difference.theirs
    places = [f"{source}, line {line}" for source, line in (difference.mine_at, difference.theirs_at)]
    written = "\n".join(f"    {printable(line)}" for line in difference.lines)
    return (
        printable(f"may differ: {mine} ({places[0]}); {theirs} ({places[1]})")
        + f"\n    if they do, write:\n{written}"
    )
