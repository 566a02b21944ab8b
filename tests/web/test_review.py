"""Review in place: by plain forms over HTTP, by keyboard in Chromium; the queue, the history, undo."""

from __future__ import annotations

import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from attache.ledger import Ledger
from attache.ledger.store import Store
from attache.ledger.working import is_fresh
from attache.web.app import desk
from attache.web.following import Follower
from attache.web.served import Served, Settings
from attache.web.views.review.one import local
from tests.ledger.made import actor, event, figure, reading, report, statement, target, tenure, year
from tests.web.browsing import Watched

SPEECH = report(
    "The envoy said that the talks went well. Trade was 5 billion dollars in 2019. Sergei Lavrenko, the minister, came to Hanoi.",
    "2020-03-01",
    title="Talks go well",
)
PROMISE = report(
    "They want 10 billion dollars by 2020. Foreign minister Sergey Lavrov visited Vietnam.", "2015-05-01", title="A target"
)
COUNT = report(
    "Trade was 7 billion dollars in 2019, the customs said. Trade was 4 billion dollars in 2020.", "2021-02-01", title="Customs"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a missed promise, two figures that contradict, an unnamed speaker, and one minister under two names."""
    path = tmp_path_factory.mktemp("review") / "ledger.db"
    lavrov = actor("Sergey Lavrov", "person", "RUS")
    with Ledger(path) as ledger:
        ledger.add(
            PROMISE,
            reading(
                PROMISE,
                (lavrov,),
                target(PROMISE, "10 billion dollars by 2020", 1e10, year(2020)),
                event(PROMISE, "Sergey Lavrov visited Vietnam", "visit", "Sergey Lavrov", target=("VNM",)),
                tenure(PROMISE, "Foreign minister Sergey Lavrov", "Sergey Lavrov", "foreign minister", "RUS"),
            ),
        )
        ledger.add(
            SPEECH,
            reading(
                SPEECH,
                (actor("Sergei Lavrenko", "person", "KAZ"),),
                statement(SPEECH, "The envoy said that the talks went well"),
                figure(SPEECH, "5 billion dollars in 2019", 5e9, period=year(2019)),
                event(SPEECH, "Sergei Lavrenko, the minister, came to Hanoi", "visit", "Sergei Lavrenko", target=("VNM",)),
            ),
        )
        ledger.add(
            COUNT,
            reading(
                COUNT,
                (),
                figure(COUNT, "7 billion dollars in 2019", 7e9, period=year(2019)),
                figure(COUNT, "4 billion dollars in 2020", 4e9, period=year(2020)),
            ),
        )
        ledger.reconcile()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    copy = tmp_path / "ledger.db"
    shutil.copy(made, copy)
    return copy


@contextmanager
def hosted(path: Path, settings: Settings) -> Iterator[httpx.Client]:
    """A visitor of the desk over a ledger, served on a port of its own by a thread of this process: many, and quickly."""
    with socket.socket() as listener, Ledger(path, read_only=True, lagging=True) as ledger:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(desk(ledger, settings), lifespan="off", log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}") as visitor:
                yield visitor
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture
def at(path: Path) -> Iterator[str]:
    """The desk over the copy."""
    with hosted(path, Settings(reviewer="A. Reader")) as visitor:
        yield str(visitor.base_url).rstrip("/")


@pytest.fixture
def client(path: Path) -> Iterator[httpx.Client]:
    """A visitor of the desk over the copy."""
    with hosted(path, Settings(reviewer="A. Reader")) as visitor:
        yield visitor


def record_of(path: Path, of: str, words: str) -> str:
    """The id of the record of a report that rests on these words."""
    with Ledger(path) as ledger:
        return next(i for i, r in ledger.records(of) if words in r.evidence[0].text)


def token_on(client: httpx.Client, page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="token" value="(\w+)"', client.get(page).text)
    assert found is not None, page
    return found[1]


def sent(client: httpx.Client, identity: str, **fields: object) -> httpx.Response:
    """The answer to a form about an entry."""
    page = f"/review/of/{identity}"
    return client.post(page, data={"token": token_on(client, page), **fields})


def wait_until(done: Callable[[], bool], seconds: float = 20) -> None:
    """Waits until something holds. Raises AssertionError where it does not in time."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


# By plain forms


def test_a_record_is_accepted_and_the_decision_shown(client: httpx.Client, path: Path) -> None:
    figure_ = record_of(path, SPEECH.id, "5 billion")
    answer = sent(client, figure_, action="accept", why="it is so in the annex", next="/open")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/review/decision/1?next=/open"
    shown = client.get(answer.headers["location"]).text
    for words in ("Accepted a figure", "A. Reader", "it is so in the annex", 'href="/open"', "undo"):
        assert words in shown


def test_without_the_token_nothing_is_stored(client: httpx.Client, path: Path) -> None:
    figure_ = record_of(path, SPEECH.id, "5 billion")
    for data in ({"action": "reject"}, {"action": "reject", "token": "0" * 64}):
        assert client.post(f"/review/of/{figure_}", data=data).status_code == 403
    assert client.post("/review/undo", data={"review": "1"}).status_code == 403
    with Ledger(path) as ledger:
        assert ledger.reviews() == ()


def test_a_desk_that_only_shows_takes_no_decision(path: Path) -> None:
    with hosted(path, Settings(read_only=True)) as client:
        figure_ = record_of(path, SPEECH.id, "5 billion")
        assert client.post(f"/review/of/{figure_}", data={"action": "accept"}).status_code == 403
        assert "review.js" not in client.get("/review/history").text


def test_what_is_rejected_is_worked_in_for_the_next_page(client: httpx.Client, path: Path) -> None:
    event_ = record_of(path, PROMISE.id, "visited Vietnam")
    with Ledger(path) as ledger:
        occurrence = next(r.part_of for r in ledger.read_records([event_]))
    assert client.get(f"/occurrence/{occurrence}").status_code == 200
    sent(client, event_, action="reject", why="it was the deputy")
    wait_until(lambda: not client.get("/review/working.json").json()["working"])
    assert client.get(f"/occurrence/{occurrence}").status_code == 404
    assert "it was the deputy" in client.get(f"/review/of/{event_}").text


def test_a_correction_says_only_what_was_changed(client: httpx.Client, path: Path) -> None:
    figure_ = record_of(path, SPEECH.id, "5 billion")
    page = client.get(f"/review/of/{figure_}").text
    fields = dict(re.findall(r'name="(field-\w+)" value="([^"]*)"', page))
    assert fields["field-value"] == "5,000,000,000"
    assert fields["field-period"] == "2019"
    fields |= {"field-value": "5.3 billion"}
    wrong = sent(client, figure_, action="correct", **fields)
    assert wrong.status_code == 400
    assert "value takes a number" in wrong.text
    assert 'value="5.3 billion"' in wrong.text
    fields |= {"field-value": "5,300,000,000"}
    assert sent(client, figure_, action="correct", **fields).status_code == 303
    with Ledger(path) as ledger:
        (review,) = ledger.reviews()
        assert [(name, now) for name, _, now in review.fields] == [("value", 5.3e9)]


def test_each_fault_stands_beside_its_field(client: httpx.Client, path: Path) -> None:
    event_ = record_of(path, PROMISE.id, "visited Vietnam")
    given = {"field-who": "Atlantis", "field-when": "some day", "field-what": "CONSULT/dance", "action": "correct"}
    answer = client.post(
        f"/review/of/{event_}",
        data={"token": token_on(client, f"/review/of/{event_}"), **given},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"who", "when", "what"}
    assert "Atlantis" in answer.json()["fields"]["who"]


def test_a_correction_of_nothing_is_told_so(client: httpx.Client, path: Path) -> None:
    answer = sent(client, record_of(path, SPEECH.id, "5 billion"), action="correct")
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text


def test_two_persons_become_one_and_two_again(client: httpx.Client, path: Path) -> None:
    with Ledger(path) as ledger:
        one, other = (ledger.actor(name).id for name in ("Sergey Lavrov", "Sergei Lavrenko"))
    assert one != other
    assert "Sergei Lavrenko" in client.get(f"/review/of/{one}").text
    assert sent(client, one, action="merge", name=other).status_code == 303
    with Ledger(path) as ledger:
        assert ledger.actor("Sergey Lavrov").id == ledger.actor("Sergei Lavrenko").id
        whole = ledger.actor("Sergey Lavrov").id
    assert sent(client, whole, action="split", member="Sergei Lavrenko").status_code == 303
    with Ledger(path) as ledger:
        assert ledger.actor("Sergey Lavrov").id != ledger.actor("Sergei Lavrenko").id


def test_an_undo_and_its_undo(client: httpx.Client, path: Path) -> None:
    event_ = record_of(path, PROMISE.id, "visited Vietnam")
    sent(client, event_, action="reject")
    token = token_on(client, "/review/history")
    assert client.post("/review/undo", data={"token": token, "review": "1", "next": "/review/history"}).status_code == 303
    with Ledger(path) as ledger:
        assert event_ not in ledger.review_of(event_)
    assert "put in force again" in client.get("/review/history").text
    client.post("/review/undo", data={"token": token, "review": "2"})
    with Ledger(path) as ledger:
        assert ledger.review_of(event_)[event_].word == "rejected"
    again = client.post("/review/undo", data={"token": token, "review": "2"})
    assert again.status_code == 400 or again.status_code == 404
    assert "already undone" in again.text


def test_the_history_has_its_twins(client: httpx.Client, path: Path) -> None:
    sent(client, record_of(path, SPEECH.id, "5 billion"), action="accept", why="=cmd()")
    (review,) = client.get("/review/history.json").json()["reviews"]
    assert (review["action"], review["by"], review["why"]) == ("accept", "A. Reader", "=cmd()")
    assert "'=cmd()" in client.get("/review/history.csv").text
    assert client.get("/review/history?of=" + str(review["on"][0]["id"])).text.count("<time") == 1
    assert client.get("/review/decision/1.json").json()["id"] == 1


@pytest.mark.parametrize("unknown", ["e-000000000000", "VNM", "r0123456789abcdef", "nonsense"])
def test_what_cannot_be_reviewed_is_told_so(client: httpx.Client, unknown: str) -> None:
    assert client.get(f"/review/of/{unknown}").status_code == 404
    assert client.get(f"/review/form/{unknown}").status_code == 404


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/between/VNM/RUS?since=2017#events", "/between/VNM/RUS?since=2017#events"),
        ("//evil.example", ""),
        ("/\\evil.example", ""),
        ("https://evil.example", ""),
        ("/a\r\nSet-Cookie: x", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_form_leads_to_no_other_site(given: str | None, kept: str) -> None:
    assert local(given) == kept


def test_names_are_found_by_any_of_their_words(client: httpx.Client) -> None:
    names = client.get("/review/names.json", params={"q": "lavr"}).json()["names"]
    assert {n["name"] for n in names} == {"Sergey Lavrov", "Sergei Lavrenko"}
    assert client.get("/review/names.json", params={"q": "100%"}).json()["names"] == []


def test_beyond_this_machine_one_says_who_one_is(path: Path) -> None:
    figure_ = record_of(path, SPEECH.id, "5 billion")
    with hosted(path, Settings(token="k" * 20)) as client:
        client.headers["Authorization"] = "Bearer " + "k" * 20
        assert 'name="by"' in client.get(f"/review/of/{figure_}").text
        sent(client, figure_, action="accept", by="B. Officer")
        assert 'value="B. Officer"' in client.get(f"/review/of/{figure_}").text
        with Ledger(path) as ledger:
            assert ledger.reviews()[0].by == "B. Officer"


# The queue


def test_the_queue_tells_why_and_what_is_decided_leaves_it(client: httpx.Client) -> None:
    queue = client.get("/review.json").json()
    reasons = {item["reason"]: item for item in queue["shown"]}
    assert list(reasons) == ["verdict", "figures", "speaker"]
    assert "single sentence" in reasons["verdict"]["why"]
    assert reasons["verdict"]["tag"] == "missed"
    sent(client, reasons["speaker"]["id"], action="accept", next="/review")
    left = client.get("/review.json").json()
    assert [item["reason"] for item in left["shown"]] == ["verdict", "figures"]


def test_after_a_decision_the_next_one_comes(client: httpx.Client) -> None:
    page = client.get("/review?reason=speaker").text
    (identity,) = set(re.findall(r'action="/review/of/([^"]+)"', page))
    answer = sent(client, identity, action="accept", next="/review?reason=speaker")
    assert answer.headers["location"] == "/review?reason=speaker&done=1"
    shown = client.get(answer.headers["location"]).text
    assert "Accepted a statement" in shown
    assert "Nothing is left to review here" in shown


def test_the_queue_of_a_pair_and_of_a_reason(client: httpx.Client) -> None:
    assert {i["reason"] for i in client.get("/review.json?a=Vietnam&b=Russia").json()["shown"]} == {"verdict", "figures"}
    assert client.get("/review.json?a=Vietnam&b=China").json()["shown"] == []
    assert {i["reason"] for i in client.get("/review.json?reason=figures").json()["shown"]} == {"figures"}
    assert client.get("/review?reason=mood").status_code == 400
    assert client.get("/review?a=Vietnam").status_code == 400
    assert "id,reason,title" in client.get("/review.csv").text


# With scripts


def test_the_queue_by_keyboard(page: Page, at: str) -> None:
    page.goto(f"{at}/review")
    page.keyboard.press("j")
    expect(page.locator("li.current")).to_contain_text("missed")
    page.keyboard.press("a")
    expect(page.locator(".review-inline form.decide input[name=why]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("li.decided")).to_contain_text("Accepted")
    expect(page.locator("li.current")).to_contain_text("billion dollars in 2019")
    page.keyboard.press("u")
    expect(page.locator("li", has_text="Took back decision 1").first).to_be_visible()


def test_a_reason_and_enter_do_what_the_key_said(page: Page, at: str, path: Path) -> None:
    page.goto(f"{at}/report/{COUNT.id}")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator(".review-inline form.decide input[name=why]")).to_be_focused()
    page.keyboard.type("an old count")
    page.keyboard.press("Enter")
    expect(page.locator(".said-done")).to_contain_text("Rejected a figure")
    with Ledger(path) as ledger:
        (review,) = ledger.reviews()
    assert (review.action, review.why) == ("reject", "an old count")


def test_the_keys_of_a_page_of_its_own(page: Page, at: str, path: Path) -> None:
    page.goto(f"{at}/review/of/{record_of(path, COUNT.id, '7 billion')}")
    page.keyboard.press("r")
    page.keyboard.type("counted twice")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Rejected a figure")


def test_the_page_of_an_entry_takes_keys_and_tells_what_was_decided(page: Page, at: str, path: Path) -> None:
    with Ledger(path) as ledger:
        occurrence = next(o for o in ledger.occurrences() if o.mode == "visit")
    page.goto(f"{at}/occurrence/{occurrence.id}")
    page.keyboard.press("a")
    expect(page.locator(".review-inline form.decide input[name=why]")).to_be_focused()
    page.keyboard.type("so it was")
    page.keyboard.press("Enter")
    expect(page.locator("section.review-here .said-done")).to_contain_text("Accepted an event")
    page.reload()
    expect(page.locator("section.review-here ul.reviewed")).to_contain_text("so it was")


def test_a_wrong_speaker_is_corrected_in_the_report(visitor: Watched, at: str) -> None:
    page = visitor.page
    page.goto(f"{at}/report/{SPEECH.id}")
    page.keyboard.press("j")
    expect(page.locator("li.current")).to_contain_text("the talks went well")
    page.keyboard.press("c")
    form = page.locator(".review-inline details.correct")
    form.get_by_label("Speaker", exact=True).fill("Atlantis")
    page.keyboard.press("Enter")
    expect(form.locator(".note.wrong")).to_contain_text("Atlantis")
    form.get_by_label("Speaker", exact=True).fill("Sergey Lavrov")
    form.get_by_label("Why").fill("he is the envoy")
    page.keyboard.press("Enter")
    expect(page.locator(".said-done")).to_contain_text("Corrected a statement: speakers “Sergey Lavrov” instead of “nothing”")
    page.reload()
    expect(page.locator("ol.records li").first).to_contain_text("Sergey Lavrov")
    expect(page.locator("ol.records li").first).to_contain_text("he is the envoy")
    # The browser itself notes that the first answer was a refusal.
    assert len(visitor.faults) == 1
    visitor.faults.clear()


def test_the_form_opens_by_a_click_and_closes_by_escape(page: Page, at: str) -> None:
    page.goto(f"{at}/report/{SPEECH.id}")
    page.locator("ol.records a.review").nth(1).click()
    expect(page.locator(".review-inline")).to_be_visible()
    page.locator(".review-inline summary").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".review-inline")).to_have_count(0)


def test_two_marked_lines_become_one(page: Page, at: str, path: Path) -> None:
    page.goto(f"{at}/occurrences")
    with Ledger(path) as ledger:
        ids = [o.id for o in ledger.occurrences() if o.mode == "visit"]
    for number, identity in enumerate(ids[:2]):
        line = page.locator(f"ol.lines > li[data-id='{identity}']").first
        line.locator("a.line").focus()
        page.keyboard.press("m")
        if number == 0:
            expect(page.locator("li.marked")).to_have_count(1)
    form = page.locator(".review-inline details.merge")
    expect(form.locator("input[name=other]:checked")).to_have_count(1)
    form.get_by_role("button", name="They are the same").click()
    expect(page.locator(".said-done")).to_contain_text("Held for the same")


def test_the_keys_are_told(page: Page, at: str) -> None:
    page.goto(f"{at}/review")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("undo the last decision")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_everything_goes_without_scripts(browser: Browser, at: str) -> None:
    visitor = Watched(browser, script=False)
    page = visitor.page
    page.goto(f"{at}/report/{SPEECH.id}")
    page.locator("ol.records a.review").first.click()
    page.get_by_label("How far", exact=False).or_(page.get_by_label("Speaker", exact=True)).first.fill("Sergey Lavrov")
    page.get_by_role("button", name="Store the correction").click()
    expect(page.locator("h1")).to_contain_text("Corrected a statement")
    page.get_by_role("button", name="undo").click()
    expect(page.locator("h1")).to_contain_text("Took back decision 1")
    visitor.close()


# Behind the pages


def test_decisions_are_worked_in_by_one_thread_and_faults_are_told(path: Path) -> None:
    with Ledger(path) as ledger:
        follower = Follower(Served(ledger))
        ledger.reject(record_of(path, PROMISE.id, "visited Vietnam"))
        assert not is_fresh(Store(path, read_only=True))
        assert follower.follow(patience=10)
        assert not follower.working
        assert follower.fault == ""
        assert is_fresh(Store(path, read_only=True))
    gone = Ledger(path)
    follower = Follower(Served(gone))
    gone.close()
    path.rename(path.with_suffix(".away"))
    assert follower.follow(patience=10)
    assert "no such ledger" in follower.fault
