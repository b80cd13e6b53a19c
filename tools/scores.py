# noqa: INP001 - a script, not a package
"""Measure cleaning and facts on annotated texts, and hold the figures against their floors: `make scores`.

    BRIEFINGS_BENCH=FOLDER BRIEFINGS_CORPUS=FOLDER python tools/scores.py [--only cleaning|facts]

The scorers and the texts lie outside of the project; `floors.toml` beside this file says what each figure must reach.
It ends with 1 where one does not, and names those that have risen well above their floor, which can then be raised.
Times are shown and not judged: machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

FLOORS = Path(__file__).with_name("floors.toml")
LESS_IS_MORE = frozenset(
    {"false_h", "dup", "boiler", "dangling_start", "unsupported_numbers", "unsupported_tokens"}
)
NEAR = 0.02  # a figure so far above its floor is worth a new one
BRIEFINGS = f"{shlex.quote(sys.executable)} -m briefings"


class Figure(NamedTuple):
    """A figure that has a floor: a ceiling where less is more."""

    name: str
    reached: float
    floor: float

    @property
    def margin(self) -> float:
        """How far the figure is on the right side."""
        way = self.reached - self.floor
        return -way if self.name.rpartition(" ")[2] in LESS_IS_MORE else way


def main() -> int:
    """Run the scorers; gives the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=sorted(SCORERS))
    only = parser.parse_args().only
    bench, corpus = (os.environ.get(name) for name in ("BRIEFINGS_BENCH", "BRIEFINGS_CORPUS"))
    if not bench or not corpus:
        say("set BRIEFINGS_BENCH and BRIEFINGS_CORPUS to the folders of the scorers and the texts")
        return 2
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    found = [
        figure
        for stage, scorer in SCORERS.items()
        if only in {None, stage}
        for figure in judged(stage, scorer(Path(bench), Path(corpus)), floors[stage])
    ]
    below = [figure for figure in found if figure.margin < 0]
    for figure in found:
        if figure.margin > NEAR:
            say(f"its floor can be raised: {figure.name}: {figure.reached:.4f}, now {figure.floor}")
    for figure in below:
        say(f"below its floor: {figure.name}: {figure.reached:.4f}, must be {figure.floor}")
    say(f"{len(found)} figures have floors, {len(below)} are below")
    return int(bool(below))


def say(text: str) -> None:
    """Print a line."""
    sys.stderr.write(text + "\n")


def judged(
    stage: str, report: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]]
) -> Iterator[Figure]:
    """Give each figure that has a floor, rounded as it is shown."""
    for group, names in floors.items():
        for name, floor in names.items():
            value: Any = report[group]
            for key in name.split("."):
                value = value[key]
            yield Figure(
                f"{stage} {group} {name.split('.')[-2 if name.endswith('.mean') else -1]}", value, floor
            )


def cleaning(bench: Path, corpus: Path) -> dict[str, Any]:
    """Score `briefings clean --jsonl`; gives the figures of each group of texts."""
    sets = sorted(str(path) for path in (corpus / "cleaning").glob("*.jsonl"))
    report = run(bench / "cleaning", [*sets, "--jsonl", f"{BRIEFINGS} clean --jsonl"])
    return {name: figures for groups in report["figures"].values() for name, figures in groups.items()}


def facts(bench: Path, corpus: Path) -> dict[str, Any]:
    """Score `briefings facts --jsonl`; gives the figures of each set of articles."""
    report = run(bench / "facts", ["--data", str(corpus / "facts"), "--cmd", f"{BRIEFINGS} facts --jsonl"])
    figures: dict[str, Any] = next(iter(report.values()))
    return figures


def run(folder: Path, arguments: list[str]) -> dict[str, Any]:
    """Run a scorer, which shows its table, and read its report."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        command = [sys.executable, "score.py", *arguments, "--json", str(report)]
        subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - the scorers of whoever calls us
        loaded: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return loaded


SCORERS = {"cleaning": cleaning, "facts": facts}

if __name__ == "__main__":
    sys.exit(main())
