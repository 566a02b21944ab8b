"""Records of the gold files: JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Line = dict[str, Any]
Predict = Callable[[Line], Line]
"""From a gold record, of which only the text and what is given with it may be looked at, to the predicted record."""

Scores = dict[str, dict[str, float]]
"""Rows of a scoring program by name, each with its figures in per cent and its counts."""


def read_lines(path: Path) -> list[Line]:
    """All records of a file, in file order."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
