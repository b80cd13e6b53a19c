"""Drafting: a whole briefing of the source's words alone."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings import box, cleaning, drafting, frontmatter
from briefings.drafting import Setting, Verdict
from briefings.drafting.choice import chosen
from briefings.drafting.fields import is_main
from briefings.drafting.figures import is_fragment, says_itself
from briefings.drafting.headlines import summary_of, title_of
from briefings.drafting.names import has_article, is_person, is_shown, people, places, topics_in
from briefings.drafting.quoting import quotes
from briefings.escaping import unescape
from briefings.facts import find as find_facts
from briefings.model import Block, BoxLine, Citation, Document, Fact, FactKind, Facts, SourceRef
from briefings.readers import text
from briefings.words import listed

BRIDGE = "The Esk Bridge reopened on Monday after two years of repairs, the council said."
COST = "The work cost 4.2 million pounds, twice the sum planned in 2021."
SPOKEN = "“We have waited a long time for this,” said Mary Hume, who runs the ferry."
BUILT = "The bridge was built in 1848."
DOCUMENT = Document(
    path="content/sources/esk-bridge.txt",
    title="Esk Bridge: open again",
    publisher="Eskdale Post",
    url="https://example.org/esk",
    published=dt.date(2025, 3, 4),
    blocks=(
        Block("paragraph", f"{BRIDGE} {COST}", 3),
        Block("heading", "The ferry", 5),
        Block("paragraph", SPOKEN, 6),
        Block("item", "Ferry: until Friday", 7),
        Block("item", "Bus: as before", 8),
        Block("paragraph", BUILT, 10),
    ),
)


def fact(
    kind: FactKind, text: str, quote: str, *more: str, document: Document = DOCUMENT, **fields: str
) -> Fact:
    """Make a fact that cites sentences of the document."""
    spans = tuple((at, at + len(s)) for s in (quote, *more) if (at := document.text.index(s)) >= 0)
    made = Fact(kind=kind, text=text, quote=quote, quote_span=spans[0], spans=spans, line=0, score=3.0)
    return replace(made, **{"answer": "" if kind == "key" else text, **fields})


FACTS = Facts(
    (
        fact("key", BRIDGE, BRIDGE),
        fact("key", COST, COST),
        fact("key", "[The Esk Bridge] was built in 1848.", BUILT, BRIDGE),
        fact("who", "The council", BRIDGE),
        fact("where", "Langholm, Scotland", BRIDGE),
        fact("when", "Monday", BRIDGE, iso="2025-03-03"),
        fact("quantity", "4.2 million pounds", COST),
        fact("quantity", "two years", BRIDGE),
        fact("quote", "“…”", SPOKEN, answer="We have waited a long time for this", speaker="Mary Hume"),
        fact("quote", "“…”", SPOKEN, answer="a long time", speaker="Mary Hume"),
        fact("background", BUILT, BUILT, answer=""),
    )
)
SETTING = Setting(
    id="k3f7c2m7q4x6w5ta",
    file="esk-bridge.txt",
    date=dt.date(2025, 3, 4),
    topics=("Ferries", "Bus", "Council"),
)

EXPECTED = """\
---
id: "k3f7c2m7q4x6w5ta"
title: "Esk Bridge: open again"
date: 2025-03-04
summary: BRIDGE COST
topics: [Bus, Council]
people: [Mary Hume]
places: [Langholm, Scotland]
sources:
  - id: s1
    file: esk-bridge.txt
    title: "Esk Bridge: open again"
    publisher: Eskdale Post
    date: 2025-03-04
    url: https://example.org/esk
status: ready
generated: "DIGEST"
---

::: key-facts

- The Esk Bridge reopened on Monday after two years of repairs, the council said. [^1]
- The work cost 4.2 million pounds, twice the sum planned in 2021. [^2]
- [The Esk Bridge] was built in 1848. [^3] [^1]
- **Who:** The council [^1]
- **Where:** Langholm, Scotland [^1]
- **When:** Monday (2025-03-03) [^1]
- **How much:** two years [^1]
- **How much:** 4.2 million pounds [^2]
- **In their words:** “We have waited a long time for this” — Mary Hume [^4]

:::

BRIDGE COST

## The ferry

“We have waited a long time for this,” said Mary Hume, who runs the ferry.

- Ferry: until Friday
- Bus: as before

The bridge was built in 1848.

