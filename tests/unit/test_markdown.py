"""Markdown to HTML: hostile text stays text, marks lead to what they cite, ids are unique."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import html5lib
import pytest

from briefings import markdown
from briefings.markdown import Cited, Heading, Rendered, Use

EARLY = "The hole closed on 1 December."
HERE = "https://here.example/"
LARGE = "Its extent was 21 million square kilometres."
CITED = (
    Cited("1", 1, "Source 1, line 3", EARLY),
    Cited("2", 1, "Source 1, line 5", LARGE),
    Cited("3", 2, "Source 2, line 7", "Recovery is expected by 2066."),
)


def as_written(href: str, line: int, *, image: bool) -> str:  # noqa: ARG001 - the protocol of `Resolve`
    return href


def render(body: str, *, cited: tuple[Cited, ...] = CITED, first_line: int = 1) -> Rendered:
    return markdown.render(body, first_line=first_line, cited=cited, resolve=as_written)


def html(body: str, *, cited: tuple[Cited, ...] = CITED) -> str:
    return render(body, cited=cited).html.strip()


def bare(text: str) -> str:
    """HTML with marks as `[1→#target]` and without word joiners, for short expectations."""
    found = re.sub(r'<a class="mark" href="(#[^"]*)"[^>]*>\[(\d)\]</a>', r"[\2→\1]", text)
    return found.replace("\N{WORD JOINER}", "")


class Elements(HTMLParser):
    """All start tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


# --- hostile text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<!-- <b> -->",
        "<![CDATA[<b>]]>",
        "<?php <b> ?>",
        "<!DOCTYPE html>",
        "<style>*{display:none}</style>",
        "<iframe src='//evil.example'></iframe>",
        "<div\nonclick=alert(1)>\n",
        "> <b>quoted</b>",
        "- <b>item</b>",
        "| a |\n|---|\n| <b>cell</b> |",
        "# <b>heading</b>",
        "`</code><b>`",
        "```<b>\n</code><b>\n```",
        "[^9]\n\n[^9]: <b>note</b>",
        "term\n: <b>definition</b>",
        "::: timeline\n- 2025: <b>event</b>\n:::",
        "&lt;b&gt; &#60;b&#62; &#x3c;b&#x3e;",
    ],
)
def test_raw_html_stays_text(text: str) -> None:
    allowed = {
        *(
            "p",
            "blockquote",
            "ul",
            "ol",
            "li",
            "h2",
            "code",
            "pre",
            "section",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
        ),
        *("td", "sup", "a", "hr", "dl", "dt", "dd", "time"),
    }

    for tag, attributes in Elements(html(text)).found:
        assert tag in allowed
        assert not any(name.startswith("on") for name in attributes)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\\script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "data:text/html;base64,PGI+",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "data:image/png;base64,AAAA",
        "//evil.example/x",
        "/\\evil.example/x",
        "\\\\evil.example/x",
        "blob:https://example.org/1",
        "unknown:x",
        "jav\u200bascript:alert(1)",
    ],
)
def test_other_schemes_and_hosts_make_no_link(address: str) -> None:
    for text in (
        f"[x]({address})",
        f"[x](<{address}>)",
        f"![x]({address})",
        f"<{address}>",
        f"[x]\n\n[x]: {address}",
    ):
        for tag, attributes in Elements(html(text)).found:
            href = attributes.get("href") or attributes.get("src") or ""
            assert tag in {"p", "a", "img"}
            assert "\\" not in href
            assert urljoin(HERE, href).startswith(HERE), f"{text} made {attributes}"


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "http://example.org", "HTTP://example.org", "http:example.org"]
)
def test_outside_links_give_nothing_away(address: str) -> None:
    (_, (tag, attributes)) = Elements(html(f"[x]({address})")).found

    assert (tag, attributes["rel"]) == ("a", "nofollow noopener noreferrer")
    assert render(f"[x]({address})").links == ()


