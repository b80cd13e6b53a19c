"""What a sentence can do without, and at what price: the forms of asides, circumstances and second thoughts.

Invariant: a form finds candidates only; whether what is left is a sentence, `trimming` decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefings.facts.verbs import FINITE_FIRST, SPEAKING
from briefings.regex import regex

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
    form: re.Pattern[str]
    within: bool = True  # may stand between two commas
    last: bool = True  # may stand at the end
    aside: bool = False  # a noun phrase, which may be a member of a list as well
    sure: bool = False  # its form alone is enough
    tail: bool = False  # no comma stands before it: the rest must be a plain clause
    hint: str = ","  # nothing to look for without it


class Opening(NamedTuple):
    """Words that open a sentence and that it can do without: what they cost, and their form."""

    cost: float
    form: re.Pattern[str]


KINDS = (
    Kind("brackets", 0.1, regex(r" ?\([^()]{1,200}\)"), sure=True, hint="("),
    Kind("connective", 0.1, regex(r", (?:however|meanwhile|of course|in fact|for example|for instance|too|though|"
         r"therefore|moreover|in turn|indeed|by contrast)(?=,|$)")),
    Kind("age", 0.7, regex(r", \d{1,2}(?=,)"), last=False),
    Kind("when it was said", 0.3, regex(rf"(?<=[a-z])(?<= said| told|orted|unced|wrote)"
         rf"(?: in an? (?:[\w-]+ ){{0,3}}"
         rf"(?:statement|report|interview|post|letter|article|study|speech|conference|briefing))?(?: on)? {_DAY}"
         r"(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?$"), sure=True, hint="day"),
    Kind("when it was said", 0.4, regex(rf"(?P<kept>, (?!(?:was|were|is|has|had|who|which|where)\b){_WORDS}{{3,80}}?"
         rf" (?:{SPEAKING})(?: {_WORDS}{{1,30}}?)? (?:on )?{_DAY})(?P<cut> (?:during|in|at|on|after|while)"
         r" [^;:—–“”\"()]{3,200})$"), sure=True, hint="day "),
    Kind("where it was said", 0.4, regex(r"(?P<kept> according to (?:an?|the) (?:[\w’'-]+ ){0,3}(?:study|report|survey|"
         rf"poll|analysis|review|paper))(?P<cut> (?:published|released|issued|presented)(?: {_DAY})? (?:in|at|on)"
         rf" {_WORDS}{{3,100}})$"), sure=True, hint="according to "),
    Kind("who said it", 0.4, regex(rf",(?P<kept> an? (?:[\w-]+ ){{1,5}}?[\w-]+)"
         rf"(?P<cut> (?:who|whose) {_WORDS}{{3,90}}?)(?= (?:{SPEAKING})\b)"), sure=True, hint=" who"),
    Kind("who said it", 0.4, regex(rf",(?P<kept> an? [\w-]+(?: of [\w-]+)?)"
         rf"(?P<cut> (?:backed|led|based|working|who|that|from|at|in|with|for|appointed|run|funded) {_WORDS}{{3,90}}?)"
         rf"(?= (?:{SPEAKING})\b)"), sure=True, hint=", a"),
    Kind("relative clause", 0.4, regex(rf"[,;] (?:which|who|whose|where|whom) {_WORDS}+(?=,|$)"), hint=" wh"),
    Kind("relative clause", 0.4, regex(rf", (?:many|some|most|all|both|one|two|three|none|half|several|each) of "
         rf"(?:whom|which|them) {_WORDS}+(?=,|$)"), hint=" of "),
    Kind("relative clause", 0.6, regex(r", (?:which|who|whose|where) [^;:—–“”\"()]{3,300}$"), within=False,
         hint=", wh"),
    Kind("participle", 0.7, regex(r", (?!according|including|during|nothing|something|anything|everything|morning|"
         r"evening|spring|king|being|calling for|demanding|urging|threatening|suggesting|revealing)"
         r"[a-z]{2,}ing [^;:—–“”\"()]{3,300}$"), within=False, hint="ing "),
    Kind("participle", 0.6, regex(r", (?!and )[a-z]{3,}ed and [a-z]{3,}ed (?:by|in|at|on) "
         r"[^,;:—–“”\"()]{3,120}(?=,)"),
         last=False, hint="ed and "),
    Kind("dashes", 0.5, regex(r"(?: (?:—|–|--)|—|–|--) ?[^—–“”\"]{3,160}?(?:—|–|--)(?= ?\w)"),
         sure=True, hint="--"),
    Kind("dashes", 0.6, regex(r"(?: (?:—|–|--) ?|(?:—|–|--) ?| - )[^—–“”\"]{3,160}$"), within=False, hint="--"),
    Kind("participle", 0.5, regex(rf", (?:{_PARTICIPLES})\b{_WORDS}{{3,}}(?=,|$)")),
    Kind("apposition", 0.5, regex(rf", (?:an?|the|one of) {_WORDS}{{3,120}}(?=,|$)"), aside=True),
    Kind("role", 0.5, regex(rf", (?!(?:along|together|and|or|but|as|in|on|at|for|with|who|which|that|from|to|if|"
         rf"when|not|of|by|so|while|after|before|where|whose|because|[a-z]+ing|[a-z]+ed)\b)[a-z]{_WORDS}{{3,100}}(?=,)"),
         last=False, aside=True),
    Kind("participle", 0.6, regex(rf", (?:[a-z]+ly )?(?!according|including|during|nothing|something|anything|"
         rf"everything|morning|evening|spring|king|calling for|demanding|urging|threatening|suggesting|revealing)"
         rf"[a-z]{{2,}}ing (?:{_WORDS}|“[^“”]{{1,80}}”)+(?=,|$)"), hint="ing "),
    Kind("examples", 0.6, regex(rf", (?:including|such as|among them) {_WORDS}+(?=,|$)")),
    Kind("aside", 0.7, regex(rf", (?:although|though|even though|as well as|whereas|in addition to) {_WORDS}+$")),
    Kind("accompanied", 0.8, regex(rf", with {_WORDS}+$"), hint=", with "),
    Kind("company", 1.0, regex(r", with [^;:—–“”\"()]{3,300}$"), within=False, hint=", with "),
    Kind("claim", 0.8, regex(r", (?:claiming|saying|alleging|arguing|accusing|complaining|insisting)"
         r" [^;:—–()]{3,300}$"), within=False, hint="ing "),
    Kind("time", 0.9, regex(rf", (?:even )?(?:while|as|amid|after|before|since|because|despite|following) {_WORDS}+$")),
    Kind("circumstance", 1.1, regex(rf" (?<=\w )(?:after|before|while|when|since|following|amid|despite|during|"
         rf"as part of|in an? (?:bid|effort|attempt|move|sign) to|in order to|in the hope|in response to|because of|"
         rf"thanks to|as well as) {_WORDS}+$"), within=False, tail=True, hint=""),
    Kind("second verb", 1.3, regex(rf"(?:, and| and) (?:also |then |later |now |even |[a-z]+ly )?"
         rf"(?:{FINITE_FIRST})\b{_WORDS}+$"),
         within=False, tail=True, hint=" and "),
    Kind("time", 0.8, regex(rf", (?:just |only |about |nearly |almost |more than |less than )?(?:an?|one|two|three|"
         rf"four|five|six|several|some|\d+|shortly|soon|days|weeks|months|years|hours|moments|minutes)"
         rf"(?: (?:days?|weeks?|months?|years?|hours?|minutes?))? (?:after|before) {_WORDS}+$"), within=False),
    Kind("examples", 0.4, regex(r", to (?:cite|name|mention) [^,;:]{3,80}$"), within=False, hint=", to "),
    Kind("second verb", 1.0, regex(rf", then (?:{FINITE_FIRST})\b{_WORDS}+$"), within=False, tail=True,
         hint=", then "),
    Kind("second sentence", 1.0, regex(r"; [^;“”\"]+$"), within=False, hint=";"),
    Kind("explanation", 1.0, regex(r": [^:;“”\"]+$"), within=False, hint=":"),
    Kind("second clause", 1.2, regex(rf", and (?:he|she|it|they|the|an?|[A-Z][\w’'-]*|[a-z]+s) {_WORDS}+$"),
         within=False, hint=", and "),
)  # fmt: skip
"""What may be cut; the cheapest that is enough is taken. Between ``kept`` and its end only ``cut`` goes."""

SMALL = (
    Kind("manner", 0.8, regex(r" (?:emphatically|peacefully|ultimately|finally|eventually|dramatically|famously|"
         r"proudly|happily|sadly|angrily|quietly|slowly|quickly|swiftly|highly|truly|widely|closely|carefully|warmly|"
         r"publicly)(?= [a-z]{3,} )"), sure=True, hint="ly "),
    Kind("state", 0.9, regex(r"(?P<kept> (?:an?|the|his|her|its|their))(?P<cut> (?!allegedly|reportedly|supposedly|"
         r"apparently|potentially|possibly|partly responsible|previously|formerly|newly|recently|nearly|early|only|"
         r"heavily)[a-z]{3,}ly[ -][a-z]+(?:ed|ilt|own|ing))(?= [a-z])"), sure=True, hint="ly"),
    Kind("and other", 0.8, regex(r",? and (?:many |several |some )?others?(?: [a-z]+){0,2}"
         r"(?=,|$| (?:in|at|on|for|to|with|after|by|as)\b)"), sure=True, hint=" other"),
    Kind("where it was said", 0.8, regex(rf"(?P<kept> (?:{SPEAKING}))(?P<cut> (?:in|at|during) an? (?:[\w-]+ ){{0,3}}"
         r"(?:statement|hearing|interview|conference|speech|briefing|report|letter|post|tweet|release))"
         r"(?=,|$| (?:that|it|he|she|they|the|an?|on)\b)"), sure=True, hint=" "),
    Kind("day", 1.3, regex(rf"(?<=[a-z])(?<!On)(?<!ublished)(?<!roadcast)(?<! last)(?<! next)(?<! until)(?<! every)"
         r"(?<! since)(?<! by)(?<! of)(?<! and)(?<! to)(?<! from)(?<! before)(?<! after)(?<! this)(?<! on)"
         rf" (?:(?:on|early|late|early on|late on) )?{_DAY}(?: (?:morning|afternoon|evening|night))?"
         r"(?=,(?! \d| [A-Z][a-z]+ \d)|$| (?:in|at|by|with|that|after|for|to|during|as|when|while|it|he|she|they|the|"
         r"an?)\b)"),
         sure=True, hint="day"),
)  # fmt: skip
"""A word or two that may go where that alone makes a sentence short enough: how, in what state, on which day.

