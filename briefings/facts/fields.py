"""The fields of the box: who, what, where and when.

Invariant: an answer is words of one sentence, as written there; a field without a sure answer is left out, and the
score says how sure one is. A language without rules has no fields.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefings import dates, tenses
from briefings.facts import actors, tongues, whereabouts
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.opening import events, headline
from briefings.facts.speech import quoted
from briefings.facts.standing import dangles
from briefings.model import Fact, Span
from briefings.regex import regex

MOST = 6  # answers a field
_EVENTS = 2  # answers to what happened
_UNTOLD = -0.3  # weight of a clause below which no sentence says what happened
_MONTHS = "|".join(dates.MONTH)
_RECENT = dt.timedelta(days=8)
_SOON = dt.timedelta(days=2)

_EVEN = regex(r"\b(?:[Ee]ven|[Ss]till|of|until|to|used|exists?|remains?|continues?|known|like|as) $")


def who(article: Article) -> Iterator[Fact]:
    """Give the people and bodies the article is about: early, in the title, acting, and often."""
    return actors.find(article) if article.english else tongues.who(article)


def where(article: Article) -> Iterator[Fact]:
    """Give the places: of the dateline, then those in which something happens."""
    return whereabouts.find(article) if article.english else tongues.where(article)


def what(article: Article) -> Iterator[Fact]:
    """Give what happened: the clauses of the first sentences that say most of what the title says."""
    if not article.english:
        return
    yield from _headline(article)
    ranked = sorted(events(article), key=lambda event: -event[0])
    seen: set[int] = set()
    for weight, span, sentence in ranked:
        if sentence.start in seen or len(seen) == _EVENTS or weight < _UNTOLD:
            continue
        seen.add(sentence.start)
        answer = sentence.text[slice(*span)].strip(" -")
        score = weight - 0.3 * dangles(sentence.text)
        yield fact(article, "what", sentence.text, (sentence,), answer=answer, rule="clause", score=score)


def _headline(article: Article) -> Iterator[Fact]:
    """Give what the title says, where the text has its title in it: nobody says it better."""
    titles = (sentence for sentence in article.sentences if sentence.section == "title")
    sentence = max(titles, key=lambda s: s.end - s.start, default=None)
    if sentence is not None and sentence.text[-1] != "?":
        answer = sentence.text[slice(*headline(sentence.text))].strip(" -")
        yield fact(article, "what", sentence.text, (sentence,), answer=answer, rule="headline", score=1.0)


def when(article: Article) -> Iterator[Fact]:
    """Give the dates as written, those of the first sentences first; resolved where the source's date allows."""
    if not (article.english or tongues.has_rules(article)):
        return
    published = article.document.published
    seen: set[str] = set()
    found: list[Fact] = []
    for index, sentence in enumerate(article.told):
        for start, end in sentence.dates:
            words = sentence.text[start:end]
            if words.lower() in seen or _is_title(words, sentence.text, start):
                continue
            seen.add(words.lower())
            is_open = _is_nowadays(article, sentence, (start, end)) or _is_said_some_day(
                article, sentence, (start, end)
            )
            iso = (
                ""
                if is_open
                else dates.meant(sentence.text, (start, end), published, article.document.language)
            )
            score = _nearness(words, iso, index, published)
            found.append(
                fact(article, "when", words, (sentence,), answer=words, iso=iso, rule="date", score=score)
            )
    yield from sorted(found, key=lambda f: -f.score)[:MOST]


def _is_nowadays(article: Article, sentence: Sentence, day: Span) -> bool:
    """Tell ``Today, the harbour is small`` and ``the land of tomorrow`` from a day."""
    text, start = sentence.text, day[0]
    words = text[slice(*day)]
    word = words.lower()
    if word not in ("today", "tomorrow", "yesterday"):
        return False
    if word == "today" and (_TODAYS.match(text, start) or _THESE_DAYS.match(text)):
        return True
    if _EVEN.search(text, 0, start) is not None:
        return True
    if word != "today" or text.startswith(("Today, ", "Today it")):
        return word == "today"
    owned = text.startswith(("'s ", "’s "), start + len(word))
    return not owned and not tenses.tense(text, start, article.document.language)


def _is_title(words: str, text: str, start: int) -> bool:
    """Tell ``USA Today`` from a day."""
    return words == "Today" and _OF_A_NAME.search(text, 0, start) is not None


_OF_A_NAME = regex(r"\b[A-Z][\w.]*[’'“\"]? $")
_TODAYS = regex(
    r"[Tt]oday['’]s (?!(?:[\w-]+ ){0,2}(?:meeting|vote|voting|attacks?|announcement|ruling|decision|events?|news|"
    r"edition|match|"
    r"game|race|elections?|hearing|session|statement|verdict|strikes?|protests?|budget|speech|talks|summit|ceremony|"
    r"report|"
    r"debate|deal|launch|blast|bombing|shooting|crash|final|show|paper|result)s?\b)"
)
_THESE_DAYS = regex(
    r"Today,? (?:[\w’'-]+ ){1,6}?(?:is|are|has|have|can|does|do|remains?|lives?|stands?|works?|offers?|owns?|runs?)\b"
    r"(?! (?:announced|said|been|opened|launched|unveiled|warned|expected|due|set|to)\b)"
)
"""What makes today these days: "today's youth", "Today the mill is a school"."""


def _is_said_some_day(article: Article, sentence: Sentence, day: Span) -> bool:
    """Tell ``tomorrow`` of somebody quoted: it counts from when it was said, which only the sentence can tell.

    Where all its days outside the quotation are that of the text, it was said then.
    """
    start, end = day
    if not dates.counts_from_speaking(sentence.text[start:end]):
        return False
    block = article.document.spans[sentence.block]
    at = sentence.start - block[0]
    said = [(a - at, b - at) for a, b in quoted(article.text[slice(*block)], article.document.language)]
    if not any(a <= start and end <= b for a, b in said):
        return False
    published = article.document.published
    days = {
        dates.resolve(sentence.text[a:b], published, "past")
        for a, b in sentence.dates
        if not dates.covers(said, a, b)
    }
    return published is None or days != {published.isoformat()}


def _nearness(words: str, iso: str, index: int, published: dt.date | None) -> float:
    """Rank a day of the story before a year of its history, and a day of this week before an older one."""
    vague = (
        words.isdigit()
        or words.endswith("s")
        or words.lower() in dates.MONTH
        or bool(
            re.match(
                rf"(?:last|this|next) (?:year|month)|(?:last|this|next|early|late|mid|"
                rf"earlier this)[ -](?:{_MONTHS})\b|"
                rf"(?:{_MONTHS}) (?:this|last) year|.* ago$",
                words.lower(),
            )
        )
    )
    is_day = len(iso) == len("2025-01-01")
    news = is_day and published is not None and -_SOON <= published - dt.date.fromisoformat(iso) <= _RECENT
    return round(1.5 / (1 + index / 3) + 0.2 * is_day + 0.4 * news - 1.2 * vague, 4)
