"""Whether what is left of a sentence, when words are cut out of it, still is one.

Invariant: where that is not sure, nothing is left, and the sentence stays as it is.
"""

from __future__ import annotations

import re

from briefings.facts.cuts import Kind
from briefings.facts.verbs import ATTRIBUTION, AUXILIARY, FINITE, FINITE_FIRST, VERB_FIRST, has_verb
from briefings.hedges import CLASSES
from briefings.regex import regex
from briefings.words import count, lowered

_MEMBER = 3  # words of a member of a list
_LIST = 5  # words of two members at the end of one
_ADJECTIVE = 2  # words of an article and an adjective
_POINT = 3  # words behind a colon that are what the sentence leads up to
_PLAIN_ENDS = regex(
    r"(?:\b(?:days?|hours?|weeks?|months?|years?|minutes?|moments?|shortly|soon|just|only|long|even|right|immediately|"
    r"ever|once|except|especially|particularly|not|and|or|but|to|than|as|from|like|well|of|in|on|with|by|at|for|out|up|"
    r"is|was|are|were|be|been|being|has|have|had|looks?|looked|looking|came|come|comes|coming|go|goes|went|named|sought|"
    r"took|takes|happened|happens|occurred|occurs|asked|brought|began|started|ran|runs?|the|an?|that|this|those|these|"
    r"said|says|told|including|until|unless|if|when|while|time|moment|point|[a-z]+ly))$"
)
_SUBORDINATED = regex(
    r" (?:who|whom|whose|which|that|whether|if|how|what|why|where|when|while|as|because|since|until|unless|although|"
    r"though|after|before|between|both|either|neither|not|no|never|nor|only|without|how|than)\b|n[’']t\b"
)
_SINGLE_OPEN = regex(r"(?<![\w.,!?’'])['‘](?=\w)")
_SINGLE_SHUT = regex(r"(?<=[\w.,!?])['’](?!\w)")
_MARK = regex(r"[\"“”'‘’]")
_LOOSE_MARK = regex(r"(?<!\S)['‘’](?!\S)")
_UTMOST = regex(r"\b(?:first|last|worst|best|most|least|only|[a-z]{2,}est)\b")
_LONG_TAIL = regex(r",.*,")
_ACTS = regex(r"(?:,|,? (?:and|or)) (?!including|according)[a-z]{3,}ing ")
_DASH = regex(r"--|[—–]| - ")
_GOES_ON = regex(r"(?:and|or|but|been|[a-z]{3,}ed)\b")
_FOLLOWED = (", followed by ", ", led by ", ", plus ")
_ENDS_LIST = regex(r", [a-z]+ing(?: [\w’'-]+){0,2} (?:and|or) ")
_IN_ASIDE = regex(r"[a-z]{2,}(?:ed|en|ing) ")
_NAME_WITHIN = regex(r" [A-ZÀ-ÖØ-Þ]")
_PRONOUN = regex(r"\b(?:he|she|they|it|him|her|his|their|its|them)\b")
_FIRST_VERB = 12  # words in which a plain clause has its verb
_SUBORDINATE = regex(
    r"(?:In|On|At|By|After|Before|During|With|Without|For|From|Since|Until|As|When|While|If|Although|Though|Despite|"
    r"Under|Over|Between|Among|Unlike|Like|Because|Once|Where|Following|Amid|Among|Through|To|Last|Earlier|Later|This|"
    r"Next|(?!King|Beijing|Reading|United|Red|Nearly|Only|Roughly|Exactly|Barely|Daily|Early|Italy|July)"
    r"[A-Z][a-z]+(?:ing|ed|ly))\b"
)
_KEEPS_COMMA = regex(
    r" (?:and|but|or|with|while|as|after|before|when|because|which|who|where|so|[a-z]{3,}ing)\b"
)
_PREPOSITION = regex(r" (?:from|to|for|in|on|at|by|of|into)\b")
_NEVER_MAIN = frozenset(
    {"relative clause", "accompanied", "company", "claim"}
)  # kinds that cannot be the clause of an opening phrase
_CLEFT = regex(r"\b[Ii]t (?:is|was|wasn[’']t|isn[’']t) ")
ARTICLE = regex(r" (?:an?|the|also) ")
_STARTS_CLAUSE = regex(r" (?:an?|the|also|he|she|it|they|we|you|his|her|its|their|our) ")
"""What follows dashes that stood for the comma behind an opening."""
_GRAVE = regex(r"\b(?:kill|dead\b|death|died|dying|wound|injur|victim|casualt|suicid|murder|bomb|rape)")
_INNER = regex(r" (?:that|which|who|whose|where|when|whom) ")
_CLAUSE_VERB = regex(
    rf" (?:{AUXILIARY}|said|says|took|fell|rose|went|began|came|gave|became|saw|drew|chose|flew|spoke|wrote|knew|threw|"
    r"broke|grew|ran|shook|swore|tore|wore|drove|rode|stole|ate|sank|sprang|withdrew|wants?|gets?|makes?|needs?)\b|"
    r" (?!(?:of|the|an?|with|by|in|for|and|to|from|as|on|at|or|its|his|her|their) )[\w’'-]+ [a-z]{2,}ed\b"
    r"(?! (?:by|in|at|on|to|for|with|from|of|as|since|after|during|under|against|earlier|last (?:week|month|year))\b)"
)
_AGED = regex(r", \d{1,2}, and [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*$")
_AND_WHEN = regex(r"(?:and|or|but) (?:over|in|on|at|by|during|for|from|since|until|after|before|with) ")
_SEGMENT = regex(r"[,;:] ")
_AND_DOES = regex(rf" (?:and|or)(?:{VERB_FIRST.pattern})")
_MEMBER_NEXT = regex(r" [\w’'-]+(?: [\w’'-]+)?(?:,| and| or) ")
_OF_THE_WORD = regex(
    r"[ —–-]*(?:(?:from|at (?:least|best|most)|albeit|if|though|although|but|unless|except|or (?:rather|at))\b|"
    r"(?:an?|per|each|every|the) (?:second|minute|hour|day|night|week|month|year|head|person|piece)\b)"
)
_RELATES = regex(r"(?:who|which|whose|where|whom|when) ")
_LEFT_OPEN = regex(
    rf"(?: (?:and|or|but)| (?:{AUXILIARY})(?: (?:[a-z]+ly|not|also|already|now|even|still))*)(?:, [\w ]{{1,30}})?,?$"
)
_AFTER_ALL = regex(r"(?:[\w-]+ ){0,3}(?:after|before|since|when|while|as|because|until|if) ")
_VERB_AND_WHEN = regex(
    rf" (?:{FINITE_FIRST}), (?:from|until|till|in|on|at|by|for|with|after|before|to) [^,;]+$"
)
_WHO = regex(r" (?:who|which|whose|where|when) ")
_GOES_BACK = regex(r" (?:and|or|&|from|to|for|by|into|against|than) ")
_LISTED = regex(r" (?:and|or|&) ")
_PROMISES = regex(r" (?:what|one|an? [\w-]+)(?: [\w’'-]+){1,8}$")
"""What a few words behind a colon name: "did what millers do best: waiting"."""
_LEADS_UP = regex(
    r"(?:\b(?:said|says|like|follows|following|these|are|is|include|includes|was|were|read|things|statement)|\W)$"
)
_RELATIVE = regex(r"[,;] (?:which|who|whose|where|whom|while|although|though)\b")
_OWN_SOURCE = regex(
    r", (?:saying|adding|claiming|arguing|warning|insisting|noting|suggesting|alleging|writing) "
)
_MONTH = regex(r"(?<=\w )May\b")
_ASIDES = frozenset({"apposition", "role", "relative clause", "dashes"})
_ENDS_WITH_NAME = regex(r"[A-ZÀ-ÖØ-Þ][\w’'-]*,?$")
_HEDGED = (CLASSES["source"], CLASSES["not"], CLASSES["chance"])


