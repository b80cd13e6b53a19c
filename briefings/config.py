"""The configuration of a site: typed, with defaults, unknown keys refused by name.

Invariant: a `Config` is complete; nobody looks a setting up by a string.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import typing
import zoneinfo
from collections.abc import Mapping
from typing import Literal

import msgspec

from briefings.errors import BriefingsError, Location, cut_lines, frame
from briefings.model import Value

FILES = ("briefings.toml", "pyproject.toml")  # the first that configures a site wins
PORTS = range(65536)
BASE_URL = re.compile(r"https?://[^\s/]+(/\S*)?")


class SiteSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[site]`: what readers see of the site as a whole."""

    title: str = "Briefings"
    base_url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    theme: str = "default"
    per_page: int = 20
    author: str = ""
    description: str = ""


class DraftSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[draft]`: how a source becomes a briefing."""

    body: Literal["full", "excerpt", "none"] = "full"
    status: Literal["ready", "draft"] = "ready"
    topics: tuple[str, ...] = ()


class CleanSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[clean]`: cleaning steps to leave out, by name."""

    off: tuple[str, ...] = ()


class FactSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[facts]`: fact finders to leave out, by name."""

    off: tuple[str, ...] = ()


class PluginSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[plugins]`: plug-ins to use, by the name of their entry point."""

    use: tuple[str, ...] = ()


class PreviewSettings(Value, frozen=True, forbid_unknown_fields=True):
    """`[preview]`: the port of `serve`, and the command that opens a file in the editor."""

    port: int = 8000
    editor: str = ""


class Config(Value, frozen=True, forbid_unknown_fields=True):
    """All settings; `theme` holds tokens (CSS custom properties) to change."""

    site: SiteSettings = SiteSettings()
    draft: DraftSettings = DraftSettings()
    clean: CleanSettings = CleanSettings()
    facts: FactSettings = FactSettings()
    plugins: PluginSettings = PluginSettings()
    theme: dict[str, str] = msgspec.field(default_factory=dict)
    preview: PreviewSettings = PreviewSettings()


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
    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = place(str(error), text)
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise BriefingsError(
            f"not TOML: {what[:1].lower()}{what[1:]}",
            Location(path, line, column),
            hint='write key = "text", key = 20, or key = ["one", "two"]',
            frame=frame(text, line, column),
        ) from error
    if path == "briefings.toml":
        return top
    tools = top.get("tool")
    found = tools.get("briefings") if isinstance(tools, dict) else None
    return found if isinstance(found, dict) else None


def place(message: str, text: str) -> tuple[int, int]:
    """Line and column in a message of tomllib."""
    found = re.search(r"at line (\d+), column (\d+)", message)
    if found:
        return int(found[1]), int(found[2])
    return len(cut_lines(text)), 0  # at its end


def checked(table: dict[str, object], text: str, path: str) -> Config:
    """Turn tables into settings; raises with the place of the first key that does not fit."""
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        raise misfit(str(error), text, path) from error
    for key, value, fine, hint in limits(config):
        if not fine:
            raise at_key(f"not a {key.rpartition('.')[2]}: {value!r}", key, hint, text, path)
    return config


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
            re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", site.language) is not None,
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
        ("preview.port", config.preview.port, config.preview.port in PORTS, "write port = 8000"),
    ]


def is_zone(name: str) -> bool:
    """Whether the time zone is known."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def misfit(message: str, text: str, path: str) -> BriefingsError:
    """Put a message of msgspec into words, with the key's place."""
    what, _, at = message.partition(" - at `$")
    where = at.rstrip("`").lstrip(".")
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what)
    if unknown:
        key = ".".join(filter(None, (where, unknown[1])))
        near = difflib.get_close_matches(unknown[1], known(where), 1)
        hint = f"did you mean {near[0]}?" if near else "known here: " + ", ".join(known(where))
        return at_key(f"unknown key: {key}", key, hint, text, path)
    key = re.sub(r"\[.*", "", where)
    message, hint = wrong_value(what, key)
    if key != where:  # `clean.off[0]`, `theme[...]`
        message, hint = f"each value of {message}", ""
    return at_key(message, key, hint, text, path)


KINDS = {
    "int": ("a whole number", "20"),
    "str": ("text", '"…"'),
    "array": ("a list", '["…", "…"]'),
    "object": ("a section of its own", ""),
}


def wrong_value(what: str, key: str) -> tuple[str, str]:
    """Say what is wrong with a value, and what to write instead."""
    section, _, name = key.rpartition(".")
    if kind := re.match(r"Expected `(\w+)", what):
        expected, example = KINDS.get(kind[1], (kind[1], "…"))
        return f"{key} must be {expected}", f"write {name} = {example}" if section else f"write [{name}]"
    if value := re.fullmatch(r"Invalid enum value (.*)", what):
        words = typing.get_args(typing.get_type_hints(table_of(section))[name])
        return f"{key} cannot be {value[1]}", "write " + " or ".join(f'"{word}"' for word in words)
    return f"{key}: {what[0].lower()}{what[1:]}", ""


def known(where: str) -> list[str]:
    """Names of the keys that a table may have."""
    return list(table_of(where).__struct_fields__)


def table_of(where: str) -> type[Value]:
    """Give the settings that a table holds."""
    kinds: Mapping[str, type[Value]] = {
        "": Config,
        "site": SiteSettings,
        "draft": DraftSettings,
        "clean": CleanSettings,
        "facts": FactSettings,
        "plugins": PluginSettings,
        "preview": PreviewSettings,
    }
    return kinds.get(where, Config)


def at_key(message: str, key: str, hint: str, text: str, path: str) -> BriefingsError:
    """Make an error that points at `section.name` in the file."""
    section, _, name = key.rpartition(".")
    line, column = find_key(text, section, name)
    return BriefingsError(message, Location(path, line, column), hint=hint, frame=frame(text, line, column))


def find_key(text: str, section: str, name: str) -> tuple[int, int]:
    """Line and column of a key below its table header; 0, 0 where it is written some other way."""
    inside = not section
    for number, row in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[+([^\]]*)\]", row)
        if header:
            title = header[1].replace('"', "").strip().removeprefix("tool.briefings").removeprefix(".")
            if title == name and not section:
                return number, row.index("[") + 1
            inside = title == section
            continue
        found = re.match(rf"\s*[\"']?({re.escape(name)})[\"']?\s*=", row)
        if inside and found:
            return number, found.start(1) + 1
    return 0, 0
