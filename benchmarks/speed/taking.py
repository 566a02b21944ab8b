"""A file of readings into a ledger: real readings of reports of 400 words, each under many report ids."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from attache.ledger import Ledger
from attache.ledger.shards.files import write_entries
from attache.ledger.shards.rows import Entry
from attache.reading import read
from attache.records import Evidence, Reading, Report, ReportId
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.texts import relevant

GOAL = 2000.0
DIFFERENT = 40
"""Reports that are read for it."""


def imported(count: int, different: int = DIFFERENT) -> Part:
    """Readings taken in a second, `different` ones again and again; working in what is new is measured in `growth`."""
    with tempfile.TemporaryDirectory(prefix="attache-speed-") as folder:
        path = Path(folder) / "readings.parquet"
        with path.open("wb") as file:
            write_entries(_entries(count, different), file)
        with Ledger(Path(folder) / "ledger.db") as ledger:
            began, worked = time.perf_counter(), time.process_time()
            told = ledger.import_readings(path)
            spent, worked = time.perf_counter() - began, time.process_time() - worked
            records = sum(len(ledger.records(r)) for r in ledger.report_ids()[:different]) / different
        size = path.stat().st_size / count
    if told.read != count:
        raise RuntimeError(f"{told.read} of {count} readings were taken in: {told.wrong[:3]}")
    figures = (
        Figure("readings a second", count / spent, "a second", GOAL),
        Figure("readings a second of processor time", count / worked, "a second"),
        Figure("records in a reading", records, ""),
        Figure("size of a reading in the file", size / 1024, "KiB"),
    )
    return Part("import", f"{count} readings of 400-word reports from one Parquet file", figures, {"taking in": spent})


def _entries(count: int, different: int) -> Iterator[Entry]:
    texts = [relevant(n) for n in range(different)]
    readings = [(report, read(report)) for report in map(_report, texts)]
    for number in range(count):
        report, reading = readings[number % different]
        copy = _report(f"{report.text}\n({number})", number)
        yield Entry(f"item {number}", "read", copy, moved(reading, copy.id))


def _report(text: str, number: int = 0) -> Report:
    digest = sha256(text.encode()).hexdigest()
    return Report(id=ReportId("r" + digest[:16]), text=text, sha256=digest, url=f"https://example.org/{number}")


def moved(reading: Reading, report: ReportId) -> Reading:
    """The same reading of another report whose text begins alike."""
    moved: Reading = _of(reading, report)
    return replace(moved, report=report)


def _of(value: Any, report: ReportId) -> Any:
    if isinstance(value, Evidence):
        return replace(value, report=report)
    if isinstance(value, tuple):
        return tuple(_of(inner, report) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _of(getattr(value, f.name), report) for f in fields(value) if f.init})
    return value
