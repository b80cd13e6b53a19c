"""From a briefing to its page: facts with their marks, sources with their quotations, the checked box.

Invariant: a `Page` holds all that its own template shows of it and a `Summary` all that other pages may know.
Nothing here reads a file: documents and addresses are handed in.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import uuid
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple

from briefings import box as boxes
from briefings import markdown, support, texts
from briefings.errors import Location, Problem
from briefings.model import (
    Box,
    BoxLine,
    Briefing,
    Citation,
    Document,
    Exclusion,
    FrontMatter,
    Moment,
    SourceRef,
    Status,
    Value,
)
from briefings.slugs import slug

HEDGED = frozenset(
    {"fact", "background", "differ"}
)  # a field is a bare value: nothing governs a clause there
NAMING = frozenset({"who", "where"})  # a capital there begins a name, and not only a sentence
WORDS_A_MINUTE = 230  # Brysbaert 2019: 238 for non-fiction; rounded down, as the facts box is read with care
RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})

FactStatus = Literal["", "agree", "differ", "none"]


class Term(Value, frozen=True):
    """A topic, a person or a place, and the address of its page."""

    name: str
    url: str


class FactView(Value, frozen=True):
    """A fact as the page shows it; `text` and `marks` are HTML.

    `agree` counts the sources each of which alone supports it; `differ` has what each source says instead.
    """

    text: str
    marks: str = ""
    status: FactStatus = ""
    note: str = ""
    label: str = ""
    id: str = ""
    agree: int = 0
    differ: tuple[FactView, ...] = ()


class QuoteView(Value, frozen=True):
    """A quotation of the box; `text` and `marks` are HTML."""

    text: str
    speaker: str
    marks: str
    lang: str
    dir: str


class FactsView(Value, frozen=True):
    """The key facts box as the page shows it."""

    items: tuple[FactView, ...] = ()
    fields: tuple[FactView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    background: tuple[FactView, ...] = ()


class Quoted(Value, frozen=True):
    """A cited sentence that the body does not hold."""

    id: str
    text: str
    line: int


class BackLink(Value, frozen=True):
    """A place of the page where a source is used."""

    href: str
    text: str


class SourceView(Value, frozen=True):
    """A source as the page lists it."""

    id: str
    number: int
    title: str
    url: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    read: str = ""
    licence: str = ""
    language: str = ""
    archived: str = ""
    quotes: tuple[Quoted, ...] = ()
    uses: tuple[BackLink, ...] = ()


class CorrectionView(Value, frozen=True):
    """A correction as the page shows it."""

    date: str
    what: str
    why: str


class Page(Value, frozen=True):
    """All that the template of a briefing, or of another Markdown page, shows of it.

    Dates and times are ISO 8601, empty where there is none; `moment` reads them.
    """

    path: str
    url: str
    title: str
    lang: str
    dir: str
    summary: str = ""
    date: str = ""
    updated: str = ""
    topics: tuple[Term, ...] = ()
    people: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    minutes: int = 0
    source_count: int = 0
    status: Status = "ready"
    facts: FactsView | None = None
    body: str = ""
    headings: tuple[markdown.Heading, ...] = ()
    sources: tuple[SourceView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    licence: str = ""
    feed_id: str = ""
    ids: tuple[str, ...] = ()
    links: tuple[tuple[str, int], ...] = ()


class Summary(Value, frozen=True):
    """All that other pages may know of a page; dates as in `Page`."""

    path: str
    url: str
    title: str
    lang: str
    dir: str
    summary: str = ""
    date: str = ""
    updated: str = ""
    topics: tuple[Term, ...] = ()
    people: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    minutes: int = 0
    source_count: int = 0
    status: Status = "ready"
    pinned: bool = False
    order: int | None = None
    exclude: tuple[Exclusion, ...] = ()
    corrected: bool = False
    future: bool = False


# --- addresses -----------------------------------------------------------------------------------------


def own_url(path: str, meta: FrontMatter) -> str:
    """Give the address of a Markdown file: ``/briefings/SLUG/``, or its place below `content/pages`."""
    parts = path.split("/")
    name = meta.slug or slug(parts[-1].removesuffix(".md"))
    if parts[1] == "briefings":
        return f"/briefings/{name}/"
    return "/" + "/".join([*(slug(part) for part in parts[2:-1]), name]) + "/"


def term(kind: str, name: str) -> Term:
    """Give the address of a topic, a person or a place."""
    return Term(name, f"/{kind}/{slug(name)}/")


def feed_id(meta: FrontMatter, url: str) -> str:
    """Give the id that a feed never changes: a name-based UUID (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:briefings:{meta.id or url}')}"


def direction(language: str) -> str:
    """Give the direction of a language's script."""
    return "rtl" if language.replace("_", "-").split("-")[0].lower() in RTL else "ltr"


def iso(value: Moment | None) -> str:
    """Write a moment as a value keeps it."""
    return value.isoformat() if value else ""


def moment(text: str) -> Moment:
    """Read a date or a time as a value keeps it."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def aware(value: Moment, timezone: str) -> dt.datetime:
    """Give the moment with an offset: a bare date is 00:00 in the site's time zone."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the zone is put in below
    return value if value.tzinfo else value.replace(tzinfo=zoneinfo.ZoneInfo(timezone))


# --- a page --------------------------------------------------------------------------------------------


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


def page(
    briefing: Briefing, around: Surroundings, resolve: markdown.Resolve
) -> tuple[Page, tuple[Problem, ...]]:
    """Make the page of a briefing, and say what of its box the sources do not support."""
    meta = briefing.meta
    lang = meta.lang or around.language
    parsed = boxes.parse(
        briefing.body,
        briefing.path,
        first_line=briefing.body_line,
        language=lang,
        sources=[source.id for source in meta.sources],
    )
    cited = {cite.label: cite for cite in citations(parsed.box, meta.sources, lang)}
    scene = Scene(meta, briefing.path, lang, parsed.box, cited, around.documents, resolve)
    body = markdown.render(
        parsed.body,
        first_line=briefing.body_line,
        cited=tuple(cited.values()),
        resolve=resolve,
        table_label=texts.text(lang, "table"),
    )
    url = own_url(briefing.path, meta)
    made = Page(
        path=briefing.path,
        url=url,
        title=meta.title,
        lang=lang,
        dir=direction(lang),
        summary=meta.summary,
        date=iso(meta.date),
        updated=iso(meta.updated),
        topics=tuple(term("topics", name) for name in meta.topics),
        people=tuple(term("people", name) for name in meta.people),
        places=tuple(term("places", name) for name in meta.places),
        minutes=minutes(body.words + sum(markdown.count(line.text) for line in parsed.box.lines)),
        source_count=len(meta.sources),
        status=meta.status,
        facts=facts_view(scene, body),
        body=body.html,
        headings=body.headings,
        sources=source_views(scene, body),
        corrections=tuple(
            CorrectionView(iso(c.date), c.what, c.why)
            for c in sorted(meta.corrections, key=lambda c: iso(c.date), reverse=True)
        ),
        licence=meta.licence,
        feed_id=feed_id(meta, url),
        ids=body.ids,
        links=body.links,
    )
    return made, (*parsed.problems, *undated(briefing), *check(scene))


def minutes(words: int) -> int:
    """Give the reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def undated(briefing: Briefing) -> list[Problem]:
    """Warn of a briefing that will be listed last for want of a date."""
    if briefing.meta.date or not briefing.path.startswith("content/briefings/"):
        return []
    return [Problem(Location(briefing.path, 1), "no date: listed last", "write date: 2026-11-23", "warning")]


def citations(box: Box, refs: Sequence[SourceRef], lang: str) -> list[markdown.Cited]:
    """Give what marks need to know of each definition; those without a source get no mark."""
    numbers = {ref.id: (number, ref) for number, ref in enumerate(refs, 1)}
    return [
        markdown.Cited(
            citation.label,
            numbers[citation.source][0],
            texts.text(
                lang,
                "mark",
                number=numbers[citation.source][0],
                line=citation.source_line,
                title=numbers[citation.source][1].title or citation.source,
            ),
            citation.quote,
        )
        for citation in box.citations
        if citation.source in numbers
    ]


# --- the box -------------------------------------------------------------------------------------------


def facts_view(scene: Scene, body: markdown.Rendered) -> FactsView | None:
    """Give the box as the page shows it; None without one."""
    if not scene.box.lines:
        return None
    by_kind: dict[str, list[tuple[int, BoxLine]]] = {}
    for number, line in enumerate(scene.box.lines, 1):
        kind = "field" if line.kind in {"who", "where", "when", "how-much"} else line.kind
        by_kind.setdefault("fact" if kind == "differ" else kind, []).append((number, line))
    view = {
        kind: tuple(fact_view(scene, body, number, line) for number, line in lines)
        for kind, lines in by_kind.items()
        if kind != "quote"
    }
    return FactsView(
        view.get("fact", ()),
        view.get("field", ()),
        tuple(quote_view(scene, body, number, line) for number, line in by_kind.get("quote", ())),
        view.get("background", ()),
    )


def fact_view(scene: Scene, body: markdown.Rendered, number: int, line: BoxLine) -> FactView:
    """Give a line of the box with its marks and how well it is supported."""
    status, note, agree = support_of(scene, line)
    label = (
        texts.text(scene.lang, line.kind.replace("-", "_")) if line.kind not in {"fact", "background"} else ""
    )
    return FactView(
        text="" if line.kind == "differ" else inline(scene, body, line.text, line.line),
        marks="" if line.kind == "differ" else marks(scene, body, line.marks, f"box-{number}"),
        status=status,
        note=note,
        label=label,
        id=f"fact-{number}",
        agree=agree,
        differ=tuple(side_view(scene, body, side) for side in boxes.differences(line)),
    )


def side_view(scene: Scene, body: markdown.Rendered, side: BoxLine) -> FactView:
    """Give what one source says where sources differ: ``VALUE — PUBLISHER``, with its own marks."""
    value = inline(scene, body, side.text, side.line)
    return FactView(f"{value} — {escape(side.speaker)}", marks(scene, body, side.marks, ""))


def quote_view(scene: Scene, body: markdown.Rendered, number: int, line: BoxLine) -> QuoteView:
    """Give a quotation in the language of its source."""
    ids = {citation.source for citation in scene.citations(line)}
    language = next(
        (ref.language for ref in scene.meta.sources if ref.id in ids and ref.language), scene.lang
    )
    return QuoteView(
        inline(scene, body, line.text, line.line),
        line.speaker,
        marks(scene, body, line.marks, f"box-{number}"),
        language,
        direction(language),
    )


def inline(scene: Scene, body: markdown.Rendered, text: str, line: int) -> str:
    """Render the words of a line; marks in their midst stay where they are."""
    return markdown.render_inline(
        text, line=line, cited=tuple(scene.cited.values()), anchors=body.anchors, resolve=scene.resolve
    )


def marks(scene: Scene, body: markdown.Rendered, labels: Iterable[str], use: str) -> str:
    """Give the marks at the end of a line."""
    return markdown.marks(labels, scene.cited, body.anchors, use)


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
    alone = [source for source in sources_of(cited) if supports_alone(scene, line, source, cited)]
    return ("agree", "", len(alone)) if len(alone) > 1 else ("", "", 0)


def sources_of(cited: Iterable[Citation]) -> list[str]:
    """Give the sources of some citations, each once, in order."""
    return list(dict.fromkeys(citation.source for citation in cited if citation.source))


def supports_alone(scene: Scene, line: BoxLine, source: str, cited: Iterable[Citation]) -> bool:
    """Whether the quotes of one source support every number, name and date of the line."""
    quotes = [citation.quote for citation in cited if citation.source == source]
    return not missing(scene, line, quotes, source).serious


# --- sources -------------------------------------------------------------------------------------------


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


# --- the check -----------------------------------------------------------------------------------------


def check(scene: Scene) -> Iterator[Problem]:
    """Compare each line of the box with what it cites, and each quotation with its source."""
    for citation in scene.box.citations:
        document = scene.documents.get(citation.source)
        if document and not support.stands_in(citation.quote, document.text):
            yield Problem(
                Location(scene.path, citation.line),
                f"not in {document.path}: the quotation of [^{citation.label}]",
                f'the definition says: "{citation.quote}"',
                "warning",
            )
    for line in scene.box.lines:
        for part in boxes.differences(line) or (line,):
            yield from check_line(scene, part)


def check_line(scene: Scene, line: BoxLine) -> Iterator[Problem]:
    """Warn of a line whose numbers, names, dates or hedges are not those of its quotes."""
    cited = scene.citations(line)
    if not line.marks:  # a mark without a definition was named when the box was read
        yield Problem(
            Location(scene.path, line.line),
            "a fact without a mark",
            "add [^n] and its definition, or [^none-1] with the reason",
            "warning",
        )
    if not cited or any(not citation.source for citation in cited):
        return
    quotes = [citation.quote for citation in cited]
    words = markdown.plain(line.text)
    if line.kind == "quote" and not any(support.stands_in(words, quote) for quote in quotes):
        yield Problem(
            Location(scene.path, line.line),
            "not the words of the source",
            sides(words, cited),
            "warning",
        )
        return
    found = missing(scene, line, quotes, cited[0].source)
    wrong = [f"{what} not in the source: {', '.join(words)}" for what, words in named(found) if words]
    if found.hedges and line.kind in HEDGED:
        wrong.append(f"lost from the source: {', '.join(found.hedges)}")
    if wrong:
        yield Problem(
            Location(scene.path, line.line),
            "; ".join(wrong),
            sides(words, cited),
            "warning",
        )


def sides(words: str, cited: Iterable[Citation]) -> str:
    """Put the fact and what it cites side by side."""
    quotes = " / ".join(f'"{citation.quote}"' for citation in cited)
    return f'the fact says: "{words}"\n          the source says: {quotes}'


def named(found: support.Unsupported) -> list[tuple[str, tuple[str, ...]]]:
    """Give the kinds of what is missing, with a word for each."""
    return [("number", found.numbers), ("name", found.names), ("date", found.dates)]


def missing(scene: Scene, line: BoxLine, quotes: Sequence[str], source: str) -> support.Unsupported:
    """Say what of a line stands in none of these quotes."""
    document = scene.documents.get(source)
    ref = next((ref for ref in scene.meta.sources if ref.id == source), SourceRef())
    published = document.published if document and document.published else ref.date
    words = markdown.plain(line.text)
    return support.unsupported(
        f"the {words}" if line.kind in NAMING else words,
        quotes,
        published=published.date() if isinstance(published, dt.datetime) else published,
        language=ref.language or scene.lang,
        speaker="" if line.kind == "differ" else line.speaker,  # there it is the publisher
    )


# --- a summary -----------------------------------------------------------------------------------------


def summary(made: Page, meta: FrontMatter, *, future: bool) -> Summary:
    """Give what other pages may know of a page."""
    return Summary(
        path=made.path,
        url=made.url,
        title=made.title,
        lang=made.lang,
        dir=made.dir,
        summary=made.summary,
        date=made.date,
        updated=made.updated,
        topics=made.topics,
        people=made.people,
        places=made.places,
        minutes=made.minutes,
        source_count=made.source_count,
        status=made.status,
        pinned=meta.pinned,
        order=meta.order,
        exclude=meta.exclude,
        corrected=bool(made.corrections),
        future=future,
    )
