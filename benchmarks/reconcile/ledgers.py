"""A folder with a cross.json as two cases: its reports in a ledger by hand-made records, and as Attaché reads them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from attache.ledger import Ledger
from attache.ledger.entries import EventEntry, Quote, ThingEntry
from attache.ledger.lifelines import LifeLine
from attache.records import Commitment
from benchmarks.gold import as_read, gold, gold_files
from benchmarks.reconcile.comparing import located

Cross = dict[str, Any]


def folders(examples: Path) -> list[Path]:
    """Folders at or under one that hold a cross.json, sorted."""
    return sorted(p.parent for p in examples.rglob("cross.json"))


def reports_named(told: Any) -> Iterator[str]:
    """File names that a cross.json speaks of, wherever they stand in it."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key == "report" and isinstance(value, str):
                yield value
            elif key in ("reports", "proof") and isinstance(value, list):
                yield from (v for v in value if isinstance(v, str))
            else:
                yield from reports_named(value)
    elif isinstance(told, list):
        for value in told:
            yield from reports_named(value)


def file_of(quotes: tuple[Quote, ...]) -> str:
    """File name of the report in which a record stands."""
    return Path(quotes[0].report.file or "").name


@dataclass(eq=False)
class Case:
    """A folder's truth and a ledger of its reports; `by_hand` where the records are gold."""

    folder: Path
    cross: Cross
    ledger: Ledger
    by_hand: bool
    other: Case | None = field(default=None, repr=False)
    """The same folder by hand-made records, where it has any: shows which words of a report tell what."""

    @cached_property
    def texts(self) -> dict[str, str]:
        """Text of each report by its file name."""
        return {Path(r.file or "").name: self.ledger.report_text(r.id).text for r in self.ledger.reports()}

    @cached_property
    def events(self) -> dict[str, list[EventEntry]]:
        """Event records by file name, in text order."""
        out: dict[str, list[EventEntry]] = defaultdict(list)
        for entry in self.ledger.events():
            out[file_of(entry.quotes)].append(entry)
        return {k: sorted(v, key=lambda e: (e.event.evidence[0].start, e.id)) for k, v in out.items()}

    @cached_property
    def commitments(self) -> dict[tuple[str, str], Commitment]:
        """Commitment records by file name and first passage."""
        return {(file_of(e.quotes), e.commitment.evidence[0].text): e.commitment for e in self.ledger.commitments()}

    @cached_property
    def things(self) -> tuple[ThingEntry, ...]:
        """Things of the ledger."""
        return self.ledger.things()

    @cached_property
    def lines(self) -> tuple[LifeLine, ...]:
        """Life lines of all things of which a stage is told."""
        return self.ledger.lifelines()

    @cached_property
    def things_of(self) -> dict[str, frozenset[str]]:
        """Ids of the things that an event record is about, by its id."""
        out: dict[str, set[str]] = defaultdict(set)
        for thing in self.things:
            for entry in thing.events:
                out[entry.id].add(thing.id)
        return {k: frozenset(v) for k, v in out.items()}

    def place(self, file: str, words: str) -> tuple[int, int] | None:
        """Where words of a report stand in its text, in characters."""
        return located(self.texts.get(file, ""), words)


def case_of_gold(folder: Path, cross: Cross) -> Case | None:
    """The ledger of the hand-made records in a folder; None where it has none."""
    paths = gold_files(folder)
    if not paths:
        return None
    ledger = Ledger(":memory:")
    for path in paths:
        ledger.add(*gold(path))
    return Case(folder, cross, ledger, True)


def case_of_text(folder: Path, cross: Cross, by_hand: Case | None) -> Case:
    """The ledger of the same reports as Attaché reads them."""
    names = set(reports_named(cross)) | {str(json.loads(p.read_text("utf-8"))["report"]["file"]) for p in gold_files(folder)}
    ledger = Ledger(":memory:")
    for name in sorted(n for n in names if (folder / n).is_file()):
        ledger.add(*as_read(folder / name))
    return Case(folder, cross, ledger, False, by_hand)


def cases(folder: Path, *, text: bool = True) -> Iterator[Case]:
    """The folder's case by hand-made records, then as read."""
    cross: Cross = json.loads((folder / "cross.json").read_text("utf-8"))
    by_hand = case_of_gold(folder, cross)
    if by_hand is not None:
        yield by_hand
    if text:
        yield case_of_text(folder, cross, by_hand)
