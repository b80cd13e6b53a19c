"""What the bullets and definitions of a box say.

Invariant: marks are taken out of the words, wherever they stand, and kept in order; nothing that an editor
wrote into the box is left out without a problem that names its line.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings import texts
from briefings.box.lines import DEFINITION, Cut, Piece, Row, cut, in_code
from briefings.errors import FRAME_BEFORE, Location, Problem, cut_lines, frame, in_order
from briefings.escaping import unescape
from briefings.model import Box, BoxKind, BoxLine, Citation
from briefings.regex import regex

KINDS: Mapping[BoxKind, str] = {
    "who": "who",
    "where": "where",
    "when": "when",
    "how-much": "how_much",
    "quote": "quote",
    "background": "background",
    "differ": "differ",
}
"""The kinds of line that have a label, and the key of its text."""

BLOCKS = ("key-facts", "timeline")
BLOCK = regex(r" {0,3}:::+[ \t]*(?P<name>[^\W\d_][\w-]*)")
NAME = r"\[\^(?P<label>[^\]\[\s]+)\]"
TOKEN = regex(rf"(?P<kept>\\.|`[^`]*`)|(?:(?<![ \t])[ \t]+)?{NAME}")
LABEL = regex(r"\*\*(?P<inside>[^*:：]{1,60})[:：]\*\*|\*\*(?P<before>[^*:：]{1,60})\*\*[ \t]*[:：]")
SPOKEN = regex(r"[”\"»“’'›」』《》][ \t\u00a0]*(?:—|–|--?)[ \t\u00a0]*")
OPENING_QUOTE = tuple("“”\"«»„‘’'‹›「『《")
CLOSING_QUOTE = tuple("“”\"«»‘’'‹›」』》")
SIDE_END = regex(rf"{NAME}[ \t]*[;；]")
DASH = regex(r"[ \u00a0](?:—|–|--)[ \u00a0]")
CITED = regex(
    r"(?P<source>[^\s,:\"“”«»„]+)(?:,[ ]*line[ ]+(?P<line>[0-9]{1,7}))?[ ]*:[ ]*(?P<quote>\S.*)",
    re.IGNORECASE,
)


class Parsed(NamedTuple):
    """A body without its box: `body` has empty lines where box and definitions stood."""

    box: Box
    body: str
    problems: tuple[Problem, ...]


class Ground(NamedTuple):
    """What the pieces of one body are read with; `marked` are the labels that the box uses."""

    path: str
    labels: Mapping[str, BoxKind]
    sources: Collection[str] | None
    marked: Collection[str]


def parse(
    body: str,
    path: str = "",
    *,
    first_line: int = 1,
    language: str = "en",
    sources: Collection[str] | None = None,
) -> Parsed:
    """Find the box and its definitions; lines count as in the file, where `body` begins at `first_line`.

    `sources` are the ids that a definition may name. Definitions that cite none are notes and stay.
    """
    lines = cut_lines(body)
    if ":::" not in body and "[^" not in body:
        return Parsed(Box(), "\n".join(lines), ())
    found = cut(lines, first_line)
    marked = {label for piece in found.bullets for label in marks_of(joined(piece))}
    ground = Ground(path, labels(language), sources, marked)
    facts = [line_of(piece, ground) for piece in found.bullets]
    cited = [(piece, citation_of(piece, ground)) for piece in found.definitions]
    rest = blanked(found.rest, [piece for piece, read in cited if read], first_line)
    read = [*facts, *(citation for _, citation in cited if citation)]
    text = [
        (number, line)
        for number, (line, is_code) in enumerate(zip(rest, in_code(rest), strict=True), first_line)
        if not is_code
    ]
    rows = [*(row for piece in found.bullets for row in piece.rows), *may_have_marks(text)]
    problems = [
        *(each for each in read if isinstance(each, Problem)),
        *structure(found, path),
        *doubled(found.definitions, path),
        *undefined(found.definitions, rows, path),
        *unused([piece for piece, read in cited if not read], rows, path),
        *unknown_blocks(text, path),
    ]
    return Parsed(
        Box(
            tuple(each for each in read if isinstance(each, BoxLine)),
            tuple(each for each in read if isinstance(each, Citation)),
        ),
        "\n".join(rest),
        in_order(framed(problem, lines, first_line) for problem in problems),
    )


@functools.cache
def labels(language: str) -> Mapping[str, BoxKind]:
    """Give the kinds of line by label, in English and in the site's language, which comes first."""
    known = {folded(texts.text("en", key)): kind for kind, key in KINDS.items()}
    return known | {folded(texts.text(language, key)): kind for kind, key in KINDS.items()}


