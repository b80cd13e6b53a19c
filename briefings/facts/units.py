"""Units of measure and of money: their spellings, and the one name of each.

Invariant: a symbol is read in its own case ("MW" is no "mW"), a word in any; a word that is no unit ("key", "no") never
becomes one, however a prefix could be read into it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

from briefings.regex import regex
from briefings.words import listed


def _table(table: str) -> dict[str, str]:
    """Read ``name: spelling spelling; name; …``."""
    rows = (" ".join(row.split()).partition(":") for row in table.split(";") if row.strip())
    return {name.strip(): others.strip() for name, _, others in rows}


_WORDS = _table(
    """
    metre: meter; mile; yard; foot: feet; inch: inches; nautical mile; light-year; gram: gramme; kilogram: kilo
    kilogramme; tonne; ton; pound-mass: pound lb lbs; ounce: oz; litre: liter; gallon; pint; barrel; bushel;
    carat; hectare; acre; degree; degree Celsius; degree Fahrenheit; kelvin; second: sec secs; minute: min mins;
    hour: hr hrs; day; week; month; year: yr yrs; decade; century: centuries; fortnight; watt; volt; ampere: amp
    amps; joule; calorie; newton; pascal; hertz; ohm; decibel; watt-hour; electronvolt; lumen; knot; bit; byte;
    pixel; dollar; euro; yen; rupee; rouble: ruble; yuan: renminbi; franc; peso; krona: kronor; krone: kroner;
    rand; cent; penny: pence; dirham; riyal; shekel; lira; zloty; bitcoin; naira; percentage point; basis point;
    mile per hour: mph; kilometre per hour: kph kmh; mile per gallon: mpg; square foot: sqft;
    """
)
_SYMBOLS = {
    "m": ("metre", "k d c m µ μ n"), "g": ("gram", "k m µ μ"), "l": ("litre", "m c d h"), "L": ("litre", "m c d h"),
    "W": ("watt", "m k M G T"), "Wh": ("watt-hour", "k M G T"), "V": ("volt", "m k M"), "A": ("ampere", "m k"),
    "J": ("joule", "k M G T P"), "N": ("newton", "k M"), "Pa": ("pascal", "h k M G"), "Hz": ("hertz", "k M G T"),
    "eV": ("electronvolt", "k M G T"), "B": ("byte", "k M G T P E Z"), "s": ("second", "µ μ n"),
}  # fmt: skip
"""Symbols, and the prefixes that they are read with: "TV" and "EV" are no volts."""
_PREFIXES = {
    "Y": "yotta", "Z": "zetta", "E": "exa", "P": "peta", "T": "tera", "G": "giga", "M": "mega", "k": "kilo",
    "h": "hecto", "d": "deci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro", "n": "nano", "p": "pico",
}  # fmt: skip
_BINARY = {"Ki": "kibi", "Mi": "mebi", "Gi": "gibi", "Ti": "tebi"}
_PREFIXED = listed("metre meter gram gramme litre liter watt volt joule newton pascal hertz byte bit watt-hour "
    "electronvolt calorie ampere ton tonne second")  # fmt: skip
_ALONE = frozenset({"m", "g", "l", "L", "V", "W", "A", "N", "J", "s", "K", "t"})
_ONLY_GLUED = frozenset({"A", "K", "t", "s", "N"})  # "5 A" is no current
CURRENCIES: Mapping[str, str] = {
    "$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee", "%": "percentage",
}  # fmt: skip
TIME = frozenset(listed("second minute hour day week month year decade century fortnight"))


_EXTRA = _table(
    """
    degree Celsius: °C; degree Fahrenheit: °F; degree: °; hectare: ha; foot: ft; inch: in; mile: mi; yard: yd;
    hour: h; tonne: t; kelvin: K; kilobyte: KB; kilometre: KM Km kms; kilogram: KG Kg kgs; decibel: dB; bit per
    second: bps; megabit per second: Mbps; knot: kn; megatonne: Mt; kilotonne: kt; ohm: Ω; calorie: cal;
    kilocalorie: kcal; joule second: Js; euro: EUR; dollar: USD; pound sterling: GBP; franc: CHF; yen: JPY;
    rupee: INR;
    """
)
"""Symbols that no rule of prefixes gives."""


def _word_names() -> dict[str, str]:
    names = {}
    for name, others in _WORDS.items():
        for word in (name, *others.split()):
            names[word] = name
    for prefix in (*_PREFIXES.values(), *_BINARY.values()):
        for word in _PREFIXED:
            base = names.get(word, word)
            names.setdefault(
                f"{prefix}{word}", "kilogram" if prefix + base == "kilogram" else f"{prefix}{base}"
            )
    names["kiloton"] = "kiloton"
    return names


def _symbol_names() -> dict[str, str]:
    names = {symbol: name for symbol, (name, _) in _SYMBOLS.items() if symbol in _ALONE or len(symbol) > 1}
    names |= {
        f"{prefix}{symbol}": f"{_PREFIXES[prefix]}{name}"
        for symbol, (name, prefixes) in _SYMBOLS.items()
        for prefix in prefixes.split()
    }
    for prefix, word in _BINARY.items():
        names[f"{prefix}B"] = f"{word}byte"
    extra = {symbol: name for name, symbols in _EXTRA.items() for symbol in symbols.split()}
    return {**names, **extra}


_BY_WORD: Mapping[str, str] = _word_names()
_BY_SYMBOL: Mapping[str, str] = _symbol_names()

_UNIT = regex(r"°[CF]?|[A-Za-zµμΩ]+(?:-(?:hours?|years?)\b)?")
_POWERS = dict.fromkeys(("²", "^2", "2", " squared"), "square ") | dict.fromkeys(
    ("³", "^3", "3", " cubed"), "cubic "
)
_POWER = regex(r"²|³|\^[23]|(?<=m)[23](?!\d)|(?<=/[sh])[23](?!\d)| squared\b| cubed\b")
_SQUARE = regex(r"(?P<power>square|cubic|sq\.?|cu\.?)[ -](?P<unit>[A-Za-z]+)", re.IGNORECASE)
_PER = regex(r" ?/ ?| per | an? (?=(?:year|month|week|day|hour|minute|second|barrel|gallon|litre|liter|"
    r"tonne|ton|ounce|kilo|kg|share|head|night|pound|mile)\b)")  # fmt: skip
_PLURAL = regex(r"(?<=degree)s|(?<=pound)s|(?<!celsiu)s$")
_STOP = regex(r"[.,;)]|$")
_PHRASES = regex(
    r"(?P<unit>percentage points?|basis points?|nautical miles?|degrees? (?:celsius|centigrade|fahrenheit|c|f)|"
    r"light[- ]years?|"
    r"pounds? sterling|megabits? per second|feet|foot|us dollars?|u\.s\. dollars?|hong kong dollars?|"
    r"swiss francs?|russian roubles?|russian rubles?|indian rupees?)\b",
    re.IGNORECASE,
)
_PHRASE_NAMES = {
    "degree centigrade": "degree Celsius",
    "degree celsius": "degree Celsius",
    "degree fahrenheit": "degree Fahrenheit",
    "degree c": "degree Celsius",
    "degree f": "degree Fahrenheit",
    "light year": "light-year",
    "feet": "foot",
    "us dollar": "dollar",
    "u.s. dollar": "dollar",
    "hong kong dollar": "Hong Kong dollar",
    "swiss franc": "franc",
    "russian rouble": "rouble",
    "russian ruble": "rouble",
    "indian rupee": "rupee",
}


class Unit(NamedTuple):
    """A unit by its one name, and where its words end in the text."""

    name: str
    end: int


def unit(text: str, at: int, *, glued: bool = True) -> Unit | None:
    """Read the unit at an offset, with its power and what it is per: "km/h", "square miles", "dollars a barrel"."""
    first = _single(text, at, glued=glued)
    return _with_rate(text, first) if first else None


def rate(text: str, at: int, name: str) -> Unit:
    """Read what an amount of money is per, if anything: "$350 per kg"."""
    return _with_rate(text, Unit(name, at))


def _with_rate(text: str, first: Unit) -> Unit:
    per = _PER.match(text, first.end)
    other = _single(text, per.end(), glued=True) if per else None
    if per is None or other is None or (other.name in ("metre", "ampere") and per.group().startswith(" a")):
        return first
    return Unit(f"{first.name} per {other.name}", other.end)


def _single(text: str, at: int, *, glued: bool) -> Unit | None:
    return _phrase(text, at) or _squared(text, at) or _word(text, at, glued=glued)


def _phrase(text: str, at: int) -> Unit | None:
    """Read a unit of several words: "percentage points"."""
    phrase = _PHRASES.match(text, at)
    if phrase is None:
        return None
    singular = _PLURAL.sub("", phrase["unit"].lower())
    return Unit(_PHRASE_NAMES.get(singular, singular), phrase.end())


def _squared(text: str, at: int) -> Unit | None:
    """Read ``square miles``."""
    square = _SQUARE.match(text, at)
    name = named(square["unit"]) if square else ""
    if square is None or not name:
        return None
    power = "cubic" if square["power"].lower().startswith("cu") else "square"
    return Unit(f"{power} {name}", square.end("unit"))


def _word(text: str, at: int, *, glued: bool) -> Unit | None:
    """Read a unit of one word or symbol, with its power."""
    match = _UNIT.match(text, at)
    name = named(match.group()) if match else ""
    if match is None or not name or not _is_symbol_here(text, match, glued=glued):
        return None
    power = _POWER.match(text, match.end())
    if power:
        return Unit(f"{_POWERS[power.group()]}{name}", power.end())
    following = text[match.end() : match.end() + 1]
    part = following.isalnum() or (following in ("’", "'") and name in ("second", "metre"))
    return None if part else Unit(name, match.end())  # "20s", "the 2nd’s"


def _is_symbol_here(text: str, match: re.Match[str], *, glued: bool) -> bool:
    """Tell a symbol from a small word: "2 in" ends a clause, and "5 A" is no current."""
    word = match.group()
    return (glued or word not in _ONLY_GLUED) and (word != "in" or _STOP.match(text, match.end()) is not None)


def spellings(wanted: Container[str]) -> frozenset[str]:
    """Give every word and symbol in small letters that means one of the units."""
    known = (*_BY_WORD.items(), *_BY_SYMBOL.items())
    return frozenset(form for word, name in known if name in wanted for form in (word, f"{word}s"))


def named(word: str) -> str:
    """Give the name of a unit by one spelling of it; nothing for a word that is none."""
    symbol = _BY_SYMBOL.get(word)
    if symbol:
        return symbol
    lower = word.lower()
    singular = lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower  # noqa: PLR2004  # "km", "yrs"
    return _BY_WORD.get(lower) or _BY_WORD.get(singular) or ""
