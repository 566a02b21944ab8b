"""The desk as its own command serves it, and a real Chromium that visits it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from attache.ledger import Ledger
from tests.gold import gold, gold_files

WIDTHS = (1280, 400)
HEIGHT = 900
SCHEMES = ("light", "dark")
PATIENCE = 10_000
"""Milliseconds that a test waits for what should stand on a page; far more than a page takes, for slow machines."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium's own traffic, to its maker and to the network it finds, is off.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


def sample_ledger(path: Path, folder: str = "vietnam-russia") -> Path:
    """A ledger at `path` with the hand-made records of a folder of samples, worked out."""
    with Ledger(path) as ledger:
        for file in gold_files(folder):
            ledger.add(*gold(file))
        ledger.reconcile()
    return path


@contextmanager
def served(path: Path, *options: str) -> Iterator[str]:
    """The address, without a slash at its end, of `attache serve` over a ledger; a process of its own, on a free port."""
    command = [sys.executable, "-u", "-m", "attache", "serve", "--ledger", str(path), "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        told = next(line for line in server.stdout if " at http" in line)
        yield told.split(" at ")[1].split(" ")[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a screen."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    assert found, "no Chromium; run: make browser"
    # Chromium's own sandbox does not start for root, as in a container.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


def asked(address: str, **query: str) -> httpx.Response:
    """What the desk answers to a plain request; a busy machine is waited for."""
    return httpx.get(address, params=query or None, timeout=60)


class Watched:
    """A page of its own visitor, and what went wrong on it."""

    def __init__(self, browser: Browser, *, width: int = 1280, script: bool = True) -> None:
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, java_script_enabled=script, reduced_motion="reduce"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        """What the console calls an error (what the content security policy forbids is among it) and what scripts threw."""
        self.hosts: set[str] = set()
        """Every host that was asked for anything."""
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))

    def close(self) -> None:
        """Ends the visit. Raises AssertionError as `went_well`."""
        self.context.close()
        self.went_well()

    def went_well(self) -> None:
        """Raises AssertionError where anything went wrong or another host was asked."""
        assert self.faults == []
        assert self.hosts <= {"127.0.0.1", ""}, self.hosts
