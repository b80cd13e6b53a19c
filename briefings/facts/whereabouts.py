"""Where: the place of the dateline, then the places in which things happen, most specific and most often named first.

Invariant: an answer is a run of words of its sentence; a name that no list knows is a place only behind "in", "near"
or a word like "city of", standing alone, and never a person's, a body's, a month's or a language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefings import datelines, dates
from briefings.facts.actors import VERB_SPEAKS
from briefings.facts.article import Article, Sentence, fact
from briefings.facts.opening import opened
from briefings.facts.people import is_organisation
from briefings.facts.places import CITIES, COUNTRIES, DEMONYM, KINDS, NAMESAKES, NO_PLACES, PLACES, VENUES
from briefings.facts.verbs import VERB_FIRST
from briefings.model import Fact, Span
from briefings.regex import regex
from briefings.words import Name

MOST = 6  # answers
UNSURE = "maybe"  # rule of a place that no list knows and that is named once
ASIDE = "aside"  # rule of a place of something else: "the war in Y"
_BEFORE = 48  # characters before a place that say what it is the place of
_FILED = 200  # characters in which an agency names itself behind its dateline
_LATE = 6  # sentences behind which a place that is first named is one of something else
_SURE = 1.0  # weight of a place before its sentence counts, above which no country that acts is asked for
_TOLD = 30  # sentences in which places are looked for

_SIDE = (
    r"(?:(?:the|central|downtown|northern|southern|eastern|western|north|south|east|west|northeast(?:ern)?|"
    r"northwest(?:ern)?|southeast(?:ern)?|southwest(?:ern)?|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|nearby|inner|rural|upstate|mainland|war-torn|neighbouring|neighboring) ){0,2}"
)
_OF = (
    r"(?:(?:the |a )?(?:[A-Za-z-]+ ){0,2}(?:city|town|village|province|state|island|district|region|suburb|"
    r"port|borough|county|resort|capital) of )?"
)
_IN = regex(rf"\b(?:in|inside|near|outside) (?P<of>{_OF})(?P<side>{_SIDE})$")
_AT = regex(r"\b(?:at|on|outside|inside|across|around|off|near) (?:the )?$")
_FROM = regex(r"\b(?:from|to|of|across|off|around|at|into|towards?|through|over) (?:the )?$")
_TOPIC = regex(
    r"(?:(?<=[a-z]) (?:[Ww]ars?|conflict|peace|crisis|ceasefire|fighting|invasion|violence|elections?|coup|"
    r"unrest|based|born|educated)|"
    r" [A-Z][\w’'-]+) (?:in|at|of) (?:the )?$"
)
_ELSEWHERE = regex(
    r"\b(?:(?:professors?|lecturers?|students?|teachers?|researchers?|graduates?|graduated|degree|studied|studying|"
    r"educated|worked|"
    r"trained|born|raised|grew up|natives?|residents?|served|fought|veterans?|moved|emigrated|headquartered|"
    r"headquarters|"
    r"flights?|en route|on (?:its|his|her|their) way|wars?) "
    r"(?:at|in|of|from|to|for|out of)|"
    r"(?:to|of) (?:[a-z]+ing )?(?:join|travel|fly|go|flee|fight|move)\b[^,.]{0,40} (?:in|to|for|from)) (?:the )?$"
)
"""What a place is of that is not where the story happens: where somebody was born, or plans to go."""
_ATTRIBUTE = regex(
    r"\b(?:in|at|inside|outside|near) (?:his|her|their|its|an?) (?:[a-z]+ ){0,2}$|"
    r"\b(?:in|at|inside|outside|near) (?:the )?(?:[\w’'-]+ ){1,3}['’]s $|[a-z]['’]s $"
)
_AT_HOME = regex(
    r" (?:hotel|home|house|apartment|flat|hospital|court|courtroom|courthouse|prison|jail|school|church|mosque|"
    r"neighbou?rhood|suburb|headquarters|office|offices|factory|plant|airport|station|street|restaurant|bar|club|"
    r"nightclub|theat(?:er|re)|museum|park|square|"
    r"cafe|café|shop|store|mall|market|hall|stadium|studio|base|warehouse|clinic|cinema|traffic court|federal court|"
    r"district court)\b"
)
_LISTED = regex(r"(?:, [A-Z][\w.’'-]*(?: [A-Z][\w’'-]*)?){2}|, [A-Z][\w.’'-]*(?: [A-Z][\w’'-]*)?,? and [A-Z]")
"""What stands behind a place that is the first of three."""
_ALONE = regex(
    r"[.,;:)–—]|$|['’]s [a-z]| (?:and|or|in|on|at|to|from|for|with|by|after|before|when|where|as|is|was|were|has|"
    r"have|had|"
    r"will|that|which|who|during|since|this|last|late|early|yesterday|today|while|amid|into|over|until|between|"
    r"killed|"
    r"killing|[a-z]+ing|said|[A-Z][a-z]+day)\b"
)
_BY = regex(
    r"(?:,? (?:in |near |outside )|, )(?P<place>(?:(?:north|south|east|west|central|northern|southern|eastern|"
    r"western) )?"
    r"(?:U\.S\.|U\.K\.|[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*){0,2})(?: (?:province|state|county|region|district|"
    r"island))?)"
)
_OWNER = regex(r"(?P<country>[A-Z]\w+(?: [A-Z]\w+)?)['’]s $")
_ADJECTIVES = frozenset({"US", "U.S.", "UK", "U.K.", "EU"})  # "in the US election" names no place
_WIDE = frozenset({"Africa", "Asia", "Europe"})
_KIND_AFTER = regex(rf" (?:{'|'.join(sorted(KINDS))})\b(?! of )")
_DATELINE = regex(
    r"(?:\S{1,30} |Photo )?(?P<place>[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?)"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([\w ./]{1,30}\) ?)?(?:--|—|–|-) "
)
_MIXED = regex(r"(?:^|(?<=[a-z.] ))(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}?(?:, [A-Z][\w.]+(?: "
    r"[A-Z]\w+)?)??)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? \((?:AP|AFP|Reuters|CNN|dpa|UPI|ANI|IANS|PTI|BBC|TASS|"
    r"Xinhua)\) ?(?:--|—|–|-) ")  # fmt: skip


_BYLINE = regex(r"^(?:[A-Z][a-z][\w.'’-]* ){2,}(?=[A-Z]{3})")


class Where(NamedTuple):
    """A place with its weight, the sentence that names it, and how it was found."""

    name: str
    weight: float
    home: Sentence
    rule: str = "place"


def find(article: Article) -> Iterator[Fact]:
    """Give the places of the story, best first."""
    found: dict[str, Where] = {}
    title = article.document.title
    order = {sentence.start: index for index, sentence in enumerate(article.told)}
    named = [*_datelines(article), *_places(article)]
    if max((one.weight for one in named if order[one.home.start] < _LATE), default=0.0) < _SURE:
        named += _acting(article)
    for one in named:
        town = _town(one.name)
        at = order[one.home.start]
        is_told = _names(title, town)
        more = one.weight + 1.2 / (1 + at / 3) + 0.9 * is_told
        known = found.get(town)
        late = 0.5 * (known is None and at > _LATE and not is_told)
        found[town] = (
            one._replace(weight=more - late) if known is None else _joined(known, one._replace(weight=more))
        )
    ranked = sorted(_certain(found), key=lambda place: (-place.weight, place.home.start))
    for name, weight, home, rule in ranked[:MOST]:
        yield fact(article, "where", name, (home,), answer=name, rule=rule, score=weight)


def _acting(article: Article) -> Iterator[Where]:
    """Give the country that opens a sentence and does something, where the text says no better where that was.

    So do its forces, its people, and who has an apposition: "Norway, a partner of long standing, may".
    """
    for sentence in article.told[:2]:
        start = sentence.start + opened(sentence.text, sentence.opens)
        name = next((name for name in article.names if name.start >= start), None)
        if (
            name is not None
            and name.start == start
            and name.text in COUNTRIES
            and name.text not in _ADJECTIVES | _WIDE
            and _ACTS.match(article.text, name.end)
            and not VERB_SPEAKS.match(article.text, name.end)
        ):
            yield Where(name.text, 0.0, sentence, UNSURE)


_ACTS = regex(
    rf"(?:, [^,.;:]{{3,80}},)?(?:{VERB_FIRST.pattern})|['’]s? (?:[a-z]+ ){{0,2}}(?:forces|army|military|police|"
    rf"troops|government|"
    r"parliament|president|prime minister|capital|voters|economy|economic|people|court|supreme court|leaders?|navy|"
    r"air force)\b"
)


def _town(name: str) -> str:
    """Give the first part of a place, by which two namings of it are one."""
    return (
        re.split(r", | in | near ", name, maxsplit=1)[0].removeprefix("the ").removesuffix(" city").casefold()
    )


def _names(title: str, town: str) -> bool:
    """Tell whether a title names a town, in letters of any size."""
    return (
        town in title.casefold()
        and re.search(rf"(?<!\w){re.escape(town)}(?!\w)", title, re.IGNORECASE) is not None
    )


def _joined(known: Where, other: Where) -> Where:
    """Keep the naming that says more, and count both."""
    fuller = other if "," in other.name and "," not in known.name and known.rule != "dateline" else known
    rule = "place" if {known.rule, other.rule} == {UNSURE} else min(known.rule, other.rule, key=_RANK.index)
    return fuller._replace(weight=max(known.weight, other.weight) + 0.25, rule=rule)


_RANK = ("dateline", "place", ASIDE, UNSURE)


def _certain(found: dict[str, Where]) -> Iterator[Where]:
    """Weigh down a country that holds another place found, and what no list knows."""
    for place in found.values():
        holds = any(other is not place and other.name.endswith(f", {place.name}") for other in found.values())
        wide = place.name in COUNTRIES
        yield place._replace(weight=place.weight - 0.5 * holds - 0.5 * wide - 0.4 * (place.rule == UNSURE))


def _datelines(article: Article) -> Iterator[Where]:
    for sentence in article.told[:3]:
        name = _BYLINE.sub("", _filed_from(sentence).strip(" -"))
        if name and name[0].isupper() and _is_town(name):
            yield Where(name, 1.5, sentence, "dateline")


def _filed_from(sentence: Sentence) -> str:
    """Give what may be the place of a dateline at the beginning of a sentence."""
    if filed := datelines.filed(sentence.text):
        return filed.place
    head = sentence.text[:_FILED]
    match = _DATELINE.match(sentence.text) or (_MIXED.search(head) if "(" in head else None)
    return match["place"] if match else sentence.text[: opened(sentence.text, sentence.opens)]


def _is_town(words: str) -> bool:
    """Tell the town of a dateline from words in capitals that open a text."""
    name = words.partition(",")[0].title()
    return name in PLACES or "," in words or not any(word in NO_PLACES for word in words.lower().split())


def _places(article: Article) -> Iterator[Where]:
    """Give each name that is a place by its word or by what stands around it."""
    people = {mention.name.end for mention in article.mentioned}
    told = article.told[:_TOLD]
    limit = told[-1].end if told else 0
    for name in article.names:
        if name.start > limit:
            return
        home = article.at(name.start)
        if home.section in ("lede", "body") and name.end <= home.end and name.text.lower() not in dates.MONTH:
            found = _located(article, home, name, is_person=name.end in people)
            if found is not None:
                yield found


def _located(article: Article, home: Sentence, name: Name, *, is_person: bool) -> Where | None:
    text, base = home.text, home.start
    start, end = name.start - base, name.end - base
    before = max(0, start - _BEFORE)
    inside = _IN.search(text, before, start)
    listed = name.text in PLACES or (name.text in NAMESAKES and inside is not None and not is_person)
    kind = _KIND_AFTER.match(text, end)
    venue = name.text.rpartition(" ")[2] in VENUES and " " in name.text
    if not (listed or inside or kind or venue):
        return None
    owner = _OWNER.search(text, before, start)
    owned = owner is not None and owner["country"] in COUNTRIES
    beyond = _region_end(text, end, name.text)
    if name.text in _ADJECTIVES and _ALONE.match(text, end) is None:
        return None
    if not listed and not _is_unlisted_place(
        text, name, Around(end, inside, bool(kind), owned, venue, beyond > end, is_person=is_person)
    ):
        return None
    if listed and not inside and _is_attribute(text, (before, start), end):
        return Where(name.text, 0.6, home)
    if (
        not inside
        and not owned
        and not _FROM.search(text, before, start)
        and not (venue and _AT.search(text, before, start))
    ):
        return None
    region = beyond > end
    stop = beyond if region else kind.end() if kind else end
    opens = (
        inside.start("side") if inside and inside["side"].strip() not in ("", "the") and not region else start
    )
    answer = text[opens:stop]
    weight = (
        1.0 * (inside is not None or venue or owned)
        + 0.8 * region
        + 0.5 * (name.text in CITIES | NAMESAKES or (not listed and not venue))
        + 0.3 * bool(kind)
        + 0.3 * owned
        + 0.4 * bool(inside and inside["of"])
    )
    sure = (
        listed
        or region
        or kind
        or owned
        or (inside and inside["of"])
        or (venue and article.document.title.find(name.text) >= 0)
    )
    elsewhere = _ELSEWHERE.search(text, before, start) is not None
    aside = elsewhere or (_TOPIC.search(text, before, start) is not None and not (inside and inside["of"]))
    return Where(
        _NEXT_TO.sub("", answer.removeprefix("the ")),
        weight - 0.8 * aside - 0.2 * elsewhere - 0.5 * (not region and _LISTED.match(text, end) is not None),
        home,
        ASIDE if aside else "place" if sure else UNSURE,
    )


def _is_attribute(text: str, before: Span, end: int) -> bool:
    """Tell ``in his Lima hotel room`` and ``the firm's Lima office`` from a place that only has something."""
    return _ATTRIBUTE.search(text, *before) is not None and _AT_HOME.match(text, end) is not None


