# noqa: INP001 - a script, not a package
"""Train the weights by which key facts are chosen, or measure them on articles that they have not seen.

    python tools/train_facts.py CORPUS/facts                      writes briefings/facts/ranking.json
    python tools/train_facts.py CORPUS/facts --cross-validate     prints figures of articles kept out of training

CORPUS/facts holds `sources.jsonl`, `cnn.jsonl` and `pyramid.jsonl`: an object a line with `id`, `text`, `refs` (what
people wrote) and, in the first, `title` and `gold_spans` (the sentences they marked). Where nobody marked sentences,
the one that shares most with each line of `refs` is taken: it was the marked one in 92 of 100 cases.

Needs numpy and scikit-learn, which nothing else in the project does. One thread, no randomness: the same corpus
gives the same file, byte for byte. Of the corpus only the weights of features reach that file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

os.environ["OMP_NUM_THREADS"] = "1"  # before scikit-learn: sums in another order would round otherwise

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the number of threads
from sklearn.linear_model import LogisticRegression  # noqa: E402

from briefings.facts import key, ranking  # noqa: E402 - after the path
from briefings.facts.article import Article, read  # noqa: E402
from briefings.model import Block, Document  # noqa: E402
from briefings.words import STOP, forms  # noqa: E402

TARGET = ROOT / "briefings/facts/ranking.json"
SETS = ("sources", "cnn", "pyramid")
FOLDS = 5
WORD_C, SENTENCE_C = 1.0, 0.01  # how freely the weights may grow
NEAR = 0.5  # share of the words of a line that its sentence must have, where nobody marked one
HALF = 0.5  # of the longer one that two spans must share to be the same place


class Example(NamedTuple):
    """An article, what people wrote of it, and the sentences they chose."""

    set: str
    article: Article
    written: frozenset[str]
    lines: tuple[str, ...]
    chosen: np.ndarray
    gold: int


# --- examples ------------------------------------------------------------------------------------------


def examples(folder: Path, *, titled: bool = True) -> Iterator[Example]:
    """Read the articles that have sentences to choose from."""
    for name in SETS:
        for line in (folder / f"{name}.jsonl").open(encoding="utf-8"):
            item = json.loads(line)
            article, starts = document(item, titled=titled)
            if len(article.told) >= key.FIRST:
                yield example(name, item, article, starts)


def document(item: dict[str, Any], *, titled: bool) -> tuple[Article, dict[int, int]]:
    """Read an article of the corpus, and where each of its blocks begins in the corpus's text."""
    pieces = [
        (m.start() + len(m.group()) - len(m.group().lstrip()), m.group().strip())
        for m in re.finditer(r"[^\r\n]+", item["text"])
        if m.group().strip()
    ]
    found = Document(
        path=str(item["id"]),
        title=(item.get("title") or "") if titled else "",
        published=date.fromisoformat(item["date"][:10]) if item.get("date") else None,
        language="en",
        blocks=tuple(Block("paragraph", piece, at) for at, (_, piece) in enumerate(pieces, 1)),
    )
    return read(found), {at: start for at, (start, _) in enumerate(pieces)}


def example(name: str, item: dict[str, Any], article: Article, starts: dict[int, int]) -> Example:
    """Make the example of an article."""
    lines = tuple(line for ref in item["refs"] for line in ref)
    written = frozenset[str]().union(*(ranking.stems(line) for line in (*lines, *item.get("units", ()))))
    gold = item.get("gold_spans") or []
    spans = [placed(article, sentence, starts) for sentence in article.told]
    chosen = (
        [any(same_place(span, mark) for mark in gold) for span in spans] if gold else nearest(article, lines)
    )
    return Example(name, article, written, lines, np.array(chosen, float), len(gold))


def placed(article: Article, sentence: Any, starts: dict[int, int]) -> tuple[int, int]:
    """Give the span of a sentence in the corpus's text."""
    shift = starts[sentence.block] - article.document.spans[sentence.block][0]
    return sentence.start + shift, sentence.end + shift


