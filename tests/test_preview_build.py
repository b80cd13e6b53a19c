"""What the preview shows is what a build publishes: the same bytes, of one version, whatever changes meanwhile."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import queue
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest

from briefings.build import Session, Setting
from briefings.inputs import NEVER
from briefings.preview import Preview, watching
from briefings.server import Server, Snapshot
from briefings.server.site import Superseded
from tests.conftest import Site, briefing
from tests.live_support import LIMIT, eventually, get, in_time, now, running

# watchdog says so of folders that are made while it lists their parent, and would end over it here
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

DRAFTS = Setting(drafts=True)
FOOTER = "themes/default/partials/footer.html"
MANY = 40
TRIALS = int(os.environ.get("BRIEFINGS_TRIALS", "3"))
LOOKED_AT = (
    "/",
    "/archive/",
    "/topics/climate/",
    "/briefings/b1/",
    "/briefings/a/",
    "/about/",
    "/feed.xml",
    "/none/",
)


def built(site: Site) -> dict[str, bytes]:
    """What a build of the same files from nothing makes, without what is not of the site."""
    tree = site.clean_tree(DRAFTS)
    del tree[".gitignore"]
    return tree


class Live:
    """A preview of a site, running in a thread of its own."""

    def __init__(self, site: Site, server: Server) -> None:
        self.site = site
        self.server = server
        self.said: queue.Queue[str] = queue.Queue()
        self.snapshots: list[Snapshot] = []

    def publish(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self.server.publish(snapshot)

    def line(self, part: str = "") -> str:
        """Wait for a line with this in it."""
        while part not in (line := self.said.get(timeout=LIMIT)):
            pass
        return line

    def tree(self) -> dict[str, bytes] | None:
        """All files of the newest version; None where there is a newer one by now."""
        newest = self.snapshots[-1].files
        with contextlib.suppress(Superseded):
            return {name: newest[name] for name in newest}
        return None

    def is_as_built(self) -> bool:
        """Whether all is as a build of the same files from nothing makes it."""
        with contextlib.suppress(shutil.Error):  # a draft was being written
            return self.tree() == built(self.site)
        return False

    def page(self, address: str) -> str:
        return get(self.server, address).body.decode()


@contextlib.contextmanager
def previewing(site: Site) -> Iterator[Live]:
    with running(None) as server, Session(site.root, DRAFTS) as session:
        live = Live(site, server)
        with watching(session, live.said.put, poll=False) as watcher:
            preview = Preview(session, watcher, live.publish, live.said.put)
            thread = threading.Thread(target=preview.run)
            thread.start()
            try:
                yield live
            finally:
                watcher.stop()
                thread.join()


def fill(site: Site) -> None:
    """Write briefings enough that they are not made in a moment."""
    for number in range(MANY):
        site.write(f"content/briefings/b{number}.md", briefing(title=f"Number {number}", topics="Climate"))
    site.write(FOOTER, "<footer>before</footer>")


@pytest.fixture
def live(site: Site) -> Iterator[Live]:
    fill(site)
    with previewing(site) as live:
        live.line("built")
        yield live


def test_a_page_has_the_bytes_of_a_build_but_for_our_script(live: Live) -> None:
    live.site.write("content/briefings/later.md", briefing(title="Later", date="2999-01-01"))
    live.site.write("content/briefings/draft.md", briefing(title="Draft", more="status: draft\n"))
    eventually(lambda: "briefings/draft/index.html" in live.snapshots[-1].files and live.is_as_built())

    published = built(live.site)
    for name in ("index.html", "briefings/b1/index.html", "briefings/later/index.html", "feed.xml"):
        served = get(live.server, f"/{name}").body
        start = served.find(b'<script type="module" src="/__briefings/')
        end = served.find(b"</script>", start) + len(b"</script>")
        assert (served[:start] + served[end:] if start >= 0 else served) == published[name]
    assert not live.site.exists("site")


def edits(rng: random.Random) -> list[Callable[[Site], object]]:
    name = rng.choice("abcdef")
    path = f"content/briefings/{name}.md"
    topics = ", ".join(rng.sample(["Climate", "Health", "Courts", "Énergie"], rng.randint(0, 3)))
    text = briefing(
        title=f"Title {rng.randint(1, 4)}",
        date=f"2025-1{rng.randint(0, 2)}-0{rng.randint(1, 5)}",
        topics=topics,
        body=rng.choice(["One.", "Two.\n\n## Head\n\nThree.", "See [b](b.md) and ![](../assets/x.svg)."]),
        more=rng.choice(
            ["", "", "status: draft\n", "pinned: true\n", f"slug: s{name}\n", "people: [Ana Reyes]\n"]
        ),
    )
    footer = "themes/default/partials/footer.html"
    source = f"content/sources/{name}.txt"
    raw = (
        f"Title: Source {name}\nDate: 2025-10-0{rng.randint(1, 9)}\n\n"
        f"The river rose by {rng.randint(2, 5)} metres on Monday. It fell again.\n"
    )
    return [
        lambda s: s.write(path, text),
        lambda s: s.write(path, text),
        lambda s: s.write(path, text),
        lambda s: s.remove(path) if s.exists(path) else None,
        lambda s: s.write(
            "content/pages/about.md", f"# About {rng.randint(1, 3)}\n\nUs. [a](../briefings/a.md)\n"
        ),
        lambda s: s.remove("content/pages/about.md") if s.exists("content/pages/about.md") else None,
        lambda s: s.write(footer, f"<footer>{rng.randint(1, 3)}</footer>"),
        lambda s: s.remove(footer) if s.exists(footer) else None,
        lambda s: s.write("content/assets/x.svg", f"<svg>{rng.randint(1, 3)}</svg>"),
        lambda s: s.write(
            "briefings.toml",
            f'[site]\ntitle = "T{rng.randint(1, 2)}"\nper_page = {rng.randint(1, 3)}\nbase_url = "https://example.org/"\n'
            f'[theme]\npage = "#ff{rng.randint(10, 12)}00"\n',
        ),
        lambda s: s.write(source, raw),
    ]


@pytest.mark.parametrize("seed", range(TRIALS))
def test_random_edits_end_in_what_a_build_gives(site: Site, seed: int) -> None:
    """Most come while pages of the version before are still being made, or are looked at."""
    rng = random.Random(seed)
    fill(site)
    with previewing(site) as live:
        live.line("built")
        for _ in range(3):
            for _ in range(rng.randint(1, 9)):
                rng.choice(edits(rng))(site)
                for _ in range(rng.choice([0, 0, 1, 3])):
                    get(live.server, rng.choice(LOOKED_AT))
            eventually(live.is_as_built)


def test_edits_in_a_row_end_in_the_last_one(live: Live) -> None:
    for number in range(20):
        live.site.write(FOOTER, f"<footer>edit {number}</footer>")
        live.site.write("content/briefings/b0.md", briefing(title=f"Title {number}", topics="Climate"))
        live.page("/briefings/b1/")  # the page is looked at all the while

    eventually(live.is_as_built)
    assert "<footer>edit 19</footer>" in live.page("/briefings/b7/")


def test_once_a_new_version_was_seen_no_answer_is_of_the_old_one(live: Live) -> None:
    seen: list[bool] = []

    def ask(number: int) -> bool:
        seen.append("<footer>after</footer>" in live.page(f"/briefings/b{number % MANY}/"))
        return seen[-1]

    live.page("/briefings/b0/")
    live.site.write(FOOTER, "<footer>after</footer>")
    numbers = iter(range(100_000))
    eventually(lambda: ask(next(numbers)))
    assert all(ask(number) for number in range(MANY))


def test_the_page_that_is_looked_at_is_made_before_the_browsers_are_told(live: Live) -> None:
    live.page("/briefings/b3/")
    version = len(live.snapshots)
    live.site.write(FOOTER, "<footer>after</footer>")
    told = eventually(lambda: live.snapshots[version:])[0]

    assert told.changed is not None
    assert "briefings/b3/index.html" in told.changed
    assert b"<footer>after</footer>" in told.files["briefings/b3/index.html"]


def test_a_page_that_is_as_it_was_is_not_named_as_changed(live: Live) -> None:
    live.page("/briefings/b3/")
    version = len(live.snapshots)
    live.site.write("content/briefings/b5.md", briefing(title="Number 5", topics="Climate", body="Other."))
    told = eventually(lambda: live.snapshots[version:])[0]

    assert told.changed is not None
    assert "briefings/b5/index.html" in told.changed
    assert "briefings/b3/index.html" not in told.changed


def test_a_broken_template_leaves_every_page_up_also_those_that_nobody_has_seen(site: Site) -> None:
    fill(site)
    with previewing(site) as live:
        live.line("built")
    with previewing(site) as live:  # with the state of before, but without a page in memory
        live.line("0 files built")
        first = live.snapshots[-1].files
        eventually(lambda: len(first.ready) == len(first))  # type: ignore[attr-defined]
        site.write(FOOTER, "<footer>{{ nobody.knows }}</footer>")
        live.line("nobody")

        assert all("<footer>before</footer>" in live.page(f"/briefings/b{n}/") for n in range(MANY))
        problems = live.snapshots[-1].problems
        site.write("content/briefings/b0.md", briefing(title="Anew", topics="Climate"))
        live.line("b0.md")
        assert [snapshot.problems for snapshot in live.snapshots[-2:]] == [problems, problems]

        site.write(FOOTER, "<footer>cured</footer>")
        eventually(live.is_as_built)
        assert live.snapshots[-1].problems == ()


def test_a_page_can_be_had_while_others_are_still_to_be_made(site: Site) -> None:
    fill(site)
    with Session(site.root, DRAFTS) as session:
        build = session.rebuild()
        assert not any(name.startswith("briefings/") for name in build.ready)

        assert build.get("briefings/b1/index.html") == built(site)["briefings/b1/index.html"]
        assert [name for name in build.ready if name.startswith("briefings/")] == ["briefings/b1/index.html"]


def test_a_new_source_becomes_a_briefing_and_a_line_names_it(live: Live) -> None:
    live.site.write(
        "content/sources/flood.txt",
        "Title: Flood\nDate: 2025-05-01\n\nThe river rose by 3 metres on Monday.\n",
    )

    assert live.line("drafted") == "content/briefings/flood.md: drafted"
    assert "content/sources/flood.txt: 1 drafted" in live.line("built")
    assert "The river rose by 3 metres on Monday." in live.page("/briefings/flood/")


def test_what_it_drafts_itself_is_no_news_to_it(live: Live) -> None:
    source = "Title: Flood\nDate: 2025-05-01\n\nThe river rose by {} metres on Monday.\n"
    for metres in range(3, 8):
        live.site.write("content/sources/flood.txt", source.format(metres))
        assert "content/sources/flood.txt: 1 drafted" in live.line("built")
        assert f"The river rose by {metres} metres" in live.page("/briefings/flood/")
    flood = live.site.read("content/briefings/flood.md")
    live.site.write("content/briefings/flood.md", flood.replace("on Monday.", "on Monday, by hand."))

    assert live.line("built").startswith("content/briefings/flood.md: ")
    assert "by hand" in live.page("/briefings/flood/")
    assert live.said.empty()


def test_a_changed_source_of_an_edited_briefing_is_proposed(live: Live) -> None:
    source = "Title: Flood\nDate: 2025-05-01\n\nThe river rose by {} metres on Monday.\n"
    live.site.write("content/sources/flood.txt", source.format(3))
    live.line("drafted")
    eventually(lambda: live.site.exists("content/briefings/flood.md"))
    edited = live.site.read("content/briefings/flood.md").replace("on Monday.", "on Monday, says the editor.")
    live.site.write("content/briefings/flood.md", edited)
    live.line("content/briefings/flood.md: ")

    live.site.write("content/sources/flood.txt", source.format(4))

    assert live.line("a change is proposed") == "content/briefings/flood.md.proposed: a change is proposed"
    assert live.site.read("content/briefings/flood.md") == edited


# --- nothing changes but the time ----------------------------------------------------------------------


def test_what_is_published_and_what_expires_while_it_runs_needs_no_change(site: Site) -> None:
    def trial(ahead: dt.timedelta) -> bool:
        comes = now() + ahead
        title = f"Late {ahead}"
        site.write("content/briefings/late.md", briefing(title=f"'{title}'", more=f"publish: {comes}\n"))
        site.write("content/briefings/brief.md", briefing(title="Brief", more=f"expires: {comes + ahead}\n"))
        with previewing(site) as live:
            live.line("built")
            front, brief = live.page("/"), get(live.server, "/briefings/brief/").status
            if now() >= comes:
                return False
            assert "Scheduled" in front
            assert brief == 200

            said = [live.line()]
            while "removed" not in said[-1]:
                said.append(live.line())
            assert all(re.match(r"by the clock: \d+ files? built", text) for text in said)
            assert "Scheduled" not in live.page("/")
            assert title in live.page("/")
            assert get(live.server, "/briefings/brief/").status == 404
            assert "Brief" not in live.page("/")
            assert live.is_as_built()
        return True

    site.write("content/briefings/now.md", briefing(title="Now"))
    in_time(trial)


def test_a_moment_that_does_nothing_is_no_news(site: Site) -> None:
    with previewing(site) as live:

        def trial(ahead: dt.timedelta) -> bool:
            comes = now() + ahead
            more = f"publish: {comes}\n"
            site.write("content/briefings/late.md", briefing(title=f"'Late {ahead}'", more=more))
            live.line("late.md")
            site.write("content/briefings/late.md", briefing(title=f"'Later {ahead}'"))
            live.line("late.md")  # it depends on no moment any more
            before = len(live.snapshots)
            if now() >= comes:
                return False
            eventually(lambda: len(live.snapshots) > before)  # the bar may have another mark
            assert live.snapshots[-1].changed == frozenset()
            assert live.said.empty()
            return True

        live.line("built")
        in_time(trial)


def test_with_a_fixed_time_no_moment_comes(site: Site) -> None:
    site.write("content/briefings/late.md", briefing(title="Late", more="publish: 2020-01-02\n"))
    with Session(site.root, Setting(now=dt.date(2020, 1, 1))) as session:
        session.build()
        assert session.until() == NEVER
    with Session(site.root, Setting()) as session:
        session.build()
        assert session.until() == NEVER  # it has come


def act(site: Site) -> list[Callable[[], object]]:
    """What an editor may do to a briefing that the preview must follow."""
    first = site.root / "content/briefings/b0.md"
    return [
        lambda: first.rename(first.with_name("renamed.md")),
        first.unlink,
        lambda: (site.root / "content/briefings").rename(site.root / "content/elsewhere"),
        lambda: shutil.move(first, site.root),
    ]


@pytest.mark.parametrize("number", range(4))
def test_what_is_moved_away_is_gone_and_comes_back(live: Live, number: int) -> None:
    text = live.site.read("content/briefings/b0.md")
    act(live.site)[number]()
    eventually(lambda: get(live.server, "/briefings/b0/").status == 404)

    live.site.write("content/briefings/b0.md", text)
    eventually(lambda: get(live.server, "/briefings/b0/").status == 200)
    eventually(live.is_as_built)
