"""Facts: what is found, in what form, and that nothing unsupported comes through the gate."""

from __future__ import annotations

import datetime as dt
import math
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import facts
from briefings.facts.article import Article
from briefings.model import Block, Document, Fact, Facts
from briefings.support import missing_words
from briefings.words import folded

TELESCOPE = Document(
    path="webb.txt",
    title="Webb telescope reaches its orbit",
    published=dt.date(2022, 1, 25),
    blocks=(
        Block(
            "paragraph",
            "The James Webb Space Telescope reached its orbit around the Sun on Monday, about 1.5 million kilometres "
            "from Earth, the space agency said.",
            3,
        ),
        Block(
            "paragraph",
            "Bill Nelson, the head of the agency, thanked the team at a meeting in Baltimore, Maryland. He said: "
            "“We are one step closer to uncovering the mysteries of the universe.” But the telescope’s mirrors "
            "may need months to cool.",
            5,
        ),
        Block(
            "paragraph",
            "Meanwhile, engineers in Baltimore are preparing 18 mirror segments, which were unfolded earlier this "
            "month, for their alignment. The first images are expected in June.",
            7,
        ),
        Block("heading", "What is the Webb telescope?", 9),
        Block(
            "paragraph",
            "The Webb telescope is an infrared observatory built by three space agencies. Planning began in 1996.",
            10,
        ),
        Block("heading", "Next steps", 12),
        Block(
            "paragraph",
            "The telescope will carry an “almost unbelievable” heat shield. “Its mirror is wider than that of Hubble,” "
            "said Jane Rigby, an astronomer.",
            13,
        ),
        Block("item", "Ten photographs of storms that will astonish you", 15),
        Block("item", "Quiz: how well do you know the planets", 16),
    ),
)


def found(kind: str, document: Document = TELESCOPE) -> list[Fact]:
    return [fact for fact in facts.find(document).items if fact.kind == kind]


def document(
    *paragraphs: str, title: str = "", published: dt.date | None = None, language: str = "en"
) -> Document:
    blocks = tuple(Block("paragraph", text, line) for line, text in enumerate(paragraphs, 1))
    return Document(path="a.txt", title=title, published=published, language=language, blocks=blocks)


# --- key facts -----------------------------------------------------------------------------------------


def test_the_first_key_fact_is_the_event_and_stands_in_its_sentence() -> None:
    first = found("key")[0]

    assert first.text.startswith("The James Webb Space Telescope reached its orbit")
    assert TELESCOPE.text[slice(*first.quote_span)] == first.quote
    assert first.line == 3


def test_no_key_fact_comes_from_an_explainer_a_heading_or_a_list() -> None:
    texts = " ".join(fact.text for fact in found("key"))

    assert "infrared" not in texts
    assert "Planning" not in texts
    assert "What is" not in texts
    assert "photographs" not in texts


def test_a_connective_is_taken_off_and_a_relative_clause_only_where_the_fact_is_too_long() -> None:
    texts = [fact.text for fact in found("key")]

    assert "The telescope’s mirrors may need months to cool." in texts
    assert any(text.startswith("Engineers in Baltimore are preparing 18 mirror segments") for text in texts)


def test_an_opening_pronoun_gets_the_one_name_before_it_in_brackets_with_a_second_span() -> None:
    told = document(
        "Marie Curie won the prize for physics in 1903. She weighed radium in a cold shed near the school.",
        title="Radium",
    )

    named = next(fact for fact in found("key", told) if fact.text.startswith("["))

    assert named.text == "[Marie Curie] weighed radium in a cold shed near the school."
    assert [told.text[a:b] for a, b in named.spans] == [
        "She weighed radium in a cold shed near the school.",
        "Marie Curie won the prize for physics in 1903.",
    ]


def test_an_opening_pronoun_that_may_mean_two_people_makes_no_fact() -> None:
    told = document(
        "Mary Leakey met Jane Goodall in Nairobi. She described the footprints of Laetoli to her."
    )

    assert [fact.text for fact in found("key", told)] == ["Mary Leakey met Jane Goodall in Nairobi."]


