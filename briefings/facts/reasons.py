"""Why and how: the reasons and the means that the first sentences state as such.

Invariant: an answer is a run of words of one sentence that opens with the word that makes it a reason or a means, and
ends where another clause begins; what only somebody quoted later on gives as a reason is none of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefings import dates
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.speech import quoted
from briefings.facts.trimming import LONGEST
from briefings.facts.verbs import AUXILIARY, FINITE_FIRST, has_verb
from briefings.model import Fact, FactKind, Span
from briefings.regex import regex
from briefings.words import count, listed

MOST = 6  # answers
_SHORTEST = 3  # words
_LATER = 0.03  # of each sentence before it
_QUOTED = 0.45  # of a reason that somebody quoted gives
_OLD = 0.3  # of a reason in a sentence about what was long ago
_SURE = 0.4  # weight below which a reason is that of something else
_OPENING = 3  # sentences in which who is quoted tells of the event

_CLAUSE = r"[^,;:.!?—–“”\"()]{3,150}"
_BEHIND = r"[^,;.:?!“”\"]{0,60}?"
_JUDGED = (
    r"\b(?:charged|arrested|jailed|imprisoned|sentenced|convicted|fined|suspended|banned|sacked|fired|dismissed|"
    r"sued|indicted|"
    r"critici[sz]ed|condemned|praised|blamed|detained|resign(?:s|ed)|apologi[sz](?:es|ed)|honou?red|removed|punished|"
    r"executed|expelled|investigated|held|thanked|rebuked|disqualified|prosecuted|deported|awarded|ousted)\b"
)
_REACTED = (
    r"\b(?:suspended|resign(?:s|ed)|banned|overturned|evacuated|arrested|detained|charged|hospitali[sz]ed|"
    r"cancel(?:l?ed|s)|"
    r"eliminated|sacked|fired|dismissed|postponed|closed|shut|grounded|recalled|apologi[sz](?:es|ed)|stepp?ed down|"
    r"quit|withdr[ae]w|withdrawn|disqualified|rescued|freed|released|quarantined|expelled|delayed|halted)\b"
)


class Rule(NamedTuple):
    """A pattern whose group ``answer`` is a reason or a means, how sure that is, and in how many sentences."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    within: int
    words: frozenset[str] = frozenset()


_BECAUSE = Rule(
    "because",
    regex(
        rf"(?<![\w-])(?P<answer>(?:because(?: of)?|due to(?! be\b| [a-z]+ (?:in|on|at|by|for)\b)|owing to|"
        rf"in response to|"
        rf"in protest (?:at|against|over)|in "
        rf"revenge for|in retaliation for|as a result of|"
        rf"(?<!special )(?<!many )(?<!give )(?<!gave )(?<!say )thanks to|in order to|in a bid to|(?<!or )so that|"
        rf"(?<=anger )over|(?<=row )over|(?<=outrage )over|(?<=protest )over|(?<=protests )over|(?<=arrested )over|"
        rf"(?<=criticism )over|(?<=sued )over|(?<=resigned )over|(?<=dispute )over|(?<=fears )over) {_CLAUSE})",
        re.IGNORECASE,
    ),
    0.8,
    9,
    frozenset(
        listed("because due owing response protest revenge retaliation result thanks order bid so over")
    ),
)
_BLAME = Rule(
    "blame",
    regex(
        rf"{_JUDGED}{_BEHIND} (?P<answer>(?:for|over|on suspicion of|on charges of|in connection with) "
        rf"(?:(?:allegedly |reportedly |repeatedly |not )?(?!nothing\b|something\b|anything\b|everything\b|"
        rf"during\b)[a-z]+ing "
        rf"|(?:(?:his|her|their|its|the|an?|alleged) )(?:[a-z-]+ ){{0,3}}(?:role|part|killings?|murders?|remarks?|"
        rf"comments?|deaths?|handling|"
        rf"attacks?|theft|failure|refusal|involvement|use|treatment|shooting|conduct|behaviou?r|crimes?|links?|ties|"
        rf"support)\b)"
        rf"[^,;:.!?—–“”\"()\d]{{0,150}})"
    ),
    0.8,
    3,
)
_CAUSED = Rule(
    "cause",
    regex(
        rf"(?<![\w-])(?P<answer>(?:(?<=was )attributed to|(?<=were )attributed to|(?<=been )attributed to|blamed on|"
        rf"caused by|prompted by|sparked by|triggered by|provoked by|"
        rf"(?<=, )citing (?!(?:[a-z]+ ){{0,3}}(?:sources?|officials?|reports?|witnesses|documents|agency|media|"
        rf"newspapers?|"
        rf"statements?|records|data|figures|people|interviews?)\b)(?=[a-z])) {_CLAUSE})"
    ),
    0.6,
    4,
)
_PURPOSE = Rule(
    "purpose",
    regex(
        rf"(?<=[a-z,] )(?P<answer>to (?:protest|demand|commemorate|denounce|condemn|call for|mourn|urge|rescue|"
        rf"settle|raise "
        rf"awareness|resolve|deter|avoid|prevent|help|protect|save|mark|honou?r|celebrate|reduce|curb|stop|discuss|"
        rf"boost|ease|fight|combat|cut|raise|support|tackle|end|pay tribute|show|make way|push for|force|"
        rf"express) {_CLAUSE})"
    ),
    0.45,
    2,
)
_REACTION = Rule(
    "reaction",
    regex(rf"{_REACTED}{_BEHIND} (?P<answer>(?:after|following) (?!an? (?:day|week|month|year)\b){_CLAUSE})"),
    0.5,
    2,
)
WHY = (_BECAUSE, _BLAME, _CAUSED, _PURPOSE, _REACTION)
HOW = (
    Rule(
        "means",
        regex(
            rf"(?<![\w-])(?P<answer>(?:[Bb]y (?!being\b|saying\b|adding\b|nothing\b|morning\b|evening\b|telling\b|"
            rf"asking\b|neighbou?ring\b)[a-z]+ing|[Uu]sing|[Bb]y means of|[Ww]ith the help of|through the use of|"
            rf"via|with the use of|"
            rf"[Aa]rmed with|by (?:car|train|boat|plane|bus|ship|helicopter|truck|mail|post|email|phone|satellite|"
            rf"hand)\b) "
            rf"{_CLAUSE})"
        ),
        0.5,
        6,
    ),
)

