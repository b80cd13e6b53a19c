"""Say what lines are: title, byline, date, caption, heading, item.

Invariant: a step here gives lines a kind and changes neither their words nor their order. In doubt a line
stays a paragraph: a false heading is worse than a missed one.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from briefings.cleaning import captions
from briefings.cleaning.days import is_date_line, says_published, without_reading
from briefings.cleaning.measure import (
    DENSE,
    PROSE_WORDS,
    ends_sentence,
    is_prose,
    key,
    opens_quote,
    starts_lower,
    weight,
)
from briefings.cleaning.phrases import CREDIT_WORDS, words
from briefings.languages import common_words
from briefings.model import Line, LineKind
from briefings.regex import regex

Lines = tuple[Line, ...]

LONGEST_TITLE = 200  # characters
LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
MOST_TITLE_WORDS = 18
MOST_TWICE_WORDS = 30  # of a title that stands twice
COPY = 3  # lines below a title within which its copy stands
BULLET = regex(r"[-*•·▪◦] (?=\S)")
DATA: frozenset[LineKind] = frozenset({"title", "byline", "date", "caption"})
"""Kinds of lines that are kept as data, apart from the body."""

is_caption = captions.is_caption

TOP = 12  # lines in which byline and date stand
LONGEST_BYLINE = 140  # characters: names and a date
KICKED = 1  # line between a title with a word above it and its text
DECKS = 5  # lines between a title and its text
LEAST_ENTRIES = 3  # dates in the middle of a text that make it a diary
LONGEST_NAME = 60  # characters of names and an agency

BYLINE = regex(
    r"(?:(?:written|reported|edited|compiled|posted|published|curated|produced) by:?|by:?|"
    r"text:|von|door|por|par|di|av|af|autor:|author:|reporter:)"
    r"(?:,? (?:[^\W\d_][\w.’'-]{0,30}|[&|,])){1,12}(?: ?[|:;,•·–—-] ?.{0,80})?",
    re.IGNORECASE,
)
BYLINE_PAIR = regex(
    r"\(?(?i:written|reported|edited|posted|words|story|reporting|interview|analysis|additional reporting) (?i:by):? "
    r"(?=[^\W\d_a-z]).{1,120}"
)
BYLINE_LABEL = regex(
    r"(?:автор|текст|yazan|haber|tekst|teksti|autora?|auteur|autore|texte|texto|testo|redaktion|文|記者|取材|作者|编辑)"
    r"\s?[:：=＝]\s?\S.{0,60}|[가-힣]{2,4} (?:선임|수습)?기자(?: \S+@\S+)?"
    r"|(?:by|von|par|por|di) (?:staff|agencies|dpa|afp|ap|reuters|epa|efe|ansa|apa|our (?:staff|correspondents?))"
    r"(?:[ /,].{0,40})?",
    re.IGNORECASE,
)
NAMES = regex(r"[^\W\d_][\w.’'-]{0,20}(?:,? (?:and |und |et |y |e |& )?[^\W\d_a-z][\w.’'-]{0,20}){1,6}")
WHO = regex(
    r"(?i:by|von|par|por|di|door|av|af):? [^\W\d_a-z][\w.’'-]{0,20}"
    r"(?:,? (?:and |und |et |y |e |& )?[^\W\d_a-z][\w.’'-]{0,20}){0,6}"
)
"""Who wrote a text, as it stands beside a date: there one name is enough."""

BY_A_DAY = regex(r"\w{2,3}:? \w{2,8}(?:day|tag)\b")
"""No author: "By Monday"."""

PARTING = regex(
    r"\s*[|·•]\s*|\s+[–—-]\s+|,\s+|\s+(?:on|am|le|el)\s+|\s+(?=(?:by|von|par|por|di|door|av|af)\b)",
    re.IGNORECASE,
)
"""What stands between a date and who wrote the text."""

BARS = "|·•"
AGENCY = regex(r"[A-Z]{2,6} \| [^\W\d_][\w .,-]{1,40}")
SPEAKER = regex(r"[^\W\d_][\w. ’'-]{0,40}[:：] ?")
ITEM = regex(r"(?:[-*•·▪◦] |\d{1,2}[.)] )(?=\S)")
BEGINNING = regex(r"[\"'“„‘«»”「『‚‹¿¡(§#]{0,2}\s?[^\W_]|[–—-] ")
"""What a heading begins with: a letter or a figure, quoted or not; or a dash."""

SENTENCE_INSIDE = regex(r"[^\W\d_]{3}[.。] ?[^\W\d_][^.]*$")
SAID = regex(r"[,，][\"”’“»」] ?\w|[\"”’“»」], \w")
PART = regex(
    r"(?:part|chapter|act|book|section|day|step|round|teil|kapitel|tag|partie|chapitre|acte|jour|parte|capítulo|capitolo|día"
    r"|deel|hoofdstuk|del|часть|глава) (?:[0-9]{1,2}|[ivx]{1,5}|[^\W\d_]{2,8})",
    re.IGNORECASE,
)
DASHES = ("- ", "– ", "— ")
DASHED = frozenset({"no", "nb", "nn", "da", "sv", "fi"})
"""Languages whose headings may be quotations after a dash."""

GREEK = "el"  # where a semicolon asks
NEVER = ("://", "@", "|")
PHONE_DIGITS = 7
PULLED_WORDS = 6
LONG_HEADING = 8  # words
CLAUSE = 10
NAMING = 8  # characters
LONG_BELOW = 20  # words
BELOW = 2  # paragraphs that a heading speaks of
LONGER = regex(r"[^\W_]{4,}")
SHORT_SENTENCE = 5  # words
HANGING = words(
    """
    the of and a an to from with or as than
    der die das den dem des und von mit im auf für ein eine einer einen zu zum zur dass als
    le la les des du de et une un dans pour que qui au aux avec el los las y del en con una
    o os as e do da em um uma il di che gli del della nel het een van en op te met och att en ett av för
    og et av som ja että i w z na do ze и в на с от
    """
)
"""Small words behind which a noun must follow."""

SITE_MARK = regex(r"\s?[|–—·:-]\s")
CELLS = regex(r"\d[\d.,:%€$£+-]*")


def find_title(lines: Lines, language: str) -> Lines:
    """Mark the title: one marked already, or a short first line over prose; copies of it go."""
    at = title_at(lines, language)
    if at is None:
        return lines
    at, over = without_site(lines, at)
    name, longest = key(lines[at].text), 2 * len(lines[at].text)
    title = with_kind(lines[at], "title")
    above, rest = (
        [line for line in part if len(line.text) > longest or key(line.text) != name]
        for part in (lines[:at], lines[at + 1 :])
    )
    return (*(line for line in above if line is not over), title, *map(plain, rest))


def without_site(lines: Lines, at: int) -> tuple[int, Line | None]:
    """Give the place of the title without the site's name, where it stands below the one with it, and that line."""
    name = key(lines[at].text)
    for near in range(at + 1, min(at + COPY + 1, len(lines))):
        short = key(lines[near].text)
        if (
            len(short) * 3 > len(name)
            and SITE_MARK.match(lines[at].text[len(lines[near].text) :])
            and name.startswith(short)
        ):
            return near, lines[at]
    return at, None


