"""What an article opens with: the sentence of its main event, and the subject and predicate of a sentence.

Invariant: a subject or a predicate is a run of words of its sentence, cut only where a clause ends; where no surely
finite verb follows, there is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from briefings import datelines
from briefings.facts.article import Article, Sentence
from briefings.facts.places import DEMONYM
from briefings.facts.verbs import FINITE, FINITE_FIRST, SPEAKING, VERB_FIRST
from briefings.model import Span
from briefings.regex import regex
from briefings.words import WORD, form, forms, is_content, listed, names

EARLY = 8  # sentences in which the main event is told
_STEM = 5  # letters in which the forms of a word agree: "blames", "blamed"
_LONGEST_SUBJECT = 8  # words

PEOPLE = frozenset(
    listed(
        """
    activist actor actress adult agent analyst archaeologist army artist astronaut astronomer athlete attacker
    attorney author authority baby banker biologist bishop board body boss boxer boy brother builder businessman
    businesswoman candidate captain cardinal celebrity champion charity chemist chief child citizen civilian
    climber coach committee commuter company conservationist consumer council couple court creditor crew
    criminal critic crowd customer cyclist daughter dealer delegate delegation demonstrator deputy designer
    detective developer diplomat director doctor dozen driver economist elder employee employer engineer envoy
    executive expert explorer family fan farmer father fighter film-maker filmmaker firefighter firm fisherman
    founder friend geologist girl goalkeeper government governor graduate group guard gunman historian
    holidaymaker hostage hunter husband immigrant inhabitant inmate inspector inventor investigator investor
    jihadist journalist judge jury king lawmaker lawyer leader lecturer lorry-driver lover man manager mayor
    medic member militant militia miner minister mob monk mother motorist mountaineer musician negotiator
    neighbour neighbor nun nurse officer official operator opponent organiser organizer owner painter parent
    parliament participant partner party passenger pastor patient pedestrian pensioner people person pharmacist
    photographer physicist pilot player poet police policeman policewoman politician pope president priest
    prisoner producer professor programmer prosecutor protester protestor publisher pupil queen rebel refugee
    regulator reporter rescuer researcher resident retailer rival robber ruler sailor scholar scientist seller
    senator separatist shareholder shopkeeper shopper singer sister skier soldier son spectator spokesman
    spokesperson spokeswoman staff star striker student supplier supporter surgeon surveyor survivor suspect
    swimmer taxpayer teacher team teenager tenant terrorist thief toddler tourist trader traveller traveler
    troop truck-driver trustee union user vendor veteran victim viewer villager visitor volunteer voter wife
    winner witness woman worker workman writer youth
    """
    )
)
"""Nouns of people and of bodies that act, in the singular."""

_PLURALS = {"men": "man", "women": "woman", "children": "child", "wives": "wife", "thieves": "thief"}
_QUANTIFIER = (
    r"(?:(?:At|A) least|More than|Fewer than|Less than|As many as|Up to|Nearly|Almost|About|Around|Some|"
    r"An estimated|Over|Several|Dozens of|Hundreds of|Thousands of|Tens of thousands of|Hundreds of thousands of|"
    r"Millions of|Scores of|A (?:group|team|number|crowd|pair|court|panel|coalition|majority) of|"
    r"(?:The|A|An|All|Both|Many|Most|No|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|One|"
    r"Eleven|Twelve|Another))\b|[\d,.]+"
)
_QUANTIFIED = regex(rf"(?:{_QUANTIFIER})(?: (?:[\d,.]+|[a-z]+-[a-z]+))? ?", re.IGNORECASE)
_WORD = regex(r"[\w’'.&-]*[\w’'&]\.?")
_ENDS = frozenset(
    listed(
        """
    in on at for from by with to of as about over under after before near into against between among during who
    which that whose where when while if because and or but nor than then not also now although though despite
    like unlike until since without within still will would could can may might must shall should cannot is are
    was were be been has have had do does did died used tied lied vied flees fled
    """
    )
)
_BAD = frozenset(
    listed(
        "he she they it i we you there this that these those what who which when where his her their its our my"
    )
)
_MASKED = regex(r"[a-z]{3,}(?:ing|ed)")

_PRESENT = regex(
    r"[A-Z](?<![\w.].)[\w’'.-]*[\w.] (?P<verb>(?!is\b|was\b|has\b|as\b|its\b|his\b|this\b)[a-z]{2,}[^s\W]s) (?!of "
    r"|and |in |,)"
)
_DATELINE = regex(
    r"\([\w :./]{1,40}\) ?(?:--|[-—–])? ?|(?:Photo |\S{1,30} )?[A-Z][A-Z.'’ -]{2,30}(?:,? [A-Z][\w.]{1,15}(?: "
    r"\d{1,2}| [A-Z]\w{1,15})?)? ?"
    r"(?:\([\w ./]{1,30}\) ?)?(?:--|[-—–]) "
)
_LEADS = (
    r"(?:after|when|while|who|which|because|as(?! (?:an?|well|part|many|much)\b)|"
    r"amid|before|since|although|though|following|where|despite|whose|until|"
    r"unless|if|but|so that|in order to|due to|according|saying)\b"
)
_CUT = regex(
    rf"[,;:!?—–()](?=\s|$)|(?<![.\s][A-Z])\.(?=[\s”\"]|$)|"
    r"(?:,|;)? (?:(?:just |only )?(?:(?:in )?the|an?|one|two|three|\d+) "
    rf"(?:minute|hour|day|week|month|year)s? )?{_LEADS}|"
    rf" and (?=(?:(?:also|then|later|has|have|had) )?(?:{FINITE_FIRST})\b)|"
    r" (?:(?:early |late )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|"
    r"night))?|"
    r"(?:early |late )?(?:yesterday|today)|this (?:week|month|morning|afternoon|evening)|"
    rf"last (?:night|week|month|year))(?=[,.;:—–]| --|$| {_LEADS}|"
    r" (?:in|at|for|with|by|near|from|during|over|outside)\b)"
)
"""Where a clause may end: a day ends one only where nothing that it needs follows, "highlighted Friday the need"."""
_LOOSE = regex(
    r"(?:\b(?:in|at|of|to|for|with|from|by|on|into|over|under|about|against|between|among|near|the|an?|early|late|"
    r"named|"
    r"following|as|almost|nearly|that|and|or|nor|its|his|her|their|which|who|whose|is|was|are|were|has|have|had|be|"
    r"been|"
    r"than|two|three|just|only|including|not|most|more|very|so|such|what|how|why|whether|those|this|told|said|"
    r"announced|says|"
    r"see|sees|seen|known|described)|['’]s|-)$",
    re.IGNORECASE,
)
"""What no clause ends with: something that goes on."""
_LEADS_UP = regex(
    r"(?:[Bb]ut |[Aa]nd |[Ss]o )?(?:[Ii]f|[Ww]hen|[Ww]hether|[Ww]hile|[Aa]s|[Aa]fter|[Bb]efore|[Ss]ince|[Bb]ecause|"
    r"[Aa]lthough|[Tt]hough|[Uu]nless|[Uu]ntil|[Oo]nce|[Dd]espite|[Ww]ho|[Ww]hich|[Ww]here|[Ww]hose|"
    r"[Nn]or|[Tt]han|[Oo]r|[Tt]hat) "
)
"""What a clause does not begin with that says what happened."""
_AIDED = regex(
    r"\b(?:be|been|being|is|are|was|were|has|have|had|will|would|could|may|might|must|to)(?: [a-z]+ly)? $"
)
_RELATIVE = regex(r"\b(?:that|who|which) $")
_TOLD_BY = regex(rf",[”\"]? [^,;:.“”]{{1,80}}? (?P<said>{SPEAKING})\b")
_SETS_SCENE = regex(r"(?:Amid|In|On|At|For|From|With|By|To|Of|Under|During|Nearly|Almost|Not|Now|Then) ")
_OPENS = regex(r"(?:[,;:–—]|--) (?:(?:and|but|so|yet|then|that) )?")
_PRONOUN = regex(r"(?:he|she|they|it|we|you|I|there|this|these|those)\b", re.IGNORECASE)
_MOST = 16  # places where a clause may open that are looked at
_TOLD = 6  # sentences that may tell the main event
_ASKED = 0.6  # of a question, which says nothing
_SCENE = 0.3  # of a clause about somebody who is named elsewhere, or about the reader
_OLD = 0.4  # of a clause about what was long ago
_NEWS = 0.25  # of a clause whose verb says that something has been done
_LONGEST_EVENT = 30  # words
_SHORTEST_EVENT = 4  # words
_COST = 0.025  # of each word of a clause, against the share of the title that it has
_QUOTED = 0.3  # of a sentence that somebody is quoted with
_LATER = 0.06  # of each sentence before it


class Subject(NamedTuple):
    """The subject of a sentence: where it stands in it, and whether a noun of people is its head."""

    start: int
    end: int
    is_human: bool


def stem(word: str) -> str:
    """Give the letters in which the forms of a word agree."""
    return word[:_STEM]


def is_human(noun: str) -> bool:
    """Tell a noun of people, in the singular or the plural."""
    word = noun.lower()
    one = _PLURALS.get(word, word)
    return (
        one in PEOPLE or one.removesuffix("s") in PEOPLE or (one.endswith("ies") and f"{one[:-3]}y" in PEOPLE)
    )


def opened(text: str, begins: int = 0) -> int:
    """Give where a sentence begins behind its dateline: "LONDON, Nov 6 (Reuters) - ", or one that nothing parts."""
    match = datelines.DATED.match(text) or _DATELINE.match(text)
    return match.end() if match else begins


def subject(text: str, start: int = 0) -> Subject | None:
    """Give the noun phrase that a sentence opens with, where a finite verb follows: "At least seven people"."""
    quantified = _QUANTIFIED.match(text, start)
    at = quantified.end() if quantified else start
    end, head, seen = 0, "", 0
    while seen < _LONGEST_SUBJECT:
        match = _WORD.match(text, at)
        if match is None or _is_over(match.group(), head, seen):
            break
        end, head, seen = match.end(), match.group(), seen + 1
        if text[end : end + 1] != " ":
            break
        at = end + 1
    first = text[start:end].split(" ", 1)[0].lower()
    glued = re.search(r" (?:The|A|An) ", text[start:end]) is not None
    glued |= (
        is_human(head) and head[0].isupper() and end - start > len(head) and not text[start:end].istitle()
    )
    if (
        not seen
        or seen == _LONGEST_SUBJECT
        or glued
        or first in _BAD
        or (first in _ENDS and not quantified)
        or FINITE.search(text, end) is None
    ):
        return None
    return Subject(start, end, is_human(head))


def _is_over(word: str, head: str, seen: int) -> bool:
    """Tell whether the noun phrase ends before a word: a verb, a preposition, a participle behind its noun."""
    if word in _ENDS or FINITE.fullmatch(word):
        return not (word.endswith("ed") and not seen)
    return seen > 0 and _MASKED.fullmatch(word) is not None and (is_human(head) or head.endswith("s"))


def verbs(text: str) -> list[int]:
    """Give where the verbs of a sentence begin: those that surely are finite, and one in the present behind a name."""
    found = {match.start() for match in FINITE.finditer(text)}
    found = {start for start in found if not start or text[start - 1] == " "}
    return sorted(found.union(match.start("verb") for match in _PRESENT.finditer(text)))


def clauses(text: str, begins: int = 0) -> Iterator[Span]:
    """Give each run of words that a subject opens, behind a comma or the opening, up to each possible end.

    A clause has its subject: what was done says little without who or what did it.
    """
    at = [verb for verb in verbs(text) if not _is_participle(text, verb)]
    ends = sorted({len(text.rstrip(".!? ")), *(match.start() for match in _CUT.finditer(text))})
    starts = [begins + text.startswith(_MARKS, begins), *_openings(text, begins)]
    main = [verb for verb in at if not _RELATIVE.search(text, max(0, verb - 7), verb)]
    told = [(match.start(), match.start("said")) for match in _TOLD_BY.finditer(text)]
    for start in starts[:_MOST]:
        first = next((verb for verb in main if verb > start and not _is_of_aside(text, start, verb)), None)
        limit = next((comma for comma, said in told if start < comma), len(text))
        if (
            first is not None
            and not any(comma < start < said for comma, said in told)
            and not _LEADS_UP.match(text, start)
            and not (start == starts[0] and _SETS_SCENE.match(text, start) and "," in text[start:first])
        ):
            yield from ((start, end) for end in ends if first < end <= limit and _is_whole(text, start, end))


def _is_of_aside(text: str, start: int, verb: int) -> bool:
    """Tell a participle behind the only comma, ``the island, called Esk by sailors``, from what an aside parts."""
    return text.endswith(", ", start, verb) and text.count(",", start, verb) == 1


def _openings(text: str, begins: int) -> Iterator[int]:
    """Give where a clause begins behind a comma: at a subject that its verb follows."""
    for match in _OPENS.finditer(text, begins):
        found = subject(text, match.end())
        if _PRONOUN.match(text, match.end()) or (found and VERB_FIRST.match(text, found.end)):
            yield match.end()


_MARKS = ("“", '"', "‘", "'")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell a clause that ends with a word that may end one, and in which every quotation closes."""
    marks = text.count('"', start, end)
    return (
        marks % 2 == 0
        and text.count("“", start, end) == text.count("”", start, end)
        and text.count("(", start, end) == text.count(")", start, end)
        and text.count("[", start, end) == text.count("]", start, end)
        and _LOOSE.search(text, max(start, end - 12), end) is None
        and not _waits(text, start, end)
    )


