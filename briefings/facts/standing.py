"""Whether a sentence can stand alone, and how it is made to by naming whom its first word means.

Invariant: an antecedent is added in square brackets only where one person fits, and its sentence is cited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from operator import itemgetter

from briefings.facts.article import Article, Sentence
from briefings.facts.opening import is_human
from briefings.facts.people import Mention, Person, fitting, gender_in, is_office, meant
from briefings.facts.places import DEMONYM
from briefings.facts.verbs import AUXILIARY, FINITE, FINITE_FIRST, SPEAKING
from briefings.regex import regex
from briefings.words import forms, listed

CONNECTIVE = regex(
    r"^(?:(?:But|And|However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Or|Yet|As such|"
    r"In fact),? +|Still (?=[A-ZÀ-ÖØ-Þ][a-z])|"
    r"(?:So|Also|Then|Instead|Still|In addition|Besides|Indeed|Of course|Thus|Therefore|Hence|In fact|For example|"
    r"For instance|As a result|Now|Similarly|Likewise|Overall|In short|Separately|By contrast|In contrast|"
    r"On the other hand|At the same time|In other words|Yes|No|"
    r"(?:Even )?(?:[Mm]ore|[Mm]ost|Equally|Just as) (?:[a-z]+ly|[a-z]+ing)|"
    r"What[’']s more|Finally|Again|In turn|"
    r"To be sure|That said|Plus|Sure|Unfortunately|Fortunately|Surprisingly|Perhaps surprisingly|By coincidence|Oddly|"
    r"Addit\w+ally|Interestingly|Ironically|Sadly|Notably|Crucially|Incidentally|By the way), +)"
    r"(?=\w|[“\"])"
)
PRONOUN = regex(
    r"(?:He|She|They|It|His|Her|Hers|Their|Theirs|Its|This|That|These|Those|Such|Here|"
    r"There(?! (?:is|are|was|were|(?:has|have|had|will|may|could) (?:be|been))\b)|"
    r"We|I|You|My|Our|Your)(?:['’]\w+)?\b"
)
_SPAN = "minute|hour|day|night|morning|evening|week|weekend|month|season|summer|winter|year|decade"
_POINTER = regex(
    r"(?:(?:Later|Afterwards?|Since then|In return|Elsewhere|In response),|"
    r"(?:So|Then|Thus|Hence|Therefore|Also|Instead) (?:I\b|[a-z])|"
    r"Not (?:even|after|before|until|in|for|to|that|because|when|if)\b|Seems like|If (?:so|not)\b|"
    r"Turns out (?:that )?(?:he|she|they|it|this|that)\b|Because(?:,| maybe\b)|"
    r"(?:Mostly|Largely|Partly|Mainly|Probably|Perhaps|Maybe|Just|Simply|Possibly) because\b|"
    rf"(?:[\w-]+ ){{1,3}}of (?:them\b|(?:these|those) (?:{AUXILIARY})\b)|"
    rf"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|All (?:two|three|four|five|six|seven|eight|nine|ten|\d+)) "
    rf"(?:(?:also|later|then|still|now|[a-z]+ly) )?(?:{FINITE_FIRST}|died|fled)\b|"
    rf"(?:One|Another|Others?|The others?|Both|Neither|The (?:latter|former|same)) (?:also )?(?:{AUXILIARY})\b|"
    r"In case (?:he|she|they|it)\b|"
    r"(?:Back|By|Until|Since|Before) then\b|On (?:one|the other) (?:side|hand)\b|"
    r"Because (?:he|she|they|it|this|that|these|those)\b|"
    r"(?:When|If|While|As|Since|After|Before|Although|Though|Until|Unless) (?:this|that|these|those)\b"
    r"(?! (?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|season)\b)|"
    rf"(?:On |In |By )?[Tt]he (?:following|next|same|previous) (?:{_SPAN})\b(?! (?:as|that|of))|"
    rf"(?:(?:Just |Only |About |Nearly |Almost |More than )?[\w-]+ (?:{_SPAN})s?|(?:{_SPAN})s|Soon|Shortly|Moments) "
    r"(?:later|afterwards?|earlier|after that)\b|"
    r"(?:Even|Neither|Had|Were|Did|Has|Does|Do|Should) (?:he|she|they|it|this|these|those)\b|"
    r"(?:Among|All|None|Some|Many|Most|One|Both|Each|Neither|Several|Half|Few|Any|Two|Three|Four|Five) "
    r"(?:of )?(?:them|these|those|this|that|which)\b|"
    r"(?:At|In|On|By|Since|From|During|After|Before|For|With|Of|To|Because of|Despite(?: all)?) "
    r"(?:that|this|these|those|such)\b"
    r"(?! (?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|season|century|decade)\b))"
)
_PRONOUN_LATER = regex(
    r"(?:In|On|At|By|After|Before|During|With|For|From|Since|Until|As|When|While|If|Although|"
    r"Despite|Under|Last|Earlier|Later|Like|Unlike|Perhaps|Maybe|"
    r"[A-Z][a-z]+(?:ed|ing)\b|Born|Built|Known|Seen|Held|Made|Driven|Led|Torn|Worn|"
    r"[A-Z][a-z]+ly\b|\d+|Come\b|(?:An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Some) (?:\w+ ){0,2}"
    r"(?:minute|hour|day|week|month|year|decade)s? (?:ago|later|earlier))[^,;:“”\"]{0,80}(?:, \d{4})?, "
    r"(?:he|she|they|it|his|her|their|its|this|these|those)\b|"
    r"(?:Today|Tonight|Tomorrow|Yesterday|Now|Nowadays|Once|Soon|Often|Sometimes|Still|First|Second|Third|Last),? "
    r"(?:he|she|they|it|his|her|their|its)\b|"
    r"(?:(?:In|On|By|Since|At) [^,;:“”\"]{0,40}\d|[A-Z][a-z]+ly|At (?:first|last|times)) "
    r"(?:he|she|they|it|his|her|their|its)\b|"
    r"(?:During|For|Over|In|After|Within) (?:the |his |her |their )?(?:past |last |first )?(?:[\w-]+ )?"
    r"(?:years?|months?|seasons?|weeks?|days|decades?)(?: (?:at|in|with) [A-Z][\w-]+)? (?:he|she|they|it)\b"
)
_PERSONAL = regex(r"(?P<pronoun>He|She|His|Her)\b(?!['’])")
_SOURCE = regex(rf", (?P<pronoun>he|she) (?:has |had )?(?:{SPEAKING})\b")
_TOLD_OF = regex(
    r"(?:[\w’'-]+ ){0,3}(?:[Pp]olice|[Oo]fficials|[Aa]uthorities|[Pp]rosecutors|[Ii]nvestigators|[Dd]octors|"
    r"[Dd]ocuments|[Rr]ecords|[Pp]apers|[Rr]eports?|[Ss]tatement|[Ss]ources|[Ww]itnesses|[Ll]awyers|[Cc]omplaint|"
    r"[Aa]ffidavit) "
    rf"(?:{SPEAKING}|believe|think|show|showed|allege|alleged)(?: that)? (?P<pronoun>he|she|his|her)\b"
)
_NAMED = regex(
    r"(?<=\w )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|I)\b)[A-ZÀ-ÖØ-Þ]"
)
_OBJECT = regex(
    r" (?:it|them|him|her|this|these)(?= (?:in|on|at|as|to|with|for|from|by|over|under|into|after|before|during|again|"
    r"and|twice|once|back|down|up|off|out|through|within|home|one)\b|[.,;]|$)"
)
_BARE_THIS = regex(
    rf" (?:said|says|that|of|for|to|by|with|about|do|did|does) this(?= (?:{AUXILIARY})\b|[.,;]|$)|"
    r" (?:do|did|does|done|like|after|before|of|for) that(?=[.,;]|$)"
)
_ABROAD: Mapping[str, frozenset[str]] = {
    "de": frozenset(listed("er sie es dies diese dieser dieses deshalb daher außerdem auch doch aber und sein seine "
        "ihr ihre dabei damit danach dort dann denn dagegen jedoch zudem so wir ich")),
    "fr": frozenset(listed("il elle ils elles ce cet cette ces cela ça mais et or donc aussi ainsi son sa ses leur "
        "leurs puis enfin pourtant cependant celui-ci celle-ci nous je on en y")),
    "es": frozenset(listed("él ella ellos ellas esto esta este estos estas eso ese esa esos esas pero y también además "
        "así su sus entonces allí nosotros yo")),
    "pt": frozenset(listed("ele ela eles elas isto isso este esta estes estas esse essa esses essas mas e também além "
        "assim seu sua seus suas então porém nós eu")),
    "it": frozenset(listed("lui lei loro egli ella essi questo questa questi queste quello quella ma e anche inoltre "
        "così suo sua suoi sue poi però quindi noi io")),
    "nl": frozenset(listed("hij zij ze dit dat deze die maar en ook daarom bovendien zijn haar hun daarna dan toch wij "
        "we ik")),
    "ru": frozenset(listed("он она оно они это этот эта эти но и а также поэтому его её их там тогда однако мы я")),
    "ar": frozenset(listed("هو هي هم هذا هذه ذلك تلك هناك لكن وهو وهي وهم وهذا وهذه وذلك وتلك فهو فهي ولكن كما كذلك "
        "وأضاف وأضافت وتابع")),
    "hi": frozenset(listed("यह वह ये वे इस उस इन उन इसके इसकी इसका उसके उसकी उसका उनके उनकी उनका उन्होंने उसने इसने "
        "इससे उससे इसमें उसमें लेकिन और मगर तब वहीं हम मैं")),
}  # fmt: skip
"""Words that open a sentence in other languages and mean something said before."""
_UNSPACED: Mapping[str, tuple[str, ...]] = {
    "ja": tuple(
        listed("これ それ あれ この その あの ここ そこ 彼 同 しかし また だが そして さらに なお 一方 私")
    ),
    "zh": tuple(listed("这 這 那 他 她 它 该 該 此 其 但 而 然而 同时 同時 因此 所以 并 並 我")),
    "ko": tuple(listed("그는 그녀 그들 그의 이는 이것 이들 그러나 또한 하지만 그리고 우리 나는")),
}
"""The same where no spaces stand between words, or endings follow them."""
_SUBJECTLESS: Mapping[str, re.Pattern[str]] = {
    "es": regex(
        r"(?:Ha|Han|Había|Habían|Es|Son|Está|Están|Era|Eran|Fue|Fueron|Tiene|Tienen|Tenía|"
        r"[A-ZÁÉÍÓÚ][a-záéíóúñ]+(?:ó|aron|ieron|ará|erá|irá))(?= [a-zà-ÿ])"
    ),
    "pt": regex(
        r"(?:Tem|Têm|É|São|Está|Estão|Era|Eram|Foi|Foram|Tinha|"
        r"[A-ZÁÉÍÓÚ][a-záéíóúãçê]+(?:ou|aram|eram|iram))(?= [a-zà-ÿ])"
    ),
    "it": regex(r"(?:Ha|Hanno|Aveva|Avevano|È|Sono|Era|Erano|Fu|Furono)(?= [a-zà-ÿ])"),
}
"""A verb that opens a sentence: its subject may be somebody named before."""
_LATER: Mapping[str, re.Pattern[str]] = {
    "de": regex(
        r"(?:Das|Der|Die) (?:ist|sind|sei|war|waren|hat|hatte|wird|werde|kann|soll|muss|gilt|heißt|bedeutet|"
        r"zeigt|gab|ging|kam|lag|geht|liegt|gibt)\b|.{2,300}, [a-zäöüß]+te (?:er|sie)\b|"
        r"Das [a-zäöü]+te [a-zäöü]|"
        r"[^,:„“»]{2,60} (?:er|sie|ihn|ihm)\b|(?:Am|Einen) Tag (?:danach|darauf|zuvor)\b|"
        r"(?:Nach|Laut|Für) (?:ihm|ihr|ihn)\b|"
        r"(?:Nach|Laut|Für|Mit|Ohne|Gegen|Trotz)\b[^,]{2,60}, (?:er|sie|es|dies)\b"
    ),
    "fr": regex(
        r"[^,:«]{2,60} (?:elles?|ils|y)(?![\w’'-])(?! (?:a|avait)\b)|Le (?:lendemain|jour même)\b|"
        r".{2,300}-t-(?:il|elle)s?\b|"
        r"(?:Selon|Pour|D['’]après|Avec) (?:lui|elles?|eux|cela)\b|"
        r"(?:Selon|D['’]après|Pour|Avec|Sans|Après|Avant|En|Depuis|À|Le|Malgré)\b[^,]{2,60}, "
        r"(?:ils?|elles?|cela|ceci|celui-ci|celle-ci|ce|ces|cette|son|sa|ses|leurs?)\b"
    ),
    "es": regex(
        r"[^,:«]{2,60} (?:lo|les?) [a-záéíóú]+(?:ó|aron|ieron|ían?|an?)(?!\w)|Al día siguiente\b|"
        r"(?:Según|Para|Con) (?:él|ellos|ellas?|eso|esto)\b|"
        r"(?:Según|Para|Con|Sin|Tras|Después|Antes|En|Desde|A|Pese)\b[^,]{2,60}, "
        r"(?:él|ellos|ellas?|est[eao]|es[ea])\b"
    ),
}
"""A word further in, before the first comma or right behind it, that means something said before."""
_FIRST_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAID = regex(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_BLANK = "\0"
_SPEAKS = regex(rf"\0,? (?:{SPEAKING}) (?:[A-Z][\w.’'-]* ){{0,4}}$")
_BACK = 4  # sentences in which the name that a pronoun means is looked for
_BETWEEN = 2  # paragraphs that may stand between them
_LED = r"[^,;:\0]{1,60}, "  # what may stand before a subject
_OBJECT_WITHIN = 120  # characters; further on, something was named before
_HELPS = regex(AUXILIARY)
_BESIDE = regex(r"([A-ZÀ-ÖØ-Þ][\w.’'-]*|\]|bin|ibn|al|el|van|von|der|den|de|da|di|du|la|le|&) $")
_GOVERNED = regex(
    r"\b(?:of|on|to|for|by|with|from|at|in|about|against|and)(?: [a-z][\w’'-]*){0,3}(?: [A-Z][\w.’'-]*)* $"
)
_POINTS_BACK = regex(
    r" (?:such an?|(?:this|these|those) (?!week|month|year|morning|evening|summer|winter|spring|autumn|season|who\b|"
    r"in\b|with\b|of\b|on\b|from\b|that\b|responsible\b|[a-z]+ed\b)[a-z]|that (?:year|month|week|day|time)\b)"
)
_POINTING = (" this ", " these ", " those ", " that ", " such a")
_THERE = regex(r"\bthere(?=[.,])|(?<!\d )\b(?:minutes|hours|moments) later\b(?! when\b)")
_PLACED = regex(
    r"\b(?:in|at|to|from|near|on|of|into|outside|around|across|for|after) (?:[a-z]+ ){0,3}[A-ZÀ-ÖØ-Þ]|[A-Z]\w+[’']s "
)
_OTHERS_DO = regex(
    r"(?:[^,]{3,40}, )?(?:Others?|others|Some|Many|Most|Both|Neither|Each|Another|"
    r"[Tt]he (?:first|second|other|latter|former)) "
    rf"(?:(?:also|later|then|still|now|even|[a-z]+ly) )?(?:{FINITE_FIRST}|say|see|want|think|believe|died|fled)\b"
)
_WITHIN = regex(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him|[Tt]hey|[Tt]heir|them)\b")
_OF_ONE = regex(r"(?<!aft)(?<!und)(?<!lat)(?:[a-z]er|or|ist|ian|man|woman|old|mate|star|king|queen|teen)$")
"""How nouns of one person end."""
_OF_MANY = frozenset(listed("they their them"))
_CAPITAL = regex(
    r"(?<=[\w,;’'\"”] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-ZÀ-ÖØ-Þ]|^(?:[A-Z][\w’'-]* ){2}|"
    r"[A-Z][\w-]+[’']s\b|\]"
)
_PLAIN_OPENING = regex(
    r"(?:As|When|While|If|Although|Though|After|Before|Since|Until|Once|Because|In|On|At|By|For|With|From|To|Of|Through|"
    r"Despite|During|Under|Over|Among|Like|Unlike|The|An?|All|Both|Many|Most|Several|Some|One|Two|Three|Four|Five|Six|Seven|"
    r"Eight|Nine|Ten|Now|Then|Today|Later|Earlier|Last|Next|Still|Even|Just|Come|Back|Inside|Outside|Out|Up|Down|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+(?:ly|ing|ed)|\d+|"
    r"[A-Z][a-z]+ (?:prosecutors|police|officials|authorities|investigators))\b"
)
"""What opens a sentence and names nobody."""
_THEN_NAMED = regex(r"[^,]{0,80}, (?:[a-z.’'-]+ ){0,4}[A-ZÀ-ÖØ-Þ]")
_VERB_NEXT = regex(
    r" (?:is|are|was|were|has|had|have|said|says|told|will|would|can|could|may|also|did|does|do|\w+ed|\w+s)\b"
)


def points_abroad(text: str, language: str) -> bool:
    """Tell whether a sentence in another language than English opens with a word that points back."""
    code = language[:2].lower()
    if code in _UNSPACED:
        return text.startswith(_UNSPACED[code])
    first = _FIRST_WORD.match(text)
    word = first.group().lower().replace("’", "'") if first else ""
    later = [forms[code] for forms in (_SUBJECTLESS, _LATER) if code in forms]
    return word in _ABROAD.get(code, ()) or any(form.match(text) for form in later)


def dangles(text: str) -> bool:
    """Tell whether it opens with a word that points at something said before, or has an object that only does."""
    points = (
        PRONOUN.match(text) or CONNECTIVE.match(text) or _POINTER.match(text) or _PRONOUN_LATER.match(text)
    )
    return points is not None or _unnamed(text) is not None or _has_bare_object(text)


def leans(text: str, *, cased: bool = True) -> bool:
    """Tell whether words further in mean something that other sentences tell, by all that can be seen in this one.

    Where names are not written large (`cased`), nothing tells whether somebody stands before a pronoun.
    """
    return (
        (any(word in text for word in _POINTING) and _POINTS_BACK.search(text) is not None)
        or _OTHERS_DO.match(text) is not None
        or _is_elsewhere(text)
        or (cased and _is_unmet(text))
    )


def _is_elsewhere(text: str) -> bool:
    """``The fire spread from there.``: the place, or the time before "minutes later", is not named before."""
    found = _THERE.search(text) if "there" in text or " later" in text else None
    return found is not None and _PLACED.search(text, 0, found.start()) is None


def _is_unmet(text: str) -> bool:
    """Tell whether nobody whom its first pronoun may mean stands before it, nor right behind its opening clause."""
    pronoun = _WITHIN.search(text)
    if pronoun is None:
        return False
    before = text[: pronoun.start()]
    if _CAPITAL.search(before) or not _PLAIN_OPENING.match(before):
        return False
    if "," not in before and _THEN_NAMED.match(text, pronoun.end()):
        return False
    words = forms(before)
    if pronoun.group().lower() in _OF_MANY:
        return not any(
            word.endswith("s") or word == "and" or is_human(word) or word[0].isdigit() for word in words
        )
    return not any(_OF_ONE.search(word) or (is_human(word) and not word.endswith("s")) for word in words)


def _unnamed(text: str) -> re.Match[str] | None:
    """Find the pronoun that opens it, or that says who spoke or of whom, and whose person it does not name."""
    source = _SOURCE.search(text)
    if source and _NAMED.search(text, 0, source.start()):
        source = None
    return _PERSONAL.match(text) or _TOLD_OF.match(text) or source


def _has_bare_object(text: str) -> bool:
    """``The physicist described it in a letter``: the verb's object is a pronoun, and only its subject was named."""
    found = _OBJECT.search(text, 0, _OBJECT_WITHIN)
    if found is not None:
        verbs = [
            verb for verb in FINITE.finditer(text, 0, found.start()) if not _HELPS.fullmatch(verb.group())
        ]
        acts = [verb for verb in verbs if verb.end() == found.start()]
        before = text[: found.start()]
        return (
            bool(acts)
            and len(verbs) == 1
            and not re.search(r"[,;:“”\"]| (?:that|which|who|and|or|of) ", before)
        )
    return (" this" in text or " that" in text) and _BARE_THIS.search(text) is not None


