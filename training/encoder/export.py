"""Trained weights to the files that ship: two ONNX graphs, the layers' products in 8-bit integers.

The product needs no torch. Numbers are rounded over ranges that are measured here once, in floats, over sentences of the
corpus, and then fixed: what a sentence comes to does not depend on what else is read with it.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from attache.language.en.encoder.pieces import Pieces
from attache.language.en.encoder.runs import runs
from training.encoder.graph import Floats, balanced, chooser, parted, reader
from training.encoder.labels import Labels
from training.encoder.model import Encoder

SAMPLE = 600
"""Sentences over which ranges are measured; twice as many give the same."""
MEASURED = 1_500
"""Pieces of each product's input over which the best range is looked for."""
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
"""Parts of the whole range that are tried at either end: what lies outside is cut, what lies inside has finer steps."""


def export(model: Encoder, labels: Labels, vocabulary: Path, sentences: Sequence[Sequence[str]], out: Path) -> None:
    """Writes `encoder.onnx`, `chooser.onnx`, `labels.json` and `vocabulary.txt` to the folder `out`.

    `sentences`: words of the corpus, to measure ranges over.
    """
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(vocabulary.read_text("utf-8").splitlines())
    sample = random.Random(1).sample(list(sentences), min(SAMPLE, len(sentences)))
    weights = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    most = {name: np.abs(x).max(0) for name, x in _inputs(weights, sample, pieces).items()}
    even = parted(balanced(weights, most), most)
    ranges = {name: _range(x) for name, x in _inputs(even, sample, pieces).items()}
    graph, _ = reader(even, ranges)
    onnx.save(graph, str(out / "encoder.onnx"))
    onnx.save(chooser(weights), str(out / "chooser.onnx"))
    (out / "labels.json").write_text(json.dumps(labels.as_lists(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if vocabulary.resolve() != (out / "vocabulary.txt").resolve():
        shutil.copyfile(vocabulary, out / "vocabulary.txt")


def _inputs(weights: Mapping[str, Floats], sentences: Sequence[Sequence[str]], pieces: Pieces) -> dict[str, Floats]:
    """What goes into each product of the layers, N×…, when the network reads these sentences in floats."""
    graph, seen = reader(weights, None)
    given = {o.name for o in graph.graph.output}
    for name in dict.fromkeys(seen.values()):
        if name not in given:
            graph.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    parts: dict[str, list[Floats]] = {name: [] for name in seen}
    for run in runs([s for s in sentences if s], pieces):
        filled = run.inputs["sentence"].reshape(-1) > 0
        for name, values in zip(seen, session.run(list(seen.values()), run.inputs), strict=True):
            parts[name].append(values[filled])
    return {name: np.concatenate(values) for name, values in parts.items()}


def _range(values: Floats) -> tuple[float, float]:
    """The range over which rounding to 256 steps, and cutting what lies outside, changes the values least (mean square)."""
    low, high = float(values.min()), float(values.max())
    some = values[:: max(1, len(values) // MEASURED)]
    tried = [(min(low * a, -1e-6), high * b) for a, b in product(SHARES, SHARES)]
    return min(tried, key=lambda span: _lost(some, span))


def _lost(values: NDArray[np.float32], span: tuple[float, float]) -> float:
    scale = (span[1] - span[0]) / 255
    zero = round(-span[0] / scale)
    rounded = (np.clip(np.round(values / scale) + zero, 0, 255) - zero) * scale
    return float(((rounded - values) ** 2).mean())
