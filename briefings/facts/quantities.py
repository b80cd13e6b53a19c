"""How much: a number, its unit, and what it counts.

Invariant: the words are the source's own, with every "up to" and "around" that stands before the number;
`value` and `unit` are normalised beside them. Years, ages, times, dates and numbers that only name
something ("Article 5") are no quantities.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefings import dates
from briefings.facts import amounts, casualties, tongues
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.units import CURRENCIES, TIME, named, spellings
from briefings.facts.verbs import AUXILIARY, FINITE_FIRST
from briefings.model import Fact, Span
from briefings.numbers import Number
from briefings.regex import regex
from briefings.words import listed, lowered

_COUNTED = regex(
    r" (?:of )?(?P<what>(?:[a-z][\w’'-]* ){0,2}?(?:[a-z][\w-]*[^s\W]s(?!['’])|people|children|women|men|"
    r"(?:staff|crew|police)(?! (?:members?|officers?)\b)|troops)|TNT|"
    r"(?:(?!cheese|geese)[a-z]{2,}ese|british|french|dutch|irish|swiss)(?=[.,;:)]|$| (?:were|are|have|had|will|who|"
    r"in|on|to|and)\b))\b(?!['’])"
)
_OF = regex(
    r" of (?P<what>(?:the )?(?:[\w’'-]*\w ){0,2}?[\w’'-]*\w)(?=[,;:)]|\.(?!\w)| ?(?:--|[–—])| (?:in|on|at|for|from|"
    r"by|"
    r"to|with|and|or|since|were|was|are|is|have|has|had|will|would|can|could|may|that|which|who|a|say|says|think|"
    r"believe|want|support|favou?r|live|use|need|[a-z]+ly|[a-z]+ed)\b|$)"
)
_APPROXIMATE = regex(
    r"(?:\b(?:more than|less than|fewer than|no more than|no fewer than|at least|at most|"
    r"up to|as many as|as much as|as little as|around|about|roughly|"
    r"approximately|nearly|almost|over|under|some|an estimated|an average of|a total of|"
    r"a record|only|just|just over|just under|between|from|close to|"
    r"well over|another|an additional|above|below) (?:the )?)+$"
)
_RATE = regex(
    r" (?:per|an?|each|every) (?:person|head|capita|second|minute|hour|day|night|week|month|year|mile|kilomet(?:re|er)|"
    r"square (?:foot|met(?:re|er))|ton(?:ne)?|lit(?:re|er)|gallon|barrel|ticket|student|pupil|child|share|unit)\b"
)
"""What an amount is for, behind it: ``$12 | per person``."""
_PARTICLE = regex(
    r"\b(?:turn|hand|pass|took|take|taken|taking|won|win|pore|run|ran|knock|went|go|sign)(?:ed|ing|s)? $"
)
_RANGE_FROM = regex(r"(?:from|between) ")
_LONE = regex(r"a(?<![\w$€£-]a)n? (?P<unit>[a-z]+)(?= of\b)")
_POURED = frozenset(
    listed(
        "gallon pint litre barrel kilogram tonne pound-mass ounce gram acre hectare mile metre kilometre bushel carat"
    )
)
"""Units of which "a … of" is one; "a bit of" and "a ton of" are none."""
_POURED_WORDS = spellings(_POURED)
_ORDINAL = regex(r"\d(?:st|nd|rd|th)$")
_LEFT = regex(
    r"(?<![\w,.’'-])(?P<words>[\w’'-]+ (?:of|(?:equivalent|equal|amounting) to|worth|totalling|totaling) )$"
)
_VERB = regex(
    rf"(?!(?:cut|hit|led|means|shows)$)(?:{FINITE_FIRST}|(?:speak|talk|tell|think|dream|boast|warn|hear|know|learn|"
    r"complain|dispose|consist|beware)s?|dreamt|learnt|heard|known|spoken|being|be|"
    r"him|her|me|us|you|them|it)"
)
"""A word before "of" that is not what is measured: ``spoke of``, ``made of``, ``robbed them of``."""
_ABLE = regex(r"\b(?:can|could|will|would|may|might) (?P<words>[a-z]{3,} )$")
_BEFORE = regex(
    rf"(?P<words>\b(?!(?:{AUXILIARY}|is|are|was|were|said|says|told|ended|died|fled)\b)"
    rf"(?:{FINITE_FIRST}|(?!(?:during|according|including|regarding|following|being|having|saying)\b)[a-z]{{3,}}ing|"
    r"fallen|risen|grown|costs|sells|pays|owes|earns|weighs|measures|raises|fetches)(?: (?:by|for|to))? )$"
)
"""The verb right before an amount, which says what was done: ``killed | five people``, ``sold for | $23 million``."""
_BEHIND = regex(
    r"(?: (?:were|was|are|is|have been|has been|had been|will be)(?: (?:also|[a-z]+ly))?"
    r" (?:[a-z]{2,}ed|hurt|shot|held|hit|found|lost|left|sent|taken|given|spent|built|sold|thrown|hospitali[sz]ed)"
    r"| (?:died|fled|drowned|voted|attended|survived))\b(?! to\b)"
)
"""The verb right behind it: ``four people | were killed``."""
_WITHIN = regex(r"\bwithin $")
_DETERMINED = regex(r"(?:^|\s)(?:an?|the|another|this|that|its|his|her|their|our|whose)\s$")
_NOUN = regex(
    r"(?:-(?:long|wide|high|tall|deep|thick|strong))? (?P<what>(?:[a-z][\w’'-]* ){0,2}?[a-z][\w-]{2,})(?=[,.;:)?!]|"
    r"$| "
    r"(?:in|on|at|for|from|by|to|with|and|or|of|since|were|was|are|is|have|has|had|will|would|can|could|may|that|"
    r"which|who|an?|the|his|her|its|after|as|when|before|if|near|over|under|around|between|[a-z]+ed)\b)"
)
_NOTHING = frozenset(
    [
        "the",
        "a",
        "its",
        "his",
        "their",
        "them",
        "those",
        "these",
        "this",
        "that",
        "it",
        "which",
        "whom",
        "whose",
    ]
)
"""Last words behind "of" that do not say what is counted."""
_NOT_AFTER = regex(
    r"(?:\b(?:article|section|chapter|no|number|group|phase|level|page|figure|table|type|"
    r"category|channel|flight|route|highway|interstate|season|"
    r"episode|part|volume|version|iphone|windows|boeing|airbus|super bowl|world war|apollo|"
    r"aged?|ages|room|grade|class|resolution|title|unit|lot|gate|platform|terminal)\.? |#|"
    r"[a-z]-?|/|\d[-–])$"
)
_AGE = regex(
    r"[- ]?(?:year|month|week|day)s?[- ]olds?\b|[- ]?(?:am|pm|a\.m|p\.m|st|nd|rd|th)\b|:\d|"
    r"['’]?s\b|/\d|[.,]?\d|[- ](?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b"
)
_NEAR = 40  # characters before a number that say what it is of
_YEAR = regex(r"\b(?:in|of|since) ((?:19|20)\d\d)\b")
_MANY = 10  # a smaller number in words says how much only with a hedge: "at least two people"
_LARGE = 1000  # from which on a number in words says how much
_YEAR_FROM, _YEAR_TO = 1500, 2100
_NOT_COUNTED = frozenset(
    listed(
        """
    times ways things tips reasons facts scams
    others ones years months weeks days hours minutes seconds was is has as this its his us
    does thanks percents cents o'clock series news
    """
    )
)
_PEOPLE = regex(
    r"(?:people|person|men|women|children|girls|boys|soldiers|troops|civilians|students|passengers|members?|"
    r"firefighters|police|policemen|protesters|demonstrators|hostages|prisoners|fighters|militants|crew|couples|"
    r"charges|counts|seats|states|arrests|injuries|fatalities|casualties|bodies|survivors|voters|doctors|nurses|"
    r"teachers|pupils|"
    r"victims|workers|residents|patients|officers|countries|nations|homes|houses|jobs|cases|"
    r"deaths|votes|schools|cities|ships|aircraft|planes|drones|missiles|rescuers|migrants|"
    r"refugees|families|households)\b(?![’'])"
)


_IN_ALL = regex(r"\b(?:one|1) (?:in|out of) (?:every )?$")
_SURELY = regex(
    r"(?:at least|at most|more than|less than|fewer than|no more than|no fewer than|as many as|up to|an estimated|"
    r"a total of) "
)


_VAGUE = regex(
    r"\b(?:(?:many|several) )?(?:(?:tens|hundreds|dozens|scores|thousands|millions|billions|"
    r"trillions)(?: of (?:thousands|millions|billions))?) of "
    r"(?:[a-z][\w’'-]* ){0,2}?(?:pounds|dollars|euros|people|men|women|children|girls|boys|students|workers|"
    r"passengers|"
    r"residents|protesters|soldiers|troops|civilians|migrants|refugees|homes|families|victims|jobs|fans)\b"
)
_VAGUELY = 5  # sentences in which an amount without a number says how much


class Measure(NamedTuple):
    """A quantity of a sentence: the words of number and unit, the phrase that says what of, both as offsets."""

    answer: Span
    phrase: Span
    value: float | None
    unit: str
    weight: float
    rule: str


def find(article: Article) -> Iterator[Fact]:
    """Give the quantities of the article in the order of their sentences' weight."""
    found: list[Fact] = []
    for index, sentence in enumerate(article.sentences):
        if sentence.section in ("heading", "list", "title", "noise"):
            continue
        if article.english and index < _VAGUELY:
            found.extend(_vague(article, sentence, index))
        past = 0.5 * _is_history(article, sentence)
        of_sentence = measures(sentence) if article.english else _abroad(article, sentence)
        found.extend(
            fact(
                article,
                "quantity",
                sentence.text[slice(*measure.phrase)],
                (sentence,),
                answer=sentence.text[slice(*measure.answer)],
                value=measure.value,
                unit=measure.unit,
                rule=measure.rule,
                score=measure.weight - past + 1 / (1 + index / 4),
            )
            for measure in of_sentence
        )
    yield from sorted(found, key=lambda f: -f.score)


