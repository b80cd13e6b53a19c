"""Make a sentence short by deleting words.

Invariant: the result has words of the sentence only, in its order, and ends with its stop; a hedge, a source
or a condition is never deleted without what it governs. A cut is made only where what is left surely is a
sentence; where none is sure, the sentence stays long and another one is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from briefings import datelines
from briefings.facts.cuts import KINDS, OPENINGS, SMALL, Kind
from briefings.facts.ranking import stems
from briefings.facts.remains import ARTICLE, holds_hedge, names_whom, without
from briefings.facts.standing import CONNECTIVE, dangles
from briefings.facts.verbs import AUXILIARY, FINITE, SPEAKING, has_verb
from briefings.hedges import lost
from briefings.regex import regex
from briefings.words import count

LONGEST = 25  # words of a key fact
IN_SHORT = 30  # words of the first one
_FEW = 5  # words that small cuts take away together
_SHORTEST = 8  # words that must be left
_MOST_CUTS = 6
_HOPELESS = 70  # words; what is longer cannot be made short
_MOST_PLACES = 8  # of one kind that are tried
_WORTH = 1.0  # of a word that a cut takes away, against the price of the cut
_MOST_LOST = 0.65  # share of what a sentence is worth: who loses more, has lost its news
_FIGURE = 1.0  # what it costs to cut a number away

_DATELINE = regex(
    r"^(?:Photo |"
    r"Image copyright [\w ]{1,40}? )?(?:[A-Z][A-Z.'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]*){0,4} (?:\([\w ./]{2,30}\) )?|"
    r"\([A-Z][\w ./]{1,30}\) ?)(?:--|[—–-]) ?"
)
_CLAUSES = ("Although ", "Though ")
_LOST_STOP = regex(r" +([.!?])$| \.(?= [a-z])")
"""A stop with a space before it: at the end, or where a line ended amid the sentence."""
_STOP = regex(r"[.!?…]+[”\"’)]*$")
_SAID_FIRST = regex(rf"^((?:[\w.’'-]+ ){{1,6}}(?:{SPEAKING})),(?= [a-z])")
_ALSO = regex(r"(?<=[a-z])(?<! but) also(?= [a-z])")
_WITHOUT_VERB = regex(rf" (?:{AUXILIARY})(?: not|n[’']t)?$|n[’']t$")
_COUNTS_ON = regex(r"\b(?:later|afterwards|thereafter|since then)\b")
_NO_SUBJECT = regex(r"(?:including|and|or|but|nor|which|who|whose|whom|where|as|than|to)\b")
_SPEAKS = regex(rf", (?:{SPEAKING})\b")
_OF_SPEAKER = 0.4  # what it costs to cut away who a speaker is


class Cut(NamedTuple):
    """A sentence with something left out, and what that costs."""

    cost: float
    text: str


def trimmed(text: str, limit: int = LONGEST, worth: Mapping[str, float] | None = None) -> str:
    """Delete what a fact can do without, the dearest last, until the sentence has at most `limit` words.

    What stems of words are `worth` is added to the price of a cut that takes them all away.
    """
    text = _LOST_STOP.sub(r"\1", _opened(_without_dateline(text)))
    if not limit < count(text) <= _HOPELESS or len(text) > _HOPELESS * 10:
        return text
    whole = text
    for _ in range(_MOST_CUTS):
        if count(text) <= limit:
            break
        best = _shorter(text, limit, worth, whole)
        if not best:
            break
        text = best
    return _barely(text, limit)


def _barely(text: str, limit: int) -> str:
    """Leave out a word or two where that makes a sentence as short as a fact, or as the first one, has to be."""
    words = count(text)
    enough = IN_SHORT if words > IN_SHORT else limit
    if not enough < words <= enough + _FEW:
        return text
    left = text
    for _ in range(_FEW):
        cuts = sorted(_small(left), key=lambda cut: (cut.cost, -len(cut.text)))
        left = next((cut.text for cut in cuts if _is_sound(cut.text, left, text)), "")
        if not left or count(left) <= enough:
            break
    return left or text


def _shorter(text: str, limit: int, worth: Mapping[str, float] | None, whole: str) -> str:
    """Give the sentence with its cheapest cut that is enough, else with its cheapest; nothing without a sound one."""
    cuts = list(_cuts(text))
    enough = [count(cut.text) <= limit for cut in cuts]
    for wanted in (True, False):
        alike = [cut for cut, is_enough in zip(cuts, enough, strict=True) if is_enough is wanted]
        for cut in sorted(_priced(text, alike, worth), key=lambda cut: (cut.cost, -len(cut.text))):
            if _is_sound(cut.text, text, whole):
                return cut.text
    return ""


def _priced(text: str, cuts: Sequence[Cut], worth: Mapping[str, float] | None) -> Sequence[Cut]:
    """Give the cuts that leave most of what the words are worth, each with the price of those it takes away."""
    if not worth or not cuts:
        return cuts
    told = stems(text)
    total = sum(worth.get(word, 0.0) for word in told)
    losses = [sum([worth.get(word, 0.0) for word in told - stems(cut.text)]) for cut in cuts]
    return [
        cut._replace(cost=cut.cost + _WORTH * loss)
        for cut, loss in zip(cuts, losses, strict=True)
        if loss <= _MOST_LOST * total
    ]


def _without_dateline(text: str) -> str:
    """Take off the place that a report begins with, and its dash."""
    filed = datelines.DATED.match(text) or _DATELINE.match(text)
    return text[filed.end() if filed else 0 :].strip()


def _opened(text: str) -> str:
    """Take off what points at the sentences before: a connective, and an "also".

    What the connective parted from the sentence needs no comma of its own: "Still, Reyes said, the ferry runs".
    """
    while connective := CONNECTIVE.match(text):
        text = _capitalised(_SAID_FIRST.sub(r"\1", text[connective.end() :], count=1))
    if " also " in text and "only" not in text:
        text = _ALSO.sub("", text, count=1)
    return _capitalised(text)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cuts(text: str) -> Iterator[Cut]:
    """Give the sentence without each of the things that it can do without."""
    stop = _STOP.search(text)
    if stop and "?" in stop.group():
        return
    body, end = (text[: stop.start()], stop.group()) if stop else (text, "")
    yield from _without_each(KINDS, body, end)
    for opening in OPENINGS:
        opened = opening.form.match(text)
        if opened and not _is_needed_first(opened.group(), text[opened.end() :], end):
            yield Cut(opening.cost, _capitalised(text[opened.end() :]))


def _small(text: str) -> Iterator[Cut]:
    """Give the sentence without a word or two."""
    stop = _STOP.search(text)
    at = stop.start() if stop else len(text)
    return _without_each(SMALL, text[:at], text[at:])


def _without_each(kinds: Sequence[Kind], body: str, end: str) -> Iterator[Cut]:
    """Give it without each thing of some kinds, with its stop."""
    signs = body.replace("—", "--").replace("–", "--").replace(" - ", " -- ")
    for kind in kinds:
        if kind.hint not in signs:
            continue
        for match in islice(kind.form.finditer(body), _MOST_PLACES):
            left = without(body, match, kind)
            if left:
                dear = _FIGURE * any(c.isdigit() for c in match.group())
                dear += _OF_SPEAKER * (kind.aside and _SPEAKS.match(body, match.end()) is not None)
                yield Cut(kind.cost + dear, left + end)


def _is_needed_first(opening: str, rest: str, end: str) -> bool:
    """Tell whether the rest needs its opening: a hedge, a name, a verb or a time in it, or it goes on in the rest."""
    verb = FINITE.search(rest)
    comma = rest.find(", ")
    return (
        holds_hedge(opening)
        or (opening.startswith(_CLAUSES) and not has_verb(opening))
        or names_whom(opening, opening + rest)
        or _WITHOUT_VERB.search(rest.removesuffix(end)) is not None
        or _COUNTS_ON.search(rest) is not None
        or _NO_SUBJECT.match(rest) is not None
        or (rest[0].islower() and not ARTICLE.match(f" {rest}") and 0 < comma < (verb.start() if verb else 0))
    )


def _is_sound(left: str, text: str, whole: str) -> bool:
    """Tell whether a shortened sentence still is one, stands alone no less than before, and keeps every hedge."""
    return (
        _SHORTEST <= count(left) < count(text)
        and all(left.count(one) == left.count(other) for one, other in ("“”", "()", "[]"))
        and left.count('"') % 2 == 0
        and (not dangles(left) or dangles(whole))
        and not lost(left, whole)
    )