def _waits(text: str, start: int, end: int) -> bool:
    """Tell a verb that another one or a day parts from what is its own: ``the court ruled | Tuesday in favor of``."""
    last = text.rfind(" ", start, end) + 1
    return FINITE.fullmatch(text, last, end) is not None and (
        text.startswith(" and ", end)
        or (_AIDED.search(text, max(0, last - 12), last) is None and _DAY_IN.match(text, end) is not None)
    )


_DAY_IN = regex(r" (?:on )?[A-Z][a-z]+day [a-z]")


def _is_participle(text: str, verb: int) -> bool:
    """Tell ``a boy captured by rebels``: no auxiliary stands before it, and who did it behind it."""
    done = _DONE_BY.match(text, verb)
    return done is not None and _AIDED.search(text, max(0, verb - 12), verb) is None


_DONE_BY = regex(
    r"(?:[a-z]+ed|made|held|sent|found|led|built|hit|struck|shot|taken|put|sold|bought|brought) by\b"
)


_TOPIC = regex(r"(?:.*\w[\"”’')]?: +)(?=(?:\S+ ){2}\S)|[A-Z]{4,}: +(?=\S)")
_CREDIT = regex(
    rf"(?:, | [-–—|] |: )(?:{SPEAKING}|claims?|reveals?|sources?|reports?|study|experts?|officials?|police)\b[^,:]*$"
)
_SUBORDINATE = regex(
    r",? (?:as|after|when|while|who|which|because|amid|before|since|although|though|following|despite|until|unless|"
    r"but|so that|(?:\w+ )?(?:hours?|days?|weeks?|months?|years?) (?:after|before)|ahead of) "
)
_THIRD = regex(r"(?!is\b|was\b|has\b|its\b|his\b|this\b|as\b)[a-z]{2,}[^s\W]s\b(?! (?:of|and|in)\b)")
_BASE = regex(r"(?!(?:and|or|of|in|on|at|to|from|for|with|by|as|is|the|an?)\b)[a-z]{3,}\b")


