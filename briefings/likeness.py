"""Which texts are one text: the same words, an edited copy, or a part of the other.

A text is told by its shingles, each four words on end, and of those only a sketch is kept: the smallest of their
hashes (MinHash with one function, Broder's bottom sketch). Below the lesser of the greatest hashes of two sketches both
know all their shingles, so what they share there is a fair sample of what the texts share.

Invariant: a signature depends on the text alone, and which texts are one on their signatures alone; the order of the
texts decides which of two is called the first.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from briefings import words
from briefings.model import Value

RUN = 4  # words: three on end are often chance, and of five an edit takes too many away
LEAST, SHARE = (
    64,
    8,
)  # a sketch has so many hashes where there are as many, and one shingle in so many of a long text
MOST_WORDS = 100_000  # of a text are looked at; a book is told by its beginning
EDITED, WITHIN = 0.3, 0.5
"""Of all shingles of two texts, and of those of the shorter: as many must be shared. No two texts of different stories
come near either, and copies with one word in eight changed pass."""
FEWEST = 3  # shared hashes: fewer may be one phrase
SHORTEST = 8  # words: what is shorter is a heading, alike only where it is the same
POSTINGS = (
    12  # texts that are compared for one shingle: a notice that thousands carry makes no pairs of all of them
)

UNSPACED = "\u0e00"  # from here on are scripts that are written without spaces

Kind = Literal["same", "edited", "part"]


class Signature(Value, frozen=True):
    """What is kept of a text: a digest of all its words, how many there are, and its sketch, sorted, 4 bytes a hash."""

    digest: bytes
    words: int
    sketch: bytes = b""


class Twin(NamedTuple):
    """A text that is one with an earlier one."""

    name: str
    first: str
    kind: Kind
    share: float
    """Of all shingles of both, or of the shorter's where it is a part."""


def signature(text: str) -> Signature:
    """Give the signature of a text."""
    found = list(islice(tokens(text), MOST_WORDS))
    digest = hashlib.blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=16).digest()
    if len(found) < SHORTEST:
        return Signature(digest, len(found))
    runs = {" ".join(run) for run in zip(*(found[at:] for at in range(RUN)), strict=False)}
    hashes = sorted({hashed(run) for run in runs})
    kept = array("I", hashes[: max(LEAST, len(hashes) // SHARE)])
    return Signature(digest, len(found), kept.tobytes())


def tokens(text: str) -> Sequence[str]:
    """Give the words of a text as they are compared; of scripts without spaces, each character."""
    found = words.forms(text)
    if text.isascii():
        return found
    return [piece for word in found for piece in (word if word[0] >= UNSPACED else (word,))]


def hashed(run: str) -> int:
    """Give a number that looks like chance, the same in every process; BLAKE2 takes three times as long."""
    return zlib.crc32(run.encode("utf-8", "replace"))


# --- comparing -----------------------------------------------------------------------------------------


def twins(signatures: Mapping[str, Signature]) -> list[Twin]:
    """Give each text that is one with an earlier one, with the one that it is most like; by name, in their order."""
    sketches: dict[str, array[int]] = {}
    postings = defaultdict[int, list[str]](list)
    firsts = dict[bytes, str]()
    found = list[Twin]()
    for name, known in signatures.items():
        if not known.words:
            continue
        first = firsts.setdefault(known.digest, name)
        if first != name:
            found.append(Twin(name, first, "same", 1.0))
            continue
        sketch = sketches[name] = numbers(known.sketch)
        near = Counter(other for number in sketch for other in postings.get(number, ()))
        alike = [compared(name, sketch, other, sketches[other]) for other, n in near.items() if n >= FEWEST]
        if best := max(filter(None, alike), key=lambda twin: (twin.share, twin.kind), default=None):
            found.append(best)
        for number in sketch:
            if len(postings[number]) < POSTINGS:
                postings[number].append(name)
    return found


def numbers(sketch: bytes) -> array[int]:
    """Give the hashes of a sketch."""
    made = array("I")
    made.frombytes(sketch)
    return made


def compared(name: str, sketch: array[int], other: str, others: array[int]) -> Twin | None:
    """Say whether two texts are one, from what their sketches know of both."""
    limit = min(sketch[-1], others[-1])
    mine = {number for number in sketch if number <= limit}
    theirs = {number for number in others if number <= limit}
    shared = len(mine & theirs)
    if shared < FEWEST:
        return None
    of_both = shared / len(mine | theirs)
    of_less = shared / min(len(mine), len(theirs))
    if of_both >= EDITED:
        return Twin(name, other, "edited", of_both)
    return Twin(name, other, "part", of_less) if of_less >= WITHIN else None


def groups(found: Sequence[Twin]) -> list[list[Twin]]:
    """Give the twins of one text together, also those that are so by way of another."""
    heads = dict[str, str]()
    members = defaultdict[str, list[Twin]](list)
    for twin in found:
        head = heads[twin.name] = heads.get(twin.first, twin.first)
        members[head].append(twin)
    return list(members.values())
