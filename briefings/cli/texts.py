"""`clean` and `facts`: stages on single texts, without a site."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from briefings import cleaning, library, readers
from briefings import facts as finding
from briefings.config import FILES, Config, parse
from briefings.errors import BriefingsError, Location, Problem, UsageError, printable
from briefings.model import Change, Document, Fact, RawText
from briefings.readers import READERS, sidecar

STDIN = "-"


def clean(
    paths: tuple[str, ...], *, out: Path | None, diff: bool, jsonl: bool, as_json: bool, **_: Any
) -> int:
    """Clean texts and show them."""
    if jsonl:
        return answer_lines(paths, library.cleaned_record)
    off = known(configuration().clean.off, cleaning.STEPS)

    def made(raw: RawText) -> cleaning.Cleaned:
        return cleaning.clean(raw, off)

    def shown(result: cleaning.Cleaned) -> str:
        return diff_text(result) if diff else cleaning.markdown(result.document)

    def as_object(result: cleaning.Cleaned) -> dict[str, Any]:
        changes = [change_as_json(change) for change in result.changes]
        return {"path": result.document.path, **library.document_as_json(result.document), "changes": changes}

    return each(paths, made, out, Form(".md", shown, as_object if as_json else None))


def facts(paths: tuple[str, ...], *, out: Path | None, jsonl: bool, as_json: bool, **_: Any) -> int:
    """Find facts and show them."""
    if jsonl:
        return answer_lines(paths, library.facts_record)
    config = configuration()
    steps, finders = known(config.clean.off, cleaning.STEPS), known(config.facts.off, finding.FINDERS)

    def made(raw: RawText) -> tuple[Document, tuple[Fact, ...]]:
        document = cleaning.clean(raw, steps).document
        return document, finding.find(document, finders).items

    def as_object(result: tuple[Document, tuple[Fact, ...]]) -> dict[str, Any]:
        document, found = result
        rows = [finding.as_json(fact) for fact in found]
        return {"path": document.path, "title": document.title, "text": document.text, "facts": rows}

    def shown(result: tuple[Document, tuple[Fact, ...]]) -> str:
        return facts_text(result[1])

    return each(paths, made, out, Form(".json", shown, as_object if as_json or out else None))


def configuration() -> Config:
    """Read the configuration of the site we stand in, if we stand in one."""
    from briefings.build import find_root  # noqa: PLC0415 - only to find the configuration

    root = find_root(Path.cwd())
    if root is None:
        return Config()
    found = {name: root / name for name in FILES}
    return parse(
        {name: path.read_text("utf-8-sig") if path.is_file() else None for name, path in found.items()}
    )


def known(off: Iterable[str], names: Collection[str]) -> list[str]:
    """Give the names that are ours: one of a plug-in, or a mistake, is the concern of `build`."""
    return [name for name in off if name in names]


# --- sources -------------------------------------------------------------------------------------------


class Form(NamedTuple):
    """How a result is shown: the suffix of its file, as text, and as JSON where that is asked for."""

    suffix: str
    as_text: Callable[[Any], str]
    as_object: Callable[[Any], dict[str, Any]] | None


def each(paths: tuple[str, ...], made: Callable[[RawText], Any], out: Path | None, form: Form) -> int:
    """Read, make and show one source after another; one that cannot be read does not stop the others."""
    if not paths:
        raise UsageError("name a file, a folder, or - for standard input")
    objects: list[dict[str, Any]] = []
    failed = False
    named = list(sources(paths))
    if not named:
        raise BriefingsError(
            "no sources here", Location(paths[0]), hint=f"sources end in {', '.join(sorted(READERS))}"
        )
    targets = [] if out is None else [target(out, path, form.suffix, paths) for path in named]
    for path, twin in twins(named, targets):
        raise BriefingsError(
            f"would be written to the same file as {twin}", Location(path), hint="write them apart"
        )
    for number, path in enumerate(named):
        try:
            result = made(read(path))
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


def sources(paths: Iterable[str]) -> Iterator[str]:
    """Give the files that are meant: folders stand for the sources below them."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if is_source(file))
        else:
            yield path


def is_source(file: Path) -> bool:
    """Whether a file in a folder is meant to be read."""
    return file.suffix.lower() in READERS and file.is_file() and not file.is_symlink()


def read(path: str) -> RawText:
    """Read a source with what stands beside it, or standard input; a guess at its encoding is said at once."""
    if path == STDIN:
        return warned(readers.read(sys.stdin.buffer.read(), "stdin.txt"))
    file = Path(path)
    if not file.exists():
        raise BriefingsError("no such file", Location(path))
    if not file.is_file():
        raise BriefingsError("not a plain file", Location(path))
    beside = Path(path + sidecar.SUFFIX)
    decided = sidecar.parse(beside.read_bytes() if beside.is_file() else None, str(beside))
    return warned(readers.read(file.read_bytes(), path, beside=decided))


def warned(raw: RawText) -> RawText:
    """Say what an editor should know of how a source was read."""
    for problem in readers.warnings(raw):
        click.echo(str(problem), err=True)
    return raw


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
    return {"step": change.step, "line": change.line, "before": change.before, "after": change.after}


def diff_text(result: cleaning.Cleaned) -> str:
    """Show each removed or changed line under the step that did it."""
    lines: list[str] = []
    step = ""
    for change in result.changes:
        if change.step != step:
            step = change.step
            lines.append(f"@@ {step} @@")
        lines.append(f"-{change.line}: {printable(change.before)}")
        if change.after is not None:
            lines.append(f"+{change.line}: {printable(change.after) or '(joined to the line above)'}")
    return "\n".join(lines or ["nothing removed, nothing changed"]) + "\n"


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
