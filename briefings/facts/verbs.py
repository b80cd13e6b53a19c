"""Verbs that surely are verbs: what tells a clause from a phrase without a parser.

Invariant: a word that is as often a noun ("plans", "faces") is in no table; where the tables are silent, a
caller leaves the sentence as it is.
"""

from __future__ import annotations

from briefings.regex import any_of, regex
from briefings.words import listed

_AUXILIARIES = listed(
    "is are was were has have had will would can could may might must shall should does did do cannot"
)
_PAST = listed(
    """
    agreed said says told made took fell rose won lost met began came went held gave grew hit led left sent shut struck
    found kept became broke brought built bought chose drew fought knew paid ran saw sold spent spoke stood wrote
    put got let lay felt heard thought taught caught sought meant dealt swept flew threw hurt cut beat bore shook
    sank sprang swore tore wore woke drove rode froze stole ate forgave lies lives wants says gets gives goes
    makes takes comes becomes seems appears shows means brings includes contains remains allows requires
    """
)
AUXILIARY = any_of(_AUXILIARIES)
SPEAKING = any_of(
    listed(
        """
    said says say told reported reports announced wrote writes added adds warned warns found finds argued argues
    claimed claims confirmed stated tweeted estimates estimated suggested suggests insisted explained
    """
    )
)
_NO_VERBS = "hundred|sacred|naked|kindred|allied|armed|related|united"
FINITE_FIRST = rf"{any_of((*_AUXILIARIES, *_PAST))}|(?!(?:{_NO_VERBS})\b)[a-z]{{2,}}[^e\W\d]ed"
FINITE = regex(rf"\b(?:{FINITE_FIRST})\b|n[’']t\b")
VERB_FIRST = regex(rf" (?:(?:also|later|now|then|still|once|never|often|[a-z]+ly) )?(?:{FINITE_FIRST})\b")
ATTRIBUTION = regex(
    rf" (?:(?:an?|the|his|her|its|their|one|some|many) )?(?:[\w’'.-]+ ){{1,6}}(?:{SPEAKING})\b|"
    rf" (?:{SPEAKING}) (?:[A-Z]|the |an? |officials|police|researchers|scientists)|"
    r" according to\b"
)


def has_verb(text: str) -> bool:
    """Tell whether a surely finite verb stands in the words."""
    return FINITE.search(text) is not None
