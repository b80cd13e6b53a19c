"""Say what lines are: title, byline, date, caption, heading, item.

Invariant: a step here gives lines a kind and changes neither their words nor their order. In doubt a line
stays a paragraph: a false heading is worse than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefings.cleaning.boilerplate import is_tail_head
from briefings.cleaning.days import is_date_line
from briefings.cleaning.measure import DENSE, ends_sentence, is_prose, key, opens_quote, starts_lower, weight
from briefings.model import Line, LineKind

Lines = tuple[Line, ...]

LONGEST_TITLE = 200  # characters
LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
BULLET = re.compile(r"[-*•·▪◦] (?=\S)")
DATA: frozenset[LineKind] = frozenset({"title", "byline", "date", "caption"})
"""Kinds of lines that are kept as data, apart from the body."""

TOP = 12  # lines in which byline and date stand

BYLINE = re.compile(
    r"(?:(?:written|reported|edited|compiled|posted|published|curated|produced) by:?|by:?|"
    r"text:|von|door|por|par|di|av|af|autor:|author:|reporter:)"
    r"(?:,? (?:[^\W\d_][\w.’'-]{0,30}|[&|,])){1,12}(?: ?[|:;,] ?.{0,80})?",
    re.IGNORECASE,
)
BYLINE_PAIR = re.compile(r"(?:written|reported|edited|posted) by\b.{1,120}", re.IGNORECASE)
AGENCY = re.compile(r"[A-Z]{2,6} \| [^\W\d_][\w .,-]{1,40}")
CAPTION = re.compile(
    r"(?:(?:file )?(?:photo(?:graph)?|image|picture|video|illustration|screenshot|foto|bild|"
    r"grafik|imagen|crédito)s?(?: (?:by|credit|courtesy))?\s?[:/].{1,200}"
    r"|(?:image|photo|picture|foto) credits?\b.{1,200}|.{0,200}\((?:file )?(?:photo|image|"
    r"foto|picture|ap photo|source|credit|bild|video)s?\b[^()]{0,60}\)\.?"
    r"|(?:file|representational|representative) (?:photo|image|picture)s?\b.{0,100}"
    r"|.{0,200}\((?:AP|AFP|Reuters|EPA|PTI|ANI|DPA|Getty Images|AP/AFP)\)|\d{1,3} ?(?:/|"
    r"of) ?\d{1,3}(?: \||\s)\s?.{1,200}"
    r"|.{0,160}(?:Getty Images|/AFP|/Reuters|AP Photo|picture alliance|Shutterstock|"
    r"iStock)\W{0,3}[^.]{0,40}|©\s?.{1,120})",
    re.IGNORECASE,
)
CAPTION_CUES = (
    *("photo", "image", "picture", "video", "illustration", "screenshot", "foto", "bild", "grafik", "imagen"),
    *("crédito", "credit", "source", "getty", "afp", "reuters", "picture alliance", "shutterstock", "istock"),
    *("(ap)", "(epa)", "(pti)", "(ani)", "(dpa)", "ap photo", "©", "/", " of "),
)
"""Words without one of which `CAPTION` cannot match: looking for them is ten times as fast."""

SPEAKER = re.compile(r"[^\W\d_][\w. ’'-]{0,40}[:：] ?")
ITEM = re.compile(r"(?:[-*•·▪◦] |\d{1,2}[.)] )(?=\S)")
CELLS = re.compile(r"\d[\d.,:%€$£+-]*")


def find_title(lines: Lines, _language: str) -> Lines:
    """Mark the title: one marked already, or a short first line over prose; later copies of it go."""
    at = title_at(lines)
    if at is None:
        return lines
    name = key(lines[at].text)
    title = with_kind(lines[at], "title")
    rest = tuple(plain(line) for line in lines[at + 1 :] if key(line.text) != name)
    return (*lines[:at], title, *rest)


def plain(line: Line) -> Line:
    """Make a heading of a second title."""
    return with_kind(line, "heading") if line.kind == "title" else line


def title_at(lines: Lines) -> int | None:
    """Give the index of the title, None where none is sure."""
    marked = [at for at, line in enumerate(lines) if line.kind == "title"]
    if marked:
        return marked[0]
    first = next((at for at, line in enumerate(lines[:TOP]) if line.kind == ""), None)
    return first if first is not None and is_title(lines, first) else None


def is_title(lines: Lines, at: int) -> bool:
    """Whether the line is short, ends like no sentence, and has prose below it."""
    text = lines[at].text
    if len(text) > LONGEST_TITLE or weight(text) < 2 or weight(text) > 18 or starts_lower(text):  # noqa: PLR2004 - words of a title
        return False
    if text.rstrip("\"'”’»")[-1:] in ".。।:;,…" or ITEM.match(text) or is_table_row(text) or is_caption(text):
        return False
    below = [line for line in lines[at + 1 : at + TOP] if line.kind == ""][:2]
    if ends_sentence(text) and not (below and is_prose(below[0].text)):
        return False  # a question with a short answer, not a title with a short deck
    return any(is_prose(line.text) and len(line.text) > len(text) for line in below)


def find_bylines(lines: Lines, _language: str) -> Lines:
    """Mark lines that only name who wrote the text."""
    return tuple(
        with_kind(line, "byline") if not line.kind and is_byline(line.text) else line for line in lines
    )


def is_byline(text: str) -> bool:
    """Whether the line is a byline and no sentence."""
    if len(text) > 140 or ends_sentence(text):  # noqa: PLR2004 - names and a date
        return False
    if BYLINE_PAIR.fullmatch(text) or AGENCY.fullmatch(text):
        return True
    match = BYLINE.fullmatch(text)
    if match is None or ends_sentence(text):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", text)[1:] if len(word) > 3]  # noqa: PLR2004 - not "and", "von"
    return bool(words) and all(word[0].isupper() for word in words)


def find_dates(lines: Lines, _language: str) -> Lines:
    """Mark lines that only say when the text was published or changed."""
    return tuple(
        with_kind(line, "date") if not line.kind and is_date_line(line.text) else line for line in lines
    )


def find_captions(lines: Lines, _language: str) -> Lines:
    """Mark captions of pictures, where they say so themselves."""
    return tuple(
        with_kind(line, "caption") if not line.kind and is_caption(line.text) else line for line in lines
    )


def is_caption(text: str) -> bool:
    """Whether the line names a picture or its photographer."""
    if len(text) > 240:  # noqa: PLR2004 - characters of a caption
        return False
    small = text.casefold()
    return any(cue in small for cue in CAPTION_CUES) and bool(CAPTION.fullmatch(text.strip()))


def find_items(lines: Lines, _language: str) -> Lines:
    """Mark the items of lists: two or more marked lines together."""
    return in_body(lines, mark_items)


def in_body(lines: Lines, mark: Callable[[Lines], Lines]) -> Lines:
    """Apply a step to the lines of the body as they stand once title, byline, dates and captions are out."""
    made = iter(mark(tuple(line for line in lines if line.kind not in DATA)))
    return tuple(line if line.kind in DATA else next(made) for line in lines)


def mark_items(body: Lines) -> Lines:
    """Mark each line with a list mark that has another beside it."""
    marked = [line.kind == "" and bool(BULLET.match(line.text)) for line in body]
    beside = [any(marked[max(0, at - 1) : at] + marked[at + 1 : at + 2]) for at in range(len(body))]
    return tuple(
        Line(line.text[2:].strip(), line.source_line, "item") if marked[at] and beside[at] else line
        for at, line in enumerate(body)
    )


def find_headings(lines: Lines, _language: str) -> Lines:
    """Mark subheadings: a short line without an end, between paragraphs."""
    return in_body(lines, mark_headings)


def mark_headings(body: Lines) -> Lines:
    """Mark each line that reads as the heading of the paragraph below it."""
    return tuple(
        with_kind(line, "heading") if line.kind == "" and is_heading(body, at) else line
        for at, line in enumerate(body)
    )


def is_heading(body: Lines, at: int) -> bool:
    """Whether the line has the look of a heading, and paragraphs on both sides."""
    if not looks_like_heading(body[at].text) or at + 1 >= len(body) or at == 0:
        return False
    above, below = body[at - 1], body[at + 1]
    ended = above.kind == "item" or (above.kind == "" and is_ended(above.text))
    return ended and below.kind == "" and is_paragraph(below.text)


def is_ended(text: str) -> bool:
    """Whether a paragraph above is complete."""
    return (ends_sentence(text) or is_prose(text)) and weight(text) > 5  # noqa: PLR2004 - no line of a list


def is_paragraph(text: str) -> bool:
    """Whether a line below a heading is running text."""
    return is_prose(text) or (ends_sentence(text) and weight(text) >= 5)  # noqa: PLR2004 - a short sentence


def looks_like_heading(text: str) -> bool:
    """Whether a line by itself could be a heading."""
    words = weight(text)
    if len(text) > LONGEST_HEADING or not 1 <= words <= MOST_HEADING_WORDS or starts_lower(text):
        return False
    if text[-1] in ".,;:…。、।!！" or not any(map(str.isalpha, text)) or is_tail_head(text):
        return False
    if "://" in text or "@" in text or text.startswith("www.") or is_table_row(text):
        return False
    return not is_speech(text) and (not DENSE.search(text) or len(text) <= 40)  # noqa: PLR2004 - characters


def is_speech(text: str) -> bool:
    """Whether the line is something said: a speaker before it, or a whole quoted sentence."""
    if ITEM.match(text) or text[:1] in "—–":
        return text[:1] in "—–" or ends_sentence(text)
    return opens_quote(text) and ends_sentence(text) and weight(text) > 6  # noqa: PLR2004 - a quoted phrase may be a heading


def is_table_row(text: str) -> bool:
    """Whether numbers make up so much of the line that it is a row of a table."""
    words = text.split()
    return len(words) > 3 and sum(bool(CELLS.fullmatch(word)) for word in words) * 3 >= len(words)  # noqa: PLR2004 - cells


def with_kind(line: Line, kind: LineKind) -> Line:
    """Give the line with a kind."""
    return Line(line.text, line.source_line, kind)
