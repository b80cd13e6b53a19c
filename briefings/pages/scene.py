"""What the parts of one page share while it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefings import markdown, texts
from briefings.model import Box, BoxLine, Citation, Document, FrontMatter, SourceRef, Value


class Surroundings(Value, frozen=True):
    """What a page takes from the site: its settings and the cleaned sources by their id in the briefing."""

    language: str
    documents: dict[str, Document]


class Scene(NamedTuple):
    """What the parts of one page share."""

    meta: FrontMatter
    path: str
    lang: str
    box: Box
    cited: Mapping[str, markdown.Cited]
    documents: Mapping[str, Document]
    resolve: markdown.Resolve

    def citations(self, line: BoxLine) -> list[Citation]:
        """Give the definitions of a line's marks."""
        return [citation for citation in self.box.citations if citation.label in line.marks]


def citations(box: Box, refs: Sequence[SourceRef], lang: str) -> list[markdown.Cited]:
    """Give what marks need to know of each definition; those without a source get no mark."""
    numbers = {ref.id: (number, ref) for number, ref in enumerate(refs, 1)}
    return [
        markdown.Cited(
            citation.label,
            numbers[citation.source][0],
            texts.text(
                lang,
                "mark" if citation.source_line else "mark_whole",
                number=numbers[citation.source][0],
                line=citation.source_line,
                title=numbers[citation.source][1].title or citation.source,
            ),
            citation.quote,
        )
        for citation in box.citations
        if citation.source in numbers
    ]
