"""Where sentences begin and end, as code-point offsets into the very text.

Invariant: spans are in order, do not overlap, hold no outer white space, and together hold every
character that is not white space. A blank line always ends a sentence; a full stop ends one only
where nothing speaks against it, because a span too long still holds what it is cited for.
Every look around a stop is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefings.languages import common_words
from briefings.model import Span
from briefings.regex import regex
from briefings.words import listed

_CLOSERS = "\"'”’»›“)\\]」』）】"
_CLOSING = _CLOSERS.replace("\\", "")
_EASTERN_CLOSERS = _CLOSERS.replace("“", "")  # which opens there, and closes in German alone
_HARD = "。！？｡।॥۔։።؟"
_BLANK_LINE = r"(?<=\n)[ \t\r]*\n\s*"
_STOP = regex(
    rf"[.!?…؟。！？｡।॥۔։።\n](?:(?<=[.!?…؟])[.!?…؟]*(?:['’] (?=[\"”](?:\s|$)))?[{_CLOSERS}]*"
    r"(?:[ \u00a0\u202f]»)?"
    rf"|(?<=[。！？｡।॥۔։።])[。！？｡।॥۔։።]*[{_EASTERN_CLOSERS}]*|{_BLANK_LINE})"
)
"""The first sign of a stop is looked for as one of a set, which is quick, and then what kind of stop it is."""
_STOPS: Mapping[str, re.Pattern[str]] = {
    "el": regex(rf"[.!;?…\n](?:(?<!\n)[.!;?…]*[{_CLOSERS}]*|{_BLANK_LINE})"),
    **dict.fromkeys(
        ("de", "da", "hr", "sl"), regex(rf"[.!?…\n](?:(?<!\n)[.!?…]*[{_CLOSERS}«‹]*|{_BLANK_LINE})")
    ),
}
"""What may end a sentence where it is not the usual: the Greek question mark, marks that point inwards."""
_OPENERS = "\"'“‘«»‹›„([「『（【¿¡—–-*• \t\n\r\u00a0"
_LOOK = 32  # characters looked at on either side of a stop: longer than any abbreviation or opening
_NAMING_LOOK = 120  # characters behind a question in which its speaker stands

_WORD_BEFORE = regex(r"[^\W_][\w.'’\u0900-\u0963-]*$")
_WORD_AFTER = regex(r"[^\W\d_]+")
_INITIALS = regex(
    r"[^\W\d_](?:(?:\.-?|-)[^\W\d_])*|[\u0904-\u0939][\u0900-\u094f]{0,3}(?:\.[\u0904-\u0939][\u0900-\u094f]{0,3})+"
)
_ELIDED = regex(r"^(?:[dl]|qu|(?:a|da|de|ne|su)ll)['’]")  # l’ing.
_ROMAN = regex(r"[ivxlc]+")
_NUMBER_AFTER = regex(r"\d|[IVXLC]{2,}\b|[(§]")
_DAY_BEFORE = regex(r"^\d{1,2}[-–](?=[^\W\d])")  # "June 30-Aug."
_FRACTION_AFTER = regex(
    r"\d{1,2} (?:million|billion|trillion|per ?cent\b|%)"
)  # of a number that was torn: "$7. 2 million"
_NICKNAME = regex(
    r"\s+(?:[“][^“”]{2,30}[”]|\"[^\"]{2,30}\"|['‘][^'‘’]{2,30}['’])\s+[A-ZÀ-ÖØ-Þ]"
)  # J. P. “The Bear” Marlow
_DASH_AFTER = regex(r"\s?(?:--|[–—-])\s")  # of a dateline: "17 Oct. - The …"
_SMALL_OPENING = regex(r"\s+(?:[a-z]{1,2}[A-Z]|['’][nst] [A-Z])")  # iPhones; ’s Ochtends
_GLUED = regex(r"(?:[A-Z][a-z]+|A|I)[ ,]")
_SPEECH_AFTER = regex(
    r"\s+(?:[A-Z][\w.'’-]*\s+(?:(?:of|for)\s+(?=[A-Z]))?){1,8}(?:said|says|asked|asks|added|wrote|told|cried|replied|"
    r"tweeted|shouted|wondered)\b"
)
_ENCLOSED = regex(
    r"「[^「」\n]{0,200}」|『[^『』\n]{0,200}』|“[^“”\n]{0,200}”|《[^《》\n]{0,80}》|（[^（）\n]{0,80}）"
)
"""What stands between marks in Japanese and Chinese; its stops end no sentence but the last one."""
_PARTICLE = regex(
    r"(?!でも|では|もう|もし|もっと|とても|とにかく|ところ|とはいえ|やがて|やはり|はい|にもかかわらず)(?:[、とをがはにのもでや]|って|など)"
)
_NAMING = regex(r"を|[はの](?![ぁ-ん])")  # behind a name with a mark of its own: ヤフー！は

_ANYWHERE = frozenset(listed("mr mrs ms dr prof st vs al ca"))
_BEFORE_NUMBER = frozenset(
    listed(
        """
    no nos vol vols fig figs p pp ch art arts abs abb kap nr n nº núm pág págs pag pagg blz bl cap
    стр рис гл кв табл разд
    """
    )
)
"""What ends no sentence before a number, and is a word like others elsewhere: "No. 10", "No."."""
_NEVER_LAST: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        listed(
            """
    messrs sec sen rep reps sens gov gen col lt sgt capt maj cmdr adm rev hon pres supt cpl pvt fr mt ft v
    cf e.g i.e viz approx est dept ave blvd bros
    """
        )
    ),
    "de": frozenset(
        listed(
            """
    hr hrn fr frl str bzw bspw z.b d.h u.a z.t u.u v.a s.o s.u o.g i.d.r vgl mio mrd rd evtl ggf inkl zzgl
    max min okt dez febr sog geb gest jh chr hl ing dipl tel aufl hrsg bd ev kath
    """
        )
    ),
    "fr": frozenset(
        listed("mm mme mmes mlle mlles pr ste me mgr av boul bd env janv févr juil déc c.-à-d p.ex")
    ),
    "es": frozenset(
        listed(
            """
    sr sra srta sres dra profa d dña ing lic arq gral cnel ma sto sta ud uds av avda aprox ene abr ago dic p.ej ee
    """
        )
    ),
    "it": frozenset(
        listed("sig sigg sig.ra sig.na dott dott.ssa prof.ssa avv ing arch geom on p.es cfr s ss")
    ),
    "pt": frozenset(listed("sr sra srs srta dra profa eng exmo exma av gen cel p.ex aprox sto sta")),
    "nl": frozenset(listed("dhr mevr mw drs ir bijv bv d.w.z m.b.t o.a m.n t.o.v i.v.m")),
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
    "ru": frozenset(listed("ул просп пер см т.е т.к т.н им проф акад доц гр св тов обл р-н ст корп")),
    "uk": frozenset(
        listed("р рр вул просп пров буд стор рис див т.зв ім грн тис млн млрд проф акад гр св обл м")
    ),
    "tr": frozenset(listed("dr prof doç av yrd müh alb yzb sn vb vs bkz cad sok mah no örn s yy")),
    "hi": frozenset(
        listed("डॉ प्रो श्री सुश्री पं क्र रु मो कि ए बी सी डी ई एफ जी एच जे एल एम एन ओ पी आर एस टी यू वी एक्स डब्ल्यू")
    ),
    "ar": frozenset(listed("د ود أ.د م.د ص م ه هـ")),
}
_SELDOM_LAST = frozenset(
    listed(
        """
    inc ltd co corp llc plc jr sr a.m p.m am pm jan feb mar apr jun jul aug sep sept oct nov dec
    u.s u.k u.n e.u d.c ph.d ee.uu uu ltda lda
    г гг в вв д п т др пр руб коп тыс млн млрд
    """
    )
)
"""What ends a sentence only where a word follows that opens one."""
_BEGINNERS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        listed(
            """
    the a an this that these those he she it they we i you his her its their our my there here in on
    at for from by with as after before when while if since but and or so however meanwhile what who
    how why where some many most all no one two three several under during despite although though
    according last next earlier more nobody nothing everybody everyone both each neither not then now
    """
        )
    ),
    "de": frozenset(
        listed("damit danach dann dort doch dabei deshalb daher nun seit laut zuvor zudem diese dieser")
    ),
    "fr": frozenset(listed("puis ensuite cependant pourtant nous vous cela ainsi toutefois lors")),
    "es": frozenset(listed("luego entonces después además antes allí aquí así ahora nadie")),
    "it": frozenset(listed("poi quindi inoltre però così allora prima")),
    "pt": frozenset(listed("depois então porém assim além agora antes")),
    "nl": frozenset(listed("toen daarna dan daar toch ook zo nu wij zij")),
    "ru": frozenset(
        listed(
            "потом затем тогда после однако также там здесь позже теперь сейчас сегодня для из от до при об"
        )
    ),
}
"""Words that open sentences, beside the commonest of the language."""
_YEARS = frozenset(("г", "гг"))  # Russian for "year" and "years"
_YEAR_BEFORE = regex(r"\d{4}(?:-х)?[ \u00a0]?$")
_NUMBER_BEFORE = regex(r"\d[ \u00a0\u202f]?$")
_PHRASE = 40  # characters: a phrase that opens a sentence is shorter
_PARTICLES = frozenset(listed("de la le el di da del du van von der den ter"))  # of names: J. La Rue
_CAPITAL_WITHIN = regex(r"[a-z,] [A-ZÀ-ÖØ-Þ][a-z]")
_ENOUGH = 160  # characters that show whether a text has capitals
_LOOSE_QUOTE = regex(r"\s+(?P<quote>['‘’\"“”])(?: |$)")
_LOOSE_MARK = regex(r"(?<!\S)['‘’\"“”](?!\S)")
_LOWER_AFTER = regex(r"\s+(?:['‘’\"“”] ?)?[a-zà-öø-þ£$€\d]")
_LOWER_SPEECH = regex(
    r"\s+['‘’\"“”] (?:[\w.'’-]+\s+){0,2}(?:said|says|told|asked|asks|added|wrote|replied|tweeted)\b"
)
_PLAIN_WORD = regex(r"[^\W\d_]{3,}|\d+|it|me|us|go|do|so|up|tv|uk")
_ORDINAL_STOP = frozenset(listed("de da nb nn no fi cs sk hu hr sl sr et lv is lb"))
_HOSTS = frozenset({"Com", "Net", "Org", "Co", "Io"})


class Habits(NamedTuple):
    """How a language writes: what may end a sentence, what never does, and what opens one."""

    code: str
    stops: re.Pattern[str]
    never_last: frozenset[str]
    beginners: frozenset[str]
    has_ordinals: bool
    encloses: bool


@lru_cache(maxsize=64)  # asked for each paragraph
def _habits(code: str) -> Habits:
    own = code if code in _BEGINNERS else "en"
    common = common_words(code) if code != "en" else frozenset[str]()
    return Habits(
        code,
        _STOPS.get(code, _STOP),
        _ANYWHERE | _NEVER_LAST.get(code, frozenset()),
        _BEGINNERS[own] | common,
        code in _ORDINAL_STOP,
        code in ("ja", "zh", "yu"),
    )


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Give start and end of each sentence of `text`."""
    spans, start = [], 0
    for end in _ends(text, _habits(language[:2].lower())):
        span = _trimmed(text, start, end)
        if span[0] < span[1]:
            spans.append(span)
        start = end
    return tuple(spans)


