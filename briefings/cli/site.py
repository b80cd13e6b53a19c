"""`new`, `draft`, `build`, `serve`, `check` and `why`: commands on a whole site."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import json
import os
import shlex
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from briefings import receipt
from briefings.build import Report, Session, Setting, find_root, plural
from briefings.config import BASE_URL
from briefings.errors import BriefingsError, Location, Problem, UsageError, printable
from briefings.meter import Meter
from briefings.rules.content import SOURCES

SCAFFOLD = Path(__file__).parent.parent / "scaffold"
PROFILE = ".briefings/profile"
PATIENCE = 1.0  # seconds before a bar is drawn
GARBAGE = (2000, 10, 1000)
"""When to look for garbage in a command that soon ends: young objects less often, and what lasts as good as never."""


@dataclasses.dataclass(frozen=True, slots=True)
class Manner:
    """How a command speaks."""

    quiet: bool = False
    verbose: bool = False
    traceback: bool = False
    as_json: bool = False
    profile: bool = False

    @staticmethod
    def of(options: Mapping[str, Any], *, as_json: bool = False) -> Manner:
        """Take it from the options that all commands have."""
        profile = options.get("profile", False)
        return Manner(options["quiet"], options["verbose"], options["traceback"], as_json, profile)

    def say(self, text: str) -> None:
        """Print a line for people."""
        if not self.quiet:
            click.echo(printable(text), err=self.as_json)


@dataclasses.dataclass(frozen=True, slots=True)
class BuildOptions:
    """What `build` was asked for."""

    out: Path | None
    strict: bool
    watch: bool
    poll: bool
    look_over: bool
    setting: Setting

    @staticmethod
    def of(options: Mapping[str, Any]) -> BuildOptions:
        """Take it from the command line."""
        setting = Setting(
            drafts=options["drafts"],
            base_url=address(options["base_url"]),
            now=moment(options["now"]),
            draft=not options["no_draft"],
            fresh=options["fresh"],
            offline=options["offline"],
        )
        return BuildOptions(
            options["out"], options["strict"], options["watch"], options["poll"], options["check"], setting
        )


def address(text: str) -> str:
    """Read the address at which the site will stand."""
    if text and not BASE_URL.fullmatch(text):
        raise UsageError(f"not an address: {text!r}; write --base-url https://example.org/")
    return text


def moment(text: str) -> dt.datetime | dt.date | None:
    """Read a time, or a date, which is 00:00 in the site's time zone."""
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"not a time: {text!r}; write --now 2026-11-23T06:00") from error


def site_root() -> Path:
    """Give the site that we stand in."""
    root = find_root(Path.cwd())
    if root is None:
        raise UsageError("no site here: there is no briefings.toml; `briefings new DIR` makes one")
    return root


# --- commands ------------------------------------------------------------------------------------------


