"""What an article opens with: the sentence of its main event, and the subject and predicate of a sentence.

Invariant: a subject or a predicate is a run of words of its sentence, cut only where a clause ends; where no surely
finite verb follows, there is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, zip_longest
from typing import NamedTuple

from briefings import datelines
from briefings.facts.article import Article, Sentence
from briefings.facts.places import DEMONYM
from briefings.facts.verbs import FINITE, SPEAKING
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
_CUT = regex(
    r"[,;:!?—–()“”\". ](?:(?<=[^. ])(?=\s|$)|(?<=\.)(?<![.\s][A-Z].)(?=\s|$)|"
    r"(?<= )(?:after|when|while|who|which|because|as|amid|"
    r"before|since|although|though|"
    r"following|where|despite|whose|until|unless|if|but|so that|in order to|due to|according|saying|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|"
    r"this (?:week|month|morning|afternoon|evening)|last (?:night|week|month|year))\b)"
)
_PASSIVE = regex(r"(?:is|are|was|were|be|been|being|(?:has|have|had) been) ")
_AIDED = regex(
    r"\b(?:be|been|being|is|are|was|were|has|have|had|will|would|could|may|might|must|to)(?: [a-z]+ly)? $"
)
_PARTICIPLE = regex(r"[a-z]+(?:ed|n|t)\b")
_FINITE_AID = regex(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b")
_RELATIVE = regex(r"\b(?:that|who|which) $")
_TOLD_BY = regex(rf",[”\"]? [^,;:.“”]{{1,80}}? (?P<said>{SPEAKING})\b")
_OPENS = regex(r"[,;:–—“”\"] ?(?:that )?")
_MOST = 16  # places where a clause may open that are looked at
_TOLD = 6  # sentences that may tell the main event
_LONGEST_EVENT = 25  # words
_COST = 0.035  # of each word of a clause, against the share of the title that it has
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
    """Give each run of words that a verb, a comma or the sentence opens, and has a verb, up to each possible end."""
    at = verbs(text)
    ends = sorted({len(text.rstrip(".!? ")), *(match.start() for match in _CUT.finditer(text))})
    active = (verb for verb, after in zip_longest(at, at[1:]) if _opens_clause(text, verb, after, ends))
    starts = sorted({begins, *active, *(match.end() for match in _OPENS.finditer(text))})
    main = [verb for verb in at if not _RELATIVE.search(text, max(0, verb - 7), verb)]
    told = [(match.start(), match.start("said")) for match in _TOLD_BY.finditer(text)]
    for start in starts[:_MOST]:
        first = next((verb for verb in main if verb >= start), None)
        limit = next((comma for comma, said in told if start < comma), len(text))
        if first is not None and not any(comma < start < said for comma, said in told):
            yield from ((start, end) for end in ends if first < end <= limit)


def _opens_clause(text: str, verb: int, after: int | None, ends: list[int]) -> bool:
    """Tell a verb in the active from a passive, whose subject matters, and from the participle of a noun."""
    if _PASSIVE.match(text, verb) or _AIDED.search(text, max(0, verb - 12), verb):
        return False
    stop = ends[bisect_left(ends, verb)] if ends[-1] >= verb else len(text)
    return not (
        after is not None
        and after < stop
        and _PARTICIPLE.match(text, verb)
        and _FINITE_AID.match(text, after)
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
                and sentence.text.count(" ", start, end) < _LONGEST_EVENT
            ):
                share = (sums[last] - sums[first]) / len(alike)
                yield share - _COST * (last - first) - later, (start, end), sentence


def _recurring(article: Article) -> set[str]:
    """Give the words of the first sentence that the text says again: what it is about, where there is no title."""
    first = article.told[0].content if article.told else frozenset()
    later = set().union(*(sentence.content for sentence in article.told[1:EARLY]))
    return set(first & later) or set(first)