def names_whom(opening: str, text: str) -> bool:
    """Tell whether an opening phrase has a name, and the rest a pronoun that may mean it."""
    return _NAME_WITHIN.search(opening) is not None and _PRONOUN.search(text, len(opening)) is not None


def without(body: str, match: re.Match[str], kind: Kind) -> str:
    """Give the sentence without the match; nothing where what is left may be no sentence."""
    piece, start, end = match.group(), match.start(), match.end()
    if "kept" in match.groupdict():
        start, piece = match.start("cut"), match["cut"]
        end = match.end("cut")
    before, behind = body[:start], body[end:]
    if not before or _is_needed(before, piece, behind, kind) or (kind.aside and not _is_phrase(piece)):
        return ""
    left = _closed(before, piece, behind, kind)
    is_grave = _GRAVE.search(piece) is not None and not _is_of_somebody(before, behind, kind)
    return "" if not left or is_grave or "''" in piece or holds_hedge(piece) or _is_quoting(before) else left


def _closed(before: str, piece: str, behind: str, kind: Kind) -> str:
    """Close the gap that a cut leaves; nothing where what stands around it would be no sentence."""
    if kind.tail:
        return before if _is_plain(before, piece) else ""
    if kind.name == "brackets" and behind[:1] == "," and ", " not in before and VERB_FIRST.match(behind, 1):
        return before + behind[1:]
    if kind.sure:
        needs_comma = kind.name == "dashes" and (_STARTS_CLAUSE.match(behind) or _is_named_by(before, behind))
        return "" if needs_comma else _joined(before, piece, behind)
    if not behind:
        return before if kind.last and _is_clause(before, piece, kind) else ""
    if not kind.within:
        return ""
    is_list = _LISTED.search(piece) and (
        (kind.name == "participle" and not VERB_FIRST.match(behind, 1))
        or (kind.aside and ATTRIBUTION.match(behind, 1))
    )
    return "" if is_list else _within(before, behind, kind)