def new(folder: Path, manner: Manner) -> int:
    """Make a site that builds."""
    place = Location(str(folder))
    if folder.exists() and not folder.is_dir():
        raise BriefingsError("there is a file of this name", place, hint="name another folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise BriefingsError("this folder is not empty", place, hint="name a new one")
    for source in sorted(SCAFFOLD.rglob("*")):
        name = source.relative_to(SCAFFOLD)
        target = folder / name.with_name(name.name.replace("dot.", ".", 1))
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif source.name != "__pycache__":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    manner.say(
        f"made {folder}: a site with one sample source. Next:\n\n"
        f"    cd {shlex.quote(str(folder))}\n    briefings serve\n"
    )
    return 0


def draft(paths: tuple[str, ...], manner: Manner, executor: str = "") -> int:
    """Draft from sources."""
    gc.set_threshold(*GARBAGE)
    root = site_root()
    named = [source_name(path, root) for path in paths]
    with session(root, Setting(executor=executor), manner) as opened:
        report = opened.draft(named)
    for word, names in (
        ("drafted", report.created),
        ("drafted anew", report.refreshed),
        ("proposed", report.proposed),
    ):
        for name in names:
            manner.say(f"{word}: {name}")
    done = len(report.created) + len(report.refreshed) + len(report.proposed)
    return finish(report, f"{done} {plural(done, 'briefing')} written, {report.kept} unchanged", manner)


def source_name(path: str, root: Path) -> str:
    """Give a source's name below the root, for a path as typed."""
    for full in (Path.cwd() / path, root / path, root / SOURCES / path):
        if full.is_file() and full.resolve().is_relative_to((root / SOURCES).resolve()):
            return full.resolve().relative_to(root.resolve()).as_posix()
    raise BriefingsError("no such source", Location(path), hint=f"sources lie in {SOURCES}/")


def build(options: BuildOptions, manner: Manner) -> int:
    """Build the site."""
    if not options.watch:
        gc.set_threshold(*GARBAGE)
    root = site_root()
    out = (
        Path(os.path.abspath(options.out))  # noqa: PTH100 - resolve() would follow a link, and links are refused
        if options.out
        else root / "site"
    )
    look = before(root, out) if is_repeatable(options, manner) else None
    with session(root, options.setting, manner) as opened:
        if options.watch:
            from briefings import preview  # noqa: PLC0415 - a build alone watches and serves nothing
            from briefings.build.publishing import Publishing  # noqa: PLC0415

            return preview.watch(
                Publishing(opened, out, options.strict, options.look_over),
                manner.say,
                poll=options.poll,
            )
        report = opened.build(out, strict=options.strict, look_over=options.look_over)
    held = "--strict" if options.strict and report.problems else ""
    held = held or ("--check" if options.look_over and report.errors else "")
    summary = f"the old site is left as it is: {held}" if held else f"{report.summary()} into {shown(out)}/"
    code = finish(report, summary, manner, strict=options.strict)
    hidden = left_out(report) if report.hidden and not options.setting.drafts else ""
    if code == 0 and hidden and not manner.as_json:
        manner.say(hidden)
    if code == 0 and look and not opened.has_plugins:
        since, until = opened.span()
        lines = [f"{report.again()} into {shown(out)}/{counted(report)}", *([hidden] if hidden else [])]
        receipt.write(
            root,
            out,
            look,
            arguments=sys.argv[1:],
            since=since,
            until=until,
            problems="".join(f"{problem}\n" for problem in report.problems),
            summary="" if manner.quiet else "".join(f"{printable(line)}\n" for line in lines),
        )
    return code


def before(root: Path, out: Path) -> receipt.Look:
    """Give how the site looked before this build; when we started, it may have been looked at already."""
    look = click.get_current_context().find_object(receipt.Look)
    return look if look and look.is_of(root, out) else receipt.Look(root, out)


def is_repeatable(options: BuildOptions, manner: Manner) -> bool:
    """Whether the same command, given again, would say and do the same where nothing has changed."""
    setting = options.setting
    spoken = manner.verbose or manner.as_json or manner.traceback or manner.profile
    return not (options.watch or setting.fresh or setting.now or spoken)


def shown(path: Path) -> str:
    """Give a path as short as it can be said from here."""
    return min(os.path.relpath(path), str(path), key=len)


def left_out(report: Report) -> str:
    """Say which briefings are not on the site, and how to see them."""
    counts: dict[str, int] = {}
    for _, reason in report.hidden:
        counts[reason] = counts.get(reason, 0) + 1
    words = {"future": "dated in the future", "expired": "expired"}
    shares = [f"{n} {words.get(reason) or plural(n, reason)}" for reason, n in sorted(counts.items())]
    hint = " (--drafts shows all but what has expired)" if "expired" in counts else " (--drafts shows them)"
    return "left out: " + ", ".join(shares) + hint


def serve(host: str, port: int | None, now: str, manner: Manner, *, poll: bool) -> int:
    """Preview the site."""
    from briefings import preview  # noqa: PLC0415 - only here is anything served
    from briefings.server import Address  # noqa: PLC0415

    with session(site_root(), Setting(drafts=True, now=moment(now)), manner) as opened:
        where = Address(host, opened.preview_port() if port is None else port, explicit=port is not None)
        return preview.serve(opened, where, manner.say, poll=poll)


def check(manner: Manner, *, base_url: str, drafts: bool, strict: bool, external: bool) -> int:
    """Look the site over as it would be published; other hosts are asked only where that is wanted."""
    from briefings import external as others  # noqa: PLC0415 - its library takes 60 ms

    setting = Setting(drafts=drafts, base_url=address(base_url), draft=False)
    with session(site_root(), setting, manner) as opened:
        report = opened.check(others.ask if external else None)
    summary = f"{report.built} {plural(report.built, 'file')} checked in {report.seconds * 1000:.0f} ms"
    return finish(report, summary, manner, strict=strict)


def deploy(target: str, remote: str, base_url: str, manner: Manner) -> int:
    """Build, look over and publish."""
    from briefings import deploying  # noqa: PLC0415 - only here is anything published elsewhere

    if remote and not target.startswith(deploying.GIT):
        raise UsageError("--push is for branches: write --to git:BRANCH")
    root = site_root()
    with session(root, Setting(base_url=address(base_url)), manner) as opened:
        report = opened.build(look_over=True)
    if report.errors or report.crashes:
        return finish(report, "nothing was published: the site has errors", manner)
    done = deploying.deploy(root / "site", target, root, remote)
    changed = f"{done.written} {plural(done.written, 'file')} written, {done.removed} removed, {done.kept} unchanged"
    nothing = f"nothing changed: {done.kept} {plural(done.kept, 'file')}"
    return finish(report, f"{changed if done.written or done.removed else nothing} {done.where}", manner)


def why(page: str, manner: Manner) -> int:
    """Say why a page was last built."""
    name = page.removeprefix("/").removeprefix("site/")
    name = name + "index.html" if not name or name.endswith("/") else name
    with session(site_root(), Setting(), manner) as opened:
        causes = opened.why(name)
    if causes is None:
        raise BriefingsError(
            "no such page in the last build", Location(page), hint="write its address: /briefings/SLUG/"
        )
    click.echo(because(name, causes))
    return 0


def eject(file: str, manner: Manner) -> int:
    """Copy a file of the theme into the site, or list them."""
    from briefings.cli import theme  # noqa: PLC0415 - only here

    if file:
        manner.say(f"made {theme.eject(site_root(), file)}")
    else:
        click.echo(theme.listed(site_root()))
    return 0


# --- speaking ------------------------------------------------------------------------------------------


def finish(report: Report, summary: str, manner: Manner, *, strict: bool = False) -> int:
    """Show what is wrong and what was done; gives the exit code."""
    show_problems(report, manner, strict=strict)
    if manner.verbose:
        for name, causes in report.causes:
            manner.say(because(name, causes))
    warnings = len(report.problems) - report.errors
    if manner.as_json:
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))
    manner.say(summary + counted(report))
    if report.crashes:
        click.echo("briefings: a bug of ours; --traceback shows more, please report it", err=True)
        return 3
    return int(report.errors > 0 or (strict and warnings > 0))


