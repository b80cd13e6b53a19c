"""Words that pages say around their articles, in many languages.

Invariant: nothing here is the wording of one site. There is a file for each language; its parts are

- `controls`, `sections`, `tails`: furniture wherever it stands alone on a line, compared as `measure.key` does;
- `inserts`, `sure inserts`: cues of a pointer to another article, and those of them that no sentence begins with;
- `comments`, `notices`: patterns of whole lines; `mail`: those in which a newsletter speaks of itself;
- `inside`: what makes a notice of a short line wherever it stands in it;
- `site words`, `credit words`: what sites say of themselves, and what stands around pictures.

Entries are parted by a bar between spaces. In a pattern ``…`` stands for some words and ``#`` for a number; all
else is a regular expression, whose first two characters are literal once a group of alternatives is read out.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from importlib import resources

from briefings.cleaning.measure import key
from briefings.regex import regex

PARTS = (
    *("controls", "sections", "tails", "inserts", "sure inserts", "comments", "notices", "mail", "inside"),
    *("site words", "credit words"),
)
DENSE = frozenset({"ja", "zh"})
"""Languages without spaces: what stands beside ``…`` there need not be a whole word."""

INNER, OUTER = 80, 300  # characters that `…` may stand for, between words and at the end
AROUND = 120  # characters on either side of what makes a notice of a line


def files() -> Iterator[tuple[str, str]]:
    """Give each language with the text of its file."""
    for path in sorted(resources.files(__name__).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".txt"):
            yield path.name.removesuffix(".txt"), unicodedata.normalize("NFC", path.read_text("utf-8"))


def read() -> Mapping[str, Mapping[str, list[str]]]:
    """Read all entries: by part, then by language."""
    made: dict[str, dict[str, list[str]]] = {part: {} for part in PARTS}
    for language, text in files():
        for part in text.split("\n\n"):
            name, _, entries = part.strip().partition("]\n")
            made[name[1:]][language] = [entry for line in entries.split("\n") for entry in line.split(" | ")]
    return made


def keys(part: str) -> frozenset[str]:
    """Give the entries of a part as they are compared with lines."""
    entries = {entry.casefold() for of in ENTRIES[part].values() for entry in of}
    entries |= {
        f"i\u0307{entry[1:]}" for entry in ENTRIES[part]["tr"] if entry[0] == "i"
    }  # a capital İ, folded
    return frozenset(entry if entry.replace(" ", "").isalnum() else key(entry) for entry in entries)


def words(text: str) -> frozenset[str]:
    """Read a list of words parted by spaces."""
    return frozenset(text.split())


def words_of(part: str) -> frozenset[str]:
    """Give the single words of a part."""
    return words(" ".join(entry for of in ENTRIES[part].values() for entry in of))


# --- patterns --------------------------------------------------------------------------------------------

GROUP = regex(r"\(\?:([^()]*)\)(\??)")
GAP = regex(r"( ?)…( ?)")
LITERAL = regex(r"[\W\d_]*")


class Openings:
    """Patterns of whole lines, of which only those are tried that begin as the line does."""

    def __init__(self, part: str, pattern: Callable[[str, str], str], frame: str = "{}") -> None:
        """Take the entries of a part, how one of them is written, and what all of them stand in."""
        self.part, self.pattern, self.frame = part, pattern, frame

    @functools.cached_property
    def patterns(self) -> Mapping[str, str]:
        """What is tried, by how the line begins: sorted when the first line asks."""
        made: defaultdict[str, list[str]] = defaultdict(list)
        for language, entries in ENTRIES[self.part].items():
            for entry in entries:
                for start in starts(entry):
                    made[start].append(self.pattern(entry, language))
        return {start: self.frame.format("|".join(dict.fromkeys(of))) for start, of in made.items()}

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole line."""
        for start in (opening(text), text[:1]):
            pattern = self.patterns.get(start)
            found = compiled(pattern).fullmatch(text) if pattern else None
            if found:
                return found
        return None


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a line begins like it for the first time."""
    return re.compile(pattern, re.IGNORECASE)


def opening(text: str) -> str:
    """Give how a line begins: its first two characters from the first letter on, or # for a number."""
    if text[:1].isdigit():
        return "#"
    match = LITERAL.match(text)
    at = match.end() if match else 0
    return text[at : at + 2].replace("İ", "i").lower()


