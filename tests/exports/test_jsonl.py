"""The lines of an export: field names as the records have them, actors as the ledger knows them, the same bytes each time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from attache.exports.jsonl import as_json, ledger_lines, reading_lines, report_line, written
from attache.ledger import Ledger
from attache.records import Actor, Commitment, Event, Figure, Statement, Tenure, Thing
from tests.gold import gold, gold_files
from tests.ledger import made
from tests.ledger.made import year


@pytest.fixture(scope="module")
def lines() -> Iterator[dict[str, list[dict[str, Any]]]]:
    first = made.report(
        "Lavrov spoke of the European Union. Trade was 5 bn in 2017. RUS and VNM aim at 10 bn by 2018.",
        "2018-03-23",
        file="a.txt",
    )
    second = made.report("Sergey Lavrov met Minh. Trade was 6 bn in 2018. Lavrov is minister.", "2019-03-23", file="b.txt")
    eu = made.actor("European Union", "organisation", None, "EU")
    with Ledger(":memory:") as ledger:
        ledger.add(
            first,
            made.reading(
                first,
                (made.actor("Lavrov", "person", "RUS"), eu),
                made.statement(first, "Lavrov spoke", "Lavrov"),
                made.statement(first, "RUS and VNM aim", "RUS", "VNM"),
                made.figure(first, "Trade was 5 bn in 2017", 5e9, period=year(2017)),
                made.target(first, "RUS and VNM aim at 10 bn by 2018", 10e9, year(2018)),
            ),
        )
        people = (made.actor("Sergey Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"))
        ledger.add(
            second,
            made.reading(
                second,
                people,
                made.event(second, "Sergey Lavrov met Minh", "meeting", "Sergey Lavrov", "Minh"),
                made.figure(second, "Trade was 6 bn in 2018", 6e9, period=year(2018)),
                made.tenure(second, "Lavrov is minister", "Sergey Lavrov", "minister", "RUS"),
            ),
        )
        ledger.refuse("c.txt", "empty", "c.txt: nothing in it")
        out: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in ledger_lines(ledger):
            out[line["record"]].append(json.loads(written(line)))
        yield out


def test_each_kind_has_its_lines(lines: dict[str, list[dict[str, Any]]]) -> None:
    kinds = {kind: len(found) for kind, found in lines.items()}
    assert kinds.pop("actor") >= 5
    assert kinds == {
        "report": 2,
        "event": 1,
        "statement": 2,
        "figure": 2,
        "commitment": 1,
        "tenure": 1,
        "occurrence": 1,
        "series": 1,
        "promise": 1,
        "office": 1,
        "aside": 1,
    }


@pytest.mark.parametrize(
    ("kind", "record"),
    [("event", Event), ("statement", Statement), ("figure", Figure), ("commitment", Commitment), ("tenure", Tenure)],
)
def test_field_names_are_those_of_the_records(lines: dict[str, list[dict[str, Any]]], kind: str, record: type) -> None:
    names = {f.name.rstrip("_") for f in fields(record)} | {"record", "id"}
    if "speakers" in names:
        names |= {"speaker"}
    assert set(lines[kind][0]) == names
    assert set(lines[kind][0]["evidence"][0]) == {"report", "start", "end", "text"}


def test_actor_is_the_ledgers(lines: dict[str, list[dict[str, Any]]]) -> None:
    speaker, doer = lines["statement"][0]["speaker"], lines["event"][0]["who"][0]
    assert speaker == doer
    assert (speaker["name"], speaker["kind"], speaker["country"], speaker["aliases"]) == (
        "Sergey Lavrov",
        "person",
        "RUS",
        ["Lavrov"],
    )
    assert speaker["id"].startswith("a-")
    assert lines["figure"][0]["parties"][0] == {"id": "RUS", "name": "Russia", "kind": "country", "country": "RUS", "aliases": []}
    assert lines["tenure"][0]["of"]["id"] == "RUS"
    assert lines["statement"][1]["speaker"] == "RUS; VNM"
    assert [a["id"] for a in lines["statement"][1]["speakers"]] == ["RUS", "VNM"]


def test_named_body_has_its_passages_and_others_none(lines: dict[str, list[dict[str, Any]]]) -> None:
    named = [a for a in lines["actor"] if "evidence" in a]
    assert [(a["name"], [e["text"] for e in a["evidence"]]) for a in named] == [("European Union", ["European Union"])]
    assert {a["name"] for a in lines["actor"]} >= {"Russia", "Vietnam", "Sergey Lavrov", "Minh", "European Union"}


def test_derived_lines_point_to_records(lines: dict[str, list[dict[str, Any]]]) -> None:
    (promise,), (series,) = lines["promise"], lines["series"]
    assert (promise["verdict"], promise["title"]) == ("missed", "two-way trade: 10 bn USD by 2018")
    assert promise["stated"] == [lines["commitment"][0]["id"]]
    figures = [f["id"] for f in lines["figure"]]
    assert promise["proof"] == figures[1:]
    assert [p["figure"] for p in series["points"]] == figures
    assert [(p["forecast"], p["suspect"], p["counted_by"]) for p in series["points"]] == [(False, False, None)] * 2
    assert (promise["chain"], promise["replaces"]) == ([], [])
    assert {(m["kind"], m["id"]) for m in promise["on_the_way"]} >= {("made", lines["commitment"][0]["id"])}
    (occurrence,), (office,) = lines["occurrence"], lines["office"]
    assert occurrence["events"] == [lines["event"][0]["id"]]
    assert [(s["status"], s["event"]) for s in occurrence["states"]] == [("happened", lines["event"][0]["id"])]
    assert (occurrence["sources"], occurrence["differences"]) == (1, [])
    assert [h["tenures"] for h in office["holders"]] == [[lines["tenure"][0]["id"]]]


def test_what_was_announced_and_the_lives_of_things_have_their_lines() -> None:
    report = made.report("RUS and VNM signed the Gas Pact. Lavrov will visit Vietnam on 3 May.", "2018-03-23")
    pact = Thing("Gas Pact", "agreement", None, made.names("RUS", "VNM"), (made.passage(report, "Gas Pact"),))
    lavrov = made.actor("Sergey Lavrov", "person", "RUS")
    signed = made.event(report, "RUS and VNM signed", "sign", "RUS", "VNM", type="SUPPORT", about=("Gas Pact",))
    days = {"when": ("2018-05-03", "2018-05-03"), "status": "planned", "where": "VNM"}
    visit = made.event(report, "Lavrov will visit", "visit", lavrov.name, **days)
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (lavrov,), signed, visit, things=(pact,)))
        lines = [json.loads(written(line)) for line in ledger_lines(ledger)]
    ids = {line["id"] for line in lines if line["record"] == "event"}
    (life,) = (line for line in lines if line["record"] == "lifeline")
    (plan,) = (line for line in lines if line["record"] == "expected")
    assert [(m["stage"], set(m["records"]) <= ids) for m in life["milestones"]] == [("signed", True)]
    assert (plan["outcome"], set(plan["announced"]) <= ids, plan["proof"]) == ("to come", True, [])


def test_report_line_carries_the_date_that_reading_settled() -> None:
    report = made.report("Trade grew.", None)
    reading = made.reading(
        report, published=("2018-03-01", "2018-03-31"), published_how="inferred", published_reasons=("told so",)
    )
    line = report_line(report, reading)
    assert (line["record"], line["published"], line["published_how"]) == ("report", ("2018-03-01", "2018-03-31"), "inferred")


def test_one_reading_without_a_ledger() -> None:
    for path in gold_files("tension")[:2]:
        _, reading = gold(path)
        by_name = {a.name: a for a in reading.actors}
        found = list(reading_lines(reading, lambda name, known=by_name: known.get(name) or Actor(name, "person")))  # type: ignore[misc]
        assert sum(line["record"] == "event" for line in found) == len(reading.events)


def test_as_json_of_nested_results() -> None:
    with Ledger(":memory:") as ledger:
        report = made.report("Trade was 5 bn.", "2018-03-23")
        ledger.add(report, made.reading(report, (), made.statement(report, "Trade was 5 bn", "RUS")))
        (entry,) = as_json(ledger.statements())
    assert entry["speakers"][0]["id"] == "RUS"
    assert entry["statement"]["as"] == ""
    assert entry["quotes"][0]["report"]["published"] == ["2018-03-23", "2018-03-23"]
