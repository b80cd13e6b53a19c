"""Who may import whom. Imports inside functions count: that is where cycles hide."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefings"

LAYERS = (
    {"regex", "errors"},
    {"model", "toml", "config", "frontmatter"},
    {"texts", "slugs", "languages", "sentences", "dates", "tenses", "support", "box"}
    | {"numbers", "words", "hedges", "escaping", "formats", "datelines", "likeness", "licences"},
    {"readers", "cleaning", "facts", "drafting", "markdown", "pages", "themes", "graph", "traces", "meter"}
    | {"audit", "cards", "letters"},
    {"inputs", "state", "plugins", "rules", "receipt", "studies"},
    {"output", "build", "library", "pagefind", "indexer", "importing"},
    {"watcher", "server"},
    {"preview", "manuscripts", "deploying", "external", "cli"},
    {"__main__", ""},  # "" is the package itself
)  # fmt: skip
"""A module may import what stands above it, and its neighbours as long as there is no cycle."""

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

STAGES = {"readers", "cleaning", "facts", "drafting", "markdown", "pages", "themes", "cards", "letters"}

ALONE: Mapping[str, set[str]] = {
    "regex": set(),  # everything may import it
    "errors": {"regex"},
    "graph": {"traces", "meter"},  # the engine knows nothing of briefings
    "traces": set(),
    "meter": set(),
    "model": set(),
    "toml": {"errors", "model"},
    "config": {"errors", "model", "regex", "toml"},
    "watcher": {"errors", "regex"},  # what they do to a site they are handed
    "server": {"errors", "regex"},
    "library": {"errors", "model", "cleaning", "facts"},  # what others import must not open a site
    "receipt": set(),  # it runs before anything is imported
    "__main__": {"cli", "receipt"},
    "": {"library"},
}
"""Modules that may import less than their layer allows."""

EXCEPTIONS = {
    ("frontmatter", "escaping"),  # a title that stands in the body is unescaped as drafting escaped it
    ("pages", "markdown"),  # the words of a fact are Markdown too, rendered as the body is
}
"""Imports that the layers would forbid, each with its reason."""

HOMES: Mapping[str, set[str]] = {
    "babel": {"texts", "formats"},
    "cbor2": {"pagefind"},
    "charset_normalizer": {"readers"},
    "click": {"cli"},
    "distributed": {"build"},
    "feedparser": {"readers"},
    "ftfy": {"cleaning"},
    "jinja2": {"themes"},
    "mammoth": {"readers"},
    "markdown_it": {"markdown"},
    "markupsafe": {"themes"},  # a part of jinja2
    "mdit_py_plugins": {"markdown"},
    "packaging": {"licences"},
    "PIL": {"cards"},
    "msgspec": {"config", "facts", "formats", "frontmatter", "markdown", "model", "readers", "state", "toml"},
    "pypdf": {"readers"},
    "rich": {"cli"},
    "trafilatura": {"readers"},
    "watchdog": {"watcher"},
    "yaml": {"frontmatter"},
}
"""Where a library may be imported."""

LAZY = {
    "yaml",
    "ftfy",
    "babel",
    "rich",
    "charset_normalizer",
    "trafilatura",
    "feedparser",
    "mammoth",
    "pypdf",
    "packaging",
    "cbor2",
    "PIL",
}
"""Libraries that take long to import: only within the function that needs them."""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


FILES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in FILES.items()}


@cache
def imported(node: ast.AST) -> tuple[str, ...]:
    """Give what is imported by a node and all within it, as dotted names."""
    names: list[str] = []
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            names += (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert found.level == 0, "relative imports hide where something comes from"
            names += (f"{found.module}.{alias.name}" for alias in found.names)
    return tuple(names)


def part(module: str) -> str:
    """Give the name by which a module stands in the table."""
    return module.split(".")[1] if "." in module else ""


def ours(module: str) -> set[str]:
    """Give the parts of the package that a module imports, other than its own."""
    names = {part(name) for name in imported(TREES[module]) if name.split(".")[0] == "briefings"}
    return names - {part(module), "__version__"}


def top_level(module: str) -> Iterator[str]:
    """Give what is imported when the module is: not within functions, nor for types alone."""
    for node in TREES[module].body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If):
            yield from imported(node)


def libraries(names: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"briefings", "__future__"}


def test_every_module_has_a_layer() -> None:
    assert {part(module) for module in FILES} == set(RANK)


@pytest.mark.parametrize("module", FILES)
def test_imports_go_down(module: str) -> None:
    here = part(module)
    allowed = ALONE.get(here, {name for name in RANK if RANK[name] <= RANK[here]})
    if here in STAGES:
        allowed = allowed - STAGES - {"graph"}
    forbidden = {name for name in ours(module) - allowed if (here, name) not in EXCEPTIONS}

    assert not forbidden


def test_the_exceptions_are_needed() -> None:
    used = {(part(module), name) for module in FILES for name in ours(module)}

    assert used >= EXCEPTIONS


def test_there_is_no_cycle_of_modules() -> None:
    """Counted by module, so that the modules of one package are looked at too."""
    needs = {module: files_of(module) for module in FILES}
    done: set[str] = set()
    while free := {module for module in needs if module not in done and needs[module] <= done}:
        done |= free

    assert set(needs) - done == set()


def files_of(module: str) -> set[str]:
    """Give the modules that a module imports; a package's own `__init__` is not one of its modules' needs."""
    found = set()
    for name in imported(TREES[module]):
        target = name if name in FILES else name.rpartition(".")[0]
        if target in FILES and target not in {module, "briefings"}:
            found.add(target)
    return found


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_where_it_belongs(library: str) -> None:
    users = {part(module) for module in FILES if library in libraries(imported(TREES[module]))}

    assert users == HOMES[library]


def test_no_other_library_is_imported() -> None:
    assert {name for module in FILES for name in libraries(imported(TREES[module]))} == set(HOMES)


def test_every_dependency_is_used_and_every_library_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins"}
    packages["charset_normalizer"] = "charset-normalizer"
    named = {re.split(r"[<>=\[ ]", dependency)[0] for dependency in project["dependencies"]}
    of_extras = {"PIL", "cbor2", "distributed", "feedparser", "mammoth", "pypdf", "trafilatura"}
    used = {packages.get(name, name) for name in HOMES} - of_extras - {"markupsafe"}  # a part of jinja2

    assert named == used


@pytest.mark.parametrize("module", FILES)
def test_what_is_slow_to_import_is_imported_when_it_is_needed(module: str) -> None:
    assert not libraries(top_level(module)) & LAZY


def test_the_command_line_imports_nothing_heavy_before_a_command_runs() -> None:
    """Help must not wait: only click, and our modules of two names, when `cli` is imported."""
    assert libraries(top_level("briefings.cli")) | libraries(top_level("briefings.cli.commands")) == {"click"}
    assert ours("briefings.__main__") == {"cli", "receipt"}
    for module in ("briefings.cli", "briefings.cli.commands"):
        assert {part(name) for name in top_level(module) if name.startswith("briefings.")} <= {
            "cli",
            "errors",
            "__version__",
        }


def test_excepting_everything_stands_where_a_reason_is() -> None:
    """`except Exception` hides bugs: each place is known."""
    places = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and (node.type is None or is_broad(node.type))
    }

    assert places <= {
        "briefings.build.asking",  # code of others, about one source
        "briefings.build.executors",  # what a worker cannot study, this process does, and shows why not
        "briefings.build.workers",  # what a worker cannot make, the first process makes, and shows why not
        "briefings.graph",  # one product: a bug in it must not stop the others
        "briefings.rules",  # tells a bug of ours from a mistake of the user's
        "briefings.cli",  # everything
        "briefings.output",  # cleans up, raises again
        "briefings.plugins",  # code of others
        "briefings.preview",  # one build of many
        "briefings.readers.guarded",  # whatever a library does with hostile files
        "briefings.readers.html",  # whatever a library does with hostile markup
        "briefings.server.http",  # one request
        "briefings.server.listen",  # one visitor
        "briefings.themes",  # whatever a template does
    }
    assert "briefings.cli" in places


def is_broad(kind: ast.expr) -> bool:
    return isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}


@pytest.mark.parametrize("module", FILES)
def test_every_module_opens_with_its_purpose(module: str) -> None:
    assert ast.get_docstring(TREES[module])


@pytest.mark.parametrize("module", FILES)
def test_printing_and_leaving_is_the_business_of_the_command_line(module: str) -> None:
    if part(module) in {"cli", "__main__"}:
        return
    called = {
        node.func.id
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not called & {"print", "input", "exit", "quit", "breakpoint"}
