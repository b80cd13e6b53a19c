"""Datelines: the place, day and agency with which a report opens.

Invariant: a dateline stands at the beginning of its text, and what follows it does not begin with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefings.regex import regex

_CAPITAL = r"[A-ZÀ-ÞА-ЯЁ]"
_DAY = r"(?:,? \d{1,2}\.? [\w.]{3,10}| \([A-Za-z/ ]{2,20}\))"

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
    line = _OTHERS.get(language[:2].lower(), PLACED).match(text)
    return line.end() if line and not text[line.end() : line.end() + 1].islower() else 0
