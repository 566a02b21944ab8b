"""Reading in on the desk: real uploads in a real Chromium, a real server to fetch from, and reports that mean harm."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, FilePayload, Page, expect

from attache.errors import LedgerError
from attache.ledger import Ledger
from attache.web import jobs
from attache.web.intake.inputs import shown_path
from attache.web.served import Settings
from tests.web.browsing import SCHEMES, WIDTHS, Watched
from tests.web.desks import Desk, running

MET = "HANOI, 12 March 2019 (Test Wire) - Foreign Minister Ana Ruiz of Chile met her counterpart Pham Binh Minh in Hanoi.\n"
TRADE = "Two-way trade between Chile and Viet Nam reached 1.2 billion USD in 2018, Ruiz said on Tuesday.\n"
CALLED = "LIMA, 14 March 2019 (Test Wire) - The foreign minister of Peru called his counterpart of Chile on Thursday.\n"
PAGE = (
    "<html><head><title>Posts in the Atacama</title></head>"
    f"<body><h1>Posts in the Atacama</h1><p>3 May 2021</p><p>{CALLED}</p></body></html>"
)
DONE = 60_000


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        data = PAGE.encode()
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """A server to fetch from."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over an empty ledger that may fetch from this machine."""
    path = tmp_path_factory.mktemp("intake") / "ledger.db"
    with Ledger(path) as ledger:
        ledger.reconcile()
    with running(path, Settings(private_addresses=True)) as desk:
        yield desk


def sent(desk: Desk, *files: tuple[str, str | bytes], **fields: str) -> str:
    """Sends a form as a browser without scripts does; the address of the job."""
    with httpx.Client(base_url=desk.address) as client:
        token = re.search(r'name="token" value="(\w+)"', client.get("/read").text)
        assert token
        parts = [("files", (name, text)) for name, text in files] or [("files", ("", b""))]
        answer = client.post("/read", data={"token": token[1], **fields}, files=parts)
        assert answer.status_code == 303, answer.text
        return desk.address + answer.headers["location"]


def ended(address: str) -> dict[str, Any]:
    """What became of a job, waited for."""
    for _ in range(600):
        view: dict[str, Any] = httpx.get(f"{address}.json").json()
        if view["finished"]:
            return view
        time.sleep(0.1)
    raise AssertionError(view)


def verdicts(view: dict[str, Any]) -> list[str]:
    return [item["verdict"] for item in view["items"]]


