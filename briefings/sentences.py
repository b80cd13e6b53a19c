"""Where sentences begin and end, as code-point offsets into the very text.

Invariant: spans are in order, do not overlap, hold no outer white space, and together hold every
character that is not white space. A blank line always ends a sentence; a full stop ends one only
where nothing speaks against it, because a span too long still holds what it is cited for.
Every look around a stop is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefings.model import Span
from briefings.words import listed

_CLOSERS = "\"'”’»›“)\\]」』）】"
_EASTERN_CLOSERS = _CLOSERS.replace("“", "")  # which opens there, and closes in German alone
_STOP = re.compile(
    rf"[.!?…؟]+[{_CLOSERS}]*(?:[ \u00a0\u202f]»)?|[。！？｡।॥۔։።]+[{_EASTERN_CLOSERS}]*|\n[ \t\r]*\n\s*"
)
_GREEK_STOP = re.compile(rf"[.!;?…]+[{_CLOSERS}]*|\n[ \t\r]*\n\s*")
_HARD = frozenset("。！？｡।॥۔։።؟")
_OPENERS = "\"'“‘«‹„([「『（【¿¡—–-*• \t\n\r\u00a0"
_LOOK = 32  # characters looked at on either side of a stop: longer than any abbreviation or opening

_WORD_BEFORE = re.compile(r"[^\W_][\w.'’\u0900-\u0963-]*$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_GLUED = re.compile(r"(?:[A-Z][a-z]+|A|I)[ ,]")
_SPEECH_AFTER = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,3}(?:said|says|asked|asks|added|wrote|told|cried|replied|"
    r"tweeted|shouted|wondered)\b"
)

_NEVER_LAST: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        listed(
            """
    mr mrs ms messrs dr prof sen rep reps sens gov gen col lt sgt capt maj cmdr adm rev hon pres
    supt cpl pvt fr st mt ft vs v no nos vol fig figs p pp ch sec art cf e.g i.e viz approx est dept
    ave blvd al c ca bros
    """
        )
    ),
    "de": frozenset(
        listed(
            """
    dr prof hr fr frl nr str st ca bzw z.b d.h u.a z.t v.a s.o vgl abs art bd mio mrd evtl ggf inkl
    max min sog geb gest jh chr hl ing dipl tel abb aufl hrsg
    """
        )
    ),
    "fr": frozenset(
        listed(
            """
    m mm mme mmes mlle mlles dr pr st ste me mgr p pp art av boul bd env c.-à-d p.ex fig vol n no
    """
        )
    ),
    "es": frozenset(
        listed(
            """
    sr sra srta sres dr dra prof d dña ing lic gral ud uds pág págs núm art av avda fig aprox p.ej
    """
        )
    ),
    "it": frozenset(
        listed("sig sigg sig.ra dott dott.ssa dr prof avv ing arch geom on pag pagg art fig n p.es cfr s ss")
    ),
    "pt": frozenset(listed("sr sra srs dr dra prof eng exmo exma pág págs art av fig n nº p.ex aprox")),
    "nl": frozenset(listed("dhr mevr mw dr drs ir mr prof ing blz nr bijv bv ca d.w.z m.b.t o.a st")),
    "sv": frozenset(listed("dr prof bl.a d.v.s t.ex ca nr kl s.k st")),
    "da": frozenset(listed("dr prof bl.a f.eks ca nr kl mio mia st hr")),
    "no": frozenset(listed("dr prof bl.a f.eks ca nr kl mill mrd st")),
    "pl": frozenset(
        listed(
            "dr hab prof mgr inż ul al pl os np tj m.in tzw tzn im św ks gen płk kpt nr str tys mln mld r w ok red"
        )
    ),
    "cs": frozenset(
        listed("dr mgr ing prof např tj tzv mj ul nám č str tis mil mld sv plk gen kpt resp cca")
    ),
    "ru": frozenset(
        listed(
            "г гг ул пр просп пер д стр рис см т.е т.к т.н т.д им руб коп тыс млн млрд проф акад гр св тов обл р"
        )
    ),
    "uk": frozenset(
        listed("р рр вул просп пров буд стор рис див т.зв ім грн тис млн млрд проф акад гр св обл м")
    ),
    "tr": frozenset(listed("dr prof doç av yrd müh alb yzb sn vb vs bkz cad sok mah no örn s yy")),
    "hi": frozenset(("डॉ", "प्रो", "श्री", "सुश्री", "पं", "क्र", "रु", "मो")),
}
_SELDOM_LAST = frozenset(
    listed(
        """
    inc ltd co corp llc plc jr sr etc a.m p.m am pm jan feb mar apr jun jul aug sep sept oct nov dec
    u.s u.k u.n e.u d.c ph.d usw enz ecc ee.uu
    """
    )
)
_BEGINNERS = frozenset(
    listed(
        """
    the a an this that these those he she it they we i you his her its their our my there here in on
    at for from by with as after before when while if since but and or so however meanwhile what who
    how why where some many most all no one two three several under during despite although though
    according last next earlier more der die das ein eine er sie es wir im am le la les un une il
    elle ils ce el los las una su en lo gli o os het de een
    """
    )
)
_CAPITAL_WITHIN = re.compile(r"[a-z,] [A-ZÀ-ÖØ-Þ][a-z]")
_ENOUGH = 160  # characters that show whether a text has capitals
_LOOSE_QUOTE = re.compile(r"\s+(?P<quote>['‘’\"“”])(?: |$)")
_LOOSE_MARK = re.compile(r"(?<!\S)['‘’\"“”](?!\S)")
_LOWER_AFTER = re.compile(r"\s+(?:['‘’\"“”] ?)?[a-zà-öø-þ£$€\d]")
_LOWER_SPEECH = re.compile(
    r"\s+['‘’\"“”] (?:[\w.'’-]+\s+){0,2}(?:said|says|told|asked|asks|added|wrote|replied|tweeted)\b"
)
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}|\d+|it|me|us|go|do|so|up|tv|uk")
_ORDINAL_STOP = frozenset(listed("de da nb nn no fi cs sk hu hr sl sr et lv is lb"))
_HOSTS = frozenset({"Com", "Net", "Org", "Co", "Io"})


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Give start and end of each sentence of `text`."""
    code = language[:2].lower()
    spans, start = [], 0
    for end in _ends(text, code):
        span = _trimmed(text, start, end)
        if span[0] < span[1]:
            spans.append(span)
        start = end
    return tuple(spans)


