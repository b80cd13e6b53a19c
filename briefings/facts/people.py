"""Who is who: the names of an article, which of them are people, and whom a pronoun means.

Invariant: a pronoun is given a name only where one person fits; where two do, nobody is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from briefings.facts.cues import PERSONS
from briefings.facts.firstnames import EITHER, FEMALE, MALE
from briefings.facts.places import COUNTRIES, DEMONYM, KINDS, PLACES
from briefings.regex import regex
from briefings.words import STOP, Name, listed

Gender = Literal["he", "she", ""]

_TITLES = frozenset(
    listed(
        """
    president vice prime minister chancellor secretary senator sen sen. rep rep. congressman
    congresswoman governor gov gov. mayor king queen prince princess pope judge justice general gen principal
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
    sergeant lieutenant minister principal professor prof prof. dr dr. mr mr. mrs mrs. ms ms. miss sir lady
    dame lord spokesman spokeswoman spokesperson detective inspector superintendent sheriff coach
    doctor director chairman chief ambassador commissioner speaker pastor rabbi chairwoman chancellor
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
_HONOURED = _HONORIFICS | _FEMALE_TITLES | _MALE_TITLES
_ORGANISATIONS = frozenset(
    listed(
        """
    chronicle tribune gazette herald telegraph inquirer magazine
    house senate congress parliament police department ministry university company inc inc. corp
    corp. ltd bank court party committee council agency association institute group times news post
    journal street school hospital church office service union nations kingdom states social gulf
    league war cup motors electric world center centre fund act treaty international national federal commission
    federation foundation museum college society board bureau authority army navy force forces guard
    republic east games airlines air press radio tv network studios committee conference summit
    programme program project street road avenue square park palace white security human health
    justice education reserve exchange club united
    """
    )
)
_FOREIGN_ROLE = regex(
    r"\w*(?:kanzler|minister|präsident|sprecher|chef|leiter|direktor|anwalt|anwält|meister|forscher|wissenschaftler|"
    r"professor|richter|trainer|politiker|sekretär|lehrer|autor|sänger|schauspieler|bischof|expert|ökonom|chemiker|"
    r"physiker|biolog|soziolog|psycholog|virolog|historiker|informatiker|techniker|mediziner|ärzt|arzt)(?:e|in)?$|"
    r"\w*(?:vorsitzende|abgeordnete|beauftragte)r?$|(?:M|Mme|Mlle|Sr|Sra|Herr|Frau|Señor|Señora|Monsieur|Madame|Sig|Signor|"
    r"Signora|Mevrouw|Meneer)\.?$",
    re.IGNORECASE,
)
"""Words that stand before a name in German, French, Spanish, Italian and Dutch, and are no part of it."""
_FIRST = FEMALE | MALE | EITHER
_ABBREVIATION = 5  # letters
_NEW = ("New York", "New Zealand", "New Delhi", "New Jersey", "New Mexico", "New Hampshire", "New Orleans")
_NAME_OVER = regex(r" (?:The|Is|Are|Was|Were|Has|Have|Had|Would|Could|Should|Does|Did|Been|Says|Said)(?= |$)")
_CALLINGS = PERSONS - frozenset(listed("child teen girl boy star source"))  # "Star Wars", "Girl Scouts"
_PREFIXES = frozenset(listed("al el ul as bin ibn"))
_NO_PERSON_FIRST = frozenset(
    listed(
        "typhoon hurricane cyclone storm tropical operation mount fort camp flight game super super-typhoon project"
    )
)
"""Words that stand before a name as a title does, and make it the name of a thing."""
_SAINTS = frozenset(("San", "Santa", "São", "Sao", "St.", "St", "Saint"))
_JUNIOR = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NO_PERSON_BEFORE = regex(r"\b(?:the|an?|in|across|throughout|outside|inside) $", re.IGNORECASE)
CUE_VERB = regex(
    r"(?:\s(?:also|later|has|had|then|\w+ly))?\s(?:said|says|told|added|announced|argued|"
    r"claimed|wrote|warned|insisted|asked|tweeted|agreed|explained)\b"
)
_PRONOUN_BEHIND = regex(r"[^.;:!?“”\"A-Z]{1,60}?\b(he|she|his|her|him)\b")
_HEARD = 24  # mentions behind which a pronoun is looked for
_FIRST_WORDS = STOP | frozenset(
    listed(
        """
    according despite although though while because since until without within among across although
    however meanwhile earlier later last next today yesterday tomorrow still yet only even perhaps
    maybe now once like unlike many much three four five six seven eight nine ten monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december critics officials police people researchers scientists
    experts whether unless asked speaking along amid throughout
    """
    )
)
_LED_BY = frozenset(
    listed(
        """
        through under beyond against toward towards via upon alongside besides indeed instead finally similarly
        nevertheless nonetheless therefore moreover furthermore additionally overall elsewhere responding following
        """
    )
)
"""What opens a sentence, and some names as well: "Under Armour"."""


