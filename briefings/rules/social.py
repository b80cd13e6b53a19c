"""Rules for the cards of pages: what stands on each, under which address, in the colours of the theme.

Invariant: where a card stands follows from the address of its page, so that a new title does not concern the plan;
what is drawn on it is part of the address that others are told, who may keep a picture for ever. Pages whose letters
the font lacks share the card of the site.
"""

from __future__ import annotations

from briefings import cards, config
from briefings.graph import Product, Task, digest_of
from briefings.pages import Page
from briefings.regex import regex
from briefings.rules.studio import Context, Studio
from briefings.state import product

HASH_LENGTH = 10  # hexadecimal digits, as of every file that may be cached for ever
DRAWN = 1  # how cards are drawn; another number tells all others that they changed
COLOUR = regex(r"#[0-9a-fA-F]{6}")
COLOURS = {"page": "#fdfcf9", "text": "#1d1c1a", "muted": "#57524b", "accent": "#0b5c58"}


def has_cards(task: Task, site: config.SiteSettings) -> bool:
    """Whether pages have cards: others find them by a whole address only, and Pillow may not be installed."""
    has_address = bool(task.need("option", "base-url") or site.base_url)
    return "cards" not in site.off and has_address and task.need("option", "cards") is not None


def colours(task: Task) -> dict[str, str]:
    """Give the colours of the theme in the light, as a picture can have them."""
    tokens: dict[str, str] = task.need("tokens", "")["light"]
    return COLOURS | {name: tokens[name] for name in COLOURS if COLOUR.fullmatch(tokens.get(name, ""))}


def make_card(task: Task, path: str) -> Product:
    """Say what stands on the card of a page; None where there is none."""
    site: config.SiteSettings = task.need("settings", "site")
    if not has_cards(task, site):
        return product(None)
    page: Page = task.need("page", path)
    font: tuple[str, int, int] = task.need("option", "cards")
    drawn = colours(task)

    def drawable(text: str) -> str:
        return text if cards.can_draw(text, page.dir, font[0]) else ""

    name = drawable(site.title)
    if not drawable(page.title):
        return product(cards.Card(name, "", "", page.dir, drawn, font))
    topic = drawable(page.topics[0].name) if page.topics else ""
    return product(cards.Card(page.title, topic, name, page.dir, drawn, font))


def make_card_file(task: Task, path: str) -> Product:
    """Give the output of the card of a page: beside it, or for all that share one; nothing where there is none."""
    card: cards.Card | None = task.need("card", path)
    if card is None:
        return product("")
    page: Page = task.need("page", path)
    if card.title != page.title:
        return product(f"assets/card.{digest(card)}.png")
    return product(f"{page.url.removeprefix('/').rpartition('/')[0]}/card.png")


def digest(card: cards.Card) -> str:
    """Sum up what is drawn on a card."""
    drawn = (DRAWN, card.title, card.topic, card.site, card.dir, sorted(card.colours.items()), card.font[:2])
    return digest_of(repr(drawn).encode("utf-8", "replace"))[:HASH_LENGTH]


def view(studio: Studio, page: Page) -> Context | None:
    """Give the card of a page as a template needs it."""
    card: cards.Card | None = studio.task.need("card", page.path)
    if card is None:
        return None
    url = f"{studio.absolute(studio.task.need('card-file', page.path))}?{digest(card)}"
    return {"url": url, "alt": card.title or studio.site.title, "width": cards.WIDTH, "height": cards.HEIGHT}


def draw(studio: Studio, path: str) -> bytes:
    """Draw the card of a page."""
    return cards.draw(studio.task.need("card", path))