def test_links_within_the_site_are_given_with_their_lines() -> None:
    found = render("[a](/a/)\n[b](b.md)\n\n[c](#c) [m](mailto:a@example.org)", first_line=10)

    assert found.links == (("/a/", 10), ("b.md", 11), ("#c", 13))
    assert "rel=" not in found.html


def test_the_resolver_has_the_last_word_on_addresses() -> None:
    asked = []

    def resolve(href: str, line: int, *, image: bool) -> str:
        asked.append((href, line, image))
        return '/x/?a&b="'

    found = markdown.render("[a](b.md)\n![i](i.png)", first_line=7, cited=(), resolve=resolve)

    assert asked == [("b.md", 7, False), ("i.png", 8, True)]
    assert 'href="/x/?a&amp;b=&quot;"' in found.html
    assert 'src="/x/?a&amp;b=&quot;"' in found.html


@pytest.mark.parametrize(
    "text",
    [
        '[x](https://example.org/"onmouseover="alert(1))',
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        '![" onerror="alert(1)](i.png)',
        '![x](i.png "\\" onerror=\\"alert(1)")',
        '<https://example.org/"onclick="alert(1)>',
        '# "><b onclick="alert(1)">',
        '| a |\n|:-"onclick="|\n| b |',
        '```" onclick="alert(1)\ncode\n```',
        '::: timeline\n- 2025" onclick="x: event\n:::',
    ],
)
def test_nothing_breaks_out_of_an_attribute(text: str) -> None:
    for _, attributes in Elements(html(text)).found:
        assert not any(name.startswith("on") for name in attributes)


def test_what_comes_with_a_mark_is_escaped() -> None:
    evil = Cited('"><b>', 1, '" onclick="alert(1)', "quote")
    made = markdown.marks(['"><b>'], {evil.label: evil}, {}, 'u"')

    assert Elements(made).found == [
        ("a", {"class": "mark", "href": '#quote-"><b>', "aria-label": '" onclick="alert(1)', "id": 'u"'})
    ]


def test_deep_nesting_loses_no_text() -> None:
    assert "bottom" in html("> " * 150 + "bottom")
    assert "bottom" in html("- " * 150 + "bottom")
    assert "bottom" in html("".join(f"{'  ' * level}- x\n" for level in range(150)) + "bottom")
    assert "bottom" in html("[" * 500 + "bottom" + "]" * 500)


def test_templates_are_only_text() -> None:
    assert html("{{ 7 * 7 }} {% include 'x' %}") == "<p>{{ 7 * 7 }} {% include 'x' %}</p>"


# --- marks ---------------------------------------------------------------------------------------------


def test_a_mark_leads_to_the_quotation_where_the_body_lacks_the_sentence() -> None:
    found = render("Other words [^1]")

    assert found.html == (
        "<p>Other words\N{WORD JOINER}"
        '<a class="mark" href="#quote-1" aria-label="Source 1, line 3" id="text-1">[1]</a></p>\n'
    )
    assert found.anchors == {}
    assert found.uses == (Use("text-1", ("1",), "paragraph", 1),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One [^1].", "One.[1→#quote-1]"),
        ("One [^1]. Two.", "One.[1→#quote-1] Two."),
        ("“One [^1].” Two.", "“One.”[1→#quote-1] Two."),
        ("One[^1], two", "One,[1→#quote-1] two"),
        ("One [^1] two", "One[1→#quote-1] two"),
        ("One.[^1]", "One.[1→#quote-1]"),
        ("One.\n[^1]", "One.[1→#quote-1]"),
        ("One [^1] [^3].", "One.[1→#quote-1][2→#quote-3]"),
        ("One [^1]\n[^3].", "One.[1→#quote-1][2→#quote-3]"),
        ("One [^3][^1]", "One[2→#quote-3][1→#quote-1]"),
        ("One [^1] [^2]", "One[1→#quote-1]"),
        ("*One* [^1]*two*", "<em>One</em>[1→#quote-1]<em>two</em>"),
        ("` ` [^1]", "<code> </code>[1→#quote-1]"),
        ("`[^1]`", "<code>[^1]</code>"),
        ("\\[^1]", "[^1]"),
        ("One [^9]", "One [^9]"),
        ("[^1](x)", "[1→#quote-1](x)"),
    ],
)
def test_marks_join_and_stand_behind_the_stop(text: str, shown: str) -> None:
    assert bare(html(text)) == f"<p>{shown}</p>"


