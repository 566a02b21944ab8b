"""Trees: one root, no cycle, and the best of all of them, against trying every one."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.language.en.encoder.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_no_tree_is_better(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32) * 3
    mine = tuple(best_tree(scores))
    assert is_tree(mine)
    logs = scores.astype(np.float64).copy()
    logs[np.arange(size), np.arange(size) + 1] = -np.inf
    logs -= np.log(np.exp(logs).sum(1, keepdims=True))

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(logs[w, h + 1] for w, h in enumerate(heads)))

    every = [h for h in product(range(-1, size), repeat=size) if all(w != x for w, x in enumerate(h)) and is_tree(h)]
    # Roots beyond the three likeliest are not tried.
    roots = sorted(range(size), key=lambda w: (-logs[w, 0], w))[:3]
    best = max(total(h) for h in every if h.index(-1) in roots)
    assert total(mine) == pytest.approx(best, abs=1e-3)


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # Two words that prefer each other: the first is the likelier root.
    scores = np.array([[1.0, -9.0, 3.0], [0.0, 3.0, -9.0]], dtype=np.float32)
    assert best_tree(scores) == [-1, 0]
