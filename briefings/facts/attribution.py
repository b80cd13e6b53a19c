"""A small grammar of attribution: the verb of speaking in a statement, and the phrase that is its subject.

A statement is a sentence that no quotation cuts in two. It is read as tokens, of which a whole quotation is one.
Invariant: a source is a stretch of the text outside of all quotations; where the phrase beside a verb cannot be
read as one subject, the verb has no source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from briefings.facts.cues import BE, BEFORE_VERB, BODIES, CUES, PERSONS, QUOTED, SHOWN, SPEAKERS
from briefings.words import STOP, listed

Kind = Literal["name", "names", "pronoun", "group", "role"]

QUOTE = "\ue000"  # a character of private use stands for each of a quotation
_TOKEN = re.compile(
    r"\ue000+|(?:[A-Z]\.)+(?:[A-Z]\b)?|"
    r"(?:Sens?|Reps?|Govs?|Drs?|Mrs?|Ms|Prof|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Rev|Hon|Maj|Adm|Pres|Supt|Det)\.|"
    r"[^\W_]\w*(?:[’'&/.-]\w+)*(?:[’'](?!\w))?|[,;:—–]|[.!?…-]"
)
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")
_DAYS = frozenset(
    listed(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december jan feb mar apr jun jul aug sep sept oct nov dec today
        yesterday tomorrow tonight easter christmas
        """
    )
)
_DAY_BEFORE = frozenset(listed("on last this late early earlier next"))
_TIME_NOUNS = frozenset(
    listed(
        "day week month year time moment morning afternoon evening night weekend hour minute decade point end way"
    )
)
_DETERMINERS = frozenset(
    listed("the a an one another his her their its our my some several two three four five both many this")
)
_PREPOSITIONS = frozenset(
    listed(
        "of for from in at with to by near against behind on about under over into across around within outside"
    )
)
_CONJUNCTIONS = frozenset(
    listed(
        "and but or as while that when because if since though although so yet after before whereas where until"
    )
)
STOPS_ROLE = (
    _PREPOSITIONS
    | _CONJUNCTIONS
    | frozenset(
        listed(
            """
            who whom which what whose there here he she they it we i you him them us me not no nor than then is are
            was were be been being has had have do does did will would can could may might shall should must said
            says told asked how why also just only even if ever however meanwhile still
            """
        )
    )
)
OPENING = STOP | frozenset(
    listed(
        """
        according despite although though while because since until without within among across meanwhile earlier
        later today yesterday tomorrow still yet only even perhaps maybe now once like unlike asked speaking
        responding following however instead indeed also finally similarly nevertheless nonetheless therefore thus
        whether unless rather besides additionally furthermore moreover separately overall elsewhere last next
        """
    )
)
_NEVER = frozenset(
    listed(
        """
        it's he's she's that's there's let's what's who's here's they're we're i'm you're
        i we you this that these those which what there here me us him them her whom whose not so then than how why
        where when nobody nothing something everything anything more less much lot
        """
    )
)
_ENDS_PHRASE = frozenset(
    listed(
        """
        who in on at during after before as when while to about from by with whose that earlier later last this
        via if because through since following but and monday tuesday wednesday thursday friday saturday sunday
        yesterday today recently via when where then has had is was it
        """
    )
)
_ACTORS = PERSONS | BODIES | SPEAKERS
_ADJOINING = frozenset(listed("before after since until"))
_POSSESSIVE = ("’s", "'s")
_PARTICLES = frozenset(listed("of de van von der del bin al el la le du di da"))
_DEEPEST = 2  # "a spokesman for the mayor of Oslo"
_FEW = 4  # words, or letters
_PRONOUNS: Mapping[str, Kind] = {"he": "pronoun", "she": "pronoun", "they": "group", "it": "group"}
_LONGEST = 9  # words of a source
_REACH = 40  # words back from a verb in which its subject stands