def folded(label: str) -> str:
    """Give a label as it is compared."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


# --- bullets -------------------------------------------------------------------------------------------


def line_of(piece: Piece, ground: Ground) -> BoxLine | Problem:
    """Read a bullet, or say what is wrong with it."""
    written = joined(piece)
    label = LABEL.match(written)
    name = (label["inside"] or label["before"]).strip() if label else ""
    if label and folded(name) not in ground.labels:
        return problem(piece, ground, f"unknown label: {name}", nearest(name, ground.labels))
    kind: BoxKind = ground.labels[folded(name)] if label else "fact"
    rest = written[label.end() :].strip() if label else written
    words, marks = without_marks(rest), marks_of(rest)
    if not words:
        return problem(piece, ground, "a fact without words", "write a sentence, or take the line away")
    if kind == "quote":
        return quote_of(piece, words, marks, ground)
    if kind == "differ":
        return difference_of(piece, rest, marks, ground)
    return BoxLine(kind, words, marks, line=piece.line)


def quote_of(piece: Piece, words: str, marks: tuple[str, ...], ground: Ground) -> BoxLine | Problem:
    """Read ``“quote” — Speaker``; the speaker stands after the last quotation mark with a dash."""
    spoken = last(SPOKEN, words)
    end = spoken.start() if spoken else len(words) - 1
    if (
        not words.startswith(OPENING_QUOTE)
        or not words[end].endswith(CLOSING_QUOTE)
        or not words[1:end].strip()
    ):
        return problem(piece, ground, "a quotation without quotation marks", "write “the words” — Speaker")
    speaker = unescape(words[spoken.end() :].strip()) if spoken else ""
    return BoxLine("quote", words[1:end].strip(), marks, speaker, piece.line)


def difference_of(piece: Piece, words: str, marks: tuple[str, ...], ground: Ground) -> BoxLine | Problem:
    """Read ``VALUE — PUBLISHER [^1]; VALUE — PUBLISHER [^5]``; the marks stay with their sides."""
    line = BoxLine("differ", words, marks, line=piece.line)
    sides = differences(line)
    if len(sides) > 1 and all(side.marks and side.speaker for side in sides):
        return line
    hint = "write VALUE — PUBLISHER [^1]; VALUE — PUBLISHER [^2]"
    return problem(piece, ground, "each side of a difference needs its publisher and its mark", hint)


def differences(line: BoxLine) -> tuple[BoxLine, ...]:
    """Give the sides of a difference: the value, its own marks, and as speaker the publisher."""
    if line.kind != "differ":
        return ()
    ends = [match.end() for match in SIDE_END.finditer(line.text)]
    starts = [0, *ends]
    sides = [line.text[start:end].strip(" \t;；") for start, end in zip(starts, [*ends, None], strict=True)]
    return tuple(side_of(side, line.line) for side in sides if side)


def side_of(words: str, line: int) -> BoxLine:
    """Read one side of a difference."""
    text, marks = without_marks(words), marks_of(words)
    dash = last(DASH, text)
    if not dash:
        return BoxLine("differ", text, marks, line=line)
    return BoxLine("differ", text[: dash.start()], marks, unescape(text[dash.end() :]), line)


def marks_of(words: str) -> tuple[str, ...]:
    """Give the labels of all marks, each once, in order."""
    return tuple(dict.fromkeys(match["label"] for match in TOKEN.finditer(words) if match["label"]))


def without_marks(words: str) -> str:
    """Take the marks out, with the space before each."""
    return TOKEN.sub(lambda match: match["kept"] or "", words).strip()


def last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Give the last place where a pattern stands."""
    return next(iter(deque(pattern.finditer(words), maxlen=1)), None)


def joined(piece: Piece) -> str:
    """Give the words of a piece in one line."""
    return " ".join(row.text for row in piece.rows).strip()


# --- definitions ---------------------------------------------------------------------------------------


def citation_of(piece: Piece, ground: Ground) -> Citation | Problem | None:
    """Read a definition, or say what is wrong with it; a note that cites nothing is none."""
    words = joined(piece)
    if piece.label.startswith("none"):
        return reason_of(piece, words, ground)
    found = CITED.fullmatch(words)
    quote = found["quote"].rstrip() if found else ""
    if found and len(quote) > len('""') and quote.startswith(OPENING_QUOTE) and quote.endswith(CLOSING_QUOTE):
        known = ground.sources is None or found["source"] in ground.sources
        if known or found["line"] or piece.label in ground.marked:
            read = Citation(
                piece.label,
                found["source"],
                int(found["line"] or 0),
                unescape(quote[1:-1].strip()),
                "",
                piece.line,
            )
            return read if known else unknown_source(piece, found["source"], ground)
    if piece.label in ground.marked or (found and found["source"] in (ground.sources or ())):
        hint = f'write [^{piece.label}]: {example(ground)}, line 3: "the sentence"'
        return problem(piece, ground, "a definition names source and line, and quotes the sentence", hint)
    return None


def reason_of(piece: Piece, words: str, ground: Ground) -> Citation | Problem:
    """Read why a fact has no source."""
    if words:
        return Citation(piece.label, reason=unescape(words), line=piece.line)
    hint = f"write [^{piece.label}]: from our own count"
    return problem(piece, ground, "a fact without a source needs a reason", hint)


