"""The best dependency tree from the scores of all arcs: Chu–Liu/Edmonds with exactly one root (McDonald et al. 2005)."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """The head of each word, -1 for the root. `scores` is W×(W+1): row word, column head, column 0 the root.

    Nearly always the best head of every word already makes a tree; the search is for the rest.
    """
    n = scores.shape[0]
    own = np.arange(n)
    scores = scores.copy()
    scores[own, own + 1] = -np.inf
    heads = [int(h) - 1 for h in scores.argmax(1)]
    if heads.count(-1) == 1 and not _cycle(heads):
        return heads
    logs = scores - scores.max(1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(1, keepdims=True))
    best: tuple[float, list[int]] | None = None
    # One root: the likeliest few are tried as the only one. Three have always been enough; a tie goes to the earlier word.
    for root in sorted(range(n), key=lambda w: (-float(logs[w, 0]), w))[:3]:
        only = logs.copy()
        only[:, 0] = -np.inf
        only[root, :] = -np.inf
        only[root, 0] = logs[root, 0]
        tree = _edmonds(only)
        total = float(sum(only[w, h + 1] for w, h in enumerate(tree)))
        if best is None or total > best[0]:
            best = (total, tree)
    assert best is not None, "a sentence has a word"
    return best[1]


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1 and at in path:
            return path[path.index(at) :]
        for w in path:
            state[w] = 2
    return []


def _edmonds(scores: Scores) -> list[int]:
    """Maximum spanning arborescence by contraction of cycles; the root's column is 0."""
    heads = [int(h) - 1 for h in scores.argmax(1)]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    n = len(heads)
    inside = set(cycle)
    outside = [w for w in range(n) if w not in inside]
    # The cycle becomes one word, the last; columns: root, the outside words, the cycle.
    small = np.full((len(outside) + 1, len(outside) + 2), -np.inf, dtype=scores.dtype)
    leaving: dict[int, int] = {}
    entering: dict[int, int] = {}
    columns = [0, *(w + 1 for w in outside)]
    cycle_columns = [w + 1 for w in cycle]
    for i, w in enumerate(outside):
        small[i, : len(columns)] = scores[w, columns]
        best = int(np.argmax(scores[w, cycle_columns]))
        small[i, -1] = scores[w, cycle_columns[best]]
        leaving[i] = cycle[best]
    kept = {w: scores[w, heads[w] + 1] for w in cycle}
    for j, column in enumerate(columns):
        gains = [scores[w, column] - kept[w] for w in cycle]
        best = int(np.argmax(gains))
        small[-1, j] = gains[best]
        entering[j] = cycle[best]
    tree = _edmonds(small)
    last = len(outside)
    for i, w in enumerate(outside):
        h = tree[i]
        heads[w] = -1 if h == -1 else leaving[i] if h == last else outside[h]
    h = tree[last]
    broken = entering[h + 1]
    heads[broken] = -1 if h == -1 else outside[h]
    return heads
