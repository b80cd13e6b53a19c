"""The command as its users run it: what it prints where, and how it ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefings import library, readers
from briefings.cli.commands import briefings as group
from briefings.errors import BriefingsError
from tests.command import COMMAND, LIMIT, environment, in_process, run
from tests.conftest import Site, briefing
from tests.live_support import in_time, now

RAW = """Title: The pier at Ryde
Date: 2025-12-01

The pier at Ryde , on the Isle of Wight, is 681 metres long. It opened on 26 July 1814 .

"We walk it every day," said Ana Reyes, who lives nearby.

You may also like
Ten piers to see before you are wet
"""

PIER = "content/sources/pier.txt"

COMMANDS = [
    *(
        "new",
        "add",
        "clean",
        "facts",
        "draft",
        "list",
        "schedule",
        "merge",
        "split",
        "diff",
        "accept",
        "decline",
    ),
    *("build", "serve", "check", "deploy", "edition", "why", "theme"),
]


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with one source, in which we stand."""
    site.write("content/sources/pier.txt", RAW)
    monkeypatch.chdir(site.root)
    return site


# --- help and usage ------------------------------------------------------------------------------------


def test_the_commands_are_these() -> None:
    assert list(group.commands) == COMMANDS


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help(arguments: list[str]) -> None:
    result = in_process(*arguments)

    assert result.code == 0
    assert result.stderr == ""
    assert result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    if arguments[0] in COMMANDS:
        for option in group.commands[arguments[0]].params:
            assert all(name in result.stdout for name in option.opts if name.startswith("-"))


def test_help_is_there_at_once(tmp_path: Path) -> None:
    """No heavy library may be imported for it: the whole process takes a tenth of a second here."""
    loaded = subprocess.run(
        [COMMAND[0], "-X", "importtime", "-m", "briefings", "--help"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    heavy = {
        "jinja2",
        "markdown_it",
        "yaml",
        "ftfy",
        "babel",
        "rich",
        "watchdog",
        "msgspec",
        "briefings.model",
    }

    assert heavy.isdisjoint(re.findall(r"\|\s+([\w.]+)$", loaded, re.MULTILINE))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bild"], "Did you mean 'build'?"),
        (["build", "--strickt"], "--strict"),
        (["build", "--now", "yesterday"], "write --now 2026-11-23T06:00"),
        (["build", "--base-url", "example.org"], "write --base-url https://example.org/"),
        (["build", "extra"], "extra"),
        (["clean"], "name a file, a folder, or - for standard input"),
        (["clean", "--jsonl", "pier.txt"], "reads standard input"),
        (["facts", "--jsonl", "pier.txt"], "reads standard input"),
        (["new"], "DIR"),
        (["why"], "PAGE"),
        (["serve", "--port", "99999"], "99999"),
        ([], "Usage:"),
    ],
)
def test_what_is_no_command_ends_with_2(here: Site, arguments: list[str], words: str) -> None:
    result = in_process(*arguments)

    assert (result.code, result.stdout) == (2, "")
    assert words in result.stderr
    assert not here.exists("site")


@pytest.mark.parametrize(
    "command",
    [["add", "x.txt"], ["list", "--twins"], ["build"], ["draft"], ["serve"], ["why", "/"], ["edition"]],
)
def test_outside_of_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    result = in_process(*command)

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("briefings: no site here")
    assert "briefings new DIR" in result.stderr
    assert list(tmp_path.iterdir()) == []


# --- clean ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_clean_shows_the_text_alone() -> None:
    result = in_process("clean", "content/sources/pier.txt")

    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("# The pier at Ryde\n\nThe pier at Ryde, on the Isle of Wight, is 681")
    assert "You may also like" not in result.stdout


def test_clean_of_a_folder_names_each_source(here: Site) -> None:
    here.write("content/sources/more/tide.md", "The tide turns.\n").write(
        "content/sources/photo.jpg", b"\xff\xd8"
    )
    result = in_process("clean", "content/sources")

    assert result.code == 0
    assert re.findall("==> (.*) <==", result.stdout) == [
        "content/sources/more/tide.md",
        "content/sources/pier.txt",
    ]


def test_clean_reads_standard_input_and_writes_into_a_pipe(tmp_path: Path) -> None:
    result = run(["clean", "-"], tmp_path, RAW)

    assert (result.code, result.stderr) == (0, "")
    assert "The pier at Ryde, on" in result.stdout
    assert "\x1b" not in result.stdout