def starts(entry: str) -> set[str]:
    """Give how the lines begin that an entry may match: each way its first group may be read, if it begins with one."""
    if entry[0] in "#©\\":
        return {entry.lstrip("\\")[0]}
    group = GROUP.match(entry)
    if group is None:
        return {opening(entry)}
    rest = entry[group.end() :]
    return {opening(option + rest) for option in (*group[1].split("|"), *([""] if group[2] else []))}


def line(entry: str, language: str) -> str:
    """Write an entry that is a whole line as a regular expression."""
    entry = entry.replace("\\b", r"(?!\w)").replace("#", r"\d[\d.,]{0,12}")
    is_dense = language in DENSE

    def gap(match: re.Match[str]) -> str:
        is_word = match[1] and not is_dense and not entry.endswith((r"\W", r"\s", r"\d"), 0, match.start())
        before = r"(?!\w)" if is_word else ""
        if match.end() == len(entry):
            return f"{before}.{{0,{OUTER}}}"
        return f"{before}.{{0,{INNER}}}" + (r"(?<!\w)" if match[2] and not is_dense else "")

    return GAP.sub(gap, entry)


def cue(entry: str, _language: str) -> str:
    """Write a cue as a regular expression that ends with its word."""
    return re.escape(entry) + (r"(?!\w)" if entry[-1].isalnum() else "")


class Inside:
    """Phrases that make a notice of a line wherever they stand in it."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.phrases = phrases

    def fullmatch(self, text: str) -> bool:
        """Whether one of the phrases stands in a line that says little else."""
        small = text.lower()
        found = ((small.find(phrase), phrase) for phrase in self.phrases if phrase in small)
        return any(at <= AROUND and len(small) - at - len(phrase) <= AROUND for at, phrase in found)


ENTRIES = read()

CONTROLS = keys("controls")
"""Buttons, menus and legal links."""

SECTIONS = keys("sections")
"""Names of sections. In an article they could be a heading, so they count only beside other furniture."""

TAIL_HEADS = keys("tails")
"""Headings over lists of other articles."""

COMMENT_HEADS = Openings("comments", line)
"""Keys of headings over comments."""

INSERTS = Openings("inserts", cue, r"\W{{0,3}}(?:{})\s?(?:[|:：–—>»-]|\.{{3}})\s?.{{3,180}}")
"""A pointer to another article, in the middle of this one: a cue, a separator, a headline."""

STRONG_INSERTS = Openings("sure inserts", cue, r"\W{{0,3}}(?:{}).{{3,180}}")
"""The same without a separator, for cues that no sentence begins with."""

NOTICES = Openings("notices", line)
"""Whole lines that are notices, whatever they say besides."""

MAIL = Openings("mail", line)
"""Lines, or parts of one, in which a newsletter says how it is read, left and passed on."""

NOTICE_CUES = tuple(dict.fromkeys(phrase for of in ENTRIES["inside"].values() for phrase in of))
NOTICES_INSIDE = Inside(NOTICE_CUES)
"""The same where the cue stands anywhere; only lines with one of `NOTICE_CUES` can match."""

PATH = regex(
    r"(?:home|start|startseite|accueil|inicio|início|главная|news)(?:\s?[>›»/|]\s?[^>›»/|]{1,60}){1,6}",
    re.IGNORECASE,
)
"""The trail of sections above an article."""

SITE_WORDS = words_of("site words")
"""Words in which a site speaks of itself to its reader, rather than of the world."""

CREDIT_WORDS = words_of("credit words")
"""Words of captions and of the credits below pictures: an article's sentences have them too, but seldom dense."""
