"""Guess the encoding of bytes that are not Unicode, or find that the guess is weak.

In the right encoding a text is full of the commonest words of a language and spelt with the letters of that language
alone. charset-normalizer must agree: it takes the wrong one for a third of short texts, but knows disorder when it
sees it.

Invariant: two readings that differ in a letter and fit equally well are no guess. Work is bounded by `SAMPLE`,
however long the text is.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefings.languages import LANGUAGES, Language
from briefings.regex import regex

SAMPLE = 65_536  # bytes; two thousand suffice for any text in one language

WESTERN = frozenset("en de fr es pt it nl sv no nn da fi is ca gl eu af et sq ga id".split())  # noqa: SIM905 - a list of words reads better
CENTRAL = frozenset("pl cs sk sl hr hu ro".split())  # noqa: SIM905 - the same
JAPANESE, CHINESE = frozenset({"ja"}), frozenset({"zh"})


class Encoding(NamedTuple):
    """An encoding under the name that editors know: the codec that reads it, the languages written in it."""

    name: str
    codec: str
    languages: frozenset[str]


ENCODINGS = (
    Encoding("windows-1252", "cp1252", WESTERN),
    Encoding("iso-8859-15", "iso8859_15", WESTERN),
    Encoding("macintosh", "mac_roman", WESTERN),
    Encoding("cp850", "cp850", WESTERN),
    Encoding("windows-1250", "cp1250", CENTRAL),
    Encoding("iso-8859-2", "iso8859_2", CENTRAL),
    Encoding("windows-1251", "cp1251", frozenset({"ru", "uk", "be", "bg", "mk", "sr"})),
    Encoding("koi8-r", "koi8_r", frozenset({"ru"})),
    Encoding("koi8-u", "koi8_u", frozenset({"uk"})),
    Encoding("iso-8859-5", "iso8859_5", frozenset({"ru", "be", "bg", "mk", "sr"})),
    Encoding("cp866", "cp866", frozenset({"ru"})),
    Encoding("x-mac-cyrillic", "mac_cyrillic", frozenset({"ru"})),
    Encoding("windows-1253", "cp1253", frozenset({"el"})),
    Encoding("iso-8859-7", "iso8859_7", frozenset({"el"})),
    Encoding("windows-1254", "cp1254", frozenset({"tr"})),
    Encoding("windows-1255", "cp1255", frozenset({"he"})),
    Encoding("iso-8859-8", "iso8859_8", frozenset({"he"})),
    Encoding("windows-1256", "cp1256", frozenset({"ar", "fa", "ur"})),
    Encoding("iso-8859-6", "iso8859_6", frozenset({"ar"})),
    Encoding("windows-1257", "cp1257", frozenset({"lt", "lv", "et"})),
    Encoding("iso-8859-13", "iso8859_13", frozenset({"lt", "lv", "et"})),
    Encoding("windows-874", "cp874", frozenset({"th"})),
    Encoding("shift_jis", "cp932", JAPANESE),
    Encoding("euc-jp", "euc_jp", JAPANESE),
    Encoding("gb18030", "gb18030", CHINESE),
    Encoding("big5", "big5hkscs", CHINESE),
    Encoding("euc-kr", "cp949", frozenset({"ko"})),
)
"""In order of use: where several make the same text of the bytes, the first is named."""

UNMARKED = (
    Encoding("utf-16-le", "utf-16-le", frozenset(LANGUAGES)),
    Encoding("utf-16-be", "utf-16-be", frozenset(LANGUAGES)),
)
"""What bytes with NULs among them may be: spaces and line ends have one in every language."""

SIGNS = "\u00a0§©®°´·«»‘’‚“”„†‡•…‰‹›–—€™£¥×±½¼¾²³№−"
"""What any language uses beside its letters."""

IN_WORDS = regex("[^\\W\\d_][§©®°«»‚“”„†‡•‰‹›™€£¥×±½¼¾²³№−][^\\W\\d_]|[^\\W\\d_lL]·[^\\W\\d_]")
"""A sign that no word has within it, half of a letter that was read wrongly; Catalan alone writes `l·l`."""

LOOSE_MARK = regex("(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""A Thai vowel or tone without the consonant that it belongs to."""

LEAST_WORDS = 4
LEAST_SHARE = 0.05  # of all words; in running text a quarter or more are among the commonest
LEAST_CHARACTERS = 16
LEAST_KINDS = 3  # different ones among them: a rule of one character is no text
COMMON_SHARE: Mapping[str, float] = {"ja": 0.25, "zh": 0.12, "ko": 0.2, "th": 0.4}
SCRIPT_SHARE = 0.3  # of all letters; less is a word in a text of another language
SECOND = 0.75  # a language with fewer hits than this part of the best one's is not the text's
TOLERANCE = 200  # one stray letter in so many is a foreign name


