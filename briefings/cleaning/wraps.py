"""Join what a renderer broke: hard wraps, hyphenated wraps, lines cut at a link.

Invariant: lines are only joined, never cut, and only where the break is proven: the next word would not
have fitted, or the next line goes on in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from briefings.cleaning.measure import DENSE, SPACELESS, ends_sentence, starts_lower, weight
from briefings.languages import common_words
from briefings.model import Line
from briefings.regex import regex

Lines = tuple[Line, ...]

NARROWEST, WIDEST = 40, 132  # columns a text may have been wrapped at
NARROWEST_DENSE = 20  # where a character takes two columns
HANGING = 3  # characters
DENSE_MARKS = frozenset("，、；：。！？「」『』（）《》〈〉【】·—…")
STOPS_IN_PROSE = 0.6  # of the lines may end in a comma; of prose one in ten does
LONGEST_VERSE = 60  # characters; with a longer line the text is no poem
VERSE_WORDS = 12  # of the longest line of a poem
HANGS_IN_VERSE = 0.34  # of its lines may end in a small word; lines cut at links mostly do
LEAST_BREAKS = 3  # lines broken in mid-sentence before a text counts as wrapped
OUTLIERS = 50  # one line in so many may be longer than the width: an address has no spaces
PROVEN = 0.75  # of the breaks must be where the next word would not have fitted
LINK_WORDS = 12  # a link is a name or a few words
CLAUSE_WORDS = 12  # a line so long without an end is no heading but a clause
HYPHENATING = 0.06  # of the wrapped lines end in a hyphen: more than compounds alone explain

MARKED = regex(r"\s*(?:[*•·+▪◦o#>-]|\d{1,3}[.)]|\[\d+\])\s|\s*#{1,6} ")
HYPHEN_END = regex(r"([^\W\d_]+)-$")
WORD_START = regex(r"[^\W\d_]+")
SPEAKER = regex(r"\s*[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,3}[:：] ")
CONTINUES = regex(r"[,.;:!?)\]”’]+(?:\s|$)")


def join_wraps(lines: Lines, _language: str) -> Lines:
    """Join the lines of a text that was wrapped at a fixed width."""
    breaks = [pair for pair in neighbours(lines) if is_broken(*pair)]
    width = wrap_width(breaks)
    if not width:
        return lines
    hyphens = hyphenation(lines, width)
    margins = [margin(breaks, width, is_indented=is_indented) for is_indented in (False, True)]

    def is_wrapped(above: Line, below: Line) -> bool:
        return fills(above.text, below.text, margins[is_set_in(above)]) and not MARKED.match(below.text)

    return joined(lines, is_wrapped, hyphens)


def margin(breaks: Sequence[tuple[Line, Line]], width: int, *, is_indented: bool) -> int:
    """Give the width of the indented lines or of the others: lynx wraps headings later than the text."""
    return wrap_width([pair for pair in breaks if is_set_in(pair[0]) == is_indented]) or width


def is_set_in(line: Line) -> bool:
    """Whether the line is indented."""
    return line.text.startswith(" ")


def wrap_width(breaks: Sequence[tuple[Line, Line]]) -> int:
    """Give the width at which sentences were broken; 0 where they do not show that they were wrapped."""
    whole = [len(above.text) for above, _ in breaks if not above.text.endswith("-")]  # a hyphen may hang over
    lengths = sorted(whole if len(whole) >= LEAST_BREAKS else [len(above.text) for above, _ in breaks])
    if len(lengths) < LEAST_BREAKS:
        return 0
    width = lengths[-1 - len(lengths) // OUTLIERS]
    if width > WIDEST:
        return 0
    stops = sum(above.text.endswith((",", ";", ":", "，", "；")) for above, _ in breaks)
    if stops > STOPS_IN_PROSE * len(breaks):
        return 0  # verse
    tight = sum(fills(above.text, below.text, width) for above, below in breaks)
    small = sum(not below.text.lstrip()[:1].isupper() for _, below in breaks)
    return width if tight >= PROVEN * len(breaks) and 4 * small >= len(breaks) else 0


def neighbours(lines: Lines) -> list[tuple[Line, Line]]:
    """Give each line with the next, where no empty line stands between."""
    filled = [bool(line.text.strip()) for line in lines]
    return [pair for pair, a, b in zip(pairwise(lines), filled, filled[1:], strict=False) if a and b]


def is_broken(above: Line, below: Line) -> bool:
    """Whether a sentence seems to go on from one line to the next."""
    text = above.text
    end = text[-1:]
    if end.isascii():
        is_long = len(text) >= NARROWEST
    else:
        is_long = not SPACELESS.match(end) and len(text) >= (NARROWEST_DENSE if is_dense(end) else NARROWEST)
    return is_long and not ends_sentence(text) and not MARKED.match(below.text)


def is_dense(character: str) -> bool:
    """Whether a character is Chinese or Japanese, or a mark that stands among such."""
    return bool(DENSE.match(character)) or character in DENSE_MARKS


def fills(above: str, below: str, width: int) -> bool:
    """Whether the next word would not have fitted on the line above."""
    if above.endswith("-") and starts_lower(below.lstrip()) and HYPHEN_END.search(above):
        return True
    if SPEAKER.match(below) and ends_sentence(above):
        return False
    if is_dense(above[-1:]) and is_dense(below[:1]):
        return len(above) + HANGING > width  # a mark that must not begin a line takes a character along
    first = below.split(None, 1)[0] if below.strip() else ""
    return len(above.rstrip()) + 1 + len(first) > width


def joined(
    lines: Lines, is_wrapped: Callable[[Line, Line], bool], hyphens: Callable[[str, str], str]
) -> Lines:
    """Join every line to the one above it where the break between them was the renderer's."""
    groups: list[list[Line]] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        if above and above.text.strip() and line.text.strip() and is_wrapped(above, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(group[0] if len(group) == 1 else glued(group, hyphens) for group in groups)


def glued(group: list[Line], hyphens: Callable[[str, str], str]) -> Line:
    """Make one line of several, with what belongs between each two."""
    parts = [group[0].text.rstrip()]
    for line in group[1:]:
        text = line.text.strip()
        parts[-1], between = seam(parts[-1], text, hyphens)
        parts += [between, text]
    return Line("".join(parts), group[0].source_line, group[0].kind)


def seam(above: str, below: str, hyphens: Callable[[str, str], str]) -> tuple[str, str]:
    """Give the end of one line as it shall stand, and what comes between it and the next."""
    if above.endswith("-"):
        word, rest = HYPHEN_END.search(above), WORD_START.match(below)
        if word and rest:
            return above[:-1], hyphens(word[1], rest[0])
        return above, "" if rest else " "
    if is_dense(above[-1:]) and is_dense(below[:1]):
        return above, ""
    return above, "" if CONTINUES.match(below) and not above[-1:].isspace() else " "


def hyphenation(lines: Lines, width: int) -> Callable[[str, str], str]:
    """Make the judge over hyphens at line ends, from the words of the text itself."""
    if not any(line.text.endswith("-") for line in lines):
        return lambda _above, _below: "-"
    words = Counter(word.casefold() for line in lines for word in WORD_START.findall(line.text))
    compounds = {pair.casefold() for line in lines for pair in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text)}
    breaks = [broken_word(a.text, b.text) for a, b in neighbours(lines) if fills(a.text, b.text, width)]
    broken = [halves for halves in breaks if halves]
    wholes = sum(bool(words["".join(halves)]) for halves in broken)
    doubles = sum(all(words[half] > 1 for half in halves) for halves in broken)
    is_hyphenating = len(broken) > HYPHENATING * len(breaks) or wholes > doubles

    def judge(above: str, below: str) -> str:
        whole, halves = (above + below).casefold(), (above.casefold(), below.casefold())
        if f"{above}-{below}".casefold() in compounds or not below.islower():
            return "-"
        if words[whole]:
            return ""
        if all(words[half] > 1 for half in halves):
            return "-"
        return "" if is_hyphenating else "-"

    return judge


