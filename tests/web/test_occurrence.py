"""The page of an occurrence: its versions side by side, its states, the sentences that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from attache.ledger import Ledger
from attache.web.views.occurrence import sentences_of
from tests.web.small import Small, small_desk, small_ledger


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("occurrence") / "ledger.db") as running:
        yield running


def test_versions_stand_side_by_side_with_how_many_tell_them(desk: Small) -> None:
    page = desk.json(f"/occurrence/{desk.ids['visit']}.json")
    details = {d["name"]: d for d in page["details"]}
    assert sorted((v["words"], v["number"]) for v in details["When"]["versions"]) == [
        ("20 March 2018", 1),
        ("22 March 2018", 1),
        ("23 March 2018", 1),
    ]
    assert details["When"]["contradict"]
    assert all(v["quotes"] for d in page["details"] for v in d["versions"])
    planned = next(v for v in details["When"]["versions"] if v["words"] == "20 March 2018")
    assert planned["status"] == "planned"


def test_a_contradiction_is_marked_in_words_and_colour(desk: Small) -> None:
    text = desk.get(f"/occurrence/{desk.ids['visit']}").text
    assert "cannot all be right" in text
    assert 'class="apart"' in text


def test_it_was_announced_before_it_was_held(desk: Small) -> None:
    page = desk.json(f"/occurrence/{desk.ids['visit']}.json")
    assert [s["status"] for s in page["states"]] == ["planned", "happened"]
    assert [s["number"] for s in page["states"]] == [1, 2]
    text = desk.get(f"/occurrence/{desk.ids['visit']}").text
    assert "Announced before: “will visit Hanoi on 20 March 2018”" in text


def test_every_telling_is_quoted_and_leads_to_its_passage(desk: Small) -> None:
    text = desk.get(f"/occurrence/{desk.ids['visit']}").text
    assert text.count('<figure class="sentence"') == 3
    assert "<mark>visited VNM on 22 March 2018</mark>" in text
    assert "?passage=" in text


def test_a_sentence_told_word_for_word_by_several_stands_once(tmp_path: Path) -> None:
    with Ledger(small_ledger(tmp_path / "ledger.db")) as ledger:
        (identity,) = ledger.listed("occurrence", under=("mode:visit",)).ids
        (entry,) = ledger.occurrences_by_id((identity,), 9)
    first, *others = entry.events
    again = replace(first, id="e-again")
    planned = replace(first, id="e-planned", event=replace(first.event, status="planned"))
    found = sentences_of((first, again, planned, *others))
    assert [(s.event, len(s.also)) for s in found] == [(first.id, 1), ("e-planned", 0), *((e.id, 0) for e in others)]


def test_its_table_has_a_row_a_telling(desk: Small) -> None:
    heads, *rows = desk.get(f"/occurrence/{desk.ids['visit']}.csv").text.lstrip("\ufeff").splitlines()
    assert heads.startswith("told,state,when from")
    assert len(rows) == 3
    assert any("'=HYPERLINK" in row for row in rows), "no cell runs as a formula"


@pytest.mark.parametrize("wrong", ["o-000000000000", "o-", "x", "p-7f7e5aa8ed87", "%3Cscript%3E"])
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_what_is_not_there(desk: Small, wrong: str, ending: str) -> None:
    answer = desk.get(f"/occurrence/{wrong}{ending}")
    assert answer.status_code == 404
    assert "no event" in answer.text
    assert ending or "<script>" not in answer.text
