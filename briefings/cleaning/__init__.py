"""Clean a raw text: from what a person copied or a scraper left to title, headings and paragraphs.

Invariant: a pure function of the raw text. Each step is named and can be turned off; whatever one removes
or changes stands in `changes`, with its line in the raw file. Cleaning a cleaned text changes nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping

from briefings.cleaning import (
    boilerplate,
    characters,
    mail,
    region,
    repeats,
    structure,
    traces,
    typography,
    wraps,
)
from briefings.cleaning.assembly import DATA, document, is_body, markdown, number_lines
from briefings.cleaning.changes import changes_of, lasts
from briefings.cleaning.keeping import as_kept, digest, kept
from briefings.languages import Guess, guess
from briefings.model import Change, Document, Line, RawText, Value

Step = Callable[[tuple[Line, ...], str], tuple[Line, ...]]


def drop_blank_lines(lines: tuple[Line, ...], _language: str) -> tuple[Line, ...]:
    """Drop empty lines and indents: from here on a line is a block."""
    kept = (Line(line.text.strip(), line.source_line, line.kind) for line in lines)
    return tuple(line for line in kept if line.text)


STEPS: Mapping[str, Step] = {
    "soft-breaks": mail.join_soft_breaks,
    "quoted-printable": mail.undo_quoted_printable,
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
    "link-targets": traces.drop_link_targets,
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


NEEDED = frozenset({"blank-lines"})
"""What no text can do without: an empty line is no block, and the steps below look at the ends of lines."""

DONE_BY_MARKUP = frozenset(
    {
        *("soft-breaks", "quoted-printable", "signature", "link-numbers", "form-fields"),
        *("wraps", "cut-sentences", "article", "headings"),
    }
)
"""Steps that a text taken out of markup does without: there was no renderer, and the markup says better than any look
at lines what is a paragraph and what a heading. Steps that know a line by its wording stay: trafilatura leaves tails,
comments and notices that stand inside the article."""


class Cleaned(Value, frozen=True):
    """A cleaned document, and all that was removed or changed on the way; `line` is that of the raw file."""

    document: Document
    changes: tuple[Change, ...] = ()


def clean(raw: RawText, off: Collection[str] = (), steps: Mapping[str, Step] = STEPS) -> Cleaned:
    """Apply the steps that are not turned off, in order, and cut the result into blocks.

    What the editor wants to keep (`raw.keep`) survives every step at its place.
    """
    refuse_unknown(off, steps)
    lines = number_lines(raw)
    spoken = Guess(raw.language, is_sure=True) if raw.language else guess(raw.text)
    left_out = (DONE_BY_MARKUP.union(off) if raw.line_numbers else frozenset(off)) - NEEDED
    changes: list[Change] = []
    for name, step in steps.items():
        if name not in left_out:
            made = step(lines, spoken.language)
            lines, done = kept(lines, made, tuple(changes_of(name, lines, made)), raw.keep)
            changes += done
    made_of = document(raw, lines, spoken, lasts(changes))
    changes += titles_again(lines, made_of.title, raw.keep)
    return Cleaned(made_of, tuple(in_file(change, raw) for change in changes))


def titles_again(lines: tuple[Line, ...], title: str, keep: Collection[str]) -> Iterator[Change]:
    """Name the lines that only say the title again, which is found when all else is known."""
    for line in lines:
        if line.kind not in DATA and not is_body(line, title):
            change = Change("title", line.source_line, line.text)
            yield as_kept(change) if digest(line.text) in keep else change


def in_file(change: Change, raw: RawText) -> Change:
    """Give a change with the lines of the file."""
    if not raw.line_numbers:
        return change
    into = raw.line_of_file(change.into) if change.into else 0
    line = raw.line_of_file(change.line)
    return Change(change.step, line, change.before, change.after, into, change.mark)


def refuse_unknown(off: Collection[str], steps: Mapping[str, Step]) -> None:
    """Refuse the name of a step that there is not, with the nearest that there is."""
    for name in off:
        if name not in steps:
            near = difflib.get_close_matches(name, steps, n=1, cutoff=0)
            raise ValueError(f"no cleaning step {name!r}; the nearest is {near[0]!r}")


__all__ = ["DONE_BY_MARKUP", "STEPS", "Cleaned", "Step", "clean", "digest", "markdown", "number_lines"]
