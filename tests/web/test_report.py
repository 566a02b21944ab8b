"""The page of a report: all evidence marked by kind, its records beside it, its versions; hostile text stays text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from attache.ledger import Ledger
from attache.records import Report
from attache.web.pages import Asked
from attache.web.rendering import pieces
from attache.web.served import Settings
from attache.web.views.report import PAGE, opening, report_view
from tests.ledger.made import event, figure, passage, reading, report, statement, target, year
from tests.web.browsing import Watched, served

TEXT = """Vietnam and Russia traded 4 billion dollars in 2017, the ministry said.

They want 10 billion dollars by 2020. President Putin visited Hanoi in November.

Nothing else of note was told that day in the capital."""
HOSTILE = """<script>document.title = "taken"</script> met <img src=x onerror="document.title='taken'"> in Hanoi.

Trade was \u202e5 billion\u202c dollars in 2016, said a minis\u200bter. See javascript:alert(1) for more & more."""


def plain() -> Report:
    """A report with three kinds of record."""
    return report(TEXT, "2018-02-01", title="A year of trade", publisher="Hanoi Times", agency="VNA", url="https://a.example/1")


def hostile() -> Report:
    """A report that tries to run code and to turn words round."""
    return report(HOSTILE, "2017-02-01", title="<b onmouseover=alert(1)>Bold</b>", url="javascript:alert(1)", publisher='"><i>x')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of reports made by hand: a plain one, its former version, its copy's page, a hostile one."""
    path = tmp_path_factory.mktemp("report") / "ledger.db"
    former = report(TEXT.replace("10 billion", "9 billion"), "2018-01-31", title="A year of trade", url="https://a.example/1")
    one, other = plain(), hostile()
    with Ledger(path) as ledger:
        ledger.add(former, reading(former, (), target(former, "9 billion dollars by 2020", 9e9, year(2020))))
        ledger.add(
            one,
            reading(
                one,
                (),
                figure(one, "traded 4 billion dollars in 2017", 4e9, period=year(2017)),
                statement(one, "Vietnam and Russia traded 4 billion dollars in 2017", "VNM"),
                target(one, "10 billion dollars by 2020", 1e10, year(2020)),
                event(one, "visited Hanoi in November", "visit", "RUS", target=("VNM",)),
            ),
        )
        words = '<script>document.title = "taken"</script> met'
        ledger.add(
            other,
            reading(
                other, (), event(other, words, "meeting", "RUS"), figure(other, "\u202e5 billion\u202c dollars in 2016", 5e9)
            ),
        )
        ledger.reconcile()
        rejected = next(i for i, r in ledger.records(one.id) if r.evidence[0].text.startswith("visited"))
        ledger.reject(rejected, why="it was in December", by="A. Reader", now="2026-11-20T10:00:00+00:00")
    return path


@pytest.fixture(scope="module")
def desk(made: Path) -> Iterator[str]:
    """The desk over these reports."""
    with served(made) as at:
        yield at


