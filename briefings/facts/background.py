"""Background: what a reader new to the subject needs, from an explainer part or from an earlier time.

Invariant: one sentence that can stand alone; nothing of the day's news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.facts.article import Article, Sentence, fact
from briefings.facts.standing import dangles
from briefings.facts.trimming import LONGEST, count, trimmed
from briefings.model import Fact

MOST = 3
_OLD = 5  # years before the text
_DEFINES = re.compile(
    r"^(?:The |An? )?[\w’'-]+(?: [\w’'-]+){0,5} (?:is|are|was|were) (?:an?|the|one of|"
    r"[\w-]+,? [\w-]+ [\w-]+)\b"
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)s?\b")


def find(article: Article) -> Iterator[Fact]:
    """Give background sentences, best first."""
    newest = _newest_year(article)
    ranked = sorted(
        ((weight, sentence) for sentence in article.sentences if (weight := _weight(sentence, newest)) > 0),
        key=lambda row: (-row[0], row[1].start),
    )
    for weight, sentence in ranked[:MOST]:
        yield fact(
            article,
            "background",
            trimmed(sentence.text, LONGEST),
            (sentence,),
            rule="explainer",
            score=weight,
        )


def _newest_year(article: Article) -> int:
    if article.document.published:
        return article.document.published.year
    return max((int(year) for year in _YEAR.findall(article.text)), default=0)


def _weight(sentence: Sentence, newest: int) -> float:
    if sentence.section not in ("explainer", "body") or dangles(sentence.text):
        return 0.0
    text = trimmed(sentence.text, LONGEST)
    if not 6 <= count(text) <= LONGEST + 5 or "“" in text or '"' in text or dangles(text):  # noqa: PLR2004  # words
        return 0.0
    explains = sentence.section == "explainer"
    defines = bool(_DEFINES.match(text))
    old = any(int(year) <= newest - _OLD for year in _YEAR.findall(text)) and bool(sentence.dates)
    if not explains and not old:
        return 0.0
    return 1.0 * explains + 0.6 * (defines and explains) + 0.5 * old + 0.2 * (sentence.place == 0)
