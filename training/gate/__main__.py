"""Trains the gate and writes its weights: `python -m training.gate [--out FILE]`; the same input gives the same file."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np

from attache.reading.gate.features import found_in
from attache.reading.gate.verdict import share_asked
from training.gate.fitting import Floats, fitted
from training.gate.texts import Text, buried, joined, passages, written

OUT = Path("src/attache/language/en/gate_weights.tsv")
SEED = 6
SMALLEST = 0.02
"""Weights below it are left out of the table."""
RECALL = 0.995
"""The threshold is set so that at least this share of the relevant texts that were held out pass."""
RECALL_WITHIN = 0.9
"""The same for relevant texts that stand between two irrelevant ones."""
CUE_PENALTY, OTHER_PENALTY = 20.0, 1.0
"""Single words must earn their weight against their class; tried 3, 8, 20 and 0.3, 1."""
HEAD = """# Weights of the gate's linear model over the features of reading/gate/features.py; `threshold` is the score from
# which a text of 100 words passes. Source: learnt from the {texts} texts of training/gate/texts.jsonl and {passages} passages of
# training/corpus, but those held out; date: {date}; how: python -m training.gate (logistic regression, penalty {cue:g} on
# words and {other:g} on the rest). Card: training/gate/README.md.
feature\tweight
"""
DATE = "2026-11-22"


def main() -> int:
    """Runs the training."""
    parser = argparse.ArgumentParser(prog="python -m training.gate", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    own, corpus = written(), passages()
    learnt = [t for t in (*own, *corpus) if t.part == "train"]
    held = [t for t in (*own, *corpus) if t.part == "held"]
    rng = random.Random(SEED)
    texts = [*learnt, *joined(learnt, rng), *buried(learnt, rng)]
    features = [found_in(t.whole).features for t in texts]
    names = sorted({name for row in features for name in row})
    weights = fitted(_matrix(features, names), _labels(texts), _importance(texts), _penalty(names))
    model = {name: weight for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALLEST}
    longer = joined(held, rng)
    within = buried(held, rng)
    threshold = _threshold([*held, *longer], within, model)
    head = HEAD.format(texts=len(own), passages=len(corpus), date=DATE, cue=CUE_PENALTY, other=OTHER_PENALTY)
    lines = [f"threshold\t{threshold:.3f}", *(f"{name}\t{weight:.3f}" for name, weight in sorted(model.items()))]
    arguments.out.write_text(head + "\n".join(lines) + "\n", "utf-8")
    for what, told in (("learnt", learnt), ("held", held), ("held, joined", longer), ("held, buried", within)):
        _report(what, told, model, threshold)
    return 0


def _matrix(features: list[dict[str, float]], names: list[str]) -> Floats:
    place = {name: n for n, name in enumerate(names)}
    values = np.zeros((len(features), len(names)))
    for row, told in enumerate(features):
        for name, value in told.items():
            if name in place:
                values[row, place[name]] = value
    return values


def _labels(texts: list[Text]) -> Floats:
    return np.array([1.0 if t.relevant else 0.0 for t in texts])


def _importance(texts: list[Text]) -> Floats:
    """Both labels count alike, however many texts there are of each."""
    labels = _labels(texts)
    share = float(labels.mean())
    return np.where(labels > 0, 0.5 / share, 0.5 / (1 - share)).astype(np.float64)


def _penalty(names: list[str]) -> Floats:
    return np.array([0.0 if n == "bias" else CUE_PENALTY if n.startswith("cue:") else OTHER_PENALTY for n in names])


def _score(text: Text, model: dict[str, float]) -> float:
    """What is compared with the threshold: the score, the higher the shorter the text."""
    found = found_in(text.whole)
    total = sum(model.get(name, 0.0) * value for name, value in found.features.items())
    return float(1 / (1 + np.exp(-total))) / share_asked(found.words)


def _threshold(held: list[Text], within: list[Text], model: dict[str, float]) -> float:
    """So low that both recalls are reached on texts that were not learnt from."""
    bounds = []
    for texts, recall in ((held, RECALL), (within, RECALL_WITHIN)):
        scores = sorted(_score(t, model) for t in texts if t.relevant)
        bounds.append(scores[int((1 - recall) * len(scores))])
    return round(min(bounds) - 0.0005, 3)


def _report(what: str, texts: list[Text], model: dict[str, float], threshold: float) -> None:
    for relevant in (True, False):
        for level in ("hard", "clear", "buried"):
            scores = [_score(t, model) for t in texts if t.relevant is relevant and t.level == level]
            if scores:
                passed = sum(score >= threshold for score in scores)
                label = "relevant" if relevant else f"irrelevant, {level}"
                print(f"{what:14} {label:18} {len(scores):5} texts, {passed / len(scores):6.1%} pass")


if __name__ == "__main__":
    sys.exit(main())
