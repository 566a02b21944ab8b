"""The file on two and on a group: every section from the records, every mark a link, and what is not there told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from playwright.sync_api import Page

from tests.web.small import Small, small_desk

SECTIONS = ("line", "contacts", "papers", "promises", "figures", "people", "newest", "open", "sources")
FILE = "/between/VNM/RUS"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A desk over the small ledger."""
    with small_desk(tmp_path_factory.mktemp("pair") / "ledger.db") as running:
        yield running


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_there(address: str, section: str) -> None:
    assert f'id="{section}"' in httpx.get(address + FILE).text


def test_the_lead_tells_what_became_of_the_target_with_both_sides(address: str) -> None:
    page = httpx.get(f"{address}{FILE}.json").json()
    told = {line["id"]: line for line in page["lead"]}
    line = next(t for t in told.values() if "10 bn USD by 2020" in t["cell"][0]["text"])
    assert line["note"] == "Target"
    assert [w["text"] for w in line["cell"] if w["look"]] == ["missed"]
    assert "2020" in " ".join(w["text"] for w in line["cell"][2:])
    assert line["cell"][0]["quotes"]
    assert any(w["quotes"] for w in line["cell"][2:])
    assert [t["note"] for t in told.values()][-1] == "Next due"


def test_every_drawing_leads_somewhere_that_is_there(address: str) -> None:
    text = httpx.get(address + FILE).text
    drawn = re.findall(r'<(?:svg|table class="(?:calendar|heat)).*?</(?:svg|table)>', text, re.S)
    links = {unescape(href) for part in drawn for href in re.findall(r'href="([^"]+)"', part)}
    assert len(links) > 30
    # Every fifth: they are all made alike.
    for href in sorted(links)[::5]:
        assert httpx.get(address + href, follow_redirects=True).status_code == 200, href


def test_a_month_of_the_calendar_lists_as_many_events_as_it_tells(address: str) -> None:
    text = httpx.get(address + FILE).text
    cells = re.findall(r'href="(/occurrences[^"]*since=(\d{4}-\d\d)[^"]*)" title="([^"]+)"', text)
    assert cells
    href, month, words = cells[0]
    told = sum(int(n) for n in re.findall(r"(\d+) (?:contacts? )?of", words.partition(": ")[2]))
    listed = httpx.get(address + unescape(href).replace("/occurrences?", "/occurrences.json?")).json()["total"]
    assert listed >= told, (month, words)


def test_drawings_have_words_and_no_style_of_their_own(address: str) -> None:
    text = httpx.get(address + FILE).text
    assert " style=" not in text
    for svg in re.findall(r"<svg[^>]*>", text):
        assert "aria-label=" in svg or 'aria-hidden="true"' in svg, svg


def test_steps_of_the_life_line_are_in_order_and_have_sentences(address: str) -> None:
    steps = httpx.get(f"{address}{FILE}.json").json()["life_line"]["steps"]
    assert [s["when"][0] for s in steps] == sorted(s["when"][0] for s in steps)
    assert len(steps) >= 5
    assert all(s["quotes"] for s in steps)
    assert [s["x"] for s in steps] == sorted(s["x"] for s in steps)


def test_the_board_counts_all_and_shows_few(address: str) -> None:
    board = httpx.get(f"{address}{FILE}.json").json()["board"]
    for column in board["columns"]:
        cards = column["cards"]
        assert 0 < len(cards) <= 4
        assert {c["verdict"] for c in cards} <= set(column["verdicts"])
        said_by_the_heading = column["verdicts"][0] in ("pending", "overdue")
        assert all(bool(c["why"]) is not said_by_the_heading for c in cards)
        total = httpx.get(f"{address}/promises.json?a=VNM&b=RUS&verdict={column['verdicts'][0]}").json()["total"]
        assert total == column["numbers"][0]


