"""What holds for every page of the desk, whatever it shows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser

from attache.ledger import Ledger
from attache.web.views import PAGES
from tests.web.browsing import WIDTHS, Watched, asked
from tests.web.conftest import Opened
from tests.web.samples import NAMES, page_of, samples, shape

FURNITURE = ".bar, .skip, .paging, .tabs, .menu, form, button"
"""What is of no use on paper."""
TEXT = "[...document.querySelectorAll('main h1, main h2, main li a.line')].map(e => e.textContent.replace(/\\s+/g, ' ').trim())"
FORBIDDEN = re.compile(r"<script(?![^>]*\bsrc=)|<[^>]*\s(?:on\w+|style)=|javascript:|<style")
TOKEN = re.compile(r'(content|value)="[0-9a-f]{64}"')
EVERY = pytest.mark.parametrize("name", NAMES)


def twin(path: str, ending: str) -> str:
    """The address of a page's other form: its ending goes before the query."""
    bare, mark, query = path.partition("#")[0].partition("?")
    return f"{bare.rstrip('/') or '/index'}.{ending}{mark}{query}"


def test_every_page_has_its_own_address(paths: dict[str, str]) -> None:
    assert len(set(paths.values())) == len(paths)
    assert {shape(page) for page in PAGES} == {name.split(" ")[0] for name in paths}


@EVERY
def test_the_page_is_there_and_nothing_in_it_could_run(address: str, paths: dict[str, str], name: str) -> None:
    answer = asked(address + paths[name])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert 'class="fault"' not in answer.text
    assert FORBIDDEN.findall(answer.text) == []
    # Whoever cites it leads others to the same; only the hidden token of forms is another one for each visitor.
    again = asked(address + paths[name]).text
    assert TOKEN.sub("", again) == TOKEN.sub("", answer.text)


@EVERY
def test_its_twin_holds_the_same_for_programs(address: str, paths: dict[str, str], name: str) -> None:
    answer = asked(address + twin(paths[name], "json"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()


@EVERY
def test_its_table_is_csv(address: str, paths: dict[str, str], name: str) -> None:
    answer = asked(address + twin(paths[name], "csv"))
    if page_of(name).table is None:
        assert answer.status_code in (400, 404)
        return
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert ".csv" in answer.headers["content-disposition"]
    heads, *rows = csv.reader(io.StringIO(answer.text))
    assert all(heads)
    assert {len(row) for row in rows} <= {len(heads)}
    assert rows or "nothing" in name or name in EMPTY


EMPTY = ("/search", "/review/history")
"""Pages whose table has no row while nothing is asked or decided."""


def test_its_foot_leads_to_its_other_forms(opened: Opened) -> None:
    foot = opened.page.locator("footer.foot")
    for form in ("JSON", "CSV") if page_of(opened.name).table else ("JSON",):
        leads = foot.get_by_role("link", name=form, exact=True).get_attribute("href")
        assert leads == twin(opened.path, form.lower())


def test_no_page_is_wider_than_the_window(opened: Opened) -> None:
    for width in (400, 320, 1280):
        opened.page.set_viewport_size({"width": width, "height": 900})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert WIDTHS[0] == 1280, "the width that the page is left in"


def test_it_is_read_without_scripts(browser: Browser, opened: Opened) -> None:
    bare = Watched(browser, script=False)
    bare.page.goto(opened.desk + opened.path)
    read = bare.page.evaluate(TEXT)
    bare.close()
    assert read == opened.page.evaluate(TEXT) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_page_without_its_furniture(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    page = opened.page
    page.emulate_media(media="print", color_scheme=scheme)
    shown = page.locator(FURNITURE).evaluate_all("all => all.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))")
    heading = page.locator("h1").is_visible()
    ground, ink = (page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("backgroundColor", "color"))
    page.emulate_media(media="screen", color_scheme="light")
    assert shown == []
    assert heading
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_nothing_went_wrong_and_no_other_host_was_asked(opened: Opened) -> None:
    opened.watched.went_well()


def test_links_on_every_page_lead_somewhere(address: str, paths: dict[str, str]) -> None:
    """Every address that the pages name themselves, one of each form."""
    found: dict[str, tuple[str, str]] = {}
    with httpx.Client(base_url=address, timeout=30) as desk:
        for name, path in paths.items():
            for written in re.findall(r'(?:href|src)="(/[^"]*)"', desk.get(path).text):
                link = written.replace("&amp;", "&")
                form = re.sub(r"[0-9a-f]{10,}|\d+|(?<==)[^&#]+|(?<=/)[A-Z]{3}\b", "~", link)
                found.setdefault(form, (name, link))
        told = {f"{link} (on {name})": desk.get(link).status_code for name, link in found.values()}
    assert {link: status for link, status in told.items() if status not in (200, 303, 307)} == {}


def test_addresses_stay_when_the_reports_come_in_another_order(paths: dict[str, str], ledger_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again.db"
    with Ledger(copy) as again, Ledger(ledger_path, read_only=True) as ledger:
        for report in reversed(ledger.report_ids()):
            again.add(ledger.report_text(report), ledger.reading(report))
        again.reconcile()
    assert samples(copy) == paths
