"""`attache watch` and `attache feeds` as a user runs them, against a real site on this machine."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.cli.watching import How, _progress, _run, _Stop, _Told, _watch, _watchlist
from attache.errors import LedgerError
from attache.intake.watching import Watch
from attache.intake.watching_tally import Tally
from attache.ledger import Ledger
from attache.sources.feeds import Watchlist, watchlist_of_address
from attache.sources.fetching import Manners, SystemClock
from tests.cli.conftest import Attache
from tests.sources.fetching.site import Reply, Seen, Site, item, page, rss, running, with_validators

TEXT = (
    "Chile and Peru signed an agreement on trade worth {} million dollars in Lima on Friday, their foreign ministers said. "
    "Foreign Minister Ana Ruiz of Chile met President Pedro Soto of Peru."
)
CAKE = "Mix the flour and the sugar, add two eggs and bake the cake for forty minutes until it is brown and let it cool."


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


def lists(site: Site, *numbers: int) -> None:
    """Lets the feed list reports of these numbers."""
    for number in numbers:
        whole = page(TEXT.format(number), title=f"Talks {number}").encode()
        site.answers[f"/{number}"] = Reply(whole)
    feed = rss(*(item(site.url(f"/{number}")) for number in numbers), title="The News")
    site.answers["/feed"] = with_validators(feed, "application/rss+xml")


def settings(site: Site, folder: Path, every: str = "30m") -> Path:
    path = folder / "feeds.toml"
    path.write_text(f'[watch]\ninterval = "0s"\n[[feed]]\naddress = "{site.url("/feed")}"\nevery = "{every}"\n')
    return path


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "attache", "watch", "feeds.toml", "--allow-private", "--jobs", "1", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored(folder: Path) -> list[str]:
    """The addresses of the reports that a ledger holds."""
    if not (folder / "ledger.db").exists():
        return []
    with closing(sqlite3.connect(f"file:{folder / 'ledger.db'}?mode=ro", uri=True)) as ledger:
        try:
            return sorted(str(url) for (url,) in ledger.execute("SELECT url FROM sighting"))
        except sqlite3.OperationalError:  # its tables are not made yet
            return []


def await_reports(folder: Path, count: int, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 100
    while len(stored(folder)) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)


def test_once(attache: Attache, site: Site, tmp_path: Path) -> None:
    lists(site, 1, 2)
    site.page("/cake", page(CAKE, title="Cake"))
    listed = rss(*(item(site.url(path)) for path in ("/1", "/2", "/cake", "/none")), title="The News")
    site.answers["/feed"] = with_validators(listed, "application/rss+xml")
    settings(site, tmp_path)
    done = attache("watch", "feeds.toml", "--once", "--allow-private", "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 feed polled; 2 new; 1 set aside (no-actor 1); 1 asked again later (gone 1)\n"
    again = attache("watch", "feeds.toml", "--once", "--allow-private", "--jobs", "1", "--json")
    assert json.loads(again.stdout) == {
        "feeds": {}, "pages": {}, "reasons": {}, "excluded": 0, "linkless": 0, "repeated": 0, "left": 0, "ledger": "ledger.db"
    }  # fmt: skip
    assert sorted(site.paths()) == ["/1", "/2", "/cake", "/feed", "/none"]
    listed_now = attache("feeds").stdout.splitlines()
    assert listed_now[1].split("\t")[0] == f"The News {site.url('/feed')}"
    assert listed_now[1].split("\t")[3:8] == ["2", "0", "0", "1", "1"]
    (feed,) = json.loads(attache("feeds", "--json").stdout)
    assert (feed["pages"], feed["reasons"]) == ({"aside": 1, "new": 2, "waiting": 1}, {"no-actor": 1, "gone": 1})
    by_address = ("watch", site.url("/feed"), "--once", "--allow-private", "--no-gate", "--jobs", "1", "--ledger", "other.db")
    assert attache(*by_address).stdout == "1 feed polled; 3 new; 1 asked again later (gone 1)\n"


def test_every_feed_failed(attache: Attache, site: Site, tmp_path: Path) -> None:
    settings(site, tmp_path)
    done = attache("watch", "feeds.toml", "--once", "--allow-private")
    assert (done.returncode, done.stdout) == (1, "1 feed polled (1 failed); 0 new\n")
    assert done.stderr == f"attache: {site.url('/feed')}: the server answers 404 Not Found; check the address in a browser\n"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("feeds.toml", "[[feed]]\naddress = 'https://a.org'\nevery = 5", "feeds.toml: line 3: `every` is no time"),
        ("none.toml", None, "none.toml: there is no such file or folder"),
    ],
)
def test_wrong_files(attache: Attache, tmp_path: Path, name: str, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = attache("watch", name, "--once")
    assert done.returncode == 2
    assert done.stderr.startswith(f"attache: {told}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "ledger.db").exists()


def test_the_example_is_a_feeds_toml(attache: Attache, tmp_path: Path) -> None:
    done = attache("watch", "--example")
    assert done.returncode == 0
    (tmp_path / "feeds.toml").write_text(done.stdout.replace("https://example.org/news/rss.xml", "http://127.0.0.1:9/rss"))
    assert "ports 80 and 443 only" in attache("watch", "feeds.toml", "--once").stderr
    assert attache("watch").returncode == 2


def test_stopped_it_says_so_and_goes_on_later(site: Site, tmp_path: Path) -> None:
    polls: list[Seen] = []

    def feed(seen: Seen) -> Reply:
        """One more report with each poll."""
        polls.append(seen)
        lists(site, *range(1, len(polls) + 1))
        answer = site.answers["/feed"]
        site.answers["/feed"] = feed
        return answer if isinstance(answer, Reply) else answer(seen)

    site.answers["/feed"] = feed
    settings(site, tmp_path, every="1s")
    process = start(tmp_path)
    await_reports(tmp_path, 3, process)
    second = subprocess.run(
        [sys.executable, "-m", "attache", "watch", "feeds.toml", "--once"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 2
    assert "another `attache watch` is at work on this ledger" in second.stderr
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.startswith("attache: stopped; 1 feed polled")
    assert err.count("\n") == 1
    assert "new" in out  # it told in between
    kept = stored(tmp_path)
    assert len(kept) >= 3
    assert all(site.times(url.removeprefix(site.url(""))) == 1 for url in kept)


def test_a_server_that_is_silent_does_not_hold_up_the_end(site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = Reply(b"", stall=50)
    settings(site, tmp_path)
    process = start(tmp_path)
    until = time.monotonic() + 60
    while site.times("/feed") == 0 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("\n")) == (0, 1), err


def test_a_disk_that_may_not_be_written(attache: Attache, site: Site, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    lists(site, 1)
    settings(site, tmp_path)
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    done = attache("watch", "feeds.toml", "--once", "--allow-private", "--ledger", shut / "ledger.db")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_title_with_marks_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "150")
    with _progress(Tally()) as bar:
        bar("US [/b] talks")
        bar("in [red]Lima")
    assert "in [red]Lima" in shown.getvalue()


def test_another_program_that_writes_is_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    waits: list[float] = []

    def opened(path: Path, *, patience: float) -> None:
        waits.append(patience)
        raise LedgerError("seen")

    monkeypatch.setattr("attache.ledger.Ledger", opened)
    with pytest.raises(LedgerError, match="seen"):
        _watch(Watchlist(()), tmp_path / "ledger.db", How(True, 1, None, True, False))
    assert waits == [900]


def test_the_watch_table_of_a_second_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(tmp_path / name) for name in ("plain.toml", "first.toml", "second.toml")]
    for path, table in zip(paths, ("", '[watch]\ninterval = "9s"', '[watch]\ninterval = "1s"'), strict=True):
        Path(path).write_text(f'{table}\n[[feed]]\naddress = "https://a.org/{len(table)}"\n')
    assert _watchlist(paths).interval == 9
    told = capsys.readouterr().err
    assert told.startswith(f"attache: {paths[2]}: its [watch] is not used, for that of {paths[1]} counts for all")
    assert told.count("\n") == 1


@pytest.mark.parametrize("as_json", [False, True])
def test_what_is_said_in_between(tmp_path: Path, capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    told = _Told(How(False, 1, None, True, as_json))
    with Ledger(tmp_path / "ledger.db") as book:
        told.watching = Watch(book, Watchlist(()), Manners(), clock=SystemClock(), tell=print)
        told.between()
        told.watching.tally.page("new")
        told.between()
        told.between()
    (line,) = capsys.readouterr().out.splitlines()
    if as_json:
        assert json.loads(line)["pages"] == {"new": 1}
    else:
        assert line.endswith("Z  0 feeds polled; 1 new")


def test_a_watch_that_is_never_idle_works_in_as_well(monkeypatch: pytest.MonkeyPatch, site: Site, tmp_path: Path) -> None:
    lists(site, 1, 2, 3)
    how = How(False, 1, False, True, False)
    clock, slices = SystemClock(), []

    def worked_in() -> None:
        slices.append(1)
        clock.stop()

    with Ledger(tmp_path / "ledger.db") as book:
        watching = Watch(
            book, watchlist_of_address(site.url("/feed")), Manners(interval=0, private=True), clock=clock, tell=print
        )
        monkeypatch.setattr(watching.writer, "is_due", lambda: True)
        monkeypatch.setattr(watching.writer, "work_in", worked_in)
        at_last = threading.Timer(60, clock.stop)
        at_last.start()
        _run(watching, tmp_path / "ledger.db", lambda told: None, _Stop(clock), how)
        at_last.cancel()
        assert slices
        assert watching.tally.pages["new"] >= 1
