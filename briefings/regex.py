"""Regular expressions that are compiled when they are first used.

Compiling every pattern of the tool takes longer than most of its commands, and each command needs a few of them.
"""

from __future__ import annotations

import re
from typing import Any, overload

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> Any:
    """Give what `re.compile` gives, but compiled at the first use; so a mistake in it raises `re.error` there."""
    return Late(pattern, flags)


class Late:
    """A pattern that is compiled once any attribute but `pattern` is asked for."""

    __slots__ = (
        "_flags",
        "pattern",
        *_METHODS,
    )  # a method is set once it is known, so that it is found at once

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        """Take what `re.compile` takes."""
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it, and give what was asked for; called for what is not set."""
        compiled: re.Pattern[Any] = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
