"""Fields in German, French and Spanish: who, where and how much, by a few words of each language.

Invariant: a language that has no words here has no fields. Only what the words surely tell is given: a full name that
the text says again or opens with an office, a group that the first sentence opens with, a place that a list knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from briefings import datelines, dates
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.firstnames import FEMALE, MALE
from briefings.facts.vocabularies import TONGUES, Tongue
from briefings.model import Fact, Span
from briefings.numbers import Number
from briefings.regex import regex
from briefings.words import Name, count

FIRST = FEMALE | MALE
MOST = 6  # answers a field
_OPENING = 2  # sentences whose subject may be who the story is about
_FULL = 2  # words of a full name, at least
_LONGEST = 4  # words of one
_YEARS = range(1500, 2101)


class Amount(NamedTuple):
    """A quantity: its words and the phrase that says what of, as offsets in the sentence, its value and its unit."""

    answer: Span
    phrase: Span
    value: float
    unit: str


_ASIDE = regex(r" \([^()]{1,200}\)")
_ARTICLE = regex(
    r"(?:(?:Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una|Im|In|Am|Bei|Nach|Vor|Con|En|Au|Pour|Por|Para) |"
    r"[LD]['’])"
)
_GENITIVE = regex(r"(?<! von)(?<! van) (?:des|der) ")
_BODY = regex(
    r"(?:Europäische|Bundesrat|Bundestag|Bundesbank|Bundesgericht|Bundesverfassung|Deutsche Bahn|Landtag|Nationalrat|"
    r"Conseil|Cour|Commission|Parlement|Banque|Sénat|Assemblée|Haute|Tribunal (?:Supremo|Const)|Consejo|Comisión|"
    r"Parlamento E|Banco|Congreso|Senado|Guardia Civil|Audiencia)"
)
"""A group that has a name of its own, and may stand in a box by itself."""
_LED = regex(r"(?:\b(?:[Ll]e|[Ll]a|[Ee]l|[Dd]er|[Dd]ie|[Dd]en|[Dd]em) |[Ll]['’])$")
_OWNER = regex(r" (?:de|del|du|des|d[’'])(?: la)? ?(?P<place>.+)$")
_MARKS = {"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee", "%": "percentage"}
_BETWEEN = regex(r"\b(?:zwischen|entre)(?: el| la| los| las| le| les)? $", re.IGNORECASE)
_LINK = regex(r"\s?%?\s?(?:(?P<both>und|et|y)(?: (?:el|la|los|las|le|les))?|bis(?: zu)?|(?P<to>à|a)|[–-])\s?")
_FROM = regex(r"(?:\b(?:de|du|del|von|vom|desde)|\bd['’])(?: \w+)? ?$", re.IGNORECASE)
_SCALE = 1000  # the least of what "million" multiplies by
_OTHER_SCALE = regex(r"[bt]rillion|billion", re.IGNORECASE)  # a thousand times as much as in English
_PESOS = regex(r"(?:MX|AR|CL)?\$")  # of which country the text does not say: US$ are dollars
_OUT_OF = regex(r" (?:sur|von|de(?: cada)?) \d")  # 60 visiteurs sur 100
_PER = {
    word: unit
    for unit, words in (
        ("second", "sekunde seconde segundo"), ("minute", "minute minuto"), ("hour", "stunde heure hora"),
        ("day", "tag jour día"), ("week", "woche semaine semana"), ("month", "monat mois mes"),
        ("year", "jahr an année año"), ("person", "kopf person personne habitant einwohner persona habitante cabeza"),
    )
    for word in words.split()
}  # fmt: skip
_UNIT = regex(r"(?P<word>[^\W\d_]+(?:/h)?|°C)(?![\w-])")
_AGED = regex(r"[ \u00a0-](?:Jahr|jähr|ans?\b|años?\b|Uhr|heures?\b|horas?\b|h\b)")


def has_rules(article: Article) -> bool:
    """Tell whether there are rules for its language."""
    return _tongue(article) is not None


def _tongue(article: Article) -> Tongue | None:
    return TONGUES.get(article.document.language[:2].lower())


def shortened(text: str, language: str, longest: int) -> str:
    """Take off the dateline and, where the sentence is too long, what stands in brackets: all that is sure."""
    text = text[datelines.behind(text, language) :]
    return _ASIDE.sub("", text) if count(text) > longest else text


def who(article: Article) -> Iterator[Fact]:
    """Give the full names that the text says again or gives an office, and the group that it opens with."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found = [*_full_names(article, tongue), *_groups(article, tongue)]
    for weight, answer, home, rule in sorted(found, key=lambda row: (-row[0], row[2].start))[:MOST]:
        yield fact(article, "who", answer, (home,), answer=answer, rule=rule, score=weight)


