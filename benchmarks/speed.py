"""How many reports a second, end to end, and where the time goes.

    python -m benchmarks.speed [--reports examples] [--repeat 4]

Reads the sample reports over and over (each copy with a line of its own, so that none is known already) from files into a
fresh ledger, on one core, and prints reports and words a second, the time of each stage, and the ratio of everything to a
bare pass of the analyser over the same texts, measured in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from attache import __version__
from attache.language.en import analyse
from attache.ledger import Ledger
from attache.reading import read
from attache.records import Report, ReportId
from attache.sources import reports_from

T = TypeVar("T")


def copies(reports: list[Report], times: int) -> list[Report]:
    """The reports that many times over, each copy with a last line of its own."""
    out = []
    for n in range(times):
        for report in reports:
            text = f"{report.text}\n\n({n + 1})"
            digest = sha256(text.encode()).hexdigest()
            out.append(replace(report, id=ReportId(f"r{digest[:16]}"), text=text, sha256=digest, file=f"{n}/{report.file}"))
    return out


class Clock:
    """Seconds spent by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def timed(self, stage: str, work: Callable[..., T], *values: object) -> T:
        """The result of the work, its time added to the stage's."""
        began = time.perf_counter()
        result = work(*values)
        self.spent[stage] += time.perf_counter() - began
        return result


def main() -> int:
    """Prints the table."""
    options = argparse.ArgumentParser(description="Reports a second, end to end.")
    options.add_argument("--reports", type=Path, default=Path("examples"))
    options.add_argument("--repeat", type=int, default=4)
    chosen = options.parse_args()
    if not chosen.reports.is_dir():
        print(f"skipped: no folder {chosen.reports}", file=sys.stderr)
        return 0
    clock = Clock()

    clock.timed("loading the analyser", lambda: analyse("Hanoi and Moscow signed an agreement on Friday."))
    reports = clock.timed("sources", lambda: list(reports_from([str(chosen.reports)], on_aside=lambda aside: None)))
    work = copies(reports, chosen.repeat)
    clock.spent["sources"] *= chosen.repeat
    words = sum(len(r.text.split()) for r in work)
    for report in work:
        clock.timed("analyser alone", analyse, report.text)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        for report in work:
            reading = clock.timed("reading", read, report)
            clock.timed("storing", ledger.add, report, reading)
        clock.timed("reconciling", ledger.reconcile)
    end_to_end = sum(clock.spent[stage] for stage in ("sources", "reading", "storing", "reconciling"))
    print(f"attache {__version__}, Python {sys.version.split()[0]}, {len(work)} reports, {words} words, one core")
    print(f"{len(work) / end_to_end:.1f} reports a second, {words / end_to_end:.0f} words a second, end to end")
    print(f"{end_to_end / clock.spent['analyser alone']:.2f} times a bare pass of the analyser")
    for stage in ("loading the analyser", "sources", "analyser alone", "reading", "storing", "reconciling"):
        share = f"{clock.spent[stage] / end_to_end:6.1%}" if stage not in ("loading the analyser", "analyser alone") else "      "
        print(f"{stage:22} {clock.spent[stage]:8.3f} s {share} {1000 * clock.spent[stage] / len(work):8.2f} ms a report")
    return 0


if __name__ == "__main__":
    sys.exit(main())
