"""The default theme: readable colours, small files, one style sheet for both directions, no own texts."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from functools import partial
from pathlib import Path

import html5lib
import jinja2
import pytest
from jinja2 import nodes
from lxml import etree
from markupsafe import Markup

from briefings import texts, themes

THEMES = Path(__file__).parents[2] / "themes"
THEME = THEMES / "default"
CSS = (THEME / "static" / "style.css").read_text(encoding="utf-8")
TEMPLATES = sorted(
    path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.suffix in themes.SUFFIXES
)
ENVIRONMENT = themes.environment(jinja2.FileSystemLoader(THEME))

TEXT = ("text", "muted", "link", "visited", "accent", "agree", "bad")
EDGES = ("edge", "focus")


def tokens(css: str) -> dict[str, str]:
    """The colours that a piece of the style sheet sets."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = tokens(CSS.split("@media", 1)[0])
DARK = tokens(CSS.split("@media", 2)[1])
WIRE_CSS = (THEMES / "wire/static/style.css").read_text(encoding="utf-8")
WIRE = LIGHT | tokens(WIRE_CSS.split("@media", 2)[1])
WIRE_DARK = DARK | tokens(WIRE_CSS.rpartition("@media")[2])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "scheme", [LIGHT, DARK, WIRE, WIRE_DARK], ids=["light", "dark", "wire", "wire in the dark"]
)
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *((text, back, 4.5) for text in TEXT for back in ("page", "box", "target")),
        *((edge, back, 3) for edge in EDGES for back in ("page", "box")),
        ("note-text", "note", 4.5),
    ],
)
def test_colours_can_be_told_apart(scheme: dict[str, str], front: str, back: str, least: float) -> None:
    assert contrast(scheme[front], scheme[back]) >= least


def test_dark_sets_every_colour_that_light_sets() -> None:
    assert set(DARK) == set(LIGHT)
    changed = [set(tokens(part)) for part in WIRE_CSS.split("@media") if tokens(part)]
    assert len(changed) == 2
    assert changed[0] == changed[1]


def test_every_colour_used_is_a_token() -> None:
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) - {"serif", "sans", "mono"} <= set(LIGHT)
    assert not re.search(r"#[0-9a-f]{3,8}\b", re.sub(r"--[\w-]+: [^;]+;", "", CSS + WIRE_CSS))


def test_the_style_sheet_is_small() -> None:
    assert len(gzip.compress(themes.slim(CSS).encode(), 9, mtime=0)) <= 4096


def test_only_logical_properties_so_that_right_to_left_needs_no_second_file() -> None:
    css = CSS + WIRE_CSS
    assert re.findall(r"(?<![\w-])(?:[\w-]+-)?(?:left|right|top|bottom)(?:-[\w-]+)?\s*:", css) == []
    assert re.findall(r":\s*(?:left|right)\b", css) == []
    for _, values in re.findall(r"(?<![\w-])(margin|padding|inset):([^;]+);", css):
        start_end = values.split()
        assert len(start_end) < 4 or start_end[1] == start_end[3]


def test_nothing_stays_over_what_has_the_focus() -> None:
    assert not re.search(r"position:\s*(?:sticky|fixed)", CSS + WIRE_CSS)