A place is none: "relations were illegal in Norland" says another thing without it.
"""

OPENINGS = (
    Opening(0.6, regex(r"^In (?:an?|his|her|its|their) (?:[\w’'-]+ ){0,4}(?:statement|post|interview|speech|letter|"
        r"tweet|video|message|article|note|email|briefing|filing|memo|blog|conference|address|lawsuit|column)\b"
        r"[^,;:“”\"]{0,80}, (?=\w)")),
    Opening(0.7, regex(r"^Speaking (?:to|at|in|after|on|with|from) [^,;:“”\"]{3,120}, (?=\w)")),
    Opening(0.8, regex(r"^(?:Considered|Based|Known|Described|Inspired|Located|Founded|Born|Dubbed|Backed|Armed|"
        r"Dressed|Flanked|Billed|Along with|Together with) [^,;:“”\"]{3,120}, (?=\w)")),
    Opening(0.9, regex(r"^(?:(?:Just|Nearly|About|Almost|More than|Less than|Only) )?[\w-]+"
        r" (?:day|week|month|year|hour)s? after [^,;:“”\"]{3,120}, (?=\w)")),
    Opening(1.0, regex(r"^(?:While|Although|Though|Despite|Following|Amid|As(?! (?:many|much|few|little|well|far|long|"
        r"soon|part|of|a (?:condition|result|consequence))\b)|After) [^,;:“”\"]{3,120}, (?=\w)")),
)  # fmt: skip
"""What may open a sentence and be left out."""
