"""The page of an actor: a country, a body, a person."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.web.small import ENERGY, HOSTILE, SAID, SOTH, VU, Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("actor") / "ledger.db") as running:
        yield running


def test_a_person_with_offices_and_statements_by_sector(desk: Small) -> None:
    page = desk.json(f"/actor/{desk.ids['minister']}.json")
    assert [(o["office"], o["of"]["name"]) for o in page["offices"]] == [("Trade Minister", "Vietnam")]
    assert page["offices"][0]["quotes"]
    assert page["statements_in_all"] == SAID
    assert len(page["statements"]) == 10
    assert [(s["value"], s["number"]) for s in page["sectors"]] == [("trade", SAID - ENERGY), ("energy", ENERGY)]
    text = desk.get(f"/actor/{desk.ids['minister']}").text
    assert f"/statements?speaker={desk.ids['minister']}&amp;sector=energy" in text


def test_a_country_with_its_files_and_who_was_in_its_offices(desk: Small) -> None:
    page = desk.json("/actor/VNM.json")
    assert [(f["b"]["id"], f["reports"]) for f in page["files"]] == [("RUS", 6 + SAID)]
    assert [o["person"]["name"] for o in page["offices"]] == [VU]
    assert page["levels"][0]["value"] == "ministers"
    assert [(v["value"], v["number"]) for v in page["verdicts"]] == [("missed", 1)]
    text = desk.get("/actor/VNM").text
    assert "/occurrences?a=VNM&amp;level=ministers" in text


@pytest.mark.parametrize("name", ["VNM", "Vietnam", "vietnamese", SOTH])
def test_names_lead_to_the_page_too(desk: Small, name: str) -> None:
    assert desk.get(f"/actor/{quote(name, safe='')}").status_code == 200


def test_a_hostile_name_stays_a_name(desk: Small) -> None:
    text = desk.get(f"/actor/{desk.ids['hostile']}").text
    assert "<script>alert" not in text
    assert "<i>Fish</i>" not in text
    assert desk.json(f"/actor/{desk.ids['hostile']}.json")["actor"]["name"] == HOSTILE


def test_an_actor_that_is_not_there(desk: Small) -> None:
    answer = desk.get("/actor/Atlantis")
    assert answer.status_code == 404
    assert "no country or other actor called “Atlantis”" in answer.text
