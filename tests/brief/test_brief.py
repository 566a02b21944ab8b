"""The brief over the sample reports as a perfect reader would fill the ledger: every line is footnoted and can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from attache.brief import Dossier, Line, as_html, as_markdown
from attache.ledger import Ledger
from tests.gold import gold, gold_files


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        filled.add_all([gold(path) for path in gold_files("vietnam-russia")])
        yield filled


@pytest.fixture(scope="module")
def dossier(ledger: Ledger) -> Dossier:
    return ledger.brief("Vietnam", "Russia")


def section(dossier: Dossier, key: str) -> tuple[Line, ...]:
    return next(s.lines for s in dossier.sections if s.key == key)


def line(dossier: Dossier, key: str, begins: str) -> Line:
    return next(x for x in section(dossier, key) if x.text.startswith(begins))


def part(of: Line, note: str) -> Line:
    return next(p for p in of.parts if p.note == note)


def test_every_section_has_lines(dossier: Dossier) -> None:
    keys = ["events", "expected", "statements", "promises", "figures", "people", "things", "open"]
    assert [s.key for s in dossier.sections] == keys
    assert all(s.lines for s in dossier.sections)
    assert dossier.lead


def test_every_line_rests_on_a_sentence_and_can_be_shown(ledger: Ledger, dossier: Dossier) -> None:
    every = [x for top in dossier.lines() for x in (top, *top.parts)]
    assert [x.text for x in every if not x.cited()] == []
    assert [p.text for x in every for p in x.pieces if not p.quotes] == []
    assert all(ledger.show(identity).id == identity for identity in sorted({x.id for x in every})[::7])


def test_details_that_differ_stand_side_by_side_with_their_own_sentences(dossier: Dossier) -> None:
    visit = next(x for x in section(dossier, "events") if x.note == "22–23 March 2018" and x.parts)
    assert visit.detail.startswith("planned → held")
    first, second = part(visit, "when").pieces
    assert (first.text, second.text) == ("22–23 March 2018", "19–20 March 2018")
    assert first.quotes != second.quotes


def test_a_promise_stands_with_its_verdict_its_chain_and_its_way(dossier: Dossier) -> None:
    target = line(dossier, "promises", "Two-way trade: 10 bn USD by 2020")
    assert target.tag == "missed"
    assert "Rule: " in target.detail
    assert "as of" in target.detail
    before = part(target, "in place of")
    assert (before.text.startswith("two-way trade: 10 bn USD, told"), before.tag) == (True, "superseded")
    restated = part(target, "restated")
    assert int(restated.text.split()[0]) == len(restated.quotes) > 5
    assert "Makarov" in part(target, "doubt").text
    assert any(p.text.startswith("2019: 45 %") for p in part(target, "on the way").pieces)


def test_figures_that_disagree_stand_side_by_side(dossier: Dossier) -> None:
    trade = line(dossier, "figures", "Two-way trade")
    year = part(trade, "2017")
    assert year.tag == "disputed"
    assert len(year.pieces) >= 3
    assert any("over 2016" in p.text for p in year.pieces)
    assert any(p.note == "arithmetic" and p.quotes and "±" in p.text for p in trade.parts)


def test_offices_are_intervals_and_agreements_lives(dossier: Dossier) -> None:
    (ministers,) = (x for x in section(dossier, "people") if x.text == "Foreign Minister, Russia" or "Lavrov" in x.note)
    told = ministers.text + " ".join(p.text for p in ministers.parts)
    assert "seen " in told
    agreement = line(dossier, "things", "Eurasian Economic Union – Vietnam Free Trade Agreement")
    assert agreement.detail == "in force since 5 October 2016"
    assert [p.note for p in agreement.parts if p.text == "In force"] == ["5 October 2016"]


def test_what_does_not_add_up_has_the_sentences_of_all_sides(dossier: Dossier) -> None:
    found = [x for x in section(dossier, "open") if x.note == "figures disagree"]
    assert found
    assert all(x.tag == "warning" and x.quotes for x in found)


def test_copies_and_newsrooms_count_once(dossier: Dossier) -> None:
    assert sum(len(dossier.reports_of(s)) for s in dossier.sources) == len(dossier.reports)
    assert len(dossier.sources) < len(dossier.reports)


def test_every_footnote_of_the_markdown_is_there_and_used(dossier: Dossier) -> None:
    text = as_markdown(dossier)
    made = re.findall(r"^\[\^(\d+)\]: “", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert made == [str(n + 1) for n in range(len(made))]
    assert used == set(made)


def test_every_footnote_of_the_page_is_there(dossier: Dossier) -> None:
    page = as_html(dossier)
    assert set(re.findall(r'href="#n(\d+)"', page)) == set(re.findall(r'<li id="n(\d+)"', page))
    assert set(re.findall(r'href="#([a-z]+)"', page)) == {s.key for s in dossier.sections} | {"sources"}
    assert "<script" not in page


def test_a_period_narrows_every_section(ledger: Ledger, dossier: Dossier) -> None:
    some = ledger.brief("VNM", "RUS", since="2018", until="2018")
    assert "2018 to 2018" in as_markdown(some)
    for whole, narrow in zip(dossier.sections, some.sections, strict=True):
        assert len(narrow.lines) < len(whole.lines), whole.key
