"""The benchmark of reconciling: its measures on made truths, and its figures on the samples no lower than pinned.

Floors are raised with `python -m benchmarks.reconcile --examples examples --pin tests/benchmarks/reconcile_floors.json`; lowering
one takes `--allow-lower` beside it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from attache.ledger import Ledger
from attache.records import Thing
from benchmarks.reconcile import clusters, figures, lives, measuring, mechanisms, offices, planned, promises
from benchmarks.reconcile.__main__ import errors, losses, main, table
from benchmarks.reconcile.comparing import apart, bounded, located, meets, paired, stems
from benchmarks.reconcile.deeds import alike, deed_of_words, deeds_of_title, state_of_words
from benchmarks.reconcile.figures import Wanted, kind_of_conflict
from benchmarks.reconcile.ledgers import Case, cases
from benchmarks.reconcile.measuring import Result, floors, measure
from benchmarks.reconcile.offices import career_step
from benchmarks.reconcile.planned import outcome_of_words
from benchmarks.reconcile.scores import Fault, Measure, Tally, b_cubed, matched, share
from benchmarks.reconcile.tellers import is_life
from tests.ledger import made

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
SAMPLE = EXAMPLES / "vietnam-russia"
FLOORS: dict[str, float] = json.loads((HERE / "reconcile_floors.json").read_text("utf-8"))


@cache
def measured() -> Result:
    return measure(EXAMPLES)


@cache
def by_hand() -> Case:
    return next(cases(SAMPLE, text=False))


def with_truth(change: Callable[[dict[str, Any]], None]) -> Case:
    """The sample's ledger of hand-made records beside a truth that was changed."""
    cross = copy.deepcopy(by_hand().cross)
    change(cross)
    return Case(SAMPLE, cross, by_hand().ledger, True)


def value(measures: list[Measure], name: str) -> float:
    found = next(m for m in measures if m.name == name).value
    assert found is not None
    return found


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(name: str) -> None:
    assert floors(measured())[name] >= FLOORS[name]


def test_every_figure_with_a_goal_is_pinned() -> None:
    assert set(floors(measured())) == set(FLOORS)


def test_all_parts_of_the_truth_are_measured() -> None:
    assert {m.part for m in measured().gold.values()} == set(measuring.KINDS)
    assert set(measured().gold) <= set(measured().read)


def test_b_cubed_of_a_split_and_a_merged_cluster() -> None:
    truth = {"a1": "a", "a2": "a", "b1": "b"}
    assert b_cubed(truth, truth, truth).f1 == 1
    split = b_cubed(truth, truth, {"a1": 1, "a2": 2, "b1": 3})
    assert [split.right / split.given, split.found / split.wanted] == pytest.approx([1, 2 / 3])
    merged = b_cubed(truth, truth, {"a1": 1, "a2": 1, "b1": 1})
    assert [merged.right / merged.given, merged.found / merged.wanted] == pytest.approx([5 / 9, 1])


@pytest.mark.parametrize(
    ("tally", "f1"),
    [(Tally(), None), (matched(2, given=4, wanted=2), 2 / 3), (share(1, 4), 0.25), (matched(0, given=3, wanted=0), 0.0)],
)
def test_f1_of_a_tally(tally: Tally, f1: float | None) -> None:
    assert tally.f1 == (None if f1 is None else pytest.approx(f1))


def test_folders_add_up() -> None:
    one = Measure("x", "series", matched(1, given=1, wanted=1))
    one.add(Measure("x", "series", matched(1, given=3, wanted=1), faults=[Fault("reading", "y")]))
    assert one.value == pytest.approx(2 * 0.5 / 1.5)
    assert [f.says for f in one.faults] == ["y"]


def test_what_the_hand_made_records_get_right_is_lost_as_read() -> None:
    read = Measure("x", "series", Tally(), faults=[Fault("reconciling", "a: 1", "a"), Fault("reconciling", "b: 1", "b")])
    read.told_apart(Measure("x", "series", Tally(), faults=[Fault("reconciling", "b: 2", "b")]))
    assert [f.by for f in read.faults] == ["as read", "reconciling"]


