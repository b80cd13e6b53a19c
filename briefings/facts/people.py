"""Who is who: the names of an article, which of them are people, and whom a pronoun means.

Invariant: a pronoun is given a name only where one person fits; where two do, nobody is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from briefings.facts.places import KINDS, PLACES
from briefings.words import STOP, Name, listed, names

Gender = Literal["he", "she", ""]

_TITLES = frozenset(
    listed(
        """
    president vice prime minister chancellor secretary senator sen sen. rep rep. congressman
    congresswoman governor gov gov. mayor king queen prince princess pope judge justice general gen
    gen. colonel col col. captain sergeant lieutenant officer chief director chairman chairwoman
    chairperson ceo commissioner ambassador professor prof prof. dr dr. mr mr. mrs mrs. ms ms. miss
    sir lady dame lord first deputy former foreign defence defense treasury state attorney
    representative spokesman spokeswoman spokesperson detective inspector superintendent sheriff
    coach doctor reverend rev. archbishop bishop cardinal imam sheikh author actor actress singer
    leader us u.s. uk of for the new
    """
    )
)
_HONORIFICS = frozenset(
    listed(
        """
    president chancellor secretary senator sen sen. rep rep. congressman congresswoman governor gov
    gov. mayor king queen prince princess pope judge justice general gen gen. colonel captain
    sergeant lieutenant minister professor prof prof. dr dr. mr mr. mrs mrs. ms ms. miss sir lady
    dame lord spokesman spokeswoman spokesperson detective inspector superintendent sheriff coach
    doctor director chairman chief ambassador commissioner
    """
    )
)
_FEMALE_TITLES = frozenset(
    listed(
        """
    mrs mrs. ms ms. miss lady dame queen princess congresswoman chairwoman spokeswoman actress
    """
    )
)
_MALE_TITLES = frozenset(listed("mr mr. sir lord king prince pope congressman chairman spokesman actor"))
_ORGANISATIONS = frozenset(
    listed(
        """
    house senate congress parliament police department ministry university company inc inc. corp
    corp. ltd bank court party committee council agency association institute group times news post
    journal street school hospital church office service union nations kingdom states social gulf
    war league cup world center centre fund act treaty international national federal commission
    federation foundation museum college society board bureau authority army navy force forces guard
    republic east west games airlines air press radio tv network studios committee conference summit
    programme program project street road avenue square park palace white security human health
    justice education reserve exchange club united
    """
    )
)
FEMALE = frozenset(
    listed(
        """
    mary marie anna ana anne maria elizabeth hillary angela theresa melania michelle sarah laura
    susan karen lisa nancy betty helen sandra donna carol ruth sharon emma olivia sophie sophia
    julia julie kate katie catherine katherine jane jennifer jessica linda barbara margaret patricia
    victoria alice charlotte emily hannah rachel rebecca amy amanda christine claire diana fatima
    aisha leila ingrid greta ursula marine giorgia sanna kamala megyn martha irene joan judith kelly
    kim kirsten lucy megan monica natalie nicole paula priya rosa samantha stephanie tina valerie
    wendy yulia elena olga svetlana carly ivanka
    """
    )
)
MALE = frozenset(
    listed(
        """
    john james robert michael william david richard joseph thomas charles christopher daniel matthew
    anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward
    jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin
    samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan
    henry peter zachary kyle noah ethan jeremy walter christian keith roger terry sean albert
    mohammed muhammad mohamed ahmed ali omar hassan vladimir volodymyr sergei dmitry ivan boris
    mikhail emmanuel francois jean pierre carlos juan luis pedro miguel antonio marco mario giovanni
    hans karl klaus wolfgang barack joe bernie ted marco jeb ben chris mike tom tim jim bill bob dan
    steve rob fred phil greg xi narendra benjamin bashar nicolas simon martin oliver harry philip
    rupert nigel tony gordon alan ian neil graham colin craig derek
    """
    )
)
_ABBREVIATION = 5  # letters
CUE_VERB = re.compile(
    r"(?:\s(?:also|later|has|had|then|\w+ly))?\s(?:said|says|told|added|announced|argued|"
    r"claimed|wrote|warned|insisted|asked|tweeted|agreed|explained)\b"
)
_FIRST_WORDS = STOP | frozenset(
    listed(
        """
    according despite although though while because since until without within among across although
    however meanwhile earlier later last next today yesterday tomorrow still yet only even perhaps
    maybe now once like unlike many much three four five six seven eight nine ten monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december critics officials police people researchers scientists
    experts
    """
    )
)


class Person(NamedTuple):
    """Somebody named in the article: the full name as first written, and every place it stands."""

    name: str
    last: str
    gender: Gender
    mentions: tuple[Name, ...]


class Mention(NamedTuple):
    """One place where a person is named."""

    start: int
    person: Person
    name: Name


def mentions(text: str) -> tuple[Name, ...]:
    """Give the names of a text; a small word that only opens a sentence is no part of one."""
    found = (_without_opening(name) for name in names(text))
    return tuple(name for name in found if name is not None)


def _without_opening(name: Name) -> Name | None:
    text, at = name.text, 0
    while at < len(text):
        space = text.find(" ", at)
        first = text[at : space if space >= 0 else len(text)]
        if first.lower().rstrip(".") not in _FIRST_WORDS or first.isupper():
            break
        at += len(first) + 1
    return Name(text[at:], name.start + at, name.end) if len(text) - at > 1 else None


def people(text: str, found: Sequence[Name]) -> tuple[Person, ...]:
    """Group the names that are people, in the order in which they appear."""
    groups: dict[str, list[Name]] = {}
    full: dict[str, str] = {}
    titled: dict[str, set[str]] = {}
    for name in found:
        titles, bare = _untitled(name)
        if bare is None or bare.text in PLACES or is_organisation(bare.text):
            continue
        last = bare.text.rpartition(" ")[2]
        groups.setdefault(last, []).append(bare)
        titled.setdefault(last, set()).update(titles)
        if " " in bare.text:
            full.setdefault(last, bare.text)
    return tuple(
        Person(full.get(last, last), last, _gender(full.get(last, last), titled[last]), tuple(group))
        for last, group in groups.items()
        if _is_person(text, full.get(last, last), group, titled[last])
    )


def untitled(name: Name) -> Name | None:
    """Give the name without titles and offices; nothing where no more is left."""
    return _untitled(name)[1]


def full_names(found: Sequence[Name]) -> Mapping[str, Name]:
    """Give for each last word the one full name that ends in it; of several, the one named before it stood alone."""
    groups: dict[str, list[Name]] = {}
    for bare in map(untitled, found):
        if bare is not None:
            groups.setdefault(bare.text.rpartition(" ")[2], []).append(bare)
    return {last: full for last, group in groups.items() if (full := _meant_by_last(group)) is not None}


def _meant_by_last(group: Sequence[Name]) -> Name | None:
    full = [name for name in group if " " in name.text]
    alone = next((name.start for name in group if " " not in name.text), math.inf)
    for those in (full, [name for name in full if name.start < alone]):
        if those and len({name.text.partition(" ")[0] for name in those}) == 1:
            return those[0]
    return None


def _untitled(name: Name) -> tuple[set[str], Name | None]:
    """Take titles and offices off the front: ``US President Donald Trump``."""
    words = name.text.split(" ")
    last_title = max(
        (i for i, word in enumerate(words[:-1]) if word.lower() in _HONORIFICS or word.lower() in _TITLES),
        default=-1,
    )
    titles = {word.lower() for word in words[: last_title + 1]} & (
        _HONORIFICS | _FEMALE_TITLES | _MALE_TITLES
    )
    if not titles:
        return set(), name
    text = " ".join(words[last_title + 1 :])
    return titles, Name(text, name.end - len(text), name.end) if text else None


def is_organisation(name: str) -> bool:
    """Tell an abbreviation in capitals, an office, and a name with a word for a body in it."""
    words = [word.lower() for word in name.split()]
    if name.isupper() and len(name) <= _ABBREVIATION:
        return True
    return words[-1] in _HONORIFICS or any(word in _ORGANISATIONS or word in KINDS for word in words)


def _is_person(text: str, full: str, group: Sequence[Name], titles: set[str]) -> bool:
    first = full.partition(" ")[0].lower()
    if titles or first in FEMALE or first in MALE:
        return True
    speaks = any(CUE_VERB.match(text, name.end) for name in group)
    if " " not in full:
        return False
    return speaks or len({name.text for name in group}) > 1 or _tells_age(text, group[0].end)


def _tells_age(text: str, end: int) -> bool:
    """``Ana Reyes, 43``."""
    return text.startswith(", ", end) and text[end + 2 : end + 4].isdigit()


def _gender(full: str, titles: set[str]) -> Gender:
    first = full.partition(" ")[0].lower()
    if titles & _FEMALE_TITLES or first in FEMALE:
        return "she"
    if titles & _MALE_TITLES or first in MALE:
        return "he"
    return ""


def mentioned(everybody: Iterable[Person]) -> tuple[Mention, ...]:
    """Give every mention of a person, in the order of the text."""
    return tuple(
        sorted(Mention(name.start, person, name) for person in everybody for name in person.mentions)
    )


def meant(pronoun: str, named: Iterable[Mention]) -> Mention | None:
    """Give the last mention of the one person among those named whom the pronoun may mean."""
    last = {mention.person.last: mention for mention in fitting(pronoun, named)}
    return next(iter(last.values())) if len(last) == 1 else None


def fitting(pronoun: str, named: Iterable[Mention]) -> list[Mention]:
    """Give the mentions of those whom the pronoun may mean."""
    wanted = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}.get(pronoun.lower(), "")
    return [mention for mention in named if mention.person.gender in (wanted, "")]
