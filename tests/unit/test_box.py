"""The key facts box: read as an editor writes it, written as the tool writes it."""

from __future__ import annotations

import string
from textwrap import dedent

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings import box
from briefings.escaping import escape
from briefings.model import Box, BoxLine, Citation

OZONE = """\
::: key-facts

- The hole closed on 1 December, the earliest date since 2019. [^1]
- [The hole's] largest extent was 21.08 million square kilometres. [^2] [^1]
- **Where:** Antarctica [^1]
- **How much:** 21.08 million square kilometres [^2]
- **In their words:** “We expect recovery by the late 2060s” — Ana Reyes [^3]
- **Background:** The protocol was signed in 1987. [^none-1]
- **Sources differ:** 21 million — Institute A [^2]; 22 million — Institute B [^3]

:::

The body.

[^1]: s1, line 3: "The hole over Antarctica closed on 1 December, the earliest date since 2019."
[^2]: s1, line 5: "Its largest extent was 21.08 million square kilometres."
[^3]: s2, line 9: "“We expect recovery by the late 2060s,” said Ana Reyes."
[^none-1]: from our own count"""


HINT = "write VALUE — PUBLISHER [^1]; VALUE — PUBLISHER [^2]"
SIDES = f"each side of a difference needs its publisher and its mark | {HINT}"
FORM = 'a definition names source and line, and quotes the sentence | write [^3]: s1, line 3: "the sentence"'


def page(text: str) -> str:
    return dedent(text).strip("\n")


def problems(body: str, **options: object) -> list[str]:
    found = box.parse(page(body), "a.md", **options)  # type: ignore[arg-type]  # options of parse, by name
    return [f"{p.location.line}:{p.location.column}: {p.message} | {p.hint}" for p in found.problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Text.\n\n[^zz]: A note.\nMore text.", "3:1: warning: the note [^zz] is used nowhere"),
        ("Text [^zz].\n\n[^zz]: A note.", ""),
        ("`[^zz]`\n\n```\n[^zz]: code\n```", ""),
        ("::: timelin\n\n- 2020: x\n\n:::", "1:5: warning: there is no block 'timelin'"),
        ("::: timeline\n\n- 2020: x\n\n:::", ""),
        ("```\n::: code\n```", ""),
    ],
)
def test_what_would_not_be_shown_as_it_is_meant_is_named(body: str, expected: str) -> None:
    found = "".join(str(problem).partition("\n")[0] for problem in box.parse(body, "a.md").problems)

    assert found.removeprefix("a.md:").startswith(expected)
    assert bool(found) == bool(expected)


def test_the_form_of_the_tool_is_read_whole() -> None:
    parsed = box.parse(OZONE, "a.md", first_line=20, sources=["s1", "s2"])

    assert parsed.problems == ()
    assert parsed.box.lines == (
        BoxLine("fact", "The hole closed on 1 December, the earliest date since 2019.", ("1",), line=22),
        BoxLine(
            "fact", "[The hole's] largest extent was 21.08 million square kilometres.", ("2", "1"), line=23
        ),
        BoxLine("where", "Antarctica", ("1",), line=24),
        BoxLine("how-much", "21.08 million square kilometres", ("2",), line=25),
        BoxLine("quote", "We expect recovery by the late 2060s", ("3",), "Ana Reyes", 26),
        BoxLine("background", "The protocol was signed in 1987.", ("none-1",), line=27),
        BoxLine(
            "differ", "21 million — Institute A [^2]; 22 million — Institute B [^3]", ("2", "3"), line=28
        ),
    )
    assert parsed.box.citations[2:] == (
        Citation("3", "s2", 9, "“We expect recovery by the late 2060s,” said Ana Reyes.", line=36),
        Citation("none-1", reason="from our own count", line=37),
    )
    assert parsed.body.split("\n")[12] == "The body."
    assert parsed.body.strip() == "The body."
    assert parsed.body.count("\n") == OZONE.count("\n")


def test_the_form_of_the_tool_is_written_again() -> None:
    assert box.written(box.parse(OZONE).box, "en", "The body.") == OZONE


def test_each_side_of_a_difference_has_its_own_mark() -> None:
    line = box.parse(OZONE).box.lines[-1]

    assert box.differences(line) == (
        BoxLine("differ", "21 million", ("2",), "Institute A", 9),
        BoxLine("differ", "22 million", ("3",), "Institute B", 9),
    )
    assert box.differences(BoxLine("fact", "a; b")) == ()


