"""Plug-ins: real entry points of a distribution on the path; only those named are imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from briefings import cleaning, facts, plugins, readers
from briefings.config import PluginSettings
from briefings.errors import BriefingsError
from briefings.model import Document, RawText

CODE = """
    from briefings.model import RawText

    def read_shouting(data, path):
        return RawText(path, data.decode().lower())

    def drop_adverts(lines, language):
        return tuple(line for line in lines if "advert" not in line.text)

    def find_nothing(document):
        return ()

    def register(registry):
        registry.reader(".shout", read_shouting)
        registry.step("adverts", drop_adverts)
        registry.finder("nothing", find_nothing)
        registry.filter("loud", str.upper)

    def takes_a_name(registry):
        registry.step("adverts", drop_adverts)

    def fails(registry):
        raise RuntimeError("no licence")
"""
ENTRIES = """
    [briefings.plugins]
    shout = shout_plugin:register
    again = shout_plugin:takes_a_name
    fails = shout_plugin:fails
    gone = shout_plugin_that_is_gone:register
    lacks = shout_plugin:no_such_function
"""


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A distribution as pip leaves it."""
    info = tmp_path / "shout-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shout\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(dedent(ENTRIES))
    (tmp_path / "shout_plugin.py").write_text(dedent(CODE))
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("shout_plugin", None)


def test_without_names_nothing_is_imported() -> None:
    registry = plugins.load(PluginSettings(()), "briefings.toml")

    assert "shout_plugin" not in sys.modules
    assert registry.versions == []
    assert (registry.readers, registry.steps, registry.finders) == (
        dict(readers.READERS),
        dict(cleaning.STEPS),
        dict(facts.FINDERS),
    )


def test_a_plugin_adds_to_each_stage() -> None:
    registry = plugins.load(PluginSettings(("shout",)), "briefings.toml")
    raw = readers.read(b"THE RIVER ROSE.\n\nadvert: buy now", "a.shout", registry.readers)
    document = cleaning.clean(raw, (), registry.steps).document

    assert [block.text for block in document.blocks] == ["the river rose."]
    assert facts.find(document, (), registry.finders) is not None
    assert registry.filters["loud"]("x") == "X"
    assert registry.versions == ["shout 1.2"]


def test_what_a_plugin_adds_can_be_turned_off_by_name() -> None:
    registry = plugins.load(PluginSettings(("shout",)), "briefings.toml")
    document = cleaning.clean(
        RawText("a.txt", "One river.\n\nadvert: buy"), ("adverts",), registry.steps
    ).document

    assert "advert" in document.text


def test_ours_come_first_and_another_registry_knows_nothing_of_it() -> None:
    registry = plugins.load(PluginSettings(("shout",)), "briefings.toml")

    assert list(registry.steps)[-1] == "adverts"
    assert "adverts" not in plugins.load(PluginSettings(()), "briefings.toml").steps
    assert "adverts" not in cleaning.STEPS


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("shoot",), "no plug-in named 'shoot' is installed\n    hint: did you mean shout?"),
        (("zebra",), "no plug-in named 'zebra' is installed\n    hint: install the package that has it"),
        (("shout", "again"), "plug-in 'again': ValueError: there is a cleaning step named 'adverts' already"),
        (("fails",), "plug-in 'fails': RuntimeError: no licence"),
        (("gone",), "plug-in 'gone': ModuleNotFoundError: No module named 'shout_plugin_that_is_gone'"),
        (
            ("lacks",),
            "plug-in 'lacks': AttributeError: module 'shout_plugin' has no attribute 'no_such_function'",
        ),
    ],
)
def test_what_is_wrong_with_a_plugin_is_an_error_of_the_configuration(
    names: tuple[str, ...], message: str
) -> None:
    with pytest.raises(BriefingsError) as caught:
        plugins.load(PluginSettings(names), "briefings.toml")

    assert str(caught.value).startswith(f"briefings.toml: error: {message}")


@pytest.mark.parametrize(
    ("add", "what"),
    [("reader", ".txt"), ("step", next(iter(cleaning.STEPS))), ("finder", next(iter(facts.FINDERS)))],
)
def test_what_is_ours_cannot_be_replaced(add: str, what: str) -> None:
    with pytest.raises(ValueError, match=f"named '{what}' already"):
        getattr(plugins.Registry(), add)(what, Document)
