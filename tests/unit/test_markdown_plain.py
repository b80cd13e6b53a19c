"""The plain path reads every text as markdown-it does, or leaves it to it.

`BRIEFINGS_TRIALS=400` makes the random texts 20,000; `BRIEFINGS_SPEC=commonmark.json` names the examples of the
CommonMark specification, a list of objects with `markdown`.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import MD_TRIM_CHARS, escapeHtml, isMdAsciiPunct, isPunctChar, isWhiteSpace

from briefings import box, frontmatter
from briefings.markdown import Cited, plain_blocks, plain_inline
from briefings.markdown.links import is_allowed
from briefings.markdown.parser import parser
from briefings.markdown.tokens import text_of
from briefings.markdown.values import Work
from briefings.markdown.writing import escape

ROOT = Path(__file__).parents[2]
TRIALS = 50 * int(os.environ.get("BRIEFINGS_TRIALS", "12"))
SPEC = os.environ.get("BRIEFINGS_SPEC")
CITED = {
    "1": Cited("1", 1, "Source 1", "The pier is long."),
    "2": Cited("2", 2, "Source 2", "It is old."),
    "3": Cited("3", 1, 'Source "1"', "one two"),
}


def asked(href: str, line: int, *, image: bool) -> str:
    return f"{href}?{line}&{image}"


def new_work(use: str = "text") -> Work:
    return Work(dict(CITED), {"1": "here"} if not use else {}, asked, 3, "Ta<ble", use)


def found(html: str | None, work: Work) -> tuple[object, ...] | None:
    """Give all that comes of a text."""
    if html is None:
        return None
    return html, work.headings, work.anchors, work.uses, sorted(work.ids), work.links, work.words


def by_plain(text: str) -> tuple[object, ...] | None:
    work = new_work()
    return found(plain_blocks.render(text, work), work)


def by_markdown_it(text: str) -> tuple[object, ...] | None:
    work = new_work()
    return found(parser().render(text, {"work": work}), work)


def check(text: str) -> bool:
    """Compare the two ways, for a body and for a line of the box; say whether the body is plain."""
    here, there = new_work(""), new_work("")
    line = found(plain_blocks.render_inline(text, here), here)
    if line is not None:
        assert line == found(parser(notes=False).renderInline(text, {"work": there}), there)
    words = plain_words(text)
    assert words is None or words == words_by_markdown_it(text)
    made = by_plain(text)
    if made is not None:
        assert made == by_markdown_it(text)
    return made is not None


def plain_words(text: str) -> str | None:
    leaf = plain_blocks.inline(text, Work({}, {}, asked, 0, "", ""))
    return text_of(leaf.children) if leaf else None


def words_by_markdown_it(text: str) -> str:
    tokens = parser(notes=False).parseInline(text, {"work": Work({}, {}, asked, 0, "", "")})
    return "".join(text_of(token.children or ()) for token in tokens)


# --- made-up texts -------------------------------------------------------------------------------------

LINES = r"""A line of text¦and one more¦1814 was the year¦1) one¦1814. not a list?¦1. one¦2. two¦3. three¦- item¦- other
¦* item¦+ item¦-   wide¦10. ten¦  - inner¦    - deeper¦  text¦   text¦    code¦> quoted¦> - q¦> more¦>¦> # h¦>lazy
¦# Heading¦## Two ##¦# ¦#tag¦Heading¦===¦---¦***¦* * *¦- - -¦___¦```¦  ```¦```js¦~~~ js¦~~~¦| a | b |¦|---|:-:|
¦| --- | ---: |¦| 1 | *2* |¦a | b¦--- | ---¦|c|¦: defined¦~ defined¦Term¦[a]: /b "c"¦[^n]: a note¦    of two lines
¦::: timeline¦:::¦<div>¦</div>¦¦¦¦¦¦   indented¦- ¦-¦1.¦- > q¦- # h¦- ```¦  > q¦  # h¦  | a | b |¦  |---|:-:|¦  ---
¦   1. in¦1. - x¦“Quoted,” she said¦(In brackets)¦«Ici»¦日本語の行。¦مرحبا¦$5 & more¦–¦…¦%¦a\¦two  ¦=¦**bold** x
¦*em* y¦`c` d¦[l](/x) e¦The pier is long.[^1]¦It is old. [^2]¦one¦two [^3]¦+5¦-5¦.x¦+x|y¦-:|¦__b__¦_ _¦**¦*¦\# x
¦&amp; x¦!x¦<x¦~x¦  two¦> > deep¦> 1. x¦*¦#¦```x```""".replace("\n", "").split("¦")
ODD = [
    *("\tcode", "e\N{COMBINING ACUTE ACCENT}", "\N{NO-BREAK SPACE}a", "\N{LINE SEPARATOR}a", "\x0ba", "  "),
    *("a\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}x", " x", "a\r", "\x1ca", "x\x85", "٣. x", "\0", "-\ta"),
]
PIECES = r"""a¦word ¦*¦**¦_¦__¦~~¦`¦``¦[¦]¦(¦)¦](¦](/x)¦](/x "t")¦![¦!¦<¦>¦<https://e.org>¦<b>¦&amp;¦&¦&#35;¦&nbsp;
¦&quot;¦\¦\*¦[^1]¦[^2]¦ **b** ¦ *i* ¦_u_¦`c`¦[l](/x)¦[*l*](https://e.org/a?b=1&c=2#d)¦[**m** n](a.md)¦`` c ` d ``
¦` x `¦The pier is long.¦one two¦![x y](a.png)¦![x *y*](a.png)¦![x](/i "t")¦![](a)¦[x](javascript:y)¦[x](//e.org)
¦[^n]¦^[in¦]¦ ¦.¦-¦http://e.org¦é¦“¦”¦'¦"¦日¦:¦@¦{¦}¦%¦=¦+¦#¦$¦|¦[a]¦[a][]¦  ¦;¦€¦x¦\x¦1""".replace(
    "\n", ""
).split("¦")
BREAKS = ["\n", "  \n", "\\\n", " \n", "\n ", "\\ \n", "\N{NO-BREAK SPACE}"]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(LINES + ODD), max_size=14))
def test_blocks(lines: list[str]) -> None:
    check("\n".join(lines))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES + BREAKS), max_size=20))
