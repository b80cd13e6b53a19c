"""What the steps of structure know by a line alone: captions, bylines, dates; and that comments take linear time."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from briefings import cleaning
from briefings.cleaning import days, structure
from briefings.model import RawText

CAPTIONS = """
Smoke over Tarn on Sunday. (Photo: Ida Brandt/AP)
Photo: Tom Weiss
Foto: dpa
Picture: Getty Images
(AP Photo/Ida Brandt)
© Reuters / Tom Weiss
Image caption, Smoke over Tarn
Crédit photo : Ida Brandt
Photo by Ida Brandt on Unsplash
File photo of the mill
The mill in 1950. Photograph: Ida Brandt
Smoke over Tarn. Credit: Ida Brandt
Smoke over Tarn / Ida Brandt / AFP
写真：佐藤
사진=연합뉴스
图片来源：新华社
Фото: РИА Новости
Foto de archivo de la mina
Ida Brandt/AP
REUTERS/Tom Weiss
1 of 7 | Smoke over Tarn
Symbolbild
"""

NO_CAPTIONS = """
3 of 12 houses were burnt.
3 of 12 houses were burnt to the ground in the night
9/11 changed the town
24/7
The county bought pictures from Getty Images
A photo of the fire hangs in the school
Image is everything, she says
Picture this: a town without cars.
She works for Reuters (Berlin office)
The camera was stolen (video below).
Films are shown daily (source: the owner of the cinema).
© is the sign that every printer fears
He sold it to Shutterstock
Photographs: a short history
50 of 60 members voted for the plan
The agency said on Monday that nobody was hurt. (AFP)
"""

BYLINES = """
By Jane Carter
By JANE CARTER
By Jane Carter, Associated Press
By Jane Carter and Tom Weiss
Von Jana Karst
Por Ana Martín
Par Luc Girard
Av Ola Nordmann
Автор: Иван Петров
김철수 기자
By staff and agencies
Von dpa
Words by Jane Carter
(Reporting by Jane Carter; Editing by Tom Weiss)
"""

DATES = """
12 May 2024
Sunday, 12 May 2024
12. Mai 2024, 10:30 Uhr
2024-05-12
2024/05/12 10:30
2024年5月12日
입력 2024.05.12 10:30
12 мая 2024, 10:30
12 maja 2024
12 मई 2024
*12 May 2024*
**12 mai 2024**
_May 12, 2024_
2024-05-12T10:30:00Z
2024-05-12T10:30:00.000+02:00
2024年5月12日 10時30分
2024年5月12日(日) 午前10:30
May 12, 2024 10:30am
May 12, 2024 · 5 min read
12-minute read · May 12, 2024
Stand: 12.05.2024, 17:42 Uhr | Lesedauer: 3 Minuten
Publié le 12 mai 2024 à 06h30, modifié le 12 mai 2024 à 11h02
12 mai 2024 | Temps de lecture : 3 min
"""

UNREAD = """
12/05/2024
Published: 12/05/2024 10:30
Updated 5:41 PM IST
"""
"""Date lines whose date cannot be known."""

NO_DATES = """
In May 2024 the mill closed
1 May 2024 was a Monday
12 May 2024 in Tarn
*12 May 2024* in Tarn
12 May 2024, a 5 minute walk
12 May 2024: 30 minutes of reading
Am 12. Mai 2024 um 17:42 Uhr | Lesesaal
2024-05-12T10:30:00Z is a stamp
Stand 12.05.2024 at the fair
Updated plans
10:30
"""


CREDITED = """
May 12, 2024 | By Jane Carter
By JANE CARTER | May 12th, 2024
Posted on 12 May 2024 by Jane
By Jane Carter on May 12, 2024
By Jane Carter, May 12, 2024
By Jane Carter and Tom Weiss, Tarn Post | May 12, 2024 | 5 min read
12 May 2024 – by Jane Carter
Jane Carter | 12 May 2024 10:30
Von Jana Karst, 12.05.2024
Veröffentlicht am 12.05.2024 von Jana Karst
12. Mai 2024 | dpa
Par Luc Girard | 12 mai 2024
Publié le 12 mai 2024 par Luc Girard
Por Ana Martín, 12 de mayo de 2024
"""

NOT_CREDITED = """
By Jane Carter
12 May 2024
By Monday, 12 May 2024
Opened by the queen, 12 May 2024
12 May 2024 by the river
12 May 2024, the day of the flood
Jane Carter, 12 May 2024
Old Bridge Closed - 12 May 2024
The bridge was built by Jane Carter, 12 May 2024.
On 12 May 2024 the bridge was closed by Jane Carter
Jane Carter was born on 12 May 2024 | By Tom Weiss
"""


def each(text: str) -> list[str]:
    """Give the lines of a table."""
    return text.strip().split("\n")


@pytest.mark.parametrize("text", each(CAPTIONS))
def test_a_caption_that_says_so_is_one(text: str):
    assert structure.is_caption(text)


@pytest.mark.parametrize("text", each(NO_CAPTIONS))
def test_a_sentence_about_pictures_is_no_caption(text: str):
    assert not structure.is_caption(text)


@pytest.mark.parametrize("text", each(BYLINES))
def test_a_line_that_names_who_wrote_is_a_byline(text: str):
    assert structure.is_byline(text)


@pytest.mark.parametrize(
    "text", ["By the river", "By and large", "Av og til", "Von Tarn nach Lod", "Door to door"]
)
def test_words_behind_a_by_are_no_byline_without_a_name(text: str):
    assert not structure.is_byline(text)


@pytest.mark.parametrize("text", each(DATES))
def test_a_line_that_is_a_date_is_one_and_is_read(text: str):
    assert days.is_date_line(text)
    assert days.published(text) == dt.date(2024, 5, 12)


@pytest.mark.parametrize("text", each(UNREAD))
def test_a_line_may_be_a_date_that_cannot_be_known(text: str):
    assert days.is_date_line(text)
    assert days.published(text) is None


def test_the_first_of_a_month_is_written_as_the_french_do():
    assert days.published("Publié le 1er mai 2024") == dt.date(2024, 5, 1)


@pytest.mark.parametrize("text", each(CREDITED))
def test_a_line_may_say_when_and_by_whom(text: str):
    assert days.published(structure.credited(text)) == dt.date(2024, 5, 12)


@pytest.mark.parametrize("text", each(NOT_CREDITED))
def test_a_line_that_says_more_or_less_is_not_one_of_date_and_author(text: str):
    assert structure.credited(text) == ""


@pytest.mark.parametrize("text", each(NO_DATES))
def test_a_sentence_with_a_date_is_no_date_line(text: str):
    assert not days.is_date_line(text)


@pytest.mark.parametrize(
    ("text", "iso"), [("12/05/2024", None), ("13/05/2024", "2024-05-13"), ("05/13/2024", "2024-05-13")]
)
def test_day_and_month_are_told_apart_only_where_one_cannot_be_a_month(text: str, iso: str | None):
    day = days.published(text)

    assert (day and day.isoformat()) == iso


def test_ten_thousand_comments_take_seconds():
    text = "Tom\n3 days ago\nIt leans.\nReply\n" * 10_000
    start = time.process_time()

    cleaning.clean(RawText("a.txt", text), off=("article",))

    assert time.process_time() - start < 10  # seconds; quadratic would be minutes
