"""Clean a raw text: from what a person copied or a scraper left to title, headings and paragraphs.

Invariant: a pure function of the raw text. Each step is named and can be turned off; whatever one removes
or changes stands in `changes`, with its line in the raw file. Cleaning a cleaned text changes nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping

from briefings.cleaning import boilerplate, characters, region, repeats, structure, traces, typography, wraps
from briefings.cleaning.assembly import document, markdown, number_lines
from briefings.cleaning.changes import changes_of
from briefings.cleaning.languages import guess
from briefings.model import Change, Document, Line, RawText, Value

Step = Callable[[tuple[Line, ...], str], tuple[Line, ...]]


def drop_blank_lines(lines: tuple[Line, ...], _language: str) -> tuple[Line, ...]:
    """Drop empty lines and indents: from here on a line is a block."""
    kept = (Line(line.text.strip(), line.source_line, line.kind) for line in lines)
    return tuple(line for line in kept if line.text)


STEPS: Mapping[str, Step] = {
    "mojibake": characters.repair_mojibake,
    "entities": characters.decode_entities,
    "controls": characters.drop_controls,
    "invisible": characters.drop_invisible,
    "spaces": characters.level_spaces,
    "composition": characters.compose_letters,
    "signature": traces.drop_signature,
    "link-numbers": traces.drop_link_numbers,
    "form-fields": traces.drop_form_fields,
    "markup": traces.read_markup,
    "wraps": wraps.join_wraps,
    "cut-sentences": wraps.join_cut_sentences,
    "blank-lines": drop_blank_lines,
    "article": region.keep_article,
    "emphasis": traces.drop_emphasis,
    "punctuation": typography.close_up,
    "brackets": typography.close_pairs,
    "sentence-spaces": typography.part_sentences,
    "repeats": repeats.drop_repeats,
    "dates": structure.find_dates,
    "comments": boilerplate.drop_comments,
    "tail": boilerplate.drop_tail,
    "inserts": boilerplate.drop_inserts,
    "notices": boilerplate.drop_notices,
    "menus": boilerplate.drop_controls,
    "bylines": structure.find_bylines,
    "captions": structure.find_captions,
    "items": structure.find_items,
    "title": structure.find_title,
    "headings": structure.find_headings,
}


class Cleaned(Value, frozen=True):
    """A cleaned document, and all that was removed or changed on the way."""

    document: Document
    changes: tuple[Change, ...] = ()


def clean(raw: RawText, off: Collection[str] = (), steps: Mapping[str, Step] = STEPS) -> Cleaned:
    """Apply the steps that are not turned off, in order, and cut the result into blocks."""
    refuse_unknown(off, steps)
    lines = number_lines(raw)
    language = raw.language or guess(raw.text)
    changes: list[Change] = []
    for name, step in steps.items():
        if name not in off:
            made = step(lines, language)
            changes += changes_of(name, lines, made)
            lines = made
    return Cleaned(document(raw, lines, language), tuple(changes))


def refuse_unknown(off: Collection[str], steps: Mapping[str, Step]) -> None:
    """Refuse the name of a step that there is not, with the nearest that there is."""
    for name in off:
        if name not in steps:
            near = difflib.get_close_matches(name, steps, n=1, cutoff=0)
            raise ValueError(f"no cleaning step {name!r}; the nearest is {near[0]!r}")


__all__ = ["STEPS", "Cleaned", "Step", "clean", "markdown", "number_lines"]
