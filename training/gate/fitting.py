"""Logistic regression with a penalty on large weights, fitted by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fitted(values: Floats, labels: Floats, importance: Floats, penalty: Floats, *, steps: int = 40) -> Floats:
    """Weights that make the labels likeliest, by Newton's method (iteratively reweighted least squares).

    `values` has a row a text and a column a feature; `penalty` a value a feature (0 for the bias). Stops early when
    nothing moves.
    """
    weights = np.zeros(values.shape[1])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (importance * (likely - labels)) + penalty * weights
        bend = (values * (importance * likely * (1 - likely))[:, None]).T @ values + np.diag(penalty + 1e-6)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