def _vague(article: Article, sentence: Sentence, index: int) -> Iterator[Fact]:
    """Give people and money of which only the order is told: "hundreds of thousands of pounds"."""
    for match in _VAGUE.finditer(lowered(sentence.text)):
        words = sentence.text[slice(*match.span())]
        yield fact(
            article,
            "quantity",
            words,
            (sentence,),
            answer=words,
            rule="number",
            score=0.2 + 1 / (1 + index / 4),
        )


def _is_history(article: Article, sentence: Sentence) -> bool:
    """Tell a sentence about a year before the last one: its figures are those of something else."""
    published = article.document.published
    years = (int(year) for year in _YEAR.findall(sentence.text)) if published else ()
    return published is not None and any(year < published.year - 1 for year in years)


def _abroad(article: Article, sentence: Sentence) -> Iterator[Measure]:
    """Give the quantities of a sentence in another language with rules; money and people count first."""
    for amount in tongues.amounts(article, sentence):
        what = amount.unit.partition(" per ")[0]
        weight = 0.5 * (what in CURRENCIES.values() or what == "person")
        yield Measure(amount.answer, amount.phrase, amount.value, amount.unit, weight, "number")


def measures(sentence: Sentence) -> Iterator[Measure]:
    """Give the quantities of one sentence."""
    found, text = sentence.numbers, sentence.text
    if not found and sentence.content.isdisjoint(_POURED_WORDS):
        return
    lower = lowered(text)
    skip = -1
    for index, number in enumerate(found):
        if number.start < skip or dates.covers(sentence.dates, number.start, number.end):
            continue
        amount = amounts.read(text, lower, number, found[index + 1 : index + 2])
        measure = _measure(lower, amount, max(0, skip))
        if measure is not None:
            skip = measure.answer[1]
            yield measure._replace(unit=_cased(text[slice(*measure.answer)], measure.unit))
    for match in _LONE.finditer(lower):
        name = named(match["unit"])
        if name in _POURED and not any(number.start <= match.start() < number.end for number in found):
            stop = _counted(lower, match.end(), measured=True) or match.end()
            yield Measure(match.span(), (match.start(), stop), 1.0, name, 0.0, "measure")


