"""Datelines: the place, day and agency with which a report opens.

Invariant: a dateline stands at the beginning of its text, and what follows it does not begin with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefings.dates import MONTH
from briefings.regex import regex

_CAPITAL = r"[A-ZÀ-ÞА-ЯЁ]"
_YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:,? \d{{1,2}}\.? (?:de )?[\w.]{{3,10}}(?: (?:de )?{_YEAR})?| \([A-Za-z/ ]{{2,20}}\))"
_MONTH = rf"(?i:{'|'.join(sorted(MONTH, key=len, reverse=True))})\b\.?"
_CALENDAR = (
    rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th|er)? (?:de |of )?{_MONTH}(?:,? (?:de )?{_YEAR})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?"
    rf"|\d{{1,2}}\. ?\d{{1,2}}\. ?{_YEAR}|{_YEAR}-\d\d-\d\d)"
)
_AGENCY = r"(?:\([\w ./&-]{2,30}\)|/[\w -]{2,20}/)"

DATED = regex(
    rf"(?:(?P<place>{_CAPITAL}(?:{_CAPITAL}|[ .’'/-]){{2,30}}(?:, [A-Z][\w.]{{1,15}}(?: [A-Z][\w.]{{1,15}})?)?),?"
    rf"(?: | ?[–—-]{{1,2}} )(?P<day>{_CALENDAR})(?: ?{_AGENCY})?"
    rf"|(?P<town>{_CAPITAL}[\w’'-]+(?: {_CAPITAL}[\w’'-]+){{0,3}}), (?P<filed>{_CALENDAR}) ?{_AGENCY})"
    r" ?(?:--|[–—]|(?<= )-(?= )) ?"
)
"""That with a day, in all languages: ``LONDON, 3 March 2025 — ``, ``London, March 3 (dpa) - ``.

Without an agency the place stands in capitals: a story may open with ``Tarn, 3 March 1950 – ``.
"""

PLACED = regex(
    rf"(?P<place>[^\W\d_][\w’'-]+"
    rf"(?:[ /](?:de |del |am |an der |sur |en )?(?:La |Las |Los |El )?{_CAPITAL}[\w’'-]+){{0,3}})"
    rf"{_DAY}+ ?(?:--|[–—.-]+) "
    rf"|(?P<large>{_CAPITAL}{{3,}}(?:[ /-]{_CAPITAL}{{2,}}){{0,3}}) ?(?:--|[–—-]) "
)
"""That of most languages: ``Berlin (dpa) – ``, ``PARIS, 7 déc. - ``, ``ROMA - ``."""

_OTHERS: Mapping[str, re.Pattern[str]] = {
    "ar": regex(r"[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)? (?:\([^()]{2,30}\) )?[–—-] "),
    "en": regex(r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w. ]{1,30})?(?: \([\w ./]{2,30}\))? ?(?:--|—|–) ?"),
    "ja": regex(r"【[^【】]{1,20}】\s?"),
    "ru": regex(
        rf"(?:{_CAPITAL}{{3,}}(?:[ -]{_CAPITAL}{{2,}})*|{_CAPITAL}[\w-]+(?=, \d))(?:, \d{{1,2}} \w{{3,8}}\.?)?"
        r"(?:\.? ?/ТАСС/\. ?| ?[–—-] ?(?:(?:РИА Новости|ТАСС|Интерфакс)\. ?)?)"
    ),
    "zh": regex(r"\w{2,6}社\w{2,8}?\d{1,2}月\d{1,2}日电\s?(?:（[^（）]{1,30}）)?\s?"),
}


def behind(text: str, language: str) -> int:
    """Give where a text begins behind its dateline; 0 without one."""
    line = DATED.match(text) or _OTHERS.get(language[:2].lower(), PLACED).match(text)
    return line.end() if line and not text[line.end() : line.end() + 1].islower() else 0


class Filed(NamedTuple):
    """Where a report was written and when, as its dateline says it."""

    place: str
    day: str


def filed(text: str) -> Filed | None:
    """Give place and day of the dateline with a day that a text opens with; None without one."""
    line = DATED.match(text)
    if line is None or text[line.end() : line.end() + 1].islower():
        return None
    return Filed((line["place"] or line["town"]).strip(" -"), line["day"] or line["filed"])