class Token(NamedTuple):
    """A word, a mark, or a whole quotation; where it stands in the text; the word in lower case, and its kind."""

    text: str
    start: int
    end: int
    low: str
    is_word: bool
    is_capital: bool


class Source(NamedTuple):
    """The subject of a verb of speaking: the tokens from `first` to `last`, and what the words are."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    pronoun: str = ""


class Cue(NamedTuple):
    """A verb of speaking, its place among the tokens, and its subject, as far as it has one."""

    at: int
    kind: str
    source: Source | None
    inverted: bool = False


Tokens = Sequence[Token]


def tokens(masked: str, start: int) -> list[Token]:
    """Cut a statement, of which quotations are masked, into tokens; what stands in brackets is left out."""
    if "(" in masked:
        masked = _ASIDE.sub(lambda match: " " * len(match.group()), masked)
    return [
        Token(
            word,
            start + match.start(),
            start + match.end(),
            word.lower().replace("’", "'"),
            word[0].isalnum(),
            word[0].isupper(),
        )
        for match in _TOKEN.finditer(masked)
        for word in (match.group(),)
    ]


def cues(read: Tokens) -> list[Cue]:
    """Give every verb of speaking with its subject, in order; ``according to`` is one too."""
    found = []
    for at, token in enumerate(read):
        if token.low == "according" and at + 1 < len(read) and read[at + 1].low == "to":
            found.append(Cue(at, "according", behind(read, at + 2), inverted=True))
            continue
        kind = CUES.get(token.low)
        if kind is None or (token.is_capital and at):
            continue
        found.append(_cue(read, at, kind))
    return found


def _cue(read: Tokens, at: int, kind: str) -> Cue:
    before = read[at - 1] if at else None
    if (
        before is not None
        and (before.low in _DETERMINERS or before.low in _PREPOSITIONS)
        and kind != "saying"
    ):
        return Cue(at, "noun", None)
    after = at - 1
    while after >= 0 and _is_filler(read[after]):
        after -= 1
    passive = any(token.low in BE for token in read[after + 1 : at])
    if not passive and kind == "saying" and at and read[at - 1].low in SHOWN and read[at - 2].low in BE:
        return Cue(at, "say", subject(read, at - 1))
    if kind in ("saying", "pleading"):
        if not passive:
            quoted_as = at > 1 and read[at - 1].low == "as" and read[at - 2].low in QUOTED
            return Cue(at, kind, subject(read, at - 2) if quoted_as else _with(read, after))
        kind = "say" if kind == "saying" else "plead"
        passive = False
    if passive or (after >= 0 and read[after].low in BE):
        return Cue(at, "noun", None)
    if kind == "say" and token_opens(read, at):
        found = behind(read, at + 1)
        if found is not None:
            return Cue(at, kind, found, inverted=True)
    found = subject(read, at)
    return Cue(at, kind if kind != "base" else "say", found)


def _with(read: Tokens, last: int) -> Source | None:
    """``with Reyes shouting: “…”``, ``with the report saying “…”``."""
    first = last
    while first > max(0, last - _LONGEST) and read[first].is_word and read[first].low not in STOPS_ROLE:
        first -= 1
    if first < 0 or first == last or read[first].low != "with":
        return None
    return _source(read, "name" if read[first + 1].is_capital else "role", first + 1, last)


def token_opens(read: Tokens, at: int) -> bool:
    """Tell whether a verb stands right behind a quotation: ``“…,” said Reyes``."""
    return (at > 0 and read[at - 1].text[0] == QUOTE) or (
        at > 1 and read[at - 1].text == "," and read[at - 2].text[0] == QUOTE
    )


def _is_filler(token: Token) -> bool:
    low = token.low
    return (
        low in BEFORE_VERB
        or low in BE
        or (
            len(low) > _FEW
            and low.endswith("ly")
            and not token.is_capital
            and low not in ("family", "assembly")
        )
    )


# --- the subject before the verb -----------------------------------------------------------------------


def subject(read: Tokens, at: int) -> Source | None:
    """Give the subject that stands before the verb at `at`, over its adverbs and over an apposition in commas."""
    last = at - 1
    while last >= 0 and _is_filler(read[last]):
        last -= 1
    if last >= 0 and read[last].low in _DAYS:
        last -= 1
        while last >= 0 and read[last].low in _DAY_BEFORE:
            last -= 1
    if last < 0:
        return None
    if read[last].text == ",":
        return _before_apposition(read, last)
    return phrase(read, last)


def phrase(read: Tokens, last: int, depth: int = 0) -> Source | None:
    """Give the noun phrase that ends at a token: a pronoun, a name, or a role with its article."""
    if last < 0 or depth > _DEEPEST or not read[last].is_word:  # "a spokesman for the mayor of Oslo"
        return None
    token = read[last]
    if token.low in _PRONOUNS:
        return _source(read, _PRONOUNS[token.low], last, last)
    if token.low == "who":
        return _relative(read, last, depth)
    if token.low in _NEVER or token.low in _CONJUNCTIONS or token.low in _DAYS:
        return None
    if token.is_capital and not (token.low in SPEAKERS and _is_boundary(read, last - 1)):
        return _name(read, last, depth)
    return _role(read, last, depth)


def _source(read: Tokens, kind: Kind, first: int, last: int) -> Source:
    pronoun = read[last].low if kind in ("pronoun", "group") else ""
    return Source(kind, first, last, read[first].start, read[last].end, pronoun)


def _is_boundary(read: Tokens, at: int) -> bool:
    """Tell whether a clause may begin behind the token."""
    return at < 0 or not read[at].is_word or read[at].low in _CONJUNCTIONS or read[at].low in CUES


def _adjoins(read: Tokens, at: int) -> bool:
    """Tell whether a token stands one space behind the token before it."""
    return read[at].start - read[at - 1].end == 1


def _name(read: Tokens, last: int, depth: int) -> Source | None:
    first = _name_begins(read, last)
    while first <= last and read[first].low in OPENING and not _is_abbreviation(read[first].text):
        dated = first < last and read[first + 1].low in _DAYS  # "On Monday Ana Reyes"
        if not dated and (read[first].low in _PREPOSITIONS or read[first].low == "unlike"):
            return None  # "In Paris"
        first += 1 + dated
    if first > last or read[last].low in _DAYS or last - first >= _LONGEST:
        return None
    if first == last and read[last].low in PERSONS:  # "The President"; "Fan says" of a headline
        named = bool(first) and read[first - 1].low in _DETERMINERS
        return _source(read, "role", first - 1, last) if named else None
    modified = _modifiers_begin(read, first)
    if modified and read[modified - 1].low in _PREPOSITIONS:
        return _attached(read, modified - 1, last, depth)
    if first and read[first - 1].text.endswith(_POSSESSIVE):
        return _role(read, last, depth)
    return _with_another(read, first, last, depth) or _source(read, "name", first, last)


def _name_begins(read: Tokens, last: int) -> int:
    """Give the first token of a run of capitalised words, with the small words inside of it."""
    first = last
    while first and _adjoins(read, first):
        before = read[first - 1]
        if before.is_capital and not before.text.endswith(_POSSESSIVE):
            first -= 1
        elif (
            before.low in _PARTICLES and first > 1 and read[first - 2].is_capital
            and _adjoins(read, first - 1) and not read[first - 2].text.endswith(_POSSESSIVE)
        ):  # fmt: skip
            first -= 2
        else:
            break
    return first


def _modifiers_begin(read: Tokens, first: int) -> int:
    """Give where small words before a name begin that are neither an article nor another clause's."""
    least = max(0, first - _FEW)
    while first > least and read[first - 1].is_word and read[first - 1].text.islower():
        low = read[first - 1].low
        if low in STOPS_ROLE or low in CUES or low in _DETERMINERS:
            break
        first -= 1
    return first


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _with_another(read: Tokens, first: int, last: int, depth: int) -> Source | None:
    """``Reyes and Amundsen said``: both, where they open the clause."""
    if (
        first < len(("Reyes", "and"))
        or read[first - 1].low not in ("and", "&")
        or not read[first - 2].is_capital
    ):
        return None
    other = _name(read, first - 2, depth)
    if other is None or other.kind != "name" or not _is_boundary(read, other.first - 1):
        return None
    return _source(read, "names", other.first, last)


