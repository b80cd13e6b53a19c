"""What people said, in their words, each with its speaker.

Invariant: a quote is verbatim, and its speaker is the subject of a verb of speaking in the same statement, or of the
statement that it carries on; a pronoun is given a name only where one fits. Words in marks that are no speech (a
scare quote, a title) are none: somebody must say them. Where the speaker is not sure the quote is left out, and so
are both halves of a sentence that its speaker cuts in two: the second alone may say the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefings.facts import abroad
from briefings.facts.antecedents import is_about, named
from briefings.facts.article import LONGEST, Article, Sentence, fact
from briefings.facts.attribution import Cue, subject
from briefings.facts.cues import CUES, MENTAL
from briefings.facts.described import Holders, by_name
from briefings.facts.halves import NAMING, halves
from briefings.facts.phrases import (
    DETERMINERS,
    POSSESSIVE,
    STOPS_ROLE,
    Source,
    before_role,
    phrase,
)
from briefings.facts.speech import Segment, Speaker, in_full, is_title
from briefings.facts.statements import Heard, Statement, Turn, statements
from briefings.facts.subjects import is_finite, is_subject, opening_subject
from briefings.facts.tokens import QUOTE, Token
from briefings.model import Fact
from briefings.regex import regex

SHORTEST = 3  # words
FULL = 5  # words: fewer are a scare quote where no verb of saying leads up to them
_JOINS = frozenset({"and", "of", "for", "to", "in", "at"})  # "writer and infertility advocate Ana Reyes"
_LONGEST_ROLE = 10  # words before a name that say what it is
_HEADING = 8  # words of a heading
_NEAR = 16  # tokens behind a quotation in which its verb stands
_ASIDES = frozenset({"as", "while", "when", "after", "because", "whose"})
_CLAUSES = _ASIDES | {"that", "where"}
_JOINING = frozenset({"and", "but", "or"})
_NODS = regex(
    r" (?!(?:He|She|They) )(?:[\w’'.-]+ ){1,4}(?:nod|smile|sigh|shrug|laugh|agree|frown|grin|pause)(?:d|ed|ded|ned)?\b"
)
"""What somebody does who just spoke, or who heard it."""


def find(article: Article) -> Iterator[Fact]:
    """Give the quotes of the article in order, each with its speaker."""
    if not article.english:
        for segment, speaker in abroad.spoken(article):
            yield from _quote(article, segment, in_full(article, speaker))
        return
    held = Holders(article)
    for segment, speaker in _spoken(article):
        yield from _quote(article, segment, by_name(article, held, in_full(article, speaker)))


def _quote(article: Article, segment: Segment, speaker: Speaker) -> Iterator[Fact]:
    """Make the fact; the cited words are the sentences that hold the quote, and the one that names the speaker."""
    said = article.text[segment.start : segment.end].strip()
    if segment.open or len(said.split()) < SHORTEST or len(said) > LONGEST:
        return
    sentence = _run(article, segment.start, segment.end)
    naming = _run(article, *speaker.span)
    if sentence is None or naming is None:
        return
    inside = sentence.start <= speaker.span[0] and speaker.span[1] <= sentence.end
    whole = said[:1].isupper() and said[-1:] in ".!?,…"
    answer = said.removesuffix(",")
    yield fact(
        article, "quote", f"“{answer}”", [sentence] if inside else [sentence, naming], answer=answer,
        speaker=speaker.name, speaker_span=speaker.span, rule=speaker.rule, score=speaker.score + 0.5 * whole,
    )  # fmt: skip


def _run(article: Article, start: int, end: int) -> Sentence | None:
    """Give the sentence that holds the stretch, or all that it touches as one."""
    one, other = article.at(start), article.at(max(start, end - 1))
    if (
        one.block != other.block
        or other.end - one.start > LONGEST
        or not (one.start <= start and end <= other.end)
    ):
        return None
    return one._replace(end=other.end, text=article.text[one.start : other.end])


# --- who speaks ----------------------------------------------------------------------------------------


def _spoken(article: Article) -> Iterator[tuple[Segment, Speaker]]:
    """Give each quotation whose speaker is sure, statement by statement: later ones lean on earlier ones."""
    heard: list[Heard] = []
    for statement in statements(article):
        speaker: Speaker | None = None
        cut = set(halves(article, statement))
        for number, segment in enumerate(statement.segments):
            turn = _turn(article, statement, segment)
            if turn is not None:
                found = named(article, statement, turn, heard)
            elif number and speaker is not None and _goes_on(statement, number):
                found = speaker._replace(rule="carried", score=0.6)
            else:
                found = _carried(article, statement, segment, heard) if not number else None
            if found is not None:
                speaker = found
                if segment not in cut:
                    yield segment, found
        if speaker is None and not (statement.segments and not statement.cues):
            speaker = _main_speaker(article, statement, heard)
        heard.append(Heard(statement, speaker))


def _turn(article: Article, statement: Statement, segment: Segment) -> Turn | None:
    place = statement.place(segment)
    if place < 0 or (place and statement.read[place - 1].low in NAMING):
        return None
    said = article.text[segment.start : max(segment.end, statement.read[place].end - 1)].strip()
    return (
        _behind(statement, place, said)
        or _told(statement, place, _ahead(statement, place, said))
        or _tail(statement, place, said)
        or _label(statement, place)
    )


def _behind(statement: Statement, place: int, said: str) -> Turn | None:
    """``“…,” Reyes said`` and ``“…,” said Ana Reyes, a chemist``."""
    read = statement.read
    first = place + 1
    comma = first < len(read) and read[first].text in (",", "—", "–")
    first += comma
    if first >= len(read) or not read[first].is_word or (place and is_title(said)):
        return None
    stopped = said[-1:] == "."
    goes_on = comma or said[-1:] in ",?!—-…" or (not stopped and place == 0)
    for cue in statement.cues:
        if cue.at < first or cue.source is None or cue.kind == "relay":
            continue
        if cue.at > first + _NEAR or any(token.text[0] == QUOTE for token in read[first : cue.at]):
            break
        if cue.at == first and cue.inverted:
            return Turn(cue.source, "according" if cue.kind == "according" else "behind", 1.0)
        quoter = subject(read, cue.at) if cue.kind == "quoting" and goes_on else None
        if quoter is not None and _opens_with(read, first, quoter):
            return Turn(cue.source, "behind", 1.0)
        ends = not stopped and (cue.at + 1 == len(read) or read[cue.at + 1].text == ".")
        if (goes_on or ends) and not cue.inverted and _opens_with(read, first, cue.source):
            return Turn(cue.source, "behind", 1.0)
    return None


def _opens_with(read: Sequence[Token], first: int, source: Source) -> bool:
    """Tell whether only a role stands before the name: ``veteran analyst Ana Reyes``."""
    between = read[first : source.first]
    return (
        source.first >= first
        and len(between) <= _LONGEST_ROLE
        and (not between or between[0].low not in STOPS_ROLE)
        and all(token.is_word and (token.low in _JOINS or not _parts(token)) for token in between)
    )


def _parts(token: Token) -> bool:
    """Tell whether a word stands in no phrase that says what somebody is."""
    return token.low in STOPS_ROLE or is_finite(token)


def _ahead(statement: Statement, place: int, said: str) -> Turn | None:
    """``Reyes said: “…”``, ``Reyes, a chemist, said that “…”``, ``Reyes left, adding: “…”``."""
    read = statement.read
    before = [cue for cue in statement.cues if cue.at < place and cue.kind != "noun"]
    if not before:
        return None
    cue = before[-1]
    between = read[cue.at + 1 : place]
    if any(token.text == ";" for token in between):
        return None
    led = not between or (between[-1].text in (",", ":") or (len(between) == 1 and between[0].low == "that"))
    direct = bool(between) and between[-1].text in (",", ":")
    if place and is_title(said) and not (direct and cue.kind == "say"):
        return None
    if not led and (len(said.split()) < FULL and cue.kind in ("plead", "pleading")):
        return None
    source = _source_of(statement, before)
    if source is None or _is_nested(statement, source):
        return None
    rule = "ahead" if direct else "led" if led else "within"
    return Turn(source, rule + ("+" if cue.kind in ("plead", "pleading") else ""), 1.0 if direct else 0.7)


def _told(statement: Statement, place: int, ahead: Turn | None) -> Turn | None:
    """``Reyes ordered them to “…”, Amundsen told jurors``: who says it all says what is in it."""
    read = statement.read
    if (
        ahead is None
        or ahead.rule.startswith("ahead")
        or (place + 1 < len(read) and read[place + 1].is_capital)
    ):
        return ahead
    for cue in statement.cues:
        if cue.at > place and any(token.text[0] == QUOTE for token in read[place + 1 : cue.at]):
            break
        if cue.at < place or cue.kind != "say" or cue.source is None or cue.inverted:
            continue
        opens = before_role(read, cue.source.first) if cue.source.kind == "name" else cue.source.first
        if opens > place and read[opens - 1].text == ",":
            return Turn(cue.source, "tail", 0.6)
    return ahead


def _source_of(statement: Statement, before: Sequence[Cue]) -> Source | None:
    """Give the subject of the last verb; of ``Reyes said she hopes`` that of the first one."""
    cue = before[-1]
    thinks = cue.source is not None and cue.source.kind == "pronoun" and statement.read[cue.at].low in MENTAL
    if cue.source is not None and thinks and len(before) > 1 and _is_nested(statement, cue.source):
        return before[-2].source
    if cue.source is None and cue.kind in ("saying", "pleading"):
        return _of_participle(statement, before)
    return cue.source or _of_coordinated(statement, before)


def _of_coordinated(statement: Statement, before: Sequence[Cue]) -> Source | None:
    """``Reyes noted that it was late, and added: “…”``: two verbs of saying have one subject."""
    read, cue = statement.read, before[-1]
    if (
        len(before) < len(("noted", "added"))
        or cue.kind != "say"
        or read[cue.at - 1].low not in ("and", "then", "also")
    ):
        return None
    joint = next((at for at in range(cue.at - 1, max(0, cue.at - 3), -1) if read[at].low == "and"), 0)
    first = before[-2]
    apart = read[joint - 1].text == "," or read[first.at].low == read[cue.at].low
    return first.source if joint and apart and first.kind == "say" and not first.inverted else None


def _is_nested(statement: Statement, source: Source) -> bool:
    """Tell ``Reyes said Amundsen praised``: whose words those are is not sure."""
    at = source.first - 1
    if at >= 0 and statement.read[at].low == "that":
        at -= 1
    return any(cue.at == at and not cue.inverted and cue.kind != "noun" for cue in statement.cues)


def _of_participle(statement: Statement, before: Sequence[Cue]) -> Source | None:
    """Give the subject of the main clause: that of the verb before it, or the first phrase of the statement."""
    cue = before[-1]
    for other in reversed(before[:-1]):
        if other.kind == "quoting":
            return other.source
        if other.source is not None and other.kind not in ("saying", "pleading"):
            parted = _parted(statement.read[other.at : cue.at], _ASIDES)
            return None if parted else other.source
    source = opening_subject(statement.read[: cue.at])
    if source is None or not is_subject(statement.read, source):
        return None
    return None if _parted(statement.read[source.last + 1 : cue.at], _CLAUSES) else source


def _parted(read: Sequence[Token], words: frozenset[str]) -> bool:
    """Tell whether another clause began between two verbs."""
    return any(token.low in words for token in read)


def _tail(statement: Statement, place: int, said: str) -> Turn | None:
    """``The sea was “as calm as a lake at night”, Reyes said.`` and ``According to Reyes, …``."""
    read = statement.read
    if is_title(said) or (len(said.split()) < FULL and not _is_only_speaker(statement, place)):
        return None
    for cue in reversed(statement.cues):
        if cue.source is None:
            continue
        if cue.kind == "according":
            return Turn(cue.source, "according", 0.6)
        if cue.kind != "say" or cue.at < place or cue.inverted:
            continue
        before = read[cue.source.first - 1] if cue.source.first else None
        if before is not None and before.text == "," and cue.source.first - 1 > place:
            return Turn(cue.source, "tail", 0.6)
        return None
    return None


def _is_only_speaker(statement: Statement, place: int) -> bool:
    """Tell whether one person speaks in the statement, and the quotation is in no noun phrase: ``a “cold” night``."""
    speak = [cue for cue in statement.cues if cue.source is not None]
    if len(speak) != 1 or speak[0].source is None or speak[0].source.kind not in ("name", "pronoun"):
        return False
    before = statement.read[place - 1] if place else None
    after = statement.read[place + 1] if place + 1 < len(statement.read) else None
    owned = before is not None and (before.low in DETERMINERS or before.text.endswith(POSSESSIVE))
    return not (owned and after is not None and after.is_word)


def _label(statement: Statement, place: int) -> Turn | None:
    """``Ana Reyes: “…”`` and ``Reyes was blunt: “…”``."""
    read = statement.read
    if place < len(("Reyes", ":")) or read[place - 1].text != ":":
        return None
    found = phrase(read, place - 2)
    if (
        found is not None
        and found.kind in ("name", "names")
        and (found.first == 0 or not read[found.first - 1].is_word)
    ):
        return Turn(found, "label", 0.6)
    source = opening_subject(read[:place]) if place < _NEAR else None
    if source is None or source.kind != "name" or read[source.first].low in CUES:
        return None
    leads = read[source.last + 1].is_word and is_subject(read, source)
    return Turn(source, "colon", 0.6) if leads else None


# --- speech that goes on -------------------------------------------------------------------------------


def _goes_on(statement: Statement, number: int) -> bool:
    """Speech goes on within a statement: ``“…,” Reyes said, “…”``."""
    one, other = statement.segments[number - 1 : number + 1]
    between = [t for t in statement.read if one.end < t.start < other.start - 1 and t.is_word]
    return all(token.low in ("and", "or", "but", "that", "also") for token in between)


def _carried(
    article: Article, statement: Statement, segment: Segment, heard: Sequence[Heard]
) -> Speaker | None:
    """Speech goes on: the statement opens with a quotation, and the one before it was spoken."""
    last = heard[-1] if heard else None
    if last is None or statement.read[0].start != segment.start - 1:
        return None
    if last.speaker is None:
        return _resumed(article, statement, segment, heard)
    alone = _stands_bare(statement) and not _NODS.match(article.text, statement.end)
    rule = "carried" if statement.block == last.statement.block and alone else ""
    words = len(article.text[segment.start : segment.end].split())
    whole = statement.is_bare and words >= FULL and not (words <= _HEADING and _is_heading(article, segment))
    if whole and statement.block == last.statement.block + 1:
        rule = "colon" if last.statement.read[-1].text == ":" else "paragraph"
    return last.speaker._replace(rule=rule, score=0.6) if rule else None


def _resumed(
    article: Article, statement: Statement, segment: Segment, heard: Sequence[Heard]
) -> Speaker | None:
    """Speech goes on behind one sentence about the speaker: ``“…,” she said. She pauses for a moment. “…”``."""
    words = len(article.text[segment.start : segment.end].split())
    if len(heard) < len(("said", "told")) or words < FULL or not statement.is_bare:
        return None
    spoke, between = heard[-2:]
    if spoke.speaker is None or not spoke.statement.segments or between.statement.segments:
        return None
    near = (
        statement.block <= between.statement.block + 1
        and between.statement.block <= spoke.statement.block + 1
    )
    about = near and is_about(article, between.statement, spoke.speaker)
    return spoke.speaker._replace(rule="carried", score=0.5) if about else None


def _is_heading(article: Article, segment: Segment) -> bool:
    """``'Our place in the sun'.``: single marks with no stop inside, where speech has double ones."""
    text = article.text
    stopped = text[segment.end - 1] in ".!?,…"
    return text[segment.start - 1] in "'‘" and not stopped and ('"' in text or "“" in text)


def _stands_bare(statement: Statement) -> bool:
    """Tell whether nothing but a word that joins stands beside the quotations: other words may name another speaker."""
    return all(token.low in _JOINING for token in statement.read if token.is_word)


def _main_speaker(article: Article, statement: Statement, heard: Sequence[Heard]) -> Speaker | None:
    """Give who speaks in a statement without a quotation of his: the subject of its last verb of saying."""
    said = [cue for cue in statement.cues if cue.source is not None and cue.kind in ("say", "according")]
    if said and said[0].source is not None and not _is_nested(statement, said[0].source):
        return named(article, statement, Turn(said[0].source, "said", 0.5), heard)
    if not said and statement.leads_up:
        source = opening_subject(statement.read)
        if source is not None and source.kind == "name" and is_subject(statement.read, source):
            return named(article, statement, Turn(source, "said", 0.5), heard)
    return None
