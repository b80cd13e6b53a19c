"""Title and summary, made of the source's words by leaving words out.

Invariant: a title that the source has is kept whole. A made one keeps every hedge of its sentence, closes
what it opens, ends with no dangling word, and where it is no whole clause, says so by an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, islice
from pathlib import PurePosixPath

from briefings import datelines
from briefings.drafting.clauses import clause_of, first_words, has_verb, is_balanced
from briefings.drafting.told import is_quoted, words
from briefings.model import Document, Facts
from briefings.regex import regex
from briefings.sentences import sentences

TITLE, SUMMARY = 90, 200  # characters
SHORTER = 0.8  # of a sentence: with more of it, a summary says nothing else than the sentence
FULL = 60  # characters of a summary: a shorter lede is given with the sentence behind it
BEST = 3  # facts of which a title may be made
FEWEST = 3  # spaces of a sentence that needs no verb that we know
FEWEST_WORDS = 4  # of a sentence that says something
UNSPACED = frozenset(
    {"ja", "zh", "th", "lo", "km", "my"}
)  # languages whose words have no spaces between them
FAR = 0.7  # of a title: what stands before an earlier comma is rarely the news
COMMAS = (", ", "، ", "、", "，")
QUESTIONS = ("?", "؟", "？")
TAIL = regex(
    r", (?:(?![^,]* who )[^,]{2,45} (?:said|says?|reported|announced|warned|showed|shows|suggests?)(?: [A-Z]\w+day)?|"
    r"according to [^,]{2,50})$"
)
"""Who says it, at the end of a sentence: a title may keep it and leave out what stands before it."""
SPOKEN = regex(r".*[?؟？]|\W*[\"“«„]")
"""A sentence that asks, or speaks for somebody: it names no news by itself."""
BROKEN_OFF = regex(r"…|\.\.\.")
TEASER = regex(
    r"(?:here|there|it|this|that|these|those|he|she|they|but|and|so|or|maybe|perhaps|what|who|how|why|when|where|"
    r"let|do|does|did|can|could|would|if|imagine|think|ask|meet|remember|yes|no|well|oh)\b",
    re.IGNORECASE,
)
"""First words of a sentence in English that points, or whets the appetite."""


def title_of(document: Document, facts: Facts) -> str:
    """Give the source's title, or make one: of the lede, else of one of the best facts, else the lede's first words.

    Where sentences cannot be cut, the first words of the news say more than a whole sentence of something else.
    """
    if document.title.strip():
        return " ".join(document.title.split())
    whole = (
        *islice(whole_ones(ledes(document, facts)), 1),
        *islice(whole_ones(candidates(document, facts)), BEST),
    )
    said = whole or (*islice(candidates(document, facts), BEST),)
    telling = [sentence for sentence in said if is_telling(sentence, document.language)]
    made = (
        headline(sentence.rstrip(".。; "), document.language)
        for sentence in (telling if document.language[:2] == "en" else telling[:1])
    )
    cut = (broken_off(sentence.rstrip(".。; "), document.language) for sentence in (*telling, *said))
    named = PurePosixPath(document.path).stem.replace("-", " ").replace("_", " ").strip()
    return next((title for title in (*made, *cut, named) if title), "untitled")


def whole_ones(said: Iterable[str]) -> Iterator[str]:
    """Give the sentences that the source does not break off: a title of such a one would say so too."""
    return (sentence for sentence in said if not BROKEN_OFF.search(sentence))


def broken_off(sentence: str, language: str) -> str:
    """Give the first words of a sentence, and say so; where sentences cannot be cut, up to a comma that is far in."""
    words = first_words(sentence, TITLE)
    stop = max(map(words.rfind, COMMAS))
    is_far = words != sentence and language[:2] != "en" and stop > TITLE * FAR
    return f"{words[:stop]}…" if is_far else words


def is_telling(sentence: str, language: str) -> bool:
    """Whether a sentence names news by itself."""
    return not SPOKEN.match(sentence) and not (language[:2] == "en" and TEASER.match(sentence))


def headline(sentence: str, language: str) -> str:
    """Give a sentence that has room in a title, else its longest clause that has; nothing where none is whole."""
    if len(sentence) > TITLE:
        return clause_of(sentence, TITLE, language) or with_tail(sentence, language)
    is_told = language[:2] != "en" or sentence.count(" ") >= FEWEST or has_verb(sentence)
    return sentence if is_balanced(sentence) and is_told else ""


def with_tail(sentence: str, language: str) -> str:
    """Give a clause with the end of its sentence, which says who says it."""
    tail = TAIL.search(sentence)
    if not tail:
        return ""
    clause = clause_of(sentence[: tail.start()], TITLE - len(tail.group()), language)
    return clause and clause + tail.group()


def summary_of(document: Document, facts: Facts, title: str, shown: str = "") -> str:
    """Give the lede, else the best fact, that says neither the title nor what the page shows right below it.

    Of a lede that is shown whole it gives the first clause; where sentences cannot be cut, the lede all the same, for
    a card and a feed show nothing else.
    """
    news = sorted(ledes(document, facts), key=len, reverse=True) if document.language[:2] != "en" else ()
    for part in news:
        if len(part) <= SUMMARY and is_balanced(part) and not begins(part, title):
            return part
    for sentence in long_first(document, facts, title):
        is_whole = len(sentence) <= SUMMARY and not same(sentence, shown)
        part = sentence if is_whole else whole_clause(sentence, document.language)
        if part and is_balanced(part) and not same(part, shown) and not begins(part, title):
            return part
    cut = (first_words(sentence, SUMMARY) for sentence in long_first(document, facts, title))
    return next((part for part in cut if not same(part, title)), "")


def long_first(document: Document, facts: Facts, title: str) -> Iterator[str]:
    """Give the sentences that a summary may be made of: those that say much before the short ones."""
    for is_short in (False, True):
        for sentence in chain(ledes(document, facts), candidates(document, facts)):
            if (len(sentence) < FULL) is is_short and not same(sentence, title):
                yield sentence


def whole_clause(sentence: str, language: str) -> str:
    """Cut a sentence to a part that is one, with its stop; nothing where none is."""
    clause = clause_of(sentence, min(SUMMARY - 1, int(len(sentence) * SHORTER)), language)
    return clause and f"{clause}."


def ledes(document: Document, facts: Facts) -> Iterator[str]:
    """Give the first sentence that says something, then the first two, where a summary has room for both."""
    paragraphs = (block.text for block in document.blocks if block.kind == "paragraph")
    opened = (list(opening(text, document.language)) for text in paragraphs)
    first, *more = next(filter(None, opened), ("",))
    first = next((f.text for f in facts.items if f.kind == "key" and first.endswith(f.text)), first)
    if first:
        yield first
    both = " ".join((first, *more[:1]))
    if more and len(both) <= SUMMARY and not both.endswith(QUESTIONS):
        yield both


def opening(text: str, language: str) -> Iterator[str]:
    """Give the sentences of a paragraph, behind its dateline, from the first that says something."""
    return dropwhile(lambda sentence: says_nothing(sentence, language), said(text, language))


def said(text: str, language: str) -> Iterator[str]:
    """Give the sentences of a paragraph behind its dateline."""
    told = text[datelines.behind(text, language) :]
    return (" ".join(told[start:end].split()) for start, end in sentences(told, language))


def says_nothing(sentence: str, language: str) -> bool:
    """Whether a sentence is a word or two: ``Dresden.`` opens a report."""
    return language[:2] not in UNSPACED and words(sentence) < FEWEST_WORDS


def candidates(document: Document, facts: Facts) -> Iterator[str]:
    """Give the sentences to choose from: key facts whole in themselves, best first, then the first sentences."""
    for fact in facts.items:
        if (
            fact.kind == "key"
            and not fact.text.startswith("[")
            and not is_quoted(document, fact.quote_span[0])
        ):
            yield " ".join(fact.text.split())
    for block in document.blocks:
        if block.kind in {"paragraph", "item"}:
            yield from said(block.text, document.language)


def same(one: str, other: str) -> bool:
    """Whether two texts differ by nothing but stops and capitals."""
    return one.rstrip(".。… ").casefold() == other.rstrip(".。… ").casefold()


def begins(text: str, title: str) -> bool:
    """Whether a text says the title, and more."""
    return bool(title) and same(text[: len(title.rstrip(".。… "))], title)
