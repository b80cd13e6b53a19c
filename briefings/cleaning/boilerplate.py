"""Drop what stands around and between the parts of an article: buttons, notices, pointers, tails, comments.

Invariant: prose goes only where a notice's whole wording says so, or where it follows the heading of
comments or of a list of other articles and nothing of the article comes after it.
"""

from __future__ import annotations

import re
from itertools import groupby

from briefings.cleaning.comments import comments_at
from briefings.cleaning.measure import PROSE_WORDS, ends_sentence, is_prose, key, remembered, weight
from briefings.cleaning.notices import is_matter, is_sentence_of_its_own, is_site_prose
from briefings.cleaning.phrases import (
    CONTROLS,
    INSERTS,
    MAIL,
    NOTICES,
    NOTICES_INSIDE,
    PATH,
    SECTIONS,
    STRONG_INSERTS,
    TAIL_HEADS,
)
from briefings.model import Line, LineKind
from briefings.regex import regex

Lines = tuple[Line, ...]

LONGEST_NOTICE = 500  # characters; longer lines are never only a notice
LONGEST_CONTROL = 120
LONGEST_ADDRESS = 160
LINK = regex(r"[<(\[]?\b(?:https?://|mailto:)\S+", re.IGNORECASE)
KNOWN: frozenset[LineKind] = frozenset({"title", "date", "byline"})
"""Kinds of lines that are no notices, though their words may be those of one."""

BARS = regex(r"\s*[|·•]\s*|\s+[/–—]\s+")
EDGES = " .:!→›»>-–—*"
POSTCODE = regex(
    r"\b(?!(?:19|20)\d\d\b)\d{4,6}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|〒"
)
PATH_MARKS = ">›»/|"
INSERT_LENGTH = 240  # a cue and a headline
LEAST_SECTIONS = 3  # names of sections in a row
LEAST_HEADLINES = 2  # under a heading of a list, where the article goes on
FRESH_WORDS = 20  # in sentences after a tail's heading: the article goes on
TEASER_WORDS = 25  # under a headline
LONGEST_LIST_HEAD = 80  # characters
MORE_FROM = regex(
    r"(?:more (?:from|on|about|in)|mehr (?:aus|von|über)|plus (?:de|sur)|más (?:de|sobre)|mais (?:de|sobre)) .{2,40}"
)
PLAIN_ENDS = ".。।"  # headlines end in question marks and closing quotes, hardly ever in a full stop


def drop_controls(lines: Lines, _language: str) -> Lines:
    """Remove buttons, menu entries, legal links, and section names that stand in a row with them."""
    sure = [line.kind != "title" and is_control(line.text) for line in lines]
    menus = sections(lines, sure)
    return tuple(
        line for line, control, menu in zip(lines, sure, menus, strict=True) if not (control or menu)
    )


def sections(lines: Lines, sure: list[bool]) -> list[bool]:
    """Tell for each line whether it names a section of a site, in a row with others or with furniture.

    Alone such a name may be a heading over a part of a list.
    """
    named = [line.kind == "" and is_section(line.text) for line in lines]
    found = [False] * len(lines)
    for is_row, run in groupby(range(len(lines)), lambda at: sure[at] or named[at]):
        row = list(run)
        if (
            is_row
            and any(named[at] for at in row)
            and (len(row) >= LEAST_SECTIONS or any(sure[at] for at in row))
        ):
            found[row[0] : row[-1] + 1] = [named[at] for at in row]
    return found


def is_control(text: str) -> bool:
    """Whether the line is nothing but a button, a menu entry or a trail of sections."""
    return len(text) <= LONGEST_CONTROL and (key(text) in CONTROLS or is_path(text))


def is_path(text: str) -> bool:
    """Whether the line is a trail of sections, from the front page down."""
    if len(text) > LONGEST_CONTROL or not any(mark in text for mark in PATH_MARKS):
        return False
    return bool(PATH.fullmatch(text.strip()))


def is_section(text: str) -> bool:
    """Whether the line is the name of a section of a site."""
    return len(text) <= 40 and key(text) in SECTIONS  # noqa: PLR2004 - no section is longer


