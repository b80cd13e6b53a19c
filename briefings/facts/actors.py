"""Who: the people and bodies that an article is about, and the group that its first sentence opens with.

Invariant: an answer is a name as the text writes it most often in full, or the subject of a sentence; what is only
somewhere, owned, or part of another word's name is no actor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefings import dates
from briefings.facts.article import LEDE, Article, Sentence, fact
from briefings.facts.opening import PEOPLE, Subject, is_human, opened, stem, subject
from briefings.facts.people import is_office, is_organisation
from briefings.facts.places import CITIES, COUNTRIES, DEMONYM, KINDS
from briefings.facts.verbs import SPEAKING, VERB_FIRST
from briefings.model import Fact
from briefings.regex import regex
from briefings.words import STOP, Name, forms, listed

MOST = 6  # answers
EARLY = 3  # sentences whose subject may be who the story is about
_OPENS = 3  # words of a title that tell whom it is about
_TOLD = 30  # sentences in which a word is looked for in small letters
_SURE = 1.3  # weight that the first answer has to have
_MENTIONS = 5  # of one name that are looked at
_LEAD = 30  # characters before a name in which a preposition leads to it

_GOVERNED = regex(
    r"\b(?:in|at|near|from|to|of|by|with|for|on|against|over|about|into|outside|inside|around|like|than|under|after|"
    r"before|including) (?:the |an? )?$"
)
_SOMEWHERE = "in|at|near|outside|inside|on|across|around"
_LED = regex(
    rf"\b(?:(?P<somewhere>{_SOMEWHERE})|from|to|of|by|with|for|against|over|about|into|like|than|under|after|"
    r"before|including) (?:the |an? )?$"
)
"""What leads to a name: where that is, or what has to do with it."""
_SAYS = regex(rf"(?:, [^,.;:“”\"]{{1,80}},)? (?:{SPEAKING}|agreed|plans|opened|launched)\b")
VERB_SPEAKS = regex(rf" (?:(?:has|have|had|also) )?(?:{SPEAKING})\b")
_PRESENT = regex(r" (?!is\b|as\b|its\b|his\b|this\b|was\b|has\b)[a-z]{2,}[^s\W]s (?!of |and |in |,)")
_ACTS = regex(rf"{VERB_FIRST.pattern}|{_PRESENT.pattern}| (?:and|to|has|in|wins?|hits?|cuts?|backs?) ")
_OWNS = regex(r"['’]s?\b")
_PARTS = regex(r"[ -](?!(?:and|or|in|on|at|to|from|for|with|by|of|as|is|was|who|the|a|an)\b)[a-z]{3,}")
_HONOURED = regex(
    r"(?:Lady|Lord|Sir|Dame|Pope|King|Queen|Prince|Princess|Emperor|President|Prime Minister|Chancellor|Senator|"
    r"Mr\.?|"
    r"Mrs\.?|Ms\.?|Dr\.?|Saint|St\.?|Sheikh|Ayatollah|General|St\.? [A-Z]\w+[’']s) $"
)
_TITLE_ONLY = regex(
    r"(?:.* )?(?:St|Rev|Revd|Sgt|Lt|Cpl|Capt|Maj|Adm|Fr|Dr|Prof|Gen|Col|Sen|Rep|Gov|Hon|Supt|Det|Mr|Mrs|Ms)"
)
_SAINT = regex(r"St\.? \w+")


_THING = regex(
    r".*(?:\b(?:Olympics|Olympic Games|Games|Research|Cruises|Airlines|Airways|Administration|Mint|Trust|Foundation|"
    r"Awards?|Cup|"
    r"Championships?|League|Festival|Show|Act|Bill|Prize|Marathon|Forum|Summit|Week|Day|Project|Initiative|Channel|"
    r"Hotel|Airport|Stadium|Museum|Bank|Group|Institute|College|University|School)|"
    r"-(?:based|like|shaped|born|led|backed|style|era|Americans?)|n['’]t)$|.*(?:"
    r"\bal[- ]Qaeda\b|n['’]t )",
)
"""What ends or stands in the name of a thing: "Summer Olympics", "Yemen-based …"."""
_MOST_WORDS = 5  # of a person's name
_STORM = regex(
    r"\b(?:Hurricane|Typhoon|Cyclone|(?:Tropical |Winter )?Storm|USS|HMS) ([A-Z][\w’'-]+)|\b(?:pre|post)-([A-Z]\w+)"
)
_SUFFERED = regex(
    r"(?:, [^,.;:]{1,60},| and [^,.;:]{1,60}?)? (?:was|were|is|are|has been|have been|had been) "
    r"(?:[a-z]+ly )?(?:[a-z]+ to be )?"
    r"(?:killed|injured|wounded|arrested|charged|detained|jailed|sentenced|convicted|shot|found|rescued|kidnapped|"
    r"abducted|"
    r"suspended|fired|released|freed|elected|appointed|named|honou?red|banned|hospitali[sz]ed|executed|indicted|"
    r"accused|dead)\b"
)
_SAID_BY = regex(rf"\b(?:{SPEAKING}|according to)(?: (?:[\w’'.-]+)){{0,6}} $")
_SPOKESMAN = regex(
    r"\b(?:spokes(?:man|woman|person)|experts?|professor|analyst|lecturer|economist|historian|researcher|lawyer|"
    r"attorney)(?: for [\w ]{1,40}|,)? $",
    re.IGNORECASE,
)
_TOLD_TO = regex(
    r"\b(?:told|tells|according to|reported by|interview with|spoke to|statement to|said on|"
    r"source to)(?: [a-z]+){0,2} $"
)
_ONLY_SPEAKS = 5  # mentions from which on somebody who is only quoted is who it is about

_FOREIGN = regex(rf"(?:{DEMONYM.pattern}) [a-z]")  # "Egyptian al Qaeda": a nation's part of something
_NO_BODIES = frozenset(
    listed(
        "HIV AIDS MERS SARS COVID COVID-19 H1N1 DNA RNA GDP GPS UFO SUV TV PC AI IPO VAT LGBT LGBTQ PTSD ADHD"
    )
)
"""Abbreviations of illnesses and things: nobody acts by these names."""

_PARTS_OF = frozenset(
    listed("Office Department Agency Center Centre City County State University Company Near Police")
)
"""Words that name nobody by themselves: what stands before them was cut off."""

_BODIES = frozenset(
    listed(
        """
        army authority board body charity committee company council couple court creditor crew crowd delegation family
        firm government group jury militia mob parliament party people police public staff team troop union
        """
    )
)
"""Nouns of those who act together: the text needs no other name for them."""


class Candidate(NamedTuple):
    """A name that may be an actor: each place where it stands, and what kind of thing it is."""

    mentions: Sequence[Name]
    is_person: bool


class Weighed(NamedTuple):
    """An answer with its weight, its sentence, and the rule that found it."""

    weight: float
    start: int
    answer: str
    home: Sentence
    rule: str


def find(article: Article) -> Iterator[Fact]:
    """Give who the article is about, best first."""
    title = Title(article.document.title)
    weighed = [row for candidate in _candidates(article) if (row := _weighed(article, candidate, title))]
    weighed += _subjects(article, title)
    ranked = sorted(weighed, key=lambda row: (-row.weight, row.start))
    if ranked and ranked[0].weight < _SURE:
        return  # the text is about nobody
    for row in ranked[:MOST]:
        yield fact(
            article, "who", row.answer, (row.home,), answer=row.answer, rule=row.rule, score=row.weight
        )


class Title:
    """The words of a title, and which part of them a name has."""

    def __init__(self, text: str) -> None:
        """Read the title once."""
        self.text = text
        self.forms = forms(text)
        self.stems = {stem(word): at for at, word in reversed(list(enumerate(self.forms)))}

    def names(self, word: str) -> float:
        """Weigh how a title names somebody: first of all, beside others, or only as what something is of."""
        at = self.text.find(word)
        if at < 0:
            return 0.5 if word.lower() in self.forms else 0.0
        end = at + len(word)
        owned = _OWNS.match(self.text, end) or _GOVERNED.search(self.text[:at])
        if owned:
            return 0.0
        opens = not self.text[:at].strip(" “‘'\"") or self.text[:at].rstrip().endswith((":", "|"))
        if not opens:
            return 1.0
        return 3.0 if _ACTS.match(self.text, end) else 2.0


def _candidates(article: Article) -> Iterator[Candidate]:
    """Give each person, and each other name that is no place and no date."""
    of_people = {name.end for person in article.people for name in person.mentions}
    storms = {named for match in _STORM.findall(article.text) for named in match}
    groups: dict[str, list[Name]] = {}
    for name in article.names:
        if name.end not in of_people and name.text not in storms and not _is_other(name.text):
            groups.setdefault(name.text.casefold(), []).append(name)
    for person in article.people:
        named = person.mentions[0].text
        if named not in storms:
            yield Candidate(person.mentions, is_person=not _is_thing(named))
    lede = article.told[LEDE - 1].end if len(article.told) >= LEDE else len(article.text)
    for group in groups.values():
        if len(group) > 1 or group[0].start < lede:  # what is named once, later on, leads no story
            yield Candidate(group, is_person=False)


def _is_thing(name: str) -> bool:
    """Tell a name that nobody has: that of games, of a body, of what is based somewhere."""
    return _THING.match(name) is not None or name.count(" ") >= _MOST_WORDS


@lru_cache(4096)
def _is_other(name: str) -> bool:
    """Tell a town, a date, a word of a nation, an illness, a title, and what is too short to be a name."""
    last = name.rpartition(" ")[2].lower()
    return (
        name in CITIES
        or is_office(name)
        or _TITLE_ONLY.fullmatch(name) is not None
        or DEMONYM.fullmatch(name.rpartition(" ")[2]) is not None
        or _FOREIGN.match(name) is not None
        or name in _NO_BODIES | _PARTS_OF
        or last in KINDS
        or last in dates.MONTH
        or last in dates.WEEKDAYS
        or len(name) < 3  # noqa: PLR2004  # initials
        or name[:2] in ("I'", "I’")
    )


def _weighed(article: Article, candidate: Candidate, title: Title) -> Weighed | None:
    homes = [(name, home) for name in candidate.mentions if (home := _home(article, name)) is not None]
    if not homes:
        return None
    name, home = _fullest(article, homes)
    roles = [_role(article.text, name) for name, _ in homes[:_MENTIONS]]
    acts = max(roles)
    first, opening = homes[0]
    body = is_organisation(name.text)
    if not candidate.is_person and all(_before(_TOLD_TO, article.text, name.start) for name, _ in homes):
        return None  # whom somebody told it
    if not candidate.is_person and (acts <= 0 or (not body and _is_a_word(article, homes, title))):
        return None
    somewhere = sum(role < 0 for role in roles)
    if not candidate.is_person and (
        somewhere > roles.count(1.0)
        or (name.text in COUNTRIES and roles[0] < 1.0 and roles.count(1.0) * 2 < len(roles))
    ):
        return None
    if acts < 1 and _SAINT.fullmatch(name.text):
        return None  # whose church it is, or the town
    in_title = title.names(name.text.rpartition(" ")[2])
    weight = (
        in_title
        + 0.25 * min(6, len(homes))
        + 0.5 * candidate.is_person
        + 0.5 * (opening.section == "lede")
        + 0.5 * (opening.section == "lede" and first.start - opening.start < 30)  # noqa: PLR2004  # characters
        + 0.5 * (acts if opening.section == "lede" else acts - 0.5)
        - 1.5 * (acts <= 0)
        - 1.0 * (name.text in COUNTRIES)
        + 1.0
        * (opening.start == article.told[0].start and _SUFFERED.match(article.text, first.end) is not None)
        - 1.0 * (candidate.is_person and not in_title and _only_speaks(article, homes))
    )
    return Weighed(weight, name.start, name.text, home, _rule(article, candidate, [n for n, _ in homes]))


def _only_speaks(article: Article, homes: Sequence[tuple[Name, Sentence]]) -> bool:
    """Tell somebody who is quoted on what others did: first named behind the opening, and only for saying something."""
    if len(homes) >= _ONLY_SPEAKS or any(
        home.start == told.start for _, home in homes for told in article.told[:2]
    ):
        return False
    text = article.text
    return all(
        _SAYS.match(text, name.end)
        or _before(_SPOKESMAN, text, name.start)
        or _SAID_BY.search(text, max(home.start, name.start - 80), name.start)
        for name, home in homes
    )


def _rule(article: Article, candidate: Candidate, group: Sequence[Name]) -> str:
    """Tell a person, a body that does something, and a thing that only has a name."""
    if candidate.is_person:
        return "person"
    name = group[0].text
    verb = VERB_FIRST if is_organisation(name) and not name.isupper() and not _is_place(name) else _SAYS
    acts = any(
        verb.match(article.text, name.end) and not _before(_GOVERNED, article.text, name.start)
        for name in group
    )
    return "body" if acts or group[0].text in COUNTRIES else "name"


def _is_place(name: str) -> bool:
    return any(word.lower() in KINDS for word in name.split())


def _role(text: str, name: Name) -> float:
    """Weigh what a name is in its sentence: 1 acts, 0.5 is named, 0 owns or is a part, below 0 is somewhere."""
    led = _LED.search(text, max(0, name.start - _LEAD), name.start)
    if led and led["somewhere"]:
        return -0.5
    if _OWNS.match(text, name.end):
        return 0.3
    if not led and (
        VERB_FIRST.match(text, name.end) or _SAYS.match(text, name.end) or _PRESENT.match(text, name.end)
    ):
        return 1.0
    if _PARTS.match(text, name.end):
        return 0.0
    return 0.2 if led else 0.5


def _before(pattern: re.Pattern[str], text: str, at: int) -> bool:
    return pattern.search(text, max(0, at - _LEAD), at) is not None


def _is_a_word(article: Article, homes: Sequence[tuple[Name, Sentence]], title: Title) -> bool:
    """Tell a word that is large only because it opens a sentence."""
    name = homes[0][0].text
    if " " in name or any(n.start > home.start for n, home in homes):
        return False
    word = name.lower()
    if word in STOP or is_human(word) or stem(word) not in title.stems:
        return True
    return any(word in sentence.content and f" {word}" in sentence.text for sentence in article.told[:_TOLD])


def _fullest(article: Article, homes: Sequence[tuple[Name, Sentence]]) -> tuple[Name, Sentence]:
    """Give the full name that is written most often, the first of them; a lone name with the title before it."""
    full = [(name, home) for name, home in homes if " " in name.text]
    if full:
        first = set(full[0][0].text.split(" ")[:-1])
        full = [row for row in full if not first.isdisjoint(row[0].text.split(" ")[:-1])]  # no namesake
        counts = Counter(name.text for name, _ in full)
        ends = {text: sum(n for other, n in counts.items() if _is_tail(text, other)) for text in counts}
        return max(full, key=lambda row: ends[row[0].text])
    for name, home in homes:
        honour = _HONOURED.search(article.text, max(home.start, name.start - 24), name.start)
        if honour and " " not in name.text:
            start = honour.start()
            return Name(article.text[start : name.end], start, name.end), home
    return homes[0]


def _is_tail(text: str, other: str) -> bool:
    """Tell the same name, or one with a single word before it: "Democrat Ana Reyes"."""
    return other == text or other.partition(" ")[2] == text


def _home(article: Article, name: Name) -> Sentence | None:
    """Give the sentence of the story that a name stands in."""
    sentence = article.at(name.start)
    return sentence if sentence.section in ("lede", "body") and name.end <= sentence.end else None


def _is_described(answer: str) -> bool:
    """Tell one person who is only described, "the striker", from a body, "the police": who it is, a name tells."""
    article, _, rest = answer.partition(" ")
    head = rest.rpartition(" ")[2].lower()
    return article == "The" and rest.islower() and head in PEOPLE and head not in _BODIES


def _is_nameless(article: Article, at: int, *, in_title: bool) -> bool:
    """Tell whether a text has no name for whom it describes: its title says no more, and nobody is named near.

    Near are the sentence and those beside it in its paragraph. Without a title, nobody is named at all.
    """
    if not article.document.title:
        return not article.people
    block = article.told[at].block
    near = [one for one in article.told[max(0, at - 1) : at + 2] if one.block == block]
    return in_title and not article.named(near[0].start, near[-1].end)


def _subjects(article: Article, title: Title) -> Iterator[Weighed]:
    """Give the subjects of the first sentences that are people without a name: "Dozens of rescuers"."""
    for at, sentence in enumerate(article.told[:EARLY]):
        found = subject(sentence.text, opened(sentence.text, sentence.opens))
        found = _owned(sentence.text, opened(sentence.text, sentence.opens)) or found
        if found is None or not (found.is_human or _is_people(sentence.text[found.start : found.end])):
            continue
        answer = sentence.text[found.start : found.end]
        told = [word for word in forms(answer) if stem(word) in title.stems and word not in STOP]
        if _is_described(answer) and not _is_nameless(article, at, in_title=bool(told)):
            continue
        speaks = VERB_SPEAKS.match(sentence.text, found.end) is not None
        weight = (
            3.0
            - 0.5 * at
            - 1.0 * speaks
            + 1.0 * bool(told)
            + 1.0 * (at == 0 and _SUFFERED.match(sentence.text, found.end) is not None)
            + 0.5 * (bool(told) and title.stems[stem(told[0])] < _OPENS)
        )
        yield Weighed(weight, sentence.start, answer, sentence, "subject")


_FORCES = regex(
    rf"(?P<words>[A-Z][\w.]+(?: [A-Z]\w+)?['’]s? (?:[a-z]+ ){{0,2}}(?:forces|army|military|police|troops|government|"
    rf"parliament|"
    rf"navy|air force|prosecutors|authorities|lawmakers|rebels|soldiers|officials))(?={VERB_FIRST.pattern})"
)


def _owned(text: str, start: int) -> Subject | None:
    """Give a country's forces where they act: "Norway's security forces freed"."""
    match = _FORCES.match(text, start)
    return Subject(*match.span("words"), is_human=True) if match else None


def _is_people(words: str) -> bool:
    """Tell the word of a nation in the plural: "Nigerians"."""
    return words.endswith("s") and " " not in words and DEMONYM.fullmatch(words.removesuffix("s")) is not None