def plain(line: Line) -> Line:
    """Make a heading of a second title."""
    return with_kind(line, "heading") if line.kind == "title" else line


def title_at(lines: Lines, language: str) -> int | None:
    """Give the index of the title, None where none is sure."""
    marked = [at for at, line in enumerate(lines) if line.kind == "title"]
    if marked:
        return marked[0]
    first, second, *_ = [*(at for at, line in enumerate(lines[:TOP]) if line.kind == ""), None, None]
    if first is None:
        return None
    if second is not None and is_kicker(lines[first].text) and is_title(lines, second, language, KICKED):
        return second
    return first if is_title(lines, first, language) else None


def is_kicker(text: str) -> bool:
    """Whether the line is one word, as stands above a title."""
    return weight(text) == 1 and text[-1].isalpha()


def is_title(lines: Lines, at: int, language: str, decks: int = DECKS) -> bool:
    """Whether the line is short, ends like no sentence, and has text below it, or below its decks and its copy."""
    text = lines[at].text
    below = [line.text for line in lines[at + 1 : at + TOP] if line.kind == ""]
    others = [other for other in below if key(other) != key(text)]
    is_twice = len(others) < len(below) and any(key(other) == key(text) for other in below[:COPY])
    if not could_be_title(text, MOST_TWICE_WORDS if is_twice or DENSE.search(text) else MOST_TITLE_WORDS):
        return False
    if ITEM.match(text) and not (
        is_said(text, language) and (is_twice or not (below and ITEM.match(below[0])))
    ):
        return False
    if is_twice:
        return any(map(is_prose, others))
    if ends_sentence(text) and not (below and is_prose(below[0])):
        return False  # a question with a short answer, not a title with a short deck
    first = next((near for near, other in enumerate(below[: decks + 1]) if is_paragraph(other)), None)
    if first is None or any(map(starts_lower, below[:first])):
        return False
    return len(below[first]) > len(text) or (first + 1 < len(below) and is_prose(below[first + 1]))


