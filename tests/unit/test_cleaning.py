"""Cleaning as a whole: what must hold for every text, and what it says of what it did."""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import cleaning
from briefings.model import Block, Change, Document, RawText
from briefings.readers.text import read


def cleaned(text: str, path: str = "a.txt", off: tuple[str, ...] = ()) -> Document:
    return cleaning.clean(RawText(path=path, text=text), off).document


def body(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks if block.kind != "caption"]


PARAGRAPH = "The old bridge over the river was closed on Monday after a survey."
SECOND = "Nobody knows when it will be opened to the traffic of both towns again."


# --- what is removed is said ---------------------------------------------------------------------------


def test_a_removed_line_names_its_step_and_its_line_in_the_file():
    raw = read(f"Title: Bridge\n\n{PARAGRAPH}\n{SECOND}\n{PARAGRAPH}\n".encode(), "a.txt")

    assert cleaning.clean(raw).changes == (Change("repeats", 5, PARAGRAPH, None),)


def test_a_changed_line_is_shown_before_and_after():
    changes = cleaning.clean(RawText(path="a.txt", text="The mayor , who was ill , stayed at home .")).changes

    assert changes == (
        Change(
            "punctuation",
            1,
            "The mayor , who was ill , stayed at home .",
            "The mayor, who was ill, stayed at home.",
        ),
    )


def test_a_joined_line_is_not_called_removed():
    text = "The mayor of\nTarn\n, who was ill\n, stayed\n, it seems\n, at home for the whole of the week."
    changes = cleaning.clean(RawText(path="a.txt", text=text)).changes

    assert changes[0] == Change(
        "cut-sentences", 1, "The mayor of", text.replace("\n,", ",").replace("\n", " ")
    )
    assert [(change.line, change.after) for change in changes[1:]] == [(n, "") for n in (2, 3, 4, 5, 6)]


def test_nothing_removed_nothing_said():
    assert cleaning.clean(RawText(path="a.txt", text=f"{PARAGRAPH}\n\n{SECOND}\n")).changes == ()


# --- steps ---------------------------------------------------------------------------------------------


def test_a_step_that_is_off_does_nothing():
    text = f"{PARAGRAPH}\n{SECOND}\n{PARAGRAPH}"

    assert len(cleaned(text).blocks) == 2
    assert len(cleaned(text, off=("repeats",)).blocks) == 3


@pytest.mark.parametrize("name", cleaning.STEPS)
def test_every_step_can_be_turned_off(name: str):
    assert PARAGRAPH in cleaned(f"{PARAGRAPH}\n{SECOND}", off=(name,)).text


def test_an_unknown_step_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="no cleaning step 'repeat'; the nearest is 'repeats'"):
        cleaned(PARAGRAPH, off=("repeat",))


# --- data ----------------------------------------------------------------------------------------------


def test_header_lines_are_no_guess():
    raw = RawText(
        path="a.txt", text=PARAGRAPH, title="Bridge", published=dt.date(2025, 10, 16), language="en"
    )

    assert cleaning.clean(raw).document.guessed == ()


def test_title_date_byline_and_caption_become_data():
    top = "Old bridge closed\nBy Ana Reyes\nUpdated: October 16, 2025 11:03\nFile photo. (AP)"
    text = f"{top}\n{PARAGRAPH}\n{SECOND}"
    document = cleaned(text)

    assert (document.title, document.byline, document.published) == (
        "Old bridge closed",
        "By Ana Reyes",
        dt.date(2025, 10, 16),
    )
    assert document.guessed == ("title", "published", "language")
    assert document.blocks[0] == Block("caption", "File photo. (AP)", 4)
    assert body(document) == [("paragraph", PARAGRAPH), ("paragraph", SECOND)]


def test_the_file_name_may_give_the_date():
    assert cleaned(PARAGRAPH, path="content/sources/2025-10-16-bridge.txt").published == dt.date(2025, 10, 16)
    assert cleaned(PARAGRAPH, path="content/sources/2025-13-40-bridge.txt").published is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publié le 7 août 2025", dt.date(2025, 8, 7)),
        ("Publié le 7 août 2025 à 06h30", dt.date(2025, 8, 7)),
        ("Mis à jour le 7 août 2025", dt.date(2025, 8, 7)),
        ("Publicerad 3 mars 2026", dt.date(2026, 3, 3)),
        ("Uppdaterad: 3 mars 2026 10:15", dt.date(2026, 3, 3)),
    ],
)
def test_a_date_in_the_words_of_a_notice_is_the_texts_date(line: str, date: dt.date):
    document = cleaned(f"Old bridge closed\n{line}\n\n{PARAGRAPH}")

    assert document.published == date
    assert body(document) == [("paragraph", PARAGRAPH)]