def test_clean_writes_a_file_a_source(here: Site) -> None:
    here.write("content/sources/more/pier.txt", "Another pier.\n")
    result = in_process("clean", "content/sources", "--out", "cleaned")

    assert (result.code, result.stdout, result.stderr) == (0, "", "")
    assert sorted(here.tree("cleaned")) == ["more/pier.md", "pier.md"]
    assert here.read("cleaned/more/pier.md") == "Another pier.\n"


def test_clean_never_writes_over_a_source_nor_one_result_over_another(here: Site) -> None:
    here.write("a/text.md", "One.\n").write("b/text.md", "Two.\n")

    over = in_process("clean", "a/text.md", "--out", "a")
    assert over.code == 1
    assert "a/text.md: error: would be written over the source itself" in over.stderr
    twins = in_process("clean", "a/text.md", "b/text.md", "--out", "cleaned")
    assert twins.code == 1
    assert "b/text.md: error: would be written to the same file as a/text.md" in twins.stderr
    assert not here.exists("cleaned")
    assert here.read("a/text.md") == "One.\n"


def test_clean_diff_is_a_table_in_the_order_of_the_file(here: Site) -> None:
    result = in_process("clean", "--diff", "content/sources/pier.txt")

    assert result.code == 0
    assert result.stdout == (
        "4  punctuation  - The pier at Ryde , on the Isle of Wight, is … It opened on 26 July 1814 .\n"
        "                + The pier at Ryde, on the Isle of Wight, is … It opened on 26 July 1814.\n"
        "8  tail         - You may also like\n"
        "9  tail         - Ten piers to see before you are wet\n"
        "\n"
        "removed: 2 lines (tail 2)\n"
        "changed: 1 line (punctuation 1)\n"
    )
    here.write("tidy.txt", "The tide turns.\n")
    assert in_process("clean", "--diff", "tidy.txt").stdout == "nothing removed, nothing changed\n"


def test_clean_diff_shows_joined_lines_marks_and_white_space(here: Site) -> None:
    wrapped = (
        "The pier was the first of its kind in the country, and was\n"
        "built because the boats could not land at low tide: people\n"
        "had to walk half a mile over wet sand, or be carried by a\n"
        "porter, before they reached the town and a dry chair there.\n"
    )
    here.write("wrapped.txt", f"The old pier\nBy Ana Reyes\n\n{wrapped}\nThe pier\u00a0 is \x1b[31m long.\n")
    shown = in_process("clean", "--diff", "wrapped.txt").stdout

    assert "  1  title    = title: The old pier\n" in shown
    assert "  2  bylines  = byline: By Ana Reyes\n" in shown
    assert "4-7  wraps    ~ joined: The pier was the first of … town and a dry chair there.\n" in shown
    assert "joined: 3 lines (wraps 3)\n" in shown
    assert shown.endswith("white space alone: 1; -v shows them\n")
    assert "\x1b" not in shown
    assert "spaces" in in_process("clean", "--diff", "-v", "wrapped.txt").stdout


def test_clean_diff_is_in_colour_on_a_terminal_alone(here: Site) -> None:
    def on_a_terminal(**more: str) -> bytes:
        ours, theirs = os.openpty()
        command = [*COMMAND, "clean", "--diff", PIER]
        wanted = {**environment(), "TERM": "xterm", **more}
        subprocess.run(command, cwd=here.root, env=wanted, stdout=theirs, check=True, timeout=LIMIT)
        os.close(theirs)
        shown = os.read(ours, 65_536)
        os.close(ours)
        return shown

    assert b"\x1b[31m-\x1b[0m \x1b[31mYou may also like\x1b[0m" in on_a_terminal()
    assert b"\x1b" not in on_a_terminal(NO_COLOR="1")
    assert b"\x1b" not in on_a_terminal(TERM="dumb")
    assert "\x1b" not in in_process("clean", "--diff", PIER).stdout


# --- clean --keep --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_a_kept_line_stays_in_the_text_and_the_file_beside_says_so(here: Site) -> None:
    result = in_process("clean", PIER, "--keep", "8", "--keep", "9")

    assert result.code == 0
    assert result.stdout.endswith("You may also like\n\nTen piers to see before you are wet\n")
    assert result.stderr == (
        f"{PIER}:8: kept against tail: You may also like\n"
        f"{PIER}:9: kept against tail: Ten piers to see before you are wet\n"
        f"{PIER}.toml remembers it; delete its line there to undo that\n"
    )
    assert here.read(PIER) == RAW
    first, *rows, last = here.read(f"{PIER}.toml").partition("keep = ")[2].splitlines()
    assert (first, last) == ("[", "]")
    assert [row.partition("# ")[2] for row in rows] == [
        "You may also like",
        "Ten piers to see before you are wet",
    ]
    assert "! kept: You may also like\n" in in_process("clean", "--diff", PIER).stdout
    assert not [name for name in here.tree("content/sources") if name.startswith(".")]


