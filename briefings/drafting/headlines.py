"""Title and summary, made of the source's words by leaving words out.

Invariant: a title that the source has is kept whole. A made one keeps every hedge of its sentence, closes
what it opens, ends with no dangling word, and where it is no whole clause, says so by an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from briefings.hedges import lost
from briefings.model import Document, Facts
from briefings.sentences import sentences
from briefings.words import STOP, listed

TITLE, SUMMARY = 90, 200  # characters
SHORTEST = 0.3  # of the limit: less is rarely a clause
CUTS = (
    re.compile(r"[,;:](?=\s)|\s[—–-](?=\s)|—|[.!?](?=\s)|[。！？，；]"),
    re.compile(
        r"\s(?:as|while|after|before|because|since|amid|following|despite|although|though|but)(?=\s)"
        r"|\sand(?=\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\s)"
    ),
    re.compile(r"\s(?:in|on|at|during|with|near|across|within|throughout)(?=\s)"),
)
"""Where a sentence may be cut, best first: at a stop, before a clause, before a phrase."""
CONDITION = re.compile(
    r"\b(?:if|unless|until|only|except|provided|without|wenn|falls|sofern|si|sauf|salvo)\b", re.IGNORECASE
)
"""Words without whose clause the rest would say too much."""
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|said|says|made|took|fell|rose|"
    r"won|lost|met|began|came|went|held|gave|grew|hit|cut|set|put|led|left|sent|shut|struck|found|kept|became|broke|"
    r"brought|built|bought|chose|drew|fought|knew|paid|ran|saw|sold|spent|spoke|stood|told|wrote|[a-z]{2,}ed)\b"
)
DANGLING = STOP | frozenset(
    listed(
        """
    der die das den dem des ein eine einen einem einer und oder mit von vom zu zum zur im in am an
    auf für bei nach aus le la les un une du de et ou à au aux en dans pour par sur avec que qui el
    los las una y o con por para del al que il lo gli i e di da a su per che o os as um uma do dos
    na no em het een van met voor op te
    """
    )
)
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“"))


DATELINE = re.compile(r"^[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w. ]{1,30})?(?: \([\w ./]{2,30}\))? ?(?:--|—|–) ?")


def title_of(document: Document, facts: Facts) -> str:
    """Give the source's title, or make one of its best fact or first sentence."""
    if document.title.strip():
        return " ".join(document.title.split())
    said = [sentence.rstrip(".。") for sentence in candidates(document, facts)][:2]
    whole = [
        clause
        for sentence in said
        if (clause := sentence if len(sentence) <= TITLE else clause_of(sentence, TITLE, document.language))
    ]
    cut = [first_words(sentence, TITLE) for sentence in said]
    named = PurePosixPath(document.path).stem.replace("-", " ").replace("_", " ").strip()
    return next(iter([*whole, *cut]), named or "untitled")


def summary_of(document: Document, facts: Facts, title: str, shown: str = "") -> str:
    """Give the lede, else the best fact, that is neither the title nor what the page shows right below it.

    A lede that is shown whole is given with the sentence behind it, where both have room.
    """
    for sentence in ledes(document):
        if same(sentence, title):
            break
        part = sentence if len(sentence) <= SUMMARY else whole_clause(sentence, document.language)
        if part and not same(part, title) and not same(part, shown):
            return part
    for sentence in candidates(document, facts):
        if same(sentence, title):
            continue
        if len(sentence) <= SUMMARY:
            return sentence
        shorter = clause_of(sentence, SUMMARY, document.language) or first_words(sentence, SUMMARY)
        if not same(shorter, title):
            return shorter
    return ""


def whole_clause(sentence: str, language: str) -> str:
    """Cut a sentence to a part that is one, with its stop; nothing where none is."""
    clause = clause_of(sentence, SUMMARY - 1, language)
    return clause and f"{clause}."


def ledes(document: Document) -> Iterator[str]:
    """Give the first sentence of the first paragraph, then the first two together."""
    first = next((block.text for block in document.blocks if block.kind == "paragraph"), "")
    spans = list(islice(sentences(first, document.language), 2))
    for _, end in spans:
        yield without_dateline(" ".join(first[spans[0][0] : end].split()))


def without_dateline(sentence: str) -> str:
    """Take the dateline off: ``BERN (Example Wire) — The council …``."""
    return DATELINE.sub("", sentence, count=1)


def candidates(document: Document, facts: Facts) -> Iterator[str]:
    """Give the sentences to choose from: key facts whole in themselves, best first, then the first sentences."""
    for fact in facts.items:
        if fact.kind == "key" and not fact.text.startswith("["):
            yield fact.text
    for block in document.blocks:
        if block.kind in {"paragraph", "item"}:
            for start, end in sentences(block.text, document.language):
                yield " ".join(block.text[start:end].split())


def same(one: str, other: str) -> bool:
    """Whether two texts differ by nothing but stops and capitals."""
    return one.rstrip(".。… ").casefold() == other.rstrip(".。… ").casefold()


def clause_of(sentence: str, limit: int, language: str) -> str:
    """Cut a sentence to the longest part within the limit that is whole; nothing where none is."""
    for cut in CUTS:
        ends = [match.start() for match in cut.finditer(sentence, int(limit * SHORTEST), limit + 2)]
        for end in reversed(ends):
            clause = sentence[:end].rstrip(" ,;:—–-")
            if len(clause) <= limit and is_whole(clause, sentence, language):
                return clause
    return ""


def is_whole(clause: str, sentence: str, language: str) -> bool:
    """Whether a clause says no more and nothing else than its sentence, and ends well."""
    return (
        not ends_dangling(clause)
        and all(clause.count(opening) == clause.count(closing) for opening, closing in PAIRS[:4])
        and clause.count('"') % 2 == 0
        and not CONDITION.search(sentence, len(clause))
        and not lost(clause, sentence)
        and (language[:2] != "en" or VERB.search(clause) is not None)
    )


def ends_dangling(clause: str) -> bool:
    """Whether the last word needs another one."""
    last = clause.rpartition(" ")[2].casefold()
    return last in DANGLING or last.isdigit() or last.endswith(("'s", "’s"))


def first_words(sentence: str, limit: int) -> str:
    """Cut a sentence after a word, and say so; a text without spaces after a letter."""
    if len(sentence) <= limit:
        return sentence
    head, space, _ = sentence[:limit].rpartition(" ")
    while space and ends_dangling(head):
        head, space, _ = head.rpartition(" ")
    return (head or sentence[: limit - 1]).rstrip(" ,;:—–-") + "…"
