"""The list of sources, with links back to where each is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefings import licences, markdown, texts
from briefings.box import differences
from briefings.model import BoxLine
from briefings.pages.addresses import iso
from briefings.pages.facts import FACTS, anchored
from briefings.pages.scene import Scene
from briefings.pages.views import BackLink, Quoted, SourceView, Uses
from briefings.regex import regex

WRAPPED = regex(r"""["“„«»「『]([^"“”„«»「」『』]+)["”“»«」』]""")


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
            licence=licences.canonical(ref.licence) or ref.licence,
            licence_parts=licences.parts(ref.licence),
            language=ref.language,
            language_name=texts.language(scene.lang, ref.language) if ref.language else "",
            archived=outside(ref.archived),
            quotes=tuple(
                Quoted(f"quote-{citation.label}", unwrapped(citation.quote), citation.source_line)
                for citation in scene.box.citations
                if citation.source == ref.id and citation.label not in body.anchors
            ),
            uses=tuple(uses(scene, body, ref.id)),
        )
        for number, ref in enumerate(scene.meta.sources, 1)
    )


def unwrapped(quote: str) -> str:
    """Give a quotation without marks of its own around all of it: the page writes those of its language."""
    found = WRAPPED.fullmatch(quote)
    return found[1] if found else quote


def outside(url: str) -> str:
    """Give an address that a page may link to, or nothing."""
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""


def uses(scene: Scene, body: markdown.Rendered, source: str) -> Iterator[Uses]:
    """Say where a source is used: in which facts, in which other lines of the box, in which paragraphs."""
    labels = {citation.label for citation in scene.box.citations if citation.source == source}
    cited = [(name, line) for name, line in anchored(scene.box.lines) if labels.intersection(cited_by(line))]
    facts = {name.removeprefix("fact-"): name for name, line in cited if line.kind in FACTS}
    if facts:
        yield numbered(scene.lang, "fact", facts)
    first = {line.kind: name for name, line in reversed(cited) if line.kind not in FACTS}
    for kind in dict.fromkeys(line.kind for _, line in cited if line.kind not in FACTS):
        yield Uses("", (BackLink(f"#{first[kind]}", texts.text(scene.lang, kind.replace("-", "_"))),))
    used = [use for use in body.uses if labels.intersection(use.labels)]
    if used:
        yield numbered(scene.lang, "paragraph", {str(use.number): use.id for use in reversed(used)})


def cited_by(line: BoxLine) -> set[str]:
    """Give the labels of the definitions that a line cites, in all its parts."""
    return {*line.marks, *(mark for side in differences(line) for mark in side.marks)}


def numbered(lang: str, key: str, places: Mapping[str, str]) -> Uses:
    """Give links to places that are called by their numbers; each says to assistive technology of what."""
    links = (
        BackLink(f"#{places[number]}", number, texts.text(lang, key, number=number))
        for number in sorted(places, key=int)
    )
    return Uses(texts.text(lang, f"{key}s", n=len(places)), tuple(links))