def repaired(text: str, article: Article, index: int) -> tuple[str, Sentence] | None:
    """Name in square brackets whom its pronoun means, and give the sentence that names them.

    `index` is the place among the sentences that tell the story of the one that `text` was cut from.
    """
    pronoun = _unnamed(text)
    if pronoun is None:
        return None
    said = pronoun["pronoun"].lower()
    start, end = pronoun.span("pronoun")
    if said == "her" and _VERB_NEXT.match(text, end):
        return None
    found = antecedent(article, index, said)
    if found is None or re.search(rf"\b{re.escape(found[0].rpartition(' ')[2])}\b", text[end:]):
        return None  # who names somebody beside "he" mostly means another one
    name, named = found
    tail = ("’" if name.endswith("s") else "’s") if said in ("his", "her") else ""
    left = f"{text[:start]}[{name}{tail}]{text[end:]}"
    return None if _has_bare_object(left) or (start and dangles(left)) else (left, named)


def sourced(text: str, article: Article, index: int) -> tuple[str, Sentence] | None:
    """Name in square brackets who said a sentence that ends with "he said" and has nobody whom that may mean."""
    source = _SOURCE.search(text) if text.count(", ") else None
    if source is None or any(person.last in text[: source.start()] for person in article.people):
        return None
    found = antecedent(article, index, source["pronoun"])
    if found is None:
        return None
    start, end = source.span("pronoun")
    return f"{text[:start]}[{found[0]}]{text[end:]}", found[1]


