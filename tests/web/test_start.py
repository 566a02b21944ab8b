"""The start page over real HTTP: what is new, decided, due and contradicting; an empty ledger says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from attache.ledger import Ledger
from tests.web.desks import Desk, running
from tests.web.small import Small, small_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("start") / "ledger.db") as running_desk:
        yield running_desk


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a ledger without a report."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    Ledger(path).close()
    with running(path) as running_desk:
        yield running_desk


def test_counts_lead_to_their_lists(desk: Small) -> None:
    page = desk.json("/index.json")
    text = desk.get("/").text
    for _, number, href in page["counts"]:
        assert re.search(rf'href="{re.escape(href)}">{number:,}<', text)
        assert desk.get(href).status_code == 200


def test_pairs_and_any_two_countries_open_a_file(desk: Small) -> None:
    page = desk.json("/index.json")
    assert (page["files"][0]["pair"]["a"]["id"], page["files"][0]["pair"]["b"]["id"]) == ("RUS", "VNM")
    assert page["files"][0]["share"] == 100.0
    text = desk.get("/").text
    assert 'href="/between/RUS/VNM"' in text
    assert '<option value="Brazil">' in text


def test_only_decided_promises_are_called_decided(desk: Small) -> None:
    page = desk.json("/index.json")
    assert {line["tag"] for line in page["decided"]["lines"]} <= {"kept", "kept late", "missed", "disputed"}
    assert page["decided"]["lines"]


def test_at_the_first_visit_nothing_is_called_new(desk: Small) -> None:
    text = desk.get("/").text
    assert "since your last visit" not in text
    assert "Newest reports" in text


@pytest.mark.parametrize(("seen_of_all", "words"), [(2, "New since your last visit"), (0, "Nothing new since your last visit")])
def test_a_later_visit_shows_what_came_in_meanwhile(desk: Small, seen_of_all: int, words: str) -> None:
    with httpx.Client(base_url=desk.client.base_url) as client:
        client.get("/")
        name, value = next((n, v) for n, v in client.cookies.items() if n.startswith("attache-visit"))
        newest = int(value.split(".")[1])
        client.cookies.clear()
        # A visit long ago that ended when all but these reports were there.
        client.cookies.set(name, f".{newest - seen_of_all}.1")
        text = client.get("/").text
    assert words in text
    if seen_of_all:
        assert f"{seen_of_all} reports" in text


def test_an_empty_ledger_says_what_to_do(empty: Desk) -> None:
    text = httpx.get(empty.address).text
    assert "The ledger is empty" in text
    assert 'href="/read"' in text
    assert "attache read FOLDER" in text
    assert httpx.get(f"{empty.address}/index.json").json()["reports"] == []


def test_reasons_stand_in_words(desk: Small) -> None:
    assert all("-" not in words.split()[0] for words, _ in desk.json("/index.json")["aside"])


def test_its_table_has_the_newest_reports(desk: Small, tmp_path: Path) -> None:
    heads, first, *_ = desk.get("/index.csv").text.splitlines()
    assert heads.endswith("id,published from,published to,title,publisher,agency,file,address")
    assert first.split(",")[0] == desk.json("/index.json")["reports"][0]["id"]
