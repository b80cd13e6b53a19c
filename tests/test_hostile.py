"""What hostile or broken files may do to a site: nothing. The ids are those of the list of faults."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from briefings.slugs import LONGEST, slug
from tests import validity
from tests.conftest import Site, briefing

GOOD = "content/briefings/good.md"
SOURCES = "content/sources"


@pytest.fixture
def good(site: Site) -> Site:
    """A site with one briefing that nothing may disturb."""
    return site.write(GOOD, briefing(title="Good one", body="Undisturbed."))


def whole(site: Site) -> Site:
    """Build; the good briefing is there, everything is valid, and what went wrong was said in words."""
    site.build()
    assert not site.report.crashes
    assert "Undisturbed." in site.page("briefings/good/index.html")
    assert validity.problems(site.tree(), "https://example.org/") == []
    for message in site.messages():
        assert re.match(r"[^\n]+: (error|warning): \S", message), message
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", message)
    return site


def named(site: Site) -> set[str]:
    """Name the files that something was said about."""
    return {problem.location.path for problem in site.report.problems}


def text_of(html: str) -> str:
    """Give the words of a page's main part."""
    return re.sub("<[^>]+>", "", html.partition("<main")[2].partition("<footer")[0])


# --- input text ----------------------------------------------------------------------------------------


def test_what_is_no_text_is_refused_by_name(good: Site) -> None:
    """IN-01, IN-02, IN-06: the others are drafted."""
    random_bytes = random.Random(1).randbytes
    refused: dict[str, bytes] = {
        "nul.txt": b"Title: A\n\nSome\x00thing rose by 3 metres.\n",
        "latin.txt": "Ein Gro\u00dfer Flu\u00df stieg um 3 Meter.\n".encode("latin-1"),
        "surrogate.txt": b"The river rose \xed\xa0\x80 by 3 metres.\n",
        "noise.txt": random_bytes(200_000),
        "noise.md": random_bytes(200_000),
        "controls.txt": b"\x01\x02\x03\x04\x05\x06" * 50,
    }
    for name, data in refused.items():
        good.write(f"{SOURCES}/{name}", data)
    good.write(f"{SOURCES}/fine.txt", "Title: Fine\nDate: 2025-01-01\n\nThe river rose by 3 metres.\n")
    whole(good)

    assert named(good) == {f"{SOURCES}/{name}" for name in refused}
    assert good.report.errors == len(refused)
    assert good.report.created == ("content/briefings/fine.md",)
    latin = next(m for m in good.messages() if "latin" in m)
    assert latin.startswith(f"{SOURCES}/latin.txt:1:8: error: byte 0xdf at offset 7 is not UTF-8")


def test_what_is_too_large_is_refused_by_name(good: Site) -> None:
    """RX-03: by its bytes, or by the text in it."""
    good.write(f"{SOURCES}/bytes.txt", b"It rose by 3 metres.\n" * 2_400_000)
    good.write(f"{SOURCES}/text.txt", b"It rose by 3 metres.\n" * 250_000)
    whole(good)

    assert named(good) == {f"{SOURCES}/bytes.txt", f"{SOURCES}/text.txt"}
    assert good.report.errors == 2
    assert all("too large for a source" in message for message in good.messages())


def test_encodings_and_line_ends_make_no_difference(good: Site) -> None:
    """IN-04, IN-07, IN-08: a mark, CRLF and CR give the same page."""
    text = briefing(title="Ends", body="One line.\n\n## A heading\n\nAnother line.")
    for name, data in {
        "lf": text.encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
    }.items():
        good.write(f"content/briefings/{name}.md", data)
    whole(good)

    assert good.report.problems == ()
    bodies = {
        name: re.search(
            "<p>One line.*Another line.</p>", good.page(f"briefings/{name}/index.html"), re.DOTALL
        )
        for name in ("lf", "bom", "crlf", "cr")
    }
    assert all(bodies.values())
    assert len({found[0] for found in bodies.values() if found}) == 1