def test_what_is_kept_is_undone_by_deleting_its_line(here: Site) -> None:
    before = in_process("clean", PIER).stdout
    in_process("clean", "-q", PIER, "--keep", "8")
    beside = here.read(f"{PIER}.toml")
    assert in_process("clean", PIER).stdout != before

    here.write(
        f"{PIER}.toml", "".join(line for line in beside.splitlines(keepends=True) if "also" not in line)
    )
    assert in_process("clean", PIER).stdout == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1", "line 1 is a header line"),
        ("4", "line 4 was not removed: it is a paragraph"),
        ("7", "line 7 is empty"),
        ("99", "line 99 is not there: the last one is 9"),
    ],
)
def test_what_was_not_removed_cannot_be_kept(here: Site, line: str, words: str) -> None:
    result = in_process("clean", PIER, "--keep", "8", "--keep", line)

    assert (result.code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{PIER}:{line}: error: {words}")
    assert not here.exists(f"{PIER}.toml")


@pytest.mark.parametrize(
    "arguments",
    [["-", "--keep", "1"], ["content", "--keep", "1"], [PIER, PIER, "--keep", "1"], [PIER, "--keep", "0"]],
)
def test_lines_are_kept_of_one_file(here: Site, arguments: list[str]) -> None:
    result = in_process("clean", *arguments)

    assert (result.code, result.stdout) == (2, "")
    assert "--keep" in result.stderr
    assert not here.exists(f"{PIER}.toml")


def test_a_file_beside_that_cannot_be_read_is_left_alone(here: Site) -> None:
    here.write(f"{PIER}.toml", 'title = "A\n')
    result = in_process("clean", PIER, "--keep", "8")

    assert (result.code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{PIER}.toml:1:11: error: not TOML")
    assert here.read(f"{PIER}.toml") == 'title = "A\n'

    (here.root / f"{PIER}.toml").unlink()
    (here.root / f"{PIER}.toml").symlink_to("elsewhere.toml")
    linked = in_process("clean", PIER, "--keep", "8")
    assert linked.code == 1
    assert f"{PIER}.toml: error: not a plain file" in linked.stderr
    assert not here.exists("content/sources/elsewhere.toml")


def test_what_is_kept_reaches_the_briefing(here: Site) -> None:
    in_process("draft", "-q")
    briefing = "content/briefings/the-pier-at-ryde.md"
    assert "Ten piers" not in here.read(briefing)

    in_process("clean", "-q", PIER, "--keep", "9")
    assert "1 briefing written" in in_process("draft").stdout
    assert "Ten piers to see before you are wet" in here.read(briefing)


# --- clean: the configuration, and what comes in -------------------------------------------------------


def test_a_step_is_turned_off_by_name_and_a_wrong_name_has_its_place(here: Site) -> None:
    here.write("briefings.toml", '[clean]\noff = ["tail"]\n')
    assert "You may also like" in in_process("clean", PIER).stdout

    here.write("briefings.toml", '[clean]\noff = ["tial"]\n')
    result = in_process("clean", PIER)
    assert (result.code, result.stdout) == (1, "")
    assert result.stderr.startswith("briefings.toml:2:1: error: no cleaning step 'tial'")
    assert "did you mean tail?" in result.stderr


@pytest.mark.parametrize("command", ["clean", "facts"])
def test_the_encoding_of_standard_input_is_guessed_or_given(tmp_path: Path, command: str) -> None:
    text = "Die Brücke über den Rhein wurde im Jahr 1918 fertig, und sie war 325 Meter lang.\n"
    guessed = run([command, "-"], tmp_path, text.encode("cp1252"))
    assert "Brücke" in guessed.stdout
    assert "hint: give --encoding windows-1252 if that is right" in guessed.stderr

    weak = run([command, "-"], tmp_path, "Größe\n".encode("cp850"))
    assert weak.code == 1
    assert weak.stderr.startswith("stdin:1:3: error: byte 0x94 at offset 2 is not UTF-8")
    assert "--encoding windows-1252 (or what it is)" in weak.stderr

    given = run([command, "--encoding", "cp850", "-"], tmp_path, text.encode("cp850"))
    assert (given.code, given.stderr) == (0, "")
    assert "Brücke" in given.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "--encoding", "latin-9x"], "unknown encoding: latin-9x"),
        (["-", "--encoding", "windows-125"], "did you mean windows-125"),
        ([PIER, "--encoding", "cp850"], 'write encoding = "cp850" into FILE.toml'),
    ],
)
@pytest.mark.usefixtures("here")
def test_an_encoding_that_cannot_be_meant_is_a_mistake_of_usage(arguments: list[str], words: str) -> None:
    result = in_process("clean", *arguments)

    assert (result.code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_page_on_standard_input_is_read_as_one(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra [html] is not installed")
    page = "<!DOCTYPE html><html><body><nav>Home</nav><article><h1>Ice</h1>" + "".join(
        f"<p>The ferry lay {number} days in the harbour, and nobody on the island was surprised.</p>"
        for number in range(3, 6)
    )
    result = run(["clean", "-"], tmp_path, page)

    assert result.code == 0
    assert "<" not in result.stdout
    assert "The ferry lay 4 days" in result.stdout


@pytest.mark.usefixtures("here")
def test_clean_json_gives_blocks_with_their_lines() -> None:
    result = in_process("clean", "--json", "content/sources/pier.txt")
    found = json.loads(result.stdout)

    assert found["path"] == "content/sources/pier.txt"
    assert found["title"] == "The pier at Ryde"
    assert found["published"] == "2025-12-01"
    assert [(block["kind"], block["line"], block["lines"]) for block in found["blocks"]] == [
        ("paragraph", 4, [4, 4]),
        ("paragraph", 6, [6, 6]),
    ]
    assert found["text"] == "\n\n".join(block["text"] for block in found["blocks"])
    assert {change["step"] for change in found["changes"]} >= {"punctuation"}
    assert isinstance(json.loads(in_process("clean", "--json", "content/sources").stdout), list)


def test_clean_json_says_where_everything_stood(here: Site) -> None:
    text = (
        "The old pier\nBy Ana Reyes\n16 October 2025\n\n"
        "RYDE, England (AP) — The pier was the first of its kind in the\n"
        "country, and was built because the boats could not land at low\n"
        "tide: people had to walk half a mile over wet sand, or to be\n"
        "carried by a porter, before they reached the town.\n\n"
        "Photo: The pier in 1963 (AP)\n\nAdvertisement\n"
    )
    here.write("old.txt", text)
    found = json.loads(in_process("clean", "--json", "old.txt").stdout)

    assert (found["title"], found["byline"], found["published"], found["dateline"]) == (
        "The old pier",
        "By Ana Reyes",
        "2025-10-16",
        "RYDE, England",
    )
    assert [(block["kind"], block["lines"]) for block in found["data"]] == [
        ("title", [1, 1]),
        ("byline", [2, 2]),
        ("date", [3, 3]),
    ]
    assert [(block["kind"], block["lines"]) for block in found["blocks"]] == [
        ("paragraph", [5, 8]),
        ("caption", [10, 10]),
    ]
    assert found["captions"] == [found["blocks"][1]]
    assert [change for change in found["changes"] if change["line"] == 12] == [
        {"step": "menus", "line": 12, "before": "Advertisement", "after": None}
    ]
    assert {change["into"] for change in found["changes"] if change["line"] in {6, 7, 8}} == {5}


def test_one_source_that_cannot_be_read_does_not_stop_the_others(here: Site) -> None:
    here.write("content/sources/bad.txt", b"gro\xdf\n")
    result = in_process("clean", "content/sources/bad.txt", "content/sources/pier.txt", "missing.txt")

    assert result.code == 1
    assert "content/sources/bad.txt:1:4: error: byte 0xdf" in result.stderr
    assert "missing.txt: error: no such file" in result.stderr
    assert "681 metres" in result.stdout


def test_a_folder_without_sources_is_named(here: Site) -> None:
    (here.root / "empty").mkdir()
    result = in_process("clean", "empty")

    assert result.code == 1
    kinds = ".docx, .eml, .htm, .html, .md, .pdf, .txt"
    assert result.stderr == f"empty: error: no sources here\n    hint: sources end in {kinds}\n"


# --- facts ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_the_offsets_of_facts_point_at_their_sentences() -> None:
    result = in_process("facts", "--json", "content/sources/pier.txt")
    found = json.loads(result.stdout)

    assert result.code == 0
    assert {"key", "quote", "quantity", "when"} <= {fact["kind"] for fact in found["facts"]}
    for fact in found["facts"]:
        start, end = fact["quote_span"]
        assert found["text"][start:end] == fact["quote"]
        assert fact["spans"][0] == fact["quote_span"]
        if fact["speaker_span"]:
            start, end = fact["speaker_span"]
            assert found["text"][start:end] == fact["speaker"]


def test_facts_for_people_and_into_a_folder(here: Site) -> None:
    shown = in_process("facts", "content/sources/pier.txt")
    assert shown.code == 0
    assert re.search(r"^quote \(Ana Reyes\): ", shown.stdout, re.MULTILINE)
    assert re.search(
        r"^    line 4, 0–\d+: The pier at Ryde, on the Isle of Wight", shown.stdout, re.MULTILINE
    )

    written = in_process("facts", "content/sources", "--out", "found")
    assert (written.code, written.stdout) == (0, "")
    assert json.loads(here.read("found/pier.json"))["path"] == "content/sources/pier.txt"


# --- one record a line ---------------------------------------------------------------------------------

WRONG_LINES = [
    (b"not json", "not JSON"),
    (b"[1, 2]", "not a JSON object"),
    (b'{"id": 5}', 'no text under "'),
    (b'{"id": 6, "raw": 7, "text": 7}', 'no text under "'),
    (b"\xff\xfe", "not JSON"),
    (b"[" * 100_000, "not JSON"),
]


@pytest.mark.parametrize("command", ["clean", "facts"])
def test_wrong_lines_are_answered_in_their_place(command: str, tmp_path: Path) -> None:
    good = json.dumps(
        {"id": "good", "raw": "A\u2028b rose by 3 metres.", "text": "A\u2028b rose by 3 metres."}
    )
    lines = [line for line, _ in WRONG_LINES] + [good.encode()]
    result = run([command, "--jsonl"], tmp_path, b"\n".join(lines) + b"\n\n")
    answers = [json.loads(line) for line in result.stdout.split("\n") if line]

    assert result.code == 1
    assert len(answers) == len(lines)
    for answer, (_, words) in zip(answers, WRONG_LINES, strict=False):
        assert words in answer["error"]
    assert [answer.get("id") for answer in answers] == [None, None, 5, 6, None, None, "good"]
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        f"stdin:{number}" for number in range(1, len(lines))
    ]


def test_a_record_that_is_too_large_is_answered_with_words() -> None:
    assert library.TEXT_LIMIT == readers.TEXT_LIMIT
    with pytest.raises(BriefingsError, match="too large: the limit is 2,000,000 characters"):
        library.cleaned_record({"id": 1, "raw": "a" * (library.TEXT_LIMIT + 1)})


def test_records_in_order(tmp_path: Path) -> None:
    records = [{"id": str(number), "raw": f"Text {number} .  It is here ."} for number in range(30)]
    result = run(["clean", "--jsonl"], tmp_path, "\n".join(map(json.dumps, records)))
    answers = [json.loads(line) for line in result.stdout.split("\n") if line]

    assert (result.code, result.stderr) == (0, "")
    assert [answer["text"] for answer in answers] == [f"Text {number}. It is here." for number in range(30)]
    assert {"id", "markdown", "title", "text", "blocks"} <= answers[0].keys()


def test_facts_of_records_take_the_text_as_it_stands(tmp_path: Path) -> None:
    text = "The pier opened yesterday .It is 681 metres long."
    record = {"id": 1, "text": text, "title": "The pier", "date": "2025-10-16"}
    result = run(["facts", "--jsonl"], tmp_path, json.dumps(record))
    facts = json.loads(result.stdout)["facts"]

    assert facts
    assert all(text[slice(*fact["quote_span"])] == fact["quote"] for fact in facts)
    assert "2025-10-15" in {fact["iso"] for fact in facts}


def test_records_are_the_same_from_python() -> None:
    from briefings import clean, key_facts  # noqa: PLC0415 - as a user would write it

    assert clean("The pier is long .").text == "The pier is long."
    assert key_facts("The pier is 681 metres long.")[0]["quote"] == "The pier is 681 metres long."


# --- draft and build -----------------------------------------------------------------------------------


def test_draft_writes_briefings_and_no_site(here: Site) -> None:
    result = in_process("draft")

    assert (result.code, result.stderr) == (0, "")
    assert (
        result.stdout == "drafted: content/briefings/the-pier-at-ryde.md\n1 briefing written, 0 unchanged\n"
    )
    assert not here.exists("site")
    assert in_process("draft").stdout == "0 briefings written, 1 unchanged\n"
    assert in_process("draft", "-q").stdout == ""


@pytest.mark.parametrize(
    "name", ["content/sources/pier.txt", "pier.txt", "./content/../content/sources/pier.txt"]
)
def test_draft_takes_a_source_as_it_is_typed(here: Site, name: str) -> None:
    assert in_process("draft", name).code == 0
    assert here.exists("content/briefings/the-pier-at-ryde.md")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["nope.txt", "briefings.toml", "/etc/hostname", "content/sources"])