def test_a_notice_without_a_whole_date_still_goes():
    document = cleaned(f"Le vieux pont\nPublié hier\n\n{PARAGRAPH}")

    assert (document.published, body(document)) == (None, [("paragraph", PARAGRAPH)])


@pytest.mark.parametrize(
    "line",
    ["March 3, 2025 | By Ana Reyes", "Posted on 3 March 2025 by Ana", "Publié le 3 mars 2025 par Ana Reyes"],
)
@pytest.mark.parametrize("title", ["", "Old bridge closed\n\n"])
def test_the_date_beside_the_author_is_the_texts_date(title: str, line: str):
    document = cleaned(f"{title}{line}\n\n{PARAGRAPH}\n\n{SECOND}")

    assert (document.published, document.byline) == (dt.date(2025, 3, 3), line)
    assert body(document) == [("paragraph", PARAGRAPH), ("paragraph", SECOND)]


def test_names_and_a_date_on_top_are_no_author():
    document = cleaned(f"Tarn Bridge | 3 March 2025\n\n{PARAGRAPH}\n\n{SECOND}")

    assert (document.published, document.byline) == (None, "")
    assert document.blocks[0].text == "Tarn Bridge | 3 March 2025"


def test_the_date_of_an_author_below_the_text_is_not_the_texts_date():
    document = cleaned(f"Old bridge closed\n\n{PARAGRAPH}\n\n{SECOND}\n\nBy Tom Weiss | 3 May 2019")

    assert document.published is None


def test_a_date_in_a_sentence_is_not_the_texts_date():
    assert cleaned("The bridge was closed on 16 October 2025 after a survey.").published is None


def test_a_dateline_stays_with_its_sentence():
    document = cleaned(f"PARIS (AP) — {PARAGRAPH}")

    assert document.dateline == "PARIS"
    assert document.blocks[0].text == f"PARIS (AP) — {PARAGRAPH}"


def test_a_dateline_with_a_day_dates_a_text_that_has_no_other_date():
    document = cleaned(f"Old bridge closed\n\nLONDON, March 3, 2025 (Reuters) - {PARAGRAPH}\n{SECOND}")
    other = cleaned(f"Old bridge closed\n4 March 2025\n\nLONDON, 3 March 2025 - {PARAGRAPH}\n{SECOND}")
    above = "\n".join(f"{PARAGRAPH} That was the survey of year {year} after all." for year in range(4))
    later = cleaned(f"{above}\nLONDON, 3 March 2025 - {SECOND}")

    assert (document.dateline, document.published) == ("LONDON", dt.date(2025, 3, 3))
    assert (other.dateline, other.published) == ("LONDON", dt.date(2025, 3, 4))
    assert later.published is None


@pytest.mark.parametrize(
    "top",
    [
        "You may also like",
        "You may also like:",
        "Read also",
        "Most read",
        "See also",
        "Related",
        "Home\nNews\nMost read",
        "Home\nRead also\nWeather",
    ],
)
def test_the_heading_of_a_list_above_an_article_is_not_its_title(top: str):
    document = cleaned(f"{top}\nOld bridge closed\nBy Ana Reyes\n3 March 2025\n{PARAGRAPH}\n{SECOND}")

    assert (document.title, document.byline) == ("Old bridge closed", "By Ana Reyes")
    assert document.published == dt.date(2025, 3, 3)
    assert [text for _, text in body(document) if text != "Weather"] == [PARAGRAPH, SECOND]


def test_a_list_among_arabic_menus_takes_neither_title_nor_dateline():
    title, place = "إغلاق الجسر القديم بعد فحص الدعامات", "لندن - مراسلنا من وسط المدينة"
    prose = "أغلق مجلس المدينة الجسر القديم على النهر يوم الاثنين بعد فحص دعاماته كما قال المجلس في بيان."
    document = cleaned(f"الرئيسية\nرياضة\nاقرأ أيضا\n{title}\n{place}\n{prose}\n")

    assert document.title == title
    assert [text for _, text in body(document)] == [place, prose]


@pytest.mark.parametrize("title", ["Most read", "# Most read"])
def test_the_heading_of_a_list_may_be_the_title_where_there_is_no_other(title: str):
    assert cleaned(f"{title}\n\n{PARAGRAPH}\n\n{SECOND}").title == "Most read"


def test_a_list_below_the_title_goes_with_its_headlines():
    headlines = "Council votes for a second bridge\nThree held after a fire in town"
    document = cleaned(f"Old bridge closed\nRead also\n{headlines}\n{PARAGRAPH}\n{SECOND}")

    assert (document.title, body(document)) == (
        "Old bridge closed",
        [("paragraph", PARAGRAPH), ("paragraph", SECOND)],
    )


