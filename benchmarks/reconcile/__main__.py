"""Compares the ledger with every cross.json under a folder.

    python -m benchmarks.reconcile --examples examples [--errors KIND] [--by-hand] [--json] [--pin FILE [--allow-lower]]

Prints a table: measure, figure on hand-made records and its goal, figure on records read from the text and its goal; then how
many points each kind loses to reading and to reconciling. `--errors` lists them (a kind, or `all`). `--by-hand` leaves the
reading out. `--pin` writes floors as `benchmarks.records` does. Without any cross.json it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.reconcile.measuring import KINDS, Result, floors, measure
from benchmarks.reconcile.scores import Measure
from benchmarks.records import pin_floors


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.reconcile", description="Compares the ledger with hand-made truths across reports."
    )
    options.add_argument("--examples", type=Path, default=Path("examples"), metavar="FOLDER", help="holds cross.json, anywhere")
    options.add_argument("--errors", choices=("all", *KINDS), metavar="KIND", help=f"list what is lost: all, {', '.join(KINDS)}")
    options.add_argument("--by-hand", action="store_true", help="hand-made records alone, without reading")
    options.add_argument("--json", action="store_true", help="figures and errors as JSON")
    options.add_argument("--pin", type=Path, metavar="FILE", help="write the figures as floors")
    options.add_argument("--allow-lower", action="store_true", help="let --pin lower a floor")
    return options


def shown(measure_: Measure | None) -> str:
    """A figure as the table shows it."""
    if measure_ is None or measure_.value is None:
        return "-"
    return f"{measure_.value:.0f}" if measure_.is_count else f"{measure_.value:.3f}"


def table(result: Result) -> list[str]:
    """The lines of the table."""
    lines = [f"{'measure':48} {'gold records':>12} {'goal':>5} {'read records':>12} {'goal':>5}"]
    for name in result.names:
        gold, read = result.gold.get(name), result.read.get(name)
        one = gold or read
        goals = [
            ("" if one is None or g is None else f"{g:.2f}" if g else "0") for g in (one and one.goal_gold, one and one.goal_read)
        ]
        lines.append(f"{name:48} {shown(gold):>12} {goals[0]:>5} {shown(read):>12} {goals[1]:>5}")
    return lines


def losses(result: Result) -> list[str]:
    """How many points each kind loses, and by what."""
    columns = [(result.gold, "reconciling"), (result.gold, "left out")]
    columns += [(result.read, "reading"), (result.read, "as read"), (result.read, "reconciling")]
    heads = ("gold: reconciling", "left out", "read: reading", "as read", "reconciling")
    lines = [f"{'points lost':14}" + "".join(f" {head:>17}" for head in heads)]
    for kind in KINDS:
        counts = (sum(f.by == by for m in side.values() if m.part == kind for f in m.faults) for side, by in columns)
        lines.append(f"{kind:14}" + "".join(f" {count:17}" for count in counts))
    return lines


def errors(result: Result, kind: str) -> list[str]:
    """What is lost, by ledger and measure."""
    lines = []
    for title, side in (("hand-made records", result.gold), ("records read from the text", result.read)):
        for measure_ in side.values():
            if measure_.faults and kind in ("all", measure_.part):
                lines.append(f"\n{measure_.part}: {measure_.name.strip()}, {title} ({shown(measure_)})")
                lines += [f"  [{f.by}] {f.says}" for f in measure_.faults]
    return lines


def as_json(result: Result) -> str:
    """All figures, tallies and errors."""

    def side(measures: dict[str, Measure]) -> dict[str, object]:
        return {
            m.name.strip(): {
                "kind": m.part,
                "value": m.value,
                "given": m.tally.given,
                "wanted": m.tally.wanted,
                "errors": [{"by": f.by, "says": f.says} for f in m.faults],
            }
            for m in measures.values()
        }

    return json.dumps(
        {"folders": result.folders, "gold": side(result.gold), "read": side(result.read)}, indent=1, ensure_ascii=False
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where floors would fall unasked."""
    chosen = _options().parse_args(arguments)
    if not any(chosen.examples.rglob("cross.json")):
        print(f"skipped: no cross.json under {chosen.examples}", file=sys.stderr)
        return 0
    result = measure(chosen.examples, text=not chosen.by_hand)
    if chosen.pin:
        fallen = pin_floors(floors(result), chosen.pin, allow_lower=chosen.allow_lower)
        if fallen and not chosen.allow_lower:
            print(f"not pinned, these would fall: {', '.join(fallen)}; --allow-lower lowers them", file=sys.stderr)
            return 1
    if chosen.json:
        print(as_json(result))
        return 0
    print("\n".join([*table(result), "", *losses(result)]))
    if chosen.errors:
        print("\n".join(errors(result, chosen.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
