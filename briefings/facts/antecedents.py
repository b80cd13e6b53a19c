"""Whom a pronoun means that speaks: the one who spoke last, the subject of the sentence before, or nobody.

Invariant: what is given is a name, or a role, that stands outside of all quotations before the pronoun; a person
whose gender does not fit is never meant, and where two people fit, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefings.facts.article import Article
from briefings.facts.cues import BODIES, CUES, PEOPLES, PERSONS, SPEAKERS
from briefings.facts.firstnames import FEMALE, MALE
from briefings.facts.people import (
    Gender,
    Person,
    gender_in,
    gender_of,
    is_organisation,
    untitled,
    without_prefix,
)
from briefings.facts.phrases import OPENING, Source, before_role
from briefings.facts.places import PLACES
from briefings.facts.speech import Speaker
from briefings.facts.statements import BLOCKS_BACK, Heard, Statement, Turn
from briefings.facts.subjects import is_finite, opening_subject
from briefings.facts.tokens import Token
from briefings.regex import regex
from briefings.words import Name

_NEAR = 14  # tokens
_STATEMENTS_BACK = 8
_ASIDE = frozenset({"in", "on", "of", "with", "for", "at", "after", "unlike", "despite", "like"})
_ARTICLES = frozenset({"the", "a", "an", "one", "another", "his", "her", "their", "its"})
_INDEFINITE = ("a ", "an ", "one ")
_OTHERS = ("his ", "her ", "their ", "its ")
_AFTER_HEAD = regex(r" (?:of|for|at|from|in|with) ")
_PLACED = regex(r"\b(?:of|in|from|at|near) (?:[A-Z][\w.-]+ ?){1,3}, $")  # "of Newark, New Jersey"
_OWNED = regex(r"[’']s? ")
_NO_PERSON = regex(r"^\w+ (?:of|at) | and ")
_GROUPS = PEOPLES | SPEAKERS
_WORDS_FOR_PEOPLE = _GROUPS | PERSONS
_FIRST_NAMES = FEMALE | MALE
_HEADS: Mapping[str, Gender] = {"woman": "she", "ueen": "she", "man": "he", "king": "he"}


def named(article: Article, statement: Statement, turn: Turn, heard: Sequence[Heard]) -> Speaker | None:
    """Name the source: by its words, or for a pronoun the one person or body that it can mean."""
    source = turn.source
    if source.kind == "pronoun":
        found = _person_meant(article, statement, source, heard)
        return found and found._replace(rule="pronoun:" + turn.rule, score=0.8 * turn.score)
    if source.kind == "group":
        led = opening_subject(statement.read[: source.first]) is not None  # it may mean that as well
        found = None if led else _body_meant(source, heard) or _paper_meant(article, source, heard)
        return found and found._replace(rule="pronoun:group", score=0.6 * turn.score)
    words = article.text[source.start : source.end]
    listed = words in PLACES and _PLACED.search(article.text[max(0, source.start - 60) : source.start])
    if source.kind == "name" and (listed or _is_common(article, words)):
        return None
    for tail in ("’s", "'s"):
        words = words.removesuffix(tail)
    weight = 0.3 if words.lower().startswith(_OTHERS) else 1.0
    return Speaker(words, (source.start, source.start + len(words)), turn.rule, turn.score * weight)


def is_about(article: Article, statement: Statement, speaker: Speaker) -> bool:
    """Tell whether a statement has a speaker for its subject, by name or by a pronoun, and names nobody else."""
    subject = opening_subject(statement.read)
    last = without_prefix(speaker.name.rpartition(" ")[2])
    if subject is None or any(
        one.person.last != last for one in article.named(statement.start, statement.end)
    ):
        return False
    if subject.kind == "pronoun":
        wanted: Gender = "she" if subject.pronoun == "she" else "he"
        return _may_be(article, speaker.name, wanted, known=" " in speaker.name)
    words = article.text[subject.start : subject.end]
    return subject.kind == "name" and without_prefix(words.rpartition(" ")[2]) == last


def _is_common(article: Article, name: str) -> bool:
    """Tell a noun that is written large, as in a headline, or where it opens a sentence: ``Fan says``."""
    if " " in name or name.isupper() or name in article.full_names:
        return False
    small = name.lower()
    return small in PERSONS or (
        small in article.text and re.search(rf"\b{re.escape(small)}\b", article.text) is not None
    )


def _person_meant(
    article: Article, statement: Statement, source: Source, heard: Sequence[Heard]
) -> Speaker | None:
    wanted: Gender = "she" if source.pronoun == "she" else "he"
    before = statement.read[: source.first]
    here = [
        *_speaking(article, statement, source, wanted),
        *_subjects(article, statement, source.start, wanted),
        *_opening(article, before, wanted),
    ]
    if here and not _is_object(before, wanted):
        return here[0] if len({found.name.rpartition(" ")[2] for found in here}) == 1 else None
    if here and len({name for name, _ in _fitting(article, statement, source.start, wanted)}) > 1:
        return None
    for past in reversed(heard[-_STATEMENTS_BACK:]):
        if statement.block - past.statement.block > BLOCKS_BACK:
            break
        found, settled = _meant_in(article, past, wanted, source.start)
        if settled:
            return found
    return None


def _opening(article: Article, before: Sequence[Token], wanted: Gender) -> list[Speaker]:
    """Give the subject that the statement opens with, where the pronoun may mean it."""
    opening = opening_subject(before)
    found = _of_opening(article, before, opening, wanted) if opening is not None else None
    return [found] if found else []


def _is_object(read: Sequence[Token], wanted: Gender) -> bool:
    """``When Reyes asked him, he said``: the one who is asked is another."""
    return any(
        token.low == "him" if wanted == "he" else token.low == "her" and (i + 1 == len(read) or not read[i + 1].is_word)
        for i, token in enumerate(read)
    )  # fmt: skip


def _meant_in(article: Article, past: Heard, wanted: Gender, until: int) -> tuple[Speaker | None, bool]:
    """Give whom a statement before offers, and whether that settles it: who is unclear there is nobody."""
    asked = _asked(article, past, wanted)
    if asked is not None:
        return asked[0] if len(asked) == 1 else None, True
    spoke = None if _was_another(past, wanted) else past.speaker
    if spoke is not None and _may_be(article, spoke.name, wanted, known=" " in spoke.name):
        return None if _is_left(article, spoke, until) else spoke, True
    if _is_unclear(article, spoke.name) if spoke else _is_open(past.statement, wanted):
        return None, True
    subjects = _subjects(article, past.statement, past.statement.end, wanted)
    return (subjects[0], True) if subjects else _named_in(article, past, wanted)


def _is_left(article: Article, spoke: Speaker, until: int) -> bool:
    """Tell somebody who is nobody in particular ("a spokesman"), where people were named since."""
    return spoke.name.lower().startswith(_INDEFINITE) and bool(article.named(spoke.span[1], until))


def _was_another(past: Heard, wanted: Gender) -> bool:
    """Tell whether who spoke there was called by the other pronoun."""
    pronouns = {cue.source.pronoun for cue in past.statement.cues if cue.source is not None}
    return (
        past.speaker is not None
        and past.speaker.rule.startswith("pronoun")
        and {"he", "she"} & pronouns == {"she" if wanted == "he" else "he"}
    )


def _named_in(article: Article, past: Heard, wanted: Gender) -> tuple[Speaker | None, bool]:
    """Give whom the statement opens with, or the one person in it; a stranger there settles that it is nobody."""
    opening = opening_subject(past.statement.read) if past.speaker is None else None
    if opening is not None:
        found = _of_opening(article, past.statement.read, opening, wanted)
        if found is not None or _is_stranger(article, opening):
            return found, True
    others = _fitting(article, past.statement, past.statement.end, wanted)
    one = len({name for name, _ in others}) == 1
    return _as_speaker(others[-1]) if one else None, bool(others)


def _is_open(statement: Statement, wanted: Gender) -> bool:
    """Tell whether the same pronoun spoke there, and whom it means was not found."""
    return bool(statement.segments) and any(
        cue.kind == "say" and cue.source is not None and cue.source.pronoun == wanted
        for cue in statement.cues
    )


def _asked(article: Article, past: Heard, wanted: Gender) -> list[Speaker] | None:
    """``Lind asked Reyes``: who speaks next is Reyes; nothing where no question is put to anybody."""
    statement = past.statement
    asks = next((cue.at for cue in statement.cues if statement.read[cue.at].low in ("asked", "asks")), -1)
    whom = statement.read[asks + 1 : asks + 2]
    if asks < 0 or not whom or not whom[0].is_capital:
        return None
    spans = [span for _, span in _fitting(article, statement, statement.end, wanted)]
    return [_as_speaker((article.text[a:b], (a, b))) for a, b in spans if a >= whom[0].start]


def _of_opening(article: Article, read: Sequence[Token], opening: Source, wanted: Gender) -> Speaker | None:
    """Name the subject of the statement before: a person, or a role that a person has."""
    name = article.text[opening.start : opening.end]
    if opening.kind == "role" and not name.lower().startswith(_OTHERS) and _may_be(article, name, wanted):
        return Speaker(name, (opening.start, opening.end), "pronoun", 0.0)
    bare = untitled(Name(name, opening.start, opening.end))
    if opening.kind != "name" or bare is None or " " not in bare.text:
        return None
    aside = read[opening.last + 1].text == "," if opening.last + 1 < len(read) else False
    if _may_be(article, bare.text, wanted, known=aside):
        return Speaker(bare.text, (bare.start, bare.end), "pronoun", 0.0)
    return None


def _is_stranger(article: Article, source: Source) -> bool:
    """Tell a name that may be a person's of whom nothing is known: then nobody else is meant for sure."""
    name = article.text[source.start : source.end]
    last = without_prefix(name.rpartition(" ")[2])
    return (
        source.kind == "name"
        and not is_organisation(name)
        and name not in PLACES
        and name.lower() not in _GROUPS
        and (_NO_PERSON.search(name) is not None or all(person.last != last for person in article.people))
    )