@pytest.mark.parametrize(
    ("words", "deed", "state"),
    [
        ("signed", "signed", "held"),
        ("company memorandum", "signed", "held"),
        ("in force", "in force", "held"),
        ("provisional application", "in force", "held"),
        ("ratified by Belarus", "ratified", "held"),
        ("negotiations opened", "negotiated", "held"),
        ("negotiations to be sped up", "negotiated", "ahead"),
        ("planned signature", "signed", "ahead"),
        ("contract not signed", "signed", "not done"),
        ("initialled", "initialled", "held"),
        ("denounced", "ended", "held"),
        ("ended early", "ended", "held"),
        ("plan dropped", "ended", "held"),
        ("talks going well", "negotiated", "held"),
        ("expert talks planned", "announced", "ahead"),
        ("changed from crowns into pesos", "amended", "held"),
        ("original end", "ended", "ahead"),
        ("suspended", "suspended", "held"),
        ("amendment prepared", "amended", "ahead"),
        ("joint statement adopted", "adopted", "held"),
        ("founded", "founded", "held"),
        ("first stone", "opened", "held"),
        ("25th session", "session", "held"),
        ("a footnote", None, "held"),
    ],
)
def test_deeds_of_free_words(words: str, deed: str | None, state: str) -> None:
    assert (deed_of_words(words), state_of_words(words)) == (deed, state)


def test_deeds_of_titles() -> None:
    assert {"visit", "negotiated"} <= deeds_of_title("Visit of the Prime Minister, talks concluded")
    assert deeds_of_title("Accord on the old debt") == {"signed"}
    assert deeds_of_title("A flood") == frozenset()
    assert alike("adopted", "signed")
    assert not alike("signed", "ended")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("happened on other days", "happened"),
        ("postponed, happened on 15 October", "happened"),
        ("postponed", "postponed"),
        ("pending", "pending"),
        ("unknown", "unknown"),
    ],
)
def test_outcomes_of_free_words(words: str, outcome: str) -> None:
    assert outcome_of_words(words) == outcome


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("President (2008, 2010)", ("President", "2008-01-01", "2010-12-31")),
        ("also President (from 2012)", ("President", "2012-01-01", None)),
        (
            "chairman of the board of the Eurasian Economic Commission (2015)",
            ("chairman of the board", "2015-01-01", "2015-12-31"),
        ),
        ("Foreign Minister", ("Foreign Minister", None, None)),
    ],
)
def test_steps_of_a_career(words: str, step: tuple[str, str | None, str | None]) -> None:
    assert career_step(words) == step


def point(period: tuple[str | None, str | None] | None, unit: str = "USD") -> Wanted:
    return Wanted((0, unit), "trade", period, {"unit": unit}, None)


@pytest.mark.parametrize(
    ("why", "one", "other", "kind"),
    [
        ("two statistics", point(("2012-01-01", "2012-12-31")), point(("2012-01-01", "2012-12-31")), "must"),
        ("announced against counted", point(None), point(None), "must"),
        ("same side, rounding", point(None), point(None), "free"),
        ("same side, later revision", point(None), point(None), "free"),
        ("same side, rounding; not a real conflict", point(None), point(None), "none"),
        ("agree at the exchange rate: not a conflict", point(None), point(None), "none"),
        ("different counts", point((None, "2016-06-30")), point((None, "2017-06-29")), "free"),
        ("two prices", point(None), point(None, "EUR"), "free"),
    ],
)
def test_which_listed_conflicts_must_be_found(why: str, one: Wanted, other: Wanted, kind: str) -> None:
    assert kind_of_conflict({"why": why}, one, other) == kind


