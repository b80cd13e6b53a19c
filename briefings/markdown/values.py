"""What goes in and out of the rendering of one text, and the work in between."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Protocol

import msgspec

from briefings.model import Value
from briefings.regex import regex

NOTE = regex(r"\[\^([^\[\]\s]{1,100})\]")
"""A mark, or the number of a footnote."""


class Cited(Value, frozen=True):
    """What a mark needs to know: its label, its source's number, its name for screen readers, the sentence."""

    label: str
    number: int
    name: str
    quote: str


class Heading(Value, frozen=True):
    """A heading of the body."""

    id: str
    text: str
    level: int


class Use(Value, frozen=True):
    """A place where labels are cited: the id of its first mark, and where it stands (``paragraph 2``)."""

    id: str
    labels: tuple[str, ...]
    kind: str
    number: int


class Rendered(Value, frozen=True):
    """A body as HTML, and what the page has to know of it.

    `anchors` gives, by label, the id of the cited sentence where the body holds it; `links` the addresses
    within the site, as resolved, with the lines they stand on.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    anchors: dict[str, str] = msgspec.field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    ids: tuple[str, ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    words: int = 0


class Resolve(Protocol):
    """Turns an address as written into the one to put into the page."""

    def __call__(self, href: str, line: int, *, image: bool) -> str:
        """Give the address; the caller reports those that lead nowhere."""


@dataclasses.dataclass
class Work:
    """What the rules find out while one text is rendered; lives as long as that call."""

    cited: Mapping[str, Cited]
    anchors: dict[str, str]
    resolve: Resolve
    first_line: int
    table_label: str
    use_prefix: str
    uses: list[Use] = dataclasses.field(default_factory=list)
    ids: set[str] = dataclasses.field(default_factory=set)
    links: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    headings: list[Heading] = dataclasses.field(default_factory=list)
    words: int = 0
    tables: int = 0

    numbers: dict[str, int] = dataclasses.field(default_factory=dict)
    """The number to try next for a name that was wanted before, so that a thousand like headings take no time."""

    def new_id(self, wanted: str) -> str:
        """Give an id, with the first free number where it is taken; it is taken from now on."""
        number, free = self.numbers.get(wanted, 2), wanted
        while free in self.ids:
            number, free = number + 1, f"{wanted}-{number}"
        self.numbers[wanted] = number
        self.ids.add(free)
        return free