def test_a_long_sentence_is_trimmed_by_deletion_and_keeps_its_hedge() -> None:
    told = document(
        "GENEVA (Example Wire) — The glacier above the village, which has lost a third of its ice since 1980 and is "
        "watched by a dozen cameras, may break off within the next few days, geologists said on Tuesday."
    )

    fact = found("key", told)[0]

    assert fact.text == (
        "The glacier above the village may break off within the next few days, geologists said on Tuesday."
    )
    assert fact.quote == told.text


def test_every_further_key_fact_says_something_new() -> None:
    told = document(
        "The Suez Canal reopened on Saturday after the grounded ship was freed.",
        "The Suez Canal was reopened on Saturday after the grounded ship was freed by tugs.",
        "Insurers expect claims of more than 300 million dollars for delayed cargo.",
    )

    texts = [fact.text for fact in found("key", told)]

    assert texts[1].startswith("Insurers")
    assert len(texts) == 2


# --- fields --------------------------------------------------------------------------------------------


def test_who_is_named_in_full() -> None:
    assert "Bill Nelson" in [fact.answer for fact in found("who")]


def test_where_takes_the_country_or_state_behind_the_town() -> None:
    assert found("where")[0].answer == "Baltimore, Maryland"


def test_when_stays_as_written_with_the_iso_date_beside_it() -> None:
    first = found("when")[0]

    assert (first.text, first.iso) == ("Monday", "2022-01-24")


def test_when_is_unresolved_without_the_date_of_the_source() -> None:
    undated = msgspec.structs.replace(TELESCOPE, published=None)

    assert [fact.iso for fact in found("when", undated) if fact.answer == "Monday"] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is about 1.5 million kilometres from Earth.",
            ("about 1.5 million kilometres", 1_500_000, "kilometre"),
        ),
        ("The bridge will cost up to $3.5 billion.", ("up to $3.5 billion", 3_500_000_000, "dollar")),
        ("Prices rose by 4.2 per cent.", ("4.2 per cent", 4.2, "percentage")),
        ("Some 12,000 people left the island.", ("Some 12,000 people", 12_000, "person")),
        ("The reservoir covers 5 square kilometres.", ("5 square kilometres", 5, "square kilometre")),
        ("It burns 20 to 30 tonnes of coal.", ("20 to 30 tonnes", 25, "tonne")),
    ],
)
def test_a_quantity_keeps_its_words_and_has_value_and_unit(
    text: str, expected: tuple[str, float, str]
) -> None:
    fact = found("quantity", document(text))[0]

    assert (fact.answer, fact.value, fact.unit) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1987.",
        "Marie Curie, 36, shared the prize.",
        "The 36-year-old physicist shared the prize.",
        "The session opens at 10 am.",
        "Article 5 of the treaty was invoked.",
        "It happened on 26 April 1986.",
    ],
)
def test_years_ages_times_and_names_are_no_quantities(text: str) -> None:
    assert found("quantity", document(text)) == []


def test_a_quantity_says_what_it_counts() -> None:
    texts = [
        fact.text for fact in found("quantity", document("They carry loads of up to 400 tonnes of steel."))
    ]

    assert texts == ["loads of up to 400 tonnes of steel"]


def test_a_count_has_no_words_before_it_and_no_preposition() -> None:
    texts = [
        fact.text for fact in found("quantity", document("The crews came from 104 countries with 676 boxes."))
    ]

    assert texts == ["104 countries", "676 boxes"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fire on the quay killed five people, the police said.", "killed five people"),
        ("Four people were killed in a fire on the quay.", "Four people were killed"),
        ("A flat on the quay sold for $23 million in May.", "sold for $23 million"),
        ("Sales on the quay have fallen 15% this year.", "fallen 15%"),
        ("Some 200 houses on the quay were destroyed.", "Some 200 houses"),
        ("The yard employed 300 workers, it said.", "300 workers"),
        ("The yard has 300 workers, it said.", "300 workers"),
        ("The towns of the coast are spending $12 per person on it.", "$12 per person"),
        ("The yard makes 300 sails a week for the ferries.", "300 sails a week"),
        ("They were ordered to carry 300 crates.", "300 crates"),
    ],
)
def test_an_amount_that_says_nothing_alone_has_its_verb(text: str, expected: str) -> None:
    assert [fact.text for fact in found("quantity", document(text))] == [expected]


def test_the_sides_of_a_sheet_are_no_quantities() -> None:
    assert found("quantity", document("The sheet measures 841 × 1189 millimetres.")) == []