def antecedent(article: Article, index: int, pronoun: str) -> tuple[str, Sentence] | None:
    """Give the name of the one person whom a pronoun that opens a sentence means, and the sentence with that name.

    It is the subject of the last sentence that names somebody who fits, where what stands between goes on about them:
    nobody else who fits is in it. Where two fit, nobody is meant.
    """
    sentence = article.told[index]
    for previous in reversed(article.told[max(0, index - _BACK) : index]):
        if _is_parted(article, previous, sentence):
            return None
        said = _own(previous)
        named = [one for one in article.named(*previous.span) if said[one.start - previous.start] != _BLANK]
        found = meant(pronoun, named)
        if found is not None:
            fits = (
                gender_in(found)
                and _is_subject(found, said, found.start - previous.start)
                and not _has_namesake(found)
            )
            return _in_full(article, found, previous) if fits else None
        if fitting(pronoun, named) or not _goes_on(said, pronoun):
            return None
    return None


def introduced(
    text: str, article: Article, before: int, known: Collection[str]
) -> tuple[str, Person, Sentence] | None:
    """Put in square brackets the first name of whom a text has by the last name alone, where it is the first to do so.

    The name stands in full `before` that offset, and belongs to nobody whose last name is among the `known`. Gives the
    text, whom it means, and the sentence that names them in full.
    """
    own = _SAID.sub(lambda said: _BLANK * len(said.group()), text)
    found = [
        (alone.start(), person, full)
        for person in article.people
        if person.last not in known
        and person.last in own
        and (full := article.full_names.get(person.last)) is not None
        and full.text == person.name
        and full.text.endswith(f" {person.last}")
        and full.end <= before
        and (alone := _alone(person.last, own)) is not None
    ]
    if not found:
        return None
    at, person, full = min(found, key=itemgetter(0))
    given = person.name.removesuffix(f" {person.last}")
    return f"{text[:at]}[{given}] {text[at:]}", person, article.at(full.start)