def show_problems(report: Report, manner: Manner, *, strict: bool = False) -> None:
    """Show what is wrong; where it is quiet, no warnings but those that count as errors."""
    for problem in report.problems:
        if strict or not manner.quiet or problem.severity == "error":
            click.echo(str(problem), err=True)
    show_crashes(report, manner)


def show_crashes(report: Report, manner: Manner) -> None:
    """Admit bugs of ours; one that struck many pages is told once, with their number."""
    alike: dict[str, list[tuple[str, Exception]]] = {}
    for name, error in report.crashes:
        alike.setdefault(f"{type(error.__cause__).__name__}: {error.__cause__}", []).append((name, error))
    for what, crashes in alike.items():
        if manner.traceback:
            traceback.print_exception(crashes[0][1])
        more = f" (and {len(crashes) - 1} more)" if len(crashes) > 1 else ""
        click.echo(f"{printable(crashes[0][0])}{more}: internal error: {printable(what)}", err=True)


def counted(report: Report) -> str:
    """Give the numbers of errors and warnings, in brackets, where there are any."""
    warnings = len(report.problems) - report.errors
    counts = [f"{n} {plural(n, w)}" for n, w in ((report.errors, "error"), (warnings, "warning")) if n]
    return f" ({', '.join(counts)})" if counts else ""


def because(name: str, causes: Sequence[str]) -> str:
    """Say why an output was made."""
    return f"{name}: " + (f"because of {' ← '.join(causes)}" if causes else "new")


def as_json(report: Report) -> dict[str, Any]:
    """Give a report for programs."""
    return {
        "created": report.created,
        "refreshed": report.refreshed,
        "proposed": report.proposed,
        "answered": report.answered,
        "kept": report.kept,
        "built": report.built,
        "fresh": report.fresh,
        "removed": report.removed,
        "hidden": [{"path": path, "reason": reason} for path, reason in report.hidden],
        "problems": [problem_as_json(problem) for problem in report.problems],
        "seconds": round(report.seconds, 3),
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Give a problem for programs."""
    return {
        "file": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


@contextmanager
def session(root: Path, setting: Setting, manner: Manner) -> Iterator[Session]:
    """Open a site, with a bar on a terminal where it takes long."""
    bar = Bar(enabled=sys.stderr.isatty() and not manner.quiet)
    meter = Meter() if manner.profile else None
    try:
        with Session(root, setting, say=manner.say, progress=bar, meter=meter) as opened:
            yield opened
    finally:
        bar.stop()
        if meter:
            path = root / PROFILE
            path.write_text(meter.table(), "utf-8")
            manner.say(f"seconds a rule and template: {shown(path)}")


class Bar:
    """A progress bar on a terminal, once a command has run for a second; nothing in a pipe."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled
        self._began = time.monotonic()
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far it has come."""
        if not self._enabled or time.monotonic() - self._began < PATIENCE:
            return
        if self._shown is None:
            from rich.console import Console  # noqa: PLC0415 - only where a bar is drawn
            from rich.progress import Progress  # noqa: PLC0415

            self._shown = Progress(console=Console(stderr=True), transient=True)
            self._shown.start()
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(what, total=total)
        self._shown.update(self._tasks[what], completed=done)
        if done >= total:
            self._shown.remove_task(self._tasks.pop(what))
            self.stop()

    def stop(self) -> None:
        """Take the bar away; the next long work draws another."""
        if self._shown is not None:
            self._shown.stop()
        self._shown, self._tasks, self._began = None, {}, time.monotonic()
