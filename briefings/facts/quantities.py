"""How much: a number, its unit, and what it counts.

Invariant: the words are the source's own, with every "up to" and "around" that stands before the number;
`value` and `unit` are normalised beside them. Years, ages, times, dates and numbers that only name
something ("Article 5") are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefings import dates
from briefings.facts.article import Article, Sentence, fact
from briefings.model import Fact, Span
from briefings.numbers import Number
from briefings.words import listed, lowered

_SPELLINGS = {
    "kilometre": "km kilometer", "metre": "m meter", "centimetre": "cm centimeter", "millimetre": "mm millimeter",
    "mile": "", "yard": "", "foot": "feet ft", "inch": "inche", "kilogram": "kg kilo", "gram": "g", "milligram": "mg",
    "tonne": "", "ton": "", "pound": "lb", "ounce": "", "litre": "liter", "gallon": "", "barrel": "", "knot": "",
    "mile per hour": "mph", "kilometre per hour": "km/h kmh kph", "kilowatt": "kw", "megawatt": "mw", "gigawatt": "gw",
    "kilowatt-hour": "kwh", "megawatt-hour": "mwh", "gigawatt-hour": "gwh", "terawatt-hour": "twh",
    "volt": "", "watt": "",
    "hectare": "", "acre": "", "degree": "", "degree Celsius": "°c", "degree Fahrenheit": "°f",
    "second": "", "minute": "", "hour": "", "day": "", "week": "", "month": "", "year": "",
    "dollar": "", "euro": "", "yen": "", "rupee": "", "rouble": "ruble", "yuan": "", "franc": "", "peso": "",
    "bit": "", "byte": "", "megabyte": "", "gigabyte": "", "exabyte": "", "percentage point": "", "basis point": "",
}  # fmt: skip
_UNITS = {
    "miles per hour": "mile per hour",
    "kilometres per hour": "kilometre per hour",
    "degrees celsius": "degree Celsius",
    "degree celsius": "degree Celsius",
    **{spelling: unit for unit, others in _SPELLINGS.items() for spelling in (unit, *others.split())},
}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee", "%": "percentage"}
_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})

_UNIT = re.compile(
    r"[ \u00a0-]?(?P<square>square |cubic )?(?P<unit>kilometres? per hour|"
    r"kilometers? per hour|miles? per hour|degrees? celsius|degrees? fahrenheit|percentage points?|"
    r"basis points?|km/h|°[cf]|"
    r"[a-z]+)(?P<power>²|³|\^[23])?(?![\w/])"
)
_COUNTED = re.compile(
    r" (?:of )?(?P<what>(?:[a-z][\w’'-]* ){0,2}?[a-z][\w’'-]*s|people|children|women|men|"
    r"staff|police|troops|TNT)\b"
)
_OF = re.compile(
    r" of (?P<what>(?:the )?(?:[\w’'-]+ ){0,2}?[\w’'-]+)(?=[,.;:)]| (?:in|on|at|for|from|by|"
    r"to|with|and|or|since|were|was|are|is|have|has|had|that|which|who|a|[a-z]+ed)\b|$)"
)
_APPROXIMATE = re.compile(
    r"(?:\b(?:more than|less than|fewer than|no more than|no fewer than|at least|at most|"
    r"up to|as many as|as much as|as little as|around|about|roughly|"
    r"approximately|nearly|almost|over|under|some|an estimated|an average of|a total of|"
    r"a record|only|just|just over|just under|between|from|close to|"
    r"well over|another|an additional|above|below) (?:the )?)+$"
)
_RANGE_FROM = re.compile(r"(?:from|between) ")
_RANGE = re.compile(r"\s?(?:to|and|-|–|—|or)\s?")
_LEFT = re.compile(
    r"(?<![\w,.’'-])(?P<words>[\w’'-]+ (?:(?:equivalent|equal|amounting|close|compared) )?"
    r"(?:of|to|at|by|with|from|for|worth|reached|than|totalling|totaling) )$"
)
_VERB = re.compile(r"\b(?P<word>[a-z]{3,}) $")
_ACTS = re.compile(
    r"[a-z]+ed|(?:weigh|cover|reach|measure|cost|travel|produce|carry|hold|pay|earn|span|use|burn|raise|save|store)s?|"
    r"cost|spent|paid|rose|fell|lost|won|grew|cut|ran|flew|drove|held|drew|carries|sold|bought|made"
)
_NOT_AFTER = re.compile(
    r"(?:\b(?:article|section|chapter|no|number|group|phase|level|page|figure|table|type|"
    r"category|channel|flight|route|highway|interstate|season|"
    r"episode|part|volume|version|iphone|windows|boeing|airbus|super bowl|world war|apollo|"
    r"aged?|ages|room|grade|class|resolution|title|unit|lot|gate|platform|terminal)\.? |#|"
    r"[a-z]-?|/)$"
)
_AGE = re.compile(
    r"[- ]?(?:year|month|week|day)s?[- ]old\b|[- ]?(?:am|pm|a\.m|p\.m|st|nd|rd|th)\b|:\d|"
    r"['’]?s\b|/\d|[.,]?\d|[- ](?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b"
)
_YEAR_FROM, _YEAR_TO = 1500, 2100
_NOT_COUNTED = frozenset(
    listed(
        """
    times others ones years months weeks days hours minutes seconds was is has as this its his us
    does percents cents o'clock series news
    """
    )
)
_PEOPLE = re.compile(
    r"(?:people|person|men|women|children|soldiers|troops|civilians|students|passengers|"
    r"victims|workers|residents|patients|officers|countries|nations|homes|houses|jobs|cases|"
    r"deaths|votes|schools|cities|ships|aircraft|planes|drones|missiles|rescuers|migrants|"
    r"refugees|families|households)"
)


class Measure(NamedTuple):
    """A quantity of a sentence: the words of number and unit, the phrase that says what of, both as offsets."""

    answer: Span
    phrase: Span
    value: float
    unit: str
    weight: float


def find(article: Article) -> Iterator[Fact]:
    """Give the quantities of the article in the order of their sentences' weight."""
    found: list[Fact] = []
    for index, sentence in enumerate(article.sentences):
        if sentence.section in ("heading", "list", "title", "noise"):
            continue
        for measure in measures(sentence):
            text = sentence.text[slice(*measure.phrase)]
            answer = sentence.text[slice(*measure.answer)]
            weight = measure.weight + 1 / (1 + index / 4)
            found.append(
                fact(
                    article,
                    "quantity",
                    text,
                    (sentence,),
                    answer=answer,
                    value=measure.value,
                    unit=measure.unit,
                    rule="measure" if text == answer and measure.unit in _UNITS.values() else "number",
                    score=weight,
                )
            )
    yield from sorted(found, key=lambda f: -f.score)


