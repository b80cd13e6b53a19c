#!/usr/bin/env python3
"""Measure the preview: from an atomic save to the new text in the DOM of a real browser.

    benchmarks/serve.py --pages 5000 --runs 30

Needs Playwright for Python and Debian's chromium. A site of so many briefings is made in a temporary folder (TMPDIR
says where), `briefings serve` started twice on it: without a state and with one. Then files are saved by rename, each
when the server has come to rest from the one before:
  body      the text of a briefing, seen on its open page
  title     the newest briefing's title, seen on the open front page
  template  a partial of the base template, seen on an open page
The clock runs from before the rename until a MutationObserver in the page sees the text.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SETTINGS = '[site]\ntitle = "Measured"\nbase_url = "https://example.org/"\n'
WITHOUT_EXTRAS = 'off = ["search", "cards"]\n'  # what is there to everybody; `--extras` measures with them
FOOTER = "themes/default/partials/footer.html"
SEEN = """mark => { window.seen = new Promise(found => {
    const look = () => document.body.textContent.includes(mark) && found(performance.timeOrigin + performance.now());
    new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true, characterData: true});
}) }"""
RESTED = 1.5  # seconds between two edits: what the last one left to do is done

Edit = Callable[[str], None]


def save(path: Path, text: str) -> None:
    """Save as editors do: a new file beside the old one, then a rename over it."""
    beside = path.with_name(f".{path.name}~")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def make_site(root: Path, pages: list[corpus.Page], *, extras: bool) -> None:
    """Write the site; with `extras` it is searchable and has cards, where what makes them is installed."""
    (root / "content/briefings").mkdir(parents=True)
    (root / FOOTER).parent.mkdir(parents=True)
    (root / "briefings.toml").write_text(SETTINGS + ("" if extras else WITHOUT_EXTRAS), "utf-8")
    (root / FOOTER).write_text("<footer>measured</footer>\n", "utf-8")
    for page in pages:
        source(root, page).write_text(corpus.as_briefing(page), "utf-8")


def source(root: Path, page: corpus.Page) -> Path:
    """Give the file of a briefing."""
    return root / f"content/briefings/{page.slug}.md"


def edits(root: Path, pages: list[corpus.Page]) -> dict[str, tuple[str, Edit]]:
    """Give for each kind of edit the address where it is seen, and the edit that brings in a word."""
    middle, newest = pages[len(pages) // 2], pages[-1]
    return {
        "body": (
            f"briefings/{middle.slug}/",
            lambda mark: save(source(root, middle), f"{corpus.as_briefing(middle)}\n{mark}\n"),
        ),
        "title": (
            "",
            lambda mark: save(source(root, newest), corpus.as_briefing(newest._replace(title=mark))),
        ),
        "template": (
            f"briefings/{middle.slug}/",
            lambda mark: save(root / FOOTER, f"<footer>{mark}</footer>\n"),
        ),
    }


@contextlib.contextmanager
def serving(root: Path) -> Iterator[tuple[str, float, subprocess.Popen[str]]]:
    """Run the preview; gives its address and the seconds until its front page was there."""
    began = time.perf_counter()
    command = [sys.executable, "-u", "-m", "briefings", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        url = process.stdout.readline().split()[1] if process.stdout else ""
        while not is_there(url):
            time.sleep(0.005)
        yield url, time.perf_counter() - began, process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def is_there(url: str) -> bool:
    """Whether an address answers with a page."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except urllib.error.URLError:
        return False


def wait_for_rest(process: subprocess.Popen[str]) -> None:
    """Wait until the server uses next to no processor time."""
    while True:
        before = used(process.pid)
        time.sleep(RESTED)
        if used(process.pid) - before < 0.05:
            return


def used(pid: int) -> float:
    """Give the processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def latency(page: Page, edit: Edit, mark: str) -> float:
    """Give the milliseconds from a save to the DOM."""
    page.evaluate(SEEN, mark)
    began = time.time()
    edit(mark)
    return float(page.evaluate("window.seen")) - began * 1000


def shown(samples: list[float]) -> str:
    """Give median, 95th percentile and extremes."""
    ordered = sorted(samples)
    late = ordered[math.ceil(0.95 * len(ordered)) - 1]  # by nearest rank
    return (
        f"median {statistics.median(ordered):4.0f}  p95 {late:4.0f}  ({ordered[0]:.0f} to {ordered[-1]:.0f})"
    )


def measure(root: Path, pages: list[corpus.Page], runs: int) -> None:
    """Print a line a measurement."""
    with serving(root) as (_, ready, process):
        print(f"start without a state    front page after {ready * 1000:.0f} ms", flush=True)
        wait_for_rest(process)
    with serving(root) as (url, ready, process), sync_playwright() as playwright:
        print(f"start with a state       front page after {ready * 1000:.0f} ms", flush=True)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        for kind, (address, edit) in edits(root, pages).items():
            page.goto(url + address)
            page.locator("briefings-problems").wait_for(state="attached")
            wait_for_rest(process)
            samples, spent = [], used(process.pid)
            for run in range(runs):
                wait_for_rest(process)
                samples.append(latency(page, edit, f"{kind}-{run}-seen"))
            spent = (used(process.pid) - spent) / runs * 1000
            print(f"{kind:9} {shown(samples)} ms, {spent:.0f} ms of processor time each", flush=True)
        browser.close()
        print(f"memory    {memory(process.pid)} MiB at most", flush=True)


def memory(pid: int) -> int:
    """Give the most memory that a process has had, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--extras", action="store_true", help="with search and cards")
    args = parser.parse_args()
    pages = corpus.pages(args.pages)
    with tempfile.TemporaryDirectory(prefix="briefings-serve-") as folder:
        root = Path(folder) / "site"
        make_site(root, pages, extras=args.extras)
        measure(root, pages, args.runs)


if __name__ == "__main__":
    main()
