"""`clean` and `facts`: stages on single texts, without a site."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from briefings import cleaning, library
from briefings import facts as finding
from briefings.cli import changes, keeping
from briefings.cli.stages import STDIN, Stages, configured, known_encoding, read, sources
from briefings.errors import BriefingsError, Location, Problem, UsageError, printable
from briefings.model import Change, Document, Fact, RawText


class CleanOptions(NamedTuple):
    """What `clean` was asked for."""

    out: Path | None = None
    diff: bool = False
    keep: tuple[int, ...] = ()
    encoding: str = ""
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False


def clean(paths: tuple[str, ...], *, jsonl: bool, traceback: bool, **given: Any) -> int:  # noqa: ARG001 - of the boundary
    """Clean texts and show them."""
    options = CleanOptions(**given)
    if options.keep:
        keeping.refuse(paths, stdin=STDIN, is_jsonl=jsonl)
    if jsonl:
        return answer_lines(paths, library.cleaned_record)
    stages = configured()

    def cleaned(raw: RawText) -> cleaning.Cleaned:
        return cleaning.clean(raw, stages.steps_off, stages.registry.steps)

    def made(raw: RawText) -> cleaning.Cleaned:
        if not options.keep:
            return cleaned(raw)
        kept = keeping.keep(raw, options.keep, cleaned)
        if not options.quiet:
            click.echo(kept.words, err=True)
        return cleaned(kept.raw)

    def shown(result: cleaning.Cleaned) -> str:
        if not options.diff:
            return cleaning.markdown(result.document)
        colour = options.out is None and in_colour()
        return changes.shown(result.changes, verbose=options.verbose, colour=colour)

    def as_object(result: cleaning.Cleaned) -> dict[str, Any]:
        return {
            "path": result.document.path,
            **library.document_as_json(result.document),
            "changes": [change_as_json(change) for change in result.changes],
        }

    job = Job(stages, made, options.out, known_encoding(options.encoding, paths))
    suffix = ".json" if options.as_json else ".diff" if options.diff else ".md"
    return each(paths, job, Form(suffix, shown, as_object if options.as_json else None))


def facts(
    paths: tuple[str, ...], *, out: Path | None, jsonl: bool, as_json: bool, encoding: str, **_: Any
) -> int:
    """Find facts and show them."""
    if jsonl:
        return answer_lines(paths, library.facts_record)
    stages = configured()

    def made(raw: RawText) -> tuple[Document, tuple[Fact, ...]]:
        document = cleaning.clean(raw, stages.steps_off, stages.registry.steps).document
        finders = stages.registry.finders
        answers = stages.answers(finding.questions(document, stages.finders_off, finders))
        return document, finding.find(document, stages.finders_off, finders, answers).items

    def as_object(result: tuple[Document, tuple[Fact, ...]]) -> dict[str, Any]:
        document, found = result
        rows = [finding.as_json(fact) for fact in found]
        return {"path": document.path, "title": document.title, "text": document.text, "facts": rows}

    def shown(result: tuple[Document, tuple[Fact, ...]]) -> str:
        return facts_text(result[1])

    job = Job(stages, made, out, known_encoding(encoding, paths))
    return each(paths, job, Form(".json", shown, as_object if as_json or out else None))


def in_colour() -> bool:
    """Whether standard output is a terminal that wants colours (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


# --- sources -------------------------------------------------------------------------------------------


class Job(NamedTuple):
    """How each source is read, what is made of it, where to, and in what encoding standard input is."""

    stages: Stages
    made: Callable[[RawText], Any]
    out: Path | None
    encoding: str


class Form(NamedTuple):
    """How a result is shown: the suffix of its file, as text, and as JSON where that is asked for."""

    suffix: str
    as_text: Callable[[Any], str]
    as_object: Callable[[Any], dict[str, Any]] | None


def each(paths: tuple[str, ...], job: Job, form: Form) -> int:
    """Read, make and show one source after another; one that cannot be read does not stop the others."""
    if not paths:
        raise UsageError("name a file, a folder, or - for standard input")
    objects: list[dict[str, Any]] = []
    failed = False
    out, known = job.out, job.stages.registry.readers
    named = list(sources(paths, known))
    if not named:
        raise BriefingsError(
            "no sources here", Location(paths[0]), hint=f"sources end in {', '.join(sorted(known))}"
        )
    targets = [] if out is None else [target(out, path, form.suffix, paths) for path in named]
    for path, twin in twins(named, targets):
        raise BriefingsError(
            f"would be written to the same file as {twin}", Location(path), hint="write them apart"
        )
    for number, path in enumerate(named):
        try:
            result = job.made(read(path, job.stages, job.encoding))
        except BriefingsError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        if out is not None:
            text = json_text(form.as_object(result)) if form.as_object else form.as_text(result)
            write(targets[number], path, text)
        elif form.as_object:
            objects.append(form.as_object(result))
        else:
            title = f"==> {printable(path)} <==\n" if len(named) > 1 else ""
            click.echo(("\n" if number else "") + title + form.as_text(result).rstrip("\n"))
    if form.as_object and out is None:
        single = len(paths) == 1 and not Path(paths[0]).is_dir()
        click.echo(json_text(objects[0] if single and objects else objects).rstrip("\n"))
    return int(failed)


def target(folder: Path, path: str, suffix: str, paths: tuple[str, ...]) -> Path:
    """Give the file for a result: in the same subfolder as its source."""
    name = Path("stdin" if path == STDIN else path)
    base = next(
        (Path(given) for given in paths if given != STDIN and Path(given) in name.parents), name.parent
    )
    return folder / name.relative_to(base).with_suffix(suffix)


def twins(named: Sequence[str], targets: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Give the sources whose results would be written over each other's."""
    first: dict[Path, str] = {}
    for path, target in zip(named, targets, strict=False):
        if first.setdefault(target, path) != path:
            yield path, first[target]


def write(target: Path, path: str, text: str) -> None:
    """Write a result, but never over its own source."""
    if target.exists() and target.resolve() == Path(path).resolve():
        raise BriefingsError(
            "would be written over the source itself", Location(path), hint="name another --out"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


# --- showing -------------------------------------------------------------------------------------------


def json_text(value: Any) -> str:
    """Write JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def change_as_json(change: Change) -> dict[str, Any]:
    """Give a change for programs; `after` is null where the line was removed."""
    shown = {"step": change.step, "line": change.line, "before": change.before, "after": change.after}
    more = {"into": change.into, "mark": change.mark}
    return {**shown, **{name: value for name, value in more.items() if value}}


def facts_text(found: Iterable[Fact]) -> str:
    """Show facts for people: what it says, and where that stands."""
    lines: list[str] = []
    for fact in found:
        more = [fact.answer] if fact.answer and fact.answer not in fact.text else []
        more += [value for value in (fact.iso, fact.speaker) if value]
        label = fact.kind + (f" ({', '.join(more)})" if more else "")
        lines += [
            f"{label}: {fact.text}",
            f"    line {fact.line}, {fact.quote_span[0]}–{fact.quote_span[1]}: {fact.quote}",
        ]
    return "\n".join(lines or ["no facts found"]) + "\n"


def checked_object(record: object, number: int) -> dict[str, Any]:
    """Give a record back; raises for what is no JSON object."""
    if not isinstance(record, dict):
        raise BriefingsError("not a JSON object", Location("stdin", number))
    return record


def answer_lines(paths: tuple[str, ...], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer each line of standard input with one line; lines end at a line feed only."""
    if paths not in {(), (STDIN,)}:
        raise UsageError("--jsonl reads standard input; name no files")
    failed = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        record = None
        try:
            record = json.loads(line)
            result = answer(checked_object(record, number))
        except (ValueError, RecursionError, BriefingsError) as error:
            message = error.problem.message if isinstance(error, BriefingsError) else f"not JSON: {error}"
            click.echo(str(Problem(Location("stdin", number), message)), err=True)
            result, failed = {"id": identity(record), "error": message}, 1
        sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    return failed


def identity(record: object) -> object:
    """Give the id of a record that could not be answered, so that its answer can be told from others."""
    return record.get("id") if isinstance(record, dict) else None
