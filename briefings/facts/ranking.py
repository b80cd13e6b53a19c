"""Which sentences matter most, and which of them make a good box together.

Invariant: the score of a sentence depends on its article only, and equal articles rank equally. Two small linear
models are read from ``ranking.json`` (`tools/train_facts.py` writes it): what a word of the article is worth to a
reader, and how likely people choose a sentence. No words are in them, only the weights of features.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from operator import mul
from pathlib import Path
from typing import NamedTuple

from briefings.facts.article import Article, Sentence
from briefings.facts.history import looks_back, past_blocks, year_of
from briefings.regex import regex
from briefings.words import STOP, forms, listed

_QUOTED = regex(r"[“\"][^“”\"]*[”\"]?")
_PROMOTION = regex(
    r"\b(?:click|subscribe|newsletter|follow us|read more|watch|photos?|story highlights|scroll down|"
    r"contributed to this report|sign up|getty|visit site|pictured (?:above|left|right|here)|"
    r"image copyright|advertisement|opinions expressed|hide caption)\b",
    re.IGNORECASE,
)
_PROMOTING = frozenset(
    listed(
        "click subscribe newsletter follow read watch photo photos story scroll contributed sign getty visit pictured "
        "image advertisement opinions hide"
    )
)
"""Without one of these words it promotes nothing."""
_CAPITAL_WITHIN = regex(r"[A-ZÀ-ÖØ-Þ](?<=[a-z,;’'] .)[\w’'-]+")
_AMOUNT = regex(r"[$€£%]|\b(?:[mb]illion|per ?cent|thousand|hundred)\b")
_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
_DAYS = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday"))
_AHEAD = frozenset(listed("will would plan plans expected could may should must"))
_SPEAKING = frozenset(listed("said says told added according announced reported"))
_COMMON = frozenset(
    listed(
        """
    people time year years day days week weeks month months way thing things make made makes making get got getting go
    going gone went came come comes take took taken takes see saw seen know known think thought want wanted need look
    looking like even well back still much many really very too ever never always often now then around among since
    while because though although however every another part lot kind bit man woman men women place work use used using
    give given gives keep kept put set let tell told ask asked asks call called saying added according including first
    last next good great long little old big high small large different right left best better able enough far away
    off less least without within against across along near whether something anything nothing everything someone
    anyone everyone today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december three four five six seven eight nine ten it's
    don't didn't can't i'm that's he's she's won't isn't wasn't couldn't i've we're they're
    """
    )
)
_CARRY_NOTHING = STOP | _COMMON
_VERY_SHORT, _SHORT, _LONG = 8, 12, 25  # words of a sentence
_SHORT_LEDE = 20  # words: the news often stands in the sentence after it
_CERTAIN = 30.0  # of a logistic model: beyond it nothing is in doubt
_OF_USAGE = 8  # signals of a word: how often and how early it stands
_STEM = 6  # letters that the forms of a word share
_SHORT_WORD = 3  # letters: in a language without a list of common words, most such words are
_EVERYWHERE = 0.35  # share of the sentences in which a word stands that says nothing there
_REPEATED = 0.6  # share of its words that makes a sentence a repetition of another
_NEWS = 8  # words that make a sentence news, even if it says again all of a shorter one
_TOLD = 0.8  # share of its words that makes it a repetition of several together
_TIMES = frozenset(
    listed(
        """
    earlier later today tomorrow yesterday now recently previously last next week month year monday tuesday wednesday
    thursday friday saturday sunday morning afternoon evening told added announced according including held holding
    """
    )
)


class Model(NamedTuple):
    """The weights of the features of a word and of a sentence, each first the constant."""

    word: tuple[float, ...]
    sentence: tuple[float, ...]


class Terms(NamedTuple):
    """What the article is about: the stems of each sentence, where they stand, and what each is worth."""

    stems: tuple[frozenset[str], ...]
    spread: Mapping[str, int]
    first: Mapping[str, int]
    named: frozenset[str]
    title: frozenset[str]
    worth: Mapping[str, float]
    blocks: Mapping[int, tuple[int, int]]  # its place among the blocks, and how many sentences it has
    year: int
    past: frozenset[int]


@cache
def model() -> Model:
    """Read the weights, once."""
    data = json.loads(Path(__file__).with_name("ranking.json").read_text(encoding="utf-8"))
    if len(data["sentence"]) != len(SIGNALS) + 1:
        raise ValueError("ranking.json was trained on other features; run tools/train_facts.py")
    return Model(tuple(data["word"]), tuple(data["sentence"]))


# --- words ---------------------------------------------------------------------------------------------


def stem(word: str) -> str:
    """Cut a word to what its forms share; a number stays whole."""
    return word if word[0].isdigit() else word[:_STEM]


def stems(text: str) -> frozenset[str]:
    """Give the stems of the words that carry meaning; pairs of characters where no spaces stand between words."""
    return _stems(forms(text))


def _stems(words: Sequence[str]) -> frozenset[str]:
    found = {
        word if word[0].isdigit() else word[:_STEM]
        for word in set(words) - _CARRY_NOTHING
        if len(word) > 1 or word.isdigit()
    }
    unspaced = [] if "".join(words).isascii() else [word for word in words if _UNSPACED.match(word)]
    if unspaced:
        found = {word for word in found if not _UNSPACED.match(word)}
        found.update(word[at : at + 2] for word in unspaced for at in range(len(word) - 1))
    return frozenset(found)


def terms(article: Article, told: Sequence[Sentence], known: Model | None = None) -> Terms:
    """Say what the sentences that tell the story are about."""
    found = tuple(_stems(sentence.forms) for sentence in told)
    if not article.english:
        found = _without_common(found)
    spread = Counter(chain.from_iterable(found))
    first: dict[str, int] = {}
    blocks: dict[int, tuple[int, int]] = {}
    for sentence in told:
        at, size = blocks.get(sentence.block, (len(blocks), 0))
        blocks[sentence.block] = (at, size + 1)
    for index in reversed(range(len(found))):
        first.update(dict.fromkeys(found[index], index))
    capitals = [word for sentence in told for word in _CAPITAL_WITHIN.findall(sentence.text)]
    named = frozenset(map(stem, forms(" ".join(capitals))))
    title = stems(article.document.title)
    about = Terms(found, spread, first, named, title, {}, blocks, year_of(article), past_blocks(article))
    weights = (known or model()).word
    if not weights:
        return about
    return about._replace(worth=_worths(weights, about))


def _worths(weights: Sequence[float], about: Terms) -> dict[str, float]:
    """Weigh the words; most are like another one in what counts, and are weighed once."""
    usage: dict[tuple[int, int], float] = {}
    kinds: dict[tuple[object, ...], float] = {}
    constant, for_usage, for_form = weights[0], weights[1 : _OF_USAGE + 1], weights[_OF_USAGE + 1 :]
    first, title, named, exp = about.first, about.title, about.named, math.exp
    worth = {}
    for word, count in about.spread.items():
        used = (count, first[word])
        if used not in usage:
            usage[used] = constant + _sum(for_usage, _of_usage(*used, about))
        kind = (count, len(word), word in title, word in named, word[0].isdigit())
        if kind not in kinds:
            kinds[kind] = _sum(for_form, _of_form(word, about))
        worth[word] = 1 / (1 + exp(-usage[used] - kinds[kind]))
    return worth


def _without_common(found: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    """Leave out the words that stand everywhere, and short ones: a language without a list of common words."""
    spread = Counter(word for has in found for word in has)
    most = max(2.0, _EVERYWHERE * len(found))
    said = {
        word
        for word, count in spread.items()
        if count <= most and (len(word) > _SHORT_WORD or word[0].isdigit() or _UNSPACED.match(word))
    }
    return tuple(has & said for has in found)


def word_signals(word: str, about: Terms) -> tuple[float, ...]:
    """Say what speaks for it that people would use this word to tell the story."""
    return (*_of_usage(about.spread[word], about.first[word], about), *_of_form(word, about))


def _of_usage(count: int, first: int, about: Terms) -> tuple[float, ...]:
    often, near = math.log(count), math.exp(-first / 3)
    return (
        often, often / math.log(len(about.stems) + 1), near, math.exp(-first / 10), first == 0, not about.title,
        count == 1, often * near,
    )  # fmt: skip


def _of_form(word: str, about: Terms) -> tuple[float, ...]:
    often, capital, entitled = math.log(about.spread[word]), word in about.named, word in about.title
    return (
        entitled, word[0].isdigit(), capital, capital * often, len(word) / _STEM, entitled * often,
    )  # fmt: skip


# --- sentences -----------------------------------------------------------------------------------------

SIGNALS = listed(
    """
    soon early at place is_first third fourth short_lede after_short_lede opens_block alone block_near
    log_count usual_length
    worth_mean worth_relative worth_above mean_above title title_share lead before after
    new new_often central_often names names_new
    very_short short numbers amount dated counted day
    bracket says according opens_quote quoted exclaims ahead history promotion
    """
)


class Usual(NamedTuple):
    """What the words of each sentence are worth together and on average, and what is usual in the article."""

    totals: tuple[float, ...]
    means: tuple[float, ...]
    most: float
    total: tuple[float, float]  # average and deviation
    mean: tuple[float, float]
    length: float  # words
    has_short_lede: bool


def usual(told: Sequence[Sentence], about: Terms) -> Usual:
    """Measure what the sentences of an article are compared with."""
    totals = tuple(sum([about.worth.get(word, 0.0) for word in has]) for has in about.stems)
    means = tuple(total / (len(has) + 2) for total, has in zip(totals, about.stems, strict=True))
    sizes = [len(sentence.forms) for sentence in told] or [0]
    return Usual(
        totals,
        means,
        max(totals, default=0.0) or 1.0,
        _spread(totals),
        _spread(means),
        sum(sizes) / len(sizes),
        sizes[0] < _SHORT_LEDE,
    )


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Give the average and the standard deviation, which is never 0."""
    count = len(values) or 1
    mean = sum(values) / count
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / count) or 1.0


