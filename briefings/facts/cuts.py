"""What a sentence can do without, and at what price: the forms of asides, circumstances and second thoughts.

Invariant: a form finds candidates only; whether what is left is a sentence, `trimming` decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefings.facts.verbs import FINITE_FIRST, SPEAKING

_WORDS = r"[^,;:—–“”\"()]"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PARTICIPLES = (
    r"(?:led|held|built|made|seen|run|given|taken|written|won|set|sent|struck|hit|driven|found|drawn|"
    r"[a-z]{3,}ed)(?= by )|"
    r"(?:held|built|found|taken|located|published|released|launched|signed|used|opened|founded|created|born|"
    r"based|aged)(?= in )|"
    r"(?:known|used|seen|described|regarded|considered) as|(?:made|built) (?:of|from)|"
    r"(?:based|located|held) (?:at|on|near)|"
    r"called(?! for| on| to)|named|dubbed|nicknamed|pictured|shown|seen here|backed by|designed to|used to"
)


class Kind(NamedTuple):
    """A kind of words that a sentence can do without: what it costs, its form, and what must hold beside it."""

    name: str
    cost: float
    form: str
    within: bool = True  # may stand between two commas
    last: bool = True  # may stand at the end
    aside: bool = False  # a noun phrase, which may be a member of a list as well
    sure: bool = False  # its form alone is enough
    tail: bool = False  # no comma stands before it: the rest must be a plain clause
    hint: str = ","  # nothing to look for without it


class Opening(NamedTuple):
    """Words that open a sentence and that it can do without: what they cost, and their form."""

    cost: float
    form: str


KINDS = (
    Kind("brackets", 0.1, r" ?\([^()]{1,200}\)", sure=True, hint="("),
    Kind("connective", 0.1, r", (?:however|meanwhile|of course|in fact|for example|for instance|too|though|"
         r"therefore|moreover|in turn|indeed|by contrast)(?=,|$)"),
    Kind("age", 0.7, r", \d{1,2}(?=,)", last=False),
    Kind("when it was said", 0.3, rf"(?<=[a-z])(?<= said| told|orted|unced|wrote)"
         rf"(?: in an? (?:[\w-]+ ){{0,3}}"
         rf"(?:statement|report|interview|post|letter|article|study|speech|conference|briefing))?(?: on)? {_DAY}"
         r"(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?$", sure=True, hint="day"),
    Kind("who said it", 0.4, rf",(?P<kept> an? [\w-]+(?: of [\w-]+)?)"
         rf"(?P<cut> (?:backed|led|based|working|who|that|from|at|in|with|for|appointed|run|funded) {_WORDS}{{3,90}}?)"
         rf"(?= (?:{SPEAKING})\b)", sure=True, hint=", a"),
    Kind("relative clause", 0.4, rf"[,;] (?:which|who|whose|where|whom) {_WORDS}+(?=,|$)", hint=" wh"),
    Kind("relative clause", 0.4, rf", (?:many|some|most|all|both|one|two|three|none|half|several|each) of "
         rf"(?:whom|which|them) {_WORDS}+(?=,|$)", hint=" of "),
    Kind("relative clause", 0.6, r", (?:which|who|whose|where) [^;:—–“”\"()]{3,300}$", within=False,
         hint=", wh"),
    Kind("participle", 0.7, r", (?!according|including|during|nothing|something|anything|everything|morning|"
         r"evening|spring|king|being)[a-z]{2,}ing [^;:—–“”\"()]{3,300}$", within=False, hint="ing "),
    Kind("participle", 0.6, r", (?!and )[a-z]{3,}ed and [a-z]{3,}ed (?:by|in|at|on) "
         r"[^,;:—–“”\"()]{3,120}(?=,)",
         last=False, hint="ed and "),
    Kind("dashes", 0.5, r"(?: (?:—|–|--)|—|–|--) ?[^—–“”\"]{3,160}?(?:—|–|--)(?= ?\w)",
         sure=True, hint="-"),
    Kind("dashes", 0.6, r"(?: (?:—|–|--) ?|(?:—|–|--) ?| - )[^—–“”\"]{3,160}$", within=False, hint="-"),
    Kind("participle", 0.5, rf", (?:{_PARTICIPLES})\b{_WORDS}{{3,}}(?=,|$)"),
    Kind("apposition", 0.5, rf", (?:an?|the|one of) {_WORDS}{{3,120}}(?=,|$)", aside=True),
    Kind("role", 0.5, rf", (?!(?:along|together|and|or|but|as|in|on|at|for|with|who|which|that|from|to|if|"
         rf"when|not|of|by|so|while|after|before|where|whose|because|[a-z]+ing|[a-z]+ed)\b)[a-z]{_WORDS}{{3,100}}(?=,)",
         last=False, aside=True),
    Kind("participle", 0.6, rf", (?:[a-z]+ly )?(?!according|including|during|nothing|something|anything|"
         rf"everything|morning|evening|spring|king)[a-z]{{2,}}ing (?:{_WORDS}|“[^“”]{{1,80}}”)+(?=,|$)", hint="ing "),
    Kind("examples", 0.6, rf", (?:including|such as|among them) {_WORDS}+(?=,|$)"),
    Kind("aside", 0.7, rf", (?:although|though|even though|as well as|whereas|in addition to) {_WORDS}+$"),
    Kind("accompanied", 0.8, rf", with {_WORDS}+$", hint=", with "),
    Kind("time", 0.9, rf", (?:while|as|amid|after|before|since|because|despite|following) {_WORDS}+$"),
    Kind("circumstance", 1.1, rf" (?<=\w )(?:after|before|while|when|since|following|amid|despite|during|"
         rf"as part of|in an? (?:bid|effort|attempt|move|sign) to|in order to|in the hope|in response to|because of|"
         rf"thanks to|as well as) {_WORDS}+$", within=False, tail=True, hint=""),
    Kind("second verb", 1.3, rf"(?:, and| and) (?:also |then |later |now |even |[a-z]+ly )?"
         rf"(?:{FINITE_FIRST})\b{_WORDS}+$",
         within=False, tail=True, hint=" and "),
    Kind("time", 0.8, rf", (?:just |only |about |nearly |almost |more than )?(?:an?|one|two|three|four|five|"
         rf"six|several|some|\d+|shortly|soon|days|weeks|months|years|hours|moments|minutes)"
         rf"(?: (?:days?|weeks?|months?|years?|hours?|minutes?))? (?:after|before) {_WORDS}+$", within=False),
    Kind("examples", 0.4, r", to (?:cite|name|mention) [^,;:]{3,80}$", within=False, hint=", to "),
    Kind("second verb", 1.0, rf", then (?:{FINITE_FIRST})\b{_WORDS}+$", within=False, tail=True,
         hint=", then "),
    Kind("second sentence", 1.0, r"; [^;“”\"]+$", within=False, hint=";"),
    Kind("explanation", 1.0, r": [^:;“”\"]+$", within=False, hint=":"),
    Kind("second clause", 1.2, rf", and (?:he|she|it|they|the|an?|[A-Z][\w’'-]*|[a-z]+s) {_WORDS}+$",
         within=False, hint=", and "),
)  # fmt: skip
"""What may be cut; the cheapest that is enough is taken. Between ``kept`` and its end only ``cut`` goes."""

OPENINGS = (
    Opening(0.6, r"^In (?:an?|his|her|its|their) (?:[\w’'-]+ ){0,4}(?:statement|post|interview|speech|letter|tweet|"
        r"video|message|article|note|email|briefing|filing|memo|blog|conference|address|lawsuit|column)\b"
        r"[^,;:“”\"]{0,80}, (?=\w)"),
    Opening(0.7, r"^Speaking (?:to|at|in|after|on|with|from) [^,;:“”\"]{3,120}, (?=\w)"),
    Opening(0.8, r"^(?:Considered|Based|Known|Described|Inspired|Located|Founded|Born|Dubbed|Backed|Armed|Dressed|"
        r"Flanked|Billed|Along with|Together with) [^,;:“”\"]{3,120}, (?=\w)"),
    Opening(1.0, r"^(?:While|Although|Though|Despite|Following|Amid|As(?! (?:many|much|few|little|well|far|long|"
        r"soon)\b)|After) [^,;:“”\"]{3,120}, (?=\w)"),
)  # fmt: skip
"""What may open a sentence and be left out."""


@cache  # compiled when the first long sentence is met
def kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Give what may be cut, each with its compiled form."""
    return tuple((kind, re.compile(kind.form)) for kind in KINDS)


@cache
def openings() -> tuple[tuple[Opening, re.Pattern[str]], ...]:
    """Give what may open a sentence and be left out, each with its compiled form."""
    return tuple((opening, re.compile(opening.form)) for opening in OPENINGS)