def _full_names(article: Article, tongue: Tongue) -> Iterator[tuple[float, str, Sentence, str]]:
    groups: dict[str, list[tuple[str, Sentence, bool]]] = {}
    alone: dict[str, int] = {}
    nouns_have_capitals = article.document.language[:2] == "de"
    for name in article.names:
        home = article.at(name.start)
        if home.section not in ("lede", "body") or name.end > home.end:
            continue
        bare, is_titled = _bare(name, tongue, article.text[max(0, name.start - 4) : name.start])
        words = bare.split(" ")
        if len(words) == 1:
            alone[bare] = alone.get(bare, 0) + 1
        elif (
            len(words) <= _LONGEST
            and not _GENITIVE.search(bare)
            and bare not in tongue.places
            and not bare.isupper()
        ):
            groups.setdefault(bare, []).append((bare, home, is_titled))
    for bare, group in groups.items():
        again = alone.get(bare.rpartition(" ")[2], 0) + len(group) - 1
        is_titled = any(row[2] for row in group)
        is_person = is_titled or _plain(bare.partition(" ")[0]) in FIRST
        in_title = bare.rpartition(" ")[2] in article.document.title
        if again or in_title or is_person:
            home = group[0][1]
            weight = (
                1.0 + 0.3 * min(5, again) + 1.2 * in_title + 0.8 * is_person + 0.7 * (home.section == "lede")
            )
            if not _is_of_place(bare, tongue) and (is_person or not nouns_have_capitals):
                yield weight, bare, home, "person" if is_person else "name"


def _is_of_place(name: str, tongue: Tongue) -> bool:
    """Tell a building, a town or an office from a name: the stadium of a town, and what begins small."""
    owner = _OWNER.search(name)
    return name[:1].islower() or (owner is not None and owner["place"] in tongue.places)


def _bare(name: Name, tongue: Tongue, before: str) -> tuple[str, bool]:
    """Take an article, an office and what somebody is off the front of a name: ``le Danois Jonas Lind``."""
    text = _ARTICLE.sub("", name.text, count=1)
    at = max((match.end() for match in re.finditer(tongue.office, text)), default=0)
    words = text[at:].split(" ")
    if at or (len(text) == len(name.text) and not _LED.search(before)):
        return text[at:], at > 0
    known = next((index for index, word in enumerate(words[:-1]) if _plain(word) in FIRST), 0)
    if known:
        return " ".join(words[known:]), True
    if tongue.demonym and re.fullmatch(tongue.demonym, words[0]):
        return " ".join(without_noun(words)), len(words) > _FULL
    return text, False


def without_noun(words: Sequence[str]) -> Sequence[str]:
    """Take nouns off the front until two words are left, or a known first name opens: ``Danois Jonas Lind``."""
    while len(words) > _FULL and words[1][:1].isupper() and _plain(words[0]) not in FIRST:
        words = words[1:]
    return words


def _plain(word: str) -> str:
    """Write a first name as lists have it: without capitals and accents."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _groups(article: Article, tongue: Tongue) -> Iterator[tuple[float, str, Sentence, str]]:
    for at, sentence in enumerate(article.told[:_OPENING]):
        line = datelines.PLACED.match(sentence.text)
        start = line.end() if line else 0
        match = re.match(tongue.subject, sentence.text[start:])
        if match:
            answer = match["who"].strip()
            rule = "body" if _BODY.search(answer) else "subject"
            yield 2.6 - 0.8 * at, answer, sentence, rule


def where(article: Article) -> Iterator[Fact]:
    """Give the place of the dateline, then the listed places that a preposition stands before."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found: dict[str, tuple[float, str, Sentence, str]] = {}
    for index, sentence in enumerate(article.told):
        line = datelines.PLACED.match(sentence.text) if index < _OPENING else None
        for weight, name, rule in (*_dateline(line), *_listed(sentence, tongue)):
            more = weight + 1.2 / (1 + index / 3) + 0.8 * (name in article.document.title)
            known = found.get(name)
            found[name] = (known[0] + 0.25, *known[1:]) if known else (more, name, sentence, rule)
    for weight, answer, home, rule in sorted(found.values(), key=lambda row: (-row[0], row[2].start))[:MOST]:
        yield fact(article, "where", answer, (home,), answer=answer, rule=rule, score=weight)