class _Stop(NamedTuple):
    """A mark that may end a sentence: where the sentence began, where the mark stands, and how it is written."""

    text: str
    start: int
    at: int
    end: int
    habits: Habits
    caseless: bool


def _ends(text: str, habits: Habits) -> Iterator[int]:
    start = marks = 0
    caseless = len(text) > _ENOUGH and _CAPITAL_WITHIN.search(text) is None
    closed = _enclosed(text) if habits.encloses else {}
    for match in habits.stops.finditer(text):
        stop = _Stop(text, start, *match.span(), habits, caseless)
        if text[match.start()] == "\n" or (_is_end(stop) and _is_outside(stop, closed)):
            marks += len(_LOOSE_MARK.findall(text, start, match.end())) if caseless else 0
            end = _with_loose_quote(stop) if marks % 2 else match.end()
            marks, start = marks + (end > match.end()), end
            yield start
    yield len(text)


def _enclosed(text: str) -> dict[int, int]:
    """Give for each stop between marks where the second mark stands."""
    return {
        at: match.end() - 1
        for match in _ENCLOSED.finditer(text)
        for at in range(*match.span())
        if text[at] in _HARD
    }


def _is_outside(stop: _Stop, closed: Mapping[int, int]) -> bool:
    """Tell a stop that ends a Japanese or Chinese sentence from one of a quotation in it, or of a name."""
    close = closed.get(stop.at, -1)
    if close >= stop.end or (close >= 0 and _PARTICLE.match(stop.text, stop.end)):
        return False
    return not stop.habits.encloses or _NAMING.match(stop.text, stop.end) is None


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
    if follows[:1].islower() and not _SMALL_OPENING.match(rest):
        return False
    if text[stop.at : stop.end].rstrip(_CLOSING) != ".":
        return not _is_spoken(text, stop.at, stop.end)
    return _ends_at_dot(stop, follows)


