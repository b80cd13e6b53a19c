"""The facts without a label: the news first, then the best that a reader of the box can follow.

Invariant: what "the patient" or "the device" opens stands behind a line, or under a title, that has the noun, or right
behind the sentence that the text has before it; else it stands only where there are too few others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from briefings.drafting.told import LONGEST, distinct, is_quoted, lede_of, words
from briefings.model import Document, Fact, Facts
from briefings.regex import regex
from briefings.words import forms, listed

IN_SHORT = 30  # words of the first fact
WHOLE_LEDE = 40  # of it where sentences cannot be cut: in Spanish a lede of 30 is rare
FEWEST, MOST = 3, 7
TELLING = 9  # words; a shorter fact without a figure stands only where there are too few others
WORDS_A_FACT = 80  # words of a source for each of them: a short text is not told twice
STEM = 6  # letters that two forms of a noun share
POINTING = regex(r"\b(?:in|of|to|on|for|with|from|at|about|by) (?:them|it|this|that|these|those)\W*$")
EARLIER = regex(r"(?:Earlier|Previously|Before that)\b")
WEAK = frozenset({"past", "pointer", "scene", "short", "writer"})
"""Rules of key facts that are background, set a scene, lean on other sentences or on who writes, or say little."""

_PREPOSITION = r"(?:of|in|on|at|to|for|with|from|by|about|that|who|which|and|or|behind|between|against)\b"
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|said|says|told|took|fell|rose|"
    r"won|lost|met|began|came|went|held|gave|made|[a-z]+ed(?! (?:on|in|at|by|from|with|as)\b)|"
    r"[a-z]{2,}s(?! (?:who|that|which|of|in|on|for|from|at|with|and|or|were|are|have|had|said)\b))\b"
)
DEFINITE = regex(
    rf"(?:The|This|That|These|Those|Such) (?P<before>(?:(?!{_PREPOSITION})[a-z][\w-]* ){{0,3}}?)"
    rf"(?!{_PREPOSITION}|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)(?P<noun>[a-z][\w-]{{2,}}?)"
    rf"(?:['’]s? |(?=(?: (?:also|now|later|then|still|[a-z]+ly))? {_VERB}|, ))"
)
"""A noun that opens a sentence as one that the reader knows, with nothing behind it that says which."""
UNIQUE = frozenset(
    listed(
        """
        government president minister police military army authorities public world economy internet weather sun moon
        pope earth media opposition parliament king queen
        """
    )
)
"""Nouns of which a place or the world has one."""
FOREMOST = regex(
    r"(?:most|least|average|typical|only|total|entire|first|number|majority|[a-z]{2,}est|worst|best)\b"
)
"""What says itself which one is meant."""


def key_facts(document: Document, facts: Facts) -> list[Fact]:
    """Choose the facts without a label: the lede's, where it is short enough, then the next best."""
    keys = (
        fact for fact in facts.items if fact.kind == "key" and not is_quoted(document, fact.quote_span[0])
    )
    found = list(distinct(keys))
    first = opening(document, facts, found)
    if first is None:
        return []
    others = [fact for fact in found if fact is not first and words(fact.text) <= LONGEST]
    best = [fact for fact in others if fact.rule not in WEAK and says_much(fact.text)]
    room = min(MOST, max(FEWEST, words(document.text) // WORDS_A_FACT))
    shown = followed(document, first, best, room)
    last = (fact for fact in (*best, *others) if fact not in shown)
    return [*shown, *islice(distinct(last), max(0, FEWEST - len(shown)))]


def opening(document: Document, facts: Facts, found: Iterable[Fact]) -> Fact | None:
    """Give the fact of the lede where it is short and sure, else the best that says by itself what it is about."""
    lede = lede_of(document, facts)
    room_for_lede = IN_SHORT if document.language[:2] == "en" else WHOLE_LEDE
    short = [fact for fact in found if words(fact.text) <= room_for_lede]
    news = (fact for fact in short if fact.quote_span == lede and fact.rule not in WEAK)
    others = [fact for fact in short if words(fact.text) <= IN_SHORT]
    clear = (
        fact for fact in others if is_introduced(fact.text, document, ()) and not EARLIER.match(fact.text)
    )
    return next(news, next(clear, next(iter(others), None)))


def followed(document: Document, first: Fact, best: Iterable[Fact], room: int) -> list[Fact]:
    """Add, time and again, the next best of which a line says what it is about, or behind the line it goes on with."""
    shown, waiting = [first], list(best)
    while waiting and len(shown) < room:
        places = ((fact, place_for(fact, document, shown)) for fact in waiting)
        fact, place = next(((fact, place) for fact, place in places if place), (first, 0))
        if not place:
            break
        waiting.remove(fact)
        shown.insert(place, fact)
    return shown


def place_for(fact: Fact, document: Document, shown: Sequence[Fact]) -> int:
    """Say where a fact can stand among those shown: behind all, or behind the one that the text has right before it."""
    if is_introduced(fact.text, document, [other.text for other in shown]):
        return len(shown)
    start = fact.quote_span[0]
    ends = [other.quote_span[1] for other in shown]
    before = (at for at, end in enumerate(ends, 1) if end <= start and not document.text[end:start].strip())
    return next(before, 0)


def is_introduced(text: str, document: Document, told: Iterable[str]) -> bool:
    """Whether the title or a line before has the noun that a sentence opens with as a known one."""
    noun = known_noun(text) if document.language[:2] == "en" else ""
    return not noun or any(
        form[:STEM] == noun[:STEM] for line in (document.title, *told) for form in forms(line)
    )


def known_noun(text: str) -> str:
    """Give the noun that a sentence opens with as if its reader knew which one is meant; empty where it says so."""
    found = DEFINITE.match(text)
    if found is None or found["noun"] in UNIQUE or FOREMOST.match(found["before"] or found["noun"]):
        return ""
    return found["noun"]


def says_much(text: str) -> bool:
    """Whether a fact has a figure, or words enough to tell something by itself, and does not point elsewhere."""
    if POINTING.search(text):
        return False
    return words(text) >= TELLING or " " not in text or any(map(str.isdigit, text))
