"""Names of a claim, and its speaker: a capitalised word of the claim stands in a quote, or is short for one there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefings import dates
from briefings.regex import regex
from briefings.sentences import sentences
from briefings.words import Name, forms, listed, names

_FEW = 1  # words of a claim that are not its quote's, where the others are
_SAME_ROOT = 4  # letters that a name and its adjective share: Peru, Peruvian
CASELESS = frozenset({"de", "lb"})  # every noun has a capital letter there, so it marks no names
_ALIASES = (
    {"us", "usa", "united", "states", "america", "american", "americans"},
    {"uk", "united", "kingdom", "britain", "british"},
    {"eu", "european", "union"},
    {"un", "united", "nations"},
)
NOT_NAMES = frozenset(
    listed(
        """
    i mr mrs ms dr the a an and of in on at for to by with from as it he she they we his her its
    their our this that these those there all both each many most some several few more no not one
    two three four five six seven eight nine ten eleven twelve after before during since until under
    over about around when while where who what why how if but or so yet however meanwhile according
    also only even still now then here last next first second early late today tonight yesterday
    tomorrow people police officials scientists researchers experts authorities former new top
    senior federal local president secretary minister
    """
    )
)
_VERB_AFTER = regex(
    r"\s+(?:said|says|told|will|would|has|had|have|is|was|are|were|agreed|announced|plans|"
    r"wants|won|lost|met|made|may|could|can|should|"
    r"did|does|do|also|later|[a-z]{3,}ed)\b"
)


def missing(claim: str, speaker: str, quotes: Sequence[str], language: str) -> Iterator[str]:
    """Give the capitalised words that no quote has; an abbreviation and its full form are one."""
    source = " ".join(quotes)
    have = {*forms(source), *forms(source.replace(".", "")), *re.findall(r"[\w-]+", source.lower())}
    short_forms = set(_initials(source))
    runs = _runs(claim) if language[:2] not in CASELESS else _sure_runs(claim, have)
    named = list(names(speaker))
    if speaker and not named and not all(has(word, have) for word in forms(speaker)):
        yield speaker  # "a spokesman"
    for run in [*runs, *named]:
        if _is_short_for(run.text, have, short_forms):
            continue
        absent = [word for word in run.text.split() if not _is_known(word, have)]
        if absent:
            yield " ".join(absent)


def _sure_runs(claim: str, have: set[str]) -> Iterable[Name]:
    """Give the names where every noun has a capital: full names, and the one strange word of a claim."""
    strange = [word for word in forms(claim) if not has(word, have)]
    runs = [run for run in names(claim) if run.start]
    if len(strange) <= _FEW:
        return runs
    return [run for run in runs if " " in run.text]


def hears(speaker: str, quotes: Iterable[str]) -> bool:
    """Tell whether the speaker of a quotation only hears it there: ``“…,” Reyes told Lind``."""
    last = re.escape(speaker.rpartition(" ")[2])
    told = re.compile(
        rf"(?<![”\"’'] )\b(?:told|tells|telling|asked|asks|reminded|warned|informed) (?:[\w.’'-]+ ){{0,3}}{last}\b"
    )
    source = " ".join(quotes)
    mentions = len(re.findall(rf"\b{last}\b", source))
    return bool(last) and mentions > 0 and len(told.findall(source)) == mentions


def _is_short_for(name: str, have: set[str], short_forms: set[str]) -> bool:
    """Tell whether the name is an abbreviation of a name in the quotes, or the full form of one there."""
    bare = name.replace(".", "")
    if bare.isupper() and " " not in bare:
        return bare.lower() in have or bare.lower() in short_forms
    initials = _initials_of(name)
    return len(initials) > 1 and initials in have


def _runs(claim: str) -> Iterable[Name]:
    """Give the names of a claim; a capital that only opens its sentence makes none."""
    starts = {start for start, _ in sentences(claim)}
    for run in names(claim):
        opens = run.start in starts or claim[max(0, run.start - 4) : run.start].rstrip()[-1:] in (
            "",
            "“",
            '"',
            "[",
            "(",
            "‘",
        )
        if not opens or " " in run.text or _acts(claim, run):
            yield run


def _acts(claim: str, run: Name) -> bool:
    """Tell whether the first word stands where a name would: a verb or a possessive behind it."""
    if run.text.isupper() and len(run.text) > 1:
        return True
    return claim.startswith(("’s", "'s"), run.end) or (
        not run.text.endswith("s") and _VERB_AFTER.match(claim, run.end) is not None
    )


def _is_known(word: str, have: set[str]) -> bool:
    if any(c.isdigit() for c in word):
        return word.lower() in have
    pieces = [
        p for p in forms(word) if p not in NOT_NAMES and p not in dates.MONTH and p not in dates.WEEKDAYS
    ]
    return all(has(piece, have) for piece in pieces) or word.replace(".", "").lower() in have


def has(piece: str, have: set[str]) -> bool:
    """Tell whether a word stands there, in any of its forms: Peru, Peruvian."""
    if piece in have or len(piece) == 1:
        return True
    if any(piece in alias and alias & have for alias in _ALIASES):
        return True
    root = piece[: max(_SAME_ROOT, len(piece) - 3)]
    return len(piece) >= _SAME_ROOT and any(
        other.startswith(root)
        or (len(other) > _SAME_ROOT and piece.startswith(other[: max(_SAME_ROOT, len(other) - 2)]))
        for other in have
    )


def _initials(text: str) -> Iterable[str]:
    return (_initials_of(run.text) for run in names(text) if " " in run.text)


def _initials_of(name: str) -> str:
    return "".join(word[0] for word in name.removeprefix("The ").split() if word[0].isupper()).lower()
