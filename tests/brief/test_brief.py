"""The brief over the sample reports: what is chosen, every line footnoted, what is left out counted."""

from __future__ import annotations

import pytest

from attache.brief import Brief, compile_brief
from attache.brief.model import Row, Section
from attache.cli import app
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.records import Report
from tests.gold import gold, gold_files

SECTIONS = ["state", "contacts", "agreements", "promises", "figures", "positions", "people", "open"]


def section(brief: Brief, key: str) -> Section:
    return next(s for s in brief.sections if s.key == key)


def text(row: Row) -> str:
    return " | ".join("".join(f"{w.joined if n else ''}{w.text}" for n, w in enumerate(cell)) for cell in row.cells)


def texts(brief: Brief, key: str) -> list[str]:
    return [text(row) for row in section(brief, key).rows()]


def test_every_section_has_lines_and_says_where_the_rest_is(full: Brief) -> None:
    assert [s.key for s in full.sections] == SECTIONS
    assert all(list(s.rows()) for s in full.sections)
    left_out = {s.key: s.more for s in full.sections}
    assert left_out["positions"].endswith(" more statements: attache statements --between VNM RUS")
    assert all(more.endswith("--between VNM RUS") for more in left_out.values() if more)
    commands = {c.callback.__name__ for c in app.registered_commands if c.callback is not None}
    assert {more.partition("attache ")[2].split()[0] for more in left_out.values() if more} <= commands


def test_every_line_rests_on_a_passage(full: Brief) -> None:
    assert [text(row) for row in full.rows() if not list(row.quotes())] == []


def test_the_lead_tells_a_target_its_verdict_and_what_was_reported(full: Brief) -> None:
    lead = [text(row) for row in full.lead]
    assert lead[0].startswith("Two-way trade: target of 10 bn USD by 2020 missed Reported for 2020: ")
    assert "5.7 bn USD" in lead[0]
    assert any("pending" in line for line in lead)


def test_promises_stand_by_verdict_checkable_ones_first(full: Brief) -> None:
    groups = {g.title: [text(r) for r in g.rows] for g in section(full, "promises").groups}
    assert list(groups) == [v for v in ("kept", "kept late", "missed", "disputed", "overdue", "pending") if v in groups]
    assert groups["missed"][0].startswith("Two-way trade: 10 bn USD")
    assert section(full, "promises").intro[0].text.startswith(f"{sum_of(full)} promises: ")


def sum_of(brief: Brief) -> int:
    shown = sum(1 for _ in section(brief, "promises").rows())
    return shown + int(section(brief, "promises").more.split()[1])


def test_counts_that_differ_stand_side_by_side(full: Brief) -> None:
    trade = next(line for line in texts(full, "figures") if line.startswith("Two-way trade |"))
    assert " / " in trade
    assert "(count of Russia)" in trade
    assert any("/" in line for line in texts(full, "open") if line.startswith("figures differ"))


def test_contacts_go_by_year_the_newest_first(full: Brief) -> None:
    years = [g.title for g in section(full, "contacts").groups]
    assert years == sorted(years, reverse=True)
    assert all(row.cells[0][0].text.endswith(g.title) for g in section(full, "contacts").groups for row in g.rows)


def test_the_life_line_is_dated_and_oldest_first(full: Brief) -> None:
    lines = texts(full, "state")
    assert lines[0].startswith(("1979", "16 Jun 1994"))
    assert any("Free Trade Agreement: in force" in line for line in lines)


def test_charts_tell_their_picture_in_words(full: Brief) -> None:
    charts = [chart for s in full.sections for chart in s.charts]
    assert 1 <= len(charts) <= 3
    assert all(len(chart.alt) > 40 for chart in charts)
    assert any("targets" in chart.alt for chart in charts)


def test_a_short_brief_keeps_the_sections_and_says_less(ledger: Ledger, full: Brief) -> None:
    short = compile_brief(ledger, "VNM", "RUS", length="short")
    assert [s.key for s in short.sections] == SECTIONS
    assert len(short.rows()) < 0.5 * len(full.rows())
    assert len(short.lead) >= 4