def test_draft_of_what_is_no_source(name: str) -> None:
    result = in_process("draft", name)

    assert (result.code, result.stdout) == (1, "")
    assert result.stderr == f"{name}: error: no such source\n    hint: sources lie in content/sources/\n"


@pytest.mark.usefixtures("here")
def test_build_says_what_it_did_in_one_line() -> None:
    result = in_process("build")

    assert (result.code, result.stderr) == (0, "")
    assert re.fullmatch(r"1 drafted, \d+ files built, 0 unchanged in \d+ ms into site/\n", result.stdout)
    assert re.fullmatch(r"0 files built, \d+ unchanged in \d+ ms into site/\n", in_process("build").stdout)
    assert in_process("build", "-q").stdout == ""


def test_quiet_leaves_out_warnings_but_where_they_are_errors(here: Site) -> None:
    here.write("content/briefings/a.md", briefing(body="[x](nowhere.md)"))

    assert "leads nowhere" in in_process("build").stderr
    assert in_process("build", "-q").stderr == ""
    assert "leads nowhere" in in_process("build", "-q", "--strict").stderr


def test_build_in_a_subfolder_builds_the_same_site(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.root / "content/sources")
    result = in_process("build")

    assert result.code == 0
    assert result.stdout.endswith("into ../../site/\n")
    assert here.exists("site/briefings/the-pier-at-ryde/index.html")