class Person(NamedTuple):
    """Somebody named in the article: the full name as first written, and every place it stands."""

    name: str
    last: str
    gender: Gender
    mentions: tuple[Name, ...]


class Untitled(NamedTuple):
    """A name without the titles before it, which stand beside it; None where nothing else is left."""

    titles: Collection[str]
    bare: Name | None


_NO_TITLES: frozenset[str] = frozenset()


class Mention(NamedTuple):
    """One place where a person is named."""

    start: int
    person: Person
    name: Name


def mentions(text: str, found: Iterable[Name]) -> tuple[Name, ...]:
    """Give the names found in a text as they are; a small word that only opens a sentence is no part of one."""
    named = (_without_opening(name, text) for name in found)
    return tuple(name for name in named if name is not None)


def _without_opening(name: Name, whole: str) -> Name | None:
    text, at = name.text, 0
    if " " not in text:
        return name if len(text) > 1 and not _only_opens(text) else None
    while at < len(text):
        space = text.find(" ", at)
        first = text[at : space if space >= 0 else len(text)]
        leads = first.lower() in _LED_BY and not at and not _stands_within(text, whole)
        if not (leads or _only_opens(first)) or text.startswith(_NEW, at):
            break
        if first == "New" and (
            at or _is_within(whole, name.start) or not _is_known(text[space + 1 :], whole)
        ):
            break
        at += len(first) + 1
    end = _end_of_name(text, at)
    return Name(text[at:end], name.start + at, name.start + end) if end - at > 1 else None


def _is_known(name: str, whole: str) -> bool:
    """Tell a name without the "New" before it: an office, a nation's, or one that the text has elsewhere without."""
    first = name.partition(" ")[0]
    if DEMONYM.fullmatch(first) or first.lower() in _TITLES:
        return True
    return re.search(rf"(?<!\bNew ){re.escape(name)}\b", whole) is not None


def _stands_within(name: str, whole: str) -> bool:
    """Tell whether a name stands in the midst of a sentence."""
    return re.search(rf"[a-z,] {re.escape(name)}\b", whole) is not None


def _is_within(text: str, at: int) -> bool:
    """Tell whether a small letter or a comma stands before a word: no sentence begins with it."""
    before = text[max(0, at - 2) : at]
    return before[1:] == " " and (before[0].islower() or before[0] == ",")


@lru_cache(4096)
def _only_opens(word: str) -> bool:
    """Tell a small word, or one with a verb drawn to it: "We’re"."""
    bare, mark, _ = word.replace("’", "'").lower().rstrip(".").partition("'")
    if mark and bare.endswith("n"):  # "Wouldn’t"
        return word[-1] in "tT"
    return bare in _FIRST_WORDS and not word.isupper() and (not mark or len(bare) > 1 or bare == "i")


def _end_of_name(text: str, at: int) -> int:
    """Give where a name ends: before a verb or article with a capital, a home ("Ana Reyes of Ohio"), and "for the"."""
    verb = _NAME_OVER.search(text, at)
    end = verb.start() if verb else len(text)
    home = text.find(" of ", at, end)
    if home > 0 and text[at:home].partition(" ")[0].lower() in _FIRST and " " in text[at:home]:
        return home
    cause = text.find(" for the ", at, end)
    return cause if cause > 0 and not is_organisation(text[at:cause]) else end


