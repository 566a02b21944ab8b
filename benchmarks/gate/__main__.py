"""Prints recall, what is set aside, and the time of the gate; see the package."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from attache.reading.gate import gate
from benchmarks.gate.reader import Found, found_by_reader, reading_time
from benchmarks.gate.sets import (
    Sample,
    corpus,
    examples,
    gold_events,
    gold_ledger,
    gold_relations,
    longer,
    own,
    unlabelled,
)

RECALL = 0.98
CLEAR = 0.9
MILLISECONDS = 1.0
WORDS = 400
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One set: its texts, how many pass, reasons of the others, the ids of those that fell on the wrong side."""

    name: str
    texts: int
    passed: int
    reasons: dict[str, int]
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share that passes."""
        return self.passed / max(self.texts, 1)


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--examples", type=Path, default=Path("examples"))
    parser.add_argument(
        "--read", type=int, metavar="EVERY", help="read every so many of the unlabelled texts, and count what is lost"
    )
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    relevant = [measured(name, made()) for name, made in _relevant(chosen.examples, chosen.gold)]
    irrelevant = [measured(name, made()) for name, made in _irrelevant()]
    open_sets = {task: unlabelled(chosen.gold, task) for task in ("attributions", "pages") if (chosen.gold / task).is_dir()}
    other = [measured(f"gold {task}", samples) for task, samples in open_sets.items()]
    lost = [found_by_reader(task, samples[:: chosen.read]) for task, samples in open_sets.items()] if chosen.read else []
    times = _times(chosen.examples)
    if chosen.json:
        sets = [asdict(row) for row in (*relevant, *irrelevant, *other)]
        print(json.dumps({"sets": sets, "lost": [asdict(found) for found in lost], **times}, indent=1))
        return 0
    _print(relevant, irrelevant, other, lost, times)
    return 0


def measured(name: str, samples: Sequence[Sample]) -> Row:
    """The gate's verdicts on a set."""
    verdicts = [(s, gate(s.text, s.title)) for s in samples]
    reasons = Counter(v.reason for _, v in verdicts if not v.passed)
    wrong = tuple(s.id for s, v in verdicts if s.relevant is not None and v.passed is not s.relevant)
    return Row(name, len(verdicts), sum(v.passed for _, v in verdicts), dict(reasons.most_common()), wrong)


def _relevant(folder: Path, gold: Path) -> list[tuple[str, Callable[[], list[Sample]]]]:
    """The relevant sets whose folder is there; a line says which are not."""
    sets: list[tuple[str, Path, Callable[[], list[Sample]]]] = [
        ("examples", folder, lambda: examples(folder)),
        ("corpus, not learnt from", Path(), lambda: corpus(relevant=True)),
        ("texts, not learnt from", Path(), lambda: own(relevant=True, level="hard")),
        ("gold ledger", gold / "ledger", lambda: gold_ledger(gold)),
        ("gold events, sentences", gold / "events", lambda: gold_events(gold)),
        ("gold relations", gold / "relations", lambda: gold_relations(gold)),
    ]
    for name, where, _ in sets:
        if not where.is_dir():
            print(f"{name}: skipped, no folder {where}", file=sys.stderr)
    return [(name, made) for name, where, made in sets if where.is_dir()]


def _irrelevant() -> list[tuple[str, Callable[[], list[Sample]]]]:
    return [
        ("clearly irrelevant, not learnt from", lambda: own(relevant=False, level="clear")),
        ("hard, not learnt from", lambda: own(relevant=False, level="hard")),
        ("hard, joined to the length of reports", lambda: longer(own(relevant=False, level="hard"))),
        ("hard, of the corpus, not learnt from", lambda: corpus(relevant=False)),
    ]


def _times(folder: Path) -> dict[str, float]:
    """Milliseconds for 400 words: the gate, the reader, and loading the gate's tables."""
    if not folder.is_dir():
        print(f"time: skipped, no folder {folder}", file=sys.stderr)
        return {}
    samples = examples(folder)
    words = sum(len(s.text.split()) for s in samples)
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for sample in samples:
            gate(sample.text, sample.title)
        spent.append(time.process_time() - began)
    per_gate = 1000 * min(spent) * WORDS / words
    per_reading = reading_time(samples[::6], WORDS)
    return {"gate_ms": per_gate, "reading_ms": per_reading, "share": per_gate / (per_gate + per_reading)}


def _print(
    relevant: Sequence[Row], irrelevant: Sequence[Row], other: Sequence[Row], lost: Sequence[Found], times: dict[str, float]
) -> None:
    print(f"{'relevant texts':40} {'texts':>6} {'recall':>7}")
    for row in relevant:
        wrong = f"  missed: {', '.join(row.wrong[:4])}" if row.wrong else ""
        print(f"{row.name:40} {row.texts:6} {row.share:7.1%}{wrong}")
    whole = sum(r.passed for r in relevant) / max(sum(r.texts for r in relevant), 1)
    print(f"{'together':40} {sum(r.texts for r in relevant):6} {whole:7.1%}  goal {RECALL:.0%}: {_met(whole >= RECALL)}\n")
    print(f"{'irrelevant texts':40} {'texts':>6} {'aside':>7}")
    for row in irrelevant:
        goal = f"  goal {CLEAR:.0%}: {_met(1 - row.share >= CLEAR)}" if row.name.startswith("clear") else ""
        print(f"{row.name:40} {row.texts:6} {1 - row.share:7.1%}{goal}")
    for row in other:
        reasons = ", ".join(f"{reason} {n}" for reason, n in row.reasons.items())
        print(f"{row.name + ', no labels':40} {row.texts:6} {1 - row.share:7.1%}  {reasons}")
    for found in lost:
        print(f"{found.task}: {found.lost} of {found.events} events between two that the reader finds stand in texts set aside")
    if times:
        met = _met(times["gate_ms"] < MILLISECONDS)
        print(f"\ntime for {WORDS} words: {times['gate_ms']:.2f} ms, goal {MILLISECONDS:.0f}: {met}; ", end="")
        print(f"reading takes {times['reading_ms']:.0f} ms, the gate's share is {times['share']:.2%}")


def _met(reached: bool) -> str:
    return "reached" if reached else "missed"


if __name__ == "__main__":
    sys.exit(main())