def test_a_mark_never_starts_a_line() -> None:
    assert "\n\N{WORD JOINER}" not in html("One\n[^1]\n[^3]")


def test_footnotes_that_cite_nothing_are_footnotes() -> None:
    found = html("One [^a] two [^1]\n\n[^a]: A *note*.")

    assert '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>' in found
    assert "<p>A <em>note</em>." in found
    assert 'href="#quote-1"' in found


def test_each_link_back_from_a_footnote_has_a_name_of_its_own() -> None:
    found = html("One.[^a] Two.[^b] One again.[^a]\n\n[^a]: First.\n[^b]: Second.")
    back = re.findall(r'<a href="#(fnref[\d:]+)" class="back">(.*?)</a>', found)

    assert len(back) == len(set(back)) == 3
    assert all(f"[{place.removeprefix('fnref')}]" in name for place, name in back)
    assert "<section" not in found


def test_notes_without_an_end_are_read_in_linear_time() -> None:
    assert html("[^" * 4_000 + "\n\n[^a]: x").count("[^") == 4_000


def test_cells_are_aligned_by_a_class_and_no_style() -> None:
    made = html("| a | b |\n|--:|:-:|\n| 1 | 2 |")

    assert '<th class="right">a</th>' in made
    assert '<td class="center">2</td>' in made
    assert "style=" not in made


def test_uses_count_paragraphs() -> None:
    found = render("# Head\n\nOne.\n\nTwo [^1]. Three [^1] [^3]\n\n- item\n\nFour [^2]")

    assert found.uses == (
        Use("text-1", ("1",), "paragraph", 2),
        Use("text-2", ("1", "3"), "paragraph", 2),
        Use("text-3", ("2",), "paragraph", 4),
    )


# --- cited sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (EARLY, "⟨The hole closed on 1 December.⟩"),
        (f"Before. {EARLY} After.", "Before. ⟨The hole closed on 1 December.⟩ After."),
        ("The hole closed\non 1 December.", "⟨The hole closed\non 1 December.⟩"),
        (
            "The *hole* closed on **1 December**.",
            "⟨The <em>hole</em> closed on <strong>1 December</strong>.⟩",
        ),
        ("*The hole* closed on 1 December.", "⟨<em>The hole</em> closed on 1 December.⟩"),
        ("*Yes. The hole* closed on 1 December.", "⟨<em>Yes. The hole</em> closed on 1 December.⟩"),
        (
            "The hole closed on *1 December. Then* rain.",
            "⟨The hole closed on <em>1 December. Then</em>⟩ rain.",
        ),
        (
            "*Ah.* [The hole](x) closed on 1 December.",
            '<em>Ah.</em> ⟨<a href="x">The hole</a> closed on 1 December.⟩',
        ),
        ("The hole closed on 1\\ December.", "The hole closed on 1\\ December."),
        ("The hole \\closed on 1 December.", "The hole \\closed on 1 December."),
        ("The hole closed on `1` December.", "⟨The hole closed on <code>1</code> December.⟩"),
        ("The hole closed on 1 December [^1]. Then.", "⟨The hole closed on 1 December.⟩[1→#cited-1] Then."),
        ("The hole [^1] closed on 1 December.", "⟨The hole[1→#cited-1] closed on 1 December.⟩"),
        (f"# {EARLY}", "⟨The hole closed on 1 December.⟩"),
        (f"- {EARLY}", "⟨The hole closed on 1 December.⟩"),
    ],
)
def test_a_cited_sentence_lights_up(text: str, shown: str) -> None:
    made = bare(html(text)).replace('<span class="cited" id="cited-1">', "⟨").replace("</span>", "⟩")

    assert re.sub(r"</?(p|ul|li|h2)( id=.*?)?>|^\n|\n$", "", made).strip() == shown


