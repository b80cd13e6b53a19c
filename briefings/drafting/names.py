"""People, places and topics of a draft, for its front matter.

Invariant: a name stands in a fact, a topic in the list of the site and in the source. What may not be a
person's name is left out: an editor adds a name more easily than a wrong page is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from briefings.model import Facts
from briefings.words import listed

MOST = 5  # people
FEW = 3  # places: a briefing is about few, however many it mentions
ABBREVIATION = 3  # letters: UK, USA
RANKS = frozenset(
    listed(
        """
    president minister secretary chancellor premier king queen prince princess pope bishop lady lord
    sir dame dr prof professor mr mrs ms miss general colonel captain admiral senator governor mayor
    judge justice chief director chairman chairwoman chair commissioner ambassador spokesman
    spokeswoman spokesperson analyst
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
    kingdom republic observatory laboratory survey
    """
    )
)
FOREIGN_RANK = re.compile(
    r"(?:präsident|minister|kanzler|sprecher|chef|leiter|direktor|professor|meister|vorsitzender?)(?:in)?$|"
    r"^(?:président|présidente|ministre|presidente|ministro|ministra|professeur|professeure|directeur|directrice|"
    r"director|directora|diretor|diretora|direttore|direttrice|sindaco|alcalde|alcaldesa|maire|burgemeester|"
    r"minister-president|premier|koning|koningin|rey|reina|roi|reine)$"
)
LONGEST_NAME, LONGEST_PLACE = 4, 4  # words


def people(facts: Facts) -> tuple[str, ...]:
    """Name the people who are quoted, or whose rank stands before their name; with first name where known."""
    speakers = [without_rank(fact.speaker) for fact in facts.items if fact.kind == "quote"]
    surnames = {speaker.rpartition(" ")[2] for speaker in speakers}
    subjects = [
        name
        for fact in facts.items
        if fact.kind == "who"
        and fact.rule not in {"body", "name", "subject"}
        and (name := without_rank(fact.answer))
        if fact.rule == "person" or name.rpartition(" ")[2] in surnames or has_rank(fact.quote, name)
    ]
    return first((name for name in (*subjects, *speakers) if is_person(name)), MOST)


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
        and not any(word.casefold() in BODIES or word in {"The", "A", "An"} for word in words)
    )


def places(found: Iterable[str]) -> tuple[str, ...]:
    """Name the places: of ``BUDAPEST, Hungary`` both, without the capitals of a dateline."""
    parts = (part.strip() for place in found for part in place.split(","))
    named = (part for part in parts if part[:1].isalpha() and len(part.split()) <= LONGEST_PLACE)
    return first(
        (name.title() if name.isupper() and len(name) > ABBREVIATION else name for name in named), FEW
    )


def first(names: Iterable[str], most: int) -> tuple[str, ...]:
    """Give the first few names, each once."""
    return tuple(dict.fromkeys(names))[:most]


def topics_in(text: str, topics: Iterable[str]) -> tuple[str, ...]:
    """Give the topics whose names stand in a text as words, in the order of the list."""
    read = unicodedata.normalize("NFC", text)
    return tuple(topic for topic in topics if topic.strip() and named(topic).search(read))


def named(topic: str) -> re.Pattern[str]:
    """Give the pattern of a topic's name; scripts without spaces have no ends of words."""
    name = r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", topic).split())
    if re.search("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", topic):
        return re.compile(name)
    return re.compile(rf"(?<!\w){name}(?!\w)", re.IGNORECASE)
