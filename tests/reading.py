"""What tests of the reader's pages share: sites in both themes, a browser that knows no other host, and tools of npm.

The tools stand in `npm/package.json` with exact versions; `make test` installs them where there is a node.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import mimetypes
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefings.build import Setting
from tests.conftest import Site
from tests.live_support import missing

ROOT = Path(__file__).parent.parent
MODULES = Path(__file__).parent / "npm" / "node_modules"
HOST = "https://example.org/"
NOW = Setting(now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), draft=False)
THEMES = ("default", "wire")
SITES = ("example", "everything", "arabic")
GUIDE = ("guide", "default")
"""The site of the guide, which has a theme of its own."""

Tree = dict[str, bytes]


def built(name: str, theme: str, folder: Path) -> Tree:
    """Build a site in a theme: the guide, the example, which is this repository, or one of `sites/`."""
    if name == "guide":
        for part in ("content", "themes"):
            shutil.copytree(ROOT / "docs" / part, folder / part)
        source, table = ROOT / "docs/briefings.toml", "[site]\n"
    elif name == "example":
        shutil.copytree(ROOT / "content", folder / "content")
        source, table = ROOT / "pyproject.toml", "[tool.briefings.site]\n"
    else:
        shutil.copytree(ROOT / "tests/sites" / name / "content", folder / "content")
        source, table = ROOT / "tests/sites" / name / "briefings.toml", "[site]\n"
    settings = source.read_text("utf-8").replace(table, f'{table}theme = "{theme}"\n')
    for below in ("/sea/", "/guide/"):  # a visit begins at the root of its host
        settings = settings.replace(below, "/")
    made = Site(folder).write(source.name, settings).build(NOW)
    assert made.report.errors == 0, made.messages()
    return {path: data for path, data in made.tree().items() if path != ".gitignore"}


def pages(tree: Tree) -> list[str]:
    """Name the pages of a site, without those that only lead on."""
    return [path for path, data in tree.items() if path.endswith(".html") and b'"refresh"' not in data]


def kinds(tree: Tree) -> list[str]:
    """Name one page of each kind, the longest of each folder."""
    longest: dict[tuple[str, int], str] = {}
    for path in sorted(pages(tree), key=lambda path: len(tree[path])):
        longest[path.partition("/")[0], path.count("/")] = path
    return sorted(longest.values())


def address(path: str) -> str:
    """Give the address of a page."""
    return HOST + path.removesuffix("index.html")


class Visit:
    """A page of a browser in which a site is all there is: what is asked of another host is refused and noted."""

    def __init__(self, context, tree: Tree) -> None:
        self.tree = tree
        self.asked: list[str] = []
        self.strange: list[str] = []
        context.route("**/*", self._answer)
        self.page = context.new_page()

    def _answer(self, route) -> None:
        url = route.request.url
        path = unquote(urlsplit(url).path).removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        if not url.startswith(HOST) or path not in self.tree:
            self.strange.append(url)
            route.abort()
            return
        self.asked.append(path)
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        route.fulfill(body=self.tree[path], content_type=f"{kind}; charset=utf-8")

    def open(self, path: str) -> Visit:
        self.asked.clear()
        self.page.goto(address(path))
        return self


@contextlib.contextmanager
def visiting(browser, tree: Tree, width: int = 1280, **options) -> Iterator[Visit]:
    """Visit a site with a browser of some width; `options` are those of playwright's contexts."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    try:
        yield Visit(context, tree)
    finally:
        context.close()


def tool(name: str) -> Path:
    """Give a file of an npm package; without it there is no such test, or where `CI` is set no passing one."""
    path = MODULES / name
    if not path.is_file():
        missing(f"npm has not installed {name.partition('/')[0]}: see `make tools`")
    return path


def said(*command: str | Path, folder: Path) -> str:
    """Run a tool and give all that it says."""
    if shutil.which(str(command[0])) is None:
        missing(f"there is no {command[0]} on the PATH")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    return done.stdout + done.stderr
