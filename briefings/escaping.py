"""Plain words as Markdown: what a source says must never become markup.

Invariant: for any text, every Markdown engine shows the folded text itself for `escape(text)`, whether it
begins a paragraph, an item, a heading or stands within a line; and `unescape` takes the escaping back.
Only what could be read as markup is escaped, so that an editor still reads words and not backslashes.
"""

from __future__ import annotations

import re

from briefings.regex import regex

BLANKS = regex(r"[ \t\n\r\f\v]+")
ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")

INLINE = regex(
    r"""
      [`*~]                                  # code, emphasis, strikethrough
    | (?<![^\W_]) _ | _ (?![^\W_])           # an underscore within a word is no emphasis
    | \\ (?=[!-/:-@\[-`{-~]|$)               # a backslash that would escape, or break the line
    | < (?=[A-Za-z/!?])                      # HTML, automatic links
    | & (?=\#?[A-Za-z0-9]{1,31};)            # entities
    | \[[^\[\]\\]{1,200}\] (?![\[(:])        # one pair of brackets: decided in `pair`
    | [\[\]]
    """,
    re.VERBOSE,
)
LINKING = "!]^\\"  # what makes an image, a reference, a note of the bracket that follows
START = regex(
    r"""
      [#]{1,6} (?=\s|$)                      # heading
    | [>]                                    # quotation
    | [-+] (?=[-\s]|$)                       # item, rule, front matter
    | = (?==*$)                              # underline of a heading
    | : (?=[:\s]|$)                          # definition, fenced block
    | \|                                     # table
    """,
    re.VERBOSE,
)
CLOSING = regex(r"(?<=\ )(\#+)$")
NUMBERED = regex(r"([0-9]{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """Write plain words as Markdown that shows just these words; white space is folded."""
    folded = BLANKS.sub(" ", text).strip(" ")
    inline = INLINE.sub(mark, folded)
    if numbered := NUMBERED.match(inline):
        return f"{numbered[1]}\\{inline[numbered.end(1) :]}"
    return f"\\{inline}" if START.match(inline) else inline


def mark(match: re.Match[str]) -> str:
    """Escape one find of `INLINE`."""
    found = match[0]
    return pair(match) if len(found) > 1 else f"\\{found}"


def pair(match: re.Match[str]) -> str:
    """Leave ``[The hole's]`` readable; escape what a note, an image or a check box may be made of."""
    found, before = match[0], match.string[: match.start()][-1:]
    inner = INLINE.sub(mark, found[1:-1])
    if (before and before in LINKING) or found[1] == "^" or len(found) == len("[x]"):
        return f"\\[{inner}\\]"
    return f"[{inner}]"


def heading(text: str) -> str:
    """Escape the words of a heading: number signs at its end would be taken for its closing."""
    return CLOSING.sub(r"\\\1", escape(text))


def unescape(markdown: str) -> str:
    """Take back what `escape` wrote; other Markdown stays as it is."""
    return ESCAPED.sub(r"\1", markdown)
