"""The values that go from stage to stage.

Invariant: all are frozen and complete; a stage that knows more makes another type. Every value can be
encoded by msgspec, so that the store can keep it and `--json` can print it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal, Self

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of all values: frozen, with slots, encodable."""

    def but(self, **changed: Any) -> Self:
        """Give the same value with some fields changed."""
        return msgspec.structs.replace(self, **changed)


# --- from source to facts ------------------------------------------------------------------------------


class RawText(Value, frozen=True):
    """A source as decoded: its text below the header lines, and what the header lines say.

    `first_line` is the line of the file at which `text` begins (1 without a header). Where a text was taken out of
    markup, `line_numbers` says for each of its lines which line of the file it came from, as near as can be found.
    """

    path: str
    text: str
    first_line: int = 1
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    published: dt.date | None = None
    language: str = ""
    encoding: str = "utf-8"
    guessed_encoding: bool = False
    keep: tuple[str, ...] = ()
    """Digests of blocks that the editor wants to stay, whatever a cleaning step says."""
    line_numbers: tuple[int, ...] = ()

    def line_of_file(self, number: int) -> int:
        """Give the line of the file for a line of the text, both counted as the cleaning counts them."""
        return self.line_numbers[number - 1] if self.line_numbers else number

    def keeping(self, digests: Iterable[str]) -> RawText:
        """Give the source with more blocks that are to stay."""
        return self.but(keep=(*self.keep, *digests))


class Part(Value, frozen=True):
    """A file that lies within another one: what it calls itself, and its bytes."""

    name: str
    data: bytes


LineKind = Literal["", "title", "heading", "item", "caption", "byline", "date"]


class Line(Value, frozen=True):
    """A line of text on its way through the cleaning steps, with the line of the file it came from.

    `kind` is what a step has found the line to be; empty for plain text. `links` counts the links that the
    renderer had numbered on it.
    """

    text: str
    source_line: int
    kind: LineKind = ""
    links: int = 0


class Change(Value, frozen=True):
    """What one cleaning step did to one line: `after` is None where the line was removed.

    `into` is the line that it was joined to; then `after` is empty, for its words stand there. `mark` is what the step
    found the line to be, or "kept" where it would have gone but for its editor.
    """

    step: str
    line: int
    before: str
    after: str | None = None
    into: int = 0
    mark: Literal["", "title", "heading", "item", "caption", "byline", "date", "kept"] = ""


BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "byline", "date"]


class Block(Value, frozen=True):
    """A block of a cleaned text; `text` is one line, `line` the line of the raw file it begins on.

    `last` is the line it ends on, 0 where that is the same.
    """

    kind: BlockKind
    text: str
    line: int
    last: int = 0

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line of the raw file that it came from."""
        return self.line, max(self.line, self.last)


class Document(Value, frozen=True):
    """A cleaned source. `blocks` are the body in order; the title is not among them.

    `data` are the lines that were taken out of the body and are kept: title, byline, date.
    """

    path: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    byline: str = ""
    dateline: str = ""
    published: dt.date | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    data: tuple[Block, ...] = ()
    guessed: tuple[str, ...] = ()
    """The fields (of title, published, language) that no header line gave."""
    unsure: tuple[str, ...] = ()
    """Those of them that may well be wrong: a language guessed from few words, or words of several."""

    @property
    def text(self) -> str:
        """The body without title and marks, blocks joined by an empty line: what offsets count in."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each block in `text`, in code points."""
        spans, at = [], 0
        for block in self.blocks:
            spans.append((at, at + len(block.text)))
            at += len(block.text) + 2
        return tuple(spans)


FactKind = Literal["key", "who", "what", "when", "where", "why", "how", "quote", "quantity", "background"]
Span = tuple[int, int]


class Fact(Value, frozen=True):
    """One fact and the words of the source that support it; offsets are code points in `Document.text`.

    `text` is what the box shows; `answer` the bare value of a field (for a quote the words between its
    marks); `quote` the cited sentence, verbatim, at `quote_span`; `spans` all that is cited, the
    sentence first; `line` the line of the raw source where the sentence's block begins.
    """

    kind: FactKind
    text: str
    quote: str
    quote_span: Span
    spans: tuple[Span, ...]
    line: int
    source: str = ""
    label: str = ""
    answer: str = ""
    speaker: str = ""
    speaker_span: Span | None = None
    iso: str = ""
    value: float | None = None
    unit: str = ""
    rule: str = ""
    score: float = 0.0


class Facts(Value, frozen=True):
    """All facts found in a document, best first."""

    items: tuple[Fact, ...] = ()


