"""Numbers in a text: where they stand and what they are worth.

Invariant: a number is read only where its digits stand by themselves, and its value counts the
magnitude behind it (``1.2 million``), the sign and, in ``5 to 10 million``, the shared magnitude.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefings.regex import any_of, regex
from briefings.words import listed, lowered

_SMALL = listed(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
SPELLED = {w: i for i, w in enumerate(_SMALL)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
MAGNITUDES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9,
    "tausend": 1e3, "millionen": 1e6, "mio": 1e6, "milliarden": 1e9, "milliarde": 1e9, "mrd": 1e9,
    "mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mil": 1e3, "millón": 1e6, "millones": 1e6,
    "mila": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9, "milhão": 1e6, "milhões": 1e6,
    "bilhão": 1e9, "bilhões": 1e9, "duizend": 1e3, "miljoen": 1e6, "miljard": 1e9,
}  # fmt: skip
_EASTERN = {
    "百万": 1e6, "千万": 1e7, "万亿": 1e12, "萬億": 1e12, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12,
}  # fmt: skip
_ABROAD: Mapping[str, Mapping[str, float]] = {
    "de": {"billion": 1e12, "billionen": 1e12, "trillion": 1e18, "trillionen": 1e18},
    "fr": {"billion": 1e12, "billions": 1e12, "trillion": 1e18, "trillions": 1e18},
    "es": {"billion": 1e12, "billón": 1e12, "billones": 1e12},
    "ru": {
        "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "тыс": 1e3, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
        "млн": 1e6, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млрд": 1e9, "триллион": 1e12,
        "триллиона": 1e12, "триллионов": 1e12, "трлн": 1e12,
    },
    "ar": {
        "ألف": 1e3, "آلاف": 1e3, "مليون": 1e6, "ملايين": 1e6, "مليار": 1e9, "مليارات": 1e9, "بليون": 1e9,
        "تريليون": 1e12,
    },
    "hi": {
        "हज़ार": 1e3, "हजार": 1e3, "लाख": 1e5, "करोड़": 1e7, "मिलियन": 1e6, "अरब": 1e9, "बिलियन": 1e9, "खरब": 1e11,
    },
    "zh": _EASTERN,
    "ja": _EASTERN,
    "ko": {"만": 1e4, "억": 1e8, "조": 1e12},
}  # fmt: skip
"""Magnitudes that a language alone has, or that are worth something else in it."""
_UNSPACED = frozenset(("zh", "ja", "ko"))
_ARABIC = str.maketrans("٫٬", ".,")
_SHORT = (
    "k",
    "m",
    "b",
)  # "5m" are five metres, "$5m" five million dollars; "5k" are five thousand of anything
FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}

COUNTING = frozenset((*SPELLED, *MAGNITUDES))
"""Words of which every number without digits has one."""
_MAGNITUDE = any_of(m for m in MAGNITUDES if m not in _SHORT)
_SPELLED = any_of(SPELLED)
_ONES = "|".join(_SMALL[1:10])
_TAIL = (
    rf"(?:[- \u00a0]?(?P<magnitude>{_MAGNITUDE})\b|(?P<short>[kmb])\b)?"
    r"(?P<after>\s?%|[ -]per ?cent\b|[ -]percent(?:age points?)?\b|[ -](?:us )?dollars?\b|"
    r"[ -]euros?\b|[ -]yen\b| prozent\b| pour cent\b| por cien(?:to)?\b| por cento\b| per cento\b| procent\b)?"
)
_DIGITS = regex(
    r"(?P<digits>\d(?:\d?(?:,\d{2})+,\d{3}\b(?!,)|\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?"
    r"|\d{0,2}(?:[’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d*(?:[.,]\d+)?))"
    r"(?P<power>e[-−+]?\d{1,2}\b|\s?[x×]\s?(?:10|2)\^[-−]?\d{1,2})?(?:(?:st|nd|rd|th)\b)?" + _TAIL
)
_BEFORE = regex(
    r"(?<![.,第])(?<![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
    r"(?P<sign>[-−]|minus )?(?:(?P<currency>(?:us|a|c|nz|hk|s|r)?\$|[€£¥₹]|\brs\.?(?=\s|$)|"
    r"\beur(?=\s)|\busd(?=\s)|\bgbp(?=\s))\s?)?$"
)
_LOOK = 9  # characters before the digits: the longest sign and currency
_LETTERS = regex(
    rf"\b(?P<tens>{_SPELLED})(?:[- ](?P<ones>{_ONES})\b)?"
    rf"(?:[- ](?P<hundred>hundred)(?: and)?(?: (?P<rest>{_SPELLED}))?)?"
    rf"\b(?:[- ](?P<magnitude>{_MAGNITUDE})\b)?(?P<after>[ -]per ?cent\b|[ -]percent\b|"
    rf"[ -](?:us )?dollars?\b|[ -]euros?\b)?"
    rf"|\b(?:a|an|half a)[ -](?P<lone>dozen|hundred|thousand|million|billion|trillion)\b"
)
_FRACTION = regex(
    rf"\b(?:(?P<count>a|one|two|three|four|five|seven|nine)[ -](?P<part>{'|'.join(FRACTIONS)})s?(?=[ -]of\b| "
    rf"(?:the|all)\b)|"
    r"(?<!first )(?<!second )(?<!other )(?<!last )(?<!latter )(?P<half>half)(?= (?:of|the|all)\b))"
)
_SPACED = regex(r"(?<=\d) (?=\d{3}(?!\d))")
_SHARED = regex(r"\s?(?:to|and|or|-|–|—)\s?")
_MARKS = {
    "%": "%", "cent": "%", "percent": "%", "percentage": "%", "dollar": "$", "euro": "€", "yen": "¥",
    "prozent": "%", "pour cent": "%", "por cien": "%", "por cento": "%", "per cento": "%", "procent": "%",
}  # fmt: skip
_POINTED = frozenset(listed("en zh ja ko th he ar hi bn mr ta te ur ms"))  # 1,200.5; elsewhere it is 1.200,5
_CODES = {"rs": "₹", "eur": "€", "usd": "$", "gbp": "£"}


class Number(NamedTuple):
    """A number: its value, what it measures if that is a share or money, and where it stands."""

    value: float
    mark: str
    start: int
    end: int
    spelled: bool = False


@lru_cache(maxsize=128)  # asked again by who checks what stands in a sentence
def numbers(text: str, language: str = "en") -> tuple[Number, ...]:
    """Give the numbers of `text` in order; ``one`` alone is a word, not a number."""
    lower = lowered(text)
    if language[:2] != "en":
        lower = _SPACED.sub("\u00a0", lower.translate(_ARABIC))  # "20 000", as in France
    found = [_of_digits(lower, match, language) for match in _DIGITS.finditer(lower)]
    found += [_of_letters(match) for match in _LETTERS.finditer(lower)]
    if language[:2] == "en" and any(part in lower for part in FRACTIONS):
        found = _with_fractions(lower, found)
    ordered = sorted((n for n in found if n is not None), key=lambda number: number.start)
    return tuple(_joined(ordered) if language[:2] in _UNSPACED else ordered)


def _joined(found: Sequence[Number]) -> Iterator[Number]:
    """Read ``3億5000万`` as one number, as it is said."""
    whole: Number | None = None
    for number in found:
        if whole is not None and whole.end == number.start and whole.value > number.value:
            whole = whole._replace(value=whole.value + number.value, end=number.end)
            continue
        if whole is not None:
            yield whole
        whole = number
    if whole is not None:
        yield whole


def _with_fractions(lower: str, found: list[Number | None]) -> list[Number | None]:
    """Read ``two-thirds of`` as one number, not as two."""
    fractions = [_of_fraction(match) for match in _FRACTION.finditer(lower)]
    starts = {fraction.start for fraction in fractions}
    return [*(n for n in found if n is None or n.start not in starts), *fractions]


def _of_fraction(match: re.Match[str]) -> Number:
    count = 1 if match["count"] in (None, "a") else SPELLED[match["count"]]
    return Number(count * FRACTIONS[match["part"] or "half"], "", *match.span(), spelled=True)


def values(text: str, language: str = "en") -> tuple[Number, ...]:
    """Give the numbers of `text`, the first of ``5 to 10 million`` also as five million."""
    found = numbers(text, language)
    shared = [
        left._replace(value=left.value * right.value / base, mark=left.mark or right.mark)
        for left, right in pairwise(found)
        if (base := _bare(text, right, language))
        and base != right.value
        and _SHARED.fullmatch(text, left.end, right.start)
    ]
    marked = [
        left._replace(mark=right.mark)
        for left, right in pairwise(found)
        if right.mark and not left.mark and _SHARED.fullmatch(text, left.end, right.start)
    ]
    return (*found, *shared, *marked)


def _bare(text: str, number: Number, language: str) -> float:
    """Give the value of the number's digits without their magnitude."""
    digits = re.search(r"\d[\d.,]*", text[number.start : number.end].translate(_ARABIC))
    return abs(_value(digits.group().rstrip(".,"), language)) if digits else 0.0


