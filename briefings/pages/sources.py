"""The list of sources, with links back to where each is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings import markdown, texts
from briefings.pages.addresses import iso
from briefings.pages.scene import Scene
from briefings.pages.views import BackLink, Quoted, SourceView


def source_views(scene: Scene, body: markdown.Rendered) -> tuple[SourceView, ...]:
    """Give the list of sources, with the cited sentences that the body does not hold."""
    return tuple(
        SourceView(
            id=f"source-{number}",
            number=number,
            title=ref.title or ref.publisher or ref.file or ref.id,
            url=outside(ref.url),
            publisher=ref.publisher,
            author=ref.author,
            date=iso(ref.date),
            read=iso(ref.read),
            licence=ref.licence,
            language=ref.language,
            archived=outside(ref.archived),
            quotes=tuple(
                Quoted(f"quote-{citation.label}", citation.quote, citation.source_line)
                for citation in scene.box.citations
                if citation.source == ref.id and citation.label not in body.anchors
            ),
            uses=tuple(uses(scene, body, ref.id)),
        )
        for number, ref in enumerate(scene.meta.sources, 1)
    )


def outside(url: str) -> str:
    """Give an address that a page may link to, or nothing."""
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""


def uses(scene: Scene, body: markdown.Rendered, source: str) -> Iterator[BackLink]:
    """Say where a source is used: in which facts, in which paragraphs."""
    labels = {citation.label for citation in scene.box.citations if citation.source == source}
    for number, line in enumerate(scene.box.lines, 1):
        if labels.intersection(line.marks):
            target = f"fact-{number}" if line.kind == "differ" else f"box-{number}"
            yield BackLink(f"#{target}", texts.text(scene.lang, "fact", number=number))
    for use in body.uses:
        if labels.intersection(use.labels):
            yield BackLink(f"#{use.id}", texts.text(scene.lang, "paragraph", number=use.number))