def _measure(lower: str, amount: amounts.Amount, floor: int) -> Measure | None:
    number, end, unit = amount.first, amount.end, amount.unit
    if not _is_amount(lower, number, amount.final):
        return None
    start = number.start - len(_hedge(lower, number.start, alone=amount.final is number))
    stop = _counted_end(lower, amount, start)
    if part := _IN_ALL.search(lower, max(0, start - _NEAR), start):
        return Measure((part.start(), stop or end), (part.start(), stop or end), None, "", 0.2, "number")
    if (
        not unit
        and (not stop or casualties.are_behind(lower, end))
        and (harmed := _harmed(lower, amount, start))
    ):
        return harmed
    hedged = start < number.start and _SURELY.match(lower, start) is not None and stop > 0
    if not (unit or stop) or (
        number.spelled and not hedged and not _is_weighty(lower, number, (end, stop), unit)
    ):
        return None
    stop = stop or end
    share = number.spelled and 0 < number.value < 1
    name = unit if unit or share else _singular(lower[end:stop].rsplit(maxsplit=1)[-1])
    measures_alone = unit and unit not in TIME and not (number.mark == "%" and stop > end)
    first = _left(lower, start, floor, told=stop > end) if measures_alone else start
    answer = (start, end if (unit and end > amount.final.end) or amount.final.mark else stop)
    people = _PEOPLE.search(lower, end, stop) is not None
    harm = people and casualties.are_meant(lower, start, stop)
    few = not unit and number.spelled and number.value < _MANY and start == number.start
    weight = (
        0.5 * (people or name in CURRENCIES.values())
        + 0.3 * (start < number.start)
        + 0.4 * (stop > end)
        + 0.3 * harm
        - 0.5 * (few and not harm)
        - 0.9 * (name in TIME)
        - 0.8 * (people and casualties.are_left(lower, start))
    )
    if rate := _RATE.match(lower, stop):
        stop = rate.end()
    says_what = not few and (not unit or (first, stop) != answer)
    phrase = (first, stop) if says_what else _with_verb(lower, (first, stop), floor)
    acts = "act" if phrase != (first, stop) else "measure"
    rule = "duration" if name in TIME else "number" if says_what else acts
    return Measure(answer, phrase, amount.value, name, weight, rule)


