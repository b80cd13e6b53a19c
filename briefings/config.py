"""The configuration of a site: typed, with defaults, unknown keys refused by name.

Invariant: a `Config` is complete; nobody looks a setting up by a string.
"""

from __future__ import annotations

import re
import shlex
import zoneinfo
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from briefings import toml
from briefings.errors import BriefingsError
from briefings.model import Value
from briefings.regex import regex

FILES = ("briefings.toml", "pyproject.toml")  # the first that configures a site wins
PORTS = range(65536)
SHORTEST = 5  # words of a quotation: fewer on end are anybody's
LANGUAGE = regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
BASE_URL = regex(r"https?://[^\s/]+(/\S*)?")
MAILBOX = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
SENDER = regex(rf"(?:(?P<name>[^<>@\x00-\x1f\x7f]*?) *<(?P<named>{MAILBOX})>|(?P<alone>{MAILBOX}))")
UNSUBSCRIBE = regex(r"(?:https?://|mailto:)[\x21-\x3b\x3d\x3f-\x7e]+")


def is_language(value: str) -> bool:
    """Whether a value can be the code of a language (BCP 47)."""
    return LANGUAGE.fullmatch(value) is not None


class SiteSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[site]`: what readers see of the site as a whole."""

    title: str = "Briefings"
    """What the site is called."""
    base_url: str = ""
    """Where it will stand, such as `https://example.org/news/`; without it there is no sitemap, and links of feeds are
    relative."""
    language: str = "en"
    """The language of the interface and of dates, such as `de`; a draft has its labels in the language of its text."""
    timezone: str = "UTC"
    """Where a date without an offset is meant, such as `Europe/Berlin`."""
    theme: str = "default"
    """`default`, `wire`, a folder in `themes/`, or one that a package brings."""
    per_page: int = 20
    """Briefings on a front page."""
    author: str = ""
    """Who publishes: for feeds and search engines."""
    description: str = ""
    """What the site is about, in a sentence: on the front page, for search engines and feeds."""
    off: tuple[Literal["twins", "editions", "topic-feeds", "json-feed", "search", "cards"], ...] = ()
    """What to leave out; `twins` are each briefing as Markdown and as JSON."""


class DraftSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[draft]`: how a source becomes a briefing."""

    body: Literal["full", "excerpt", "none"] = "full"
    """What stands below the box: the whole cleaned text, the paragraphs of the cited sentences, or nothing."""
    status: Literal["ready", "draft"] = "ready"
    """Whether a new briefing is published at once, or waits as a draft."""
    topics: tuple[str, ...] = ()
    """The topics that a draft may choose from; without the list it chooses none."""


class CleanSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[clean]`: cleaning steps to leave out, by name."""

    off: tuple[str, ...] = ()
    """Cleaning steps to leave out, by the names below."""


class FactSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[facts]`: fact finders to leave out, by name."""

    off: tuple[str, ...] = ()
    """Fact finders to leave out, by the names below."""


class CheckSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[check]`: what `briefings check` lets pass."""

    quote: int = 100
    """How many words on end a page may have of a source without a licence."""


class PluginSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[plugins]`: plug-ins to use, by the name of their entry point; `[plugins.NAME]` is what one is told."""

    use: tuple[str, ...] = ()
    """Plug-ins to use, by the name of their entry point."""
    told: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)


class PreviewSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[preview]`: the port of `serve`, and the command that opens a file in the editor.

    In `editor`, ``{file}``, ``{line}`` and ``{column}`` stand for the place; without ``{file}`` it comes last.
    """

    port: int = 8000
    """The port of `briefings serve`."""
    editor: str = ""
    """What opens a file, such as `code --goto {file}:{line}` (`{column}` too); else `$VISUAL`."""


class MailSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[mail]`: what an edition says of itself as a mail."""

    sender: str = ""
    """Who sends it: ``Name <name@example.org>``, or an address alone."""
    unsubscribe: str = ""
    """The address, ``https:`` or ``mailto:``, by which a reader ends that."""