def test_passages_are_found_over_white_space_and_quotation_marks() -> None:
    assert located("He said:\n “three   billion in\n2012”.", 'said: "three billion in 2012"') == (3, 34)
    assert located("Nothing of it.", "three billion") is None


def test_spans() -> None:
    assert apart(("2015-01-01", "2015-01-31"), ("2015-02-10", None)) == 10
    assert meets((None, "2015-01-31"), ("2015-01-31", "2015-03-01"))
    assert not meets(None, ("2015-01-31", "2015-03-01"))
    assert bounded((None, "2016-05-31"), 2) == ("2014-01-01", "2016-05-31")
    assert is_life(["2015-01-01", "2016-01-01"])
    assert not is_life(["2015-01-01", "2015-01-04"])
    assert stems("The negotiations of 2016") == stems("negotiating in 2016")


def test_pairs_are_one_to_one_the_best_first() -> None:
    fits = {(0, 0): 1.0, (0, 1): 2.0, (1, 1): 3.0}
    assert paired([0, 1], [0, 1], lambda a, b: fits.get((a, b))) == [(0, 0), (1, 1)]


def test_one_cluster_told_as_two_and_two_as_one_lose() -> None:
    whole = value(clusters.measure_clusters(by_hand()), "occurrences (B-cubed F1)")

    def split(cross: dict[str, Any]) -> None:
        for cluster in list(cross["event_clusters"]):
            half = copy.deepcopy(cluster)
            half["id"], half["reports"] = cluster["id"] + "-again", cluster["reports"][1:]
            cluster["reports"] = cluster["reports"][:1]
            cross["event_clusters"].append(half)

    def unlisted(cross: dict[str, Any]) -> None:
        for cluster in cross["event_clusters"]:
            cluster["reports"] = cluster["reports"][:1]

    def together(cross: dict[str, Any]) -> None:
        for cluster in cross["event_clusters"]:
            cluster["id"] = "all"

    for change in (split, unlisted, together):
        assert value(clusters.measure_clusters(with_truth(change)), "occurrences (B-cubed F1)") < whole - 0.1


def test_wrong_verdicts_lose_and_are_named() -> None:
    def open_(cross: dict[str, Any]) -> None:
        for commitment in cross["commitments"]:
            commitment["verdict"] = "open"

    told = promises.measure_promises(with_truth(open_))
    assert value(told, "verdicts right, of all promises") < 0.6
    assert value(told, "wrong verdicts that decide") > 10
    assert any(f.says.startswith("DECIDED WRONGLY: trade-7bn-2015: missed") for m in told for f in m.faults)


def test_one_commitment_of_all_tellings_is_not_what_the_ledger_joins() -> None:
    def together(cross: dict[str, Any]) -> None:
        first = cross["commitments"][0]
        first["stated_in"] = [s for c in cross["commitments"] for s in c["stated_in"]]
        cross["commitments"] = [first]

    assert value(promises.measure_promises(with_truth(together)), "tellings of a promise joined (B-cubed F1)") < 0.5


def test_points_of_other_sides_periods_and_series_lose() -> None:
    name = "points: right series, period, side (F1)"
    whole = value(figures.measure_figures(by_hand()), name)

    def sides(cross: dict[str, Any]) -> None:
        for series in cross["figure_series"]:
            for period in series["periods"]:
                for told in period["values"]:
                    told["side"] = {"RUS": "VNM", "VNM": "RUS"}.get(told["side"], "USA")

    def periods(cross: dict[str, Any]) -> None:
        for series in cross["figure_series"]:
            for period in series["periods"]:
                period["period"] = ["1900-01-01", "1900-12-31"]

    def one_series(cross: dict[str, Any]) -> None:
        first = cross["figure_series"][0]
        first["periods"] = [p for s in cross["figure_series"] for p in s["periods"]]
        cross["figure_series"] = [first]

    for change, most in ((sides, 0.1), (periods, 0.1), (one_series, whole - 0.1)):
        assert value(figures.measure_figures(with_truth(change)), name) < most


