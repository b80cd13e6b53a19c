"""Make briefings to measure with: the same count always gives the same pages, on every machine.

A page is about 4 KB of Markdown with headings, lists, links, emphasis, a quotation, and in every third page a table.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

BEGIN = dt.datetime(2023, 1, 1, 6)
TOPICS = (
    "Rivers Harbours Bridges Lighthouses Railways Canals Tides Glaciers Volcanoes Orchards Beekeeping Forestry Museums "
    "Libraries Archives Cartography Astronomy Comets Meteorology Oceans Fisheries Whales Migration Wetlands Soil Wheat "
    "Rice Timber Glass Paper Printing Clocks Bells Radio Telegraphs Satellites Batteries Turbines Dams Aqueducts"
).split()
WHO = (
    "The harbour board|Two surveyors|The river commission|A team of divers|The museum of clocks|The pilots of the port|"
    "Keepers of the old light|Three botanists|The canal trust|A class from the village school|The ferry company|Bell "
    "founders from the valley"
).split("|")
DID = "measured|repaired|described|photographed|moved|counted|drew|opened|closed|restored|compared|weighed".split(
    "|"
)
WHAT = (
    "the northern breakwater|a map of the estuary from 1786|the gates of the third lock|a tower of 42 metres|twelve "
    "kilometres of hedges|the nets of the herring fleet|a lens of 1,176 prisms|the pendulum in the stairwell|the "
    "oldest stones of the quay|a colony of 312 terns|the timetable of the night boat|the wheel of the upper mill"
).split("|")
WHEN = ("before the spring tide|in the driest summer since 1976|while the water was low|after nine years of work|as "
        "the law of 1894 had asked|with money from a lottery|although nobody had ordered it|in the week before Easter|"
        "between two storms|for less than 8 % of the price").split("|")  # fmt: skip


class Page(NamedTuple):
    """A briefing; the names are those that the layouts of other generators ask for."""

    slug: str
    title: str
    date: dt.datetime
    tags: tuple[str, ...]
    summary: str
    body: str


def sentence(random_: random.Random, *, plain: bool = False) -> str:
    """Give a sentence, now and then with inline markup."""
    who, did, what, when = (random_.choice(words) for words in (WHO, DID, WHAT, WHEN))
    roll = 1.0 if plain else random_.random()
    if roll < 0.1:
        what = f"**{what}**"
    elif roll < 0.2:
        when = f"*{when}*"
    elif roll < 0.28:
        what = f"[{what}](https://example.org/{random_.randrange(1000)})"
    return f"{who} {did} {what} {when}."


def paragraph(random_: random.Random, sentences: int) -> str:
    """Give some sentences."""
    return " ".join(sentence(random_) for _ in range(sentences))


def table(random_: random.Random) -> str:
    """Give a small table."""
    rows = [
        f"| {random_.choice(TOPICS)} | {random_.randrange(999)} | {random_.random():.2f} |" for _ in range(6)
    ]
    return "\n".join(["| Subject | Count | Share |", "| --- | ---: | ---: |", *rows])


def body(random_: random.Random, *, with_table: bool) -> str:
    """Give the text of a page."""
    parts = ["## In short", "\n".join(f"- {sentence(random_)}" for _ in range(4)), paragraph(random_, 5)]
    for heading in ("The work", "Before that", "From here on"):
        parts += [f"## {heading}", *(paragraph(random_, random_.randrange(4, 7)) for _ in range(2))]
        if heading == "Before that":
            parts.append(f"> {sentence(random_, plain=True)}")
    if with_table:
        parts.append(table(random_))
    parts += ["### Still open", "\n".join(f"{n}. {sentence(random_)}" for n in (1, 2, 3))]
    return "\n\n".join(parts) + "\n"


def pages(count: int) -> list[Page]:
    """Give so many pages; each is the same whatever the count is, and the newest comes last."""
    made = []
    for number in range(count):
        random_ = random.Random(f"briefings {number}")  # noqa: S311 - no secret
        tags = tuple(dict.fromkeys(TOPICS[int(random_.paretovariate(0.6)) % len(TOPICS)] for _ in range(3)))
        title = sentence(random_, plain=True).rstrip(".")
        made.append(
            Page(
                slug=f"page-{number:05d}",
                title=f"{title} ({number})",
                date=BEGIN + dt.timedelta(hours=2 * number),
                tags=tags,
                summary=sentence(random_, plain=True),
                body=body(random_, with_table=number % 3 == 0),
            )
        )
    return made


def as_briefing(page: Page) -> str:
    """Write a page as a briefing of ours."""
    return (
        f'---\ntitle: "{page.title}"\ndate: {page.date:%Y-%m-%dT%H:%M:%S}Z\ntopics: [{", ".join(page.tags)}]\n'
        f'summary: "{page.summary}"\n---\n\n{page.body}'
    )


def as_source(page: Page) -> str:
    """Write a page as a raw text of about 4 KB, as dirty as copied ones are."""
    random_ = random.Random(f"source {page.slug}")  # noqa: S311 - no secret
    parts = [" ".join(sentence(random_, plain=True) for _ in range(4)) for _ in range(12)]
    quoted = f"“{sentence(random_, plain=True)}” said Ana Reyes , who was there ."
    body_ = "\n\n".join([*parts[:6], quoted, "Also read: Ten bridges to cross", *parts[6:]])
    tail = "You may also like\n\nTen lighthouses to see"
    return f"Title: {page.title}\nDate: {page.date:%Y-%m-%d}\n\n{body_}\n\n{tail}\n"
