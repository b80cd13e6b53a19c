"""Date expressions: where they stand, and which day they mean.

Invariant: `resolve` gives an ISO date (or year, or month) only where one reading is left; in doubt it
gives the empty string, and a relative expression never resolves without the date of its source.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.regex import any_of, regex
from briefings.tenses import ABROAD, DAYS_ABROAD, WEEKDAYS_ABROAD, Tense, is_clear, tense
from briefings.words import listed, lowered

_MONTHS = (
    "january jan janvier januar enero gennaio janeiro januari",
    "february feb février fevrier februar febrero febbraio fevereiro februari",
    "march mar mars märz marz marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei maj",
    "june jun juin juni junio giugno junho",
    "july jul juillet juli julio luglio julho",
    "august aug août aout agosto augustus augusti",
    "september sept sep septembre septiembre settembre setembro",
    "october oct octobre oktober octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec décembre decembre dezember diciembre dicembre dezembro",
)
MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
WEEKDAYS = tuple(
    day.lower() for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
_DAYS_OFF = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0,
    "later today": 0, "yesterday": -1, "last night": -1, "yesterday morning": -1, "yesterday afternoon": -1,
    "yesterday evening": -1, "tomorrow": 1, "tomorrow morning": 1, "tomorrow afternoon": 1, "tomorrow evening": 1,
    "tomorrow night": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
    "heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2,
    "aujourd'hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2,
    "hoy": 0, "ayer": -1, "oggi": 0, "ieri": -1, "domani": 1, "hoje": 0, "ontem": -1, "amanhã": 1,
    "vandaag": 0, "gisteren": -1, "eergisteren": -2, "overmorgen": 2, "anteayer": -2, "dopodomani": 2, "anteontem": -2,
    "dziś": 0, "dzisiaj": 0, "wczoraj": -1, "przedwczoraj": -2, "jutro": 1, "pojutrze": 2,
    "bugün": 0, "dün": -1, "yarın": 1,
    "сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2,
    "сьогодні": 0, "вчора": -1, "учора": -1, "позавчора": -2, "післязавтра": 2,
    "أمس": -1, "غدا": 1, "غدًا": 1, "غداً": 1, "आज": 0,
    "idag": 0, "igår": -1, "imorgon": 1, "dnes": 0, "včera": -1, "zítra": 1, "předevčírem": -2, "pozítří": 2,
    "tänään": 0, "eilen": -1, "huomenna": 1, "toissapäivänä": -2, "ylihuomenna": 2,
}  # fmt: skip
_FOREIGN = {
    "de": ("heute", "gestern", "vorgestern", "übermorgen"),
    "fr": ("aujourd'hui", "hier", "avant-hier", "demain", "après-demain"),
    "es": ("hoy", "ayer", "anteayer"),
    "it": ("oggi", "ieri", "domani", "dopodomani"),
    "pt": ("hoje", "ontem", "anteontem", "amanhã"),
    "nl": ("vandaag", "gisteren", "eergisteren", "overmorgen"),
    "pl": ("dziś", "dzisiaj", "wczoraj", "przedwczoraj", "jutro", "pojutrze"),
    "tr": ("bugün", "dün", "yarın"),
    "ru": ("сегодня", "вчера", "позавчера", "завтра", "послезавтра"),
    "uk": ("сьогодні", "вчора", "учора", "позавчора", "завтра", "післязавтра"),
    "ar": ("أمس", "غدا", "غدًا", "غداً"),
    "hi": ("आज",),  # "कल" is yesterday as well as tomorrow
    "sv": ("idag", "igår", "imorgon"),
    "cs": ("dnes", "včera", "zítra", "předevčírem", "pozítří"),
    "fi": ("tänään", "eilen", "huomenna", "toissapäivänä", "ylihuomenna"),
}
_COUNTS = {w: n for n, w in enumerate(listed("two three four five six seven eight nine ten"), 2)}

_WEEK = 7  # days
_FAR = 200  # days from which on a date without a year may be that of another year
_JUST_GONE = 2  # months after which "last July" is that of this year, or of the year before

_NAME = any_of(MONTH)
_WEEKDAY = any_of(WEEKDAYS)
_YEAR = r"(?:1[5-9]|20)\d\d"
_FULL_NAME = "|".join(names.split()[0] for names in _MONTHS)
_PATTERNS = (
    (
        rf"(?:{_WEEKDAY}),? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_NAME})|(?:{_NAME})\.? \d{{1,2}}(?:st|nd|"
        rf"rd|th)?(?![.,:]\d))\b"
        rf"(?:,? {_YEAR}\b)?"
    ),
    rf"(?:(?:last|this|next|early|late) |earlier this |mid[- ])(?:{_FULL_NAME})\b(?! \d)(?: (?:this|last) year\b)?",
    rf"(?:{_FULL_NAME}) (?:this|last) year\b",
    rf"{_YEAR}-\d\d-\d\d(?!\d)",
    rf"{_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?",
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)? (?:of |de |d')?(?:{_NAME})\b(?:\.(?=,? ))?(?:,? (?:de |del )?{_YEAR}\b)?",
    rf"(?:{_NAME})\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?\b(?![.,:]\d)(?:,? {_YEAR}\b)?|,? (?:de |del |of )?{_YEAR}\b)",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}\b",
    rf"(?:(?:early|earlier|late|later|mid)[ -])?(?:the )?(?:(?:early|mid|late)[ -])?{_YEAR}s\b",
    rf"(?:last |next |this |the following )?(?:{_WEEKDAY})(?: morning| afternoon| evening| night)?\b",
    r"the day (?:before yesterday|after tomorrow)\b",
    r"(?:earlier |later )?today\b|tonight\b|this (?:morning|afternoon|evening)\b|last night\b",
    r"(?:yesterday|tomorrow)(?: morning| afternoon| evening| night)?\b",
    r"(?:last|next|this|later this|earlier this) (?:week(?:end)?|month|year)\b",
    r"(?:last|next|this) (?:spring|summer|autumn|fall|winter)\b",
    rf"(?:\d{{1,3}}|a|an|one|{'|'.join(_COUNTS)}) (?:days?|weeks?|months?|years?) ago\b",
    rf"{_YEAR}(?:(?<=\bin ....)|(?<=\bsince ....)|(?<=\bby ....)|(?<=\buntil ....)|(?<=\bof ....))\b(?![.,:]\d)",
    rf"(?:(?<=\bin )|(?<=\bsince ))(?:{_NAME})\b",
)
_DATE = regex(rf"(?<![\w\-/.,])(?:{'|'.join(_PATTERNS)})(?!\w)")
_MAY = regex(r"(?:may|march|mar|mars|mai|mei|maj)\b")

_ABSOLUTE = regex(
    rf"(?:(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d)|(?P<cy>\d{{4}})年(?P<cm>\d{{1,2}})月(?:(?P<cd>\d{{1,2}})日)?"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)? (?:of |de |"
    rf"d')?(?P<m1>{_NAME})\.?(?:,? (?:de |del )?(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_NAME})\.?(?: (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>{_YEAR}))?|,? (?:de |del "
    rf"|of )?(?P<y3>{_YEAR}))|"
    rf"(?P<n1>\d{{1,2}})(?P<sep>[/.])(?P<n2>\d{{1,2}})[/.](?P<ny>\d{{4}})|(?P<y4>{_YEAR}))"
)
_AGO = regex(r"(\w+) days? ago")
_WITH_WEEKDAY = regex(rf"(?P<weekday>{_WEEKDAY}),? (?:the )?(?=\d|(?:{_NAME})\b)")
_SOME_MONTH = regex(
    rf"(?:(?P<which>last|this|next|early|late|earlier this|mid)[ -])?(?P<month>{_FULL_NAME})(?: (?P<year>this|"
    rf"last) year)?"
)
_SPAN_OF_YEARS = regex(r"(last|next|this) (month|year)")

_SOME_DAY = regex(r"\b(?:an?|one|any|each|every|some|most|that|through|thru) (?:[a-z]+ )?$", re.IGNORECASE)
_SOME_DAY_BEHIND = regex(r" (?:through|thru)\b")
_THE_DAY = regex(r"\bthe $", re.IGNORECASE)
_THE_DAY_OF = regex(r" (?:before|after|following|preceding|when|that)\b")
"""What makes a weekday any, or one that another day tells: "a Tuesday afternoon", "the Sunday before the vote"."""


TRIGGERS = frozenset(
    {
        *(*MONTH, *WEEKDAYS),
        *listed(
            "today tonight yesterday tomorrow ago morning afternoon evening night week weekend month year"
        ),
        *listed("spring summer autumn fall winter"),
        *(word for words in _FOREIGN.values() for word in words),
        *DAYS_ABROAD,
        *(
            f"{day}{part}"
            for day in DAYS_ABROAD
            for part in ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
        ),
    }
)
"""Words (as compared) of which every date expression without digits has one."""


YEAR = regex(r"\d{4}")
"""What every date expression without one of those words has."""


class Day(NamedTuple):
    """The parts of an absolute date; 0 where it does not name them."""

    year: int
    month: int
    day: int


def find(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Give start and end of each date expression of `text`, in order."""
    lower = lowered(text).replace("’", "'")
    english = language[:2] == "en"
    spans = [
        match.span()
        for match in _DATE.finditer(lower)
        if not (english and _is_verb(text[match.start() : match.end()]))
    ]
    for word in _FOREIGN.get(language[:2], ()):
        spans += [match.span() for match in re.finditer(rf"(?<![\w-]){word}\b", lower)]
    if language[:2] in WEEKDAYS_ABROAD:
        spans += [match.span() for match in ABROAD.finditer(lower)]
    return tuple(sorted(spans))