def _speaking(article: Article, statement: Statement, source: Source, wanted: Gender) -> list[Speaker]:
    """Give those named as speaking earlier in the statement."""
    return [
        Speaker(name, (cue.source.start, cue.source.end), "pronoun", 0.0)
        for cue in statement.cues
        if cue.source is not None and cue.source.kind == "name" and cue.source.end < source.start
        for name in (article.text[cue.source.start : cue.source.end],)
        if _may_be(article, name, wanted, known=" " in name)
    ]


def _as_speaker(found: tuple[str, tuple[int, int]]) -> Speaker:
    return Speaker(*found, "pronoun", 0.0)


def _fitting(
    article: Article, statement: Statement, until: int, wanted: Gender
) -> list[tuple[str, tuple[int, int]]]:
    """Give the people named outside of quotations up to a place whom the pronoun may mean."""
    return [
        (mention.person.last, (mention.name.start, mention.name.end))
        for mention in article.named(statement.start, until)
        if gender_in(mention) in (wanted, "")
        and (gender_in(mention) or " " in mention.person.name)
        and not (_NO_PERSON.search(mention.person.name) or _NO_PERSON.search(mention.name.text))
        and mention.person.last.lower() not in PEOPLES
        and article.text[mention.name.end : mention.name.end + 2] not in ("’s", "'s")
        and not any(segment.start <= mention.start < segment.end for segment in statement.segments)
    ]


