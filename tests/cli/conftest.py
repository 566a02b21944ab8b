"""The command line as a user runs it: a process of its own, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Attache = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def run(
    *words: str | Path, cwd: Path, given: str | bytes = "", env: Mapping[str, str] | None = None, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Runs `attache` and returns its exit status and what it printed."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "attache", *map(str, words)],
        cwd=cwd,
        input=data,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=timeout,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def attache(tmp_path: Path) -> Attache:
    """`attache` in an empty folder."""
    return lambda *words, **how: run(*words, **{"cwd": tmp_path, **how})


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of the Vietnam–Russia sample reports."""
    folder = tmp_path_factory.mktemp("samples")
    done = run("read", EXAMPLES / "vietnam-russia", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder
