"""Support: what a claim may say differently, and what it may not change."""

from __future__ import annotations

import datetime as dt

import pytest

from briefings.support import Unsupported, missing_words, stands_in, unsupported

THURSDAY = dt.date(2025, 10, 16)
HOLE = (
    "Scientists say the hole, which reached 21.08 million square kilometres on 3 September, may close "
    "by December 2025, the earliest date since 2019."
)


def check(claim: str, *quotes: str, language: str = "en") -> Unsupported:
    return unsupported(claim, quotes, published=THURSDAY, language=language)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Scientists say the hole may close by December 2025.", HOLE),
        ("The hole reached 21,080,000 square kilometres on September 3, scientists say.", HOLE),
        ("Twelve crew members were in the USA.", "12 crew members were in the United States."),
        ("The WHO met.", "The World Health Organization met."),
        ("The World Health Organization met on 17 October.", "The WHO met on 16 and 17 October."),
        ("Rates rose by 5 to 6 per cent.", "Rates rose by 5-6 percent."),
        ("The basin holds more than 1,200 lakes.", "The basin holds over 1200 lakes."),
        ("From 5 million to 10 million birds.", "Between 5 and 10 million birds."),
        ("Norwegian ships left Oslo's port.", "Ships from Norway left the port of Oslo."),
        ("The launch is set for tomorrow (2025-10-17).", "The launch is set for tomorrow."),
        ("They will vote on Friday (2025-10-17).", "They will vote on Friday."),
        ("Hundreds of islands have no harbour.", "Some hundreds of islands have no port."),
        ("The dam is not finished.", "The dam isn’t finished."),
    ],
)
def test_a_fair_rewording_raises_no_alarm(claim: str, quote: str) -> None:
    assert not check(claim, quote).serious, check(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote", "field", "expected"),
    [
        ("Scientists say it reached 21.8 million square kilometres.", HOLE, "numbers", "21.8 million"),
        ("It reached 5.", "It reached 5 million.", "numbers", "5"),
        ("It rose by 5%.", "It rose by 5 dollars.", "numbers", "5%"),
        ("It cost €5 million.", "It cost $5 million.", "numbers", "€5 million"),
        ("It fell to 5 °C.", "It fell to -5 °C.", "numbers", "5"),
        ("Birds fly 1,000 miles.", "Birds fly up to 1,000 miles.", "numbers", "1,000"),
        ("The prize went to Marie Lee.", "The prize went to Mary Lowe.", "names", "Marie Lee"),
        ("The H5N2 strain came.", "The H5N1 strain came.", "names", "H5N2"),
        ("Amundsen said the ice held.", "Scott said the ice held.", "names", "Amundsen"),
        ("The ship left Roald Amundsen behind.", "The ship left Amundsen behind.", "names", "Roald"),
        ("It was signed in 1989.", "It was signed in 1987.", "dates", "1989"),
        ("It opens on Friday.", "It opens on Thursday.", "dates", "Friday"),
        ("It opened on 4 September 2025.", "It opened on 3 September 2025.", "dates", "4 September 2025"),
        (
            "The launch is set for tomorrow (2025-10-18).",
            "The launch is set for tomorrow.",
            "dates",
            "2025-10-18",
        ),
        ("The hole will close by December 2025.", HOLE, "hedges", "may"),
        ("The bank raised its rate.", "The bank has not raised its rate.", "hedges", "not"),
        (
            "Ministers will sign the treaty.",
            "Ministers are expected to sign the treaty.",
            "hedges",
            "expected to",
        ),
        ("The reactor is safe to run.", "Officials say the reactor is safe to run.", "hedges", "say"),
        (
            "The drug cures malaria in mice.",
            "The drug cures malaria in mice, the company claims.",
            "hedges",
            "claims",
        ),
    ],
)
def test_a_changed_meaning_is_named(claim: str, quote: str, field: str, expected: str) -> None:
    assert expected in getattr(check(claim, quote), field)


def test_a_hedge_goes_with_the_clause_it_governs() -> None:
    quote = "The telescope, which may fail this year, has found 40 comets."

    assert not check("The telescope has found 40 comets.", quote).hedges


@pytest.mark.parametrize(
    "claim", ["[Ana] Reyes said the ferry is late.", "[Ana Reyes] said the ferry is late."]
)
def test_a_hedge_of_the_sentence_that_only_names_somebody_is_not_lost(claim: str) -> None:
    said = "Reyes said the ferry is late." if "[Ana] " in claim else "She said the ferry is late."
    named = "Sailors are more likely to be late than the ferry, said Ana Reyes of the board."

    assert not unsupported(claim, [said, named]).serious
    assert unsupported(claim.replace("is", "is not"), [said, named]).added == ("not",)
    assert unsupported(claim.replace("Ana", "Eva"), [said, named]).names


@pytest.mark.parametrize("phrase", ["Johannes Gutenberg", "Hong Kong", "19 new laws"])
def test_a_field_states_nothing_that_a_hedge_could_govern(phrase: str) -> None:
    quote = "Reports say Johannes Gutenberg did not see Hong Kong, which may pass 19 new laws."

    assert not check(phrase, quote).serious


def test_a_capital_inside_a_word_makes_no_name() -> None:
    assert not check("The amfAR study ended.", "The amfAR study ended.").serious


def test_a_relative_date_is_not_resolved_without_the_date_of_the_source() -> None:
    claim, quote = "It opens tomorrow (2025-10-17).", "It opens tomorrow."

    assert unsupported(claim, [quote]).dates == ("2025-10-17",)


def test_numbers_are_read_with_the_separators_of_the_language() -> None:
    assert not check("Die Stadt hat 1200 Einwohner.", "Die Stadt hat 1.200 Einwohner.", language="de").numbers
    assert check("The town has 1200 people.", "The town has 1.200 people.").numbers


def test_the_speaker_of_a_quote_must_stand_in_it() -> None:
    assert unsupported("It glows", ["“It glows,” Curie said."], speaker="Marie Curie").names == ("Marie",)
    assert not unsupported("It glows", ["“It glows,” Marie Curie said."], speaker="Marie Curie").names


def test_words_are_counted_but_are_not_serious() -> None:
    found = check("The vessel sank.", "The ship sank.")

    assert found.words == ("vessel",)
    assert not found.serious


def test_a_quote_stands_in_its_text_whatever_its_white_space_and_composition() -> None:
    assert stands_in("Café  au\nlait", "A cafe\u0301? No: Cafe\u0301 au lait.")
    assert not stands_in("cafe au lait", "Café au lait")
    assert not stands_in("  ", "Café au lait")


def test_missing_words_fold_case_and_possessives() -> None:
    assert missing_words("Oslo’s Harbour froze", ["The harbour of OSLO thawed"]) == ("froze",)