def test_a_place_of_something_else_says_so() -> None:
    told = document("Ana Reyes spoke in Bern about the war in Spain.")

    assert [(fact.answer, fact.rule) for fact in found("where", told)] == [
        ("Bern", "place"),
        ("Spain", "aside"),
    ]


def test_a_body_is_one_that_acts() -> None:
    told = document(
        "The Esk Council closed the bridge, with a letter to the Transport Ministry and the Esk Prize."
    )

    rules = {fact.answer: fact.rule for fact in found("who", told)}

    assert rules["Esk Council"] == "body"
    assert rules["Transport Ministry"] == rules["Esk Prize"] == "name"


def test_what_happened_before_the_story_is_marked_as_past() -> None:
    told = document(
        "The Esk Bridge reopened for cars and lorries on Monday, the council of the valley said.",
        "Earlier this year, the council had closed it for the repair of the arches and of the road.",
        "The first stone bridge over the Esk was finished by soldiers of the garrison in 1848.",
        published=dt.date(2025, 3, 4),
    )

    rules = {fact.quote.split(" ")[1]: fact.rule for fact in found("key", told)}

    assert rules == {"Esk": "sentence", "this": "past", "first": "past"}


def test_background_defines_or_tells_of_the_past_and_does_not_warn() -> None:
    told = document(
        "The Esk Bridge reopened on Monday.",
        "What is the Esk Bridge?",
        "The danger is real, according to the council of the valley. The bridge was built by soldiers in 1848.",
    )

    assert [fact.text for fact in found("background", told)] == ["The bridge was built by soldiers in 1848."]


def test_background_comes_from_the_explainer_or_an_older_time() -> None:
    first = found("background")[0]

    assert first.text == "The Webb telescope is an infrared observatory built by three space agencies."


# --- quotes --------------------------------------------------------------------------------------------


def test_quotes_have_their_speaker_on_either_side() -> None:
    assert [(fact.answer, fact.speaker) for fact in found("quote")] == [
        ("We are one step closer to uncovering the mysteries of the universe.", "Bill Nelson"),
        ("Its mirror is wider than that of Hubble", "Jane Rigby"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The ice is thinner every year,” Reyes said.", "Reyes"),
        ("“The ice is thinner every year,” said Ana Reyes, who leads the station.", "Ana Reyes"),
        ("Ana Reyes, a chemist at the station, said: “The ice is thinner every year.”", "Ana Reyes"),
        (
            "On Monday, on a visit to Oslo, Reyes said she would stay, adding, “The ice is thinner every year.”",
            "Reyes",
        ),
        ("Despite its funds, Reyes was blunt: “The ice is thinner every year.”", "Reyes"),
        ("“The ice is thinner every year,” according to Ana Reyes.", "Ana Reyes"),
        ("Mrs Reyes opened the station. “The ice is thinner every year,” she said.", "Reyes"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str) -> None:
    quotes = found("quote", document(text))

    assert [fact.speaker for fact in quotes] == [speaker]
    assert text[slice(*quotes[0].speaker_span)] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “ship of a thousand and one dreams” left the port.",
        "“The ice is thinner every year,” it said.",
        "The critic called it “simply very bad”.",
        "Reyes said Amundsen had praised the crew for the “greatest march of the whole age,” calling it rare.",
        "Mary Leakey met Jane Goodall. They agreed. “The ice is thinner every year.”",
    ],
)
def test_scare_quotes_and_unsure_speakers_are_left_out(text: str) -> None:
    assert found("quote", document(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "de",
            "„Das Eis wird jedes Jahr dünner“, sagte die Chemikerin Ana Reyes am Montag.",
            "Ana Reyes",
        ),
        ("de", "Am Montag sagte Ana Reyes: „Das Eis wird jedes Jahr dünner.“", "Ana Reyes"),
        ("de", "Ana Reyes leitet die Station. „Das Eis wird jedes Jahr dünner“, so Reyes.", "Ana Reyes"),
        ("fr", "« La glace est plus mince chaque année », a déclaré la chimiste Ana Reyes.", "Ana Reyes"),
        ("es", "«El hielo es más fino cada año», dijo la química Ana Reyes en Oslo.", "Ana Reyes"),
        ("pt", "“O gelo fica mais fino a cada ano”, disse a química Ana Reyes.", "Ana Reyes"),
        ("it", "Ana Reyes ha detto: «Il ghiaccio è più sottile ogni anno».", "Ana Reyes"),
        ("nl", "‘Het ijs wordt elk jaar dunner’, zei onderzoeker Ana Reyes.", "Ana Reyes"),
    ],
)
def test_a_named_speaker_is_found_in_other_languages(language: str, text: str, speaker: str) -> None:
    quotes = found("quote", document(text, language=language))

    assert [fact.speaker for fact in quotes] == [speaker]
    assert text[slice(*quotes[0].speaker_span)] == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Das Eis wird jedes Jahr dünner“, sagte sie am Montag in Oslo."),
        ("de", "Das Schiff heißt „Der letzte Winter auf dem Eis“ und liegt bei Ana Reyes."),
        ("fr", "« La glace est plus mince chaque année », a déclaré la ministre de la Justice."),
        ("es", "«El hielo es más fino cada año», dijo ayer."),
    ],
)
def test_in_other_languages_an_unsure_speaker_is_left_out_too(language: str, text: str) -> None:
    assert found("quote", document(text, language=language)) == []