def _role(read: Tokens, last: int, depth: int) -> Source | None:
    if read[last].low in STOPS_ROLE or read[last].low in _TIME_NOUNS or read[last].low in _DETERMINERS:
        return None
    first = last
    while first and last - first < _LONGEST and read[first - 1].is_word:
        before = read[first - 1]
        if before.low in _DETERMINERS:
            return _attached(read, first - 2, last, depth, first - 1)
        if before.text.endswith((*_POSSESSIVE, "s’", "s'")):
            return _source(read, "role", _owner_begins(read, first - 1), last)
        if before.low in STOPS_ROLE or before.low in CUES or (first == 1 and before.low in OPENING):
            break
        first -= 1
    if read[last].low in SPEAKERS and _is_boundary(read, first - 1):
        return _source(read, "role", first, last)
    return None


def _owner_begins(read: Tokens, first: int) -> int:
    """``the Clinton Foundation’s`` lawyer: the name with its article."""
    while first and read[first - 1].is_word:
        before = read[first - 1]
        if before.low in _DETERMINERS:
            return first - 1
        if before.low in STOPS_ROLE or before.low in CUES or before.low in OPENING:
            break
        first -= 1
    return first


def _attached(read: Tokens, at: int, last: int, depth: int, first: int = -1) -> Source | None:
    """``a spokesman for the group``: the phrase before a preposition is the source, with all that follows."""
    if at >= 0 and read[at].low in _PREPOSITIONS:
        head = phrase(read, at - 1, depth + 1)
        if head is None or head.kind not in ("role", "name") or last - head.first >= _LONGEST:
            return None
        return _source(read, "role", head.first, last)
    return _source(read, "role", first, last) if first >= 0 else None


