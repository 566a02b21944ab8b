"""`python -m tests.web.pictures FOLDER`: every page of the desk as a picture, wide and narrow, light and dark.

The desk is served over the hand-made records of the samples; the same records give the same pictures. With names of pages after
the folder only these are taken: `python -m tests.web.pictures /tmp/pictures / "/between/./."`.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.web.browsing import HEIGHT, WIDTHS, Watched, chromium, sample_ledger, served
from tests.web.samples import NAMES, samples

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DRAWN = """() => Promise.all([...document.images].filter(image => image.checkVisibility()).map(image => {
  image.loading = "eager"; return image.decode().catch(() => null) }))"""
"""Waits for drawings, which are loaded only when they come into view."""
TALLEST = 6000
"""Pixels of a page that a picture shows; what is below is a long list that looks the same."""


def main() -> int:
    """Writes the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", help="names of pages, as in tests/web/samples.py (default: all)")
    parser.add_argument("--ledger", type=Path, help="an own ledger in place of the samples'; it is only shown")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = arguments.ledger or sample_ledger(Path(folder) / "ledger.db", "*")
        paths = samples(ledger)
        with served(ledger, "--by", "A. Reader") as desk, chromium() as browser:
            for name in arguments.pages or NAMES:
                taken(browser, desk + paths[name], arguments.folder / stem(name))
    return 0


def stem(name: str) -> str:
    """The name of a page's pictures: "between-one-one-years" of "/between/./. years"."""
    return "-".join(re.findall(r"\w+", name.replace(".", "one"))) or "start"


def taken(browser: Browser, address: str, stem: Path) -> None:
    """One page as STEM-1280-light.png and so on."""
    visitor = Watched(browser)
    visitor.page.set_default_navigation_timeout(60_000)
    visitor.page.goto(address)
    for width in WIDTHS:
        for scheme in SCHEMES:
            visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
            visitor.page.emulate_media(color_scheme=scheme)
            visitor.page.evaluate(DRAWN)
            tall = min(TALLEST, visitor.page.evaluate("document.documentElement.scrollHeight"))
            visitor.page.set_viewport_size({"width": width, "height": max(tall, HEIGHT)})
            visitor.page.evaluate("scrollTo(0, 0)")
            visitor.page.screenshot(path=f"{stem}-{width}-{scheme}.png")
    visitor.context.close()


if __name__ == "__main__":
    raise SystemExit(main())
