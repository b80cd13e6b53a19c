"""The noun phrases that may speak: a name, a role, a pronoun, beside a token of a statement.

A statement is a sentence that no quotation cuts in two. It is read as tokens, of which a whole quotation is one.
Invariant: a source is a stretch of the text outside of all quotations, whose head is a name or a word for
somebody, or some paper, that can speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from briefings.facts.cues import BODIES, CUES, PEOPLES, PERSONS, SPEAKERS
from briefings.facts.tokens import Token, Tokens
from briefings.regex import regex
from briefings.words import STOP, listed

Kind = Literal["name", "names", "pronoun", "group", "role"]

DAYS = frozenset(
    listed(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december jan feb mar apr jun jul aug sep sept oct nov dec today
        yesterday tomorrow tonight easter christmas
        """
    )
)
TIME_NOUNS = frozenset(
    listed(
        "day week month year time moment morning afternoon evening night weekend hour minute decade point end way"
    )
)
DETERMINERS = frozenset(
    listed("the a an one another his her their its our my some several two three four five both many this")
)
PREPOSITIONS = frozenset(
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
    PREPOSITIONS
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
OPENING = (STOP - {"new"}) | frozenset(
    listed(
        """
        according despite although though while because since until without within among across meanwhile earlier
        later today yesterday tomorrow still yet only even perhaps maybe now once like unlike asked speaking
        responding following however instead indeed also finally similarly nevertheless nonetheless therefore thus
        whether unless rather besides additionally furthermore moreover separately overall elsewhere last next
        """
    )
)
NEVER = frozenset(
    listed(
        """
        it's he's she's that's there's let's what's who's here's they're we're i'm you're
        i we you this that these those which what there here me us him them her whom whose not so then than how why
        where when nobody somebody someone anyone everyone nothing something everything anything more less much lot
        """
    )
)
ACTORS = PERSONS | BODIES | SPEAKERS
_PERSON = regex(r"[a-z]{3}(?:er|or|ian|ist|man|men|woman|women|person|people)s?$|-olds?$")
_NO_PERSONS = frozenset(
    listed(
        """
        another answer border center centre chapter character color colour computer corner cover customer danger dinner
        disaster disorder door effort encounter error factor floor former gender latter laughter layer list longer
        manner master matter minor motor murder number offer order other others paper power prior quarter river shoulder
        slaughter summer supper terror thriller timer tower twist water weather whether winter
        """
    )
)
"""Words that only look like those for a person."""
POSSESSIVE = ("’s", "'s")
PARTICLES = frozenset(listed("of de van von der del bin al el la le du di da"))
_EXAMPLES = frozenset(listed("like including include includes"))
_DEEPEST = 2  # "a spokesman for the mayor of Oslo"
FEW = 4  # words, or letters
_PRONOUNS: Mapping[str, Kind] = {"he": "pronoun", "she": "pronoun", "they": "group", "it": "group"}
LONGEST = 9  # words of a source


class Source(NamedTuple):
    """The subject of a verb of speaking: the tokens from `first` to `last`, and what the words are."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    pronoun: str = ""


# --- the phrase before a token ---------------------------------------------------------------------------


def phrase(read: Tokens, last: int, depth: int = 0) -> Source | None:
    """Give the noun phrase that ends at a token: a pronoun, a name, or a role with its article."""
    if last < 0 or depth > _DEEPEST or not read[last].is_word:  # "a spokesman for the mayor of Oslo"
        return None
    token = read[last]
    if token.low in _PRONOUNS:
        return source(read, _PRONOUNS[token.low], last, last)
    if token.low == "who":
        return _relative(read, last, depth)
    if token.low in NEVER or token.low in _CONJUNCTIONS or token.low in DAYS:
        return None
    if token.is_capital and not (token.low in SPEAKERS and is_boundary(read, last - 1)):
        return _name(read, last, depth)
    return _role(read, last, depth)


def source(read: Tokens, kind: Kind, first: int, last: int) -> Source:
    """Give the tokens from `first` to `last` as a source."""
    pronoun = read[last].low if kind in ("pronoun", "group") else ""
    return Source(kind, first, last, read[first].start, read[last].end, pronoun)


def role(read: Tokens, first: int, last: int) -> Source | None:
    """Give the phrase as a role, where its head can speak; a participle behind the head ends it."""
    for at in range(first + 1, last + 1):
        if read[at].low in PREPOSITIONS:
            break
        if _is_participle(read[at]) and at > first + 1 and can_speak(read[at - 1]):  # "a voice identified"
            last = at - 1
            break
    else:
        at = last + 1
    return source(read, "role", first, last) if can_speak(read[at - 1]) else None


def _is_participle(token: Token) -> bool:
    return token.low.endswith(("ed", "ing")) and not token.is_capital and token.low not in ACTORS


def can_speak(token: Token) -> bool:
    """Tell whether a word is somebody's name, or names a person, a body or a paper."""
    low = token.low
    return (
        token.is_capital
        or low in ACTORS
        or (low not in _NO_PERSONS and low not in OPENING and _PERSON.search(low) is not None)
    )


def is_boundary(read: Tokens, at: int) -> bool:
    """Tell whether a clause may begin behind the token."""
    return at < 0 or not read[at].is_word or read[at].low in _CONJUNCTIONS or read[at].low in CUES


def adjoins(read: Tokens, at: int) -> bool:
    """Tell whether a token stands one space behind the token before it."""
    return read[at].start - read[at - 1].end == 1


def _name(read: Tokens, last: int, depth: int) -> Source | None:
    first = _name_begins(read, last)
    if _is_joined(read, first) and _is_one_body(read, first, last):
        first -= 2
    while first <= last and read[first].low in OPENING and not _is_abbreviation(read[first].text):
        dated = first < last and read[first + 1].low in DAYS  # "On Monday Ana Reyes"
        if not dated and (read[first].low in PREPOSITIONS or read[first].low == "unlike"):
            return None  # "In Paris"
        first += 1 + dated
    if first > last or read[last].low in DAYS or last - first >= LONGEST:
        return None
    modified = _modifiers_begin(read, first)
    if modified and read[modified - 1].low in DETERMINERS and is_office(read, first, last):
        return role(read, modified - 1, last)
    joined = modified - (modified > 0 and read[modified - 1].low == "the")
    if joined and read[joined - 1].low in PREPOSITIONS:
        return _attached(read, joined - 1, last, depth)
    if first and read[first - 1].text.endswith(POSSESSIVE):
        whole = _names_body(read, first, last) or any(read[at].low == "and" for at in range(first, last))
        return role(read, _owner_begins(read, first - 1), last) if whole else _role(read, last, depth)
    both = _with_another(read, first, last, depth)
    return both if both is not None or _is_joined(read, first) else source(read, "name", first, last)


def _is_joined(read: Tokens, first: int) -> bool:
    """``boats for Reyes and Amundsen``: the last one of several named is not who speaks."""
    return first > 1 and read[first - 1].low in ("and", "&") and read[first - 2].is_capital


def is_office(read: Tokens, first: int, last: int) -> bool:
    """``The Air Force General``, ``the Dutchman``: behind an article they are no name."""
    low = read[last].low
    return low in PERSONS or (first == last and (low in PEOPLES or low.endswith(("man", "woman"))))


def _name_begins(read: Tokens, last: int) -> int:
    """Give the first token of a run of capitalised words, with the small words inside of it."""
    first = last
    while first and adjoins(read, first):
        before = read[first - 1]
        if before.is_capital and not before.text.endswith(POSSESSIVE):
            first -= 1
        elif (
            before.low in PARTICLES and first > 1 and read[first - 2].is_capital
            and adjoins(read, first - 1) and not read[first - 2].text.endswith(POSSESSIVE)
        ):  # fmt: skip
            first -= 2
        else:
            break
    return first


def _modifiers_begin(read: Tokens, first: int) -> int:
    """Give where small words before a name begin that are neither an article nor another clause's."""
    least = max(0, first - FEW)
    while first > least and read[first - 1].is_word and read[first - 1].text.islower():
        low = read[first - 1].low
        if low in STOPS_ROLE or low in CUES or low in DETERMINERS:
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
    if other is not None and _names_body(
        read, other.first, other.last
    ):  # "the Department of Trade and Industry"
        return source(read, other.kind, other.first, last)
    if other is None or other.kind != "name":
        return None
    if _lists_examples(read, other.first):
        return None
    opens = before_role(read, other.first) if read[other.first - 1].low in SPEAKERS else other.first
    return source(read, "names", other.first, last) if is_boundary(read, opens - 1) else None


def _lists_examples(read: Tokens, first: int) -> bool:
    """``ports such as Moss, Bergen and Oslo``: they are named for what they are, and do not speak."""
    while first > 1 and read[first - 1].text == "," and read[first - 2].is_capital:
        first = _name_begins(read, first - 2)
    before = read[first - 1].low if first else ""
    return before in _EXAMPLES or (before == "as" and read[first - 2].low == "such")


def _names_body(read: Tokens, first: int, last: int) -> bool:
    """``Department of Trade``."""
    return any(read[at].low in BODIES and read[at + 1].low in ("of", "for") for at in range(first, last))


def _is_one_body(read: Tokens, first: int, last: int) -> bool:
    """``the Foreign and Commonwealth Office``."""
    owned = first > len(("Foreign", "and")) and (
        read[first - 3].low == "the" or read[first - 3].text.endswith(POSSESSIVE)
    )
    return owned and read[last].low in BODIES and not read[first - 2].text.endswith(POSSESSIVE)


def _role(read: Tokens, last: int, depth: int) -> Source | None:
    if read[last].low in STOPS_ROLE or read[last].low in TIME_NOUNS or read[last].low in DETERMINERS:
        return None
    first = last
    while first and last - first < LONGEST and read[first - 1].is_word:
        before = read[first - 1]
        if before.low in DETERMINERS:
            return _attached(read, first - 2, last, depth, first - 1)
        if before.text.endswith((*POSSESSIVE, "s’", "s'")):
            owner = _owner_begins(read, first - 1)
            owned = owner and read[owner - 1].low in PREPOSITIONS
            return _attached(read, owner - 1, last, depth) if owned else role(read, owner, last)
        if before.low == "and" and can_speak(read[last]):
            return _joined(read, first, last, depth)
        if before.low in STOPS_ROLE or before.low in CUES or (first == 1 and before.low in OPENING):
            break
        first -= 1
    if read[last].low in SPEAKERS and is_boundary(read, first - 1):
        return role(read, first, last)
    return None


def _joined(read: Tokens, first: int, last: int, depth: int) -> Source | None:
    """``the actor and humanitarian``."""
    other = phrase(read, first - 2, depth + 1) if first > 1 else None
    if other is not None and other.kind == "role" and last - other.first < LONGEST:
        return role(read, other.first, last)
    return role(read, first, last) if read[last].low in SPEAKERS and is_boundary(read, first - 1) else None


def _owner_begins(read: Tokens, first: int) -> int:
    """``the Clinton Foundation’s`` lawyer: the name with its article."""
    while first and read[first - 1].is_word:
        before = read[first - 1]
        if before.low in DETERMINERS:
            return first - 1
        if before.low in STOPS_ROLE or before.low in CUES or before.low in OPENING:
            break
        first -= 1
    return first


def _attached(read: Tokens, at: int, last: int, depth: int, first: int = -1) -> Source | None:
    """``a spokesman for the group``: the phrase before a preposition is the source, with all that follows."""
    if at >= 0 and read[at].low in PREPOSITIONS:
        head = phrase(read, at - 1, depth + 1)
        if head is None or head.kind not in ("role", "name") or last - head.first >= LONGEST:
            return None
        if head.kind == "name" and head.last > head.first:  # "Ana Reyes of the Harbour Trust"
            return head
        return role(read, head.first, last)
    return role(read, first, last) if first >= 0 else None


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
    least = max(0, first - LONGEST)
    while (
        first > least
        and read[first - 1].is_word
        and read[first - 1].low not in STOPS_ROLE
        and read[first - 1].low not in CUES
    ):
        first -= 1
    return first