def test_inline(pieces: list[str]) -> None:
    check("".join(pieces))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


def test_random_texts() -> None:
    chance = random.Random(23)
    plain = 0
    for number in range(TRIALS):
        parts = [
            chance.choice(LINES + ODD)
            if chance.random() < 0.75
            else "".join(chance.choices(PIECES + BREAKS, k=chance.randrange(9)))
            for _ in range(chance.randrange(1, 9))
        ]
        plain += check("\n".join(parts) if number % 2 else "".join(parts))
    assert plain > TRIALS / 20


def test_the_projects_own_markdown_and_what_becomes_of_it_by_small_changes() -> None:
    chance = random.Random(42)
    blocks = [block for text in own_texts() for block in text.split("\n\n") if len(block) < 600]
    for _ in range(TRIALS):
        text = "\n\n".join(chance.choices(blocks, k=chance.randrange(1, 4)))
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(PIECES + BREAKS) + text[at + chance.choice((0, 0, 1, 2, 5)) :]
        check(text)


def own_texts() -> list[str]:
    """Give all Markdown of the project, with and without what stands before the body."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "content").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
    own = sorted(path for path in paths if "node_modules" not in path.parts)
    texts = [path.read_bytes().decode("utf-8", "replace") for path in own]
    return [*texts, *(text.split("\n---\n", 1)[-1] for text in texts)]


def test_the_projects_own_markdown() -> None:
    for text in own_texts():
        check(text)


def test_nearly_all_of_the_example_content_is_plain() -> None:
    paths = sorted((ROOT / "content").rglob("*.md"))
    briefings = [frontmatter.parse(path.read_text("utf-8"), path.name) for path in paths]
    bodies = [
        box.parse(found.body, found.path, sources=[ref.id for ref in found.meta.sources]).body
        for found in briefings
    ]
    blocks = [block for body in bodies for block in body.split("\n\n") if block.strip()]

    assert sum(by_plain(block) is not None for block in blocks) > 0.9 * len(blocks)


if SPEC:

    def test_the_examples_of_the_specification() -> None:
        for example in json.loads(Path(SPEC or "").read_text("utf-8")):
            check(example["markdown"])


# --- by example ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("One\ntwo  \nthree\\\nfour", "One\ntwo<br>\nthree<br>\nfour"),
        ("# One\n## Two\nText", '<h2 id="one">One</h2>\n<h2 id="two">Two</h2>\n<p>Text</p>'),
        ("Text\n- item\n- **two**", "<p>Text</p>\n<ul>\n<li>item</li>\n<li><strong>two</strong></li>\n</ul>"),
        ("- a\n\n- b", "<li>\n<p>a</p>\n</li>"),
        ("- a\n  - b\n\n    c\n\n  d", "<p>c</p>\n</li>\n</ul>\n<p>d</p>"),
        ("- a\n  - b\n- c", "<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>"),
        ("- a\n\n  b\n- c", "<p>b</p>"),
        ("- ```\n  code\n\n  ```\n- c", "<li>\n<pre><code>code\n\n</code></pre>\n</li>\n<li>c</li>"),
        ("3. a\n4. b\n\n1) c", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n<ol>\n<li>c</li>\n</ol>'),
        ("> a\n> b\n>\n> - c\n\nd", "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>"),
        ("```py\nif a < b:\n    c\n```", '<code class="language-py">if a &lt; b:\n    c\n</code>'),
        ("| a | b |\n|---|--:|\n| 1 | `2` |", '<td class="right"><code>2</code></td>'),
        ("a\n\n---\n\nb", "<hr>"),
        ("5 * 3 and snake_case_words", "5 * 3 and snake_case_words"),
        ("**a *b* c** _d_", "<strong>a <em>b</em> c</strong> <em>d</em>"),
        ("“**a**”, (*b*).", "“<strong>a</strong>”, (<em>b</em>)."),
        ("[a *b*](https://e.org/x_y) [c](../d.md#e)", 'rel="nofollow noopener noreferrer">a <em>b</em></a>'),
        ("![a b](i.png)", 'alt="a b">'),
        ("\\*a\\* &amp; b < c", "*a* &amp; b &lt; c"),
        ("[a] [^c]d !e ^f ~g", "<p>[a] [^c]d !e ^f ~g</p>"),
        ("`a  b` ` `", "<code>a  b</code> <code> </code>"),
        ("The pier\nis *long*. Then [^1]. It is old. [^2]", 'class="cited"'),
    ],
)
def test_what_is_plain(text: str, part: str) -> None:
    made = by_plain(text)
    assert made is not None
    assert part in str(made[0])
    assert made == by_markdown_it(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Heading\n===",
            "    code",
            "a\n    b",
            "\tcode",
            "- a\nlazy",
            "> a\nlazy",
            "- a\n # b",
            " a",
            "- ",
            "#",
        ),
        *(
            "# a #",
            "```\nnever closed",
            "a | b\n--- | ---",
            "| a |\n|---|\n| 1 | 2 |",
            "| a |\n|---|\n| \\| |",
        ),
        *(
            "term\n: meaning",
            "::: timeline\n- 2025: a\n:::",
            "[^n]\n\n[^n]: note",
            "[a]\n\n[a]: /b",
            "^[note]",
        ),
        *(
            "*a",
            "a*",
            "a*b*",
            "***a***",
            "*a **b* c**",
            "~~a~~",
            "`a",
            "``a`b``",
            "<https://e.org>",
            "&copy;",
        ),
        *('[a](b "c")', "[a](<b>)", "[a](javascript:b)", "[a](//b)", "[a](b c)", "[a]()", "[a [b](c)](d)"),
        *("![*a*](b)", "![a]", "a\\ \nb", "2. a\ntext\n2. b\n3) c", "> " * 20 + "a", "- a\n# b"),
    ],
)
def test_what_is_left_to_markdown_it(text: str) -> None:
    assert by_plain(text) is None


def test_characters_are_divided_as_markdown_it_divides_them() -> None:
    kinds = {True: plain_inline.BLANK, False: plain_inline.LETTER}
    for code in range(sys.maxunicode + 1):
        is_mark = isMdAsciiPunct(code) or isPunctChar(chr(code))
        expected = plain_inline.MARK if is_mark else kinds[isWhiteSpace(code)]
        assert plain_inline.kind(chr(code)) == expected, hex(code)
    assert set(plain_blocks.TRIMMED) == set(MD_TRIM_CHARS)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_regex(re.compile(plain_inline.LINK.pattern, re.VERBOSE), fullmatch=True))
def test_an_address_of_a_plain_link_is_its_own_normal_form_and_allowed(link: str) -> None:
    address = link.rpartition("](")[2][:-1]

    assert normalizeLink(address) == address
    assert is_allowed(address)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_text_is_escaped_as_markdown_it_escapes_it(text: str) -> None:
    assert escape(text) == escapeHtml(text)


# --- what it costs -------------------------------------------------------------------------------------

MANY = 20_000
PATHOLOGICAL = {
    **{f"many {mark!r}": mark * MANY for mark in "*_`[](!<&\\~^>#|-+:\n"},
    **{
        f"many {text!r}": text * MANY
        for text in ("*a ", "a* ", "_a", "**a", "[a", "a](", "[a](b", "![a](", "<a")
    },
    **{
        f"many {text!r}": text * MANY
        for text in ("&a", "&#", "`a ", "``a`", "\\*", "[^", "^[", "a  \n", "a\\\n")
    },
    **{
        f"many {text!r}": text * MANY
        for text in ("- a\n", "1. a\n", "> a\n", "| a ", "|---", "# a\n", "*a* ", "\n\n")
    },
    **{
        f"many {text!r}": text * MANY
        for text in ("[a](b) ", "`a` ", "```\n", "- - ", "> > ", "[a](b)*", "&amp;")
    },
    "long blanks": "a" + " " * MANY + "b",
    "long blanks behind a fence": "```" + " " * MANY + "`",
    "long blanks behind a row": "| a |\n|---" + " " * MANY + "x",
    "long blanks in a rule": "- " * MANY + "x",
    "a long link": "[" + "a" * MANY + "](" + "b" * MANY,
    "a long code span": "`" + "a" * MANY,
    "a long mark": "[^" + "a" * MANY,
    "a long entity": "&" + "a" * MANY,
    "deep items": "".join(f"{'  ' * depth}- a\n" for depth in range(300)),
    "deep quotations": "".join(f"{'> ' * depth}a\n" for depth in range(300)),
    "one long line of items": "- " * MANY + "a",
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_the_plain_path_takes_linear_time(name: str) -> None:
    begin = time.process_time()
    by_plain(PATHOLOGICAL[name])

    assert time.process_time() - begin < 3  # seconds; a quadratic path takes minutes


def test_plain_texts_are_rendered_without_markdown_it() -> None:
    code = (
        "import sys; from briefings import markdown\n"
        "markdown.render('# A\\n\\n- *b*', first_line=1, cited=(), resolve=print)\n"
        "assert 'markdown_it' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
