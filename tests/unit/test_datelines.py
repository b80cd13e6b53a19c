"""Datelines: what a report opens with, and what only looks like it."""

from __future__ import annotations

import pytest

from briefings import datelines


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [
        ("de", "Berlin (dpa) – ", "Der Rat tagt."),
        ("fr", "PARIS, 7 déc. - ", "Le pont a rouvert."),
        ("es", "CIUDAD DE MÉXICO (Agencia) — ", "El puente reabrió."),
        ("it", "ROMA - ", "Il ponte è aperto."),
        ("ru", "МОСКВА, 12 апр — РИА Новости. ", "Мост открыт."),
        ("ru", "МОСКВА, 12 апреля. /ТАСС/. ", "Мост открыт."),
        ("zh", "新华社北京1月5日电（记者张三）", "大桥重新开放。"),
        ("ja", "【東京】", "橋は再開した。"),
        ("en", "LONDON, March 3, 2025 (Agency) - ", "The bridge is open."),
        ("en", "NEW YORK, N.Y., 3 March 2025 — ", "The bridge is open."),
        ("en", "London, March 3 (Agency) - ", "The bridge is open."),
        ("de", "BERLIN, 3. März 2025 (dpa) - ", "Der Rat tagt."),
        ("fr", "PARIS, 7 août 2025 - ", "Le pont a rouvert."),
        ("ar", "السويس (وكالة) - ", "أعيد فتح الجسر."),
    ],
)
def test_a_dateline_stands_before_its_text(language: str, line: str, text: str) -> None:
    assert datelines.behind(line + text, language) == len(line)
    assert datelines.behind(text, language) == 0


@pytest.mark.parametrize("text", ["Москва — столица России.", "ООН — организация.", "НАТО - блок."])
def test_what_goes_on_in_small_letters_has_none(text: str) -> None:
    assert datelines.behind(text, "ru") == 0


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("LONDON, 3 March 2025 - The bridge is open.", "LONDON", "3 March 2025"),
        ("LONDON, 3 March 2025 — The bridge is open.", "LONDON", "3 March 2025"),
        ("LONDON, March 3, 2025 (Reuters) - The bridge is open.", "LONDON", "March 3, 2025"),
        (
            "NEW YORK, N.Y., March 3, 2025 /Newswire/ -- The bridge is open.",
            "NEW YORK, N.Y.",
            "March 3, 2025",
        ),
        ("SAN TARN – 2025-03-03 – The bridge is open.", "SAN TARN", "2025-03-03"),
        ("London, 3rd March (dpa) – The bridge is open.", "London", "3rd March"),
        ("MADRID, 3 de marzo de 2025 (EFE) - El puente reabrió.", "MADRID", "3 de marzo de 2025"),
    ],
)
def test_a_dateline_with_a_day_tells_place_and_day(text: str, place: str, day: str) -> None:
    assert datelines.filed(text) == (place, day)


@pytest.mark.parametrize(
    "text",
    [
        "Tarn, 3 March 1950 – The bridge was opened by the king.",
        "On Sunday, 3 March 2025 – Shrove Sunday – The bridge was opened.",
        "LONDON, 3 March 2025 - the day of the flood - is in all books.",
        "LONDON, 3 bridges 2025 - The bridge is open.",
        "The bridge in LONDON, 3 March 2025 - A report.",
        "On 3 March 2025 the bridge was opened - The towns danced.",
        "LONDON - The bridge is open since 3 March 2025.",
        "LONDON, 3 March 2025, was the day of the flood.",
        "",
    ],
)
def test_a_sentence_with_a_day_is_no_dateline(text: str) -> None:
    assert datelines.filed(text) is None