def test_sources_with_other_line_ends_and_marks_draft_the_same(good: Site) -> None:
    """IN-04, IN-07, IN-08 for sources."""
    text = "Title: Tide {n}\nDate: 2025-01-01\n\nThe tide rose by 3 metres.\n\nIt fell again.\n"
    for number, (mark, end) in enumerate([(b"", "\n"), (b"\xef\xbb\xbf", "\n"), (b"", "\r\n"), (b"", "\r")]):
        made = text.replace("{n}", str(number)).replace("\n", end)
        good.write(f"{SOURCES}/{number}.txt", mark + made.encode())
    whole(good)

    assert good.report.problems == ()
    bodies = {
        re.sub(r"(?m)^(id|title|  .*|generated).*\n", "", good.read(f"content/briefings/tide-{n}.md"))
        for n in range(4)
    }
    assert len(bodies) == 1


def test_controls_go_and_odd_letters_stay(good: Site) -> None:
    """IN-09, IN-14, IN-15."""
    words = "None NaN 1e309 %s $(id) ${HOME} `id` undefined null ../../ \\N{DASH} &amp;lt; %00 {{7*7}}"
    good.write(
        f"{SOURCES}/odd.txt",
        "Title: Odd \x07 letters\nDate: 2025-01-01\n\n"
        "Bell \x07 and escape \x1b[31m and C1 \x9b31m rose by 3 metres.\n\n"
        f"Private \ue000 use, \U0001f9ff a bead, and a tag \U000e0041 stayed.\n\n{words} stayed here.\n",
    )
    whole(good)
    (path,) = good.report.created
    page = text_of(good.page(f"briefings/{Path(path).stem}/index.html"))

    assert "\ue000" in page
    assert "\U0001f9ff" in page
    for word in ("None NaN 1e309 %s $(id) ${HOME}", "undefined null", "%00 {{7*7}} stayed here."):
        assert word in page


@pytest.mark.parametrize(
    "data", [b"", b"   \n\t\n\n", b"\xef\xbb\xbf", b"\n" * 500, b"---\n---\n", b"\xe2\x80\xa8"]
)
def test_empty_files(good: Site, data: bytes) -> None:
    """IN-11, IN-12: a page or words."""
    good.write(f"{SOURCES}/empty.txt", data).write("content/briefings/empty.md", data)
    good.write("content/pages/empty.md", data).write("content/assets/empty.txt", b"x")
    whole(good)

    assert {"content/briefings/empty.md", "content/pages/empty.md"} <= named(good)
    assert good.report.created or f"{SOURCES}/empty.txt" in named(good)


def test_an_empty_asset_is_left_out_with_words(good: Site) -> None:
    """OV-05."""
    whole(good.write("content/assets/nothing.txt", b""))

    assert named(good) == {"content/assets/nothing.txt"}


def test_directions_of_others_reverse_nothing_of_ours(good: Site) -> None:
    """IN-16: every text of others that is set beside ours is isolated, or its controls are gone."""
    evil = "\u202eevil\u2066"
    good.write(
        "content/briefings/bidi.md",
        briefing(
            title=f"Title {evil}", topics=f'"Topic {evil}"', body=f"See [link {evil}](good.md) and {evil}."
        ),
    )
    whole(good)
    for path in (
        "index.html",
        "archive/index.html",
        "topics/index.html",
        "briefings/good/index.html",
        "404.html",
    ):
        html = good.page(path)
        for found in re.finditer("\u202e|\u2066", html.partition("<main")[2]):
            before = html.partition("<main")[2][: found.start()]
            assert before.rfind("<bdi") > before.rfind("</bdi>"), path


# --- front matter --------------------------------------------------------------------------------------