def _is_named_by(before: str, behind: str) -> bool:
    """``Another holiday, Midsummer -- a day of fires -- will``: the dashes end an apposition that a comma opened."""
    first, _, last = before.rpartition(", ")
    return bool(first) and VERB_FIRST.match(behind) is not None and not has_verb(first) and not has_verb(last)


def _is_needed(before: str, piece: str, behind: str, kind: Kind) -> bool:
    """Tell whether what is left would break: half of a pair of dashes, a pronoun without its name, a lost verb."""
    if kind.name == "dashes":
        half = not behind and (_DASH.search(piece, 3) is not None or len(_DASH.findall(before)) % 2 == 1)
        return half or _OF_THE_WORD.match(piece) is not None
    if (
        piece.endswith((" and", " or", " but"))
        or (len(_DASH.findall(piece)) % 2 and behind)
        or (not kind.sure and _LEFT_OPEN.search(before))
    ):
        return True
    if kind.name == "relative clause":
        goes_on = behind.startswith((", as well as", ", along with"))  # with a list in the clause
        return goes_on or names_whom(piece, piece + behind) or _CLEFT.search(before) is not None
    if kind.aside and (_is_second(before) or (count(piece[2:]) == _ADJECTIVE and _ACTS.match(behind))):
        return True  # "an old, creaking mill"
    if kind.name == "age" and _AGED.search(before):
        return True
    return kind.name == "role" and VERB_FIRST.match(piece, 1) is not None


def _is_second(before: str) -> bool:
    """``It ran in March, and over the weekend, a crowd came``: what stands before is no more than a second "when"."""
    last = _SEGMENT.split(before)[-1]
    return last != before and _AND_WHEN.match(last) is not None and not has_verb(last)


def _joined(before: str, piece: str, behind: str) -> str:
    """Close the gap; dashes that stood close together leave a space."""
    dash = piece.lstrip()[:1] in ("—", "–", "-") and behind[:1] not in ("", " ", ",")
    return f"{before} {behind}" if dash else before + behind


