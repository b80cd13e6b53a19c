"""Key facts: the sentences that matter most, short, each able to stand alone, each bringing something new.

Invariant: none comes from a heading, an explainer, a list or a caption, and none opens with a word
that points back, unless its antecedent stands in brackets and is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.facts.article import Article, Sentence, fact
from briefings.facts.ranking import Terms, gain, is_past, points_back, repeats, score, terms
from briefings.facts.standing import dangles, repaired
from briefings.facts.trimming import LONGEST, count, trimmed
from briefings.facts.verbs import has_verb
from briefings.model import Fact

MOST = 10  # the box takes seven
_LOOKED_AT = 18  # sentences, best first, that are trimmed and compared
_NOVELTY = 0.5  # weight of what a further fact brings, against its own score
_TOO_LONG = -0.03  # for each word that trimming could not take away
_REPAIRED = -0.1  # for a first word that had to be named
_SHORTEST = 5  # words
_RECENT = 1  # years before the text that still are part of the story
_SHORT = 8  # words: a shorter sentence seldom says who did what
_ENDS = frozenset('.!?…”"’)。')


def _rule(sentence: Sentence, about: Terms, first: Sentence) -> str:
    """Say what kind of sentence it is: a box has other places for what is past, and shows best what stands alone."""
    if sentence is first:
        return "sentence"
    if len(sentence.forms) < _SHORT:
        return "short"
    return "past" if is_past(sentence, about, _RECENT) else "pointer" if points_back(sentence) else "sentence"


class Candidate(NamedTuple):
    """A sentence in the form in which it would be shown, with its score and what it cites."""

    sentence: Sentence
    text: str
    cited: tuple[Sentence, ...]
    score: float


def find(article: Article) -> Iterator[Fact]:
    """Give key facts, best first."""
    told = article.told
    about = terms(article, told)
    scores = [score(sentence, index, about) for index, sentence in enumerate(told)]
    ranked = sorted(range(len(told)), key=lambda index: -scores[index])[:_LOOKED_AT]
    candidates = [
        candidate
        for index in ranked
        if (candidate := _candidate(article, told[index], scores[index], told[max(0, index - 1) : index]))
        is not None
    ]
    for chosen in _chosen(candidates, about):
        yield fact(
            article,
            "key",
            chosen.text,
            chosen.cited,
            rule=_rule(chosen.sentence, about, told[0]),
            score=chosen.score,
        )


def _candidate(
    article: Article, sentence: Sentence, weight: float, before: Sequence[Sentence]
) -> Candidate | None:
    text = trimmed(sentence.text)
    cited: tuple[Sentence, ...] = (sentence,)
    if dangles(text):
        named = repaired(text, sentence, before, article.named(*before[-1].span) if before else ())
        if named is None:
            return None
        text, cited, weight = named[0], (sentence, named[1]), weight + _REPAIRED
    if count(text) < _SHORTEST or not _is_whole(text):
        return None
    return Candidate(sentence, text, cited, weight + _TOO_LONG * max(0, count(text) - LONGEST))


def _is_whole(text: str) -> bool:
    """Tell a whole sentence from a bare phrase, and from one cut inside a quotation, which is no fact by itself."""
    ends = text[-1] in _ENDS or has_verb(text)
    return (
        ends
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text[:1] not in "“\"'‘„«»‹「"
    )


def _chosen(candidates: Sequence[Candidate], about: Terms) -> Iterator[Candidate]:
    """Pick the best, then each time the one that is good and brings most that is new."""
    left = list(candidates)
    covered: frozenset[str] = frozenset()
    chosen: list[Sentence] = []
    while left and len(chosen) < MOST:
        best = max(
            left, key=lambda c: (c.score + _NOVELTY * gain(c.sentence, covered, about), -c.sentence.start)
        )
        left.remove(best)
        if repeats(best.sentence, chosen):
            continue
        yield best._replace(score=max(0.0, best.score))
        chosen.append(best.sentence)
        covered |= best.sentence.content
