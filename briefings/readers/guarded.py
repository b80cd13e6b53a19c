"""Code of others with hostile bytes: whatever it does ends in words.

Invariant: what a library raises, deep recursion included, becomes one error that names the file and a way out.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from briefings.errors import BriefingsError, Location


@contextlib.contextmanager
def guarded(path: str, message: str, hint: str, library: str = "") -> Iterator[None]:
    """Say that a file cannot be read where a library cannot; what the library logs is for nobody."""
    if library:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        yield
    except BriefingsError:
        raise
    except Exception as error:
        raise BriefingsError(message, Location(path), hint=hint) from error


def missing(path: str, what: str, library: str, extra: str, otherwise: str) -> BriefingsError:
    """Say which extra reads such a file."""
    hint = f'pip install "briefings[{extra}]", or {otherwise}'
    return BriefingsError(f"{what} needs {library}, which is not installed", Location(path), hint=hint)
