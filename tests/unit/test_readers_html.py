"""Pages: the article is found, what the page says of itself is kept, and every block leads to its line."""

from __future__ import annotations

import datetime as dt
import json
import re
import time

import pytest

from briefings import cleaning, readers
from briefings.errors import BriefingsError
from briefings.model import RawText
from briefings.readers import html
from tests.command import in_process
from tests.conftest import Site

pytest.importorskip("trafilatura", reason="the extra [html] is not installed")

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8">
<title>Ice in the harbour | The Harbour Sheet</title>
<meta property="og:title" content="Ice in the harbour">
<meta property="og:site_name" content="The Harbour Sheet">
<meta name="author" content="Ana Reyes">
<meta property="article:published_time" content="2025-10-16T08:00:00Z">
<link rel="canonical" href="https://example.org/ice">
<script>var teaser = "The captain said nothing of this in a script that nobody should read.";</script>
</head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article>
<h1>Ice in the harbour</h1>
<p>The ferry <a href="/margit">Margit</a> lay three days in the harbour,
   and her captain would not say why, though everybody on the island knew it was the ice.</p>
<!-- The captain said this in a comment that nobody should read either, long as it is. -->
<h2>What comes next</h2>
<p>The ice is 40&nbsp;cm thick &amp; will not melt before March, according to the harbour master.</p>
<ul>
<li>The post comes by sledge, on Mondays and Fridays.</li>
<li>The doctor comes by helicopter, if he comes at all.</li>
</ul>
<p>Nobody on the island was surprised, because the winter of 1987 was colder, and went on until May.</p>
</article>
<footer><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></footer>
</body>
</html>
"""


FERRY = (
    "The ferry Margit lay three days in the harbour, and her captain would not say why, though everybody on the "
    "island knew it was the ice."
)


def page(markup: str = PAGE, path: str = "a.html") -> RawText:
    return readers.read(markup.encode(), path)


def refusal(markup: str | bytes) -> BriefingsError:
    with pytest.raises(BriefingsError) as caught:
        readers.read(markup if isinstance(markup, bytes) else markup.encode(), "a.html")
    return caught.value


def outcome(markup: str) -> RawText | BriefingsError:
    try:
        return page(markup)
    except BriefingsError as error:
        return error


def test_the_article_is_what_remains() -> None:
    assert page().text.split("\n\n") == [
        "# Ice in the harbour",
        FERRY,
        "## What comes next",
        "The ice is 40 cm thick & will not melt before March, according to the harbour master.",
        "- The post comes by sledge, on Mondays and Fridays.",
        "- The doctor comes by helicopter, if he comes at all.",
        "Nobody on the island was surprised, because the winter of 1987 was colder, and went on until May.",
        "",
    ]


def test_what_the_page_says_of_itself_is_kept() -> None:
    raw = page()

    assert (raw.title, raw.author, raw.publisher, raw.url, raw.language, raw.published) == (
        "Ice in the harbour",
        "Ana Reyes",
        "The Harbour Sheet",
        "https://example.org/ice",
        "en",
        dt.date(2025, 10, 16),
    )
    assert "CC BY 4.0" in raw.licence


def test_every_block_leads_to_its_line_of_the_markup() -> None:
    raw = page()
    lines = raw.text.split("\n")
    shown = {text[:12]: number for text, number in zip(lines, raw.line_numbers, strict=True) if text}

    assert shown == {
        "# Ice in the": 4,  # the title stands in the head first
        "The ferry Ma": 16,
        "## What come": 19,
        "The ice is 4": 20,
        "- The post c": 22,
        "- The doctor": 23,
        "Nobody on th": 25,
    }


def test_what_is_not_found_has_the_line_of_the_block_before_it() -> None:
    assert html.places(["one", "what the page does not say", "two"], "<p>one</p>\n\n<p>two</p>") == [1, 1, 3]


def test_a_sentence_that_stands_twice_has_the_line_where_it_stands_next() -> None:
    assert html.places(["same", "other", "same"], "<p>same</p>\n<p>other</p>\n<p>same</p>") == [1, 2, 3]


def test_a_place_is_found_through_tags_entities_and_line_ends() -> None:
    markup = "<p>\n  <b>Caf&eacute;</b>\n culture</p>"

    assert html.places(["Café culture"], markup) == [2]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert page(PAGE.replace("\n", end)) == page()


def test_the_page_names_its_encoding() -> None:
    markup = PAGE.replace("ferry", "férry").replace('charset="utf-8"', 'charset="ISO-8859-1"')
    raw = readers.read(markup.encode("latin-1"), "a.htm")

    assert "The férry Margit" in raw.text
    assert (raw.encoding, raw.guessed_encoding) == ("iso-8859-1", False)


def test_a_page_that_was_saved_again_as_utf_8_is_read_as_such() -> None:
    markup = PAGE.replace("ferry", "férry").replace('charset="utf-8"', 'charset="ISO-8859-1"')

    assert "The férry Margit" in page(markup).text


def test_without_a_named_encoding_the_prose_decides() -> None:
    markup = PAGE.replace("ferry", "ferry “Ann”").replace('<meta charset="utf-8">', "")
    raw = readers.read(markup.encode("cp1252"), "a.html")

    assert (raw.encoding, raw.guessed_encoding) == ("windows-1252", True)
    assert "ferry “Ann” Margit" in raw.text


def test_an_address_that_is_none_is_not_taken_over() -> None:
    assert page(PAGE.replace("https://example.org/ice", "javascript:alert(1)")).url == ""


def test_a_row_of_a_table_is_a_line() -> None:
    table = "<table><tr><th>Year</th><th>Weeks of ice</th></tr><tr><td>1987</td><td>21</td></tr></table>"
    blocks = page(PAGE.replace("<ul>", table + "<ul>")).text.split("\n\n")

    assert {"Year | Weeks of ice", "1987 | 21"} <= set(blocks)


def test_a_line_break_ends_a_line() -> None:
    verse = "<p>The ice came in the night,<br>and nobody heard it come over the water.</p>"
    blocks = page(PAGE.replace("<ul>", verse + "<ul>")).text.split("\n\n")

    assert {"The ice came in the night,", "and nobody heard it come over the water."} <= set(blocks)


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<p></p>", "<script>alert('a')</script>", "<!--", "\n\n"]
)
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    assert "no article found in this page" in str(refusal(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000,
        "<" * 200_000,
        "<p " + "a=b " * 100_000 + ">text</p>",
        "<html><body>" + "<ul><li>item " * 3_000,
        "<html><body>" + "<table><tr><td>cell " * 3_000,
        "<!--" + "-" * 200_000,
        "&" * 200_000,
        "<p>a" + "\u0301" * 200_000,
        "<html><body>" + "<a href='javascript:x'>l</a> " * 3_000,
        "<html><head><base href='//x'><title>" + "t" * 100_000 + "</title><body>" + "<p>text " * 3_000,
    ],
    ids=range(10),
)
def test_hostile_markup_ends_in_a_text_or_in_words(markup: str) -> None:
    result = outcome(markup)

    if isinstance(result, BriefingsError):
        assert str(result).startswith("a.html: error: ")
    else:
        assert len(result.text.split("\n")) == len(result.line_numbers)


def test_a_page_of_too_many_tags_is_refused() -> None:
    assert "too large for a page" in str(refusal("<b>x</b>" * html.MOST_TAGS))


def test_binary_data_is_refused() -> None:
    assert "binary" in str(refusal(PAGE.encode() + b"\x00\x01"))


def test_nothing_is_said_by_the_libraries(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    refusal("<html><body></body></html>")

    assert caplog.text == ""
    assert capfd.readouterr().err == ""


# --- a page, read and cleaned --------------------------------------------------------------------------


def cleaned(markup: str) -> cleaning.Cleaned:
    return cleaning.clean(page(markup))


def blocks(markup: str) -> list[str]:
    return [block.text for block in cleaned(markup).document.blocks]


BODY = [
    FERRY,
    "What comes next",
    "The ice is 40 cm thick & will not melt before March, according to the harbour master.",
    "The post comes by sledge, on Mondays and Fridays.",
    "The doctor comes by helicopter, if he comes at all.",
    "Nobody on the island was surprised, because the winter of 1987 was colder, and went on until May.",
]


def test_a_page_is_cleaned_to_its_article() -> None:
    document = cleaned(PAGE).document

    assert [block.text for block in document.blocks] == BODY
    assert [block.kind for block in document.blocks][1:4] == ["heading", "paragraph", "item"]
    assert (document.title, document.guessed) == ("Ice in the harbour", ())


@pytest.mark.parametrize(
    "insert",
    [
        "<p>Advertisement</p>",
        "<p>Also read: Ten winters that nobody forgets</p>",
        "<p>We use cookies to improve your experience. By continuing to use this site you agree to their use.</p>",
        "<p>Nobody on the island was surprised, because the winter of 1987 was colder, and went on until May.</p>",
    ],
)
def test_what_stands_inside_the_article_and_is_none_of_it_goes(insert: str) -> None:
    assert blocks(PAGE.replace("</article>", f"{insert}</article>")) == BODY


def test_a_tail_of_headlines_inside_the_article_goes() -> None:
    tail = "<h3>Related stories</h3><ul><li>Ten winters that nobody forgets</li><li>Why the sea freezes late</li></ul>"

    assert blocks(PAGE.replace("</article>", f"{tail}</article>")) == BODY


def test_the_markup_says_what_a_heading_is_and_no_line_is_joined() -> None:
    """A short paragraph stays one, and a verse keeps its lines."""
    verse = "<p>The ice</p><p>came in the night<br>over the water<br>and nobody<br>heard it come, said the captain.</p>"
    found = cleaned(PAGE.replace("<ul>", verse + "<ul>")).document.blocks
    kinds = {block.text: block.kind for block in found}

    assert kinds["The ice"] == "paragraph"
    assert {"came in the night", "over the water", "and nobody"} <= kinds.keys()


def test_typography_is_the_same_as_in_a_text() -> None:
    assert BODY[2] in blocks(
        PAGE.replace("thick &amp; will", "thick &amp; will").replace("March,", "March ,")
    )


def test_a_page_on_one_line_tells_its_blocks_apart() -> None:
    """All stand on line 1, and still a change is one of its own block."""
    result = cleaned(
        PAGE.replace("March,", "March ,")
        .replace("</article>", "<p>Advertisement</p></article>")
        .replace("\n", " ")
    )
    told = [(change.step, change.line, change.after) for change in result.changes if not change.mark]

    assert told == [("punctuation", 1, BODY[2]), ("menus", 1, None)]
    assert [block.text for block in result.document.blocks] == BODY


def test_a_fact_leads_to_the_line_of_the_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the page to the box of the briefing: each mark names the line on which its sentence's block begins."""
    site.write("content/sources/ice.html", PAGE).draft()
    (path,) = site.report.created
    cited = re.findall(r'^\[\^\d+\]: s1, line (\d+): "(.*)"$', site.read(path), re.MULTILINE)
    lines = PAGE.split("\n")

    assert cited
    for number, quote in cited:
        begins = " ".join(quote.split()[:2])
        assert begins in re.sub("<[^>]+>", "", lines[int(number) - 1]).replace("&nbsp;", " ")
    monkeypatch.chdir(site.root)
    facts = json.loads(in_process("facts", "--json", "content/sources/ice.html").stdout)["facts"]
    assert {fact["line"] for fact in facts} <= {16, 20, 22, 23, 25}


def test_a_line_of_a_page_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("ice.html", PAGE.replace("</article>", "<p>Advertisement</p>\n</article>"))
    monkeypatch.chdir(site.root)
    line = 1 + PAGE.split("\n").index("</article>")

    assert "Advertisement" not in in_process("clean", "ice.html").stdout
    assert "Advertisement" in in_process("clean", "-q", "ice.html", "--keep", str(line)).stdout
    menu = in_process("clean", "ice.html", "--keep", "14")
    assert menu.code == 1
    assert "ice.html:14: error: line 14 has no removed line of the article" in menu.stderr


def test_five_megabytes_of_a_page_are_read_in_time() -> None:
    start = time.process_time()
    for filling in (
        "<script>" + "var a = 1;\n" * 450_000 + "</script>",
        f'<img src="data:x,{"A" * 5_000_000}">',
    ):
        assert blocks(PAGE.replace("<ul>", f"{filling}<ul>"))[0] == FERRY

    assert time.process_time() - start < 30
