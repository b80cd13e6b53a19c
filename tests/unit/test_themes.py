"""Themes: which files a template stands for and depends on, and errors that name file and line."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from briefings import themes
from briefings.errors import BriefingsError, Location
from briefings.inputs import Listing
from briefings.themes import Theme, search_path, with_hashed_urls


class Disk:
    """The files of a site; `asked` has every name that was asked for, also those that are not there."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.asked: list[str] = []

    def need(self, rule: str, name: str) -> Any:
        if rule == "references":
            return themes.references(self.files[name], name)
        if rule == "listing":
            return Listing(tuple(sorted(path for path in self.files if path.startswith(name + "/"))))
        self.asked.append(name)
        text = self.files.get(name)
        return None if text is None else text.encode()


def sources(theme: str, name: str, **files: str) -> dict[str, str]:
    """The files that rendering a template may load, by the name it asks for them."""
    return {source.name: source.path for source in themes.closure(Disk(files).need, theme, name).sources}


def render(name: str, files: dict[str, str], theme: str = "default", **context: Any) -> str:
    return Theme().render(themes.closure(Disk(files).need, theme, name), context)


def problem(name: str, files: dict[str, str], **context: Any) -> str:
    with pytest.raises(BriefingsError) as caught:
        render(name, files, **context)
    return str(caught.value)


# --- the search path -----------------------------------------------------------------------------------


def test_the_sites_own_files_shadow_the_packaged_ones() -> None:
    assert search_path("default") == ("themes/default", "@default")
    assert search_path("night") == ("themes/night", "@night", "themes/default", "@default")


def test_a_file_is_asked_for_along_the_path_until_it_is_found() -> None:
    disk = Disk({"themes/default/a.html": "", "@default/a.html": ""})

    assert themes.find(disk.need, "night", "a.html") == "themes/default/a.html"
    assert disk.asked == ["themes/night/a.html", "@night/a.html", "themes/default/a.html"], (
        "its absence is a dependency"
    )
    assert themes.find(disk.need, "night", "none.html") is None


@pytest.mark.parametrize(
    "name", ["../secret.html", "/etc/passwd", "a/../../b.html", "./a.html", "a//b.html", "!default/../x"]
)
def test_a_name_that_leads_out_of_the_theme_is_no_template(name: str) -> None:
    disk = Disk({})

    assert themes.find(disk.need, "default", name) is None
    assert all(
        ".." not in path.split("/") and path.startswith(("themes/default/", "@default/"))
        for path in disk.asked
    )


def test_a_theme_can_extend_the_template_that_it_shadows() -> None:
    files = {
        "themes/default/page.html": "{% extends '!default/page.html' %}{% block x %}ours{% endblock %}",
        "@default/page.html": "<{% block x %}theirs{% endblock %}>",
    }

    assert render("page.html", files) == "<ours>"


def test_a_theme_of_ones_own_falls_back_to_the_sites_and_the_packaged_files() -> None:
    files = {
        "themes/night/page.html": "{% extends '!default/page.html' %}{% block x %}night, {{ super() }}{% endblock %}",
        "themes/default/page.html": "{% extends '!default/page.html' %}",
        "@default/page.html": "{% block x %}base{% endblock %}{% include 'foot.html' %}",
        "@default/foot.html": ".",
        "themes/default/foot.html": "!",
    }
    del files["themes/default/page.html"]

    assert render("page.html", files, theme="night") == "night, base!"


def test_a_name_with_a_mark_is_always_the_installed_file() -> None:
    files = {
        "themes/night/page.html": "{% extends '!night/page.html' %}{% block x %}ours, {{ super() }}{% endblock %}",
        "@night/page.html": "{% extends '!default/page.html' %}{% block x %}night, {{ super() }}{% endblock %}",
        "themes/default/page.html": "{% extends '!default/page.html' %}{% block x %}never{% endblock %}",
        "@default/page.html": "{% block x %}base{% endblock %}",
    }

    assert render("page.html", files, theme="night") == "ours, night, base"


