"""The accuracy benchmark: how readings are put into each task's format, and how it behaves without data.

What needs the gold folder's own scoring program runs only where `ATTACHE_GOLD` names that folder.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from attache.knowledge import rows
from attache.reading.analysis import Quantity, Timex
from attache.records import ActorName, Event, Evidence, ReportId, Status
from benchmarks.accuracy import syntax, table
from benchmarks.accuracy.__main__ import main
from benchmarks.accuracy.actors import actors
from benchmarks.accuracy.attributions import attributions, whole_content, whole_source
from benchmarks.accuracy.coref import coref
from benchmarks.accuracy.encoder import NotAvailable
from benchmarks.accuracy.events import events, plover_type
from benchmarks.accuracy.lines import Line
from benchmarks.accuracy.measuring import OURS, RULES, Figure, Measured, figures
from benchmarks.accuracy.names import entities, ner
from benchmarks.accuracy.offices import offices
from benchmarks.accuracy.peers import Peer, recognized_value
from benchmarks.accuracy.quantities import middle, quantities, unit_name
from benchmarks.accuracy.relations import relations
from benchmarks.accuracy.sectors import sector_of_words
from benchmarks.accuracy.tasks import TASKS, items_of, records_of
from benchmarks.accuracy.times import case_type, case_value, timex, timex_cases

GOLD = os.environ.get("ATTACHE_GOLD")
needs_gold = pytest.mark.skipif(not GOLD, reason="ATTACHE_GOLD names no gold folder, whose scoring program this needs")


def gold(text: str, **given: str) -> Line:
    return {"id": "one", "text": text, **given}


def words(record: Line, spans: list[list[int]]) -> list[str]:
    return [record["text"][start:end] for start, end in spans]


def event(type_: str, status: Status) -> Event:
    passage = Evidence(ReportId("r"), 0, 1, "x")
    return Event(type_, "", status, (passage,), "events/x", who=(ActorName("VNM"),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "status", "counted"),
    [
        ("CONSULT", "happened", "CONSULT"),
        ("CONSULT", "planned", "AGREE"),
        ("AID", "proposed", "AGREE"),
        ("RETREAT", "planned", "AGREE"),
        ("COERCE", "planned", "THREATEN"),
        ("ASSAULT", "ongoing", "ASSAULT"),
        ("CONCEDE", "denied", "REJECT"),
        ("ASSAULT", "denied", "ASSAULT"),
    ],
)
def test_plover_counts_by_modality(type_: str, status: Status, counted: str) -> None:
    assert plover_type(event(type_, status)) == counted


@pytest.mark.parametrize(
    ("text", "type_", "source", "target"),
    [
        ("Laos expelled three Thai diplomats on Monday.", "SANCTION", ["LAO"], ["THA"]),
        ("{Norway accused Iceland of overfishing.}", "ACCUSE", ["NOR"], ["ISL"]),
        ("The weather was fine.", "", [], []),
    ],
)
def test_one_event_a_sentence_with_the_countries_of_its_sides(
    text: str, type_: str, source: list[str], target: list[str]
) -> None:
    told = events(gold(text))
    assert (told["event"], [a["country"] for a in told["source"]], [a["country"] for a in told["target"]]) == (
        type_,
        source,
        target,
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        ("He said that it rained.", 13, 22, "that it rained"),
        ("“It rained,” he said.", 1, 10, "“It rained,”"),
        ("''It rained,'' he said.", 2, 11, "''It rained,''"),
        ('She added: "It rained."', 12, 21, '"It rained."'),
        ("It rained, he said.", 0, 9, "It rained"),
    ],
)
def test_contents_are_marked_with_conjunction_and_quotation_marks(text: str, start: int, end: int, whole: str) -> None:
    low, high = whole_content(text, start, end)
    assert text[low:high] == whole


def test_a_source_keeps_the_comma_that_closes_its_apposition() -> None:
    text = "Ana Lind, the owner, said so; Ana Lind, said Bo."
    assert whole_source(text, 0, 19) == (0, 20)
    assert whole_source(text, 30, 38) == (30, 38)


def test_an_attribution_has_source_cue_and_content_as_passages() -> None:
    record = gold("Foreign Minister Ana Lind has said that Norway will sign the treaty.")
    found = {words(record, a["cue"])[0]: a for a in attributions(record)["attributions"]}["has said"]
    assert words(record, found["content"]) == ["that Norway will sign the treaty"]
    assert words(record, found["source"]) == ["Foreign Minister Ana Lind"]


def test_names_are_marked_without_pronouns_and_descriptions() -> None:
    record = gold("Sergey Lavrov arrived in Hanoi on Monday. He met officials of the European Union.")
    found = {(s["text"], s["type"]) for s in ner(record)["spans"]}
    assert {("Sergey Lavrov", "PER"), ("Hanoi", "LOC"), ("European Union", "ORG")} <= found
    assert not any(text == "He" for text, _ in found)


def test_entities_are_whole_phrases_in_any_form() -> None:
    record = gold("The Foreign Secretary met three soldiers in Paris in 2016. They thanked him.")
    found = {(s["text"], s["type"]) for s in entities(record)["spans"]}
    assert {("Paris", "Location"), ("2016", "Temporal"), ("They", "Organisation"), ("him", "Person")} <= found


def test_chains_are_whole_phrases_of_one_actor() -> None:
    record = gold("President Vladimir Putin visited Hanoi. Putin said he was glad.")
    chains = [[record["text"][m["start"] : m["end"]] for m in c["mentions"]] for c in coref(record)["clusters"]]
    assert ["President Vladimir Putin", "Putin", "he"] in chains


@pytest.mark.parametrize(
    ("found", "kind", "value"),
    [
        (Timex(0, 1, "", "DATE", "2016-10-03", ("2016-10-03", "2016-10-03")), "DATE", "2016-10-03"),
        (Timex(0, 1, "", "DATE", "2016", ("2016-01-01", "2016-12-31"), "since"), "DATE_RANGE", "2016-01-01/"),
        (Timex(0, 1, "", "DATE", "2016", ("2016-01-01", "2016-12-31"), "by"), "DATE_RANGE", "/2016-12-31"),
        (Timex(0, 1, "", "DATE", "2016", ("2016-01-01", "2016-12-31"), "after"), "DATE_RANGE", "2017-01-01/"),
        (Timex(0, 1, "", "DATE", "2016", ("2016-01-01", "2016-12-31"), "before"), "DATE_RANGE", "/2016-01-01"),
        (
            Timex(0, 1, "", "TIME", "2016-10-03TMO", ("2016-10-03", "2016-10-03")),
            "TIME",
            "2016-10-03 08:00:00/2016-10-03 12:00:00",
        ),
        (Timex(0, 1, "", "DURATION", "P3Y", None), "DURATION", "P3Y"),
    ],
)
def test_times_in_the_terms_of_a_calendar_assistant(found: Timex, kind: str, value: str) -> None:
    assert (case_type(found), case_value(found)) == (kind, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It ran from 2010 to 2018.", "2010-01-01/2018-01-01"),
        ("It runs for the next three weeks.", "2018-05-02/2018-05-23"),
        ("It ran between 2010 and the end of 2012.", "2010/2012"),
    ],
)
def test_ranges_in_the_terms_of_a_calendar_assistant(text: str, value: str) -> None:
    assert [one["value"] for one in timex_cases(gold(text, dct="2018-05-01T10:00:00"))["timexes"]] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in the summer of 2010.", "2010-06/2010-09"),
        ("Heavy rains usually fall in July.", "--07"),
        ("They met a few months ago.", "/2018-05"),
        ("They met at the beginning of 2010.", "2010"),
    ],
)
def test_times_of_documents_as_tei_writes_them(text: str, value: str) -> None:
    assert [one["value"] for one in timex(gold(text, dct="2018-05-01"))["timexes"]] == [value]


def test_documents_mark_no_now() -> None:
    found = timex(gold("Today the envoy left; he is now in Rome, since May 3.", dct="2019-06-01"))["timexes"]
    assert [(t["text"], t["value"]) for t in found] == [("Today", "2019-06-01"), ("May 3", "2019-05-03")]


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (None, "dimensionless"),
        ("USD", "US dollar"),
        ("EUR", "euro"),
        ("TRY", "Turkish lira"),
        ("kilometre/hour", "kilometre per hour"),
        ("%", "%"),
    ],
)
def test_units_by_the_names_of_the_data(unit: str | None, name: str) -> None:
    assert unit_name(unit) == name


def test_a_range_is_its_middle() -> None:
    assert middle(Quantity(0, 1, "", (2.0, 4.0), "%", "range")) == (3.0, 1.0)
    [found] = quantities(gold("They paid 5 million euros."))["quantities"]
    assert (found["value"], found["unit"], found["uncertainty"]) == (5_000_000.0, "euro", None)


@pytest.mark.parametrize(
    ("words_", "sector"),
    [
        ("the World Bank", "IGO"),
        ("foreign minister", "GOV"),
        ("senators", "LEG"),
        ("lieutenant general", "MIL"),
        ("supreme court", "JUD"),
        ("Weser", ""),
    ],
)
def test_sectors_by_head_words(words_: str, sector: str) -> None:
    assert sector_of_words(words_) == sector


@pytest.mark.parametrize(("query", "country"), [("Norwegian", "NOR"), ("Dmitry Medvedev", "RUS"), ("a thing", "")])
def test_countries_of_names(query: str, country: str) -> None:
    assert actors({"id": "one", "query": query})["country"] == country


def test_office_holders_by_day() -> None:
    asked = {"id": "one", "kind": "head of state", "iso3": "VNM", "asof": "2012-05-01"}
    assert offices(asked)["person"] == "Truong Tan Sang"
    assert offices({**asked, "iso3": "ZZZ"})["person"] == ""


def test_relations_of_an_event_and_of_brackets() -> None:
    found = relations(gold("Sergey Lavrov met Ana Lind in Oslo. The United Nations (UN) was silent."))["relations"]
    told = {(r["type"], r["source"]["text"], r["target"]["text"]) for r in found}
    assert ("CommWith", "Sergey Lavrov", "Ana Lind") in told
    assert ("IsSynonymOf", "United Nations", "UN") in told


CONLLU = [
    ["1-2", "Don't", "_", "_", "_", "_", "_", "_", "_", "_"],
    ["1", "Do", "do", "AUX", "VB", "_", "3", "aux", "_", "_"],
    ["2", "n't", "not", "PART", "RB", "_", "3", "advmod:neg", "_", "_"],
    ["3", "go", "go", "VERB", "VB", "_", "0", "root", "_", "SpaceAfter=No"],
    ["4", ".", ".", "PUNCT", ".", "_", "3", "punct", "_", "_"],
]


def test_treebank_sentences_are_read_as_printed_and_aligned_by_characters() -> None:
    assert syntax.running_text(CONLLU) == "Don't go."
    assert [w.span for w in syntax.gold_words(CONLLU)] == [(0, 2), (2, 5), (5, 7), (7, 8)]
    counts = syntax.parse({"id": "one", "text": "Don't go.", "lines": CONLLU})
    assert (counts["gold"], counts["predicted"], counts["words"]) == (4, 4, 4)
    assert counts["LAS"] <= counts["UAS"] <= 4


@pytest.mark.parametrize(
    ("relation", "plain"), [("nsubj:pass", "nsubj:pass"), ("nmod:poss", "nmod"), ("root", "root"), ("aux:pass", "aux:pass")]
)
def test_relation_subtypes_are_dropped(relation: str, plain: str) -> None:
    assert syntax.plain_relation(relation) == plain


def test_shares_of_a_treebank() -> None:
    counts = {"gold": 4, "predicted": 5, "words": 4, "UPOS": 4, "XPOS": 3, "UAS": 3, "LAS": 2}
    scores = syntax.totals([counts])
    assert scores["LAS"]["P"] == pytest.approx(40)
    assert scores["LAS"]["R"] == pytest.approx(50)
    assert scores["LAS"]["F1"] == pytest.approx(400 / 9)


@pytest.mark.parametrize(
    ("value", "exclusive", "told"),
    [
        ({"value": "2016-10-03"}, True, "2016-10-03"),
        ({"start": "2016-01-01", "end": "2017-01-01"}, True, "2016-01-01/2016-12-31"),
        ({"start": "2016-01-01", "end": "2017-01-01"}, False, "2016-01-01/2017-01-01"),
        ({"end": "2017-01-01"}, False, "/2017-01-01"),
        ({"start": "2016-01-01", "end": None}, True, "2016-01-01/"),
        ({"timex": "P3Y"}, True, "P3Y"),
    ],
)
def test_values_of_a_peer(value: dict[str, str | None], exclusive: bool, told: str) -> None:
    assert recognized_value(value, exclusive=exclusive) == told


def test_a_peer_that_is_not_installed_says_how_to_install_it() -> None:
    with pytest.raises(NotAvailable, match=r"pip install 'attache\[bench\]'"):
        _ = Peer("no-such-program-anywhere", quantities).version


def test_views_score_a_part_of_the_records() -> None:
    people = items_of("spans", frozenset({"PER"}))
    assert people({"id": "one", "spans": [{"type": "PER"}, {"type": "MISC"}]}) == {"id": "one", "spans": [{"type": "PER"}]}
    money = records_of("money")
    assert money({"id": "one", "kind": "age"}) is None
    assert money({"id": "one"}) == {"id": "one"}
    assert TASKS["quantities"].scored("money", [{"id": "a", "kind": "age"}], [{"id": "a"}]) == ([], [{"id": "a"}])


def test_every_task_with_a_goal_is_measured() -> None:
    views = {(name, view) for name, task in TASKS.items() for view in task.views}
    views |= {("syntax", view) for name in syntax.TREEBANKS for view in (name, f"{name}, its own words")} | {("ledger", "all")}
    assert {(r["task"], r["view"]) for r in rows("goals", package="benchmarks.accuracy")} == views


VIEW = "ewt-dev, its own words"

MEASURED = Measured(
    "syntax",
    {OURS: {VIEW: {"LAS": {"F1": 88.04}}}, RULES: {VIEW: {"LAS": {"F1": 80.0}}}, "Peer": {VIEW: {}}},
    {VIEW: 3},
)


def test_figures_follow_the_table_of_goals() -> None:
    first = figures([MEASURED])[0]
    assert first == Figure("syntax", VIEW, "LAS F1", 3, {OURS: 88.04, RULES: 80.0}, 88.0, first.known)


def test_the_note_keeps_what_people_wrote_round_its_table(tmp_path: Path) -> None:
    note = tmp_path / "docs" / "accuracy.md"
    table.write(note, "| old |")
    note.write_text(note.read_text("utf-8") + "\nWhat was tried.\n", "utf-8")
    table.write(note, table.markdown(figures([MEASURED]), day=date(2026, 11, 22)))
    text = note.read_text("utf-8")
    assert f"| syntax | {VIEW} | 3 | LAS F1 | **88.0** | 80.0 |" in text
    assert "Measured on 2026-11-22" in text
    assert "| old |" not in text
    assert text.endswith("What was tried.\n")


def test_a_missing_folder_is_one_line_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path / "none"), "--no-write"]) == 2
    assert capsys.readouterr().err.strip().splitlines() == [
        f"error: no gold folder {tmp_path / 'none'}: --gold takes the folder that holds score.py and <task>/dev.jsonl"
    ]


def test_a_folder_without_a_scoring_program_is_one_line_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path), "--no-write"]) == 2
    assert capsys.readouterr().err == f"error: no scoring program {tmp_path / 'score.py'}\n"


@needs_gold
def test_tasks_without_data_are_left_out_with_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "score.py").write_text((Path(str(GOLD)) / "score.py").read_text("utf-8"), "utf-8")
    (tmp_path / "quantities").mkdir()
    record = {"id": "q", "text": "It cost 5 euros.", "kind": "mixed"}
    record["quantities"] = [{"value": 5, "unit": "euro", "surface": "5 euros", "start": 8, "end": 15}]  # type: ignore[assignment]
    (tmp_path / "quantities" / "dev.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    assert main(["--gold", str(tmp_path), "--ours", "--no-write", "--json", "--examples", str(tmp_path)]) == 0
    out = capsys.readouterr()
    [measured] = json.loads(out.out)["tasks"]
    assert measured["systems"][OURS]["all"]["value+unit"]["F1"] == 100
    assert f"events: skipped, no {tmp_path / 'events' / 'dev.jsonl'}" in out.err.splitlines()
    assert len(out.err.splitlines()) == len(TASKS) - 1 + 3
