"""A static site generator for curated briefings whose every key fact can be checked.

    from briefings import clean, key_facts

Both are imported when they are first used: `briefings --help` must not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "clean", "key_facts"]

if TYPE_CHECKING:
    from briefings.library import clean, key_facts


def __getattr__(name: str) -> Any:
    if name in {"clean", "key_facts"}:
        from briefings import library  # noqa: PLC0415 - see above

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