_INSIDE = regex(r" (?:after|when|while|who|which|but|according|said|says|on \w+day) ")
_MAIN_VERB = regex(rf" (?:{AUXILIARY}) ")
_ANY_VERB = regex(
    rf"(?<! that)(?<! who)(?<! which)(?<! and)(?<! he)(?<! she)(?<! they)(?<! it)(?<! to) (?:{FINITE_FIRST})\b"
)
_WITH_VERB = regex(
    r"(?:because (?!of)|so that |in order to |in a bid to |to |after |following )", re.IGNORECASE
)
_MEASURED = regex(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|shortly|soon|just|immediately|moments|long|even|"
    r"only) $"
)
_WANTED = regex(
    r"\b(?:(?:want|plan|ask|tr[iy]|need|allow|decid|order|expect|hop|vow|pledg|promis|aim|refus|fail|beg[iau]n|start|"
    r"continu|intend|seek|agre|fight|struggl|manag|help|work|mov|tend|appear|seem|urg|encourag|forc|requir|attempt|"
    r"threaten|offer|volunteer|learn|choos|prepar|call|push|us|enabl|claim|lik)(?:e?s|e?d|ing|e|ies|ied)?|has|have|"
    r"had|is|are|was|were|"
    r"able|set|due|ready|likely|going|willing|how|what|effort|bid|right|chance|power|way|campaign|ability|"
    r"opportunity|"
    r"determined|unable|time|moment|place|reason|prepared|supposed|project|hard|easy|difficult|and|or|not|about|law|"
    r"bill|measures?|efforts|attempts|plans|ways|steps) $"
)
_ASKED = regex(
    r"\b(?:ask(?:s|ed)|tells?|told|urge[sd]?|order(?:s|ed)|allow(?:s|ed)|force[sd]?|wants?|wanted|invite[sd]|"
    r"expect(?:s|ed)|"
    r"encourage[sd]|require[sd]|helps?|helped|persuade[sd]|call(?:s|ed) on) (?:[\w’'-]+ ){1,3}$"
)
"""Who is asked to do something: "asked the crews" to help."""
_WITHHELD = regex(
    r"\b(?:not to be (?:named|identified)|anonym\w+|not (?:be )?(?:authori[sz]ed|identif\w+|nam\w+)|"
    r"not naming)\b[^;]*$"
)
_LONG_AGO = regex(r"\b(?:(?:years?|decades?) (?:ago|earlier)|at one time|[Ii]n 1[5-9]\d\d)\b")
_NO_MEANS = regex(
    r"(?:\b(?:be|been|being|is|are|was|were|'re|’re|of|from|for|like|about|than|stop|stopped|stops|start|starts|"
    r"started|"
    r"keep|kept|began|begin|begins|ends?|ended|opened|opens|closed|concluded|replied|responded|reacted|"
    r"not|without|before|after|against|on|and|or|in)(?: [a-z]+ly)?|followed) $"
)
_BECAUSE_SOME = regex(r"because (?!of\b|(?:he|she|it|they|we|I|you|there|that)\b)", re.IGNORECASE)
_TAIL = regex(r"(?: (?:and|or|that|the|an?|in|of|to|with|as|--?))+$")
_OWN = regex(r"\b(?:I|we|you|my|our|your|me|us)\b")
_FRAMED = regex(
    r"\b(?:start(?:s|ed|ing)|beg(?:ins|an|inning)|open(?:s|ed|ing)|respond(?:s|ed|ing)|repli(?:es|ed)|replying|"
    r"end(?:s|ed|ing)|clos(?:es|ed|ing)|react(?:s|ed)|conclud(?:es|ed)) (?:[\w’'-]+ ){0,5}$"
)
_OPENS = ("“", '"')
_CUT = (' "', " “")
_AGENT = regex(r"by [a-z]+ing [a-z]+s\b")
_PASSIVE = regex(r"\b(?:is|are|was|were|been|being|be) (?:[a-z]+ly )?[a-z]+(?:ed|en|n|t)\b[^,;]*$|[a-z]+ed $")