def same_place(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two spans share half of the longer one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= HALF * max(one[1] - one[0], other[1] - other[0])


def nearest(article: Article, lines: Sequence[str]) -> list[bool]:
    """Mark the sentence that shares most words and pairs of words with each line that people wrote."""
    said = [(set(s.forms), set(pairwise(s.forms)), len(s.forms)) for s in article.told]
    marked = [False] * len(said)
    for line in lines:
        words = forms(line)
        content, pairs = {w for w in words if w not in STOP}, set(pairwise(words))
        if not content:
            continue
        shared = [
            len(content & has) / len(content) + 0.7 * len(pairs & twos) / (len(pairs) or 1) - 0.004 * size
            for has, twos, size in said
        ]
        best = int(np.argmax(shared))
        marked[best] = marked[best] or shared[best] > NEAR
    return marked


# --- the model -----------------------------------------------------------------------------------------


def fitted(learned: Sequence[Example]) -> ranking.Model:
    """Train the model of words, then that of sentences, which sees what their words are worth."""
    rows, labels = [], []
    for one in learned:
        about = ranking.terms(one.article, one.article.told, ranking.Model((), ()))
        rows += [ranking.word_signals(word, about) for word in sorted(about.spread)]
        labels += [word in one.written for word in sorted(about.spread)]
    word = logistic(np.array(rows, float), np.array(labels), np.ones(len(rows)), WORD_C)
    rows, weights = [], []
    for one in learned:
        about = ranking.terms(one.article, one.article.told, ranking.Model(word, ()))
        rows += ranking.rows(one.article.told, about)
        weights += [1 / len(one.article.told)] * len(one.article.told)
    chosen = np.concatenate([one.chosen for one in learned])
    scale = np.array(weights) * len(weights) / sum(weights)
    return ranking.Model(word, logistic(np.array(rows, float), chosen, scale, SENTENCE_C))


def logistic(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, freely: float) -> tuple[float, ...]:
    """Fit a logistic regression on features of like size; give its weights for the features as they are."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=freely, max_iter=2000, tol=1e-8)
    model.fit((rows - mean) / spread, labels, sample_weight=weights)
    slopes = model.coef_[0] / spread
    return tuple(round(float(x), 4) for x in (model.intercept_[0] - slopes @ mean, *slopes))


# --- figures -------------------------------------------------------------------------------------------


def figures(one: Example, known: ranking.Model) -> tuple[float, float]:
    """Give F1 of the first three facts on the chosen sentences, and the share of people's words that they have."""
    about = ranking.terms(one.article, one.article.told, known)
    first = key.best(one.article, about, known)[: key.FIRST]
    order = {sentence.start: at for at, sentence in enumerate(one.article.told)}
    hits = sum(one.chosen[order[fact.sentence.start]] for fact in first)
    box = frozenset[str]().union(*(fact.about for fact in first))
    wanted = one.gold or one.chosen.sum()
    return 2 * hits / (key.FIRST + wanted), len(box & one.written) / (len(one.written) or 1)


def cross_validated(learned: Sequence[Example]) -> None:
    """Print the figures of articles by weights of other articles."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in SETS}
    for fold in range(FOLDS):
        known = fitted([one for at, one in enumerate(learned) if at % FOLDS != fold])
        for one in learned[fold::FOLDS]:
            found[one.set].append(figures(one, known))
    for name, values in found.items():
        hit, covered = (100 * sum(value[at] for value in values) / len(values) for at in (0, 1))
        sys.stdout.write(
            f"{name:8} {len(values):4} articles: F1 of chosen sentences {hit:.1f}, words covered {covered:.1f}\n"
        )


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    args = parser.parse_args()
    learned = list(examples(args.corpus))
    if args.cross_validate:
        cross_validated(learned)
        return
    known = fitted(learned)
    text = json.dumps(known._asdict(), separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
