"""Many readings stored in one go are what they are when stored one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.ledger.adding import add, put_readings
from attache.ledger.readings import load_reading, load_report
from attache.ledger.store import Store, identifier, name_made_by, parts
from attache.records import Reading, Report
from tests.ledger import made

PAGE = "https://paper.example/1"
WORDS = "Trade came to 5 billion dollars in 2017."


def told(end: str, **given: str) -> tuple[Report, Reading]:
    report = made.report(f"{WORDS} {end}", "2018-03-20", **given)
    return report, made.reading(report, (), made.figure(report, WORDS, 5e9, period=made.year(2017)))


def pairs() -> list[tuple[Report, Reading | None]]:
    """New reports; a page twice, changed between; a text twice, under two names and under one; one unread and read after all;
    a name that is no text."""
    first, reading = told("One.")
    unread, late = told("Unread.")
    return [
        (first, reading),
        told("Two.", url=PAGE),
        (replace(first, file="other.txt"), reading),
        told("Two, as it reads now.", url=PAGE),
        (unread, None),
        (first, reading),
        told("Three.", file="re\udcffport.txt"),
        (unread, late),
        told("Four."),
    ]


def part_one(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = [name_made_by(sql) for sql in parts()[0] if sql.startswith("CREATE TABLE")]
    return {table: sorted(store.rows(f"SELECT * FROM {identifier(table)}"), key=str) for table in tables}


def test_as_one_by_one() -> None:
    one, many = Store(":memory:"), Store(":memory:")
    changed = sum(add(one, report, reading) for report, reading in pairs())
    assert put_readings(many, pairs()) == changed == 8
    assert part_one(many) == part_one(one)


def test_what_goes_in_comes_out() -> None:
    store = Store(":memory:")
    given = [told(f"Number {n}.") for n in range(20)]
    put_readings(store, given)
    for report, reading in given:
        stored = load_report(store, report.id)
        assert stored == report
        assert load_reading(store, report) == reading


def test_evidence_that_is_not_in_its_text_stores_nothing() -> None:
    store = Store(":memory:")
    report, reading = told("One.")
    other, _ = told("Two.")
    with pytest.raises(ValueError, match="not the report's text"):
        put_readings(store, [told("Three."), (other, replace(reading, report=other.id)), (report, reading)])
    assert store.rows("SELECT count(*) FROM report") == [(0,)]


def test_what_cannot_be_stored_is_written_out() -> None:
    store = Store(":memory:")
    rows = [(f"{n}{mark}", "a", mark) for n, mark in enumerate(("", "\udcff", "é", "\udc80"))]
    store.run_each("INSERT INTO refused VALUES (?, ?, ?)", iter(rows))
    assert [message for (message,) in store.rows("SELECT message FROM refused ORDER BY input")] == ["", "\\xff", "é", "\\x80"]
