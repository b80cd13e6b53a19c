"""Spaces around punctuation, by the habits of the language.

Invariant: letters, digits and marks stay as they are and in order; only spaces come and go. French keeps
its spaces before high marks and inside guillemets; abbreviations, numbers, addresses and names with a
dot inside stay whole.
"""

from __future__ import annotations

import functools
import re

from briefings.cleaning.characters import each
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

BEFORE_LOW = regex(r"(?<=[^\W_]|[\"”’»)\]%]) (?=[,.،؛؟](?:[\s\"”’»)\]]|$))")
"""A space before a comma or full stop that ends something; not ".NET", "... " or "a ,b"."""

CAPITALS = "A-ZÀ-ÖØ-ÞĆČĎĘĚĞİŁŃŇŐŘŚŠŞŤŮŰŹŻŽȘȚΑ-ΩЀ-Я"
WRONG_SIDE = regex(rf"(?<=[^\W\d_A-Z]) (?=\.[{CAPITALS}][^\W\d_]* )")
"""A space before the full stop instead of behind it; in a text without other gaps it may be a name: ".Net"."""

BEFORE_HIGH = regex(r"(?<=[^\W_]|[\"”’»)\]%]) (?=[;:!?](?:[\s\"”’»)\]]|$))")
INSIDE_ROUND = regex(r"(?<=[^\W_][,.!?]|.[^\W_]) (?=[)\]])|(?<=[(\[]) (?=[^\W_])")
AFTER_OPENING = regex(r"(?:(?<=\s[“‘„‚])|(?<=^[“‘„‚])) (?=[^\W_])")
BEFORE_CLOSING = regex(r"(?<=[^\W_][,.!?]|[^\W_][^\W_]) (?=[”](?:[\s,.;:!?)]|$))")

AFTER_INVERTED = regex(r"(?<=[¿¡]) (?=[^\W_])")

GAP = regex("[¿¡] | [,.;:!?،؛؟]")
INNER_GAP = regex("[(\\[“‘„‚] [^\\W_]|[^\\W_][,.!?]? [)\\]”]")
LEAST_GAPS = 2

SEAM = regex(r"[.!?…][”’\"»)\]“‘«(„]{0,3}[^\W\d_]|[।॥؟۔][^\W\d_]")
"""Where two sentences could meet: most lines have no such place."""

GLUED = regex(r"([^\W_]+)([.!?…]+)([”’\"»)\]]{0,2})([“‘«(„]?)([^\W\d_][^\W_]*)(?=([.@:/(]?))")
"""A word, the end of a sentence, and a word right behind it."""

ADDRESS = regex(r"\S*(?:://|www\.|@)\S*")
SPACELESS_ENDS = regex(r"([।॥؟۔])(?=[^\W\d_])|(?<=[가-힣])(\.)(?=[가-힣])")

SPACED_LANGUAGES = frozenset({"fr"})
SPACED_QUOTES = ("« ", "«\u00a0", "«\u202f")
"""Spaces inside guillemets: a French text, whatever its language was taken for."""
ABBREVIATIONS = frozenset(
    {
        "Mrs",
        "Nos",
        "Gen",
        "Sen",
        "Rep",
        "Gov",
        "Col",
        "Sgt",
        "Prof",
        "Capt",
        "Rev",
        "Fig",
        "Vol",
        "Art",
        "Ing",
        "Abs",
    }
)
NO_CASE_LIMIT = 2  # letters: a shorter word before a full stop may be an abbreviation


def close_up(lines: Lines, language: str) -> Lines:
    """Remove spaces before punctuation and inside brackets, where links and marks once stood."""
    gaps = sum(len(BEFORE_LOW.findall(line.text)) for line in lines if GAP.search(line.text))
    if gaps >= LEAST_GAPS:
        lines = each(functools.partial(WRONG_SIDE.sub, ""), lines)
    if is_spaced(lines, language):
        return each(functools.partial(BEFORE_LOW.sub, ""), lines)
    return each(closed_up, lines)


def is_spaced(lines: Lines, language: str) -> bool:
    """Whether spaces belong before high marks and inside guillemets."""
    return language[:2] in SPACED_LANGUAGES or any(
        quote in line.text for line in lines if "«" in line.text for quote in SPACED_QUOTES
    )


def closed_up(text: str) -> str:
    """Close the gaps of one line."""
    return AFTER_INVERTED.sub("", BEFORE_HIGH.sub("", BEFORE_LOW.sub("", text))) if GAP.search(text) else text


def close_pairs(lines: Lines, _language: str) -> Lines:
    """Remove spaces inside brackets and quotes, where there are several: one may be the author's."""
    gaps = sum(len(INNER_GAP.findall(line.text)) for line in lines)
    return each(paired, lines) if gaps >= LEAST_GAPS else lines


def paired(text: str) -> str:
    """Close the gaps inside the brackets and quotes of one line."""
    if not INNER_GAP.search(text):
        return text
    return BEFORE_CLOSING.sub("", AFTER_OPENING.sub("", INSIDE_ROUND.sub("", text)))


def part_sentences(lines: Lines, _language: str) -> Lines:
    """Put the missing space between two sentences."""
    return each(parted, lines)


def parted(text: str) -> str:
    """Part the sentences of one line, leaving addresses alone."""
    if not SEAM.search(text):
        return text
    text = SPACELESS_ENDS.sub(r"\1\2 ", text)
    kept = [match.span() for match in ADDRESS.finditer(text)] if has_address(text) else []
    made, at = [], 0
    for match in GLUED.finditer(text):
        if is_seam(match) and not any(start <= match.start() < end for start, end in kept):
            cut = match.end(3)
            made += [text[at:cut], " "]
            at = cut
    return "".join([*made, text[at:]])


def has_address(text: str) -> bool:
    """Whether a web or mail address stands in the text."""
    return "://" in text or "www." in text or "@" in text


def is_seam(match: re.Match[str]) -> bool:
    """Whether two sentences meet here: a word in small letters ends, and a capital one begins."""
    before, after = match[1], match[5]
    end = match.end(6)
    if match[6] and (match[6] in "@/(" or match.string[end : end + 1].isalpha()):
        return False  # an address, a call, or a name with several dots
    if match.string[match.start() - 1 : match.start()] == ".":
        return False
    return ends_word(before) and begins_sentence(after, match[6])


def ends_word(word: str) -> bool:
    """Whether a full stop after this ends a sentence, and no abbreviation, initial or ordinal."""
    if word.isdigit():
        return len(word) > NO_CASE_LIMIT
    if len(word) < NO_CASE_LIMIT or not word[-1].islower():
        return False
    return word[0].islower() or (len(word) > NO_CASE_LIMIT and word not in ABBREVIATIONS)


def begins_sentence(word: str, behind: str) -> bool:
    """Whether this looks like a sentence's first word: a capital, then small letters or nothing."""
    if not word[0].isupper():
        return False
    return word[1:].islower() or (len(word) == 1 and behind != ".") or word.isupper()