def _word_before(text: str, start: int, at: int) -> re.Match[str] | None:
    """Give the word that ends at a place."""
    return _WORD_BEFORE.search(text, max(start, text.rfind(" ", start, at) + 1), at)


def _ends_without_capital(stop: _Stop) -> bool:
    """Tell whether a stop ends a sentence in a text all in lower case, where no capital says so."""
    if stop.end - stop.at > 1 or stop.text[stop.at] not in ".?!" or _LOWER_SPEECH.match(stop.text, stop.end):
        return False
    found = _word_before(stop.text, max(stop.start, stop.at - _LOOK), stop.at)
    if found is None:
        return True
    word = found.group().lower()
    shortened = word in stop.habits.never_last or word in _SELDOM_LAST
    return not shortened and _PLAIN_WORD.fullmatch(word) is not None


def _is_glued(text: str, at: int, end: int, rest: str) -> bool:
    """Two sentences that lost the space between them; never inside an address or a number."""
    before = text[max(0, at - _LOOK) : at]
    word = _word_before(before, 0, len(before))
    if word is None or "." in word.group() or not before[-2:].isalpha() or not before[-2:].islower():
        return end - at > 1 and rest[0] in '“‘"(' and before[-1:].isalnum()
    after = _GLUED.match(rest)
    return after is not None and after.group()[:-1] not in _HOSTS