@pytest.mark.parametrize("out", ["other", "content/../other", "/ABSOLUTE"])
def test_build_into_another_folder(here: Site, out: str) -> None:
    wanted = here.root / "other"
    result = in_process("build", "--out", str(wanted) if out == "/ABSOLUTE" else out)

    assert result.code == 0
    assert result.stdout.endswith("into other/\n")
    assert (wanted / "index.html").is_file()
    assert not here.exists("site")


@pytest.mark.parametrize(
    "out", [".", "content", "content/x", "..", ".briefings", "themes", "site/../content/sources"]
)
def test_build_refuses_folders_that_are_not_for_output(here: Site, out: str) -> None:
    before = {path for path in here.root.rglob("*") if ".briefings" not in path.parts}
    result = in_process("build", "--out", out)

    assert (result.code, result.stdout) == (1, "")
    assert ": error: this folder " in result.stderr
    assert {path for path in here.root.rglob("*") if ".briefings" not in path.parts} == before


def test_build_base_url_wins_over_the_configuration(here: Site) -> None:
    assert in_process("build", "--base-url", "https://beta.example.org/sub").code == 0

    assert "https://beta.example.org/sub/briefings/the-pier-at-ryde/" in here.page("sitemap.xml")
    assert "https://example.org/" not in here.page("feed.xml")


