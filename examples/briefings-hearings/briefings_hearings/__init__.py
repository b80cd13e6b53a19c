"""Transcripts of hearings: an example of a plug-in that uses all four seams.

It reads subtitles (WebVTT), takes stage directions such as "[applause]" out, finds the results of votes, and tells
templates how long a text takes to read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.facts import Article
from briefings.facts.article import fact
from briefings.model import Fact, Line, RawText
from briefings.plugins import Registry
from briefings.readers.decoding import decode

TIMES = re.compile(r"(?:\d+:)?\d\d:\d\d\.\d{3}\s+-->\s")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
TAG = re.compile(r"<[^>]*>")
DIRECTION = re.compile(r"\s*\[(?:applause|laughter|crosstalk|inaudible)\]", re.IGNORECASE)
VOTE = re.compile(r"\b\d+ votes? to \d+\b")


def register(registry: Registry) -> None:
    """Add what we have to the stages."""
    registry.reader(".vtt", read)
    registry.step("stage-directions", drop_directions)
    registry.finder("votes", find_votes)
    registry.filter("aloud", aloud)


def read(data: bytes, path: str) -> RawText:
    """Read subtitles: a paragraph for each turn of a speaker, with the line of the file at which it begins."""
    paragraphs: list[tuple[int, list[str]]] = []
    speaker = ""
    for number, words in spoken(decode(data, path).text.splitlines()):
        voice = VOICE.match(words)
        if voice and voice[1] != speaker:
            speaker = voice[1]
            paragraphs.append((number, []))
        elif not paragraphs:
            paragraphs.append((number, []))
        paragraphs[-1][1].append(TAG.sub("", words).strip())
    lines = [" ".join(words) for _, words in paragraphs]
    numbers = [number for number, _ in paragraphs for _ in range(2)]  # an empty line stands between two
    return RawText(path, "\n\n".join(lines), line_numbers=tuple(numbers[:-1] or [1]))


def spoken(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines below the times of each cue, with their numbers; notes and styles have no times."""
    within = False
    for number, row in enumerate(rows, 1):
        if TIMES.match(row):
            within = True
        elif not row.strip():
            within = False
        elif within:
            yield number, row


def drop_directions(lines: tuple[Line, ...], _language: str) -> tuple[Line, ...]:
    """Drop what was heard and not said."""
    without = (line.but(text=DIRECTION.sub("", line.text)) for line in lines)
    return tuple(line for line in without if line.text.strip())


def find_votes(article: Article) -> Iterable[Fact]:
    """Find the results of votes, as they stand in their sentences."""
    for sentence in article.sentences:
        for found in VOTE.finditer(sentence.text):
            yield fact(article, "quantity", found[0], [sentence], answer=found[0], rule="vote", score=5.0)


def aloud(minutes: int) -> str:
    """Say how long it takes to read a text aloud, which is slower than to oneself: `{{ page.minutes | aloud }}`."""
    hours, rest = divmod(round(minutes * 1.5), 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
