"""How many reports a second, end to end, and where the time goes.

    python -m benchmarks.speed [--reports examples] [--repeat 4]

Reads the sample reports over and over (each copy with a line of its own, so that none is known already) from files into a
fresh ledger, as `attache read` does: on two cores, the encoder working on the next report while the rules read this one. Then
once more step by step on one core, with the time of each stage and the ratio of everything else to a bare pass of the
encoder over every sentence. All is measured in one run. The encoder reads every sentence; none is passed over.
"""

from __future__ import annotations

import argparse
import resource
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
from attache.language.en.encoder import encoder
from attache.ledger import Ledger
from attache.reading import read
from attache.reading.ahead import analysed_ahead
from attache.records import Report, ReportId
from attache.sources import reports_from

T = TypeVar("T")
EXAMPLE = Report(id=ReportId("r0"), text="Hanoi and Moscow signed an agreement on Friday.", sha256="0")


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


def sentences_of(reports: list[Report]) -> list[list[str]]:
    """The words of every sentence of the reports."""
    docs = (analyse(r.text) for r in reports)
    return [[t.text for t in s if not t.is_space] for doc in docs for s in doc.sents]


def on_two_cores(reports: list[Report]) -> float:
    """Seconds from the reports to a reconciled ledger, as the command does it."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        began = time.perf_counter()
        for report, analysis in analysed_ahead(reports):
            ledger.add(report, read(report, analysis()))
        ledger.reconcile()
        return time.perf_counter() - began


def on_one_core(reports: list[Report], clock: Clock) -> None:
    """The same step by step."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        for report in reports:
            doc = clock.timed("analysis", analyse, report.text)
            reading = clock.timed("reading rules", read, report, doc)
            clock.timed("storing", ledger.add, report, reading)
        clock.timed("reconciling", ledger.reconcile)


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
    clock.timed("loading", lambda: read(copies([EXAMPLE], 1)[0]))
    reports = clock.timed("sources", lambda: list(reports_from([str(chosen.reports)], on_aside=lambda aside: None)))
    work = copies(reports, chosen.repeat)
    clock.spent["sources"] *= chosen.repeat
    words = sum(len(r.text.split()) for r in work)
    sentences = sentences_of(reports)
    shipped = encoder()
    clock.timed("encoder alone", lambda: [shipped.scores(s) for s in sentences if s])
    clock.spent["encoder alone"] *= chosen.repeat
    both = on_two_cores(work) + clock.spent["sources"]
    on_one_core(work, clock)
    stages = ("sources", "analysis", "reading rules", "storing", "reconciling")
    one = sum(clock.spent[stage] for stage in stages)
    bare = clock.spent["encoder alone"]
    print(
        f"attache {__version__}, Python {sys.version.split()[0]}, {len(work)} reports, {words} words, {len(sentences)} sentences"
    )
    for cores, spent in (("two cores", both), ("one core", one)):
        print(f"{cores}: {words / spent / 400:.1f} reports of 400 words a second ({len(work) / spent:.1f} of these), end to end")
    print(f"everything but the bare pass of the encoder costs {(one - bare) / bare:.2f} times that pass")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    for stage in ("loading", "encoder alone", *stages):
        share = f"{clock.spent[stage] / one:6.1%}" if stage in stages else "      "
        print(f"{stage:22} {clock.spent[stage]:8.3f} s {share} {400_000 * clock.spent[stage] / words:8.2f} ms for 400 words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
