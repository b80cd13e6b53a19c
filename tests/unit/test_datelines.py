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
        ("ar", "السويس (وكالة) - ", "أعيد فتح الجسر."),
    ],
)
def test_a_dateline_stands_before_its_text(language: str, line: str, text: str) -> None:
    assert datelines.behind(line + text, language) == len(line)
    assert datelines.behind(text, language) == 0


@pytest.mark.parametrize("text", ["Москва — столица России.", "ООН — организация.", "НАТО - блок."])
def test_what_goes_on_in_small_letters_has_none(text: str) -> None:
    assert datelines.behind(text, "ru") == 0
