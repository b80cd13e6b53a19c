"""Where a sentence may be cut so that what is left is whole: how titles and summaries are made without a parser.

Invariant: a clause is the beginning of its sentence, keeps its hedges, closes what it opens, ends with no word that
needs another one, and has its verb. In doubt there is none; nor in another language than English, whose verbs are not
known here.
"""

from __future__ import annotations

import re

from briefings.hedges import lost
from briefings.regex import regex
from briefings.words import STOP, listed

SHORTEST = 0.45  # of the limit: less is rarely a clause
DANGLING = STOP | frozenset(
    listed(
        """
    including according said says told called named announced revealed claimed insisted even just only
    shortly soon long well right immediately jan feb mar apr aug sept oct nov dec st mr mrs ms dr
    der die das den dem des ein eine einen einem einer und oder mit von vom zu zum zur im in am an
    auf für bei nach aus le la les un une du de et ou à au aux en dans pour par sur avec que qui el
    los las una y o con por para del al que il lo gli i e di da a su per che o os as um uma do dos
    na no em het een van met voor op te della dello dei degli delle del nel nella nei nelle dal dalla dai dalle sul
    sulla sui sulle al alla ai alle lo un una unos unas sus son sa ses ihr ihre sein seine dessen deren entre sous chez
    """
    )
)
"""Last words that need another one behind them."""
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))

_CONJUNCTION = r"as|while|after|before|because|since|amid|following|despite|although|though|but|when"
_PHRASE = r"in|on|at|during|with|near|across|within|throughout|about|over|against|for|from"
_VERB = (
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|said|says|made|took|fell|rose|"
    r"won|lost|met|began|came|went|held|gave|grew|hit|cut|set|put|led|left|sent|shut|struck|found|kept|became|broke|"
    r"brought|built|bought|chose|drew|fought|knew|paid|ran|saw|sold|spent|spoke|stood|told|wrote|withdrew|turns|makes|"
    r"takes|gets|gives|comes|goes|brings|keeps|remains|becomes|seems|appears|loses|begins|knows|thinks|wants|lives|"
    r"[a-z]{2,}ed)\b"
)
VERB = regex(_VERB)

# --- where it may be cut -------------------------------------------------------------------------------

CUTS = (
    regex(r"[,;:](?=\s)|\s[—–-](?=\s)|—|\s--(?=\s)"),
    regex(
        rf"\s(?:{_CONJUNCTION})(?=\s)"
        r"|\sand(?=\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\s)"
    ),
    regex(rf"\s(?:{_PHRASE}|by(?=\s\w+ing\b))(?=\s)"),
)
"""Best first: at a stop, before a clause, before a phrase."""
NEW_CLAUSE = regex(rf"[,;:—–]|\s(?:{_CONJUNCTION}|and|or|that|which|who|whom|whose|where|to)\s|\s--\s")

# --- where it may not ----------------------------------------------------------------------------------

CONDITION = regex(r"\b(?:if|unless|until|only|except|provided|without)\b", re.IGNORECASE)
"""Words without whose clause the rest would say too much."""
CONTRAST = regex(r"[\s,;—–-]+(?:but|although|though|however)\b")
"""What takes back the clause before it."""
LISTED = regex(r",(?: [^\s,]+){1,6}(?:,(?: [^\s,]+){1,6})*,? (?:and|or)\b|, (?:and|or)\b")
"""What follows a comma within a list: the clause would end with its first part."""
AS_NOUN = regex(rf"\sas\s(?!(?:(?! that | which | who )[^,;:.—]){{0,80}}{_VERB})")
"""``served | as the basis`` goes on; ``fell | as investors sold`` has ended."""
GOES_ON = regex(
    r".*\b(?:gave|gives|told|tells|asked|asks|sent|offered|handed) (?:[\w’'-]+ ){1,3}\||"
    r".*\b(?:focus|rely|depend|insist|concentrate|consist|result|participate|believe|engage|belong)(?:e?[sd])? \||"
    rf".*\b(?:to [a-z]+|[a-z]+ing|(?!(?:is|are|was|were|be|been|has|have|had) )[\w’']+ [a-z]+ed) \|"
    rf" (?:{_PHRASE}|as|by|to)\b|.*\b(?:an?|the) (?:[A-Z]\w+ )*[A-Z]\w+ \| (?:in|on|for|of) (?!\w+day)[A-Z]"
)
"""A cut, at the bar, that parts a word from what it needs: ``to search | for``, ``a vest filled | with``; or a name."""

# --- whose verb it is ----------------------------------------------------------------------------------