def _dateline(line: re.Match[str] | None) -> Iterator[tuple[float, str, str]]:
    if line:
        yield 1.5, line["place"] or line["large"], "dateline"


def _listed(sentence: Sentence, tongue: Tongue) -> Iterator[tuple[float, str, str]]:
    for match in _CAPITALISED.finditer(sentence.text):
        name = _longest(match.group(), tongue.places)
        if name and re.search(tongue.place, sentence.text[max(0, match.start() - 30) : match.start()]):
            inside = _INSIDE.search(sentence.text, max(0, match.start() - 30), match.start()) is not None
            yield (1.0 if inside else 0.2), name, "place"


_CAPITALISED = regex(r"(?<![\w-])[A-ZÀ-Þ][\w’'-]+(?: (?:am|de|del|du|y|d[’'])?(?: ?[A-ZÀ-Þ][\w’'-]+)){0,2}")
_INSIDE = regex(r"\b(?:in|im|bei|nahe|à|en|au|aux|dans|près de|cerca de|(?:in|nahe) (?:der|dem|den)(?: "
    r"\w+)?|(?:dans|en) l[ae]|"
                     r"en (?:la ciudad de|el|la|los))[ ’']$")  # fmt: skip


def _longest(words: str, places: frozenset[str]) -> str:
    """Give the longest opening of the words that is a place."""
    while words and words not in places:
        words = words.rpartition(" ")[0]
    return words


def amounts(article: Article, sentence: Sentence) -> Iterator[Amount]:
    """Give the quantities of a sentence: money, shares, measures, and counts of people and things."""
    tongue = _tongue(article)
    if tongue is None:
        return
    found = [n for n in sentence.numbers if not dates.covers(sentence.dates, n.start, n.end)]
    low: Number | None = None
    for number, following in zip_longest(found, found[1:]):
        if low is None and following and _is_range(sentence.text, number, following):
            low = number
            continue
        amount = _amount(sentence.text, number, tongue)
        if low is not None and amount is not None:
            amount = _ranged(sentence.text, low, number, amount)
        low = None
        if amount is not None:
            yield amount


def _is_range(text: str, low: Number, high: Number) -> bool:
    """Tell ``zwischen 5 und 7``, ``5 bis 7`` and ``entre 5 y 7`` from two numbers, and from a change."""
    link = _LINK.fullmatch(text, low.end, high.start)
    if link is None:
        return False
    if link["both"]:
        return _BETWEEN.search(text, 0, low.start) is not None
    return not (link["to"] and _FROM.search(text, 0, low.start))


def _ranged(text: str, low: Number, high: Number, amount: Amount) -> Amount | None:
    """Join both ends; their middle is the value. Where one may lack the other's "million", nothing is sure."""
    if not low.value < high.value < _SCALE * low.value:
        return None
    opened = _BETWEEN.search(text, 0, low.start)
    answer = (opened.start() if opened else low.start, amount.answer[1])
    return Amount(answer, answer, (low.value + high.value) / 2, amount.unit)


def _amount(text: str, number: Number, tongue: Tongue) -> Amount | None:
    unit, end = _MARKS.get(number.mark, ""), number.end
    if _OTHER_SCALE.search(text, number.start, end) or _PESOS.match(text, number.start):
        return None
    if not unit:
        if _AGED.match(text, end) or (number.value in _YEARS and text[number.start : end].isdigit()):
            return None
        unit, end = _unit(text, end, tongue)
    if not unit or _OUT_OF.match(text, end):
        return None
    per = re.compile(tongue.per).match(text, end)
    if per and per["per"].lower() in _PER:
        unit, end = f"{unit} per {_PER[per['per'].lower()]}", per.end()
    about = re.search(tongue.about, text[max(0, number.start - 30) : number.start], re.IGNORECASE)
    start = number.start - len(about.group()) if about else number.start
    return Amount((start, end), (start, end), number.value, unit)


def _unit(text: str, at: int, tongue: Tongue) -> tuple[str, int]:
    """Give the unit of a number that ends there, and where its word ends; no unit where no table has the word."""
    of = re.compile(tongue.of).match(text, at)
    word = _UNIT.match(text, of.end() if of else at)
    if word is None:
        return "", at
    return tongue.units.get(word["word"]) or tongue.units.get(word["word"].lower(), ""), word.end()
