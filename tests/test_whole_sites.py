"""Whole sites, edited at random: what an old site becomes by small steps is what a new one is at once.

A build that went on from earlier ones, in new processes or in one that stays open as the preview does, gives the
same bytes as a build of the same files from nothing; and no file is rewritten that has not changed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefings.build import Session, Setting, executors, workers
from tests.conftest import Site, briefing

TRIALS = int(os.environ.get("BRIEFINGS_TRIALS", "0"))
EXAMPLES, STEPS = (TRIALS, 30) if TRIALS else (5, 14)

NAMES = st.sampled_from("abcd")
TITLES = st.sampled_from(["First", "Second", "“Third” & <more>"])
DATES = st.sampled_from(["2025-12-01", "2025-12-01T09:30:00+01:00", "2024-02-29", ""])
TOPICS = st.lists(st.sampled_from(["Climate", "Health", "Énergie", "climate"]), max_size=2).map(", ".join)
BODIES = st.sampled_from(
    [
        "One.",
        "One, and more.\n\n## Head\n\nTwo [to b](b.md) and [about](../pages/about.md).",
        "![picture](../assets/x.svg) and [nowhere](zz.md)\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    ]
)
MORE = st.sampled_from(
    [
        "",
        "",
        "status: draft\n",
        "pinned: true\n",
        "slug: moved\n",
        "exclude: [feed]\n",
        "people: [Ana Reyes]\n",
        "aliases: [/old/]\n",
        "order: 1\ncorrections: [{date: 2025-12-05, what: A digit.}]\n",
    ]
)
SHADOWS = st.sampled_from(["partials/footer.html", "partials/card.html", "404.html"])
DEFAULT = Path(__file__).parent.parent / "themes/default"


class Sites(RuleBasedStateMachine):
    """A site, the ways in which it changes, and two who build it again and again."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.site = Site(Path(self.folder.name) / "site")
        self.configure("Test", 2, "default")
        self.site.write("content/briefings/a.md", briefing(title="A", topics="Climate"))
        self.preview = Session(self.site.root, Setting(drafts=True))
        self.broken: set[str] = set()

    def teardown(self) -> None:
        self.preview.__exit__()
        self.folder.cleanup()

    # --- edits ---------------------------------------------------------------------------------------------

    @rule(name=NAMES, title=TITLES, date=DATES, topics=TOPICS, body=BODIES, more=MORE)
    def write(self, name: str, title: str, date: str, topics: str, body: str, more: str) -> None:  # noqa: PLR0913, PLR0917
        path = f"content/briefings/{name}.md"
        self.broken.discard(path)
        self.site.write(path, briefing(title=title, date=date, topics=topics, body=body, more=more))

    @rule(
        name=NAMES, old=st.sampled_from(["One", "Head", "First"]), new=st.sampled_from(["Two", "One", "Tail"])
    )
    def edit(self, name: str, old: str, new: str) -> None:
        path = self.site.root / f"content/briefings/{name}.md"
        if path.exists():
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    @rule(name=NAMES, to=NAMES)
    def rename(self, name: str, to: str) -> None:
        path = self.site.root / f"content/briefings/{name}.md"
        if path.exists() and name != to:
            self.broken -= {f"content/briefings/{name}.md", f"content/briefings/{to}.md"}
            path.replace(path.with_name(f"{to}.md"))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.site.root / f"content/briefings/{name}.md").unlink(missing_ok=True)
        self.broken.discard(f"content/briefings/{name}.md")

    @rule(name=NAMES, text=st.sampled_from(["titel: X\n", "date: never\n", "topics: X\n"]))
    def break_one(self, name: str, text: str) -> None:
        path = f"content/briefings/{name}.md"
        self.site.write(path, f"---\ntitle: X\n{text}---\n")
        self.broken.add(path)

    @rule(name=st.sampled_from(["ryde", "sopot"]), length=st.integers(500, 502))
    def write_source(self, name: str, length: int) -> None:
        text = f"The pier is {length} metres long. It opened on a Monday.\n"
        self.site.write(
            f"content/sources/{name}.txt", f"Title: The pier at {name}\nDate: 2025-11-03\n\n{text}"
        )

    @rule(text=st.sampled_from(["# About\n\nUs.\n", "# About us\n\n[a](../briefings/a.md)\n", ""]))
    def page(self, text: str) -> None:
        if text:
            self.site.write("content/pages/about.md", text)
        else:
            (self.site.root / "content/pages/about.md").unlink(missing_ok=True)

    @rule(text=st.sampled_from(["<svg/>", "<svg>1</svg>"]))
    def asset(self, text: str) -> None:
        self.site.write("content/assets/x.svg", text)

    @rule(number=st.integers(1, 3), suffix=st.sampled_from(["json", "toml"]))
    def data(self, number: int, suffix: str) -> None:
        text = {"json": f'{{"number": {number}}}', "toml": f"number = {number}0\n"}[suffix]
        self.site.write(f"content/data/facts.{suffix}", text)
        self.site.write("themes/default/partials/meta.html", "<p>{{ data('facts').number }}</p>")

    @rule(name=SHADOWS, theme=st.sampled_from(["default", "other"]), mark=st.sampled_from(["one", "two", ""]))
    def shadow(self, name: str, theme: str, mark: str) -> None:
        path = f"themes/{theme}/{name}"
        if mark:
            self.site.write(path, f"{(DEFAULT / name).read_text('utf-8')}<!-- {theme} {mark} -->\n")
        else:
            (self.site.root / path).unlink(missing_ok=True)

    @rule(
        title=st.sampled_from(["Test", "Other"]),
        size=st.integers(1, 3),
        theme=st.sampled_from(["default", "other"]),
    )
    def configure(self, title: str, size: int, theme: str) -> None:
        self.site.write("themes/other/static/own.css", "a{}")
        self.site.write(
            "briefings.toml",
            f'[site]\ntitle = "{title}"\nper_page = {size}\ntheme = "{theme}"\nbase_url = "https://example.org/x/"\n'
            f'[theme]\naccent = "#0b5c5{size}"\n',
        )

    @rule(what=st.sampled_from(["state", "store.sqlite", "staged"]))
    def lose(self, what: str) -> None:
        path = self.site.root / ".briefings" / what
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    # --- builds --------------------------------------------------------------------------------------------

    @rule()
    def build(self) -> None:
        old = self.looks()
        self.site.build()
        made = self.site.tree()
        assert self.site.report.crashes == ()
        assert bool(self.site.report.errors) >= bool(self.broken), self.site.messages()
        if not self.site.report.errors:
            assert made == self.site.clean_tree()
        now = self.looks()
        for path in old.keys() & now.keys():
            if old[path][0] == now[path][0]:
                assert old[path] == now[path], f"{path} was rewritten"

    @precondition(lambda self: not self.broken)
    @rule()
    def look(self) -> None:
        made = self.preview.rebuild()
        files = {name: made.get(name) for name in made.names}
        for _ in made.stale():
            pass
        self.preview.keep()
        if not made.report().errors:
            clean = self.site.clean_tree(Setting(drafts=True))
            assert files == {path: content for path, content in clean.items() if path != ".gitignore"}

    @rule()
    def draft(self) -> None:
        self.site.draft()

    def looks(self) -> dict[str, tuple[bytes, int, int]]:
        base = self.site.root / "site"
        return {
            path.relative_to(base).as_posix(): (
                path.read_bytes(),
                path.stat().st_ino,
                path.stat().st_mtime_ns,
            )
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }


@pytest.mark.parametrize("processes", [1, 2])
def test_small_steps_lead_where_one_leap_leads(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MANY", 1)
    monkeypatch.setattr(executors, "MANY", 1)
    monkeypatch.setattr(workers, "cores", lambda: processes)
    run_state_machine_as_test(
        Sites,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=not TRIALS,
        ),
    )
