"""What each part of the English reader adds: records and tasks with one part left out at a time.

    python -m benchmarks.ablation [--examples examples] [--gold FOLDER] [--limit 100]

Reads the sample reports as shipped, without each kind of the encoder's marks, and with rules and the small parser alone, and
compares the records with the hand-made ones (right F1 by kind and their mean). With `--gold` the tasks that the encoder has
a head for are scored too, on their first records. Rows are measured side by side in one run.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from attache.language.en import Part, without
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.gold import Gold
from benchmarks.accuracy.runs import predictions
from benchmarks.accuracy.tasks import TASKS
from benchmarks.records import measure

ROWS: dict[str, tuple[Part, ...]] = {
    "as shipped": (),
    "without event frames": ("events", "types"),
    "without attribution frames": ("attributions",),
    "without finer names": ("names",),
    "without references": ("references",),
    "without any marks (syntax and names only)": ("events", "types", "attributions", "names", "references"),
    "rules over the small parser": ("encoder",),
}
# Task, view, row and figure of the scoring program.
FIGURES = (
    ("events", "all", "event16", "accuracy"),
    ("events", "all", "participants", "F1"),
    ("attributions", "all", "exact source", "F1"),
    ("attributions", "all", "exact cue", "F1"),
    ("attributions", "all", "exact content", "F1"),
    ("ner", "PER ORG LOC", "exact", "F1"),
    ("entities", "actors and places", "overlapping", "F1"),
    ("coref", "actors and places", "mean", "F1"),
)


def main() -> int:
    """Prints the tables."""
    options = argparse.ArgumentParser(description="What each part of the reader adds.")
    options.add_argument("--examples", type=Path, default=Path("examples"))
    options.add_argument("--gold", type=Path, help="folder with score.py and <task>/dev.jsonl")
    options.add_argument("--limit", type=int, default=100, help="records of each task that are read")
    chosen = options.parse_args()
    if not any(chosen.examples.rglob("*.gold.json")):
        print(f"skipped: no *.gold.json under {chosen.examples}", file=sys.stderr)
        return 0
    kinds: list[str] = []
    for name, left_out in ROWS.items():
        with without(*left_out) if left_out else nullcontext():
            result = measure(chosen.examples)
        if not kinds:
            kinds = list(result.kinds)
            print(f"| records, right F1 on {chosen.examples} | mean | {' | '.join(kinds)} |")
            print(f"|---|{'---|' * (len(kinds) + 1)}")
        told = " | ".join(f"{s.f1(s.right):.3f}" for s in result.kinds.values())
        print(f"| {name} | {result.mean_right:.3f} | {told} |", flush=True)
    if chosen.gold is not None:
        _tasks(Gold(chosen.gold), chosen.limit)
    return 0


def _tasks(gold: Gold, limit: int) -> None:
    wanted = {task: gold.records(task, limit) for task in dict.fromkeys(f[0] for f in FIGURES) if gold.path(task).exists()}
    shown = [f for f in FIGURES if f[0] in wanted]
    print(f"\n| tasks, first {limit} records | {' | '.join(f'{task}: {row}' for task, _, row, _ in shown)} |")
    print(f"|---|{'---|' * len(shown)}")
    for name, left_out in ROWS.items():
        analysed.cache_clear()
        cells = []
        with without(*left_out) if left_out else nullcontext():
            predicted = {task: predictions(TASKS[task].predict, records, title=task) for task, records in wanted.items()}
        for task, view, row, figure in shown:
            scores = gold.score(task, *TASKS[task].scored(view, wanted[task], predicted[task]))
            cells.append(f"{scores[row][figure]:.1f}")
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    analysed.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
