"""Subjects: the noun phrase behind a verb of speaking, and the one that a whole statement opens with.

Invariant: a subject is a source as `phrases` gives it, or begins at the token it is asked for; what no verb surely
follows is no subject of a statement.
"""

from __future__ import annotations

from briefings.facts.cues import BEFORE_VERB, BODIES, CUES, PERSONS, SPEAKERS
from briefings.facts.phrases import (
    ACTORS,
    DAYS,
    DETERMINERS,
    FEW,
    LONGEST,
    NEVER,
    PARTICLES,
    POSSESSIVE,
    PREPOSITIONS,
    STOPS_ROLE,
    TIME_NOUNS,
    Source,
    adjoins,
    before_role,
    is_office,
    phrase,
    role,
    source,
)
from briefings.facts.tokens import Token, Tokens
from briefings.facts.verbs import FINITE_FIRST
from briefings.regex import regex
from briefings.words import listed

_FINITE = regex(FINITE_FIRST)
_ENDS_PHRASE = frozenset(
    listed(
        """
        who in on at during after before as when while to about from by with whose that earlier later last this
        via if because through since following but and monday tuesday wednesday thursday friday saturday sunday
        yesterday today recently via when where then has had is was it
        """
    )
)
_NOT_OWNED = STOPS_ROLE | _ENDS_PHRASE | DETERMINERS
_JOINING = frozenset(listed("and but yet so then still however"))


# --- the subject behind the verb -----------------------------------------------------------------------


def behind(read: Tokens, first: int) -> Source | None:
    """Give the noun phrase that begins at a token: ``said Reyes``, ``said the mayor of Oslo, Ana Reyes``."""
    if first >= len(read) or not read[first].is_word or (read[first].low in NEVER and not _owns(read, first)):
        return None
    if read[first].low in ("he", "she", "they", "it"):
        return phrase(read, first)
    last, attached = _phrase_ends(read, first)
    if last < first:
        return None
    if read[last].is_capital and read[last].low not in DAYS:
        found = _name_behind(read, first, last, attached=attached)
        if found is not None:
            return found
    return _named_behind(read, last) or _role_behind(read, first, last, attached=attached)


def _owns(read: Tokens, at: int) -> bool:
    """Tell ``her husband`` from ``told her in Oslo``."""
    follows = read[at + 1] if at + 1 < len(read) else None
    return read[at].low == "her" and follows is not None and follows.is_word and follows.low not in _NOT_OWNED


def _name_behind(read: Tokens, first: int, last: int, *, attached: bool) -> Source | None:
    """``said Transport Minister Ana Reyes``, ``said Ministry of Transport spokesman Jonas Lind``."""
    run = last
    while run > first and read[run - 1].is_capital and not read[run - 1].text.endswith(POSSESSIVE):
        run -= 1
    if attached:
        named = run > first and read[run - 1].low in PERSONS and read[first].low in BODIES
        return source(read, "name", run, last) if named else None
    if run > first and read[run - 1].text.endswith(POSSESSIVE):
        return role(read, first, last)
    if run > first and read[run - 1].low in DETERMINERS and is_office(read, run, last):
        return role(read, run - 1, last)
    return source(read, "name", run, last)


def _phrase_ends(read: Tokens, first: int) -> tuple[int, bool]:
    """Give the last token of the phrase, and whether a preposition is in it."""
    last, attached, named = first - 1, False, False
    for at in range(first, min(len(read), first + LONGEST + FEW)):
        token = read[at]
        ends = token.low in _ENDS_PHRASE and not (token.is_capital and at > first)
        joins = token.low in ("of", "for", "at")
        if not token.is_word or ends or (joins and named and _is_whole(read, at)):
            break
        attached = attached or joins
        named = named or token.is_capital
        last = at
    while last > first and read[last].low in PREPOSITIONS:
        last -= 1
    return last, attached