def test_a_speaker_is_named_in_full_where_the_text_does_so_elsewhere() -> None:
    told = document("Ana Reyes opened the station.", "“The ice is thinner every year,” Reyes said.")

    quote = found("quote", told)[0]

    assert (quote.speaker, told.text[slice(*quote.speaker_span)]) == ("Ana Reyes", "Ana Reyes")
    assert [told.text[a:b] for a, b in quote.spans] == [
        "“The ice is thinner every year,” Reyes said.",
        "Ana Reyes opened the station.",
    ]


def test_a_last_name_of_two_people_means_the_one_named_first_or_nobody() -> None:
    said = "“The ice is thinner every year,” Reyes said."
    first = document("Ana Reyes opened the station.", said, "Her father, Juan Reyes, built it.")
    unsure = document("Ana Reyes met Juan Reyes at the station.", said)

    assert [fact.speaker for fact in found("quote", first)] == ["Ana Reyes"]
    assert [fact.speaker for fact in found("quote", unsure)] == ["Reyes"]


def test_speech_carries_over_a_short_attribution() -> None:
    told = document("“The ice is thinner every year,” Reyes said. “We measure it with a simple drill.”")

    assert [fact.speaker for fact in found("quote", told)] == ["Reyes", "Reyes"]


# --- languages, order, forms ---------------------------------------------------------------------------


def test_a_language_without_rules_gets_no_guessed_fields() -> None:
    told = document("Il ponte sul fiume è stato aperto lunedì a Colonia.", language="it")

    assert {fact.kind for fact in facts.find(told).items} == {"key"}


def test_a_finder_can_be_turned_off_by_name() -> None:
    for name in facts.FINDERS:
        kinds = {fact.kind for fact in facts.find(TELESCOPE, off=[name]).items}
        assert name not in kinds


def test_key_facts_come_first_and_all_have_a_rule() -> None:
    items = facts.find(TELESCOPE).items

    assert [fact.kind for fact in items[:3]] == ["key"] * 3
    assert all(fact.rule for fact in items)


def test_an_empty_document_has_no_facts() -> None:
    assert facts.find(Document(path="empty.txt")) == Facts()
    assert facts.from_text("empty", " \n\n ") == Facts()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r"])
def test_offsets_point_into_the_very_text_of_a_program(end: str) -> None:
    lines = (
        "  The dam holds 40 tonnes of water.",
        "Tall ships met in Oslo, Norway, on 3 May 2020.",
        "“It was a very fine sight,” Reyes said.",
    )
    text = end.join([*lines, ""])

    items = facts.from_text("a", text).items

    assert {"key", "quantity", "where", "when", "quote"} <= {fact.kind for fact in items}
    for fact in items:
        assert text[slice(*fact.quote_span)] == fact.quote
        assert (
            text[: fact.quote_span[0]].replace("\r\n", "\n").replace("\r", "\n").count("\n") == fact.line - 1
        )
        if fact.speaker_span:
            assert text[slice(*fact.speaker_span)] == fact.speaker


