"""Tables: drawn on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

import click

from briefings.errors import printable

GAP = "  "
NARROW = 12  # characters: a date, a number or a word is not folded where there is little room


def show(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[int] = frozenset()
) -> None:
    """Print a table; the columns in `numbers` are set to the right."""
    clean = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        draw(headings, clean, numbers)
        return
    table = [list(headings), *clean]
    widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
    for row in table:
        cells = [
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo(GAP.join(cells).rstrip())


def draw(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[int]) -> None:
    """Draw a table as wide as the terminal."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only where a table is drawn
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD)
    for at, heading in enumerate(headings):
        whole = max(map(len, (heading, *(row[at] for row in rows)))) <= NARROW
        justify: Literal["left", "right"] = "right" if at in numbers else "left"
        table.add_column(heading, justify=justify, overflow="fold", no_wrap=whole)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # as Text: a source's title is no markup
    Console().print(table)