def drop_notices(lines: Lines, _language: str) -> Lines:
    """Remove cookie, paywall, newsletter and copyright notices; where the article is about such, they stay.

    A line that is known as a date or a byline says when the text was published, in whatever words.
    """
    mails = [line.kind not in KNOWN and is_mail(line.text) for line in lines]
    found = [
        mail or (line.kind not in KNOWN and is_spoken_by_site(line.text))
        for line, mail in zip(lines, mails, strict=True)
    ]
    if not any(found):
        return lines
    prose = [
        line.text for line, is_found in zip(lines, found, strict=True) if not is_found and is_prose(line.text)
    ]
    foot = foot_of_mail(lines, found, mails)
    return tuple(
        line
        for at, (line, is_found) in enumerate(zip(lines, found, strict=True))
        if at not in foot and (not is_found or (is_prose(line.text) and is_matter(line.text, prose)))
    )


@remembered
def is_mail(text: str) -> bool:
    """Whether the line, links aside, is nothing but what a newsletter says of itself, in one part or several."""
    if len(text) > LONGEST_NOTICE:
        return False
    parts = [part for piece in BARS.split(LINK.sub("", text)) if (part := piece.strip(EDGES))]
    is_own = [MAIL.fullmatch(part) is not None for part in parts]
    return any(is_own) and all(own or key(part) in CONTROLS for own, part in zip(is_own, parts, strict=True))


def foot_of_mail(lines: Lines, found: list[bool], mails: list[bool]) -> set[int]:
    """Give the places of the sender's address, and of links below what a newsletter says, behind the article."""
    start = 1 + max(
        (at for at, line in enumerate(lines) if not found[at] and is_prose(line.text)), default=-1
    )
    foot: set[int] = set()
    is_under = False
    for at in range(start, len(lines)) if any(mails[start:]) else ():
        is_link = LINK.fullmatch(lines[at].text.strip()) is not None
        if (is_under and is_link) or is_address(lines[at].text):
            foot.add(at)
        is_under = mails[at] or (is_under and is_link)
    return foot


def is_address(text: str) -> bool:
    """Whether the line is a postal address: parts between commas, one of them with a postcode."""
    return (
        len(text) <= LONGEST_ADDRESS
        and "," in text
        and not ends_sentence(text)
        and bool(POSTCODE.search(text))
    )


def is_spoken_by_site(text: str) -> bool:
    """Whether the line is a notice, by its phrase or by what it speaks of, and no sentence of an article."""
    return (is_notice(text) and not is_sentence_of_its_own(text)) or is_site_prose(text)


@remembered
def is_notice(text: str) -> bool:
    """Whether the whole line is a notice of the site to its reader."""
    if len(text) > LONGEST_NOTICE:
        return False
    text = text.strip()
    return bool(NOTICES.fullmatch(text) or NOTICES_INSIDE.fullmatch(text))


def drop_inserts(lines: Lines, _language: str) -> Lines:
    """Remove pointers to other articles inside this one; what stands around them stays."""
    return tuple(line for line in lines if not is_insert(line.text))


@remembered
def is_insert(text: str) -> bool:
    """Whether the line is a cue such as "Also read" with a headline behind it."""
    if len(text) > INSERT_LENGTH:
        return False
    if INSERTS.fullmatch(text):
        return not (ends_sentence(text) and text.rstrip()[-1] == "." and weight(text) > 14)  # noqa: PLR2004 - a sentence
    return bool(STRONG_INSERTS.fullmatch(text)) and not ends_sentence(text)


def drop_tail(lines: Lines, _language: str) -> Lines:
    """Cut the text at the heading of a list of other articles, where nothing of the article follows.

    Where the article goes on, only the heading and the bare headlines right under it go; above the article, among
    menus, the heading alone: the first headline under it is the title.
    """
    lines = cut_tail(lines)
    kept: list[Line] = []
    top = top_of(lines)
    at = 0
    while at < len(lines):
        if at < top:
            kept += () if is_tail_head(lines[at].text) else lines[at : at + 1]
            at += 1
        elif kept and is_tail_head(lines[at].text) and (behind := after_head(lines, at)) > at:
            at = behind
        else:
            kept.append(lines[at])
            at += 1
    is_left = any(line.text.strip() and line.kind not in {"title", "heading"} for line in kept)
    return tuple(kept) if is_left else lines  # below a title alone, the list is the text


def top_of(lines: Lines) -> int:
    """Give how many lines stand above an article that begins with a line of its own, and are furniture."""
    top = next((at for at, line in enumerate(lines) if not is_furniture(line)), len(lines))
    first = next((line for line in lines[top:] if line.kind not in {"date", "byline"}), None)
    has_title = first is not None and (first.kind == "title" or not is_prose(first.text))
    return top if has_title and any(is_prose(line.text) for line in lines[top:]) else 0


