"""Does a claim stand in the sentences it cites? One answer for the gate of facts and for every build.

Invariant: what `unsupported` names is not in the quotes. It compares values, not spellings (1,200 is
1200, twelve is 12), so that a rewording by an editor raises no false alarm, while a changed number,
name or date, or a lost "not", always does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from briefings import dates
from briefings.hedges import CLASSES, lost
from briefings.model import Span, Value
from briefings.numbers import Number, numbers, values
from briefings.sentences import sentences
from briefings.words import Name, folded, forms, listed, lowered, names

_BRACKETED = re.compile(r"\((\d{4}(?:-\d\d){0,2})\)")
_SENTENCE_ENDS = tuple(".!?…”")
_LONGEST_PHRASE = 8  # words of a field of the box
_AMOUNT_BEFORE = 30  # characters before a number in which "more than" or "up to" may stand
_SAME_ROOT = 4  # letters that a name and its adjective share: Peru, Peruvian
_CASELESS = frozenset({"de", "lb"})  # every noun has a capital letter there, so it marks no names
_ALIASES = (
    {"us", "usa", "united", "states", "america", "american", "americans"},
    {"uk", "united", "kingdom", "britain", "british"},
    {"eu", "european", "union"},
    {"un", "united", "nations"},
)
_NOT_NAMES = frozenset(
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
_VERB_AFTER = re.compile(
    r"\s+(?:said|says|told|will|would|has|had|have|is|was|are|were|agreed|announced|plans|"
    r"wants|won|lost|met|made|may|could|can|should|"
    r"did|does|do|also|later|[a-z]{3,}ed)\b"
)


class Unsupported(Value, frozen=True):
    """What of a claim stands in none of its quotes, each as written in the claim (hedges: in the quote)."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()

    @property
    def serious(self) -> bool:
        """Tell whether more is wrong than the wording."""
        return bool(self.numbers or self.names or self.dates or self.hedges)


def stands_in(quote: str, text: str) -> bool:
    """Tell whether the quote is verbatim in the text, white space and composition of characters apart."""
    wanted = folded(quote)
    return bool(wanted) and wanted in folded(text)


def unsupported(
    claim: str,
    quotes: Sequence[str],
    *,
    published: dt.date | None = None,
    language: str = "en",
    speaker: str = "",
) -> Unsupported:
    """Compare a claim with the quotes it cites; `published` is the date of their source."""
    spans = dates.find(claim, language)
    return Unsupported(
        words=missing_words(_BRACKETED.sub(" ", claim), quotes),
        numbers=tuple(_missing_numbers(claim, spans, quotes, language)),
        names=tuple(_missing_names(claim, speaker, quotes, language)),
        dates=tuple(_missing_dates(claim, spans, quotes, published, language)),
        hedges=tuple(_lost_hedges(claim, quotes)) if language[:2] == "en" else (),
    )


def _lost_hedges(claim: str, quotes: Iterable[str]) -> Iterator[str]:
    """Give the hedges that a statement lost; a phrase, such as a name or a place, states nothing."""
    bare = _BRACKETED.sub(" ", claim).strip()
    if bare[-1:] in _SENTENCE_ENDS or len(bare.split()) > _LONGEST_PHRASE:
        for quote in quotes:
            yield from lost(bare, quote)


def missing_words(claim: str, quotes: Iterable[str]) -> tuple[str, ...]:
    """Give the words of the claim that stand in no quote."""
    have = {word for quote in quotes for word in forms(quote)}
    return tuple(word for word in forms(claim) if word not in have)


# --- numbers -------------------------------------------------------------------------------------------


def _missing_numbers(
    claim: str, spans: Sequence[Span], quotes: Sequence[str], language: str
) -> Iterable[str]:
    """Give the numbers whose value no quote has, and those that lost their "more than" or "up to"."""
    have: dict[str, list[tuple[Number, str]]] = {}
    for quote in quotes:
        for found in values(quote, language):
            have.setdefault(_worth(found), []).append((found, quote))
    for number in numbers(claim, language):
        if dates.covers(spans, number.start, number.end) or _in_brackets(claim, number):
            continue
        same = [
            (found, quote) for found, quote in have.get(_worth(number), ()) if _measures_alike(found, number)
        ]
        words = claim[number.start : number.end].strip()
        if not same:
            if not _is_written(claim, number, quotes):
                yield words
        elif not _is_approximate(claim, number) and all(
            _is_approximate(quote, found) for found, quote in same
        ):
            yield words


def _worth(number: Number) -> str:
    """Give the value as decimal digits: equal numbers read from unlike words have one form."""
    return f"{number.value:.9g}"