def measures(sentence: Sentence) -> Iterator[Measure]:
    """Give the quantities of one sentence."""
    found, lower = sentence.numbers, lowered(sentence.text)
    skip = -1
    for index, number in enumerate(found):
        if number.start < skip or dates.covers(sentence.dates, number.start, number.end):
            continue
        final = _range_end(lower, number, found[index + 1 : index + 2])
        measure = _measure(lower, number, final)
        if measure is not None:
            skip = measure.answer[1]
            yield measure


def _range_end(lower: str, number: Number, following: tuple[Number, ...]) -> Number:
    """Give the upper end of ``5 to 10``, or the number itself."""
    for other in following:
        joined = _RANGE.fullmatch(lower, number.end, other.start)
        alike = number.mark == other.mark or not number.mark or other.mark == "%"
        between = lower[: number.start].endswith("between ") or "and" not in lower[number.end : other.start]
        if joined and alike and between and number.value < other.value:
            return other
    return number


def _measure(lower: str, number: Number, final: Number) -> Measure | None:
    if not _is_amount(lower, number, final):
        return None
    unit, end = _unit(lower, final)
    measured = bool(unit)
    counted = _counted(lower, end, measured=measured)
    if not unit and not counted:
        return None
    if unit in _TIME or (number.spelled and not _is_weighty(lower, number, end, unit)):
        return None
    start = number.start
    before = _APPROXIMATE.search(lower[max(0, start - 40) : start])
    if before:
        start -= len(before.group())
        lone = _RANGE_FROM.match(before.group()) if final is number else None
        start += lone.end() if lone else 0
    stop = counted or end
    unit = unit or _singular(lower[end:stop].rsplit(maxsplit=1)[-1])
    weight = (
        0.5 * bool(_PEOPLE.search(lower, end, stop) or unit in _CURRENCIES.values())
        + 0.3 * bool(before)
        + 0.4 * (stop > end)
    )
    answer_end = end if (unit and end > final.end) or final.mark else stop
    first = (
        _left(lower, start, hedged=before is not None)
        if measured and not (number.mark == "%" and counted)
        else start
    )
    return Measure((start, answer_end), (first, stop), number.value, unit, weight)


