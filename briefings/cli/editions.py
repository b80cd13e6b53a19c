"""`edition`: an edition as a mail, into files or onto standard output; nothing is sent.

Invariant: a file that is there is not written over unasked, and an edition with errors is not written at all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from briefings import letters
from briefings.build import Setting, plural
from briefings.cli.site import Manner, address, finish, moment, session, site_root
from briefings.errors import BriefingsError, Location, Problem, UsageError, printable
from briefings.letters import Letter

LATEST = "latest"
STDOUT = "-"


@dataclasses.dataclass(frozen=True, slots=True)
class EditionOptions:
    """Which edition is wanted, and where each form of it goes."""

    name: str
    files: Mapping[str, str]
    subject: str
    force: bool
    setting: Setting

    @staticmethod
    def of(options: Mapping[str, Any]) -> EditionOptions:
        """Take it from the command line."""
        files = {kind: options[kind] for kind in ("eml", "html", "text") if options[kind]}
        files |= {"json": STDOUT} if options["as_json"] else {}
        if list(files.values()).count(STDOUT) > 1:
            raise UsageError("only one of --eml, --html, --text and --json can go to standard output")
        setting = Setting(base_url=address(options["base_url"]), now=moment(options["now"]))
        return EditionOptions(
            named(options["name"]), files, " ".join(options["subject"].split()), options["force"], setting
        )


def named(text: str) -> str:
    """Read a day or a week; nothing for the latest day."""
    if text == LATEST:
        return ""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{4}-W\d\d", text):
            dt.date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise UsageError(f"not a day or a week: {text!r}; write 2026-11-23, 2026-W48 or {LATEST}")


def edition(options: EditionOptions, manner: Manner) -> int:
    """Write an edition into the named files; where there is none, show its text."""
    files = options.files or {"text": STDOUT}
    is_piped = STDOUT in files.values()
    with session(site_root(), options.setting, dataclasses.replace(manner, as_json=is_piped)) as opened:
        letter, report = opened.letter(options.name)
    # what we say must not be mailed
    spoken = Manner(quiet=manner.quiet or is_piped, traceback=manner.traceback)
    if report.errors or report.crashes:
        return finish(report, "nothing was written: the site has errors", spoken)
    if options.subject:
        letter = letter.but(subject=options.subject)
    write({name: FORMS[kind](letter) for kind, name in files.items()}, force=options.force)
    count = f"{letter.count} {plural(letter.count, 'briefing')}"
    problems = (*report.problems, *doubts(letter, files))
    done = f"{letter.subject}: {count} in {', '.join(files.values())}"
    return finish(dataclasses.replace(report, problems=problems), done, spoken)


def doubts(letter: Letter, files: Mapping[str, str]) -> Iterator[Problem]:
    """Warn of what a mail lacks, or has too much of."""
    if "eml" in files and not letter.sender:
        hint = 'write sender = "Ana Reyes <ana@example.org>" under [mail], or let your mail program put it in'
        yield Problem(Location(letter.name), "the mail names no sender", hint, "warning")
    if letter.is_clipped and not files.keys().isdisjoint(("eml", "html", "json")):
        size = f"its page has {-(-len(letter.html.encode()) // 1024)} KB"
        hint = "send its days one by one, or show less in email.html"
        yield Problem(Location(letter.name), f"{size}: Gmail cuts off what is beyond 102", hint, "warning")


# --- the forms of an edition, and where they go ----------------------------------------------------------


def as_json(letter: Letter) -> bytes:
    """Give all that a program needs to send it."""
    names = ("name", "subject", "language", "date", "html")
    found = {**{name: getattr(letter, name) for name in names}, "text": letters.wrapped(letter.text)}
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


FORMS: Mapping[str, Callable[[Letter], bytes]] = {
    "eml": letters.mail,
    "html": lambda letter: letter.html.encode(),
    "text": lambda letter: letters.wrapped(letter.text).encode(),
    "json": as_json,
}


def write(contents: Mapping[str, bytes], *, force: bool) -> None:
    """Write files, all or none; what holds the same already is left as it is."""
    for name, data in contents.items():
        path = Path(name)
        if name != STDOUT and not force and path.exists() and path.read_bytes() != data:
            hint = "name another file, or let --force write over it"
            raise BriefingsError("there is a file of this name", Location(name), hint=hint)
    for name, data in contents.items():
        if name == STDOUT:
            text = data.decode()
            click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)
        else:
            replace(Path(name), data)


def replace(path: Path, data: bytes) -> None:
    """Put a file in its place in one step."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staged.write_bytes(data)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
