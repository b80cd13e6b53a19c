"""In their words: the quotations of the box.

Invariant: a quotation is verbatim, whole at its end, has a speaker with a name, and says what no key fact says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from briefings.drafting.told import Told, distinct, words
from briefings.model import Document, Fact, Facts
from briefings.regex import regex
from briefings.sentences import sentences
from briefings.words import forms, is_content

MOST = 2
SHORTEST, LONGEST = 5, 40  # words: fewer are scare quotes, of more the first sentences are shown
BROKEN = ("“", "”", '"', " . ", " ,")
"""Marks within a quotation that another one was lost beside, and stops that stand amid it."""
FEW = 8  # words; shorter ones seldom say what they are about
LEANING = regex(
    r"(?:And|But|So|Because(?! of)|Well|Oh|Also|Then|Or|Yes|No,|Yeah)\b|"
    r"(?:I|We) (?:think|believe|guess|know|hope) (?:that )?(?:this|that|these|those|they|he|she|it)(?:['’]\w+)?\b|"
    r"(?:This|That|These|Those|They|He|She|His|Her|Their)(?:['’]\w+)?\b|"
    r"It(?!(?:['’](?:s|ll)| is| was)?(?: [\w’'-]+){1,4} (?:to|that|when|if)\b)(?:['’]\w+)?\b|"
    r"(?:[\w’'-]+ ){1,3}(?:this|these|those|they|them|he|him|she|her)\b"
)
ABOUT, ENOUGH = 0.15, 4  # for each word that title and key facts have, up to so many
KNOWN = 0.3  # for a speaker whom they name
LEANS = 0.6
OLD = 1.0  # for one of another year: it would read as a word on the news
YEAR = regex(r"\b(?:19|20)\d\d\b")
TWICE = 0.6  # share of its words in one fact that makes that fact say it already


def quotes(document: Document, facts: Facts, keys: Sequence[Fact]) -> Iterator[Told]:
    """Choose the quotations, which are whole sentences: the surest and nearest to the news, as the text has them."""
    found = [fact for fact in facts.items if fact.kind == "quote" and is_named(fact.speaker)]
    shown = [frozenset(forms(key.text)) for key in keys]
    language = document.language
    said = {fact: words for fact in distinct(found) if is_new(words := saying(fact.answer, language), shown)}
    news = frozenset(forms(document.title)).union(*shown)
    year = document.published.year if document.published else 0
    worth = {fact: weight(fact, said[fact], news) - OLD * is_old(fact, year) for fact in said}
    ranked = sorted(said, key=lambda fact: -worth[fact])
    best = [*ranked[:1], *(fact for fact in ranked[1:] if not leans(said[fact]))][:MOST]
    yield from (Told("quote", said[fact], (fact,)) for fact in said if fact in best)


def weight(fact: Fact, said: str, news: Collection[str]) -> float:
    """Say how well a quotation suits: how sure its speaker is, and whether it is about the news, given by its words."""
    about = sum(form in news for form in set(forms(said)) if is_content(form))
    is_known = forms(fact.speaker)[-1] in news
    return fact.score + ABOUT * min(about, ENOUGH) + KNOWN * is_known - LEANS * leans(said)


def is_old(fact: Fact, year: int) -> bool:
    """Whether the sentence that a quotation stands in tells of a year before that of the text."""
    told = fact.quote.replace(fact.answer, "")
    return any(int(found) < year for found in YEAR.findall(told))


def leans(said: str) -> bool:
    """Whether a quotation goes on with what was said before it, or opens with somebody or something not named."""
    return words(said) < FEW or said[0].islower() or LEANING.match(said) is not None


def is_named(speaker: str) -> bool:
    """Whether a speaker has a name: ``the actor`` and ``a statement`` point at what the box does not show."""
    last = speaker.rpartition(" ")[2]
    return last[:1].isalpha() and not last[:1].islower()


def saying(answer: str, language: str) -> str:
    """Give a quotation, of a long one the first sentences; nothing where it is too short, asks, or is broken."""
    said = ""
    for _, end in sentences(answer, language):
        if words(answer[:end]) > LONGEST:
            break
        said = answer[:end].rstrip()
    whole = answer if words(answer) <= LONGEST else said
    is_broken = whole.endswith(("?", "؟", "？")) or any(mark in whole for mark in BROKEN)
    return whole if words(whole) >= SHORTEST and not is_broken else ""


def is_new(said: str, shown: Iterable[frozenset[str]]) -> bool:
    """Whether a quotation says what no key fact, given by its words, says already."""
    content = {form for form in forms(said) if is_content(form)}
    return bool(said) and all(len(content & words) < TWICE * max(1, len(content)) for words in shown)
