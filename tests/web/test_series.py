"""The page of a series: who counts, who says so, what does not agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.small import Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("series") / "ledger.db") as running:
        yield running


def test_counts_that_differ_stand_side_by_side(desk: Small) -> None:
    page = desk.json(f"/series/{desk.ids['series']}.json")
    rows = {row["period"][0][:4]: row for row in page["rows"]}
    assert list(rows) == ["2020", "2018", "2017", "2016"], "the newest first"
    assert [row["disputed"] for row in rows.values()] == [False, False, True, False]
    told = {(p["figure"]["value"], p["counted_by"]) for p in rows["2017"]["points"]}
    assert told == {(5e9, None), (5e9, "Vietnam"), (6e9, "Russia")}
    text = desk.get(f"/series/{desk.ids['series']}").text
    assert "counts differ" in text
    assert "not told" in text


def test_targets_on_it_with_their_verdicts(desk: Small) -> None:
    page = desk.json(f"/series/{desk.ids['series']}.json")
    assert [(t["title"], t["verdict"]) for t in page["targets"]] == [("two-way trade: 10 bn USD by 2020", "missed")]


def test_growth_in_words(desk: Small) -> None:
    (note,) = desk.json(f"/series/{desk.ids['series']}.json")["growth"]
    assert note["words"].startswith("2018 over 2017: up 40 %")
    assert note["quotes"]


def test_its_table_has_a_row_a_point(desk: Small) -> None:
    heads, *rows = desk.get(f"/series/{desk.ids['series']}.csv").text.lstrip("\ufeff").splitlines()
    assert heads.split(",")[:5] == ["from", "to", "low", "high", "unit"]
    assert len(rows) == 6


def test_a_series_that_is_not_there(desk: Small) -> None:
    assert desk.get("/series/z-000000000000").status_code == 404
    assert desk.get(f"/series/{desk.ids['series']}", page="nine").status_code == 400