def test_the_sites_name_is_cut_off_the_title():
    assert cleaned(f"# Old bridge closed for repairs | Tarn Post\n\n{PARAGRAPH}").title == (
        "Old bridge closed for repairs"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPH, "en"),
        ("Die Brücke ist seit Montag für den Verkehr gesperrt, und das bleibt auch so.", "de"),
        ("Le pont est fermé depuis lundi pour les voitures et les camions de la ville.", "fr"),
        ("橋は月曜日から閉鎖されている。", "ja"),
        ("大桥从星期一起关闭。", "zh"),
        ("다리는 월요일부터 폐쇄되었다.", "ko"),
        ("पुल सोमवार से बंद है।", "hi"),
        ("الجسر مغلق منذ يوم الاثنين.", "ar"),
        ("12 34", "en"),
    ],
)
def test_the_language_is_guessed_by_script_and_small_words(text: str, language: str):
    assert cleaned(text).language == language


def test_lines_are_those_of_the_file():
    raw = read(f"Title: Bridge\n\n\n{PARAGRAPH}\n\n{SECOND}".encode(), "a.txt")

    assert [block.line for block in cleaning.clean(raw).document.blocks] == [4, 6]


@pytest.mark.parametrize("text", ["", "\n\n", " \t \n"])
def test_an_empty_text_gives_an_empty_document(text: str):
    assert cleaned(text).blocks == ()
    assert cleaning.markdown(cleaned(text)) == ""


def test_markdown_marks_title_headings_and_items():
    document = Document(
        path="a.txt",
        title="T",
        blocks=(
            Block("heading", "H", 1),
            Block("paragraph", "P *x*", 2),
            Block("item", "I", 3),
            Block("caption", "C", 4),
        ),
    )

    assert cleaning.markdown(document) == "# T\n\n## H\n\nP *x*\n\n- I\n"


def test_no_control_reaches_a_block():
    text = cleaned(
        "A bell\x07 and an escape\x1b[31m and &#x9b;31m were in this text.", off=("controls",)
    ).text

    assert re.search("[\x00-\x1f\x7f-\x9f]", text) is None


# --- what holds for every text -------------------------------------------------------------------------

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéжω", min_size=2, max_size=9)
SENTENCE = st.lists(WORDS, min_size=9, max_size=16, unique=True).map(
    lambda words: "The " + " ".join(words) + "."
)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=8, unique_by=str.casefold).map("\n\n".join)
NOISE = st.text(
    alphabet=st.sampled_from("aA.,:;!? \n\r\t#*-_[]()<>&;1|“”«»\u00a0\u200b\u00adé।。\u0301Ã©"), max_size=300
)


@given(ARTICLE)
@settings(max_examples=60, deadline=None)
def test_clean_prose_is_left_to_the_letter(text: str):
    assert cleaned(text).text == text


@given(NOISE)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_crash(text: str):
    document = cleaned(text)

    assert all(block.text == block.text.strip() != "" and "\n" not in block.text for block in document.blocks)


@given(ARTICLE, st.sampled_from(["", "You may also like\nTen quiet islands for you", "Share\nTweet\n"]))
@settings(max_examples=60, deadline=None)
def test_cleaning_a_cleaned_text_changes_nothing(text: str, tail: str):
    once = cleaned(f"{text}\n{text}\n{tail}")
    twice = cleaning.clean(read(cleaning.markdown(once).encode(), "a.md")).document

    assert (twice.title, body(twice)) == (once.title, body(once))


def test_a_name_without_end_is_no_trap_for_the_search_of_bylines():
    start = time.process_time()
    cleaned(f"{PARAGRAPH}\nBy {'a' * 120}#\n{SECOND}")

    assert time.process_time() - start < 1  # once every way to cut the name into words was tried


# --- the user's sample ---------------------------------------------------------------------------------

SEED = os.environ.get("BRIEFINGS_SEED", "")


def words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


@pytest.mark.skipif(not SEED, reason="BRIEFINGS_SEED does not name the folder of the sample")
def test_the_sample_keeps_each_sentence_once_and_nothing_else():
    path = next(Path(SEED).glob("*.txt")) if Path(SEED).is_dir() else Path(SEED)
    raw = read(path.read_bytes(), path.name)
    lines = raw.text.rstrip("\n").split("\n")
    tail = lines.index("You may also like")
    document = cleaning.clean(raw).document

    assert [words_of(block.text) for block in document.blocks] == list(
        dict.fromkeys(map(words_of, lines[:tail]))
    )
    assert [block.line for block in document.blocks] == list(range(1, 15))
    assert [block.kind for block in document.blocks].count("heading") == 2
    assert re.search(r" [,.;:!?]|[a-z]\.[A-Z]", document.text) is None
    assert (document.title, document.guessed) == ("", ("language",))
