"""The lists: filters, counts, parts, and their twins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from tests.web.small import ENERGY, HOSTILE, SAID, VU, Small, small_desk

LISTS = ("/occurrences", "/statements", "/promises", "/series", "/people", "/things", "/reports", "/open")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("lists") / "ledger.db") as running:
        yield running


@pytest.mark.parametrize(
    ("path", "query", "total"),
    [
        ("/occurrences", {}, 2),
        ("/occurrences", {"mode": "visit"}, 1),
        ("/occurrences", {"a": "Vietnam", "b": "Russia"}, 2),
        ("/occurrences", {"a": "Dmitry Orlov"}, 1),
        ("/occurrences", {"level": "ministers"}, 1),
        ("/occurrences", {"level": "heads"}, 0),
        ("/occurrences", {"disputed": "yes"}, 1),
        ("/occurrences", {"since": "2019"}, 1),
        ("/occurrences", {"until": "2018"}, 1),
        ("/occurrences", {"a": "Kenya"}, 0),
        ("/statements", {}, SAID + 1),
        ("/statements", {"speaker": VU}, SAID),
        ("/statements", {"speaker": "Vietnam"}, SAID),
        ("/statements", {"speaker": VU, "sector": "energy"}, ENERGY),
        ("/statements", {"quoted": "yes"}, 0),
        ("/statements", {"quoted": "no", "a": "RUS", "b": "VNM"}, SAID + 1),
        ("/statements", {"since": "2020-01-02", "until": "2020-01-05"}, 4),
        ("/promises", {"verdict": "missed"}, 1),
        ("/promises", {"verdict": "kept"}, 0),
        ("/series", {"conflict": "yes"}, 1),
        ("/series", {"measure": "two-way trade"}, 1),
        ("/reports", {"publisher": "LNA"}, SAID + 3),
        ("/reports", {"publisher": 'Evil "Post"'}, 1),
        ("/people", {}, 3),
        ("/things", {"kind": "agreement"}, 1),
        ("/things", {"kind": "mechanism"}, 0),
    ],
)
def test_filters_narrow_a_list(desk: Small, path: str, query: dict[str, str], total: int) -> None:
    page = desk.json(f"{path}.json", **query)
    assert page["total"] == total
    assert len(page["lines"]) == min(total, 50)


def test_a_list_is_shown_in_parts(desk: Small) -> None:
    first, second = (desk.json("/statements.json", page=page) for page in "12")
    assert (len(first["lines"]), len(second["lines"])) == (50, SAID + 1 - 50)
    ids = [line["id"] for part in (first, second) for line in part["lines"]]
    assert len(set(ids)) == SAID + 1
    text = desk.get("/statements").text
    assert 'rel="next" href="?page=2"' in text
    assert "1–50 of 61" in text
    assert 'rel="prev" href="?"' in desk.get("/statements", page="2").text


def test_its_table_tells_the_number_and_the_whole(desk: Small) -> None:
    heads, *rows = csv.reader(io.StringIO(desk.get("/statements.csv", page="2", sector="").text.lstrip("\ufeff")))
    assert heads[:3] == ["number", "of", "id"]
    assert [row[0] for row in rows] == [str(n) for n in range(51, SAID + 2)]
    assert {row[1] for row in rows} == {str(SAID + 1)}


def test_the_form_shows_what_was_asked(desk: Small) -> None:
    text = desk.get("/statements", speaker=VU, sector="energy", since="2020").text
    assert f'name="speaker" value="{VU}"' in text
    assert '<option value="energy" selected>energy (20)</option>' in text
    assert "Statements: said by Vu Minh Anh, energy, since 2020" in text


@pytest.mark.parametrize("path", LISTS)
def test_each_list_has_its_twins(desk: Small, path: str) -> None:
    assert desk.get(path).status_code == 200
    assert desk.json(f"{path}.json")
    assert "csv" in desk.get(f"{path}.csv").headers["content-type"]


@pytest.mark.parametrize(
    ("path", "query", "hint"),
    [
        ("/occurrences", {"a": "Atlantis"}, "no country or other actor"),
        ("/occurrences", {"a": "Russia", "b": "RUS"}, "two different actors"),
        ("/occurrences", {"status": "<script>"}, "state is one of happened"),
        ("/occurrences", {"since": "soon"}, "is no date"),
        ("/occurrences", {"since": "2020", "until": "2019"}, "the first is the later"),
        ("/statements", {"page": "0"}, "page is a number"),
        ("/statements", {"page": "٣"}, "page is a number"),
        ("/things", {"kind": "treaty"}, "kind is one of agreement"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(desk: Small, path: str, query: dict[str, str], hint: str) -> None:
    answer = desk.get(path, **query)
    assert answer.status_code == 400
    assert hint in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", LISTS)
def test_hostile_words_stay_words(desk: Small, path: str) -> None:
    for query in ({}, {"a": HOSTILE}, {"sector": "'; DROP TABLE report; --"}, {"sector": '"><img src=x>'}, {"page": "999999"}):
        text = desk.get(path, **query).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "Traceback" not in text


def test_open_points(desk: Small) -> None:
    page = desk.json("/open.json")
    assert {g["key"]: g["total"] for g in page["groups"]} == {"events": 1, "figures": 1}
    assert page["unchecked"]
    checked = desk.json("/open.json", a="VNM", b="RUS", check="yes")
    assert not checked["unchecked"]


def test_those_told_of_most_stand_first(desk: Small) -> None:
    lines = desk.json("/people.json")["lines"]
    assert lines[0]["text"] == VU
    assert lines[0]["detail"] == "Trade Minister of Vietnam"