def test_the_style_sheet_asks_for_nothing_else() -> None:
    assert not re.search(r"url\(|@import|https?:", CSS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_without_script_inline_style_or_foreign_host(name: str) -> None:
    text = (THEME / name).read_text(encoding="utf-8")

    ENVIRONMENT.get_template(name)
    text = text.replace(
        '<script type="application/ld+json">{{ linked }}</script>', ""
    )  # data, which nothing runs
    text = text.replace('<script defer src="{{ asset("search.js") }}"></script>', "")  # a file of the site
    if name != "email.html":  # for mail programs, which know nothing else
        assert not re.search(r"\sstyle=", text)
    assert not re.search(r"<script|<style|\son\w+=", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def interface_texts() -> list[tuple[str, str, set[str]]]:
    """Template, key and value names of each `t("key", …)`."""
    calls = [
        (name, call)
        for name in TEMPLATES
        for call in ENVIRONMENT.parse((THEME / name).read_text(encoding="utf-8")).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "t"
    ]
    return [(name, call.args[0].as_const(), {value.key for value in call.kwargs}) for name, call in calls]


@pytest.mark.parametrize(("name", "key", "values"), interface_texts())
def test_an_interface_text_exists_and_gets_the_values_it_shows(name: str, key: str, values: set[str]) -> None:
    found = texts.catalogue("en")[key]
    forms = [found] if isinstance(found, str) else [*found.values()]

    assert {place for form in forms for place in re.findall(r"\{(\w+)\}", form)} == values, name
    assert isinstance(found, str) or "n" in values


# --- rendered ------------------------------------------------------------------------------------------

DAY = dt.date(2025, 12, 1)
TOPIC = {"name": "Climate", "url": "/topics/climate/"}
MARK = Markup('\N{WORD JOINER}<a class="mark" href="#cited-1" aria-label="Source 1, line 3: Ozone">[1]</a>')


def shown(value: dt.date, form: str) -> str:
    return f"{value.isoformat()}T00:00:00Z" if form == "rfc3339" else value.isoformat()


def render(name: str, lang: str = "en", base_url: str = "https://example.org/", **context) -> str:
    """Render a template as the build does, with plain functions for addresses and dates."""
    site = {
        "off": (),
        "search": True,
        "title": "Plain News",
        "description": "Short.",
        "author": "",
        "language": lang,
        "base_url": base_url,
    }
    return ENVIRONMENT.get_template(name).render(
        site=site,
        foreign=lambda item: (
            themes.language(item["lang"], item["dir"]) if item["lang"] not in {"", lang} else ""
        ),
        tool={"name": "briefings", "version": "1"},
        navigation=[],
        url=str,
        absolute=lambda address: base_url + address.lstrip("/"),
        asset=str,
        linked=Markup('{"@type":"Article"}'),
        t=partial(texts.text, lang),
        date=shown,
        **context,
    )


def fact(**other) -> dict:
    return {
        "id": "fact-1",
        "label": "",
        "text": "It closed.",
        "marks": MARK,
        "status": "",
        "note": "",
        "agree": 0,
        "differ": (),
        "evidence": ({"source": 1, "line": 3, "quote": "It closed."},) * 2,
    } | other


def summary(**other) -> dict:
    return {
        "url": "/briefings/ozone/",
        "title": "Ozone",
        "summary": "It closed.",
        "date": DAY,
        "updated": None,
        "topics": [TOPIC],
        "minutes": 1,
        "source_count": 1,
        "pinned": False,
        "lang": "en",
        "dir": "ltr",
        "corrected": False,
        "status": "ready",
        "future": False,
    } | other


def briefing(*facts, **other) -> dict:
    source = {
        "id": "source-1",
        "number": 1,
        "title": "Ozone",
        "url": "https://example.com/a?b=1&c",
        "publisher": "Institute",
        "author": "",
        "date": DAY,
        "read": None,
        "licence": "",
        "language": "de",
        "language_name": "German",
        "archived": "",
        "quotes": [{"id": "quote-2", "text": "It is early.", "line": 5}],
        "uses": [
            {"label": "fact", "links": [{"href": "#fact-1", "text": "1", "name": "fact 1"}]},
            {"label": "", "links": [{"href": "#box-2", "text": "Ort", "name": ""}]},
        ],
    }
    return (
        summary(
            description="It closed.",
            card=None,
            people=(),
            places=(),
            facts={
                "items": facts or [fact()],
                "fields": [fact(label="Ort", id="box-2")],
                "quotes": (),
                "background": (),
            },
            body=Markup('<p><span class="cited" id="cited-1">It closed.</span></p>'),
            headings=(),
            sources=[source],
            corrections=[{"date": DAY, "what": "A digit.", "why": ""}],
            licence="",
            earlier=summary(),
            later=None,
            related=[summary()],
            translations=[],
        )
        | other
    )


def pages() -> dict[str, str]:
    """One page of each kind."""
    plain = {"url": "/x/", "title": "X", "lang": "en", "dir": "ltr", "description": ""}
    month = {"date": DAY, "count": 1, "items": [summary()]}
    beside = {"date": DAY, "title": "Edition of 1 December 2025", "url": "/editions/2025-12-01/"}
    edition = {"items": [summary()], "minutes": 3, "earlier": beside, "later": None, "printed": "/x/print/"}
    edition |= {"days": [{**month, "url": "/editions/2025-12-01/"}], "weekly": False, "week": beside}
    printed = {"items": [briefing(), briefing(facts=None, sources=(), status="draft")], "edition": "/x/"}
    printed |= {"weekly": False}
    correction = {**summary(), "date": DAY, "what": "A digit.", "why": "Mistyped."}
    numbered = [{"number": 1, "url": "/"}, {"number": 2, "url": "/page/2/"}]
    index = {"days": [month], "pinned": [summary()], "number": 1, "total": 2, "pages": numbered}
    return {
        "briefing": render("briefing.html", page=briefing()),
        "bare": render("briefing.html", base_url="", page=briefing(facts=None, date=None, sources=())),
        "edition": render("edition.html", page=plain, **edition),
        "week": render("edition.html", page=plain, **{**edition, "weekly": True, "week": None}),
        "print": render("edition-print.html", page=plain, **printed),
        "month": render("month.html", page=plain, **edition),
        "corrections": render("corrections.html", page=plain, corrections=[correction]),
        "uncorrected": render("corrections.html", page=plain, corrections=[]),
        "redirect": render("redirect.html", page=plain, target="/briefings/ozone/"),
        "page": render("page.html", page={**plain, "body": Markup("<p>Us.</p>"), "translations": []}),
        "index": render("index.html", page=plain, **index),
        "topics": render("topics.html", page=plain, topics=[{**TOPIC, "count": 1}]),
        "topic": render("topic.html", page=plain, topic=TOPIC, count=1, months=[month], feed="/x/feed.xml"),
        "archive": render(
            "archive.html",
            page=plain,
            years=[{"year": 2025, "count": 1, "months": [month]}],
            undated=[summary()],
        ),
        "404": render("404.html", page=plain, latest=[summary()]),
    }


@pytest.mark.parametrize("name", pages())
def test_a_page_is_valid_small_and_has_one_main_heading(name: str) -> None:
    html = pages()[name]
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\sid="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert html.count("<h1") == 1
    assert len(gzip.compress(html.encode(), 9, mtime=0)) <= 15 * 1024


def test_an_index_of_twenty_cards_is_small() -> None:
    cards = [
        summary(url=f"/briefings/{n}/", title=f"Title {n} " * 8, summary="What. " * 25) for n in range(20)
    ]
    html = render(
        "index.html",
        page={"url": "/", "title": "Plain News", "lang": "en", "dir": "ltr", "description": ""},
        days=[{"date": DAY, "items": cards}],
        pinned=[],
        number=1,
        total=1,
        pages=[{"number": 1, "url": "/"}],
    )

    assert html.count('<article class="card">') == 20
    assert len(gzip.compress(html.encode(), 9, mtime=0)) <= 10 * 1024


def title(html: str) -> str:
    return re.findall(r"<title>(.*)</title>", html)[0]


def test_the_title_names_the_site_where_both_fit_into_70_characters() -> None:
    fits = "x" * (70 - len(" | Plain News"))

    assert title(render("briefing.html", page=briefing(title=fits))) == f"{fits} | Plain News"
    assert title(render("briefing.html", page=briefing(title=fits + "x"))) == fits + "x"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"status": "agree", "agree": 2}, "2 sources"),
        ({"status": "differ", "differ": [{"text": "Two — A", "marks": MARK}]}, "Sources differ"),
        ({"status": "none", "marks": ""}, "No source given"),
        ({"status": "none", "marks": "", "note": "our own count"}, "No source given: our own count"),
    ],
)
def test_a_status_is_said_in_words(given: dict, words: str) -> None:
    html = render("briefing.html", page=briefing(fact(**given)))

    assert re.findall(r'<span class="status \w+">(.*?)</span>', html) == [words]