class _Stop(NamedTuple):
    """A mark that may end a sentence: where the sentence began, where the mark stands, and the language."""

    text: str
    start: int
    at: int
    end: int
    code: str
    never_last: frozenset[str]
    caseless: bool


def _ends(text: str, code: str) -> Iterator[int]:
    start = marks = 0
    stops = _GREEK_STOP if code == "el" else _STOP
    never_last = _NEVER_LAST["en"] | _NEVER_LAST.get(code, frozenset())
    caseless = len(text) > _ENOUGH and _CAPITAL_WITHIN.search(text) is None
    for match in stops.finditer(text):
        stop = _Stop(text, start, *match.span(), code, never_last, caseless)
        if text[match.start()] == "\n" or _is_end(stop):
            marks += len(_LOOSE_MARK.findall(text, start, match.end())) if caseless else 0
            end = _with_loose_quote(stop) if marks % 2 else match.end()
            marks, start = marks + (end > match.end()), end
            yield start
    yield len(text)


def _with_loose_quote(stop: _Stop) -> int:
    """Give the end of the sentence with the mark behind it that stands by itself and closes a quotation."""
    loose = _LOOSE_QUOTE.match(stop.text, stop.end)
    return loose.end("quote") if loose else stop.end


def _is_end(stop: _Stop) -> bool:
    text = stop.text
    if text[stop.at] in _HARD:
        return True
    rest = text[stop.end : stop.end + _LOOK]
    if rest and not rest[0].isspace():
        return _is_glued(text, stop.at, stop.end, rest)
    follows = rest.lstrip(_OPENERS)
    if stop.caseless and _LOWER_AFTER.match(text, stop.end):
        return _ends_without_capital(stop)
    if follows[:1].islower():
        return False
    if text[stop.at : stop.end].rstrip(_CLOSERS.replace("\\", "")) != ".":
        return not _is_spoken(text, stop.at, stop.end)
    return _ends_at_dot(stop, follows)


def _ends_without_capital(stop: _Stop) -> bool:
    """Tell whether a stop ends a sentence in a text all in lower case, where no capital says so."""
    if stop.end - stop.at > 1 or stop.text[stop.at] not in ".?!" or _LOWER_SPEECH.match(stop.text, stop.end):
        return False
    found = _WORD_BEFORE.search(stop.text, max(stop.start, stop.at - _LOOK), stop.at)
    if found is None:
        return True
    word = found.group().lower()
    return word not in stop.never_last | _SELDOM_LAST and _PLAIN_WORD.fullmatch(word) is not None


def _is_glued(text: str, at: int, end: int, rest: str) -> bool:
    """Two sentences that lost the space between them; never inside an address or a number."""
    before = text[max(0, at - _LOOK) : at]
    word = _WORD_BEFORE.search(before)
    if word is None or "." in word.group() or not before[-2:].isalpha() or not before[-2:].islower():
        return end - at > 1 and rest[0] in '“‘"(' and before[-1:].isalnum()
    after = _GLUED.match(rest)
    return after is not None and after.group()[:-1] not in _HOSTS


def _is_spoken(text: str, at: int, end: int) -> bool:
    """``“Why?” Smith asked``: the sentence goes on behind the quotation mark."""
    closed = text[end - 1] in '"”»'
    return closed and text[at] in "!?" and _SPEECH_AFTER.match(text, end, end + 80) is not None


def _ends_at_dot(stop: _Stop, follows: str) -> bool:
    found = _WORD_BEFORE.search(stop.text, max(stop.start, stop.at - _LOOK), stop.at)
    if found is None or not follows:
        return True
    word = found.group().lower().rpartition("’")[2]  # l’ing.
    if word.isdigit():
        return not _is_ordinal(stop, word, found.start())
    if word in stop.never_last:
        return False
    if word in _SELDOM_LAST or _INITIALS.fullmatch(word):
        after = _WORD_AFTER.match(follows)
        return after is not None and after.group().lower() in _BEGINNERS
    return True


def _is_ordinal(stop: _Stop, word: str, at: int) -> bool:
    """Tell the number of a list's item, and a day in the languages that write it with a full stop."""
    before = stop.text[max(stop.start, at - _LOOK) : at]
    return not before.rpartition("\n")[2].strip() or (stop.code in _ORDINAL_STOP and len(word) <= len("31"))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
