"""People, places and topics of a draft, for its front matter.

Invariant: a name stands in a fact, a topic in the list of the site and in the source. What may not be a
person's name is left out: an editor adds a name more easily than a wrong page is found.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from briefings.drafting.told import occurrences
from briefings.model import Document, Fact, Facts
from briefings.regex import regex
from briefings.words import listed

MOST = 5  # people
OFTEN = 3  # times that a topic is named in a long text that is about it
PASSING = 200  # words in which a topic may be named once in passing
FEW = 3  # places: a briefing is about few, however many it mentions
ABBREVIATION = 3  # letters: UK, USA
RANKS = frozenset(
    listed(
        """
    president minister secretary chancellor premier king queen prince princess pope bishop lady lord
    sir dame dr prof professor mr mrs ms miss general colonel captain admiral senator governor mayor
    judge justice chief director chairman chairwoman chair commissioner ambassador spokesman
    spokeswoman spokesperson analyst former sen rep gov gen sgt lt capt leader democrat republican
    officer sheriff coach detective attorney prosecutor actor actress artist singer author comedian pastor
    reverend imam researcher rival
    """
    )
)
PARTICLES = frozenset(
    listed("de da del della di du van von der den la le al el bin ibn ben abu ter ten zu y e dos das do")
)
BODIES = frozenset(
    listed(
        """
    bank ministry council commission university institute agency committee department office union
    party group court company association organisation organization authority society foundation
    museum parliament senate congress house government police army navy force service centre center
    school college club corporation fund board news times post team state states street nations
    kingdom republic observatory laboratory survey administration branch bureau board council show cup
    derby series bowl game games hurricane storm flight team legion front veterans owners fans players
    democrats republicans conservatives americans cabinet tower airport channel network league club
    studios pictures records magazine journal tribune gazette herald chronicle station festival awards award prize
    ready week watch examiner
    """
    )
)
NO_FIRST = frozenset(
    listed(
        """
    the a an one two three four five six ten north south east west new team former indeed given
    another don't yes no mr mrs afghan african american arab argentine asian australian austrian
    belgian brazilian british canadian chinese colombian croatian cuban czech danish dutch egyptian
    european finnish french german greek hungarian indian indonesian iranian iraqi irish israeli italian
    japanese jewish jordanian kenyan korean kurdish lebanese libyan mexican muslim nigerian norwegian
    pakistani palestinian polish portuguese romanian russian saudi scottish serbian somali spanish
    sudanese swedish swiss syrian thai turkish ukrainian vietnamese welsh yemeni hispanic latino
    islamic
    """
    )
)
"""First words that no person has."""
FOREIGN_RANK = regex(
    r"(?:präsident|minister|kanzler|sprecher|chef|leiter|direktor|professor|meister|vorsitzender?)(?:in)?$|"
    r"^(?:président|présidente|ministre|presidente|ministro|ministra|professeur|professeure|directeur|directrice|"
    r"director|directora|diretor|diretora|direttore|direttrice|sindaco|alcalde|alcaldesa|maire|burgemeester|"
    r"minister-president|premier|koning|koningin|rey|reina|roi|reine)$"
)
LONGEST_NAME, LONGEST_PLACE = 4, 4  # words
_ROLE = (
    r"(?:[a-z-]+(?:er|or|ist|ian|man|woman|ess|ant|ent|ee|yer)|chief|head|coach|nurse|pilot|boss|star|wife|husband|"
    r"mother|father|son|daughter|sister|brother|widow|girl|boy)"
)
_NO_ROLE = (
    r"(?!(?:after|over|under|former|another|other|either|neither|never|later|earlier|longer|whether|however|for|or|"
    r"than|recent|different|important|ever|rather|offer|consider|remember|center|number) )"
)
_SAID = r"(?:said|says|told|tells|added|adds|wrote|writes|tweeted|argued|argues|explained|recalled|admitted|insisted)"
_DOES = (
    r"(?:pleaded|testified|resigned|died|starred|campaigned|performed|posted|endorsed|believes|thinks|wants|wrote|"
    r"(?:was|is|were|has been|had been) (?:arrested|charged|accused|convicted|sentenced|born|elected|appointed|shot))"
)
_KIN = r"(?:wife|husband|mother|father|parents|family|lawyer|attorney|son|daughter|brother|sister|death|widow|career)"
REACH = 40  # characters before a name that say what it is
NAME_BEHIND = regex(
    r"(?:, (?:who\b|whose\b|aged? \d|\d\d?\b)| \(\d\d\))"
    rf"|,? (?:an?|the|his|her|its|their)(?: [\w’'-]+){{0,4}} (?i:{_ROLE})\b"
    r"|[^.;]{0,80}\b(?:he|she|his|her|him|himself|herself)\b"
)
NAME_BEFORE = regex(rf"\b{_NO_ROLE}{_ROLE}(?:,| named| called)? $")
LAST_BEHIND = regex(rf",? who\b| (?:{_SAID}|{_DOES})\b|['’]s? {_KIN}\b")
LAST_BEFORE = regex(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Sen|Rep|Gov)\.? $|\b{_SAID} (?:\w+ ){{0,3}}$")
BODY_BEHIND = regex(rf"[,.;]| (?:is|was|are|were|has|have|had|will|won|lost|took|and|to|in|of|on|{_SAID})\b")


def people(document: Document, facts: Facts) -> tuple[str, ...]:
    """Name the people who speak, or of whom the text shows that they are some; with first name where known."""
    speakers = [without_rank(fact.speaker) for fact in facts.items if fact.kind == "quote"]
    surnames = {speaker.rpartition(" ")[2] for speaker in speakers}
    subjects = [
        name
        for fact in facts.items
        if fact.kind == "who"
        and fact.rule not in {"body", "name", "subject"}
        and (name := without_rank(fact.answer))
        if acts_alone(document, fact) or name.rpartition(" ")[2] in surnames or has_rank(fact.quote, name)
    ]
    named = (name for name in (*subjects, *speakers) if is_person(name))
    return first((name for name in named if not has_article(document, name)), MOST)


def acts_alone(document: Document, fact: Fact) -> bool:
    """Whether a name that was found to be a person's is shown to be one; in English by what stands around it."""
    if fact.rule != "person":
        return False
    name = without_rank(fact.answer)
    return document.language[:2] != "en" or not name or is_shown(name, document.text)


