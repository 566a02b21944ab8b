"""A watch killed at random moments and begun again: every report once, none fetched again that was stored.

The site is real, on this machine; what is counted is what it was asked for.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.conftest import Sized
from tests.sources.fetching.site import Reply, Site, item, page, rss, running, with_validators

SEED = 1994
PAGES = 6
TEXT = "Chile and Peru signed an agreement on trade worth {} million dollars in Lima on Friday, their foreign ministers said."


def _site(site: Site) -> list[str]:
    """Lets the site list reports; their addresses."""
    for number in range(PAGES):
        site.answers[f"/{number}"] = Reply(page(TEXT.format(number + 1), title=f"Talks {number}").encode(), stall=0.05)
    addresses = [site.url(f"/{number}") for number in range(PAGES)]
    site.answers["/feed"] = with_validators(rss(*map(item, addresses)), "application/rss+xml")
    return addresses


def _start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "attache", "watch", "feeds.toml", "--once", "--allow-private", "--jobs", "1"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _stored(folder: Path) -> dict[str, str]:
    """The pages whose report is in the ledger, with its id; each must be told as such."""
    if not (folder / "ledger.db").exists():
        return {}
    with closing(sqlite3.connect(f"file:{folder / 'ledger.db'}?mode=ro", uri=True)) as ledger:
        try:
            reports = dict(ledger.execute("SELECT url, report FROM sighting").fetchall())
            told = dict(ledger.execute("SELECT url, report FROM feed_page WHERE state = 'new'").fetchall())
        except sqlite3.OperationalError:  # its tables are not made yet
            return {}
    assert reports == told
    return reports


def _asked(site: Site, addresses: list[str]) -> dict[str, int]:
    return {address: site.times(address.removeprefix(site.url(""))) for address in addresses}


def _finish(folder: Path) -> float:
    """Runs to the end; how long that took."""
    began = time.monotonic()
    process = _start(folder)
    _, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, b"")
    return time.monotonic() - began


def test_a_watch_killed_at_random_moments(tmp_path: Path, sized: Sized) -> None:
    moments = random.Random(SEED)
    kills = hit = 0
    with running() as site:
        addresses = _site(site)
        listed = f'[watch]\ninterval = "0s"\n[[feed]]\naddress = "{site.url("/feed")}"\n'
        (tmp_path / "feeds.toml").write_text(listed)
        took = _finish(tmp_path)
        wanted = _stored(tmp_path)
        assert sorted(wanted) == sorted(addresses)
        while kills < sized(2, 250):
            for left in tmp_path.glob("ledger.db*"):
                left.unlink()
            for _ in range(moments.randint(1, 3)):
                process = _start(tmp_path)
                time.sleep(moments.uniform(0.2, 1.0) * took)
                hit += process.poll() is None
                process.send_signal(signal.SIGKILL)
                process.communicate()
                kills += 1
            kept, before = _stored(tmp_path), _asked(site, addresses)
            assert kept.items() <= wanted.items()
            _finish(tmp_path)
            assert _stored(tmp_path) == wanted
            after = _asked(site, addresses)
            assert all(after[address] == before[address] for address in kept)
            assert all(after[address] == before[address] + 1 for address in addresses if address not in kept)
    assert hit > kills // 3, "most kills must fall into a run under way"
