"""Markdown to HTML, with citation marks that lead to the sentences they cite.

Invariant: raw HTML stays text, links have a scheme of the allow list, and every attribute is escaped by one
function. The result depends on the arguments alone; the parser is configured once and keeps no state.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape as escaped
from typing import Any, Literal, NamedTuple, Protocol

import msgspec
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from briefings.model import Value
from briefings.slugs import slug

SCHEMES = frozenset({"http", "https", "mailto"})
NESTING = 100  # levels; deeper text is shown flat, never dropped
JOINER = "\N{WORD JOINER}"  # so that a mark never starts a line
TAKEN = frozenset(
    {"main", "key-facts", "on-this-page", "corrections", "sources", "cite", "related", "pinned"}
)
RESERVED = re.compile(r"(?:box|cited|fact|fn|fnref|quote|source|text)(?:-?\d|$)|(?:cited|quote)-")
"""How the ids begin that this tool gives; a heading's never does."""
OUTSIDE = re.compile(r"https?:|//", re.IGNORECASE)
NOTE = re.compile(r"\[\^([^\[\]\s]{1,100})\]")
STOPS = re.compile(r"\s*([.,;:!?…。！？،؛؟।]+[”’»\"')\]]*)")


class Cited(Value, frozen=True):
    """What a mark needs to know: its label, its source's number, its name for screen readers, the sentence."""

    label: str
    number: int
    name: str
    quote: str


class Heading(Value, frozen=True):
    """A heading of the body."""

    id: str
    text: str
    level: int


class Use(Value, frozen=True):
    """A place where labels are cited: the id of its first mark, and where it stands (``paragraph 2``)."""

    id: str
    labels: tuple[str, ...]
    kind: str
    number: int


class Rendered(Value, frozen=True):
    """A body as HTML, and what the page has to know of it.

    `anchors` gives, by label, the id of the cited sentence where the body holds it; `links` the addresses
    within the site, as resolved, with the lines they stand on.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    anchors: dict[str, str] = msgspec.field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    words: int = 0


class Resolve(Protocol):
    """Turns an address as written into the one to put into the page."""

    def __call__(self, href: str, line: int, *, image: bool) -> str:
        """Give the address; the caller reports those that lead nowhere."""


@dataclasses.dataclass
class Work:
    """What the rules find out while one text is rendered; lives as long as that call."""

    cited: Mapping[str, Cited]
    anchors: dict[str, str]
    resolve: Resolve
    first_line: int
    table_label: str
    use_prefix: str
    uses: list[Use] = dataclasses.field(default_factory=list)
    ids: set[str] = dataclasses.field(default_factory=set)
    links: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    headings: list[Heading] = dataclasses.field(default_factory=list)
    words: int = 0


def render(
    body: str, *, first_line: int, cited: Sequence[Cited], resolve: Resolve, table_label: str = "Table"
) -> Rendered:
    """Render a body; the first sentence that a label cites gets an id and lights up when it is led to."""
    work = Work({c.label: c for c in cited}, {}, resolve, first_line, table_label, "text", ids=set(TAKEN))
    html: str = parser().render(body, {"work": work})
    ids = tuple(sorted(work.ids - TAKEN))
    return Rendered(
        html, tuple(work.headings), work.anchors, tuple(work.uses), ids, tuple(work.links), work.words
    )


def render_inline(
    text: str,
    *,
    line: int,
    cited: Sequence[Cited] = (),
    anchors: Mapping[str, str] | None = None,
    resolve: Resolve,
) -> str:
    """Render a line of the box: inline markup only."""
    work = Work({c.label: c for c in cited}, dict(anchors or {}), resolve, line, "", "")
    html: str = parser(notes=False).renderInline(text, {"work": work})
    return html


def marks(labels: Iterable[str], cited: Mapping[str, Cited], anchors: Mapping[str, str], use: str) -> str:
    """Give the HTML of neighbouring marks: one for each source, which leads to its first sentence."""
    firsts: dict[int, Cited] = {}
    for label in labels:
        if label in cited:
            firsts.setdefault(cited[label].number, cited[label])
    shown = []
    for at, mark in enumerate(firsts.values()):
        target = anchors.get(mark.label) or f"quote-{mark.label}"
        attributes = {"class": "mark", "href": f"#{target}", "aria-label": mark.name}
        if use and at == 0:
            attributes["id"] = use
        shown.append(f"{JOINER}{tag('a', attributes)}[{mark.number}]</a>")
    return "".join(shown)


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a start tag; the only place where an attribute is written by us."""
    return f"<{name}" + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items()) + ">"