def is_shown(name: str, text: str) -> bool:
    """Whether a text treats a name as a person's: an age, a role, kin, a pronoun, a word that only people speak."""
    return is_set_in(NAME_BEFORE, name, NAME_BEHIND, text) or is_set_in(
        LAST_BEFORE, name.rpartition(" ")[2], LAST_BEHIND, text
    )


def is_set_in(before: re.Pattern[str], name: str, behind: re.Pattern[str], text: str) -> bool:
    """Whether a name stands anywhere behind one of these, or before one of those."""
    return any(
        behind.match(text, end) or before.search(text, max(0, start - REACH), start)
        for start, end in occurrences(name, text)
    )


def has_article(document: Document, name: str) -> bool:
    """Whether a name has an article, as bodies and things have: ``the Home Front said``."""
    last = name.rpartition(" ")[2]
    return any(
        document.text.endswith(("the ", "The "), 0, start) and BODY_BEHIND.match(document.text, end)
        for part in (name, last if last.endswith("s") else name)
        for start, end in occurrences(part, document.text)
    )


def has_rank(sentence: str, name: str) -> bool:
    """Whether a rank stands right before a name: ``Prime Minister Jens Stoltenberg``."""
    before, found, _ = sentence.partition(name)
    return bool(found) and is_rank(before.rstrip().rpartition(" ")[2])


def without_rank(name: str) -> str:
    """Take ranks away: ``Russian President Vladimir Putin`` is Vladimir Putin."""
    words = name.split()
    last = max((at for at, word in enumerate(words) if is_rank(word)), default=-1)
    return " ".join(words[last + 1 :])


def is_rank(word: str) -> bool:
    """Whether a word is a rank, also one made of several as in German: ``Bundespräsident``."""
    bare = word.strip(".,").casefold()
    return bare in RANKS or FOREIGN_RANK.search(bare) is not None


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four words with a capital, none of them a body's."""
    words = name.split()
    large = [word for word in words if word not in PARTICLES]
    return (
        len(large) > 1
        and len(words) <= LONGEST_NAME
        and words[0] in large
        and all(
            word[0].isupper() and re.fullmatch(r"[^\W\d_]+\.?(?:['’-][^\W\d_]+)*", word) for word in large
        )
        and not any(word.isupper() and len(word.strip(".")) > 1 for word in large)
        and words[0].casefold() not in NO_FIRST
        and not any(
            word.casefold() in BODIES or word in {"The", "A", "An"} or word.endswith(("'s", "’s"))
            for word in words
        )
    )


def places(found: Iterable[str]) -> tuple[str, ...]:
    """Name the places, as their pages would be called: of ``BUDAPEST, Hungary`` both, and ``central Bergen`` bare."""
    parts = (bare(part) for place in found for part in re.split(r",| in | near ", place))
    named = (part for part in parts if part[:1].isalpha() and len(part.split()) <= LONGEST_PLACE)
    return first(
        (titled(name) if name.isupper() and len(name) > ABBREVIATION else name for name in named), FEW
    )


def titled(name: str) -> str:
    """Write a name in capitals as a name: ``CIUDAD DE MÉXICO``."""
    first, *others = name.split()
    small = (word.lower() for word in others)
    return " ".join((first.title(), *(word if word in PARTICLES else word.title() for word in small)))


def bare(place: str) -> str:
    """Take away what stands before a name: ``central Moscow``."""
    words = place.split()
    start = next((at for at, word in enumerate(words) if not word[0].islower()), len(words))
    return " ".join(words[start:])


def first(names: Iterable[str], most: int) -> tuple[str, ...]:
    """Give the first few names, each once."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(name.rstrip("."), name)
    return tuple(known.values())[:most]


def topics_in(opening: str, text: str, topics: Iterable[str]) -> tuple[str, ...]:
    """Give the topics that the opening of a text names, or the text not only in passing; in the order of the list."""
    first, whole = unicodedata.normalize("NFC", opening), unicodedata.normalize("NFC", text)
    needed = min(OFTEN, 1 + len(whole.split()) // PASSING)
    return tuple(
        topic
        for topic in topics
        if topic.strip() and (named(topic).search(first) or len(named(topic).findall(whole)) >= needed)
    )


@functools.cache
def named(topic: str) -> re.Pattern[str]:
    """Give the pattern of a topic's name; scripts without spaces have no ends of words."""
    name = r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", topic).split())
    if re.search("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", topic):
        return re.compile(name)
    return re.compile(rf"(?<!\w){name}(?!\w)", re.IGNORECASE)
