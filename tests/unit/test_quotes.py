"""Who says what: the marks, the grammar of attribution, and the pronouns. Whole texts are in `tests/cases/facts`."""

from __future__ import annotations

import time

import pytest

from briefings import facts
from briefings.facts.attribution import cues
from briefings.facts.cues import CUES
from briefings.facts.people import gender_of, is_organisation, parted, people, untitled
from briefings.facts.speech import quoted
from briefings.facts.tokens import QUOTE, tokens
from briefings.words import Name, names


def said(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in quoted(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “one two” and “three”.", ["one two", "three"]),
        ('He said "one two" and "three".', ["one two", "three"]),
        ('He said “one two" and “three”.', ["one two", "three"]),
        ("Er sagte: „eins zwei“ und »drei«.", ["eins zwei", "drei"]),
        ("Il a dit : « un deux » et “trois”.", [" un deux ", "trois"]),
        ("Hon sade: ”ett två” och ”tre”.", ["ett två", "tre"]),
        ("市長は「一つ二つ」と『三つ』と言った。", ["一つ二つ", "三つ"]),
        ("On a dit ‹un deux› hier.", ["un deux"]),
        ("‘It’s the workers’ bridge,’ he said.", ["It’s the workers’ bridge,"]),
        ("'It's old,' he said.", ["It's old,"]),
        ("“One ‘two’ three”, he said.", ["One ‘two’ three"]),
        ("“It goes on in the next paragraph.", ["It goes on in the next paragraph."]),
        ('A plank 6" wide, 4" thick.', []),
        ("The '90s, the boys' club and rock 'n' roll.", ["n"]),
        ('"One two. "Three four," he said.', ["One two.", "Three four,"]),
        ('"One two. "three four," he said.', ['One two. "three four,']),
        ("''Two apostrophes are the business of cleaning''", []),
        ("", []),
        ("”", []),
    ],
)  # fmt: skip
def test_marks_pair_in_every_language(text: str, expected: list[str]) -> None:
    assert said(text, "de" if "Er sagte" in text else "en") == expected


def sources(text: str) -> list[tuple[str, str]]:
    """Give each verb of speaking with its subject; a tilde stands for a quotation."""
    read = tokens(text.replace("~", QUOTE * 3), 0)
    masked = text.replace("~", QUOTE * 3)
    return [
        (read[cue.at].text, masked[cue.source.start : cue.source.end])
        for cue in cues(read)
        if cue.source is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Reyes said so.", [("said", "Ana Reyes")]),
        ("On Monday Ana Reyes also said so.", [("said", "Ana Reyes")]),
        ("Reyes, who leads it, said so.", [("said", "Reyes")]),
        ("Her deputy, Jonas Lind, said so.", [("said", "Jonas Lind")]),
        ("~ said the mayor of Oslo, Ana Reyes.", [("said", "Ana Reyes")]),
        ("~ said Ana Reyes in Oslo.", [("said", "Ana Reyes")]),
        ("~ said a spokesman for the group on Monday.", [("said", "a spokesman for the group")]),
        ("A spokesman for the group said so.", [("said", "A spokesman for the group")]),
        ("The mayor’s lawyer said so.", [("said", "The mayor’s lawyer")]),
        ("Officials say so.", [("say", "Officials")]),
        ("Reyes and Lind said so.", [("said", "Reyes and Lind")]),
        ("Reyes, who added that she was ill, left.", [("added", "Reyes")]),
        ("It was, according to Ana Reyes, closed.", [("according", "Ana Reyes")]),
        ("Harbour experts Ana Reyes and Jonas Lind said so.", [("said", "Ana Reyes and Jonas Lind")]),
        ("The firm bought boats for Lind and Reyes said nothing.", []),
        ("Jonas Lind, the lawyer for Mrs Reyes and Mr Amundsen said so.", []),
        ("A spokesman for towns, which include harbours such as Moss, Bergen and Oslo said so.", []),
        ("In Moss, Reyes and Lind said so.", [("said", "Reyes and Lind")]),
        ("A shop on the road between Bergen and Oslo said so.", []),
        ("The Department of Trade and Transport said so.", [("said", "Department of Trade and Transport")]),
        ("Norway's Department of Ferries said so.", [("said", "Norway's Department of Ferries")]),
        (
            "Norway's Department of Ferries and Harbours said so.",
            [("said", "Norway's Department of Ferries and Harbours")],
        ),
        (
            "The Ferries and Harbours Agency said so.",
            [("said", "Ferries and Harbours Agency")],
        ),
        (
            "Norway's Ferries and Harbours Agency said so.",
            [("said", "Norway's Ferries and Harbours Agency")],
        ),
        ("Reyes quoted Jonas Lind, the harbour master, as saying ~.", [("quoted", "Jonas Lind")]),
        ("Reyes quotes the mayor of Oslo as saying ~.", [("quotes", "the mayor of Oslo")]),
        ("Reyes quoted him as saying ~.", []),
        ("Reyes was quoted as saying ~.", [("saying", "Reyes")]),
        ("Reyes was told so.", []),
        ("In Paris said nobody.", []),
        ("We said so, and I added more.", []),
        ("Her claims and their reports are old.", []),
    ],
)
def test_a_verb_of_speaking_has_a_subject_or_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert sources(text) == expected