def broken_word(above: str, below: str) -> tuple[str, str] | None:
    """Give the two halves of the word that a line break parts with a hyphen."""
    word = HYPHEN_END.search(above) if above.endswith("-") else None
    rest = WORD_START.match(below.lstrip())
    return (word[1].casefold(), rest[0].casefold()) if word and rest else None


# --- lines cut at links --------------------------------------------------------------------------------


def join_cut_sentences(lines: Lines, language: str) -> Lines:
    """Join lines that a renderer cut inside a sentence, before and after each link or name."""
    texts = [line.text.strip() for line in lines]
    proofs = sum(is_continuation(a, b) for a, b in pairwise(texts))
    if proofs < LEAST_BREAKS:
        return lines
    small = common_words(language)
    ties = tied(texts, small)
    if max(map(len, texts)) <= LONGEST_VERSE:
        ties = untied_verse(texts, ties, small)
    positions = {id(line): at for at, line in enumerate(lines)}
    return joined(lines, lambda above, _: ties[positions[id(above)]], hyphenation(lines, 0))


def untied_verse(texts: list[str], ties: list[bool], small: frozenset[str]) -> list[bool]:
    """Take the ties off the lines of a poem: all short, none begun with a mark, few ended in a small word."""
    made, start = list(ties), 0
    for at, tie in enumerate(ties):
        if not tie:
            if at > start and is_verse(texts[start : at + 1], small):
                made[start:at] = [False] * (at - start)
            start = at + 1
    return made


def is_verse(run: list[str], small: frozenset[str]) -> bool:
    """Whether lines that seem to go on from one to the next are verse."""
    if any(weight(text) > VERSE_WORDS or CONTINUES.match(text) for text in run):
        return False
    hanging = sum(text.endswith("-") or text.rsplit(None, 1)[-1].casefold() in small for text in run[:-1])
    return hanging <= HANGS_IN_VERSE * (len(run) - 1)


def is_continuation(above: str, below: str) -> bool:
    """Whether the lower line can only be the rest of the upper one's sentence."""
    if not above or not below:
        return False
    goes_on = bool(CONTINUES.match(below)) or (starts_lower(below) and not ends_sentence(above))
    return goes_on and not MARKED.match(below) and not MARKED.match(above)


def tied(texts: list[str], small: frozenset[str]) -> list[bool]:
    """Tell for each line whether the next belongs to it: a rest, or a link between two parts."""
    last = len(texts) - 1
    ties = [at < last and is_continuation(texts[at], texts[at + 1]) for at in range(len(texts))]
    for at in range(1, last):
        if ties[at] and not ties[at - 1] and is_cut_before(texts[at - 1], texts[at], small):
            ties[at - 1] = True
    return ties


def is_cut_before(above: str, link: str, small: frozenset[str]) -> bool:
    """Whether an unfinished sentence stands above a short line that itself goes on below.

    A heading is unfinished too: so the upper line must be long, or end in a small word or a comma.
    """
    if not above or ends_sentence(above) or above[-1] in ":|" or MARKED.match(link):
        return False
    hangs = above[-1] == "," or above.rsplit(None, 1)[-1].casefold() in small
    return weight(link) <= LINK_WORDS and (hangs or weight(above) >= CLAUSE_WORDS)
