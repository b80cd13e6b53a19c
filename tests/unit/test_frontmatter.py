"""Front matter: read with all its problems, written as a person would, sealed against silent loss."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings import frontmatter
from briefings.errors import BriefingsError, Location
from briefings.model import Briefing, Correction, FrontMatter, SourceRef

OZONE = """\
---
id: "k3f7c2m7q4x6w5ta"
title: "Ozone: an early end"
date: 2025-12-01
summary: The hole over Antarctica closed on 1 December, the earliest date since 2019.
topics: [Climate, Atmosphere]
people: []
places: [Antarctica]
sources:
  - id: s1
    file: ozone-2025.txt
    title: "Ozone: an early end"
    publisher: Example Institute
    date: 2025-12-01
    licence: CC-BY-4.0
status: ready
generated: "sha256:0"
---

The body.
"""
META = FrontMatter(
    id="k3f7c2m7q4x6w5ta",
    title="Ozone: an early end",
    date=dt.date(2025, 12, 1),
    summary="The hole over Antarctica closed on 1 December, the earliest date since 2019.",
    topics=("Climate", "Atmosphere"),
    places=("Antarctica",),
    sources=(
        SourceRef(
            id="s1",
            file="ozone-2025.txt",
            title="Ozone: an early end",
            publisher="Example Institute",
            date=dt.date(2025, 12, 1),
            licence="CC-BY-4.0",
        ),
    ),
    generated="sha256:0",
)


def meta(lines: str) -> FrontMatter:
    return frontmatter.parse(f"---\ntitle: T\n{lines}\n---\n", "a.md").meta


def problems(text: str) -> list[str]:
    with pytest.raises(BriefingsError) as caught:
        frontmatter.parse(text, "a.md")
    return [f"{p.location.line}:{p.location.column}: {p.message} | {p.hint}" for p in caught.value.problems]


# --- reading -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [OZONE, "\ufeff" + OZONE, OZONE.replace("\n", "\r\n"), OZONE.replace("\n", "\r")]
)
def test_a_briefing_is_read(text: str) -> None:
    assert frontmatter.parse(text, "a.md") == Briefing("a.md", META, "\nThe body.\n", 19)


@pytest.mark.parametrize(
    ("text", "title", "body", "body_line"),
    [
        ("# A title\n\nText.\n", "A title", "\n\nText.\n", 1),
        ("Before.\n\n# A \\*title\\* #\nText.", "A *title*", "Before.\n\n\nText.", 1),
        ("---\ndate: 2025-12-01\n---\n# C#\n", "C#", "\n", 4),
        ("```\n# code\n```\n# Title\n", "Title", "```\n# code\n```\n\n", 1),
        ("---\ntitle: T\n---\n# Part\n---\n", "T", "# Part\n---\n", 4),
    ],
)
def test_the_first_heading_is_the_title_where_no_key_is(
    text: str, title: str, body: str, body_line: int
) -> None:
    read = frontmatter.parse(text, "a.md")

    assert (read.meta.title, read.body, read.body_line) == (title, body, body_line)


@pytest.mark.parametrize(
    "word", ["NO", "on", "1e309", "None", "null", "1984", "0x1F", "2025-12-01", "12:30", "a %s", "$(id)"]
)
def test_a_word_stays_a_word_where_text_is_asked(word: str) -> None:
    read = frontmatter.parse(f"---\ntitle: {word}\ntopics: [{word}]\n---\n", "a.md").meta

    assert (read.title, read.topics) == (word, (word,))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-12-01", dt.date(2025, 12, 1)),
        ('"2025-12-01"', dt.date(2025, 12, 1)),
        ("2025-12-01  # guessed: no date in the source", dt.date(2025, 12, 1)),
        ("2025-12-01T10:30", dt.datetime(2025, 12, 1, 10, 30)),  # noqa: DTZ001 - the site's zone is not known here
        (
            "2025-12-01 10:30:05 +02:00",
            dt.datetime(2025, 12, 1, 10, 30, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        ),
        ("2025-12-01t10:30z", dt.datetime(2025, 12, 1, 10, 30, tzinfo=dt.UTC)),
        ("", None),
    ],
)
def test_dates(written: str, expected: dt.date | None) -> None:
    assert meta(f"date: {written}").date == expected


def test_other_values() -> None:
    read = meta(
        "pinned: True\norder: -3\nstatus: draft\nexclude: [feed, search]\nsummary: >\n  Two\n  lines.\n"
        "corrections:\n- {date: 2025-12-02, what: The year.}\ntopics:\nlang: ''"
    )

    assert read.pinned
    assert read.order == -3
    assert (read.status, read.exclude) == ("draft", ("feed", "search"))
    assert read.summary == "Two lines."
    assert read.corrections == (Correction(dt.date(2025, 12, 2), "The year."),)
    assert (read.topics, read.lang) == ((), "")


# --- problems ------------------------------------------------------------------------------------------


def test_all_problems_are_reported_with_their_places() -> None:
    text = """---
