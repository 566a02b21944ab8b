"""What the gate lets pass and sets aside of the project's own texts: not less than measured, with a little room.

Floors in shares; the figures when they were set stand beside them. Benchmark: python -m benchmarks.gate.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from attache.reading.gate import gate
from benchmarks.gate.sets import Sample, corpus, examples, longer, own

EXAMPLES = Path(__file__).parents[3] / "examples"
FLOORS = [
    ("examples", 1.0, 1.0),
    ("corpus", 0.985, 1.0),
    ("texts", 1.0, 1.0),
    ("clearly irrelevant", 0.95, 1.0),
    ("hard", 0.3, 0.38),
    ("hard, joined", 0.6, 0.74),
    ("hard, of the corpus", 0.78, 0.81),
]


def _samples(name: str) -> list[Sample]:
    match name:
        case "examples":
            return examples(EXAMPLES)
        case "corpus":
            return corpus(relevant=True)
        case "texts":
            return own(relevant=True, level="hard", part=None)
        case "clearly irrelevant":
            return own(relevant=False, level="clear", part=None)
        case "hard":
            return own(relevant=False, level="hard")
        case "hard, joined":
            return longer(own(relevant=False, level="hard", part=None))
        case _:
            return corpus(relevant=False)


@pytest.mark.parametrize(("name", "floor", "measured"), FLOORS)
def test_share_on_the_right_side(name: str, floor: float, measured: float) -> None:
    samples = _samples(name)
    right = [gate(s.text, s.title).passed is s.relevant for s in samples]
    share = sum(right) / len(right)
    assert share >= floor, f"{name}: {share:.3f}, was {measured}"


def test_it_is_cheap() -> None:
    """Well under a millisecond for 400 words; the bound leaves room for a slow machine."""
    texts = [s.text for s in examples(EXAMPLES)]
    gate(texts[0])
    words = sum(len(t.split()) for t in texts)
    spent = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            gate(text)
        spent.append(time.process_time() - began)
    assert min(spent) * 400 / words < 0.002