def _of_digits(lower: str, match: re.Match[str], language: str) -> Number | None:
    before = _BEFORE.search(lower[max(0, match.start() - _LOOK) : match.start()])
    if before is None:
        return None  # digits of a word: H5N1
    value = _value(match["digits"], language)
    end = match.end()
    magnitude = match["magnitude"] or ""
    if match["short"]:
        counts = before["currency"] is not None or match["short"] == "k"
        magnitude = match["short"] if counts else ""
        end = end if counts else match.start("short")
    abroad = _abroad(language[:2]).match(lower, match.end("digits")) if language[:2] in _ABROAD else None
    if abroad:
        magnitude, end = "", max(end, abroad.end())
        value *= _ABROAD[language[:2]][abroad["magnitude"]]
    value *= MAGNITUDES.get(magnitude, 1.0) * _power(match["power"])
    sign = -1.0 if before["sign"] else 1.0
    mark = _mark(before["currency"], match["after"])
    return Number(sign * _rounded(value), mark, match.start() - len(before.group()), end)


@cache
def _abroad(code: str) -> re.Pattern[str]:
    """Give the form of the magnitudes of a language; where no spaces stand between words, none ends one."""
    known = "|".join(sorted(_ABROAD[code], key=len, reverse=True))
    return re.compile(rf"[ \u00a0]?(?P<magnitude>{known})" + ("" if code in _UNSPACED else r"(?!\w)"))


