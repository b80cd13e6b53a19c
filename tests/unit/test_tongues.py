"""Numbers and dates as twelve languages write them."""

from __future__ import annotations

import datetime as dt

import pytest

from briefings import dates
from briefings.numbers import numbers

PUBLISHED = dt.date(2024, 5, 8)  # a Wednesday


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "12,000 people, 12.2 billion and 1,200.50", [12_000, 12.2e9, 1200.5]),
        (
            "de",
            "12,2 Milliarden, 1.200 Leute, 3,5 Mio. und 1.234.567,89",
            [12.2e9, 1200, 3.5e6, 1_234_567.89],
        ),
        ("de", "40 000 Stück um 14.30 Uhr", [40_000, 14.3]),
        ("fr", "1 200 personnes, 12,2 milliards et 1 234 567,8", [1200, 12.2e9, 1_234_567.8]),
        ("fr", "1\u202f500 invités, 2\u00a0000 chênes, 3,5 %", [1500, 2000, 3.5]),
        ("es", "1.200 personas, 12,2 millones y 63.313 millones", [1200, 12.2e6, 63_313e6]),
        ("pt", "1,7 milhão, R$ 19 bilhões e 67.500 pessoas", [1.7e6, 19e9, 67_500]),
        ("it", "8,8 miliardi, 36.000 persone e 260 mila", [8.8e9, 36_000, 260_000]),
        ("nl", "46.000 mensen, 12,5 procent en 1,2 miljoen", [46_000, 12.5, 1.2e6]),
        ("ru", "1 750 кг и 12,5 кг", [1750, 12.5]),
        ("ar", "2,900 شخص و 6.8 درجة", [2900, 6.8]),
        ("hi", "12,000 लोग, 5,00,000 रुपये और 1,200.50", [12_000, 500_000, 1200.5]),
        ("ja", "12,000人、7.6度", [12_000, 7.6]),
        ("zh", "12,000人，1935.3克", [12_000, 1935.3]),
    ],
)
def test_numbers_are_worth_what_their_language_means(language: str, text: str, expected: list[float]) -> None:
    assert [number.value for number in numbers(text, language)] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on 3 May 2024 and yesterday", {"3 May 2024": "2024-05-03", "yesterday": "2024-05-07"}),
        ("de", "am 3. Mai und am Montag", {"3. Mai": "2024-05-03", "Montag": "2024-05-06"}),
        ("de", "vorgestern, am 3.5.2024", {"vorgestern": "2024-05-06", "3.5.2024": "2024-05-03"}),
        ("fr", "le 1er mai et lundi", {"1er mai": "2024-05-01", "lundi": "2024-05-06"}),
        ("fr", "aujourd’hui, le 8 mars", {"aujourd’hui": "2024-05-08", "8 mars": "2024-03-08"}),
        ("fr", "avant-hier et après-demain", {"avant-hier": "2024-05-06", "après-demain": "2024-05-10"}),
        ("es", "el 3 de mayo y el lunes", {"3 de mayo": "2024-05-03", "lunes": "2024-05-06"}),
        ("pt", "em 5 de maio, ontem", {"5 de maio": "2024-05-05", "ontem": "2024-05-07"}),
        ("it", "il 3 maggio, ieri", {"3 maggio": "2024-05-03", "ieri": "2024-05-07"}),
        ("nl", "op 1 mei, eergisteren", {"1 mei": "2024-05-01", "eergisteren": "2024-05-06"}),
        ("ru", "это было позавчера", {"позавчера": "2024-05-06"}),
        ("ar", "وصل الوفد أمس", {"أمس": "2024-05-07"}),
        ("hi", "आज और कल", {"आज": "2024-05-08"}),
        ("ja", "2024年5月3日", {"2024年5月3日": "2024-05-03"}),
        ("zh", "2024年5月", {"2024年5月": "2024-05"}),
    ],
)
def test_dates_are_found_and_meant_in_their_language(
    language: str, text: str, expected: dict[str, str]
) -> None:
    found = [text[slice(*span)] for span in dates.find(text, language)]

    assert {words: dates.resolve(words, PUBLISHED, "past") for words in found} == expected
    assert all(dates.resolve(words, None) in ("", expected[words]) for words in found)


def test_a_relative_day_stays_open_where_the_date_of_the_source_is_not_known() -> None:
    words = ("Montag", "hier", "ayer", "вчера", "أمس", "आज")

    assert {dates.resolve(word, None, "past") for word in words} == {""}
