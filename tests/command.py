"""Running the command: in this process where that shows the same, as a process of its own where it does not."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefings.cli import main

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "briefings")
LIMIT = 30  # seconds; a run that takes longer hangs


class Run(NamedTuple):
    """What a run of the command left behind."""

    code: int
    stdout: str
    stderr: str


def in_process(*arguments: str) -> Run:
    """Run the command here, in the current folder."""
    out, err = io.StringIO(), io.StringIO()
    before = signal.getsignal(signal.SIGTERM)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    finally:
        signal.signal(signal.SIGTERM, before)
    return Run(code, out.getvalue(), err.getvalue())


def environment(warnings: str = "error") -> dict[str, str]:
    """The environment of a user who has the package installed, and a terminal in which all is UTF-8.

    What is to be interrupted gets "", the warnings that users have: an import that ends in the midst leaves a file
    open, and Python would tell that as an error which it ignores.
    """
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": warnings}


def run(arguments: Sequence[str], folder: Path, stdin: str | bytes = b"") -> Run:
    """Run the command as a process of its own."""
    given = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(),
        input=given,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
