"""Editions as one document: mails that any program can show and anyone can send, and sheets of paper."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from briefings.build import Session, Setting
from tests import reading
from tests.command import ROOT, in_process
from tests.conftest import Site, briefing
from tests.reading import visiting

NOW = ("--now", "2026-01-01")
CONFIG = """\
[site]
title = "Harbour & sea"
base_url = "https://example.org/sea/"
timezone = "Europe/Berlin"

[mail]
sender = "The harbour desk <desk@example.org>"
unsubscribe = "https://example.org/leave/"
"""
HOSTILE = (
    r'"A\nBcc: eve@example.com\n\n<script>alert(1)</script> {{ 7 * 7 }} =?utf-8?q?=0D=0AX:_y?=\u202eevil"'
)
FACTS = """\
::: key-facts

- The first wall is **140** metres long & [leans](https://example.com/lean). [^1]
- **Sources differ:** 12 million — Port Office [^1]; 14 million — Almanac [^2]
- We count two walls. [^none-1]
- **In their words:** “Es hält <b>lange</b>” — Ana Reyes [^3]

:::

The body of the briefing.

[^1]: s1, line 1: "The first wall is 140 metres long & leans and costs 12 million."
[^2]: s2, line 1: "It costs 14 million."
[^3]: s2, line 3: "“Es hält <b>lange</b>”, sagte Ana Reyes."
[^none-1]: from our own walk
"""
SOURCES = """\
summary: The walls stand.
sources:
  - {id: s1, title: "Walls > waves", publisher: Port Office, url: "https://example.com/a?b=1&c=2", date: 2025-11-30}
  - {id: s2, title: Ein Almanach, language: de, author: B. Coaster}
corrections: [{date: 2025-12-03, what: "It is 140 metres, not 104.", why: Two figures were swapped.}]
"""


@pytest.fixture
def harbour(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Two days of a week, and one of the week before."""
    site.write("briefings.toml", CONFIG)
    site.write(
        "content/briefings/walls.md",
        briefing(title="Walls", topics="Sea", body=FACTS, more=f"{SOURCES}order: 1\n"),
    )
    site.write(
        "content/briefings/hostile.md", briefing(title=HOSTILE, date="2025-12-01T09:00:00", body="Text.")
    )
    site.write(
        "content/briefings/ar.md",
        briefing(title="جدران الميناء", date="2025-12-03", more="lang: ar\n", body="x"),
    )
    site.write("content/briefings/old.md", briefing(title="Before", date="2025-11-30"))
    monkeypatch.chdir(site.root)
    return site


def page(*arguments: str) -> html.HtmlElement:
    done = in_process("edition", *arguments, *NOW, "--html", "-")
    assert done.code == 0, done.stderr
    return html.document_fromstring(done.stdout)


# --- the page of a mail --------------------------------------------------------------------------------


def test_a_mail_program_needs_nothing_but_the_page(harbour: Site) -> None:
    """No style sheet, no class, no script, no picture, and every address is whole."""
    found = page("2025-W49")

    assert {element.tag for element in found.iter("style", "script", "link", "img", "form")} == set()
    assert found.xpath("//@class | //@id | //@src | //@srcset") == []
    links = found.xpath("//a/@href")
    assert all(re.match(r"https://example\.(?:org|com)/", link) for link in links)
    assert "https://example.org/sea/briefings/walls/" in links
    assert "https://example.org/sea/editions/2025-12-03/" in links
    assert "https://example.org/leave/" in links
    assert "https://example.com/a?b=1&c=2" in links
    assert all(table.get("role") == "presentation" for table in found.iter("table"))
    assert (found.get("lang"), found.get("dir")) == ("en", "ltr")
    assert all(table.get("dir") == "ltr" for table in found.xpath("/html/body/table"))
    assert harbour.exists("site") is False


@pytest.mark.usefixtures("harbour")
def test_the_first_words_of_a_mail_are_its_titles() -> None:
    hidden = page("2025-12-01").xpath("/html/body/div[1]")[0]

    assert hidden.text_content().startswith("Walls · A Bcc")
    assert "display:none" in hidden.get("style")


@pytest.mark.usefixtures("harbour")
def test_a_mail_has_the_facts_with_their_sources_and_no_body() -> None:
    text = " ".join(page("2025-12-01").text_content().split())

    assert "The first wall is 140 metres long & leans. [1]" in text
    assert "leans. [1] 12 million — Port Office [1]; 14 million — Almanac [2]" in text
    assert "Sources differ" in text
    assert "We count two walls.No source given: from our own walk" in text
    assert "“Es hält <b>lange</b>” — Ana Reyes [2]" in text
    assert "[1] Walls > waves, Port Office, 30 November 2025" in text
    assert "It is 140 metres, not 104. Two figures were swapped." in text
    assert "body of the briefing" not in text


@pytest.mark.usefixtures("harbour")
def test_a_briefing_in_another_language_says_so() -> None:
    (title,) = page("2025-12-03").xpath("//h2//bdi")

    assert (title.get("lang"), title.get("dir"), title.text) == ("ar", "rtl", "جدران الميناء")


def test_a_mail_from_right_to_left(harbour: Site) -> None:
    harbour.write(
        "briefings.toml",
        CONFIG.replace("[mail]", 'language = "ar"\n\n[mail]', 1).replace("\n\nlang", "\nlang"),
    )
    found = page("2025-12-01")

    assert (found.get("lang"), found.get("dir")) == ("ar", "rtl")
    assert "border-right:6px" in html.tostring(found).decode()
    assert "border-left" not in html.tostring(found).decode()
    mail = email.message_from_string(
        in_process("edition", *NOW, "--eml", "-").stdout, policy=email.policy.default
    )
    assert mail["Content-Language"] == "ar"
    assert mail["Subject"] == "عدد 3 ديسمبر 2025 | Harbour & sea"


@pytest.mark.usefixtures("harbour")
def test_words_of_others_stay_words() -> None:
    found = page("2025-12-01")
    text = in_process("edition", "2025-12-01", *NOW).stdout

    assert found.xpath("//script") == []
    for shown in (found.text_content(), text):
        assert "<script>alert(1)</script> {{ 7 * 7 }}" in shown
        assert "\u202e" not in shown
    assert "\nBcc" not in text


def test_colours_are_those_of_the_theme_and_of_the_configuration(harbour: Site) -> None:
    harbour.write("briefings.toml", f'{CONFIG}\n[theme]\naccent = "#123456"\ndark-accent = "#abcdef"\n')
    default = html.tostring(page("2025-12-01")).decode()
    harbour.write("briefings.toml", CONFIG.replace("[site]", '[site]\ntheme = "wire"'))
    wire = html.tostring(page("2025-12-01")).decode()

    assert "light-dark(#123456,#abcdef)" in default
    assert "light-dark(#fdfcf9,#14171b)" in default
    assert "light-dark(#9a2a12,#ff9f84)" in wire
    assert "light-dark(#ffffff,#0e1114)" in wire


def test_a_theme_of_ones_own_changes_one_block(harbour: Site) -> None:
    footer = '{% block footer %}<p>Bye & {{ url("/x/") }}</p>{% endblock %}'
    item = "{% block briefing %}{% autoescape false %}[{{ item.title }}]{% endautoescape %}{% endblock %}"
    for kind, block in (("html", footer), ("txt", item)):
        text = f'{{% extends "!default/email.{kind}" %}}\n{block}\n'
        harbour.write(f"themes/default/email.{kind}", text)

    assert "Bye & https://example.org/sea/x/" in page("2025-12-03").text_content()
    assert "[جدران الميناء]" in in_process("edition", *NOW).stdout


# --- its text ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("harbour")
def test_the_text_says_the_same_in_short_lines() -> None:
    text = in_process("edition", "2025-12-01", *NOW).stdout

    assert text.startswith("Harbour & sea: Edition of 1 December 2025\n=====")
    assert "\nWalls\n-----\n" in text
    assert "* The first wall is 140 metres long & leans.\u00a0[1]\n" in text
    assert "* Sources differ: 12 million — Port Office [1]; 14 million — Almanac [2]" in " ".join(
        text.split()
    )
    assert "[1] Walls > waves, Port Office, 30 November 2025\n    <https://example.com/a?b=1&c=2>\n" in text
    assert "<https://example.org/sea/briefings/walls/>\n" in text
    assert "Unsubscribe: <https://example.org/leave/>\n" in text
    assert "&amp;" not in text
    assert all(len(line) <= 76 or "://" in line for line in text.split("\n"))
    assert "\n\n\n" not in text


# --- the mail ------------------------------------------------------------------------------------------


def test_a_mail_has_both_forms_and_the_headers_of_its_edition(harbour: Site) -> None:
    done = in_process("edition", "2025-12-01", *NOW, "--eml", "a.eml", "--html", "a.html", "--text", "a.txt")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == "Edition of 1 December 2025 | Harbour & sea: 2 briefings in a.eml, a.html, a.txt\n"
    mail = email.message_from_bytes((harbour.root / "a.eml").read_bytes(), policy=email.policy.default)
    text, shown = mail.iter_parts()

    assert mail["Subject"] == "Edition of 1 December 2025 | Harbour & sea"
    assert mail["From"] == "The harbour desk <desk@example.org>"
    assert mail["Date"].datetime.isoformat() == "2025-12-01T09:00:00+01:00", (
        "the moment of its newest briefing"
    )
    assert mail["List-Unsubscribe"] == "<https://example.org/leave/>"
    assert mail["Bcc"] is None
    assert shown.get_content().replace("\r\n", "\n") == harbour.read("a.html")
    flowing = text.get_content().replace("\r\n", "\n")
    assert "".join(flowing.split()) == "".join(harbour.read("a.txt").split())
    assert max(map(len, flowing.split("\n"))) <= 76


@pytest.mark.usefixtures("harbour")
def test_a_subject_of_ones_own() -> None:
    done = in_process("edition", *NOW, "--eml", "-", "--subject", "Ice\nBcc: eve@example.com")

    mail = email.message_from_string(done.stdout, policy=email.policy.default)
    assert mail["Subject"] == "Ice Bcc: eve@example.com"
    assert mail["Bcc"] is None


def test_the_same_edition_is_the_same_mail(harbour: Site) -> None:
    one = in_process("edition", "2025-W49", *NOW, "--eml", "-").stdout
    shutil.rmtree(harbour.root / ".briefings")

    assert in_process("edition", "2025-W49", *NOW, "--eml", "-").stdout == one


@pytest.mark.usefixtures("harbour")
def test_a_week_has_its_days_in_order_and_no_other() -> None:
    found = page("2025-W49")

    assert found.findtext(".//h1") == "Week 49, 2025"
    assert [heading.text_content() for heading in found.iter("h2")] == ["1 December 2025", "3 December 2025"]
    assert [heading.text_content()[:5] for heading in found.iter("h3")] == ["Walls", "A Bcc", "جدران"]


@pytest.mark.usefixtures("harbour")
def test_for_programs() -> None:
    done = in_process("edition", "2025-12-03", *NOW, "--json")
    read = json.loads(done.stdout)

    assert read.keys() == {"name", "subject", "language", "date", "html", "text"}
    assert (read["name"], read["date"]) == ("2025-12-03", "2025-12-03T00:00:00+01:00")
    assert read["html"].startswith("<!doctype html>")


def test_an_edition_to_come_can_be_prepared(harbour: Site) -> None:
    harbour.write("content/briefings/soon.md", briefing(title="Soon", date="2026-02-01"))

    assert "Soon" not in in_process("edition", *NOW).stdout
    assert "Soon" in in_process("edition", "--now", "2026-02-01").stdout


def test_an_edit_of_a_body_changes_no_mail(harbour: Site) -> None:
    def letter() -> str:
        return in_process("edition", "2025-W49", *NOW, "--eml", "-").stdout

    before = letter()
    text = harbour.read("content/briefings/ar.md")
    harbour.write("content/briefings/ar.md", f"{text}\nMore of it.\n")
    assert letter() == before
    harbour.write("content/briefings/ar.md", text.replace("الميناء", "المدينة"))
    assert letter() != before


# --- what cannot be done -------------------------------------------------------------------------------


def test_a_file_that_is_there_is_not_written_over_unasked(harbour: Site) -> None:
    harbour.write("a.html", "mine")
    done = in_process("edition", *NOW, "--text", "a.txt", "--html", "a.html")

    assert done.code == 1
    assert done.stderr.startswith("a.html: error: there is a file of this name\n    hint: ")
    assert harbour.read("a.html") == "mine"
    assert not harbour.exists("a.txt")
    assert in_process("edition", *NOW, "--html", "a.html", "--force").code == 0
    assert in_process("edition", *NOW, "--html", "a.html").code == 0, "it holds the same already"
    assert harbour.read("a.html").startswith("<!doctype html>")
    assert [path.name for path in harbour.root.iterdir() if path.name.startswith(".a")] == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("2025-12-02",), 1, "2025-12-02: error: there is no edition of this time\n    hint: the latest is 2025-12-03"),
        (("2025-W01",), 1, "2025-W01: error: there is no edition of this time"),
        (("2025-13-01",), 2, "briefings: not a day or a week: '2025-13-01'; write 2026-11-23"),
        (("2025-W54",), 2, "briefings: not a day or a week"),
        (("monday",), 2, "briefings: not a day or a week"),
        (("--eml", "-", "--html", "-"), 2, "briefings: only one of --eml, --html, --text and --json"),
        (("--html", "no/such/folder/a.html"), 1, ""),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("harbour")
