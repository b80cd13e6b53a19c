"""From a briefing to its page: what the box becomes, how well it is supported, and what its check says."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest

from briefings import pages
from briefings.errors import Problem
from briefings.model import (
    Block,
    Briefing,
    Correction,
    Document,
    FrontMatter,
    Moment,
    SourceRef,
)
from briefings.pages import BackLink, FactView, Page, Quoted, Surroundings, Term, Uses

EARLY = "The hole over Antarctica closed on 1 December, the earliest date since 2019."
LARGE = "Its largest extent, reached in September, was 21.08 million square kilometres."
HOPE = "“We expect recovery by the late 2060s,” said Ana Reyes."
OTHER = "The ozone hole over Antarctica closed on 1 December, the earliest since 2019, at 22 million square kilometres."
PUBLISHED = dt.date(2025, 12, 2)

META = FrontMatter(
    id="k3f7c2m7q4x6w5ta",
    title="Ozone: an early end",
    date=PUBLISHED,
    sources=(
        SourceRef("s1", "ozone.txt", "Ozone: an early end", "Example Institute"),
        SourceRef("s2", "other.txt", "", "Other Agency"),
    ),
)
DOCUMENTS = {
    "s1": Document(
        "content/sources/ozone.txt",
        published=PUBLISHED,
        blocks=(Block("paragraph", f"{EARLY} {LARGE}", 3), Block("paragraph", HOPE, 5)),
    ),
    "s2": Document("content/sources/other.txt", published=PUBLISHED, blocks=(Block("paragraph", OTHER, 1),)),
}
DEFINITIONS = f"""
[^1]: s1, line 3: "{EARLY}"
[^2]: s1, line 3: "{LARGE}"
[^3]: s1, line 5: "{HOPE}"
[^4]: s2, line 1: "{OTHER}"
[^none-1]: from our own count
"""


def briefing(
    *lines: str, body: str = "", meta: FrontMatter = META, definitions: str = DEFINITIONS
) -> Briefing:
    """A briefing whose body begins at line 20: the first line of the box is line 22."""
    box = "\n".join(f"- {line}" for line in lines)
    text = f"::: key-facts\n\n{box}\n\n:::\n\n" if lines else ""
    return Briefing("content/briefings/ozone.md", meta, f"{text}{body}\n{definitions}", 20)


def as_written(href: str, line: int, *, image: bool) -> str:  # noqa: ARG001 - the protocol of `Resolve`
    return href


def made(found: Briefing, documents: dict[str, Document] = DOCUMENTS) -> tuple[Page, tuple[Problem, ...]]:
    return pages.page(found, Surroundings("en", documents), as_written)


def page(*lines: str, body: str = "", meta: FrontMatter = META) -> Page:
    return made(briefing(*lines, body=body, meta=meta))[0]


def problems(*lines: str, body: str = "") -> list[str]:
    return [str(problem) for problem in made(briefing(*lines, body=body))[1]]


def fact(line: str, body: str = "") -> FactView:
    facts = page(line, body=body).facts
    assert facts is not None
    return (*facts.items, *facts.fields, *facts.background)[0]


def bare(html: str) -> str:
    """Marks as `[1→#target]`, for short expectations."""
    found = re.sub(r'<a class="mark" href="(#[^"]*)"[^>]*>\[(\d)\]</a>', r"[\2→\1]", html)
    return found.replace("\N{WORD JOINER}", "")


# --- what the box becomes ------------------------------------------------------------------------------


def test_each_kind_of_line_has_its_place() -> None:
    facts = page(
        "The *hole* closed on 1 December. [^1]",
        "**Where:** Antarctica [^1]",
        "**How much:** 21.08 million square kilometres [^2]",
        "**In their words:** “We expect recovery by the late 2060s” — Ana Reyes [^3]",
        "**Background:** It closed earlier than in 2019. [^1]",
    ).facts

    assert facts is not None
    assert [(item.id, item.text, bare(item.marks)) for item in facts.items] == [
        ("fact-1", "The <em>hole</em> closed on 1 December.", "[1→#quote-1]")
    ]
    assert [(field.id, field.label, field.text) for field in facts.fields] == [
        ("box-2", "Where", "Antarctica"),
        ("box-3", "How much", "21.08 million square kilometres"),
    ]
    assert [(quote.text, quote.speaker, quote.lang, quote.dir) for quote in facts.quotes] == [
        ("We expect recovery by the late 2060s", "Ana Reyes", "en", "ltr")
    ]
    assert [item.text for item in facts.background] == ["It closed earlier than in 2019."]


def test_without_a_box_there_are_no_facts() -> None:
    assert page(body="Text.").facts is None


def test_a_quotation_is_in_the_language_of_its_source() -> None:
    meta = FrontMatter(title="T", date=PUBLISHED, lang="ar", sources=(SourceRef("s1", language="he"),))
    facts = page(
        "**In their words:** “We expect recovery by the late 2060s” — Ana Reyes [^3]", meta=meta
    ).facts

    assert facts is not None
    assert (facts.quotes[0].lang, facts.quotes[0].dir) == ("he", "rtl")


def test_marks_of_the_box_lead_into_the_body_where_it_holds_the_sentence() -> None:
    assert bare(fact("It closed on 1 December. [^1]", body=EARLY).marks) == "[1→#cited-1]"
    assert bare(fact("It closed on 1 December. [^1]").marks) == "[1→#quote-1]"


# --- how well it is supported --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "status", "agree", "note"),
    [
        ("The hole closed on 1 December. [^1]", "", 0, ""),
        ("The hole closed on 1 December. [^1] [^4]", "agree", 2, ""),
        ("The hole closed on 1 December. [^1] [^2]", "", 0, ""),
        ("The hole closed on 1 December at 22 million square kilometres. [^1] [^4]", "", 0, ""),
        ("The hole closed on 1 December at 21.08 million square kilometres. [^1] [^2] [^4]", "", 0, ""),
        ("**Where:** Antarctica [^1] [^4]", "agree", 2, ""),
        ("We counted 7 days. [^none-1]", "none", 0, "from our own count"),
        ("We counted 7 days.", "none", 0, ""),
    ],
)
def test_two_sources_agree_only_where_each_supports_all_alone(
    line: str, status: str, agree: int, note: str
) -> None:
    found = fact(line)

    assert (found.status, found.agree, found.note) == (status, agree, note)


def test_a_difference_shows_value_and_publisher_with_their_own_marks() -> None:
    found = fact(
        "**Sources differ:** *21.08* million — Example <Institute> [^2]; 22 million — Other Agency [^4]",
        body=LARGE,
    )

    assert (found.text, found.marks, found.status, found.label) == ("", "", "differ", "Sources differ")
    assert [(side.text, bare(side.marks)) for side in found.differ] == [
        ("<em>21.08</em> million — Example &lt;Institute&gt;", "[1→#cited-2]"),
        ("22 million — Other Agency", "[2→#quote-4]"),
    ]


def test_two_spellings_of_a_topic_are_one() -> None:
    found = page("It closed. [^1]", meta=META.but(topics=("Climate", "climate", "Sea")))

    assert [topic.name for topic in found.topics] == ["Climate", "Sea"]


# --- sources -------------------------------------------------------------------------------------------


def test_sources_quote_what_the_body_does_not_hold() -> None:
    one, two = page("It closed. [^1]", body=LARGE).sources

    assert (one.id, one.number, one.title) == ("source-1", 1, "Ozone: an early end")
    assert one.quotes == (Quoted("quote-1", EARLY, 3), Quoted("quote-3", HOPE, 5))
    assert (two.title, two.quotes) == ("Other Agency", (Quoted("quote-4", OTHER, 1),))


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("“Nobody asked us.”", "Nobody asked us."),
        ("„Niemand hat uns gefragt.“", "Niemand hat uns gefragt."),
        ("« Personne ne sait. »", " Personne ne sait. "),
        ("“Yes,” she said. “Nobody asked.”", "“Yes,” she said. “Nobody asked.”"),
        (HOPE, HOPE),
        ("”", "”"),
    ],
)
def test_marks_around_a_whole_quotation_stand_there_once(quote: str, shown: str) -> None:
    found, _ = made(briefing("It closed. [^1]", definitions=f'[^1]: s1, line 5: "{quote}"'))

    assert [quoted.text for quoted in found.sources[0].quotes] == [shown]


def test_sources_lead_back_to_where_they_are_used() -> None:
    found = page(
        "It closed. [^1]",
        "**Sources differ:** 21.08 million — A [^2]; 22 million — B [^4]",
        body="Text.\n\nMore [^1] [^4] and more [^2].",
    )

    assert found.sources[0].uses == (
        Uses("facts", (BackLink("#fact-1", "1", "fact 1"), BackLink("#fact-2", "2", "fact 2"))),
        Uses("paragraph", (BackLink("#text-1", "2", "paragraph 2"),)),
    )
    assert found.sources[1].uses == (
        Uses("fact", (BackLink("#fact-2", "2", "fact 2"),)),
        Uses("paragraph", (BackLink("#text-1", "2", "paragraph 2"),)),
    )


def test_facts_are_counted_as_shown_and_other_lines_are_named() -> None:
    found = page(
        "**Where:** Antarctica [^1]", "It closed. [^1]", "**How much:** 21 [^1]", "**How much:** 22 [^1]"
    )

    assert [(use.label, use.links) for use in found.sources[0].uses] == [
        ("fact", (BackLink("#fact-1", "1", "fact 1"),)),
        ("", (BackLink("#box-1", "Where"),)),
        ("", (BackLink("#box-3", "How much"),)),
    ]


def test_every_back_link_leads_somewhere() -> None:
    found = page("It closed. [^1]", "**Where:** Antarctica [^4]", body="Text [^2].")
    assert found.facts is not None
    lines = {item.id for item in (*found.facts.items, *found.facts.fields)}
    ids = lines | set(re.findall(r' id="([^"]*)"', found.body))

    for source in found.sources:
        for use in source.uses:
            assert {link.href[1:] for link in use.links} <= ids


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///x", "//evil.example", "ftp://x", "x.html", ""]
)
def test_only_outside_addresses_of_sources_are_linked(url: str) -> None:
    meta = FrontMatter(title="T", sources=(SourceRef("s1", url=url, archived="HTTPS://archive.example/1"),))
    (source,) = page(meta=meta).sources

    assert (source.url, source.archived) == ("", "HTTPS://archive.example/1")


# --- the check -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "The hole closed on 1 December, the earliest date since 2019. [^1]",
        "On 1 December the *hole* over Antarctica closed. [^1]",
        "[The hole's] extent was 21.08 million square kilometres. [^2] [^1]",
        "**Where:** Antarctica [^1]",
        "**When:** 1 December (2025-12-01) [^1]",
        "**How much:** 21.08 million square kilometres [^2]",
        "**In their words:** “We expect recovery by the late 2060s” — Ana Reyes [^3]",
        "**In their words:** “recovery by the late 2060s” — Reyes [^3]",
        "**Sources differ:** 21.08 million — Example Institute [^2]; 22 million — Other Agency [^4]",
        "We counted 7 holes in Paris. [^none-1]",
    ],
)
def test_what_the_sources_support_passes(line: str) -> None:
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("The hole closed on 1 December, the earliest since 2018. [^1]", "2018"),
        ("Its extent was 22.08 million square kilometres. [^2]", "number not in the source: 22.08 million"),
        ("The hole over Greenland closed on 1 December. [^1]", "name not in the source: Greenland"),
        ("The hole closed on 2 December. [^1]", "date not in the source: 2 December"),
        ("**Where:** Arctica [^1]", "name not in the source: Arctica"),
        ("**When:** 1 December (2025-12-02) [^1]", "date not in the source: 2025-12-02"),
        ("**How much:** 9 million [^2]", "number not in the source: 9 million"),
        (
            "**In their words:** “We promise recovery by the late 2060s” — Ana Reyes [^3]",
            "not the words of the source",
        ),
        (
            "**In their words:** “We expect recovery by the late 2060s” — Bob Stone [^3]",
            "name not in the source: Bob",
        ),
        ("The extent was 22 million square kilometres. [^2]", "number not in the source: 22 million"),
        ("The extent was 22 million square kilometres.", "a fact without a mark"),
    ],
)
def test_what_they_do_not_support_is_warned_of_with_both_sentences(line: str, message: str) -> None:
    (found,) = made(briefing(line))[1]

    assert found.severity == "warning"
    assert found.location[:2] == ("content/briefings/ozone.md", 22)
    assert message in found.message
    if "[^" in line:
        assert found.hint.startswith('the fact says: "')
        assert f'the source says: "{ {"1": EARLY, "2": LARGE, "3": HOPE}[line[-2]] }"' in found.hint


def test_a_lost_hedge_is_warned_of_in_a_sentence() -> None:
    said = "Officials may close the Esk Bridge in spring after the flood, the council said."
    document = Document("content/sources/b.txt", published=PUBLISHED, blocks=(Block("paragraph", said, 1),))
    found = briefing(
        "The council said officials close the Esk Bridge in spring after the flood. [^1]",
        "**Where:** Esk Bridge [^1]",
        definitions=f'[^1]: s1, line 1: "{said}"',
    )

    (problem,) = made(found, {"s1": document})[1]
    assert problem.message == "lost from the source: may"


def test_each_side_of_a_difference_is_checked_against_its_own_mark() -> None:
    (problem,) = problems(
        "**Sources differ:** 22 million — Nobody Known [^2]; 22 million — Other Agency [^4]"
    )

    assert problem.startswith("content/briefings/ozone.md:22: warning: number not in the source: 22 million")
    assert LARGE in problem
    assert OTHER not in problem


def test_a_quotation_that_the_source_lacks_is_warned_of_at_its_definition() -> None:
    found = briefing("It closed. [^1]", definitions='[^1]: s1, line 3: "It closed at noon."')
    (problem,) = made(found)[1]

    assert str(problem) == (
        "content/briefings/ozone.md:27: warning: not in content/sources/ozone.txt: the quotation of [^1]\n"
        '    hint: the definition says: "It closed at noon."\n'
        '          the source says: "The hole over Antarctica closed on 1 December, the earliest date since 2019."'
    )


def test_a_quotation_may_differ_in_white_space_and_composition() -> None:
    source = Document("x", blocks=(Block("paragraph", "Café  closed\u00a0early.", 1),))
    found = briefing(definitions='[^1]: s1, line 1: "Cafe\u0301 closed early."')

    assert made(found, {"s1": source})[1] == ()


def test_without_its_source_a_fact_is_checked_against_its_quotation_alone() -> None:
    assert made(briefing("It closed on 1 December. [^1]"), {})[1] == ()
    assert len(made(briefing("It closed on 2 December. [^1]"), {})[1]) == 1


def test_mistakes_in_the_box_come_with_the_page() -> None:
    assert problems("It closed. [^8]")[0].startswith(
        "content/briefings/ozone.md:22:14: error: [^8] has no definition"
    )


def test_a_briefing_without_a_date_is_warned_of_but_no_other_page() -> None:
    undated = Briefing("content/briefings/a.md", FrontMatter(title="T"), "Text.", 3)
    about = Briefing("content/pages/about.md", FrontMatter(title="T"), "Text.", 3)

    assert [problem.message for problem in made(undated)[1]] == ["no date: listed last"]
    assert made(about)[1] == ()


# --- the rest of a page --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "slug", "url"),
    [
        ("content/briefings/2025-10-16-rates.md", "", "/briefings/2025-10-16-rates/"),
        ("content/briefings/deep/rates.md", "", "/briefings/rates/"),
        ("content/briefings/rates.md", "other", "/briefings/other/"),
        ("content/briefings/index.md", "", "/briefings/index-page/"),
        ("content/pages/about.md", "", "/about/"),
        ("content/pages/Über uns/Wir.md", "", "/über-uns/wir/"),
        ("content/pages/a/b.md", "c", "/a/c/"),
    ],
)
def test_addresses_come_from_the_file_or_the_slug(path: str, slug: str, url: str) -> None:
    assert pages.own_url(path, FrontMatter(title="Whatever", slug=slug)) == url


def test_topics_people_and_places_have_pages() -> None:
    meta = FrontMatter(title="T", topics=("Climate change",), people=("Ana Reyes",), places=("São Tomé",))
    found = page(meta=meta)

    assert found.topics == (Term("Climate change", "/topics/climate-change/"),)
    assert found.people == (Term("Ana Reyes", "/people/ana-reyes/"),)
    assert found.places == (Term("São Tomé", "/places/são-tomé/"),)


def test_the_feed_id_depends_on_the_id_alone() -> None:
    one = page(meta=META).feed_id
    moved = FrontMatter(id=META.id, title="New", slug="elsewhere", date=dt.date(2030, 1, 1))

    assert one == "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, "urn:briefings:k3f7c2m7q4x6w5ta"))
    assert page(meta=moved).feed_id == one
    assert page(meta=FrontMatter(title="By hand")).feed_id != one


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (690, 3)])
def test_the_reading_time_is_at_least_a_minute(words: int, minutes: int) -> None:
    assert pages.minutes(words) == minutes
    assert page(body="word " * words, meta=FrontMatter(title="T")).minutes == minutes


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("he_IL", "rtl"), ("AR", "rtl"), ("arn", "ltr")],
)
def test_the_direction_is_that_of_the_language(language: str, direction: str) -> None:
    assert pages.direction(language) == direction


@pytest.mark.parametrize("value", [dt.date(2025, 12, 1), dt.datetime(2025, 12, 1, 6, 30, tzinfo=dt.UTC)])
def test_dates_of_a_page_can_be_read_back(value: Moment) -> None:
    assert pages.moment(page(meta=FrontMatter(title="T", date=value)).date) == value


def test_a_bare_date_is_midnight_in_the_zone_of_the_site() -> None:
    moment = pages.aware(dt.date(2025, 7, 1), "Europe/Berlin")

    assert moment.isoformat() == "2025-07-01T00:00:00+02:00"
    assert pages.aware(moment, "UTC") is moment


def test_corrections_stand_newest_first() -> None:
    meta = FrontMatter(
        title="T",
        corrections=(
            Correction(dt.date(2025, 12, 3), "A name."),
            Correction(dt.date(2025, 12, 5), "A date.", "We misread it."),
        ),
    )
    found = page(meta=meta)

    assert [(c.date, c.what, c.why) for c in found.corrections] == [
        ("2025-12-05", "A date.", "We misread it."),
        ("2025-12-03", "A name.", ""),
    ]
    assert pages.summary(found, meta, future=False).corrected is True


def test_a_summary_has_what_lists_show() -> None:
    meta = FrontMatter(title="T", date=PUBLISHED, summary="S", pinned=True, order=3, exclude=("feed",))
    summary = pages.summary(page(meta=meta), meta, future=True)

    assert (summary.title, summary.summary, summary.date) == ("T", "S", "2025-12-02")
    assert (summary.pinned, summary.order, summary.exclude, summary.future) == (True, 3, ("feed",), True)
    assert summary.corrected is False
