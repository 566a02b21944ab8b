"""A brief as PDF: the page printed by a browser of the Chromium family, where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from attache.brief.model import Brief
from attache.brief.page import as_page
from attache.errors import AttacheError

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
"""Commands looked for on the path, the first one found is taken."""
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
"""Where systems that put programs on no path have them."""
NO_BROWSER = (
    "no browser to print the PDF: install Chromium, Google Chrome or Microsoft Edge, "
    "or write brief.html and print it from any browser (or brief.docx)"
)
LONGEST = 180
"""Seconds that printing may take."""


def as_pdf(brief: Brief) -> bytes:
    """The page as PDF. Raises AttacheError where no browser is installed or it fails."""
    browser = find_browser()
    if browser is None:
        raise AttacheError(NO_BROWSER)
    with TemporaryDirectory(prefix="attache-") as folder:
        page, printed = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        page.write_text(as_page(brief), "utf-8")
        _print(browser, page, printed, Path(folder, "profile"))
        return printed.read_bytes()


def find_browser() -> str | None:
    """The command of the first browser found; None where there is none."""
    return next(_browsers(), None)


def _browsers() -> Iterator[str]:
    yield from (found for name in NAMES if (found := shutil.which(name)))
    yield from (path for path in APPLICATIONS if Path(path).is_file())


def _print(browser: str, page: Path, printed: Path, profile: Path) -> None:
    """Prints a page. Raises AttacheError with what the browser said last."""
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-pdf-header-footer",
        f"--user-data-dir={profile}",
        f"--print-to-pdf={printed}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    try:
        done = subprocess.run(
            [browser, *options, page.as_uri()], capture_output=True, text=True, errors="replace", timeout=LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AttacheError(f"{Path(browser).name} did not print the PDF ({error}); write brief.html and print that") from error
    if not printed.is_file() or not printed.stat().st_size:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        why = f": {said[-1].strip()}" if said else ""
        raise AttacheError(f"{Path(browser).name} did not print the PDF{why}; write brief.html and print that")
