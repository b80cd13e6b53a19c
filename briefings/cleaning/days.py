"""Dates on lines of their own, as pages put them under a title.

Invariant: a date is read only where day, month and year are all there and cannot be taken for another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from briefings.regex import regex

MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar mars april mai juni juli august september oktober november desember",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, name in enumerate(names.split(), 1)
} | {"sep": 9}

ISO = regex(
    r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\w))?"
)
DAY_FIRST = regex(
    r"\b(\d{1,2})(?:\.|st|nd|rd|th|er)?,? (?:de |of )?([^\s\d.,/]{2,14})\.?,? (?:de )?((?:19|20)\d\d)\b"
)
MONTH_FIRST = regex(r"\b([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b")
DOTTED = regex(r"\b(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)\b")
YEAR_FIRST = regex(r"\b((?:19|20)\d\d)(?:/|\. ?)(\d{1,2})(?:/|\. ?)(\d{1,2})\b\.?")
SLASHED = regex(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
"""Day or month first: read only where one of them cannot be a month."""

EAST = regex(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")

CUE = regex(
    r"(?:first )?(?:published|posted|updated|last updated|modified|created|date|(?:zuletzt )?aktualisiert|"
    r"veröffentlicht|stand|publié|(?:dernière )?mise? à jour|modifié|publicado|actualizado"
    r"|atualizado|pubblicato|aggiornato|gepubliceerd|publicerad|uppdaterad|publisert|"
    r"oppdatert|опубликовано|обновлено|opublikowano|aktualizacja|yayınlanma|güncelleme|入力|入稿|公開|更新|発表|公開日|更新日|発行"
    r"|发布|更新时间|发布时间|입력|수정|등록|승인|प्रकाशित|अपडेटेड|نشر|تحديث)(?: (?:on|at|am|um|le|el|em|il|op))?(?!\w)",
    re.IGNORECASE,
)
READING = regex(
    r"\b(?:(?:reading time|read time|lesedauer|lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|"
    r"tempo di lettura|leestijd|lästid|lesetid)\s?:? ?(?:ca\. ?)?\d{1,3}[ -]?(?:min(?:ute|uto)?[sni]?|minuter)\b"
    r"|\d{1,3}[ -]?min(?:ute|uto)?[sni]?\.? (?:read|reading time|lesezeit|de lecture|de lectura|de leitura|"
    r"di lettura|leestijd|läsning|lästid|lesetid)\b)",
    re.IGNORECASE,
)
"""How long the text takes to read, as sites put it beside the date."""

REST = regex(
    r"(?:[（(][月火水木金土日월화수목금토일][）)]|[\s,.:;|/·•–—()*_+-]|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ap]m\b)?|\d{1,2}[ap]m\b"
    r"|\d{1,2}\s?[時时点點시]\s?(?:\d{1,2}\s?[分분])?"
    r"|午前|午後|上午|下午|오전|오후|\b(?:am|pm|a\.m|p\.m|uhr|h|at|um|à|"
    r"on|the|ist|gmt|utc|cet|cest|est|edt|et|pst|pdt|bst|jst|kst"
    r"|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|"
    r"viernes|sábado|domingo)\b)*",
    re.IGNORECASE,
)
MONTHS_A_YEAR = 12
LONGEST = 120  # characters of a date line
EMPHASIS = "*_ "
FILE_PREFIX = regex(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?![0-9])")


CLOCK = regex(r"\b\d{1,2}[:.h]\d{2}\b")


def is_date_line(text: str) -> bool:
    """Whether the line says when the text was published or changed, and nothing else but how long it is."""
    if len(text) > LONGEST:
        return False
    text = text.strip(EMPHASIS)
    if "20" in text or "19" in text:  # most lines have no year, and need not be read further
        return (published(text) is not None or bool(SLASHED.search(text))) and not remainder(text)
    return says_published(text) and bool(CLOCK.search(text)) and not remainder(text)


def says_published(text: str) -> bool:
    """Whether the line begins like "Published on"."""
    return CUE.match(text) is not None


def remainder(text: str) -> str:
    """Give what a date line says besides cues, dates, times, weekdays and how long it takes to read the text."""
    for pattern in (READING, ISO, YEAR_FIRST, DAY_FIRST, MONTH_FIRST, DOTTED, SLASHED, EAST, CUE):
        text = pattern.sub(" ", text)
    return text[len(REST.match(text)[0]) :] if REST.match(text) else text  # type: ignore[index]  # matches the empty text too


def without_reading(text: str) -> str:
    """Take off how long the text takes to read."""
    return READING.sub("", text)


def published(text: str) -> dt.date | None:
    """Give the first whole date of a text."""
    return next((day for day in candidates(text.strip(EMPHASIS)) if day), None)


def candidates(text: str) -> list[dt.date | None]:
    """Read the first date of each form."""
    found: list[dt.date | None] = []
    for pattern in (ISO, YEAR_FIRST, EAST):
        found += [day(*map(int, match.groups())) for match in pattern.finditer(text)]
    found += [day(int(m[3]), MONTHS.get(m[2].casefold(), 0), int(m[1])) for m in DAY_FIRST.finditer(text)]
    found += [day(int(m[3]), MONTHS.get(m[1].casefold(), 0), int(m[2])) for m in MONTH_FIRST.finditer(text)]
    found += [day(int(m[3]), int(m[2]), int(m[1])) for m in DOTTED.finditer(text)]
    found += [slashed(int(m[1]), int(m[2]), int(m[3])) for m in SLASHED.finditer(text)]
    return found


def slashed(first: int, second: int, year: int) -> dt.date | None:
    """Read a date with strokes, where only one of its numbers can be the month."""
    if first > MONTHS_A_YEAR:
        return day(year, second, first)
    return day(year, first, second) if second > MONTHS_A_YEAR or first == second else None


def day(year: int, month: int, day_of_month: int) -> dt.date | None:
    """Give the date, None where there is no such day."""
    try:
        return dt.date(year, month, day_of_month)
    except ValueError:
        return None


def of_file(name: str) -> dt.date | None:
    """Give the date that a file's name begins with."""
    match = FILE_PREFIX.match(name)
    return day(*map(int, match.groups())) if match else None