class Config(Value, frozen=True, forbid_unknown_fields=True):
    """All settings; `theme` holds tokens (CSS custom properties) to change."""

    site: SiteSettings = SiteSettings()
    draft: DraftSettings = DraftSettings()
    clean: CleanSettings = CleanSettings()
    facts: FactSettings = FactSettings()
    plugins: PluginSettings = PluginSettings()
    theme: dict[str, str] = msgspec.field(default_factory=dict)
    preview: PreviewSettings = PreviewSettings()
    check: CheckSettings = CheckSettings()
    mail: MailSettings = MailSettings()


def parse(texts: Mapping[str, str | None]) -> Config:
    """Read the configuration from the texts of `FILES`; all defaults where none configures a site."""
    for path in FILES:
        text = texts.get(path)
        if text is None:
            continue
        table = tables(text, path)
        if table is not None:
            return checked(table, text, path)
    return Config()


def configures(path: str, text: str) -> bool:
    """Whether this file makes its folder a site; one that cannot be read is left to `parse` to complain of."""
    try:
        return tables(text, path) is not None
    except BriefingsError:
        return path == FILES[0]


def tables(text: str, path: str) -> dict[str, object] | None:
    """Read the TOML and find our part of it."""
    top = toml.parse(text, path)
    if path == "briefings.toml":
        return top
    tools = top.get("tool")
    found = tools.get("briefings") if isinstance(tools, dict) else None
    return found if isinstance(found, dict) else None


def checked(table: dict[str, object], text: str, path: str) -> Config:
    """Turn tables into settings; raises with the place of the first key that does not fit."""
    config = toml.convert(with_plugins(table), Config, text, path)
    for key, value, fine, hint in limits(config):
        if not fine:
            name = key.rpartition(".")[2]
            article = "an" if name[0] in "aeiou" else "a"
            raise at_key(f"not {article} {name}: {value!r}", key, hint, text, path)
    return config


def with_plugins(table: dict[str, object]) -> dict[str, object]:
    """Gather the sections `[plugins.NAME]`: what may stand in one, its plug-in alone knows."""
    plugins = table.get("plugins")
    if not isinstance(plugins, dict):
        return table
    told = {name: value for name, value in plugins.items() if isinstance(value, dict)}
    others = {name: value for name, value in plugins.items() if name not in told}
    return {**table, "plugins": {"told": told, **others} if told else others}


def limits(config: Config) -> list[tuple[str, object, bool, str]]:
    """What a type cannot say: key, value, whether it is fine, what to write."""
    site = config.site
    return [
        (
            "site.base_url",
            site.base_url,
            not site.base_url or BASE_URL.fullmatch(site.base_url) is not None,
            'write base_url = "https://example.org/"',
        ),
        (
            "site.language",
            site.language,
            is_language(site.language),
            'write language = "en"',
        ),
        ("site.timezone", site.timezone, is_zone(site.timezone), 'write timezone = "Europe/Berlin"'),
        (
            "site.theme",
            site.theme,
            re.fullmatch(r"[A-Za-z0-9][\w.-]*", site.theme) is not None,
            'write theme = "default"',
        ),
        ("site.per_page", site.per_page, site.per_page > 0, "write per_page = 20"),
        ("check.quote", config.check.quote, config.check.quote >= SHORTEST, "write quote = 100"),
        ("preview.port", config.preview.port, config.preview.port in PORTS, "write port = 8000"),
        (
            "preview.editor",
            config.preview.editor,
            is_command(config.preview.editor),
            'write editor = "code --goto {file}:{line}"',
        ),
        (
            "mail.sender",
            config.mail.sender,
            not config.mail.sender or SENDER.fullmatch(config.mail.sender) is not None,
            'write sender = "Ana Reyes <ana@example.org>"',
        ),
        (
            "mail.unsubscribe",
            config.mail.unsubscribe,
            not config.mail.unsubscribe or UNSUBSCRIBE.fullmatch(config.mail.unsubscribe) is not None,
            'write unsubscribe = "https://example.org/leave/", or an address that begins with mailto:',
        ),
    ]


def is_zone(name: str) -> bool:
    """Whether the time zone is known."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_command(text: str) -> bool:
    """Whether a text can be split into the words of a command; nothing at all is none, and fine."""
    try:
        return not text or bool(shlex.split(text))
    except ValueError:
        return False


def at_key(message: str, key: str, hint: str, text: str, path: str) -> BriefingsError:
    """Make an error that points at a key of the configuration."""
    return toml.at_key(message, key, hint, text, path)
