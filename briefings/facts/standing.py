"""Whether a sentence can stand alone, and how it is made to by naming whom its first word means.

Invariant: an antecedent is added in square brackets only where one person fits, and its sentence is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefings.facts.article import Sentence
from briefings.facts.people import Mention, gender_in, meant
from briefings.facts.places import DEMONYM
from briefings.facts.verbs import AUXILIARY, FINITE, FINITE_FIRST, SPEAKING
from briefings.regex import regex
from briefings.words import listed

CONNECTIVE = regex(
    r"^(?:(?:But|And|However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Or|Yet),? +|"
    r"(?:So|Also|Then|Instead|Still|In addition|Besides|Indeed|Of course|Thus|Therefore|Hence|In fact|For example|"
    r"For instance|As a result|Now|Similarly|Likewise|Overall|In short|Separately|By contrast|In contrast|"
    r"On the other hand|At the same time|More importantly|Finally|Again|In turn|To be sure|That said|Plus|Sure), +)"
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
    r"[A-Z][a-z]+ly\b|\d+)[^,;:“”\"]{0,80}, "
    r"(?:he|she|they|it|his|her|their|its|this|these|those)\b|"
    r"(?:Today|Tonight|Tomorrow|Yesterday|Now|Nowadays|Once|Soon|Often|Sometimes|Still),? "
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
    r"and|twice|once|back|down|up|off|out|through)\b|[.,;]|$)"
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
_OBJECT_WITHIN = 120  # characters; further on, something was named before
_GOVERNED = regex(r"\b(?:of|on|to|for|by|with|from|at|in|about|against|and)(?: the)?(?: [A-Z][\w.’'-]*)* $")
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
        verbs = list(FINITE.finditer(text, 0, found.start()))
        acts = [verb for verb in verbs if verb.end() == found.start()]
        before = text[: found.start()]
        return (
            bool(acts)
            and len(verbs) == 1
            and not re.search(r"[,;:“”\"]| (?:that|which|who|and|or|of) ", before)
        )
    return (" this" in text or " that" in text) and _BARE_THIS.search(text) is not None


def repaired(
    text: str, sentence: Sentence, before: Sequence[Sentence], named: Iterable[Mention]
) -> tuple[str, Sentence] | None:
    """Name in square brackets whom its pronoun means, and give the sentence that names them.

    Only the sentence before in the same paragraph is asked, and only where one person is named there, as its subject.
    """
    pronoun = _unnamed(text)
    if pronoun is None or not before or before[-1].block != sentence.block:
        return None
    previous, said = before[-1], pronoun["pronoun"].lower()
    start, end = pronoun.span("pronoun")
    found = meant(said, named)
    if (
        found is None
        or not gender_in(found)
        or not _is_subject(found, previous)
        or (said == "her" and _VERB_NEXT.match(text, end))
    ):
        return None
    name = found.name.text
    if re.search(rf"\b{re.escape(found.person.last)}\b", text[end:]):
        return None  # who names somebody beside "he" mostly means another one
    tail = ("’" if name.endswith("s") else "’s") if said in ("his", "her") else ""
    left = f"{text[:start]}[{name}{tail}]{text[end:]}"
    return None if start and dangles(left) else (left, previous)


def _is_subject(person: Mention, sentence: Sentence) -> bool:
    """Tell whether a person, and no nation, is named before the first verb of a sentence, in no phrase of another."""
    name, at = person.name.text, person.start - sentence.start
    verb = FINITE.search(sentence.text)
    return (
        at < (verb.start() if verb else 0)
        and _GOVERNED.search(sentence.text, 0, at) is None
        and DEMONYM.fullmatch(name.rpartition(" ")[2]) is None
        and "-based" not in name
    )
