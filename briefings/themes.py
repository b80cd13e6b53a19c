"""Jinja themes: which files a template depends on, and rendering; what a style sheet is made of.

A name that begins with ``!NAME/`` is a file of the installed theme NAME, also where the theme or the site shadows it.

Invariant: a template is found by asking for each folder of the search path in turn, also for files that are
not there; so a partial that later shadows the base theme's rebuilds the right pages. Autoescape is on for
every template, and an undefined name is an error with file and line.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

import jinja2
import jinja2.meta
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from briefings.errors import BriefingsError, Location, frame
from briefings.meter import Meter
from briefings.model import Value
from briefings.regex import regex

INSTALLED = regex(r"!([A-Za-z0-9][\w.-]*)/(.+)")
IMPORT = regex(r"@import\s+([\"'])!([A-Za-z0-9][\w.-]*)/([^\"'\n]+)\1\s*;")
LOOSE = regex(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|/\*!.*?\*/)|/\*.*?\*/|(?<=\n)\s+""", re.DOTALL)
SUFFIXES = (".html", ".xml", ".txt")

FUNCTIONS = frozenset(
    {"url", "absolute", "asset", "t", "date", "collection", "summary", "data", "foreign", "language"}
)
"""What every template may call: plain functions, which want nothing of Jinja."""

Need = Callable[[str, str], Any]


class References(Value, frozen=True):
    """What a template file mentions: names of templates, and whether it also computes some."""

    names: tuple[str, ...] = ()
    computed: bool = False


class Source(NamedTuple):
    """A template as found: the name it is asked for by, the file, its text."""

    name: str
    path: str
    text: str


class Template(NamedTuple):
    """A template with all that it may load."""

    name: str
    sources: tuple[Source, ...]


def search_path(theme: str) -> tuple[str, ...]:
    """Give the folders in which a theme's files are looked for, nearest first."""
    named = (theme, "default") if theme != "default" else ("default",)
    return tuple(folder for name in named for folder in (f"themes/{name}", f"@{name}"))


def candidates(theme: str, name: str) -> tuple[str, ...]:
    """Give the files that a template's name may stand for, nearest first."""
    installed = INSTALLED.fullmatch(name)
    if installed:
        return (f"@{installed[1]}/{installed[2]}",)
    return tuple(f"{folder}/{name}" for folder in search_path(theme))


def find(need: Need, theme: str, name: str) -> str | None:
    """Give the file that a name stands for, asking for each until one is there."""
    if posixpath.normpath(name) != name or name.startswith(("/", "..")):
        return None
    return next((path for path in candidates(theme, name) if need("file", path) is not None), None)


def references(text: str, path: str) -> References:
    """Parse a template for what it extends, includes and imports; raises on a syntax error."""
    try:
        tree = PARSER.parse(text)
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(error, path, text) from error
    found = list(jinja2.meta.find_referenced_templates(tree))
    names = {name for name in found if name is not None} | alternatives(tree)
    return References(tuple(sorted(names)), None in found)


def alternatives(tree: nodes.Template) -> set[str]:
    """Give the template names in conditional expressions, which Jinja reports as computed."""
    expressions: list[nodes.Expr] = [
        *(statement.template for statement in tree.find_all(nodes.Extends)),
        *(statement.template for statement in tree.find_all(nodes.Include)),
        *(statement.template for statement in tree.find_all(nodes.Import)),
        *(statement.template for statement in tree.find_all(nodes.FromImport)),
    ]
    return {
        node.value
        for expression in expressions
        for node in (expression, *expression.find_all(nodes.Const))
        if isinstance(node, nodes.Const) and isinstance(node.value, str)
    }


def closure(need: Need, theme: str, name: str) -> Template:
    """Give a template with everything that it may load, each file asked for through `need`."""
    waiting, found = [name], dict[str, Source]()
    seen: set[str] = set()
    while waiting:
        at = waiting.pop(0)
        if at in seen:
            continue
        seen.add(at)
        path = find(need, theme, at)
        if path is None:
            continue
        mentioned: References = need("references", path)
        found[at] = Source(at, path, decoded(need("file", path), path))
        waiting += mentioned.names
        if mentioned.computed:
            waiting += all_templates(need, theme)
    if name not in found:
        raise BriefingsError(
            f"no template {name!r}", Location(f"themes/{theme}/{name}"), hint="the theme lacks this file"
        )
    return Template(name, tuple(found.values()))


def all_templates(need: Need, theme: str) -> list[str]:
    """Give the names of all templates: what a computed name may stand for."""
    return [
        path.removeprefix(folder + "/")
        for folder in search_path(theme)
        for path in need("listing", folder).files
        if path.endswith(SUFFIXES) and "/static/" not in path
    ]