def test_the_first_place_that_holds_a_sentence_is_led_to() -> None:
    found = render(f"{EARLY}\n\n{EARLY} [^1]")

    assert found.html.count('id="cited-1"') == 1
    assert found.html.startswith('<p><span class="cited" id="cited-1">')
    assert found.anchors == {"1": "cited-1"}


def test_two_labels_for_one_sentence_share_its_place() -> None:
    twice = (*CITED, Cited("9", 2, "Source 2, line 1", f" {EARLY}  "))

    assert render(EARLY, cited=twice).anchors == {"1": "cited-1", "9": "cited-1"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b c d", "b c"),
        ("b c", "a b c d"),
        ("a b c", "b c d"),
        ("b c d", "a b c"),
        ("a b", "c d"),
        ("a b c d", "a b"),
        ("a b c d", "c d"),
    ],
)
def test_sentences_that_overlap_leave_whole_elements(one: str, other: str) -> None:
    found = render("a *b* c d", cited=(Cited("1", 1, "", one), Cited("2", 1, "", other)))

    assert set(found.anchors) == {"1", "2"}
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title>{found.html}")
    assert re.sub("<[^>]+>", "", found.html) == "a b c d\n"


def test_sentences_of_two_sources_in_one_paragraph() -> None:
    found = render(f"{EARLY} {LARGE}")

    assert found.html == (
        f'<p><span class="cited" id="cited-1">{EARLY}</span> <span class="cited" id="cited-2">{LARGE}</span></p>\n'
    )


# --- headings ------------------------------------------------------------------------------------------


def test_headings_start_below_the_title_of_the_page() -> None:
    found = render("# One\n\n## Two *words*\n\n### Three [^1]\n\n#### Vier ä")

    assert found.headings == (
        Heading("one", "One", 2),
        Heading("two-words", "Two words", 2),
        Heading("three", "Three", 3),
        Heading("vier-ä", "Vier ä", 4),
    )
    assert "<h1" not in found.html


@pytest.mark.parametrize(
    "title",
    [
        "Main",
        "Key facts",
        "Sources",
        "Text",
        "Text 1",
        "Text-2",
        "Box 1",
        "Fact 2",
        "Source 1",
        "Quote",
        "Quote 1",
        "Quote a",
        "Cited 1",
        "Fn1",
        "Fnref1",
        "On this page",
        "Cite",
        "Corrections",
    ],
)
def test_a_heading_never_takes_an_id_of_the_tool(title: str) -> None:
    found = render(f"# {title}\n\n## {title}\n\n{EARLY} [^1] [^a] x [^2]\n\n[^a]: note")
    ours = {
        "text-1",
        "text-2",
        "cited-1",
        "fn1",
        "fnref1",
        "box-1",
        "fact-2",
        "source-1",
        "quote-1",
        "quote-a",
    }
    ids = re.findall(r' id="([^"]*)"', found.html)

    assert len(ids) == len(set(ids))
    assert not {heading.id for heading in found.headings} & (ours | markdown.TAKEN)
    assert {heading.id for heading in found.headings} <= set(found.ids)


def test_headings_without_words_and_with_the_same_have_ids_of_their_own() -> None:
    ids = [heading.id for heading in render("# A\n\n# A\n\n# A 2\n\n# ???\n\n# ![](x.png)").headings]

    assert ids == ["a", "a-2", "a-2-2", "untitled", "untitled-2"]