def _is_amount(lower: str, number: Number, final: Number) -> bool:
    """Tell an amount from a year, an age, a time, a part of a longer figure, and a name."""
    before = lower[max(0, number.start - 14) : number.start]
    if number.mark:
        return True
    if _AGE.match(lower, final.end) or _NOT_AFTER.search(before):
        return False
    digits = lower[number.start : number.end].strip()
    if digits.isdigit() and len(digits) == 4 and _YEAR_FROM <= number.value <= _YEAR_TO:  # noqa: PLR2004  # the digits of a year
        return False
    if before.endswith(("× ", "×")) or lower.startswith((" ×", "×"), final.end):
        return False
    return not (before.endswith(", ") and lower[number.end : number.end + 1] in (",", ""))


def _is_weighty(lower: str, number: Number, end: int, unit: str) -> bool:
    """Tell whether a spelled-out number is large or counts people or a measure: "two leaders" does not."""
    return number.value >= 1000 or bool(_PEOPLE.match(lower, end + 1)) or bool(unit and unit not in _TIME)  # noqa: PLR2004


def _unit(lower: str, number: Number) -> tuple[str, int]:
    """Give the normalised unit behind the number, and where it ends."""
    if number.mark in _CURRENCIES:
        return _CURRENCIES[number.mark], number.end
    match = _UNIT.match(lower, number.end)
    if match is None:
        return "", number.end
    name = _UNITS.get(match["unit"]) or _UNITS.get(match["unit"].removesuffix("s"))
    if name is None:
        return "", number.end
    power = {"²": "square ", "³": "cubic ", "^2": "square ", "^3": "cubic "}.get(
        match["power"] or "", match["square"] or ""
    )
    return f"{power}{name}", match.end()


def _counted(lower: str, end: int, *, measured: bool) -> int:
    """Give where the words end that say what is counted; 0 where none do."""
    of = _OF.match(lower, end)
    if of and of["what"].split()[-1] not in ("the", "a", "its", "his", "their"):
        return of.end()
    match = None if measured else _COUNTED.match(lower, end)
    if match is None or match["what"].split()[-1] in _NOT_COUNTED:
        return 0
    return 0 if _SMALL_WORDS.intersection(match["what"].split()) else match.end()


def _left(lower: str, start: int, *, hedged: bool) -> int:
    """Take in what the number measures where it stands before it: "warheads equivalent to", "travel"."""
    before = lower[max(0, start - 60) : start]
    noun = _LEFT.search(before)
    if noun:
        words = noun["words"]
        small = len(words) - len(words.lstrip())
        first = words.split()[0]
        drop = len(first) + 1 if first in _SMALL_WORDS and len(words.split()) > 1 else 0
        return start - len(words) + small + drop
    verb = _VERB.search(before)
    acts = verb is not None and verb["word"] not in _SMALL_WORDS and (hedged or _ACTS.fullmatch(verb["word"]))
    return start - len(verb.group()) if verb and acts else start


_SMALL_WORDS = frozenset(
    listed(
        """
    a an at in on by to of or is as it be been up out and the for but nor yet with from that than
    then was were are has had have its his her their our your over into onto upon who which said
    says about there therefore thus still only even just also
    """
    )
)


def _singular(word: str) -> str:
    return {"people": "person", "children": "child", "women": "woman", "men": "man"}.get(word) or (
        word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    )