def test_a_mark_follows_the_stop_and_is_joined_to_it() -> None:
    assert 'It closed.\N{WORD JOINER}<a class="mark"' in render("briefing.html", page=briefing())


def test_a_single_source_is_not_1_sources() -> None:
    html = render("briefing.html", page=briefing())

    assert ">1 source<" in html
    assert "1 sources" not in html


def test_the_address_to_cite_is_written_in_its_own_letters() -> None:
    html = render("briefing.html", page=briefing(url="/briefings/الميناء/"))

    assert '<bdi dir="ltr">https://example.org/briefings/الميناء/</bdi>' in html


def test_without_base_url_there_is_no_address_to_share() -> None:
    html = render("briefing.html", base_url="", page=briefing())

    assert "og:" not in html
    assert "canonical" not in html


def test_a_page_in_arabic_has_no_english_labels() -> None:
    html = render("briefing.html", "ar", page=briefing(lang="ar", dir="rtl"))
    english = {text for text in texts.catalogue("en").values() if isinstance(text, str) and len(text) > 2}
    labels = {
        label.strip() for label in re.findall(r">([^<>]+)<", html) + re.findall(r'aria-label="([^"]+)"', html)
    }

    assert '<html lang="ar" dir="rtl">' in html
    assert "المصادر" in labels
    assert labels & english == set()


def test_hostile_words_stay_words() -> None:
    hostile = '"><script>alert(1)</script>{{ 7 * 7 }}'
    html = render(
        "briefing.html", page=briefing(title=hostile, summary=hostile, related=[summary(title=hostile)])
    )

    assert "<script" not in html.replace('<script type="application/ld+json">', "", 1)
    assert "49" not in html


def test_the_feed_carries_the_full_text_and_absolute_addresses() -> None:
    entry = {
        "id": "urn:uuid:2",
        "url": "/briefings/ozone/",
        "lang": "en",
        "title": "A & <b>",
        "date": DAY,
        "updated": None,
        "summary": "",
        "html": Markup("<p>It closed.</p>"),
        "topics": [TOPIC],
        "author": "",
    }
    feed = {"id": "urn:uuid:1", "url": "/", "title": "Plain News", "updated": DAY}
    xml = render("feed.xml", page={"url": "/feed.xml", "lang": "en"}, feed=feed, entries=[entry])
    atom = "{http://www.w3.org/2005/Atom}"
    found = etree.fromstring(xml.encode()).find(f"{atom}entry")

    assert xml.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert found.findtext(f"{atom}title") == "A & <b>"
    assert found.findtext(f"{atom}content") == "<p>It closed.</p>"
    assert found.find(f"{atom}link").get("href") == "https://example.org/briefings/ozone/"
    assert found.findtext(f"{atom}updated") == "2025-12-01T00:00:00Z"


def test_robots_names_the_sitemap_only_where_it_has_an_address() -> None:
    page = {"url": "/robots.txt"}

    assert render("robots.txt", page=page).endswith("\nSitemap: https://example.org/sitemap.xml\n")
    assert render("robots.txt", base_url="", page=page) == "User-agent: *\nDisallow:\n"
