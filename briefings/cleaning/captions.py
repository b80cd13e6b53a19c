"""Captions and credits of pictures, where they say so themselves.

Invariant: a sentence that speaks of a picture or of an agency is none. A credit stands at the start, in closing
brackets, or behind the caption's last stop; a name behind it begins with a capital.
"""

from __future__ import annotations

import re

from briefings.cleaning.measure import ends_sentence, remembered, weight
from briefings.regex import regex

LONGEST = 240  # characters of a caption
MOST_WORDS = 14  # of a line that begins like a credit
PROSE = 8  # words: a line so long that ends like a sentence is one

PICTURE = (
    r"(?:crédits? photos?|photo(?:graph|graphie|graphy)?|image|picture|illustration|screenshot|graphic"
    r"|foto(?:s|grafía|grafia|grafie)?|bild|grafik|symbolbild|archivbild|archivfoto|symbolfoto"
    r"|imagen|imagem|immagine|kuva|zdjęcie|fot|фото|иллюстрация|写真|画像|撮影|사진|图片来源|图片|图|摄影|صورة"
    r"|फोटो|तस्वीर|crédits?|créditos?|quelle)"
)
AGENCY = (
    r"(?:AP|AFP|EPA|EFE|PTI|ANI|DPA|dpa|APA|ANSA|NTB|TT|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?"
    r"|AP Photo|picture[ -]alliance|Shutterstock|iStock|Alamy|imago|IMAGO|Keystone|KEYSTONE|Bloomberg|Xinhua"
    r"|Unsplash|Pexels)"
)
NAME = rf"(?:[^\W\d_a-zß-öø-ÿа-яα-ω]|{AGENCY})"
"""A capital, a letter of a script that has none, or an agency."""

WORKS = r"(?i:photos?|images?|pictures?|photographs?|photography|illustrations?|foto)"
CREDITS = r"(?i: credits?| courtesy| source| by)?"

LABEL = regex(rf"(?:file |stock |archive )?(?i:{PICTURE})s?{CREDITS} ?[:：=] ?(?={NAME})\S.*")
BY = regex(rf"{WORKS} (?i:by|courtesy(?: of)?|via|von|av) {NAME}.*")
ALONE = regex(
    r"(?:file|stock|archive|representational|representative|representation) (?:photo|image|picture|pic)s?\b.*"
    r"|(?:foto|imagen|imagem|immagine) d[ei] (?:archivo|arquivo|archivio|repertorio)\b.*|photo d'archives?\b.*"
    r"|(?:symbol|archiv)(?:bild|foto)|courtesy of .*|(?:image|media|photo|video) (?:caption|source),? .*"
    r"|(?:image|photo|picture)s? credits?\b.*",
    re.IGNORECASE,
)
IN_BRACKETS = regex(
    rf".*[(\[](?:(?i:(?:file |ap |afp |reuters )?{PICTURE}s?{CREDITS}|credits?|source|via) ?[:：/] ?"
    rf"(?={NAME})[^()\[\]]{{1,60}}"
    r"|(?i:file|ap|archive|handout|representational) (?i:photo|image|picture)s?(?:[/:, ][^()\[\]]{0,60})?"
    r"|(?i:symbolbild|symbolfoto|archivbild|archivfoto)"
    rf"|{WORKS} (?i:by|courtesy|von|de) [^()\[\]]{{1,60}})[)\]]\.?"
)
AGENCY_IN_BRACKETS = regex(rf".*[^\W_][”’\"»]? \((?:{AGENCY}|AP/AFP)\)")
BEHIND = regex(
    rf".*[.!?。！？”»\"|–—] ?(?i:{PICTURE}|credits?|source)s?{CREDITS} ?[:：=/] ?(?={NAME})[^.。]{{1,60}}\.?"
)
SLASH = regex(
    rf"(?:.*[/|©,.–—]|.*\bvia|[^\W\d_a-z]\S* [^\W\d_a-z]\S*) ?(?:[^.]{{0,40}}[/ ])?{AGENCY}\W{{0,3}}"
    rf"|{AGENCY} ?/ ?{NAME}.*|.* / {AGENCY}(?: [/|] ?.*)?"
)
NUMBER = regex(r"\d{1,3} ?(?:/|of|von|de|di) ?\d{1,3} ?\|.*|\d{1,3} (?:of|von|de|di) \d{1,3}")
OWNED = regex(rf"(?:©|\(c\)) ?(?:\d{{4}} )?(?={NAME}).{{1,80}}")

CUES = tuple(
    """
    photo image picture illustration screenshot graphic foto bild grafik imagen imagem immagine crédit credit source
    getty afp reuters alliance shutterstock istock (ap /ap epa pti (ani dpa efe © (c) courtesy alamy imago keystone
    unsplash fot: quelle kuva zdjęcie фото иллюстр 写真 画像 撮影 사진 图 摄影 صورة फोटो तस्वीर apa/ ansa /ntb /tt
    bloomberg xinhua pexels
    """.split()  # noqa: SIM905 - a list of fifty words reads better so
)
"""Words without one of which a line is no caption: looking for them is ten times as fast."""


@remembered
def is_caption(text: str) -> bool:
    """Whether the line is a caption that says so, or only the credit of a picture."""
    if len(text) > LONGEST:
        return False
    text = text.strip()
    if text[:1].isdigit() and NUMBER.fullmatch(text):
        return True
    small = text.casefold()
    return any(cue in small for cue in CUES) and (is_credit(text) or is_credited(text))


def is_credit(text: str) -> bool:
    """Whether the line begins with a credit, or is nothing else."""
    if LABEL.fullmatch(text) or OWNED.fullmatch(text):
        return True
    words = weight(text)
    if words > MOST_WORDS:
        return False
    is_sentence = words >= PROSE and ends_sentence(text)
    return not is_sentence and bool(BY.fullmatch(text) or ALONE.fullmatch(text))


def is_credited(text: str) -> bool:
    """Whether the line ends in a credit: in brackets, behind a stop, or behind a stroke."""
    if IN_BRACKETS.fullmatch(text) or BEHIND.fullmatch(text):
        return True
    return not ends_sentence(text) and bool(AGENCY_IN_BRACKETS.fullmatch(text) or SLASH.fullmatch(text))