class Around(NamedTuple):
    """What stands around a name that no list knows."""

    end: int
    inside: re.Match[str] | None
    kind: bool
    owned: bool
    venue: bool
    region: bool
    is_person: bool


def _is_unlisted_place(text: str, name: Name, around: Around) -> bool:
    """Tell ``in Selmouth, Kent`` and ``near Longyearbyen.`` from ``in Parliament`` and ``near the German embassy``."""
    last = name.text.rpartition(" ")[2].lower()
    if around.is_person or _is_no_place(name.text, last):
        return False
    if around.venue or (is_organisation(name.text) and last not in KINDS):
        return around.venue
    if around.inside is None:
        return around.kind and (around.region or around.owned)
    if around.inside["side"].strip().endswith("the") and not around.inside["of"]:
        return around.kind or last in KINDS
    return around.kind or around.region or around.owned or _ALONE.match(text, around.end) is not None


def _is_no_place(name: str, last: str) -> bool:
    """Tell an abbreviation, a nation's word, a month, a language and other words that stand large behind "in"."""
    first = name.partition(" ")[0].lower()
    return (
        name.isupper()
        or DEMONYM.fullmatch(name) is not None
        or not NO_PLACES.isdisjoint((first, last, name.lower()))
        or last in dates.WEEKDAYS
    )


