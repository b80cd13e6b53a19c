"""Places that stand right before a sentence or another name: ``Oslo The harbour``, ``an Oslo Harbour enthusiast``.

Invariant: the place is one that the lists know, or has its country behind a comma; where what follows may go on with
its name, as in ``London Zoo``, the two stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.facts.people import is_first_name, is_office, is_organisation
from briefings.facts.places import CITIES, COUNTRIES, DEMONYM, KINDS, PLACES
from briefings.facts.verbs import VERB_FIRST
from briefings.regex import regex
from briefings.words import Name, listed

_LONGEST = 3  # words of a town, and of a country
_WORD = regex(r"[A-Z][\w.’'-]*(?= )")
_BARE = regex(r"[A-Z][\w-]*")  # "It", of "It's"
_NAME = regex(r"[A-ZÀ-Þ][\w-]+(?: (?:bin |al |de |van )?[A-ZÀ-Þ][\w-]+)+")
_ONE = regex(r"\b[Aa]n? $")
_NOUN = regex(r" [a-z]{3,}")
_FIRST_WORDS = frozenset(place.partition(" ")[0] for place in PLACES)
_OPENERS = frozenset(
    listed(
        """
        A An The Despite As In On At After Before With For From While When Former Two Three Four Five Six Seven Eight
        Nine Ten Thousands Hundreds Dozens Some Many Most One Nearly Almost About More At Fighting Protesters Police
        Officials Authorities Rescuers Rebels Troops Lawyers Prosecutors Scientists Researchers His Her Their Its It He
        She They There This That These Those If Just Even Under Over Along Amid Among Following Can Maybe
        """
    )
)
_TITLED = regex(r"(?:Dr|Mr|Mrs|Ms)\. [A-Z]|U\.(?:S|N)\. ")
_WHO = regex(
    rf"(?:{DEMONYM.pattern}) (?:[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Ff]oreign|[Ff]inance|[Dd]efen[cs]e|"
    r"[Ii]nterior|[Jj]ustice|[Hh]ealth|[Mm]inister|[Pp]olice|[Oo]fficials|[Aa]uthorities|[Ll]awmakers|[Ll]eaders?|"
    r"[Pp]rosecutors|[Tt]roops|[Ss]oldiers|[Ff]orces|[Rr]escuers|[Ss]cientists|[Rr]esearchers|[Gg]overnment|[Mm]edia|"
    r"[Pp]arliament|[Mm]ilitary|[Ss]tate)\b"
)
"""Who acts, behind the town of a dateline: "Berlin German police said", but not "New York Italian food"."""


def behind(sentence: str, text: str) -> int:
    """Give where the sentence that opens a text begins behind its town; 0 where none surely stands before it."""
    for town, end in _runs(sentence, 0):
        if town in PLACES and _begins(sentence, end, text, town):
            return end
        if sentence[end - 2 : end] == ", ":
            for country, final in _runs(sentence, end):
                if country in COUNTRIES and not _goes_on(sentence, final):
                    return final
    return 0


def _runs(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Give the first words that stand large, one, two and three, each with where the next word begins."""
    at = start
    for _ in range(_LONGEST):
        word = _WORD.match(text, at) or _BARE.match(text, at)
        if word is None:
            return
        at = word.end()
        comma = text.startswith(", ", at)
        if not (comma or text.startswith(" ", at)):
            return
        yield text[start:at], at + 1 + comma
        if comma:
            return
        at += 1


def _goes_on(text: str, at: int) -> bool:
    """Tell a word that goes on with a place: ``Austin, Texas Mayor``, ``City Council``, or none that stands large."""
    word = _BARE.match(text, at)
    if word is None or word.group() in _OPENERS:
        return word is None
    return is_office(word.group()) or word.group().lower() in KINDS


def _begins(sentence: str, at: int, text: str, town: str) -> bool:
    """Tell whether what stands behind a town begins a sentence."""
    word = _BARE.match(sentence, at)
    if word is None or sentence[at - 2 : at] == ", ":
        return False
    if word.group() in _OPENERS:
        return (
            word.group() != "Police" or not sentence[word.end() :][1:2].isupper()
        )  # "New York Police Department"
    if _TITLED.match(sentence, at) or _WHO.match(sentence, at):
        return True
    if town not in CITIES:
        return False
    if word.group() in COUNTRIES:
        return VERB_FIRST.match(sentence, word.end()) is not None or sentence[word.end() :][:2] in (
            "'s",
            "’s",
        )
    return _is_somebody(sentence, at, text, town)


def _is_somebody(sentence: str, at: int, text: str, town: str) -> bool:
    """Tell a person behind a town, by the first name, or by the name that the text has again without the town."""
    name = _NAME.match(sentence, at)
    if name is None or is_first_name(town):
        return False
    full = name.group()
    if is_first_name(full.partition(" ")[0]):
        return True
    if is_organisation(full) or is_office(full.partition(" ")[0]):
        return False
    if any(f" {word.lower()} " in text for word in full.split()):
        return False  # "London Fashion Week"
    rest = text[text.find(full) + len(full) :]
    return _is_named(full, rest, town) or all(_is_named(word, rest, town) for word in full.split(" "))


def _is_named(name: str, text: str, town: str) -> bool:
    """Tell whether a text has a name with neither the town nor an article before it."""
    return re.search(rf"(?<!{re.escape(town)} )(?<!\b[Tt]he ){re.escape(name)}\b", text) is not None


def parts(found: Iterable[Name], text: str, begins: int) -> Iterator[Name]:
    """Part names from a place before them: where the text begins behind its town, and where both say what one is."""
    for name in found:
        at = begins - name.start if name.start < begins < name.end else _end_of_place(name, text)
        if at:
            place = name.text[:at].rstrip(", ")
            yield Name(place, name.start, name.start + len(place))
            yield Name(name.text[at:], name.start + at, name.end)
        else:
            yield name


def _end_of_place(name: Name, text: str) -> int:
    """Give where the other name begins in ``a Hong Kong Harbour enthusiast``; 0 where the place is a part of it."""
    if name.text.partition(" ")[0] not in _FIRST_WORDS or not _ONE.search(
        text, max(0, name.start - 4), name.start
    ):
        return 0
    end = next((end for place, end in _runs(name.text, 0) if place in PLACES), 0)
    other = name.text[end:]
    is_known = text.count(other) > text.count(name.text)
    return end if is_known and _NOUN.match(text, name.end) and not is_organisation(other) else 0