def unknown_source(piece: Piece, source: str, ground: Ground) -> Problem:
    """Say that the front matter has no such source."""
    known = ", ".join(ground.sources or ()) or "none"
    return problem(piece, ground, f"there is no source {source}", f"ids under `sources:` — {known}")


def example(ground: Ground) -> str:
    """Give the id of a source, for a hint."""
    return next(iter(ground.sources or ()), "s1")


# --- problems ------------------------------------------------------------------------------------------


def structure(found: Cut, path: str) -> Iterator[Problem]:
    """Say what is wrong with fences and lines of the box."""
    for line in found.unclosed:
        hint = "write `:::` on a line of its own below the last fact"
        yield Problem(Location(path, line, 1), "the key facts box is never closed", hint)
    for line in found.opened[1:]:
        yield Problem(Location(path, line, 1), "a second key facts box", "move its facts into the first")
    for line in found.strays:
        yield Problem(Location(path, line, 1), "not a fact", "begin each fact with `- `")


def unknown_blocks(text: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
    """Name the blocks that are none of ours: their fences would stand in the text."""
    for number, line in text:
        found = BLOCK.match(line)
        if found and found["name"] not in BLOCKS:
            place = Location(path, number, found.start("name") + 1)
            hint = f"blocks are {' and '.join(f'`::: {name}`' for name in BLOCKS)}"
            yield Problem(place, f"there is no block {found['name']!r}", hint, "warning")


def doubled(definitions: Iterable[Piece], path: str) -> Iterator[Problem]:
    """Name the labels that are defined twice."""
    lines: dict[str, int] = {}
    for piece in definitions:
        if piece.label in lines:
            hint = f"the first definition stands in line {lines[piece.label]}: give this one another label"
            yield Problem(Location(path, piece.line, 1), f"[^{piece.label}] is defined twice", hint)
        lines.setdefault(piece.label, piece.line)


def may_have_marks(text: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Give the lines of the body that may hold marks, without the labels that are defined."""
    for number, line in text:
        if "[^" in line:
            head = DEFINITION.match(line)
            column = head.end() if head else 0
            yield Row(number, column, line[column:])


def undefined(definitions: Iterable[Piece], rows: Iterable[Row], path: str) -> Iterator[Problem]:
    """Name the marks, in the box and in the body, that have no definition; each label once."""
    known = {piece.label for piece in definitions}
    for row in rows:
        for match in TOKEN.finditer(row.text):
            label = match["label"]
            if label and label not in known:
                known.add(label)
                place = Location(path, row.line, row.indent + match.start("label") - 1)
                yield Problem(place, f"[^{label}] has no definition", definition_hint(label))


def unused(notes: Iterable[Piece], rows: Iterable[Row], path: str) -> Iterator[Problem]:
    """Name the notes of which no mark tells: neither they nor what follows them at once is shown."""
    used = {match["label"] for row in rows for match in TOKEN.finditer(row.text)}
    for piece in notes:
        if piece.label not in used:
            what = f"the note [^{piece.label}] is used nowhere: what stands in it, and right below it, is not shown"
            hint = f"write [^{piece.label}] where it belongs, or delete it; an empty line ends a note"
            yield Problem(Location(path, piece.line, 1), what, hint, "warning")


def definition_hint(label: str) -> str:
    """Say how to define a mark."""
    said = "the reason" if label.startswith("none") else 's1, line 3: "the sentence"'
    return f"add a line [^{label}]: {said}"


def nearest(label: str, known: Mapping[str, BoxKind]) -> str:
    """Name the label that looks most like one."""
    from difflib import get_close_matches  # noqa: PLC0415 - problems only

    close = get_close_matches(folded(label), known, n=1)
    written = [name[:1].upper() + name[1:] for name in (close or known)]
    return f"did you mean **{written[0]}:**?" if close else f"known labels: {', '.join(written)}"


def problem(piece: Piece, ground: Ground, message: str, hint: str) -> Problem:
    """Say what is wrong with a bullet or a definition."""
    place = Location(ground.path, piece.line, piece.rows[0].indent + 1)
    return Problem(place, message, hint)


def framed(found: Problem, lines: Sequence[str], first_line: int) -> Problem:
    """Show the lines around a problem; of the file, only the body is known here."""
    place = found.location
    around = lines[max(0, place.line - first_line - FRAME_BEFORE) : place.line - first_line + 1]
    return dataclasses.replace(found, frame=frame("\n".join(around), len(around), place.column))


def blanked(rest: Sequence[str], pieces: Iterable[Piece], first_line: int) -> list[str]:
    """Give the lines with those of some pieces empty."""
    gone = {row.line for piece in pieces for row in piece.rows}
    return ["" if number in gone else line for number, line in enumerate(rest, first_line)]
