"""Who speaks, in languages of which only the verbs of speaking are known.

Invariant: a speaker is a full name beside such a verb, or the last word of a full name in the text; a pronoun, an
office or a lone capitalised word names nobody, so a quote of theirs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefings.facts.article import Article
from briefings.facts.speech import Segment, Speaker
from briefings.words import Name, names

_BEHIND = 160  # characters behind a quotation in which its speaker is named
_AHEAD = 300  # characters before it
_ROLE = 6  # small words between the verb and the name: "le président de la"

_VERBS: Mapping[str, str] = {
    "de": "sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|schrieb|schreibt|teilte|ergänzte|fügte|"
    "warnte|kritisierte|forderte|kündigte|berichtete|erzählte|antwortete|so|zitierte|lobte|hieß|urteilte|"
    "bekräftigte",
    "fr": "a déclaré|déclare|a dit|dit|a affirmé|affirme|a expliqué|explique|a ajouté|ajoute|a indiqué|indique|"
    "a estimé|estime|a précisé|précise|a souligné|souligne|a assuré|assure|a annoncé|a écrit|écrit|"
    "a averti|a confié|confie|selon|d[’']après|raconte|a rappelé|rappelle|a commenté|commente|a lancé",
    "es": "dijo|dice|ha dicho|afirmó|afirma|ha afirmado|declaró|señaló|señala|explicó|explica|ha explicado|"
    "añadió|agregó|aseguró|asegura|indicó|comentó|advirtió|escribió|sostuvo|manifestó|apuntó|según|"
    "anunció|destacó|subrayó",
    "pt": "disse|diz|afirmou|afirma|declarou|explicou|explica|acrescentou|garantiu|comentou|escreveu|alertou|"
    "destacou|ressaltou|anunciou|contou|segundo|sublinhou|referiu|apontou|avaliou",
    "it": "ha detto|dice|disse|ha dichiarato|dichiara|ha spiegato|spiega|ha affermato|afferma|ha aggiunto|"
    "aggiunge|ha scritto|scrive|ha commentato|commenta|ha sottolineato|sottolinea|ha ricordato|"
    "ha annunciato|secondo|racconta",
    "nl": "zei|zegt|aldus|verklaarde|verklaart|vertelde|vertelt|schreef|schrijft|voegde|benadrukte|benadrukt|"
    "stelde|stelt|meldde|waarschuwde|vindt|volgens|legde|reageerde|reageert",
}
"""The verbs of speaking in the past and the present, and the words for "according to"."""


class Cues(NamedTuple):
    """The verbs of a language: right behind a quotation, and anywhere before one."""

    behind: re.Pattern[str]
    before: re.Pattern[str]


_CUES: Mapping[str, Cues] = {
    language: Cues(
        re.compile(rf"[\s\u00a0,.–—-]*(?:{verbs})\s", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{verbs})(?![\w-])", re.IGNORECASE),
    )
    for language, verbs in _VERBS.items()
}


def speaker(article: Article, segment: Segment) -> Speaker | None:
    """Give who is named beside a verb of speaking, behind the quotation or before its colon."""
    cues = _CUES.get(article.document.language[:2].lower())
    if cues is None:
        return None
    return _behind(article, segment, cues) or _ahead(article, segment, cues)


def _behind(article: Article, segment: Segment, cues: Cues) -> Speaker | None:
    """``„…“, sagte die Ministerin Ana Reyes``."""
    start = segment.end + 1
    rest = article.text[start : min(segment.after, start + _BEHIND)]
    cue = cues.behind.match(rest)
    return _first_named(article, start + cue.end(), rest[cue.end() :]) if cue else None


def _ahead(article: Article, segment: Segment, cues: Cues) -> Speaker | None:
    """``Ana Reyes sagte am Montag: „…“`` and ``Am Montag sagte Ana Reyes: „…“``."""
    start = max(segment.before, article.at(max(0, segment.start - 1)).start, segment.start - _AHEAD)
    lead = article.text[start : max(start, segment.start - 1)].rstrip()
    if not lead.endswith(":"):
        return None
    cue = next(iter(reversed(list(cues.before.finditer(lead)))), None)
    if cue is None:
        return None
    behind = _first_named(article, start + cue.end() + 1, lead[cue.end() + 1 :])
    return behind or _last_named(article, start, lead[: cue.start()])


def _first_named(article: Article, at: int, text: str) -> Speaker | None:
    """Give the name that follows, small words apart; a comma or a stop before it ends the search."""
    name = next(iter(names(text)), None)
    if name is None:
        return None
    small = text[: name.start]
    if len(small.split()) > _ROLE or re.search(r"[,.;:!?()]", small):
        return None
    return _known(article, Name(name.text, at + name.start, at + name.end))


def _last_named(article: Article, at: int, text: str) -> Speaker | None:
    """Give the one name that stands before the verb; where two do, nobody is sure to speak."""
    found = [
        one
        for name in names(text)
        if (one := _known(article, Name(name.text, at + name.start, at + name.end)))
    ]
    return found[0] if len({one.name for one in found}) == 1 else None


def _known(article: Article, name: Name) -> Speaker | None:
    """Tell a full name from a noun that is written large."""
    words = name.text.split(" ")
    if len(words) > 1:
        small = any(word[:1].islower() for word in words[:-1])
        is_name = not small or words[0][:1].isupper()
        return Speaker(name.text, (name.start, name.end), "cue", 0.8) if is_name else None
    full = article.full_names.get(name.text)
    return Speaker(full.text, (full.start, full.end), "cue", 0.7) if full else None
