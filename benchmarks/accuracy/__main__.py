"""Accuracy on the gold tasks, beside the peers that are installed.

    python -m benchmarks.accuracy --gold FOLDER [--ours] [--task NAME] [--limit N] [--jobs N] [--json]

FOLDER holds score.py, score_ledger.py and `<task>/dev.jsonl`; a task whose file is missing is left out with a line. The treebanks
of the syntax task lie in the folder `train` beside FOLDER and the reports of the ledger task in `reports` beside it, unless
`--train` and `--reports` say otherwise. A whole run rewrites the table in docs/accuracy.md; `--no-write` leaves it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from benchmarks.accuracy.measuring import NAMES, Measured, Settings, Skip, figures, measure, tell_once, works
from benchmarks.accuracy.table import markdown, plain_table, versions, write

_NOTE = Path("docs/accuracy.md")


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="Accuracy on the gold tasks.")
    options.add_argument("--gold", type=Path, required=True, metavar="FOLDER", help="holds score.py and <task>/dev.jsonl")
    options.add_argument("--ours", action="store_true", help="leave out the peers and the run by rules alone")
    options.add_argument(
        "--task", action="append", choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}; may be repeated"
    )
    options.add_argument("--limit", type=int, metavar="N", help="only the first N records of each task")
    options.add_argument(
        "--examples", type=Path, default=Path("examples"), metavar="FOLDER", help="sample reports with gold files"
    )
    options.add_argument("--reports", type=Path, metavar="FOLDER", help="reports of the gold folder's ledger files")
    options.add_argument("--train", type=Path, metavar="FOLDER", help="holds ud/*-dev.conllu.gz")
    options.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (1)")
    options.add_argument("--date", type=date.fromisoformat, default=None, metavar="DAY", help="day that the note tells (today)")
    options.add_argument("--json", action="store_true", help="all scores as JSON on standard output")
    options.add_argument("--write", type=Path, default=_NOTE, metavar="FILE", help=f"the note with the table ({_NOTE})")
    options.add_argument("--no-write", action="store_true", help="leave the note as it is")
    return options


def _settings(chosen: argparse.Namespace) -> Settings:
    return Settings(
        gold=chosen.gold,
        train=chosen.train or chosen.gold.parent / "train",
        reports=chosen.reports or chosen.gold.parent / "reports",
        examples=chosen.examples,
        tasks=tuple(n for n in NAMES if n in chosen.task) if chosen.task else NAMES,
        limit=chosen.limit,
        ours=chosen.ours,
        jobs=chosen.jobs,
    )


def _measured(settings: Settings, tell: Skip, *, aloud: bool) -> list[Measured]:
    """All tasks; `aloud` prints the figures of each as soon as it is done, as a whole run takes long."""
    out: list[Measured] = []
    for work in works(settings, tell):
        out.append(measure(work, settings, tell))
        if aloud:
            print(plain_table(figures(out[-1:]), head=len(out) == 1), flush=True)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints and writes; 2 where the gold folder or its scoring program is missing."""
    chosen = _options().parse_args(arguments)
    tell = tell_once()
    try:
        measured = _measured(_settings(chosen), tell, aloud=not chosen.json)
    except FileNotFoundError as missing:
        tell(f"error: {missing}")
        return 2
    table = figures(measured)
    day = chosen.date or date.today()
    if chosen.json:
        told = {"date": day.isoformat(), "versions": versions(table), "tasks": [asdict(m) for m in measured]}
        print(json.dumps(told, indent=1))
    whole = chosen.task is None and chosen.limit is None
    if whole and not chosen.no_write:
        write(chosen.write, markdown(table, day=day))
        tell(f"wrote {chosen.write}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
