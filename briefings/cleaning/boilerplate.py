"""Drop what stands around and between the parts of an article: buttons, notices, pointers, tails, comments.

Invariant: prose goes only where a notice's whole wording says so, or where it follows the heading of
comments or of a list of other articles and nothing of the article comes after it.
"""

from __future__ import annotations

from briefings.cleaning.measure import PROSE_WORDS, ends_sentence, is_prose, key, weight
from briefings.cleaning.phrases import (
    COMMENT_HEADS,
    CONTROLS,
    INSERTS,
    NOTICE_CUES,
    NOTICES,
    NOTICES_INSIDE,
    PATH,
    SECTIONS,
    STRONG_INSERTS,
    TAIL_HEADS,
)
from briefings.model import Line

Lines = tuple[Line, ...]

LONGEST_NOTICE = 500  # characters; longer lines are never only a notice
LONGEST_CONTROL = 120
PATH_MARKS = ">›»/|"
INSERT_LENGTH = 240  # a cue and a headline
NEAR = 3  # lines within which a section's name must have other furniture
ENOUGH = 300  # words above a heading of comments that make an article
LONGEST_HEAD = 140  # characters of such a heading
LAST_PART = 0.34  # of a text's weight: comments and tails may be that much of what is no article
FRESH_WORDS = 20  # in sentences after a tail's heading: the article goes on
PLAIN_ENDS = ".。।"  # headlines end in question marks and closing quotes, hardly ever in a full stop


def drop_controls(lines: Lines, _language: str) -> Lines:
    """Remove buttons, menu entries, legal links, and section names that stand among them."""
    sure = [is_control(line.text) for line in lines]
    return tuple(
        line
        for at, line in enumerate(lines)
        if line.kind == "title" or not (sure[at] or is_section(lines, at, sure))
    )


def is_control(text: str) -> bool:
    """Whether the line is nothing but a button, a menu entry or a trail of sections."""
    return len(text) <= LONGEST_CONTROL and (key(text) in CONTROLS or is_path(text))


def is_path(text: str) -> bool:
    """Whether the line is a trail of sections, from the front page down."""
    if len(text) > LONGEST_CONTROL or not any(mark in text for mark in PATH_MARKS):
        return False
    return bool(PATH.fullmatch(text.strip()))


def is_section(lines: Lines, at: int, sure: list[bool]) -> bool:
    """Whether the line names a section of a site, beside furniture or another section."""
    if len(lines[at].text) > 40 or key(lines[at].text) not in SECTIONS:  # noqa: PLR2004 - no section is longer
        return False
    near = range(max(0, at - NEAR), min(len(lines), at + NEAR + 1))
    return any(near_at != at and (sure[near_at] or key(lines[near_at].text) in SECTIONS) for near_at in near)


def drop_notices(lines: Lines, _language: str) -> Lines:
    """Remove cookie, paywall, newsletter and copyright notices."""
    return tuple(line for line in lines if not is_notice(line.text))


def is_notice(text: str) -> bool:
    """Whether the whole line is a notice of the site to its reader."""
    if len(text) > LONGEST_NOTICE:
        return False
    text = text.strip()
    if NOTICES.fullmatch(text):
        return True
    small = text.casefold()
    return any(cue in small for cue in NOTICE_CUES) and bool(NOTICES_INSIDE.fullmatch(text))


def drop_inserts(lines: Lines, _language: str) -> Lines:
    """Remove pointers to other articles inside this one; what stands around them stays."""
    return tuple(line for line in lines if not is_insert(line.text))


def is_insert(text: str) -> bool:
    """Whether the line is a cue such as "Also read" with a headline behind it."""
    if len(text) > INSERT_LENGTH:
        return False
    if INSERTS.fullmatch(text):
        return not (ends_sentence(text) and text.rstrip()[-1] == "." and weight(text) > 14)  # noqa: PLR2004 - a sentence
    return bool(STRONG_INSERTS.fullmatch(text)) and not ends_sentence(text)


def drop_tail(lines: Lines, _language: str) -> Lines:
    """Cut the text at the heading of a list of other articles, where nothing of the article follows.

    Where the article goes on, only the heading and the bare headlines right under it go.
    """
    lines = cut_tail(lines)
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        if is_tail_head(lines[at].text) and kept:
            at = after_headlines(lines, at + 1)
        else:
            kept.append(lines[at])
            at += 1
    return tuple(kept)


def is_tail_head(text: str) -> bool:
    """Whether the line is the heading of a list of other articles."""
    return len(text) <= 80 and key(text) in TAIL_HEADS  # noqa: PLR2004 - longer than all of them


def cut_tail(lines: Lines) -> Lines:
    """Cut at the first heading of a list behind which no prose comes."""
    words = 0
    cut = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        words += sentence_words(lines[at].text)
        if words >= FRESH_WORDS:
            break
        if is_tail_head(lines[at].text):
            cut = at
    return lines[:cut] if any(is_prose(line.text) for line in lines[:cut]) else lines


def sentence_words(text: str) -> int:
    """Count the words of a line that is a sentence of an article, and no headline with a full stop."""
    words = weight(text)
    is_sentence = text.rstrip()[-1:] in PLAIN_ENDS or words >= 2 * PROSE_WORDS
    return words if is_sentence and is_prose(text) else 0


def after_headlines(lines: Lines, at: int) -> int:
    """Give the index behind the bare headlines that begin at `at`."""
    start = at
    while at < len(lines) and at - start < 8 and is_headline(lines[at].text):  # noqa: PLR2004 - a list inside an article is short
        at += 1
    return at if at - start > 1 or at == len(lines) else start


def is_headline(text: str) -> bool:
    """Whether the line could be the headline of another article."""
    return not is_prose(text) and not text.rstrip().endswith((".", ":", ",", "。")) and weight(text) > 3  # noqa: PLR2004 - a headline says something


def drop_comments(lines: Lines, _language: str) -> Lines:
    """Cut the text at the heading of its comments, where most of the text stands above it."""
    total = sum(weight(line.text) for line in lines)
    above = 0
    for at, line in enumerate(lines):
        is_late = above >= (1 - LAST_PART) * total or above > ENOUGH
        if is_late and len(line.text) <= LONGEST_HEAD and COMMENT_HEADS.fullmatch(key(line.text)):
            return lines[:at]
        above += weight(line.text)
    return lines
