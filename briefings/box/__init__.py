"""The key facts box of a briefing: found in its Markdown, and written as Markdown.

Invariant: `parse(written(box, language)).box` is `box`, for any words. What is cut out of a body leaves empty
lines, so that the rest keeps its line numbers.
"""

from __future__ import annotations

from briefings.box.reading import Parsed, differences, parse
from briefings.box.writing import bullet, definition, written

__all__ = ["Parsed", "bullet", "definition", "differences", "parse", "written"]