def _with_verb(lower: str, phrase: Span, floor: int) -> Span:
    """Take in the verb that stands right behind a phrase, or right before it, if one does."""
    start, end = phrase
    if behind := _BEHIND.match(lower, end):
        return start, behind.end()
    before = _BEFORE.search(lower, max(floor, start - _NEAR), start)
    return before.start("words") if before else start, end


def _harmed(lower: str, amount: amounts.Amount, start: int) -> Measure | None:
    """Read a bare number of people that only the harm tells: "21 others injured"."""
    found = None if amount.first.mark else casualties.found(lower, start, amount.end)
    if found is None:
        return None
    weight = 1.1 + 0.3 * (start < amount.first.start)
    return Measure(found.answer, found.phrase, amount.value, "person", weight, "number")


def _counted_end(lower: str, amount: amounts.Amount, start: int) -> int:
    """Give where the words end that say what is counted or measured behind an amount; 0 where none do."""
    before = lower[max(0, start - 12) : start]
    if _WITHIN.search(before):
        return 0  # "within 200 miles of the coast"
    stop = _counted(lower, amount.end, measured=bool(amount.unit))
    if stop or not amount.unit or amount.unit in TIME or not _DETERMINED.search(before):
        return stop
    noun = _NOUN.match(lower, amount.end)  # "a $50,000 | reward"
    return noun.end() if noun and not _SMALL_WORDS.intersection(noun["what"].split()) else 0


