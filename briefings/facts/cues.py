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
_NO_CUE = frozenset(listed("signal signals details reasons lectures protests"))


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

_GROUPS = frozenset(
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
        workers people many some others documents records companies reports studies polls guidelines emails
        """
    )
)

PEOPLES = frozenset(
    listed(
        """
        afghan african africans algerian american americans arabs argentine argentinian asian australian
        australians austrian belgian brazilian british briton britons canadian canadians catholic catholics
        chilean chinese christian christians colombian conservatives croatian cuban cubans czech dane danish
        democrat democrats dutch egyptian egyptians englishman ethiopian european europeans filipino finn
        finnish french frenchman german germans greek greeks hindus hungarian indian indians iranian iranians
        iraqi iraqis irish irishman islamist israeli israelis italian italians japanese jew jews jordanian
        kenyan koreans kurd kurds latino lebanese liberals libyan malaysian mexican mexicans moroccan muslim
        muslims nigerian norwegian pakistani pakistanis palestinian palestinians pole poles polish portuguese
        protestants republican republicans romanian romanians russian russians saudi saudis scot scotsman
        scottish serb serbian shiites socialists somali spaniard spaniards spanish sunnis swede swedes swedish
        swiss syrian syrians taiwanese thai tunisian turk turkish turks ukrainian ukrainians venezuelan
        vietnamese welsh welshman yemeni zimbabwean
        """
    )
)
"""Names of many people, which are nobody's name."""

PERSONS = frozenset(
    listed(
        """
        accountant activist actor actress administrator adviser advisor advocate agent aide ally ambassador
        analyst applicant archbishop artist assistant astronaut athlete attendee attorney aunt author banker
        behaviorist biologist bishop boss boy boyfriend broadcaster brother bystander caller candidate captain
        cardinal ceo cfo chair chairman chairperson chairwoman champion chancellor chef chemist chief child
        choreographer cleric client co-founder coach colleague colonel columnist comedian commander commentator
        commissioner companion composer confidant congressman congressperson congresswoman consultant coo cop
        councillor councilman councilwoman counselor counterpart cousin creator critic curator customer daughter
        defendant delegate democrat deputy designer detective developer diplomat director dissident doctor donor
        driver economist editor employee engineer entrepreneur ex-boyfriend ex-girlfriend ex-husband
        ex-president ex-wife executive expert fan farmer father father-in-law fiance fiancee fiancé filmmaker
        foreman founder friend frontman fugitive general gentleman girl girlfriend goalkeeper governor graduate
        granddaughter grandfather grandmother grandson guard guest guide guitarist headmaster hero historian
        host hostage husband imam impersonator inmate insider inspector instructor intern interpreter
        investigator investor jeweller jihadist journalist judge juror justice king lady landlord lawmaker
        lawyer lead leader lecturer legislator lieutenant lifeguard lobbyist magistrate man manager
        mathematician mayor mechanic member meteorologist midfielder migrant militant minister model mogul mom
        monk mother mourner mp mum musician narrator native neighbor neighbour nephew neuroscientist niece
        nominee nun nurse officer official operative operator organiser organizer owner paramedic parent
        parliamentarian participant partner passenger pastor patient patriarch peer pensioner person philosopher
        photographer physician physicist pilot plaintiff planner player pm poet policeman policewoman politician
        pontiff pope premier president priest prince princess principal prisoner producer professional professor
        programmer promoter prosecutor protester psychologist publicist publisher pundit queen rabbi rapper
        receptionist recruiter referee refugee relative rep reporter representative republican rescuer
        researcher resident rival roommate sailor scholar scientist secretary seller senator sergeant servant
        sheriff shopper sibling singer singer-songwriter sister smuggler sociologist soldier solicitor son
        soprano source speaker specialist spectator spokesman spokesperson spokeswoman staffer star stepfather
        stepmother strategist striker student stylist substitute superintendent supervisor supporter surgeon
        survivor suspect teacher technician teen teenager tenant tenor therapist tourist trader trainer
        translator treasurer trustee tweeter uncle undergraduate undersecretary user vet veteran vicar
        vice-president victim viewer villager visitor volunteer voter waiter waitress whistleblower widow wife
        winner witness woman worker writer youth
        """
    )
)
"""Nouns for one person: what "he" or "she" may mean where no name stands."""

BODIES = frozenset(
    listed(
        """
        academy account act administration advert affidavit agency airline alliance army article association
        authorities authority autobiography ballad bank banner bill biography blog board body book booklet
        branch brief broadcaster brochure bulletin bureau cabinet campaign caption cartoon center centre channel
        chapter charity church city clinic club coalition code college commission committee communique
        communiqué company complaint congress constitution contract copy council county couple court crew
        decision declaration decree department dispatch division document dossier e-mail e-mails editorial email
        embassy exchange family federation filing filings firm flyer force forecaster foundation fund gang
        government graffiti group guidance guidebook guideline guidelines hall headline hospital indictment
        inquiry inscription institute institution investigation journal judgment jury kremlin lab label
        laboratory law lawsuit lawsuits leaflet league letter letters library list lyrics magazine management
        manifesto manual media memo memoir memorandum message military ministry motion museum nation navy
        network newspaper note notice observatory office opinion order organisation organization outfit page
        pair panel paper parliament parties partnership party petition placard plaque platform poem police
        policy poll post poster press prosecution publication questionnaire recommendation record records
        regulator release report resolution review rule rules ruling school senate service session sheet sign
        site slogan society song squad staff startup state statement station store story strip study subpoena
        suit summary summons survey syndicate t-shirt tabloid team television text think-tank transcript treaty
        tribunal troupe trust tweet union university verdict video voicemail warning warrant watchdog website
        white-paper writ
        """
    )
)
"""Nouns for bodies and papers: what "it" may mean where it speaks."""

SPEAKERS = _GROUPS | {
    f"{person.removesuffix('y')}ies" if person.endswith("y") else f"{person}s" for person in PERSONS
}
"""Plural nouns that speak without an article before them."""
