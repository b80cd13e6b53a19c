"""The rule for the theme's design tokens as values: for what no style sheet reaches, which is cards and mails.

Invariant: a token is what a browser would take from the published style sheet: of all that apply, the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefings import config, themes
from briefings.graph import Product, Task
from briefings.regex import regex
from briefings.state import product

PART = regex(r"([^{};]*)\{|\}|--([\w-]+)\s*:\s*([^;}]+)")
"""What a style sheet is read in: a block that opens, one that closes, a token that is set."""
VAR = regex(r"var\(--([\w-]+)\)")

SHIPPED = "@default/static/style.css"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


class Setting(NamedTuple):
    """A token that is set, and the media query that it stands in."""

    media: str
    name: str
    value: str

    def applies(self, scheme: Scheme) -> bool:
        """Whether it holds on a screen in this colour scheme."""
        other = "dark" if scheme == "light" else "light"
        return "print" not in self.media and f"prefers-color-scheme: {other}" not in self.media


def make_tokens(task: Task, _: str) -> Product:
    """Give the tokens in the light and in the dark; what the theme does not set is the default theme's."""
    site: config.SiteSettings = task.need("settings", "site")
    found = (SHIPPED, themes.find(task.need, site.theme, "static/style.css"))
    sheets = [task.need("asset", path).decode() for path in dict.fromkeys(found) if path]
    everything = [setting for sheet in sheets for setting in settings(sheet)]
    return product(
        {scheme: resolved({s.name: s.value for s in everything if s.applies(scheme)}) for scheme in SCHEMES}
    )


def settings(css: str) -> Iterator[Setting]:
    """Give the tokens that a style sheet sets for the whole page, in their order."""
    within: list[str] = []
    for part in PART.finditer(css):
        if part[0] == "}":
            del within[-1:]
        elif part[0].endswith("{"):
            within.append(part[1].strip())
        elif within[-1:] == [":root"]:
            yield Setting(" ".join(within[:-1]), part[2], part[3].strip())


def resolved(tokens: dict[str, str]) -> dict[str, str]:
    """Put the tokens that others are made of in their places."""
    return {name: VAR.sub(lambda used: tokens.get(used[1], used[0]), value) for name, value in tokens.items()}