def _is_amount(lower: str, number: Number, final: Number) -> bool:
    """Tell an amount from a year, an age, a time, a part of a longer figure, and a name."""
    before = lower[max(0, number.start - 14) : number.start]
    if number.mark:
        return True
    if (
        _ORDINAL.search(lower, number.start, number.end)
        or _AGE.match(lower, final.end)
        or _NOT_AFTER.search(before)
    ):
        return False
    digits = lower[number.start : number.end].strip()
    if digits.isdigit() and len(digits) == 4 and _YEAR_FROM <= number.value <= _YEAR_TO:  # noqa: PLR2004  # the digits of a year
        return False
    if before.endswith(("× ", "×")) or lower.startswith((" ×", "×"), final.end):
        return False
    return not (before.endswith(", ") and lower[number.end : number.end + 1] in (",", ""))


def _is_weighty(lower: str, number: Number, counted: Span, unit: str) -> bool:
    """Tell whether a spelled-out number is large or counts people or a measure: "two leaders" does not."""
    return (
        number.value >= _LARGE
        or number.value < 1
        or bool(_PEOPLE.search(lower, *counted))
        or bool(unit and (unit not in TIME or number.value > 1))
    )


def _counted(lower: str, end: int, *, measured: bool) -> int:
    """Give where the words end that say what is counted; 0 where none do."""
    of = _OF.match(lower, end)
    if of and of["what"].split()[-1] not in _NOTHING:
        return of.end()
    match = None if measured else _COUNTED.match(lower, end)
    if match is None or match["what"].split()[-1] in _NOT_COUNTED:
        return 0
    return 0 if _SMALL_WORDS.intersection(match["what"].split()) else match.end()


def _hedge(lower: str, start: int, *, alone: bool) -> str:
    """Give the "about" or "more than" before a number, without the "from" of a number that has no other end."""
    found = _APPROXIMATE.search(lower[max(0, start - _NEAR) : start])
    words = found.group() if found else ""
    if words.startswith("over ") and _PARTICLE.search(lower, 0, start - len(words)):
        return ""  # "turned over 30 letters"
    if words.endswith("than the "):
        return ""  # "more than the 85 of last year" compares
    lone = _RANGE_FROM.match(words) if alone else None
    words = words[lone.end() :] if lone else words
    return "" if words == "the " else words


def _left(lower: str, start: int, floor: int, *, told: bool) -> int:
    """Take in what is measured where it stands before the number: "warheads equivalent to", "can travel"."""
    before = lower[max(floor, start - 60) : start]
    of = _LEFT.search(before)
    found = of or (None if told else _ABLE.search(before))
    opens = found is not None and start - len(found["words"]) == 0
    if found is None or opens:
        return start
    word = found["words"].split()[0]
    if word in _SMALL_WORDS or (of and _VERB.fullmatch(word)):
        return start
    return start - len(found["words"])


_SMALL_WORDS = frozenset(
    listed(
        """
    a an at in on by to of or one is as it be been up out and the for but nor yet with from that than then was were
    are has had have its his her their our your over into onto upon who which said says about there therefore
    thus when while if still only even just also between week month year day night morning hour minute monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september
    october november december
    """
    )
)


_SINGULARS = {
    "people": "person", "children": "child", "women": "woman", "men": "man", "lives": "life", "wives": "wife",
    "police": "police", "species": "species", "series": "series", "movies": "movie", "wolves": "wolf",
}  # fmt: skip


def _cased(answer: str, unit: str) -> str:
    """Write the name of a people as the text does: "3,000 Tunisians" are each a Tunisian."""
    last = answer.rsplit(maxsplit=1)[-1]
    return (
        unit.capitalize()
        if unit and not named(unit) and last[:1].isupper() and last.lower().startswith(unit)
        else unit
    )


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
