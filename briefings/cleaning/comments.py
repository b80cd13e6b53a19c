"""Find where the comments of readers begin below an article.

Invariant: a heading counts only below an article, and rows without a heading only where at least two have a
name, a moment and a button to answer, one after the other. A diary has dates but no buttons; an interview has
names but no moments.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefings.cleaning.days import is_date_line, published
from briefings.cleaning.measure import ends_sentence, is_prose, key, weight
from briefings.cleaning.phrases import COMMENT_HEADS, CONTROLS, words
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

ENOUGH = 300  # words above a heading of comments that make an article
LONGEST_HEAD = 140  # characters of such a heading
LAST_PART = 0.34  # of a text's weight: comments may be that much of what is no article
COUNTED_PART = 0.75  # the same below a heading with a number, which no article has
LEAST_PROSE = 2  # paragraphs above comments
LEAST_WORDS = 25  # in them
LONGEST_NAME = 40
NAME_WORDS = 5
LONGEST_STAMP = 80
ROW = 16  # lines: a longer comment is the last of its row
LEAST_ROWS = 2
LEAST_BARE_ROWS = 3  # rows without a moment

ANSWERS = words(
    """
    reply antworten répondre responder rispondi beantwoorden reageren svara svar svare vastaa odpowiedz
    odpovědět odpovedať ответить yanıtla cevapla atsakyti відповісти رد الرد 返信 返信する 回复 回復 답글 답글쓰기 답변
    like likes upvote downvote report flag permalink quote melden signaler denunciar segnala recommend
    """
)
"""Keys of the buttons below a comment, numbers aside."""

SAYS = regex(
    r"\S.{0,38}\S (?:says|said|wrote|writes|commented|replied|sagt|sagte|schreibt|schrieb|meint|"
    r"dit|a dit|écrit|a écrit|"
    r"dice|dijo|escribió|comentó|diz|disse|escreveu|ha detto|scrive|zegt|schreef|säger|skriver|sier|siger|pisze|"
    r"napisał|пишет|написал|говорит):?(?: .{0,40})?"
)
SAYS_END = (":",)
AGO = regex(
    r"(?:\W|vor|il y a|hace|há|cerca de|about|over|więcej niż|منذ|prieš){0,3}"
    r"(?:\d{1,2}|an?|one|einer?|einem|une?|una?|um|uma|en|et)"
    r"\s?[^\W\d_]{1,12}\s?(?:ago|geleden|sedan|siden|temu|назад|atrás|fa|sitten|önce|पहले|前|전)?\W{0,3}",
    re.IGNORECASE,
)
AGO_WORDS = (
    *("ago", "vor ", "il y a", "hace ", "há ", "atrás", " fa", "geleden", "sedan", "siden", "temu", "назад"),
    *("前", "전", "sitten", "önce", "पहले", "منذ", "prieš"),
)
CLOCK = regex(r"\b\d{1,2}[:.h]\d{2}\b")


def comments_at(lines: Lines) -> int | None:
    """Give the index at which comments begin, None where there are none."""
    found = [at for at in (heading_at(lines), rows_at(lines)) if at is not None]
    return min(found, default=None)


def heading_at(lines: Lines) -> int | None:
    """Give the index of the heading of comments, where an article stands above it."""
    heads = [at for at, line in enumerate(lines) if is_head(line.text)]
    if not heads:
        return None
    total = sum(weight(line.text) for line in lines)
    above = prose = start = 0
    for at in heads:
        above += sum(weight(line.text) for line in lines[start:at])
        prose += sum(is_prose(line.text) for line in lines[start:at])
        start = at
        is_counted = any(map(str.isdigit, lines[at].text)) and prose >= LEAST_PROSE and above >= LEAST_WORDS
        rest = COUNTED_PART if is_counted else LAST_PART
        if above >= (1 - rest) * total or above > ENOUGH:
            return at
    return None


def is_head(text: str) -> bool:
    """Whether the line is a heading over comments."""
    return len(text) <= LONGEST_HEAD and bool(COMMENT_HEADS.fullmatch(key(text)))


def rows_at(lines: Lines) -> int | None:
    """Give the index of the first of several comments that follow each other."""
    answers = [at for at, line in enumerate(lines) if is_answer(line.text)]
    says = [at for at, line in enumerate(lines) if is_saying(line.text)]
    if len(answers) + len(says) < LEAST_ROWS:
        return None
    starts = stamped_rows(lines, answers, says) or bare_rows(lines, answers)
    least = article_end(lines)
    return next((at for at in starts if at >= least), None)


def stamped_rows(lines: Lines, answers: list[int], says: list[int]) -> list[int]:
    """Give where comments begin that have a name, a moment, and a button or a "says"."""
    buttons, saying = set(answers), set(says)
    stamps = [at for at, line in enumerate(lines) if is_stamp(line.text)]
    starts = []
    for at, after in pairwise([*stamps, len(lines)]):
        start = at - 1 if at and is_name(lines[at - 1].text) else at
        is_row = start in saying or not buttons.isdisjoint(range(at, min(after, at + ROW)))
        if is_row and (start < at or not is_moment(lines[at].text)):
            starts.append(start)
    return starts if len(starts) >= LEAST_ROWS else []


def bare_rows(lines: Lines, answers: list[int]) -> list[int]:
    """Give where comments begin that have a name above and a button below, again and again."""
    starts = []
    for above, at in pairwise([-1, *answers]):
        names = [near for near in range(max(above + 1, at - ROW), at) if is_name(lines[near].text)]
        names = [near for near in names if at - near > 1]
        if names and above < 0:
            starts.append(names[-1])
        elif names and names[0] <= above + LEAST_ROWS:
            starts.append(names[0])
    return starts if len(starts) >= LEAST_BARE_ROWS else []


def article_end(lines: Lines) -> int:
    """Give the index above which enough prose stands to be an article; beyond the end where there is too little."""
    paragraphs = words = 0
    for at, line in enumerate(lines):
        if is_prose(line.text):
            paragraphs += 1
            words += weight(line.text)
        if paragraphs >= LEAST_PROSE and words >= LEAST_WORDS:
            return at + 1
    return len(lines) + 1


def is_answer(text: str) -> bool:
    """Whether the line is a button below a comment, its number of votes included."""
    if len(text) > LONGEST_NAME:
        return False
    name = key(text).strip(" 0123456789")
    return name in ANSWERS or name.startswith("reply to ")


def is_saying(text: str) -> bool:
    """Whether the line says that somebody says what follows."""
    return len(text) <= LONGEST_STAMP and text.endswith(SAYS_END) and bool(SAYS.fullmatch(text))


def is_stamp(text: str) -> bool:
    """Whether the line says when something was written, alone or behind a name."""
    if len(text) > LONGEST_STAMP or ends_sentence(text.rstrip(" .")) or weight(text) > 2 * NAME_WORDS + 4:
        return False
    return (
        is_moment(text)
        or (bool(CLOCK.search(text)) and published(text) is not None)
        or is_ago(text[-24:].lstrip())
    )


def is_moment(text: str) -> bool:
    """Whether the line is a date, an hour, or so long ago."""
    return (
        is_ago(text)
        or is_date_line(text)
        or (bool(CLOCK.search(text)) and published(text) is not None and text[:1].isdigit())
    )


def is_ago(text: str) -> bool:
    """Whether the line says how long ago."""
    return len(text) <= LONGEST_NAME and any(word in text for word in AGO_WORDS) and bool(AGO.fullmatch(text))


def is_name(text: str) -> bool:
    """Whether the line could be the name of one who comments."""
    if (
        len(text) > LONGEST_NAME
        or not any(map(str.isalnum, text))
        or is_answer(text)
        or key(text) in CONTROLS
    ):
        return False
    return (weight(text) <= NAME_WORDS and not ends_sentence(text.rstrip("."))) or is_saying(text)
