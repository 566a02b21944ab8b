"""The desk as a whole: where a visit begins, what is not there, and how the command tells what it cannot do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from attache.ledger import Ledger
from tests.web.browsing import asked, served


def test_the_name_of_the_desk_leads_back_to_its_start(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["/promise/."])
    page.get_by_role("link", name="Attaché").click()
    expect(page).to_have_url(f"{address}/")


def test_the_lists_are_one_click_away(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Lists").click()
    page.get_by_role("link", name="Open points", exact=True).click()
    expect(page.locator("h1")).to_have_text("Open points")


def test_a_file_is_opened_by_the_names_of_two(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("One country or body").fill("viet nam")
    page.get_by_label("The other country or body").fill("Russian")
    page.get_by_role("button", name="Open").click()
    expect(page.locator("h1")).to_contain_text("Vietnam")
    expect(page.locator("h1")).to_contain_text("Russia")


def test_a_record_leads_to_its_passage(page: Page, address: str) -> None:
    (line, *_) = asked(f"{address}/statements.json").json()["lines"]
    page.goto(f"{address}/record/{line['id']}")
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert "passage=" in page.url


@pytest.mark.parametrize("path", ["/nope.json", "/between/Atlantis/RUS.json", "/report/r0.json", "/promise/p-0.json"])
def test_errors_have_one_shape(address: str, path: str) -> None:
    answer = asked(address + path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"ok", "status", "error"}


def test_an_empty_ledger_says_what_to_do(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "new.db") as desk:
        page.goto(desk)
        expect(page.locator("main")).to_contain_text("The ledger is empty")
        expect(page.get_by_role("link", name="Read reports in")).to_be_visible()
        for path in ("/occurrences", "/statements", "/promises", "/series", "/people", "/things", "/reports", "/open", "/review"):
            answer = asked(desk + path)
            assert answer.status_code == 200, path
            assert "fault" not in answer.text.partition("<main")[2], path


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