def test_build_without_a_base_url_has_no_sitemap(here: Site) -> None:
    here.write("briefings.toml", '[site]\ntitle = "Test"\n')
    assert in_process("build").code == 0

    assert not here.exists("site/sitemap.xml")
    assert here.exists("site/feed.xml")


def test_build_strict_leaves_the_old_site(here: Site) -> None:
    assert in_process("build", "--strict").code == 0
    old = here.tree()
    here.write("content/briefings/new.md", briefing(body="See [this](/nowhere/).", title="New"))
    result = in_process("build", "--strict")

    assert result.code == 1
    assert "warning: no page at /nowhere/" in result.stderr
    assert result.stdout == "the old site is left as it is: --strict (1 warning)\n"
    assert here.tree() == old
    assert in_process("build").code == 0
    assert here.tree() != old


def test_build_drafts_and_now(here: Site) -> None:
    here.write("content/briefings/d.md", briefing(title="Not yet", more="status: draft\n"))
    here.write("content/briefings/f.md", briefing(title="Tomorrow", date="2031-01-02T06:00:00"))

    result = in_process("build", "--now", "2031-01-02T05:59")
    assert result.stdout.splitlines()[1] == "left out: 1 draft, 1 dated in the future (--drafts shows them)"
    assert not here.exists("site/briefings/f")
    assert in_process("build", "--now", "2031-01-02T06:00").code == 0
    assert here.exists("site/briefings/f/index.html")
    assert not here.exists("site/briefings/d")
    assert in_process("build", "--drafts").code == 0
    assert here.exists("site/briefings/d/index.html")