tilte: T
date: 23 Nov
updated: 0000-01-01
publish: 99999-01-01
expires: 2025-02-30
topics: Climate
people: null
sources:
  - id: [s1]
    pubisher: X
  - s2
status: redy
pinned: maybe
order: first
title: [T]
corrections: [{what: X}, {date: 2025-12-01, what: }]
zzz: 1
---
"""
    assert problems(text) == [
        "2:1: unknown key: tilte | did you mean title?",
        "3:7: not a date: '23 Nov' | write date: 2025-12-01",
        "4:10: no year of a briefing: 0000 | write updated: 2025-12-01",
        "5:10: no year of a briefing: 99999 | write publish: 2025-12-01",
        "6:10: there is no such date: '2025-02-30' | write expires: 2025-12-01",
        "7:9: topics must be a list | write topics: [Climate]",
        "8:9: people must be a list | write people: […]",
        '10:9: id must be text | write quotation marks: id: "…"',
        "11:5: unknown key: pubisher | did you mean publisher?",
        "12:5: expected keys and values here | write {id: …, file: …}",
        "13:9: status cannot be 'redy' | write ready or draft",
        "14:9: pinned must be true or false | write pinned: true",
        "15:8: order must be a whole number | write order: 1",
        '16:8: title must be text | write quotation marks: title: "…"',
        "17:15: date is missing | write date: …",
        "17:45: what is missing | write what: …",
        "18:1: unknown key: zzz | known keys: " + ", ".join(FrontMatter.__struct_fields__),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:0: there is no title"),
        ("   \n", "1:0: there is no title"),
        ("---\ntitle: T\nText", "1:1: the front matter is never closed"),
        ("---\nJust words\n---\n", "2:1: the front matter has no keys"),
        ("---\n- a\n---\n", "2:1: the front matter has no keys"),
        ("---\ntitle: !!python/object:os.system T\n---\n", "2:8: tags are not used here: !!python/"),
        ("---\ntitle: !ENV T\n---\n", "2:8: tags are not used here: !ENV"),
        ("---\ntitle: &a T\n---\n", "2:8: anchors are not used here: &a"),
        ("---\ntitle: T\nlang: *a\n---\n", "3:7: aliases are not used here: *a"),
        ("---\ntitle: A\ntitle: B\n---\n", "3:1: title is written twice | keep one of them; the first"),
        ("---\n[a]: b\n---\n", "2:1: a key must be a word"),
        ("---\ntitle: A: b\n---\n", "2:9: the front matter is not YAML: mapping values are not allowed"),
        ("---\n\ttitle: A\n---\n", "2:1: the front matter is not YAML: while scanning for the next token"),
        ('---\ntitle: "A\n---\n', "3:1: the front matter is not YAML: while scanning a quoted scalar"),
        ('---\ntitle: "\\ud800"\n---\n', "2:11: the front matter is not YAML"),
        ('---\ntitle: "a\\0b"\n---\n', "2:8: title holds the control character U+0000"),
        ("---\ntitle: a\udcffb\n---\n", "2:9: the front matter holds the control character U+DCFF"),
        ("---\ntitle: a\x1bb\n---\n", "2:9: the front matter holds the control character U+001B"),
        ("---\ntitle: T\n...\nlang: x\n---\n", "4:1: the front matter is not YAML"),
        ("---\ntitle: " + "[" * 50_000 + "\n---\n", "2:0: the front matter is nested too deeply"),
        ("---\ntitle: " + "x" * 70_000 + "\n---\n", "1:0: the front matter is longer than 64 KiB"),
        ("---\n" + "k: v\n" * 20_000 + "---\n", "1:0: the front matter is longer than 64 KiB"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, expected: str) -> None:
    assert problems(text)[0].startswith(expected)


def test_a_problem_shows_its_lines() -> None:
    with pytest.raises(BriefingsError) as caught:
        frontmatter.parse("---\ntitle: T\ndate: 23 Nov\n---\n", "a.md")

    assert str(caught.value) == (
        "a.md:3:7: error: not a date: '23 Nov'\n"
        "    title: T\n    date: 23 Nov\n          ^\n"
        "    hint: write date: 2025-12-01"
    )


@given(st.text(st.sampled_from("abc:-[]{}\"'#&*!|>%@` \n\t0é,?\\~"), max_size=60))
def test_any_front_matter_is_read_or_refused_with_words(yaml: str) -> None:
    text = f"---\ntitle: T\n{yaml}\n---\nText.\n"
    try:
        read = frontmatter.parse(text, "a.md")
    except BriefingsError as error:
        lines = [problem.location.line for problem in error.problems]
    else:
        lines = [read.body_line]

    assert lines
    assert all(0 < line <= text.count("\n") + 1 for line in lines)


def test_a_value_is_located_for_later_stages() -> None:
    assert frontmatter.locate(OZONE, "a.md", "title") == Location("a.md", 3, 8)
    assert frontmatter.locate(OZONE, "a.md", "sources", 0, "publisher") == Location("a.md", 13, 16)
    assert frontmatter.locate(OZONE, "a.md", "slug") == Location("a.md", 2, 1)


# --- writing -------------------------------------------------------------------------------------------


def test_front_matter_is_written_as_in_the_manual() -> None:
    assert frontmatter.dump(META, "The body.\n") == OZONE


def test_a_note_stands_behind_its_value() -> None:
    text = frontmatter.dump(META, "", {"date": "guessed: no date in the source"})

    assert "\ndate: 2025-12-01  # guessed: no date in the source\n" in text
    assert frontmatter.guessed(text) == ("date",)
    assert frontmatter.guessed(OZONE) == ()


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("A plain title, with a comma", "A plain title, with a comma"),
        ("Über 1.000 Élèves – “so”", "Über 1.000 Élèves – “so”"),
        ("https://example.org/a", "https://example.org/a"),
        ("a: b", '"a: b"'),
        ("yes", '"yes"'),
        ("1984", '"1984"'),
        ("C # sharp", '"C # sharp"'),
        ('He said "no"', '"He said \\"no\\""'),
        ("a\\b", '"a\\\\b"'),
        ("a\u202eb\x07", '"a\\u202eb\\u0007"'),
        ("", '""'),
    ],
)
def test_a_value_is_quoted_only_where_it_could_be_misread(title: str, written: str) -> None:
    assert f"title: {written}\n" in frontmatter.dump(FrontMatter(title=title), "")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20) | st.sampled_from(
    ["a: b", "- a", "[a]", "{a: b}", "'a'", '"a"', "# a", "a #b", "&a", "*a", "!a", "|", ">", "%a", "@a", "~", "---",
     " a", "a ", "a,b", "a]", "?", "a:", ":a", "null", "1e3", "2025-12-01", "a\nb", "\\", "é\u2028b", "\ufeffa"]
)  # fmt: skip
DATES = st.none() | st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31)) | st.datetimes(
    dt.datetime(1000, 1, 1), dt.datetime(9998, 12, 31), timezones=st.none() | st.just(dt.UTC)  # noqa: DTZ001
)  # fmt: skip
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
METAS = st.builds(
    FrontMatter,
    id=TEXT,
    title=TEXT.filter(bool),
    slug=TEXT,
    date=DATES,
    summary=TEXT,
    topics=TEXTS,
    people=TEXTS,
    sources=st.lists(
        st.builds(SourceRef, id=TEXT, file=TEXT, date=DATES, title=TEXT),
        max_size=2,
        unique_by=lambda ref: ref.id,
    ).map(tuple),
    status=st.sampled_from(["ready", "draft"]),
    pinned=st.booleans(),
    order=st.none() | st.integers(-999, 999),
    corrections=st.lists(st.builds(Correction, DATES.filter(bool), TEXT.filter(bool)), max_size=2).map(tuple),
    exclude=st.lists(st.sampled_from(["feed", "lists"]), unique=True).map(tuple),
    generated=TEXT,
)


@given(METAS, TEXT)
def test_what_is_written_is_read_again(made: FrontMatter, body: str) -> None:
    assume("\n" not in body)
    read = frontmatter.parse(frontmatter.dump(made, body), "a.md")

    assert read.meta == made
    assert read.body == f"\n{body}\n"


# --- the seal ------------------------------------------------------------------------------------------

SEALED = frontmatter.seal(OZONE)
FREE = "publish: 2025-12-02\nexpires: 2026-01-01\npinned: true\norder: 3\nexclude:\n  - feed\n\n  - search\n"


def test_the_seal_is_the_last_key() -> None:
    assert SEALED.split("\n")[16] == f'generated: "{frontmatter.digest(OZONE)}"'
    assert frontmatter.generated(SEALED) == frontmatter.digest(SEALED)
    assert frontmatter.seal(SEALED) == SEALED


@pytest.mark.parametrize(
    "edited",
    [
        SEALED.replace("status: ready", "status: draft"),
        SEALED.replace("topics: [Climate, Atmosphere]", "topics:\n- Climate\n- Sky"),
        SEALED.replace("topics: [Climate, Atmosphere]", "topics: [\n  Climate,\n]"),
        SEALED.replace("topics: [Climate, Atmosphere]\n", ""),
        SEALED.replace("status:", FREE + "status:"),
        SEALED.replace("\n", "\r\n"),
        "\ufeff" + SEALED + "\n\n",
    ],
)
def test_the_free_keys_are_no_edit(edited: str) -> None:
    assert not frontmatter.is_edited(edited)


@pytest.mark.parametrize(
    "edited",
    [
        SEALED.replace("The body.", "The  body."),
        SEALED.replace("places: [Antarctica]", "places: []"),
        SEALED.replace("title:", "title :"),
        SEALED.replace("  - id: s1", "  - id: s2"),
        OZONE,
        "# By hand\n",
        "",
        SEALED.replace('generated: "sha256', 'generated: "md5'),
    ],
)
def test_everything_else_is_one(edited: str) -> None:
    assert frontmatter.is_edited(edited)


def test_the_free_keys_are_carried_over_as_they_stand() -> None:
    on_disk = SEALED.replace("status: ready", "status: draft  # wait").replace(
        "topics: [Climate, Atmosphere]\n", FREE
    )
    anew = frontmatter.seal(frontmatter.dump(replace(META, title="New", generated=""), "New body."))
    carried = frontmatter.with_carried(anew, on_disk)

    assert carried.split("\n") == [
        *anew.split("\n")[:5],
        *anew.split("\n")[6:15],
        "status: draft  # wait",
        *FREE.strip("\n").split("\n"),
        *anew.split("\n")[16:],
    ]
    assert not frontmatter.is_edited(carried)
    assert frontmatter.with_carried(carried, on_disk) == carried
    assert frontmatter.parse(carried, "a.md").meta.exclude == ("feed", "search")


@given(METAS, METAS)
def test_carrying_over_never_counts_as_an_edit(new: FrontMatter, old: FrontMatter) -> None:
    carried = frontmatter.with_carried(
        frontmatter.seal(frontmatter.dump(replace(new, generated=""), "New.")), frontmatter.dump(old, "Old.")
    )
    read = frontmatter.parse(carried, "a.md").meta

    assert not frontmatter.is_edited(carried)
    assert (read.status, read.topics, read.pinned) == (old.status, old.topics, old.pinned)
    assert (read.title, read.sources) == (new.title, new.sources)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# A *headline* with `code`", "A headline with code"),
        ("# **Bold** and [a link](http://example.org/) #", "Bold and a link"),
        (r"# Not \*this\*", "Not *this*"),
        ("# 2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_a_title_from_a_heading_has_no_markup(heading: str, title: str) -> None:
    assert frontmatter.parse(f"{heading}\n\nText.\n", "a.md").meta.title == title


def test_two_sources_of_one_id_are_an_error_at_the_second() -> None:
    text = "---\ntitle: A\nsources:\n  - id: s1\n    title: One\n  - id: s1\n    title: Two\n---\n\nText.\n"
    with pytest.raises(BriefingsError) as caught:
        frontmatter.parse(text, "a.md")

    assert str(caught.value).startswith("a.md:6:9: error: two sources have the id 's1'")