def test_there_are_verbs_enough_and_each_form_has_one_class() -> None:
    assert len({form[:4] for form in CUES}) >= 150
    assert {"said", "argues", "denied", "quipped", "adding", "criticised"} <= set(CUES)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("US President Ana Reyes", "Ana Reyes"),
        ("Budget Democrat Maria Lind", "Maria Lind"),
        ("Bundeskanzlerin Angela Lind", "Angela Lind"),
        ("Verkehrsministerin Lind", "Lind"),
        ("M. Lind", "Lind"),
        ("Mary Ann Lind", "Mary Ann Lind"),
        ("Prosecutor Okun Adari", "Okun Adari"),
        ("Artist Lind", "Artist Lind"),
        ("Artist of the Year", "Artist of the Year"),
        ("Artist Lind Museum", "Artist Lind Museum"),
        ("Star Boats Two", "Star Boats Two"),
        ("Lind", "Lind"),
    ],
)
def test_offices_are_no_part_of_a_name(name: str, bare: str) -> None:
    found = untitled(Name(name, 10, 10 + len(name)))

    assert found == Name(bare, 10 + len(name) - len(bare), 10 + len(name))


def test_a_first_name_or_a_title_tells_the_pronoun() -> None:
    names_of = {
        "Maria Lind": "she",
        "John Lind": "he",
        "Mr Lind": "he",
        "Queen Lind": "she",
        "Robin Lind": "",
    }

    assert {name: gender_of(name) for name in names_of} == names_of


def test_a_first_name_alone_is_no_second_person() -> None:
    text = "Maria Lind came. Maria left."

    assert [person.name for person in people(text, [parted(name) for name in names(text)])] == ["Maria Lind"]
    assert not is_organisation("Maria Lind")


def test_a_short_quote_is_less_sure_than_a_whole_sentence() -> None:
    text = "Ana Reyes said it was “cracked from top to bottom”.\n“We will close it now,” Ana Reyes said."
    found = [fact for fact in facts.from_text("case", text).items if fact.kind == "quote"]

    assert [fact.rule for fact in found] == ["within", "behind"]
    assert found[0].score < found[1].score


@pytest.mark.parametrize(
    "text",
    [
        "“" * 40_000,
        "“a b c” " * 8_000,
        "Ana Reyes said, " * 4_000,
        "Ana Reyes, " * 6_000 + "said “one two three four five six”.",
        "A " * 40_000 + "said “one two three four five six”.",
        "“one two three,” he said. " * 3_000,
        "'a " * 20_000,
        "(" * 40_000 + "“one two three,” he said.",
    ],
)
def test_the_time_is_linear(text: str) -> None:
    start = time.process_time()

    list(facts.from_text("case", text).items)

    assert time.process_time() - start < 10  # seconds; quadratic ones take minutes


