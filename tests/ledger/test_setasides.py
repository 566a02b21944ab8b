"""What the ledger tells of inputs that were set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.ledger import Ledger
from attache.ledger.setasides import SetAside, reasons, set_aside
from attache.ledger.store import Store
from attache.reading import read
from attache.records import Report, ReportId


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A ledger with two inputs refused, one report unread, and one read whose reading set something aside."""
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.refuse("b.jsonl#2", "one-country", "b.jsonl line 2: about one country")
        ledger.refuse("a.jsonl#9", "one-country", "a.jsonl line 9: about one country")
        ledger.refuse("x.txt", "empty", "x.txt: the file is empty")
        german = Report(id=ReportId("r1"), text="Hanoi und Moskau", sha256="1", file="de.txt", title="Vertrag", language="de")
        ledger.add(german, None, reason="no-language-pack")
        english = Report(id=ReportId("r2"), text="If Russia signed a treaty, Laos would thank it.", sha256="2", file="en.txt")
        ledger.add(english, read(english))
    return Store(path, read_only=True)


def test_counts_most_first(store: Store) -> None:
    assert reasons(store) == (("one-country", 2), ("empty", 1), ("no-language-pack", 1))


def test_entries_by_reason_and_name(store: Store) -> None:
    assert [(e.reason, e.kind, e.name) for e in set_aside(store)] == [
        ("empty", "input", "x.txt"),
        ("no-language-pack", "report", "r1"),
        ("one-country", "input", "a.jsonl#9"),
        ("one-country", "input", "b.jsonl#2"),
    ]


def test_one_reason_and_a_limit(store: Store) -> None:
    found = set_aside(store, reason="one-country", limit=1)
    assert found == (SetAside("one-country", "input", "a.jsonl#9", "a.jsonl line 9: about one country"),)


def test_an_unread_report_is_known_by_title_and_file(store: Store) -> None:
    assert [e.message for e in set_aside(store, reason="no-language-pack")] == ["Vertrag, de.txt"]
