"""Make a sentence short and able to stand alone, by deleting words and by naming what a pronoun means.

Invariant: the result has words of the sentence only, in its order, but for an antecedent in square
brackets that is cited beside it; nothing with a hedge or a source in it is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefings.facts.article import Sentence
from briefings.facts.people import Mention, meant
from briefings.hedges import CLASSES
from briefings.words import lowered

FIRST = 30  # words of "In short"
LONGEST = 25  # words of every other key fact

_DATELINE = re.compile(
    r"^(?:Photo |"
    r"Image copyright [\w ]{1,40}? )?(?:[A-Z][A-Z.'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]*){0,4} (?:\([\w ./]{2,30}\) )?|"
    r"\([A-Z][\w ./]{1,30}\) ?)(?:--|[—–-]) ?"
)
_CONNECTIVE = re.compile(
    r"^(?:But|And|So|However|Meanwhile|Also|Then|Instead|Still|Yet|Moreover|Furthermore|"
    r"In addition|Additionally|Besides|Indeed|Of course|"
    r"Nevertheless|Nonetheless|Thus|Therefore|Hence|In fact|For example|For instance|"
    r"As a result|Or|Now|Similarly|Likewise|Overall|In short|"
    r"Separately|By contrast|In contrast|On the other hand|At the same time|More importantly|"
    r"Finally|Again),? +(?=\w|[“\"])"
)
PRONOUN = re.compile(
    r"(?:He|She|They|It|His|Her|Hers|Their|Theirs|Its|This|That|These|Those|Such|There|Here|"
    r"We|I|You|My|Our|Your)(?:['’]\w+)?\b"
)
_PRONOUN_LATER = re.compile(
    r"(?:In|On|At|By|After|Before|During|With|For|From|Since|Until|As|When|While|If|Although|"
    r"Despite|Under|Last|Earlier|Later|"
    r"[A-Z][a-z]+(?:ed|ing)\b|[A-Z][a-z]+ly\b|\d+)[^,;:“”\"]{0,80}, "
    r"(?:he|she|they|it|his|her|their|its|this|these|those)\b"
)
_PERSONAL = re.compile(r"(He|She|His|Her)\b(?!['’])")
_VERB_NEXT = re.compile(
    r" (?:is|are|was|were|has|had|have|said|says|told|will|would|can|could|may|also|did|does|do|\w+ed|\w+s)\b"
)
_ASIDES = (
    re.compile(r"[,;] (?:which|who|whose|where|whom) [^,;:—–“”\"()]+(?=[,.;]|$)"),
    re.compile(r" ?\([^()]{1,200}\)"),
    re.compile(r" ?(?:—|–|--) ?[^—–“”\"]{3,160}?(?:—|–|--)(?= ?\w)"),
    re.compile(
        r", (?:making|leaving|describing|adding|calling|including|citing|marking|bringing|"
        r"raising|following|giving|causing|prompting|using|"
        r"based) [^,;:“”\"()]*[^,;:“”\"().](?=\.?[”\"]?$)"
    ),
    re.compile(r",? (?:while|although|though|even though|as well as|whereas) [^,;:“”\"()]+(?=\.?$)"),
    re.compile(r", (?:an?|the) [^,;:—–“”\"()]{3,80}(?=,)"),
    re.compile(r" ?(?:—|–|--) ?[^—–“”\"]{3,160}(?=\.$)"),
    re.compile(r", (?:an?|the|one of) [^,;:—–“”\"()]{3,120}(?=\.$)"),
)
_OPENING_CLAUSE = re.compile(
    r"^(?:While|Although|Though|Despite|Following|In a [a-z]+ [a-z]+|Speaking (?:to|at|in|"
    r"after)) [^,;:“”\"]{3,120}, (?=\w)"
)
_HEDGED = (CLASSES["source"], CLASSES["not"], CLASSES["chance"])


def count(text: str) -> int:
    """Count words as a reader does."""
    return len(text.split())


def trimmed(text: str, limit: int = LONGEST) -> str:
    """Delete what a fact can do without, the dearest last, until the sentence has at most `limit` words."""
    text = _opened(_DATELINE.sub("", text))
    for aside in _ASIDES:
        if count(text) <= limit:
            break
        text = _without(text, aside, limit)
    if count(text) > limit:
        opening = _OPENING_CLAUSE.match(text)
        if opening and not _is_hedged(opening.group()):
            text = text[opening.end() :]
    return _capitalised(text.strip())


def _opened(text: str) -> str:
    """Take a connective off the front, for it points at what stands before."""
    return _capitalised(_CONNECTIVE.sub("", text, count=1))


def _without(text: str, aside: re.Pattern[str], limit: int) -> str:
    """Delete the asides of one kind from the end forward, as far as needed; the comma behind one goes too."""
    for match in reversed(list(aside.finditer(text))):
        if count(text) <= limit:
            break
        if _is_hedged(match.group()) or match.start() == 0:
            continue
        behind = text[match.end() :]
        both = match.group()[0] == "," and behind.startswith(",")
        dash = match.group().lstrip()[0] in "—–-" and not behind.startswith((".", " "))
        text = text[: match.start()] + (behind[1:] if both else f" {behind}" if dash else behind)
    return text


def _is_hedged(piece: str) -> bool:
    """Tell whether a piece holds a source or a hedge that the rest of the sentence may need."""
    lower = lowered(piece)
    relative = lower.lstrip(",; ").startswith(
        ("which ", "who ", "whose ", "where ", "whom ", "while ", "although ", "though ")
    )
    return CLASSES["source"].search(lower) is not None or (
        not relative and any(p.search(lower) for p in _HEDGED)
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def dangles(text: str) -> bool:
    """Tell whether it opens with a word that points at something said before."""
    return any(pattern.match(text) for pattern in (PRONOUN, _CONNECTIVE, _PRONOUN_LATER))


def repaired(
    text: str, sentence: Sentence, before: Sequence[Sentence], named: Iterable[Mention]
) -> tuple[str, Sentence] | None:
    """Name in square brackets whom the first word means, and give the sentence that names them.

    Only the sentence before in the same paragraph is asked, and only where it names one person.
    """
    pronoun = _PERSONAL.match(text)
    if pronoun is None or not before or before[-1].block != sentence.block:
        return None
    previous = before[-1]
    found = meant(pronoun[1], named)
    if found is None or (pronoun[1] == "Her" and _VERB_NEXT.match(text, pronoun.end())):
        return None
    name = found.name.text
    owner = pronoun[1] in ("His", "Her")
    tail = ("’" if name.endswith("s") else "’s") if owner else ""
    return f"[{name}{tail}]{text[pronoun.end() :]}", previous