def _within(before: str, behind: str, kind: Kind) -> str:
    """Close the gap between two commas: none is left between a subject and its verb."""
    rest = behind[1:]
    opened = _SUBORDINATE.match(before) is not None
    commas = before.count(", ")
    listing = _LISTED.match(rest) or behind.startswith(_FOLLOWED) or _is_listing(before)
    listed_on = (kind.aside and listing) or _is_in_list(before, rest, kind)
    unclear = opened and (not commas or _IN_ASIDE.match(_SEGMENT.split(before)[-1]))
    if listed_on or unclear or (kind.name == "role" and not before.rpartition(" ")[2][:1].isupper()):
        return ""
    if ATTRIBUTION.match(rest) and has_verb(before) and not rest.startswith(" told "):
        return "" if _lacks_object(before, kind) or (opened and not _has_main(before)) else before + behind
    if VERB_FIRST.match(rest):
        return _joined_to_verb(before, behind, is_aside=bool((commas - opened) % 2))
    if (
        kind.name == "role"
        or not has_verb(before)
        or (kind.name == "relative clause" and _ACTS.match(behind))
    ):
        return ""  # "the ship, which ran aground, killing two": what it did goes with it
    if _PREPOSITION.match(rest) or (not commas and _AND_DOES.match(rest)):
        return before + rest
    return before + behind if _KEEPS_COMMA.match(rest) else ""


def _has_main(before: str) -> bool:
    """Tell whether a clause behind the opening has a verb: "In May, two weeks after the flood ended" has none."""
    rest = _SEGMENT.split(before)[1:]
    return any(has_verb(part) and not _RELATES.match(part) and not _AFTER_ALL.match(part) for part in rest)


def _lacks_object(before: str, kind: Kind) -> bool:
    """Tell whether a verb is left without what it does: "has delayed, until May, the vote"."""
    return kind.aside and _VERB_AND_WHEN.search(before) is not None


def _joined_to_verb(before: str, behind: str, *, is_aside: bool) -> str:
    """Keep the comma before a verb only where it ends an aside: the last one before it may part two clauses."""
    clause, _, last = before.rpartition(", ")
    if not is_aside:
        return before + behind[1:]
    if not has_verb(clause) or has_verb(last):
        return before + behind
    return "" if _SUBORDINATED.search(clause) else before + behind[1:]


def _is_in_list(before: str, rest: str, kind: Kind) -> bool:
    """Tell whether what stands behind the cut goes on with what is cut: its list, or a clause about its noun."""
    if _INNER.match(rest):
        return True
    if kind.name in ("participle", "examples"):
        return _has_its_verb(before, rest) or (_LISTED.match(rest) and not _AND_DOES.match(rest)) is not None
    return kind.name == "relative clause" and _MEMBER_NEXT.match(rest) is not None


def _has_its_verb(before: str, rest: str) -> bool:
    """Tell whether what looks like the verb behind an aside is none, as the sentence had its verb before."""
    return VERB_FIRST.match(rest) is not None and has_verb(before) and not _WHO.search(before)


def _is_plain(before: str, piece: str) -> bool:
    """Tell whether a clause with one verb, early, and nothing subordinate stands before words without a comma."""
    verb = FINITE.search(before)
    if piece.startswith(" since") and _UTMOST.search(before):
        return False
    if verb is None or _SUBORDINATED.search(before) or _PLAIN_ENDS.search(before):
        return False
    if _SUBORDINATE.match(before) or ATTRIBUTION.search(f" {before}") or _LISTED.search(before[verb.end() :]):
        return False
    return count(before[: verb.start()]) <= _FIRST_VERB and len(FINITE.findall(piece)) <= 1