def _of_letters(match: re.Match[str]) -> Number | None:
    if match["lone"]:
        half = 0.5 if match.group().startswith("half") else 1.0
        return Number(half * MAGNITUDES[match["lone"]], "", *match.span(), spelled=True)
    value: float = SPELLED[match["tens"]] + SPELLED.get(match["ones"] or "", 0)
    if match["hundred"]:
        value = 100 * value + SPELLED.get(match["rest"] or "", 0)
    value *= MAGNITUDES.get((match["magnitude"] or ""), 1.0)
    if value == 1 and not match["after"]:
        return None
    return Number(_rounded(value), _mark(None, match["after"]), *match.span(), spelled=True)


def _value(digits: str, language: str) -> float:
    """Read digits with the separators of the language; a comma before three digits groups in English."""
    if digits.isdecimal():
        return float(digits)
    digits = re.sub("[’\u00a0\u202f\u2009]", "", digits)
    grouping, point = (",", ".") if language[:2] in _POINTED else (".", ",")
    if re.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}", digits):
        return float(digits.replace(",", ""))  # 5,00,000, as in India
    if re.fullmatch(rf"\d{{1,3}}(?:\{grouping}\d{{3}})+(?:\{point}\d+)?", digits):
        return float(digits.replace(grouping, "").replace(point, "."))
    if digits.count(",") + digits.count(".") > 1:
        return float(re.sub(r"[.,](?=\d{3})", "", digits).replace(",", "."))
    return float(digits.replace(",", "."))


def _power(power: str | None) -> float:
    """Read ``e-3`` and ``x 10^6``."""
    if not power:
        return 1.0
    base, _, exponent = power.replace("−", "-").rpartition("^")
    return float(base.strip(" x×")) ** int(exponent) if base else 10.0 ** int(exponent[1:])


def _mark(currency: str | None, after: str | None) -> str:
    if currency:
        return _CODES.get(currency.rstrip("."), currency[-1])
    if not after:
        return ""
    tail = after.strip(" -\u00a0").removeprefix("us ").rstrip("s")
    for word, mark in _MARKS.items():
        if tail.startswith(word) or tail.endswith(word):
            return mark
    return ""


def _rounded(value: float) -> float:
    """Take off the noise of binary fractions: 1.1 million is 1100000."""
    return round(value, 6) if 1e-3 <= abs(value) < 1e15 else value  # noqa: PLR2004  # beyond it a float holds no fractions