# --- blocks --------------------------------------------------------------------------------------------


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    found = markdown.render(
        "| a |\n|---|\n| b |", first_line=1, cited=(), resolve=as_written, table_label='Tab"le'
    ).html

    assert found.startswith('<section class="table" tabindex="0" aria-label="Tab&quot;le"><table>')
    assert found.endswith("</table>\n</section>\n")


@pytest.mark.parametrize("before", ["", "a<!-- not plain -->\n\n"])
def test_each_table_of_a_page_has_a_name_of_its_own(before: str) -> None:
    text = before + "| a |\n|---|\n| b |\n\n> | c |\n> |---|\n\n| d |\n|---|\n| e |"
    found = markdown.render(text, first_line=1, cited=(), resolve=as_written).html

    assert re.findall('aria-label="(.*?)"', found) == ["Table", "Table 2", "Table 3"]


def test_a_timeline_is_an_ordered_list_with_dates() -> None:
    found = html(
        "::: timeline\n\n- 2025-12-01: closed: early\n- Spring: *later*\n- no date\n\n:::\n\n- 2025: plain"
    )

    assert '<ol class="timeline">' in found
    assert '<time datetime="2025-12-01">2025-12-01</time> closed: early' in found
    assert "<b>Spring</b> <em>later</em>" in found
    assert "<li>no date</li>" in found
    assert "<ul>\n<li>2025: plain</li>" in found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *((text, True) for text in ("2025", "2025-12", "2025-12-01", "2024-02-29")),
        *(
            (text, False)
            for text in ("", "25", "2025-13", "2025-02-30", "20251201", "2025-W49-1", "0000", "٢٠٢٥")
        ),
    ],
)
def test_what_a_time_element_may_hold(text: str, *, is_one: bool) -> None:
    assert markdown.is_date(text) is is_one


def test_other_containers_are_text() -> None:
    assert "::: warning" in html("::: warning\n\ntext\n\n:::")


def test_definition_lists_and_line_breaks() -> None:
    assert html("term\n: meaning") == "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>"
    assert html("one  \ntwo") == "<p>one<br>\ntwo</p>"


# --- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two, three!", 3),
        ("[link words](x) `code`", 3),
        ("臭氧层空洞", 2),
        ("اغلق الثقب", 2),
        ("---", 0),
    ],
)
def test_words_are_counted_as_a_reader_reads(text: str, count: int) -> None:
    assert render(text).words == count


def test_plain_words_have_no_markup() -> None:
    assert markdown.plain("*One* [two](x)\n`3` &amp; ![alt](i) ^[note] <b>") == "One two 3 & alt ^[note] <b>"


def test_a_line_of_the_box_is_inline_only() -> None:
    def line(text: str) -> str:
        return bare(
            markdown.render_inline(text, line=3, cited=CITED, anchors={"1": "cited-1"}, resolve=as_written)
        )

    assert line("# *One* [^1]") == "# <em>One</em>[1→#cited-1]"
    assert line("<b>") == "&lt;b&gt;"
    assert line(EARLY) == EARLY, "a sentence lights up in the body alone"
    assert (
        line("[x](https://a.example)")
        == '<a href="https://a.example" rel="nofollow noopener noreferrer">x</a>'
    )
    assert line("a ^[note]") == "a ^[note]", "its notes would have the ids of those of the body"


# --- feeds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("[x](b.md)", 'href="https://example.org/a/b.md"'),
        ("[x](/c/)", 'href="https://example.org/c/"'),
        ("[x](#d)", 'href="https://example.org/a/#d"'),
        ("[x](https://other.example/?a=1&b=2)", 'href="https://other.example/?a=1&amp;b=2"'),
        ("![x](../i.png)", 'src="https://example.org/i.png"'),
        ('`href="b.md"` and href="b.md"', "href=&quot;b.md&quot;</code> and href=&quot;b.md&quot;"),
        ("[x](<http://[a>)", 'href="http://%5Ba"'),
    ],
)
def test_links_are_made_absolute(text: str, there: str) -> None:
    assert there in markdown.absolute(html(text), "https://example.org/a/")
