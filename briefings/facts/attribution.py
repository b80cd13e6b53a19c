"""Attribution: the verbs of speaking in a statement, each with its subject as far as it has one.

Invariant: a source is outside of all quotations; where what stands beside a verb cannot be read as one subject,
the verb has no source.
"""

from __future__ import annotations

from typing import NamedTuple

from briefings.facts.cues import BE, BEFORE_VERB, CUES, QUOTED, SHOWN
from briefings.facts.phrases import (
    DAYS,
    DETERMINERS,
    FEW,
    LONGEST,
    PREPOSITIONS,
    STOPS_ROLE,
    Source,
    before_role,
    is_boundary,
    phrase,
    source,
)
from briefings.facts.subjects import behind
from briefings.facts.tokens import QUOTE, Token, Tokens
from briefings.words import listed

_DAY_BEFORE = frozenset(listed("on last this late early earlier next"))
_ADJOINING = frozenset(listed("before after since until"))
_FINITE = {"saying": "say", "pleading": "plead", "base": "say"}
_QUOTING = frozenset(listed("quoted quotes cited cites"))
_GOING_ON = (("went", "on", "to"), ("goes", "on", "to"), ("go", "on", "to"))
ISSUING = frozenset(listed("released issued sent gave posted published shared made releases issues sends"))
_ISSUED = frozenset(listed("statement message apology comment comments note letter email response reply"))
_RELAYING = frozenset(listed("reported reports"))
_MEDIA = frozenset(
    listed(
        "agency news newspaper times post journal tribune herald gazette guardian magazine tv television radio "
        "ap afp reuters bbc cnn abc nbc cbs npr xinhua tass dpa sana irna ansa kyodo"
    )
)
_FAR = 24  # words from "quoted" to "as saying"
_REACH_OF_COLON = 14  # words from "issued" to the colon
LEADING = CUES.keys() | {"according"} | _QUOTING | ISSUING
"""Words that may lead to who speaks: without one, nobody does."""
_REACH = 40  # words back from a verb in which its subject stands


class Cue(NamedTuple):
    """A verb of speaking, its place among the tokens, and its subject, as far as it has one."""

    at: int
    kind: str
    source: Source | None
    inverted: bool = False


def cues(read: Tokens) -> list[Cue]:
    """Give every verb of speaking with its subject, in order; ``according to`` is one too."""
    found = []
    for at, token in enumerate(read):
        if token.low not in LEADING:
            continue
        if token.low == "according" and at + 1 < len(read) and read[at + 1].low == "to":
            found.append(Cue(at, "according", behind(read, at + 2), inverted=True))
            continue
        if token.low in _QUOTING and at and not token.is_capital and _as_saying(read, at):
            found.append(Cue(at, "quoting", behind(read, at + 1), inverted=True))
            continue
        if token.low in ISSUING and not token.is_capital and _issues(read, at):
            found.append(Cue(at, "say", subject(read, at)))
            continue
        kind = CUES.get(token.low)
        if kind is None or (token.is_capital and at):
            continue
        found.append(_cue(read, at, kind))
    return found


def _cue(read: Tokens, at: int, kind: str) -> Cue:
    after = at - 1
    while after >= 0 and _is_filler(read[after]):
        after -= 1
    be = any(token.low in BE for token in read[after + 1 : at])
    if at > len(("went", "on")) and tuple(token.low for token in read[at - 3 : at]) in _GOING_ON:
        return Cue(at, _FINITE.get(kind, kind), subject(read, at - 3))
    if kind != "saying" and at and (read[at - 1].low in DETERMINERS or read[at - 1].low in PREPOSITIONS):
        return Cue(at, "noun", None)
    if kind in ("saying", "pleading") and not be:
        return _participle(read, at, kind, after)
    if be and kind not in ("saying", "pleading"):
        return Cue(at, "noun", None)  # the passive
    inverted = _inverted(read, at) if kind == "say" else None
    cue = inverted or Cue(at, _FINITE.get(kind, kind), subject(read, at))
    return cue._replace(kind="relay") if _relays(read, cue) else cue


def _as_saying(read: Tokens, at: int) -> bool:
    """``The Post quoted Reyes as saying``."""
    if any(token.low in BE for token in read[max(0, at - 2) : at]):
        return False
    for i in range(at + 1, min(at + _FAR, len(read) - 1)):
        if read[i].text[0] == QUOTE or read[i].text in (".", ";", ":"):
            return False
        if read[i].low == "as" and read[i + 1].low in ("saying", "telling"):
            return i > at + 1
    return False