def quotes(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Give the quotes of a text, each with its speaker."""
    found = facts.from_text("case", text, language=language).items
    return [(fact.answer, fact.speaker) for fact in found if fact.kind == "quote"]


@pytest.mark.parametrize(
    "text",
    [
        "“We never,” said Anna Berg, the engineer, “said that the bridge was safe.”",
        "“We never,” said Anna Berg, an engineer that we met, “told anybody that the bridge was safe.”",
        "“Nobody,” said Nina Park, “has lost a single boat to the sea.”",
        "Anna Berg is a chemist. “It’s not,” she said, “at all a question of money.”",
        '"Under no circumstances," the engineer Tom Hale said, "will we close the road in summer."',
        "“I don’t think,” Nina Park said, “the bridge will open in May.”",
        "“I don’t think,” Nina Park said, “Oslo will open the bridge in May.”",
        "“I don’t think,” Nina Park said, “I will open the bridge in May.”",
        "“We never,” Anna Berg said “told anybody that the bridge was safe.”",
        "‘We never’, said Anna Berg, ‘told anybody that the bridge was safe.’",
        "“Nobody …” said Nina Park, “has lost a single boat to the sea.”",
        "“Nobody” Nina Park said, “has lost a single boat to the sea.”",
        "“Nobody,” Nina Park said after a while: “has lost a single boat to the sea.”",
        "Anna Berg spoke on Monday: “We never,” Anna Berg said, “told them that the bridge was safe.”",
    ],
)
def test_a_sentence_that_its_speaker_cuts_in_two_is_no_quote(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We lost all of the boats,” Nina Park said. “They are not coming back.”",
            ["We lost all of the boats", "They are not coming back."],
        ),
        (
            "“We lost all of the boats,” Nina Park said, “They are not coming back.”",
            ["We lost all of the boats", "They are not coming back."],
        ),
        (
            "“We lost all of the boats,” Nina Park said, adding, “we never had the money for them.”",
            ["We lost all of the boats", "we never had the money for them."],
        ),
        (
            "“We lost all of the boats,” Nina Park said, adding that it was “dark as a sack that night.”",
            ["We lost all of the boats", "dark as a sack that night."],
        ),
    ],
)
def test_a_quotation_that_is_whole_stands_beside_another_one(text: str, expected: list[str]) -> None:
    assert quotes(text) == [(said, "Nina Park") for said in expected]


@pytest.mark.parametrize(
    ("goes_on", "speaker"),
    [
        ("“They are not coming back,” added her husband, Lee Park.", "Lee Park"),
        ("“They are not coming back,” said her husband, Lee Park.", "Lee Park"),
        ("“They are not coming back,” her husband, Mr. Lee Park, added.", "Lee Park"),
        ("“They are not coming back,” added her neighbour, Sgt. Bill de Vries.", "Bill de Vries"),
        ("“They are not coming back,” said her husband.", "her husband"),
        ("“They are not coming back,” agreed Lee Park.", ""),
        ("“They are not coming back,” Lee Park nodded.", ""),
        ("“They are not coming back.” Lee Park nodded.", ""),
        ("“They are not coming back,” was the answer of Lee Park.", ""),
        ("“They are not coming back” was painted on the wall.", ""),
        ("“They are not coming back,” she added.", "Anna Berg"),
        ("“They are not coming back.” She nodded.", "Anna Berg"),
        ("“They are not coming back.” The boats were new.", "Anna Berg"),
    ],
)
def test_speech_goes_on_only_where_nobody_else_may_speak(goes_on: str, speaker: str) -> None:
    expected = [("We lost the boats", "Anna Berg")]
    if speaker:
        expected.append((goes_on[1:].partition("”")[0].removesuffix(","), speaker))

    assert quotes(f"“We lost the boats,” said Anna Berg. {goes_on}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~ said her lawyer.", [("said", "her lawyer")]),
        ("It is shut, according to her lawyer, Jonas Lind.", [("according", "Jonas Lind")]),
        ("~ asked her in Oslo.", []),
    ],
)
def test_her_before_a_noun_says_whose_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("sagte die Biologin Dr. Ursula Siebert von der Hochschule Hannover.", "Ursula Siebert"),
        ("sagte Biologin Dr. Ursula Siebert.", "Ursula Siebert"),
        ("sagte Prof. Dr. Jens Albrecht.", "Jens Albrecht"),
        ("sagte Dr. med. Ursula Siebert.", "Ursula Siebert"),
        ("sagte der Leiter der Klinik, Prof. Dr. Jens Albrecht.", "Jens Albrecht"),
        ("sagte Frau Dr. Siebert.", ""),
        ("sagte die Biologin Dr. und lachte.", ""),
    ],
)
def test_a_title_before_a_name_is_no_name(behind: str, speaker: str) -> None:
    found = quotes(f"„Wir sehen immer mehr Wale in der Bucht“, {behind}", "de")

    assert found == [("Wir sehen immer mehr Wale in der Bucht", speaker)] * bool(speaker)


def test_a_title_before_the_name_ahead_of_a_quote_is_no_other_person() -> None:
    text = "Die Biologin Dr. Ursula Siebert sagte: „Wir sehen immer mehr Wale in der Bucht.“"

    assert quotes(text, "de") == [("Wir sehen immer mehr Wale in der Bucht.", "Ursula Siebert")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("„Niemand in diesem ganzen Dorf glaubt“, sagte Anna Berg, „dass die Brücke hält.“", "de"),
        ("„Die Brücke ist doch gar nicht“, sagte Dr. Anna Berg, „seit Mai wegen Rost gesperrt.“", "de"),
        ("„Wir haben nie“, sagte Anna Berg, „das alles behauptet oder gar geglaubt“, sagte Anna Berg.", "de"),
        ("« Nous n’avons jamais dit cela », a déclaré Anne Berg, « que le pont était sûr. »", "fr"),
    ],
)
def test_a_part_of_a_sentence_that_its_speaker_cuts_is_no_quote_in_any_language(
    text: str, language: str
) -> None:
    assert quotes(text, language) == []


def test_a_sentence_behind_the_speaker_is_one_in_any_language() -> None:
    text = "„Die Brücke ist seit Mai gesperrt“, sagte Anna Berg. „Sie bleibt bis zum Herbst zu“, sagte sie."

    assert [said for said, _ in quotes(text, "de")] == [
        "Die Brücke ist seit Mai gesperrt",
        "Sie bleibt bis zum Herbst zu",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Park ordered her crew to “sink every boat in the old harbour”, Anna Berg told the jurors.",
            "Anna Berg",
        ),
        ("Lee Park asked them to “take every boat out of the harbour”, the report said.", "the report"),
        ("Lee Park said it was “a cold and long night at sea”, which Anna Berg said was true.", "Lee Park"),
        (
            "Lee Park told us it was “a cold and long night at sea”, but Anna Berg said it was not.",
            "Lee Park",
        ),
        (
            "Lee Park said that it was “a cold and long night” and “nothing for us”, Anna Berg said.",
            "Lee Park",
        ),
    ],
)
def test_who_says_the_whole_sentence_says_its_words(text: str, speaker: str) -> None:
    assert quotes(text)[0][1] == speaker


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("the game was off. The harbour is old.", "A club spokesman"),
        ("the owner, John Hale, was ill. The club invited him.", ""),
    ],
)
def test_somebody_is_not_meant_where_another_was_named_since(said: str, speaker: str) -> None:
    text = f"A club spokesman said that {said} “I will not go there again,” he said."

    assert [name for _, name in quotes(text)] == [speaker] * bool(speaker)


def test_of_two_in_one_sentence_neither_is_meant_for_sure() -> None:
    assert (
        quotes("When Maria Lind called, Anna Berg left, and she said it was “a very cold night at sea.”")
        == []
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Nobody here has lost a boat,” the Harbour Post quoted Anna Berg, a pilot, as saying.", "Anna Berg"),
        ("The Harbour Post quoted Anna Berg as saying: “Nobody here has lost a boat.”", "Anna Berg"),
        ("The Harbour Post quoted Anna Berg as saying that “nobody here has lost a boat.”", "Anna Berg"),
        ("Lee Park told the Post. The Post quoted him as saying: “Nobody here has lost a boat.”", ""),
        ("“Nobody here has lost a boat,” Anna Berg was quoted as saying.", "Anna Berg"),
        ("“Nobody here has lost a boat,” the Oslo News Agency reported.", ""),
        ("Anna Berg told them about her “many boats in the old harbour,” the Oslo News Agency reported.", "Anna Berg"),
        ("“Nobody here has lost a boat,” the Harbour Trust reported.", "Harbour Trust"),
    ],
)  # fmt: skip
def test_who_passes_words_on_does_not_say_them(text: str, speaker: str) -> None:
    assert [name for _, name in quotes(text)] == [speaker] * bool(speaker)


@pytest.mark.parametrize(
    ("block", "is_speech"),
    [
        ("'Our place in the sun'.", False),
        ("'Our place in the sun'", False),
        ("'We have no place in the sun.'", True),
        ('"Our place in the sun."', True),
        ("'Our place in the sun, and on the sea, and all that we hold dear'", True),
    ],
)
def test_a_heading_between_single_marks_is_no_speech(block: str, is_speech: bool) -> None:  # noqa: FBT001
    text = f'"Nobody here has lost a boat," Anna Berg said.\n\n{block}\n\nThe harbour is old.'

    assert len(quotes(text)) == 1 + is_speech


@pytest.mark.parametrize(
    ("before", "description", "speaker"),
    [
        ("Transport Secretary Anna Berg came.", "the Transport Secretary", "Anna Berg"),
        ("Transport secretary Anna Berg and John Hale came.", "the transport secretary", "Anna Berg"),
        ("Town mayor Anna Berg came.", "the mayor", "Anna Berg"),
        ("Town mayor Anna Berg came. John Hale left.", "the mayor", "the mayor"),
        ("Mayor Anna Berg and Mayor John Hale came.", "the mayor", "the mayor"),
        ("Deputy mayor Anna Berg came.", "the mayor", "the mayor"),
        ("Co-pilot Anna Berg came.", "the pilot", "the pilot"),
        ("Former Transport Secretary Anna Berg came.", "the Transport Secretary", "the Transport Secretary"),
        ("The boat seller Sea Moss came.", "the boat seller", "Sea Moss"),
        ("The Sea Moss Council met.", "the council", "Sea Moss Council"),
        ("The Sea Moss Council and the Hale Council met.", "the council", "the council"),
        ("The Sea Moss Council met. A youth council met too.", "the council", "the council"),
        ("The Sea Moss Council met. It rained. It rained. It rained.", "the council", "the council"),
    ],
)
def test_who_is_what_he_is_said_to_be_has_a_name(before: str, description: str, speaker: str) -> None:
    text = f"{before}\n\n“Nobody here has lost a boat,” {description} said."

    assert quotes(text) == [("Nobody here has lost a boat", speaker)]


def test_paragraphs_of_a_speech_that_were_joined_are_quotations_of_their_own() -> None:
    text = (
        'Anna Berg left. "We lost the boats. "Nobody came to help us. "It was cold," she said. She went home.'
    )

    assert quotes(text) == [
        ("We lost the boats.", "Anna Berg"),
        ("Nobody came to help us.", "Anna Berg"),
        ("It was cold", "Anna Berg"),
    ]


@pytest.mark.parametrize(
    ("between", "goes_on"),
    [
        ("She lives by the sea.", True),
        ("Berg also serves as a pilot.", True),
        ("The boats were new.", False),
        ("She lives by the sea with John Hale.", False),
        ("He lives by the sea.", False),
        ("She lives by the sea. The boats were new.", False),
    ],
)
def test_speech_goes_on_behind_a_sentence_about_who_speaks(between: str, goes_on: bool) -> None:  # noqa: FBT001
    text = f"“We lost the boats,” Anna Berg said. {between} “They are not coming back this year.”"

    assert [speaker for _, speaker in quotes(text)] == ["Anna Berg"] * (1 + goes_on)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The night was “as cold as ice” out there, Anna Berg said.", ["as cold as ice"]),
        ("The “cold and bitter” night was long, Anna Berg said.", []),
        ("The night was “as cold as ice” out there, the report said.", []),
    ],
)
def test_a_few_words_are_speech_where_only_one_person_speaks(text: str, said: list[str]) -> None:
    assert [words for words, speaker in quotes(text) if speaker == "Anna Berg"] == said


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("The mayor’s letter from the town is long.", "The mayor’s letter from the town"),
        ("The memo seemed meant for the town.", "The memo"),
        ("The mayor got a letter.", ""),
        ("The bridge is long.", ""),
    ],
)
def test_it_speaks_where_the_sentence_before_is_about_a_paper(before: str, speaker: str) -> None:
    assert quotes(f"{before} It reads: “Nobody here has lost a boat.”") == [
        ("Nobody here has lost a boat.", speaker)
    ] * bool(speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Berg noted that the boats were lost, and added: “I know a little about this sea.”", "Berg"),
        ("Berg said that it was cold and said the sea was “no place for anybody to be.”", "Berg"),
        ("Berg said that Lind was ill and wrote the sea was “no place for anybody to be.”", ""),
        ("“It is cold,” said Berg, and added: “I know a little about this sea.”", "Berg"),
    ],
)
def test_two_verbs_of_saying_have_one_subject(text: str, speaker: str) -> None:
    assert [name for _, name in quotes(text)][-1:] == [speaker] * bool(speaker)


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Prof Li Weidong came.", "Li Weidong"),
        ("Prof Li Weidong and Dr Li Mingyu came.", "Li"),
        ("Prof Li Weidong came to Dr Mei Li.", "Mei Li"),
    ],
)
def test_a_family_name_may_stand_in_front(before: str, speaker: str) -> None:
    assert quotes(f"{before} “Nobody here has lost a boat,” Li said.") == [
        ("Nobody here has lost a boat", speaker)
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Anna Berg, who leads them, issued the following statement on Monday: "Nobody here has lost a boat."',
        'Anna Berg released a statement:.\n\n"Nobody here has lost a boat to the sea."',
        'Anna Berg goes on to say that "nobody here has lost a boat."',
        'Anna Berg left the town. Indeed Berg left early. "Nobody here has lost a boat," she said.',
        'Anna Berg told them of her plan:. "Nobody here has lost a boat to the sea."',
        'Anna Berg spoke to us:.\n\n"Nobody here has lost a boat to the sea."',
        'They met at "Harbour House," which, Anna Berg said, "nobody here has lost a boat to the sea."',
    ],
)
def test_marks_in_odd_places_do_not_hide_who_speaks(text: str) -> None:
    assert [speaker for _, speaker in quotes(text)] == ["Anna Berg"]


def test_a_prefix_belongs_to_a_name_however_it_is_written() -> None:
    found = [
        name.text
        for name in names("Omar al-Rawi came. Al-Rawi left, as al-Rawi does in El-Arish. The mid-May sun.")
    ]

    assert found == ["Omar al-Rawi", "Al-Rawi", "al-Rawi", "El-Arish", "The", "May"]


@pytest.mark.parametrize(
    "before",
    [
        "Al-Rawi said the pier was safe.",
        "Would it hold? Wouldn't al-Rawi say so? Al-Rawi left.",
        "The council said that al-Rawi was safe.",
    ],
)
def test_a_name_with_a_prefix_is_one_person_however_it_is_written(before: str) -> None:
    text = f"Mayor Omar al-Rawi opened the pier. {before} “We waited for this for eleven years,” he said."

    assert quotes(text) == [("We waited for this for eleven years", "Omar al-Rawi")]