def _alone(last: str, own: str) -> re.Match[str] | None:
    """Find a last name with no other name beside it, but a title."""
    found = re.search(rf"(?<![\w’'.-]){re.escape(last)}(?![\w-]| [A-ZÀ-ÖØ-Þ&])", own)
    beside = _BESIDE.search(own, 0, found.start()) if found else None
    return None if beside and not is_office(beside[1]) else found


def _has_namesake(found: Mention) -> bool:
    """Tell whether the full name that stands there is not the first one with that last name."""
    return " " in found.name.text and found.name.text.split()[0] not in found.person.name


def _in_full(article: Article, found: Mention, previous: Sentence) -> tuple[str, Sentence]:
    """Give the name as it stands first in full, where only one person has that last name, with its sentence."""
    name, full = found.name, article.full_names.get(found.person.last)
    if " " in name.text or full is None or full.text != found.person.name or full.start > name.start:
        return name.text, previous
    return full.text, article.at(full.start)


def _own(sentence: Sentence) -> str:
    """Give the sentence with blanks where it quotes."""
    return _SAID.sub(lambda said: _BLANK * len(said.group()), sentence.text)


def _goes_on(said: str, pronoun: str) -> bool:
    """Tell whether a sentence has for its subject whom the pronoun means, or is all quotation."""
    subject = "he" if pronoun in ("he", "his") else "she"
    return (
        not said.strip(_BLANK + " ") or re.match(rf"(?:{_LED})?{subject}\b", said, re.IGNORECASE) is not None
    )


def _is_parted(article: Article, previous: Sentence, sentence: Sentence) -> bool:
    """Tell whether a heading stands between two sentences, or too much."""
    between = range(previous.block + 1, sentence.block)
    return len(between) > _BETWEEN or any(article.document.blocks[at].kind != "paragraph" for at in between)


def _is_subject(person: Mention, said: str, at: int) -> bool:
    """Tell whether a person, and no nation, is named before the first verb of a sentence, in no phrase of another.

    Who is named behind a verb of speaking that follows a quotation is its subject too: ``said Ana Reyes``.
    """
    name = person.name.text
    verb = FINITE.search(said)
    led = at < verb.start() and _GOVERNED.search(said, 0, at) is None if verb else False
    return (
        (led or _SPEAKS.search(said, 0, at) is not None)
        and DEMONYM.fullmatch(name.rpartition(" ")[2]) is None
        and "-based" not in name
    )
