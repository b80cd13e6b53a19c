"""Themes as users have them: shipped, of the site, of a package; one block, one file, one token of another."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefings import themes
from briefings.build import Session, Setting
from tests.command import in_process
from tests.conftest import Site, briefing
from tests.test_sites import NOW, built

ROOT = Path(__file__).parent.parent


@pytest.fixture
def themed(site: Site) -> Site:
    """A site with one page of most kinds."""
    return site.write("content/briefings/a.md", briefing(topics="Sea")).write(
        "content/pages/about.md", "# About\n\nUs.\n"
    )


def use(site: Site, theme: str, more: str = "") -> Site:
    return site.write(
        "briefings.toml",
        f'[site]\ntitle = "Test"\nbase_url = "https://example.org/"\ntheme = "{theme}"\n{more}',
    )


def style(site: Site) -> str:
    (path,) = (site.root / "site/assets").glob("style.*.css")
    return path.read_text("utf-8")


# --- of the site ---------------------------------------------------------------------------------------


def test_one_block_of_one_page_is_another(themed: Site) -> None:
    before = themed.build().tree()
    themed.write(
        "themes/default/page.html",
        '{% extends "!default/page.html" %}{% block body %}<p>Before.</p>{{ super() }}{% endblock %}',
    ).build()

    assert "<p>Before.</p>" in themed.page("about/index.html")
    changed = {path for path, data in themed.tree().items() if before.get(path) != data}
    assert changed == {"about/index.html"}
    assert themed.tree() == themed.clean_tree()


def test_one_partial_is_another(themed: Site) -> None:
    themed.build()
    themed.write("themes/default/partials/footer.html", "<footer>Ours.</footer>\n").build()

    assert all("<footer>Ours.</footer>" in themed.page(name) for name in ("index.html", "about/index.html"))
    assert themed.tree() == themed.clean_tree()


def test_a_style_sheet_builds_upon_the_shipped_one(themed: Site) -> None:
    whole = style(themed.build())
    themed.write(
        "themes/default/static/style.css", '@import "!default/style.css";\nh1 { color: red }\n'
    ).build()

    assert style(themed) == f"{whole}h1 {{ color: red }}\n"
    assert themed.tree() == themed.clean_tree()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"themes/default/static/style.css": '@import "!default/none.css";'},
            "there is no such style sheet: !default/none.css",
        ),
        (
            {"themes/default/static/style.css": '@import "!none/style.css";'},
            "there is no such style sheet: !none/style.css",
        ),
    ],
)
def test_what_is_not_there_is_an_error_in_words(themed: Site, files: dict[str, str], words: str) -> None:
    for name, text in files.items():
        themed.write(name, text)

    assert words in "\n".join(themed.build().messages())
    assert themed.exists("site/index.html"), "the rest is built"


def test_tokens_come_last_so_that_they_win(themed: Site) -> None:
    use(themed, "wire", '\n[theme]\naccent = "#123456"\ndark-accent = "#abcdef"\n').build()
    rules = re.findall(r"prefers-color-scheme: (\w+)\) \{\s*:root \{\s*--accent: (#\w+);", style(themed))

    assert rules[-2:] == [("light", "#123456"), ("dark", "#abcdef")]


# --- shipped, and of a package -------------------------------------------------------------------------


def test_a_shipped_theme_is_named_and_nothing_else(themed: Site) -> None:
    before = themed.build().page("index.html")
    use(themed, "wire").build()

    assert themed.messages() == []
    assert themed.page("index.html") != before
    assert themed.tree() == themed.clean_tree()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme in a package, as pip leaves it; to import the package would raise."""
    info, package = tmp_path / "night-1.0.dist-info", tmp_path / "night_theme"
    for folder in (info, package / "site"):
        folder.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: night\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[briefings.themes]\nnight = night_theme.site\n")
    (package / "__init__.py").write_text("raise RuntimeError('imported')\n")
    (package / "site/page.html").write_text(
        '{% extends "!default/page.html" %}{% block body %}Night. {{ super() }}{% endblock %}'
    )
    monkeypatch.syspath_prepend(tmp_path)
    return package / "site"


def test_a_theme_comes_with_a_package_and_is_not_imported(themed: Site, installed: Path) -> None:
    use(themed, "night").build()
    assert themed.messages() == []
    assert "Night. " in themed.page("about/index.html")

    (installed / "page.html").write_text(
        '{% extends "!default/page.html" %}{% block body %}Dawn.{% endblock %}'
    )
    themed.build()
    assert "Dawn." in themed.page("about/index.html")
    themed.write(
        "themes/night/page.html",
        '{% extends "!night/page.html" %}{% block body %}{{ super() }} Day.{% endblock %}',
    ).build()
    assert "Dawn. Day." in themed.page("about/index.html")
    assert themed.tree() == themed.clean_tree()
    assert "night_theme" not in sys.modules


