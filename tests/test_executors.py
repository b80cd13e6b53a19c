"""Sources are studied by other processes, here or in a cluster: what comes of it is what one process makes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from briefings import studies
from briefings.build import executors, workers
from briefings.errors import UsageError
from briefings.state import encode
from tests.command import COMMAND, Run, environment, run
from tests.conftest import Site
from tests.live_support import eventually

COUNT = 12

ARTICLE = (
    "Title: The pier at {name}\nDate: 2025-11-{day:02}\n\nThe pier at {name} is {length} metres long. It opened on "
    "26 July 1814.\n\n“It has never been closed for a day,” said Ana Reyes, who keeps it.\n"
)

DEADLY = """
    import os, signal
    from pathlib import Path

    MARK = Path(__file__).with_name("killed")

    def setup(registry):
        registry.step("deadly", deadly)

    def deadly(lines, language):
        if os.environ.get("DEADLY") and any("Port 7" in line.text for line in lines) and not MARK.exists():
            MARK.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return lines
"""


@pytest.fixture
def sources(site: Site) -> Site:
    for number in range(COUNT):
        text = ARTICLE.format(name=f"Port {number}", day=number + 1, length=100 + number)
        site.write(f"content/sources/port-{number:02}.txt", text)
    return site


@pytest.fixture
def shared(sources: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Sources that three processes study, however many cores there are."""
    monkeypatch.setattr(executors, "MANY", 3)
    monkeypatch.setattr(workers, "cores", lambda: 3)
    return sources