def test_a_partial_that_shadows_later_is_another_template() -> None:
    files = {"@default/a.html": "{% include 'b.html' %}", "@default/b.html": "theirs"}
    theme = Theme()
    before = theme.render(themes.closure(Disk(files).need, "default", "a.html"), {})
    files["themes/default/b.html"] = "ours"
    after = theme.render(themes.closure(Disk(files).need, "default", "a.html"), {})

    assert (before, after) == ("theirs", "ours")


# --- what a template depends on ------------------------------------------------------------------------


def test_one_theme_renders_what_the_files_are_now() -> None:
    """Templates stay compiled from page to page, and never longer than their texts, or those they load."""
    theme = Theme()
    files = {
        "@default/a.html": '{% include "p.html" ignore missing %}',
        "@default/b.html": 'b {% include "p.html" ignore missing %}',
        "@default/p.html": "one",
    }

    def both() -> list[str]:
        made = [themes.closure(Disk(files).need, "default", name) for name in ("a.html", "b.html")]
        return [theme.render(template, {}) for template in (*made, *made)]

    assert both() == ["one", "b one"] * 2
    files["@default/p.html"] = "two"
    assert both() == ["two", "b two"] * 2
    del files["@default/p.html"]
    assert both() == ["", "b "] * 2
    files["@default/b.html"] = "c"
    files["@default/p.html"] = "three"
    assert both() == ["three", "c"] * 2


@pytest.mark.parametrize(
    ("text", "names", "computed"),
    [
        ("plain", (), False),
        ("{% extends 'a.html' %}", ("a.html",), False),
        ("{% include 'a.html' %}{% include 'b.html' ignore missing %}", ("a.html", "b.html"), False),
        ("{% import 'a.html' as a %}{% from 'b.html' import c %}", ("a.html", "b.html"), False),
        ("{% include ['a.html', 'b.html'] %}", ("a.html", "b.html"), False),
        ("{% extends 'a.html' if wide else 'b.html' %}", ("a.html", "b.html"), True),
        ("{% include 'cards/' ~ kind ~ '.html' %}", (".html", "cards/"), True),
        ("{% include name %}", (), True),
    ],
)
def test_what_a_template_mentions(text: str, names: tuple[str, ...], *, computed: bool) -> None:
    assert themes.references(text, "x.html") == themes.References(names, computed)


def test_a_template_depends_on_all_that_its_parts_mention_and_no_others() -> None:
    files = {
        "@default/page.html": "{% extends 'base.html' %}",
        "@default/base.html": "{% include 'head.html' %}",
        "@default/head.html": "",
        "@default/other.html": "",
    }

    assert sources("default", "page.html", **files) == {
        "page.html": "@default/page.html",
        "base.html": "@default/base.html",
        "head.html": "@default/head.html",
    }


def test_templates_that_include_each_other_are_read_once() -> None:
    files = {
        "@default/a.html": "{% include 'b.html' %}",
        "@default/b.html": "{% if x %}{% include 'a.html' %}{% endif %}",
    }

    assert set(sources("default", "a.html", **files)) == {"a.html", "b.html"}


def test_a_computed_name_may_stand_for_any_template() -> None:
    files = {
        "@default/page.html": "{% include 'cards/' ~ kind ~ '.html' %}",
        "@default/cards/wide.html": "wide",
        "themes/default/cards/tall.html": "tall",
        "@default/static/x.html": "an asset",
    }

    assert render("page.html", files, kind="wide") == "wide"
    assert render("page.html", files, kind="tall") == "tall"
    assert "static/x.html" not in sources("default", "page.html", **files)


def test_a_conditional_parent_is_found() -> None:
    files = {
        "@default/page.html": "{% extends 'a.html' if wide else 'b.html' %}",
        "@default/a.html": "A",
        "@default/b.html": "B",
    }

    assert (render("page.html", files, wide=True), render("page.html", files, wide=False)) == ("A", "B")


