"""Inline Markdown, read in one go: the plain part of it, as markdown-it reads it.

Plain are text, escapes, code spans, line breaks, marks, the commonest entities, emphasis whose ends pair off one
within another, and links in brackets to an address of letters, digits and the like. Anything else raises `NotPlain`,
and markdown-it reads the whole text; so nothing here decides a case that the specification needs a page for.

Why the tokens are the same: escapes, code and links bind tighter than emphasis and are read from left to right, as
there. An end of emphasis that can only open or only close matches the last open one; where that one is of another
length or character, or an end could do both, this is not plain. A text without definitions has no link without
an address. Where no such address follows, a bracket is text.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Container, Mapping

from briefings.markdown.links import is_allowed
from briefings.markdown.tokens import InlineToken, Token, text_token
from briefings.markdown.values import NOTE
from briefings.regex import regex

SPECIAL = regex(r"[\\`*_\[&<\n!^~]")
ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
BREAK = regex(r"\\?\n *")
CODE = regex(r"`(?!`)([^`]+)`(?!`)")
RUN = regex(r"\*+|_+")
PAIR = regex(r"(\*\*?|__?)([^\W_](?:[^\\`*_\[&<\n!^~]*[^\W_])?)\1(?=[ .,;:)]|$)")
"""The commonest emphasis at once: within blanks, nothing in it but text."""
ENTITY = regex(r"&(?:#|[A-Za-z][A-Za-z0-9]*;)")
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": "\N{NO-BREAK SPACE}"}
AUTOMATIC = regex(r"<[^<> \n]*>")
LINK = regex(
    r"""
    \[ ([^\[\]\\`<]+) \] \(
    ( https?:// (?:[a-z0-9-]{1,63}\.){1,3} [a-z]{2,63} (?:[/?\#] (?:[a-zA-Z0-9._~/?\#=+:,-]|%[0-9A-F]{2})*)?
    | (?!//) (?:[a-zA-Z0-9._~/-]|%[0-9A-F]{2})* (?:\#[a-zA-Z0-9._~/-]*)?
    ) \)
    """,
    re.VERBOSE,
)
"""A link whose address needs no escape, so that it is its own normal form."""

BLANK, MARK, LETTER = range(3)
BLANKS = "\t\n\v\f\r \N{NO-BREAK SPACE}\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
STRONG = 2  # the length of the longest run that is plain


class NotPlain(Exception):  # noqa: N818 - no error: the other way is taken
    """The text holds what only the whole of markdown-it can read."""


def parse(text: str, cited: Container[str]) -> list[InlineToken]:
    """Give the tokens of the text of a block in which neither a tab nor a definition stands."""
    if SPECIAL.search(text) is None:
        return [text_token(text)] if text else []
    return Inline(text, cited).tokens


class Inline:
    """One text as it is read from left to right: what was made of it, the text not yet made, what is still open."""

    def __init__(self, text: str, cited: Container[str], before: str = " ") -> None:
        self.text = text
        self.cited = cited
        self.before = before
        self.tokens: list[InlineToken] = []
        self.pending: list[str] = []
        self.open: list[str] = []
        self.last_link = text.rfind("](")
        at = 0
        while found := SPECIAL.search(text, at):
            start = found.start()
            if start > at:
                self.pending.append(text[at:start])
            at = READERS[text[start]](self, start)
        self.pending.append(text[at:])
        self.flush()
        if self.open:
            raise NotPlain

    def flush(self) -> None:
        """Make a token of the text that is pending."""
        if self.pending:
            if text := "".join(self.pending):
                self.tokens.append(text_token(text))
            self.pending.clear()

    def add(self, token: InlineToken) -> None:
        """Add a token behind the text that is pending."""
        self.flush()
        self.tokens.append(token)

    def escape(self, at: int) -> int:
        """Read a backslash: it takes the meaning of the mark behind it, breaks the line, or is itself."""
        if found := ESCAPED.match(self.text, at):
            self.pending.append(found[1])
            return found.end()
        if found := BREAK.match(self.text, at):
            self.add(Token("hardbreak", "br"))
            return found.end()
        if self.text.startswith("\\ ", at):
            raise NotPlain  # this blank is none of those that break a line
        self.pending.append("\\")
        return at + 1

    def line_break(self, at: int) -> int:
        """Read the end of a line: two blanks before it break the line."""
        text = "".join(self.pending)
        hard = text.endswith("  ")
        self.pending[:] = [text.rstrip(" ")]
        self.add(Token("hardbreak" if hard else "softbreak", "br"))
        found = BREAK.match(self.text, at)
        return found.end() if found else at + 1

    def code(self, at: int) -> int:
        """Read a code span."""
        found = CODE.match(self.text, at)
        if found is None:
            raise NotPlain
        content = found[1].replace("\n", " ")
        if content[0] == content[-1] == " " and content.strip(" "):
            content = content[1:-1]
        self.add(Token("code_inline", "code", content=content))
        return found.end()

    def emphasis(self, at: int) -> int:
        """Read an end of emphasis; one that can neither open nor close is text."""
        before = self.text[at - 1] if at else self.before
        if before in " \n(" and (pair := PAIR.match(self.text, at)):
            self.mark(pair[1], opens=True)
            self.pending.append(pair[2])
            self.mark(pair[1], opens=False)
            return pair.end()
        run = RUN.match(self.text, at)[0]  # type: ignore[index]  # it begins so
        end = at + len(run)
        opens, closes = flanks(run[0], before, self.text[end : end + 1])
        if not (opens or closes):
            self.pending.append(run)
        elif opens == closes or len(run) > STRONG:
            raise NotPlain
        else:
            if opens:
                self.open.append(run)
            elif not self.open or self.open.pop() != run:
                raise NotPlain
            self.mark(run, opens=opens)
        return end

    def mark(self, run: str, *, opens: bool) -> None:
        """Open or close emphasis."""
        name = "strong" if len(run) == STRONG else "em"
        self.add(Token(f"{name}_open", name, 1) if opens else Token(f"{name}_close", name, -1))

    def bracket(self, at: int) -> int:
        """Read a mark or a link; a bracket that begins neither is text."""
        found = NOTE.match(self.text, at)
        if found and found[1] in self.cited:
            self.add(Token("mark", meta={"labels": [found[1]]}))
            return found.end()
        if at >= self.last_link:
            self.pending.append("[")
            return at + 1
        found = LINK.match(self.text, at)
        if found is None:
            raise NotPlain
        self.add(Token("link_open", "a", 1, attrs={"href": address(found)}))
        self.tokens += Inline(found[1], self.cited, "[").tokens
        self.add(Token("link_close", "a", -1))
        return found.end()

    def entity(self, at: int) -> int:
        """Read one of the commonest entities; an ampersand that begins none is text."""
        found = ENTITY.match(self.text, at)
        if found is None:
            self.pending.append("&")
            return at + 1
        if found[0] not in ENTITIES:
            raise NotPlain
        self.pending.append(ENTITIES[found[0]])
        return found.end()

    def less_than(self, at: int) -> int:
        """Read a less-than sign that begins no link."""
        if AUTOMATIC.match(self.text, at):
            raise NotPlain
        self.pending.append("<")
        return at + 1

    def image(self, at: int) -> int:
        """Read an image whose description is plain text."""
        if not self.text.startswith("![", at):
            self.pending.append("!")
            return at + 1
        found = LINK.match(self.text, at + 1)
        if found is None or SPECIAL.search(found[1]):
            raise NotPlain
        described = {"src": address(found), "alt": found[1]}
        self.add(Token("image", "img", attrs=described, children=(text_token(found[1]),)))
        return found.end()

    def other(self, at: int) -> int:
        """Read a mark that means something only before another: a note within the text, a deletion."""
        if self.text[at : at + 2] in {"^[", "~~"}:
            raise NotPlain
        self.pending.append(self.text[at])
        return at + 1


READERS: Mapping[str, Callable[[Inline, int], int]] = {
    "\\": Inline.escape,
    "\n": Inline.line_break,
    "`": Inline.code,
    "*": Inline.emphasis,
    "_": Inline.emphasis,
    "[": Inline.bracket,
    "&": Inline.entity,
    "<": Inline.less_than,
    "!": Inline.image,
    "^": Inline.other,
    "~": Inline.other,
}


def address(link: re.Match[str]) -> str:
    """Give the address of a link; an empty one, or one that may not be led to, is no plain matter."""
    if not (link[2] and is_allowed(link[2])):
        raise NotPlain
    return link[2]


@functools.lru_cache(4096)
def flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of marks between these characters can open and can close emphasis."""
    left, right = kind(before), kind(after)
    opens = right != BLANK and (right == LETTER or left != LETTER)
    closes = left != BLANK and (left == LETTER or right != LETTER)
    if mark == "_" and opens and closes:
        return left == MARK, right == MARK
    return opens, closes


def kind(character: str) -> int:
    """Say what stands beside a run of marks, as CommonMark divides characters; nothing is a blank."""
    if character in BLANKS:
        return BLANK
    return MARK if unicodedata.category(character)[0] in "PS" else LETTER
