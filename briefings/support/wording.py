"""The words of a claim beside those that it cites: their opposites, another order, and words from nowhere.

Invariant: leaving words out is never named here, and a word in place of another one only where it says the opposite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from briefings import dates
from briefings.numbers import numbers
from briefings.regex import regex
from briefings.support.amounts import UNSPACED
from briefings.support.naming import CASELESS, NOT_NAMES, has
from briefings.words import forms, is_content, words

_SAYS = regex(
    r"\b(?P<before>[A-Za-z]?[a-z]+) (?:say|says|said|warn|warns|warned|believe|estimate|claim|argue)\b|"
    r"\baccording to (?:(?:the|a|an) )?(?P<behind>[a-z]+)\b"
)
_RUN = 3  # content words in a row that stand in no quote: more than another word for the same
_HALF = 0.5
_OPPOSITES = """
    rose rise rises rising risen grew grow climbed soared | fell fall falls falling fallen shrank dropped declined sank
    increase increased increases | decrease decreased decreases declined dropped
    before | after
    more | fewer less
    most | least fewest
    won win wins winning | lost lose loses losing
    highest | lowest
    largest biggest | smallest
    best | worst
    oldest | youngest newest
    opened open opens | closed close closes shut
    support supports supported backed backs | oppose opposes opposed
    accept accepts accepted approve approves approved | reject rejects rejected refused
    guilty | innocent
    alive | dead
    legal | illegal
    possible | impossible
    likely | unlikely
    above | below
    stieg stiegen steigt steigen gestiegen | fiel fielen fällt fallen gefallen sank sanken sinkt gesunken
    mehr | weniger
    vor | nach
    gewann gewannen gewonnen | verlor verloren
    größte größten | kleinste kleinsten
    öffnet öffnete geöffnet | schließt schloss geschlossen gesperrt
    augmenté hausse augmente | baissé baisse diminué diminue
    plus | moins
    avant | après
    gagné gagne | perdu perd
    ouvert ouvre | fermé ferme
    subió sube subieron aumentó | bajó baja bajaron cayó
    más mayor | menos menor
    antes | después depois
    ganó gana | perdió pierde
    abrió abre | cerró cierra
    aumentato aumenta salito sale | diminuito diminuisce sceso scende calato
    più | meno
    prima | dopo
    vinto vince | perso perde
    aperto apre | chiuso chiude
    subiu sobe aumentou | caiu cai baixou desceu
    mais maior | menos menor
    ganhou ganha venceu | perdeu perde
    abriu abre | fechou fecha
    steeg stegen stijgt gestegen | daalde daalden daalt gedaald
    meer | minder
    voor | na
    won wint gewonnen | verloor verliest verloren
"""


_RIVALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth
    dozens hundreds thousands millions billions trillions
    killed/dead/died injured/wounded/hurt missing
    arrested charged convicted acquitted sentenced released
    denied confirmed admitted
    north/northern south/southern east/eastern west/western
    men/man women/woman children/child
    father mother son daughter brother sister husband wife uncle aunt
    safe unsafe
    erste/ersten zweite/zweiten dritte/dritten vierte/vierten
    hunderte tausende millionen
    getötet/tot verletzt vermisst
    norden süden osten westen
    premier/première deuxième troisième quatrième
    tués/tué/morts/mort blessés/blessé
    primero/primera segundo/segunda tercero/tercera
    muertos heridos desaparecidos
    morti feriti dispersi
    mortos feridos desaparecidos
    doden gewonden
"""


class Side(NamedTuple):
    """Words that say one thing, and those that say the opposite."""

    mine: frozenset[str]
    others: frozenset[str]


def _sides() -> Mapping[str, tuple[Side, ...]]:
    found: dict[str, list[Side]] = {}
    pairs = [[side.split() for side in line.split("|")] for line in _OPPOSITES.strip().split("\n")]
    rivals = [[word.split("/") for word in line.split()] for line in _RIVALS.strip().split("\n")]
    for sides in [*pairs, *rivals]:
        for mine in sides:
            others = frozenset(word for side in sides if side is not mine for word in side)
            for word in mine:
                found.setdefault(word, []).append(Side(frozenset(mine), others))
    return {word: tuple(sides) for word, sides in found.items()}


_SIDES = _sides()


def opposites(claim: str, quotes: Sequence[str]) -> Iterator[str]:
    """Give each word of the claim that turns one of the quotes round, with that one: ``fell (rose)``."""
    have = {word for quote in quotes for word in forms(quote)}
    for word in dict.fromkeys(forms(claim)):
        for side in _SIDES.get(word, ()):
            other = next((o for o in sorted(side.others) if o in have), None)
            if other is not None and side.mine.isdisjoint(have) and other not in forms(claim):
                yield f"{word} ({other})"


