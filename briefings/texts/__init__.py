"""The words of the interface, by language.

Invariant: English has every key, each other language has the same ones; a language without a catalogue
speaks English. A catalogue is a module of its own, `xx.py`, imported when a page in that language is made.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import import_module
from typing import cast

Catalogue = Mapping[str, str | Mapping[str, str]]

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "nl", "pt")


def text(language: str, key: str, /, n: int | None = None, **values: object) -> str:
    """Give an interface text in `language`; with `n` in the plural form that the number asks for."""
    return plain(language, key) if n is None and not values else filled(language, key, n, values)


@functools.lru_cache(1024)
def plain(language: str, key: str) -> str:
    """Give a text in which nothing is put in."""
    return filled(language, key, None, {})


def filled(language: str, key: str, n: int | None, values: Mapping[str, object]) -> str:
    """Give a text with a number and other values in their places."""
    known = spoken(language)
    words = catalogue(known)
    if key not in words:
        raise KeyError(unknown(key, words))
    found = words[key]
    if not isinstance(found, str):
        found = found.get(plural(known, n or 0), found["other"])
    return found.format(n=n, **values) if n is not None or values else found


@functools.cache
def catalogue(language: str) -> Catalogue:
    """Give all texts of a language: plain ones, and those with a form for each plural."""
    module = import_module(f"briefings.texts.{spoken(language)}")
    return cast("Catalogue", module.TEXTS)


@functools.lru_cache(256)
def spoken(language: str) -> str:
    """Give the language whose texts are shown: ``de`` for ``de-AT``, English for one without texts."""
    base = language.replace("_", "-").partition("-")[0].lower()
    return base if base in LANGUAGES else "en"


def forms(language: str, key: str) -> Mapping[str, str]:
    """Give a text in each plural form, with ``{n}`` where the number stands: for who learns the number later."""
    found = catalogue(language)[key]
    return {"other": found} if isinstance(found, str) else found


def plural(language: str, n: int) -> str:
    """Name the plural form of a number, by the rules of CLDR: ``one``, ``few``, ``other``."""
    if language == "en":
        return "one" if n == 1 else "other"
    from babel import Locale  # noqa: PLC0415 - costs 36 ms; English sites go without

    return str(Locale.parse(language).plural_form(n))


def language(shown_in: str, code: str) -> str:
    """Name a language in another one: ``fr`` is French, or Französisch; its code where nobody has a name for it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs 36 ms; for sources in other languages only

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(spoken(shown_in)) or code
    except (UnknownLocaleError, ValueError):
        return code


def unknown(key: str, words: Catalogue) -> str:
    """Say that there is no such text, and which key looks most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - problems only

    close = get_close_matches(key, words, n=1)
    return f"no interface text {key!r}" + (f"; did you mean {close[0]!r}?" if close else "")
