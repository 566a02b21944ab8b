"""A desk officer's day: three reports read in, and what is done with them, in a real Chromium before the command's own desk."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.gold import EXAMPLES
from tests.web.browsing import Watched, served

REPORTS = ("17-prime-ministers-hanoi-2018.html", "19-target-out-of-reach-2019.txt", "21-vision-2030-2021.txt")
READ = 90_000
"""Milliseconds that reading three reports may take on a slow machine, the model's loading included."""
TARGET = "10 bn USD by 2020"
BLAMED = "Vietnamese protectionism"
"""Of a statement that the reader gives to Dmitry Makarov."""


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over a ledger that the officer has read three reports into."""
    with served(tmp_path_factory.mktemp("day") / "ledger.db", "--by", "A. Officer") as at:
        visitor = Watched(browser)
        _read_in(visitor.page, at)
        visitor.close()
        yield at


def _read_in(page: Page, desk: str) -> None:
    """Drops the reports on an empty desk and watches them being read."""
    page.goto(desk)
    expect(page.locator("main")).to_contain_text("The ledger is empty")
    page.get_by_role("link", name="Read reports in").click()
    page.get_by_label("Files").set_input_files([EXAMPLES / "vietnam-russia" / name for name in REPORTS])
    page.get_by_role("button", name="Read the files").click()
    expect(page.locator("h1")).to_have_text("3 files")
    expect(page.get_by_role("progressbar").or_(page.get_by_text("Done."))).to_be_visible()
    expect(page.locator("#status")).to_have_text("Done.", timeout=READ)
    expect(page.locator("#job .tag")).to_have_text(["read"] * 3)
    page.get_by_role("link", name="See what is new").click()
    expect(page.locator("#new ol.lines > li, #reports ol.lines > li")).to_have_count(3)


def line_with(page: Page, words: str) -> Locator:
    """The first line of a list that holds these words."""
    return page.locator("ol.lines > li", has_text=words).first


def go_to(page: Page, line: Locator) -> None:
    """Moves to a line with the keyboard."""
    wanted = line.get_attribute("data-id")
    for key in "jk":
        for _ in range(60):
            page.keyboard.press(key)
            if page.locator("li.current").get_attribute("data-id") == wanted:
                return
    raise AssertionError(f"neither j nor k came to {wanted}")


def worked_in(page: Page) -> None:
    """Waits until what was decided is worked in."""
    page.evaluate(
        """async () => {
          while ((await (await fetch("/review/working.json")).json()).working) await new Promise(done => setTimeout(done, 100))
        }"""
    )


def test_from_the_start_page_to_both_sentences_of_a_promise(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_role("link", name=re.compile("Russia – Vietnam|Vietnam – Russia")).first.click()
    expect(page.locator("h1")).to_have_text(re.compile("Vietnam|Russia"))
    lead = page.locator("section.lead div", has_text=TARGET).first
    expect(lead.locator(".tag")).to_have_text("missed")
    page.locator("#promises li", has_text="10 bn USD").first.locator("a.line").click()
    expect(page.locator("h1")).to_contain_text(TARGET)
    for heading, words in (("What was promised", "10bn by 2020"), ("What became of it", "5.7 billion")):
        side = page.locator("section", has=page.get_by_role("heading", name=heading))
        expect(side.locator("mark").first).to_contain_text(re.compile(r"\d"))
        expect(side).to_contain_text(words)
        side.locator("figcaption a").first.click()
        expect(page.locator("mark.chosen").first).to_be_in_viewport()
        expect(page.locator("article.report")).to_contain_text(words)
        page.go_back()


def test_a_wrong_speaker_is_corrected(page: Page, desk: str) -> None:
    page.goto(f"{desk}/statements?speaker=Dmitry+Makarov")
    line = line_with(page, BLAMED)
    statement = line.get_attribute("data-id")
    go_to(page, line)
    page.keyboard.press("c")
    speaker = page.get_by_label("Speaker", exact=True)
    expect(speaker).to_be_focused()
    speaker.fill("Maxim Akimov")
    page.locator("details.correct input[name=why]").fill("the deputy prime minister said so")
    page.keyboard.press("Enter")
    expect(page.locator(".said-done").first).to_contain_text("Corrected a statement")
    worked_in(page)
    page.goto(f"{desk}/statements?speaker=Maxim+Akimov")
    expect(line_with(page, BLAMED)).to_contain_text("Maxim Akimov")
    line_with(page, BLAMED).locator("a.line").click()
    record = page.locator(f"ol.records li[data-id='{statement}']")
    expect(record).to_contain_text("Maxim Akimov")
    expect(record).to_contain_text("A. Officer")
    expect(record).to_contain_text("the deputy prime minister said so")


def test_a_rejected_event_is_in_no_list_but_in_the_history(page: Page, desk: str) -> None:
    page.goto(f"{desk}/occurrences")
    line = page.locator("ol.lines > li").first
    event = line.get_attribute("data-id")
    go_to(page, line)
    page.keyboard.press("r")
    expect(page.locator(".review-inline form.decide input[name=why]")).to_be_focused()
    page.keyboard.type("a slip of the pen")
    page.keyboard.press("Enter")
    expect(page.locator(".said-done").first).to_contain_text("Rejected")
    worked_in(page)
    page.goto(f"{desk}/occurrences")
    expect(page.locator("ol.lines > li").first).to_be_visible()
    expect(page.locator(f"li[data-id='{event}']")).to_have_count(0)
    page.goto(f"{desk}/review/history")
    past = line_with(page, "a slip of the pen")
    expect(past).to_contain_text(re.compile(r"Rejected (an event|\d+ events)"))
    expect(past).to_contain_text("A. Officer")


def test_two_persons_are_merged_and_the_merger_undone(page: Page, desk: str) -> None:
    page.goto(f"{desk}/people")
    kept, other = line_with(page, "Nguyen Xuan Phuc"), line_with(page, "Nguyen Phu Trong")
    for line in (kept, other):
        go_to(page, line)
        page.keyboard.press("m")
    form = page.locator(".review-inline details.merge")
    expect(form).to_contain_text("Nguyen Xuan Phuc")
    form.get_by_role("button", name="They are the same").click()
    expect(page.locator(".said-done").first).to_contain_text("Held for the same")
    worked_in(page)
    page.goto(f"{desk}/people")
    expect(page.locator("ol.lines > li", has_text=re.compile("Nguyen Xuan Phuc|Nguyen Phu Trong"))).to_have_count(1)
    page.keyboard.press("u")
    expect(page.get_by_text("Took back").first).to_be_visible()
    worked_in(page)
    page.goto(f"{desk}/people")
    expect(page.locator("ol.lines > li", has_text=re.compile("Nguyen Xuan Phuc|Nguyen Phu Trong"))).to_have_count(2)


@pytest.mark.parametrize(
    ("words", "found", "missing"),
    [
        ("minibus* OR steel", ["Ten billion next year?"], ["President of Vietnam in Russia"]),
        ('"thistle seeds"', ["Ten billion next year?"], ["President of Vietnam in Russia"]),
        ("trade -steel", ["President of Vietnam in Russia"], ["Ten billion next year?"]),
    ],
)
def test_search_understands_operators(page: Page, desk: str, words: str, found: list[str], missing: list[str]) -> None:
    page.goto(desk)
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    reports = page.locator("section", has=page.get_by_role("heading", name=re.compile("^Reports")))
    expect(reports.locator("mark").first).to_be_visible()
    for title in found:
        expect(reports).to_contain_text(title)
    for title in missing:
        expect(reports).not_to_contain_text(title)


@pytest.mark.parametrize(
    ("form", "begins"), [("Word file", b"PK"), ("PDF", b"%PDF"), ("web page", b"<!DOCTYPE html>"), ("Markdown", b"# ")]
)
def test_the_brief_is_taken_along(page: Page, desk: str, form: str, begins: bytes) -> None:
    page.goto(f"{desk}/between/VNM/RUS")
    page.get_by_text("Brief to take along").click()
    page.get_by_role("combobox", name="As", exact=True).select_option(form)
    page.get_by_role("combobox", name="Length").select_option("about two pages")
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="Make the brief").click()
    taken = Path(download.value.path())
    text = taken.read_bytes()
    assert text.startswith(begins)
    assert download.value.suggested_filename.startswith("Vietnam - Russia.")
    if form == "Word file":
        text = ZipFile(BytesIO(text)).read("word/document.xml")
    if form == "PDF":
        text = _text_of(taken).encode()
    assert b"2020" in text
    assert b"missed" in text.lower()


def test_a_page_is_printed(page: Page, desk: str, tmp_path: Path) -> None:
    page.goto(f"{desk}/between/VNM/RUS")
    page.pdf(path=tmp_path / "file.pdf", format="A4")
    text = _text_of(tmp_path / "file.pdf")
    assert "Two-way trade" in text
    assert "missed" in text
    for furniture in ("Read in", "Search", "Show", "Review"):
        assert furniture not in text


def _text_of(pdf: Path) -> str:
    """The words of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (of poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()