def could_be_title(text: str, most: int) -> bool:
    """Whether the line by itself could be a title of at most so many words."""
    if len(text) > LONGEST_TITLE or not 2 <= weight(text) <= most or starts_lower(text):  # noqa: PLR2004 - a word may be a menu's
        return False
    return text.rstrip("\"'”’»")[-1:] not in ".。।:;,…" and not is_table_row(text) and not is_caption(text)


def find_bylines(lines: Lines, _language: str) -> Lines:
    """Mark lines that only name who wrote the text, around its beginning or at its end.

    Between two paragraphs "By Popular Demand" is a heading. Names without a "by" count only above the text.
    """
    prose = [at for at, line in enumerate(lines) if not line.kind and is_prose(line.text)]
    start, second, *_ = [*prose, len(lines), len(lines)]
    end = prose[-1] if prose else 0

    def is_one(at: int) -> bool:
        text = lines[at].text
        if at <= second or at > end:
            return is_byline(text) or (0 < at < start and is_signature(lines, at))
        return len(text) <= LONGEST_BYLINE and bool(BYLINE_PAIR.fullmatch(text))

    return tuple(
        with_kind(line, "byline") if not line.kind and is_one(at) else line for at, line in enumerate(lines)
    )


def is_signature(lines: Lines, at: int) -> bool:
    """Whether a line above the text is names alone: with an agency, or beside a date."""
    text = lines[at].text
    if len(text) > LONGEST_NAME or not NAMES.fullmatch(text):
        return False
    name, comma, agency = text.rpartition(", ")
    if comma and name and not CREDIT_WORDS.isdisjoint(agency.casefold().split()):
        return True
    return any(line.kind == "date" for line in lines[at - 1 : at + 2])


def is_byline(text: str) -> bool:
    """Whether the line is a byline and no sentence."""
    if len(text) > LONGEST_BYLINE or ends_sentence(text):
        return False
    if BYLINE_PAIR.fullmatch(text) or AGENCY.fullmatch(text) or BYLINE_LABEL.fullmatch(text):
        return True
    match = BYLINE.fullmatch(text)
    if match is None or ends_sentence(text):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", text)[1:] if len(word) > 3]  # noqa: PLR2004 - not "and", "von"
    return bool(words) and all(word[0].isupper() for word in words)


def credited(text: str, *, is_top: bool = False) -> str:
    """Give when the text was published, from a line that says this and who wrote it, and nothing else; else "".

    At the very top names alone are nobody who wrote it: they may be the title.
    """
    if len(text) > LONGEST_BYLINE or not ("20" in text or "19" in text) or ends_sentence(text):
        return ""
    text = without_reading(text).strip("*_|·•– -")
    for cut in PARTING.finditer(text):
        head, tail = text[: cut.start()], text[cut.end() :]
        is_barred = not is_top and any(bar in cut[0] for bar in BARS)
        for when, who in ((head, tail), (tail, head)):
            if is_date_line(when) and is_who(who, is_barred=is_barred):
                return when
    return ""