BROKEN = {
    "tag-object": "title: !!python/object/apply:os.system ['touch OWNED']",
    "tag-binary": "title: !!binary aGk=",
    "tag-env": "title: !ENV ${HOME}",
    "alias": "title: &a [x]\ntopics: *a",
    "list-title": "title: [a, b]",
    "year-0": "title: A\ndate: 0000-01-01",
    "year-99999": "title: A\ndate: 99999-01-01",
    "null-topic": "title: A\ntopics: [null, {}]",
    "tab": "title: A\nsources:\n\t- id: s1",
    "duplicate": "title: A\ntitle: B",
    "surrogate": 'title: "\\ud800"',
    "unclosed-quote": 'title: "A',
    "unclosed-list": "topics: [a, b\ntitle: A",
    "deep": "title: " + "[" * 5000,
    "bomb": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: A",
    "megabyte": "title: A\n" + "summary: " + "x" * 1_000_000,
    "many-keys": "\n".join(f"key{n}: {n}" for n in range(10_000)),
    "number": "42",
    "list": "- a\n- b",
    "second-document": "title: A\n...\ntitle: B",
}


def test_broken_front_matter_is_named_and_never_run(good: Site) -> None:
    """FM-01, FM-03, FM-04, FM-07."""
    for name, yaml in BROKEN.items():
        good.write(f"content/briefings/{name}.md", f"---\n{yaml}\n---\n\nText.\n")
    whole(good)

    assert named(good) == {f"content/briefings/{name}.md" for name in BROKEN}
    assert all(problem.location.line for problem in good.report.problems)
    assert not list(good.root.rglob("OWNED"))
    assert sum(len(message) for message in good.messages()) < 200_000


def test_front_matter_that_is_never_closed(good: Site) -> None:
    """FM-06: words for the one, and rules in the text are no front matter."""
    good.write("content/briefings/open.md", "---\ntitle: Open\n\nText.\n")
    good.write(
        "content/briefings/rules.md", briefing(title="Rules", body="One.\n\n---\n\nTwo.\n\n---\n\nThree.")
    )
    whole(good)

    assert named(good) == {"content/briefings/open.md"}
    page = good.page("briefings/rules/index.html")
    assert all(word in page for word in ("One.", "Two.", "Three."))


# --- markup and templates ------------------------------------------------------------------------------


def test_a_title_is_escaped_wherever_it_stands(good: Site) -> None:
    """MD-07."""
    evil = "\"'><script>alert(1)</script>&amp;<img src=x onerror=alert(1)>]]>"
    quoted = evil.replace('"', '\\"')
    good.write(
        "content/briefings/evil.md",
        "---\n"
        + "".join(f'{key}: "{quoted}"\n' for key in ("title", "summary", "licence"))
        + f'date: 2025-12-05\ntopics: ["{quoted}"]\npeople: ["{quoted}"]\nplaces: ["{quoted}"]\n'
        + "sources:\n  - id: s1\n"
        + "".join(f'    {key}: "{quoted}"\n' for key in ("title", "publisher", "author", "url"))
        + f'corrections:\n  - date: 2025-12-06\n    what: "{quoted}"\n    why: "{quoted}"\n---\n\nText.\n',
    )
    good.write("content/pages/page.md", f'---\ntitle: "{quoted}"\n---\n\nText.\n')
    good.write(
        "briefings.toml",
        '[site]\nbase_url = "https://example.org/"\n'
        + "".join(f"{key} = '''{evil}'''\n" for key in ("title", "author", "description")),
    )
    whole(good)

    assert good.report.problems == ()
    for path, data in good.tree().items():
        if path.endswith((".html", ".xml")):
            shown = re.sub(rb'<script type="application/ld\+json">[^<]*</script>', b"", data)
            assert not re.search(
                rb"<script(?! defer src=\"\.\./assets/search\.)|<img|onerror=alert\(1\)>", shown
            ), path


