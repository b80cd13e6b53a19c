"""Words of caution: a claim may not lose those of its sentence, nor say "not" where the sentence does not.

Invariant: a word counts as lost only where a clause of the claim keeps most of what it governs and has no other word
of its class. What `hedges` asks of a whole sentence is asked of each clause here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefings.numbers import SPELLED
from briefings.regex import regex
from briefings.support.naming import has
from briefings.words import forms, is_content, lowered

_MOST = 0.6  # share of the governed words that make the claim keep the clause
_NEAREST = 4  # words beside a word of caution that it surely governs
_END = regex(r"[,;:—–()\"“”„«»]|[.!?](?:\s|$)| (?:but|while|although|aber|mais|pero|mas|maar|ma) ")
_ASIDE = regex(r", (?:which|who|whose) ([^,]{1,200})[,.]")
_NOT: Mapping[str, str] = {
    "en": r"not|never|cannot|nobody|nothing|neither|nor|none|without|no|(?:failed|refused) to|unlikely|"
    r"den(?:y|ies|ied)|\w+n[’']t",
    "de": "nicht|kein|keine|keinen|keiner|keinem|nie|niemals|niemand|nichts|ohne|weder",
    "fr": "ne|n[’'](?=\\w)|pas|jamais|aucun|aucune|personne|rien|sans|ni",
    "es": "no|nunca|jamás|nadie|nada|ningún|ninguna|sin|ni|tampoco",
    "it": "non|mai|nessuno|nessuna|niente|senza|né",
    "pt": "não|nunca|jamais|ninguém|nada|nenhum|nenhuma|sem|nem",
    "nl": "niet|geen|nooit|niemand|niets|zonder|noch",
}
_CHANCE: Mapping[str, str] = {
    "en": "may|might|could|possibly|probably|perhaps|maybe|reportedly|allegedly|apparently|supposedly|likely|"
    "(?:seems?|seemed|appears?|appeared|expect(?:s|ed)?|set|due|plan(?:s|ned)?|scheduled|hop(?:es?|ed)|aim(?:s|ed)?|"
    "intend(?:s|ed)?|want(?:s|ed)?|threaten(?:s|ed)?) to|would",
    "de": "könnte|könnten|dürfte|dürften|soll|sollen|möglicherweise|vielleicht|wahrscheinlich|voraussichtlich|"
    "angeblich|mutmaßlich|vermutlich|wohl|kann|können|erwartet|geplant",
    "fr": "pourrait|pourraient|devrait|devraient|peut-être|probablement|peut|peuvent|aurait|auraient|serait|"
    "seraient|présumé|présumée|prévu|prévue|attendu|attendue|sans doute",
    "es": "podría|podrían|puede|pueden|quizá|quizás|tal vez|probablemente|posiblemente|presunto|presunta|"
    "supuesto|supuesta|habría|habrían|se espera|previsto|prevista",
    "it": "potrebbe|potrebbero|può|possono|forse|probabilmente|presunto|presunta|dovrebbe|dovrebbero|sarebbe|"
    "sarebbero|avrebbe|avrebbero|previsto|prevista",
    "pt": "poderia|poderiam|poderá|poderão|pode|podem|talvez|provavelmente|supostamente|suposto|suposta|teria|"
    "teriam|seria|seriam|deve|devem|deverá|previsto|prevista",
    "nl": "zou|zouden|kan|kunnen|misschien|mogelijk|waarschijnlijk|vermoedelijk|naar verwachting|verwacht|gepland",
}
_SOURCE: Mapping[str, str] = {
    "de": "laut|zufolge|nach angaben|sagte|sagt|erklärte|teilte|berichtet|berichtete|"
    r"hieß es|so (?=(?:der|die|das|ein|eine) )",
    "fr": "selon|d[’']après|a déclaré|a dit|a annoncé|a indiqué|a affirmé|affirme|estime|a estimé|assure",
    "es": "según|dijo|afirmó|afirma|declaró|aseguró|anunció|informó|señaló",
    "it": "secondo|ha detto|ha dichiarato|ha affermato|afferma|ha annunciato|riferisce",
    "pt": "segundo|de acordo com|disse|afirmou|afirma|declarou|anunciou|informou",
    "nl": "volgens|aldus|zei|zegt|verklaarde|meldde|liet weten",
}


class Caution(NamedTuple):
    """What one class of words looks like in a language, and whether they name a source."""

    words: re.Pattern[str]
    is_source: bool


@cache
def _cautions(language: str) -> tuple[Caution, ...]:
    """Give the words of caution of a language, "not" first; nothing where none are known."""
    return tuple(
        Caution(re.compile(rf"(?<!\w)(?:{table[language]})(?!\w)"), table is _SOURCE)
        for table in (_NOT, _CHANCE, _SOURCE)
        if language in table
    )


def lost(claim: str, quote: str, language: str) -> Iterator[str]:
    """Give the words of caution that the claim lost although it keeps what they govern."""
    its, clauses = lowered(quote), _END.split(lowered(claim))
    for caution in _cautions(language[:2]):
        if caution.is_source and caution.words.search(" ".join(clauses)):
            continue
        bare = [forms(clause) for clause in clauses if not caution.words.search(clause)]
        for match in caution.words.finditer(its):
            governed = (
                _of_source(its, match) if caution.is_source else _governed(its, *match.span(), language)
            )
            word = quote[slice(*match.span())]
            if word != "May" and any(_keeps(set(clause), governed) for clause in bare):
                yield word


def _of_source(lower: str, match: re.Match[str]) -> list[str]:
    """Give what somebody says: all before ``, selon la mairie``, or the clause behind ``selon la mairie``."""
    tail = lower[: match.start()].endswith(", ")
    return _content(lower[: match.start()]) if tail else _governed(lower, *match.span(), "")


def _governed(lower: str, start: int, end: int, language: str) -> list[str]:
    """Give the content words of the clause behind the word; of the whole clause where verbs end it."""
    behind = _END.search(lower, end)
    before = max((match.end() for match in _END.finditer(lower, 0, start)), default=0)
    after = _content(lower[end : behind.start() if behind else len(lower)])[:_NEAREST]
    if len(after) > 1 and language[:2] not in ("de", "nl"):
        return after
    governed = [*_content(lower[before:start])[-_NEAREST:], *after]
    return governed or forms(lower[end : behind.start() if behind else len(lower)])[:1]  # "isn't over"


def _content(text: str) -> list[str]:
    return [word for word in forms(text) if is_content(word) and len(word) > len("les")]


def _keeps(kept: set[str], governed: Sequence[str]) -> bool:
    return bool(governed) and sum(has(word, kept) for word in governed) >= _MOST * len(governed)


def covers(quote: str, claim: str) -> bool:
    """Tell whether all content words of a claim stand in the quote."""
    have = set(forms(quote))
    return all(has(word, have) for word in _content(claim))


def is_aside(claim: str, quote: str) -> bool:
    """Tell whether a claim is a relative clause of the quote: ``the river, which is 9 metres deep, …``."""
    words = [word for word in _content(claim) if word not in SPELLED]
    asides = [set(forms(aside)) for aside in _ASIDE.findall(quote)]
    return any(sum(has(word, aside) for word in words) >= _MOST * len(words) for aside in asides)


def added(claim: str, quotes: Sequence[str], language: str) -> Iterator[str]:
    """Give the "not" of a claim where no quote has one."""
    cautions = _cautions(language[:2])
    if not cautions:
        return
    words = cautions[0].words
    match = words.search(lowered(claim))
    if match is not None and not any(words.search(lowered(quote)) for quote in quotes):
        yield claim[match.start() : match.end()]