def is_furniture(line: Line) -> bool:
    """Whether the line stands in menus: a word, a button, a section, a notice or the heading of a list.

    What is marked as the title is none, whatever its words.
    """
    text = line.text
    return line.kind in {"", "heading"} and (
        weight(text) == 1
        or is_tail_head(text)
        or is_control(text)
        or is_section(text)
        or is_spoken_by_site(text)
    )


def is_tail_head(text: str) -> bool:
    """Whether the line is the heading of a list of other articles."""
    return len(text) <= LONGEST_LIST_HEAD and key(text) in TAIL_HEADS


def cut_tail(lines: Lines) -> Lines:
    """Cut at the first heading of a list behind which no prose comes, or only a sentence under each headline."""
    words = 0
    cut = len(lines)
    is_teasing = True
    for at in range(len(lines) - 1, 0, -1):
        text = lines[at].text
        words += sentence_words(text)
        if is_teasing and is_plain_end(text):
            is_teasing = weight(text) <= TEASER_WORDS and not is_plain_end(lines[at - 1].text)
        if words >= FRESH_WORDS and not is_teasing:
            break
        if is_list_head(text):
            is_sure = words == 0 or (words < FRESH_WORDS and not is_pointer(text))
            if is_sure or (is_teasing and is_small(lines, at)):
                cut = at
            elif words >= FRESH_WORDS:
                break
    return lines[:cut] if any(is_prose(line.text) for line in lines[:cut]) else lines


def is_plain_end(text: str) -> bool:
    """Whether the line ends in a full stop, as sentences do and headlines do not."""
    return text.rstrip()[-1:] in PLAIN_ENDS


def is_small(lines: Lines, at: int) -> bool:
    """Whether a heading of two words or more has several headlines below it, and most of the text above it."""
    headlines = sum(not is_plain_end(line.text) for line in lines[at + 1 :])
    below = sum(weight(line.text) for line in lines[at:])
    above = sum(weight(line.text) for line in lines[:at] if is_prose(line.text))
    return weight(lines[at].text) > 1 and headlines >= LEAST_HEADLINES and below <= above


def is_list_head(text: str) -> bool:
    """Whether the line is the heading of a list of other articles, or of more from a section or an author."""
    if len(text) > LONGEST_LIST_HEAD or ends_sentence(text):
        return False
    return is_tail_head(text) or bool(MORE_FROM.fullmatch(key(text)))


def is_pointer(text: str) -> bool:
    """Whether the heading is one that stands inside articles too, over one or two headlines: "Also read"."""
    return bool(STRONG_INSERTS.fullmatch(key(text) + " ..."))


def sentence_words(text: str) -> int:
    """Count the words of a line that is a sentence of an article, and no headline with a full stop."""
    words = weight(text)
    is_sentence = is_plain_end(text) or words >= 2 * PROSE_WORDS
    return words if is_sentence and is_prose(text) else 0


def after_head(lines: Lines, at: int) -> int:
    """Give the index behind a heading at `at` and its headlines; `at` itself where it is a heading of the article.

    "Popular" may be one, over a paragraph; "You may also like" is none wherever it stands.
    """
    behind = after_headlines(lines, at + 1, least=1 if is_pointer(lines[at].text) else LEAST_HEADLINES)
    is_phrase = weight(lines[at].text) > 1 or lines[at].text.rstrip().endswith(":")
    return behind if is_phrase or behind > at + 1 or behind == len(lines) else at


def after_headlines(lines: Lines, start: int, least: int) -> int:
    """Give the index behind the bare headlines that begin at `start`, where there are enough of them."""
    at = start
    while at < len(lines) and at - start < 8 and is_headline(lines[at].text):  # noqa: PLR2004 - a list inside an article is short
        at += 1
    return at if at - start >= least or at == len(lines) else start


def is_headline(text: str) -> bool:
    """Whether the line could be the headline of another article."""
    return not is_prose(text) and not text.rstrip().endswith((".", ":", ",", "。")) and weight(text) > 3  # noqa: PLR2004 - a headline says something


def drop_comments(lines: Lines, _language: str) -> Lines:
    """Cut the text where the comments of its readers begin."""
    return lines[: comments_at(lines)]