def test_links_that_lead_out_of_the_site_take_nothing_along(good: Site) -> None:
    """MD-08."""
    (good.root.parent / "SECRET.md").write_text("# The secret\n\nswordfish\n")
    (good.root / "SECRET.png").write_bytes(b"swordfish")
    targets = (
        "../../../SECRET.md", "../../SECRET.png", "/../../SECRET.md", "..%2f..%2fSECRET.png", "../../briefings.toml",
        "../sources/../../SECRET.png", "../assets/../../SECRET.png", "//evil.example/x.png",
        str(good.root / "SECRET.png"),
    )  # fmt: skip
    body = "\n\n".join(f"![image]({target}) and [link]({target})" for target in targets)
    good.write("content/briefings/out.md", briefing(title="Out", body=body)).build()

    assert not good.report.crashes
    assert all(b"swordfish" not in data for data in good.tree().values())
    assert not any("SECRET" in path for path in good.tree())
    page = good.page("briefings/out/index.html")
    assert not re.search(r'(?:src|href)="//', page)
    assert 'src="/' not in page or str(good.root) not in page


def test_templates_in_content_stay_text(good: Site) -> None:
    """TP-01."""
    snippets = (
        "{{ 7 * 191 }}",
        "{% include 'base.html' %}",
        "{# gone #}",
        "{{ site.__class__ }}",
        "{%- raw -%}",
        "${7*191}",
    )
    text = " ".join(snippets)
    good.write(
        "content/briefings/t.md",
        f'---\ntitle: "{text}"\nsummary: "{text}"\ndate: 2025-12-05\n'
        f'topics: ["{snippets[0]}"]\n---\n\n{text}\n\n`{text}`\n',
    )
    good.write(
        f"{SOURCES}/t.txt", f"Title: T {text}\nDate: 2025-12-01\n\nThe river rose by 3 metres {text}.\n"
    )
    good.write("content/assets/t.txt", text)
    whole(good)

    assert good.report.errors == 0
    page = good.page("briefings/t/index.html").replace("&#39;", "'").replace("&quot;", '"')
    for snippet in snippets:
        assert snippet in page
    assert all(b"1337" not in data for data in good.tree().values())


# --- paths ---------------------------------------------------------------------------------------------


SLUGS = [
    "../../escape", "..", "/etc/escape", "%2e%2e/escape", "a\\\\b", "a/b", "con", "nul", "x" * 300, "index", ".",
    "UPPER", "with space", "?q", "#f", "a..b", ".hidden", "<b>", "{{x}}",
]  # fmt: skip


def test_slugs_that_are_none(good: Site) -> None:
    """PA-01: words with place and with what to write instead; nothing outside of the output."""
    before = everything_beside(good)
    for number, name in enumerate(SLUGS):
        good.write(f"content/briefings/s{number}.md", with_slug(f'"{name}"'))
    whole(good)

    assert len(good.report.problems) == len(SLUGS)
    assert {problem.location.line for problem in good.report.problems} == {4}
    assert everything_beside(good) == before
    hints = {problem.location.path: problem.hint for problem in good.report.problems}
    written = {path: hint.removeprefix("write slug: ") for path, hint in hints.items()}
    for path, name in {name: path for path, name in written.items()}.items():
        good.write(name, with_slug(path))
        assert slug(path) == path
    whole(good)

    assert len(good.report.problems) == len(SLUGS) - len(set(written.values()))
    assert all(good.exists(f"site/briefings/{name}/index.html") for name in written.values())
    assert everything_beside(good) == before


def with_slug(name: str) -> str:
    return f"---\ntitle: S\ndate: 2025-12-01\nslug: {name}\n---\n\nText.\n"


def everything_beside(site: Site) -> set[str]:
    """Name what lies around the content and the output."""
    known = {"content", "site", ".briefings"}
    return {p.name for p in site.root.iterdir()} - known | {p.name for p in site.root.parent.iterdir()}


