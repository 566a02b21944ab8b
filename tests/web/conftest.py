"""What the tests of the desk share: one browser, the desk over the sample records, a fresh visitor for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import PATIENCE, Watched, chromium, sample_ledger, served
from tests.web.samples import NAMES, samples

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a screen."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the hand-made records on Vietnam and Russia; for looking only."""
    return sample_ledger(tmp_path_factory.mktemp("desk") / "ledger.db")


@pytest.fixture(scope="session")
def address(ledger_path: Path) -> Iterator[str]:
    """The desk over that ledger, as the command serves it; without a slash at the end."""
    with served(ledger_path) as at:
        yield at


@pytest.fixture(scope="session")
def paths(ledger_path: Path) -> dict[str, str]:
    """An address, without the host, of each kind of page on that desk."""
    return samples(ledger_path)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Watched]:
    """A fresh visitor; errors of the console and requests to other hosts fail the test at its end."""
    watched = Watched(browser)
    yield watched
    watched.close()


@pytest.fixture
def page(visitor: Watched) -> Page:
    """The page of a fresh visitor."""
    return visitor.page


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the desk, open in the browser for all tests of a module; they leave it as they found it."""

    name: str
    """One of `NAMES`."""
    path: str
    """Its address without the host."""
    desk: str
    """The host."""
    watched: Watched

    @property
    def page(self) -> Page:
        """The page in the browser."""
        return self.watched.page


@pytest.fixture(scope="module", params=NAMES)
def opened(request: pytest.FixtureRequest, browser: Browser, address: str, paths: dict[str, str]) -> Iterator[Opened]:
    """Every kind of page in turn, opened once."""
    watched = Watched(browser)
    path = paths[request.param]
    watched.page.goto(address + path)
    yield Opened(request.param, path, address, watched)
    watched.context.close()
