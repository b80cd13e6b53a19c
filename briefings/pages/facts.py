"""The key facts box as the page shows it, and how well each line is supported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from briefings import box as boxes
from briefings import markdown, texts
from briefings.model import BoxLine, Citation
from briefings.pages.addresses import direction
from briefings.pages.check import missing
from briefings.pages.scene import Scene
from briefings.pages.views import Evidence, FactStatus, FactsView, FactView, QuoteView

FACTS = frozenset({"fact", "differ"})  # kinds of lines that are bullets; all others have a label


def facts_view(scene: Scene, body: markdown.Rendered) -> FactsView | None:
    """Give the box as the page shows it; None without one."""
    if not scene.box.lines:
        return None
    by_kind: dict[str, list[tuple[str, BoxLine]]] = {}
    for name, line in anchored(scene.box.lines):
        kind = "field" if line.kind in {"who", "where", "when", "how-much"} else line.kind
        by_kind.setdefault("fact" if kind == "differ" else kind, []).append((name, line))
    view = {
        kind: tuple(fact_view(scene, body, name, line) for name, line in lines)
        for kind, lines in by_kind.items()
        if kind != "quote"
    }
    return FactsView(
        view.get("fact", ()),
        view.get("field", ()),
        tuple(quote_view(scene, body, name, line) for name, line in by_kind.get("quote", ())),
        view.get("background", ()),
    )


def anchored(lines: Iterable[BoxLine]) -> Iterator[tuple[str, BoxLine]]:
    """Give each line with its id: facts are counted as the page shows them, other lines as they stand."""
    facts = 0
    for number, line in enumerate(lines, 1):
        is_fact = line.kind in FACTS
        facts += is_fact
        yield f"fact-{facts}" if is_fact else f"box-{number}", line


def fact_view(scene: Scene, body: markdown.Rendered, name: str, line: BoxLine) -> FactView:
    """Give a line of the box with its marks and how well it is supported."""
    status, note, agree = support_of(scene, line)
    label = (
        texts.text(scene.lang, line.kind.replace("-", "_")) if line.kind not in {"fact", "background"} else ""
    )
    return FactView(
        text="" if line.kind == "differ" else inline(scene, body, line.text, line.line),
        marks="" if line.kind == "differ" else marks(scene, body, line.marks),
        status=status,
        note=note,
        label=label,
        id=name,
        agree=agree,
        differ=tuple(side_view(scene, body, side) for side in boxes.differences(line)),
        kind=line.kind,
        evidence=evidence(scene, line),
    )


def side_view(scene: Scene, body: markdown.Rendered, side: BoxLine) -> FactView:
    """Give what one source says where sources differ: ``VALUE — PUBLISHER``, with its own marks."""
    value = inline(scene, body, side.text, side.line)
    return FactView(
        f"{value} — {escape(side.speaker)}", marks(scene, body, side.marks), evidence=evidence(scene, side)
    )


def quote_view(scene: Scene, body: markdown.Rendered, name: str, line: BoxLine) -> QuoteView:
    """Give a quotation in the language of its source."""
    ids = {citation.source for citation in scene.citations(line)}
    language = next(
        (ref.language for ref in scene.meta.sources if ref.id in ids and ref.language), scene.lang
    )
    return QuoteView(
        inline(scene, body, line.text, line.line),
        line.speaker,
        marks(scene, body, line.marks),
        language,
        direction(language),
        name,
        evidence=evidence(scene, line),
    )


def evidence(scene: Scene, line: BoxLine) -> tuple[Evidence, ...]:
    """Give the sentences that a line cites."""
    numbers = {ref.id: number for number, ref in enumerate(scene.meta.sources, 1)}
    return tuple(
        Evidence(numbers[citation.source], citation.source_line, citation.quote)
        for citation in scene.citations(line)
        if citation.source in numbers
    )


def inline(scene: Scene, body: markdown.Rendered, text: str, line: int) -> str:
    """Render the words of a line; marks in their midst stay where they are."""
    return markdown.render_inline(
        text, line=line, cited=tuple(scene.cited.values()), anchors=body.anchors, resolve=scene.resolve
    )


def marks(scene: Scene, body: markdown.Rendered, labels: Iterable[str]) -> str:
    """Give the marks at the end of a line."""
    return markdown.marks(labels, scene.cited, body.anchors)


def support_of(scene: Scene, line: BoxLine) -> tuple[FactStatus, str, int]:
    """Say how well a line is supported: status, the reason where it has no source, agreeing sources."""
    if line.kind == "differ":
        return "differ", "", 0
    cited = scene.citations(line)
    reasons = [citation.reason for citation in cited if not citation.source]
    if reasons:
        return "none", reasons[0], 0
    if not cited:
        return "none", "", 0
    sources = sources_of(cited)
    if len(sources) < 2:  # noqa: PLR2004 - nobody to agree with
        return "", "", 0
    alone = [source for source in sources if supports_alone(scene, line, source, cited)]
    return ("agree", "", len(alone)) if len(alone) > 1 else ("", "", 0)


def sources_of(cited: Iterable[Citation]) -> list[str]:
    """Give the sources of some citations, each once, in order."""
    return list(dict.fromkeys(citation.source for citation in cited if citation.source))


def supports_alone(scene: Scene, line: BoxLine, source: str, cited: Iterable[Citation]) -> bool:
    """Whether the quotes of one source support every number, name and date of the line."""
    quotes = [citation.quote for citation in cited if citation.source == source]
    return not missing(scene, line, quotes, source).serious