def plain(text: str) -> str:
    """Give the words of inline Markdown without any markup."""
    work = Work({}, {}, lambda href, _line, *, image: href, 0, "", "")  # noqa: ARG005 - the names are `Resolve`'s
    tokens = parser(notes=False).parseInline(text, {"work": work})
    return folded("".join(words_of(child) for token in tokens for child in token.children or ()))


def words_of(token: Token) -> str:
    """Give what a reader reads of an inline token."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return "".join(words_of(child) for child in token.children or ())
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""


def folded(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def absolute(html: str, base: str) -> str:
    """Make the links of our own HTML absolute: in it, a quotation mark in text is always an entity."""
    from urllib.parse import urljoin  # noqa: PLC0415 - feeds only

    return re.sub(
        r' (href|src)="([^"]*)"', lambda m: f' {m[1]}="{escaped(urljoin(base, unescaped(m[2])))}"', html
    )


def unescaped(text: str) -> str:
    """Take back `escaped`."""
    from html import unescape  # noqa: PLC0415

    return unescape(text)


# --- the parser ----------------------------------------------------------------------------------------


@functools.cache
def parser(*, notes: bool = True) -> MarkdownIt:
    """Configure markdown-it once: nothing in it changes afterwards; a line of the box takes no notes."""
    md = MarkdownIt(
        "js-default", {"html": False, "linkify": False, "maxNesting": NESTING}, renderer_cls=Renderer
    )
    md.validateLink = is_allowed  # type: ignore[method-assign,assignment]  # the documented way
    md.use(deflist_plugin).use(container_plugin, name="timeline", validate=is_timeline, render=no_fence)
    if notes:
        md.use(footnote_plugin).inline.ruler.at("footnote_ref", note_rule)
    md.inline.ruler.before("link", "mark", mark_rule)
    md.block.ruler.before("table", "deep", deep_rule)
    for name, rule in CORE:
        md.core.ruler.push(name, rule)
    return md


def is_allowed(href: str) -> bool:
    """Whether a link may be made of this: http, https, mailto, or an address below this site."""
    bare = re.sub(r"[\x00-\x20]", "", href)
    if bare.startswith(("//", "/\\", "\\")):
        return False
    scheme = re.match(r"([^/?#:]*):", bare)
    return scheme is None or scheme[1].lower() in SCHEMES


def is_timeline(params: str, *_: Any) -> bool:
    """Whether a container is a timeline."""
    return params.strip() == "timeline"


def no_fence(*_: Any) -> str:
    """Write nothing for the fence of a timeline: its list says what it is."""
    return ""


def mark_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Read ``[^label]`` where the label is one of the briefing's citations; others are footnotes."""
    found = NOTE.match(state.src, state.pos, state.posMax)
    if found is None or found[1] not in state.env["work"].cited:
        return False
    if not silent:
        token = state.push("mark", "", 0)
        token.meta = {"labels": [found[1]]}
    state.pos = found.end()
    return True


def note_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Read a footnote's number; the library would look for its end through all the rest of the text."""
    return NOTE.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)


def deep_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's
    """Read what lies too deep as one paragraph: the library would drop it without a word."""
    if silent or state.level < NESTING - 2:  # a list opens two levels
        return False
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, keepLastLF=False).strip()
    inline.map, inline.children = [start, end], []
    state.push("paragraph_close", "p", -1)
    return True


class Inline(NamedTuple):
    """An inline token with the token that opens its block (itself where there is none) and its line in the file."""

    token: Token
    block: Token
    line: int


def inlines(state: StateCore) -> list[Inline]:
    """Give the inline tokens of a text with their blocks."""
    found = []
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        if token.type == "inline":
            line = state.env["work"].first_line + (token.map[0] if token.map else 0)
            found.append(Inline(token, before or token, line))
    return found


def lower_headings(state: StateCore) -> None:
    """Make a level-one heading of the body a level-two one: the page has its title."""
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def name_headings(state: StateCore) -> None:
    """Give each heading an id of its own."""
    work: Work = state.env["work"]
    for token, block, _ in inlines(state):
        if block.type != "heading_open":
            continue
        text = folded("".join(words_of(child) for child in token.children or ()))
        name = slug(text)
        name = unused(f"section-{name}" if RESERVED.match(name) else name, work.ids)
        block.attrSet("id", name)
        work.headings.append(Heading(name, text, int(block.tag[1])))