def test_each_passage_is_marked_by_its_kind_and_leads_to_its_record(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    mark = page.locator("a.m", has_text="by 2020")
    assert "u1-commitment" in (mark.get_attribute("class") or "")
    mark.click()
    target_ = page.locator("ol.records li:target")
    expect(target_).to_contain_text("10 billion dollars by 2020")
    target_.locator("a.line").click()
    assert "#at-c-" in page.url


def test_words_under_two_kinds_bear_both(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    both = page.locator("a.m.u1-figure.u2-statement")
    expect(both).to_have_text("traded 4 billion dollars in 2017")
    assert len((both.get_attribute("data-on") or "").split()) == 2


def test_either_side_marks_the_other(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    page.locator("a.m", has_text="by 2020").hover()
    expect(page.locator("ol.records li.seen")).to_contain_text("10 billion dollars by 2020")
    page.locator("ol.records li", has_text="Two-way trade").hover()
    expect(page.locator("a.m.lit")).to_have_text("traded 4 billion dollars in 2017")


def test_the_list_goes_with_the_text(browser: Browser, made: Path, tmp_path: Path) -> None:
    long = report("\n\n".join(f"Trade was {n} billion dollars in {1950 + n}." for n in range(1, 71)), "2024-01-01")
    with Ledger(tmp_path / "long.db") as ledger:
        ledger.add(long, reading(long, (), *(figure(long, f"was {n} billion", n * 1e9) for n in range(1, 71))))
    with served(tmp_path / "long.db") as at:
        visitor = Watched(browser)
        visitor.page.goto(f"{at}/report/{long.id}")
        visitor.page.locator("a.m", has_text="was 60 billion").scroll_into_view_if_needed()
        visitor.page.mouse.wheel(0, 300)
        seen = visitor.page.locator("ol.records li.seen")
        expect(seen).to_be_in_viewport()
        assert int(seen.inner_text().split(" bn USD")[0].split(" ")[-1]) > 40
        visitor.close()


def test_without_scripts_each_leads_to_the_other(browser: Browser, desk: str) -> None:
    visitor = Watched(browser, script=False)
    visitor.page.goto(f"{desk}/report/{plain().id}")
    visitor.page.locator("a.m", has_text="by 2020").click()
    expect(visitor.page.locator("ol.records li:target")).to_contain_text("10 billion")
    visitor.page.locator(".legend a", has_text="figure").click()
    assert "hide=figure" in visitor.page.url
    expect(visitor.page.locator("ol.records li.figure")).to_be_hidden()
    visitor.close()


def test_a_kind_can_be_left_out(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    page.locator(".legend a", has_text="figure").click()
    expect(page.locator("ol.records li.figure")).to_be_hidden()
    assert page.url.endswith("?hide=figure")
    page.reload()
    expect(page.locator("ol.records li.figure")).to_be_hidden()
    page.locator(".legend a", has_text="figure").click()
    expect(page.locator("ol.records li.figure")).to_be_visible()


def test_the_passage_asked_for_is_shown_with_what_rests_on_it(page: Page, desk: str) -> None:
    there = passage(plain(), "10 billion dollars by 2020")
    page.goto(f"{desk}/report/{plain().id}?passage={there.start}-{there.end}#passage")
    expect(page.locator("mark.chosen")).to_have_text(there.text)
    expect(page.locator("aside.resting li")).to_have_count(1)
    expect(page.locator("ol.records li.chosen")).to_contain_text("10 billion")
    expect(page.locator("ol.records li.chosen")).to_be_in_viewport()


@pytest.mark.parametrize("given", ["1", "5-2", "0-99999", "٣-٥", "a-b", "1-2-3"])
def test_a_passage_that_is_none_is_told_so(desk: str, given: str) -> None:
    answer = httpx.get(f"{desk}/report/{plain().id}.json", params={"passage": given})
    assert answer.status_code == 400
    assert "is no passage of this report" in answer.json()["error"]


def test_where_it_was_published_and_why_this_date(desk: str) -> None:
    shown = httpx.get(f"{desk}/report/{plain().id}").text
    for words in ("Hanoi Times", "VNA", "1 February 2018", "as the report states it", 'href="https://a.example/1"'):
        assert words in shown


def test_what_changed_since_the_former_version(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    expect(page.locator("#changed ins")).to_have_text("10")
    expect(page.locator("#changed del")).to_have_text("9")
    page.get_by_role("link", name="31 January 2018").first.click()
    expect(page.get_by_text("A newer version of this page was read")).to_be_visible()


def test_what_was_rejected_is_told_with_who_and_why(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{plain().id}")
    gone = page.locator("ol.records li.gone")
    for words in ("rejected", "A. Reader", "20 November 2026", "it was in December"):
        expect(gone).to_contain_text(words)


def test_hostile_text_stays_text(page: Page, desk: str) -> None:
    page.goto(f"{desk}/report/{hostile().id}")
    assert "taken" not in page.title()
    article = page.locator("article.report")
    expect(article).to_contain_text('<script>document.title = "taken"</script> met <img src=x')
    assert article.locator("script, img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    expect(page.locator("h1")).to_have_text("<b onmouseover=alert(1)>Bold</b>")
    expect(article.locator("abbr.sign")).to_have_text(["RLO", "PDF", "ZWSP"])
    assert "\u202e" not in httpx.get(f"{desk}/report/{hostile().id}").text


def test_its_table_has_each_record_with_its_words(desk: str) -> None:
    table = httpx.get(f"{desk}/report/{plain().id}.csv").text
    assert len(table.splitlines()) == 5
    assert "traded 4 billion dollars in 2017" in table
    assert "rejected" in table


def test_ten_thousand_words_with_three_hundred_marks_are_there_at_once(tmp_path: Path) -> None:
    text = "\n\n".join(f"Trade was {n} billion dollars in all, " + " ".join(["word"] * 26) + "." for n in range(1, 301))
    long = report(text, "2024-01-01")
    with Ledger(tmp_path / "long.db") as ledger:
        ledger.add(long, reading(long, (), *(figure(long, f"was {n} billion dollars", n * 1e9) for n in range(1, 301))))
        asked = Asked({"report": long.id})

        def shown() -> str:
            around = {"title": opening(ledger, asked), "asked": asked, "page": PAGE, "address": "", "settings": Settings()}
            return "".join(pieces("report.html", lambda: report_view(ledger, asked), **around))

        assert shown().count('class="m ') == 300
        times = []
        for _ in range(5):
            begun = time.process_time()
            shown()
            times.append(time.process_time() - begun)
    # The goal is 0.1 s; measured at 0.07 s of a laptop's core. A test machine may be slower.
    assert min(times) < 0.2, times