def test_people_stand_on_their_own_side(address: str) -> None:
    sides = httpx.get(f"{address}{FILE}.json").json()["people"]["sides"]
    names = {s["actor"]["id"]: {h["name"] for o in s["offices"] for h in o["holders"]} for s in sides}
    assert "Vladimir Putin" in names["RUS"]
    assert "Nguyen Phu Trong" in names["VNM"]
    assert "Vladimir Putin" not in names["VNM"]


def test_the_chart_is_drawn_in_light_and_dark(address: str) -> None:
    measures = httpx.get(f"{address}{FILE}.json").json()["figures"]["measures"]
    drawn = next(m for m in measures if m["charted"])
    light, dark = (httpx.get(f"{address}/series/{drawn['id']}/chart.svg{q}") for q in ("", "?theme=dark"))
    assert light.headers["content-type"] == "image/svg+xml"
    assert light.text.startswith("<svg")
    assert "missed" in light.text
    assert light.text != dark.text


def test_what_cannot_be_drawn_says_so(desk: Small) -> None:
    assert desk.get("/series/z-000000000000/chart.svg").status_code == 404


def test_a_span_of_days_narrows_and_is_kept_in_the_links(address: str) -> None:
    whole = httpx.get(f"{address}{FILE}.json").json()
    part = httpx.get(f"{address}{FILE}.json?since=2019&until=2020").json()
    assert 0 < part["reports"] < whole["reports"]
    text = httpx.get(f"{address}{FILE}?since=2019&until=2020").text
    assert "/promises?a=VNM&amp;b=RUS&amp;since=2019&amp;until=2020" in text


def test_a_sector_shows_only_what_is_told_by_sector(desk: Small) -> None:
    page = desk.json(f"{FILE}.json?sector=trade")
    assert page["sector"] == "trade"
    assert page["board"] is None
    assert page["people"] is None


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/between/Atlantis/RUS", 404, "Atlantis"),
        ("/between/RUS/Russia", 404, "are both Russia"),
        (f"{FILE}?since=soon", 400, "is no date"),
        (f"{FILE}?sector=magic", 400, "no sector"),
        ("/between/VNM/RUS/Russian", 404, "three to 8 different"),
    ],
)
def test_what_cannot_be_shown_is_told(desk: Small, path: str, status: int, words: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == status
    assert words in unescape(answer.text)


def test_two_of_whom_nothing_is_told(desk: Small) -> None:
    text = desk.get("/between/FRA/PER").text
    assert "No report read so far tells anything of France and Peru" in text
    assert 'href="/read"' in text


def test_hostile_names_stay_names(desk: Small) -> None:
    text = desk.get(FILE).text
    assert "<script>alert" not in text
    assert "<b>Fish</b>" not in text


def test_a_group_counts_between_each_two(address: str) -> None:
    group = httpx.get(f"{address}/between/VNM/RUS/CHN.json").json()
    numbers = {(p["a"]["id"], p["b"]["id"]): p["events"] for p in group["pairs"]}
    assert list(numbers) == [("VNM", "RUS"), ("VNM", "CHN"), ("RUS", "CHN")]
    assert numbers["VNM", "RUS"] == httpx.get(f"{address}{FILE}.json").json()["events"]["number"]
    assert f'href="{FILE}"' in httpx.get(f"{address}/between/VNM/RUS/CHN").text


def test_from_a_mark_on_the_life_line_to_the_sentence(page: Page, address: str) -> None:
    page.goto(address + FILE)
    page.locator("svg.lifeline circle.step").first.click()
    assert "/occurrence/" in page.url
    page.locator("a[href*='passage=']").first.click()
    assert page.locator("mark").first.is_visible()


def test_the_chart_follows_the_theme(page: Page, address: str) -> None:
    page.goto(address + FILE)
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    for shown, hidden in ((".by-day", ".by-night"), (".by-night", ".by-day")):
        assert figure.locator(shown).is_visible()
        assert not figure.locator(hidden).is_visible()
        page.locator("button.theme").click()
