"""The desk for those who use no mouse, or hear the page, or see little of it; checked by axe and by the keyboard itself."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.browsing import Watched, asked
from tests.web.conftest import Opened

AXE = Axe()
COLOURS = "color-contrast"
FOCUS = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), style = getComputedStyle(on);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { tag: on.tagName, words: (on.ariaLabel || on.textContent || on.name || "").trim(), ring,
           seen: box.width > 0 && box.height > 0, at: [...document.querySelectorAll("*")].indexOf(on) };
}"""
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], summary")]
  .filter(e => e.checkVisibility())
  .filter(e => !(e.ariaLabel || e.labels?.length || e.getAttribute("aria-labelledby") || e.textContent.trim()
                 || e.querySelector("img[alt]:not([alt=''])")))
  .map(e => e.outerHTML.slice(0, 120))"""


def grave(page: Page, **options: Any) -> list[str]:
    """What axe calls serious or critical on the page as it stands, one line for each element."""
    found = AXE.run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[-1].strip()[:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]


def test_axe_finds_nothing_grave(opened: Opened) -> None:
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    # Colours take long to check and differ by scheme, not by width: once by day and wide, once by night and narrow.
    found = {"1280": grave(page)}
    page.set_viewport_size({"width": 400, "height": 900})
    found["400"] = grave(page, rules={COLOURS: {"enabled": False}})
    page.emulate_media(color_scheme="dark")
    found["400 dark"] = grave(page, runOnly=[COLOURS])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = false })")
    assert {at: faults for at, faults in found.items() if faults} == {}


def test_headings_are_an_outline(opened: Opened) -> None:
    levels = [int(tag[1]) for tag in opened.page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(e => e.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


def test_fields_and_buttons_have_names(opened: Opened) -> None:
    assert opened.page.evaluate(NAMELESS) == []


def test_tab_goes_down_the_page_and_shows_where_it_is(opened: Opened) -> None:
    page = opened.page
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    page.goto(opened.desk + opened.path.partition("#")[0])
    before = -1
    for _ in range(14):
        page.keyboard.press("Tab")
        on = page.evaluate(FOCUS)
        if on["tag"] == "BODY":
            break
        assert on["at"] > before, on
        assert on["seen"], on
        assert on["ring"], on
        before = on["at"]


def test_every_page_has_a_title_of_its_own(address: str, paths: dict[str, str]) -> None:
    titles: dict[str, str] = {}
    for name, path in paths.items():
        text = asked(address + path).text
        assert '<html lang="en">' in text
        titles[name] = text.partition("<title>")[2].partition("</title>")[0]
        assert titles[name].endswith(" · Attaché")
    # The same page asked otherwise may keep its title.
    plain = [title for name, title in titles.items() if " " not in name]
    assert len(set(plain)) == len(plain), titles


def test_a_report_says_its_language(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["/report/."])
    assert page.locator("article.report").get_attribute("lang") == "en"


def test_the_first_key_leads_past_the_bar(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_from_the_start_page_to_the_sentence_without_a_mouse(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.type("Shuvalov substandard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.keyboard.press("j")
    expect(page.locator("li.current a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    expect(page.locator("article.report")).to_contain_text("substandard")


def test_keys_do_nothing_while_someone_types(page: Page, address: str, paths: dict[str, str]) -> None:
    page.goto(address + paths["/between/./."])
    box = page.get_by_role("searchbox").first
    box.press_sequentially("jack/kj?crx")
    expect(box).to_have_value("jack/kj?crx")
    assert page.locator("li.current").count() == 0


def test_dark_and_light_are_kept(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark or light").click()
    dark = page.evaluate(ground)
    page.goto(f"{address}/search")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(ground) == dark != light


def test_an_error_page_is_a_page_too(visitor: Watched, address: str) -> None:
    page = visitor.page
    page.goto(f"{address}/between/Atlantis/RUS")
    expect(page.locator("main")).to_contain_text("Atlantis")
    assert page.locator("h1").count() == 1
    assert grave(page) == []
    # The browser itself reports the status to its console.
    visitor.faults[:] = [fault for fault in visitor.faults if "404" not in fault]