class Reading(NamedTuple):
    """A text that an encoding makes of the bytes, and how many characters in it fit no language of that encoding."""

    encoding: Encoding
    text: str
    misfits: int


def guess(data: bytes) -> Encoding | None:
    """Give the encoding that is believed, None where none is."""
    wide = b"\x00" in data
    data = data[:SAMPLE] if wide else sample(data)
    fitting = sorted(readings(data, UNMARKED if wide else ENCODINGS), key=lambda reading: reading.misfits)
    if not fitting:
        return None
    best = fitting[0]
    rivals = [other for other in fitting[1:] if other.misfits == best.misfits and other.text != best.text]
    return best.encoding if not rivals and (wide or is_orderly(data, best.encoding)) else None


def sample(data: bytes) -> bytes:
    """Give the first lines that are not ASCII: in all encodings of the table a line feed is a line feed."""
    if len(data) <= SAMPLE:
        return data
    lines, size = [], 0
    for match in re.finditer(rb"[^\n]*\n?", data):
        line = match[0]
        if not line.isascii():
            lines.append(line[: SAMPLE - size])
            size += len(lines[-1])
        if size >= SAMPLE:
            break
    return b"".join(lines)


def readings(data: bytes, encodings: Iterable[Encoding]) -> Iterator[Reading]:
    """Give what each encoding makes of the bytes, where that fits a language which is written in it."""
    seen: set[str] = set()
    for encoding in encodings:
        text = decoded(data, encoding.codec)
        if text and text not in seen:
            seen.add(text)
            misfits = misfits_of(text, encoding.languages)
            if misfits is not None:
                yield Reading(encoding, text, misfits)


def decoded(data: bytes, codec: str) -> str:
    """Decode a sample, which may end within a letter; "" where it is not in this encoding."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(data)
    except (
        UnicodeError
    ):  # UnicodeDecodeError, and what incremental decoders raise of an escape that does not end
        return ""


def is_orderly(data: bytes, encoding: Encoding) -> bool:
    """Whether charset-normalizer, which knows no words but measures disorder, thinks so too."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for few sources, and slow to import

    return bool(from_bytes(data, cp_isolation=[encoding.codec], enable_fallback=False))


def misfits_of(text: str, languages: frozenset[str]) -> int | None:
    """Count the characters that fit no spelling; None where no language fits, or too many characters do not."""
    votes = {name: hits(text, name) for name in LANGUAGES}
    most = max(votes.values())
    spoken = [name for name in languages if votes[name] and votes[name] >= SECOND * most]
    counts = [strays(text, LANGUAGES[name]) for name in spoken]
    beyond = sum(not character.isascii() for character in text)
    return min(counts) if counts and min(counts) <= beyond // TOLERANCE else None


WORD = regex(r"[^\W\d_]+")


def hits(text: str, name: str) -> int:
    """Count the commonest words of a language in the text; 0 where they are too few to tell."""
    language = LANGUAGES[name]
    if not language.spaced:
        return dense_hits(text, language, COMMON_SHARE[name])
    words = Counter(WORD.findall(text.lower()))
    kinds = [word for word in language.words if word in words]
    found = sum(words[word] for word in kinds)
    return (
        found if len(kinds) >= LEAST_KINDS and found >= max(LEAST_WORDS, LEAST_SHARE * words.total()) else 0
    )


def dense_hits(text: str, language: Language, share: float) -> int:
    """Count the commonest characters of a language that parts no words."""
    script = re.findall(f"[{language.letters}]", text)
    common = [character for character in script if character in language.words]
    found = len(common) if len(set(common)) >= LEAST_KINDS else 0
    letters = sum(map(str.isalpha, text))
    enough = found >= max(LEAST_CHARACTERS, share * len(script)) and len(script) >= SCRIPT_SHARE * letters
    return found if enough else 0


def strays(text: str, language: Language) -> int:
    """Count what the language does not write: other letters, capitals and signs within words."""
    letters = language.letters
    count = len(re.findall(f"[^\x00-\x7f{letters}{SIGNS}]", text)) + len(LOOSE_MARK.findall(text))
    if not language.spaced:
        return count
    small = "".join(filter(str.islower, letters))
    capital = "".join(filter(str.isupper, letters))
    inside = len(re.findall(f"[a-z{small}][{capital}]", text)) if capital else 0
    return count + inside + len(IN_WORDS.findall(text))