def test_the_json_form_has_every_key() -> None:
    form = facts.as_json(found("quote")[0])

    keys = "kind label text answer quote line spans quote_span speaker speaker_span iso value unit rule score"
    assert " ".join(form) == keys
    assert msgspec.json.decode(msgspec.json.encode(form))["speaker"] == "Bill Nelson"


# --- the gate ------------------------------------------------------------------------------------------

TEXT = TELESCOPE.text
PIECES = [*TEXT.split(), "Mars", "1.6", "not", "[NASA]", "[Bill Nelson]", "2031", "“", "million"]
OFFSETS = st.integers(-5, len(TEXT) + 5)
SPANS = st.one_of(
    st.tuples(OFFSETS, OFFSETS),
    st.sampled_from([fact.quote_span for fact in facts.find(TELESCOPE).items]),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
HOSTILE = st.builds(
    Fact,
    kind=st.sampled_from(["key", "who", "when", "quote", "quantity", "background", "nonsense", None]),
    text=st.one_of(WORDS, st.text(max_size=20)),
    quote=WORDS,
    quote_span=SPANS,
    spans=st.lists(SPANS, max_size=3).map(tuple),
    line=st.integers(),
    answer=WORDS,
    speaker=WORDS,
    speaker_span=st.none() | SPANS,
    iso=st.sampled_from(["", "2022-01-24", "tomorrow"]),
    value=st.none() | st.floats(),
    score=st.floats(),
)


@st.composite
def _near(draw: st.DrawFn) -> Fact:
    """A true fact with one thing changed: what a careless finder returns."""
    fact = draw(st.sampled_from(facts.find(TELESCOPE).items))
    other = draw(HOSTILE)
    field = draw(st.sampled_from(fact.__struct_fields__))
    changed = {field: getattr(other, field)}
    if draw(st.booleans()):
        words = fact.text.split()
        del words[draw(st.integers(0, len(words) - 1))]
        changed["text"] = " ".join(words)
    return msgspec.structs.replace(fact, **changed)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(HOSTILE, _near(), st.none(), st.text(max_size=3)), max_size=4))
def test_whatever_a_finder_returns_nothing_unsupported_comes_out(proposed: list[object]) -> None:
    def hostile(_: Article) -> list[Fact]:
        return proposed  # type: ignore[return-value]  # that is the point

    for fact in facts.find(TELESCOPE, off=facts.FINDERS, finders={"hostile": hostile}).items:
        cited = [TEXT[a:b] for a, b in fact.spans]
        assert all(0 <= a < b <= len(TEXT) for a, b in (fact.quote_span, *fact.spans))
        assert folded(TEXT[slice(*fact.quote_span)]) == folded(fact.quote)
        assert not missing_words(fact.text, cited)
        assert folded(fact.answer) in folded(fact.quote)
        assert fact.line in {block.line for block in TELESCOPE.blocks}
        named = [TEXT[slice(*fact.speaker_span)]] if fact.speaker_span else []
        assert not missing_words(fact.speaker, [*cited, *named])
        assert fact.kind != "quote" or fact.speaker
        assert math.isfinite(fact.score)
        assert fact.value is None or math.isfinite(fact.value)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The James Webb Space Telescope reached its orbit around the Moon on Monday."},
        {"text": "Telescope Space Webb James The reached its orbit."},
        {
            "text": "The James Webb Space Telescope reached its orbit, 1.5 kilometres from Earth, the agency said."
        },
        {"text": "The James Webb Space Telescope reached its orbit around the Sun on Monday."},
        {"text": "[Jane Rigby] reached its orbit around the Sun on Monday, the space agency said."},
        {"quote": "The James Webb Space Telescope reached its orbit."},
        {"quote_span": (0, 10_000)},
        {"quote_span": (3, 1)},
        {"spans": ()},
        {"spans": ((0, 400),)},
        {"value": math.nan},
        {"iso": "Monday"},
        {"kind": "rumour"},
    ],
    ids=lambda change: f"{next(iter(change))}-{str(next(iter(change.values())))[:24]}",
)
def test_the_gate_drops_a_fact_with_one_fault(change: dict[str, object]) -> None:
    true = found("key")[0]

    assert facts.gate(TELESCOPE, true) == true
    assert facts.gate(TELESCOPE, msgspec.structs.replace(true, **change)) is None