def test_an_empty_slug_is_none(good: Site) -> None:
    good.write("content/briefings/s.md", '---\ntitle: S\ndate: 2025-12-01\nslug: ""\n---\n\nText.\n')
    whole(good)

    assert good.exists("site/briefings/s/index.html") or named(good) == {"content/briefings/s.md"}


def test_two_that_want_one_address(good: Site) -> None:
    """PA-02: folded case, a page against a folder, a page against a list: both are named, the others built."""
    good.write("content/briefings/Tide.md", briefing(title="One"))
    good.write("content/briefings/tide!.md", briefing(title="Two"))
    good.write("content/pages/topics.md", "# Topics\n\nOurs.\n").write(
        "content/pages/archive.md", "# A\n\nOurs.\n"
    )
    good.write("content/pages/a/index.md", "# Index\n\nOurs.\n")
    whole(good)

    assert named(good) == {
        "content/briefings/Tide.md",
        "content/briefings/tide!.md",
        "content/pages/topics.md",
        "content/pages/archive.md",
    }
    message = next(m for m in good.messages() if m.startswith("content/briefings/Tide.md"))
    assert "/briefings/tide/" in message
    assert "content/briefings/tide!.md" in message
    assert "Undisturbed." in good.page("briefings/good/index.html")


NAMES = [
    "CON.md", "aux.txt.md", "a...md", "a?b.md", "a#b.md", "<b>bold.md", "new\nline.md", "tab\there.md", "q'u\"o.md",
    "{{ braces }}.md", "%2e%2e.md", "a&b.md", "ü" * 120 + ".md", "x" * 252 + ".md", "emoji-🌊.md", "\u202ertl.md",
    "-rf.md", "$(id).md", "trailing .md", "index.md",
]  # fmt: skip


def test_odd_names(good: Site) -> None:
    """PA-03: pages at safe addresses, or words."""
    for name in NAMES:
        good.write(f"content/briefings/{name}", briefing(title=f"File {NAMES.index(name)}"))
        good.write(
            f"{SOURCES}/{name}",
            f"Title: Source {NAMES.index(name)}\nDate: 2025-01-01\n\nIt rose by 3 metres.\n",
        )
    good.write("content/assets/a b#c?d&e<f>.png", b"image")
    whole(good)

    said = named(good)
    for name in NAMES:
        path = f"content/briefings/{name}"
        stem = slug(name.removesuffix(".md"))
        assert good.exists(f"site/briefings/{stem}/index.html") or path in said, name
    for path in good.tree():
        assert len(path.encode()) < 255
        assert not set(path) & set('<>:"\\|?*\n\t#&') or path.startswith("assets/")
    assert all(len(part.encode()) <= LONGEST for path in good.tree() for part in path.split("/")[:-1])


