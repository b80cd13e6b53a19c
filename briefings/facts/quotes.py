"""What people said, in their words, each with its speaker.

Invariant: a quote has at least five words, verbatim, and a speaker who is named beside it or whom a
pronoun beside it can only mean. Words in marks that are no speech (a scare quote, a title) are none:
somebody must say them. Where the speaker is not sure the quote is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefings.facts import abroad
from briefings.facts.article import LONGEST, Article, Sentence, fact
from briefings.facts.people import fitting, meant
from briefings.facts.speech import Segment, Speaker, in_full, segments
from briefings.model import Fact
from briefings.words import names

SHORTEST = 5  # words
_ATTRIBUTION = 160  # characters between two parts of one speech
_TITLE = 12  # characters: shorter words in marks are a title or a scare quote, and end no speech

_FINITE = (
    "said|says|say|told|tells|asked|asks|added|adds|wrote|writes|tweeted|claimed|claims|"
    "argued|argues|noted|notes|explained|explains|"
    "insisted|insists|warned|warns|stated|states|announced|declared|declares|replied|replies|"
    "responded|responds|continued|continues|"
    "concluded|concludes|recalled|recalls|remarked|joked|quipped|confirmed|admitted|"
    "acknowledged|suggested|suggests|predicted|promised|"
    "vowed|commented|complained|urged|urges|shouted|yelled|reads|read|observed|observes|"
    "posted|testified|lamented|stressed|emphasized|"
    "emphasised|charged|countered|exclaimed|reported|reports|believes|thinks|thought|felt|"
    "described|describes|expressed|called|calls|"
    "accused|criticized|criticised|mused|pointed out|pledged|proclaimed|conceded|cautioned|"
    "asserted|opined|reasoned|muttered|whispered|boasted"
)
_PARTICIPLE = (
    "adding|saying|noting|telling|arguing|insisting|warning|writing|asking|claiming|"
    "explaining|declaring|stating|tweeting|calling|describing|suggesting|joking|stressing"
)
_CUE = re.compile(rf"(?<![\w-])(?P<finite>{_FINITE})\b|\b(?P<participle>{_PARTICIPLE})\b")
_AFTER_CUE = re.compile(rf"[\s,]*(?:{_FINITE})\s+(?P<who>[^,.;:“”\"()]+)")
_AFTER_NAME = re.compile(
    rf"[\s,]*(?P<who>[^\s,.;:“”\"()][^,;:“”\"()]{{0,80}}?)(?:,[^“”\"()]{{2,120}}?,)?\s(?:(?:has|"
    rf"had|have|also|later|then|once|recently|\w+ly)\s)?(?:{_FINITE})\b"
)
_ACCORDING = re.compile(r"[\s,]*according to\s+(?P<who>[^,.;:“”\"()]+)")
_WHO_ENDS = re.compile(
    r"\s(?:in|on|at|during|after|before|to|when|while|as|who|about|from|with|last|this|by|"
    r"during|following|earlier|yesterday|today|"
    r"via|when|for|monday|tuesday|wednesday|thursday|friday|saturday|sunday|but|and then|that|"
    r"has|had|is|was|it|if|because)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she)", re.IGNORECASE)
_BAD_SPEAKER = re.compile(
    r"(?:it|they|we|i|you|this|that|these|those|who|which|what|there|one|some|others|many|"
    r"people|and|but|or|so|his|her|their|its|the|a|an|"
    r"then|now|yet|not|if|when|as|has|had|have|also|later|being|been|to|of|in|on|for|by|with|from)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"(?:the|a|an|one|another|police|officials|his|her)\b", re.IGNORECASE)
_LONGEST_ROLE = 7  # words
_CLAUSE = re.compile(r"[,;:—–]\s|\s(?:and|but|as|while|that|when|after|because|if)\s")
_OPENING_WORDS = re.compile(
    r"^(?:On|In|At|During|After|Before|Despite|As|While|When|Following|For|With|By|Meanwhile|"
    r"Earlier|Later|But|And|However|So|Yet|Then)\b[\s,]*"
)


def find(article: Article) -> Iterator[Fact]:
    """Give the quotes of the article in order, each with its speaker."""
    last: Speaker | None = None
    last_end = -1
    for segment in segments(article):
        speaker = _speaker(article, segment) if article.english else abroad.speaker(article, segment)
        if speaker is None and last is not None and _carries_over(article, segment, last_end):
            speaker = last._replace(rule="carried", score=0.6)
        if speaker is not None and segment.end - segment.start > _TITLE:
            last, last_end = speaker, segment.end
            yield from _quote(article, segment, in_full(article, speaker))


def _quote(article: Article, segment: Segment, speaker: Speaker) -> Iterator[Fact]:
    """Make the fact; the cited words are the sentences that hold the quote, and the one that names the speaker."""
    said = article.text[segment.start : segment.end].strip()
    if len(said.split()) < SHORTEST or len(said) > LONGEST:
        return
    sentence = _run(article, segment.start, segment.end)
    cited = [sentence] if sentence else []
    naming = _run(article, *speaker.span)
    if not cited or naming is None:
        return
    if not (sentence.start <= speaker.span[0] and speaker.span[1] <= sentence.end):  # type: ignore[union-attr]  # cited holds it
        cited.append(naming)
    whole = said[:1].isupper() and said[-1:] in ".!?,…"
    answer = said.removesuffix(",")
    yield fact(
        article, "quote", f"“{answer}”", cited, answer=answer, speaker=speaker.name, speaker_span=speaker.span,
        rule=speaker.rule, score=speaker.score + 0.5 * whole,
    )  # fmt: skip


def _run(article: Article, start: int, end: int) -> Sentence | None:
    """Give the sentence that holds the stretch, or all that it touches as one."""
    one, other = article.at(start), article.at(max(start, end - 1))
    if (
        one.block != other.block
        or other.end - one.start > LONGEST
        or not (one.start <= start and end <= other.end)
    ):
        return None
    return one._replace(end=other.end, text=article.text[one.start : other.end])


# --- the speaker ---------------------------------------------------------------------------------------


def _speaker(article: Article, segment: Segment) -> Speaker | None:
    return _behind(article, segment) or _ahead(article, segment)


def _behind(article: Article, segment: Segment) -> Speaker | None:
    """``“…,” Reyes said`` and ``“…,” said Ana Reyes, a chemist``."""
    text = article.text
    inner = text[segment.start : segment.end].rstrip()
    rest = text[segment.end + 1 : min(segment.after, segment.end + 260)]
    goes_on = inner[-1:] in ",?!—-" or rest.startswith((",", " —"))
    for pattern in (
        (_AFTER_CUE, _ACCORDING, _AFTER_NAME) if goes_on else (_AFTER_CUE,) if inner[-1:] != "." else ()
    ):
        match = pattern.match(rest)
        if match:
            return _named(article, segment.end + 1 + match.start("who"), match["who"], ("behind", 1.0))
    return None


def _ahead(article: Article, segment: Segment) -> Speaker | None:
    """``Reyes said: “…”`` and ``Reyes, a chemist, said that “…”``; only inside the sentence."""
    start = max(segment.before, _sentence_start(article, segment), segment.start - 400)
    lead = article.text[start : segment.start - 1].rstrip()
    if not lead:
        return None
    cue = _last_cue(lead)
    if cue is None:
        if not lead.endswith(":"):
            return None
        return _of_colon(article, start, lead)
    if not _is_speech(lead, cue, article.text[segment.start : segment.end]):
        return None
    subject = lead[: cue.start()]
    if cue["participle"]:
        earlier = _last_cue(subject, finite=True)
        subject = subject[: earlier.start()] if earlier else _main_clause(subject)
    at, who = _subject(subject)
    return _named(article, start + at, who, ("ahead", 1.0 if lead[-1] in ",:" else 0.7))


def _sentence_start(article: Article, segment: Segment) -> int:
    return article.at(max(0, segment.start - 1)).start


def _last_cue(text: str, *, finite: bool = False) -> re.Match[str] | None:
    found = [m for m in _CUE.finditer(text) if m["finite"] or not finite]
    return found[-1] if found else None


def _is_speech(lead: str, cue: re.Match[str], said: str) -> bool:
    """Tell whether the cue leads up to the marks: nobody else named between, or a comma or colon before them."""
    between = lead[cue.end() :]
    if lead[-1] == ":" or (lead[-1] == "," and len(between) < 120):  # noqa: PLR2004  # characters: "told reporters in Paris,"
        return True
    if any(True for _ in names(between)) or _CUE.search(between):
        return False
    return len(between.split()) <= 8 and len(said.split()) >= SHORTEST  # noqa: PLR2004  # words


def _of_colon(article: Article, start: int, lead: str) -> Speaker | None:
    """``…, Reyes was blunt: “…”``: the subject of the last clause speaks."""
    clause = max((m.end() for m in _CLAUSE.finditer(lead)), default=0)
    run = next(iter(names(lead[clause:])), None)
    if run is None or run.start > 4:  # noqa: PLR2004  # "The " at most stands before it
        return None
    return _named(article, start + clause + run.start, run.text, ("colon", 0.8))


def _main_clause(text: str) -> str:
    """Give the text up to the verb of its main clause: the subject of a participle is its subject."""
    body = _OPENING_WORDS.match(text)
    if body:
        comma = text.find(", ", body.end())
        if comma >= 0:
            rest = text[comma + 2 :]
            run = next(iter(names(rest)), None)
            return text[: comma + 2 + run.end] if run and run.start == 0 else ""
    run = next(iter(names(text)), None)
    return text[: run.end] if run and run.start <= 4 else ""  # noqa: PLR2004  # "The "


def _subject(text: str) -> tuple[int, str]:
    """Give place and words of the subject that ends right before a cue; an apposition in commas is left out."""
    text = text.rstrip()
    text = re.sub(
        r"\s(?:has|had|have|also|later|then|once|recently|further|again|\w+ly)$",
        "",
        text[-300:].rjust(len(text)),
    ).rstrip()
    if text.endswith(","):
        comma = text[:-1].rfind(", ")
        text = text[:comma] if comma >= 0 else text[:-1]
    clause = max((m.end() for m in _CLAUSE.finditer(text)), default=0)
    return clause, text[clause:]


def _named(article: Article, at: int, who: str, how: tuple[str, float]) -> Speaker | None:
    """Say who is meant by the words found: a name in them, a person behind a pronoun, or the words themselves."""
    opening = _OPENING_WORDS.match(who)
    if opening:
        at, who = at + opening.end(), who[opening.end() :]
    ends = _WHO_ENDS.search(who)
    who = (who[: ends.start()] if ends else who).strip()
    at = article.text.find(who, at) if who else -1
    if at < 0 or len(who.split()) > 12:  # noqa: PLR2004  # more is no name
        return None
    if _PRONOUN.fullmatch(who):
        return _of_pronoun(article, who, at, how[1])
    if _BAD_SPEAKER.fullmatch(who) or not (any(c.isupper() for c in who) or _is_role(who)):
        return None
    return Speaker(who, (at, at + len(who)), *how)


def _is_role(who: str) -> bool:
    """Tell ``a senior official`` and ``the police``."""
    return _ROLE.match(who) is not None and 1 < len(who.split()) <= _LONGEST_ROLE


def _of_pronoun(article: Article, pronoun: str, at: int, weight: float) -> Speaker | None:
    """Name the last person who fits, in the paragraph up to here, else in the paragraph before."""
    index = max(0, bisect_right([span[0] for span in article.document.spans], at) - 1)
    for block in (index, index - 1):
        if block < 0:
            break
        start, end = article.document.spans[block]
        named = article.named(max(start, at - LONGEST), min(end, at))
        found = meant(pronoun, named) or next(reversed(fitting(pronoun, named)), None)
        if found is not None:
            return Speaker(found.name.text, (found.name.start, found.name.end), "pronoun", 0.8 * weight)
    return None


def _carries_over(article: Article, segment: Segment, last_end: int) -> bool:
    """Speech goes on where nothing but the end of its attribution stands between: ``…,” Reyes said. “…``."""
    between = article.text[last_end + 1 : max(last_end + 1, segment.start - 1)]
    if len(between) > _ATTRIBUTION or "\n" in between or segment.start <= last_end:
        return False
    attribution = between.strip()
    if not attribution:
        return True
    ends = attribution.endswith((".", ",", ".”", '."'))
    return ends and len(_CUE.findall(attribution)) == 1 and ". " not in attribution
