"""Which sentences matter most, and which of them make a good box together.

Invariant: the score of a sentence depends on its article only, and equal articles rank equally. The
weights were fitted to sentences that people marked in news articles, in pairs, and rounded; no words are in them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefings.facts.article import Article, Sentence
from briefings.facts.history import looks_back, past_blocks, year_of
from briefings.words import forms, is_content, listed

_FIRST_PERSON = re.compile(r"\b(?:I|we|you|my|our|your|us)\b(?!\.)")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")
_PROMOTION = re.compile(
    r"\b(?:click|subscribe|newsletter|follow us|read more|watch|photos?|story highlights|"
    r"contributed to this report|sign up|getty|"
    r"image copyright|advertisement|opinions expressed|hide caption)\b",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"^(?:The (?:two|three|pair|conversation|call|move|decision|announcement|latter|former|"
    r"same)|Both|One|Another|Others?)\b"
)
_POINTS_BACK = re.compile(
    r" (?:such an?|(?:this|these|those) (?!week|month|year|morning|evening|summer|winter|spring|autumn|season)[a-z]|"
    r"that (?:year|month|week|day|time)\b)"
)
_CAPITAL = re.compile(r" [A-ZÀ-ÖØ-Þ]")
_ENOUGH = 14  # words
_NUMBER = re.compile(r"\d")
_DAYS = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday"))
_AHEAD = frozenset(listed("will would plan plans expected could may should must"))
_FURTHER = frozenset(listed("also addition besides separately moreover furthermore"))
_REPEATED = 0.6  # share of its words that makes a sentence a repetition of another
_TOLD = 0.8  # share of its words that makes it a repetition of several together
_TIMES = frozenset(
    listed(
        """
    earlier later today tomorrow yesterday now recently previously last next week month year monday tuesday wednesday
    thursday friday saturday sunday morning afternoon evening told added announced according including held holding
    """
    )
)


class Signals(NamedTuple):
    """What speaks for a sentence and against it, each from about 0 to 1; or what each of these is worth."""

    near: float  # falls fast with the place in the text
    early: float  # falls slowly
    opens_block: float
    title: float  # share of the title's words
    frequency: float  # of its words in the article
    centrality: float  # share of its words that stand elsewhere, too
    numbers: float
    names: float
    length: float
    day: float  # names a day of the week: news do
    ahead: float  # says what will, may or should be
    question: float
    history: float  # tells of an earlier time
    quoted: float  # share between quotation marks
    first_person: float
    promotion: float
    refers_back: float
    further: float  # adds to what was said: "also", "in addition"
    short: float  # so many words fewer than a fact wants


WEIGHTS = Signals(
    near=0.45, early=1.1, opens_block=0.4, title=0.65, frequency=0.4, centrality=0.85, numbers=0.4, names=0.4,
    length=0.3, day=0.25, ahead=0.25, question=-0.4, history=-0.4, quoted=-0.3, first_person=-0.2, promotion=-0.8,
    refers_back=-0.1, further=-0.3, short=-0.3,
)  # fmt: skip


class Terms(NamedTuple):
    """What the article is about: how many sentences each word stands in, and the words of its title."""

    spread: Mapping[str, int]
    title: frozenset[str]
    sentences: int
    year: int
    past: frozenset[int]


def terms(article: Article, told: Sequence[Sentence]) -> Terms:
    """Count words over the sentences that tell the story."""
    spread = Counter(word for sentence in told for word in sentence.content)
    title = frozenset(word for word in forms(article.document.title) if is_content(word))
    return Terms(spread, title, len(told), year_of(article), past_blocks(article))


def score(sentence: Sentence, index: int, about: Terms, weights: Signals = WEIGHTS) -> float:
    """Weigh one sentence; `index` is its place among those that tell the story."""
    return sum(worth * signal for worth, signal in zip(weights, signals(sentence, index, about), strict=True))


def signals(sentence: Sentence, index: int, about: Terms) -> Signals:
    """Say what speaks for a sentence and what against it."""
    text, content = sentence.text, sentence.content
    common = [about.spread[word] for word in content if about.spread[word] > 1]
    return Signals(
        near=math.exp(-index / 6),
        early=math.exp(-index / 15),
        opens_block=sentence.place == 0,
        title=len(content & about.title) / (len(about.title) or 1),
        frequency=sum(map(math.log, common)) / (math.log(about.sentences + 1) * (len(content) + 6)),
        centrality=len(common) / (len(content) + 4),
        numbers=min(2, len(_NUMBER.findall(text))) / 2,
        names=min(8, len(_CAPITAL.findall(text))) / 8,
        length=min(30, len(sentence.forms)) / 30,
        day=not _DAYS.isdisjoint(content),
        ahead=not _AHEAD.isdisjoint(sentence.forms),
        question=text.rstrip('”"’').endswith("?"),
        history=index > 0 and is_past(sentence, about),
        quoted=sum(len(match.group()) for match in _QUOTED.finditer(text)) / len(text),
        first_person=_FIRST_PERSON.search(text) is not None,
        promotion=_PROMOTION.search(text) is not None,
        refers_back=_REFERS_BACK.match(text) is not None or points_back(sentence),
        further=not _FURTHER.isdisjoint(sentence.forms),
        short=max(0, _ENOUGH - len(sentence.forms)) / 6,
    )


def is_past(sentence: Sentence, about: Terms, recent: int = 0) -> bool:
    """Tell whether it is about a time before the story, by more than some years."""
    return looks_back(sentence, about.year - recent, about.past)


def points_back(sentence: Sentence) -> bool:
    """Tell whether it names something that was told before as ``this step`` or ``such a case``."""
    return _POINTS_BACK.search(sentence.text) is not None


def repeats(sentence: Sentence, chosen: Sequence[Sentence]) -> bool:
    """Tell whether it says again what a chosen sentence says, or several of them together."""
    said = sentence.content - _TIMES
    together = frozenset[str]().union(*(other.content for other in chosen))
    return len(said & together) >= _TOLD * len(said) or any(
        len(said & other.content) >= _REPEATED * min(len(said), len(other.content - _TIMES) or 1)
        for other in chosen
    )


def gain(sentence: Sentence, covered: frozenset[str], about: Terms) -> float:
    """Weigh what a further sentence brings: the frequent words of the article that no chosen one has."""
    if not sentence.content:
        return 0.0
    known = sum(about.spread[w] for w in sentence.content & covered)
    total = sum(about.spread[w] for w in sentence.content)
    return 1 - known / total if total else 0.0
