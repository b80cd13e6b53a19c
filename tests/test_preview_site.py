"""The preview as its user has it: the command, an editor that saves by rename, and a real browser."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import queue
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import run
from tests.conftest import Site, briefing
from tests.live_support import LIMIT, eventually, in_time, now

BODY = "The ice broke early this year.\n\n## What now?\n\n" + "A paragraph of text. " * 400
PAGE = "content/briefings/ice.md"


SOAK = float(os.environ.get("BRIEFINGS_SOAK", "8"))  # seconds of edits without a pause
GROWTH = 1.1  # of the memory in use after a third of them


def save(path: Path, text: str) -> None:
    """Save as editors do: a new file beside the old one, then a rename over it."""
    beside = path.with_name(f"{path.name}~")
    beside.write_text(text, "utf-8")
    beside.replace(path)


class Preview:
    """A running `briefings serve`, and the lines it has printed."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefings", "serve", "--port", "0"],
            cwd=site.root,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.url = self.line(r"http://\S+")[0]

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def line(self, pattern: str) -> re.Match[str]:
        """Wait for a line that the command prints."""
        while True:
            found = re.search(pattern, self.lines.get(timeout=LIMIT))
            if found:
                return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(LIMIT)
        self._reader.join(LIMIT)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Preview]:
    preview = Preview(site)
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.end()


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    site.write(PAGE, briefing(title="Ice", body=BODY))
    site.write(
        "content/sources/flood.txt",
        "Title: Flood\nDate: 2025-05-01\n\nThe river rose by 3 metres on Monday.\n",
    )
    with serving(site) as running:
        running.line(r"built")
        yield running


@pytest.mark.browser
def test_a_saved_word_appears_without_a_reload(preview: Preview, browser_page) -> None:
    browser_page.goto(f"{preview.url}briefings/ice/")
    browser_page.locator("briefings-problems").wait_for(state="attached")
    browser_page.evaluate("window.note = 'same page'; scrollTo(0, 600)")

    save(preview.site.root / PAGE, briefing(title="Ice", body=BODY.replace("early", "late")))

    browser_page.get_by_text("The ice broke late this year.").wait_for()
    assert browser_page.evaluate("window.note") == "same page"
    assert browser_page.evaluate("scrollY") == 600


@pytest.mark.browser
def test_a_broken_template_shows_an_overlay_until_it_is_cured(preview: Preview, browser_page) -> None:
    browser_page.goto(f"{preview.url}briefings/ice/")
    template = preview.site.root / "themes/default/partials/footer.html"
    template.parent.mkdir(parents=True)

    save(template, "<footer>\n{{ nobody.knows }}\n</footer>\n")
    panel = browser_page.locator("briefings-problems .panel")
    panel.wait_for()
    assert "themes/default/partials/footer.html:2" in panel.inner_text()
    assert "{{ nobody.knows }}" in panel.inner_text()
    assert browser_page.get_by_text("The ice broke early this year.").is_visible()  # the last good page

    save(template, "<footer>cured</footer>\n")
    panel.wait_for(state="hidden")
    browser_page.get_by_text("cured").wait_for()


FLOOD = "content/briefings/flood.md"
STAGES = {
    "source": (
        "content/sources/flood.txt",
        ("2025-05-01", "2025-99-01"),
        (
            "content/sources/flood.txt:2:7",
            "not a date: '2025-99-01'",
            "Date: 2025-99-01",
            "Hint: write date: ",
        ),
    ),
    "front matter": (
        FLOOD,
        ("\ntitle: Flood", "\ntitel: Flood"),
        (f"{FLOOD}:3:1", "unknown key: titel", "titel: Flood", "Hint: did you mean title?"),
    ),
    "facts": (
        FLOOD,
        ("- The river rose by 3 metres on Monday. [^1]", "- The river rose by 3 metres on Monday. [^7]"),
        (f"{FLOOD}:", "[^7]", "- The river rose", "Hint: "),
    ),
    "template": (
        "themes/default/partials/footer.html",
        ("<footer>", "<footer>\n{{ nobody.knows }}"),
        ("themes/default/partials/footer.html:2", "'nobody' is undefined", "{{ nobody.knows }}", "Hint: "),
    ),
    "asset": (
        "themes/default/partials/footer.html",
        ("<footer>", "<footer>\n{{ asset('none.css') }}"),
        ("themes/default", "no file static/none.css", "Hint: the theme lacks this file"),
    ),
    "configuration": (
        "briefings.toml",
        ("title =", "titel ="),
        ("briefings.toml:2:1", "unknown key: site.titel", 'titel = "Test"', "Hint: did you mean title?"),
    ),
}