def headline(text: str) -> Span:
    """Give the words of a headline that say what happened: what it is about, how and when are left off.

    In a headline a name that opens it does what follows: "Reyes | opens bridge in Selmouth | after long delay".
    """
    topic = _TOPIC.match(text)
    start = topic.end() if topic else 0
    credit = _CREDIT.search(text, start)
    end = credit.start() if credit else len(text.rstrip(".!? "))
    cut = _SUBORDINATE.search(text, start, end)
    if cut and text.count(" ", start, cut.start()):
        end = cut.start()
    return _acted(text, start, end) or start, end


def _acted(text: str, start: int, end: int) -> int:
    """Give where the verb begins behind the name that opens a headline; 0 where none surely does."""
    name = next(names(text[start:end]), None)
    if name is None or name.start or DEMONYM.fullmatch(name.text):
        return 0
    verb = start + name.end + 1
    act = _THIRD.match(text, verb) or FINITE.match(text, verb)
    if act:
        return 0 if act.group().endswith("ed") else verb  # "Driver arrested": somebody else did it
    plural = name.text.endswith("s") or is_human(name.text.rpartition(" ")[2])
    base = _BASE.match(text, verb) if plural else None
    return verb if base and not is_human(base.group()) else 0  # "Army veteran"


def events(article: Article) -> Iterator[tuple[float, Span, Sentence]]:
    """Weigh the clauses of the early sentences by what they share with the title, and by how short they are."""
    title = {word for word in forms(article.document.title) if is_content(word)} or _recurring(article)
    alike = {stem(word) for word in title}
    for rank, sentence in enumerate(article.told[:_TOLD]):
        later = _LATER * rank + _QUOTED * (sentence.text[:1] in "“\"'")
        later += _ASKED * sentence.text.endswith(_QUESTIONS) + _OLD * (
            _LONG_AGO.search(sentence.text) is not None
        )
        if rank and alike.isdisjoint(map(stem, sentence.content)):
            continue
        found = [(form(match.group()), match.start()) for match in WORD.finditer(sentence.text)]
        found = [(word, at) for word, at in found if is_content(word)]
        values = [0.5 * (word in title) + 0.5 * (stem(word) in alike) for word, _ in found]
        sums = list(accumulate(values, initial=0.0))
        opens = [at for _, at in found]
        for start, end in clauses(sentence.text, opened(sentence.text, sentence.opens)):
            first, last = bisect_left(opens, start), bisect_left(opens, end)
            if (
                first < last < first + _LONGEST_EVENT
                and _SHORTEST_EVENT <= sentence.text.count(" ", start, end) + 1 <= _LONGEST_EVENT
            ):
                share = (sums[last] - sums[first]) / len(alike)
                weight = share - _COST * (last - first) - later + _tells(sentence.text, (start, end))
                yield weight, (start, end), sentence