def _measures_alike(one: Number, other: Number) -> bool:
    """Tell whether neither is money or a share where the other is another kind."""
    return len({one.mark, other.mark} - {""}) <= 1


def _in_brackets(claim: str, number: Number) -> bool:
    return any(m.start() < number.end and number.start < m.end() for m in _BRACKETED.finditer(claim))


def _is_written(claim: str, number: Number, quotes: Sequence[str]) -> bool:
    """Tell whether the same expression stands in a quote, whatever it is worth there."""
    words = folded(claim[number.start : number.end].strip())
    pattern = re.compile(
        rf"(?<![\w.,$€£¥%-]){re.escape(words)}(?![\w%]|[.,]\d|\s?(?:%|per ?cent|million|"
        rf"billion|thousand|hundred|trillion))"
    )
    return any(pattern.search(folded(quote)) for quote in quotes)


def _is_approximate(text: str, number: Number) -> bool:
    before = lowered(text[max(0, number.start - _AMOUNT_BEFORE) : number.start])
    behind = lowered(text[number.end : number.end + 12])
    return any(
        len(before[m.end() :].split()) <= 1 and not before[m.end() :].strip(" $€£¥a")
        for m in CLASSES["amount"].finditer(before)
    ) or behind.lstrip().startswith(("or more", "or less", "or so"))


# --- names ---------------------------------------------------------------------------------------------


def _missing_names(claim: str, speaker: str, quotes: Sequence[str], language: str) -> Iterable[str]:
    """Give the capitalised words that no quote has; an abbreviation and its full form are one."""
    if language[:2] in _CASELESS:
        return
    source = " ".join(quotes)
    have = {*forms(source), *forms(source.replace(".", "")), *re.findall(r"[\w-]+", source.lower())}
    short_forms = set(_initials(source))
    for run in [*_runs(claim), *names(speaker)]:
        if _is_short_for(run.text, have, short_forms):
            continue
        absent = [word for word in run.text.split() if not _is_known(word, have)]
        if absent:
            yield " ".join(absent)


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
        p for p in forms(word) if p not in _NOT_NAMES and p not in dates.MONTH and p not in dates.WEEKDAYS
    ]
    return all(_has(piece, have) for piece in pieces) or word.replace(".", "").lower() in have


def _has(piece: str, have: set[str]) -> bool:
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


# --- dates ---------------------------------------------------------------------------------------------


def _missing_dates(  # the claim and its dates, the quotes and what dates them
    claim: str, spans: Sequence[Span], quotes: Sequence[str], published: dt.date | None, language: str
) -> Iterable[str]:
    have = [(quote, start, end) for quote in quotes for start, end in dates.find(quote, language)]
    known = {
        (folded(q[a:b]).lower(), dates.resolve(q[a:b], published, dates.tense(q, a))) for q, a, b in have
    }
    brackets = {match.start(1): match for match in _BRACKETED.finditer(claim)}
    for match in brackets.values():
        if not _follows(claim, match, known):
            yield match[1]
    for start, end in spans:
        if start not in brackets and not _is_dated(claim[start:end], known, quotes):
            yield claim[start:end]


def _follows(claim: str, match: re.Match[str], known: set[tuple[str, str]]) -> bool:
    """Tell whether the ISO date in brackets follows from the words right before it, as the quotes date them."""
    before = folded(claim[: match.start()]).lower()
    return any(iso == match[1] and before.endswith(words) for words, iso in known)


def _is_dated(words: str, known: set[tuple[str, str]], quotes: Sequence[str]) -> bool:
    """Tell whether the quotes name this day: in these words, in others for the same day, or word by word."""
    words = folded(words).lower()
    if any(words == other or re.search(rf"\b{re.escape(words)}\b", other) for other, _ in known):
        return True
    day = dates.parts(words)
    if day is None:
        return _says(words, quotes)
    return any(_same_day(day, other, iso) for other, iso in known) or _says(words, quotes)


def _same_day(day: dates.Day, words: str, iso: str) -> bool:
    """Tell whether the claim has the day of the quote and names no part that the quote leaves open."""
    other = dates.parts(words) or dates.parts(iso)
    if other is None:
        return False
    if iso and not (other.year and other.month):
        other = dates.parts(iso) or other
    return all(not mine or mine == its for mine, its in zip(day, other, strict=True))


def _says(words: str, quotes: Sequence[str]) -> bool:
    """Tell whether one quote has all words of the expression: ``16 and 17 October`` says "17 October"."""
    wanted = {re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", w) for w in re.findall(r"\w+", words)} - {
        "of",
        "the",
        "last",
        "this",
    }
    return any(wanted <= _plain(quote) for quote in quotes)


def _plain(quote: str) -> set[str]:
    return {re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word) for word in re.findall(r"\w+", lowered(quote))}