def _is_spoken(text: str, at: int, end: int) -> bool:
    """``“Why?” Smith asked``: the sentence goes on behind the quotation mark."""
    closed = text[end - 1] in '"”»'
    return closed and text[at] in "!?" and _SPEECH_AFTER.match(text, end, end + _NAMING_LOOK) is not None


def _ends_at_dot(stop: _Stop, follows: str) -> bool:
    found = _word_before(stop.text, max(stop.start, stop.at - _LOOK), stop.at)
    if found is None or not follows:
        return True
    habits, word = stop.habits, _ELIDED.sub("", found.group().lower())
    word = _DAY_BEFORE.sub("", word)
    if word.isdigit() or (habits.has_ordinals and _ROMAN.fullmatch(word)):
        return _ends_at_number(stop, follows, word, found.start())
    if word in habits.never_last or (habits.code == "de" and word.endswith("str")):
        return False
    if word in _BEFORE_NUMBER and len(word) > 1:
        return _NUMBER_AFTER.match(follows) is None
    is_initial = _INITIALS.fullmatch(word) and not _is_unit(stop, found)
    if not (word in _SELDOM_LAST or is_initial) or _ends_with_year(stop, word, found.start()):
        return True
    goes_on = _DASH_AFTER.match(stop.text, stop.end) or _NICKNAME.match(stop.text, stop.end)
    return not goes_on and _opens(follows, habits, word)


def _is_unit(stop: _Stop, word: re.Match[str]) -> bool:
    """Tell ``9 min 18 s.`` from an initial: one small letter behind a number."""
    return (
        len(word.group()) == 1
        and word.group().islower()
        and _NUMBER_BEFORE.search(stop.text, max(stop.start, word.start() - _LOOK), word.start()) is not None
    )


def _ends_with_year(stop: _Stop, word: str, at: int) -> bool:
    """``Он родился в деревне под Тулой в 1950 г. Окончил …``: too far in for a phrase that opens a sentence."""
    return (
        word in _YEARS
        and stop.at - stop.start > _PHRASE
        and _YEAR_BEFORE.search(stop.text, max(stop.start, at - _LOOK), at) is not None
    )


def _opens(follows: str, habits: Habits, word: str) -> bool:
    """Tell whether a sentence surely begins behind the stop of `word`: no initial, no particle of a name."""
    after = _WORD_AFTER.match(follows)
    if after is None or follows.startswith(".", after.end()):
        return False
    opening = after.group().lower()
    return opening in habits.beginners and not (len(word) == 1 and opening in _PARTICLES)


def _ends_at_number(stop: _Stop, follows: str, word: str, at: int) -> bool:
    """Tell a number at the end from that of a list's item, and from a day where an ordinal has a full stop."""
    before = stop.text[max(stop.start, at - _LOOK) : at]
    if not before.rpartition("\n")[2].strip() or _FRACTION_AFTER.match(follows):
        return False
    short = len(word) <= len("31") or not word.isdigit()
    is_ordinal = stop.habits.has_ordinals and short and before[-1] not in ":,/–"
    return not is_ordinal or _opens(follows, stop.habits, word)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
