"""The readable cases in `tests/cases/facts`: a text, and the facts that must and must not be found in it.

A case is a heading, a ```text block and a ```facts block. The text may open with lines `title:`, `published:` and
`lang:`; then each line is a paragraph. Each line of the facts is one fact:

    quote | SPEAKER | WORDS BETWEEN THE MARKS
    KIND | ANSWER | iso=2026-01-09 | unit=people | value=40
    first KIND | ANSWER          it is the best of its kind
    no KIND | ANSWER             not found; `no quote | SPEAKER | WORDS` likewise; `*` is anybody
    no KIND                      nothing of this kind but what other lines expect

A fact without an answer of its own (key, background) answers with its text.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from briefings import facts
from briefings.model import Fact
from briefings.words import folded

CASES = Path(__file__).parent.parent / "cases" / "facts"
CASE = re.compile(
    r"^# (?P<name>[^\n]+)\n\n```text\n(?P<text>.*?)\n```\n```facts\n(?P<facts>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)
HEAD = re.compile(r"(?:(?:title|published|lang): [^\n]*\n)*")
LINE = re.compile(r"(?P<how>no |first |)(?P<kind>[a-z]+)(?P<rest>(?: \| .+)?)")


def cases():
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in CASE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield pytest.param(match["text"], match["facts"], id=f"{path.name}:{line}")


def found_in(text: str) -> tuple[str, tuple[Fact, ...]]:
    """Give the bare text of a case and all its facts."""
    head = HEAD.match(text).group()
    told = dict(line.split(": ", 1) for line in head.splitlines())
    published = dt.date.fromisoformat(told["published"]) if "published" in told else None
    bare = text[len(head) :]
    return bare, facts.from_text("case", bare, told.get("title", ""), published, told.get("lang", "en")).items


def wanted(rest: str, kind: str) -> dict[str, str]:
    """Read what a line says of a fact: its answer, and named values; of a quote first the speaker."""
    pieces = [piece.strip() for piece in rest.split(" | ")[1:]]
    bare = [piece for piece in pieces if not re.match(r"(?:iso|unit|value|rule)=", piece)]
    named = dict(piece.split("=", 1) for piece in pieces if piece not in bare)
    return {
        **dict(zip(("speaker", "answer") if kind == "quote" else ("answer",), bare, strict=False)),
        **named,
    }


def said(fact: Fact, name: str) -> str:
    if name == "answer":
        return folded(fact.answer or fact.text)
    value = getattr(fact, name)
    return f"{value:g}" if name == "value" and value is not None else str(value)


def is_meant(fact: Fact, kind: str, values: dict[str, str]) -> bool:
    return fact.kind == kind and all(
        float(said(fact, name)) == float(value) if name == "value" and fact.value is not None
        else said(fact, name) == value
        for name, value in values.items()
        if value != "*"
    )  # fmt: skip


def problems(lines: list[str], found: tuple[Fact, ...]) -> list[str]:
    read = [(line, LINE.fullmatch(line)) for line in lines]
    orders = [(line, m["how"], m["kind"], wanted(m["rest"], m["kind"])) for line, m in read]
    expected = [(kind, values) for _, how, kind, values in orders if how != "no "]
    wrong = []
    for line, how, kind, values in orders:
        of_kind = [fact for fact in found if fact.kind == kind]
        hits = [fact for fact in of_kind if is_meant(fact, kind, values)]
        if how == "no " and not values:
            hits = [fact for fact in of_kind if not any(is_meant(fact, *one) for one in expected)]
        if how == "first ":
            hits = [fact for fact in hits if fact is of_kind[0]]
        if bool(hits) == (how == "no "):
            wrong.append(
                f"{line}  <- {[(fact.speaker, fact.answer or fact.text) for fact in hits or of_kind]}"
            )
    return wrong


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_case(text: str, expected: str):
    bare, found = found_in(text)

    assert problems(expected.split("\n"), found) == []
    for fact in found:
        assert bare[slice(*fact.quote_span)] == fact.quote
        if fact.kind == "quote":
            assert folded(bare[slice(*fact.speaker_span)]) == fact.speaker


def test_every_case_is_read():
    headings = sum(path.read_text(encoding="utf-8").count("```text\n") for path in CASES.glob("*.md"))

    assert len(list(cases())) == headings > 0
