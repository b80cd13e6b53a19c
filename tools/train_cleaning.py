# noqa: INP001 - a script, not a package
"""Train the line model of the cleaning step `article`, or measure it on sites that it has not seen.

    python tools/train_cleaning.py CORPUS/cleaning                      writes briefings/cleaning/region.json
    python tools/train_cleaning.py CORPUS/cleaning --cross-validate OUT.json    outputs by models of other sites

CORPUS/cleaning holds `pages.jsonl` and `damage.jsonl`: an object a line with `id`, `page`, `kind`, `raw` and the
gold `blocks`. The second form cleans each text with a model trained on the other sites alone, and writes
{id: text}, which the scorer of the corpus reads with `--outputs`.

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
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

os.environ["OMP_NUM_THREADS"] = "1"  # before scikit-learn: sums in another order would round otherwise

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the number of threads
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402

from briefings import cleaning  # noqa: E402 - after the path
from briefings.cleaning import features, region  # noqa: E402
from briefings.cleaning.measure import key  # noqa: E402
from briefings.languages import guess  # noqa: E402
from briefings.model import Line, RawText  # noqa: E402

TARGET = ROOT / "briefings/cleaning/region.json"
FOLDS = 5
SEED = 1

TREES, LEAVES, RATE, SHARE_OF_FEATURES = 60, 12, 0.2, 0.4
TRAINED_ON = ("clean", "mixed")  # kinds of damage; of pages all kinds
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")

MATCH = 0.6  # share of a line's words that stand in the gold, in order, for the line to be of the article
UNSURE = (0.3, 0.8)  # shares between which a label says little
TELLING = 6  # words: a shorter line counts only beside longer ones of the article


class Example(NamedTuple):
    """A text as the step `article` gets it: features, labels, and what each line weighs in training."""

    id: str
    site: str
    kind: str
    rows: np.ndarray
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


def example(item: dict[str, Any], site: str) -> Example:
    """Make the example of a corpus text."""
    lines = lines_before_article(item["raw"])
    seen = features.looks(lines)
    texts = [WORD.findall(line.text) for line in lines]
    share = shares(texts, [word for _, text in item["blocks"] for word in WORD.findall(text)])
    labels = np.array(labelled(texts, share) if item["kind"] != "clean" else [True] * len(lines))
    weights = weighed(np.array([len(words) for words in texts]), labels, np.array(share))
    if item["kind"] in ("clean", "mixed"):
        weights = weights * 0.15  # six texts of one article, each easier than a page
    return Example(item["id"], site, item["kind"], np.array(features.rows(seen), float), labels, weights)


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


# --- the model -----------------------------------------------------------------------------------------


def fitted(examples: Sequence[Example]) -> dict[str, Any]:
    """Train the trees, and give them as plain lists and numbers."""
    weights = np.concatenate([example.weights for example in examples])
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        max_features=SHARE_OF_FEATURES,
        l2_regularization=1.0,
        min_samples_leaf=20,
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(
        np.concatenate([example.rows for example in examples]),
        np.concatenate([example.labels for example in examples]),
        sample_weight=weights / weights.mean(),
    )
    trees = [plain(rounds[0].nodes, 0) for rounds in model._predictors]  # noqa: SLF001 - there is no public way
    bias = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
    return {"features": list(features.NAMES), "bias": round(bias, 4), "trees": trees}


def plain(nodes: np.ndarray, at: int) -> Any:
    """Write a tree as nested lists: feature, threshold, left, right; a leaf is a number."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    threshold = float(f"{float(node['num_threshold']):.6g}")
    return [int(node["feature_idx"]), threshold, plain(nodes, node["left"]), plain(nodes, node["right"])]


def as_model(data: dict[str, Any]) -> region.Model:
    """Give trained weights as the package reads them."""
    return region.Model(data["bias"], tuple(map(region.tree_of, data["trees"])))


# --- the command ---------------------------------------------------------------------------------------


def read(folder: Path) -> list[dict[str, Any]]:
    """Read the texts of the corpus."""
    names = ("pages.jsonl", "damage.jsonl")
    return [json.loads(line) for name in names for line in (folder / name).open(encoding="utf-8")]


def cleaned(raw: str, model: region.Model) -> str:
    """Clean a text with a model other than the package's."""
    steps = {
        **cleaning.STEPS,
        "article": lambda lines, _language: region.keep_article(lines, _language, model),
    }
    return cleaning.markdown(cleaning.clean(RawText("-", raw), steps=steps).document)


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
    is_page = {item["id"] for item in items if "gold" in item or item["set"] != "damage"}
    learned = [
        example(item, site[item["page"]])
        for item in items
        if item["id"] in is_page or item["kind"] in TRAINED_ON
    ]
    if not args.cross_validate:
        TARGET.write_text(json.dumps(fitted(learned), separators=(",", ":")) + "\n", encoding="utf-8")
        return
    fold, outputs = folds(site.values()), {}
    for number in range(FOLDS):
        model = as_model(fitted([one for one in learned if fold[one.site] != number]))
        held_out = [item for item in items if fold[site[item["page"]]] == number]
        outputs |= {item["id"]: cleaned(item["raw"], model) for item in held_out}
    args.cross_validate.write_text(json.dumps(outputs), encoding="utf-8")


if __name__ == "__main__":
    main()