def test_the_gate_sets_the_line() -> None:
    true = found("key")[0]

    assert facts.gate(TELESCOPE, msgspec.structs.replace(true, line=99)) == true


def test_a_quote_with_a_speaker_from_elsewhere_is_dropped() -> None:
    true = found("quote")[0]
    span = next(fact.speaker_span for fact in found("quote") if fact.speaker == "Jane Rigby")

    assert facts.gate(TELESCOPE, msgspec.structs.replace(true, speaker="Galileo")) is None
    assert facts.gate(TELESCOPE, msgspec.structs.replace(true, speaker="Galileo", speaker_span=span)) is None
    assert facts.gate(TELESCOPE, msgspec.structs.replace(true, speaker="")) is None


# --- the sample ----------------------------------------------------------------------------------------


@pytest.fixture
def sample() -> str:
    """The sample's story with the faults of its copy repaired by hand: one copy, no stray spaces, no tail."""
    folder = os.environ.get("BRIEFINGS_SEED")
    if not folder:
        pytest.skip("BRIEFINGS_SEED names no folder with the sample")
    lines = next(iter(sorted(Path(folder).glob("*.txt")))).read_text(encoding="utf-8").split("\n")
    unique = list(dict.fromkeys(lines[: lines.index("You may also like")]))
    return "\n".join(unique).replace(" ,", ",").replace(" .", ".").replace(".With", ". With")


def _answers(items: tuple[Fact, ...], kind: str) -> list[str]:
    return [fact.answer for fact in items if fact.kind == kind]


def test_the_sample_keeps_its_facts(sample: str) -> None:
    items = facts.from_text("sample", sample).items
    keys = [fact.text for fact in items if fact.kind == "key"]

    assert "phone conversation" in keys[0]
    assert any("meeting of senior advisers" in text and "Budapest" in text for text in keys[:4])
    assert any("missile support is expected" in text for text in keys[:7])
    assert all(len(text.split()) <= 25 for text in keys[:3])
    assert not any(text.startswith("Earlier today") for text in keys)
    assert not any("cruise missiles" in text or "Mercury" in text or "TNT" in text for text in keys)
    assert not any(text.split()[0] in {"He", "But", "This", "Meanwhile", "These", "They"} for text in keys)
    assert {"Donald Trump", "Vladimir Putin", "Volodymyr Zelenskyy", "Marco Rubio"} <= set(
        _answers(items, "who")
    )
    assert _answers(items, "where")[0] == "Budapest, Hungary"
    assert {fact.text for fact in items if fact.kind == "quantity"} >= {
        "travel over 1,000 miles",
        "speeds of up to 550 mph",
        "warheads equivalent to around 400 pounds of TNT",
    }
    assert any("missiles" in fact.text for fact in items if fact.kind == "background")


def test_the_sample_keeps_its_speakers(sample: str) -> None:
    quotes = [fact for fact in facts.from_text("sample", sample).items if fact.kind == "quote"]

    assert {fact.speaker for fact in quotes} == {"Donald Trump"}
    assert len(quotes) >= 2
    assert not any("very productive" in fact.answer or "involvement" in fact.answer for fact in quotes)


def test_the_sample_has_its_days_only_with_its_date(sample: str) -> None:
    undated = {f.answer: f.iso for f in facts.from_text("sample", sample).items if f.kind == "when"}
    dated = {
        f.answer: f.iso
        for f in facts.from_text("sample", sample, published=dt.date(2025, 10, 16)).items
        if f.kind == "when"
    }

    assert undated["tomorrow"] == undated["Friday"] == ""
    assert dated["tomorrow"] == dated["Friday"] == "2025-10-17"


@pytest.mark.parametrize("opening", ["LONDON, 3 March 2025 - ", "LONDON, March 3, 2025 (Example News) — "])
def test_a_dateline_with_a_day_is_no_part_of_a_fact(opening: str) -> None:
    sentence = "The council of Ryde closed the old pier to all traffic on Monday after a storm."
    found = facts.from_text("text", f"{opening}{sentence} Nobody was hurt.", "", None)
    keys = [fact.text for fact in found.items if fact.kind == "key"]

    assert keys[0].startswith("The council of Ryde closed")
    assert [fact.answer for fact in found.items if fact.kind == "where"][:1] == ["LONDON"]
