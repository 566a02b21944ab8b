"""The best dependency tree from the scores of all arcs: Chu–Liu/Edmonds with exactly one root (McDonald et al. 2005)."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float32]
_MARGIN = 0.01
"""Above what rounding adds up to over a sentence."""


def best_tree(scores: Scores) -> list[int]:
    """The head of each word, -1 for the root. `scores` is W×(W+1): row word, column head, column 0 the root.

    Nearly always the best head of every word already makes a tree; the search is for the rest.
    """
    n = scores.shape[0]
    own = np.arange(n)
    scores = scores.copy()
    scores[own, own + 1] = -np.inf
    heads: list[int] = (scores.argmax(1) - 1).tolist()
    if heads.count(-1) == 1 and not _cycle(heads):
        return heads
    logs = scores - scores.max(1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(1, keepdims=True))
    best: tuple[float, list[int]] | None = None
    most = logs[:, 1:].max(1).astype(np.float64)
    chances: list[float] = logs[:, 0].tolist()
    rest = float(most.sum())
    # One root: the likeliest few are tried as the only one. Three have always been enough; a tie goes to the earlier word.
    for root in sorted(range(n), key=lambda w: (-chances[w], w))[:3]:
        if best is not None and chances[root] + rest - float(most[root]) < best[0] - _MARGIN:
            continue  # not even the best head of every other word would make it better
        only = logs.copy()
        only[:, 0] = -np.inf
        only[root, :] = -np.inf
        only[root, 0] = logs[root, 0]
        tree = _edmonds(only)
        total = float(only[own, np.array(tree) + 1].cumsum()[-1])
        if best is None or total > best[0]:
            best = (total, tree)
    assert best is not None, "a sentence has a word"
    return best[1]


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        at, turn = start, start + 1
        while at >= 0 and not state[at]:
            state[at] = turn
            at = heads[at]
        if at >= 0 and state[at] == turn:
            cycle, word = [at], heads[at]
            while word != at:
                cycle.append(word)
                word = heads[word]
            return cycle
    return []


def _edmonds(scores: Scores) -> list[int]:
    """Maximum spanning arborescence by contraction of cycles; the root's column is 0."""
    heads: list[int] = (scores.argmax(1) - 1).tolist()
    cycle = _cycle(heads)
    if not cycle:
        return heads
    n = len(heads)
    inside = set(cycle)
    outside = [w for w in range(n) if w not in inside]
    # The cycle becomes one word, the last; columns: root, the outside words, the cycle.
    small = np.full((len(outside) + 1, len(outside) + 2), -np.inf, dtype=scores.dtype)
    columns = [0, *(w + 1 for w in outside)]
    leaving = np.zeros(0, dtype=np.intp)
    if outside:
        small[:-1, :-1] = scores[np.ix_(outside, columns)]
        out = scores[np.ix_(outside, [w + 1 for w in cycle])]
        leaving = out.argmax(1)
        small[:-1, -1] = out.max(1)
    gains = scores[np.ix_(cycle, columns)] - scores[cycle, [heads[w] + 1 for w in cycle]][:, None]
    entering = gains.argmax(0)
    small[-1, :-1] = gains.max(0)
    tree = _edmonds(small)
    last = len(outside)
    for i, w in enumerate(outside):
        h = tree[i]
        heads[w] = -1 if h == -1 else cycle[leaving[i]] if h == last else outside[h]
    h = tree[last]
    broken = cycle[entering[h + 1]]
    heads[broken] = -1 if h == -1 else outside[h]
    return heads
