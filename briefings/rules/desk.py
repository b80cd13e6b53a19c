"""Rules for what an editor wants to know: how each source was read, which are one, and what facts rest on.

Invariant: nothing that is built depends on them, so a build makes none of them; what they have found it keeps.
"""

from __future__ import annotations

import datetime as dt

from briefings import config, likeness, pages, words
from briefings.errors import BriefingsError
from briefings.graph import Product, Task
from briefings.likeness import Signature, Twin
from briefings.model import Briefing, Document, RawText, Value
from briefings.rules.content import documents_of
from briefings.state import product

OF_ONE_FILE = frozenset({"survey", "signature", "grounds"})
"""The rules that are named by the file that they look at."""


class Survey(Value, frozen=True):
    """How a source was read: what was found out of it, what of that is a guess, and how many words cleaning kept.

    A title, byline or date that was taken out of the body is neither kept nor removed.
    """

    title: str
    published: dt.date | None
    language: str
    encoding: str
    kept: int
    removed: int
    guessed: tuple[str, ...] = ()


def make_survey(task: Task, path: str) -> Product:
    """Say how a source was read."""
    raw: RawText = task.need("source", path)
    document: Document = task.need("document", path)
    kept = len(words.forms(document.text))
    told = sum(len(words.forms(block.text)) for block in document.data)
    guessed = (*document.guessed, *(("encoding",) if raw.guessed_encoding else ()))
    found = Survey(
        document.title,
        document.published,
        document.language,
        raw.encoding,
        kept,
        max(0, len(words.forms(raw.text)) - kept - told),
        guessed,
    )
    return product(found)


def make_signature(task: Task, path: str) -> Product:
    """Give what a source's cleaned text is compared by."""
    document: Document = task.need("document", path)
    return product(likeness.signature(document.text))


def make_alike(task: Task, _: str) -> Product:
    """Give each source that is one text with an earlier one; what cannot be read is like none."""
    signatures = dict[str, Signature]()
    for path in task.need("sources", ""):
        try:
            signatures[path] = task.need("signature", path)
        except BriefingsError:
            continue  # reported where the source is read
    found: list[Twin] = likeness.twins(signatures)
    return product(found)


def make_grounds(task: Task, path: str) -> Product:
    """Say what the facts of a briefing rest on."""
    briefing: Briefing = task.need("briefing", path)
    site: config.SiteSettings = task.need("settings", "site")
    around = pages.Surroundings(site.language, documents_of(task, briefing))
    found, problems = pages.grounds(briefing, around)
    for problem in problems:
        task.note(problem)
    return product(found)
