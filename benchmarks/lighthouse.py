"""Lighthouse on the example site: a briefing, the front page and a topic must have 100 in all four categories.

Usage: python benchmarks/lighthouse.py [--theme NAME]. Wants node, a Chromium, and `make tools`; asks 127.0.0.1 alone.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIGHTHOUSE = ROOT / "tests/npm/node_modules/lighthouse/cli/index.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def built(theme: str, base_url: str, folder: Path) -> Path:
    """Build the example site in a theme, for the address that it is served from."""
    site = folder / "example"
    shutil.copytree(ROOT / "content", site / "content")
    table = "[tool.briefings.site]\n"
    settings = (ROOT / "pyproject.toml").read_text("utf-8").replace(table, f'{table}theme = "{theme}"\n')
    (site / "pyproject.toml").write_text(settings, "utf-8")
    command = [sys.executable, "-m", "briefings", "build", "--quiet", "--no-draft", "--base-url", base_url]
    subprocess.run(command, cwd=site, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return site / "site"


def scores(url: str, chromium: str) -> dict[str, int]:
    """Ask Lighthouse, as it looks at pages by itself: a slow telephone."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = ["node", LIGHTHOUSE, url, "--output=json", "--quiet", "--no-enable-error-reporting"]
    done = subprocess.run(
        [*command, f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"lighthouse: {done.stderr.strip()[-500:]}")
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary":
            print(f"    {audit['id']}: {audit['title']}")
    return {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}


def pages(site: Path) -> tuple[str, ...]:
    """Name the longest briefing, the front page, and the longest topic."""

    def longest(folder: str) -> str:
        found = max((site / folder).glob("*/index.html"), key=lambda path: path.stat().st_size)
        return f"{folder}/{found.parent.name}/"

    return longest("briefings"), "", longest("topics")


def main() -> int:
    """Print a row a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--theme", default="default")
    theme = parser.parse_args().theme
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not (chromium and shutil.which("node") and LIGHTHOUSE.is_file()):
        print("lighthouse: left out; it wants node, chromium, and `make tools`")
        return 0
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
        base_url = f"http://127.0.0.1:{server.server_port}/"
        site = built(theme, base_url, Path(folder))
        server.RequestHandlerClass = functools.partial(Quiet, directory=str(site))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in pages(site):
            found = scores(base_url + page, chromium)
            print(f"{theme} /{page}: " + ", ".join(f"{name} {score}" for name, score in found.items()))
            fine = fine and set(found.values()) == {FULL}
        server.shutdown()
        server.server_close()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
