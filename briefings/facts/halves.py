"""Speech that its speaker cuts in two: neither half is a quotation.

Invariant: of a sentence that goes on behind the words that name its speaker no part is left, for one may say the
reverse of the whole; a second sentence there is whole, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefings.facts.article import Article
from briefings.facts.cues import CUES
from briefings.facts.phrases import NEVER, OPENING
from briefings.facts.speech import Segment, is_title
from briefings.facts.statements import Statement

NAMING = frozenset(
    {"so-called", "dubbed", "titled", "entitled", "named", "nicknamed", "known", "headlined", "labelled"}
)
"""What stands before a name or a term in marks."""
_PAUSES = frozenset(",—–-…")
_JOINING = frozenset({"and", "but", "or"})
_RELATIVE = frozenset({"which", "who", "whose", "that"})


def halves(article: Article, statement: Statement) -> Iterator[Segment]:
    """Give what is half a sentence: of ``“Nobody,” Reyes said, “lost a boat.”`` the second half says the reverse."""
    for one, other in pairwise(statement.segments):
        if _is_cut(article, statement, one, other):
            yield one
            yield other


def _is_cut(article: Article, statement: Statement, one: Segment, other: Segment) -> bool:
    """Tell whether a spoken sentence goes on behind the words, between two pauses, that name its speaker."""
    between = [at for at, token in enumerate(statement.read) if one.end < token.start < other.start - 1]
    words = [statement.read[at] for at in between if statement.read[at].is_word]
    if not words or words[0].low in _JOINING | _RELATIVE:
        return False
    last, said = statement.read[between[-1]], article.text[other.start : other.end].strip()
    goes_on = last.text in _PAUSES or (said[:1].islower() and (last.low in CUES or not last.is_word))
    return (
        goes_on
        and _breaks_off(article, statement, one, between[0])
        and not (last.low in NAMING or _has_own_verb(statement, between))
        and not (_opens_sentence(said) or is_title(said))
    )


def _breaks_off(article: Article, statement: Statement, one: Segment, behind: int) -> bool:
    """Tell a quotation that a pause ends, on either side of its mark, or that opens the statement without a stop."""
    said = article.text[one.start : one.end].rstrip()
    opens = statement.read[0].start == one.start - 1
    return (
        said[-1:] in _PAUSES or said.endswith("..")
        or statement.read[behind].text in _PAUSES
        or (opens and said[-1:] not in ".?!")
    )  # fmt: skip


def _has_own_verb(statement: Statement, between: Sequence[int]) -> bool:
    """Tell ``“…,” Reyes said, adding, “…”`` and ``“…,” said Reyes, who claims that, “…”``: another one begins."""
    read = statement.read
    cues = [cue for cue in statement.cues if cue.at in between and cue.kind != "noun"]
    last = max((at for at in between if read[at].is_word), default=-1)
    leads = any(cue.at == last or read[cue.at + 1].low == "that" for cue in cues[1:])
    return leads or any(cue.kind == "saying" for cue in cues)


def _opens_sentence(said: str) -> bool:
    """Tell words that begin with a capital which they have for no other reason: no name, and not "I"."""
    first = said.lstrip(" .…").partition(" ")[0].replace("’", "'")
    low = first.lower()
    return first != low and (low in OPENING or low in NEVER) and low.partition("'")[0] != "i"
