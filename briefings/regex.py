"""Regular expressions that are compiled when they are first used.

Compiling every pattern of the tool takes longer than most of its commands, and each command needs a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, overload

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> Any:
    """Give what `re.compile` gives, but compiled at the first use; so a mistake in it raises `re.error` there."""
    return Late(pattern, flags)


def any_of(words: Iterable[str]) -> str:
    """Give the form of any of some words, a longer one before what it begins with.

    Those with one first letter stand together: where no word begins, the matcher tries letters only, not all words.
    """
    alike: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        alike.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(rest)})" if len(rest) > 1 else re.escape(first) + rest[0]
        for first, rest in sorted(alike.items())
    )


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