# --- rendering -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.txt"])
def test_everything_is_escaped(name: str) -> None:
    files = {f"@default/{name}": "{{ text }} {{ html }}"}

    assert render(name, files, text='<b>&"', html=themes.markup("<i>")) == "&lt;b&gt;&amp;&#34; <i>"


def test_content_is_never_a_template() -> None:
    assert render("a.html", {"@default/a.html": "{{ text }}"}, text="{{ 7 * 7 }}") == "{{ 7 * 7 }}"


def test_lines_of_tags_leave_no_lines() -> None:
    files = {
        "@default/a.html": "{% for n in range(2) %}\n  {% if n %}\n{{ n }}\n  {% endif %}\n{% endfor %}\n"
    }

    assert render("a.html", files) == "1\n"


@pytest.mark.parametrize("name", ["lipsum", "open", "__import__", "config", "os", "environ"])
def test_the_globals_are_a_closed_list(name: str) -> None:
    assert f"'{name}'" in problem("a.html", {"@default/a.html": f"{{{{ {name} }}}}"}).split("\n")[0]


def test_filters_of_plugins_can_be_used() -> None:
    template = themes.closure(Disk({"@default/a.html": "{{ 'x' | loud }}"}).need, "default", "a.html")

    assert Theme({"loud": lambda text: f"{text}!"}).render(template, {}) == "x!"


def test_a_text_from_windows_reads_the_same() -> None:
    assert themes.decoded(b"\xef\xbb\xbfone\r\ntwo", "a.html") == "one\ntwo"


# --- errors --------------------------------------------------------------------------------------------


def test_a_syntax_error_has_file_line_and_frame() -> None:
    files = {
        "@default/a.html": "{% include 'b.html' %}",
        "themes/default/b.html": "one\n{% block x %}\n{% endfor %}\n",
    }

    found = problem("a.html", files)
    assert found.startswith("themes/default/b.html:3: error: encountered unknown tag 'endfor'")
    assert "\n    {% block x %}\n    {% endfor %}" in found


def test_an_undefined_name_is_an_error_in_the_partial_that_uses_it() -> None:
    files = {"@default/a.html": "\n{% include 'b.html' %}", "@default/b.html": "one\n\n{{ titel }}"}

    found = problem("a.html", files)
    assert found.startswith("@default/b.html:3: error: ")
    assert "'titel'" in found.split("\n")[0]
    assert "\n    {{ titel }}" in found


def test_an_undefined_attribute_is_an_error() -> None:
    found = problem("a.html", {"@default/a.html": "{{ page.titel }}"}, page={"title": "x"})

    assert found.startswith("@default/a.html:1: error: ")
    assert "'titel'" in found.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{% include 'none.html' %}", "@default/a.html:2: error: no template 'none.html'"),
        ("\n{% include ['x.html', 'y.html'] %}", "@default/a.html:2: error: no template 'x.html', 'y.html'"),
        ("\n{% extends 'none.html' %}", "@default/a.html:2: error: no template 'none.html'"),
        ("\n{{ 1 / 0 }}", "@default/a.html:2: error: ZeroDivisionError: division by zero"),
        ("{{ 'x' | none }}", "@default/a.html:1: error: no filter named 'none'"),
    ],
)
def test_what_goes_wrong_names_file_and_line(text: str, message: str) -> None:
    assert problem("a.html", {"@default/a.html": text}).startswith(message)


def test_a_missing_include_that_may_be_missing_is_none() -> None:
    assert render("a.html", {"@default/a.html": "a{% include 'none.html' ignore missing %}"}) == "a"


def test_a_template_that_the_theme_lacks_is_named() -> None:
    assert problem("a.html", {}).startswith("themes/default/a.html: error: no template 'a.html'")


def test_a_template_that_is_not_utf8_is_named_with_its_line() -> None:
    with pytest.raises(BriefingsError, match=r"^a.html:2: error: not UTF-8: byte 4"):
        themes.decoded(b"one\n\xff", "a.html")


