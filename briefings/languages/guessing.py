"""Guess a text's language: by its script, then by a vote of its words, their endings and its letters.

A word votes for every language that has it among its commonest, the more the commoner it is there: so a word
that many languages share tells little between them. A letter speaks against the languages that do not write it.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefings.languages.tables import LANGUAGES, SCRIPTS, Language
from briefings.regex import regex

STRETCH, STRETCHES = 600, 4  # characters: a page begins with its menu and ends with others' headlines
MOST = 200_000  # characters looked through for them
LONG_LINE = 50

WORD = regex(r"[^\W\d_]+")
INDIC_WORD = regex("[\u0900-\u0963\u0970-\u097f]+")

FOREIGN_SHARE = 0.25  # of the letters: Latin ones stand in the names and addresses of every page
KANA_SHARE = 0.08  # of Chinese characters and kana together; Japanese headlines have few
DENSE_WEIGHT = 2  # letters of other scripts that one of these is worth

COMMONEST, SLOPE, UNLISTED = 0.05, 2.5, 2e-4  # a word's share of running text by its rank, after Zipf
ENDING = 1.2  # a vote, where the commonest word has five and a half
AGAINST, AGAINST_LOAN = 1.6, 0.8  # a letter that a language does not write, or in loan words only
BEHIND = 2.0  # votes less for a language that is seldom met, beside the one it resembles
SELDOM = frozenset({"nn", "gl", "af", "ms", "eo", "ne", "sr", "mk", "be", "ky"})
LONG_WORD = 5  # letters of a word with an ending

SURE_KINDS, SURE_MARGIN, SURE_SHARE = 4, 7.0, 0.13
"""Different words, votes ahead of the next language, and part of all words that leave no doubt."""

SURE_LETTERS = 12  # of a script that only one language of the table writes


class Guess(NamedTuple):
    """A language, "" for none, and whether the text leaves no doubt of it."""

    language: str
    is_sure: bool = False


class Votes(NamedTuple):
    """For words and endings the languages they speak for, for letters those they speak against, with how much."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    endings: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[tuple[str, float], ...]]
    languages: tuple[str, ...]


def guess(text: str) -> Guess:
    """Guess the language of a text from four stretches of it."""
    text = sample(text).lower()
    letters = Counter(text) if not text.isascii() else Counter()
    script, share = script_of(letters, text)
    votes = votes_of(script)
    if not votes.words:
        size = sum(count for letter, count in letters.items() if script_of_letter(letter) == script)
        return Guess(next(iter(votes.languages), ""), size >= SURE_LETTERS and share > 0.5)  # noqa: PLR2004 - most
    words = (INDIC_WORD if script == "devanagari" else WORD).findall(text)
    return elected(votes, Counter(words), letters)


def sample(text: str) -> str:
    """Give stretches that lie evenly over the text, or over its long lines: menus may be in another language."""
    if len(text) <= STRETCH * STRETCHES:
        return text
    prose = "\n".join(line for line in text[:MOST].split("\n") if len(line) >= LONG_LINE)
    text = prose if len(prose) >= STRETCH else text[:MOST]
    if len(text) <= STRETCH * STRETCHES:
        return text
    step = (len(text) - STRETCH) // (STRETCHES - 1)
    return " ".join(text[at * step : at * step + STRETCH] for at in range(STRETCHES))


# --- the script ------------------------------------------------------------------------------------------

STARTS = tuple(SCRIPTS)
DENSE = frozenset({"han", "kana", "hangul"})


def script_of_letter(letter: str) -> str:
    """Give the script of a letter, "" for other characters."""
    at = bisect_right(STARTS, ord(letter)) - 1
    return SCRIPTS[STARTS[at]] if at >= 0 and letter.isalpha() else ""


def script_of(letters: Mapping[str, int], text: str) -> tuple[str, float]:
    """Give the script that a text is written in, and which part of it is."""
    if not letters:
        return "latin", 1.0 if text else 0.0
    sums: Counter[str] = Counter()
    for letter, count in letters.items():
        sums[script_of_letter(letter)] += count
    del sums[""]
    for name in DENSE & sums.keys():
        sums[name] *= DENSE_WEIGHT
    total = sums.total()
    if sums["kana"] >= KANA_SHARE * (sums["kana"] + sums["han"]) > 0:
        sums["kana"] += sums.pop("han", 0)
    if sums["hangul"] > sums["han"]:
        sums["hangul"] += sums.pop("han", 0)
    foreign = max(sums.keys() - {"latin"}, key=lambda name: (sums[name], name), default="")
    name = foreign if foreign and sums[foreign] >= FOREIGN_SHARE * total else "latin"
    return name, sums[name] / total if total else 0.0


# --- the vote --------------------------------------------------------------------------------------------


@functools.cache
def votes_of(script: str) -> Votes:
    """Gather what the languages of a script are told apart by."""
    names = tuple(name for name, language in LANGUAGES.items() if words_in(language, script) is not None)
    spaced = [name for name in names if LANGUAGES[name].spaced]
    words: dict[str, list[tuple[str, float]]] = {}
    endings: dict[str, list[str]] = {}
    for name in spaced if len(spaced) > 1 else ():
        for rank, word in enumerate(words_in(LANGUAGES[name], script) or ()):
            words.setdefault(word, []).append((name, weight(rank)))
        for ending in LANGUAGES[name].endings:
            endings.setdefault(ending, []).append(name)
    return Votes(
        {word: tuple(of) for word, of in words.items()},
        {ending: tuple(of) for ending, of in endings.items()},
        strangers(spaced),
        names,
    )


def words_in(language: Language, script: str) -> tuple[str, ...] | None:
    """Give a language's words in a script; None where it is not written in it."""
    if language.script == script:
        return language.words
    return language.also if language.also and script == "latin" else None


def weight(rank: int) -> float:
    """Give the log of how much likelier a word is where it has this rank than where it is not listed."""
    return math.log(COMMONEST / (1 + rank / SLOPE) / UNLISTED)


def strangers(names: Sequence[str]) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Say for each letter against which of the languages it speaks, and how much."""
    letters = {letter for name in names for letter in LANGUAGES[name].letters}
    return {
        letter: tuple((name, cost) for name in names if (cost := strangeness(LANGUAGES[name], letter)))
        for letter in letters
    }


def strangeness(language: Language, letter: str) -> float:
    """Say how much a letter speaks against a language."""
    if letter not in language.letters:
        return AGAINST
    return AGAINST_LOAN if letter in language.loans else 0.0


def elected(votes: Votes, words: Counter[str], letters: Mapping[str, int]) -> Guess:
    """Count the votes, and say whether the best of them is far enough ahead."""
    scores = {name: -BEHIND if name in SELDOM else 0.0 for name in votes.languages}
    found: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, count in words.items():
        times = math.sqrt(count)
        for name, of in votes.words.get(word, ()):
            scores[name] += of * times
            found[name] += count
            kinds[name] += 1
        if len(word) >= LONG_WORD:
            for name in (*votes.endings.get(word[-3:], ()), *votes.endings.get(word[-4:], ())):
                scores[name] += ENDING
    for letter, count in letters.items():
        for name, cost in votes.letters.get(letter, ()):
            scores[name] -= cost * math.sqrt(count)
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    margin = scores[best] - scores[second]
    if scores[best] <= 0 and not margin:
        return Guess("" if "en" in scores else votes.languages[0])
    is_sure = (
        kinds[best] >= SURE_KINDS and margin >= SURE_MARGIN and found[best] >= SURE_SHARE * words.total()
    )
    return Guess(best, is_sure)
