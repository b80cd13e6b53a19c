"""Key facts: the sentences that matter most, short, each able to stand alone, each bringing something new.

Invariant: none comes from a heading, an explainer beside a story, a list or a caption, and none opens with a word
that points back, unless its antecedent stands in brackets and is cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from briefings.facts.article import Article, Sentence, fact
from briefings.facts.ranking import Model, Terms, is_past, repeats, scores, stems, terms
from briefings.facts.speech import segments
from briefings.facts.standing import (
    CONNECTIVE,
    PRONOUN,
    dangles,
    introduced,
    points_abroad,
    repaired,
    sourced,
)
from briefings.facts.telling import doubt, is_fragment, opens_aside, tells
from briefings.facts.tongues import shortened
from briefings.facts.trimming import IN_SHORT, LONGEST, trimmed
from briefings.facts.verbs import SPEAKING
from briefings.model import Fact
from briefings.regex import regex
from briefings.words import count

MOST = 10  # the box takes seven
FIRST = 3  # facts that are chosen together: what a reader sees first
_LOOKED_AT = 13  # sentences, best first, that are trimmed and compared
_MOST_LOOKED_AT = 24  # the same where fewer of them than a box takes are short and sure
_ENOUGH = 6
_TOGETHER = 10  # of them that the first facts are chosen from
_REPAIRED = -0.03  # for a first word that had to be named
_DOUBTED = 0.7  # share of the score of a sentence that leans on its writer or on other sentences
_SHORTEST = 5  # words
_RECENT = 1  # years before the text that still are part of the story
_LONGEST_SPEECH = 1000  # characters between two marks; where it is longer, one was lost
_EARLIER = regex(r"(?:Earlier|Previously|Before that)\b")
_SCENE = 0.2  # of score by which a sentence that tells an event must be ahead of an opening that tells none
_EVENT = regex(
    rf"\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\baccording to\b|\b(?:{SPEAKING})\b|"
    r"\b(?:arrested|charged|sentenced|convicted|pleaded|tested|killed|died|resigned|elected|withdraw\w*|withdrew)\b|"
    r"\b(?:today|yesterday|tonight|this (?:week|month|morning)|last (?:week|month|night))\b",
    re.IGNORECASE,
)
"""What a report of an event has: a figure, a day, or who says it."""
_SHORT = 8  # words: a shorter sentence seldom says who did what


class Prices(NamedTuple):
    """What decides between facts beside their scores: the words they cover, and how long they are."""

    covered: float  # for what the words that stand in one of them are worth
    number: float  # for what a number is worth, on top
    word: float  # for each word of length
    too_long: float  # for each word beyond the longest that a box takes


PRICES = Prices(covered=0.1, number=2.0, word=-0.005, too_long=-0.002)


class Candidate(NamedTuple):
    """A sentence in the form in which it would be shown, with its score, what it cites, and what it is about."""

    sentence: Sentence
    text: str
    cited: tuple[Sentence, ...]
    score: float
    about: frozenset[str]
    doubt: str = ""  # why it stands behind others
    is_scene: bool = False  # whether it opens the story, and only sets the scene for what others tell


def find(article: Article) -> Iterator[Fact]:
    """Give key facts, best first."""
    told = article.told
    about = terms(article, told)
    for chosen in _in_full(article, best(article, about)):
        yield fact(
            article,
            "key",
            chosen.text,
            chosen.cited,
            rule=_rule(chosen, about, told[0]),
            score=chosen.score,
        )


def _suits(candidate: Candidate, limit: int = LONGEST) -> bool:
    """Tell what a box can show."""
    return not candidate.doubt and count(candidate.text) <= limit


def _in_full(article: Article, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Name whom no fact for the box has in full so in the first one that has them, where there is room for it."""
    opening = article.told[0] if article.told else None
    shown = " ".join(
        one.text for one in chosen if _suits(one, IN_SHORT if one.sentence is opening else LONGEST)
    )
    known = {person.last for person in article.people if " " in person.name and person.name in shown}
    for one in chosen:
        found = None if one.doubt else introduced(one.text, article, one.sentence.start, known)
        if found is None or count(found[0]) > LONGEST:
            yield one
            continue
        text, person, named = found
        known.add(person.last)
        yield one._replace(text=text, cited=(*one.cited, named))


