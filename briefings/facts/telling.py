"""Whether a sentence tells a fact: a whole statement, by who reports, that needs no other sentence.

Invariant: what is no statement (a row, a label, a caption, a request, a question, speech) is never a key fact; a
statement that leans on the writer, the reader or on other sentences is one of doubt, which stands behind all others.
"""

from __future__ import annotations

import re

from briefings.facts.article import ENDS
from briefings.facts.opening import is_human
from briefings.facts.speech import is_torn
from briefings.facts.standing import leans
from briefings.facts.verbs import SPEAKING, VERB_FIRST, has_verb
from briefings.regex import regex
from briefings.words import count, listed

_SAID = regex(r"“[^“”]*”|\"[^\"]*\"")
_MOST_SAID = 0.5  # share of a fact that may be a quotation: quotes have a place of their own
_MOST_WOVEN = 0.8  # the same where the writer's sentence goes on in it
_SPEAKS = frozenset((*SPEAKING.split("|"), "that", "as", "like"))
_OPENS = regex(r"[“\"]")
_MARKS = frozenset("“\"'‘„«»‹「(")
_TITLE = regex(r"[“\"]([A-Z0-9][^“”\"]{0,60}?)(?:,[”\"](?= [a-z]+ing\b)|[”\"](?= [a-z]))")
"""What a sentence may open with between marks that nobody says: ``"The Lighthouse" opens in May``."""
_SMALL = frozenset(listed("a an and at by for from in of on or the to with is vs as"))
_ADDRESSED = regex(
    r"(?:Now,? )?(?:Please|Imagine|Picture (?:an?|the|\d)|Visuali[sz]e|Remember|Forget|Excuse|Let[’']s|Don[’']t|Click|"
    r"Listen to|Tune in|Find out|Check out|(?:Join|Follow|Tell|Email) us|Tell your|"
    r"Follow (?:[@\w’'.-]+ ){0,6}on (?:Twitter|Facebook|Instagram|YouTube|TikTok|LinkedIn|Threads|X|[A-Z]\w+:)|"
    r"(?:E-?mail|Send|Share|Tell us|Upload) (?:us|your)|(?:Read|See|Watch) (?:more|also)|"
    r"(?:Read|See|Watch|Related)(?=:)|"
    r"For more\b[^.]{0,60}\b(?:visit|go to|see|follow|click)|Visit (?:www|https?)|"
    r"(?:Call|Say|Consider|Think(?: of)?|Ask|Meet|Get|Add|Take|Give|Look(?: at)?|Keep|Try|Start|Make|Use|Note|Choose|"
    r"Avoid|Watch|Learn|Bring|Put|See|Name|Just [a-z]+) (?:an?|the|your|yourself|this|that|these|those|some|how|what|"
    r"who|why|any|it|him|me|us|sure)|Welcome to|Be (?:kind|careful|sure|aware|prepared|ready|honest|warned))\b",
    re.IGNORECASE,
)
"""What a text says to its readers."""
_CREDITED = regex(r"(?:[\w’'.,-]+ ){1,16}contributed to this (?:report|story)\b", re.IGNORECASE)
_OF_NEWSROOM = regex(
    r"\b(?:declined (?:to )?comment\b|(?:did|has|have|had) not (?:immediately )?(?:respond\w* to|return\w*|answer\w*) "
    r"(?:[\w’'-]+ ){0,3}(?:requests?|questions?|calls?|messages?|e-?mails?|inquiries)\b|"
    r"(?:CNN|AP|Reuters|BBC|News|Post|Times|Guardian|Journal) (?:has|have|had) (?:reached out|contacted)\b|"
    r"(?:reached out to|contacted) [^.]{1,80} for (?:a )?comment\b|bottom of this page|on this page|"
    r"comments? (?:below|at the bottom))\b"
)
_ITS_OWN = ("comment", "reached out", "contacted", " not ", "is page")
"""Without one of these, nothing is about the newsroom."""
_REST_OF_LIST = regex(rf"(?:Including|Such as|Among them|As well as) [^;:]{{1,200}},(?={VERB_FIRST.pattern})")
"""The rest of a list whose noun stands before it: "Including two millers, were killed"."""
_ROW = regex(
    r"[•·*▪■●]|\d{1,3}[.)] |(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? [A-Z]|"
    r"[$€£]?\d[\d,.]*%?(?: [a-z]+){0,3} ?[-–—:|] |[^|]*\|"
)
"""How a row of a table or a list opens: with its number, or what is counted, and a mark."""
_NUMBERED = regex(
    r"(?:Step|Myth|Fact|Reason|Rule|Tip|No\.|Round|Week|Day|Lesson|Part|Question|Answer) (?:\d+|[A-Z][a-z]+): |"
    r"\d{1,2}[.)] (?=[A-Z])|"
    r"(?:[A-Z][a-z]+ (?:than |as )?)?[$€£]?\d[\d,.]*%?(?: [a-z]+){0,3} [-–—] [A-Z]"
)
_LABEL = regex(r"(?P<words>[A-Z][\w’'-]*(?: [\w’'-]+){0,4}): (?=\S)")
_TELLERS = regex(r"(?:Police|Officials?|Report|Study|Update|Analysis|Exclusive|Warning)\b|.* (?:say|says)$")
"""What stands before a colon in a headline: who says it, or what kind of news it is."""
_COUNTS = regex(r"(?<![\d.,])\d{1,2}(?:\.\d+)?(?=[;,](?!\d))")
_LINE_UP = 4  # small numbers with a comma or a semicolon behind them, in a sentence of names and numbers
_CAPTIONED = regex(
    r"(?:(?:[A-Z][\w’'-]*|[a-z-]+) ){0,3}?(?P<noun>[\w’'-]+) (?!(?:during|according|including|being)\b)[a-z]{3,}ing\b"
)
"""A noun and what it is doing: where the noun is many or a person, a sentence only if a verb follows."""
_PRESENT = regex(r"\b(?:say|think|believe|want|need|know|see|live|face|remain|make|take|get|hope|plan|try)\b")
_TO_READERS = regex(
    "(?:{})(?![\\w-])".format(
        "|".join(
            rf"{word}(?<![\w’'.-]{word})"
            for word in listed("My my We we Our our us me You you Your your yourself")
        )
    )
    + r"|I(?<![\w’'.-]I)(?![.\w-])"
)
"""A word for the writer or the reader."""
_LEADS_ON = regex(
    r"(?:What (?:might|may|makes|made|happens|happened)|There was a time|Not since|All you need|No wonder|"
    r"When it comes to|Little did|Whether or not|Why|How (?!(?:much|many|far)\b)[\w’'-]+)\b"
)
_PLURAL = 3  # letters: "its" and "his" are none
_FRAGMENT = 12  # words of what may go on with the sentence before


