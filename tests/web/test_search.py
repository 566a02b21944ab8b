"""Search: groups, operators, filters, errors in words, and hostile queries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attache.web.views.search import HELP
from tests.web.small import HOSTILE, SAID, SOTH, Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("search") / "ledger.db") as running:
        yield running


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("visit", 2),
        ("visit*", 3),
        ("visit* -planned", 3),
        ("visit* -aim", 2),
        ('"visited VNM"', 1),
        ("visited OR signed", 2),
        ("(visited OR signed) NOT rice", 1),
        ("NEAR(trade 2017, 8)", 1),
        ("NEAR(trade 2017, 2)", 0),
        ("visit* since:2018-03", 2),
        ("visit* until:2018-02", 1),
        ('visit* publisher:"volga wire"', 1),
        ("publisher:PD", 1),
        ("trade between:Vietnam,Russia", SAID + 3),
        ("between:VNM,RUS until:2019", 5),
        ("zebra", 0),
    ],
)
def test_operators_and_filters(desk: Small, words: str, reports: int) -> None:
    page = desk.json("/search.json", q=words)
    assert (page["error"], page["total"], len(page["hits"])) == ("", reports, min(reports, 50))


@pytest.mark.parametrize(
    ("words", "group", "total"),
    [
        ("orlov", "actors", 1),
        ("Vietnam", "actors", 1),
        ("vu anh", "actors", 1),
        ("Đmitry", "actors", 1),
        ("fish", "things", 1),
        ("two-way trade", "promises", 1),
        ("trade Vietnam", "series", 1),
        ("will grow", "statements", SAID),
        ("welcomed", "statements", 1),
    ],
)
def test_what_else_is_found(desk: Small, words: str, group: str, total: int) -> None:
    page = desk.json("/search.json", q=words)
    groups = {g["key"]: g for g in page["groups"]}
    assert groups[group]["total"] == total
    assert groups[group]["lines"]


def test_a_statement_must_hold_the_words_itself(desk: Small) -> None:
    keys = [g["key"] for g in desk.json("/search.json", q="said times")["groups"]]
    assert "statements" not in keys
    (group,) = (g for g in desk.json("/search.json", q="welcomed fish OR welcomed")["groups"] if g["key"] == "statements")
    assert group["total"] == 1


def test_two_countries_lead_to_their_file(desk: Small) -> None:
    assert [a["id"] for a in desk.json("/search.json", q="Vietnam Russia")["file"]] == ["VNM", "RUS"]
    assert desk.json("/search.json", q="Vietnam trade")["file"] is None


def test_reports_come_in_parts_and_groups_whole(desk: Small) -> None:
    second = desk.json("/search.json", q="grow", page="2")
    assert (len(second["hits"]), second["groups"]) == (SAID - 50, [])
    parts = [desk.json("/search.json", q="grow", page=page, **{"in": "statements"}) for page in "12"]
    assert [[(g["total"], len(g["lines"])) for g in part["groups"]] for part in parts] == [[(SAID, 50)], [(SAID, SAID - 50)]]
    assert all(part["hits"] == [] for part in parts)
    assert 'rel="next"' in desk.get("/search", q="grow", **{"in": "statements"}).text


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ('"trade', "quotation mark is missing"),
        ("trade OR", "OR stands between two words"),
        ("-trade", "alone finds nothing"),
        ("between:VNM trade", "with a comma"),
        ("between:VNM,Atlantis", "no country or other actor called “Atlantis”"),
        ("since:soon", "is no date"),
        ("publisher:Nobody", "no report is published by “Nobody”"),
    ],
)
def test_errors_are_told_on_the_page_with_the_help_open(desk: Small, words: str, hint: str) -> None:
    answer = desk.get("/search", q=words)
    assert answer.status_code == 200
    assert hint.casefold() in answer.text.casefold()
    assert '<details class="why how" open>' in answer.text
    assert desk.get("/search.csv", q=words).status_code == 400


@pytest.mark.parametrize("words", [words for words, _ in HELP])
def test_the_examples_of_the_help_are_understood(desk: Small, words: str) -> None:
    page = desk.json("/search.json", q=words)
    assert page["error"] == ""


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE report; --",
        "\0\x1b[31m",
        "%s%n",
        "a" * 999,
        "‮trade",
        "* * *",
        "NEAR(",
        ")(",
    ],
)
def test_hostile_queries_are_only_words(desk: Small, words: str) -> None:
    answer = desk.get("/search", q=words)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "Traceback" not in answer.text


def test_a_snippet_marks_the_words_and_nothing_else(desk: Small) -> None:
    text = desk.get("/search", q="fish").text
    assert "<mark>Fish</mark>" in text
    assert "&lt;b&gt;<mark>Fish</mark>" in text
    assert "<b>" not in text


def test_accents_and_case_do_not_count(desk: Small) -> None:
    assert desk.json("/search.json", q="ORLÓV")["total"] == desk.json("/search.json", q=SOTH.split()[1].lower())["total"] == 3
