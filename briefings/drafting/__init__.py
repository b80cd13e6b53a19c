"""From a document and its facts to the Markdown of a briefing, and what to do with it.

Invariant: all words are the source's: a title or a summary is made by leaving words out, and what Markdown
would read as markup is escaped. Nothing here depends on a briefing's text, on the clock or on the disk.
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import hashlib
from collections.abc import Collection, Sequence

from briefings import box, frontmatter, licences, slugs
from briefings.drafting.bodies import Extent, body
from briefings.drafting.choice import chosen, cited
from briefings.drafting.fields import located
from briefings.drafting.headlines import summary_of, title_of
from briefings.drafting.names import people, places, topics_in
from briefings.drafting.told import Told
from briefings.escaping import escape
from briefings.model import Document, Facts, FrontMatter, SourceRef, Status, Value

__all__ = ["Setting", "Verdict", "briefing_id", "draft", "escape", "file_name", "verdict"]

GUESSED = {
    "date": "guessed: no date in the source",
    "lang": "guessed: the text is short, or in words of several languages",
}


class Setting(Value, frozen=True):
    """What a draft needs to know that its source does not say; `date` may be a guess, `file` its name."""

    id: str
    file: str
    date: dt.date
    date_guessed: bool = False
    source: str = "s1"
    body: Extent = "full"
    status: Status = "ready"
    topics: tuple[str, ...] = ()
    language: str = "en"


class Verdict(enum.Enum):
    """What becomes of a briefing on disk."""

    CREATE = "create"
    REFRESH = "refresh"
    KEEP = "keep"
    PROPOSE = "propose"
    LEAVE = "leave"


def verdict(then: str | None, now: str, on_disk: str | None, *, dropped: bool) -> Verdict:
    """What to do, from the digests of the text as generated then, as generated now, and as on disk."""
    if on_disk is None:
        return Verdict.LEAVE if dropped else Verdict.CREATE
    if now in {on_disk, then}:
        return Verdict.KEEP
    return Verdict.REFRESH if on_disk == then else Verdict.PROPOSE


def briefing_id(data: bytes) -> str:
    """Give the id of the briefing that is first drafted from these bytes."""
    return base64.b32encode(hashlib.sha256(data).digest()).decode().lower()[:16]


def file_name(title: str, taken: Collection[str]) -> str:
    """Name the file of a new briefing by its title, apart from the names in its folder."""
    return slugs.free(slugs.slug(title), [name.removesuffix(".md") for name in taken]) + ".md"


def draft(document: Document, facts: Facts, setting: Setting) -> str:
    """Write the Markdown of a briefing, sealed by its digest."""
    told = chosen(document, facts)
    meta = front_matter(document, facts, setting, told)
    found = cited(document, told, setting.source)
    text = box.written(found, meta.lang or setting.language, body(document, found, setting.body))
    is_guess = {"date": setting.date_guessed, "lang": bool(meta.lang) and "language" in document.unsure}
    notes = {name: note for name, note in GUESSED.items() if is_guess[name]}
    return frontmatter.seal(frontmatter.dump(meta, text, notes or None))


def front_matter(document: Document, facts: Facts, setting: Setting, told: Sequence[Told]) -> FrontMatter:
    """Give the front matter of a draft; its language only where it is not the site's."""
    title = title_of(document, facts)
    foreign = document.language if document.language != setting.language else ""
    return FrontMatter(
        id=setting.id,
        title=title,
        date=setting.date,
        summary=summary_of(
            document, facts, title, next((line.text for line in told if line.kind == "fact"), "")
        ),
        topics=topics_in(opening(document, told), document.text, setting.topics),
        people=people(document, facts),
        places=places(located(document, facts, told)),
        sources=(source_of(document, setting, foreign),),
        status=setting.status,
        lang=foreign,
    )


def opening(document: Document, told: Sequence[Told]) -> str:
    """Give what a text is about in its own words: title, headings, the first paragraph, and what the box tells."""
    first = next((block.text for block in document.blocks if block.kind == "paragraph"), "")
    headings = (block.text for block in document.blocks if block.kind == "heading")
    return "\n".join((document.title, first, *headings, *(line.text for line in told)))


def source_of(document: Document, setting: Setting, foreign: str) -> SourceRef:
    """Give the entry of the source."""
    return SourceRef(
        id=setting.source,
        file=setting.file,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        date=document.published,
        url=document.url,
        language=foreign,
        licence=licences.canonical(document.licence) or document.licence,
    )
