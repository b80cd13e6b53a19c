"""Who speaks, in languages of which only the verbs of speaking are known.

Invariant: a speaker is a full name beside such a verb, or the last word of a full name in the text; an office or a
lone capitalised word names nobody, and a pronoun only whoever spoke last in the same paragraph, where nobody else is
named since. A quote of somebody else is left out, and so is a part of a sentence that its speaker cuts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefings.facts.article import Article
from briefings.facts.firstnames import FEMALE, MALE
from briefings.facts.speech import Segment, Speaker, segments
from briefings.facts.tongues import FIRST, without_noun
from briefings.regex import regex
from briefings.words import Name, listed, names

FULL = 5  # words: fewer are a scare quote
_BEHIND = 160  # characters behind a quotation in which its speaker is named
_AHEAD = 300  # characters before it
_ROLE = 6  # small words between the verb and the name: "le président de la"
_FULL_NAME = 2  # words

_SAID_FR = (
    "déclaré|dit|affirmé|expliqué|ajouté|indiqué|estimé|précisé|souligné|assuré|annoncé|écrit|averti|confié|rappelé|"
    "commenté|lancé|réagi|félicité|réjoui|insisté|martelé|prévenu|répondu|témoigné|plaidé|regretté|résumé|jugé|conclu|"
    "reconnu|admis|déploré|dénoncé|raconté|poursuivi|promis|alarmé|inquiété|constaté|observé|salué|soupiré|glissé|tranché|fustigé|critiqué|protesté|répété|"
    "noté|avancé|complété|détaillé|demandé|renchéri|tempéré|nuancé"
)
_VERBS: Mapping[str, str] = {
    "de": "sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|schrieb|schreibt|teilte|ergänzte|fügte|"
    "warnte|kritisierte|forderte|kündigte|berichtete|erzählte|antwortete|so|zitierte|lobte|hieß|urteilte|"
    "bekräftigte|äußerte|mahnte|versicherte|versprach|rief|bestätigte|räumte|resümierte|kommentierte",
    "fr": rf"(?:a|avait|s[’']est|s[’']était)(?: \w+ment| aussi| également| toutefois)? (?:{_SAID_FR})|déclare|dit|"
    "affirme|explique|ajoute|indique|estime|précise|souligne|assure|annonce|écrit|confie|selon|d[’']après|raconte|"
    "rappelle|commente|insiste|prévient|répond|témoigne|résume|conclut|reconnaît|regrette|déplore",
    "es": "dijo|dice|ha dicho|había dicho|afirmó|afirma|ha afirmado|declaró|señaló|señala|explicó|explica|ha explicado|"
    "añadió|agregó|aseguró|asegura|indicó|comentó|advirtió|escribió|sostuvo|manifestó|apuntó|según|anunció|destacó|"
    "subrayó|avisó|recordó|insistió|reconoció|lamentó|denunció|confirmó|prometió|respondió|concluyó|detalló|precisó|"
    "opinó|celebró|criticó|relató|cuenta|contó|narró|exclamó|admitió|rechazó|zanjó",
    "pt": "disse|diz|afirmou|afirma|declarou|explicou|explica|acrescentou|garantiu|comentou|escreveu|alertou|"
    "destacou|ressaltou|anunciou|contou|segundo|sublinhou|referiu|apontou|avaliou|lembrou|prometeu|criticou|concluiu|"
    "reconheceu|lamentou|confirmou|observou|respondeu|frisou|salientou",
    "it": "ha detto|dice|disse|dichiara|spiega|afferma|aggiunge|scrive|commenta|sottolinea|secondo|racconta|"
    "(?:ha|aveva) (?:detto|dichiarato|spiegato|affermato|aggiunto|scritto|commentato|sottolineato|ricordato|annunciato|"
    "promesso|assicurato|avvertito|concluso|osservato|risposto|ribadito|precisato|confermato|raccontato)",
    "nl": "zei|zegt|aldus|verklaarde|verklaart|vertelde|vertelt|schreef|schrijft|voegde|benadrukte|benadrukt|"
    "stelde|stelt|meldde|waarschuwde|vindt|volgens|legde|reageerde|reageert|antwoordde|beloofde|erkende|riep",
}
"""The verbs of speaking in the past and the present, and the words for "according to"."""

_GOES_ON: Mapping[str, str] = {
    "de": r"(?:{verbs}) (?P<who>er|sie)\b",
    "fr": rf"(?:(?:a|avait)-t-(?P<who>il|elle) (?:{_SAID_FR})|(?:\w+e-t-|dit-)(?P<whoever>il|elle))\b",
    "es": r"(?:{verbs})(?: (?P<who>él|ella)\b|(?=[.,;]|$))",
    "pt": r"(?:{verbs})(?: (?P<who>ele|ela)\b|(?=[.,;]|$))",
    "it": r"(?:{verbs})(?: (?P<who>lui|lei)\b|(?=[.,;]|$))",
    "nl": r"(?:{verbs}) (?P<who>hij|zij|ze)\b",
}
"""Who spoke before speaks on: the verb with a pronoun, or alone where the language needs none."""
_HE = frozenset(("er", "il", "él", "ele", "lui", "hij"))
_OF = regex(r"(?:^|[ ’'])(?:d|de|du|des|del|della|dello|dell|di|do|da|dos|das|van|von|la|las|los)[ ’']*$")
_OFFICE = regex(r"[a-zà-ÿ][^,.;:!?()„“”«»]{2,80}, ")
_ENDS = frozenset((".", ",", ";", ""))
_BODY = regex(r" d\w{0,2}(?:[’' ]l[ae]s?)?[’' ][A-ZÀ-Þ]{2,}\b.*")  # of the CFDT
_FROM = regex(r"(?P<name>\S+ (?P<second>\S+)) von .+")  # Ana Reyes von der Zeitung
_TITLES = frozenset(listed("dr prof med ing mag dipl pd st dra sr sra pr me mme mr mrs dott ir drs"))
"""Titles that have a stop behind them."""
_DEGREES = regex(r"(?:[a-z]{1,4}\. ?)*")  # Dr. h. c., Dr. med.
_CUT = regex(r"(?=.*\w)(?:[^.!?;:]|\b[A-Z]\w{0,3}\.)*[,–—-]\s*")  # the words between two parts of a sentence
_ARTICLES = frozenset(("Le", "La", "El", "Der", "Die"))
_GENITIVE = regex(r"(?<! von)(?<! van)(?<! auf) de[rnsm] .*")  # Ana Reyes der Zeitung


class Cues(NamedTuple):
    """The verbs of a language: right behind a quotation, anywhere before one, and without a name."""

    language: str
    behind: re.Pattern[str]
    before: re.Pattern[str]
    goes_on: re.Pattern[str]


_CUES: Mapping[str, Cues] = {
    language: Cues(
        language,
        regex(rf"[\s\u00a0,.–—-]*(?:{verbs})\s", re.IGNORECASE),
        regex(rf"(?<![\w-])(?:{verbs})(?![\w-])", re.IGNORECASE),
        regex(r"[\s\u00a0,–—-]*" + _GOES_ON[language].replace("{verbs}", verbs), re.IGNORECASE),
    )
    for language, verbs in _VERBS.items()
}


def spoken(article: Article) -> Iterator[tuple[Segment, Speaker]]:
    """Give each quotation whose speaker is named beside a verb of speaking, or goes on speaking."""
    cues = _CUES.get(article.document.language[:2].lower())
    last: tuple[Segment, Speaker] | None = None
    for segment in segments(article) if cues else ():
        speaker = _behind(article, segment, cues) or _ahead(article, segment, cues) if cues else None
        if cues and last and speaker is None:
            speaker = _carried(article, segment, last, cues)
        last = (segment, speaker) if speaker else None
        if _is_half(article, segment):
            continue
        if speaker and len(article.text[segment.start : segment.end].split()) >= FULL:
            yield segment, speaker


def _is_half(article: Article, segment: Segment) -> bool:
    """Tell a part of a sentence that its speaker cuts: the next quotation, or this one, goes on in lower case."""
    text = article.text
    behind = text[segment.end + 1 : segment.after], text[segment.after + 1 : segment.after + 3]
    before = text[segment.before : segment.start - 1], text[segment.start : segment.start + 2]
    return any(
        _CUT.fullmatch(words) and said.strip("\u00a0\u202f ")[:1].islower()
        for words, said in (behind, before)
    )


def _behind(article: Article, segment: Segment, cues: Cues) -> Speaker | None:
    """``„…“, sagte die Ministerin Ana Reyes``."""
    start = segment.end + 1
    rest = article.text[start : min(segment.after, start + _BEHIND)]
    cue = cues.behind.match(rest)
    if cue is None:
        return None
    at, told = start + cue.end(), rest[cue.end() :]
    return _first_named(article, at, told, cues) or _named_behind_office(article, at, told, cues)


def _ahead(article: Article, segment: Segment, cues: Cues) -> Speaker | None:
    """``Ana Reyes sagte am Montag: „…“`` and ``Am Montag sagte Ana Reyes: „…“``."""
    start = max(segment.before, article.at(max(0, segment.start - 1)).start, segment.start - _AHEAD)
    lead = article.text[start : max(start, segment.start - 1)].rstrip()
    if not lead.endswith(":"):
        return None
    cue = next(iter(reversed(list(cues.before.finditer(lead)))), None)
    if cue is None:
        return None
    behind = _first_named(article, start + cue.end() + 1, lead[cue.end() + 1 :], cues)
    return behind or _last_named(article, start, lead[: cue.start()], cues)


def _carried(article: Article, segment: Segment, last: tuple[Segment, Speaker], cues: Cues) -> Speaker | None:
    """``„…“, sagte Ana Reyes. „…“, fügte sie hinzu``: in one paragraph, and nobody else is named between."""
    before, speaker = last
    since, until = (bisect_right(article.starts, at) for at in (before.end, segment.start))
    if until > since + 1 or article.at(before.start).block != article.at(segment.start).block:
        return None
    goes_on = cues.goes_on.match(article.text, segment.end + 1, segment.after)
    if goes_on is None:
        return None
    others = [
        one.name
        for name in names(article.text[before.end : segment.start])
        if (one := _known(article, Name(name.text, before.end + name.start, before.end + name.end), cues))
    ]
    alone = all(speaker.name.endswith(name) or name.endswith(speaker.name) for name in others)
    return speaker._replace(rule="carried", score=0.6) if alone and _fits(goes_on, speaker.name) else None


def _fits(goes_on: re.Match[str], name: str) -> bool:
    """Tell whether the pronoun, where there is one, may mean somebody of that first name."""
    said = goes_on.groupdict()
    pronoun = (said.get("who") or said.get("whoever") or "").lower()
    first = name.partition(" ")[0].lower()
    return not pronoun or first not in (FEMALE if pronoun in _HE else MALE)


def _first_named(article: Article, at: int, text: str, cues: Cues) -> Speaker | None:
    """Give the name that follows, small words apart; a comma or a stop before it ends the search."""
    name = _behind_titles(text)
    if name is None:
        return None
    small = text[: next(iter(names(text))).start]
    if len(small.split()) > _ROLE or re.search(r"[,.;:!?()]", small):
        return None
    found = Name(name.text, at + name.start, at + name.end)
    if _OF.search(small.rstrip(" ")):
        owned = _behind_first_name(found)  # the spokeswoman of Ana Reyes, the minister of Health Ana Reyes
        return _known(article, owned, cues) if owned else None
    return _known(article, found, cues)


def _behind_titles(text: str) -> Name | None:
    """Give the first name, or what stands right behind its titles: ``Biologin Dr. Ana Reyes``."""
    end = -1
    for name in names(text):
        if end >= 0 and not _DEGREES.fullmatch(text, end, name.start):
            return None
        if not _ends_in_title(name):
            return name
        end = name.end + len(". ")
    return None


def _ends_in_title(name: Name) -> bool:
    return name.text.rpartition(" ")[2].lower() in _TITLES


def _named_behind_office(article: Article, at: int, text: str, cues: Cues) -> Speaker | None:
    """``dijo la presidenta del Consejo, Ana Reyes.``: the name stands behind the comma, and nothing behind it."""
    office = _OFFICE.match(text)
    name = _behind_titles(text[office.end() :]) if office else None
    if office is None or name is None or text[office.end()].islower() or " " not in name.text:
        return None
    start, end = at + office.end() + name.start, at + office.end() + name.end
    ends = article.text[end : end + 1] in _ENDS
    return _known(article, Name(name.text, start, end), cues) if ends else None


def _behind_first_name(name: Name) -> Name | None:
    """Give the part of a run of names that begins with a first name further in; nothing where none is known."""
    words = name.text.split(" ")
    at = next((at for at, word in enumerate(words) if at and word.lower() in FIRST), 0)
    text = " ".join(words[at:])
    return Name(text, name.end - len(text), name.end) if at else None


def _last_named(article: Article, at: int, text: str, cues: Cues) -> Speaker | None:
    """Give the one name that stands before the verb; where two do, nobody is sure to speak."""
    found = [
        one
        for name in names(text)
        if (one := _known(article, Name(name.text, at + name.start, at + name.end), cues))
    ]
    return found[0] if len({one.name for one in found}) == 1 else None


def _known(article: Article, name: Name, cues: Cues) -> Speaker | None:
    """Tell a full name from a noun that is written large, and from a title before the name."""
    if _ends_in_title(name):
        return None
    name = _bare(name, cues)
    words = name.text.split(" ")
    if len(words) >= _FULL_NAME:
        small = any(word[:1].islower() for word in words[:-1])
        is_name = not small or words[0][:1].isupper()
        return Speaker(name.text, (name.start, name.end), "cue", 0.8) if is_name else None
    full = article.full_names.get(name.text)
    return _in_full(full) if full else None


def _in_full(full: Name) -> Speaker:
    """Name somebody as the text does elsewhere, without an article and what he is: ``Le Danois Jonas Lind``."""
    words = full.text.split(" ")
    text = " ".join(without_noun(words[1:])) if words[0] in _ARTICLES else full.text
    return Speaker(text, (full.end - len(text), full.end), "cue", 0.7)


def _bare(name: Name, cues: Cues) -> Name:
    """Take off whose spokesman it is behind the name and, in German, the nouns for an office before it."""
    text = _BODY.sub("", name.text)
    if cues.language != "de":
        return Name(text, name.start, name.start + len(text))
    text = _GENITIVE.sub("", text)
    end = name.start + len(text)
    text = " ".join(without_noun(text.split(" ")))
    of = _FROM.match(text)
    if of and of["second"].lower() not in FIRST:
        text, end = of["name"], end - len(text) + of.end("name")
    return Name(text, end - len(text), end)
