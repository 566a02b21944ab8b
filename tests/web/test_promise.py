"""The page of a promise: both sides' sentences, its way, and the day as of which it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from attache.ledger import Ledger
from attache.web.pages import Asked
from attache.web.strip import strip
from attache.web.views.promise import promise_view
from tests.ledger import made
from tests.web.small import Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("promise") / "ledger.db") as running:
        yield running


def test_both_sides_are_quoted_in_full(desk: Small) -> None:
    text = desk.get(f"/promise/{desk.ids['promise']}").text
    promised, _, became = text.partition("What became of it")
    assert "<mark>RUS and VNM aim at 10 bn by 2020</mark>" in promised
    assert "<mark>came to 8 bn</mark>" in became
    assert "8 bn USD: short of the 10 bn USD aimed at" in text


def test_the_way_to_its_day(desk: Small) -> None:
    page = desk.json(f"/promise/{desk.ids['promise']}.json")
    told = [(m["record"]["figure"]["period"][0][:4], round(m["share"], 2)) for m in page["progress"]]
    assert told == [("2018", 0.7)]
    assert page["years"] == [["2018", 1]]
    assert {"made", "confirmed", "progress", "due", "missed"} <= {d["kind"] for d in page["strip"]["dots"]}
    assert page["series"][0]["id"] == desk.ids["series"]


def test_why_its_tellings_are_one(desk: Small) -> None:
    text = desk.get(f"/promise/{desk.ids['promise']}").text
    assert "the same amount of one measure, of the same parties, for the same time" in text


@pytest.mark.parametrize(
    ("day", "verdict"), [("2018", "pending"), ("2020-12-31", "pending"), ("2021-12-31", "missed"), ("", "missed")]
)
def test_the_day_is_an_argument(desk: Small, day: str, verdict: str) -> None:
    page = desk.json(f"/promise/{desk.ids['promise']}.json", as_of=day)
    assert page["promise"]["verdict"] == verdict
    assert f'<span class="tag {verdict}">' in desk.get(f"/promise/{desk.ids['promise']}", as_of=day).text


@pytest.mark.parametrize(
    ("day", "hint"), [("yesterday", "is no date"), ("2018-13", "is no date"), ("2001", "no report had told it")]
)
def test_a_day_that_cannot_be_judged_by(desk: Small, day: str, hint: str) -> None:
    answer = desk.get(f"/promise/{desk.ids['promise']}", as_of=day)
    assert (answer.status_code, hint in answer.text) == (400, True)
    twin = desk.get(f"/promise/{desk.ids['promise']}.json", as_of=day)
    assert twin.status_code == 400
    assert hint in twin.json()["error"]


def test_its_table_has_both_sides(desk: Small) -> None:
    rows = desk.get(f"/promise/{desk.ids['promise']}.csv").text.splitlines()
    assert {row.split(",")[1] for row in rows[1:]} >= {"made", "named again", "figure on the way", "missed"}


def test_the_outcome_may_stand_in_the_report_that_tells_the_promise(tmp_path: Path) -> None:
    text = "RUS and VNM aimed at 3 bn by 2015. They reached it. The two agreed."
    report = made.report(text, "2016-02-01")
    own = made.target(
        report,
        "aimed at 3 bn by 2015",
        3e9,
        made.year(2015),
        outcome="kept",
        outcome_evidence=made.passage(report, "They reached it"),
    )
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(report, made.reading(report, (), own))
        (identity,) = ledger.listed("promise").ids
        view = promise_view(ledger, Asked({"promise": identity}))
    assert [q.evidence.text for q in view.told] == ["aimed at 3 bn by 2015"]
    assert [q.evidence.text for q in view.outcome] == ["They reached it"]


def test_a_promise_that_is_not_there(desk: Small) -> None:
    assert desk.get("/promise/p-000000000000").status_code == 404
    assert "no promise" in desk.get("/promise/p-000000000000.json").json()["error"]


@pytest.mark.parametrize(
    ("days", "places", "years"),
    [
        (("2018-01-01", "2019-01-01"), [2.0, 98.0], ["2019"]),
        (("2018-06-01", "2018-07-01", "2018-06-16"), [2.0, 98.0, 50.0], []),
        (("2000-01-01", "2040-01-01"), [2.0, 98.0], ["2005", "2010", "2015", "2020", "2025", "2030", "2035", "2040"]),
    ],
)
def test_days_on_a_strip(days: tuple[str, ...], places: list[float], years: list[str]) -> None:
    drawn = strip([(d, "made", d) for d in days], "")
    assert drawn is not None
    assert [d.x for d in drawn.dots] == places
    assert [t.year for t in drawn.ticks] == years


@pytest.mark.parametrize("days", [(), ("2018-01-01",), ("2018-01-01", "2018-01-01"), ("", "2018-01-01")])
def test_no_strip_of_one_day(days: tuple[str, ...]) -> None:
    assert strip([(d, "made", d) for d in days], "") is None