def best(
    article: Article, about: Terms, known: Model | None = None, prices: Prices = PRICES
) -> tuple[Candidate, ...]:
    """Choose the facts of an article, best first."""
    told = article.told
    likely = scores(told, about, known)
    spoken = _spoken(article)
    ranked = sorted(range(len(told)), key=lambda index: -likely[index])
    candidates: list[Candidate] = []
    for looked_at, index in enumerate(ranked[:_MOST_LOOKED_AT]):
        if looked_at >= _LOOKED_AT and sum(map(_suits, candidates)) >= _ENOUGH:
            break
        if told[index].start in spoken:
            continue
        candidate = _candidate(article, about, index, likely[index])
        if candidate is not None and (looked_at < _LOOKED_AT or _suits(candidate)):
            candidates.append(candidate)
    weighed = _with_scene(candidates, told) if article.english else candidates
    return _chosen(weighed, about, prices, told[0].start if told else 0)


def _with_scene(candidates: Sequence[Candidate], told: Sequence[Sentence]) -> Sequence[Candidate]:
    """Mark the opening that tells no event where another sentence does, and is worth much more: it sets a scene.

    Of 20 such openings people marked 4, of the sentences that now come first 12.
    """
    at = next((at for at, one in enumerate(candidates) if one.sentence is told[0]), -1)
    if at < 0 or _EVENT.search(candidates[at].text):
        return candidates
    enough = candidates[at].score + _SCENE
    if not any(one.score > enough and not one.doubt and _EVENT.search(one.text) for one in candidates):
        return candidates
    return [*candidates[:at], candidates[at]._replace(is_scene=True), *candidates[at + 1 :]]


def _rule(chosen: Candidate, about: Terms, first: Sentence) -> str:
    """Say what kind of sentence it is: a box has other places for what is past, and shows best what stands alone."""
    sentence = chosen.sentence
    if chosen.doubt or chosen.is_scene:
        return chosen.doubt or "scene"
    if sentence is first:
        return "sentence"
    if count(sentence.text) < _SHORT:
        return "short"
    return "past" if is_past(sentence, about, _RECENT) else "sentence"


def _candidate(article: Article, about: Terms, index: int, likely: float) -> Candidate | None:
    sentence = article.told[index]
    told = sentence.text[sentence.opens :]
    if opens_aside(told):
        return None
    if (
        article.english
        and PRONOUN.match(told)
        and not CONNECTIVE.match(told)
        and repaired(told, article, index) is None
    ):
        return None
    language = article.document.language
    text = (
        trimmed(told, LONGEST, about.worth)
        if article.english
        else shortened(sentence.text, language, LONGEST)
    )
    cited: tuple[Sentence, ...] = (sentence,)
    if not article.english and sentence is not article.told[0] and points_abroad(text, language):
        return None
    if dangles(text):
        mended = repaired(text, article, index)
        if mended is None:
            return None
        text, cited, likely = mended[0], (sentence, mended[1]), max(0.0, likely + _REPAIRED)
    elif article.english and (told_by := sourced(text, article, index)):
        text, cited = told_by[0], (sentence, told_by[1])
    if count(text) < _SHORTEST or not tells(text) or is_fragment(told, text):
        return None
    why = doubt(text, cased=bool(about.named)) if article.english else ""
    if why:
        likely *= _DOUBTED
    whole = article.english and text == sentence.text
    return Candidate(sentence, text, cited, likely, about.stems[index] if whole else stems(text), why)


