"""The same parser, faster: what is plain is taken as it is, and only the rules that can match are asked.

markdown-it asks every rule at every line and at every mark. Nearly all lines of a briefing begin with a letter, where
none but the paragraph can match; nearly all marks belong to one rule.

Invariant: tokens and HTML are those of the unchanged library, for every text. `tests/unit/test_pace.py` compares
the two over the examples of the CommonMark specification and over made-up texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, mdTrim
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

InlineRule = Callable[[StateInline, bool], bool]

BEGINS: Mapping[str, str] = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "mark": "[",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "footnote_inline": "^",
    "footnote_ref": "[",
}
"""The characters at which an inline rule can match; `link` looks for its ``]`` itself."""

TEXT_END = re.compile(r"[\n\\`~*_\[\]<&^]|!(?=\[)")
"""Where plain text ends: at the marks above, and at the ``]`` that a link must be able to see."""

CODE_INDENT = 4  # columns
LIST_START = re.compile(r"\d{1,9}[.)]")
OPENING = frozenset("“”‘’„«»\"'(¿¡…—–$€£%/,;?")


def quicken(md: MarkdownIt) -> MarkdownIt:
    """Make a parser faster, once all its rules are in place; raises ValueError for an inline rule it does not know."""
    md.inline.terminator_re = TEXT_END
    named = list(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    unknown = [name for name, _ in named if name not in BEGINS and name != "text"]
    if unknown:
        raise ValueError(f"inline rules without their characters: {', '.join(unknown)}")
    md.inline.__class__ = QuickInline
    md.inline.by_mark = {  # type: ignore[attr-defined]  # of the class that it now has
        mark: tuple(rule for name, rule in named if mark in BEGINS.get(name, ""))
        for mark in {character for marks in BEGINS.values() for character in marks}
    }
    md.block.ruler.before("table", "plain", plain_paragraph)
    return md


# --- blocks --------------------------------------------------------------------------------------------


def plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001, ARG001 - the library's signature
    """Read a paragraph all of whose lines begin as no other block can; anything else is for the other rules."""
    last = state.lineMax
    if state.sCount[start] - state.blkIndent >= CODE_INDENT or not is_plain(state, start):
        return False
    line = start + 1
    while line < last and not state.isEmpty(line):
        if not is_plain(state, line):
            return False
        line += 1
    if line < last and is_defined(state, line, last):
        return False
    if line == start + 1:
        content = mdTrim(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    else:
        content = mdTrim(state.getLines(start, line, state.blkIndent, False))  # noqa: FBT003 - positional there
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, line], []
    state.push("paragraph_close", "p", -1)
    return True


def is_plain(state: StateBlock, line: int) -> bool:
    """Whether the line begins with a letter, or with a number or quotation that opens no list."""
    at = state.bMarks[line] + state.tShift[line]
    first = state.src[at]
    if first.isalpha() or first in OPENING:
        return True
    return first.isdigit() and LIST_START.match(state.src, at, at + 11) is None


def is_defined(state: StateBlock, line: int, last: int) -> bool:
    """Whether a definition may follow the paragraph, after at most one empty line."""
    below = line + 1
    if below >= last:
        return False
    at = state.bMarks[below] + state.tShift[below]
    return state.src[at : at + 1] in (":", "~")


# --- inline --------------------------------------------------------------------------------------------


class QuickInline(ParserInline):
    """Asks at each mark only the rules that can match there."""

    by_mark: Mapping[str, tuple[InlineRule, ...]]

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse the text of a block; one without a mark is one token."""
        if TEXT_END.search(src) is None:
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        return super().parse(src, md, env, tokens)

    def tokenize(self, state: StateInline) -> None:
        """Make the tokens of a stretch of text."""
        src, end, most = state.src, state.posMax, state.md.options["maxNesting"]
        search, by_mark = TEXT_END.search, self.by_mark
        while state.pos < end:
            at = state.pos
            found = search(src, at)
            stop = min(found.start(), end) if found else end
            if state.level < most:
                if stop > at:
                    state.append_pending(src[at:stop])
                    state.pos = stop
                    continue
                if any(rule(state, False) for rule in by_mark.get(src[at], ())):  # noqa: FBT003
                    continue
            state.append_pending(src[at])
            state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the library's name
        """Go behind the next token without making it."""
        at, cache = state.pos, state.cache
        if at in cache:
            state.pos = cache[at]
            return
        if state.level >= state.md.options["maxNesting"]:
            super().skipToken(state)
            return
        found = TEXT_END.search(state.src, at)
        stop = min(found.start(), state.posMax) if found else state.posMax
        if stop > at:
            state.pos = stop
        else:
            state.level += 1
            done = any(rule(state, True) for rule in self.by_mark.get(state.src[at], ()))  # noqa: FBT003
            state.level -= 1
            state.pos += not done
        cache[at] = state.pos


# --- HTML ----------------------------------------------------------------------------------------------


class QuickRenderer(RendererHTML):
    """Writes text and bare inline tags without asking anybody."""

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Write the tokens of one block."""
        made: list[str] = []
        rules = self.rules
        for at, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                made.append(escapeHtml(token.content))
            elif kind in rules:
                made.append(rules[kind](tokens, at, options, env))
            elif token.nesting and not token.attrs and not token.block and not token.hidden:
                made.append(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
            else:
                made.append(self.renderToken(tokens, at, options, env))
        return "".join(made)