def why(article: Article) -> Iterator[Fact]:
    """Give the reasons that the text states as such, then the purposes that the first sentences name."""
    return _best(article, "why", WHY)


def how(article: Article) -> Iterator[Fact]:
    """Give the means: what the first sentences say was done by doing something, or with something."""
    return _best(article, "how", HOW)


def _best(article: Article, kind: FactKind, rules: tuple[Rule, ...]) -> Iterator[Fact]:
    if article.english:
        found = [one for rule in rules for one in _stated(article, kind, rule)]
        yield from sorted(found, key=lambda f: -f.score)[:MOST]


def _stated(article: Article, kind: FactKind, rule: Rule) -> Iterator[Fact]:
    for index, sentence in enumerate(article.told[: rule.within]):
        if rule.words and rule.words.isdisjoint(sentence.forms):
            continue
        match = rule.pattern.search(sentence.text)
        if match is None or _is_other(rule, sentence.text, match.start("answer")):
            continue
        answer = _TAIL.sub("", _ended(match["answer"], rule.name))
        span = (match.start("answer"), match.start("answer") + len(answer))
        weight = rule.weight - _LATER * index - _weaker(article, sentence, span, index, rule.name)
        if (
            _SHORTEST <= count(answer) <= LONGEST
            and weight >= _SURE - _LATER
            and _is_whole(answer, sentence.text[span[1] :])
        ):
            yield fact(article, kind, answer, (sentence,), answer=answer, rule=rule.name, score=weight)


def _is_other(rule: Rule, text: str, at: int) -> bool:
    """Tell what only looks like a reason or a means: "wants to stop", "two days after", "hit by falling rocks"."""
    before = text[max(0, at - 40) : at]
    if rule.name == "because":
        return _WITHHELD.search(text, 0, at) is not None
    if rule.name == "purpose":
        return (
            _WANTED.search(before) is not None or _ASKED.search(before) is not None or not has_verb(text[:at])
        )
    if rule.name == "reaction":
        return _MEASURED.search(before) is not None
    return rule.name == "means" and (
        _NO_MEANS.search(before) is not None
        or _FRAMED.search(before) is not None
        or (_AGENT.match(text, at) is not None and _PASSIVE.search(before) is not None)
    )


def _is_whole(answer: str, follows: str) -> bool:
    """Tell a reason that says something from ``because her mother``, which goes on behind the comma or a quotation."""
    is_cut = follows[:1] in _OPENS or follows[:2] in _CUT
    return not is_cut and (_BECAUSE_SOME.match(answer) is None or has_verb(answer))


def _weaker(article: Article, sentence: Sentence, span: Span, index: int, name: str) -> float:
    """Weigh what makes a reason less that of the story: somebody quoted gives it, or it is of long ago."""
    weight = _OLD * (_LONG_AGO.search(sentence.text) is not None)
    if index >= _OPENING or name == "purpose" or _OWN.search(sentence.text, *span):
        start, end = article.document.spans[sentence.block]
        at = sentence.start - start
        said = tuple((a - at, b - at) for a, b in quoted(article.text[start:end], article.document.language))
        weight += _QUOTED * dates.covers(said, *span)
    return weight


def _ended(words: str, name: str) -> str:
    """End a reason where another clause begins: behind "due to the storm" a verb is that of the sentence."""
    first = words.find(" ") + 1
    inner = _INSIDE.search(words, first)
    verb = (
        None
        if _WITH_VERB.match(words)
        else (_ANY_VERB if name == "blame" else _MAIN_VERB).search(words, first)
    )
    return words[: min((match.start() for match in (inner, verb) if match), default=len(words))].strip()
