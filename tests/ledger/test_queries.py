"""The questions that commands and pages ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from attache.errors import QueryError
from attache.exports.jsonl import as_json
from attache.ledger import Ledger
from attache.ledger.countries import resolve_country
from attache.records import Thing
from tests.ledger import made
from tests.ledger.made import year

LAVROV = made.actor("Sergey Lavrov", "person", "RUS")
MINH = made.actor("Pham Binh Minh", "person", "VNM")
WANG = made.actor("Wang Yi", "person", "CHN")
CHINA = made.actor("CHN", "country", "CHN")
EU = made.actor("European Union", "organisation", None, "EU")
COSTA = made.actor("António Costa", "person")

HANOI = made.report(
    "Sergey Lavrov met Pham Binh Minh in Hanoi. “We agree,” Sergey Lavrov said. Trade of VNM and RUS was 5 bn in 2017.\n\n"
    "Pham Binh Minh praised the Friendship Treaty. It will be kept. RUS and VNM aim at 10 bn by 2020.",
    "2018-03-23",
    title="Two ministers",
    file="hanoi.txt",
)
BEIJING = made.report(
    "Wang Yi of CHN received Pham Binh Minh of VNM. Wang Yi spoke of CHN and of RUS. VNM and CHN trade grew.",
    "2019-05-01",
    url="https://example.org/beijing",
)
BRUSSELS = made.report("António Costa of the European Union called Pham Binh Minh of VNM.", None, file="brussels.txt")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        fill(filled)
        yield filled


def fill(ledger: Ledger) -> None:
    pact = "Friendship Treaty"
    treaty = Thing(pact, "agreement", None, made.names("RUS", "VNM"), (made.passage(HANOI, pact),))
    ledger.add(
        HANOI,
        made.reading(
            HANOI,
            (LAVROV, MINH),
            made.event(HANOI, "Sergey Lavrov met Pham Binh Minh", "meeting", LAVROV.name, MINH.name, when=("2018-03-23",) * 2),
            made.event(
                HANOI, "praised the Friendship Treaty", "endorse", MINH.name, type="SUPPORT", about=("Friendship Treaty",)
            ),
            made.statement(HANOI, "“We agree,” Sergey Lavrov said", LAVROV.name),
            made.figure(HANOI, "Trade of VNM and RUS was 5 bn in 2017", 5e9, period=year(2017)),
            made.target(HANOI, "RUS and VNM aim at 10 bn by 2020", 10e9, year(2020)),
            made.tenure(HANOI, "Sergey Lavrov", LAVROV.name, "Foreign Minister", "RUS"),
            things=(treaty,),
        ),
    )
    ledger.add(
        BEIJING,
        made.reading(
            BEIJING,
            (WANG, MINH, CHINA),
            made.event(BEIJING, "Wang Yi of CHN received Pham Binh Minh of VNM", "meeting", WANG.name, MINH.name),
            made.statement(BEIJING, "Wang Yi spoke of CHN and of RUS", WANG.name),
            made.figure(BEIJING, "VNM and CHN trade grew", None, parties=made.names("CHN", "VNM"), change=made.up(5), unit=None),
        ),
    )
    ledger.add(
        BRUSSELS,
        made.reading(
            BRUSSELS,
            (COSTA, MINH, EU),
            made.event(BRUSSELS, "António Costa of the European Union called Pham Binh Minh", "call", COSTA.name, MINH.name),
            made.tenure(BRUSSELS, "António Costa", COSTA.name, "President", EU.name),
        ),
    )


@pytest.mark.parametrize(
    ("between", "modes"),
    [
        (("VNM", "RUS"), ["meeting", "endorse"]),
        (("Russian", "viet nam"), ["meeting", "endorse"]),
        (("China", "Vietnam"), ["meeting"]),
        (("EU", "Vietnam"), ["call"]),
        (("European Union", "VN"), ["call"]),
        (("Sergey Lavrov", "Vietnam"), ["meeting"]),
        (("China", "Russia"), []),
        (None, ["meeting", "endorse", "meeting", "call"]),
    ],
)
def test_events_between(ledger: Ledger, between: tuple[str, str] | None, modes: list[str]) -> None:
    assert [e.event.mode for e in ledger.events(between=between)] == modes


@pytest.mark.parametrize(
    ("between", "hint"),
    [
        (("Vietnamese", "VNM"), "“Vietnamese” and “VNM” both mean Vietnam"),
        (("EU", "European Union"), "both mean European Union"),
        (("Vietnam",), "takes two actors"),
        (("Vietnam", "Russia", "China"), "takes two actors"),
        ((), "takes two actors"),
        ("VN", "takes two actors"),
        ("Vietnam", "takes two actors"),
        (("Vietnam", None), "takes two actors"),
    ],
)
def test_between_takes_two(ledger: Ledger, between: Any, hint: str) -> None:
    with pytest.raises(QueryError, match=hint) as error:
        ledger.summary(between=between)
    assert "\n" not in str(error.value)


def test_time_with_an_open_end_counts_as_its_known_day() -> None:
    report = made.report("Until August. Since May. No day.", "2025-08-10")
    spans = {"Until August.": (None, "2025-08-05"), "Since May.": ("2018-05-04", None), "No day.": None}
    with Ledger(":memory:") as ledger:
        events = [made.event(report, words, "meeting", "RUS", "VNM", when=when) for words, when in spans.items()]
        ledger.add(report, made.reading(report, (), *events))

        def found(since: str | None, until: str | None) -> list[str]:
            return [e.quotes[0].sentence for e in ledger.events(since=since, until=until)]

        assert found(None, "2000") == []
        assert found("2018-04", "2018-05-09") == ["Since May."]
        assert found("2025-08-01", None) == ["Until August.", "No day."]
        assert found("2025-08-09", None) == ["No day."]


def test_brief_is_the_dossier(ledger: Ledger) -> None:
    brief = ledger.brief("Vietnam", "RUS", since="2018")
    assert (brief.a.id, brief.b.id) == ("VNM", "RUS")
    with pytest.raises(QueryError):
        ledger.brief("Vietnam", "Nowhereland")


def test_statements_and_figures_between(ledger: Ledger) -> None:
    both = ("VNM", "RUS")
    assert [s.speakers[0].name for s in ledger.statements(between=both)] == ["Sergey Lavrov"]
    assert [s.speakers[0].name for s in ledger.statements(between=("China", "Russia"))] == ["Wang Yi"]
    assert [f.figure.value for f in ledger.figures(between=both)] == [5e9]
    assert ledger.figures(between=both, measure="exports") == ()
    assert [len(s.points) for s in ledger.series(between=both, measure="TWO-WAY")] == [1]
    assert [s.office for s in ledger.statements(speaker="Russia")] == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("limits", "labels"),
    [
        ({}, ["Two ministers", "https://example.org/beijing", "brussels.txt"]),
        ({"since": "2019"}, ["https://example.org/beijing"]),
        ({"until": "2018"}, ["Two ministers"]),
        ({"since": "2018-03-23", "until": "2018-03"}, ["Two ministers"]),
        ({"since": "2018-04", "until": "2019-04"}, []),
        ({"between": ("VNM", "CHN"), "since": "2018"}, ["https://example.org/beijing"]),
    ],
)
def test_reports_in_a_span_of_days(ledger: Ledger, limits: dict[str, str], labels: list[str]) -> None:
    assert [r.label for r in ledger.reports(**limits)] == labels  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "limits", [{"since": "soon"}, {"until": "2018-13"}, {"since": "2019", "until": "2018"}, {"since": "2018-02-30"}]
)
def test_dates_that_are_none(ledger: Ledger, limits: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        ledger.events(**limits)  # type: ignore[arg-type]


def test_promise_in_scope_by_telling_or_due_day(ledger: Ledger) -> None:
    spans = [("2018", None), ("2019", None), ("2019", "2020"), ("2019", "2019"), ("2020", None), (None, "2000")]
    # From 2020 on and before 2000 there is no report: nothing is listed, though the promise is due in 2020.
    assert [len(ledger.promises(since=since, until=until)) for since, until in spans] == [1, 1, 1, 0, 0, 0]


def test_people_and_things(ledger: Ledger) -> None:
    people = ledger.people(between=("VNM", "RUS"))
    offices = {p.actor.name: [o.tenure.office for o in p.offices] for p in people}
    assert offices == {"Pham Binh Minh": [], "Sergey Lavrov": ["Foreign Minister"]}
    assert "António Costa" in [p.actor.name for p in ledger.people(between=("EU", "VNM"))]
    (treaty,) = ledger.things(between=("VNM", "RUS"), kind="agreement")
    assert [e.event.mode for e in treaty.events] == ["endorse"]
    assert ledger.things(between=("VNM", "CHN")) == ()


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("treaty", ["Two ministers"]),
        ('"Friendship Treaty"', ["Two ministers"]),
        ('"Treaty Friendship"', []),
        ("antonio", ["brussels.txt"]),
        ("Minh trade", ["Two ministers", "https://example.org/beijing"]),
        ("it's -odd*", []),
        ("treaty -minh", []),
        ("treaty OR brussels", ["Two ministers"]),
        ("treat*", ["Two ministers"]),
        ("treat", []),
        ('"Friendship Tre"*', ["Two ministers"]),
        ("“Friendship Treaty”", ["Two ministers"]),
        ("treaty — or near", []),
        ("treaty - \0", ["Two ministers"]),
    ],
)
def test_search(ledger: Ledger, words: str, labels: list[str]) -> None:
    assert sorted(h.report.label for h in ledger.search(words)) == sorted(labels)


def test_search_marks_the_words(ledger: Ledger) -> None:
    assert "«Treaty»" in ledger.search("treaty")[0].snippet


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("  ", "one or more words"),
        ("—", "one or more words"),
        ("treaty (", "not closed"),
        ('"', "quotation mark is missing"),
        ('"Friendship Treaty', "quotation mark is missing"),
        ("*", "beginning of a word"),
        ("treaty *", "beginning of a word"),
    ],
)
def test_search_for_nothing(ledger: Ledger, words: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        ledger.search(words)


def test_shown_record_stands_in_its_context(ledger: Ledger) -> None:
    event = next(e for e in ledger.events() if e.event.mode == "endorse")
    shown = ledger.show(event.id[:8])
    assert (shown.id, shown.kind, shown.entry) == (event.id, "event", event)
    (context,) = shown.context
    assert (context.before, context.lead, context.tail, context.after) == ("", "Pham Binh Minh ", ".", "It will be kept.")
    assert context.quote.sentence == "Pham Binh Minh praised the Friendship Treaty."


def test_context_of_what_is_no_record(ledger: Ledger) -> None:
    def sentences(identity: str) -> list[str]:
        return [c.quote.sentence for c in ledger.show(identity).context]

    def actor(name: str) -> str:
        return ledger.actor(name).id

    assert sentences(actor("Sergey Lavrov")) == ["Sergey Lavrov met Pham Binh Minh in Hanoi."]
    assert [len(sentences(actor("Pham Binh Minh"))), len(sentences(actor("European Union")))] == [3, 1]
    (treaty,) = ledger.things()
    assert sentences(treaty.id) == ["Pham Binh Minh praised the Friendship Treaty."]
    assert sentences("VNM") == sentences(HANOI.id) == []


def test_thing_that_no_passage_names_is_refused_in_one_line() -> None:
    report = made.report("They spoke.", "2018-03-23")
    with Ledger(":memory:") as ledger:
        ledger.add(report, made.reading(report, (), things=(Thing("Gas Treaty", "agreement"),)))
        with pytest.raises(QueryError):
            ledger.show(ledger.thing_id(report.id, "Gas Treaty") or "")


def test_every_id_can_be_shown(ledger: Ledger) -> None:
    entries: list[Any] = [
        *ledger.events(),
        *ledger.statements(),
        *ledger.figures(),
        *ledger.commitments(),
        *ledger.promises(),
        *ledger.occurrences(),
        *ledger.series(),
        *ledger.things(),
        *ledger.actors(),
        *ledger.reports(),
        *(o for p in ledger.people() for o in p.offices),
    ]
    assert len(entries) > 20
    for entry in entries:
        assert ledger.show(entry.id).id == entry.id
        json.dumps(as_json(ledger.show(entry.id)))


@pytest.mark.parametrize("identity", ["e-", "x", "e-zzzz", "", "rzzz", "%"])
def test_unknown_id(ledger: Ledger, identity: str) -> None:
    with pytest.raises(QueryError):
        ledger.show(identity)


@pytest.mark.parametrize("wanted", [HANOI.id, "hanoi.txt"])
def test_report_page_marks_what_records_rest_on(ledger: Ledger, wanted: str) -> None:
    page = ledger.report(wanted)
    marked = [page.text[m.start : m.end] for m in page.marks if m.kind == "commitment"]
    assert marked == ["RUS and VNM aim at 10 bn by 2020"]
    assert [m.start for m in page.marks] == sorted(m.start for m in page.marks)
    assert page.versions == ()


def test_unknown_report_names_a_near_one(ledger: Ledger) -> None:
    with pytest.raises(QueryError, match=r"hanoi\.txt"):
        ledger.report("hanoy.txt")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vietnam", "VNM"),
        ("viet nam", "VNM"),
        ("VN", "VNM"),
        ("vietnamese", "VNM"),
        ("Côte d’Ivoire", "CIV"),
        ("USA", "USA"),
        ("the United States", "USA"),
        ("UK", "GBR"),
        ("Russian Federation", "RUS"),
    ],
)
def test_country(text: str, code: str) -> None:
    assert resolve_country(text) == code


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Vietnm", r"mean Vietnam \(VNM\)"),
        ("VIETNAMM", r"mean Vietnam \(VNM\)"),
        ("Rusia", "mean Russia"),
        ("Untied States", "mean United States"),
        ("Chna", "mean China"),
        ("Koera", "mean South Korea"),
        ("qqqqqq", "ISO code"),
    ],
)
def test_unknown_country_names_near_ones(text: str, near: str) -> None:
    with pytest.raises(QueryError, match=near):
        resolve_country(text)


def test_unknown_actor_in_a_question(ledger: Ledger) -> None:
    with pytest.raises(QueryError, match=r"did you mean Vietnam \(VNM\)"):
        ledger.events(between=("Vietnm", "Russia"))
    with pytest.raises(QueryError, match="did you mean Sergey Lavrov"):
        ledger.statements(speaker="Sergei Lavrof")


def test_summary(ledger: Ledger) -> None:
    whole = ledger.summary()
    assert (whole.reports, whole.events, whole.statements, whole.figures, whole.commitments, whole.tenures) == (3, 4, 2, 2, 1, 2)
    assert (whole.earliest, whole.latest, dict(whole.verdicts)) == ("2018-03-23", "2019-05-01", {"pending": 1})
    assert ledger.summary(between=("VNM", "RUS")).reports == 1


def test_pairs(ledger: Ledger) -> None:
    pairs = {frozenset((p.a.name, p.b.name)) for p in ledger.pairs()}
    assert pairs == {frozenset((other, "Vietnam")) for other in ("China", "European Union", "Russia")}


def test_read_only_question_of_a_ledger_not_yet_worked_out(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        fill(ledger)
    before = (tmp_path / "ledger.db").read_bytes()
    with Ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        assert len(ledger.events(between=("VNM", "RUS"))) == 2
    assert (tmp_path / "ledger.db").read_bytes() == before


def test_open_desk_sees_what_another_program_adds(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as writer:
        fill(writer)
        with Ledger(path, read_only=True) as desk:
            assert desk.summary().reports == 3
            report = made.report("Trade was 6 bn in 2018.", "2019-01-01")
            writer.add(report, made.reading(report))
            assert desk.summary().reports == 4
            writer.reconcile()
            assert desk.summary().reports == 4


def test_questions_from_several_threads(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ledger.events(between=("VNM", "RUS")), range(40)))
    assert all(answer == answers[0] for answer in answers)
