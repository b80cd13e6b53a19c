"""The packages of `examples/`, installed as a user would: by pip, here without a network and into a folder apart."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/pyproject.toml"))


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the example packages are installed."""
    if importlib.util.find_spec("hatchling") is None and not os.environ.get("CI"):
        pytest.skip("hatchling, which builds the packages, is not installed")
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-build-isolation", "--no-index", "--no-compile", "--target", str(folder)]
    done = subprocess.run(
        [*command, *map(str, EXAMPLES)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def installed(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The packages can be imported, as long as the test runs."""
    monkeypatch.syspath_prepend(packages)
    yield packages
    for name in [name for name in sys.modules if name.startswith(("briefings_hearings", "briefings_llm"))]:
        del sys.modules[name]