def _is_whole(read: Tokens, at: int) -> bool:
    """Tell whether a name ends before "of": ``Ana Reyes of Oslo``, but not ``Secretary of State Ana Reyes``."""
    is_office = read[at - 1].low in ACTORS and at + 1 < len(read) and read[at + 1].is_capital
    return read[at - 1].is_capital and not is_office


def _role_behind(read: Tokens, first: int, last: int, *, attached: bool) -> Source | None:
    """``said the mayor``, ``said a spokesman for the group``, ``said officials``."""
    if last - first >= LONGEST or read[last].low in TIME_NOUNS:
        return None
    opens = read[first].low in DETERMINERS or any(t.text.endswith(POSSESSIVE) for t in read[first:last])
    return role(read, first, last) if opens or attached or read[last].low in SPEAKERS else None


def _named_behind(read: Tokens, last: int) -> Source | None:
    """``…, said her deputy, Ana Reyes.``: a full name between commas names the role."""
    first = last + 2
    if first >= len(read) or read[last + 1].text != "," or not read[first].is_capital:
        return None
    end = first
    while end + 1 < len(read) and adjoins(read, end + 1) and _is_of_name(read, end + 1):
        end += 1
    closed = end + 1 >= len(read) or read[end + 1].text in (",", ".", "—", "–", ";")
    return source(read, "name", first, end) if closed and end > first else None


def _is_of_name(read: Tokens, at: int) -> bool:
    """Tell whether a token goes on with a name: ``Jonas`` ``de`` ``Vries``."""
    last = len(read) - 1
    return read[at].is_capital or (read[at].low in PARTICLES and read[min(at + 1, last)].is_capital)


# --- the subject of a whole statement -------------------------------------------------------------------


def opening_subject(read: Tokens) -> Source | None:
    """Give the phrase that opens the statement, or that follows its opening up to a comma."""
    first = 0
    while first < len(read) and not read[first].is_word:
        first += 1
    starts = [first, *(i + 1 for i, token in enumerate(read[:40]) if token.text == "," and i > first)][:2]
    for start in starts:
        found = _opening_phrase(read, start)
        if found is not None:
            return found
    return None


def _opening_phrase(read: Tokens, start: int) -> Source | None:
    """Give the longest phrase that begins at a token and that a verb may follow."""
    for last in range(min(start + 7, len(read) - 2), start - 1, -1):
        found = phrase(read, last)
        if (
            found is None
            or found.kind not in ("name", "role", "pronoun")
            or read[last].text.endswith((*POSSESSIVE, "’", "'"))
        ):
            continue
        opens = _opens(read, found)
        behind_and = opens == start + 1 and read[start].low in _JOINING
        if (opens == start or behind_and) and _goes_on(read, found):
            return found
    return None


def _goes_on(read: Tokens, found: Source) -> bool:
    """Tell whether a verb may follow the phrase: a name is whole in itself, a role where surely more follows."""
    follows = read[found.last + 1]
    if follows.text == ",":
        return found.kind == "name" and read[min(found.last + 2, len(read) - 1)].text[0].islower()
    if found.kind != "role" or follows.low in ("who", "that", "which"):
        return follows.is_word and not follows.is_capital
    return follows.is_word and (is_subject(read, found) or follows.low.endswith("ing"))


def _opens(read: Tokens, found: Source) -> int:
    """Give where the phrase begins, with the words before a name that say what it is."""
    if found.kind != "name":
        return found.first
    first = before_role(read, found.first)
    return found.first if any(is_finite(token) for token in read[first : found.first]) else first


def is_subject(read: Tokens, found: Source) -> bool:
    """Tell whether what follows the phrase is a verb, an aside, or a phrase that belongs to it."""
    follows = read[found.last + 1]
    present = follows.low.endswith("s") and found.last > found.first
    return not follows.is_word or present or follows.low in PREPOSITIONS or is_finite(follows)


def is_finite(token: Token) -> bool:
    """Tell whether a word surely is a finite verb, or leads to one."""
    low = token.low
    return low in CUES or low in BEFORE_VERB or _FINITE.fullmatch(low.partition("-")[0]) is not None
