"""The gold folder: its scoring programs, loaded by path, and its records."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import cast

from benchmarks.accuracy.lines import Line, Scores, read_lines


class Gold:
    """A folder with `score.py` and `<task>/dev.jsonl`."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError, naming what is missing, where the folder or its scoring program is."""
        if not folder.is_dir():
            raise FileNotFoundError(f"no gold folder {folder}: --gold takes the folder that holds score.py and <task>/dev.jsonl")
        self.folder = folder
        self._score = load(folder / "score.py")

    def path(self, task: str) -> Path:
        """Where a task's records lie, if they do."""
        return self.folder / task / "dev.jsonl"

    def records(self, task: str, limit: int | None = None) -> list[Line]:
        """A task's records, the first `limit` of them where one is given, each told the folder that its other files lie in."""
        return [{**line, "folder": str(self.folder / task)} for line in read_lines(self.path(task))[:limit]]

    def score(self, task: str, gold: list[Line], predicted: list[Line]) -> Scores:
        """What the scoring program of the folder says."""
        return cast(Scores, self._score.score(task, gold, predicted))


def load(path: Path) -> ModuleType:
    """A program of the gold folder as a module; FileNotFoundError where it is missing."""
    if not path.is_file():
        raise FileNotFoundError(f"no scoring program {path}")
    spec = importlib.util.spec_from_file_location(f"gold_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is no Python program")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