def _issues(read: Tokens, at: int) -> bool:
    """``Reyes issued the following statement:``."""
    if any(token.low in BE for token in read[max(0, at - 2) : at]):
        return False
    noun = False
    for token in read[at + 1 : at + _REACH_OF_COLON]:
        if token.text == ":":
            return noun
        if not token.is_word or token.low in CUES:
            return False
        noun = noun or token.low in _ISSUED
    return False


def _relays(read: Tokens, cue: Cue) -> bool:
    """``the Harbour Post reported``: it passes on what others say."""
    return (
        cue.source is not None
        and read[cue.at].low in _RELAYING
        and any(token.low in _MEDIA for token in read[cue.source.first : cue.source.last + 1])
    )


def _participle(read: Tokens, at: int, kind: str, last: int) -> Cue:
    """``Reyes was seen saying``, ``Reyes is quoted as saying``, ``with Reyes saying``."""
    if kind == "saying" and at > 1 and read[at - 1].low in SHOWN and read[at - 2].low in BE:
        return Cue(at, "say", subject(read, at - 1))
    if at > 1 and read[at - 1].low == "as" and read[at - 2].low in QUOTED:
        return Cue(at, kind, subject(read, at - 2))
    return Cue(at, kind, _with(read, last))


def _inverted(read: Tokens, at: int) -> Cue | None:
    """``“…,” said Reyes``, and ``The bridge is old, said Reyes``."""
    found = behind(read, at + 1) if token_opens(read, at) else None
    if found is None and read[at].low in ("said", "says") and at and read[at - 1].text == ",":
        found = _last_named(read, at) if subject(read, at) is None else None
    return Cue(at, "say", found, inverted=True) if found is not None else None


def _last_named(read: Tokens, at: int) -> Source | None:
    """Give the name behind a verb that ends its clause."""
    found = behind(read, at + 1)
    ends = found is None or found.last + 1 >= len(read) or read[found.last + 1].text in (",", ".", ";")
    return found if ends and found is not None and found.kind == "name" else None


def _with(read: Tokens, last: int) -> Source | None:
    """``with Reyes shouting: “…”``, ``with the report saying “…”``."""
    first = last
    while first > max(0, last - LONGEST) and read[first].is_word and read[first].low not in STOPS_ROLE:
        first -= 1
    if first < 0 or first == last or read[first].low != "with":
        return None
    return source(read, "name" if read[first + 1].is_capital else "role", first + 1, last)


def token_opens(read: Tokens, at: int) -> bool:
    """Tell whether a verb stands right behind a quotation: ``“…,” said Reyes``."""
    return (at > 0 and read[at - 1].text[0] == QUOTE) or (
        at > 1 and read[at - 1].text == "," and read[at - 2].text[0] == QUOTE
    )


def _is_filler(token: Token) -> bool:
    low = token.low
    return (
        low in BEFORE_VERB
        or low in BE
        or (
            len(low) > FEW
            and low.endswith("ly")
            and not token.is_capital
            and low not in ("family", "assembly")
        )
    )


def subject(read: Tokens, at: int) -> Source | None:
    """Give the subject that stands before the verb at `at`, over its adverbs and over an apposition in commas."""
    last = at - 1
    while last >= 0 and _is_filler(read[last]):
        last -= 1
    if last >= 0 and read[last].low in DAYS:
        last -= 1
        while last >= 0 and read[last].low in _DAY_BEFORE:
            last -= 1
    if last < 0:
        return None
    if read[last].text == ",":
        return _before_apposition(read, last)
    return phrase(read, last)


def _before_apposition(read: Tokens, comma: int) -> Source | None:
    """``Reyes, who leads the station, said``, ``Her deputy, Ana Reyes, said``."""
    clause = comma
    while clause > max(0, comma - _REACH) and (read[clause - 1].is_word or read[clause - 1].text == ","):
        clause -= 1
    for at in range(clause, comma - 1):
        if read[at + 1].text != "," or not read[at].is_word:
            continue
        head = phrase(read, at)
        if head is None or head.kind not in ("name", "role", "pronoun"):
            continue
        opens = before_role(read, head.first)
        if not is_boundary(read, opens - 1) or (opens and read[opens - 1].low in _ADJOINING):
            continue
        if head.kind == "role":
            name = phrase(read, comma - 1)
            if name is not None and name.kind == "name" and name.first == at + 2:
                return name
        return head
    return None