def is_who(text: str, *, is_barred: bool) -> bool:
    """Whether what stands beside a date is who wrote the text; behind a bar, names are enough, or an agency."""
    if BY_A_DAY.match(text):
        return False
    if is_byline(text) or WHO.fullmatch(text):
        return True
    return is_barred and bool(NAMES.fullmatch(text) or text.casefold() in CREDIT_WORDS)


def find_dates(lines: Lines, _language: str) -> Lines:
    """Mark lines that only say when the text was published or changed.

    Above the text one may say besides by whom, and is a byline. A bare date in the middle of the text, with others
    like it, is the heading of an entry: a diary, a chronicle.
    """
    dated = [at for at, line in enumerate(lines) if not line.kind and is_date_line(line.text)]
    start = next((at for at, line in enumerate(lines) if is_prose(line.text)), len(lines))
    entries = [at for at in dated if at > start and not says_published(lines[at].text)]
    kept = frozenset(entries if len(entries) >= LEAST_ENTRIES else ())
    marked = frozenset(dated) - kept
    return tuple(
        with_kind(line, "date")
        if at in marked
        else with_kind(line, "byline")
        if at < start and not line.kind and credited(line.text, is_top=at == 0)
        else line
        for at, line in enumerate(lines)
    )


def find_captions(lines: Lines, _language: str) -> Lines:
    """Mark captions of pictures, where they say so themselves."""
    return tuple(
        with_kind(line, "caption") if not line.kind and is_caption(line.text) else line for line in lines
    )


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


def find_headings(lines: Lines, language: str) -> Lines:
    """Mark subheadings: a short line without an end, between paragraphs."""
    return in_body(lines, functools.partial(mark_headings, language=language))


def mark_headings(body: Lines, language: str) -> Lines:
    """Mark each line that reads as the heading of what stands below it; a label that comes again is none."""
    could_be = [line.kind == "" and looks_like_heading(line.text, language) for line in body]
    times = Counter(key(line.text) for line, could in zip(body, could_be, strict=True) if could)
    made: list[Line] = []
    for at in range(len(body) - 1, -1, -1):
        line = body[at]
        is_one = could_be[at] and times[key(line.text)] == 1 and is_heading(body, at, made)
        made.append(with_kind(line, "heading") if is_one else line)
    return tuple(reversed(made))


def is_heading(body: Lines, at: int, made: Sequence[Line]) -> bool:
    """Whether what stands above is ended, and what stands below, last of `made`, is what a heading has below it."""
    if at == 0 or not made:
        return False
    text, above, below = body[at].text, body[at - 1], made[-1]
    if not (
        is_end(above)
        or (at > 1 and is_end(body[at - 2]) and (is_over_heading(above.text, text) or is_told(text, made)))
    ):
        return False
    if starts_lower(below.text) or (
        SPEAKER.match(text) and (SPEAKER.match(above.text) or SPEAKER.match(below.text))
    ):
        return False
    if below.kind == "" and is_paragraph(below.text):
        return not is_pulled(text, above.text, below.text) and not is_foreign(text, made)
    return below.kind == "item" or (below.kind == "heading" and is_over_heading(text, below.text))


def is_over_heading(text: str, below: str) -> bool:
    """Whether the line is a heading over a heading: a part's, one in capitals, or one over questions; no name."""
    if PART.fullmatch(text) or (text.isupper() and not below.isupper()):
        return True
    is_question = ends_sentence(below) and not ends_sentence(text)
    return is_question and weight(text) < LONG_HEADING and text.rsplit(None, 1)[-1][:1].islower()


def is_told(text: str, made: Sequence[Line]) -> bool:
    """Whether a long paragraph below says a word of a short line: then it is a heading even below a caption.

    So is a question with its answer below it.
    """
    below = made[-1]
    if ends_sentence(text) and below.kind == "" and is_prose(below.text):
        return not SPEAKER.match(text)
    is_short = weight(text) < LONG_HEADING and len(text) > NAMING
    return (
        is_short
        and below.kind == ""
        and is_prose(below.text)
        and weight(below.text) >= LONG_BELOW
        and bool(beginnings(text) & beginnings(below.text))
    )


