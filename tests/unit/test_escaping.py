"""Escaping: the words of a source stay words, wherever they stand."""

from __future__ import annotations

import re
from html import unescape as html_unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from briefings.escaping import escape, heading, unescape

MARKUP = "".join(chr(c) for c in range(33, 127) if not chr(c).isalnum())
WORDS = st.text(st.sampled_from(MARKUP * 2 + " \n\tab1é"), max_size=30) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=30
)
STRICT = MarkdownIt("js-default", {"html": False}).use(footnote_plugin).use(deflist_plugin)
LOOSE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ENGINES = (STRICT, LOOSE.use(container_plugin, "key-facts"))


def words(text: str) -> str:
    return " ".join(re.split(r"[ \t\n\r\f\v]+", text)).strip()


def shown(html: str) -> tuple[str, str]:
    """Give the tags of a page, and its words."""
    return "".join(re.findall(r"</?[a-z0-9]+", html)), words(html_unescape(re.sub(r"<[^>]*>", "", html)))


@given(WORDS)
@example("[a](javascript:alert(1))")
@example("[a]: http://evil.example\n\n[a]")
@example("[^1]: note")
@example("![x](y)")
@example("^[inline]")
@example("<img src=x onerror=alert(1)>")
@example("&lt;b&gt; &amp;")
@example("1986. A year")
@example("- - -")
@example(r"\[x](y) \\")
@example("::: key-facts")
@example("x\u2028# y")
@pytest.mark.parametrize("engine", ENGINES)
def test_words_stay_words(engine: MarkdownIt, text: str) -> None:
    if not words(text):
        return
    assert shown(engine.render(escape(text))) == ("<p</p", words(text))
    assert shown(engine.render(f"- {escape(text)}")) == ("<ul<li</li</ul", words(text))
    assert shown(engine.render(f"## {heading(text)}")) == ("<h2</h2", words(text))
    assert shown(engine.render(f"So: {escape(text)} [x]")) == ("<p</p", words(f"So: {text} [x]"))


@given(WORDS, WORDS)
def test_two_paragraphs_never_make_markup_together(one: str, two: str) -> None:
    if not words(one) or not words(two):
        return
    for engine in ENGINES:
        assert shown(engine.render(f"{escape(one)}\n\n{escape(two)}"))[0] == "<p</p<p</p"


@given(WORDS)
def test_unescape_takes_it_back(text: str) -> None:
    folded = re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")

    assert unescape(escape(text)) == folded


@pytest.mark.parametrize(
    "text",
    [
        "[The hole's] largest extent was 21.08 million square kilometres.",
        "AT&T fell by -5 % (or so) at 10:30 - “snake_case” & more; 3 < 4 > 2 = 1!",
        "He said: it is #1 | a+b",
    ],
)
def test_what_is_no_markup_stays_readable(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("character", ["[", "*", "`", "_", "<a", "&a", "![", "\\", "~"])
def test_a_long_hostile_line_takes_linear_time(character: str) -> None:
    assert unescape(escape(character * 200_000)) == character * 200_000