def tells(text: str) -> bool:
    """Tell a whole statement from a phrase, a row, a question, a request, and a sentence cut inside a quotation."""
    return (
        _is_statement(text)
        and text.rstrip("”\"'’»)")[-1:] not in "?？؟"
        and not text.rstrip(". ").endswith(":")
        and not is_torn(text)
        and not _is_speech(text)
        and _ADDRESSED.match(text) is None
        and _REST_OF_LIST.match(text) is None
        and not ("contributed" in text and _CREDITED.match(text))
        and not (any(word in text for word in _ITS_OWN) and _OF_NEWSROOM.search(text))
        and not _is_listed(text)
    )


def opens_aside(text: str) -> bool:
    """Tell what stands in brackets of an editor, in parentheses, or between marks, but for the title of a work."""
    return text[0] in _MARKS | {"["} and not _is_titled(text)


def doubt(text: str, *, cased: bool) -> str:
    """Say what a statement leans on: "writer" for who writes or reads it, "pointer" for other sentences, else "".

    In a text that is `cased`, names are written large.
    """
    own = unquoted(text)
    if _TO_READERS.search(own) or _LEADS_ON.match(own):
        return "writer"
    return "pointer" if leans(own, cased=cased) else ""


def is_fragment(told: str, text: str) -> bool:
    """``And a bridge for the town.``: what only goes on with the sentence before has no verb of its own."""
    short = count(text) < _FRAGMENT and not (has_verb(text) or _PRESENT.search(text))
    return short and told.startswith(("And ", "Or ", "But ", "Plus", "Yet "))


def unquoted(text: str) -> str:
    """Give the words that the writer says."""
    return _SAID.sub("", text) if '"' in text or "“" in text else text


def _is_speech(text: str) -> bool:
    """Tell a sentence that mostly is a quotation; where it goes on in one, the writer's words may be fewer."""
    if text[0] in _MARKS and not _is_titled(text):
        return True
    own = unquoted(text)
    return len(text) - len(own) > (_MOST_WOVEN if _is_woven(text) else _MOST_SAID) * len(text)


def _is_woven(text: str) -> bool:
    """Tell whether the sentence goes on in its quotation: ``the ship "broke up in the storm"``."""
    before = _OPENS.split(text, maxsplit=1)[0].rstrip()
    return before[-1:] not in {"", ",", ":"} and before.rpartition(" ")[2] not in _SPEAKS


def _is_titled(text: str) -> bool:
    """Tell the title of a work or a name between marks: its words are written large, and a verb or a noun follows."""
    title = _TITLE.match(text)
    return title is not None and all(
        word in _SMALL or not word[0].islower() for word in title[1].replace("’", "'").split()
    )


def _is_statement(text: str) -> bool:
    """Tell a sentence, which has a verb as far as one can see, from what only stands as one."""
    if has_verb(text):
        return True
    return text[-1] in ENDS and _ROW.match(text) is None and not _is_captioned(text)


def _is_listed(text: str) -> bool:
    """Tell a member of a list, or a caption, by its label, and a line of names with a number behind each."""
    label = _LABEL.match(text)
    return (
        _NUMBERED.match(text) is not None
        or (label is not None and not has_verb(label["words"]) and _TELLERS.match(label["words"]) is None)
        or (text.count(",") + text.count(";") >= _LINE_UP and len(_COUNTS.findall(text)) >= _LINE_UP)
    )


def _is_captioned(text: str) -> bool:
    """``Soldiers patrolling the streets.``: nobody says that they did."""
    found = _CAPTIONED.match(text)
    if found is None or _PRESENT.search(text, found.end()):
        return False
    noun = found["noun"]
    return is_human(noun) or (len(noun) > _PLURAL and noun.endswith("s"))
