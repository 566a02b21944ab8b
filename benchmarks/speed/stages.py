"""The sample reports on one core, step by step, with the ratio of everything else to a bare pass of the encoder.

The reports are read over and over, each copy with a line of its own, so that none is known already. All is measured in one
run. The encoder reads every sentence; none is passed over.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from attache.language.en import analyse
from attache.language.en.encoder import encoder
from attache.ledger import Ledger
from attache.reading import read
from attache.reading.gate import gate
from attache.records import Report, ReportId
from attache.sources import reports_from
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.memory import peak
from benchmarks.speed.texts import EXAMPLES, WORDS

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
    sentences = [[t.text for t in s if not t.is_space] for doc in docs for s in doc.sents]
    return [sentence for sentence in sentences if sentence]


def on_one_core(reports: list[Report], clock: Clock) -> None:
    """The same step by step."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        for report in reports:
            clock.timed("gate", gate, report.text, report.title)
            doc = clock.timed("analysis", analyse, report.text)
            reading = clock.timed("reading rules", read, report, doc)
            clock.timed("storing", ledger.add, report, reading)
        clock.timed("reconciling", ledger.reconcile)


def stages(repeat: int) -> Part:
    """The table of stages over the examples, read `repeat` times."""
    clock = Clock()
    clock.timed("loading", lambda: read(copies([EXAMPLE], 1)[0]))
    reports = clock.timed("sources", lambda: list(reports_from([str(EXAMPLES)], on_aside=lambda aside: None)))
    gate(EXAMPLE.text)
    work = copies(reports, repeat)
    clock.spent["sources"] *= repeat
    words = sum(len(r.text.split()) for r in work)
    sentences = sentences_of(reports)
    shipped = encoder()
    clock.timed("encoder alone", lambda: list(shipped.passes(sentences)))
    on_one_core(work, clock)
    loading, bare = clock.spent.pop("loading"), repeat * clock.spent.pop("encoder alone")
    one = sum(clock.spent.values())
    figures = (
        Figure(f"reports of {WORDS} words a second, one core", words / one / WORDS, "a second"),
        Figure("everything but the bare pass of the encoder", (one - bare) / bare, "times that pass"),
        Figure(f"the gate, {WORDS} words", 1000 * WORDS * clock.spent["gate"] / words, "ms", 1.0, at_most=True),
        Figure("loading", loading, "s"),
        Figure("memory at most", peak(), "MiB"),
    )
    what = f"{len(work)} sample reports, {words} words, {len(sentences)} sentences {repeat} times, on one core"
    return Part("stages", what, figures, clock.spent)
