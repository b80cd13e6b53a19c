"""`FILE.toml` beside a source: the editor's word wins, and mistakes in it have a place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefings import readers
from briefings.errors import BriefingsError, Problem
from briefings.readers import sidecar
from briefings.readers.sidecar import Sidecar
from tests.command import in_process
from tests.conftest import Site

SOURCE = "content/sources/ferry.txt"


def problem(text: str) -> Problem:
    with pytest.raises(BriefingsError) as caught:
        sidecar.parse(text.encode(), "a.txt.toml")
    return caught.value.problem


def test_every_key_is_read() -> None:
    text = """\
encoding = "windows-1252"
language = "de"
title = "Eis"
date = 2025-10-16
author = "A. Reyes"
publisher = "Hafenblatt"
url = "https://example.org/a"
licence = "CC-BY-4.0"
keep = ["k3f7", "c2m7"]
"""
    assert sidecar.parse(text.encode(), "a.txt.toml") == Sidecar(
        "windows-1252",
        "de",
        "Eis",
        dt.date(2025, 10, 16),
        "A. Reyes",
        "Hafenblatt",
        "https://example.org/a",
        "CC-BY-4.0",
        ("k3f7", "c2m7"),
    )


@pytest.mark.parametrize("data", [None, b"", b"# nothing decided\n"])
def test_without_it_all_is_left_to_the_source(data: bytes | None) -> None:
    assert sidecar.parse(data, "a.txt.toml") == sidecar.NOTHING


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ('a = 1\nlangage = "de"\n', "1:1", "unknown key: a", "known here: encoding, language"),
        ('langage = "de"\n', "1:1", "unknown key: langage", "did you mean language?"),
        ("title = 3\n", "1:1", "title must be text", 'write title = "…"'),
        ('title = "A"\ndate = "soon"\n', "2:1", "date must be a date", "write date = 2025-10-16"),
        ('keep = "k3f7"\n', "1:1", "keep must be a list", 'write keep = ["…", "…"]'),
        ("keep = [1]\n", "1:1", "each value of keep must be text", ""),
        ('encoding = "latin-9x"\n', "1:1", "unknown encoding: latin-9x", "write encoding ="),
        ('encoding = "base64"\n', "1:1", "unknown encoding: base64", ""),
        ('encoding = "utf-7"\n', "1:1", "unknown encoding: utf-7", "did you mean utf-"),
        ('encoding = "koi8"\n', "1:1", "unknown encoding: koi8", "did you mean koi8-"),
        ('language = "German"\n', "1:1", "not a language: 'German'", 'write language = "en"'),
        ("language = de\n", "1:12", "not TOML", "write key ="),
    ],
)
def test_mistakes_have_a_place_and_a_hint(text: str, place: str, message: str, hint: str) -> None:
    found = problem(text)

    assert str(found.location) == f"a.txt.toml:{place}"
    assert found.message.startswith(message)
    assert hint in found.hint


def test_a_file_that_is_no_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(BriefingsError, match=r"a\.txt\.toml:1:11: error: byte 0xfc at offset 10"):
        sidecar.parse(b'title = "Z\xfcrich"\n', "a.txt.toml")


def test_what_the_editor_says_wins_over_the_header_lines() -> None:
    data = b"Title: Ice\nDate: 2025-10-16\nLanguage: en\n\nText.\n"
    raw = readers.read(data, "a.txt", beside=Sidecar(title="Eis", language="de", keep=("k3f7",)))

    assert (raw.title, raw.language, raw.published, raw.keep) == (
        "Eis",
        "de",
        dt.date(2025, 10, 16),
        ("k3f7",),
    )
    assert (raw.text, raw.first_line) == ("Text.\n", 5)


@pytest.mark.parametrize("said", ["3 March 2026", "2026-02-30", ""])
def test_a_bad_date_of_the_header_is_not_judged_where_the_editor_wrote_another(said: str) -> None:
    data = f"Title: Ice\nDate: {said}\n\nText.\n".encode()
    raw = readers.read(data, "a.txt", beside=Sidecar(date=dt.date(2026, 3, 5)))

    assert (raw.title, raw.published, raw.text) == ("Ice", dt.date(2026, 3, 5), "Text.\n")
    assert readers.from_stdin(data, Sidecar(date=dt.date(2026, 3, 5))).published == dt.date(2026, 3, 5)
    with pytest.raises(BriefingsError, match=r"a\.txt:2:7: error: not a date"):
        readers.read(data, "a.txt", beside=Sidecar(title="Eis"))


def test_nor_is_a_language() -> None:
    data = b"Language: English\n\nText.\n"

    assert readers.read(data, "a.txt", beside=Sidecar(language="en")).language == "en"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("Windows-1252", "cp1252"),
        ("gb2312", "gb18030"),
        ("shift_jis", "cp932"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_is_what_browsers_take_its_name_for(name: str, codec: str) -> None:
    text = "東京。" if codec in {"gb18030", "cp932"} else "Größe “10 €”"
    raw = readers.read(text.encode(codec), "a.txt", beside=Sidecar(encoding=name))

    assert (raw.text, raw.encoding, raw.guessed_encoding) == (text, name, False)


def test_an_encoding_that_does_not_fit_is_an_error_at_the_byte() -> None:
    with pytest.raises(BriefingsError) as caught:
        readers.read(b"one\ntwo \x81\n", "a.txt", beside=Sidecar(encoding="windows-1252"))

    assert str(caught.value).splitlines()[0] == "a.txt:2:5: error: byte 0x81 at offset 8 is not windows-1252"
    assert "a.txt.toml" in caught.value.problem.hint


def test_a_decision_reaches_the_briefing_and_its_withdrawal_too(site: Site) -> None:
    text = (
        "Date: 2025-10-16\n\nDie Fähre fährt nicht. " + "Das Eis auf dem Fluss ist zu dick für das Schiff.\n"
    )
    site.write(SOURCE, text.encode("cp1252")).write(SOURCE + ".toml", 'title = "Eis"\nencoding = "cp1252"\n')
    site.build()
    assert "Fähre fährt" in site.page("briefings/eis/index.html")
    assert site.messages() == []
    assert site.read(SOURCE + ".toml").startswith("title")

    site.write(SOURCE + ".toml", 'title = "Eis"\nencoding = "mac-roman"\n').build()
    assert "Fähre" not in site.page("briefings/eis/index.html")

    site.remove(SOURCE + ".toml").build()
    assert "Fähre fährt" in site.page("briefings/eis/index.html")
    assert [message.partition("\n")[0] for message in site.messages()] == [
        f"{SOURCE}: warning: read as windows-1252 (a guess)"
    ]


def test_a_date_in_the_sidecar_cures_a_bad_one_in_the_header(site: Site) -> None:
    text = "Date: 3 March 2026\n\nThe ferry is not running. The ice on the river is too thick for the ship.\n"
    site.write(SOURCE, text).build()
    assert "not a date: '3 March 2026'" in site.messages()[0]

    site.write(SOURCE + ".toml", "date = 2026-03-05\n").build()
    assert site.messages() == []
    assert "\ndate: 2026-03-05\n" in b"".join(site.tree("content/briefings").values()).decode()


def test_the_guess_is_said_at_every_build(site: Site) -> None:
    text = "Date: 2025-10-16\n\nDie Fähre fährt nicht mehr. Das ist für die Leute auf der Insel nicht neu.\n"
    site.write(SOURCE, text.encode("cp1252")).build()
    first = site.messages()
    site.build()

    assert any("read as windows-1252 (a guess)" in message for message in first)
    assert site.messages() == first


@pytest.mark.parametrize("command", ["clean", "facts"])
def test_the_command_line_reads_it_too(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Die Fähre fährt nicht mehr. Das ist für die Leute auf der Insel nicht neu, sagte der Kapitän.\n"
    Path("a.txt").write_bytes(text.encode("cp1252"))
    guessed = in_process(command, "a.txt")
    Path("a.txt.toml").write_text('encoding = "mac-roman"\ntitle = "Eis"\n', "utf-8")
    told = in_process(command, "a.txt", "--json")

    assert "a.txt: warning: read as windows-1252 (a guess)" in guessed.stderr
    assert told.stderr == ""
    assert '"title": "Eis"' in told.stdout
    assert "Fähre" not in told.stdout
