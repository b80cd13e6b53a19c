"""The fields of the box: who, what, where, when, why.

Invariant: an answer is words of one sentence, as written there; a field without a sure answer is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings import dates
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.people import is_organisation
from briefings.facts.places import CITIES, KINDS, PLACES
from briefings.facts.standing import dangles
from briefings.facts.trimming import LONGEST, count, trimmed
from briefings.facts.verbs import SPEAKING, VERB_FIRST
from briefings.model import Fact
from briefings.words import Name, forms, listed

MOST = 6  # answers a field
_BEFORE = 40  # characters before a place that say what it is the place of
_LEADING = 2.5  # from this weight on a name leads the story

_SUBJECT = re.compile(
    r"^(?P<who>(?:(?:The|A|An|At least|More than|Some|Several|Two|Three|Four|Five|Dozens of|"
    r"Hundreds of|Thousands of|Around|About|Up to|[\d,]+) )?"
    r"(?:[\w’'.&-]+ ){0,6}?[\w’'.&-]+) (?:(?:have|has|had) (?:been )?|(?:is|are|was|"
    r"were) (?:being )?|will |would |could |may |can )?"
    r"(?:(?:is|are|was|were|has|have|had|will|would|could|may|can|said|says|agreed|told|died|"
    r"won|lost|met|made|took|left|went|found|began|fell|rose|hit|struck)\b|[a-z]{2,}ed\b)"
)
_BAD_HEADS = frozenset(
    listed("he she they it i we you there this that these those what who which when where")
)
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|outside|across|from|to|off|around|inside|of) (?:the |central |downtown |"
    r"northern |southern |eastern |western |nearby )?$"
)
_GOVERNED = re.compile(r"\b(?:in|at|near|from|to|of|by|with|for|on|against) (?:the )?$")
_SAYS = re.compile(rf"(?:, [^,.;:“”\"]{{1,80}},)? (?:{SPEAKING}|agreed|plans|opened|launched)\b")
_IN = re.compile(
    r"\b(?:in|at|near|outside|inside) (?:the |central |downtown |northern |southern |eastern |western )?$"
)
_TOPIC = re.compile(
    r"(?:(?<=[a-z]) (?:[Ww]ars?|conflict|peace|crisis|ceasefire|fighting|invasion|violence|elections?|coup|"
    r"unrest|based|born|educated)|"
    r" [A-Z][\w’'-]+) (?:in|at|of) (?:the )?$"
)
_NEAR = re.compile(r"\bnear (?:the )?$")
_ALONE = re.compile(
    r"[.,;:)]|$| (?:and|or|in|on|at|to|from|for|with|by|after|before|when|where|as|is|was|were)\b"
)
_ON = re.compile(r"\b(?:in|at|near|outside|inside|on) (?:the |an? )?$")
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|can|ish|ese|ans)")
_FOLLOWING_PLACE = re.compile(
    r",? (?:[Nn]ear |in )?(?P<place>U\.S\.|U\.K\.|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})"
)
_KIND_AFTER = re.compile(rf" (?:{'|'.join(sorted(KINDS))})\b")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?) ?(?:\([\w ./]+\) ?)?(?:--|—|–) "
)
_WHY = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|in response to|in protest (?:at|against|over)|"
    r"in order to|as a result of|thanks to) [^,;:.“”\"()]+"
)


def who(article: Article) -> Iterator[Fact]:
    """Give the people and bodies the article is about: early, in the title, and often."""
    ranked = sorted(_ranked(article), key=lambda row: (-row[0], row[1].start))
    common = _common_subject(article)
    if common is not None and (not ranked or ranked[0][0] < _LEADING):
        yield common
    for weight, name, sentence, rule in ranked[:MOST]:
        yield fact(article, "who", name.text, (sentence,), answer=name.text, rule=rule, score=weight)


def _ranked(article: Article) -> Iterator[tuple[float, Name, Sentence, str]]:
    """Weigh each person and each other name that is no place and no date; the fullest form stands for all."""
    everybody = article.people
    title = set(forms(article.document.title))
    of_people = {(name.end) for person in everybody for name in person.mentions}
    groups: dict[str, list[Name]] = {}
    for name in article.names:
        if name.end not in of_people and not _is_other(name.text):
            groups.setdefault(name.text, []).append(name)
    for group, is_person in [
        *((p.mentions, True) for p in everybody),
        *((g, False) for g in groups.values()),
    ]:
        row = _weighed(article, group, title, is_person=is_person)
        if row is not None:
            yield *row, "person" if is_person else "body" if _is_body(article, group) else "name"


def _is_body(article: Article, group: Sequence[Name]) -> bool:
    """Tell whether a name is that of a body that does something: what only is somewhere or is done to is a thing."""
    text, name = article.text, group[0].text
    verb = VERB_FIRST if is_organisation(name) and not _is_place(name) else _SAYS
    return any(
        verb.match(text, name.end) and not _GOVERNED.search(text, max(0, name.start - 30), name.start)
        for name in group
    )


def _is_place(name: str) -> bool:
    return any(word.lower() in KINDS for word in name.split())


def _is_other(name: str) -> bool:
    """Tell a place, a date, and what is too short to be a name."""
    last = name.rpartition(" ")[2].lower()
    return (
        name in PLACES
        or _DEMONYM.fullmatch(name) is not None
        or last in KINDS
        or name.lower() in dates.MONTH
        or last in dates.WEEKDAYS
        or len(name) < 3  # noqa: PLR2004  # initials
    )


def _weighed(
    article: Article, group: Sequence[Name], title: set[str], *, is_person: bool
) -> tuple[float, Name, Sentence] | None:
    homes = [(name, home) for name in group if (home := _home(article, name)) is not None]
    if not homes or (not is_person and _is_somewhere(*homes[0])):
        return None
    first, home = homes[0]
    fullest = next(((n, h) for n, h in homes if " " in n.text), homes[0])
    opens = first.start - home.start < 30 and home.section == "lede"  # noqa: PLR2004  # characters: behind a title
    weight = (
        1.2 * (first.text.rpartition(" ")[2].lower() in title)
        + 0.3 * min(6, len(homes))
        + 0.8 * is_person
        + 0.8 * (home.section == "lede")
        + 0.7 * opens
    )
    return weight, *fullest


def _is_somewhere(name: Name, home: Sentence) -> bool:
    """Tell whether it is named as a place: "in the Oval Office"."""
    at = name.start - home.start
    return _ON.search(home.text, max(0, at - 30), at) is not None


def _home(article: Article, name: Name) -> Sentence | None:
    """Give the sentence of the story that a name stands in."""
    sentence = article.at(name.start)
    return sentence if sentence.section in ("lede", "body") and name.end <= sentence.end else None


def _common_subject(article: Article) -> Fact | None:
    """Give the subject of the first sentence where it is no name: "Dozens of rescuers"."""
    for sentence in article.told[:2]:
        offset = 0
        match = _SUBJECT.match(sentence.text)
        if match is None or match["who"].split()[0].lower() in _BAD_HEADS:
            continue
        answer = match["who"]
        if count(answer) <= 6:  # noqa: PLR2004  # words; more is a clause
            return fact(
                article, "who", answer, (sentence,), answer=answer, rule="subject", score=2.5 + offset
            )
    return None


def what(article: Article) -> Iterator[Fact]:
    """Give what happened: the first telling sentence, short."""
    for sentence in article.told[:3]:
        text = trimmed(sentence.text, LONGEST)
        if not dangles(text) and count(text) <= LONGEST:
            answer = text if text in sentence.text else sentence.text
            yield fact(article, "what", text, (sentence,), answer=answer, rule="lead", score=1.0)
            return


def where(article: Article) -> Iterator[Fact]:
    """Give the places: of the dateline, then behind "in", then any that the list of places knows."""
    found: dict[str, Where] = {}
    order = {sentence.start: index for index, sentence in enumerate(article.told)}
    for one in (*_datelines(article), *_places(article)):
        more = (
            one.weight
            + 1.2 / (1 + order[one.home.start] / 3)
            + 0.8 * (one.name.split(",")[0] in article.document.title)
        )
        known = found.get(one.name)
        found[one.name] = (
            one._replace(weight=more)
            if known is None
            else known._replace(weight=max(known.weight, more) + 0.25)
        )
    ranked = sorted(found.values(), key=lambda place: (-place.weight, place.home.start))
    for name, weight, home, rule in ranked[:MOST]:
        yield fact(article, "where", name, (home,), answer=name, rule=rule, score=weight)


class Where(NamedTuple):
    """A place with its weight, the sentence that names it, and how it was found."""

    name: str
    weight: float
    home: Sentence
    rule: str = "place"


def _datelines(article: Article) -> Iterator[Where]:
    for sentence in article.told[:3]:
        match = _DATELINE.match(sentence.text)
        if match:
            yield Where(match["place"].strip(), 1.5, sentence, "dateline")


def _places(article: Article) -> Iterator[Where]:
    """Give each name that is a known place, or stands behind "in" before the country that it lies in."""
    for name in article.names:
        home = _home(article, name)
        if home is None or name.text.lower() in dates.MONTH:
            continue
        at = name.start - home.start
        found = _located(
            home.text, Name(name.text, at, name.end - home.start), in_lede=home.section == "lede"
        )
        if found is not None:
            aside = _TOPIC.search(home.text, max(0, at - _BEFORE), at) is not None
            yield Where(*found, home, "aside" if aside else "place")


def _located(text: str, name: Name, *, in_lede: bool) -> tuple[str, float] | None:
    before = max(0, name.start - 30)
    inside = _IN.search(text, before, name.start) is not None
    kind = _KIND_AFTER.match(text, name.end)
    follows = _FOLLOWING_PLACE.match(text, name.end)
    country = follows if follows and follows["place"] in PLACES else None
    known = name.text in PLACES or kind is not None or country is not None
    if name.text not in PLACES and not (
        inside and (kind or country or (in_lede and _is_near(text, before, name)))
    ):
        return None
    if not inside and not _PREPOSITION.search(text, before, name.start):
        return None
    end = country.end() if country else kind.end() if kind else name.end
    weight = 1.0 * (inside and known) + 0.8 * bool(country) + 0.4 * (name.text in CITIES) + 0.3 * bool(kind)
    return text[name.start : end], weight


def _is_near(text: str, before: int, name: Name) -> bool:
    """Tell ``near Longyearbyen.`` from ``near the German embassy``."""
    return _NEAR.search(text, before, name.start) is not None and _ALONE.match(text, name.end) is not None


def when(article: Article) -> Iterator[Fact]:
    """Give the dates as written, those of the first sentences first; resolved where the source's date allows."""
    published = article.document.published
    seen: set[str] = set()
    found: list[Fact] = []
    for index, sentence in enumerate(article.told):
        for start, end in sentence.dates:
            words = sentence.text[start:end]
            iso = dates.resolve(words, published, dates.tense(sentence.text, start))
            if words.lower() in seen:
                continue
            seen.add(words.lower())
            found.append(
                fact(
                    article,
                    "when",
                    words,
                    (sentence,),
                    answer=words,
                    iso=iso,
                    rule="date",
                    score=_nearness(words, iso, index),
                )
            )
    yield from sorted(found, key=lambda f: -f.score)[:MOST]


def _nearness(words: str, iso: str, index: int) -> float:
    """Rank a day of the story before a year of its history."""
    vague = (
        words.isdigit()
        or words.endswith("s")
        or bool(re.match(r"(?:last|this|next) (?:year|month)|.* ago$", words.lower()))
    )
    return round(1.5 / (1 + index / 3) + 0.2 * (len(iso) == len("2025-01-01")) - 0.8 * vague, 4)


def why(article: Article) -> Iterator[Fact]:
    """Give the first reason that the text states as one."""
    for sentence in article.told[:8]:
        match = _WHY.search(sentence.text)
        if match and count(match.group()) <= LONGEST:
            answer = match.group().strip()
            yield fact(article, "why", answer, (sentence,), answer=answer, rule="because", score=0.5)
            return
