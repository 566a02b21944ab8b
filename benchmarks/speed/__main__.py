"""Runs the parts one after another and prints them; see the package."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from attache import __version__
from attache.intake import usual_jobs
from benchmarks.speed.command import mixed_stream, relevant_reports
from benchmarks.speed.figures import Part
from benchmarks.speed.growing import grown
from benchmarks.speed.stages import stages
from benchmarks.speed.taking import imported

ADDED = 25
"""Reports that are added one by one to each ledger."""


@dataclass(frozen=True, slots=True)
class Form:
    """How much each part does."""

    name: str
    repeat: int
    relevant: int
    mixed: int
    imported: int
    sizes: tuple[int, ...]


SHORT = Form("short", 2, 300, 1500, 4000, (1000, 10_000))
FULL = Form("full", 4, 3000, 15_000, 20_000, (1000, 10_000, 100_000))
PARTS = ("stages", "relevant", "mixed", "import", "growth")


def main() -> int:
    """Runs the benchmark; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true", help="under ten minutes; the default")
    form.add_argument("--full", action="store_true", help="larger counts, a ledger of 100,000 reports; an hour or more")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="only these parts")
    parser.add_argument("--jobs", type=int, help="processes that read; by default the two that the goals are for")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    wanted = FULL if chosen.full else SHORT
    head = f"attache {__version__}, Python {platform.python_version()}, {usual_jobs()} cores, {wanted.name} form"
    if not chosen.json:
        print(head, flush=True)
    began = time.perf_counter()
    parts = []
    for name, run in _parts(wanted, chosen.jobs).items():
        if chosen.only is None or name in chosen.only:
            parts.append(run())
            if not chosen.json:
                print(f"\n{parts[-1].words()}", flush=True)
    if chosen.json:
        print(json.dumps({"what": head, "parts": [part.as_json() for part in parts]}, indent=1))
    else:
        _summary(parts, time.perf_counter() - began)
    return int(any(figure.reached is False for part in parts for figure in part.figures))


def _parts(wanted: Form, jobs: int | None) -> dict[str, Callable[[], Part]]:
    return {
        "stages": lambda: stages(wanted.repeat),
        "relevant": lambda: relevant_reports(wanted.relevant, jobs),
        "mixed": lambda: mixed_stream(wanted.mixed, jobs),
        "import": lambda: imported(wanted.imported),
        "growth": lambda: grown(wanted.sizes, ADDED),
    }


def _summary(parts: list[Part], seconds: float) -> None:
    """All goals once more."""
    print(f"\ngoals ({seconds:.0f} s)")
    for part in parts:
        for figure in part.figures:
            if figure.goal is not None:
                print(f"{part.name:9}{figure.words()}")


if __name__ == "__main__":
    sys.exit(main())