def test_build_fresh_makes_all_again_and_the_same(here: Site) -> None:
    in_process("build")
    old = here.tree()
    report = json.loads(in_process("build", "--fresh", "--json", "-v").stdout)

    assert report["problems"] == []
    assert here.tree() == old


def test_build_no_draft(here: Site) -> None:
    assert in_process("build", "--no-draft").code == 0
    assert not here.exists("content/briefings")


def test_build_json_goes_to_stdout_and_the_words_to_stderr(here: Site) -> None:
    here.write("content/briefings/bad.md", "---\ntitle: Bad\ndate: soon\n---\n\nText.\n")
    result = in_process("build", "--json")
    report = json.loads(result.stdout)

    assert result.code == 1
    assert report["created"] == ["content/briefings/the-pier-at-ryde.md"]
    assert report["problems"] == [
        {
            "file": "content/briefings/bad.md",
            "line": 3,
            "column": 7,
            "severity": "error",
            "message": "not a date: 'soon'",
            "hint": "write date: 2025-12-01",
        }
    ]
    assert "content/briefings/bad.md:3:7: error: not a date: 'soon'" in result.stderr


def test_a_profile_says_where_the_time_went(here: Site) -> None:
    here.write("content/briefings/a.md", briefing(title="First"))
    done = in_process("build", "--profile")

    assert (done.code, done.stdout.splitlines()[0]) == (0, "seconds a rule and template: .briefings/profile")
    profile = here.read(".briefings/profile")
    assert re.search(r"^ +\d+\.\d{3} +\d+ .* rule page$", profile, re.MULTILINE)
    assert re.search(r"^ +\d+\.\d{3} +\d+ .* template briefing.html$", profile, re.MULTILINE)


