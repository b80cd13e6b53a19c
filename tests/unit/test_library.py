"""What other programs use: values in, values out, without a site."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import briefings
from briefings import library
from briefings.errors import BriefingsError

RAW = "Esk Bridge: open again\n\nThe Esk Bridge reopened on Monday after two years of repairs , the council said.\n"
TEXT = "The Esk Bridge reopened on Monday after two years of repairs, the council said."


def test_the_package_offers_both() -> None:
    assert briefings.clean is library.clean
    assert briefings.key_facts is library.key_facts


def test_a_raw_text_is_cleaned() -> None:
    document = briefings.clean(RAW, published=dt.date(2025, 3, 4))

    assert (document.title, document.text) == ("Esk Bridge: open again", TEXT)
    assert document.published == dt.date(2025, 3, 4)
    assert document.blocks[0].line == 3


def test_what_is_said_about_a_text_is_believed() -> None:
    document = briefings.clean(TEXT, title="Given", language="de")

    assert (document.title, document.language) == ("Given", "de")


def test_offsets_of_facts_point_into_the_text_as_it_stands() -> None:
    text = f"  {TEXT}\n\n\nOther words."
    found = briefings.key_facts(text, published=dt.date(2025, 3, 4))

    assert found
    assert all(text[slice(*fact["quote_span"])] == fact["quote"] for fact in found)
    assert any(fact.get("iso") == "2025-03-03" for fact in found)


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_texts_without_words_have_neither_facts_nor_a_title(text: str) -> None:
    assert briefings.key_facts(text) == []
    assert briefings.clean(text).title == ""


# --- lines of JSON -------------------------------------------------------------------------------------


def test_a_cleaned_record_has_what_programs_need() -> None:
    found = library.cleaned_record({"id": 7, "raw": f"Title: Given\nAuthor: Ana Reyes\n\n{RAW}"})

    assert found["id"] == 7
    assert found["blocks"][-1]["kind"] == "paragraph"
    assert found["text"].endswith(TEXT)
    assert found["markdown"].startswith(f"# {found['title']}\n\n")
    assert json.loads(json.dumps(found)) == found


def test_cleaning_a_cleaned_text_changes_nothing() -> None:
    once = library.cleaned_record({"raw": RAW})
    again = library.cleaned_record({"raw": once["markdown"]})

    assert once["id"] is None
    assert (again["title"], again["text"], again["markdown"]) == (
        once["title"],
        once["text"],
        once["markdown"],
    )


def test_a_facts_record_reads_title_and_date() -> None:
    found = library.facts_record(
        {"id": "a", "text": TEXT, "title": "Esk Bridge", "date": "2025-03-04T06:00:00Z"}
    )

    assert found["id"] == "a"
    assert any(fact.get("iso") == "2025-03-03" for fact in found["facts"])
    assert json.loads(json.dumps(found))["facts"][0]["quote"] == TEXT


@pytest.mark.parametrize("value", [None, 7, [], {}])
def test_a_record_without_text_is_refused_with_what_to_write(value: object) -> None:
    with pytest.raises(
        BriefingsError, match=r'no text under "text"\n    hint: write {"id": "…", "text": "…"}'
    ):
        library.facts_record({"text": value})
    with pytest.raises(BriefingsError, match=r'no text under "raw"'):
        library.cleaned_record({"text": TEXT})


@pytest.mark.parametrize("date", ["2025-10-16", "2025-10-16T08:00:00Z"])
def test_a_record_with_a_date_resolves_its_days(date: str) -> None:
    record = {"id": 1, "text": "The mayor said that the bridge will open tomorrow in Malmö.", "date": date}

    assert "2025-10-17" in {fact["iso"] for fact in library.facts_record(record)["facts"]}


@pytest.mark.parametrize("date", ["None", "soon", "16 October 2025", "", None, 5])
def test_a_date_that_cannot_be_read_is_unknown(date: object) -> None:
    record = {"id": 1, "text": "The mayor said that the bridge will open tomorrow in Malmö.", "date": date}

    assert {fact["iso"] for fact in library.facts_record(record)["facts"]} == {""}


@pytest.mark.parametrize("value", [None, ""])
def test_no_date_is_fine(value: object) -> None:
    assert library.facts_record({"text": TEXT, "date": value})["facts"]
