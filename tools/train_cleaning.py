# noqa: INP001 - a script, not a package
"""Train the line model of the cleaning step `article`, or measure it on sites that it has not seen.

    python tools/train_cleaning.py CORPUS/cleaning                      writes briefings/cleaning/region.json
    python tools/train_cleaning.py CORPUS/cleaning --cross-validate OUT.json    outputs by models of other sites

CORPUS/cleaning holds `pages.jsonl` and `damage.jsonl`: an object a line with `id`, `page`, `kind`, `raw` and the
gold `blocks`. The second form cleans each text with a model trained on the other sites alone, and writes
{id: text}, which the scorer of the corpus reads with `--outputs`.

Pages are few, so new ones are made of them: the head of one, the article of another, the end of a third. The
second model learns from what first models say of sites that they have not seen, as it will have to at work.

Needs numpy and scikit-learn 1.9, which nothing else in the project does. One thread and fixed seeds: the same
corpus gives the same file, byte for byte. Of the corpus only numbers reach that file.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

os.environ["OMP_NUM_THREADS"] = "1"  # before scikit-learn: sums in another order would round otherwise

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the number of threads
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402

from briefings import cleaning  # noqa: E402 - after the path
from briefings.cleaning import features, naming, region, surroundings, trees  # noqa: E402
from briefings.cleaning.features import Look  # noqa: E402
from briefings.cleaning.measure import key  # noqa: E402
from briefings.languages import guess  # noqa: E402
from briefings.model import Line, RawText  # noqa: E402

TARGET = ROOT / "briefings/cleaning/region.json"
FOLDS = 5
SEED = 1

FIRST = {
    "max_iter": 60,
    "max_leaf_nodes": 12,
    "learning_rate": 0.2,
    "max_features": 0.3,
    "min_samples_leaf": 100,
}
SECOND = {
    "max_iter": 80,
    "max_leaf_nodes": 12,
    "learning_rate": 0.12,
    "max_features": 0.3,
    "min_samples_leaf": 100,
}
TITLE = {
    "max_iter": 40,
    "max_leaf_nodes": 5,
    "learning_rate": 0.2,
    "max_features": 0.5,
    "min_samples_leaf": 5,
}
MEMBERS = {
    "first": 1,
    "second": 1,
    "title": 1,
}  # ensembles, trained alike but for chance, whose mean is taken
BINS = 64  # values of a feature that are told apart

MADE_UP = 4  # pages a page, out of parts of it and of others
MADE_UP_WEIGHT = 0.4
DAMAGED_WEIGHT = 0.15  # two texts of one article, each easier than a page
TOP, END = 9, 6  # lines beside an article, fewer than which stay with it: title, author, date
ONE_SITE, CUT_TOP, NO_END, CUT_END = 0.5, 0.4, 0.25, 0.15  # of the made-up pages
MOST_BLANK = 6  # lines
TRAINED_ON = ("clean", "mixed")  # kinds of damage; of pages all kinds
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")

MATCH = 0.6  # share of a line's words that stand in the gold, in order, for the line to be of the article
UNSURE = (0.3, 0.8)  # shares between which a label says little
TELLING = 6  # words: a shorter line counts only beside longer ones of the article


class Text(NamedTuple):
    """A text as the step `article` gets it, and what is known of its lines."""

    id: str
    site: str
    kind: str
    lines: tuple[Line, ...]
    seen: list[Look]
    counts: list[int]
    share: list[float]
    labels: list[bool]
    title: str

    def part(self, start: int, end: int) -> Text:
        """Give some of the lines."""
        return self._replace(
            lines=self.lines[start:end],
            seen=self.seen[start:end],
            counts=self.counts[start:end],
            share=self.share[start:end],
            labels=self.labels[start:end],
        )


class Example(NamedTuple):
    """A text as the models see it: rows, labels, and what each line weighs in training."""

    text: Text
    rows: list[surroundings.Row]
    numbers: np.ndarray
    near: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


# --- examples ------------------------------------------------------------------------------------------


def lines_before_article(raw: str) -> tuple[Line, ...]:
    """Apply the steps that stand before `article`."""
    lines = cleaning.number_lines(RawText("-", raw))
    for name, step in cleaning.STEPS.items():
        if name == "article":
            break
        lines = step(lines, guess(raw).language)
    return lines


def shares(texts: Sequence[list[str]], gold: list[str]) -> list[float]:
    """Give for each line the share of its words that stand in the gold, in the same order."""
    said = [word for words in texts for word in words]
    matched = [0] * len(said)
    for match in difflib.SequenceMatcher(None, said, gold, autojunk=False).get_matching_blocks():
        matched[match.a : match.a + match.size] = [match.size] * match.size
    made, at = [], 0
    for words in texts:
        least = 3 if len(words) > 3 else 1  # noqa: PLR2004 - one small word matches anywhere
        made.append(sum(size >= least for size in matched[at : at + len(words)]) / max(len(words), 1))
        at += len(words)
    return made


def labelled(texts: Sequence[list[str]], share: Sequence[float]) -> list[bool]:
    """Say which lines are of the article: short ones only between or right beside long ones that are."""
    sure = [at for at, words in enumerate(texts) if len(words) >= TELLING and share[at] >= MATCH]
    start, end = (sure[0] - 2, sure[-1] + 2) if sure else (0, len(texts))
    return [
        share[at] >= MATCH and (len(words) >= TELLING or start <= at <= end) for at, words in enumerate(texts)
    ]


def text_of(item: dict[str, Any], site: str) -> Text:
    """Read a text of the corpus."""
    lines = lines_before_article(item["raw"])
    words = [WORD.findall(line.text) for line in lines]
    share = shares(words, [word for _, text in item["blocks"] for word in WORD.findall(text)])
    labels = labelled(words, share) if item["kind"] != "clean" else [True] * len(lines)
    counts = list(map(len, words))
    seen = features.looks(lines)
    return Text(item["id"], site, item["kind"], lines, seen, counts, share, labels, key(item["title"]))


def example(text: Text) -> Example:
    """Make an example of a text."""
    labels = np.array(text.labels)
    weights = weighed(np.array(text.counts), labels, np.array(text.share))
    factor = {"clean": DAMAGED_WEIGHT, "mixed": DAMAGED_WEIGHT, "made up": MADE_UP_WEIGHT}.get(text.kind, 1.0)
    rows = surroundings.rows(text.seen)
    near = np.array([not look.is_far for look in text.seen])
    return Example(text, rows, np.array(rows, float), near, labels, weights * factor)


def made_up(pages: Sequence[Text], fold: Mapping[str, int]) -> Iterator[Text]:
    """Put pages together out of the head of one, the article of another and the end of a third, of one fold."""
    random = np.random.default_rng(SEED)
    for number in range(FOLDS):
        same = [page for page in pages if fold[page.site] == number and any(page.labels)]
        for page in same:
            for _ in range(MADE_UP):
                top, end = (same[int(random.integers(len(same)))] for _ in range(2))
                yield put_together(top, page, top if random.random() < ONE_SITE else end, random)


def put_together(top: Text, page: Text, end: Text, random: np.random.Generator) -> Text:
    """Put a page together: what stands beside an article stays with it, how much of it is left to chance."""
    above, below = int(random.integers(TOP)), 0 if random.random() < NO_END else int(random.integers(END))
    start, stop = span(page)
    first, last = max(0, span(top)[0] - above), min(span(end)[1] + below, len(end.lines))
    begin = int(random.integers(first // 3 + 1)) if random.random() < CUT_TOP else 0
    finish = int(random.integers(last, len(end.lines) + 1)) if random.random() < CUT_END else len(end.lines)
    parts = [top.part(begin, first), page.part(max(0, start - above), stop + below), end.part(last, finish)]
    return page._replace(
        kind="made up",
        lines=tuple(line for part in parts for line in part.lines),
        seen=[look for part in parts for look in part.seen],
        counts=[count for part in parts for count in part.counts],
        share=[share for part in parts for share in part.share],
        labels=[label for part in parts for label in part.labels],
    )


def span(page: Text) -> tuple[int, int]:
    """Give where the article begins and where it has ended."""
    return page.labels.index(True), len(page.labels) - page.labels[::-1].index(True)


def weighed(words: np.ndarray, labels: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weigh lines by their words over those of the article, as the F1 of a page does; every page alike."""
    by_words = np.minimum(np.minimum(words, 80) / max(30, words[labels].sum()), 0.2)
    unsure = (share > UNSURE[0]) & (share < UNSURE[1])
    return (0.7 * by_words + 0.3 / max(len(words), 1)) * np.where(unsure, 0.3, 1.0)


