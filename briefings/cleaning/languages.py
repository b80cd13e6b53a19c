"""Guess a text's language: by script first, then by a vote of its commonest words.

Invariant: the guess is a pure function of the text; "" where nothing speaks for a language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

SAMPLE = 8_000  # characters: enough for a vote
LEAST_VOTES = 3

SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ar": re.compile("[\u0620-\u064a]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "el": re.compile("[\u0391-\u03c9]"),
    "ru": re.compile("[\u0410-\u044f]"),
}
SHARE = 0.2  # of the letters; Japanese is told by its kana, a third of its letters


def words(text: str) -> frozenset[str]:
    """Read a list of words parted by spaces."""
    return frozenset(text.split())


FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "en": words("the of and to in is that for with was as on by at from has said have it are"),
    "de": words("der die und das den von mit ist des im auf für nicht eine auch dem sich wird"),
    "fr": words("le la les des et une dans est pour que qui sur pas par avec du au ce plus"),
    "es": words("el los las y del en que por para una con es su se como más fue sin al"),
    "pt": words("o os as e do da em que para uma com não por um no na dos mais ao"),
    "it": words("il di che e la per un una del con non sono della gli è si nel ha"),
    "nl": words("de het een van en op dat te voor met zijn niet aan er om ook bij wordt"),
    "sv": words("och att det som en på är av för med den till inte om har ett från sig"),
    "no": words("og det som en på er av for med den til ikke om har et fra seg jeg ble"),
    "da": words("og det som en på er af for med den til ikke om har et fra sig jeg blev"),
    "fi": words("ja on ei että se oli hän mutta ovat kun myös joka tai kuin sen"),
    "pl": words("i w na z się nie do że jest to o jak po od za przez ale który"),
    "cs": words("a v na se je že z do s o k ve jsou ale jako po za pro by"),
    "tr": words("ve bir bu da de için ile çok daha olarak gibi olan sonra ne ama"),
    "lt": words("ir kad į su yra tai kaip iš o bet ne buvo dėl apie jau už"),
    "zu": words("ukuthi futhi kodwa ngoba noma uma lapho kanye kuthi ngesikhathi lo le"),
}

WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str:
    """Guess the language of a text from its beginning."""
    sample = text[:SAMPLE]
    return by_script(sample) or by_words(sample)


def by_script(sample: str) -> str:
    """Give the language whose script the text is in, where the script tells it."""
    if sample.isascii():
        return ""
    letters = sum(map(str.isalpha, sample)) or 1
    return next((name for name, of in SCRIPTS.items() if len(of.findall(sample)) > SHARE * letters), "")


def by_words(sample: str) -> str:
    """Give the language most of whose function words are here; "" for a text without any."""
    counts = Counter(word.casefold() for word in WORD.findall(sample))
    votes = {name: sum(counts[word] for word in words) for name, words in FUNCTION_WORDS.items()}
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] >= LEAST_VOTES else ""