ASIDE = regex(
    rf"(?:{_CONJUNCTION}|{_PHRASE}|by|if|once|now that|unless|until|including|according|to|under|without|"
    r"(?!United)[a-z]+(?:ing|ed)|born|based)\b",
    re.IGNORECASE,
)
"""What opens a sentence before its subject; the clause begins behind the comma."""
DEPENDENT = regex(r"\b(?:after|before|since|when|while|because|although|though|that|if|as)\b")
"""What before the first verb makes it the verb of another clause."""
INDIRECT = regex(r".*\b(?:how|what|why|whether)\b")
RELATIVE = regex(
    r", (?:who|whom|whose|which|where)\b[^,]*(?:, [A-Z][\w. ]*(?=,|$))?(?:,|$)"
    rf"| (?:who|which|that)(?: \w+ly)?(?: {_VERB})+"
)
APPOSITION = regex(r", (?:an?|the) [^,]*(?:,|$)")
"""What says of a subject who or what it is: the verb within it is not the subject's."""
PARTICIPLE = regex(rf"(?:[^,]+, )?(?:\w+ly )?{_VERB}$")
"""A verb that opens a clause, or stands behind its first comma, has no subject: ``the boy, found by a walker``."""
VERB_BEHIND = regex(rf",(?: [^,]{{1,60}},)? {_VERB}")
"""A verb that follows a comma has its subject before it, and the clause its verb behind it."""


def clause_of(sentence: str, limit: int, language: str) -> str:
    """Cut a sentence to the longest part within the limit that is whole; nothing where none is."""
    for cut in CUTS if language[:2] == "en" else ():
        ends = [match.start() for match in cut.finditer(sentence, int(limit * SHORTEST), limit + 2)]
        for end in reversed(ends):
            clause = sentence[:end].rstrip(" ,;:—–-")
            if len(clause) <= limit and is_whole(clause, sentence):
                return clause
    return ""


def is_whole(clause: str, sentence: str) -> bool:
    """Whether a clause says no more and nothing else than its sentence, and ends well."""
    rest = sentence[len(clause) :]
    return (
        not ends_dangling(clause)
        and is_balanced(clause)
        and not CONDITION.search(rest)
        and not CONTRAST.match(rest)
        and not lost(clause, sentence)
        and not LISTED.match(rest)
        and not is_cut(clause, rest)
        and has_verb(clause, rest)
    )


def is_balanced(text: str) -> bool:
    """Whether a text closes what it opens."""
    pairs = all(text.count(opening) == text.count(closing) for opening, closing in PAIRS)
    return pairs and text.count('"') % 2 == 0


def ends_dangling(clause: str) -> bool:
    """Whether the last word needs another one."""
    last = clause.rpartition(" ")[2].casefold()
    return last in DANGLING or last.isdigit() or last.endswith(("'s", "’s"))


def is_cut(clause: str, rest: str) -> bool:
    """Whether a cut parts what belongs together."""
    parted = AS_NOUN.match(rest) or GOES_ON.match(f"{clause} |{rest}")
    return parted is not None


def has_verb(clause: str, rest: str = "") -> bool:
    """Whether a clause has the verb of its subject: not only one of a phrase before it, or of one within it.

    ``The suspect jailed in the case | withdrew his confession``: where the rest has a verb before a new clause
    begins, the one that stands before it was a participle.
    """
    told = RELATIVE.sub("", clause)
    first = VERB.search(told)
    if ASIDE.match(told) or (first and DEPENDENT.search(told, 0, first.start())):
        told = told.partition(",")[2].lstrip()
    elif first and "," in told[: first.start()]:
        told = APPOSITION.sub("", told, count=1)
    indirect = INDIRECT.match(told)
    verb = VERB.search(told, indirect.end() if indirect else 0)
    if verb is None or PARTICIPLE.match(told, 0, verb.end()) or VERB_BEHIND.match(rest):
        return False
    opened = NEW_CLAUSE.search(rest, 1)
    behind = rest[: opened.start()] if opened else rest
    return NEW_CLAUSE.match(rest) is not None or VERB.search(behind) is None


def first_words(sentence: str, limit: int) -> str:
    """Cut a sentence after a word, and say so; a text without spaces after a letter."""
    if len(sentence) <= limit:
        return sentence
    head, space, _ = sentence[:limit].rpartition(" ")
    while space and ends_dangling(head):
        head, space, _ = head.rpartition(" ")
    return (head or sentence[: limit - 1]).rstrip(" ,;:—–-") + "…"
