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
from typing import Literal, NamedTuple

from briefings.regex import any_of, regex
from briefings.words import listed, lowered

Tense = Literal["past", "future", ""]

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
_WEEKDAYS_ABROAD = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
_DAY_ABROAD = {
    name: number
    for table in _WEEKDAYS_ABROAD.values()
    for number, names in enumerate(table.split())
    for name in names.split("|")
}
_COUNTS = {w: n for n, w in enumerate(listed("two three four five six seven eight nine ten"), 2)}

_WEEK = 7  # days
_FAR = 200  # days from which on a date without a year may be that of another year
_JUST_GONE = 2  # months after which "last July" is that of this year, or of the year before
NEAR = 300  # characters around a date in which its verb is looked for

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
_ABROAD = regex(
    rf"\b(?:(?:{'|'.join(name for name, day in _DAY_ABROAD.items())})(?:morgen|vormittag|mittag|nachmittag|abend|"
    rf"nacht)?"
    r"(?: (?:matin|soir|après-midi|früh))?)\b"
)
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

_FUTURE = regex(
    r"\b(?:(?:set|due|planned|expected|called) (?:for|on)\b|will|shall|won['’]t|upcoming|forthcoming|scheduled|"
    r"slated|next|going to|about to|ahead of|"
    r"(?:agreed|agrees|plan|plans|planned|planning|expected|expects|due|set|likely|intends?|"
    r"intended|hopes?|hoped|vowed|"
    r"wants?|promised|ready|poised|is|are|(?:was|were)(?= to (?!(?:be )?blame))) to)\b|['’]ll\b"
)
_DID = any_of(
    listed(
        """
    said was were had did has have went came took made told held began died won lost met gave found left hit struck
    fell rose shot killed wrote spoke saw led got became sent put cut broke brought bought sold
    """
    )
)
_PAST = regex(
    rf"\b(?:{_DID}|"
    r"(?!need|exceed|proceed|succeed|indeed|speed|agreed|expected|planned|scheduled)[a-z]{2,}ed)\b"
)
_NOT_YET = regex(
    r"\b(?:will|shall|would|should|could|can|may|might|must|to)(?: not| [a-z]{1,12}ly)? (?:be|"
    r"get)(?: [a-z]{1,12}ly)? $"
)
"""What makes a participle no past: "the trial will be postponed"."""
_AUXILIARIES = 40  # characters
_UNSURE = regex(
    r"\b(?:would|should|could|can|may|might|must|cannot|hop(?:es|ed|ing)|try(?:ing)?|to (?!the\b|an?\b)[a-z]+)\b"
)
"""Verbs that leave open on which side of the text a day lies."""
_PLURAL_OR_PRESENT = regex(r"[a-z]{2,}[^s\W]s (?:(?:again|only|early|late) )?(?:on )?$")
"""What may be a verb of the present right before a day: "opens on"."""
_DONE_ON = regex(
    r"\b(?:said|told|died|went|came|took|began|fell|rose|won|lost|met|spoke|wrote|saw|became|gave|broke|"
    r"(?:was|were|had(?: been)?)(?: [a-z]{1,12}ly)? "
    r"(?!set|due|expected|planned|scheduled|supposed|slated|meant|ready|about|likely)(?:[a-z]{2,}ed|shot|held|hit|"
    r"found|taken|given|seen|shut|sent|struck|told|met|left|won|lost|sold|born|begun|fallen|stolen|sworn))"
    r"(?: (?:in|at|near|by|with|from|outside|off)(?: (?:the|an?))?(?: [\w’'-]+){1,3}){0,2} (?:early |late )?(?:on )?$"
)
"""A verb that is nothing but past, and the places between it and a day: "were killed in Selmouth on"."""
_LEFT_OPEN = regex(r"\b(?:if|unless|would|could|might|may|will|until|before) [^,;:.]*$", re.IGNORECASE)
_SOME_DAY = regex(r"\b(?:an?|one|any|each|every|some|most|that|through|thru) (?:[a-z]+ )?$", re.IGNORECASE)
_SOME_DAY_BEHIND = regex(r" (?:through|thru)\b")
_THE_DAY = regex(r"\bthe $", re.IGNORECASE)
_THE_DAY_OF = regex(r" (?:before|after|following|preceding|when|that)\b")
"""What makes a weekday any, or one that another day tells: "a Tuesday afternoon", "the Sunday before the vote"."""