def test_labels_are_written_in_the_language_of_the_site_and_read_in_english_too() -> None:
    german = box.written(Box((BoxLine("how-much", "21 Millionen"),)), "de")

    assert "- **Wie viel:** 21 Millionen" in german
    assert box.parse(german, language="de").box.lines[0].kind == "how-much"
    assert box.parse("::: key-facts\n- **How much:** x\n:::", language="de").box.lines[0].kind == "how-much"
    assert box.parse("::: key-facts\n- **Où :** Paris\n:::", language="fr").box.lines[0].kind == "where"
    assert box.parse("::: key-facts\n- **أين**: القاهرة\n:::", language="ar").box.lines[0].text == "القاهرة"


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("* A fact. [^1]", BoxLine("fact", "A fact.", ("1",))),
        ("+ A fact.[^1][^2]", BoxLine("fact", "A fact.", ("1", "2"))),
        ("  - A fact [^1].", BoxLine("fact", "A fact.", ("1",))),
        ("- A [^1] fact, again [^1].", BoxLine("fact", "A fact, again.", ("1",))),
        ("- A fact\n  in two\nlines. [^1]", BoxLine("fact", "A fact in two lines.", ("1",))),
        ("- A fact.\n\n  [^1]", BoxLine("fact", "A fact.", ("1",))),
        (r"- Not \[^1\], `[^2]`. [^1]", BoxLine("fact", r"Not \[^1\], `[^2]`.", ("1",))),
        (r"- A backslash \\ [^1]", BoxLine("fact", r"A backslash \\", ("1",))),
        ("- **Bold** is no label. [^1]", BoxLine("fact", "**Bold** is no label.", ("1",))),
        ("- **who:**Ana [^1]", BoxLine("who", "Ana", ("1",))),
        ("- **Where**: Oslo [^1]", BoxLine("where", "Oslo", ("1",))),
        ('- **In their words:** "So be it" - Ana [^1]', BoxLine("quote", "So be it", ("1",), "Ana")),
        ("- **In their words:** “So be it” [^1] – Ana", BoxLine("quote", "So be it", ("1",), "Ana")),
        ("- **In their words:** «So be it»—Ana [^1]", BoxLine("quote", "So be it", ("1",), "Ana")),
        ("- **In their words:** „So sei es“ — Ana [^1]", BoxLine("quote", "So sei es", ("1",), "Ana")),
        ("- **In their words:** “So be it.” [^1]", BoxLine("quote", "So be it.", ("1",))),
        (
            "- **In their words:** “He said “no” — twice” — Ana “Rock” Reyes [^1]",
            BoxLine("quote", "He said “no” — twice", ("1",), "Ana “Rock” Reyes"),
        ),
    ],
)
def test_an_editor_writes_freely(bullet: str, expected: BoxLine) -> None:
    body = f'::: key-facts\n{bullet}\n:::\n[^1]: s1, line 1: "x"\n[^2]: s1, line 2: "y"'
    parsed = box.parse(body)

    assert parsed.problems == ()
    assert parsed.box.lines == (replace(expected, line=2),)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ('[^1]: s1, line 3: "It said "no" [twice]."', Citation("1", "s1", 3, 'It said "no" [twice].')),
        ("[^1]: s1, Line 3: “Curly.”", Citation("1", "s1", 3, "Curly.")),
        ('[^1]: s1: "No line."', Citation("1", "s1", 0, "No line.")),
        ('[^1]: s1, line 3:\n    "Over\n    lines."', Citation("1", "s1", 3, "Over lines.")),
        ("[^none-1]: from\n  our own count", Citation("none-1", reason="from our own count")),
    ],
)
def test_definitions_are_read(definition: str, expected: Citation) -> None:
    parsed = box.parse(f"Text.\n\n{definition}\n\nMore.", sources=["s1"])

    assert parsed.problems == ()
    assert parsed.box.citations == (replace(expected, line=3),)
    assert [line for line in parsed.body.split("\n") if line] == ["Text.", "More."]


def test_an_ordinary_note_stays_in_the_body() -> None:
    body = "Text.[^note]\n\n[^note]: Our own remark: see below."

    assert box.parse(body, sources=["s1"]) == box.Parsed(Box(), body, ())


def test_a_box_in_code_is_an_example() -> None:
    body = '```markdown\n::: key-facts\n- A fact. [^9]\n:::\n[^1]: s1, line 1: "x"\n```\n\nEnd.'

    assert box.parse(body) == box.Parsed(Box(), body, ())