def unused(name: str, taken: set[str]) -> str:
    """Give the name, or the name with the first free number; it is taken from now on."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    taken.add(free)
    return free


def resolve_links(state: StateCore) -> None:
    """Ask for the address of each link and image."""
    work: Work = state.env["work"]
    for token, _, line in inlines(state):
        for child, below in with_lines(token.children or (), line):
            if child.type == "image":
                child.attrSet("src", work.resolve(str(child.attrGet("src") or ""), below, image=True))
            elif child.type == "link_open":
                href = work.resolve(str(child.attrGet("href") or ""), below, image=False)
                child.attrSet("href", href)
                if OUTSIDE.match(href):
                    child.attrSet("rel", "nofollow noopener noreferrer")
                elif not href.lower().startswith("mailto:"):
                    work.links.append((href, below))


def with_lines(children: Iterable[Token], line: int) -> Iterable[tuple[Token, int]]:
    """Give inline tokens with the line of the file they stand on."""
    for child in children:
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1


def count_words(state: StateCore) -> None:
    """Count words for the reading time; in scripts without spaces two characters count as one."""
    work: Work = state.env["work"]
    for token, _, _ in inlines(state):
        work.words += count("".join(words_of(child) for child in token.children or ()))


def count(text: str) -> int:
    """Count the words of a text."""
    dense = len(re.findall(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", text))
    return len(re.findall(r"[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+", text)) + dense // 2


# --- cited sentences -----------------------------------------------------------------------------------


def wrap_cited(state: StateCore) -> None:
    """Put each cited sentence that the body holds into a span with an id; a line of the box is no place for it."""
    if state.inlineMode:
        return
    work: Work = state.env["work"]
    waiting = {folded(c.quote): c for c in reversed(list(work.cited.values())) if c.quote}
    for token, _, _ in inlines(state):
        for quote, cite in list(waiting.items()):
            found = quote_pattern(quote).search(text_of(token.children or []))
            if found is None:
                continue
            del waiting[quote]
            name = work.anchors.get(cite.label) or unused(f"cited-{cite.label}", work.ids)
            token.children = wrapped(token.children or [], found.span(), name)
            for other in work.cited.values():
                if folded(other.quote) == quote:
                    work.anchors[other.label] = name


@functools.lru_cache(4096)
def quote_pattern(quote: str) -> re.Pattern[str]:
    """Match a quotation whatever its white space."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def text_of(children: Sequence[Token]) -> str:
    """Give the words of inline tokens, with the same length for each token as `wrapped` counts."""
    return "".join(words_of(child) for child in children)


def wrapped(children: Sequence[Token], span: tuple[int, int], name: str) -> list[Token]:
    """Open a span at `span[0]` and close it at `span[1]`; markup that is cut by an end is taken in whole."""
    start, end = span
    made: list[Token] = []
    at, opened, closed = 0, False, False
    for group in groups(children):
        rest = group
        if not opened and at + len(text_of(rest)) > start:
            before, rest = cut(rest, start - at, whole="after")
            made += [*before, span_open(name)]
            at += len(text_of(before))
            opened = True
        length = len(text_of(rest))
        if opened and not closed and at + length >= end:
            inside, after = cut(rest, end - at, whole="before")
            made += [*inside, Token("cited_close", "span", -1), *after]
            closed = True
        else:
            made += rest
        at += length
    return made


def span_open(name: str) -> Token:
    """Make the start of a cited sentence."""
    return Token("cited_open", "span", 1, attrs={"class": "cited", "id": name})


def groups(children: Sequence[Token]) -> list[list[Token]]:
    """Cut inline tokens into leaves and whole elements."""
    found: list[list[Token]] = []
    depth = 0
    for child in children:
        if depth == 0:
            found.append([])
        found[-1].append(child)
        depth += child.nesting
    return found


def cut(group: list[Token], at: int, *, whole: Literal["before", "after"]) -> tuple[list[Token], list[Token]]:
    """Cut a text leaf in two; anything else goes whole to one side."""
    leaf = group[0]
    if at <= 0:
        return [], group
    if len(group) == 1 and leaf.type == "text" and at < len(leaf.content):
        return [text_token(leaf.content[:at])], [text_token(leaf.content[at:])]
    return (group, []) if whole == "before" or at >= len(text_of(group)) else ([], group)