_PARTICIPLE_FR = r"\w{1,30}(?:é|ée|és|ées|i|is|it|u|us|ue|ert)"
_PAST_ABROAD = {
    "de": r"\b(?:hatten?|wurden?|war(?:en)?|sagten?|kam(?:en)?|ging(?:en)?|gab(?:en)?|fand|fanden|begann|starb|starben|"
    r"fiel|traf|lag(?:en)?|blieb(?:en)?|hielt(?:en)?|ließ(?:en)?|rief(?:en)?|schrieb(?:en)?|sprach(?:en)?|"
    r"nahm(?:en)?|"
    r"zog(?:en)?|trafen|stieg|gewann|verlor|brach|"
    r"(?:hat|haben|ist|sind|worden)\b[^.]{0,200}\b(?:(?:\w{2,4})?(?:ge|be|ver|er|ent|zer)"
    r"\w{1,30}(?:t|en)|\w{1,30}iert|worden)\b|[a-zäöüß]{3,30}(?<!letz)(?<!nächs)(?<!ers)(?<!heu)"
    r"(?:ten?(?= )|te(?=[,.;])))\b",
    "fr": r"\b(?:ont|avait|avaient|était|étaient|fut|furent|"
    rf"a (?:été |\w{{2,20}}ment |également )?{_PARTICIPLE_FR}|(?:est|sont) (?:été |\w{{2,20}}ment |également )?"
    rf"(?!prév|attend|programm|fix|envisag|annonc|convoqu|planif|appel){_PARTICIPLE_FR})\b",
    "es": r"\b(?:ha|han|había|habían|fue|fueron|era|eran|hubo|dijo|hizo|tuvo|detuvo|obtuvo|estuvo|puso|propuso|quiso|"
    r"vino|pudo|supo|trajo|condujo|dio|vio|dijeron|hicieron|detuvieron|tuvieron|"
    r"[a-záéíóú]{2,30}(?:ó|aron|ieron))(?!\w)",
}
_FUTURE_ABROAD = {
    "de": r"\b(?:will|wollen|sollen?|werden(?! (?:konnten?|mussten?))|wird|geplant|vorgesehen|angesetzt|angekündigt|"
    r"terminiert|bevorsteh\w+|kommenden?|nächsten?)\b(?![^.]{0,200}\bworden\b)",
    "fr": r"\b(?:va|vont|doit|doivent|devrait|devraient|prochaine?|sera|seront|aura|auront|"
    r"(?:est|sont) (?:prévu|attendu|programmé|fixé|envisagé|convoqué)e?s?|"
    r"[a-zéè]{3,30}(?:ra|ront))\b",
    "es": r"\b(?:va|van|próximos?|próximas?|debe|deben|prevé|previst[oa]s?|[a-záéíóú]{2,30}(?:rá|rán))(?!\w)",
}
_LANGUAGE_OF = {
    day: language
    for language, table in _WEEKDAYS_ABROAD.items()
    for names in table.split()
    for day in names.split("|")
}
_BEHIND_ABROAD = {
    "de": r"\b(?:[Nn]achdem|[Nn]ach (?:dem|der|den|einem|einer)|[Ss]eit)\b[^,.;:]{0,40}$",
    "fr": r"\b(?:[Aa]près|[Dd]epuis|[Ss]uite à)\b[^,.;:]{0,40}$",
    "es": r"\b(?:[Tt]ras|[Dd]espués de|[Dd]esde)\b[^,.;:]{0,40}$",
}
_AHEAD_ABROAD = {
    "de": r"\b(?:[Vv]or (?:dem|der|den|einem|einer)|[Bb]is)\b[^,.;:]{0,40}$",
    "fr": r"\b(?:[Aa]vant|[Jj]usqu['’]à|[Jj]usqu['’]au|[Dd]['’]ici)\b[^,.;:]{0,40}$",
    "es": r"\b(?:[Aa]ntes de|[Hh]asta)\b[^,.;:]{0,40}$",
}
"""What leads up to a day that lies behind, or ahead, whatever the verb of the sentence says."""
_APPOINTED = regex(
    r"\w+day['’]s (?:[\w-]+ ){0,2}(?:elections?|votes?|voting|referendum|meeting|summit|talks|games?|match|final|"
    r"debate|"
    r"hearing|deadline|primary|primaries|launch|ceremony|inauguration|poll|polls|runoff|concert|trial)\b"
)
"""What may lie ahead as well as behind: "Tuesday’s election"."""
_AHEAD = regex(r"\b(?:ahead of|in the run-up to|in time for|prepar\w+ for|upcoming|until) (?:the |next )?$")
_BEHIND = regex(r"\b(?:after|following|since|in the wake of) (?:the |last )?$")