def test_labels_are_translated_and_quoted_words_are_not(russian: Brief) -> None:
    assert russian.title == "Вьетнам – Россия"
    assert text(russian.lead[0]).startswith("Товарооборот: цель 10 млрд долл. США к 2020 году не выполнено")
    assert any("Chernyshenko" in line or "Putin" in line for line in texts(russian, "positions"))
    assert "Слова из сообщений приводятся как напечатаны." in russian.opening


def test_a_span_narrows_every_section(ledger: Ledger, full: Brief) -> None:
    some = compile_brief(ledger, "VNM", "RUS", since="2018", until="2018")
    assert 0 < some.reports < full.reports
    assert "Period: 2018." in some.opening
    assert {g.title for g in section(some, "contacts").groups} == {"2018"}
    assert all("--since 2018-01-01 --until 2018-12-31" in s.more for s in some.sections if s.more)


def test_as_of_a_day_nothing_later_is_told(ledger: Ledger) -> None:
    then = compile_brief(ledger, "VNM", "RUS", as_of="2015-12-31")
    days = [(q.report.published or ("", ""))[1] or "" for row in then.rows() for q in row.quotes()]
    assert max(days) <= "2015-12-31"
    assert any("target of 10 bn USD by 2020 pending" in text(row) for row in then.lead)
    charts = [chart for part in then.sections for chart in part.charts]
    assert charts
    # Years to come stand only where something was aimed at for them.
    points = [layer["data"]["values"] for c in charts for layer in c.light.get("layer", [c.light]) if "data" in layer]
    told = [v for values in points for v in values if "verdict" not in v]
    assert told
    assert not [v for v in told if int(str(v.get("year", 0))[:4]) > 2015]
    assert not any(year in line for line in texts(then, "state") for year in ("2016", "2017", "2018"))


def test_sectors_limit_what_is_told(ledger: Ledger) -> None:
    energy = compile_brief(ledger, "VNM", "RUS", sectors=["Energy"])
    assert {g.title for g in section(energy, "positions").groups} <= {"Energy"}
    assert "Only energy." in energy.opening
    assert not any("trade" in line.casefold() for line in texts(energy, "figures"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sectors": ["enrgy"]}, "near it: energy"),
        ({"language": "fr"}, "en, vi, ru"),
        ({"as_of": "soon"}, "no date"),
        ({"b": "Vietnam"}, "both Vietnam"),
        ({"b": "Rusia"}, "did you mean Russia"),
    ],
)
def test_what_cannot_be_asked_is_told(ledger: Ledger, wrong: dict[str, object], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        compile_brief(ledger, **{"a": "VNM", "b": "RUS", **wrong})  # type: ignore[arg-type]


def test_one_report_makes_a_short_honest_brief() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all([gold(gold_files("vietnam-russia")[0])])
        brief = compile_brief(ledger, "VNM", "RUS")
    assert brief.reports == 1
    assert "only one report" in brief.missing[0]
    assert section(brief, "figures").empty == "No report gives a figure of the two."
    assert [text(row) for row in brief.rows() if not list(row.quotes())] == []


def test_a_report_without_any_record_makes_a_brief_of_what_is_missing() -> None:
    with Ledger(":memory:") as ledger:
        assert compile_brief(ledger, "VNM", "RUS").reports == 0
        assert compile_brief(ledger, "VNM", "RUS").rows() == ()


def test_lines_that_people_checked_are_marked() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all([gold(path) for path in gold_files("vietnam-russia")[:6]])
        before = compile_brief(ledger, "VNM", "RUS")
        row = next(section(before, "state").rows())
        ledger.accept(row.records[0], by="Lan")
        after = compile_brief(ledger, "VNM", "RUS")
    assert before.checkers == ()
    assert after.checkers == ("Lan",)
    assert next(section(after, "state").rows()).checked == ("Lan",)
    assert "✓ checked by a person: Lan." in after.opening


def test_reports_of_no_day_and_strange_letters_do_no_harm() -> None:
    report, reading = gold(gold_files("vietnam-russia")[0])
    assert isinstance(report, Report)
    with Ledger(":memory:") as ledger:
        ledger.add(report, reading)
        assert ledger.brief("VNM", "RUS", length="short", language="vi").title == "Việt Nam – Nga"
