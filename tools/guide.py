# noqa: INP001 - a script, not a package
"""The parts of the guide that follow from the code: reference pages, and what commands print. `make guide` writes it.

A page of `docs/content/pages` is a session in a terminal: blocks of the kind `console` have commands, each behind a
`$`, and below it what it prints; a block of another kind that names a file (```text content/sources/a.txt) is saved
there. They are run in order, in a folder of their own that begins as `docs/examples/PAGE`. Durations are written
as `… ms`.

    python tools/guide.py [--check]

With `--check` nothing is written; it ends with 1 where a page says something else than the code.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from briefings import cleaning, facts
from briefings.cli.commands import briefings as commands
from briefings.config import Config
from briefings.model import Correction, FrontMatter, SourceRef, Value
from briefings.readers.sidecar import Sidecar

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "content" / "pages"
EXAMPLES = ROOT / "docs" / "examples"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STANDS = ".guide-folder"
COMMAND = (
    "from briefings import cards, pagefind; pagefind.installed = lambda: False; cards.font = lambda: None; "
    "from briefings.__main__ import run; run()"
)
"""The command as it is without what the extras add to every site: how many files these are, follows their version."""
LIMIT = 60  # seconds for a command
OURS = {
    "quiet": "Says nothing but errors.",
    "verbose": "Says more.",
    "traceback": "Shows all of a bug of ours.",
}

Rows = Iterable[Sequence[str]]


def main() -> int:
    """Write the pages anew, or look whether they are as they would be written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = 0
    for path, text in written():
        if not path.is_file() or path.read_text("utf-8") != text:
            stale += 1
            print(path.relative_to(ROOT))  # noqa: T201 - a script
            if not check:
                path.write_text(text, "utf-8")
    return 1 if check and stale else 0


def written() -> Iterator[tuple[Path, str]]:
    """Give each page that follows from the code, as it is to be."""
    pages = references()
    yield from ((PAGES / f"{name}.md", text) for name, text in pages.items())
    for path in told():
        yield path, rerun(path.read_text("utf-8"), EXAMPLES / path.stem)


def told() -> list[Path]:
    """Name the pages in which commands are run."""
    return [path for path in sorted(PAGES.glob("*.md")) if "```console\n" in path.read_text("utf-8")]


# --- what commands print -------------------------------------------------------------------------------


def rerun(text: str, begins: Path) -> str:
    """Give a page with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "work")
        shutil.copytree(begins, place) if begins.is_dir() else place.mkdir()
        return BLOCK.sub(lambda found: done(found, place), text)


def done(found: re.Match[str], place: Path) -> str:
    """Do what a block says, and give it as it is then."""
    kind, name, body = found[1], found[2], found[3]
    if kind == "console":
        lines = [line for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(printed(line, place) for line in lines) + "```"
    if name:
        file = standing(place) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, "utf-8")
    return found[0]


def standing(place: Path) -> Path:
    """Give the folder in which the last command ended."""
    stands = place / STANDS
    return Path(stands.read_text("utf-8").strip()) if stands.is_file() else place


def printed(line: str, place: Path) -> str:
    """Give a command with what it prints; the folder in which it ends is where the next one begins."""
    script = (
        f'briefings() {{ "{sys.executable}" -c "{COMMAND}" "$@"; }}\n{line[2:]}\npwd > "{place / STANDS}"\n'
    )
    around = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    around |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "100", "TZ": "UTC"}
    run = subprocess.run(  # noqa: S603 - the commands are ours
        ["bash", "-c", script],  # noqa: S607
        cwd=standing(place),
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    lasting = re.sub(r"\b\d+(?:\.\d+)? ms\b", "… ms", run.stdout)
    return f"{line}\n" + "".join(f"{row.rstrip()}\n" for row in lasting.rstrip().splitlines())


# --- reference pages -----------------------------------------------------------------------------------


def references() -> dict[str, str]:
    """Give the reference pages by name."""
    return {
        "commands": page("Commands", 51, command_pages()),
        "configuration": page("Configuration", 52, configuration()),
        "front-matter": page("Front matter", 53, front_matter()),
        "template-variables": page("Template variables", 54, template_variables()),
    }


def page(title: str, order: int, parts: Iterable[str]) -> str:
    """Give a page of the guide."""
    text = "\n\n".join(part.strip("\n") for part in parts)
    return f'---\ntitle: "{title}"\norder: {order}\n---\n\n{text}\n'


def table(head: Sequence[str], rows: Rows) -> str:
    """Give a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def coded(text: str) -> str:
    """Give a text in code style; nothing for nothing."""
    return f"`{text}`" if text else ""


def command_pages() -> Iterator[str]:
    """Give what every command does and takes."""
    yield "`briefings COMMAND --help` says the same in a terminal."
    named = [(name, command) for name, command in commands.commands.items() if not is_group(command)]
    for name, group in commands.commands.items():
        if isinstance(group, click.Group):
            named += [(f"{name} {below}", command) for below, command in group.commands.items()]
    for name, command in named:
        arguments = [one.make_metavar(click.Context(command)) for one in command.params if is_argument(one)]
        yield f"## briefings {name}"
        yield (command.help or "").strip()
        yield "\n".join(["```text", " ".join(["briefings", name, "[OPTIONS]", *arguments]), "```"])
        options = (one for one in command.params if isinstance(one, click.Option))
        rows = [option_row(option) for option in options if option.name not in OURS]
        if rows:
            yield table(["option", "does"], rows)
    yield "## Every command"
    yield table(
        ["option", "does"],
        [
            ("`-q`, `--quiet`", OURS["quiet"]),
            ("`-v`, `--verbose`", OURS["verbose"]),
            ("`--traceback`", OURS["traceback"]),
            ("`-h`, `--help`", "Shows what a command does and takes."),
        ],
    )
    yield "## Exit codes"
    codes = {
        "0": "Fine; warnings too.",
        "1": "Problems in your files.",
        "2": "The command asks for something that does not exist.",
        "3": "A bug of ours.",
        "130": "Ctrl-C.",
        "143": "SIGTERM.",
    }
    yield table(["code", "means"], codes.items())


