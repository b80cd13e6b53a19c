"""Numbers: what they are worth, whatever their spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.numbers import numbers, values


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,200 lakes", "en", [(1200, "")]),
        ("1.200 Seen", "de", [(1200, "")]),
        ("1.2 million km", "en", [(1_200_000, "")]),
        ("$240 billion", "en", [(240e9, "$")]),
        ("€5m for a 5m well", "en", [(5e6, "€"), (5, "")]),
        ("−5 °C", "en", [(-5, "")]),
        ("12 per cent or 13%", "en", [(12, "%"), (13, "%")]),
        ("twenty-one ships, two hundred and five sails", "en", [(21, ""), (205, "")]),
        ("half a million birds", "en", [(500_000, "")]),
        ("one of the H5N1 strains", "en", []),
        ("全长681米", "zh", [(681, "")]),
        ("第5回", "ja", []),
        ("约3万亿元", "zh", [(3e12, "")]),
        ("約3億5000万円", "ja", [(350e6, "")]),
        ("5만 명", "ko", [(50_000, "")]),
        ("٣٫٥ مليون من ١٬٢٠٠", "ar", [(3.5e6, ""), (1200, "")]),
        ("2,5 млрд и 12 тысяч", "ru", [(2.5e9, ""), (12_000, "")]),
        ("5 करोड़ और 3 लाख", "hi", [(50e6, ""), (300_000, "")]),
        ("2 Billionen", "de", [(2e12, "")]),
        ("3 billions", "fr", [(3e12, "")]),
        ("2 billones", "es", [(2e12, "")]),
    ],
)
def test_numbers_are_read_by_value(text: str, language: str, expected: list[tuple[float, str]]) -> None:
    assert [(number.value, number.mark) for number in numbers(text, language)] == expected


def test_a_range_shares_its_magnitude_and_its_mark() -> None:
    assert {(n.value, n.mark) for n in values("5 to 10 million")} == {(5, ""), (5e6, ""), (10e6, "")}
    assert (5, "%") in {(n.value, n.mark) for n in values("5-6 percent")}


@given(st.text(alphabet="0123456789,.-$% m’\u00a0to"))
def test_no_digits_make_it_fail(text: str) -> None:
    assert all(0 <= number.start < number.end <= len(text) for number in values(text))