def _relative(read: Tokens, who: int, depth: int) -> Source | None:
    """``Reyes, who added``, ``Ana Reyes, a chemist, who added``."""
    comma = read[who - 1].text == "," if who else False
    found = phrase(read, who - 2 if comma else who - 1, depth + 1)
    if found is not None and found.kind == "role" and found.first > 1 and read[found.first - 1].text == ",":
        name = phrase(read, found.first - 2, depth + 1)
        if name is not None and name.kind == "name":
            return name
    return found if found is None or found.kind in ("name", "role") else None


def before_role(read: Tokens, first: int) -> int:
    """Give where the words before a name begin that say what it is: ``transport expert Ana Reyes``."""
    least = max(0, first - _LONGEST)
    while (
        first > least
        and read[first - 1].is_word
        and read[first - 1].low not in STOPS_ROLE
        and read[first - 1].low not in CUES
    ):
        first -= 1
    return first


def _before_apposition(read: Tokens, comma: int) -> Source | None:
    """``Reyes, who leads the station, said``, ``Her deputy, Ana Reyes, said``."""
    clause = comma
    while clause > max(0, comma - _REACH) and (read[clause - 1].is_word or read[clause - 1].text == ","):
        clause -= 1
    for at in range(clause, comma - 1):
        if read[at + 1].text != "," or not read[at].is_word:
            continue
        head = phrase(read, at)
        if head is None or head.kind not in ("name", "role", "pronoun"):
            continue
        opens = before_role(read, head.first)
        if not _is_boundary(read, opens - 1) or (opens and read[opens - 1].low in _ADJOINING):
            continue
        if head.kind == "role":
            name = phrase(read, comma - 1)
            if name is not None and name.kind == "name" and name.first == at + 2:
                return name
        return head
    return None