def decoded(data: bytes, path: str) -> str:
    """Read a template's bytes."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BriefingsError(
            f"not UTF-8: byte {error.start}", Location(path, data.count(b"\n", 0, error.start) + 1)
        ) from error


class Theme:
    """Renders templates; each is compiled once, and again only when a text is another.

    Invariant: a template is rendered of its own sources alone, whichever templates and versions of them came before. A
    preview that is interrupted goes on with a newer version, and it may begin with any page of it.
    """

    def __init__(
        self, filters: Mapping[str, Callable[..., Any]] | None = None, meter: Meter | None = None
    ) -> None:
        self._meter = meter
        self._sources: dict[str, Source] = {}  # of the last template
        self._last: Template | None = None
        self._environment = environment(jinja2.FunctionLoader(self._load))
        self._environment.filters.update(filters or {})

    def render(self, template: Template, context: Mapping[str, Any]) -> str:
        """Render; raises a BriefingsError with the template's file and line for whatever goes wrong in it."""
        if template is not self._last:
            self._take(template)
        try:
            with self._meter.running("template", template.name) if self._meter else contextlib.nullcontext():
                return self._environment.get_template(template.name).render(own(context))
        except jinja2.TemplateSyntaxError as error:
            source = self._sources.get(error.name or "", template.sources[0])
            raise syntax_error(error, source.path, source.text) from error
        except BriefingsError:
            raise
        except Exception as error:  # noqa: BLE001 - a template may raise anything; what came from elsewhere goes on
            self._translate(error, template)

    def _take(self, template: Template) -> None:
        """Take over a template with all that it may load."""
        self._last = template
        self._sources = {source.name: source for source in template.sources}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Load one of the last template's sources; what is compiled of it stands as long as templates have the same."""
        source = self._sources.get(name)
        return (source.text, source.path, lambda: self._sources.get(name) == source) if source else None

    def _translate(self, error: Exception, template: Template) -> NoReturn:
        """Find the template and line that an error came from; raises it unchanged if it came from elsewhere."""
        texts = {source.path: source.text for source in template.sources}
        place = last_place(error, texts)
        if place is None:
            raise error
        path, line = place
        raise BriefingsError(
            in_words(error), Location(path, line), hint=hint_for(error), frame=frame(texts[path], line)
        ) from error


def own(context: Mapping[str, Any]) -> dict[str, Any]:
    """Give a template lists and tables of its own: those of the graph go to other pages too."""
    return {
        name: copy.copy(value) if isinstance(value, (list, dict)) else value
        for name, value in context.items()
    }


def last_place(error: Exception, paths: Iterable[str]) -> tuple[str, int] | None:
    """Give the innermost template frame of a traceback."""
    known, place, trace = set(paths), None, error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name in known:
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place


def in_words(error: Exception) -> str:
    """Say what went wrong in a template."""
    if isinstance(error, jinja2.TemplatesNotFound):
        return f"no template {', '.join(map(repr, error.templates))}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"no template {error.name!r}"
    if isinstance(error, jinja2.UndefinedError):
        return re.sub(r"^'.+ object' has no attribute ('.+')$", r"nothing here is named \1", str(error))
    return f"{type(error).__name__}: {error}"


def hint_for(error: Exception) -> str:
    """Say what to write instead."""
    if isinstance(error, jinja2.UndefinedError):
        return "ARCHITECTURE.md lists what a template may use"
    return ""


def syntax_error(error: jinja2.TemplateSyntaxError, path: str, text: str) -> BriefingsError:
    """Give a syntax error its place."""
    message = re.sub(
        r"\. Jinja was looking for .* be closed is '(\w+)'\.?$",
        r": {% \1 %} is never closed",
        error.message or "syntax error",
    )
    return BriefingsError(
        message[0].lower() + message[1:].rstrip("."),
        Location(path, error.lineno),
        frame=frame(text, error.lineno),
    )


SPECIAL = regex("[&<>\"']")


def shown(value: Any) -> str:
    """Escape a value as Jinja does; most texts hold nothing special, and are hundreds on a page."""
    if value.__class__ is str and SPECIAL.search(value) is None:
        text: str = value
        return text
    return escape(value)


class Stateless(jinja2.Template):
    """A template whose macros are made anew for each page that imports them: a counter in them begins again."""

    def _get_default_module(
        self, ctx: jinja2.runtime.Context | None = None
    ) -> jinja2.environment.TemplateModule:
        own = {key: ctx.parent[key] for key in ctx.globals_keys - self.globals.keys()} if ctx else {}
        return self.make_module(own)


class Plainly(CodeGenerator):
    """Calls what every template may use as it is: Jinja would look each time whether it wants the context.

    What is written out is escaped by `shown`.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the library's
        """Write a call of one of ours plainly; any other as Jinja does."""
        ours = isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS
        if not ours or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def environment(loader: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    """Make the environment of all templates: a closed list of globals, and no way to the file system."""
    made = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
    )
    made.code_generator_class = Plainly
    made.template_class = Stateless
    made.shown = shown  # type: ignore[attr-defined]  # what `Plainly` writes
    made.globals = {name: made.globals[name] for name in ("range", "dict", "cycler", "joiner", "namespace")}
    return made


PARSER = environment()  # only parses


def with_hashed_urls(css: str, address: Callable[[str], str | None]) -> str:
    """Point the relative `url(…)` of a style sheet at the hashed names of the files."""

    def replaced(found: re.Match[str]) -> str:
        hashed = None if re.match(r"[a-zA-Z][\w+.-]*:|/|#", found[2]) else address(found[2])
        return f"url({found[1]}{hashed}{found[1]})" if hashed else found[0]

    return re.sub(r"url\(\s*([\"']?)([^\"')\s]+)\1\s*\)", replaced, css)


def with_imports(css: str, sheet: Callable[[str], str]) -> str:
    """Put the style sheets of installed themes in the place of ``@import "!NAME/style.css";``."""
    return IMPORT.sub(lambda found: sheet(f"@{found[2]}/static/{found[3]}"), css)


def slim(css: str) -> str:
    """Leave out the comments and the white space before lines, but for comments that begin with ``/*!``."""
    return LOOSE.sub(lambda found: found[1] or "", css)


@functools.lru_cache(256)
def language(lang: str, direction: str) -> Markup:
    """Give the attributes of a text in another language than what stands around it."""
    return Markup(' lang="{}" dir="{}"').format(lang, direction)


def markup(html: str) -> Markup:
    """Mark HTML of our own making as safe to put into a page as it is."""
    return Markup(html)  # noqa: S704 - made by `markdown`, where raw HTML is off and attributes are escaped