def test_what_was_ahead_may_be_marked_as_a_forecast_whatever_its_series_is_called() -> None:
    told = next(w for w in figures._wanted(by_hand()) if w.is_forecast and w.period)
    entry = next(p for s in by_hand().ledger.series() for p in s.points if figures._exact(told, p) is not None)
    assert entry.forecast
    assert figures._was_ahead(told, entry)
    assert not figures._was_ahead(replace(told, period=("1990-01-01", "1990-12-31")), entry)


def test_a_meeting_still_to_come_is_found_where_it_is_planned() -> None:
    text = "The next session of the Joint Commission will be held in Lima in 2031."
    made_ = made.report(text, "2029-05-04")
    plan = made.event(made_, "held", "meeting", "KEN", "CHN", status="planned", when=("2031-01-01", "2031-12-31"), type="CONSULT")
    name = "Kenya–China Joint Commission"
    thing = Thing(name, "mechanism", evidence=(made.passage(made_, "the Joint Commission"),))
    ledger = Ledger(":memory:")
    people = (made.actor("KEN", "country", "KEN"), made.actor("CHN", "country", "CHN"))
    ledger.add(made_, made.reading(made_, people, replace(plan, about=(name,)), things=[thing]))
    file = ledger.reports()[0].file or ""
    meeting = {"number": None, "date": ["2031-01-01", "2031-12-31"], "report": Path(file).name}

    def found(meeting: dict[str, Any]) -> float:
        cross = {"mechanisms": [{"name": name, "meetings": [meeting]}]}
        return value(mechanisms.measure_mechanisms(Case(SAMPLE, cross, ledger, True)), "meetings of mechanisms found")

    assert found(meeting) == 1
    assert found(meeting | {"date": ["2029-01-01", "2029-04-30"]}) == 0


def test_unlisted_conflicts_lose_only_where_the_numbers_agree() -> None:
    def none(cross: dict[str, Any]) -> None:
        for series in cross["figure_series"]:
            for conflict in series.get("conflicts", []):
                conflict["why"] = "not a conflict"

    told = next(m for m in figures.measure_figures(with_truth(none)) if m.part == figures.CONFLICTS)
    assert told.tally.given > 10
    assert told.tally.right == 0


def test_tenures_of_other_persons_and_offices_lose() -> None:
    def swapped(cross: dict[str, Any]) -> None:
        for tenure in cross["tenures"]:
            tenure["office"] = "Astronomer Royal"

    assert value(offices.measure_offices(with_truth(swapped)), "tenures (F1 of observations)") == 0


def test_milestones_on_other_days_are_missed_or_left_out() -> None:
    def shifted(cross: dict[str, Any]) -> None:
        for agreement in cross["agreements"]:
            for milestone in agreement["milestones"]:
                milestone["date"] = ["1900-01-01", "1900-01-31"]

    assert lives.measure_lives(with_truth(shifted))[0].tally.found == 0


def test_outcomes_of_announced_events_must_agree() -> None:
    def turned(cross: dict[str, Any]) -> None:
        for event in cross["planned_events"]:
            event["outcome"] = "pending" if "happened" in event["outcome"] else "happened"

    assert value(planned.measure_planned(with_truth(turned)), "outcome of announced events") == 0


def test_without_a_truth_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--examples", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"skipped: no cross.json under {tmp_path}\n")


def test_an_empty_truth_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cross.json").write_text("{}", "utf-8")
    assert main(["--examples", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["gold"] == {}
    assert all(not m["value"] for m in told["read"].values())


def test_table_losses_and_errors() -> None:
    result = measured()
    assert table(result)[0].split() == ["measure", "gold", "records", "goal", "read", "records", "goal"]
    assert len(table(result)) == 1 + len(result.names)
    assert [line.split()[0] for line in losses(result)[1:]] == list(measuring.KINDS)
    assert any(line.startswith("  [reading] ") for line in errors(result, "clusters"))