def is_foreign(text: str, made: Sequence[Line]) -> bool:
    """Whether a longer line says nothing that the paragraphs below, last of `made`, say: another article's headline.

    A clause of ten words must say a third of it; so a caption that names one person of the text is none.
    """
    words = weight(text)
    if words < LONG_HEADING or ends_sentence(text) or ITEM.match(text) or DENSE.search(text):
        return False
    own = beginnings(text)
    said = beginnings(" ".join(line.text for line in made[-1 : -1 - BELOW : -1]))
    shared = len(own & said)
    return bool(own) and (shared == 0 or (words >= CLAUSE and shared * 3 < len(own)))


def beginnings(text: str) -> frozenset[str]:
    """Give the beginnings of a text's longer words: endings change with case and number."""
    return frozenset(word[:5].casefold() for word in LONGER.findall(text))


def is_pulled(text: str, above: str, below: str) -> bool:
    """Whether the line is a longer quotation that a paragraph beside it has word for word."""
    if not opens_quote(text) or weight(text) <= PULLED_WORDS:
        return False
    return key(text) in key(below) or key(text) in key(above)


def is_end(above: Line) -> bool:
    """Whether something ends with the line, so that a heading can follow."""
    return above.kind == "item" or (above.kind == "" and is_ended(above.text))


def is_ended(text: str) -> bool:
    """Whether a paragraph above is complete."""
    return ends_sentence(text) and weight(text) > SHORT_SENTENCE


def is_paragraph(text: str) -> bool:
    """Whether a line below a heading is running text, or leads to a list or a quotation."""
    least = PROSE_WORDS if text[-1] in ":：" else SHORT_SENTENCE
    return is_prose(text) or (weight(text) >= least and (text[-1] in ":：" or ends_sentence(text)))


def looks_like_heading(text: str, language: str) -> bool:
    """Whether a line by itself could be a heading."""
    words = weight(text)
    if len(text) > LONGEST_HEADING or not 1 <= words <= MOST_HEADING_WORDS or starts_lower(text):
        return False
    if text[-1] in ".,:…。、।!！(" or (text[-1] == ";" and language != GREEK) or not BEGINNING.match(text):
        return False
    if any(mark in text for mark in NEVER) or text.startswith("www.") or is_table_row(text):
        return False
    if not any(map(str.isalpha, text)) or (text[0] == "(" and text[-1] == ")"):
        return False
    if hangs(text, language) or SENTENCE_INSIDE.search(text) or sum(map(str.isdigit, text)) >= PHONE_DIGITS:
        return False
    return not is_speech(text, language) and (not DENSE.search(text) or len(text) <= 40)  # noqa: PLR2004 - characters


def hangs(text: str, language: str) -> bool:
    """Whether the line ends in a small word, in the middle of a sentence; a question may: "What is it for"."""
    last = text.rsplit(None, 1)[-1]
    return last in HANGING and last in common_words(language)


def is_speech(text: str, language: str) -> bool:
    """Whether the line is something said: a speaker before it, a whole quoted sentence, or words and who said them."""
    if ITEM.match(text) or text[:1] in "—–":
        return ends_sentence(text) or (text[:1] in "-*•·▪◦—–" and not is_said(text, language))
    if not opens_quote(text):
        return False
    return (ends_sentence(text) and weight(text) > 6) or bool(SAID.search(text))  # noqa: PLR2004 - a quoted phrase may be a heading


def is_said(text: str, language: str) -> bool:
    """Whether a dash at its beginning makes the line a quotation, as in the titles of northern papers."""
    return language in DASHED and text[:2] in DASHES and weight(text) <= MOST_HEADING_WORDS


def is_table_row(text: str) -> bool:
    """Whether numbers make up so much of the line that it is a row of a table."""
    words = text.split()
    return len(words) > 3 and sum(bool(CELLS.fullmatch(word)) for word in words) * 3 >= len(words)  # noqa: PLR2004 - cells


def with_kind(line: Line, kind: LineKind) -> Line:
    """Give the line with a kind."""
    return Line(line.text, line.source_line, kind)
