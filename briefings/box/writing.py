"""The box as Markdown.

Invariant: words of a `BoxLine` are Markdown already and go in as they are; what is plain (speakers,
quotations of definitions, reasons) is escaped here.
"""

from __future__ import annotations

from briefings import texts
from briefings.box.reading import KINDS
from briefings.escaping import escape
from briefings.model import Box, BoxLine, Citation


def written(box: Box, language: str = "en", body: str = "") -> str:
    """Write the box, the body below it, and the definitions at the end."""
    bullets = "\n".join(bullet(line, language) for line in box.lines)
    definitions = "\n".join(definition(citation) for citation in box.citations)
    parts = [f"::: key-facts\n\n{bullets}\n\n:::" if bullets else "", body.strip("\n"), definitions]
    return "\n\n".join(part for part in parts if part)


def bullet(line: BoxLine, language: str) -> str:
    """Write a line of the box; in a difference the marks stand with its sides already."""
    label = f"**{texts.text(language, KINDS[line.kind])}:** " if line.kind in KINDS else ""
    marks = "" if line.kind == "differ" else "".join(f" [^{mark}]" for mark in line.marks)
    return f"- {label}{words(line)}{marks}"


def words(line: BoxLine) -> str:
    """Write what a line says."""
    if line.kind != "quote":
        return line.text
    return f"“{line.text}”" + (f" — {escape(line.speaker)}" if line.speaker else "")


def definition(citation: Citation) -> str:
    """Write the definition of a mark, on one line."""
    if not citation.source:
        return f"[^{citation.label}]: {escape(citation.reason)}"
    line = f", line {citation.source_line}" if citation.source_line else ""
    return f'[^{citation.label}]: {citation.source}{line}: "{escape(citation.quote)}"'
