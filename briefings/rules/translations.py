"""Rules for translations: which pages say the same in another language.

Invariant: it is enough that one page names the other; each of them then leads to all. A page is never led to a second
one in its own language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from briefings import frontmatter
from briefings.errors import Location, Problem
from briefings.graph import Product, Task
from briefings.pages import Summary
from briefings.rules.content import BRIEFINGS, PAGES, decoded
from briefings.rules.lists import summaries_of
from briefings.state import product

HINT = "write the name of a file beside this one, such as other.md, or an address such as /briefings/other/"


def make_translations(task: Task, _: str) -> Product:
    """Give the translations of each page that has some, by path, in the order of their languages."""
    everything: list[Summary] = [*task.need("summaries", ""), *summaries_of(task, PAGES)]
    known = {summary.path: summary for summary in everything} | {
        summary.url: summary for summary in everything
    }
    groups: dict[str, set[str]] = {}
    for summary in everything:
        for number, target in enumerate(summary.translations):
            place = place_of(summary.path, target)
            other = known.get(place)
            if other is None and is_hidden(task, place):
                continue  # it will be led to once it is shown
            if other is None or other.lang == summary.lang:
                task.note(misled(task, summary, number, target, other))
                continue
            both = groups.get(summary.path, {summary.path}) | groups.get(other.path, {other.path})
            groups |= dict.fromkeys(both, both)
    return product({path: others(known[path], group, known) for path, group in groups.items()})


def place_of(path: str, target: str) -> str:
    """Give the path, or the address, that a page means: ``other.md`` beside it, ``/briefings/other/``."""
    name = unquote(target)
    return name if name.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def is_hidden(task: Task, place: str) -> bool:
    """Whether there is a file that is not shown now: a draft, or one whose moment has not come or is over."""
    folder = posixpath.dirname(place)
    return folder in {BRIEFINGS, PAGES} and place in task.need("briefings", folder)


def others(summary: Summary, group: set[str], known: Mapping[str, Summary]) -> list[str]:
    """Give the translations of a page by their languages; of two in one language, the first by name."""
    found = {
        known[path].lang: path for path in sorted(group, reverse=True) if known[path].lang != summary.lang
    }
    return [found[lang] for lang in sorted(found)]


def misled(task: Task, summary: Summary, number: int, target: str, other: Summary | None) -> Problem:
    """Say why a page is no translation of another."""
    text = decoded(task.need("file", summary.path), summary.path) or ""
    place: Location = frontmatter.locate(text, summary.path, "translations", number)
    if other is None:
        return Problem(place, f"no page to translate this one: {target}", HINT, "warning").framed(text)
    hint = f"write lang: in the front matter of one of them; both are in {summary.lang!r}"
    return Problem(place, f"no translation: {other.path} is in the same language", hint, "warning").framed(
        text
    )