def swapped(claim: str, quotes: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Give the names and numbers of a claim that has all words of a quote's, but those in each other's places."""
    mine = _read(claim, language)
    for quote in quotes:
        its = _read(quote, language)
        have = [word.form for word in its]
        known = all(word.form in have for word in mine)
        if known and not _stands(mine, its, bare=False) and _stands(mine, its, bare=True):
            return _out_of_order(_slots(mine), have)
    return tuple(_moved(mine, [_read(quote, language) for quote in quotes]))


def _moved(mine: Sequence[Word], quotes: Iterable[Sequence[Word]]) -> Iterator[str]:
    """Give each number behind a word that stands before another one in the quote: ``injured 12``."""
    for its in map(_led, quotes):
        for number, words_before in _led(mine).items():
            elsewhere = {word for other, before in its.items() if other != number for word in before}
            if number in its:
                yield from (f"{word} {number}" for word in words_before - its[number] if word in elsewhere)


def _led(read: Sequence[Word]) -> dict[str, set[str]]:
    """Give for each number the content words that stand right before it."""
    found: dict[str, set[str]] = {}
    for before, word in pairwise(read):
        if word.form[0].isdigit() and is_content(before.form) and not before.is_slot:
            found.setdefault(word.form, set()).add(before.form)
    return found


def _slots(read: Sequence[Word]) -> list[tuple[str, ...]]:
    """Gather the names and numbers, those side by side together."""
    found = groupby(read, key=lambda word: word.is_slot)
    return [tuple(word.form for word in group) for is_slot, group in found if is_slot]


def _out_of_order(slots: Sequence[tuple[str, ...]], have: Sequence[str]) -> tuple[str, ...]:
    """Give those that stand in another place than where the quote has them."""
    there = sorted(slots, key=lambda slot: have.index(slot[-1]))
    return tuple(" ".join(one).title() for one, other in zip(slots, there, strict=True) if one != other)


class Word(NamedTuple):
    """A word, and whether it is a name or a number, in whose place another may stand."""

    form: str
    is_slot: bool


def _read(text: str, language: str) -> list[Word]:
    """Read the words but those of dates, which are compared as days."""
    days = dates.find(text, language)
    return [
        Word(
            word.form,
            (text[word.start].isupper() and word.form not in NOT_NAMES) or text[word.start].isdigit(),
        )
        for word in words(text)
        if not dates.covers(days, word.start, word.end)
    ]


def _stands(mine: Sequence[Word], its: Sequence[Word], *, bare: bool) -> bool:
    """Tell whether the words stand in this order; `bare`, whatever the names and numbers are."""
    rest = iter(its)
    return all(
        any((bare and word.is_slot and other.is_slot) or word.form == other.form for other in rest)
        for word in mine
    )


def _speakers(claim: str, have: set[str]) -> Iterator[str]:
    """Give those who say it in the claim, and nowhere in the quotes: ``lawyers`` of "lawyers said"."""
    for match in _SAYS.finditer(claim):
        word = (match["before"] or match["behind"]).lower()
        if is_content(word) and not has(word, have):
            yield word


def foreign(claim: str, quotes: Sequence[str], language: str) -> Iterator[str]:
    """Give words from nowhere: several in a row, or most of the claim."""
    if language[:2] in UNSPACED:
        yield from _foreign_characters(claim, quotes)
        return
    have = {word for quote in quotes for word in forms(quote)}
    content = [word for word in _common(claim, language) if is_content(word)]
    runs = _runs([(word, has(word, have)) for word in content])
    absent = sum(map(len, runs))
    if len(content) >= _RUN and absent > _HALF * len(content):
        yield " ".join(word for run in runs for word in run)
        return
    yield from (" ".join(run) for run in runs if len(run) >= _RUN)
    yield from _speakers(claim, have)


def _common(claim: str, language: str) -> list[str]:
    """Give the words that are neither names nor parts of numbers; in German, names among them."""
    counted = [(number.start, number.end) for number in numbers(claim, language)]
    return [
        word.form
        for word in words(claim)
        if (claim[word.start].islower() or (language[:2] in CASELESS and word.form.isalpha()))
        and not dates.covers(counted, word.start, word.end)
    ]


def _foreign_characters(claim: str, quotes: Sequence[str]) -> Iterator[str]:
    have = set("".join(quotes))
    letters = [letter for letter in claim if letter.isalpha()]
    if sum(letter not in have for letter in letters) > _HALF * len(letters):
        yield claim


def _runs(found: Iterable[tuple[str, bool]]) -> list[list[str]]:
    """Gather the words that stand in no quote, those side by side together."""
    runs: list[list[str]] = [[]]
    for word, known in found:
        if known:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]