def signals(sentence: Sentence, index: int, about: Terms, seen: Usual) -> tuple[float, ...]:
    """Say what speaks for a sentence and what against it, in the order of `SIGNALS`, each from about 0 to 3."""
    return (
        *_of_place(sentence, index, about, seen),
        *_of_worth(index, about, seen),
        *_of_words(index, about),
        *_of_text(sentence),
        index > 0 and is_past(sentence, about),
        not _PROMOTING.isdisjoint(sentence.forms) and _PROMOTION.search(sentence.text) is not None,
    )


def _of_place(sentence: Sentence, index: int, about: Terms, seen: Usual) -> tuple[float, ...]:
    block, in_block = about.blocks[sentence.block]
    count = len(about.stems)
    return (
        math.exp(-index / 6), math.exp(-index / 15), index / count, min(sentence.place, 4) / 4,
        index == 0, index == 2, index == 3, seen.has_short_lede and index == 0, seen.has_short_lede and index == 1,  # noqa: PLR2004
        sentence.place == 0, in_block == 1, math.exp(-block / 2),
        math.log(count), seen.length / _LONG,
    )  # fmt: skip


def _of_worth(index: int, about: Terms, seen: Usual) -> tuple[float, ...]:
    """Compare a sentence with the others, with the title, the lead and its neighbours."""
    has, size = about.stems[index], len(about.stems[index])
    total, mean, titled = seen.totals[index], seen.means[index], len(has & about.title)
    before = about.stems[index - 1] if index else frozenset[str]()
    after = about.stems[index + 1] if index + 1 < len(about.stems) else frozenset[str]()
    return (
        mean, total / seen.most, (total - seen.total[0]) / seen.total[1], (mean - seen.mean[0]) / seen.mean[1],
        titled / (len(about.title) or 1), titled / (size + 3),
        len(has & about.stems[0]) / (size + 4) if index else 0.0, len(has & before) / (size + 2),
        len(has & after) / (size + 2),
    )  # fmt: skip