def _spoken(article: Article) -> frozenset[int]:
    """Give where the sentences begin that stand inside a quotation, with neither of its marks."""
    starts = article.starts
    return frozenset(
        start
        for said in segments(article)
        if said.end - said.start < _LONGEST_SPEECH
        for start in starts[bisect_right(starts, said.start) : bisect_right(starts, said.end)]
        if article.at(start).end <= said.end + 1
    )


def _chosen(
    candidates: Sequence[Candidate], about: Terms, prices: Prices, opening: int
) -> tuple[Candidate, ...]:
    """Choose the first facts together, then each time the one that is good and brings most that is new.

    The sentence that opens the story, where it is one of the first facts, is the first of them: it is the news.
    """
    weighed = _weighed(candidates, about, prices)
    chosen = sorted(_first(weighed[:_TOGETHER]), key=lambda at: _comes(candidates[at], opening))
    told = frozenset[str]().union(*(weighed[at].worth for at in chosen))
    left = {
        at: one.base + sum([one.worth[word] for word in one.worth.keys() - told])
        for at, one in enumerate(weighed)
        if at not in chosen
    }
    while left and len(chosen) < MOST:
        following = max(left, key=left.__getitem__)
        del left[following]
        if not repeats(candidates[following].sentence, [candidates[at].sentence for at in chosen]):
            chosen.append(following)
            new = weighed[following].worth.keys() - told
            told |= new
            for at in left:
                left[at] -= sum([weighed[at].worth[word] for word in weighed[at].worth.keys() & new])
    return tuple(candidates[at] for at in chosen)


def _comes(candidate: Candidate, opening: int) -> int:
    """Say when a fact of the first ones comes: what opens the story before all, what happened before it behind them."""
    if candidate.sentence.start <= opening and not candidate.is_scene:
        return 0
    return 2 if candidate.is_scene or _EARLIER.match(candidate.text) else 1


class _Weighed(NamedTuple):
    """What a candidate is worth alone, and what each of its words adds to a box that has not got it."""

    sentence: Sentence
    base: float
    worth: Mapping[str, float]


def _weighed(candidates: Sequence[Candidate], about: Terms, prices: Prices) -> tuple[_Weighed, ...]:
    weighed = []
    for candidate in candidates:
        words = count(candidate.text)
        base = candidate.score + prices.word * words + prices.too_long * max(0, words - LONGEST)
        worth = {
            word: prices.covered * about.worth.get(word, 0.0) * (1 + prices.number * word[0].isdigit())
            for word in candidate.about
        }
        weighed.append(_Weighed(candidate.sentence, base, worth))
    return tuple(weighed)


def _first(weighed: Sequence[_Weighed]) -> tuple[int, ...]:
    """Give the group that is worth most in which no sentence says again what another says, as places in the row."""
    row = range(len(weighed))
    alone = [one.base + sum(one.worth.values()) for one in weighed]
    shared = {(a, b): weighed[a].worth.keys() & weighed[b].worth.keys() for a, b in combinations(row, 2)}
    twice = {pair: sum([weighed[pair[0]].worth[word] for word in both]) for pair, both in shared.items()}

    def value(group: tuple[int, ...]) -> float:
        if len(group) < FIRST:
            return sum([alone[at] for at in group]) - sum([twice[pair] for pair in combinations(group, 2)])
        a, b, c = group
        worth = weighed[c].worth
        thrice = sum([worth[word] for word in shared[a, b] if word in worth])
        return alone[a] + alone[b] + alone[c] - twice[a, b] - twice[a, c] - twice[b, c] + thrice

    groups = combinations(row, min(FIRST, len(weighed)))
    for group in sorted(groups, key=value, reverse=True):
        sentences = [weighed[at].sentence for at in group]
        if not any(repeats(sentence, sentences[:at]) for at, sentence in enumerate(sentences) if at):
            return group
    return (0,)[: len(weighed)]
