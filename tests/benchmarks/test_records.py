"""Records read from the sample reports agree with the hand-made ones at least as well as pinned.

Floors are raised with `python -m benchmarks.records --gold examples --pin tests/benchmarks/floors.json`; lowering one takes
`--allow-lower` beside it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.records import Result, Score, floors, measure, pin

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text("utf-8"))


@cache
def measured() -> Result:
    return measure(EXAMPLES)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_score_falls_below_its_floor(name: str) -> None:
    assert floors(measured())[name] >= FLOORS[name]


def test_every_kind_is_pinned() -> None:
    assert set(floors(measured())) == set(FLOORS)


def test_a_floor_is_lowered_only_by_the_explicit_flag(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    good = Result({"event": Score(gold=10, read=10, found=9, right=9)}, published=1.0, body_kept=1.0)
    worse = Result({"event": Score(gold=10, read=10, found=9, right=5)}, published=1.0, body_kept=1.0)
    assert pin(good, path, allow_lower=False) == []
    assert pin(worse, path, allow_lower=False) == ["event 0.9 -> 0.5"]
    assert json.loads(path.read_text("utf-8"))["event"] == 0.9
    pin(worse, path, allow_lower=True)
    assert json.loads(path.read_text("utf-8"))["event"] == 0.5
