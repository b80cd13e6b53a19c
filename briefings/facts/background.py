"""Background: what a reader new to the subject needs, from an explainer part or from an earlier time.

Invariant: one sentence that can stand alone; nothing of the day's news.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefings.facts.article import Article, Sentence, fact
from briefings.facts.history import oldest_year, year_of
from briefings.facts.ranking import stems
from briefings.facts.standing import dangles
from briefings.facts.telling import doubt, tells
from briefings.facts.trimming import LONGEST, trimmed
from briefings.facts.verbs import FINITE_FIRST
from briefings.model import Fact
from briefings.regex import regex
from briefings.words import count

MOST = 3
_OLD = 5  # years before the text
_DEFINES = regex(
    r"^(?:The |An? )?[\w’'-]+(?: [\w’'-]+){0,5} (?:(?:is|was) (?:an?|the|one of) |refers? to |means? |"
    r"(?:are|were) (?!(?:also|still|now|already|not|often|expected|likely|due|set|being|kept|held|made|put|"
    r"[a-z]+ed)\b))"
)
_NAMED_BY_YEAR = regex(
    r"\b(?:the|an?|its|his|her|their) (?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d\b|\b(?:1[5-9]|20)\d\d[’']s\b"
)
"""A year that only says which one is meant: "the 1857 ruling"."""
_MEANS_ONE = regex(rf"The ([a-z-]+)(?: [a-z]+ly)? (?:{FINITE_FIRST})\b")
"""``The couple had married in 2006.``: which one, the sentences before say."""
_BEGAN = regex(
    r"\b(?:(?:was|were|is|are) (?:first )?(?:founded|established|created|built|formed|signed|launched|invented|"
    r"discovered|adopted|introduced|made|used|designed|named|based)|began|dates? (?:back )?(?:to|from)|"
    r"has belonged|lies (?:in|on)|consists? of|stands for)\b"
)


def find(article: Article) -> Iterator[Fact]:
    """Give background sentences, best first."""
    year = year_of(article)
    news = stems(" ".join((article.document.title, *(sentence.text for sentence in article.told[:1]))))
    ranked = sorted(
        (found for sentence in article.sentences if (found := _weighed(sentence, year, news)) is not None),
        key=lambda found: (-found.weight, found.sentence.start),
    )
    for weight, text, sentence in ranked[:MOST]:
        yield fact(article, "background", text, (sentence,), rule="explainer", score=weight)


class Weighed(NamedTuple):
    """A sentence that may be background, as short as it gets, and how well it serves."""

    weight: float
    text: str
    sentence: Sentence


def _weighed(sentence: Sentence, year: int, news: frozenset[str]) -> Weighed | None:
    explains = sentence.section == "explainer"
    if not (explains or (sentence.section == "body" and _is_old(sentence, sentence.text, year))):
        return None
    text = "" if dangles(sentence.text) else trimmed(sentence.text, LONGEST)
    if not 6 <= count(text) <= LONGEST + 5 or "“" in text or '"' in text or dangles(text):  # noqa: PLR2004  # words
        return None
    if not explains and not _is_placed(text, news):
        return None
    weight = _weight(sentence, text, old=_is_old(sentence, text, year))
    return Weighed(weight, text, sentence) if weight > 0 else None


def _is_placed(text: str, news: frozenset[str]) -> bool:
    """Tell whether a sentence of an earlier time can be read without those before it, and belongs to the news."""
    one = _MEANS_ONE.match(text)
    return tells(text) and not doubt(text, cased=True) and bool(stems(one[1] if one else text) & news)


def _is_old(sentence: Sentence, text: str, year: int) -> bool:
    """Tell whether words of a sentence with a date name a year well before that of the text."""
    return bool(sentence.dates) and 0 < oldest_year(_NAMED_BY_YEAR.sub("", text)) <= year - _OLD


def _weight(sentence: Sentence, text: str, *, old: bool) -> float:
    explains = sentence.section == "explainer"
    defines = bool(_DEFINES.match(text))
    helps = defines or _BEGAN.search(text) is not None
    if not old and not (explains and helps):
        return 0.0
    return (
        0.6 * explains + 0.8 * (defines and explains) + 0.5 * old + 0.4 * helps + 0.2 * (sentence.place == 0)
    )