@pytest.mark.browser
def test_an_error_of_any_stage_is_shown_until_it_is_cured(preview: Preview, browser_page) -> None:
    root = preview.site.root
    preview.site.write("themes/default/partials/footer.html", "<footer></footer>\n")
    preview.line(r"footer\.html.*built")
    browser_page.goto(f"{preview.url}briefings/flood/")
    panel = browser_page.locator("briefings-problems .panel")

    for stage, (path, (good, bad), parts) in STAGES.items():
        text = (root / path).read_text("utf-8")
        assert good in text, stage
        save(root / path, text.replace(good, bad, 1))
        preview.line(f"^{re.escape(parts[0])}.*: error: ")  # the terminal says the same
        panel.wait_for()
        shown = panel.inner_text()
        assert [part for part in parts if part not in shown] == [], (stage, shown)
        assert (
            browser_page.locator("main").get_by_text("The river rose by 3 metres").count() > 0
        )  # the last good page

        save(root / path, text)
        panel.wait_for(state="hidden")


@pytest.mark.browser
def test_an_error_of_another_page_is_counted(preview: Preview, browser_page) -> None:
    browser_page.goto(f"{preview.url}briefings/flood/")
    good = (preview.site.root / PAGE).read_text("utf-8")
    save(preview.site.root / PAGE, good.replace("title:", "titel:"))

    badge = browser_page.locator("briefings-problems .bar").get_by_role(
        "button", name="1 problem in other pages"
    )
    badge.wait_for()
    assert browser_page.locator("briefings-problems .panel").is_hidden()
    save(preview.site.root / PAGE, good)
    badge.wait_for(state="detached")


@pytest.mark.browser
def test_a_draft_is_shown_and_marked_and_opens_in_the_editor(preview: Preview, browser_page) -> None:
    record = "import pathlib, sys; pathlib.Path('opened').write_text(sys.argv[1])"
    editor = shlex.join([sys.executable, "-c", record, "{file}"])
    settings = preview.site.read("briefings.toml")
    save(preview.site.root / "briefings.toml", f"{settings}[preview]\neditor = '''{editor}'''\n")
    save(preview.site.root / PAGE, briefing(title="Ice", date="2999-01-02", more="status: draft\n"))
    preview.line("ice.md.*built")

    browser_page.goto(f"{preview.url}briefings/ice/")
    bar = browser_page.locator("briefings-problems .bar")
    bar.wait_for()
    assert bar.locator(".mark").all_inner_texts() == ["Draft", "Future: 2999-01-02"]
    bar.get_by_role("button", name=f"Edit {PAGE}").click()

    opened = preview.site.root / "opened"
    assert eventually(lambda: opened.exists() and opened.read_text()) == str(preview.site.root / PAGE)


@pytest.mark.browser
def test_a_mark_of_the_future_goes_when_its_moment_comes(preview: Preview, browser_page) -> None:
    def trial(ahead: dt.timedelta) -> bool:
        comes = now() + ahead
        more = f"status: draft\npublish: {comes}\n"
        save(preview.site.root / PAGE, briefing(title=f"'Ice {ahead}'", more=more))
        preview.line("ice.md.*built")
        browser_page.goto(f"{preview.url}briefings/ice/")
        browser_page.evaluate("window.note = 'same page'")
        marks = browser_page.locator("briefings-problems .bar .mark")
        eventually(lambda: marks.get_by_text("Future").count() or now() >= comes)
        if now() >= comes:
            return False
        marks.get_by_text("Future").wait_for(state="detached")
        assert marks.all_inner_texts() == ["Draft"]  # of the page itself nothing is another
        assert browser_page.evaluate("window.note") == "same page"
        return True

    in_time(trial)


@pytest.mark.browser
def test_a_page_that_expires_while_it_is_looked_at_says_so(preview: Preview, browser_page) -> None:
    def trial(ahead: dt.timedelta) -> bool:
        comes = now() + ahead
        save(preview.site.root / PAGE, briefing(title=f"'Ice {ahead}'", more=f"expires: {comes}\n"))
        preview.line("ice.md.*built")
        if browser_page.goto(f"{preview.url}briefings/ice/").status != 200:
            assert now() >= comes
            return False
        browser_page.locator("briefings-problems .panel").get_by_text("no longer part of the site").wait_for()
        preview.line("^by the clock: .* removed")
        return True

    in_time(trial)


