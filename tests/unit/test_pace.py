"""The quick parser reads every text as the unchanged library does."""

from __future__ import annotations

import types

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from briefings.markdown import Cited
from briefings.markdown.pace import quicken
from briefings.markdown.parser import configured, parser
from briefings.markdown.values import Work

CITED = {"1": Cited("1", 1, "Source 1", "The pier is long."), "2": Cited("2", 2, "Source 2", "It is old.")}


def plain() -> MarkdownIt:
    """The parser as the library has it, with our rules."""
    md = configured(notes=True)
    md.renderer.renderInline = types.MethodType(RendererHTML.renderInline, md.renderer)
    return md


PLAIN = plain()


def as_written(href: str, _line: int, *, image: bool) -> str:  # noqa: ARG001 - the names are `Resolve`'s
    return href


def html(md: MarkdownIt, text: str) -> str:
    work = Work(dict(CITED), {}, as_written, 1, "Table", "text", ids=set())
    return md.render(text, {"work": work})


def same(text: str) -> str:
    made = html(parser(), text)
    assert made == html(PLAIN, text)
    return made


LINES = r"""A line of text¦and one more¦1814 was the year¦1) one¦1814. not a list?¦1. one¦2. two¦- item¦* item¦+ item
¦  - inner¦    code¦> quoted¦>lazy¦# Heading¦Heading¦===¦---¦***¦```¦~~~ js¦| a | b |¦|---|:-:|¦a | b¦--- | ---
¦: defined¦~ defined¦Term¦[a]: /b "c"¦[^n]: a note¦    of two lines¦::: timeline¦:::¦<div>¦</div>¦¦¦¦   indented
¦“Quoted,” she said¦(In brackets)¦«Ici»¦日本語の行。¦مرحبا¦$5 & more¦–¦…¦%¦a\¦two  ¦-¦1.¦=""".replace(
    "\n", ""
).split("¦")
ODD_LINES = ["\tcode", "e\N{COMBINING ACUTE ACCENT}", "\N{NO-BREAK SPACE}a", "\N{LINE SEPARATOR}a", "\x0ba"]
PIECES = r"""a¦word ¦*¦**¦_¦__¦~~¦`¦``¦[¦]¦(¦)¦](¦](/x)¦](/x "t")¦![¦!¦<¦>¦<https://e.org>¦<b>¦&amp;¦&¦&#35;¦\¦\*¦[^1]¦[^2]
¦[^n]¦^[in¦]¦ ¦.¦-¦http://e.org¦é¦“¦”¦'¦"¦日¦:¦@¦{¦}¦%¦=¦+¦#¦$¦|¦[a]¦[a][]""".replace("\n", "").split("¦")
BREAKS = ["\n", "  \n", "\\\n"]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(LINES + ODD_LINES), max_size=14))
def test_blocks(lines: list[str]) -> None:
    same("\n".join(lines))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES + BREAKS), max_size=25))
def test_inline(pieces: list[str]) -> None:
    same("".join(pieces) + "\n\n[a]: /b\n\n[^n]: note\n")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    same(text.replace("\r", "").replace("\0", ""))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Term\n: what it means", "<dd>what it means</dd>"),
        ("Term\n\n: what it means", "<dd>"),
        ("Title\n=====", "<h2"),
        ("a | b\n--- | ---\n1 | 2", "<table>"),
        ("1814 was dry\n\n1. one", "<ol>"),
        ("- one\n\n  two\n\n  three", "<p>two</p>"),
        ("> one\ntwo", "<blockquote>"),
        ("A [link *with* [brackets]](/x) and ![an *image*](/y)", 'alt="an image"'),
        ("The pier is long.[^1] It is old.[^2]", 'class="cited"'),
        ("[" * 120 + "a" + "]" * 120, "[["),
        ("> " * 120 + "deep", "deep"),
        ("*" * 300 + "a", "*"),
    ],
)
def test_by_example(text: str, part: str) -> None:
    assert part in same(text)


def test_a_rule_whose_characters_are_unknown_is_refused() -> None:
    md = configured(notes=False)
    md.inline.ruler.push("sparkle", lambda _state, _silent: False)
    with pytest.raises(ValueError, match="sparkle"):
        quicken(md)
