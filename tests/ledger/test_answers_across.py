"""What lies across reports, as asked for: states and differences, chains, series, copies, counts, and why things are one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import Scope
from attache.ledger.summing import _in_scope
from attache.records import Thing
from tests.ledger import made
from tests.ledger.made import year

LAVROV = made.actor("Sergey Lavrov", "person", "RUS")
SERGEI = made.actor("Sergei Lavrov", "person", "RUS")
MINH = made.actor("Pham Binh Minh", "person", "VNM")
PACT = "Gas Supply Agreement"

PLANNED = made.report(
    "Sergey Lavrov is to visit Vietnam on 19 and 20 March. RUS and VNM aim at 5 bn by 2020. Vladimir Petrov will come in May.",
    "2018-03-10",
    file="planned.txt",
)
HELD = made.report(
    "Sergei Lavrov visited Vietnam on 22 and 23 March. Trade of VNM and RUS was 4.2 bn in 2017, up 10 %. It was 3.1 bn in 2016. "
    "RUS and VNM aim at 8 bn by 2020. RUS and VNM signed the Gas Supply Agreement.",
    "2018-03-23",
    file="held.txt",
)
BETWEEN = made.report("Trade of VNM and RUS was 5.5 bn in 2018.", "2019-02-01", file="between.txt")
LATER = made.report(
    "Trade of VNM and RUS was 3.5 bn in 2017. A target of 8 bn by 2020 is hard to reach, Sergei Lavrov said. "
    "Trade of VNM and RUS was 6 bn in 2020.",
    "2021-02-01",
    file="later.txt",
)
WIRE = "The two ministers looked at every project that their countries have at sea, from gas fields to ports and wind farms. " * 4
COPIES = tuple(
    made.report(f"{WIRE}{end}", "2019-05-0" + day, file=f"{paper}.txt", publisher=paper, agency="VNA")
    for paper, day, end in (("Nhan Dan", "2", "Read on."), ("VietnamPlus", "3", "Ends."))
)


def fill(ledger: Ledger) -> None:
    petrov = made.actor("Vladimir Petrov", "person", "RUS")
    plan = {"status": "planned"}
    ledger.add(
        PLANNED,
        made.reading(
            PLANNED,
            (LAVROV, petrov),
            made.event(
                PLANNED, "Sergey Lavrov is to visit", "visit", LAVROV.name, where="VNM", when=("2018-03-19", "2018-03-20"), **plan
            ),
            made.event(
                PLANNED, "Vladimir Petrov will come", "visit", petrov.name, where="VNM", when=("2018-05-01", "2018-05-31"), **plan
            ),
            made.target(PLANNED, "RUS and VNM aim at 5 bn by 2020", 5e9, year(2020)),
        ),
    )
    ledger.add(
        HELD,
        made.reading(
            HELD,
            (SERGEI,),
            made.event(HELD, "Sergei Lavrov visited", "visit", SERGEI.name, where="VNM", when=("2018-03-22", "2018-03-23")),
            made.event(HELD, "RUS and VNM signed", "sign", "RUS", "VNM", type="SUPPORT", about=(PACT,), when=("2018-03-23",) * 2),
            made.figure(HELD, "Trade of VNM and RUS was 4.2 bn in 2017, up 10 %", 4.2e9, period=year(2017), change=made.up(10)),
            made.figure(HELD, "It was 3.1 bn in 2016", 3.1e9, period=year(2016)),
            made.target(HELD, "RUS and VNM aim at 8 bn by 2020", 8e9, year(2020)),
            things=(Thing(PACT, "agreement", None, made.names("RUS", "VNM"), (made.passage(HELD, PACT),)),),
        ),
    )
    ledger.add(
        LATER,
        made.reading(
            LATER,
            (SERGEI, MINH),
            made.figure(LATER, "Trade of VNM and RUS was 3.5 bn in 2017", 3.5e9, period=year(2017)),
            made.figure(LATER, "Trade of VNM and RUS was 6 bn in 2020", 6e9, period=year(2020)),
            made.statement(LATER, "A target of 8 bn by 2020 is hard to reach, Sergei Lavrov said", SERGEI.name),
            made.target(LATER, "A target of 8 bn by 2020", 8e9, year(2020)),
        ),
    )
    trade = made.figure(BETWEEN, "Trade of VNM and RUS was 5.5 bn in 2018", 5.5e9, period=year(2018))
    ledger.add(BETWEEN, made.reading(BETWEEN, (), trade))
    for report in COPIES:
        ledger.add(report, made.reading(report))


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        fill(filled)
        yield filled


def test_an_occurrence_has_its_states_and_what_is_told_apart(ledger: Ledger) -> None:
    visit = next(o for o in ledger.occurrences() if len(o.events) == 2)
    assert [(s.status, s.day) for s in visit.states] == [("planned", "2018-03-10"), ("happened", "2018-03-23")]
    assert {s.event for s in visit.states} == {e.id for e in visit.events}
    when = next(d for d in visit.differences if d.field == "when")
    assert [v.words for v in when.versions] == ["22–23 March 2018", "19–20 March 2018"]
    assert not when.contradict
    assert visit.sources == 2


def test_what_was_announced_and_never_told_again(ledger: Ledger) -> None:
    lavrov, petrov = (ledger.actor(name).id for name in ("Sergei Lavrov", "Vladimir Petrov"))
    assert {e.who[0].id: e.outcome for e in ledger.expected()} == {lavrov: "held on other days", petrov: "not told again"}
    early = {e.who[0].name: e.outcome for e in ledger.expected(as_of="2018-03-12")}
    assert set(early.values()) == {"to come"}


def test_a_series_has_its_growth_conflicts_and_arithmetic(ledger: Ledger) -> None:
    (series,) = ledger.series()
    (growth,) = series.growth
    told = {p.id: p.figure.value for p in series.points}
    assert (growth.period, growth.before) == (year(2017), year(2016))
    assert ([told[i] for i in growth.now], [told[i] for i in growth.base]) == ([4.2e9], [3.1e9])
    assert [(c.first.figure.value, c.second.figure.value) for c in series.conflicts] in ([(4.2e9, 3.5e9)], [(3.5e9, 4.2e9)])
    assert [(f.code, f.severity) for f in series.findings] == [("growth-differs", "warning")]
    assert "±" in series.findings[0].says
    shown: Any = ledger.show(series.id).entry
    assert shown == series


def test_a_promise_has_its_chain_and_its_way(ledger: Ledger) -> None:
    old, new = (next(p for p in ledger.promises() if p.value == value) for value in (5e9, 8e9))
    assert (old.verdict, old.superseded_by, old.replaces) == ("superseded", new.id, ())
    assert (new.verdict, new.replaces) == ("missed", (old.id,))
    assert [c.id for c in old.chain] == [c.id for c in new.chain] == [old.id, new.id]
    assert {m.kind for m in new.on_the_way} >= {"made", "progress"}
    assert [m.share for m in new.on_the_way if m.kind == "progress"] == [0.6875]
    assert all(m.record.quotes for m in new.on_the_way)


def test_the_chain_as_of_a_day(ledger: Ledger) -> None:
    (only,) = ledger.promises(as_of="2018-03-15")
    assert (only.value, only.verdict, only.chain, only.superseded_by) == (5e9, "pending", (), None)
    old, new = ledger.promises(as_of="2018-12-31")
    assert (old.verdict, new.verdict) == ("superseded", "pending")
    assert [c.verdict for c in new.chain] == ["superseded", "pending"]
    assert new.replaces == (old.id,)


def test_a_life_line(ledger: Ledger) -> None:
    (line,) = ledger.lifelines(kind="agreement")
    assert (line.name, [m.stage for m in line.milestones]) == (PACT, ["signed"])
    assert ledger.lifelines(kind="mechanism") == ()


def test_copies_count_once_and_say_so(ledger: Ledger) -> None:
    copies = [r for r in ledger.reports() if r.one_text]
    assert {r.id for r in copies} == {r.id for r in COPIES}
    assert {r.one_text for r in copies} == {"VNA text, also in Nhan Dan and VietnamPlus"}
    (source,) = (s for s in ledger.sources() if len(s.reports) > 1)
    assert len(ledger.sources()) == len(ledger.reports()) - 1
    assert source.note == "VNA text, also in Nhan Dan and VietnamPlus"


def test_why_names_are_one(ledger: Ledger) -> None:
    reasons = ledger.why(ledger.actor("Sergei Lavrov").id)
    assert [(n.name, n.reports) for n in reasons.names] == [("Sergei Lavrov", 2), ("Sergey Lavrov", 1)]
    (link,) = reasons.links
    assert {link.one, link.other} == {"Sergei Lavrov", "Sergey Lavrov"}
    assert link.rule
    assert link.why


def test_why_tellings_are_one(ledger: Ledger) -> None:
    visit = next(o for o in ledger.occurrences() if len(o.events) == 2)
    promise = next(p for p in ledger.promises() if p.value == 8e9)
    for identity, kind in ((visit.id, "occurrence"), (promise.id, "promise")):
        reasons = ledger.why(identity[:9])
        assert (reasons.id, reasons.kind, len(reasons.tellings), len(reasons.links)) == (identity, kind, 2, 1)
        assert {reasons.links[0].one, reasons.links[0].other} == {i for i, _ in reasons.tellings}


def test_what_people_decided_is_among_the_reasons() -> None:
    with Ledger(":memory:") as ledger:
        fill(ledger)
        lavrov, petrov = ledger.actor("Sergei Lavrov").id, ledger.actor("Vladimir Petrov").id
        ledger.merge(lavrov, petrov, why="one man", by="A. Reader")
        reasons = ledger.why(ledger.actor("Vladimir Petrov").id)
        assert "Sergei Lavrov" in {n.name for n in reasons.names}
        assert [(d.action, d.by, d.why) for d in reasons.decided] == [("same", "A. Reader", "one man")]
        ledger.undo()
        assert ledger.why(ledger.actor("Vladimir Petrov").id).decided == ()


def test_health_by_the_beginning_of_an_id(ledger: Ledger) -> None:
    visit = next(o for o in ledger.occurrences() if len(o.events) == 2)
    assert (ledger.health(visit.id[:8]).id, ledger.health(visit.id).independent) == (visit.id, 2)
    for wrong in ("o-zz", ledger.actor("Sergei Lavrov").id):
        with pytest.raises(QueryError):
            ledger.health(wrong)


@pytest.mark.parametrize("change", ["nothing", "rejected", "replaced"])
def test_the_whole_ledger_is_counted_as_its_lists_are_long(change: str) -> None:
    with Ledger(":memory:") as ledger:
        fill(ledger)
        if change == "rejected":
            ledger.reject(ledger.events()[0].id, ledger.figures()[0].id)
        if change == "replaced":
            newer = made.report("Nothing is left of it.", "2018-03-24", file="held.txt")
            ledger.add(newer, made.reading(newer))
        summary = ledger.summary()
        assert summary == _in_scope(ledger._fresh(), Scope())
        assert (summary.events, summary.occurrences) == (len(ledger.events()), len(ledger.occurrences()))


def test_one_person_or_thing_is_shown_as_it_is_listed(ledger: Ledger) -> None:
    people, things = ledger.people(), ledger.things()
    assert [ledger.show(p.actor.id).entry for p in people] == list(people)
    assert [ledger.show(t.id).entry for t in things] == list(things)
