"""Which sentences matter most, and which of them make a good box together.

Invariant: the score of a sentence depends on its article only, and equal articles rank equally. The
weights are set by hand from what is known of news (first things first); no corpus is in them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefings.facts.article import Article, Sentence
from briefings.facts.history import looks_back, year_of

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
_NUMBER = re.compile(r"\d")
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


class Weights(NamedTuple):
    """What each property of a sentence is worth; set by hand."""

    first: float = 1.6  # the very first sentence of the text
    position: float = 2.2  # falls with the place in the text
    opens_block: float = 0.25
    title: float = 1.5
    frequency: float = 2.0
    centrality: float = 0.9
    numbers: float = 0.3
    names: float = 0.35
    quoted: float = -0.9  # share of the sentence between quotation marks
    question: float = -1.2
    first_person: float = -0.6
    promotion: float = -2.0
    short: float = -1.0
    long: float = -0.5
    dangling: float = -0.5
    refers_back: float = -0.2
    history: float = -1.0  # tells of an earlier time


WEIGHTS = Weights()


class Terms(NamedTuple):
    """What the article is about: how many sentences each word stands in, and the words of its title."""

    spread: Mapping[str, int]
    title: frozenset[str]
    sentences: int
    year: int = 0


def terms(article: Article, told: Sequence[Sentence]) -> Terms:
    """Count words over the sentences that tell the story."""
    spread = Counter(word for sentence in told for word in sentence.content)
    title = frozenset(word for word in forms(article.document.title) if is_content(word))
    return Terms(spread, title, len(told), year_of(article))


def score(sentence: Sentence, index: int, about: Terms, weights: Weights = WEIGHTS) -> float:
    """Weigh one sentence; `index` is its place among those that tell the story."""
    words = len(sentence.forms) or 1
    content = sentence.content
    common = [about.spread[word] for word in content if about.spread[word] > 1]
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(sentence.text)) / len(sentence.text)
    return (
        weights.first * (index == 0)
        + weights.position * math.exp(-index / 6)
        + weights.opens_block * (sentence.place == 0)
        + weights.title * (len(content & about.title) / len(about.title) if about.title else 0)
        + weights.frequency
        * sum(math.log(n) for n in common)
        / (math.log(about.sentences + 1) * (len(content) + 6))
        + weights.centrality * (len(common) / (len(content) + 4))
        + weights.numbers * min(2, len(_NUMBER.findall(sentence.text))) / 2
        + weights.names * min(3, _capitals(sentence.text)) / 3
        + weights.quoted * quoted
        + _faults(sentence, words, weights)
        + weights.history * (index > 0 and looks_back(sentence, about.year))
    )


def _capitals(text: str) -> int:
    return sum(word[0].isupper() for word in text.split()[1:])


def _faults(sentence: Sentence, words: int, weights: Weights) -> float:
    text = sentence.text
    return (
        weights.question * text.rstrip('”"’').endswith("?")
        + weights.first_person * bool(_FIRST_PERSON.search(text))
        + weights.promotion * bool(_PROMOTION.search(text))
        + weights.short * (words < 8)  # noqa: PLR2004  # a fact says who did what
        + weights.long * max(0, words - 32) / 10
        + weights.refers_back * bool(_REFERS_BACK.match(text))
    )


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
