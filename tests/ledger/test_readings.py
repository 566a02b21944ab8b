"""What goes in comes out equal; the same again changes nothing; a changed page is a new version."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from attache.errors import LedgerError
from attache.exports.jsonl import ledger_lines
from attache.ledger import Ledger
from attache.ledger.columns import KINDS, columns_of, kind_of
from attache.ledger.readings import records_of
from attache.ledger.store import Store, identifier
from attache.records import Aside, Change, Evidence
from tests.gold import gold, gold_files
from tests.ledger import made


def exported(ledger: Ledger) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in ledger_lines(ledger))


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(":memory:")


def test_all_sample_readings_come_out_as_they_went_in(ledger: Ledger) -> None:
    for path in gold_files():
        report, reading = gold(path)
        assert ledger.add(report, reading)
        assert ledger.report_text(report.id) == report
        assert ledger.reading(report.id) == reading


@pytest.mark.parametrize(
    "change",
    [
        None,
        Change(5.0, "%", "up"),
        Change(None, None, "down"),
        Change((5.0, 7.0), "%", "down", "year"),
    ],
)
@pytest.mark.parametrize(("value", "bound"), [(3.0, None), (3.0, "over"), ((3.0, 4.0), "range"), (None, None)])
def test_values_and_changes(ledger: Ledger, value: float | None, bound: str | None, change: Change | None) -> None:
    report = made.report("Trade was three billion.", "2018-03-19")
    figure = made.figure(report, "three billion", value, bound=bound, change=change, period=("2017-01-01", None))
    ledger.add(report, made.reading(report, (), figure))
    reading = ledger.reading(report.id)
    assert reading is not None
    assert reading.figures == (figure,)


def test_same_report_again_changes_nothing(ledger: Ledger) -> None:
    report, reading = gold(gold_files()[0])
    assert not ledger.knows(report)
    assert ledger.add(report, reading)
    before = exported(ledger)
    assert ledger.knows(report)
    assert not ledger.add(report, reading)
    assert exported(ledger) == before


def test_same_text_under_a_second_name_keeps_both(ledger: Ledger) -> None:
    report = made.report("Trade was three billion.", "2018-03-19", file="b.txt")
    ledger.add(report, made.reading(report))
    assert ledger.add(replace(report, file="a.txt"), made.reading(report))
    (entry,) = ledger.reports()
    assert (entry.file, entry.also_seen) == ("a.txt", ("b.txt",))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_best_dated_sighting_stands_for_the_text_in_any_order(ledger: Ledger, order: tuple[int, int]) -> None:
    undated = made.report("Trade was three billion.", file="a.txt")
    dated = made.report("Trade was three billion.", "2018-03-19", file="b.txt")
    for number in order:
        report = (undated, dated)[number]
        ledger.add(report, made.reading(report))
    (entry,) = ledger.reports()
    assert (entry.file, entry.published) == ("b.txt", ("2018-03-19", "2018-03-19"))


def test_changed_page_of_one_address_is_a_new_version(ledger: Ledger) -> None:
    old = made.report("Trade was three billion.", "2018-03-19", url="https://example.org/trade")
    new = made.report("Trade was four billion, we learn.", "2018-03-20", url="https://example.org/trade")
    for report in (old, new):
        ledger.add(report, made.reading(report, (), made.figure(report, "billion", 3.0 if report is old else 4.0)))
    assert [r.id for r in ledger.reports()] == [new.id]
    assert [f.figure.value for f in ledger.figures()] == [4.0]
    assert [v.id for v in ledger.report(old.id).versions] == [new.id, old.id]


def test_texts_of_one_address_that_share_nothing_stand_side_by_side(ledger: Ledger) -> None:
    texts = (
        "Chile and Peru signed an agreement on trade in Lima on Friday, their foreign ministers said.",
        "Vietnam and Russia signed a treaty on gas in Hanoi on Monday, their presidents said.",
        "France expelled two diplomats of Iran on Tuesday over an espionage affair in Paris.",
        "Chile and Peru signed no agreement on trade in Lima on Friday, their foreign ministers said on Monday.",
    )
    reports = [made.report(text, url="https://example.org/") for text in texts]
    for report in reports:
        ledger.add(report, made.reading(report))
    assert {entry.id for entry in ledger.reports()} == {report.id for report in reports[1:]}


@pytest.mark.parametrize(
    ("first", "second", "versions"),
    [
        ("Trade grew. Ministers met. They left.", "Trade grew. Ministers met. They stayed.", 2),
        ("Trade grew. Ministers met.", "A dam was opened. Nobody came.", 0),
    ],
)
def test_one_file_name_is_one_page_only_where_the_text_is_alike(ledger: Ledger, first: str, second: str, versions: int) -> None:
    for text in (first, second):
        report = made.report(text, file="report.txt")
        ledger.add(report, made.reading(report))
    assert len(ledger.report(report.id).versions) == versions


def test_report_without_language_pack_is_stored_and_counted(ledger: Ledger) -> None:
    report = made.report("Tổng thống đã đến Hà Nội.", language="vi")
    assert ledger.add(report, None)
    assert not ledger.add(report, None)
    ledger.refuse("empty.txt", "empty", "empty.txt: nothing in it")
    ledger.refuse("empty.txt", "empty", "empty.txt: nothing in it")
    assert ledger.aside() == (("empty", 1), ("no-language-pack", 1))
    assert [r.reader for r in ledger.reports()] == [None]
    assert ledger.summary().unread == 1


@pytest.mark.parametrize(("reason", "known"), [("no-language-pack", True), ("reader-fault", False)])
def test_report_is_tried_again_after_a_fault(ledger: Ledger, reason: str, known: bool) -> None:
    report = made.report("Trade was three billion.")
    ledger.add(report, None, reason=reason)
    assert ledger.knows(report) is known


@pytest.mark.parametrize("kind", KINDS)
def test_tables_have_a_column_for_each_field(kind: str) -> None:
    store = Store(":memory:")
    columns = {str(row[1]) for row in store.rows(f"PRAGMA table_info({identifier(kind)})")} - {"id"}
    store.close()
    record = next(r for p in gold_files() for r in records_of(gold(p)[1]) if kind_of(r) == kind)
    assert columns == set(columns_of(record))


def test_report_is_read_once_its_language_has_a_pack(ledger: Ledger) -> None:
    report = made.report("Trade was three billion.")
    ledger.add(report, None)
    assert ledger.add(report, made.reading(report))
    assert ledger.aside() == ()
    assert ledger.reading(report.id) is not None


def test_reasons_are_counted(ledger: Ledger) -> None:
    report = made.report("Trade was three billion.")
    aside = (
        Aside("told-twice", "events", made.passage(report, "three")),
        Aside("told-twice", "events"),
        Aside("no-doer", "events"),
    )
    ledger.add(report, made.reading(report, aside=aside))
    assert ledger.aside() == (("no-doer", 1), ("told-twice", 2))
    assert ledger.report(report.id).aside == (("no-doer", 1), ("told-twice", 2))


def test_reread_replaces_readings_of_other_readers_only(ledger: Ledger) -> None:
    report = made.report("Trade was three billion.")
    ledger.add(report, made.reading(report))
    figure = made.figure(report, "three billion", 3e9)
    assert ledger.reread(lambda r: made.reading(r, (), figure, reader="hand/2"), "hand/2") == 1
    assert [f.figure for f in ledger.figures()] == [figure]
    assert ledger.reread(lambda r: made.reading(r, reader="hand/2"), "hand/2") == 0


def test_ids_survive_a_better_reading(ledger: Ledger) -> None:
    report = made.report("Lavrov met Minh in Hanoi.", "2018-03-23")
    event = made.event(report, "Lavrov met Minh", "meeting", "RUS")
    ledger.add(report, made.reading(report, (), event))
    (before,) = ledger.events()
    better = replace(event, where="Hanoi", when=("2018-03-23", "2018-03-23"), rule="hand/better")
    ledger.reread(lambda r: made.reading(r, (), better, reader="hand/2"), "hand/2")
    (after,) = ledger.events()
    assert (after.id, after.event.where) == (before.id, "Hanoi")


def test_two_equal_records_of_one_passage_have_two_ids(ledger: Ledger) -> None:
    report = made.report("Lavrov met Minh in Hanoi.")
    event = made.event(report, "Lavrov met Minh", "meeting", "RUS")
    ledger.add(report, made.reading(report, (), event, event))
    assert len({e.id for e in ledger.events()}) == 2


@pytest.mark.parametrize(
    ("name", "stored"),
    [("re\udcffport.txt", "re\\xffport.txt"), ("\udce9t\udce9/é.txt", "\\xe9t\\xe9/é.txt"), ("\ud800.txt", "\\ud800.txt")],
)
def test_file_name_with_bytes_that_are_no_characters(ledger: Ledger, name: str, stored: str) -> None:
    reasons = {"published_reasons": (f"file name {name}",), "title": name}
    report = made.report("Trade grew.", "2018-03-19", file=name, **reasons)
    reading = made.reading(report, (made.actor(f"Minister of {name}", "person", "RUS"),), published_reasons=(name,))
    assert ledger.add(report, reading)
    assert ledger.knows(report)
    assert not ledger.add(report, reading)
    (entry,) = ledger.reports()
    assert (entry.file, entry.title, entry.published_reasons) == (stored, stored, (stored,))
    assert ledger.report(name).report.id == ledger.report(stored).report.id == report.id
    ledger.refuse(name, "no-text", name)
    assert ledger.aside() == (("no-text", 1),)
    assert "\\x" in exported(ledger) or "ud800" in exported(ledger)
    exported(ledger).encode()


def test_text_that_is_no_unicode_keeps_its_length(ledger: Ledger) -> None:
    report = made.report("Trade \ud800 grew.", "2018-03-19")
    figure = made.figure(report, "grew", 3.0)
    assert ledger.add(report, made.reading(report, (), figure))
    assert ledger.report_text(report.id).text == "Trade \ufffd grew."
    assert ledger.figures()[0].quotes[0].evidence.text == "grew"


def test_number_too_large_is_a_ledger_error(ledger: Ledger) -> None:
    report = made.report("Trade grew.", "2018-03-19")
    passage = Evidence(report.id, 0, 5, "Trade")
    aside = (Aside("odd", "figures", replace(passage, start=2**70)),)
    with pytest.raises(LedgerError, match="too large"):
        ledger.add(report, replace(made.reading(report), aside=aside))
    assert ledger.report_ids() == ()


@pytest.mark.parametrize(
    "evidence",
    [
        (),
        (Evidence(made.report("Another text.").id, 0, 7, "Another"),),
        (Evidence(made.report("Trade was three billion.").id, 0, 5, "Grade"),),
    ],
)
def test_record_must_rest_on_its_reports_words(ledger: Ledger, evidence: tuple[Evidence, ...]) -> None:
    report = made.report("Trade was three billion.")
    figure = replace(made.figure(report, "three", 3.0), evidence=evidence)
    with pytest.raises(ValueError, match="figure"):
        ledger.add(report, made.reading(report, (), figure))
    assert ledger.report_ids() == ()
