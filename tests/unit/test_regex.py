"""Patterns compiled at their first use: the same answers as `re`, and none of ours is wrong."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

import briefings
from briefings.regex import Late, regex


def test_a_late_pattern_answers_as_re_does() -> None:
    late, early = regex(r"(?P<day>\d+)", re.ASCII), re.compile(r"(?P<day>\d+)", re.ASCII)

    assert late.pattern == early.pattern
    assert late.sub("-", "a1b22") == early.sub("-", "a1b22") == "a-b-"
    assert late.groupindex == early.groupindex
    assert late.flags == early.flags
    found = late.search("on 12 May")
    assert found is not None
    assert found["day"] == "12"


def test_a_mistake_is_told_at_the_first_use() -> None:
    late = regex("(")

    with pytest.raises(re.error):
        late.search("")


def patterns(value: object, depth: int = 4) -> Iterator[Late]:
    """Give the late patterns in a value, also those in tables."""
    if isinstance(value, Late):
        yield value
    elif depth and isinstance(value, dict):
        yield from (found for part in value.values() for found in patterns(part, depth - 1))
    elif depth and isinstance(value, list | tuple | frozenset):
        yield from (found for part in value for found in patterns(part, depth - 1))


def test_every_pattern_of_the_tool_compiles() -> None:
    names = [
        module.name
        for module in pkgutil.walk_packages(briefings.__path__, "briefings.")
        if module.name != "briefings.__main__"
    ]
    found = [
        pattern
        for name in names
        for value in vars(importlib.import_module(name)).values()
        for pattern in patterns(value)
    ]

    assert len(found) > 400
    for pattern in found:
        assert pattern.groups >= 0  # asking compiles it


COUNTED = """
import re, sys
compile, told = re.compile, []
def counted(pattern, flags=0):
    told.append(sys._getframe(1).f_globals["__name__"])
    return compile(pattern, flags)
re.compile = counted
import briefings.facts
print([name for name in told if name.startswith("briefings")])
"""


def test_importing_the_facts_compiles_none_of_our_patterns() -> None:
    run = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