TRIGGERS = frozenset(
    {
        *(*MONTH, *WEEKDAYS),
        *listed(
            "today tonight yesterday tomorrow ago morning afternoon evening night week weekend month year"
        ),
        *listed("spring summer autumn fall winter"),
        *(word for words in _FOREIGN.values() for word in words),
        *_DAY_ABROAD,
        *(
            f"{day}{part}"
            for day in _DAY_ABROAD
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
    if language[:2] in _WEEKDAYS_ABROAD:
        spans += [match.span() for match in _ABROAD.finditer(lower)]
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
    if told == "past" and is_next_day and not words.startswith("last ") and not _is_clear(text, start):
        return ""  # in other languages the tense is that of the whole sentence
    return resolve(words, published, told)


def _is_clear(sentence: str, at: int) -> bool:
    """Tell whether a sentence that seems past surely is: who means the day after the text may write as much.

    Of the day after the text, six days ago is the least likely reading, so nothing in the sentence may look ahead,
    and the verb of the past stands before the day, or the day opens the sentence. Where a verb that is nothing but
    past leads to the day, with no more than places between, it does not matter what else the sentence says.
    """
    done = _DONE_ON.search(sentence, max(0, at - NEAR), at)
    if done and not _LEFT_OPEN.search(sentence[max(0, done.start() - _AUXILIARIES) : done.start()]):
        return True
    near = sentence[max(0, at - NEAR) : at + NEAR]
    if _FUTURE.search(near) or _UNSURE.search(near) or _PLURAL_OR_PRESENT.search(sentence, 0, at):
        return False
    return _last(_PAST, sentence[max(0, at - NEAR) : at]) >= 0 or at <= len("Early on ")


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
        number = next((at for day, at in _DAY_ABROAD.items() if words.startswith(day)), None)
    return number


def tense(sentence: str, at: int, language: str = "") -> Tense:
    """Tell whether the date at `at` lies behind or ahead: the nearest verb decides, those before it first.

    Where the language is not told, a weekday tells it.
    """
    language = language[:2] or _language_of(sentence, at)
    if language in _PAST_ABROAD:
        return _tense_abroad(sentence, at, language)
    if _APPOINTED.match(sentence, at) and not _BEHIND.search(sentence, 0, at):
        return "future" if _AHEAD.search(sentence, 0, at) else ""
    sentence = sentence[max(0, at - NEAR) : at + NEAR]
    at = min(at, NEAR)
    before = sentence[:at]
    past, future = _last(_PAST, before), _last(_FUTURE, before)
    if past < 0 and future < 0:
        past, future = _first(_PAST, sentence, at), _first(_FUTURE, sentence, at)
    if past == future:
        return ""
    return "past" if past > future else "future"


def _language_of(sentence: str, at: int) -> str:
    day = _ABROAD.match(sentence.lower(), at)
    return next((code for name, code in _LANGUAGE_OF.items() if day and day.group().startswith(name)), "")


def _tense_abroad(sentence: str, at: int, language: str) -> Tense:
    """Tell the tense of a whole sentence, and of what leads up to the date; where it has both, that is open."""
    before = sentence[max(0, at - NEAR) : at]
    past = re.search(_PAST_ABROAD[language], sentence) or re.search(_BEHIND_ABROAD[language], before)
    future = re.search(_FUTURE_ABROAD[language], sentence) or re.search(_AHEAD_ABROAD[language], before)
    return "" if bool(past) == bool(future) else "past" if past else "future"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Give where the last match stands that no auxiliary makes one of what is to come; negative for none."""
    starts = [match.start() for match in pattern.finditer(text)]
    sure = (at for at in reversed(starts) if not _NOT_YET.search(text, max(0, at - _AUXILIARIES), at))
    return next(sure, -1)


def _first(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Give how near the first match behind `at` is, larger when nearer; negative for none."""
    match = pattern.search(text, at)
    return len(text) - match.start() if match else -1