def _region_end(text: str, end: int, town: str) -> int:
    """Give where the country, state or large city ends that stands behind a town; the town's end where none does."""
    match = _BY.match(text, end)
    if match is None or (town in COUNTRIES and match.group().startswith(", ")):
        return end  # "in Syria, Iraq" is a list
    known = COUNTRIES | _STATES if town in CITIES else PLACES
    name, start = match["place"], match.start("place")
    side = _SIDES.match(name)
    bare = name[side.end() :] if side else name
    while bare:
        stop = start + (side.end() if side else 0) + len(bare)
        if (bare in known and not (bare in CITIES and _GOES_ON.match(text, stop))) or _PROVINCE.search(bare):
            return stop
        bare = bare.rpartition(" ")[0]
    return end


_STATES = frozenset({"New York", "Washington"})  # a state as well as its city
_GOES_ON = regex(r"(?:, [A-Z][\w.’'-]*(?: [A-Z][\w’'-]*)?){0,5},? (?:and|or) [A-Z]")  # a list of towns
_NEXT_TO = regex(r"^(?:nearby|neighbou?ring|mainland|downtown) ")
_SIDES = regex(r"(?:north|south|east|west|central|northern|southern|eastern|western) ")
_PROVINCE = regex(r"\w (?:[Pp]rovince|[Ss]tate|[Cc]ounty|[Rr]egion|[Dd]istrict)$")
