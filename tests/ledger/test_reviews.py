"""What people decide holds: in the answers, over reading anew, and until it is undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attache.errors import LedgerError, QueryError
from attache.exports.jsonl import ledger_lines
from attache.ledger import Ledger
from attache.ledger.columns import Record
from attache.ledger.readings import load_records
from attache.ledger.reviews import deciding, reviewed_records, standing
from attache.ledger.reviews.edge import decision
from attache.ledger.store import Store
from attache.records import Reading, Report
from tests.gold import gold, gold_files
from tests.ledger import made

NOW = "2026-11-22T10:00:00+00:00"
WHO: dict[str, Any] = {"by": "A. Reader", "now": NOW}
TEXT = (
    "Lavrov met Minh in Hanoi on 23 March. Trade was three billion dollars in 2017, up 5 per cent. "
    "The two sides want ten billion dollars by 2020. Minh, the foreign minister, said ties were good."
)
REPORT = made.report(TEXT, "2018-03-23", file="a.txt")
PEOPLE = (made.actor("Sergey Lavrov", "person", "RUS", "Lavrov"), made.actor("Minh", "person", "VNM"))
MEETING = made.event(REPORT, "Lavrov met Minh in Hanoi", "meeting", "Sergey Lavrov", "Minh", where="Hanoi")
TRADE = made.figure(REPORT, "Trade was three billion dollars in 2017", 3e9, period=made.year(2017))
GROWTH = made.figure(REPORT, "up 5 per cent", None, unit=None, change=made.up(5.0), period=made.year(2017))
AIM = made.target(REPORT, "The two sides want ten billion dollars by 2020", 1e10, made.year(2020))
OFFICE = made.tenure(REPORT, "Minh, the foreign minister", "Minh", "foreign minister", "VNM")
SAID = made.statement(REPORT, "ties were good", "Minh")
RECORDS: tuple[Record, ...] = (MEETING, SAID, TRADE, GROWTH, AIM, OFFICE)


def exported(ledger: Ledger) -> list[str]:
    """The whole export but for the reviews."""
    return [json.dumps(line, ensure_ascii=False) for line in ledger_lines(ledger) if line["record"] != "review"]


def read_anew(ledger: Ledger, *records: Record, reader: str = "hand/2") -> None:
    """The one report has these records now, others have what they had."""

    def read(report: Report) -> Reading:
        if report.id == REPORT.id:
            return made.reading(report, PEOPLE, *records, reader=reader)
        known = ledger.reading(report.id)
        assert known is not None
        return replace(known, reader=reader)

    ledger.reread(read, reader)


def ids(ledger: Ledger) -> dict[Record, str]:
    return {record: identity for identity, record in ledger.records(REPORT.id)}


def shown(ledger: Ledger) -> list[Record]:
    return [record for _, record in ledger.records(REPORT.id)]


@pytest.fixture
def ledger() -> Ledger:
    book = Ledger(":memory:")
    book.add(REPORT, made.reading(REPORT, PEOPLE, *RECORDS))
    other = made.report("Wang Yi visited Manila.", "2019-05-01", file="b.txt")
    wang = made.actor("Wang Yi", "person", "CHN", "Wang")
    visit = made.event(other, "Wang Yi visited Manila", "visit", "Wang Yi")
    book.add(other, made.reading(other, (wang, made.actor("CHN", "country", "CHN")), visit))
    return book


# In the answers


def test_rejected_record_is_shown_nowhere_but_in_the_reviews(ledger: Ledger) -> None:
    identity = ids(ledger)[AIM]
    review = ledger.reject(identity, why="a wish", **WHO)
    assert not ledger.commitments()
    assert not ledger.promises()
    assert AIM not in shown(ledger)
    assert identity not in {mark.id for mark in ledger.report(REPORT.id).marks}
    assert (review.id, review.action, review.by, review.at, review.why) == (1, "reject", "A. Reader", NOW, "a wish")
    assert [o.id for o in ledger.reviews()[0].on] == [identity]
    assert ledger.show(identity).kind == "commitment"


def test_corrected_record_counts_as_corrected(ledger: Ledger) -> None:
    ledger.correct(ids(ledger)[TRADE], {"value": "3.2e9", "period": "2016"}, **WHO)
    (point,) = (f for f in ledger.figures() if f.figure.value is not None)
    assert (point.figure.value, point.figure.period, point.grain) == (3.2e9, made.year(2016), "year")
    assert point.figure.evidence == TRADE.evidence
    assert ledger.reading(REPORT.id) == made.reading(REPORT, PEOPLE, *RECORDS), "what the reader said stays as it was"


def test_corrected_actor_is_the_one_the_ledger_knows(ledger: Ledger) -> None:
    """Wang Yi is not in the reading of the report whose record names him now."""
    ledger.correct(ids(ledger)[MEETING], {"who": "Wang Yi; Minh"}, **WHO)
    (meeting,) = (e for e in ledger.events() if e.event.mode == "meeting")
    assert [(a.name, a.country) for a in meeting.who] == [("Wang Yi", "CHN"), ("Minh", "VNM")]
    assert meeting.who[0].id == next(p.actor.id for p in ledger.people() if p.actor.name == "Wang Yi")


def test_a_name_that_is_anothers_in_the_report_is_not_mixed_up() -> None:
    book = Ledger(":memory:")
    for country in ("VNM", "CHN"):
        for number in (1, 2):
            report = made.report(f"Minh of {country} spoke, {number}.", "2018-03-23")
            book.add(
                report, made.reading(report, (made.actor("Minh", "person", country),), made.statement(report, "spoke", "Minh"))
            )
    ours, theirs = (next(s for s in book.statements() if s.speakers[0].country == c) for c in ("VNM", "CHN"))
    with pytest.raises(QueryError, match="uses the name “Minh” for another"):
        book.correct(ours.id, {"speakers": theirs.speakers[0].id}, **WHO)


def test_state_tells_who_when_why_and_what_was_read(ledger: Ledger) -> None:
    identity = ids(ledger)[TRADE]
    ledger.accept(identity, **WHO)
    ledger.correct(identity, {"value": 4e9}, why="misprint", by="B. Editor", now="2026-11-23T10:00:00+00:00")
    state = ledger.review_of(identity, "f-000000000000")[identity]
    assert (state.word, state.by, state.why, state.reviews) == ("corrected", "B. Editor", "misprint", (1, 2))
    assert state.fields == (("value", 3e9, 4e9),)
    assert not state.kept


def test_later_decision_counts(ledger: Ledger) -> None:
    identity = ids(ledger)[TRADE]
    ledger.reject(identity, **WHO)
    ledger.correct(identity, {"value": 4e9}, **WHO)
    ledger.correct(identity, {"period": "2016"}, **WHO)
    assert [(f.figure.value, f.figure.period) for f in ledger.figures() if f.id == identity] == [(4e9, made.year(2016))]
    ledger.reject(identity, **WHO)
    assert identity not in {f.id for f in ledger.figures()}
    ledger.undo(**WHO)
    assert ledger.review_of(identity)[identity].word == "corrected"


# Values

CORRECTIONS: list[tuple[Record, str, Any, Any]] = [
    (MEETING, "when", "2018-03-24", ("2018-03-24", "2018-03-24")),
    (MEETING, "when", "2018-03", ("2018-03-01", "2018-03-31")),
    (MEETING, "when", "2017..2018-03", ("2017-01-01", "2018-03-31")),
    (MEETING, "when", "2017..", ("2017-01-01", None)),
    (MEETING, "when", ("2017-01-01", None), ("2017-01-01", None)),
    (MEETING, "when", "", None),
    (MEETING, "who", "Russia; Vietnam", ("RUS", "VNM")),
    (MEETING, "target", ["Lavrov"], ("Sergey Lavrov",)),
    (MEETING, "where", "Vietnam", "VNM"),
    (MEETING, "where", "Da Nang", "Da Nang"),
    (MEETING, "status", "Planned", "planned"),
    (MEETING, "mode", "talks", "talks"),
    (MEETING, "sectors", "trade; energy", ("trade", "energy")),
    (SAID, "speakers", "", ()),
    (SAID, "quoted", "mixed", "mixed"),
    (SAID, "quoted", True, True),
    (SAID, "addressee", "Lavrov", "Sergey Lavrov"),
    (SAID, "as", "the minister", "the minister"),
    (TRADE, "value", "3,200,000,000", 3.2e9),
    (TRADE, "value", 5, 5.0),
    (TRADE, "value", "3e9..4e9", (3e9, 4e9)),
    (TRADE, "bound", "over", "over"),
    (TRADE, "unit", "VND", "VND"),
    (TRADE, "cumulative", "true", True),
    (TRADE, "source", "Russia", "RUS"),
    (TRADE, "change", "up 5 %", made.up(5.0)),
    (TRADE, "change", "down", replace(made.down(), unit=None)),
    (TRADE, "change", "up 5..7 % per year", replace(made.up(5.0), value=(5.0, 7.0), per="year")),
    (AIM, "due", "2021-06", ("2021-06-01", "2021-06-30")),
    (AIM, "kind", "pledge", "pledge"),
    (AIM, "outcome", "kept late", "kept late"),
    (OFFICE, "person", "Lavrov", "Sergey Lavrov"),
    (OFFICE, "of", "Russia", "RUS"),
    (OFFICE, "office", "Deputy Prime Minister", "Deputy Prime Minister"),
]


@pytest.mark.parametrize(("record", "field", "given", "held"), CORRECTIONS)
def test_what_can_be_corrected(ledger: Ledger, record: Record, field: str, given: object, held: object) -> None:
    before = exported(ledger)
    identity = ids(ledger)[record]
    ledger.correct(identity, {field: given}, **WHO)
    now = dict(ledger.records(REPORT.id))[identity]
    assert getattr(now, "as_" if field == "as" else field) == held
    ledger.undo(**WHO)
    assert exported(ledger) == before


def test_two_numbers_are_a_range_and_one_is_none(ledger: Ledger) -> None:
    identity = ids(ledger)[TRADE]
    ledger.correct(identity, {"value": "3e9..4e9"}, **WHO)
    assert dict(ledger.records(REPORT.id))[identity].bound == "range"  # type: ignore[union-attr]
    ledger.correct(identity, {"value": "3e9"}, **WHO)
    assert dict(ledger.records(REPORT.id))[identity].bound is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("record", "given", "told"),
    [
        (MEETING, {"colour": "red"}, "an event has no field “colour”; it has type, mode, status"),
        (MEETING, {"evidence": "x"}, "evidence cannot be corrected"),
        (SAID, {"content": "x"}, "evidence cannot be corrected"),
        (MEETING, {"rule": "x"}, "no field “rule”"),
        (MEETING, {"when": "last week"}, "is no date; write a year"),
        (MEETING, {"when": "2018-02-30"}, "is no date"),
        (MEETING, {"when": "2020..2018"}, "the first is the later"),
        (MEETING, {"when": ".."}, "takes 2017"),
        (MEETING, {"when": 2018}, "takes a date"),
        (MEETING, {"status": "hapened"}, "status takes one of happened, ongoing"),
        (MEETING, {"type": "MEET"}, "type takes one of AGREE"),
        (MEETING, {"mode": "sign"}, "CONSULT has no mode “sign”; sign is a mode of SUPPORT"),
        (MEETING, {"mode": ""}, "mode of this event cannot be empty"),
        (MEETING, {"who": "Lavrow"}, "did you mean Sergey Lavrov"),
        (MEETING, {"who": [3]}, "who takes words"),
        (MEETING, {"about": "the treaty"}, "no thing called “the treaty”"),
        (MEETING, {}, "nothing to correct"),
        (TRADE, {"value": "three"}, "value takes a number"),
        (TRADE, {"value": True}, "value takes a number"),
        (TRADE, {"value": "4..3"}, "the first of two numbers is the lower"),
        (TRADE, {"bound": "range"}, "needs two numbers"),
        (TRADE, {"change": "doubled"}, "change takes “up 5 %”"),
        (OFFICE, {"person": ""}, "person of this tenure cannot be empty"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(ledger: Ledger, record: Record, given: Mapping[str, Any], told: str) -> None:
    with pytest.raises(QueryError) as error:
        ledger.correct(ids(ledger)[record], given, **WHO)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert ledger.reviews() == ()


@pytest.mark.parametrize(
    ("identity", "told"),
    [
        ("e-ffffff", "no record “e-ffffff”"),
        ("o-123", "no occurrence “o-123”"),
        ("x", "is no record"),
        ("e-", "is no record"),
        ("t", "is no record"),
        ("p-", "is no record"),
        ("VNM", "is no record"),
        ("t-", "is no record"),
    ],
)
def test_record_must_be_known(ledger: Ledger, identity: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        ledger.reject(identity, **WHO)


def test_occurrence_is_told_by_its_records(ledger: Ledger) -> None:
    occurrence = ledger.occurrences()[0]
    with pytest.raises(QueryError, match=f"{occurrence.id} is made of records; take one of these: {occurrence.events[0].id}"):
        ledger.accept(occurrence.id, **WHO)


def test_several_records_in_one_review_or_none(ledger: Ledger) -> None:
    with pytest.raises(QueryError):
        ledger.accept(ids(ledger)[TRADE], "f-ffffff", **WHO)
    assert ledger.reviews() == ()
    ledger.accept(ids(ledger)[TRADE], ids(ledger)[AIM][:8], ids(ledger)[TRADE], **WHO)
    assert [len(r.on) for r in ledger.reviews()] == [2]


# Undo


def test_undo_goes_back_step_by_step_and_is_itself_recorded(ledger: Ledger) -> None:
    states = [exported(ledger)]
    ledger.reject(ids(ledger)[TRADE], **WHO)
    states.append(exported(ledger))
    ledger.correct(ids(ledger)[AIM], {"due": "2022"}, **WHO)
    assert len({*map(str, [*states, exported(ledger)])}) == 3
    for before in reversed(states):
        ledger.undo(why="too fast", **WHO)
        assert exported(ledger) == before
    assert [(r.id, r.action, r.state, r.undoes) for r in ledger.reviews()] == [
        (1, "reject", "undone", None),
        (2, "correct", "undone", None),
        (3, "undo", "in force", 2),
        (4, "undo", "in force", 1),
    ]
    with pytest.raises(QueryError, match="no review to undo"):
        ledger.undo(**WHO)


def test_undo_of_an_undo_puts_it_in_force_again(ledger: Ledger) -> None:
    ledger.reject(ids(ledger)[TRADE], **WHO)
    rejected = exported(ledger)
    ledger.undo(1, **WHO)
    ledger.undo(2, **WHO)
    assert exported(ledger) == rejected
    with pytest.raises(QueryError, match="already undone, by review 3"):
        ledger.undo(2, **WHO)
    ledger.undo(1, **WHO)
    assert TRADE in shown(ledger)


def test_only_what_is_known_can_be_undone(ledger: Ledger) -> None:
    with pytest.raises(QueryError, match="no review 7"):
        ledger.undo(7, **WHO)


# Reading anew

BETTER = replace(MEETING, evidence=(made.passage(REPORT, "Lavrov met Minh in Hanoi on 23 March."),), when=("2018-03-23",) * 2)


def test_review_moves_to_the_record_that_says_the_same(ledger: Ledger) -> None:
    ledger.reject(ids(ledger)[MEETING], **WHO)
    read_anew(ledger, BETTER, TRADE)
    assert shown(ledger) == [TRADE]
    (review,) = ledger.reviews()
    assert (review.state, review.on[0].id != review.on[0].id_then) == ("in force", True)
    ledger.undo(**WHO)
    assert shown(ledger) == [BETTER, TRADE]


def test_correction_moves_and_the_rest_is_as_read_now(ledger: Ledger) -> None:
    ledger.correct(ids(ledger)[MEETING], {"where": "Da Nang"}, **WHO)
    read_anew(ledger, BETTER)
    assert shown(ledger) == [replace(BETTER, where="Da Nang")]


def test_corrected_claim_is_found_where_it_is_read_rightly_now(ledger: Ledger) -> None:
    ledger.correct(ids(ledger)[TRADE], {"value": 3e6}, **WHO)
    right = replace(TRADE, value=3e6)
    read_anew(ledger, right)
    assert shown(ledger) == [right]
    assert [r.state for r in ledger.reviews()] == ["in force"]


def test_accepted_record_keeps_what_it_said(ledger: Ledger) -> None:
    ledger.accept(ids(ledger)[TRADE], **WHO)
    poorer = replace(TRADE, period=made.year(2018), parties=made.names("RUS"), bound="about")
    read_anew(ledger, poorer)
    assert shown(ledger) == [replace(TRADE, bound="about")], "and gains what was not told before"


@pytest.mark.parametrize("action", ["accept", "correct"])
def test_record_no_longer_read_is_kept(ledger: Ledger, action: str) -> None:
    identity = ids(ledger)[TRADE]
    _ = ledger.accept(identity, **WHO) if action == "accept" else ledger.correct(identity, {"value": 4e9}, **WHO)
    read_anew(ledger, MEETING)
    kept = replace(TRADE, value=4e9 if action == "correct" else 3e9, rule="review/kept")
    assert shown(ledger) == [MEETING, kept]
    assert ledger.review_of(identity)[identity].kept
    assert [r.state for r in ledger.reviews()] == ["kept"]
    assert [f.figure for f in ledger.figures()] == [kept]
    reading = ledger.reading(REPORT.id)
    assert reading is not None
    assert reading.figures == (), "the reading itself does not have it"
    read_anew(ledger, MEETING, TRADE, reader="hand/3")
    assert shown(ledger) == [MEETING, replace(kept, rule=TRADE.rule)], "found again, it is not there twice"


def test_kept_record_can_be_reviewed_and_undone(ledger: Ledger) -> None:
    identity = ids(ledger)[TRADE]
    ledger.accept(identity, **WHO)
    read_anew(ledger, MEETING)
    ledger.correct(identity, {"unit": "VND"}, **WHO)
    ledger.reject(identity, **WHO)
    assert shown(ledger) == [MEETING]
    ledger.undo(**WHO)
    read_anew(ledger, MEETING, AIM, reader="hand/3")
    assert replace(TRADE, unit="VND", rule="review/kept") in shown(ledger)
    ledger.undo(**WHO)
    assert replace(TRADE, rule="review/kept") in shown(ledger)
    ledger.undo(**WHO)
    assert shown(ledger) == [MEETING, AIM]
    ledger.undo(6, **WHO)
    assert replace(TRADE, rule="review/kept") in shown(ledger), "accepted again, it is back"


def test_rejected_record_no_longer_read_waits_and_stays_rejected_when_found_again(ledger: Ledger) -> None:
    ledger.reject(ids(ledger)[TRADE], **WHO)
    read_anew(ledger, MEETING)
    assert [r.state for r in ledger.reviews()] == ["waiting"]
    assert shown(ledger) == [MEETING]
    read_anew(ledger, MEETING, TRADE, reader="hand/3")
    assert [r.state for r in ledger.reviews()] == ["in force"]
    assert shown(ledger) == [MEETING]


OTHER_CLAIMS: list[tuple[Record, Record]] = [
    (TRADE, replace(TRADE, value=5e9)),
    (TRADE, replace(TRADE, evidence=SAID.evidence)),
    (TRADE, replace(GROWTH, evidence=TRADE.evidence)),
    (TRADE, replace(TRADE, unit="VND")),
    (MEETING, replace(MEETING, mode="visit")),
    (MEETING, replace(MEETING, status="denied")),
    (MEETING, replace(MEETING, who=made.names("CHN"))),
    (OFFICE, replace(OFFICE, person=made.names("Sergey Lavrov")[0])),
    (AIM, replace(AIM, value=2e10)),
    (SAID, replace(SAID, content=made.passage(REPORT, "Minh, the foreign minister"))),
]


@pytest.mark.parametrize(("rejected", "read"), OTHER_CLAIMS)
def test_another_claim_on_the_same_words_is_not_rejected_with_it(ledger: Ledger, rejected: Record, read: Record) -> None:
    ledger.reject(ids(ledger)[rejected], **WHO)
    read_anew(ledger, read)
    assert shown(ledger) == [read]
    assert [r.state for r in ledger.reviews()] == ["waiting"]


@pytest.mark.parametrize("doers", [("Lavrov",), ("S. Lavrov", "VNM"), ("RUS", "VNM"), ("Minh", "Lavrov")])
def test_actor_named_otherwise_is_the_same(ledger: Ledger, doers: tuple[str, ...]) -> None:
    ledger.reject(ids(ledger)[MEETING], **WHO)
    read_anew(ledger, replace(MEETING, who=made.names(*doers)))
    assert [r.state for r in ledger.reviews()] == ["in force"]


def test_two_records_of_one_passage_keep_their_own_reviews(ledger: Ledger) -> None:
    both = made.passage(REPORT, "Trade was three billion dollars in 2017, up 5 per cent.")
    ledger.reject(ids(ledger)[TRADE], **WHO)
    ledger.accept(ids(ledger)[GROWTH], **WHO)
    read_anew(ledger, replace(GROWTH, evidence=(both,)), replace(TRADE, evidence=(both,)))
    assert shown(ledger) == [replace(GROWTH, evidence=(both,))]


def test_report_that_can_no_longer_be_read_loses_no_review(ledger: Ledger) -> None:
    from attache.ledger.readings import put_reading

    ledger.accept(ids(ledger)[TRADE], **WHO)
    store = ledger._store
    with store.transaction():
        put_reading(store, REPORT, None, reason="reader-fault")
    assert [r.state for r in ledger.reviews()] == ["waiting"]
    read_anew(ledger, TRADE)
    assert [r.state for r in ledger.reviews()] == ["in force"]


def test_all_samples_survive_reading_the_same_again() -> None:
    book = Ledger(":memory:")
    readings = [gold(path) for path in gold_files()[:8]]
    for report, reading in readings:
        book.add(report, reading)
    before = {i: r for report, _ in readings for i, r in book.records(report.id)}
    book.accept(*sorted(before), **WHO)
    by_id = {report.id: reading for report, reading in readings}
    book.reread(lambda r: replace(by_id[r.id], reader="gold/2"), "gold/2")
    assert {i: r for report, _ in readings for i, r in book.records(report.id)} == before
    assert [r.state for r in book.reviews()] == ["in force"]


# A page that changed


def test_reviews_hold_for_what_the_newer_version_still_says() -> None:
    book = Ledger(":memory:")
    old = made.report("Trade was three billion. Minh met Lavrov. They want a dam.", "2018-03-23", url="https://example.org/a")
    new = made.report("Corrected. Trade was three billion. Minh met Lavrov.", "2018-03-24", url="https://example.org/a")

    def reading(report: Report) -> Reading:
        dam = [made.target(report, "They want a dam", None, None)] if "dam" in report.text else []
        trade, met = made.figure(report, "three billion", 3e9), made.event(report, "Minh met Lavrov", "meeting", "VNM")
        return made.reading(report, (), trade, met, *dam)

    book.add(old, reading(old))
    (figure,), (event,), (dam,) = book.figures(), book.events(), book.commitments()
    book.reject(figure.id, **WHO)
    book.correct(event.id, {"where": "Hanoi"}, **WHO)
    book.accept(dam.id, **WHO)
    book.add(new, reading(new))
    assert not book.figures()
    assert not book.commitments()
    assert [(e.event.where, e.quotes[0].report.id) for e in book.events()] == [("Hanoi", new.id)]
    assert [len(r.on) for r in book.reviews()] == [2, 2, 1]
    book.undo(1, **WHO)
    assert [f.quotes[0].report.id for f in book.figures()] == [new.id]
    book.reread(lambda r: replace(reading(r), reader="hand/2"), "hand/2")
    assert [len(r.on) for r in book.reviews()][:3] == [2, 2, 1]
    assert [e.event.where for e in book.events()] == ["Hanoi"]


# The export


def test_export_has_records_as_corrected_and_the_reviews(ledger: Ledger) -> None:
    trade, aim = ids(ledger)[TRADE], ids(ledger)[AIM]
    ledger.correct(trade, {"value": 4e9}, why="misprint", **WHO)
    ledger.reject(aim, **WHO)
    lines = list(ledger_lines(ledger))
    told = {line["id"]: line for line in lines if line["record"] in ("figure", "commitment")}
    assert (told[trade]["value"], told[trade]["reviewed"]) == (4e9, "corrected")
    assert aim not in told
    correction, rejection = (json.loads(json.dumps(line)) for line in lines if line["record"] == "review")
    assert correction["fields"] == [{"field": "value", "was": 3e9, "now": 4e9}]
    assert [o["id"] for o in rejection["on"]] == [aim]
    assert (correction["by"], correction["at"], correction["why"]) == ("A. Reader", NOW, "misprint")


# The file


def test_ledger_from_before_reviews_is_read_as_it_is() -> None:
    store = Store(":memory:")
    for table in ("review_on", "reviewed", "review"):
        store.run(f"DROP TABLE {table}")
    assert list(reviewed_records(store, "SELECT id FROM record")) == list(load_records(store, "SELECT id FROM record")) == []
    assert standing(store, ["e-1"]) == {}


def test_review_is_written_whole_or_not_at_all(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LedgerError("the disk is full")

    before = exported(ledger)
    monkeypatch.setattr(deciding, "touch", fail)
    with pytest.raises(LedgerError):
        ledger.reject(ids(ledger)[TRADE], **WHO)
    assert ledger.reviews() == ()
    assert exported(ledger) == before


def test_file_for_reading_only_cannot_be_reviewed(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as book:
        book.add(REPORT, made.reading(REPORT, PEOPLE, *RECORDS))
    with Ledger(tmp_path / "ledger.db", read_only=True) as book, pytest.raises(LedgerError, match="may not be opened or written"):
        book.reject(ids(book)[TRADE], **WHO)


def test_who_decides_is_the_one_named_else_the_reviewer_else_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_REVIEWER", "B. Editor")
    assert decision(by="A. Reader", why="").by == "A. Reader"
    assert decision(by=None, why="").by == "B. Editor"
    monkeypatch.delenv("ATTACHE_REVIEWER")
    monkeypatch.setattr("getpass.getuser", lambda: "reader")
    assert decision(by=None, why=" so \n so ").by == "reader"
    assert decision(by=None, why=" so \n so ").why == "so so"
