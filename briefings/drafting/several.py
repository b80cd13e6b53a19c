"""One briefing of several sources: what each says is said once, with the marks of all that say it.

Invariant: a fact gets the mark of a further source only where a sentence of that source supports it alone, as the check
of every build will ask. That two sources differ is a guess for the editor's eyes, and never written into the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefings import box, frontmatter, support
from briefings.drafting.bodies import Extent, body
from briefings.drafting.choice import chosen, sentence_at
from briefings.drafting.keys import MOST, WEAK
from briefings.drafting.told import Told, fits
from briefings.escaping import escape, heading
from briefings.model import (
    Box,
    BoxKind,
    BoxLine,
    Citation,
    Document,
    Fact,
    Facts,
    FrontMatter,
    SourceRef,
    Value,
)
from briefings.sentences import sentences
from briefings.words import forms

SAME = 0.65  # of the words of a fact that a sentence of another source must have, too
ALIKE = 0.5  # of the words of two facts; from there on they say the same
KEPT = 2  # facts that may make room for those of the other sources
QUOTES = 2
STATEMENTS = frozenset({"fact", "background"})
FIELDS = frozenset({"where", "when", "how-much"})

Cited = tuple[str, int, str]
"""A sentence that is cited: the id of its source, its line there, its words."""


class Part(Value, frozen=True):
    """A source of the briefing: its entry in the front matter, its text, its facts."""

    ref: SourceRef
    document: Document
    facts: Facts


class Difference(Value, frozen=True):
    """What may be two values of one thing: each as its source has it, with the source's id and line.

    `lines` are what to write where it is so: a line of the box, and the definitions that it lacks.
    """

    mine: str
    mine_at: tuple[str, int]
    theirs: str
    theirs_at: tuple[str, int]
    lines: tuple[str, ...]


class Joint(NamedTuple):
    """A briefing of several sources, how many of its lines stand in more than one, and where they may differ."""

    text: str
    shared: int
    differences: tuple[Difference, ...]


class Said(NamedTuple):
    """A line of the box on its way: what it says, and the sentences that it cites."""

    kind: BoxKind
    text: str
    speaker: str
    cites: tuple[Cited, ...]


def joint(parts: Sequence[Part], meta: FrontMatter, language: str, extent: Extent = "full") -> Joint:
    """Write the briefing of several sources, the first of which leads; `meta` has what is not of the sources."""
    first, *others = parts
    mine = supported([said(first, told) for told in chosen(first.document, first.facts)], others)
    rest = supported([said(first, told) for told in spare(first)], others)
    mine += [
        line for line in rest if sources_of(line) > 1 and not any(is_alike(line.text, m.text) for m in mine)
    ]
    lines = together(mine, [new_of(part, mine) for part in others])
    shared = sum(sources_of(line) > 1 for line in lines)
    made = box_of(lines)
    whole = meta.but(sources=tuple(part.ref for part in parts))
    text = frontmatter.dump(whole, box.written(made, meta.lang or language, text_of(parts, made, extent)))
    return Joint(frontmatter.seal(text), shared, tuple(differences(parts, made, meta.lang or language)))


def said(part: Part, told: Told) -> Said:
    """Give a line of one source with the sentences that it cites."""
    spans = [span for fact in told.facts for span in fact.spans or (fact.quote_span,)]
    cites = [(part.ref.id, *sentence_at(part.document, span)) for span in spans]
    speaker = told.facts[0].speaker if told.kind == "quote" else ""
    return Said(told.kind, told.text, speaker, tuple(dict.fromkeys(cites)))


def spare(part: Part) -> Iterator[Told]:
    """Give the key facts that are not chosen where a source stands alone: what others say too may be among them."""
    shown = {fact for told in chosen(part.document, part.facts) if told.kind == "fact" for fact in told.facts}
    for fact in part.facts.items:
        if fact.kind == "key" and fact not in shown and fact.rule not in WEAK and fits(fact):
            yield Told("fact", fact.text, (fact,))


def sources_of(line: Said) -> int:
    """Count the sources that a line cites."""
    return len({source for source, _, _ in line.cites})


# --- who says the same ---------------------------------------------------------------------------------


def supported(lines: list[Said], others: Iterable[Part]) -> list[Said]:
    """Add to each line the sentences of other sources that support it."""
    for part in others:
        lines = [also(line, part) for line in lines]
    return lines


def also(line: Said, part: Part) -> Said:
    """Add the sentence of another source that supports a line alone, if there is one."""
    if line.kind not in STATEMENTS | FIELDS:
        return line
    found = next((cited for cited in cited_of(part) if stands_alone(line, cited[2], part)), None)
    return line._replace(cites=(*line.cites, found)) if found else line


def cited_of(part: Part) -> Iterator[Cited]:
    """Give each sentence of a source."""
    for block in part.document.blocks:
        for start, end in sentences(block.text, part.document.language):
            yield part.ref.id, block.line, " ".join(block.text[start:end].split())


def stands_alone(line: Said, sentence: str, part: Part) -> bool:
    """Whether one sentence supports a line: its numbers, names and dates, and most of its words."""
    words = forms(line.text)
    missing = support.missing_words(line.text, [sentence])
    enough = SAME if line.kind in STATEMENTS else 1.0
    if not words or len(words) - len(missing) < enough * len(words):
        return False
    published = part.document.published
    day = published.date() if isinstance(published, dt.datetime) else published
    found = support.unsupported(line.text, [sentence], published=day, language=part.document.language)
    return not found.serious


def new_of(part: Part, known: Sequence[Said]) -> list[Said]:
    """Give what a source says that the others do not: facts of sentences that support none of theirs; quotations."""
    used = {cited for line in known for cited in line.cites}
    found = (said(part, told) for told in chosen(part.document, part.facts))
    return [
        line
        for line in found
        if line.kind in {"fact", "quote"}
        and not used.intersection(line.cites)
        and not any(is_alike(line.text, other.text) for other in known if other.kind == line.kind)
    ]


def is_alike(one: str, other: str) -> bool:
    """Whether two facts share so many words that one of them is enough."""
    left, right = set(forms(one)), set(forms(other))
    return len(left & right) >= ALIKE * min(len(left), len(right))


def together(mine: Sequence[Said], others: Sequence[Sequence[Said]]) -> list[Said]:
    """Give the lines of the box: facts, then fields, then quotations, of each source some."""
    new = distinct(line for row in others for line in row if line.kind == "fact")
    facts = [line for line in mine if line.kind == "fact"]
    facts = [
        *facts[:1],
        *sorted(facts[1:], key=lambda line: -sources_of(line)),
    ]  # what more say, before the rest
    kept = facts[: max(MOST - len(new), MOST - KEPT)]
    quotes = [line for line in mine if line.kind == "quote"]
    more = [line for row in others for line in row if line.kind == "quote"]
    voices = [*quotes[:1], *more[:1], *quotes[1:], *more[1:]][:QUOTES]
    rest = [line for line in mine if line.kind not in {"fact", "quote", "background"}]
    background = [line for line in mine if line.kind == "background"]
    return [*kept, *new[: MOST - len(kept)], *rest, *voices, *background]


def distinct(lines: Iterable[Said]) -> list[Said]:
    """Leave out what a line before says already."""
    found: list[Said] = []
    for line in lines:
        if not any(is_alike(line.text, other.text) for other in found):
            found.append(line)
    return found


def box_of(lines: Iterable[Said]) -> Box:
    """Number the cited sentences in the order of their first use."""
    labels: dict[Cited, str] = {}
    rows = []
    for line in lines:
        marks = [labels.setdefault(cited, str(len(labels) + 1)) for cited in line.cites]
        rows.append(BoxLine(line.kind, escape(line.text), tuple(marks), line.speaker))
    citations = (Citation(label, source, line, quote) for (source, line, quote), label in labels.items())
    return Box(tuple(rows), tuple(citations))


# --- who may say something else ------------------------------------------------------------------------


def differences(parts: Sequence[Part], made: Box, language: str) -> Iterator[Difference]:
    """Give the amounts and days that two sources may have differently of one thing."""
    labels = {(cited.source, cited.source_line, cited.quote): cited.label for cited in made.citations}
    for number, part in enumerate(parts):
        for other in parts[number + 1 :]:
            for mine, theirs in zip_alike(part, other):
                sides, lacking = [], []
                for ref, document, fact in (
                    (part.ref, part.document, mine),
                    (other.ref, other.document, theirs),
                ):
                    line, quote = sentence_at(document, fact.quote_span)
                    if (ref.id, line, quote) not in labels:
                        label = labels[ref.id, line, quote] = str(len(labels) + 1)
                        lacking.append(box.definition(Citation(label, ref.id, line, quote)))
                    whose = escape(ref.publisher or ref.title or ref.id)
                    sides.append(f"{escape(fact.text)} — {whose} [^{labels[ref.id, line, quote]}]")
                yield Difference(
                    mine.text,
                    (part.ref.id, mine.line),
                    theirs.text,
                    (other.ref.id, theirs.line),
                    (box.bullet(BoxLine("differ", "; ".join(sides)), language), *lacking),
                )


def zip_alike(part: Part, other: Part) -> Iterator[tuple[Fact, Fact]]:
    """Pair the figures of two sources that count the same in sentences that are alike, and have other values."""
    for mine in figures_of(part):
        rivals = [fact for fact in figures_of(other) if counted(fact) == counted(mine)]
        same = any(fact.value == mine.value for fact in rivals)
        near = [fact for fact in rivals if is_alike(mine.quote, fact.quote)]
        if near and not same:
            yield mine, near[0]


def figures_of(part: Part) -> Iterator[Fact]:
    """Give the figures with a value that count something, one of each."""
    seen: set[tuple[str, float]] = set()
    for fact in part.facts.items:
        if fact.kind == "quantity" and fact.value is not None and counted(fact)[1]:
            key = (" ".join(counted(fact)), fact.value)
            if key not in seen:
                seen.add(key)
                yield fact


def counted(fact: Fact) -> tuple[str, str]:
    """Say what a figure counts: its unit, and its words without the number."""
    return fact.unit, " ".join(word for word in forms(fact.text) if not any(map(str.isdigit, word)))


# --- the text ------------------------------------------------------------------------------------------


def text_of(parts: Sequence[Part], found: Box, extent: Extent) -> str:
    """Write the text of each source, those that follow under a heading of their own."""
    first, *others = parts
    texts = [body(first.document, found, extent)]
    for part in others:
        text = body(part.document, found, extent, "###")
        texts += [f"## {heading(part.ref.title or part.document.title)}", text] if text else []
    return "\n\n".join(filter(None, texts))