def text_token(content: str) -> Token:
    """Make a text leaf."""
    return Token("text", "", 0, content=content)


# --- marks ---------------------------------------------------------------------------------------------


def join_marks(state: StateCore) -> None:
    """Join neighbouring marks, put them behind the full stop, and number the places that cite."""
    work: Work = state.env["work"]
    paragraph = 0
    for token, block, _ in inlines(state):
        paragraph += block.type == "paragraph_open"
        children = joined(token.children or [])
        for child in children:
            if child.type == "mark" and work.use_prefix:
                use = Use(
                    f"{work.use_prefix}-{len(work.uses) + 1}",
                    tuple(child.meta["labels"]),
                    "paragraph",
                    max(1, paragraph),
                )
                child.meta["use"] = use.id
                work.uses.append(use)
                work.ids.add(use.id)
        token.children = children


def joined(children: Sequence[Token]) -> list[Token]:
    """Merge marks that only white space parts, and move the stop that follows them to their front."""
    made: list[Token] = []
    for child in children:
        if child.type == "mark":
            drop_blank_end(made)
            if made and made[-1].type == "mark":
                made[-1].meta["labels"] += child.meta["labels"]
                continue
        elif child.type == "text" and made and made[-1].type == "mark":
            stop = STOPS.match(child.content)
            if stop:
                made.insert(-1, text_token(stop[1]))
                child.content = child.content[stop.end() :]
        made.append(child)
    return made


def drop_blank_end(tokens: list[Token]) -> None:
    """Take white space and line breaks away from the end of a run of tokens."""
    while tokens and tokens[-1].type in {"text", "softbreak"} and not tokens[-1].content.strip():
        tokens.pop()
    if tokens and tokens[-1].type == "text":
        tokens[-1].content = tokens[-1].content.rstrip()


# --- blocks --------------------------------------------------------------------------------------------


def align_cells(state: StateCore) -> None:
    """Say by a class how a cell is aligned: an inline style would need a weaker content security policy."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).removeprefix("text-align:")}


def shape_timelines(state: StateCore) -> None:
    """Make the list in a timeline an ordered one, and what stands before its first colon a date."""
    depth = 0
    for token in state.tokens:
        depth += {"container_timeline_open": 1, "container_timeline_close": -1}.get(token.type, 0)
        if depth and token.type in {"bullet_list_open", "bullet_list_close"}:
            token.tag = "ol"
            if token.nesting > 0:
                token.attrSet("class", "timeline")
        elif depth and token.type == "inline" and token.children:
            token.children = dated(token.children)


def dated(children: list[Token]) -> list[Token]:
    """Mark up the date at the beginning of a line of a timeline."""
    head, colon, rest = children[0].content.partition(":")
    if children[0].type != "text" or not colon:
        return children
    attributes: dict[str, str | int | float] = {"datetime": head} if is_date(head) else {}
    opening = Token("time_open", "time" if attributes else "b", 1, attrs=attributes)
    closing = Token("time_close", opening.tag, -1)
    return [opening, text_token(head), closing, text_token(f" {rest.lstrip()}"), *children[1:]]


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, or a year, or a year and month."""
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    try:
        return parts is not None and bool(dt.date(*(int(part or 1) for part in parts.groups())))
    except ValueError:
        return False


CORE: tuple[tuple[str, Callable[[StateCore], None]], ...] = (
    ("lower-headings", lower_headings),
    ("timelines", shape_timelines),
    ("cells", align_cells),
    ("links", resolve_links),
    ("words", count_words),
    ("marks", join_marks),
    ("cited", wrap_cited),
    ("headings", name_headings),
)


class Renderer(RendererHTML):
    """Writes what CommonMark does not have: marks, and tables that can be scrolled."""

    def mark(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write the marks of one place."""
        work: Work = env["work"]
        return marks(tokens[idx].meta["labels"], work.cited, work.anchors, tokens[idx].meta.get("use", ""))

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Open a section that scrolls by itself and can be reached by keyboard."""
        attributes = {"class": "table", "tabindex": "0", "aria-label": env["work"].table_label}
        return tag("section", attributes) + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Close it."""
        return self.renderToken(tokens, idx, options, env) + "</section>\n"
