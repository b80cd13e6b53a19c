"""In their words: the quotations of the box.

Invariant: a quotation is verbatim, whole at its end, has a speaker with a name, and says what no key fact says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefings.drafting.told import Told, distinct, words
from briefings.model import Fact, Facts
from briefings.sentences import sentences
from briefings.words import forms, is_content

MOST = 2
SHORTEST, LONGEST = 5, 40  # words: fewer are scare quotes, of more the first sentences are shown
TWICE = 0.6  # share of its words in one fact that makes that fact say it already


def quotes(facts: Facts, keys: Sequence[Fact], language: str) -> Iterator[Told]:
    """Choose the quotations: the surest, which are whole sentences, in the order of the text."""
    found = [fact for fact in facts.items if fact.kind == "quote" and is_named(fact.speaker)]
    shown = [frozenset(forms(key.text)) for key in keys]
    said = {fact: words for fact in distinct(found) if is_new(words := saying(fact.answer, language), shown)}
    best = sorted(said, key=lambda fact: -fact.score)[:MOST]
    yield from (Told("quote", said[fact], (fact,)) for fact in said if fact in best)


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
    is_broken = whole.endswith(("?", "؟", "？")) or any(mark in whole for mark in '“”"')
    return whole if words(whole) >= SHORTEST and not is_broken else ""


def is_new(said: str, shown: Iterable[frozenset[str]]) -> bool:
    """Whether a quotation says what no key fact, given by its words, says already."""
    content = {form for form in forms(said) if is_content(form)}
    return bool(said) and all(len(content & words) < TWICE * max(1, len(content)) for words in shown)