def is_group(command: click.Command) -> bool:
    """Whether there are commands below it."""
    return isinstance(command, click.Group)


def is_argument(parameter: click.Parameter) -> bool:
    """Whether it has no name on the command line."""
    return isinstance(parameter, click.Argument)


def option_row(option: click.Option) -> tuple[str, str]:
    """Give the names of an option, and what it does."""
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('')))}"
    names = ", ".join(f"`{name}{value}`" for name in option.opts)
    words = re.sub(r"\s+\[default: (.*)\]$", r" Default: \1.", option.help or "")
    if option.show_default and option.default:
        words += f" Default: {option.default}."
    return names, words


def configuration() -> Iterator[str]:
    """Give all settings, and the names that some of them may have."""
    yield (
        "In `briefings.toml`, or in `pyproject.toml` under `[tool.briefings]`. All keys have defaults, and an unknown "
        "key is an error with the nearest known name."
    )
    for name, kind in typing.get_type_hints(Config).items():
        if isinstance(kind, type) and issubclass(kind, Value):
            yield f"## [{name}]"
            yield from fields(kind, without={"told"})
        elif name == "theme":
            yield "## [theme]"
            yield (
                'Tokens of the theme, such as `accent = "#7a1f5c"`; the same with `dark-` before it is for the dark. '
                "Those of `default`:"
            )
            yield tokens()
        if name == "plugins":
            yield (
                "`[plugins.NAME]` holds the settings of one plug-in; what may stand there, the plug-in says. A preview "
                "that runs is to be started again to see a change in these."
            )
    yield "## Cleaning steps"
    yield "In their order; `briefings clean --diff` shows what each did."
    yield table(["step", "does"], named(cleaning.STEPS))
    yield "## Fact finders"
    yield table(["finder", "does"], named(facts.FINDERS))
    yield "## Beside a source"
    yield "`FILE.toml` holds what you decide about the source `FILE`, which itself is never written."
    yield from fields(Sidecar)


def named(table: Mapping[str, object]) -> Rows:
    """Give names with the first line of what each is documented to do."""
    return [(f"`{name}`", (inspect.getdoc(does) or "").partition("\n")[0]) for name, does in table.items()]


def tokens() -> str:
    """Give the tokens of the default theme, by light and by dark."""
    style = (ROOT / "themes" / "default" / "static" / "style.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): ([^;]+);", found))
        for found in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    rows = [(f"`{name}`", coded(value), coded(dark.get(name, ""))) for name, value in light.items()]
    return table(["token", "light", "dark"], rows)


def front_matter() -> Iterator[str]:
    """Give all keys of a briefing's front matter."""
    yield (
        "Between two lines `---` at the beginning of a Markdown file, as YAML. A briefing written by hand needs only a "
        "title. An unknown key is an error with the nearest known name."
    )
    yield "## Keys"
    yield from fields(FrontMatter)
    yield "## A source"
    yield "Each entry of `sources`:"
    yield from fields(SourceRef)
    yield "## A correction"
    yield "Each entry of `corrections`:"
    yield from fields(Correction)


def template_variables() -> Iterator[str]:
    """Give what the architecture says that a template may use."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    yield text.partition("\n## What a template may use\n")[2].partition("\n## ")[0]


def fields(kind: type[Value], without: Iterable[str] = ()) -> Iterator[str]:
    """Give a table of the fields of a value, with what is written below each in the code."""
    hints, said = typing.get_type_hints(kind), documented(kind)
    rows = [
        (f"`{field.name}`", f"{said[field.name].rstrip('.')} ({worded(hints[field.name])}{default(field)}).")
        for field in msgspec.structs.fields(kind)
        if field.name not in without
    ]
    yield table(["key", "says"], rows)


def documented(kind: type) -> dict[str, str]:
    """Give the text below each field of a class."""
    definition = typing.cast("ast.ClassDef", ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0])
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in itertools.pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


KINDS: Mapping[object, str] = {str: "text", int: "a whole number", bool: "`true` or `false`"}


def worded(hint: object) -> str:
    """Put a type into words."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in KINDS:
        return KINDS[hint]
    if origin is typing.Literal:
        return ", ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        return "a list" if inner[0] is str else f"a list of {worded(inner[0])}"
    if origin in {typing.Union, types.UnionType}:
        known = [one for one in inner if one is not types.NoneType]
        return "a date, or a moment" if len(known) > 1 else worded(known[0])
    return {"date": "a date", "SourceRef": "sources", "Correction": "corrections"}[
        getattr(hint, "__name__", "")
    ]


def default(field: msgspec.structs.FieldInfo) -> str:
    """Say what holds where a key is not there."""
    value = field.default
    if value is msgspec.NODEFAULT or value in ("", None, ()):
        return "; needed" if field.required else ""
    return f"; else `{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":
    sys.exit(main())
