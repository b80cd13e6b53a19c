"""Measure whole builds: processor seconds, wall seconds and peak memory, ours beside those of other generators.

    python benchmarks/bench.py                            ours, 1,000 pages
    python benchmarks/bench.py --pages 1000,5000,20000    and how it grows: benchmarks/out/growth.svg
    SSG_PEERS=FOLDER BRIEFINGS_BENCH=FOLDER python benchmarks/bench.py --peers hugo,eleventy

Scenarios: `cold` without output and caches, `warm` again without a change, `body` one page's text edited, `title` a
title and a topic, `template` the base template, `draft` raw sources made into briefings. All generators take turns at
each scenario, so that a noisy machine is unfair to none; each figure is the median. Peers are optional: their layouts
stand in `BRIEFINGS_BENCH/ssg/peers.py`, their programs in `SSG_PEERS`. Set TMPDIR to a memory file system. `shown` is
the number of output files that carry the edit: fast and stale is no merit.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus import Page, as_briefing, as_source, pages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = HERE / "out"
SCENARIOS = ("cold", "warm", "body", "title", "template")
EDITED = "Curated and checked."  # stands in the base template
SETTLED = 2.2  # seconds before a build that is to find nothing: files changed more recently are hashed again
ENVIRONMENT = {
    **os.environ,
    "PYTHONDONTWRITEBYTECODE": "",
    "NO_COLOR": "1",
    "CI": "true",
    "PYTHONWARNINGS": "ignore",
}


class Cost(NamedTuple):
    """What one run took."""

    cpu: float  # seconds of the process and its children
    wall: float  # seconds
    peak: float  # MiB of the largest process


class Generator(NamedTuple):
    """A site generator: how its site is laid out, and how it is run."""

    name: str
    lay_out: Callable[[Path, Sequence[Page]], None]
    command: Sequence[str]
    source: Callable[[Page], str]  # a page's file, below the site
    template: str
    mark: str  # a text of the base template that an edit replaces
    output: str
    caches: Sequence[str]


# --- generators ----------------------------------------------------------------------------------------


def lay_out_ours(site: Path, made: Sequence[Page]) -> None:
    """A site of ours with the lists and feeds that the others build, and a base template that can be edited."""
    (site / "content/briefings").mkdir(parents=True)
    (site / "briefings.toml").write_text(
        '[site]\ntitle = "Measured"\nbase_url = "https://example.org/"\nper_page = 50\n'
        'off = ["twins", "editions", "topic-feeds", "json-feed", "search", "cards"]\n',
        "utf-8",
    )
    for page in made:
        (site / f"content/briefings/{page.slug}.md").write_text(as_briefing(page), "utf-8")
    base = (ROOT / "themes/default/base.html").read_text("utf-8")
    (site / "themes/default").mkdir(parents=True)
    (site / "themes/default/base.html").write_text(
        base.replace("</body>", f"<!-- {EDITED} -->\n</body>"), "utf-8"
    )


OURS = Generator(
    name="briefings",
    lay_out=lay_out_ours,
    command=(sys.executable, "-m", "briefings", "build"),
    source=lambda page: f"content/briefings/{page.slug}.md",
    template="themes/default/base.html",
    mark=EDITED,
    output="site",
    caches=(".briefings",),
)


def peer(name: str) -> Generator:
    """Take over the layout of another generator."""
    sys.path.insert(0, str(Path(os.environ["BRIEFINGS_BENCH"]) / "ssg"))
    import peers  # noqa: PLC0415 - there only where the measuring sticks are

    of: Any = peers.PEERS[name]
    return Generator(
        name=name,
        lay_out=lambda site, made: peers.make_site(of, site, made),
        command=peers.fill(of.build),
        source=lambda page: peers.source_path(of, page),
        template=of.template,
        mark="Curated briefings.",
        output=of.output,
        caches=of.caches,
    )


# --- one run -------------------------------------------------------------------------------------------


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end; raises where it fails."""
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)} if command[0] == sys.executable else ENVIRONMENT
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {log.read().decode(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


class Bench:
    """One generator's site, in which the scenarios are run."""

    def __init__(self, generator: Generator, made: Sequence[Page], folder: Path) -> None:
        self.generator = generator
        self.site = folder / generator.name
        self.page = made[len(made) // 2]
        self.edits = 0
        generator.lay_out(self.site, made)

    def once(self, scenario: str) -> tuple[Cost, int]:
        """Prepare a scenario, run it, and count the output files that show the edit."""
        mark = ""
        if scenario == "cold":
            for name in (self.generator.output, *self.generator.caches):
                shutil.rmtree(self.site / name, ignore_errors=True)
        elif scenario == "warm":
            time.sleep(SETTLED)
            run(self.generator.command, self.site)
        else:
            mark = self.edit(scenario)
        cost = run(self.generator.command, self.site)
        return cost, shown(self.site / self.generator.output, mark) if mark else 0

    def edit(self, scenario: str) -> str:
        """Edit a file of the site; gives the mark that must then be seen."""
        self.edits += 1
        mark = f"Zmark{self.edits}z"
        name = self.generator.template if scenario == "template" else self.generator.source(self.page)
        path = self.site / name
        text = path.read_text("utf-8")
        if scenario == "body":
            text = text.rstrip("\n") + f"\n\nEdited {mark}.\n"
        elif scenario == "title":
            text = text.replace(self.page.title, f"{mark} {self.page.title}", 1)
            text = text.replace(self.page.tags[-1], f"Extra{self.edits % 2}", 1)
        else:
            text = text.replace(self.generator.mark, f"{self.generator.mark} {mark}", 1)
        path.write_text(text, "utf-8")
        return mark


def shown(folder: Path, mark: str) -> int:
    """Count the files that carry the mark."""
    found = subprocess.run(["grep", "-rlI", mark, str(folder)], capture_output=True, text=True, check=False)
    return len(found.stdout.splitlines())


# --- all of them ---------------------------------------------------------------------------------------


def measured(generators: Sequence[Generator], count: int, runs: int) -> Iterator[dict[str, Any]]:
    """Run all scenarios with so many pages; the generators take turns."""
    made = pages(count)
    with tempfile.TemporaryDirectory(prefix="briefings-bench-") as folder:
        benches = [Bench(generator, made, Path(folder)) for generator in generators]
        for scenario in SCENARIOS:
            costs: dict[str, list[Cost]] = {bench.generator.name: [] for bench in benches}
            seen: dict[str, int] = {}
            for _ in range(runs):
                for bench in benches:
                    cost, seen[bench.generator.name] = bench.once(scenario)
                    costs[bench.generator.name].append(cost)
            for name, of in costs.items():
                yield row(name, count, scenario, of) | {"shown": seen[name]}


def row(name: str, count: int, scenario: str, costs: Sequence[Cost]) -> dict[str, Any]:
    """Sum up several runs by their medians."""
    cpu, wall, peak = (statistics.median(column) for column in zip(*costs, strict=True))
    return {"name": name, "pages": count, "scenario": scenario, "cpu": cpu, "wall": wall, "peak": peak}


def drafted(count: int) -> dict[str, Any]:
    """Draft from so many raw sources, cold."""
    with tempfile.TemporaryDirectory(prefix="briefings-bench-") as folder:
        site = Path(folder)
        (site / "content/sources").mkdir(parents=True)
        (site / "briefings.toml").write_text('[site]\ntitle = "Measured"\n', "utf-8")
        for page in pages(count):
            (site / f"content/sources/{page.slug}.txt").write_text(as_source(page), "utf-8")
        return row("briefings", count, "draft", [run([*OURS.command[:-1], "draft"], site)])


def table(rows: Sequence[dict[str, Any]], against: str) -> str:
    """Show the figures, and the ratio of processor seconds to one generator's."""
    base = {(r["pages"], r["scenario"]): r["cpu"] for r in rows if r["name"] == against}
    lines = [f"{'':22}{'pages':>6} {'scenario':9}{'cpu s':>9}{'wall s':>9}{'MiB':>7}{'ratio':>8}  shown"]
    for r in rows:
        of = base.get((r["pages"], r["scenario"]))
        ratio = f"{r['cpu'] / of:8.2f}" if of else " " * 8
        lines.append(
            f"{r['name']:22}{r['pages']:6} {r['scenario']:9}{r['cpu']:9.3f}{r['wall']:9.3f}{r['peak']:7.0f}{ratio}"
            f"  {r.get('shown', '') or ''}"
        )
    return "\n".join(lines)


# --- growth --------------------------------------------------------------------------------------------


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Give the slope of the least-squares line through points, both axes logarithmic: 1 is linear growth."""
    xs, ys = ([math.log(point[axis]) for point in points] for axis in (0, 1))
    x, y = statistics.fmean(xs), statistics.fmean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def plot(rows: Sequence[dict[str, Any]]) -> str:
    """Draw processor seconds over pages, a line a scenario, both axes logarithmic, as SVG."""
    ours = [r for r in rows if r["name"] == "briefings"]
    xs = [math.log10(r["pages"]) for r in ours]
    ys = [math.log10(r["cpu"]) for r in ours]
    left, low = math.floor(min(xs)), math.floor(min(ys))
    right, high = math.ceil(max(xs)), math.ceil(max(ys))

    def place(r: dict[str, Any]) -> str:
        x = 60 + 480 * (math.log10(r["pages"]) - left) / (right - left)
        y = 340 - 300 * (math.log10(r["cpu"]) - low) / (high - low)
        return f"{x:.0f},{y:.0f}"

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 400" font-family="sans-serif" font-size="13">',
        '<rect width="700" height="400" fill="#fff"/>',
        '<text x="60" y="22">Processor seconds over pages, both logarithmic (1 = linear)</text>',
    ]
    for exponent in range(low, high + 1):
        y = 340 - 300 * (exponent - low) / (high - low)
        parts.append(
            f'<path d="M60 {y:.0f}H540" stroke="#ccc"/><text x="8" y="{y + 4:.0f}">{10**exponent:g} s</text>'
        )
    for exponent in range(left, right + 1):
        x = 60 + 480 * (exponent - left) / (right - left)
        parts.append(
            f'<path d="M{x:.0f} 40V340" stroke="#ccc"/><text x="{x - 15:.0f}" y="360">{10**exponent:g}</text>'
        )
    colours = ("#1b4f9c", "#a33", "#2a7d2a", "#8a5a00", "#6b2a8a", "#006d77")
    for colour, scenario in zip(colours, dict.fromkeys(r["scenario"] for r in ours), strict=False):
        of = sorted((r for r in ours if r["scenario"] == scenario), key=lambda r: r["pages"])
        points = " ".join(map(place, of))
        x, y = map(float, place(of[-1]).split(","))
        grown = f" {slope([(r['pages'], r['cpu']) for r in of]):.2f}" if len(of) > 1 else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{colour}">{scenario}{grown}</text>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure, print, and keep what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="1000", help="sizes, with commas between them")
    parser.add_argument("--peers", default="", help="other generators, with commas between them")
    parser.add_argument("--runs", type=int, default=3, help="runs a scenario")
    parser.add_argument("--sources", type=int, default=300, help="raw sources to draft from; 0 for none")
    args = parser.parse_args()
    others = [peer(name) for name in args.peers.split(",") if name]
    sizes = [int(size) for size in args.pages.split(",")]
    rows = [found for size in sizes for found in measured([OURS, *others], size, args.runs)]
    if args.sources:
        rows.append(drafted(args.sources))
    rows.append(
        row("briefings", 1, "--help", [run([*OURS.command[:-1], "--help"], ROOT) for _ in range(args.runs)])
    )
    OUT.mkdir(exist_ok=True)
    (OUT / "results.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    print(table(rows, others[0].name if others else "briefings"))
    if len(sizes) > 1:
        (OUT / "growth.svg").write_text(plot([r for r in rows if r["scenario"] in SCENARIOS]), "utf-8")
        print(f"growth: {OUT / 'growth.svg'}")


if __name__ == "__main__":
    main()