def _subjects(article: Article, statement: Statement, until: int, wanted: Gender) -> list[Speaker]:
    """Give those of them who are the subject: the statement or a clause opens with their name."""
    return [
        Speaker(article.text[start:end], (start, end), "pronoun", 0.0)
        for _, (start, end) in _fitting(article, statement, until, wanted)
        if _opens_clause(statement.read, start)
    ]


def _opens_clause(read: Sequence[Token], start: int) -> bool:
    """Tell whether a statement or a clause of it opens with the name at a place."""
    at = next((i for i, token in enumerate(read) if token.start <= start < token.end), -1)
    first = at
    while first > 0 and read[first - 1].is_capital:
        first -= 1
    if first > 0 and read[first - 1].low in PERSONS:  # "Club member Ana Reyes"
        first = before_role(read, first)
    behind = at
    while behind < len(read) and read[behind].is_capital:
        behind += 1
    if behind < len(read) and read[behind].low in PERSONS:
        return False  # "Club" of "Club member Ana Reyes"
    if first < 0 or (first == 0 and at and read[0].low in _ASIDE):
        return False
    return first == 0 or (read[first - 1].text == "," and _is_subject(read, at))


def _is_subject(read: Sequence[Token], at: int) -> bool:
    """Tell whether a name behind a comma is the subject: the statement is short up to it, or opens with an aside."""
    following = next((token for token in read[at:] if not token.is_capital), None)
    opens = read[0].low in CUES or read[0].low in OPENING
    return at < _NEAR or (opens and following is not None and following.is_word)