def people(text: str, found: Sequence[Untitled]) -> tuple[Person, ...]:
    """Group the names that are people, in the order in which they appear."""
    groups: dict[str, list[Name]] = {}
    full: dict[str, str] = {}
    titled: dict[str, set[str]] = {}
    fit: dict[str, bool] = {}
    for titles, bare in found:
        if bare is None:
            continue
        if bare.text not in fit:
            fit[bare.text] = not is_organisation(bare.text) and _may_be_person(bare.text)
        if not fit[bare.text]:
            continue
        last = _last_of(bare.text)
        groups.setdefault(last, []).append(bare)
        titled.setdefault(last, set()).update(titles)
        if " " in bare.text:
            full.setdefault(last, bare.text)
    begun = {name.partition(" ")[0] for name in full.values()}
    return tuple(
        Person(
            full.get(last, last),
            last,
            _gender(full.get(last, last), titled[last]) or _called(text, group),
            tuple(group),
        )
        for last, group in groups.items()
        if (last in full or last not in begun) and _is_person(text, full.get(last, last), group, titled[last])
    )


def _last_of(name: str) -> str:
    """Give the last name, without the "Jr" or "II" behind it."""
    words = name.split(" ")
    junior = len(words) > 1 and words[-1].lower().rstrip(".") in _JUNIOR
    return without_prefix(words[-2] if junior else words[-1])


def without_prefix(name: str) -> str:
    """Give a last name as it is compared: ``al-Masri`` and ``Al-Masri`` are one."""
    prefix, dash, rest = name.partition("-")
    return rest if dash and rest[:1].isupper() and prefix.lower() in _PREFIXES else name


def _may_be_person(name: str) -> bool:
    """Tell apart places, nations and what is numbered."""
    last = _last_of(name)
    first = name.partition(" ")[0].lower()
    return not (
        name in PLACES
        or first in _NO_PERSON_FIRST
        or any(map(str.isdigit, name))
        or DEMONYM.fullmatch(last.removesuffix("s"))
        or (last.isupper() and len(last) > 1)
        or (last in COUNTRIES and first not in _FIRST)
    )


def full_names(found: Iterable[Untitled]) -> Mapping[str, Name]:
    """Give for each last word the one full name that ends in it; of several, the one named before it stood alone."""
    groups: dict[str, list[Name]] = {}
    for _, bare in found:
        if bare is not None:
            groups.setdefault(without_prefix(bare.text.rpartition(" ")[2]), []).append(bare)
    whole = {last: full for last, group in groups.items() if (full := _meant_by_last(group)) is not None}
    return whole | {form: full for last, full in whole.items() for form in _spellings(full.text, last)}


def _spellings(full: str, last: str) -> tuple[str, ...]:
    """Give how else a last name with a prefix may stand: ``Al-Masri``."""
    prefix = full.rpartition(" ")[2].removesuffix(last)
    return (f"{prefix.lower()}{last}", f"{prefix.capitalize()}{last}") if prefix else ()


def _meant_by_last(group: Sequence[Name]) -> Name | None:
    full = [name for name in group if " " in name.text]
    alone = next((name.start for name in group if " " not in name.text), math.inf)
    for those in (full, [name for name in full if name.start < alone]):
        if those and len({name.text.partition(" ")[0] for name in those}) == 1:
            return those[0]
    return None


def untitled(name: Name) -> Name | None:
    """Give the name without titles and offices; nothing where no more is left."""
    return parted(name).bare


def parted(name: Name) -> Untitled:
    """Take titles and offices off the front: ``US President Donald Trump``."""
    if " " not in name.text:
        return Untitled(_NO_TITLES, name)
    titles, text = _parts(name.text)
    if text is None:
        return Untitled(_NO_TITLES, name)
    return Untitled(titles, Name(text, name.end - len(text), name.end) if text else None)


