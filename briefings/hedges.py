"""Words that make a statement less than certain, and whether a shortened statement still has them.

Invariant: a hedge counts as lost only where the claim keeps most of the clause that the hedge governs
and has no other hedge of its class; a claim that leaves out the clause leaves out its hedge rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefings.regex import any_of, regex
from briefings.words import forms, is_content, listed, lowered

_SPEAK = any_of(
    listed(
        """
    say says said saying claim claims claimed claiming argue argues argued allege alleges alleged alleging
    report reports reported suggest suggests suggested believe believes believed think thinks thought estimate
    estimates estimated warn warns warned predict predicts predicted insist insists insisted announced told
    added wrote stated denies denied
    """
    )
)
CLASSES: Mapping[str, re.Pattern[str]] = {
    "source": regex(
        rf"\b(?:according to|(?:{_SPEAK})\b(?! (?:goodbye|hello))|in the words of|accused? of|"
        rf"accuses of|as quoted by|on suspicion of|suspected)"
    ),
    "chance": regex(
        r"\b(?:may|might|could|can|would|possibly|probably|perhaps|maybe|apparently|seemingly|"
        r"reportedly|allegedly|supposedly|purportedly|"
        r"seems? to|seemed to|appears? to|appeared to|likely|unlikely|potentially|alleged|"
        r"purported|if|unless|risks?|hopes?|believed|thought|suspected)\b"
    ),
    "plan": regex(
        r"\b(?:(?:expect(?:s|ed)?|likely|set|due|plan(?:s|ned)?|scheduled|hop(?:es?|ed)|"
        r"intend(?:s|ed)?|aim(?:s|ed)?|want(?:s|ed)?|tr(?:y|ies|ied)|"
        r"attempt(?:s|ed)?|threaten(?:s|ed)?|offer(?:s|ed)?|propos(?:es?|ed)|supposed|"
        r"poised) to|considering|expected|planned|proposed|forecast)\b"
    ),
    "not": regex(
        r"\b(?:not|no|never|none|nor|neither|without|cannot|hardly|barely|fail(?:s|ed)? to|"
        r"refus(?:es?|ed) to|den(?:y|ies|ied)|"
        r"unlikely|ruled out|stopped short of|yet to|nobody|nothing|lacks?|reject(?:s|ed)?|"
        r"only)\b|n['’]t\b|\bcannot\b"
    ),
    "amount": regex(
        r"\b(?:about|around|roughly|approximately|nearly|almost|some|more than|less than|"
        r"fewer than|over|under|at least|at most|up to|as (?:many|much) as|"
        r"no more than|no fewer than|close to|just (?:over|under)|an estimated|estimated|"
        r"circa|ca\.|above|below|or (?:more|less|so))(?!\w)"
    ),
}
_RESCUES: Mapping[str, tuple[str, ...]] = {
    "source": ("source",),
    "chance": ("chance", "plan"),
    "plan": ("plan", "chance"),
    "not": ("not",),
}
_MODAL = regex(
    r"\b(?:may|might|could|possibly|probably|perhaps|apparently|reportedly|allegedly|"
    r"supposedly|purportedly|(?:seems?|seemed|appears?|appeared) to)\b"
)
_PLAN = regex(
    r"\b(?:expects?|expected|likely|set|due|plans|planned|scheduled|hopes|hoped|intends|"
    r"intended|aims|aimed|wants|wanted|supposed|threatened|offered|proposed) to\b"
)
_NOT = regex(
    r"\b(?:not|never|failed to|fails to|refused to|refuses to|denied|denies|unlikely to)\b|"
    r"n['’]t\b|\bcannot\b"
)
_SAID = regex(rf"\b(?:{_SPEAK})\b(?: that\b)?|\baccording to\b")
_GOVERNING = {"chance": _MODAL, "plan": _PLAN, "not": _NOT}
_CLAUSE_END = regex(
    r"[,;:—–()\"“”]|\.(?:\s|$)| (?:but|while|although|though|because|which|who|where|when|after|before) "
)
_IN_RELATIVE = regex(r", (?:which|who|whom|whose|where) [^,;:.]*$")
_REACH = 6  # content words behind a hedge that it surely governs
_SHORT_CLAUSE = 3  # content words; its first, the verb, decides
_KEPT = 0.6  # share of them that makes the claim keep the clause


class Hedge(NamedTuple):
    """A hedge of a sentence and the content words that it governs."""

    text: str
    kind: str
    governed: tuple[str, ...]


@lru_cache(maxsize=64)  # asked again for each way to shorten a sentence
def hedges(sentence: str) -> tuple[Hedge, ...]:
    """Give the hedges of a sentence with what each governs."""
    lower = lowered(sentence)
    governing = [
        Hedge(sentence[slice(*match.span())], kind, _governed(lower, match.end()))
        for kind, pattern in _GOVERNING.items()
        for match in pattern.finditer(lower)
    ]
    return (*governing, *_attributions(sentence, lower))


def _attributions(sentence: str, lower: str) -> Iterator[Hedge]:
    """``Officials say CLAUSE`` governs what follows; ``CLAUSE, officials say.`` what stands before it.

    Of ``the bridge, which officials say is unsafe, will close`` it governs the relative clause.
    """
    for match in _SAID.finditer(lower):
        before = lower[max(0, match.start() - 60) : match.start()]
        within = _IN_RELATIVE.search(lower, max(0, match.start() - 60), match.start()) is not None
        rest = lower[match.end() : match.end() + 300]
        behind = _content(rest.partition(", ")[0] if within else rest)
        if len(behind) > 1 and not lower.startswith((",", ".", " in ", " on "), match.end()):
            yield Hedge(sentence[slice(*match.span())], "source", tuple(behind))
        elif "," in before:
            comma = match.start() - len(before) + before.rfind(",")
            yield Hedge(
                sentence[slice(*match.span())], "source", tuple(_content(lower[max(0, comma - 300) : comma]))
            )


def _governed(lower: str, at: int) -> tuple[str, ...]:
    rest = lower[at : at + 200]
    end = _CLAUSE_END.search(rest)
    return tuple(_content(rest[: end.start()] if end else rest)[:_REACH])


def _content(text: str) -> list[str]:
    return [stem(word) for word in forms(text) if is_content(word)]


def stem(word: str) -> str:
    """Cut a word to what its inflections share; coarse, because it only asks "is this clause still there?"."""
    return word[:5]


def lost(claim: str, sentence: str) -> tuple[str, ...]:
    """Give the hedges of `sentence` that `claim` has lost although it keeps what they govern."""
    found = hedges(sentence)
    if not found:
        return ()
    lower = lowered(claim)
    kept = tuple(_content(lower))
    needed = [hedge for hedge in found if _keeps(kept, hedge.governed)]
    has = {kind for kind in _RESCUES if CLASSES[kind].search(lower)} if needed else set[str]()
    return tuple(hedge.text for hedge in needed if not has.intersection(_RESCUES[hedge.kind]))


def _keeps(kept: tuple[str, ...], governed: tuple[str, ...]) -> bool:
    """Tell whether the claim has most of the governed clause, or is mostly a part of a long one."""
    if len(governed) <= _SHORT_CLAUSE and governed[:1] and governed[0] in kept:
        return True
    of_clause = sum(word in kept for word in governed)
    of_claim = sum(word in governed for word in kept)
    if of_clause < min(2, len(governed)) or not governed:
        return False
    return of_clause >= _KEPT * len(governed) or of_claim >= _KEPT * len(kept)
