"""Folders of files that were sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from attache.web.intake.kept import new_folder, sweep


@pytest.mark.skipif(os.name != "posix", reason="only POSIX tells whether a process runs")
def test_what_a_killed_desk_left_behind_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "kept").mkdir()
    left, other = tmp_path / f"attache-{gone.pid}-ab_1", tmp_path / "attache-notes"
    link = tmp_path / f"attache-{gone.pid}-link"
    for folder in (left, other):
        folder.mkdir()
        (folder / "0.txt").write_text("a", "utf-8")
    link.symlink_to(tmp_path / "kept")
    with new_folder() as own:
        sweep()
        assert Path(own).exists()
        assert Path(own).stat().st_mode & 0o077 == 0
    assert not left.exists()
    assert other.exists()
    assert link.is_symlink()