def test_an_error_that_comes_from_a_function_is_the_templates() -> None:
    def fail() -> str:
        raise ValueError("no such summary")

    found = problem("a.html", {"@default/a.html": "\n\n{{ summary() }}"}, summary=fail)
    assert found.startswith("@default/a.html:3: error: ValueError: no such summary")


def test_an_error_with_a_place_of_its_own_keeps_it() -> None:
    def fail() -> str:
        raise BriefingsError("gone", Location("content/briefings/a.md", 3))

    assert problem("a.html", {"@default/a.html": "{{ f() }}"}, f=fail).startswith(
        "content/briefings/a.md:3: error: gone"
    )


# --- style sheets --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("url(logo.svg)", "url(logo.1a.svg)"),
        ("url( 'logo.svg' )", "url('logo.1a.svg')"),
        ('url("logo.svg"), url(logo.svg)', 'url("logo.1a.svg"), url(logo.1a.svg)'),
        ("url(none.svg)", "url(none.svg)"),
        ("url(#id) url(/logo.svg) url(//x/logo.svg)", "url(#id) url(/logo.svg) url(//x/logo.svg)"),
        ("url(data:image/png;base64,AA==)", "url(data:image/png;base64,AA==)"),
        ("url(https://x.example/logo.svg)", "url(https://x.example/logo.svg)"),
        ("url('logo.svg\")", "url('logo.svg\")"),
    ],
)
def test_style_sheets_point_at_hashed_names(css: str, expected: str) -> None:
    assert with_hashed_urls(css, {"logo.svg": "logo.1a.svg"}.get) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a {\n  color: red;\n}\n", "a {\ncolor: red;\n}\n"),
        ("/* why */ a {}", " a {}"),
        ("/*! licence */\n\n\n  a {}", "/*! licence */\na {}"),
        ('a { content: "/* not */" }', 'a { content: "/* not */" }'),
        (r"a { content: '\'/*' } /* x */", r"a { content: '\'/*' } "),
        ("/* never closed", "/* never closed"),
    ],
)
def test_a_style_sheet_is_published_without_comments_and_indents(css: str, expected: str) -> None:
    assert themes.slim(css) == expected


# --- one theme, many versions --------------------------------------------------------------------------


VERSIONS = {
    "a partial": ({"foot.html": "old"}, {"foot.html": "new"}),
    "a partial that is gone": ({"foot.html": "old", "more.html": "more"}, {"foot.html": "old"}),
    "a partial that comes": ({"foot.html": "old"}, {"foot.html": "old", "more.html": "more"}),
    "what an import imports": ({"foot.html": "", "mark.html": "old"}, {"foot.html": "", "mark.html": "new"}),
}


@pytest.mark.parametrize("what", VERSIONS)
def test_whichever_template_comes_first_it_is_of_its_own_version(what: str) -> None:
    """A preview may be interrupted by the next change when it has made some pages and not others."""
    page = '{% import "macros.html" as macros %}{{ macros.mark() }}'
    page += '{% include "foot.html" %}{% include "more.html" ignore missing %}'
    shared = {
        "macros.html": '{% from "mark.html" import text %}{% macro mark() %}{{ text }}{% endmacro %}',
        "first.html": f"1{page}",
        "second.html": f"2{page}",
        "mark.html": "",
    }
    theme, templates = Theme(), {}
    for version, own in enumerate(VERSIONS[what]):
        texts = shared | own
        texts["mark.html"] = f"{{% set text = '{texts['mark.html']}' %}}"
        files = {f"@default/{name}": text for name, text in texts.items()}
        for name in ("first.html", "second.html"):
            templates[version, name] = themes.closure(Disk(files).need, "default", name)

    for order in itertools.permutations(templates, 3):
        for asked in order:
            assert theme.render(templates[asked], {}) == Theme().render(templates[asked], {})
