"""The two parts of a Markdown file: the YAML between its `---` lines, and the text below.

Invariant: no line is lost: line `body_line` of the file is the first line of the body.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefings.errors import BriefingsError, Location
from briefings.escaping import unescape
from briefings.regex import regex

LIMIT = 64 * 1024  # bytes of front matter
FENCE = regex(r"---[ \t]*$", re.MULTILINE)
CLOSING = regex(r"^---[ \t]*$", re.MULTILINE)
CODE = regex(r" {0,3}(```+|~~~+)")
HEADING = regex(r" {0,3}#[ \t]+(?P<words>.*)$")
INLINE = regex(
    r"(?<!\\)(`+)(?P<code>[^`]+)\1|(?<![!\\])\[(?P<link>[^\]\[]+)\]\([^()\s]*\)|"
    r"(?<![\\*])(\*\*?)(?=[^\s*])(?P<text>[^*]*[^\s*\\])\4(?!\*)"
)
HEADING_END = regex(r"(?:^|[ \t])#+[ \t]*$")


class Parts(NamedTuple):
    """A file cut in two; `yaml` begins at line 2, or is empty where there is no front matter."""

    yaml: str
    body: str
    body_line: int


def unified(text: str) -> str:
    """Take away a byte order mark, and end all lines alike."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, path: str) -> Parts:
    """Cut a file at its fences; front matter that is too long, or never closed, is an error."""
    text = unified(text)
    opening = FENCE.match(text)
    if not opening:
        return Parts("", text, 1)
    closing = CLOSING.search(text, opening.end())
    if not closing:
        hint = "write `---` on a line of its own below the last key, or take the first line away"
        raise BriefingsError("the front matter is never closed", Location(path, 1, 1), hint=hint)
    yaml = text[opening.end() + 1 : closing.start()]
    if len(yaml) > LIMIT or len(yaml.encode("utf-8", "replace")) > LIMIT:
        hint = "move what is not about the briefing itself into the text"
        raise BriefingsError("the front matter is longer than 64 KiB", Location(path, 1), hint=hint)
    return Parts(yaml, text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2)


def title_of(body: str) -> tuple[str, str]:
    """Find the first ``# `` heading outside of code; in the body that is left its line is empty."""
    lines, fence = body.split("\n"), ""
    for at, line in enumerate(lines):
        if code := CODE.match(line):
            fence = after_code_fence(fence, code[1])
        elif not fence and (found := HEADING.match(line)):
            lines[at] = ""
            return heading_words(found["words"]), "\n".join(lines)
    return "", body


def after_code_fence(fence: str, found: str) -> str:
    """Give the fence that is open after a line that begins with `found`."""
    if not fence:
        return found
    return "" if found.startswith(fence) else fence


def heading_words(markdown: str) -> str:
    """Give the words of a heading, without number signs at its end, emphasis, code marks, links and backslashes."""
    words, before = HEADING_END.sub("", markdown).strip(), ""
    while words != before:
        words, before = (
            INLINE.sub(lambda found: found["code"] or found["link"] or found["text"], words),
            words,
        )
    return unescape(words)