[^1]: s1, line 3: "The Esk Bridge reopened on Monday after two years of repairs, the council said."
[^2]: s1, line 3: "The work cost 4.2 million pounds, twice the sum planned in 2021."
[^3]: s1, line 10: "The bridge was built in 1848."
[^4]: s1, line 6: "“We have waited a long time for this,” said Mary Hume, who runs the ferry."
""".replace("BRIDGE COST", f"{BRIDGE} {COST}")


def test_a_draft_is_a_whole_briefing() -> None:
    drafted = drafting.draft(DOCUMENT, FACTS, SETTING)

    assert drafted == EXPECTED.replace("DIGEST", frontmatter.digest(drafted))
    assert not frontmatter.is_edited(drafted)


def test_a_draft_is_read_without_problems() -> None:
    briefing = frontmatter.parse(drafting.draft(DOCUMENT, FACTS, SETTING), "a.md")
    parsed = box.parse(briefing.body, "a.md", first_line=briefing.body_line, sources=["s1"])

    assert parsed.problems == ()
    assert len(parsed.box.lines) == 9
    assert parsed.body.strip().startswith("The Esk Bridge reopened")
    assert parsed.body.strip().endswith("built in 1848.")


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        ("none", []),
        ("excerpt", [DOCUMENT.blocks[0].text, SPOKEN, BUILT]),
    ],
)
def test_the_body_may_be_left_out(extent: str, expected: list[str]) -> None:
    drafted = drafting.draft(DOCUMENT, FACTS, replace(SETTING, body=extent))
    body = box.parse(frontmatter.parse(drafted, "a.md").body).body

    assert [line for line in body.split("\n") if line] == expected


@pytest.mark.parametrize("extent", ["full", "excerpt"])
def test_a_caption_is_no_part_of_the_body_but_may_be_cited(extent: str) -> None:
    caption = "Photo: the bridge in 1848, with Queen Victoria on it."
    document = replace(DOCUMENT, blocks=(Block("caption", caption, 2), *DOCUMENT.blocks))
    found = Facts((fact("key", caption, caption, document=document),))
    parsed = box.parse(
        frontmatter.parse(drafting.draft(document, found, replace(SETTING, body=extent)), "a.md").body
    )

    assert parsed.box.citations[0].quote == caption
    assert "Photo" not in parsed.body


def test_a_guessed_date_is_shown_as_a_guess() -> None:
    drafted = drafting.draft(DOCUMENT, FACTS, replace(SETTING, date_guessed=True))

    assert "\ndate: 2025-03-04  # guessed: no date in the source\n" in drafted
    assert frontmatter.guessed(drafted) == ("date",)
    assert frontmatter.parse(drafted, "a.md").meta.date == dt.date(2025, 3, 4)


def test_a_source_in_another_language_says_so() -> None:
    german = replace(DOCUMENT, language="de")
    drafted = drafting.draft(german, FACTS, replace(SETTING, status="draft"))
    meta = frontmatter.parse(drafted, "a.md").meta

    assert (meta.lang, meta.sources[0].language, meta.status) == ("de", "de", "draft")
    assert "- **Wie viel:** 4.2 million pounds" in drafted


def test_an_empty_source_makes_a_briefing_with_a_name() -> None:
    drafted = drafting.draft(Document("content/sources/esk-2025.txt"), Facts(), SETTING)

    assert frontmatter.parse(drafted, "a.md").meta.title == "esk 2025"
    assert frontmatter.parse(drafted, "a.md").meta.summary == ""


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("[]^:*_`<>#-\"'\\“”—;"), min_size=1
)


@given(HOSTILE.filter(str.strip), HOSTILE.filter(str.strip))
def test_hostile_words_stay_words_in_every_place(one: str, two: str) -> None:
    one, two = " ".join(one.split()), " ".join(two.split())
    document = Document(
        "a.txt", title=two, publisher=one, url=two, blocks=(Block("paragraph", one, 1), Block("item", two, 2))
    )
    facts = Facts(
        (
            fact("key", one, one, document=document),
            fact("where", one, one, document=document),
            fact("background", two, two, document=document),
            fact("quote", "", one, document=document, answer=f"{one} a b c d e", speaker="Ana Reyes"),
        )
    )
    briefing = frontmatter.parse(drafting.draft(document, facts, SETTING), "a.md")
    parsed = box.parse(briefing.body, "a.md", sources=["s1"])

    assert parsed.problems == ()
    assert (briefing.meta.title, briefing.meta.sources[0].publisher) == (two, one)
    assert unescape(parsed.box.lines[0].text) == one
    assert {unescape(line.text) for line in parsed.box.lines} <= {one, two, f"{one} a b c d e"}
    assert {citation.quote for citation in parsed.box.citations} <= {one, two}
    assert [unescape(line) for line in parsed.body.split("\n") if line] == [one, f"- {two}"]


# --- the choice ----------------------------------------------------------------------------------------


def lines_of(facts: Facts, document: Document = DOCUMENT) -> list[BoxLine]:
    drafted = frontmatter.parse(drafting.draft(document, facts, SETTING), "a.md")
    return list(box.parse(drafted.body).box.lines)


def test_the_first_fact_has_thirty_words_at_most_and_the_others_twenty_five() -> None:
    document = replace(DOCUMENT, blocks=(Block("paragraph", " ".join("x" * 300), 1),))
    facts = [
        fact("key", " ".join(letter * length), "x", document=document)
        for letter, length in [("a", 31), ("b", 30), ("c", 26), ("d", 25), ("e", 5), ("f", 5)]
    ]

    assert [line.text[0] for line in lines_of(Facts(tuple(facts)), document)] == ["b", "d", "e"]


@pytest.mark.parametrize(("language", "limit"), [("en", 30), ("es", 40)])
def test_a_lede_that_cannot_be_cut_may_be_longer(language: str, limit: int) -> None:
    lede, other = " ".join(["palabra"] * limit) + ".", "El consejo abrió el puente el lunes."
    document = replace(DOCUMENT, language=language, blocks=(Block("paragraph", f"{lede} {other}", 3),))
    facts = Facts(tuple(fact("key", said, said, document=document) for said in (other, lede)))

    assert chosen(document, facts)[0].text == lede


def test_a_long_source_has_seven_facts_at_most() -> None:
    document = replace(DOCUMENT, blocks=(Block("paragraph", " ".join("x" * 2000), 1),))
    facts = Facts(tuple(fact("key", f"Fact {n}.", "x", document=document) for n in range(20)))

    assert [line.text for line in lines_of(facts, document)] == [f"Fact {n}." for n in range(7)]


def test_nothing_is_said_twice() -> None:
    doubled = Facts((*FACTS.items, *FACTS.items))

    assert lines_of(doubled) == lines_of(FACTS)


def test_a_fact_that_ends_by_pointing_elsewhere_comes_last() -> None:
    pointing = "The whole of the old town fills less than one pixel in them."
    telling = [
        "The council has paid for all of the work on the bridge.",
        "The ferry will go on until the end of May.",
    ]
    document = replace(DOCUMENT, blocks=(Block("paragraph", " ".join([BRIDGE, pointing, *telling]), 1),))
    keys = [fact("key", text, text, document=document) for text in (BRIDGE, pointing, *telling)]

    assert [line.text for line in chosen(document, Facts(tuple(keys)))] == [BRIDGE, *telling]


def long_source(*said: str, title: str = "") -> Document:
    """Make a source that is long enough for seven facts, and ends with these sentences, between which are others."""
    blocks = (Block("paragraph", "x " * 400, 1), Block("paragraph", " There is more. ".join(said), 2))
    return replace(DOCUMENT, title=title, blocks=blocks)


def keyed(*said: str, title: str = "") -> list[str]:
    """Give the facts without a label of a source with these sentences, of which the first weighs most."""
    document = long_source(*said, title=title)
    keys = [fact("key", text, text, document=document) for text in said]
    return [line.text for line in chosen(document, Facts(tuple(keys)))]


SANK = "A ferry with 90 people sank in the Esk on Monday night."
SAVED = "Mary Hume and two of her sons saved 70 of them in a boat."
FOUND = "Divers found the last of the missing on Thursday near Langholm."
DEVICE = "The device was made in Oslo and had been used for nine years."


@pytest.mark.parametrize(
    ("said", "is_known"),
    [
        (DEVICE, False),
        ("The device's maker is in Oslo and has sold none since 2021.", False),
        ("That green device will be sold again in May, the maker said.", False),
        ("The devices, made in Oslo, have been used for nine years.", False),
        ("The device of the ferry was made in Oslo nine years ago.", True),
        ("The device that failed was made in Oslo nine years ago.", True),
        ("The government will pay for all of the work on the ferry.", True),
        ("The largest device was made in Oslo nine years ago, he said.", True),
        ("The ferry was made in Oslo and had been used for nine years.", True),
        ("The eight people who were saved are well, the council said.", True),
        ("The Esk Bridge was made in Oslo nine years ago, it is said.", True),
    ],
)
def test_what_a_sentence_takes_for_known_stands_in_a_line_before(said: str, *, is_known: bool) -> None:
    assert (said in keyed(SANK, said, SAVED, FOUND)) is is_known


def test_the_title_makes_known_what_a_sentence_is_about() -> None:
    assert keyed(SANK, DEVICE, SAVED, FOUND, title="Device failed on ferry") == [SANK, DEVICE, SAVED, FOUND]


def test_what_goes_on_with_a_line_stands_behind_it() -> None:
    text = f"{SANK} {DEVICE} {'x ' * 400} {SAVED} {FOUND}"
    document = replace(DOCUMENT, title="", blocks=(Block("paragraph", text, 1),))
    facts = Facts(tuple(fact("key", said, said, document=document) for said in (SANK, FOUND, SAVED, DEVICE)))

    assert [line.text for line in chosen(document, facts)] == [SANK, DEVICE, FOUND, SAVED]


def test_what_nobody_knows_stands_where_there_are_too_few_others() -> None:
    assert keyed(SANK, DEVICE, SAVED) == [SANK, SAVED, DEVICE]
    assert keyed(DEVICE, SANK, SAVED, FOUND) == [SANK, SAVED, FOUND]


def test_a_quotation_needs_a_speaker() -> None:
    quotes = Facts((fact("quote", "", SPOKEN, answer="We have waited a long time for this"),))

    assert lines_of(quotes) == []


def test_a_sentence_is_cited_by_one_label() -> None:
    drafted = frontmatter.parse(drafting.draft(DOCUMENT, FACTS, SETTING), "a.md")
    citations = box.parse(drafted.body).box.citations

    assert [replace(citation, line=0) for citation in citations] == [
        Citation("1", "s1", 3, BRIDGE),
        Citation("2", "s1", 3, COST),
        Citation("3", "s1", 10, BUILT),
        Citation("4", "s1", 6, SPOKEN),
    ]


NEWS = "The Esk Bridge reopened on Monday, the council said."
FERRY = "Mary Hume and Ana Reyes will end the ferry service in Langholm on Friday."
HISTORY = "The bridge was first opened in 1848 in Langholm, after the war in Spain."
TALE = Document(
    "content/sources/tale.txt",
    published=dt.date(2025, 3, 4),
    blocks=(
        Block("paragraph", f"LANGHOLM, Scotland — {NEWS}", 1),
        Block("paragraph", f"{FERRY} {HISTORY} Langholm has 2,200 people.", 2),
    ),
)
LEDE = TALE.blocks[0].text


def told(kind: FactKind, text: str, quote: str, **fields: str | float) -> Fact:
    return replace(fact(kind, text, quote, document=TALE), **fields)


TOWN = TALE.blocks[1].text[-27:]
PEOPLE = told("quantity", "has 2,200 people", TOWN, answer="2,200", value=2200.0, unit="person")
KEYS = (told("key", FERRY, FERRY), told("key", HISTORY, HISTORY, rule="past"), told("key", NEWS, LEDE))


def box_of(*facts: Fact) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in lines_of(Facts((*KEYS, *facts)), TALE)][3:]


def test_the_first_fact_is_the_news_of_the_lede_and_the_past_comes_last() -> None:
    assert [line.text for line in lines_of(Facts(KEYS), TALE)] == [NEWS, FERRY, HISTORY]


def test_who_is_one_line_of_people_and_bodies_that_the_key_facts_name() -> None:
    names = [told("who", name, FERRY, rule="person") for name in ("Mary Hume", "Ana Reyes")]
    thing = told("who", "Esk Bridge", LEDE, rule="name")
    elsewhere = told("who", "Langholm has", TALE.blocks[1].text[-27:], rule="body")

    assert box_of(thing, *names, elsewhere) == [("who", "Mary Hume, Ana Reyes")]


def names_in(text: str, *names: str, title: str = "", lands: tuple[str, ...] = ()) -> str:
    """Give the line of names of a source of two sentences of which the first is a key fact."""
    document = replace(DOCUMENT, title=title, blocks=(Block("paragraph", text, 1),))
    first = text.partition(". ")[0] + "."
    made = [fact("key", first, first, document=document)]
    made += [
        fact("who", name, first, document=document, rule=rule)
        for name, _, rule in (n.partition("/") for n in names)
    ]
    made += [fact("where", land, first, document=document) for land in lands]
    return next((line.text for line in chosen(document, Facts(tuple(made))) if line.kind == "who"), "")


def test_who_is_nobody_that_only_tells_it_and_no_half_of_a_name() -> None:
    told_to = "Mary Hume told Efe that Ana and the Chronicle will buy the ferry. Efe reported it."
    names = ("Mary Hume/person", "Efe/body", "Ana/person", "Chronicle/body")

    assert names_in(told_to, *names) == "Mary Hume"
    assert (
        names_in("Ana told Efe that the ferry is hers. Efe reported it.", "Ana/person", "Efe/body")
        == "Ana, Efe"
    )


def test_who_is_a_body_of_a_common_name_where_the_title_has_it() -> None:
    text, names = (
        "Mary Hume told it that the Senate wants a ferry. It is old.",
        ("Mary Hume/person", "Senate/body"),
    )

    assert names_in(text, *names, title="Senate wants a ferry") == "Mary Hume, Senate"
    assert names_in(text, *names) == "Mary Hume"


def test_who_is_a_country_where_the_title_has_it_or_nobody_else_is_there() -> None:
    text, names = (
        "Mary Hume sold the ferry to Norway on Monday. It is old.",
        ("Mary Hume/person", "Norway/body"),
    )

    assert names_in(text, *names, lands=("Norway",)) == "Mary Hume"
    assert names_in(text, *names, lands=("Norway",), title="Norway buys a ferry") == "Mary Hume, Norway"
    assert names_in(text, names[1], lands=("Norway",)) == "Norway"


def test_where_is_the_dateline_written_as_the_text_writes_the_name() -> None:
    line = told("where", "LANGHOLM, Scotland", LEDE, rule="dateline")

    assert box_of(told("where", "Langholm", FERRY), line) == [("where", "Langholm, Scotland")]


def test_where_is_left_out_in_doubt() -> None:
    assert box_of(told("where", "Spain", HISTORY, rule="aside")) == []


def test_when_is_the_day_of_the_news_with_its_date() -> None:
    days = [
        told("when", "1848", HISTORY, iso="1848"),
        told("when", "Friday", FERRY, iso="2025-03-07"),
        told("when", "Monday", LEDE, iso="2025-03-03"),
    ]

    assert box_of(*days) == [("when", "Monday (2025-03-03)")]
    assert box_of(*days[:2]) == [("when", "Friday (2025-03-07)")]


@pytest.mark.parametrize(
    ("word", "shown"), [("Today", []), ("yesterday", []), ("March", [("when", "March")])]
)
def test_a_today_of_no_date_says_nothing_to_who_reads_it_another_day(
    word: str, shown: list[tuple[str, str]]
) -> None:
    assert box_of(told("when", word, LEDE)) == shown


@pytest.mark.parametrize(
    ("text", "answer", "unit", "shown"),
    [
        ("speeds of up to 550 mph", "up to 550 mph", "mile per hour", True),
        ("1.5 metres of ice", "1.5 metres", "metre", True),
        ("20 people", "20 people", "person", False),
        ("killed 20 people", "20 people", "person", False),
        ("93% of ferries", "93%", "percentage", False),
        ("12 ferries", "12 ferries", "ferry", False),
    ],
)
def test_a_figure_beside_the_news_says_itself_what_it_measures(
    text: str, answer: str, unit: str, *, shown: bool
) -> None:
    assert says_itself(told("quantity", text, TOWN, answer=answer, unit=unit, rule="number")) is shown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("It has run since June 18, and on Monday it sank.", "Monday"),
        ("It ran from March 3 to May 4, and on Monday it sank.", "Monday"),
        ("It is let for the next year, and on Monday it sank.", "Monday"),
        ("It sank on June 18, and was found on Monday.", "June 18"),
    ],
)
def test_when_is_no_day_on_which_a_time_begins_or_ends(said: str, expected: str) -> None:
    document = replace(DOCUMENT, blocks=(Block("paragraph", said, 1),))
    days = [day for day in ("June 18", "March 3", "May 4", "next year", "Monday") if day in said]
    found = [fact("when", day, said, document=document) for day in days]
    told = chosen(document, Facts((fact("key", said, said, document=document), *found)))

    assert [line.text for line in told if line.kind == "when"] == [expected]


def test_how_much_says_what_of_and_says_it_once() -> None:
    again = replace(PEOPLE, text="2,200 people")
    bare = told("quantity", "1848", HISTORY, rule="measure")

    shown = told("key", TOWN, TOWN)

    assert box_of(shown, bare, PEOPLE, again)[-1:] == [("how-much", "has 2,200 people")]
    assert box_of(shown, again, replace(PEOPLE, value=None))[-1:] == [("how-much", "has 2,200 people")]


def test_how_much_is_of_what_the_key_facts_or_the_lede_tell() -> None:
    lede = "The ferry sank with 90 people, " + "of whom the town has heard nothing, " * 5 + "he said."
    other = "Langholm has 2,200 people."
    document = replace(TALE, blocks=(Block("paragraph", lede, 1), Block("paragraph", f"{FERRY} {other}", 2)))
    facts = (
        fact("key", FERRY, FERRY, document=document),
        fact(
            "quantity",
            "has 2,200 people",
            other,
            document=document,
            answer="2,200 people",
            rule="number",
            unit="person",
        ),
        fact(
            "quantity", "90 people", lede, document=document, answer="90 people", rule="number", unit="person"
        ),
    )

    assert [line.text for line in chosen(document, Facts(facts)) if line.kind == "how-much"] == ["90 people"]
    facts = tuple(replace(found, rule="of a plug-in") for found in facts)
    assert len([line for line in chosen(document, Facts(facts)) if line.kind == "how-much"]) == 2


@pytest.mark.parametrize(
    ("phrase", "rest", "expected"),
    [
        ("4.2 million pounds in fines", " this year.", False),
        ("fines of 4.2 million pounds", " this year.", False),
        ("travel over 1,000 miles", " a week.", False),
        ("80% of the arches", " are old.", False),
        ("ferry for £15", " a month.", True),
        ("meadow about 500 yards", " away.", True),
        ("80% of all ferries run", " on time.", True),
        ("about 44 per cent of new", " bridges.", True),
        ("fell by 12 per cent", " in May.", True),
        ("20 stone", " bridges.", True),
        ("12 Border", " Bridges.", True),
        ("15% of the town's", " people.", True),
        ("located some 20 miles", " south.", True),
    ],
)
def test_a_figure_stands_in_a_phrase_that_is_whole(phrase: str, rest: str, *, expected: bool) -> None:
    assert is_fragment(phrase, rest) is expected


def test_a_large_number_is_that_of_one_thing() -> None:
    many, key = replace(PEOPLE, text="2,200 people"), told("key", TOWN, TOWN)
    again = replace(many, text="2,200 souls", unit="soul")

    assert [text for kind, text in box_of(key, many, again) if kind == "how-much"] == ["2,200 people"]


def test_a_figure_without_what_it_counts_or_in_somebodys_mouth_is_left_out() -> None:
    said = "“There were 200 people in the river,” said Mary Hume."
    document = replace(DOCUMENT, blocks=(Block("paragraph", said, 1),))
    found = Facts((fact("quantity", "200 people", said, document=document, rule="number"),))

    assert lines_of(found, document) == []


@pytest.mark.parametrize(
    ("phrase", "unit", "shown"),
    [("96 mètres", "metre", False), ("10 %", "percentage", False), ("2 000 ouvriers", "worker", True)],
)
def test_a_figure_in_another_language_says_what_it_counts(phrase: str, unit: str, *, shown: bool) -> None:
    said = f"Le pont a {phrase} ce lundi."
    document = replace(DOCUMENT, language="fr", blocks=(Block("paragraph", said, 1),))
    found = fact("quantity", phrase, said, document=document, rule="number", unit=unit)
    key = fact("key", said, said, document=document)

    assert [line.kind for line in chosen(document, Facts((key, found)))] == ["fact"] + ["how-much"] * shown


def test_in_another_language_a_group_is_somebody() -> None:
    said = "Die Bundesregierung sagt, ein Mann sei da."
    document = replace(DOCUMENT, language="de", blocks=(Block("paragraph", said, 1),))
    key = fact("key", said, said, document=document)
    groups = [
        fact("who", who, said, document=document, rule="subject")
        for who in ("Die Bundesregierung", "ein Mann")
    ]

    assert [line.text for line in chosen(document, Facts((key, *groups)))] == [said, "Die Bundesregierung"]


# --- quotations ----------------------------------------------------------------------------------------


def quoted(*said: tuple[str, str], keys: tuple[Fact, ...] = ()) -> list[tuple[str, str]]:
    facts = Facts(tuple(fact("quote", "", SPOKEN, answer=words, speaker=speaker) for words, speaker in said))
    return [(line.text, line.facts[0].speaker) for line in quotes(DOCUMENT, facts, keys)]


def test_a_quotation_has_a_speaker_with_a_name() -> None:
    words = "We have waited a long time for this"

    assert quoted((words, "the ferryman")) == quoted((words, "")) == []
    assert quoted((words, "the Esk Council")) == [(words, "the Esk Council")]
    assert quoted((words, "نورة")) == [(words, "نورة")]


def test_of_a_long_quotation_the_first_sentences_stand() -> None:
    first = "We have waited a long time for this."
    long = "And " + "so on and " * 20 + "so on."

    assert quoted((f"{first} {long}", "Mary Hume")) == [(first, "Mary Hume")]
    assert quoted((long, "Mary Hume")) == []


def test_a_question_and_a_broken_quotation_are_none() -> None:
    assert quoted(("Who has waited a long time for this?", "Mary Hume")) == []
    assert quoted(('We have "waited a long time for this', "Mary Hume")) == []


@pytest.mark.parametrize(
    "leaning",
    [
        "That is what we have said again and again for years.",
        "He never wanted anything but a ferry for the town.",
        "And so we have waited for it, all of us in Langholm.",
        "I think it is good for everybody who lives in Langholm.",
        "In the end they paid for nothing at all in this town.",
        "a bridge for all of those who live in the town here",
        "We have waited long enough.",
        "It was a joy for all of us in the town of Langholm.",
    ],
)
def test_a_quotation_that_goes_on_with_something_stands_behind_others(leaning: str) -> None:
    plain = "We have waited a long time for this, all of us in the town."

    assert quoted((leaning, "Mary Hume"), (plain, "Ana Reyes")) == [(plain, "Ana Reyes")]
    assert quoted((leaning, "Mary Hume"), (leaning + " X", "Ana Reyes")) == [(leaning, "Mary Hume")]


def test_a_quotation_about_the_news_stands_before_others() -> None:
    other = "We have waited a long time for a day of sun in the town of Langholm."
    news = "Every bridge over the Esk needs a man who looks after it day and night."
    more = "There is nothing like a cup of tea in the morning when all others sleep."
    key = fact("key", BRIDGE, BRIDGE)

    assert quoted((other, "Mary Hume"), (more, "Mary Hume"), (news, "Ana Reyes"), keys=(key,))[-1] == (
        news,
        "Ana Reyes",
    )


def test_a_quotation_of_another_year_stands_behind_others() -> None:
    old = "In 2012 Mary Hume said: “Nobody in the town of Langholm wants a bridge over the Esk.”"
    new = "“Everybody in the town of Langholm wants a ferry on the Esk,” said Ana Reyes."
    more = "“All of the millers of Langholm want a weir in the Esk,” said Tom Hume."
    document = replace(DOCUMENT, title="", blocks=(Block("paragraph", f"{old} {new} {more}", 1),))
    found = [
        fact(
            "quote",
            "",
            said,
            document=document,
            answer=said.split("“")[1].split("”")[0].rstrip(",."),
            speaker=name,
        )
        for said, name in ((old, "Mary Hume"), (new, "Ana Reyes"), (more, "Tom Hume"))
    ]

    assert [line.facts[0].speaker for line in quotes(document, Facts(tuple(found)), ())] == [
        "Ana Reyes",
        "Tom Hume",
    ]


def test_a_quotation_with_a_stop_amid_it_is_broken() -> None:
    assert quoted(("There . are many of us who have waited a long time", "Mary Hume")) == []


def test_a_quotation_that_a_key_fact_shows_is_not_said_twice() -> None:
    words = "We have waited a long time for this bridge"
    key = fact("key", f"Mary Hume said: “{words}.”", SPOKEN)

    assert quoted((words, "Mary Hume"), keys=(key,)) == []


def test_words_in_somebodys_mouth_are_no_key_fact() -> None:
    said = "“We waited. The bridge fell down again. It will cost us a lot,” said Mary Hume."
    document = replace(DOCUMENT, blocks=(Block("paragraph", said, 1),))

    key = fact("key", "The bridge fell down again.", "The bridge fell down again.", document=document)

    assert lines_of(Facts((key,)), document) == []


# --- where ---------------------------------------------------------------------------------------------


def test_a_mark_that_was_lost_takes_nothing_out_of_the_box() -> None:
    rest = (
        "The mill of Langholm sold nine tons of flour to a baker. A storm tore the roof off the school in May. "
        "Two sailors found a Roman coin near the old harbour. The mayor wants a tax on plastic bags. "
    )
    long = f'The board is 8" wide, the council said on Monday. {rest}"We wait," said Mary Hume.'
    document = Document(path="a.txt", blocks=(Block("paragraph", long, 1),))

    told = [line for line in chosen(document, find_facts(document)) if line.kind == "fact"]

    assert len(told) == 3
    assert all(line.text in long for line in told)


def test_what_happened_before_the_news_does_not_open_the_box() -> None:
    news = (
        "A crew of nine men from the old town saved the last steamer of the Selmouth ferry line and all the 300 people "
        "on its deck from the rocks of the bay on Monday night, the coast guard of Haverton said."
    )
    before = "Earlier Monday, two boats of the coast guard had lost their anchors in the bay near Haverton."
    after = "The steamer was built in Oslo and will be towed to the yard."
    document = Document(path="a.txt", blocks=(Block("paragraph", f"{news} {before} {after}", 1),))

    told = [line.text for line in chosen(document, find_facts(document)) if line.kind == "fact"]

    assert told.index(after) < told.index(before)


def test_where_needs_no_key_fact_beside_it_where_the_place_is_told_early_and_surely() -> None:
    stood = "It stood in Leeds, England, where nobody was hurt."
    document = Document(
        "a.txt", blocks=(Block("paragraph", f"A crane fell. {stood} Leeds has 9 cranes.", 1),)
    )
    sure = replace(fact("where", "Leeds, England", stood, document=document), score=2.7)
    unsure = replace(sure, score=1.8)

    assert is_main(sure, document)
    assert not is_main(unsure, document)
    assert is_main(replace(sure, score=2.1), document)


def test_where_is_a_place_of_the_title_before_one_in_passing() -> None:
    document = replace(TALE, title="Trouble in Selmouth", blocks=TALE.blocks[1:])
    keys = tuple(fact("key", quote, quote, document=document) for quote in (FERRY, HISTORY))
    passing = replace(fact("where", "Spain", HISTORY, document=document), score=1.4)
    named = replace(fact("where", "Selmouth, Kent", HISTORY, document=document), score=1.2)
    found = Facts((*keys, passing, named))
    drafted = frontmatter.parse(drafting.draft(document, found, SETTING), "a.md")

    assert ("where", "Selmouth, Kent") in [(line.kind, line.text) for line in lines_of(found, document)]
    assert drafted.meta.places == ("Selmouth", "Kent")


def test_background_is_no_sentence_that_is_a_key_fact() -> None:
    assert box_of(told("background", "The bridge was first opened in 1848.", HISTORY)) == []


# --- title and summary ---------------------------------------------------------------------------------


def untitled(*sentences: str, language: str = "en") -> Document:
    return Document(
        "content/sources/a.txt", language=language, blocks=(Block("paragraph", " ".join(sentences), 1),)
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Esk Bridge has reopened.", "The Esk Bridge has reopened"),
        (
            "The Esk Bridge near Langholm reopened to cars and lorries early on Monday, ending a long detour.",
            "The Esk Bridge near Langholm reopened to cars and lorries early on Monday",
        ),
        (
            "The regional council has reopened the old stone bridge over the Esk after two long years of repair.",
            "The regional council has reopened the old stone bridge over the Esk",
        ),
        (
            "The mayor of the town opened a “bridge, wide and safe, for everybody in the valley of the Esk” today.",
            "The mayor of the town opened a “bridge, wide and safe, for everybody in the valley…",
        ),
        (
            "The council will close the bridge near Langholm to all lorries from the first of May, unless London pays.",
            "The council will close the bridge near Langholm to all lorries from the first of May…",
        ),
    ],
)
def test_a_title_is_made_by_leaving_words_out(sentence: str, expected: str) -> None:
    assert title_of(untitled(sentence), Facts()) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # a participle is no verb
            "The ferryman held in connection with the fire at the old toll house of Langholm took back his confession.",
            "The ferryman held in connection with the fire at the old toll house of Langholm took back…",
        ),
        (  # nor is the verb of a relative clause
            "The wife of the ferryman who brought the small children of the valley home again, by moonlight, has won.",
            "The wife of the ferryman who brought the small children of the valley home again…",
        ),
        (  # nor that of a clause that stands before
            "Two years after the council closed the bridge over the Esk to all lorries, carts and horses, it is open.",
            "Two years after the council closed the bridge over the Esk to all lorries, carts…",
        ),
        (  # nor that of an apposition
            "The toll house, the last one that a king of the old line built to guard the Esk, was sold for one pound.",
            "The toll house, the last one that a king of the old line built to guard the Esk, was sold…",
        ),
        (  # a list is not cut in two
            "The council of the valley will repair the old bridge, the ferry, and the two roads that lead to Langholm.",
            "The council of the valley will repair the old bridge, the ferry, and the two roads…",
        ),
        (  # nor is what belongs to the last word
            "The keeper of the tolls at the old bridge will serve as the head of the museum in Langholm from May on.",
            "The keeper of the tolls at the old bridge will serve as the head of the museum",
        ),
        (
            "The keeper of the old bridge over the Esk says that the council will focus on ferries and lorries in May.",
            "The keeper of the old bridge over the Esk says that the council will focus on ferries…",
        ),
        (  # who says it stays
            "The stone bridge over the Esk was closed to all traffic early today after a lorry hit it, police said.",
            "The stone bridge over the Esk was closed to all traffic early today, police said",
        ),
        (
            "The seven arches of the bridge over the Esk will be seen by few, for the work starts on Dec. 3 this year.",
            "The seven arches of the bridge over the Esk will be seen by few, for the work starts",
        ),
    ],
)
def test_a_made_title_is_a_clause_or_says_that_it_is_none(sentence: str, expected: str) -> None:
    assert title_of(untitled(sentence), Facts()) == expected


@pytest.mark.parametrize("mark", ["…", "...", "…”"])
def test_a_title_is_made_of_no_sentence_that_the_source_breaks_off(mark: str) -> None:
    broken = f"The council of the valley will repair the old bridge, the ferry and{mark}"
    document = untitled(broken, "The ferry of Langholm runs again from Monday on.")

    assert title_of(document, Facts()) == "The ferry of Langholm runs again from Monday on"
    assert title_of(untitled(broken), Facts()).startswith("The council of the valley")


LONG = {
    "de": "Der Rat hat die alte Brücke über die Esk am Montag für Lastwagen gesperrt, weil ein Pfeiler Risse hat.",
    "fr": "Quelque 1 500 invités, dont une quarantaine de chefs d'État, ont vu le pont sur l'Esk rouvrir à Langholm.",
    "es": "El puente sobre el Esk reabrió el lunes con el voto de la mayoría de los vecinos, según el consejo.",
}


@pytest.mark.parametrize("language", LONG)
def test_in_another_language_a_summary_is_a_whole_sentence(language: str) -> None:
    document = untitled(LONG[language], language=language)

    assert summary_of(document, Facts(), "Esk", shown=LONG[language]) == LONG[language]
    assert summary_of(document, Facts(), LONG[language][:60] + "…", shown=LONG[language]) in {
        "",
        LONG[language],
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Der Rat hat die alte Brücke über die Esk am Montag für Lastwagen gesperrt…"),
        (
            "fr",
            "Quelque 1 500 invités, dont une quarantaine de chefs d'État, ont vu le pont sur l'Esk…",
        ),
        ("es", "El puente sobre el Esk reabrió el lunes con el voto de la mayoría de los vecinos…"),
    ],
)
def test_in_another_language_a_long_title_says_that_it_breaks_off(language: str, expected: str) -> None:
    assert title_of(untitled(LONG[language], language=language), Facts()) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Dresden. Der Rat hat die Brücke gesperrt.", "Der Rat hat die Brücke gesperrt"),
        ("de", "Berlin (dpa) – Der Rat hat die Brücke gesperrt.", "Der Rat hat die Brücke gesperrt"),
        ("fr", "PARIS, 7 déc. - Le pont a rouvert lundi.", "Le pont a rouvert lundi"),
        ("ru", "МОСКВА, 12 апр — РИА Новости. Мост открыли в понедельник.", "Мост открыли в понедельник"),
        ("ja", "【東京】橋は月曜日に再開した。", "橋は月曜日に再開した"),
        ("ar", "السويس (وكالة) - أعيد فتح الجسر يوم الاثنين.", "أعيد فتح الجسر يوم الاثنين"),
        ("en", "BERN (Example Wire) — The council met again.", "The council met again"),
    ],
)
def test_a_dateline_is_no_part_of_a_title(language: str, text: str, expected: str) -> None:
    assert title_of(untitled(text, language=language), Facts()) == expected


def test_a_dateline_that_only_the_facts_know_is_left_out_too() -> None:
    document = untitled("Langholm, Scotland The old bridge over the Esk is open again.")
    open_again = "The old bridge over the Esk is open again."
    facts = Facts((fact("key", open_again, document.text, document=document),))

    assert title_of(document, facts) == open_again.rstrip(".")


def test_no_dateline_stands_in_a_summary_though_all_else_is_shown_already() -> None:
    sentence = "The pier at Ryde was closed on Monday after a storm of two days."
    document = untitled(f"LONDON, 3 March 2025 - {sentence}")

    assert "LONDON" not in summary_of(document, Facts(), "The pier", shown=sentence)
    assert "LONDON" not in title_of(document, Facts())


def test_a_summary_does_not_end_with_a_question() -> None:
    made = summary_of(untitled("The council closed it.", "What is next for us?"), Facts(), "Esk")

    assert made == "The council closed it."


def test_a_teaser_makes_no_title() -> None:
    assert title_of(untitled("So ist das Wetter.", language="de"), Facts()) == "So ist das Wetter"
    assert title_of(untitled("Guess who is back?", "The ferry of Langholm is back."), Facts()) == (
        "The ferry of Langholm is back"
    )


def test_a_short_lede_is_given_with_the_sentence_behind_it() -> None:
    document = untitled("It is a sad sight.", "The Esk Bridge lies in the river since Monday night.")

    assert summary_of(document, Facts(), "Bridge down") == document.text


def test_the_summary_does_not_begin_with_the_title() -> None:
    first = "The Esk Bridge near Langholm reopened to cars and lorries on Monday, ending a long detour."
    document = untitled(first, "The ferry goes on until Friday.")

    assert summary_of(document, Facts(), title_of(document, Facts())) == "The ferry goes on until Friday."


def test_two_sentences_of_a_summary_are_not_cut() -> None:
    document = untitled(
        "The council works for five months already to find the lorry that hit the bridge.",
        "Its driver, who is 53, was found on Friday in a village with a gate at the end of the long road that "
        "leads from Langholm to the sea, where nobody had looked for him.",
    )

    assert summary_of(document, Facts(), "Found") == document.blocks[0].text.partition(" Its")[0]


def test_a_title_keeps_the_hedge_of_its_sentence() -> None:
    sentence = (
        "The bridge over the Esk near Langholm will be closed to all lorries in May, two officials said."
    )

    assert not title_of(untitled(sentence), Facts()).endswith("in May")


def is_deletion(title: str, text: str) -> bool:
    """Whether all words of a title stand in the text, in its order."""
    said = iter(re.findall(r"\w+", text))
    return all(word in said for word in re.findall(r"\w+", title))


WORDS = listed("the of with “x” (a) 12 said has 語語語語語語語語語語 über ليس a, b; c. –")


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar"])
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_a_made_title_holds_only_words_of_its_sentence(language: str, words: list[str]) -> None:
    document = untitled(" ".join(words), language=language)
    title = title_of(document, Facts())
    summary = summary_of(document, Facts(), title)

    assert 0 < len(title) <= 90
    assert len(summary) <= 200
    assert title.rstrip("…") in document.text or is_deletion(title, document.text) or not words
    assert summary.rstrip(".…") in document.text
    assert summary.rstrip(".…") != title.rstrip(".…") or not summary


def test_a_title_of_the_source_is_kept_whole() -> None:
    title = "A very long title, " * 8 + "the end"

    assert title_of(replace(DOCUMENT, title=title), FACTS) == title


def test_the_summary_says_something_else_than_the_title() -> None:
    assert summary_of(DOCUMENT, FACTS, BRIDGE.rstrip(".")) == COST
    assert summary_of(DOCUMENT, FACTS, "Esk Bridge") == BRIDGE
    assert summary_of(untitled("Only this."), Facts(), "Only this") == ""


# --- names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Mary Hume", "Ursula von der Leyen", "J. R. Hume", "Анна Ахматова", "Seán O’Casey"]
)
def test_a_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["Mary", "The Council", "Bank of England", "European Central Bank", "UN Women", "4 men", "a dog", ""],
)
def test_no_person(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mary Hume", "Mary Hume, 61, runs the ferry."),
        ("Mary Hume", "It was the idea of the engineer Mary Hume."),
        ("Mary Hume", "Mary Hume, a retired engineer, swam."),
        ("Mary Hume", "Mary Hume swam, and her dog too."),
        ("Mary Hume", "Mary Hume swam. “It was cold,” Hume said."),
        ("Mary Hume", "Mary Hume swam. Hume was arrested."),
    ],
)
def test_a_text_shows_that_a_name_is_a_persons(name: str, text: str) -> None:
    assert is_shown(name, text)


@pytest.mark.parametrize(
    "name", ["Hurricane Mary", "Esk Derby", "Esk Legion", "North Korean", "Egyptian al Salam", "Esk's Hume"]
)
def test_what_stands_large_is_not_always_a_person(name: str) -> None:
    assert not is_person(name)


def test_a_team_has_an_article() -> None:
    text = "Langholm Rovers play on Monday. The Rovers won, the Hume family said."

    assert has_article(untitled(text), "Langholm Rovers")
    assert not has_article(untitled(text), "Mary Hume")


def test_ranks_are_no_part_of_a_name() -> None:
    quoted = Facts((fact("quote", "", SPOKEN, speaker="Scottish First Minister Mary Hume"),))

    assert people(DOCUMENT, quoted) == ("Mary Hume",)


def test_a_rank_of_several_words_is_one_in_german_too() -> None:
    quoted = Facts((fact("quote", "", SPOKEN, speaker="Bundespräsidentin Ana Reyes"),))

    assert people(DOCUMENT, quoted) == ("Ana Reyes",)


def test_a_name_is_a_person_where_one_speaks_or_has_a_rank() -> None:
    said = Facts(
        (
            fact("who", "Esk Bridge Fund", BRIDGE),
            fact("who", "Nobel Peace Prize", BRIDGE),
            fact("who", "Mary Hume", SPOKEN),
            replace(fact("who", "Ana Reyes", BRIDGE), quote="It was opened by Queen Ana Reyes."),
            fact("quote", "", SPOKEN, speaker="Hume"),
        )
    )

    assert people(DOCUMENT, said) == ("Mary Hume", "Ana Reyes")


def test_a_dateline_is_written_as_a_name() -> None:
    assert places(["LANGHOLM, UK"]) == ("Langholm", "UK")


def test_a_name_in_capitals_keeps_its_small_words_small() -> None:
    assert places(["CIUDAD DE MÉXICO", "LA PAZ"]) == ("Ciudad de México", "La Paz")


def test_a_place_is_named_without_what_describes_it() -> None:
    assert places(["the old hall in central Langholm", "near Kelso"]) == ("Langholm", "Kelso")
    assert places(["Town Hall in Langholm, southern Scotland"]) == ("Town Hall", "Langholm", "Scotland")


def test_a_place_and_its_country_are_two() -> None:
    assert places(["Langholm, Scotland", "Langholm"]) == ("Langholm", "Scotland")


@pytest.mark.parametrize(
    ("topic", "text", "found"),
    [
        ("Climate", "On climate, again.", True),
        ("Climate", "Acclimated.", False),
        ("Sea ice", "The sea\nice melts.", True),
        ("C++", "Written in C++.", True),
        ("Élection", "L’e\u0301lection.", True),
        ("气候", "全球气候变化", True),
        (" ", "a b", False),
    ],
)
def test_a_topic_is_taken_where_its_name_stands(topic: str, text: str, *, found: bool) -> None:
    assert topics_in(text, "", [topic]) == ((topic,) if found else ())


def test_a_topic_in_passing_is_none() -> None:
    long = "The bridge is open. " * 200

    assert topics_in("The bridge is open.", f"{long} The bus is late.", ["Bus"]) == ()
    assert topics_in("The bridge is open.", f"{long} The bus is late. A bus! No bus.", ["Bus"]) == ("Bus",)
    assert topics_in("The bus is late.", long, ["Bus"]) == ("Bus",)


# --- the sample ---


@pytest.fixture
def sample() -> Document:
    """The sample, cleaned, with the date at which it was published."""
    folder = os.environ.get("BRIEFINGS_SEED")
    if not folder:
        pytest.skip("BRIEFINGS_SEED names no folder with the sample")
    data = next(iter(sorted(Path(folder).glob("*.txt")))).read_bytes()
    return cleaning.clean(text.read(b"Date: 2025-10-16\n\n" + data, "content/sources/sample.txt")).document


def test_the_sample_has_a_box_that_an_editor_would_publish(sample: Document) -> None:
    lines = [(line.kind, line.text) for line in chosen(sample, find_facts(sample))]
    facts = [words for kind, words in lines if kind == "fact"]
    fields = [line for line in lines if line[0] in {"who", "where", "when", "how-much"}]

    assert all(len(words.split()) <= 25 for words in facts)
    assert "phone conversation" in facts[0]
    assert "meeting of senior advisers" in facts[1]
    assert facts[1].endswith("Budapest, Hungary.")
    assert not any("announced the call" in words or "Earlier today" in words for words in facts)
    assert fields == [
        ("who", "Donald Trump, Vladimir Putin, Volodymyr Zelenskyy"),
        ("where", "Budapest, Hungary"),
        ("when", "Friday (2025-10-17)"),
        ("how-much", "warheads equivalent to around 400 pounds of TNT"),
        ("how-much", "travel over 1,000 miles"),
        ("how-much", "speeds of up to 550 mph"),
    ]


# --- what becomes of a file ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "on_disk", "dropped", "expected"),
    [
        (None, None, False, Verdict.CREATE),
        ("old", None, False, Verdict.CREATE),
        ("now", None, False, Verdict.CREATE),
        (None, None, True, Verdict.LEAVE),
        ("old", None, True, Verdict.LEAVE),
        ("now", None, True, Verdict.LEAVE),
        (None, "now", False, Verdict.KEEP),
        ("old", "now", False, Verdict.KEEP),
        ("now", "now", False, Verdict.KEEP),
        ("now", "edited", False, Verdict.KEEP),
        ("old", "old", False, Verdict.REFRESH),
        ("old", "edited", False, Verdict.PROPOSE),
        (None, "edited", False, Verdict.PROPOSE),
    ],
)
def test_the_whole_table_of_verdicts(
    then: str | None, on_disk: str | None, *, dropped: bool, expected: Verdict
) -> None:
    assert drafting.verdict(then, "now", on_disk, dropped=dropped) is expected
    if on_disk:
        assert drafting.verdict(then, "now", on_disk, dropped=True) is expected


def test_the_id_is_made_of_the_bytes() -> None:
    assert drafting.briefing_id(b"") == "4oymiquy7qobjgx3"
    assert drafting.briefing_id(b"x") != drafting.briefing_id(b"x\n")


def test_a_file_is_named_by_its_title() -> None:
    assert drafting.file_name("Esk Bridge: open again", []) == "esk-bridge-open-again.md"
    assert drafting.file_name("Esk", ["esk.md", "Esk-2.md"]) == "esk-3.md"
    assert drafting.file_name("?", []) == "untitled.md"


def test_the_source_is_listed_with_what_is_known_of_it() -> None:
    meta = frontmatter.parse(drafting.draft(DOCUMENT, FACTS, SETTING), "a.md").meta

    assert meta.sources == (
        SourceRef(
            "s1",
            "esk-bridge.txt",
            DOCUMENT.title,
            "Eskdale Post",
            "",
            dt.date(2025, 3, 4),
            "https://example.org/esk",
        ),
    )


def test_the_day_of_a_chosen_fact_goes_before_one_in_passing() -> None:
    text = (
        "The two ministers agreed to build a bridge over the Sound, their offices said.\n\n"
        "The ministers will sign the treaty on the bridge in Malmö on Friday, where 40 mayors are expected.\n\n"
        "The bridge is expected to cost nine billion crowns, half of it paid by tolls, the offices said.\n\n"
        "Trains and lorries will have lanes of their own, and cyclists will cross by ferry as before.\n\n"
        "Earlier today, an aide said that he had a cold."
    )
    blocks = tuple(Block("paragraph", row, n) for n, row in enumerate(text.split("\n\n"), 1))
    document = Document("a.txt", published=dt.date(2025, 10, 15), blocks=blocks)
    drafted = drafting.draft(document, find_facts(document), SETTING)

    assert "- **When:** Friday (2025-10-17)" in drafted


def test_an_explainer_has_its_facts_from_what_it_explains() -> None:
    document = Document(
        "content/sources/tide.txt",
        title="What is a neap tide?",
        blocks=(
            Block(
                "paragraph", "A neap tide is a tide that rises less than others. It comes twice a month.", 1
            ),
            Block("heading", "Why does it rise less?", 3),
            Block("paragraph", "The Sun pulls the water at a right angle to the Moon on those days.", 4),
            Block("heading", "Who needs to know?", 6),
            Block("paragraph", "Pilots in Langholm plan their work by a table of the tides of the Esk.", 7),
            Block(
                "paragraph", "The harbour prints 400 of these tables for the boats of the town each year.", 8
            ),
        ),
    )

    found = [line.text for line in chosen(document, find_facts(document)) if line.kind == "fact"]
    assert len(found) >= 3
    assert found[0] == document.blocks[0].text.partition(" It")[0]