def test_a_mark_without_definition_is_named_in_box_and_body() -> None:
    body = """
        ::: key-facts
        - A fact,
          said [^7] twice. [^none-2]
        :::
        And more.[^8] But not `[^9]`, nor \\[^10].
    """
    assert problems(body, first_line=10) == [
        '12:8: [^7] has no definition | add a line [^7]: s1, line 3: "the sentence"',
        "12:20: [^none-2] has no definition | add a line [^none-2]: the reason",
        '14:10: [^8] has no definition | add a line [^8]: s1, line 3: "the sentence"',
    ]


def test_a_problem_shows_its_lines() -> None:
    found = box.parse("::: key-facts\n\n- Ana. [^7]\n\n:::", "a.md", first_line=10).problems[0]

    assert str(found) == (
        "a.md:12:8: error: [^7] has no definition\n"
        "    - Ana. [^7]\n"
        "           ^\n"
        '    hint: add a line [^7]: s1, line 3: "the sentence"'
    )


def test_all_problems_of_a_box_are_named() -> None:
    body = """
        ::: key-facts
        Key facts follow.
        - **Wher:** Oslo [^1]
        -
        - **In their words:** Ana said so [^1]
        - **Sources differ:** 1 — A [^1]; 2 — B
        - One fact [^2]
        - Two facts [^3]
        :::

        [^1]: s1, line 1: "x"
        [^1]: s1, line 2: "y"
        [^2]: s9, line 1: "z"
        [^3]: somewhere
        [^none-1]:
        ::: key-facts
    """
    assert problems(body, sources=["s1"]) == [
        "2:1: not a fact | begin each fact with `- `",
        "3:3: unknown label: Wher | did you mean **Where:**?",
        "4:2: a fact without words | write a sentence, or take the line away",
        "5:3: a quotation without quotation marks | write “the words” — Speaker",
        "6:3: " + SIDES,
        "12:1: [^1] is defined twice | the first definition stands in line 11: give this one another label",
        "13:7: there is no source s9 | ids under `sources:` — s1",
        "14:7: " + FORM,
        "15:11: a fact without a source needs a reason | write [^none-1]: from our own count",
        "16:1: a second key facts box | move its facts into the first",
        "16:1: the key facts box is never closed | write `:::` on a line of its own below the last fact",
    ]


# --- what is written is read again ---------------------------------------------------------------------

PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(string.punctuation), max_size=40
)
WORDS = PLAIN.map(escape).filter(lambda words: bool(words.strip()) and words == words.strip())
NAMES = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=4)
MARKS = st.lists(NAMES, max_size=3, unique=True).map(tuple)
LINES = st.one_of(
    st.builds(
        BoxLine, st.sampled_from(["fact", "who", "where", "when", "how-much", "background"]), WORDS, MARKS
    ),
    st.builds(BoxLine, st.just("quote"), WORDS, MARKS, NAMES),
)
QUOTES = PLAIN.map(lambda text: " ".join(text.split())).filter(bool)
CITATIONS = st.one_of(
    st.builds(Citation, NAMES, NAMES, st.integers(0, 9999), QUOTES),
    st.builds(Citation, NAMES.map("none-{}".format), reason=QUOTES),
)
BOXES = st.builds(
    Box, st.lists(LINES).map(tuple), st.lists(CITATIONS, unique_by=lambda c: c.label).map(tuple)
)


def without_lines(found: Box) -> Box:
    return Box(
        tuple(replace(line, line=0) for line in found.lines),
        tuple(replace(citation, line=0) for citation in found.citations),
    )


@given(BOXES, st.sampled_from(["en", "de", "fr", "ar"]))
def test_what_is_written_is_read_again(made: Box, language: str) -> None:
    assume(not any(citation.label.startswith("none") and citation.source for citation in made.citations))

    assert without_lines(box.parse(box.written(made, language), language=language).box) == made


PIECES = ("- ", "**Who:** ", "[^1]", "`", "\\", "“", "” — ", " x ", "\n", ":::", "::: key-facts", "*")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_box_is_read_without_loss_of_lines(body: str) -> None:
    parsed = box.parse(f'::: key-facts\n{body}\n:::\nText.\n[^1]: s1, line 1: "x"')

    assert parsed.body.count("\n") == body.count("\n") + 4
    assert not [line for line in parsed.box.lines if not line.text]


@pytest.mark.parametrize(
    "piece", ["[^", "[^a]", "`", "**", "**a", "“” — ", "[^1]; ", "\\", " ", "\n- ", '\n[^1]: s1: "']
)
def test_a_hostile_body_takes_linear_time(piece: str) -> None:
    body = f"::: key-facts\n- **Sources differ:** {piece * 50_000}\n:::"

    assert box.parse(body).body.count("\n") == body.count("\n")
