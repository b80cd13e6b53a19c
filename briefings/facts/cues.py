"""The words that say that somebody speaks: verbs with their forms, and nouns that may be the source.

Invariant: every form of a verb has one class; what is as often a noun counts only where a subject stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from briefings.words import listed

Class = Literal["say", "saying", "plead", "pleading", "base"]

_SAY = listed(
    """
    add admit affirm allege announce answer argue assert bellow bemoan blog boast brag bristle caution chant
    clarify comment complain conclude confess confide confirm contend counter counsel
    crow declare detail disclose echo elaborate emphasise emphasize exclaim explain fume gripe
    grumble gush hint huff implore imply inform inquire insinuate insist instruct interject intone joke
    lament lecture mention mumble murmur muse mutter note object observe opine point post
    pray preach proclaim profess protest quip radio rant rave reason recall recite recount reflect reiterate
    relate remark remember remind reply respond retort reveal rule scream shout
    sigh signal snap sneer stammer state stress surmise tease testify theorise theorize
    thunder tout tweet underline underscore utter vent venture vow wail warn whine whisper wonder yell
    advise acknowledge claim concede continue cry deadpan deny maintain marvel predict pronounce
    report speculate stipulate suggest write
    """
)
_PLEAD = listed(
    """
    accuse advocate applaud assail attack believe berate blame blast brand bash call caricature castigate celebrate
    characterise characterize cite commend compare complain condemn congratulate credit criticise criticize decry
    defend demand denounce deride describe dismiss doubt envisage expect express fault hail hope label lambast
    lambaste laud mock order pledge portray praise promise propose question rebuke recommend reject ridicule request
    salute scold slam tell thank threaten trumpet urge
    """
)
_DOUBLED = {"brag": "bragg", "slam": "slamm", "snap": "snapp", "quip": "quipp", "admit": "admitt"}
_IRREGULAR: Mapping[str, Class] = {
    **dict.fromkeys(
        listed(
            """
            said says told tells wrote writes quoth read reads sang sings swore swears thought thinks felt feels
            quoted asked asks
            """
        ),
        "say",
    ),
    **dict.fromkeys(listed("saying telling writing asking reading singing swearing thinking"), "saying"),
    **dict.fromkeys(listed("called calls projected projects"), "plead"),
    **dict.fromkeys(
        listed("say argue believe think insist claim warn tell write add call contend suggest maintain"),
        "base",
    ),
}
_NO_CUE = frozenset({"signal", "signals"})


def _regular(verb: str) -> tuple[str, str, str]:
    """Give the third person, the past and the participle of a regular verb."""
    if verb in _DOUBLED:
        stem = _DOUBLED[verb]
        return f"{verb}s", f"{stem}ed", f"{stem}ing"
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return third, f"{verb}ed", f"{verb}ing"


def _forms() -> Iterator[tuple[str, Class]]:
    pairs: tuple[tuple[tuple[str, ...], Class, Class], ...] = (
        (_PLEAD, "plead", "pleading"),
        (_SAY, "say", "saying"),
    )
    for verbs, finite, participle in pairs:
        for verb in verbs:
            third, past, ing = _regular(verb)
            yield third, finite
            yield past, finite
            yield ing, participle


CUES: Mapping[str, Class] = {
    form: kind for form, kind in {**dict(_forms()), **_IRREGULAR}.items() if form not in _NO_CUE
}
"""Every form of a verb of speaking, by what it does."""

BE = frozenset(listed("is are was were be been being get gets got gotten"))
SHOWN = frozenset(listed("shown seen heard recorded filmed caught"))
MENTAL = frozenset(
    listed(
        "thinks thought believes believed feels felt hopes hoped expects expected wants wanted knows knew doubts"
    )
)
QUOTED = frozenset(listed("quoted cited heard recorded"))
BEFORE_VERB = frozenset(
    listed(
        """
        has had have having also later then once recently further again already previously earlier now still even
        just never often always first finally soon once both all either will would did does do can could may might
        must should went on to himself herself themselves itself too however though
        """
    )
)
"""Words that may stand between the subject and its verb."""

SPEAKERS = frozenset(
    listed(
        """
        activists administrators advisers advisors advocates aides allies analysts attorneys authorities authors
        backers campaigners clinicians coaches colleagues commentators conservatives critics defenders defendants
        democrats detectives diplomats directors doctors economists editors employees engineers executives experts
        fans farmers firefighters friends groups historians insiders investigators investors jurors lawmakers
        lawyers leaders liberals locals managers ministers neighbors neighbours observers officers officials opponents
        organisers organizers owners parents participants police politicians pollsters prosecutors protesters
        protestors psychologists regulators relatives reporters representatives republicans researchers residents
        rivals scholars scientists senators soldiers sources spokesmen spokespeople staffers strategists students
        supporters survivors teachers traders unions veterans victims villagers visitors volunteers voters witnesses
        workers people many some others
        """
    )
)
"""Plural nouns that speak without an article before them."""

PEOPLES = frozenset(
    listed(
        """
        african africans american americans arabs asian australians british britons canadian canadians
        catholics chinese christians conservatives cubans democrats egyptians european europeans french german
        germans greeks hindus indian indians iranian iranians iraqis israeli israelis italian italians
        japanese jews koreans kurds lebanese liberals mexican mexicans muslims pakistanis palestinians poles
        protestants republicans romanians russian russians saudis shiites socialists spaniards spanish sunnis
        swedes swiss syrians turks ukrainian ukrainians
        """
    )
)
"""Names of many people, which are nobody's name."""

PERSONS = frozenset(
    listed(
        """
        activist actor actress adviser advisor advocate agent aide ambassador analyst archbishop artist
        astronaut attendee attorney author banker biologist bishop boss boy brother bystander caller candidate
        captain cardinal chairman chairwoman chancellor chemist chief coach colonel columnist commander
        commissioner congressman congresswoman counselor critic curator customer daughter defendant democrat
        deputy detective diplomat director doctor driver economist editor engineer entrepreneur ex-president
        expert farmer father father-in-law founder frontman general girl governor guitarist historian host
        husband insider inspector investigator investor journalist judge king lawmaker lawyer lead leader
        lecturer lieutenant lobbyist man manager mayor member meteorologist midfielder minister monk mother
        musician neighbor neighbour nominee nurse officer official operative owner parent passenger pastor
        physician physicist pilot player pope premier president priest prince princess principal producer
        professor prosecutor psychologist queen rabbi representative republican researcher resident scholar
        scientist secretary senator sergeant sheriff singer sister soldier solicitor son source spokesman
        spokesperson spokeswoman star strategist striker student superintendent surgeon survivor suspect
        teacher teenager tourist trader user veteran vice-president victim viewer volunteer voter widow wife
        winner witness woman worker writer
        """
    )
)
"""Nouns for one person: what "he" or "she" may mean where no name stands."""

BODIES = frozenset(
    listed(
        """
        administration agency article association board body bureau campaign charity church city club
        commission committee company council county court department document e-mail editorial email embassy
        filing firm foundation government group institute journal judgment kremlin lawsuit letter magazine
        memo message ministry network newspaper office organisation organization panel paper parliament party
        police poll post press regulator release report ruling school service sign site startup statement
        study survey team tweet union university website
        """
    )
)
"""Nouns for bodies and papers: what "it" may mean where it speaks."""