# --- the subject behind the verb -----------------------------------------------------------------------


def behind(read: Tokens, first: int) -> Source | None:
    """Give the noun phrase that begins at a token: ``said Reyes``, ``said the mayor of Oslo, Ana Reyes``."""
    if first >= len(read) or not read[first].is_word or read[first].low in _NEVER:
        return None
    if read[first].low in ("he", "she", "they", "it"):
        return phrase(read, first)
    last, attached = _phrase_ends(read, first)
    if last < first:
        return None
    if not attached and read[last].is_capital and read[last].low not in _DAYS:
        run = last
        while run > first and read[run - 1].is_capital and not read[run - 1].text.endswith(_POSSESSIVE):
            run -= 1
        owned = run > first and read[run - 1].text.endswith(_POSSESSIVE)
        return _source(read, "role" if owned else "name", first if owned else run, last)
    return _named_behind(read, last) or _role_behind(read, first, last, attached=attached)


def _phrase_ends(read: Tokens, first: int) -> tuple[int, bool]:
    """Give the last token of the phrase, and whether a preposition is in it."""
    last, attached, named = first - 1, False, False
    for at in range(first, min(len(read), first + _LONGEST + _FEW)):
        token = read[at]
        ends = token.low in _ENDS_PHRASE and not (token.is_capital and at > first)
        joins = token.low in ("of", "for", "at")
        if not token.is_word or ends or (joins and named and read[first].is_capital):
            break
        attached = attached or joins
        named = named or token.is_capital
        last = at
    while last > first and read[last].low in _PREPOSITIONS:
        last -= 1
    return last, attached


def _role_behind(read: Tokens, first: int, last: int, *, attached: bool) -> Source | None:
    """``said the mayor``, ``said a spokesman for the group``, ``said officials``."""
    if last - first >= _LONGEST or read[last].low in _TIME_NOUNS:
        return None
    opens = read[first].low in _DETERMINERS or read[first].text.endswith(_POSSESSIVE)
    return _source(read, "role", first, last) if opens or attached or read[last].low in SPEAKERS else None


def _named_behind(read: Tokens, last: int) -> Source | None:
    """``…, said her deputy, Ana Reyes.``: a full name between commas names the role."""
    first = last + 2
    if first >= len(read) or read[last + 1].text != "," or not read[first].is_capital:
        return None
    end = first
    while end + 1 < len(read) and read[end + 1].is_capital and _adjoins(read, end + 1):
        end += 1
    closed = end + 1 >= len(read) or read[end + 1].text in (",", ".", "—", "–", ";")
    return _source(read, "name", first, end) if closed and end > first else None


# --- the subject of a whole statement -------------------------------------------------------------------


def opening_subject(read: Tokens) -> Source | None:
    """Give the phrase that opens the statement, or that follows its opening up to a comma."""
    first = 0
    while first < len(read) and not read[first].is_word:
        first += 1
    starts = [first, *(i + 1 for i, token in enumerate(read[:40]) if token.text == "," and i > first)][:2]
    for start in starts:
        found = _opening_phrase(read, start)
        if found is not None:
            return found
    return None


def _opening_phrase(read: Tokens, start: int) -> Source | None:
    """Give the longest phrase that begins at a token and that a verb may follow."""
    for last in range(min(start + 7, len(read) - 2), start - 1, -1):
        found = phrase(read, last)
        if found is None or found.kind not in ("name", "role", "pronoun"):
            continue
        if found.kind == "role" and read[last].low not in _ACTORS:
            continue
        opens = found.first == start or (
            found.first == start + 1
            and read[start].low in ("and", "but", "yet", "so", "then", "still", "however")
        )
        follows = read[last + 1]
        aside = (
            follows.text == ","
            and found.kind == "name"
            and last + 2 < len(read)
            and read[last + 2].text[0].islower()
        )
        if opens and (aside or (follows.is_word and not follows.is_capital)):
            return found
    return None
