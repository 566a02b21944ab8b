"""Outcomes into the ledger: together or one by one, the same comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from attache.errors import LedgerError
from attache.intake import Outcome, Writer, read_item, writing
from attache.ledger import Ledger
from attache.records import ActorName, Evidence, ReportId, Tenure
from attache.sources import Origin
from attache.sources.item import Item

MET = "HANOI, {day} March 2019 (Test Wire) - Foreign Minister Ana Ruiz of Chile met her counterpart Pham Binh Minh in Hanoi.\n"


def outcome(day: int, name: str = "") -> Outcome:
    """A report read."""
    name = name or f"{day}.txt"
    return read_item(Item(name, name, "report", MET.format(day=day).encode(), Origin(file=name)), gate=False)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as book:
        yield book


def fates(writer: Writer, outcomes: list[Outcome]) -> list[tuple[str, bool]]:
    return [(taken.of.outcome, taken.changed) for taken in writer.store(outcomes)]


def test_reports_are_read_once(book: Ledger) -> None:
    writer = Writer(book)
    assert fates(writer, [outcome(1), outcome(2), outcome(1)]) == [("read", True), ("read", True), ("known", False)]
    assert fates(writer, [outcome(2), outcome(1, "other name.txt")]) == [("known", False), ("known", True)]
    assert book.summary().reports == 2


def test_what_is_set_aside_is_noted_unless_no_report_was_expected(book: Ledger) -> None:
    aside = Outcome("a", "a", False, "aside", reason="empty", message="a: the file is empty")
    fates(Writer(book), [aside, replace(aside, item="README", reason="readme")])
    assert book._store.rows("SELECT input, reason FROM refused") == [("a", "empty")]


def test_a_report_without_a_pack_is_stored_unread(book: Ledger) -> None:
    unread = replace(outcome(1), outcome="unread", reading=None, reason="no-language-pack")
    assert fates(Writer(book), [unread, unread]) == [("unread", True), ("known", False)]


def test_one_that_the_ledger_cannot_take_costs_no_other(book: Ledger) -> None:
    bad = outcome(2)
    report = bad.report
    assert report
    assert bad.reading
    made_up = Tenure(ActorName("Ana Ruiz"), "minister", "CHL", (Evidence(ReportId(report.id), 0, 5, "nouns"),), "test/none")
    bad = replace(bad, reading=replace(bad.reading, tenures=(made_up,)))
    taken = Writer(book).store([outcome(1), bad, outcome(3)])
    assert [t.of.outcome for t in taken] == ["read", "fault", "read"]
    assert "is not the report's text" in taken[1].of.message
    assert book.summary().reports == 3
    assert book._store.rows("SELECT reason FROM aside WHERE report = ?", (report.id,)) == [("reader-fault",)]


def test_a_ledger_that_cannot_be_written_has_none_of_them(book: Ledger) -> None:
    writer = Writer(book)
    outcomes = [outcome(day) for day in range(1, 9)]
    large = [replace(o, report=replace(o.report, byline="x" * 10_000)) for o in outcomes if o.report]
    book._store.run("PRAGMA max_page_count = 1")  # as a disk that is full
    with pytest.raises(LedgerError, match="disk is full"):
        writer.store(large)
    assert book.summary().reports == 0


def test_working_in_is_due_after_a_slice_and_rarely_when_it_takes_long(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SLICE", 2)
    writer = Writer(book)
    writer.store([outcome(1)])
    assert not writer.is_due()
    writer.store([outcome(2)])
    assert writer.is_due()
    writer.work_in()
    assert book.pending() == 0
    writer._took = 1000.0
    writer.store([outcome(3), outcome(4)])
    assert not writer.is_due()
