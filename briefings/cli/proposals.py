"""`diff`, `accept` and `decline`: what the tool proposes for a briefing that its editor has changed."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import click

from briefings.build import Setting, drafts
from briefings.build.proposals import PROPOSED, Proposal
from briefings.cli.site import Manner, session, shown, site_root
from briefings.errors import BriefingsError, Location, printable
from briefings.rules.content import BRIEFINGS


def diff(names: tuple[str, ...], manner: Manner) -> int:
    """Show what is proposed: all of it in a line each, or the changes of the named briefings."""
    root = site_root()
    with session(root, Setting(), manner) as opened, opened.at_desk() as desk:
        found = drafts.proposals(desk)
    if not found:
        manner.say("nothing is proposed")
    for path in [named(root, name, found) for name in names]:
        click.echo("\n".join(changes(found[path])))
    for path, made in () if names else sorted(found.items()):
        manner.say(f"{printable(path)}: {summary(made)}")
    return 0


def summary(made: Proposal) -> str:
    """Say in a line what a proposal is."""
    if not made.base:
        return "a whole new draft (the text that you started from is lost)"
    both = len(made.merged.conflicts)
    return "a change" + (f"; {both} changed by you too, which stay as you wrote them" if both else "")


def changes(made: Proposal) -> Iterator[str]:
    """Give the lines that differ between a briefing and what is proposed, in colour on a terminal."""
    old, new = (lines_of(text) for text in (made.mine, made.merged.text))
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in difflib.unified_diff(old, new, made.path, made.beside, lineterm=""):
        colour = colours.get(line[:1]) if sys.stdout.isatty() else None
        yield click.style(printable(line), fg=colour) if colour else printable(line)
    for conflict in made.merged.conflicts:
        yield f"changed by you too, stays: {printable(conflict.mine)}"
        yield f"      the tool would write: {printable(conflict.theirs)}"


def lines_of(text: str) -> list[str]:
    """Give the lines that an editor cares for: without the seal."""
    return [line for line in text.replace("\r\n", "\n").split("\n") if not line.startswith("generated:")]


def accept(name: str, manner: Manner) -> int:
    """Take what is proposed."""
    made, kept = decided(name, manner, drafts.accept)
    manner.say(f"accepted: {printable(made.path)}; what stood there is kept in {kept}/")
    return 0


def decline(name: str, manner: Manner) -> int:
    """Drop what is proposed."""
    made, _ = decided(name, manner, drafts.decline)
    manner.say(f"declined: {printable(made.path)} stays as it is")
    return 0


def decided(
    name: str, manner: Manner, decide: Callable[[drafts.Desk, Proposal], None]
) -> tuple[Proposal, str]:
    """Do as the editor says with what is proposed; gives it, and where what is replaced is kept."""
    root = site_root()
    with session(root, Setting(), manner) as opened, opened.at_desk() as desk:
        found = drafts.proposals(desk)
        made = found[named(root, name, found)]
        decide(desk, made)
        return made, shown(desk.replaced)


def named(root: Path, name: str, found: Collection[str]) -> str:
    """Give the path of the briefing that is meant, of those to which something is proposed."""
    path = next((path for path in candidates(root, name.removesuffix(PROPOSED)) if path in found), "")
    if not path:
        raise BriefingsError(
            "nothing is proposed here", Location(name), hint="`briefings diff` lists what is"
        )
    return path


def briefing_named(root: Path, name: str) -> str:
    """Give the path of the briefing that is meant."""
    path = next((path for path in candidates(root, name) if (root / path).is_file()), "")
    if not path.startswith(f"{BRIEFINGS}/"):
        raise BriefingsError("no such briefing", Location(name), hint=f"briefings lie in {BRIEFINGS}/")
    return path


def candidates(root: Path, name: str) -> Iterator[str]:
    """Give the paths in the site that a name may stand for: a file's name with or without its suffix, or as typed."""
    folder = root.resolve()
    for base, typed in ((folder / BRIEFINGS, f"{name}.md"), (folder / BRIEFINGS, name), (Path.cwd(), name)):
        full = (base / typed).resolve()
        if full.is_relative_to(folder):
            yield full.relative_to(folder).as_posix()