def drafts(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content/briefings").glob("*.md")}


def alone(site: Site) -> dict[str, bytes]:
    """What one process drafts from the same sources."""
    other = site.root.with_name("alone")
    (other / "content/sources").mkdir(parents=True)
    (other / "briefings.toml").write_bytes((site.root / "briefings.toml").read_bytes())
    for path in (site.root / "content/sources").iterdir():
        (other / "content/sources" / path.name).write_bytes(path.read_bytes())
    assert run(["draft", "--profile", "-q"], other).code == 0, "with a meter all is made by one"
    return drafts(other)


# --- processes of this machine -------------------------------------------------------------------------


def test_three_processes_draft_what_one_drafts(shared: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, made = [], studies.Studies.made

    def noted(of: studies.Studies, rule: str, path: str, made_from: Any, make: Any) -> object:
        found = made(of, rule, path, made_from, lambda: "made here")
        taken.append(found)
        return make() if found == "made here" else found

    monkeypatch.setattr(studies.Studies, "made", noted)
    shared.draft()

    assert len(shared.report.created) == COUNT
    assert len(taken) == 3 * COUNT
    assert "made here" not in taken
    assert drafts(shared.root) == alone(shared)


def test_what_was_studied_of_another_version_of_a_file_is_not_taken() -> None:
    ask = studies.Ask("content/sources/a.txt", b"Old words of a file.", None)
    known = studies.Studies()
    known.add(ask, studies.study(encode(ask)))

    assert known.made("source", ask.path, (b"New words.", None), lambda: "made anew") == "made anew"


def test_what_cannot_be_studied_is_reported_once(shared: Site) -> None:
    shared.write("content/sources/port-03.txt", b"\xff\xfe\x00\xd8 broken")
    shared.draft()

    assert len(shared.report.created) == COUNT - 1
    assert sum("port-03.txt" in text for text in shared.messages()) == 1


def test_a_process_that_is_killed_costs_time_only(shared: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = os.getpid()

    def deadly(ask: bytes) -> bytes:
        if os.getpid() != first and b"Port 5" in ask:
            os.kill(os.getpid(), signal.SIGKILL)
        return studies.study(ask)

    monkeypatch.setattr(executors, "study", deadly)
    deadly.__module__, deadly.__qualname__ = executors.__name__, "study"
    shared.draft()

    assert shared.report.errors == 0
    assert drafts(shared.root) == alone(shared)


def test_no_process_outlives_a_run_that_ends_early(shared: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        assert multiprocessing.active_children(), "the studies are under way"
        raise KeyboardInterrupt

    monkeypatch.setattr(executors, "taken", stopped)
    with pytest.raises(KeyboardInterrupt):
        shared.draft()

    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a killed process")
def test_no_process_outlives_a_killed_one(sources: Site) -> None:
    script = """
        import os, signal, sys
        from briefings.build import executors, workers
        executors.MANY, workers.cores = 3, lambda: 3

        def killed(*_):
            import multiprocessing
            print(*(child.pid for child in multiprocessing.active_children()), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

        executors.taken = killed
        from briefings.cli import main
        main(["draft"])
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(script)],
        cwd=sources.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    children = list(map(int, done.stdout.split()))

    assert done.returncode == -signal.SIGKILL
    assert len(children) == 3, done.stderr
    assert eventually(lambda: not any(map(is_running, children)))


def is_running(process: int) -> bool:
    """Whether a process is there and no mere entry that waits to be read."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return False


# --- a cluster -----------------------------------------------------------------------------------------


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A folder with an installed plug-in whose cleaning step kills the first process that it runs in, once."""
    folder = tmp_path / "plugin"
    info = folder / "deadly-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "deadly.py").write_text(dedent(DEADLY))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[briefings.plugins]\ndeadly = deadly:setup\n")
    return folder


@pytest.fixture
def cluster(tmp_path: Path, plugin: Path) -> Iterator[Callable[[], str]]:
    """A scheduler and two workers of Dask, each a process of its own; gives what starts them."""
    pytest.importorskip("distributed") if not os.environ.get("CI") else None
    file, started = tmp_path / "scheduler.json", list[subprocess.Popen[bytes]]()
    paths = f"{environment()['PYTHONPATH']}{os.pathsep}{plugin}"
    around = {**environment(""), "PYTHONPATH": paths, "DEADLY": "1"}

    def begin(module: str, *arguments: str) -> None:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            "--scheduler-file",
            str(file),
            "--no-dashboard",
        ]
        started.append(
            subprocess.Popen(
                [*command, "--host", "127.0.0.1", *arguments],
                cwd=tmp_path,
                env=around,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def start() -> str:
        begin("dask_scheduler", "--port", "0")
        begin("dask_worker", "--nworkers", "2", "--nthreads", "1")
        eventually(lambda: file.exists() and file.read_text("utf-8").endswith("}"))
        address: str = json.loads(file.read_text("utf-8"))["address"]
        return address.replace("tcp://", "dask://")

    try:
        yield start
    finally:
        for process in reversed(started):  # a worker without a scheduler would wait for it
            process.terminate()
            process.wait()


def drafted_with(executor: str, site: Site, plugin: Path) -> Run:
    around = {**environment(""), "PYTHONPATH": f"{environment()['PYTHONPATH']}{os.pathsep}{plugin}"}
    done = subprocess.run(
        [*COMMAND, "draft", "--executor", executor, "-q"],
        cwd=site.root,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def test_a_cluster_drafts_what_one_process_drafts_also_where_a_worker_is_killed(
    sources: Site, cluster: Callable[[], str], plugin: Path
) -> None:
    expected = alone(sources)
    settings = sources.read("briefings.toml")
    sources.write("briefings.toml", f'{settings}\n[plugins]\nuse = ["deadly"]\n')
    done = drafted_with(cluster(), sources, plugin)

    assert (done.code, done.stdout, done.stderr) == (0, "", "")
    assert (plugin / "killed").exists(), "a worker was killed"
    assert drafts(sources.root) == expected


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("spark://127.0.0.1:7077", "not an executor"),
        ("dask://", "not an executor"),
        ("dask://127.0.0.1:9", "no Dask cluster with workers at dask://127.0.0.1:9"),
    ],
)
def test_an_executor_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    monkeypatch.setattr(executors, "PATIENCE", 0.2)
    with pytest.raises(UsageError, match=message), executors.cluster(address):
        pass


def test_workers_of_another_version_are_refused() -> None:
    class Client:
        def run(self, _: object) -> dict[str, str]:
            return {"tcp://127.0.0.1:1": "briefings 0.0.1, Python 3.11.7"}

    with pytest.raises(UsageError, match=r"the workers have briefings 0\.0\.1"):
        executors.refuse_others(Client())