def _of_words(index: int, about: Terms) -> tuple[float, ...]:
    """Say which of its words are new, which come again, and which are names."""
    has, size, spread, first = about.stems[index], len(about.stems[index]), about.spread, about.first
    counts = [spread[word] for word in has]
    new = [spread[word] for word in has if first[word] == index]
    names = [spread[word] for word in has & about.named]
    return (
        len(new) / (size + 2), len(new) - new.count(1),
        sum([math.log(count) for count in counts if count > 1]) / math.sqrt(size + 3),
        len(names) / (size + 2), names.count(1),
    )  # fmt: skip


def _of_text(sentence: Sentence) -> tuple[float, ...]:
    text, said = sentence.text, frozenset(sentence.forms)
    words = len(sentence.forms)
    numbers = sentence.figures
    quoted = '"' in text or "“" in text
    return (
        words < _VERY_SHORT, words < _SHORT,
        min(3, numbers), numbers > 0 and _AMOUNT.search(text) is not None, bool(sentence.dates), bool(sentence.numbers),
        not said.isdisjoint(_DAYS), "(" in text, not said.isdisjoint(_SPEAKING), "according" in said,
        text[0] in "“\"'‘„«", sum(len(m.group()) for m in _QUOTED.finditer(text)) / len(text) if quoted else 0.0,
        "!" in text, not said.isdisjoint(_AHEAD),
    )  # fmt: skip


def rows(told: Sequence[Sentence], about: Terms) -> list[tuple[float, ...]]:
    """Give the signals of every sentence."""
    seen = usual(told, about)
    return [signals(sentence, index, about, seen) for index, sentence in enumerate(told)]


def scores(told: Sequence[Sentence], about: Terms, known: Model | None = None) -> list[float]:
    """Say how likely people choose each sentence, from 0 to 1."""
    constant, *weights = (known or model()).sentence
    return [_likely(constant + _sum(weights, row)) for row in rows(told, about)]


def _sum(weights: Sequence[float], features: Sequence[float]) -> float:
    total: float = sum(map(mul, weights, features))
    return total


def _likely(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if abs(value) < _CERTAIN else float(value > 0)


# --- questions about a sentence ------------------------------------------------------------------------


def is_past(sentence: Sentence, about: Terms, recent: int = 0) -> bool:
    """Tell whether it is about a time before the story, by more than some years."""
    return looks_back(sentence, about.year - recent, about.past)


def repeats(sentence: Sentence, chosen: Sequence[Sentence]) -> bool:
    """Tell whether it says again what a chosen sentence says, or several of them together."""
    said = sentence.content - _TIMES
    together = frozenset[str]().union(*(other.content for other in chosen))
    return len(said & together) >= _TOLD * len(said) or any(_says_again(said, other) for other in chosen)


def _says_again(said: frozenset[str], other: Sentence) -> bool:
    """Tell whether most of a sentence stands in another one, or most of that one in it and little beside."""
    shared = len(said & other.content)
    if shared >= _REPEATED * len(said):
        return True
    return len(said) - shared < _NEWS and shared >= _REPEATED * (len(other.content - _TIMES) or 1)
