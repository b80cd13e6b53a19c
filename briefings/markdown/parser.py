"""The parser: markdown-it without raw HTML, with our rules; configured once, and then it keeps no state."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

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

from briefings.markdown.blocks import align_cells, finish_leaves, lower_headings, shape_timelines
from briefings.markdown.citing import marks
from briefings.markdown.links import is_allowed
from briefings.markdown.tokens import table_section
from briefings.markdown.values import NOTE, Work

NESTING = 100  # levels; deeper text is shown flat, never dropped


@functools.cache
def parser(*, notes: bool = True) -> MarkdownIt:
    """Give the parser, configured once: nothing in it changes afterwards; a line of the box takes no notes."""
    md = MarkdownIt(
        "js-default", {"html": False, "linkify": False, "maxNesting": NESTING}, renderer_cls=Renderer
    )
    md.disable("linkify")  # its rule would be asked only to say that the option is off
    md.validateLink = is_allowed  # type: ignore[method-assign,assignment]  # the documented way
    md.use(deflist_plugin).use(container_plugin, name="timeline", validate=is_timeline, render=no_fence)
    if notes:
        md.use(footnote_plugin).inline.ruler.at("footnote_ref", note_rule)
        for name, write in NOTES:
            md.add_render_rule(name, write)
    md.inline.ruler.before("link", "mark", mark_rule)
    md.block.ruler.before("table", "deep", deep_rule)
    for name, rule in CORE:
        md.core.ruler.push(name, rule)
    return md


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


CORE: tuple[tuple[str, Callable[[StateCore], None]], ...] = (
    ("lower-headings", lower_headings),
    ("timelines", shape_timelines),
    ("cells", align_cells),
    ("leaves", finish_leaves),
)


class Renderer(RendererHTML):
    """Writes what CommonMark does not have: marks, and tables that can be scrolled."""

    def mark(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write the marks of one place."""
        work: Work = env["work"]
        return marks(tokens[idx].meta["labels"], work.cited, work.anchors, tokens[idx].meta.get("use", ""))

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Open a section that scrolls by itself and can be reached by keyboard."""
        work: Work = env["work"]
        work.tables += 1
        return table_section(work.table_label, work.tables) + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Close it."""
        return self.renderToken(tokens, idx, options, env) + "</section>\n"


def notes_open(*_: Any) -> str:
    """Open the list of footnotes; it has no heading, so it is no section."""
    return '<hr>\n<ol class="footnotes">\n'


def notes_close(*_: Any) -> str:
    """Close it."""
    return "</ol>\n"


def note_back(_renderer: Any, tokens: Sequence[Token], idx: int, *_: Any) -> str:
    """Lead back to where a footnote is mentioned, by its number: links of one name lead to one place."""
    number, use = tokens[idx].meta["id"] + 1, tokens[idx].meta["subId"]
    name = f"{number}:{use}" if use > 0 else f"{number}"
    return f' <a href="#fnref{name}" class="back">\u21a9\ufe0e\u00a0[{name}]</a>'


NOTES = (
    ("footnote_block_open", notes_open),
    ("footnote_block_close", notes_close),
    ("footnote_anchor", note_back),
)
"""What is written otherwise than the library would."""
