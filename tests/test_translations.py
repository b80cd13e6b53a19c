"""Translations: pages that say the same in other languages lead to each other."""

from __future__ import annotations

import re

import pytest

from briefings import formats
from tests.conftest import Site, briefing

EN, DE, FR = (f"content/briefings/{name}.md" for name in ("tunnel", "tunnel-de", "tunnel-fr"))


@pytest.fixture
def three(site: Site) -> Site:
    """The German and the French page name the English one, which names nobody."""
    site.write(EN, briefing(title="The tunnel"))
    site.write(DE, briefing(title="Der Tunnel", more="lang: de\ntranslations: [tunnel.md]\n"))
    return site.write(FR, briefing(title="Le tunnel", more="lang: fr\ntranslations: [/briefings/tunnel/]\n"))


def alternates(site: Site, slug: str) -> dict[str, str]:
    page = site.page(f"briefings/{slug}/index.html")
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page))


def test_each_page_leads_to_all_others_and_names_itself(three: Site) -> None:
    three.build()
    everywhere = {
        "de": "https://example.org/briefings/tunnel-de/",
        "en": "https://example.org/briefings/tunnel/",
        "fr": "https://example.org/briefings/tunnel-fr/",
    }
    for slug in ("tunnel", "tunnel-de", "tunnel-fr"):
        assert alternates(three, slug) == everywhere
    assert three.messages() == []


def test_a_reader_sees_each_language_by_its_own_name(three: Site) -> None:
    three.build()

    page = three.page("briefings/tunnel/index.html")
    assert '<a rel="alternate" hreflang="de" lang="de" href="../tunnel-de/">Deutsch</a>' in page
    assert '<a rel="alternate" hreflang="fr" lang="fr" href="../tunnel-fr/">Français</a>' in page
    assert "In anderen Sprachen:" in three.page("briefings/tunnel-de/index.html")
    assert "translations" not in three.page("briefings/tunnel-de/index.md"), "names of the editor's files"


def test_a_translation_that_is_gone_is_named_nowhere(three: Site) -> None:
    three.build().remove(FR).build()

    assert set(alternates(three, "tunnel")) == {"de", "en"}
    assert three.tree() == three.clean_tree()
    three.remove(DE).build()
    assert alternates(three, "tunnel") == {}


def test_a_translation_that_is_a_draft_is_led_to_once_it_is_ready(three: Site) -> None:
    three.write(EN, briefing(title="The tunnel", more="status: draft\n")).remove(FR).build()
    assert three.messages() == []
    assert alternates(three, "tunnel-de") == {}

    three.write(EN, briefing(title="The tunnel")).build()
    assert set(alternates(three, "tunnel-de")) == {"de", "en"}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "nowhere.md",
            "content/briefings/tunnel-de.md:6:16: warning: no page to translate this one: nowhere.md",
        ),
        ("same.md", "no translation: content/briefings/same.md is in the same language"),
    ],
)
def test_what_is_no_translation_has_its_place(three: Site, target: str, message: str) -> None:
    three.write("content/briefings/same.md", briefing(title="Noch einer", more="lang: de\n"))
    three.write(DE, briefing(title="Der Tunnel", more=f"lang: de\ntranslations: [{target}]\n")).build()

    assert any(message in text for text in three.messages()), three.messages()
    assert set(alternates(three, "tunnel-de")) == set()


def test_an_edit_of_one_text_makes_no_other_page(three: Site) -> None:
    three.build()
    three.write(
        DE, briefing(title="Der Tunnel", more="lang: de\ntranslations: [tunnel.md]\n", body="Anders.")
    ).build()

    assert {path for path in three.ran("output") if path.endswith(".html")} == {
        "briefings/tunnel-de/index.html"
    }


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "English"), ("de", "Deutsch"), ("pt-BR", "Português (Brasil)"), ("ar", "العربية"), ("xx", "xx")],
)
def test_a_language_has_its_own_name(code: str, name: str) -> None:
    assert formats.calendar(code).language == name