def _may_be(article: Article, name: str, wanted: Gender, *, known: bool = False) -> bool:
    """Tell whether the name, or the role, is of one person whom the pronoun may mean."""
    if name.partition(" ")[0].lower() in _ARTICLES or _OWNED.search(name):
        head = _AFTER_HEAD.split(name, maxsplit=1)[0].rpartition(" ")[2].lower()
        return head in PERSONS and _HEADS.get(head[-5:], _HEADS.get(head[-3:], wanted)) == wanted
    bare = untitled(Name(name, 0, len(name)))
    if (
        bare is None
        or not (name[:1].isupper() or "-" in name)
        or is_organisation(bare.text)
        or _NO_PERSON.search(bare.text)
    ):
        return False
    if {name, bare.text} & PLACES or bare.text.lower().rpartition(" ")[2] in _WORDS_FOR_PEOPLE:
        return False
    first, _, last = bare.text.rpartition(" ")
    same = [person for person in article.people if _is_same(person, first, last)]
    known = (
        known
        or bool(same)
        or first.lower().split(" ")[0] in _FIRST_NAMES
        or _has_full_name(article, bare.text)
    )
    return known and (same[0].gender if same else gender_of(name)) in (wanted, "")


def _has_full_name(article: Article, name: str) -> bool:
    """Tell whether a lone name is the first or the last word of a longer one: ``Li``, of Li Weidong."""
    full = {one.text for one in article.names if one.text.startswith(f"{name} ")}
    last = article.full_names.get(name)
    return any(not is_organisation(one) for one in (full | ({last.text} if last else set())) - PLACES)


def _is_same(person: Person, first: str, last: str) -> bool:
    """Tell whether a name may be this person's: two people may have one last name."""
    same = person.last == without_prefix(last)
    if first:
        return same and person.name in (last, person.last, f"{first} {last}")
    return same or last in person.name.split(" ")


def _is_unclear(article: Article, name: str) -> bool:
    """Tell a lone name of which nothing says whether it is a person's: then nobody is meant for sure."""
    lone = " " not in name and name[:1].isupper() and not is_organisation(name) and name not in PLACES
    return lone and not any(_is_same(person, "", name) for person in article.people)


def _paper_meant(article: Article, source: Source, heard: Sequence[Heard]) -> Speaker | None:
    """Give the body or the paper that is the subject of the statement before, in which nobody spoke."""
    if source.pronoun != "it" or not heard or heard[-1].speaker is not None:
        return None
    read = heard[-1].statement.read
    opening = opening_subject(read)
    if opening is None or opening.kind != "role":
        return None
    behind = range(opening.first + 1, opening.last + 1)
    verb = next((at for at in behind if is_finite(read[at]) and not read[at].is_capital), opening.last + 1)
    words = article.text[opening.start : read[verb - 1].end]
    head = _AFTER_HEAD.split(words, maxsplit=1)[0].rpartition(" ")[2].lower()
    return _as_speaker((words, (opening.start, read[verb - 1].end))) if head in BODIES else None


def _body_meant(source: Source, heard: Sequence[Heard]) -> Speaker | None:
    """Give the body or the group that spoke right before."""
    spoke = [past.speaker for past in heard[-2:] if past.speaker is not None]
    if not spoke:
        return None
    name = spoke[-1].name
    head = _AFTER_HEAD.split(name, maxsplit=1)[0].rpartition(" ")[2].lower()
    if source.pronoun == "it":
        return spoke[-1] if is_organisation(name) or head in BODIES else None
    many = " and " in name or head in SPEAKERS or (head.endswith("s") and name[:1].islower())
    return spoke[-1] if many else None