@pytest.mark.browser
def test_a_changed_source_of_an_edited_briefing_is_a_proposal(preview: Preview, browser_page) -> None:
    flood = preview.site.root / FLOOD
    save(flood, flood.read_text("utf-8").replace("\n:::\n\nThe river", "\n:::\n\nBy hand. The river"))
    preview.line("flood.md.*built")
    browser_page.goto(f"{preview.url}briefings/flood/")
    source = preview.site.root / "content/sources/flood.txt"
    save(source, source.read_text("utf-8") + "\nThe bridge is closed.\n")

    bar = browser_page.locator("briefings-problems .bar")
    bar.locator(".mark").get_by_text("A change is proposed").wait_for()
    assert browser_page.get_by_text("By hand.").is_visible()
    bar.get_by_role("button", name="to check").click()
    assert f"{FLOOD}.proposed" in bar.locator(".list").inner_text()


@pytest.mark.browser
def test_a_fact_leads_to_its_sentence_and_lights_it_up(preview: Preview, browser_page) -> None:
    browser_page.goto(f"{preview.url}briefings/flood/")
    browser_page.locator("section.facts a.mark").first.click()

    cited = browser_page.locator(".cited:target")
    assert cited.inner_text() == "The river rose by 3 metres on Monday."
    assert cited.evaluate("node => getComputedStyle(node).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_the_output_folder_is_not_touched(preview: Preview) -> None:
    assert not preview.site.exists("site")


def test_a_rebuild_is_told_in_one_line(preview: Preview) -> None:
    save(preview.site.root / PAGE, briefing(title="Ice", body="Short."))

    preview.line(r"^content/briefings/.*: \d+ files? built, \d+ unchanged in \d+ ms$")


def test_a_port_in_use_is_told_in_words(preview: Preview) -> None:
    port = preview.url.rpartition(":")[2].strip("/")
    refused = run(["serve", "--port", port], preview.site.root)

    assert refused.code == 2
    assert f"port {port} is in use" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_ctrl_c_ends_it_at_once(preview: Preview) -> None:
    assert preview.end() == 130


def fetched(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def written(site: Site) -> int:
    """When the state was last kept."""
    state = site.root / ".briefings/state"
    return state.stat().st_mtime_ns if state.exists() else 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_edits_without_end_leave_memory_threads_and_files_as_they_were(preview: Preview) -> None:
    """`BRIEFINGS_SOAK=600` for ten minutes."""
    began, turn = time.monotonic(), 0
    used: list[Usage] = []
    while (elapsed := time.monotonic() - began) < SOAK:
        turn += 1
        title = f"Ice {turn // 5}"  # now and then the lists change too
        kept = written(preview.site)
        save(preview.site.root / PAGE, briefing(title=title, body=f"{BODY}\n\nEdit {turn}."))
        # On a busy machine the events of one save may come in two parts, and so may the lines.
        eventually(lambda: f"Edit {turn}." in fetched(f"{preview.url}briefings/ice/"))  # noqa: B023 - called here
        if turn % 5 == 0:  # and there is time to keep what was found
            eventually(lambda: written(preview.site) > kept)  # noqa: B023
        if elapsed > SOAK / 3:
            used.append(Usage.of(preview.process.pid))

    assert used[-1].memory <= used[0].memory * GROWTH
    assert used[-1].threads <= used[0].threads + 1  # the one that answered us may not be gone yet
    assert used[-1].files <= used[0].files + 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_at_rest_it_costs_nearly_nothing(preview: Preview) -> None:
    busy = Usage.of(preview.process.pid).seconds

    def spent_in_two_seconds() -> float:
        nonlocal busy
        with contextlib.suppress(queue.Empty):
            preview.lines.get(timeout=2)
        before, busy = busy, Usage.of(preview.process.pid).seconds
        return busy - before

    assert min(spent_in_two_seconds() for _ in range(3)) <= 0.02


class Usage(NamedTuple):
    """What a process holds: MiB, threads, open files; and the processor seconds that it has used."""

    memory: float
    threads: int
    files: int
    seconds: float

    @classmethod
    def of(cls, pid: int) -> Usage:
        folder = Path(f"/proc/{pid}")
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        pages, ticks = int((folder / "statm").read_text().split()[1]), int(fields[11]) + int(fields[12])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        return cls(
            memory, int(fields[17]), len(list((folder / "fd").iterdir())), ticks / os.sysconf("SC_CLK_TCK")
        )