_ABOUT_NOBODY = regex(
    r"(?:(?:And|But|So|Yet) )?(?:[a-z]+ly|he|she|they|it|this|these|those|that|there|you|your|I|my|we|our|one|"
    r"what|how|why|who|when|where|which)\b",
    re.IGNORECASE,
)
_QUESTIONS = ("?", '?"', "?”")
_LONG_AGO = regex(
    r"\b(?:(?:years?|decades?|centuries|months) (?:ago|earlier)|at one time|once (?!again)|"
    r"(?:[Bb]ack )?[Ii]n (?:1\d|200)\d\d?)\b"
)
_DONE = regex(
    r" (?:(?:has|have|was|were|has been|have been|is|are being) )?(?:[a-z]+ly )?"
    r"(?:killed|injured|wounded|arrested|charged|announced|ruled|unveiled|issued|voted|launched|won|died|signed|"
    r"agreed|"
    r"approved|rejected|resigned|attacked|struck|crashed|opened|closed|sentenced|convicted|ordered|released|called|"
    r"suspended|banned|warned|accused|pleaded|elected|appointed|named|threatened|detained|blamed|demanded|hit)\b"
)


def _tells(text: str, span: Span) -> float:
    """Weigh whether a clause tells what has been done, and by somebody whom it names."""
    start, end = span
    return _NEWS * (_DONE.search(text, start, end) is not None) - _SCENE * (
        _ABOUT_NOBODY.match(text, start) is not None
    )


def _recurring(article: Article) -> set[str]:
    """Give the words of the first sentence that the text says again: what it is about, where there is no title."""
    first = article.told[0].content if article.told else frozenset()
    later = set().union(*(sentence.content for sentence in article.told[1:EARLY]))
    return set(first & later) or set(first)