def test_what_is_asked_for_wrongly(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = in_process("edition", *NOW, *arguments)

    assert done.code == code
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_edition_with_errors_is_not_written(harbour: Site) -> None:
    harbour.write("content/briefings/bad.md", "---\ntitle: Bad\ndate: 23 Nov\n---\n")
    done = in_process("edition", *NOW, "--eml", "a.eml")

    assert done.code == 1
    assert done.stderr.startswith("content/briefings/bad.md:3:7: error: not a date")
    assert not harbour.exists("a.eml")
    assert in_process("edition", *NOW, "--eml", "-").stdout == "", "it would be mailed"


@pytest.mark.parametrize(
    ("then", "now", "message"),
    [
        ("https://example.org/sea/", "", "briefings.toml:3:1: error: no base_url: links in a mail need"),
        ("desk@example.org", "desk", "briefings.toml:7:1: error: not a sender: "),
        ("https://example.org/leave/", "leave", "briefings.toml:8:1: error: not an unsubscribe: 'leave'"),
        ("unsubscribe", "unsubscribed", "briefings.toml:8:1: error: unknown key: mail.unsubscribed"),
    ],
)
def test_a_setting_that_does_not_fit_has_its_place(harbour: Site, then: str, now: str, message: str) -> None:
    harbour.write("briefings.toml", CONFIG.replace(then, now))
    done = in_process("edition", *NOW)

    assert done.code == 1
    assert done.stderr.startswith(message)


def test_a_mail_without_a_sender_or_too_long_says_so(harbour: Site) -> None:
    harbour.write("briefings.toml", CONFIG.partition("[mail]")[0])
    for number in range(120):
        more = f"summary: {'Long. ' * 150}\n"
        harbour.write(
            f"content/briefings/n{number}.md", briefing(title=f"N {number}", date="2025-12-04", more=more)
        )
    done = in_process("edition", *NOW, "--eml", "a.eml")

    assert done.code == 0
    assert "2025-12-04: warning: the mail names no sender" in done.stderr
    assert re.search(r"2025-12-04: warning: its page has \d{3} KB: Gmail cuts off", done.stderr)
    assert b"From:" not in (harbour.root / "a.eml").read_bytes()


def test_a_site_without_a_dated_briefing_has_no_edition(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root)
    site.write("content/briefings/a.md", "# A\n")
    done = in_process("edition")

    assert done.code == 1
    assert done.stderr.startswith("content/briefings: error: there is no edition yet")


def test_editions_that_are_no_pages_can_be_mails(harbour: Site) -> None:
    harbour.write("briefings.toml", CONFIG.replace("[site]", '[site]\noff = ["editions"]'))
    links = page("2025-12-01").xpath("//a/@href")

    assert links
    assert not any("/editions/" in link for link in links)


# --- looked at -----------------------------------------------------------------------------------------


def mails(folder: Path) -> dict[str, bytes]:
    """Mails of sites in both themes, from left to right and from right to left, as pages."""
    made = {}
    for name in ("everything", "arabic"):
        for theme in reading.THEMES:
            shutil.copytree(ROOT / "tests/sites" / name / "content", folder / name / theme / "content")
            text = (ROOT / "tests/sites" / name / "briefings.toml").read_text("utf-8")
            site = Site(folder / name / theme)
            site.write("briefings.toml", text.replace("[site]\n", f'[site]\ntheme = "{theme}"\n'))
            setting = Setting(now=reading.NOW.now, base_url=reading.HOST)
            with Session(site.root, setting) as session:
                letter, report = session.letter("2025-W49")
            assert report.errors == 0
            made[f"{name}-{theme}.html"] = letter.html.encode()
    return made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return mails(tmp_path_factory.mktemp("mails"))


@pytest.mark.browser
def test_a_mail_is_readable_in_light_and_dark_wide_and_narrow(browser, shown: dict[str, bytes]) -> None:
    axe = reading.tool("axe-core/axe.min.js").read_text("utf-8")
    only = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    found = []
    for scheme in ("light", "dark"):
        for width in (600, 360):
            with visiting(browser, shown, width, color_scheme=scheme) as visit:
                for name in shown:
                    opened = visit.open(name).page
                    opened.evaluate(axe)
                    wrong = opened.evaluate("only => axe.run(document, {runOnly: only})", only)
                    found += [(name, scheme, width, one["id"]) for one in wrong["violations"]]
                    wide = opened.evaluate("document.documentElement.scrollWidth")
                    found += [(name, scheme, width, wide)] if wide > width else []
                    back = opened.evaluate("getComputedStyle(document.body).backgroundColor")
                    assert (sum(map(int, re.findall(r"\d+", back))) < 150) == (scheme == "dark")
                assert visit.strange == []
    assert found == []


def test_the_checkers_of_pages_have_nothing_to_say_of_a_mail(shown: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in shown.items():
        (tmp_path / name).write_bytes(data)
    jar = reading.tool("vnu-jar/build/dist/vnu.jar")
    said = reading.said("java", "-jar", jar, "--format", "json", "--also-check-css", *shown, folder=tmp_path)
    assert json.loads(said)["messages"] == []

    tool = reading.tool("html-validate/bin/html-validate.mjs")
    rules = {
        "doctype-style": ["error", {"style": "lowercase"}],
        "no-inline-style": "off",  # mail programs know nothing else
        "no-conditional-comment": "off",  # Outlook knows no max-width
    }
    config = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(config), "utf-8")
    said = reading.said("node", tool, "--formatter", "json", *shown, folder=tmp_path)
    assert [(one["line"], one["message"]) for result in json.loads(said) for one in result["messages"]] == []


# --- on paper ------------------------------------------------------------------------------------------


def day_of_all(folder: Path, theme: str) -> Site:
    """The example site, as if all of it had been published on one day."""
    shutil.copytree(ROOT / "content", folder / "content")
    off = '["search", "cards"]'
    site = Site(folder)
    site.write(
        "briefings.toml", f'[site]\ntheme = "{theme}"\nbase_url = "https://example.org/"\noff = {off}\n'
    )
    for path in (folder / "content/briefings").glob("*.md"):
        text = re.sub("\ndate: .*", "\ndate: 2025-12-01", path.read_text("utf-8"), count=1)
        path.write_text(text, "utf-8")
    return site.build(reading.NOW)


@pytest.mark.browser
@pytest.mark.parametrize("theme", reading.THEMES)
def test_an_edition_prints_as_one_document(browser, tmp_path: Path, theme: str) -> None:
    """Every title, fact and source is on paper, no fact on two sheets, and each sheet has its number."""
    pypdf = pytest.importorskip("pypdf")
    tree = day_of_all(tmp_path / "site", theme).tree()
    name = "editions/2025-12-01/print/index.html"
    document = html.document_fromstring(tree[name].decode())
    with visiting(browser, tree) as visit:
        pdf = visit.open(name).page.pdf(prefer_css_page_size=True, format="A4")
    sheets = [squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    paper = "".join(sheets)
    facts = document.xpath("//div[@class = 'facts']/ul/li/bdi[not(@dir = 'rtl')]")

    assert len(sheets) > 2
    assert len(facts) > 30
    for fact in facts:
        words = squeezed(fact.text_content())
        assert words == "" or any(words in sheet for sheet in sheets), fact.text_content()
    for title in document.xpath(
        "//article/h2//bdi[not(@dir = 'rtl')] | //section[@class = 'sources']//cite/a/bdi"
    ):
        assert any(letter >= "\u0600" for letter in title.text) or squeezed(title.text) in paper, title.text
    assert squeezed("<https://example.org/north/seed-vault-opens>") in paper
    assert squeezed("Edition of 1 December 2025") in sheets[0]
    assert all(f"{number}/{len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))
    assert "Archive" not in paper, "what leads elsewhere stays on the screen"


def squeezed(text: str) -> str:
    """Leave out the white space, which a PDF file has in its own places, and write ligatures as letters."""
    return re.sub(r"[\s\u2060]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def test_a_week_has_a_page_and_a_document_day_by_day(site: Site) -> None:
    for name, date, more in (
        ("sunday", "2025-12-07", ""),
        ("second", "2025-12-01T09:00", "order: 2\n"),
        ("first", "2025-12-01T08:00", "order: 1\n"),
        ("next", "2025-12-08", ""),
    ):
        site.write(f"content/briefings/{name}.md", briefing(title=name.title(), date=date, more=more))
    site.build()
    page, paper = (
        html.document_fromstring(site.page(f"editions/2025-W49/{part}index.html")) for part in ("", "print/")
    )

    assert page.xpath("string(//h1)") == "Week 49, 2025"
    assert page.xpath("//h3//bdi/text()") == ["First", "Second", "Sunday"]
    assert page.xpath("//section/h2/a/@href") == ["../2025-12-01/", "../2025-12-07/"]
    assert page.xpath("//nav[@class = 'turn']//a/@href") == ["../2025-W50/"]
    assert paper.xpath("//article/h2//bdi/text()") == ["First", "Second", "Sunday"]
    assert paper.xpath("//article/p/time/@datetime")[-1] == "2025-12-07"
    assert "../2025-W49/" in site.page("editions/2025-12-01/index.html")
    assert "/editions/2025-W49/print/" not in site.page("sitemap.xml")


def test_a_body_concerns_no_edition_and_a_fact_that_of_its_day(harbour: Site) -> None:
    def editions() -> set[str]:
        return {name for name in harbour.ran("output") if name.startswith("editions/")}

    walls = "content/briefings/walls.md"
    harbour.build(reading.NOW)
    harbour.write(walls, harbour.read(walls).replace("The body of", "Another body of")).build(reading.NOW)
    assert editions() == set()

    harbour.write(walls, harbour.read(walls).replace("We count two", "We count some")).build(reading.NOW)
    assert editions() == {f"editions/{name}/print/index.html" for name in ("2025-12-01", "2025-W49")}
    assert "We count some walls." in harbour.page("editions/2025-12-01/print/index.html")
    assert harbour.tree() == harbour.clean_tree(reading.NOW)
