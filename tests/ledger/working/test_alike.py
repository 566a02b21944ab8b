"""What many reports tell alike is worked out as one: what hangs on a hundred tellings costs what hangs on twenty."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from attache.ledger import Ledger
from attache.ledger.store import Store
from attache.records import Dates, Reading, Report
from tests.ledger import made

FEW, MANY = 20, 120
VISIT = "Lavrov visited Vietnam on 20 March 2018."
AIM = "They want to bring trade to 10 billion dollars by 2020."
TRADE = "Trade came to 5 billion dollars in 2017."
WORDS = [f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("al", "en", "in", "om", "ur")]


def told(number: int, *, alike: bool = True) -> tuple[Report, Reading]:
    """A report of the visit, the aim and the figure; or of another visit, aim and figure than any other report tells."""
    day = (date(2018, 3, 21) + timedelta(days=number)).isoformat()
    # Texts that are not copies of each other.
    rest = " ".join(random.Random(number).choices(WORDS, k=80))
    report = made.report(f"{VISIT} {AIM} {TRADE} {rest}.", day)
    other = 0 if alike else number + 1
    when = (date(2018, 3, 20) - timedelta(days=90 * other)).isoformat()
    records = (
        made.event(report, VISIT, "visit", "Sergey Lavrov", target=("VNM",), when=(when, when), where="VNM"),
        made.target(report, AIM, 10e9 + 1e9 * other, made.year(2020)),
        made.figure(report, TRADE, 5e9 + 1e7 * other, period=made.year(2017)),
    )
    return report, made.reading(report, [made.actor("Sergey Lavrov", "person", "RUS")], *records)


def filled(count: int) -> Ledger:
    ledger = Ledger(":memory:")
    ledger.add_all(told(n) for n in range(count))
    ledger.reconcile()
    return ledger


@contextmanager
def fetched(patch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Counts the rows that come out of the file."""
    count: Counter[str] = Counter()
    ask = Store.rows

    def rows(store: Store, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        found = ask(store, sql, values)  # type: ignore[arg-type]
        count["rows"] += len(found)
        return found

    with patch.context() as within:
        within.setattr(Store, "rows", rows)
        yield count


def one_more(ledger: Ledger) -> None:
    ledger.add(*told(MANY + 1))


def one_rejected(ledger: Ledger) -> None:
    report, _ = told(FEW // 2)
    event = next(r for r in ledger.read_in(report.id) if r.kind == "event")
    ledger.reject(event.id)


def one_read_anew(ledger: Ledger) -> None:
    report, reading = told(FEW // 2)
    ledger.add(report, made.reading(report, reading.actors, *reading.events, reader="hand/2"))


def the_lowest_read_anew(ledger: Ledger) -> None:
    """The telling after whose id the occurrence is called, not the oldest one, tells of another place."""
    reports = {report.id: (report, reading) for report, reading in map(told, range(FEW))}
    tellings = {r.id: i for i in reports for r in ledger.read_in(i) if r.kind == "event"}
    report, reading = reports[tellings[min(tellings)]]
    assert report.id != told(0)[0].id
    event = replace(reading.events[0], where="RUS")
    ledger.add(report, made.reading(report, reading.actors, event, *reading.figures, *reading.commitments, reader="hand/2"))


@pytest.mark.parametrize("change", [one_more, one_rejected, one_read_anew])
def test_many_tellings_cost_what_few_do(change: Callable[[Ledger], None], monkeypatch: pytest.MonkeyPatch) -> None:
    costs = []
    for count in (FEW, MANY):
        with filled(count) as ledger:
            change(ledger)
            with fetched(monkeypatch) as cost:
                ledger.reconcile()
            costs.append(cost["rows"])
            grown = list(ledger.worked_out())
            ledger.rebuild()
            assert list(ledger.worked_out()) == grown
    assert costs[1] <= 1.2 * costs[0]


def test_the_telling_of_the_lowest_id_leaves() -> None:
    with filled(FEW) as ledger:
        the_lowest_read_anew(ledger)
        ledger.reconcile()
        assert sorted(len(visit.events) for visit in ledger.occurrences()) == [1, FEW - 1]
        grown = list(ledger.worked_out())
        ledger.rebuild()
        assert list(ledger.worked_out()) == grown


def test_a_record_is_its_own_while_its_partner_is_rejected() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all(told(n, alike=n % 2 == 0) for n in range(5))
        most, one, *_ = sorted(ledger.promises(), key=lambda p: -len(p.stated))
        ledger.merge(most.id, one.id)
        ledger.reconcile()
        ledger.reject(one.stated[0].id)
        for undone in range(3):
            ledger.reconcile()
            grown = list(ledger.worked_out())
            ledger.rebuild()
            assert list(ledger.worked_out()) == grown
            if undone < 2:
                ledger.undo()


def aimed(number: int, due: Dates) -> tuple[Report, Reading]:
    """A report of the aim for some time in 2020."""
    report, _ = told(number)
    return report, made.reading(report, (), made.target(report, AIM, 10e9, due))


def test_tellings_follow_their_promise_when_an_older_one_comes() -> None:
    """The promise is called after the time that most tell, and a bundle after its oldest telling counts as new."""
    ended = ("2020-12-01", "2020-12-31")
    with Ledger(":memory:") as ledger:
        ledger.add_all([aimed(5, made.year(2020)), aimed(6, made.year(2020)), aimed(7, ended)])
        (before,) = ledger.promises()
        ledger.add_all(aimed(n, ended) for n in (1, 2, 3))
        (after,) = ledger.promises()
        assert after.id != before.id
        assert len(after.stated) == 6


def test_all_tellings_stand_in_what_is_told() -> None:
    with filled(MANY) as ledger:
        (visit,) = ledger.occurrences()
        (promise,) = ledger.promises()
        assert (len(visit.events), len(promise.stated)) == (MANY, MANY)
        assert promise.stated[0].quotes[0].report.id == told(0)[0].id
        assert promise.stated[-1].quotes[0].report.id == told(MANY - 1)[0].id


def test_what_differs_stays_apart() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all(told(n, alike=n % 2 == 0) for n in range(6))
        assert sorted(len(visit.events) for visit in ledger.occurrences()) == [1, 1, 1, 3]
        assert sorted(len(promise.stated) for promise in ledger.promises()) == [1, 1, 1, 3]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    reports = [told(n, alike=n % 3 != 0) for n in range(9)]
    shuffled = random.Random(seed).sample(reports, len(reports))
    with Ledger(":memory:") as whole, Ledger(":memory:") as grown:
        whole.add_all(reports)
        for report, reading in shuffled:
            grown.add(report, reading)
            grown.reconcile()
        assert list(grown.worked_out()) == list(whole.worked_out())


def test_a_verdict_names_the_first_and_the_last_of_figures_alike() -> None:
    with filled(FEW) as ledger:
        late = made.report("Trade came to 12 billion dollars in 2020. One says so.", "2021-02-01")
        again = made.report("Trade came to 12 billion dollars in 2020. So do all.", "2021-02-02")
        third = made.report("Trade came to 12 billion dollars in 2020. So does this.", "2021-02-03")
        for report in (again, third, late):
            words = "Trade came to 12 billion dollars in 2020."
            ledger.add(report, made.reading(report, (), made.figure(report, words, 12e9, period=made.year(2020))))
        (promise,) = ledger.promises()
        assert promise.verdict == "kept"
        assert {p.quotes[0].report.id for p in promise.proof} == {late.id, third.id}
