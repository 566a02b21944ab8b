"""What to review first: the order, the reasons, and what leaves the queue."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.reviews.queueing import Candidate, Queue, Reason, ranked
from tests.ledger.made import actor, event, figure, reading, report, statement, target, year


def candidate(item: str, reason: Reason, weight: int = 1, day: str = "2020-01-01") -> Candidate:
    """A candidate with one record of its own."""
    return Candidate(item, reason, (f"r-{item}",), weight, day)


@pytest.mark.parametrize(
    ("given", "order"),
    [
        (("speaker", 1, "2024-01-01"), ["first", "given"]),
        (("verdict", 1, "2024-01-01"), ["given", "first"]),
        (("verdict", 1, "2010-01-01"), ["first", "given"]),
        (("verdict", 2, "2024-01-01"), ["first", "given"]),
    ],
)
def test_a_verdict_on_one_sentence_goes_first_then_the_newest(given: tuple[Reason, int, str], order: list[str]) -> None:
    found = ranked([candidate("first", "verdict"), candidate("given", *given)])
    assert [c.item for c in found] == order


def test_contradictions_go_before_a_verdict_on_a_few_sentences() -> None:
    found = ranked(
        [candidate("two", "verdict", 2), candidate("told", "tellings", 2), candidate("one", "verdict"), candidate("n", "figures")]
    )
    assert [c.item for c in found] == ["one", "n", "told", "two"]


def test_the_order_does_not_depend_on_that_of_the_candidates() -> None:
    several = [candidate(f"p-{n}", "verdict", 1 + n % 2, f"20{10 + n % 3}-01-01") for n in range(9)]
    assert ranked(several) == ranked(reversed(several))
    assert ranked([*several, *several]) == ranked(several)


def of(queue: Queue, reason: Reason) -> Candidate:
    """The one candidate for a reason."""
    (found,) = (c for c in queue.items if c.reason == reason)
    return found


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Three reports: a target and its outcome, figures that contradict, a described speaker, a day from an inferred date."""
    aim = report("They want 10 billion dollars by 2020.", "2015-05-01")
    low = report("Trade was 4 billion dollars in 2020. A Western envoy said that it is little.", "2021-02-01")
    high = report("Trade was 7 billion dollars in 2020. Putin came to Hanoi.", "2021-03-01")
    book = Ledger(tmp_path / "ledger.db")
    book.add(aim, reading(aim, (), target(aim, "10 billion dollars by 2020", 1e10, year(2020))))
    envoy = actor("a Western envoy", "person")
    told = statement(low, "A Western envoy said that it is little", "a Western envoy")
    book.add(low, reading(low, (envoy,), figure(low, "4 billion dollars in 2020", 4e9, period=year(2020)), told))
    book.add(
        high,
        reading(
            high,
            (actor("Putin", "person", "RUS"),),
            figure(high, "7 billion dollars in 2020", 7e9, period=year(2020)),
            event(high, "Putin came to Hanoi", "visit", "Putin", target=("VNM",)),
            published_how="inferred",
        ),
    )
    return book


def test_each_reason_is_found_with_its_sentences(ledger: Ledger) -> None:
    queue = ledger.to_review()
    assert dict(queue.counts) == {"verdict": 1, "figures": 1, "speaker": 1, "date": 1}
    assert queue.capped == frozenset()
    words = {c.reason: {r.entry.quotes[0].evidence.text for r in ledger.read_records(c.records)} for c in queue.items}
    assert words["figures"] == {"4 billion dollars in 2020", "7 billion dollars in 2020"}
    assert "10 billion dollars by 2020" in words["verdict"]
    assert words["speaker"] == {"A Western envoy said that it is little"}
    assert words["date"] == {"Putin came to Hanoi"}


def test_what_is_decided_leaves_and_an_undo_brings_it_back(ledger: Ledger) -> None:
    speaker = of(ledger.to_review(), "speaker")
    ledger.accept(*speaker.records)
    assert "speaker" not in dict(ledger.to_review().counts)
    ledger.undo()
    assert of(ledger.to_review(), "speaker") == speaker


def test_a_verdict_stays_until_both_of_its_sides_are_decided(ledger: Ledger) -> None:
    verdict = of(ledger.to_review(), "verdict")
    assert len(verdict.records) > 1
    ledger.accept(verdict.records[0])
    assert of(ledger.to_review(), "verdict").records == verdict.records
    ledger.accept(*verdict.records[1:])
    assert "verdict" not in dict(ledger.to_review().counts)


def test_a_rejected_figure_ends_its_contradiction(ledger: Ledger) -> None:
    ledger.reject(of(ledger.to_review(), "figures").records[0])
    assert "figures" not in dict(ledger.to_review().counts)


def test_only_what_concerns_both_of_a_pair(ledger: Ledger) -> None:
    assert {c.reason for c in ledger.to_review(between=("Vietnam", "Russia")).items} == {"verdict", "figures", "date"}
    assert ledger.to_review(between=("Vietnam", "China")).items == ()
    assert {c.reason for c in ledger.to_review(reason="date").items} == {"date"}
    with pytest.raises(QueryError):
        ledger.to_review(between=("Vietnam", "Atlantis"))


def test_an_empty_ledger_has_nothing_to_review(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as empty:
        assert empty.to_review() == Queue((), (), frozenset())
