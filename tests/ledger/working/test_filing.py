"""The filing is kept in step: whatever came in whatever order, it is what filing everything anew gives."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.store import SCHEMA_VERSION, filing_part, name_made_by
from attache.records import Reading, Report
from tests.gold import gold, gold_files
from tests.ledger import made

SUMS = ("occurrence_told", "promise_told", "series_told", "series_moment", "series_conflict")


def rows(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """All that is worked out, by table."""
    out: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for table, row in ledger.worked_out():
        out[table].append(row)
    return dict(out)


def some(number: int, seed: int) -> list[tuple[Report, Reading]]:
    files = gold_files("vietnam-russia")
    return [gold(path) for path in random.Random(seed).sample(files, number)]


def told(
    number: int, day: str = "2018-03-23", *, level: float = 4.0, more: str = "", url: str | None = None
) -> tuple[Report, Reading]:
    """A report of a meeting, a speech, a figure and a target; in another one everything may be told again."""
    text = f"Lavrov met Minh in Hanoi. Lavrov said so. Trade came to {level} billion dollars. They want 10 billion."
    report = made.report(f"{text} Report {number}. {more}", day, **({"url": url} if url else {}))
    people = [made.actor("Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM")]
    return report, made.reading(
        report,
        people,
        made.event(report, "Lavrov met Minh", "meeting", "Lavrov", "Minh", when=("2018-03-23",) * 2, where="Hanoi"),
        made.statement(report, "Lavrov said so", "Lavrov"),
        made.figure(report, f"{level} billion", level * 1e9, period=made.year(2017)),
        made.target(report, "They want 10 billion", 1e10, made.year(2017)),
        made.tenure(report, "Lavrov met", "Lavrov", "Foreign Minister", "RUS"),
    )


def filled(reports: Iterable[tuple[Report, Reading]], *, step: bool = False, path: Path | str = ":memory:") -> Ledger:
    ledger = Ledger(path)
    for report, reading in reports:
        ledger.add(report, reading)
        if step:
            ledger.reconcile()
    ledger.reconcile()
    return ledger


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_as_all_at_once(seed: int) -> None:
    reports = some(5, seed)
    with filled(reports) as whole, filled(reversed(reports), step=True) as grown:
        one, other = rows(whole), rows(grown)
        assert one["filed"]
        assert all(one.get(table) == other.get(table) for table in ("filed", *SUMS))
        grown.rebuild()
        assert rows(grown) == other


def test_a_changed_reading_leaves_nothing_behind() -> None:
    with filled([told(1), told(2, level=5.0)]) as ledger:
        report, reading = told(2, level=5.0)
        empty = made.reading(report, reader="hand/2")
        ledger.add(report, empty)
        changed = rows(ledger)
        with filled([told(1)]) as alone:
            expected = rows(alone)["filed"]
        theirs = [row for row in changed["filed"] if row[7] != report.id]
        assert theirs == expected
        assert {row[2] for row in changed["filed"] if row[7] == report.id} == {"report"}
        ledger.add(report, reading)


def test_a_rejected_record_is_in_no_list() -> None:
    with filled([told(1)]) as ledger:
        (statement,) = ledger.listed("statement", of=("RUS",)).ids
        review = ledger.reject(statement)
        assert ledger.listed("statement", of=("RUS",)).total == 0
        assert ledger.listed("report", of=("RUS",)).total == 1
        ledger.undo(review.id)
        assert ledger.listed("statement", of=("RUS",)).ids == (statement,)


def test_a_former_version_of_a_page_is_in_no_list() -> None:
    page = "https://paper.example/1"
    with filled([told(1, url=page)]) as ledger:
        newer, reading = told(1, more="Nothing else was told.", url=page)
        ledger.add(newer, reading)
        assert ledger.listed("report").ids == (newer.id,)
        assert ledger.listed("statement").total == 1


def test_sums_of_tellings() -> None:
    with filled([told(1), told(2, "2018-03-25", level=5.0), told(3, "2018-03-24", level=4.0)]) as ledger:
        (occurrence,) = ledger.occurrences()
        (promise,) = ledger.promises()
        (series,) = ledger.series()
        found = rows(ledger)
        assert found["occurrence_told"] == [(occurrence.id, occurrence.events[0].id, 3, 3, 0)]
        assert found["promise_told"] == [(promise.id, promise.title, promise.stated[0].id, promise.stated[-1].id, 3)]
        newest = min(p.id for p in series.points)
        assert found["series_told"] == [(series.id, 3, 2017, 2017, newest, len(series.conflicts))]
        pairs = {(c.first.id, c.second.id) for c in series.conflicts}
        assert {(one, other) for _, _, one, other in found["series_conflict"]} == pairs
        assert pairs


def test_conflicts_as_the_series_tell_them() -> None:
    with filled(gold(path) for path in gold_files("vietnam-russia")) as ledger:
        expected = {(z.id, c.first.id, c.second.id) for z in ledger.series() for c in z.conflicts}
        found = rows(ledger)
        assert {(z, one, other) for z, _, one, other in found["series_conflict"]} == expected
        assert expected
        counts = Counter(z for z, _, _ in expected)
        assert {row[0]: row[5] for row in found["series_told"] if row[5]} == counts
        fullest = {o.id: (o.events[0].id, len(o.events)) for o in ledger.occurrences()}
        assert {row[0]: (row[1], row[2]) for row in found["occurrence_told"]} == fullest


def traded(year: int, billions: float) -> tuple[Report, Reading]:
    report = made.report(f"Trade came to {billions} billion dollars in {year}, they said in Hanoi.", "2018-03-23")
    return report, made.reading(report, (), made.figure(report, f"{billions} billion", billions * 1e9, period=made.year(year)))


def test_figures_that_are_suspect_no_more_contradict_each_other() -> None:
    # Of two alone that differ eightyfold both are suspect; figures of the years before bear each of them out.
    with filled([traded(2016, 4), traded(2016, 320)]) as ledger:
        assert not rows(ledger)["series_told"][0][5]
        for report, reading in (traded(2015, 330), traded(2014, 5)):
            ledger.add(report, reading)
            ledger.reconcile()
        (series,) = ledger.series()
        (conflict,) = series.conflicts
        assert [row[2:] for row in rows(ledger)["series_conflict"]] == [(conflict.first.id, conflict.second.id)]
        assert rows(ledger)["series_told"][0][5] == 1


def test_two_cards_of_one_number_are_both_filed(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [told(1), told(2, level=5.0), told(3)]
    with filled(reports) as ledger:
        expected = rows(ledger)
    monkeypatch.setattr("attache.ledger.headings._hashed", lambda words: 1 << 40)
    with filled(reports, step=True) as ledger:
        assert rows(ledger) == expected
        ledger.add(reports[1][0], made.reading(reports[1][0], reader="hand/2"))
        ledger.add(reports[1][0], replace(reports[1][1], reader="hand/3"))
        assert rows(ledger) == expected


def unfiled(path: Path) -> None:
    """Takes the filing out, as in a ledger made before there was one."""
    raw = sqlite3.connect(path)
    for sql in reversed(filing_part()):
        kind = "VIEW" if "CREATE VIEW" in sql else "INDEX" if "CREATE INDEX" in sql else "TABLE"
        raw.execute(f"DROP {kind} {name_made_by(sql)}")
    raw.execute("DELETE FROM state WHERE key = 'filed'")
    raw.execute("PRAGMA user_version = 2")
    raw.commit()
    raw.close()


@pytest.mark.parametrize("more", [False, True])
def test_a_ledger_without_filing_gets_it_alone(tmp_path: Path, more: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    reports = [told(1), told(2, level=5.0), *some(4, 7)]
    with filled(reports, path=path) as ledger:
        if more:
            ledger.add(*told(3))
    unfiled(path)
    monkeypatch.setattr("attache.ledger.working.run._make_anew", lambda store: pytest.fail("worked out anew"))
    with Ledger(path, read_only=True) as looked_at:
        assert looked_at.listed("report").total == len(reports) + more
    with Ledger(path) as old:
        found = rows(old)
        assert old._store.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    monkeypatch.undo()
    with filled([*reports, told(3)] if more else reports) as fresh:
        assert rows(fresh) == found


def test_filing_by_other_rules_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with filled([told(1), told(2)], path=path) as ledger:
        expected = rows(ledger)
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM filing WHERE scope % 2 = 0")
    raw.execute("UPDATE state SET value = '0' WHERE key = 'filed'")
    raw.commit()
    raw.close()
    with Ledger(path) as ledger:
        assert rows(ledger) == expected