# --- sites ---------------------------------------------------------------------------------------------


def sites(items: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Name the site of every page: pages of one publisher, or that share many lines, are of one site."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    pages = sorted({item["page"] for item in items})
    for page in pages:
        parent[root(page)] = root(re.sub(r"(_\d+)+$", "", page))
    for (one, other), count in sorted(shared_lines(items).items()):
        if count >= 8:  # noqa: PLR2004 - lines; two sites with one maker share some
            parent[root(one)] = root(other)
    return {page: root(page) for page in pages}


def shared_lines(items: Sequence[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Count the rarer lines that two pages have in common."""
    pages = defaultdict(set)
    for item in items:
        if item["kind"] not in ("clean", "mixed", "seed"):
            for line in item["raw"].split("\n"):
                if len(key(line)) > 12:  # noqa: PLR2004 - characters; shorter ones are everybody's
                    pages[key(line)].add(item["page"])
    pairs: Counter[tuple[str, str]] = Counter()
    for found in pages.values():
        if 2 <= len(found) <= 4:  # noqa: PLR2004 - more are phrases of all sites
            pairs.update((a, b) for a in sorted(found) for b in sorted(found) if a < b)
    return pairs


def folds(names: Iterable[str]) -> dict[str, int]:
    """Deal the sites out to the folds, the same way each time."""
    order = np.random.default_rng(SEED).permutation(sorted(set(names)))
    return {str(name): at % FOLDS for at, name in enumerate(order)}


# --- the models ----------------------------------------------------------------------------------------


class Bins(NamedTuple):
    """Where the values of each feature are parted: training on whole numbers is several times as fast."""

    edges: list[np.ndarray]

    def of(self, numbers: np.ndarray) -> np.ndarray:
        """Give the number of the bin of each value."""
        return np.stack(
            [np.searchsorted(edges, numbers[:, at]) for at, edges in enumerate(self.edges)], axis=1
        )


def bins_of(numbers: np.ndarray) -> Bins:
    """Part the values of each feature between values that are there, into about as many lines each."""
    edges = []
    for column in numbers.T:
        values = np.unique(column)
        if len(values) > BINS:
            at = np.linspace(0, 1, BINS + 1)[1:-1]
            cuts = np.unique(np.searchsorted(values, np.quantile(column, at, method="lower")))
        else:
            cuts = np.arange(len(values))
        cuts = cuts[cuts < len(values) - 1]
        edges.append((values[cuts] + values[cuts + 1]) / 2)
    return Bins(edges)


def fitted(  # noqa: PLR0913, PLR0917 - what is learned, from what, and how
    names: Sequence[str],
    numbers: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    how: Mapping[str, Any],
    members: int,
) -> dict[str, Any]:
    """Train trees, and give them as plain lists and numbers."""
    bins, made = bins_of(numbers), []
    for seed in range(members):
        model = HistGradientBoostingClassifier(
            **how, l2_regularization=1.0, early_stopping=False, random_state=SEED + seed
        )
        model.fit(bins.of(numbers), labels, sample_weight=weights / weights.mean())
        made.append([plain(rounds[0].nodes, 0, bins, members) for rounds in model._predictors])  # noqa: SLF001 - there is no public way
    bias = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
    return {
        "features": list(names),
        "bias": round(bias, 4),
        "trees": [tree for alike in zip(*made, strict=True) for tree in alike],
    }


def plain(nodes: np.ndarray, at: int, bins: Bins, members: int) -> Any:
    """Write a tree as nested lists: feature, threshold, left, right; a leaf is a number."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]) / members, 4)
    feature = int(node["feature_idx"])
    threshold = float(f"{bins.edges[feature][int(node['num_threshold'])]:.5g}")
    return [feature, threshold, *(plain(nodes, node[side], bins, members) for side in ("left", "right"))]


def train_first(examples: Sequence[Example]) -> dict[str, Any]:
    """Train the first reading, on the lines that it will be asked about."""
    return fitted(
        surroundings.FIRST,
        np.concatenate([one.numbers[one.near] for one in examples]),
        np.concatenate([one.labels[one.near] for one in examples]),
        np.concatenate([one.weights[one.near] for one in examples]),
        FIRST,
        MEMBERS["first"],
    )


def first_odds(one: Example, model: trees.Model) -> list[float]:
    """Give what a first reading says of a text."""
    return region.first_reading(one.text.seen, one.rows, model)


def train_second(examples: Sequence[Example], odds: Sequence[list[float]]) -> dict[str, Any]:
    """Train the second reading, on what first readings leave open."""
    numbers, labels, weights = [], [], []
    for one, of in zip(examples, odds, strict=True):
        rows = surroundings.second_rows(one.rows, one.text.seen, of)
        asked = [at for at, row in enumerate(rows) if row]
        numbers += [rows[at] for at in asked]
        labels.append(one.labels[asked])
        weights.append(one.weights[asked])
    return fitted(
        surroundings.SECOND,
        np.array(numbers, float),
        np.concatenate(labels),
        np.concatenate(weights),
        SECOND,
        MEMBERS["second"],
    )


def train_title(examples: Sequence[Example], odds: Sequence[list[float]]) -> dict[str, Any]:
    """Train the choice of a title, on texts whose title stands among the lines that it will be asked about."""
    numbers, labels, weights = [], [], []
    for one, of in zip(examples, odds, strict=True):
        found = region.title_rows(one.text.seen, of)
        is_title = [one.text.title == one.text.seen[at].name for at, _ in found]
        if one.text.title and any(is_title):
            numbers += [row for _, row in found]
            labels += is_title
            weights += [1 / len(found) + of / (2 * sum(is_title)) for of in is_title]
    return fitted(
        naming.NAMES, np.array(numbers, float), np.array(labels), np.array(weights), TITLE, MEMBERS["title"]
    )


def train(examples: Sequence[Example], fold: Mapping[str, int]) -> dict[str, Any]:
    """Train all three models; the later ones on what earlier ones say of sites that they have not seen."""
    odds: dict[int, list[float]] = {}
    for number in sorted({fold[one.text.site] for one in examples}):
        first = trees.model_of(train_first([one for one in examples if fold[one.text.site] != number]))
        for at, one in enumerate(examples):
            if fold[one.text.site] == number:
                odds[at] = first_odds(one, first)
    of = [odds[at] for at in range(len(examples))]
    pages = [at for at, one in enumerate(examples) if one.text.kind not in ("clean", "mixed")]
    second = train_second(examples, of)
    model = trees.model_of(second)
    read = [region.second_reading(examples[at].rows, examples[at].text.seen, of[at], model) for at in pages]
    title = train_title([examples[at] for at in pages], read)
    return {"first": train_first(examples), "second": second, "title": title}


# --- the command ---------------------------------------------------------------------------------------


def read(folder: Path) -> list[dict[str, Any]]:
    """Read the texts of the corpus."""
    names = ("pages.jsonl", "damage.jsonl")
    return [json.loads(line) for name in names for line in (folder / name).open(encoding="utf-8")]


def cleaned(raw: str, weights: region.Weights) -> str:
    """Clean a text with weights other than the package's."""
    steps = {
        **cleaning.STEPS,
        "article": lambda lines, _language: region.keep_article(lines, _language, weights),
    }
    return cleaning.markdown(cleaning.clean(RawText("-", raw), steps=steps).document)


def examples_of(
    items: Sequence[dict[str, Any]], site: Mapping[str, str], fold: Mapping[str, int]
) -> list[Example]:
    """Make all examples: of pages, of clean and damaged articles, of made-up pages."""
    texts = [text_of(item, site[item["page"]]) for item in items if item["set"] != "damage"]
    damaged = [text_of(item, site[item["page"]]) for item in items if is_learned(item)]
    return [example(text) for text in (*texts, *damaged, *made_up(texts, fold))]


def is_learned(item: dict[str, Any]) -> bool:
    """Whether a damaged text is one to learn from."""
    return item["set"] == "damage" and item["kind"] in TRAINED_ON


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cross-validate", type=Path, metavar="OUT", help="write the outputs here")
    args = parser.parse_args()
    items = read(args.corpus)
    site = sites(items)
    fold = folds(site.values())
    examples = examples_of(items, site, fold)
    if not args.cross_validate:
        data = train(examples, fold)
        TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
        return
    outputs = {}
    for number in range(FOLDS):
        weights = region.weights_of(train([one for one in examples if fold[one.text.site] != number], fold))
        held_out = [item for item in items if fold[site[item["page"]]] == number]
        outputs |= {item["id"]: cleaned(item["raw"], weights) for item in held_out}
    args.cross_validate.write_text(json.dumps(outputs), encoding="utf-8")


if __name__ == "__main__":
    main()