def covers(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of the spans, which are in order, shares a character with the stretch."""
    nearest = bisect_left(spans, (end,)) - 1
    return nearest >= 0 and spans[nearest][1] > start


def _is_verb(words: str) -> bool:
    """``may 15`` and ``in march`` in lower case name no month in English."""
    return _MAY.search(words) is not None and not re.search(r"\d{4}", words)


def resolve(words: str, published: dt.date | None, tense: Tense = "") -> str:
    """Give the ISO date that `words` mean in a text of that date, or "" where that is open."""
    words = " ".join(words.lower().replace("’", "'").split())
    named = _WITH_WEEKDAY.match(words)
    absolute = parts(words[named.end() :] if named else words)
    if absolute is not None:
        weekday = WEEKDAYS.index(named["weekday"]) if named else None
        return _complete(absolute, published, tense, weekday)
    return _relative(words, published, tense) if published else ""


def meant(text: str, span: tuple[int, int], published: dt.date | None, language: str = "") -> str:
    """Give the ISO date that the words at `span` mean in a text of that date, as their sentence tells."""
    start, end = span
    words = text[start:end].lower()
    weekday = _weekday_in(words)
    if published is None:
        return resolve(words, None)
    if weekday is None or _WITH_WEEKDAY.match(words):
        return resolve(words, published, tense(text, start, language))
    if (
        _SOME_DAY.search(text, 0, start)
        or _SOME_DAY_BEHIND.match(text, end)
        or (_THE_DAY.search(text, 0, start) and _THE_DAY_OF.match(text, end))
    ):
        return ""
    told = tense(text, start, language)
    is_next_day = (weekday - published.weekday()) % _WEEK == 1 and WEEKDAYS[weekday] in words
    if told == "past" and is_next_day and not words.startswith("last ") and not is_clear(text, start):
        return ""  # in other languages the tense is that of the whole sentence
    return resolve(words, published, told)


def parts(words: str) -> Day | None:
    """Read an absolute date; None where it is relative, names no month, or may be read in two ways."""
    match = _ABSOLUTE.fullmatch(words.lower())
    if match is None:
        return None
    if match["n1"]:
        return _numeric(int(match["n1"]), int(match["n2"]), int(match["ny"]), match["sep"])
    year = match["iy"] or match["cy"] or match["y1"] or match["y2"] or match["y3"] or match["y4"]
    name = match["m1"] or match["m2"]
    month = MONTH[name] if name else int(match["im"] or match["cm"] or 0)
    day = int(match["id"] or match["cd"] or match["d1"] or match["d2"] or 0)
    found = Day(int(year or 0), month, day)
    return found if _exists(found) else None


def _numeric(first: int, second: int, year: int, separator: str) -> Day | None:
    """Read ``16/10/2025``: with dots the day comes first, with slashes only where it cannot be the month."""
    months = 12
    candidates = {Day(year, second, first)}
    if separator == "/":
        candidates.add(Day(year, first, second))
    candidates = {c for c in candidates if c.month <= months and _exists(c)}
    return candidates.pop() if len(candidates) == 1 else None


def _exists(day: Day) -> bool:
    if not day.month:
        return not day.day
    return 1 <= day.month <= 12 and day.day <= calendar.monthrange(day.year or 2000, day.month)[1]  # noqa: PLR2004


def _complete(day: Day, published: dt.date | None, tense: Tense, weekday: int | None = None) -> str:
    if day.year:
        return "-".join([f"{day.year:04}", *(f"{part:02}" for part in (day.month, day.day) if part)])
    if published is None or not day.day:
        return ""
    days = [one for one in _same_days(day, published) if weekday in (None, one.weekday())]
    nearest = min(days, key=lambda d: _distance(d, published, tense), default=None)
    if nearest is None or (weekday is None and abs((nearest - published).days) > _FAR):
        return ""
    return nearest.isoformat()


def _same_days(day: Day, published: dt.date) -> Iterator[dt.date]:
    """Give that day in the years around the text's own."""
    for year in (published.year - 1, published.year, published.year + 1):
        if dt.MINYEAR <= year <= dt.MAXYEAR and day.day <= calendar.monthrange(year, day.month)[1]:
            yield dt.date(year, day.month, day.day)


def _distance(day: dt.date, published: dt.date, tense: Tense) -> int:
    """Days between; those against the tense of the sentence count as far away."""
    days = (day - published).days
    against = (tense == "past" and days > 0) or (tense == "future" and days < 0)
    return abs(days) + 1000 * against


def counts_from_speaking(words: str) -> bool:
    """Tell a day that whoever names it counts from the day of speaking: ``tomorrow``, ``three days ago``."""
    words = " ".join(words.lower().replace("’", "'").split())
    return words in _DAYS_OFF or _AGO.fullmatch(words) is not None


def _relative(words: str, published: dt.date, tense: Tense) -> str:
    if words in _DAYS_OFF:
        return _shift(published, _DAYS_OFF[words])
    ago = _AGO.fullmatch(words)
    if ago:
        count = (
            1 if ago[1] in ("a", "one") else _COUNTS.get(ago[1]) or (int(ago[1]) if ago[1].isdecimal() else 0)
        )
        return _shift(published, -count)
    month = _SOME_MONTH.fullmatch(words)
    if month:
        return _month_of(month, published)
    years = _SPAN_OF_YEARS.fullmatch(words)
    if years:
        return _year_or_month(years[1], years[2], published)
    return _weekday(words, published, tense)


def _shift(day: dt.date, days: int) -> str:
    try:
        return (day + dt.timedelta(days)).isoformat()
    except OverflowError:
        return ""


def _year_or_month(which: str, unit: str, published: dt.date) -> str:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "year":
        return f"{published.year + step:04}"
    months = published.year * 12 + published.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _month_of(words: re.Match[str], published: dt.date) -> str:
    """Give the month that ``last July`` and ``May this year`` mean; one of the months just gone may be either."""
    number, which = MONTH[words["month"]], words["which"] or ""
    ago = (published.month - number) % 12
    if words["year"]:
        year = published.year - (words["year"] == "last")
    elif which in ("this", "earlier this"):
        year = published.year
    elif which == "last" and ago > _JUST_GONE:
        year = published.year - (number >= published.month)
    elif which == "next" and number <= published.month:
        year = published.year + 1
    else:
        return ""
    return f"{year:04}-{number:02}"


def _weekday(words: str, published: dt.date, tense: Tense) -> str:
    """Take the last one in a past clause, the next one in a future clause, and none otherwise."""
    number = _weekday_in(words)
    if number is None or words.startswith(("next ", "the following ")):
        return ""  # "next Friday" means this week's to some readers
    ahead = (number - published.weekday()) % _WEEK
    if words.startswith("last "):
        return _shift(published, (ahead or _WEEK) - _WEEK)
    if words.startswith("this "):
        tense = tense or "future"
        if tense == "past" and number > published.weekday():
            return ""  # "this Friday" is none of last week
    if tense == "past":
        return _shift(published, ahead - _WEEK if ahead else 0)
    if tense == "future":
        return _shift(published, ahead) if ahead else ""  # a plan "on Friday", published on a Friday
    return ""


def _weekday_in(words: str) -> int | None:
    """Give the number of the weekday that stands in the words, in small letters."""
    number = next((at for at, day in enumerate(WEEKDAYS) if day in words), None)
    if number is None:
        number = next((at for day, at in DAYS_ABROAD.items() if words.startswith(day)), None)
    return number