# --- a briefing ----------------------------------------------------------------------------------------

Status = Literal["ready", "draft"]
Exclusion = Literal["lists", "feed", "search", "sitemap"]
Moment = dt.datetime | dt.date


class SourceRef(Value, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An entry of the front matter's `sources`."""

    id: str = ""
    """What the marks of the box call it, such as `s1`."""
    file: str = ""
    """The file below `content/sources/`; without it its facts cannot be checked."""
    title: str = ""
    """Its title."""
    publisher: str = ""
    """Who published it."""
    author: str = ""
    """Who wrote it."""
    date: Moment | None = None
    """When it was published."""
    url: str = ""
    """Where it stands."""
    language: str = ""
    """The language it is in, where that is not the briefing's."""
    licence: str = ""
    """The licence of its text, such as `CC-BY-4.0`."""
    read: Moment | None = None
    """When you read it."""
    archived: str = ""
    """Where a copy is kept."""


class Correction(Value, frozen=True, forbid_unknown_fields=True):
    """An entry of the front matter's `corrections`."""

    date: Moment
    """When it was corrected."""
    what: str
    """What is right now."""
    why: str = ""
    """What was wrong."""


class FrontMatter(Value, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The keys a briefing or page may have."""

    id: str = ""
    """What feeds know the briefing by; made once, never changed."""
    title: str = ""
    """The headline. Without it, the first `# ` heading is."""
    slug: str = ""
    """The last part of the address; else the file's name."""
    date: Moment | None = None
    """The date that readers see. A bare date is 00:00 in the site's time zone."""
    updated: Moment | None = None
    """When the text was changed."""
    summary: str = ""
    """A sentence for lists and search engines."""
    topics: tuple[str, ...] = ()
    """Topics, each with a page."""
    people: tuple[str, ...] = ()
    """People, each with a page."""
    places: tuple[str, ...] = ()
    """Places, each with a page."""
    sources: tuple[SourceRef, ...] = ()
    """Its sources, see below."""
    status: Status = "ready"
    """A draft is not built."""
    publish: Moment | None = None
    """When it appears; else at `date`."""
    expires: Moment | None = None
    """When it goes."""
    pinned: bool = False
    """Whether it stands above the others on the front page."""
    order: int | None = None
    """Its place in the edition of a day, or a page's in the navigation: low numbers first."""
    exclude: tuple[Exclusion, ...] = ()
    """Where it is left out, though it is published."""
    aliases: tuple[str, ...] = ()
    """Addresses that it had before; they lead on to it."""
    lang: str = ""
    """The language of the text, where that is not the site's."""
    translations: tuple[str, ...] = ()
    """The same briefing in other languages, by file or address; one naming the other is enough."""
    licence: str = ""
    """The licence of the text."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected, see below."""
    generated: str = ""
    """The digest of what the tool wrote: it tells your edits. Leave it as it is."""

    def public(self) -> FrontMatter:
        """Give what readers may have: nothing of the editor's files and plans."""
        sources = tuple(source.but(file="") for source in self.sources)
        kept = {
            "generated": "",
            "publish": None,
            "expires": None,
            "aliases": (),
            "translations": (),
            "exclude": (),
            "order": None,
        }
        return self.but(sources=sources, **kept)


class Briefing(Value, frozen=True):
    """A Markdown file of the site: its front matter and its body, which begins at `body_line`."""

    path: str
    meta: FrontMatter
    body: str
    body_line: int


# --- the key facts box ---------------------------------------------------------------------------------

BoxKind = Literal["fact", "who", "where", "when", "how-much", "quote", "background", "differ"]


class BoxLine(Value, frozen=True):
    """A line of the box: its kind, its words as Markdown without label and marks, and its marks.

    For a quote `text` is the words between the quotation marks and `speaker` who said them.
    A difference keeps the marks in `text`, beside what each supports. `line` is the line of the file.
    """

    kind: BoxKind
    text: str
    marks: tuple[str, ...] = ()
    speaker: str = ""
    line: int = 0


class Citation(Value, frozen=True):
    """A definition of a mark: the source's id, the line of the raw source, and the quoted sentence.

    A label that begins with ``none`` has no source and says why in `reason`.
    """

    label: str
    source: str = ""
    source_line: int = 0
    quote: str = ""
    reason: str = ""
    line: int = 0


class Box(Value, frozen=True):
    """A key facts box with its definitions."""

    lines: tuple[BoxLine, ...] = ()
    citations: tuple[Citation, ...] = ()