def test_no_receipt_is_left_where_a_package_brings_the_theme(
    themed: Site, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changes in the package is no file that a receipt knows of."""
    use(themed, "night")
    monkeypatch.chdir(themed.root)

    assert installed.is_dir()
    assert in_process("build").code == 0
    assert not themed.exists(".briefings/receipt")


# --- eject ---------------------------------------------------------------------------------------------


def test_a_file_of_the_theme_in_use_is_copied_once(themed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    use(themed, "wire").build()
    before = themed.tree()
    monkeypatch.chdir(themed.root)
    made = in_process("theme", "eject", "partials/footer.html")

    assert (made.code, made.stdout) == (0, "made themes/wire/partials/footer.html\n")
    assert themed.read("themes/wire/partials/footer.html") == (
        ROOT / "themes/default/partials/footer.html"
    ).read_text("utf-8")
    assert themed.build().tree() == before, "a copy changes nothing"
    themed.write("themes/wire/partials/footer.html", "<footer>Ours.</footer>\n")
    again = in_process("theme", "eject", "partials/footer.html")
    assert again.code == 1
    assert "themes/wire/partials/footer.html: error: is there already" in again.stderr
    assert themed.read("themes/wire/partials/footer.html") == "<footer>Ours.</footer>\n"


def test_without_a_file_all_are_listed_with_whose_they_are(
    themed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(themed, "wire").write("themes/wire/page.html", "x")
    monkeypatch.chdir(themed.root)
    rows = dict(line.split() for line in in_process("theme", "eject").stdout.splitlines())

    assert rows["page.html"] == "themes/wire"
    assert rows["static/style.css"] == "wire"
    assert rows["base.html"] == "default"


@pytest.mark.parametrize("name", ["bas.html", "../briefings.toml", "/etc/passwd", "."])
def test_what_the_theme_does_not_have_is_not_copied(
    themed: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(themed.root)
    done = in_process("theme", "eject", name)

    assert done.code == 1
    assert f"{name}: error: the theme 'default' has no such file" in done.stderr
    assert not themed.exists("themes")


def test_nothing_is_copied_through_a_link(
    themed: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (themed.root / "themes").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(themed.root)

    assert in_process("theme", "eject", "base.html").code == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- what a template may use ---------------------------------------------------------------------------

PART = (
    (ROOT / "ARCHITECTURE.md")
    .read_text("utf-8")
    .partition("## What a template may use")[2]
    .partition("\n## ")[0]
)
EVERYWHERE, _, BY_TEMPLATE = PART.partition("| template | also gets |")
GROUP = re.compile(r"`(\w+)` \((?:at least\s+)?`([\w ]+)`")
FUNCTIONS = re.findall(r"^\| `(\w+)\(", EVERYWHERE, re.MULTILINE)


def documented() -> dict[str, list[str]]:
    """Each template with the names that it is said to get, below those of every template."""
    common = [f"{name}.{field}" for name, fields in GROUP.findall(EVERYWHERE) for field in fields.split()]
    rows: dict[str, list[str]] = {}
    for names, gets in re.findall(r"^\| (`[^|]+) \| ([^|]+) \|$", BY_TEMPLATE, re.MULTILINE):
        spans = [
            span for span in re.findall(r"`([\w. ]+)`", re.sub(r"\([^()]*\)", "", gets)) if " " not in span
        ]
        spans += re.findall(r"`(page\.\w+)", gets)
        fields = [f"page.{name}" for name in (re.findall(r"`page\.([\w ]+)`", gets) or [""])[0].split()]
        if gets.startswith("the same"):
            spans, fields = [], [name for name in rows["briefing.html"] if name.startswith("page.")]
        for template in re.findall(r"`([\w.-]+)`", names):
            rows[template] = [*common, *dict.fromkeys([*spans, *fields])]
    return rows


def test_the_list_of_names_is_read() -> None:
    found = documented()

    assert set(FUNCTIONS) == themes.FUNCTIONS
    assert {"page.corrections", "linked", "site.dir", "tool.version"} <= set(found["briefing.html"])
    assert {"pinned", "days", "number", "total", "pages"} <= set(found["index.html"])
    assert set(found) == {path.name for path in (ROOT / "themes/default").glob("*.*")} - {"base.html"}


def test_every_name_that_is_documented_is_there(tmp_path: Path) -> None:
    """A theme of nothing but the documented names builds, and each of them is defined."""
    made = built("everything", tmp_path / "site")
    for template, names in documented().items():
        uses = "".join(f"{{% set _ = {name} %}}{name};" for name in [*FUNCTIONS, *names])
        more = "<h1>x</h1>" if template.endswith(".html") else ""
        made.write(f"themes/default/{template}", f"{more}{uses}\n")
    made.build(NOW)

    assert made.report.errors == 0, made.messages()
    assert "page.corrections;" in made.page("briefings/harbour-walls/index.html")
    assert "edition;" in made.page("editions/2025-12-01/print/index.html")
    with Session(made.root, NOW) as session:
        letter, report = session.letter("2025-12-01")
    assert report.errors == 0
    assert "weekly;" in letter.html
    assert "unsubscribe;" in letter.text


class Only:
    """A value of which a template sees the fields that are documented, and no others."""

    def __init__(self, value: object, fields: set[str]) -> None:
        self.__dict__ = {name: getattr(value, name) for name in fields}


def test_the_shipped_themes_use_no_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are the same where templates are given only what is documented."""
    whole = built("everything", tmp_path / "site")
    before = whole.tree()
    names, render = documented(), themes.Theme.render

    def bare(theme: themes.Theme, template: themes.Template, context: dict) -> str:
        known = names.get(template.name, [])
        tops = {name.partition(".")[0] for name in known} | set(FUNCTIONS)
        kept = {name: value for name, value in context.items() if name in tops or name == "navigation"}
        for top in ("site", "tool", "page"):
            fields = {name.partition(".")[2] for name in known if name.startswith(f"{top}.")}
            kept[top] = Only(context[top], fields)
        return render(theme, template, kept)

    monkeypatch.setattr(themes.Theme, "render", bare)
    whole.build(Setting(now=NOW.now, draft=False, fresh=True))

    assert whole.report.errors == 0, whole.messages()
    assert whole.tree() == before


def test_the_example_of_an_entry_point_is_the_group_that_is_read() -> None:
    from briefings import plugins  # noqa: PLC0415 - only here

    assert f'[project.entry-points."{plugins.THEMES}"]' in (ROOT / "docs/content/pages/theming.md").read_text(
        "utf-8"
    )