def _is_clause(before: str, piece: str, kind: Kind) -> bool:
    """Tell whether what stands before the last words is a sentence by itself."""
    opened = kind.name not in _NEVER_MAIN and ", " not in before and _SUBORDINATE.match(before)
    if opened or not any(has_verb(part) for part in _SEGMENT.split(before) if not _RELATES.match(part)):
        return False
    if kind.name == "explanation":
        is_point = count(piece) <= _POINT + 1 and _PROMISES.search(before)
        return not is_point and not _LEADS_UP.search(before) and piece[2:3] not in ("‘", "'")
    if not _is_last(before, piece, kind):
        return False
    if kind.name in ("second clause", "second sentence"):
        goes_on = ", " in before and _GOES_ON.match(_SEGMENT.split(before)[-1])
        return has_verb(piece) and not goes_on
    return not (kind.aside and (_LISTED.search(piece) or _is_listing(before)))


def _is_last(before: str, piece: str, kind: Kind) -> bool:
    """Tell a clause to the end, commas and all, from what the sentence goes on behind."""
    if kind.name in ("relative clause", "participle"):
        return _ends_plainly(before, piece, kind)
    if kind.name == "company":  # "with its walls rebuilt, this was the last of them" has its verb at the end
        return ", " not in before and FINITE.search(piece, piece.rfind(",")) is None
    return kind.name != "claim" or ", " not in before


def _ends_plainly(before: str, piece: str, kind: Kind) -> bool:
    """Tell whether a last clause with commas of its own surely is one, and no list, nor an aside before a verb."""
    if before[-4:].isdigit():
        return False
    if _ACTS.search(piece, 1) or (_LISTED.search(piece) and count(piece) <= _LIST):
        return False
    if kind.name == "participle" and (_ENDS_LIST.match(piece) or _is_followed(before, piece)):
        return False  # "by bus, ferrying or sailing", "with nets, a boat to sail in, followed by oars"
    if _LONG_TAIL.match(piece) is None:
        return True
    within = piece.find(",", 1)
    return (
        not _GOES_BACK.match(piece, piece.rfind(",") + 1)
        and len(FINITE.findall(piece)) <= 1
        and FINITE.search(piece, within) is None
        and not _ACTS.search(piece, within)
    )


def _is_listing(before: str) -> bool:
    """Tell whether the words before may be members of a list, or an aside themselves: ``tents, trucks``."""
    last = _SEGMENT.split(before)[-1]
    return last != before and (count(last) <= _MEMBER or ARTICLE.match(f" {last}") is not None)


def _is_followed(before: str, piece: str) -> bool:
    """Tell whether a participle may be about the last member of a list, or an adjective: "a cold, scheming man"."""
    last = _SEGMENT.split(before)[-1]
    is_open = last != before and ARTICLE.match(f" {last}") is not None and count(last) == _ADJECTIVE
    return is_open or (piece.startswith(_FOLLOWED) and not has_verb(last) and _is_listing(before))


def _is_phrase(piece: str) -> bool:
    """Tell whether no verb stands in the words but in a relative clause or as a participle."""
    return _CLAUSE_VERB.search(_INNER.split(piece, maxsplit=1)[0]) is None


def _is_of_somebody(before: str, behind: str, kind: Kind) -> bool:
    """Tell an aside between a name and its verb, which says who somebody is: what befell them is not the news."""
    return (
        kind.name in _ASIDES
        and _ENDS_WITH_NAME.search(before) is not None
        and VERB_FIRST.match(behind.lstrip(",")) is not None
    )


def _is_quoting(before: str) -> bool:
    """Tell whether a quotation is open: nothing is cut inside one."""
    if _MARK.search(before) is None:
        return False
    return (
        before.count("“") != before.count("”")
        or before.count('"') % 2 == 1
        or len(_SINGLE_OPEN.findall(before)) > len(_SINGLE_SHUT.findall(before))
        or len(_LOOSE_MARK.findall(before)) % 2 == 1
    )


def holds_hedge(piece: str) -> bool:
    """Tell whether a piece holds a source or a hedge that the rest of the sentence may need."""
    if _OWN_SOURCE.match(piece):
        return False
    lower = lowered(_MONTH.sub(" ", piece))
    if CLASSES["source"].search(lower):
        return True
    return not _RELATIVE.match(lower) and any(pattern.search(lower) for pattern in _HEDGED)