def test_why_names_the_file_that_changed(here: Site) -> None:
    in_process("build")
    here.write("content/briefings/b.md", briefing(title="Another"))
    in_process("build")
    result = in_process("why", "/")

    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("index.html: because of ")
    assert "content/briefings" in result.stdout
    for name in ("index.html", "site/index.html", "/index.html"):
        assert in_process("why", name).stdout == result.stdout
    wrong = in_process("why", "/briefings/nope/")
    assert (wrong.code, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("/briefings/nope/: error: no such page in the last build\n    hint: ")


# --- new -----------------------------------------------------------------------------------------------


def test_a_new_site_builds_without_a_word_of_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = in_process("new", "my site")
    assert (made.code, made.stderr) == (0, "")
    assert "    cd 'my site'\n    briefings serve\n" in made.stdout

    monkeypatch.chdir(tmp_path / "my site")
    built = in_process("build", "--strict", "--base-url", "https://example.org/")
    assert (built.code, built.stderr) == (0, "")
    assert built.stdout.startswith("1 drafted, ")
    names = {path.name for path in (tmp_path / "my site").iterdir()}
    assert names == {".briefings", ".gitignore", "briefings.toml", "content", "site"}


def test_new_refuses_what_is_there_already(here: Site) -> None:
    before = sorted(here.root.rglob("*"))
    full = in_process("new", ".")
    taken = in_process("new", "briefings.toml")

    assert (full.code, taken.code) == (1, 1)
    assert full.stderr.startswith(".: error: this folder is not empty\n")
    assert taken.stderr.startswith("briefings.toml: error: there is a file of this name\n")
    assert sorted(here.root.rglob("*")) == before
    (here.root / "empty").mkdir()
    assert in_process("new", "empty").code == 0


# --- the streams, signals, our own bugs ----------------------------------------------------------------


def test_errors_go_to_stderr_and_no_colours_into_a_pipe(here: Site) -> None:
    here.write("content/briefings/\x1b[31mred.md", "---\ntitel: \x1b]0;owned\x07\n---\n\nText.\n")
    result = run(["build"], here.root)

    assert result.code == 1
    assert "error" in result.stderr
    assert "error:" not in result.stdout
    assert "\x1b" not in result.stdout + result.stderr
    assert "\x07" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_reader_that_goes_away(here: Site) -> None:
    """`briefings clean … | head` ends quietly."""
    here.write("content/sources/long.txt", "A line of text that goes on.\n\n" * 4_000)
    process = subprocess.Popen(
        [*COMMAND, "clean", "--json", "content/sources/long.txt"],
        cwd=here.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()

    assert process.wait(LIMIT) == 141
    assert error == ""


def test_a_bug_of_ours_is_admitted_in_one_line(here: Site) -> None:
    """A template filter of a theme that breaks is the theme's; the crash here is in our own code."""
    (here.root / ".briefings").mkdir()
    (here.root / "crash.py").write_text(
        "import sys\n"
        "from briefings import build\n"
        "build.Session.build = lambda *a, **k: 1 / 0\n"
        "from briefings.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    for arguments, lines in ((["build"], 2), (["build", "--traceback"], 3)):
        done = subprocess.run(
            [COMMAND[0], "crash.py", *arguments],
            cwd=here.root,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3
        assert done.stdout == ""
        assert "briefings: internal error: ZeroDivisionError: division by zero" in done.stderr
        assert ("Traceback" in done.stderr) == ("--traceback" in arguments)
        assert len(done.stderr.splitlines()) == lines or "--traceback" in arguments


@pytest.fixture
def watching(here: Site) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `build --watch`; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, "build", "--watch", *arguments],
            cwd=here.root,
            env=environment(""),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait on a condition, with a limit."""
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("how", "code", "more"),
    [(signal.SIGINT, 130, []), (signal.SIGTERM, 143, ["--poll"])],
)
def test_watching_follows_the_files_until_a_signal(
    here: Site,
    watching: Callable[..., subprocess.Popen[str]],
    how: signal.Signals,
    code: int,
    more: list[str],
) -> None:
    page = here.root / "site/briefings/a/index.html"
    here.write("content/briefings/a.md", briefing(title="First"))
    process = watching(*more)
    wait_until(page.is_file, "the first build")
    here.write("content/briefings/a.md", briefing(title="Second"))
    wait_until(lambda: ">Second<" in page.read_text(), "the change")
    here.write("content/briefings/a.md", "---\ntitel: broken\n---\n")
    good = page.read_text()
    process.send_signal(how)
    output, _ = process.communicate(timeout=LIMIT)

    assert process.returncode == code, output
    assert page.read_text() == good
    assert "Traceback" not in output
    assert "\x1b" not in output


def test_watching_publishes_a_briefing_when_its_moment_comes(
    here: Site, watching: Callable[..., subprocess.Popen[str]]
) -> None:
    def trial(ahead: dt.timedelta) -> bool:
        comes = now() + ahead
        page = here.root / f"site/briefings/a{ahead.seconds}/index.html"
        here.write(f"content/briefings/a{ahead.seconds}.md", briefing(more=f"publish: {comes}\n"))
        here.write(f"content/briefings/b{ahead.seconds}.md", briefing())
        wait_until((here.root / f"site/briefings/b{ahead.seconds}/index.html").is_file, "the build")
        was_there = page.exists()
        if now() >= comes:
            return False
        assert not was_there
        wait_until(page.is_file, "the moment")
        return True

    watching()
    in_time(trial)


def is_locked(path: Path) -> bool:
    """Whether a build is under way."""
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def is_stopped_within(process: subprocess.Popen[bytes], lock: Path) -> bool:
    """Stop a process where its build is under way, and tell whether it is; else let it go on."""
    process.send_signal(signal.SIGSTOP)
    if is_locked(lock):
        return True
    process.send_signal(signal.SIGCONT)
    return False


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, None)]
)
def test_a_signal_in_a_build(here: Site, how: signal.Signals, code: int | None) -> None:
    """The old site stays whole, whenever the signal comes."""
    in_process("build")
    old = here.tree()
    for number in range(200):
        here.write(f"content/briefings/n{number}.md", briefing(title=f"Number {number}"))
    process = subprocess.Popen(
        [*COMMAND, "build"],
        cwd=here.root,
        env=environment(""),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until(lambda: is_stopped_within(process, here.root / ".briefings/lock"), "the build to begin")
    process.send_signal(how)
    process.send_signal(signal.SIGCONT)
    _, error = process.communicate(timeout=LIMIT)

    assert b"Traceback" not in error
    assert process.returncode == (code or -how), error.decode()
    assert here.tree() == old
    assert in_process("build").code == 0
    assert here.tree() == here.clean_tree()


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_that_comes_in_a_destructor_is_not_lost(here: Site, name: str, code: int) -> None:
    here.write(
        "signalled.py",
        f"""
import os, signal, sys
from briefings.__main__ import run
from briefings.build import Session

class Fragile:
    def __del__(self):
        os.kill(os.getpid(), signal.{name})
        sum(range(1000))

build = Session.build

def fragile(self, *args, **options):
    Fragile()
    while True:
        build(self, *args, **options)

Session.build = fragile
sys.argv = ["briefings", "build"]
run()
""",
    )
    done = subprocess.run(
        [COMMAND[0], "signalled.py"],
        cwd=here.root,
        env=environment(""),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )

    assert (done.returncode, done.stderr.strip()) == (code, "")
