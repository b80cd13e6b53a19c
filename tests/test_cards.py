"""Cards: the pictures that stand for briefings where others link to them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import ModuleType

import pytest

from briefings import cards
from briefings.build import Session, Setting
from tests import validity
from tests.conftest import Site, briefing

A, B = "content/briefings/a.md", "content/briefings/b.md"
CONFIG = '[site]\ntitle = "Test"\nbase_url = "https://example.org/"\n'


@pytest.fixture
def images() -> ModuleType:
    return pytest.importorskip("PIL.Image")


@pytest.fixture
def two(site: Site, with_cards: None) -> Site:  # noqa: ARG001 - how the site is built
    site.write(A, briefing(title="The pier", topics="Roads, Sea"))
    site.write(B, briefing(title="漢字", date="2024-03-01"))
    return site.build()


def cards_of(site: Site) -> dict[str, bytes]:
    return {name: data for name, data in site.tree().items() if "card." in name}


def shown(site: Site, page: str) -> dict[str, str]:
    """What a page says of its card."""
    text = site.page(f"briefings/{page}/index.html")
    return dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[\w:]*)" content="(.*?)">', text))


def test_a_briefing_names_its_card(two: Site) -> None:
    said = shown(two, "a")
    name, _, drawn = said.pop("og:image").removeprefix("https://example.org/").partition("?")

    assert name == "briefings/a/card.png"
    assert name in cards_of(two)
    assert re.fullmatch(r"[0-9a-f]{10}", drawn)  # who keeps pictures for ever asks anew when another is drawn
    assert said == {
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The pier",
        "twitter:card": "summary_large_image",
    }
    assert validity.problems(two.tree(), "https://example.org/") == []


def card_of(site: Site, page: str) -> bytes:
    """The card that a page names."""
    address = shown(site, page)["og:image"].removeprefix("https://example.org/")
    return cards_of(site)[address.partition("?")[0]]


def test_a_card_is_a_picture_in_the_colours_of_the_theme(two: Site, images: ModuleType) -> None:
    address = shown(two, "a")["og:image"]
    image = images.open(io.BytesIO(card_of(two, "a"))).convert("RGB")

    assert image.size == (1200, 630)
    assert image.getpixel((0, 0)) == (0x0B, 0x5C, 0x58)
    assert image.getpixel((600, 5)) == (0xFD, 0xFC, 0xF9)

    two.write("briefings.toml", f'{CONFIG}[theme]\naccent = "#123456"\ndark-accent = "#ffffff"\n').build()
    image = images.open(io.BytesIO(card_of(two, "a"))).convert("RGB")
    assert shown(two, "a")["og:image"] != address
    assert image.getpixel((0, 0)) == (0x12, 0x34, 0x56)
    assert two.tree() == two.clean_tree()


def test_letters_that_the_font_lacks_have_the_card_of_the_site(two: Site) -> None:
    two.write("content/briefings/c.md", briefing(title="漢", date="2024-04-01")).build()

    assert shown(two, "b")["og:image:alt"] == "Test"
    assert shown(two, "b")["og:image"] == shown(two, "c")["og:image"]
    assert len(cards_of(two)) == 2
    assert two.tree() == two.clean_tree()


def test_an_edit_draws_no_card_and_a_new_title_one(two: Site) -> None:
    before = shown(two, "a")["og:image"]
    two.write(A, briefing(title="The pier", topics="Roads, Sea", body="Other text.")).build()
    assert not [name for name in two.ran("output") if "card." in name]
    assert shown(two, "a")["og:image"] == before

    two.write(A, briefing(title="The ford", topics="Roads, Sea")).build()
    assert [name for name in two.ran("output") if "card." in name] == ["briefings/a/card.png"]
    assert not two.ran("plan")
    assert shown(two, "a")["og:image"] != before
    assert len(cards_of(two)) == 2
    assert two.tree() == two.clean_tree()

    two.remove(A).build()
    assert two.tree() == two.clean_tree()


@pytest.mark.parametrize(
    "config", ['[site]\ntitle = "Test"\n', f'{CONFIG}off = ["cards"]\n'], ids=["without an address", "off"]
)
def test_where_nobody_could_find_a_card_none_is_drawn(two: Site, config: str) -> None:
    two.write("briefings.toml", config).build()

    assert cards_of(two) == {}
    assert shown(two, "a") == {}


def test_without_pillow_there_is_no_card(site: Site) -> None:
    site.write(A, briefing()).build()

    assert cards_of(site) == {}
    assert shown(site, "a") == {}


def test_every_font_draws_the_same_bytes_twice(images: ModuleType) -> None:
    for name in {cards.SHIPPED, *(name for name in cards.FONTS if Path(name).exists())}:
        assert cards.can_draw("A pier of 140 metres", "ltr", name)
        card = cards.Card(
            "A long title " * 60, "Sea", "Test", "ltr", dict.fromkeys(colours(), "#0b5c58"), (name, 1, 2)
        )
        assert cards.draw(card) == cards.draw(card)
        assert images.open(io.BytesIO(cards.draw(card))).size == (1200, 630)
        lines = cards.title(card)[1]
        assert lines[-1].endswith(" ...")
        assert all(cards.width(line, cards.opened(name, cards.SIZES[-1])) <= 1040 for line in lines)


def test_a_title_of_one_word_without_an_end_leaves_no_half_card(images: ModuleType) -> None:
    card = cards.Card("a" * 500, "", "", "rtl", dict.fromkeys(colours(), "#000000"), (cards.SHIPPED, 0, 0))
    assert images.open(io.BytesIO(cards.draw(card))).size == (1200, 630)


def colours() -> tuple[str, ...]:
    return ("page", *cards.COLOURS)


def test_a_preview_draws_a_card_only_for_whoever_asks(two: Site) -> None:
    """Thousands of them would take the processor from what the editor waits for, and be held in memory."""
    with Session(two.root, Setting(drafts=True)) as session:
        shown = session.rebuild(["index.html"])
        made = {*shown.stale(), *shown.unmade()}
        cards = [name for name in shown.names if "card." in name]

        assert cards
        assert not made.intersection(cards)
        assert (shown.get(cards[0]) or b"").startswith(b"\x89PNG")
