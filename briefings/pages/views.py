"""What templates show: pages, summaries, facts, sources.

Invariant: all are frozen, and complete; text that is HTML was made by `markdown`.
"""

from __future__ import annotations

from typing import Literal

from briefings import licences, markdown
from briefings.model import BoxKind, Exclusion, Status, Value

FactStatus = Literal["", "agree", "differ", "none"]


class Term(Value, frozen=True):
    """A topic, a person or a place, and the address of its page."""

    name: str
    url: str


class Evidence(Value, frozen=True):
    """A sentence that a line of the box cites: the number of its source, the line of the source, its words."""

    source: int
    line: int
    quote: str


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
    kind: BoxKind = "fact"
    evidence: tuple[Evidence, ...] = ()


class QuoteView(Value, frozen=True):
    """A quotation of the box; `text` and `marks` are HTML."""

    text: str
    speaker: str
    marks: str
    lang: str
    dir: str
    id: str = ""
    kind: BoxKind = "quote"
    evidence: tuple[Evidence, ...] = ()


class FactsView(Value, frozen=True):
    """The key facts box as the page shows it."""

    items: tuple[FactView, ...] = ()
    fields: tuple[FactView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    background: tuple[FactView, ...] = ()

    @property
    def lines(self) -> tuple[FactView | QuoteView, ...]:
        """All lines, as the page shows them from top to bottom."""
        return (*self.items, *self.fields, *self.quotes, *self.background)


class Quoted(Value, frozen=True):
    """A cited sentence that the body does not hold."""

    id: str
    text: str
    line: int


class BackLink(Value, frozen=True):
    """A place of the page where a source is used; `name` says what a bare number is the number of."""

    href: str
    text: str
    name: str = ""


class Uses(Value, frozen=True):
    """The places of one kind where a source is used, under one word: facts 1, 3."""

    label: str
    links: tuple[BackLink, ...]


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
    language_name: str = ""
    archived: str = ""
    quotes: tuple[Quoted, ...] = ()
    uses: tuple[Uses, ...] = ()
    licence_parts: tuple[licences.Part, ...] = ()

    @property
    def licence_url(self) -> str:
        """The address of its licence, if it is one that has an address."""
        return address_of(self.licence_parts)


def address_of(parts: tuple[licences.Part, ...]) -> str:
    """Give the address of a licence; of several there is none."""
    return parts[0].url if len(parts) == 1 else ""


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
    licence_parts: tuple[licences.Part, ...] = ()

    @property
    def licence_url(self) -> str:
        """The address of its licence, if it is one that has an address."""
        return address_of(self.licence_parts)


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
    aliases: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    corrected: bool = False
    future: bool = False
