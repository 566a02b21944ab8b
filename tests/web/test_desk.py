"""The desk in a real Chromium, over real HTTP on the loopback address."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from attache.ledger import Ledger
from tests.gold import gold, gold_files

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = (1280, 400)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk served by the command over a ledger of hand-made records."""
    path = tmp_path_factory.mktemp("desk") / "ledger.db"
    with Ledger(path) as ledger:
        for file in gold_files("vietnam-russia"):
            ledger.add(*gold(file))
        ledger.reconcile()
    command = [sys.executable, "-u", "-m", "attache", "serve", "--ledger", str(path), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    told = server.stdout.readline()
    yield told.split(" at ")[1].split(" ")[0].rstrip("/")
    server.terminate()
    server.wait(timeout=20)
    server.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    assert CHROMIUM, "no Chromium; run: make browser"
    # Chromium's own sandbox does not start for root, as in a container.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; anything its console calls an error fails the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert faults == []


def test_from_the_start_page_to_the_sentence(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Russia – Vietnam").or_(page.get_by_role("link", name="Vietnam – Russia")).first.click()
    line = page.locator("section.lead li", has_text="10 bn USD by 2020").first
    assert line.locator(".tag").inner_text() == "missed"
    line.locator("a.line").click()
    marked = page.locator("mark.chosen").first
    assert marked.is_visible()
    assert "passage=" in page.url
    assert page.locator("article.report").inner_text().count(marked.inner_text()) >= 1


def test_both_sides_of_a_promise_are_one_click_away(page: Page, address: str) -> None:
    page.goto(f"{address}/between/VNM/RUS")
    cites = page.locator("section.lead li", has_text="10 bn USD by 2020").first.locator(".cites a")
    assert cites.count() >= 2
    cites.last.click()
    assert page.locator("mark.chosen").first.is_visible()


def test_the_chart_shows_targets_against_outcomes(page: Page, address: str) -> None:
    page.goto(f"{address}/between/VNM/RUS")
    chart = page.locator("figure", has_text="Two-way trade: targets against outcomes")
    assert chart.locator("svg").is_visible()
    box = chart.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] > 400
    assert "missed" in (chart.inner_text())


def test_search_marks_the_words(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Search the reports").fill("nuclear power plant")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text().lower() in ("nuclear", "power", "plant", "nuclear power plant")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/between/VNM/RUS", "/search?q=trade"])
def test_no_page_is_wider_than_the_window(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_period_narrows_the_file(page: Page, address: str) -> None:
    page.goto(f"{address}/between/VNM/RUS")
    every = page.locator("#events li").count()
    page.locator("input[name=since]").fill("2019")
    page.get_by_role("button", name="Show").click()
    assert 0 < page.locator("#events li").count() <= every
    assert "since 2019" in page.locator("form.period").inner_text()


@pytest.mark.parametrize("path", ["/index.json", "/between/VNM/RUS.json", "/search.json?q=trade"])
def test_each_page_has_a_json_twin(address: str, path: str) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code == 200
    assert answer.json()


def test_a_report_has_its_twin(address: str) -> None:
    report = httpx.get(f"{address}/index.json").json()["reports"][0]["id"]
    twin = httpx.get(f"{address}/report/{report}.json").json()
    assert twin["page"]["text"]
    assert httpx.get(f"{address}/report/{report}").status_code == 200


@pytest.mark.parametrize("path", ["/nope.json", "/between/Atlantis/RUS.json", "/report/r0.json"])
def test_errors_have_one_shape(address: str, path: str) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"ok", "status", "error"}


def test_what_is_not_there_is_told_in_words(page: Page, address: str) -> None:
    told = httpx.get(f"{address}/between/Atlantis/RUS")
    assert told.status_code == 404
    assert "Atlantis" in told.text


def test_markup_in_a_question_stays_text(address: str) -> None:
    assert "<script>" not in httpx.get(f"{address}/search", params={"q": "<script>alert(1)</script>"}).text


def test_another_host_name_is_refused(address: str) -> None:
    assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 400


def test_a_taken_port_is_told_in_one_line(address: str, tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db"):
        pass
    port = address.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "-m", "attache", "serve", "--ledger", str(tmp_path / "ledger.db"), "--port", port],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"attache: port {port} cannot be taken")