def test_names_that_are_not_utf8(good: Site) -> None:
    """PA-03: named readably, and left out."""
    folder = os.fsencode(good.root / "content/briefings")
    with open(folder + b"/caf\xe9.md", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(briefing(title="Bytes").encode())
    whole(good)

    assert [m.split("\n")[0] for m in good.messages()] == [
        "content/briefings/caf\\udce9.md: warning: left out: a name that is not UTF-8"
    ]


def test_links_are_not_followed(good: Site) -> None:
    """PA-04: files, folders, loops, dangling ones; also in place of the site's own folders."""
    outside = good.root.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Secret\n---\n\nswordfish\n")
    for place in ("content/briefings", "content/pages", "content/assets", SOURCES):
        (good.root / place).mkdir(parents=True, exist_ok=True)
        (good.root / place / "link.md").symlink_to(outside / "secret.md")
        (good.root / place / "loop.md").symlink_to("loop.md")
        (good.root / place / "gone.md").symlink_to("nowhere.md")
        (good.root / place / "folder").symlink_to(outside, target_is_directory=True)
    whole(good)

    assert len(good.report.problems) == 16
    assert good.report.errors == 0
    assert all(b"swordfish" not in data for data in good.tree().values())


@pytest.mark.parametrize("place", ["content/sources", "content/pages", "content/assets"])
def test_a_folder_that_is_a_link_is_not_followed(good: Site, place: str) -> None:
    """PA-04, with words: or its owner would look for the texts in vain."""
    outside = good.root.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret\n\nswordfish rose by 3 metres.\n")
    (good.root / place).symlink_to(outside, target_is_directory=True)
    whole(good)

    assert named(good) == {place}
    assert all(b"swordfish" not in data for data in good.tree().values())


def test_pipes_and_sockets_do_not_hang_the_build(good: Site) -> None:
    """PA-04: opening a pipe would wait for ever."""
    for place in ("content/briefings/p.md", "content/pages/p.md", f"{SOURCES}/p.txt", "content/assets/p.png"):
        (good.root / place).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(good.root / place)
    (good.root / "themes/default/partials").mkdir(parents=True)
    os.mkfifo(good.root / "themes/default/partials/footer.html")
    good.build()

    assert not good.report.crashes
    assert len(good.report.problems) >= 4
    assert all("pipe" in message for message in good.messages())


def test_deep_folders(good: Site) -> None:
    """PA-06."""
    deep = "/".join(["d"] * 120)
    good.write(f"content/pages/{deep}/p.md", "# Deep\n\nText.\n").write(
        f"content/briefings/{deep}/b.md", briefing()
    )
    good.write(f"{SOURCES}/{deep}/s.txt", "Title: Deep source\nDate: 2025-01-01\n\nIt rose by 3 metres.\n")
    whole(good)

    assert good.exists(f"site/{deep}/p/index.html") or f"content/pages/{deep}/p.md" in named(good)
    assert good.exists("site/briefings/deep-source/index.html")


def test_assets_that_want_our_addresses(good: Site) -> None:
    """PA-08: assets lie below /assets/ with a hash in their names, so they cannot hide a page."""
    for name in (
        "feed.xml",
        "index.html",
        "assets/style.css",
        "style.css",
        "404.html",
        "briefings/good/index.html",
    ):
        good.write(f"content/assets/{name}", "IMPOSTOR")
    good.write("content/pages/feed.xml.md", "# Feed\n\nIMPOSTOR\n").write(
        "content/pages/assets.md", "# Assets\n\nOurs.\n"
    )
    good.write("content/pages/404.html.md", "# 404\n\nOurs.\n").write(
        "content/pages/index.md", "# Index\n\nOurs.\n"
    )
    good.build()

    assert not good.report.crashes
    for path in ("feed.xml", "index.html", "404.html", "briefings/good/index.html"):
        assert "IMPOSTOR" not in good.page(path)
    shipped = [
        p for p, data in good.tree().items() if p.startswith("assets/style.") and b"IMPOSTOR" not in data
    ]
    assert len(shipped) == 1


def test_headings_that_want_our_ids(good: Site) -> None:
    """OV-04: an id stands once on a page, whatever the headings are."""
    ids = (
        "main",
        "key-facts",
        "sources",
        "corrections",
        "related",
        "cite",
        "on-this-page",
        "fact-1",
        "box-1",
        "cited-1",
    )
    headings = "\n\n".join(
        f"## {name.replace('-', ' ').title()}" for name in (*ids, "source-1", "quote-1", "fn1", "main")
    )
    good.write(
        "content/briefings/ids.md",
        briefing(
            title="Ids",
            topics="A",
            more="sources:\n  - id: s1\n    title: S\ncorrections:\n  - date: 2025-12-02\n    what: W\n",
            body="::: key-facts\n\n- It rose by 3 metres. [^1]\n\n:::\n\nIt rose by 3 metres.[^n]\n\n"
            + headings
            + '\n\n[^1]: s1, line 1: "It rose by 3 metres."\n[^n]: A note.\n',
        ),
    )
    good.write("content/briefings/other.md", briefing(title="Other", topics="A"))
    whole(good)

    assert good.report.problems == ()