def test_three_files_are_read_before_ones_eyes(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/read")
    files: list[FilePayload] = [
        {"name": "met.txt", "mimeType": "text/plain", "buffer": (MET + "\n" + TRADE).encode()},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
        {"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
    ]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    expect(page.locator("h1")).to_have_text("3 files")
    expect(page.locator("#status")).to_have_text("Done.", timeout=DONE)
    expect(page.locator("#job .tag")).to_have_text(["read", "set aside", "set aside"])
    panel = page.locator("#job .panel")
    expect(panel).to_contain_text("1 report read: ")
    expect(panel).to_contain_text("1 empty file, 1 file of a kind that is not read")
    expect(panel.get_by_role("link", name=re.compile("Chile"))).to_be_visible()
    page.reload()
    expect(page.locator("#job .tag").first).to_have_text("read")
    page.locator("#job a.line").click()
    expect(page.locator("article.report")).to_contain_text("Ana Ruiz")
    page.goto(f"{desk.address}/read")
    expect(page.locator("ol.lines li").first).to_contain_text("1 report read")


def test_the_same_file_again_is_already_there_under_any_name(desk: Desk) -> None:
    sent(desk, ("met.txt", MET + "\n" + TRADE))
    view = ended(sent(desk, ("met.txt", MET + "\n" + TRADE), ("other/name.txt", MET + "\n" + TRADE)))
    assert verdicts(view) == ["already in the ledger"] * 2
    assert (view["read"], view["known"], view["records"]) == (0, 2, [])


def test_a_pasted_text_has_the_day_and_title_given(desk: Desk) -> None:
    view = ended(sent(desk, text=CALLED, title="A call", publisher="The Wire", published="5 May 2020"))
    (report,) = view["items"][0]["reports"]
    assert (report["label"], report["published"]) == ("A call", ["2020-05-05", "2020-05-05"])
    with Ledger(desk.app.state.served.ledger.path, read_only=True) as ledger:
        stored = ledger.report_text(report["id"])
    assert (stored.title, stored.publisher, stored.file) == ("A call", "The Wire", "pasted text")


def test_a_pasted_page_is_read_as_a_page(desk: Desk) -> None:
    (report,) = ended(sent(desk, text=PAGE))["items"][0]["reports"]
    assert report["label"] == "Posts in the Atacama"


@pytest.mark.parametrize(("fields", "words"), [({}, "nothing to read"), ({"text": "a", "published": "soon"}, "no full date")])
def test_what_cannot_be_read_is_told_at_once(desk: Desk, fields: dict[str, str], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        sent(desk, **fields)


def test_addresses_are_fetched(page: Page, desk: Desk, web: str) -> None:
    page.goto(f"{desk.address}/read")
    page.get_by_label("Address").fill(f"{web}/page {web}/gone")
    page.get_by_role("button", name="Fetch and read").click()
    expect(page.locator("#status")).to_have_text("Done.", timeout=DONE)
    expect(page.locator("#job .tag")).to_have_text([re.compile("read|already"), "set aside"])
    expect(page.locator("#job")).to_contain_text("the server answers 404")


def test_addresses_inside_are_refused_unless_allowed(desk: Desk, web: str) -> None:
    with running(desk.app.state.served.ledger.path) as strict:
        view = ended(sent(strict, address=f"{web}/page localhost http://169.254.169.254/latest/ file:///etc/passwd"))
    assert verdicts(view) == ["set aside"] * 4
    told = [item["messages"][0] for item in view["items"]]
    assert all("--allow-private" in message for message in told[:3])
    assert "only http and https" in told[3]


def test_without_scripts_the_forms_do_the_same(browser: Browser, desk: Desk) -> None:
    visitor = Watched(browser, script=False)
    visitor.page.goto(f"{desk.address}/read")
    visitor.page.get_by_label("Text").fill(CALLED)
    visitor.page.get_by_role("button", name="Read the text").click()
    expect(visitor.page.locator("#status")).to_have_text("Done.", timeout=DONE)
    # A page that was begun while the job ran and ended after it asks for itself once more.
    expect(visitor.page.locator("meta[http-equiv]")).to_have_count(0, timeout=10_000)
    visitor.close()


def test_files_can_be_dropped(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/read")
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
          const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector(".drop").dispatchEvent(drop);
        }""",
        CALLED,
    )
    expect(page.locator("h1")).to_have_text("dropped.txt")
    expect(page.locator("#status")).to_have_text("Done.", timeout=DONE)


def test_a_folder_is_read_with_what_is_below_it(page: Page, desk: Desk, tmp_path: Path) -> None:
    for name, text in (
        ("in/a.txt", CALLED),
        ("in/sub/b.txt", MET),
        ("in/README.md", "about"),
        ("in/c.pdf", "x"),
        ("in/.hid", "x"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    page.goto(f"{desk.address}/read")
    page.get_by_label("A folder").set_input_files(tmp_path / "in")
    page.get_by_role("button", name="Read the files").click()
    expect(page.locator("#status")).to_have_text("Done.", timeout=DONE)
    names = page.locator("#job li")
    expect(names.filter(has_text="in/sub/b.txt")).to_have_count(1)
    expect(names.filter(has_text="README.md").locator(".tag")).to_have_text("set aside")
    expect(names.filter(has_text="c.pdf").locator(".tag")).to_have_text("set aside")


def test_too_much_is_told_before_it_is_sent(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/read")
    page.locator(".drop").evaluate("form => { form.dataset.bytes = 10; }")
    page.get_by_label("Files").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"a" * 100})
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("alert")).to_contain_text("a.txt is too much: 1 MB")
    page.goto(f"{desk.address}/read")
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose files")


def test_a_large_folder_is_sent_in_parts(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/read")
    page.locator(".drop").evaluate("form => { form.dataset.files = 2; }")
    files: list[FilePayload] = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": CALLED.encode()} for n in range(3)]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    lately = page.locator("ol.lines a.line")
    expect(lately.nth(0)).to_have_text("2.txt")
    expect(lately.nth(1)).to_have_text("2 files")


def test_each_report_is_stored_before_the_next_and_stopping_keeps_it(page: Page, desk: Desk) -> None:
    many = [(f"{n}.txt", f"{CALLED}\nIt was call number {n} of the year.\n" * 12) for n in range(300)]
    address = sent(desk, *many)
    page.goto(address)
    expect(page.locator("#job .tag").first).to_have_text("read", timeout=DONE)
    first = page.locator("#job a.line").first.get_attribute("href")
    assert first
    with Ledger(desk.app.state.served.ledger.path, read_only=True, lagging=True) as ledger:
        assert ledger.reading(first.rpartition("/")[2]) is not None
    folder = Path(desk.app.state.jobs.all()[0]._folder.name)
    assert folder.exists()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#status")).to_contain_text("Stopped", timeout=DONE)
    view = ended(address)
    assert "not read" in verdicts(view)
    left = {words: number for words, number in view["aside"] if words.startswith("not read")}
    assert sum(left.values()) == view["total"] - view["read"] > 0
    assert not folder.exists()


def test_lines_of_one_file_are_reports_and_faults(desk: Desk) -> None:
    lines = [json.dumps({"id": n, "text": f"{CALLED} It was call {n}.", "published": "2020-01-02"}) for n in (1, 2)]
    view = ended(sent(desk, ("many.jsonl", "\n".join([*lines, "{broken"]))))
    assert [r["published"][0] for r in view["items"][0]["reports"]] == ["2020-01-02"] * 2
    assert view["aside"] == [["line that is no report", 1]]
    assert "many.jsonl line 3" in view["items"][0]["messages"][0]


def test_a_ledger_that_cannot_be_written_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> Ledger:
        raise LedgerError("ledger.db: another program holds it; try again")

    monkeypatch.setattr(jobs, "Ledger", locked)
    view = ended(sent(desk, ("a.txt", CALLED)))
    assert (view["phase"], view["fault"]) == ("failed", "ledger.db: another program holds it; try again")
    assert verdicts(view) == ["not read"]


def test_an_unknown_job_is_told(desk: Desk) -> None:
    answer = httpx.get(f"{desk.address}/read/nope")
    assert answer.status_code == 404
    assert "is in the ledger" in answer.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\fakepath\\a.txt", "fakepath/a.txt"),
        ("..", "file.txt"),
        ("", "file.txt"),
        ("a\x00b\n.txt", "a b .txt"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("x" * 300 + ".jsonl.gz", "x" * 151 + ".jsonl.gz"),
        ("<b>.txt", "<b>.txt"),
    ],
)
def test_names_of_files_are_made_safe(name: str, shown: str) -> None:
    assert shown_path(name) == shown


HARM = "<script>window.harmed = 1; alert(1)</script><img src='http://harm.example/a.png' onerror='window.harmed = 1'>"
HARMFUL = (
    f"Envoys of Chile {HARM} meet\n\nSANTIAGO, 21 March 2019 (Test Wire) - Foreign Minister Eva Lagos of Chile met "
    f"Foreign Minister Juan Mora of Peru in Santiago on Thursday. {HARM} Trade between Chile and Peru reached "
    f"3 billion USD in 2018, Lagos said. "
    "“The two sides <svg onload=alert(2)> will lift trade to 5 billion USD by 2022, javascript:alert(3) said "
    "Lagos.” {{ 7 * 7 }} {% raw %} --> ]]> </textarea></title></main> They signed an agreement on fisheries on Thursday.\n"
)
ESCAPED = HARMFUL.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "</p><p>")
HARMFUL_PAGE = (
    f"<html><head><title>&lt;script&gt;window.harmed=1&lt;/script&gt;</title><script>window.harmed=1</script></head>"
    f"<body onload='window.harmed=1'><h1>&lt;img src=x onerror=alert(1)&gt; Talks</h1><p>{ESCAPED}</p>"
    "<iframe src='http://harm.example/'></iframe><p>Chile and Peru signed a treaty on mining in Lima on Friday.</p></body></html>"
)


def test_a_report_that_means_harm_stays_text_on_every_page(browser: Browser, desk: Desk) -> None:
    name = '"><script>window.harmed=1</script>.txt'
    view = ended(sent(desk, (name, HARMFUL), ("page.html", HARMFUL_PAGE), text=HARMFUL.replace("Lagos", "Ruiz"), title=HARM))
    assert verdicts(view) == ["read", "read", "read"]
    ids = [r["id"] for item in view["items"] for r in item["reports"]]
    visitor = Watched(browser)
    dialogs: list[str] = []

    def closed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    visitor.page.on("dialog", closed)
    paths = [f"/read/{view['id']}", "/read", "/", "/between/CHL/PER", "/actor/CHL", "/search?q=harmed", f"/search?q={HARM}"]
    paths += ["/statements", "/occurrences", "/promises", "/series", "/things", "/people", "/reports", "/review", "/open"]
    paths += [f"/report/{report}" for report in ids]
    quoted = 0
    with Ledger(desk.app.state.served.ledger.path, read_only=True, lagging=True) as ledger:
        paths += [f"/record/{record}" for report in ids for record, _ in ledger.records(report)][:12]
        paths += [f"/occurrence/{o}" for o in ledger.listed("occurrence", of=("CHL", "PER")).ids[:3]]
        paths += [f"/promise/{p}" for p in ledger.listed("promise", of=("CHL", "PER")).ids[:2]]
    for path in paths:
        answer = visitor.page.goto(desk.address + path)
        assert answer is not None
        assert answer.status == 200, path
        quoted += "window.harmed" in visitor.page.content()
        assert visitor.page.evaluate("window.harmed") is None, path
        assert visitor.page.locator("script:not([src^='/static/']), iframe, object, embed, base").count() == 0, path
        assert visitor.page.locator("[onerror], [onload], [onclick], a[href^='javascript:' i], img[src^='http']").count() == 0, (
            path
        )
    assert dialogs == []
    assert quoted > len(ids)
    visitor.close()
    for form in ("html", "md"):
        brief = httpx.get(f"{desk.address}/between/CHL/PER/brief.{form}", timeout=30)
        assert "harm" in brief.text
        assert not re.search(r"(?<!\\)<(?:script>window|img src='http|svg onload|/textarea)", brief.text)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_grave_on_its_pages(page: Page, desk: Desk, scheme: str) -> None:
    job = sent(desk, ("a.txt", CALLED), ("b.txt", ""), ("c.jsonl", "{broken"))
    ended(job)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in (f"{desk.address}/read", job):
        page.goto(path)
        found = Axe().run(page).response["violations"]
        assert [(f["id"], f["nodes"][0]["html"][:200]) for f in found if f["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_its_pages_fit_the_window(page: Page, desk: Desk, width: int) -> None:
    address = sent(desk, ("a" * 120 + ".txt", CALLED))
    page.set_viewport_size({"width": width, "height": 900})
    for path in (f"{desk.address}/read", address):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    ended(address)