@lru_cache(4096)
def _parts(name: str) -> tuple[frozenset[str], str | None]:
    """Give the titles before a name, and what is left; None where that is all of it."""
    words = name.split(" ")
    junior = words[-1].lower().rstrip(".") in _JUNIOR
    own = len(words) - 1 - junior
    last_title = max(
        (i for i, word in enumerate(words[:own]) if word.lower() in _HONORIFICS or word.lower() in _TITLES),
        default=-1,
    )
    titles = _HONOURED.intersection(word.lower() for word in words[: last_title + 1])
    rest = words[last_title + 1 :] if titles else words
    while len(rest) > 1 and _FOREIGN_ROLE.match(rest[0]):
        rest = rest[1:]
    first = next((i for i, word in enumerate(rest[: -1 - junior]) if word.lower() in _FIRST), 0)
    if first and rest[first - 1] in _SAINTS:  # "San Francisco Chronicle"
        first = 0
    rest = rest[first:]  # "House Budget Democrat Ana Reyes"
    while _begins_with_calling(rest) and not is_organisation(name):
        rest = rest[1:]
    return (titles, " ".join(rest)) if len(rest) < len(words) else (_NO_TITLES, None)


def _begins_with_calling(words: Sequence[str]) -> bool:
    """``Prosecutor Ana Reyes``: a full name is left without what somebody is."""
    return len(words) > len(("Ana", "Reyes")) and words[0].lower() in _CALLINGS and words[1][:1].isupper()


def is_first_name(word: str) -> bool:
    """Tell a word that is known as the first name of people."""
    return word.lower() in _FIRST


def is_office(name: str) -> bool:
    """Tell a word for an office or a title that stands alone: "CEO", "President"."""
    return all(word.lower() in _TITLES or word.lower() in _HONORIFICS for word in name.split())


@lru_cache(4096)
def is_organisation(name: str) -> bool:
    """Tell an abbreviation in capitals, an office, and a name with a word for a body in it."""
    words = [word.lower() for word in name.split()]
    if name.isupper() and len(name) <= _ABBREVIATION:
        return True
    return words[-1] in _HONORIFICS or any(word in _ORGANISATIONS or word in KINDS for word in words)


def _is_person(text: str, full: str, group: Sequence[Name], titles: Collection[str]) -> bool:
    first = full.partition(" ")[0].lower()
    if titles or first in FEMALE or first in MALE:
        return True
    if " " not in full:
        return False
    if " of " in full or " for " in full or (full.endswith("s") and full.partition(" ")[0] in PLACES):
        return False  # "Nevada Democrats"
    if any(CUE_VERB.match(text, name.end) for name in group):
        return True
    return _tells_age(text, group[0].end) or (
        len({name.text for name in group}) > 1 and _stands_alone(text, group)
    )


def _stands_alone(text: str, group: Sequence[Name]) -> bool:
    """Tell a person by what mostly does not stand before the name: "the Summer Games", "in Latin America"."""
    led = sum(
        _NO_PERSON_BEFORE.search(text, max(0, name.start - 12), name.start) is not None for name in group
    )
    last = group[0].text.rpartition(" ")[2]
    return 3 * led <= len(group) and f" {last.lower()} " not in text


def _tells_age(text: str, end: int) -> bool:
    """``Ana Reyes, 43``."""
    return text.startswith(", ", end) and text[end + 2 : end + 4].isdigit()


def _gender(full: str, titles: Collection[str]) -> Gender:
    """Give the pronoun of a first name, else of the titles; two people of one last name may have titles of both."""
    first = full.partition(" ")[0].lower()
    if first in FEMALE or first in MALE:
        return "she" if first in FEMALE else "he"
    female, male = (not known.isdisjoint(titles) for known in (_FEMALE_TITLES, _MALE_TITLES))
    return "" if female is male else "she" if female else "he"


def _called(text: str, group: Sequence[Name]) -> Gender:
    """Give the pronoun that stands right behind the mentions of somebody, where it always is the same."""
    found = {match[1] for name in group[:_HEARD] if (match := _PRONOUN_BEHIND.match(text, name.end))}
    she = not found.isdisjoint(("she", "her"))
    return "" if not found or (she and not found <= {"she", "her"}) else "she" if she else "he"


def gender_in(mention: Mention) -> Gender:
    """Give the pronoun of somebody where he is named: two people of one last name may be of one group."""
    return (gender_of(mention.name.text) if " " in mention.name.text else "") or mention.person.gender


def gender_of(name: str) -> Gender:
    """Give the pronoun of a person by title and first name, where they tell."""
    titles, bare = parted(Name(name, 0, len(name)))
    return _gender(bare.text if bare else name, titles)


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
    return [mention for mention in named if gender_in(mention) in (wanted, "")]
