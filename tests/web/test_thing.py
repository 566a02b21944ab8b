"""The page of a thing: its life, names, and events; a name that would like to be markup stays a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.small import PACT, Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("thing") / "ledger.db") as running:
        yield running


def test_its_life_with_sentences(desk: Small) -> None:
    page = desk.json(f"/thing/{desk.ids['thing']}.json")
    assert [(s["stage"]["stage"], s["stage"]["when"][0]) for s in page["stages"]] == [("signed", "2019-05-01")]
    assert page["state"] == "signed, 1 May 2019"
    assert page["events_in_all"] == 1
    text = desk.get(f"/thing/{desk.ids['thing']}").text
    assert "Signed, 1 May 2019" in text
    assert "/between/RUS/VNM" in text or "/between/VNM/RUS" in text


def test_a_hostile_name_stays_a_name(desk: Small) -> None:
    text = desk.get(f"/thing/{desk.ids['thing']}").text
    assert "<b>Fish</b>" not in text
    assert "Treaty on &lt;b&gt;Fish&lt;/b&gt; &amp; Rice" in text
    assert desk.json(f"/thing/{desk.ids['thing']}.json")["thing"]["name"] == PACT


def test_its_table_has_its_stages(desk: Small) -> None:
    _, row = desk.get(f"/thing/{desk.ids['thing']}.csv").text.splitlines()
    assert row.startswith("2019-05-01,2019-05-01,Signed")


def test_a_thing_that_is_not_there(desk: Small) -> None:
    assert desk.get("/thing/g-000000000000").status_code == 404
