"""What an HTML page's markup says about itself: title, site, author, language, dates. Read offline, with no clock."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from htmldate import find_date
from lxml.html import HtmlElement

# htmldate takes today as its latest day unless told otherwise; a day far ahead keeps the answer the same on any day.
_LATEST = datetime(2100, 12, 31)
_EARLIEST = datetime(1990, 1, 1)
_SEPARATOR = r"\s*[|–—·•»:-]+\s*"


@dataclass(frozen=True, slots=True)
class Markup:
    """The page's own words about itself; None for what it does not say."""

    title: str | None
    site: str | None
    author: str | None
    language: str | None
    date: str | None
    """ISO day."""


def read_markup(tree: HtmlElement, seen: list[str], *, url: str | None = None) -> Markup:
    """What the markup of a parsed page says; `seen` are its visible lines."""
    linked = list(_linked(tree))
    heading = _heading(tree, seen)
    site = _site(tree, linked, heading)
    return Markup(
        title=_title(tree, site, heading),
        site=site,
        author=_author(tree, linked),
        language=(str(tree.get("lang") or "").split("-")[0].lower() or None),
        date=_date(tree, url),
    )


def _date(tree: HtmlElement, url: str | None) -> str | None:
    """The day that htmldate finds in the markup. Its search through the text is off: it fills missing years from the clock."""
    found = find_date(tree, extensive_search=False, original_date=True, url=url, max_date=_LATEST, min_date=_EARLIEST)
    return str(found) if found else None


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for name in names:
        for attribute in ("property", "name", "itemprop"):
            for found in tree.xpath(f"//meta[@{attribute}=$name]/@content", name=name):
                if str(found).strip():
                    return " ".join(str(found).split())
    return None


def _linked(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Objects of the page's JSON-LD, in order; broken ones are passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            pending: list[object] = [json.loads(script.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending = [*item, *pending]
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                pending = [*(graph if isinstance(graph, list) else []), *pending]


def _name_in(value: object) -> str | None:
    """The name in a JSON-LD value: a string, an object with a name, or a list of such."""
    if isinstance(value, list):
        return next((name for item in value if (name := _name_in(item))), None)
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _site(tree: HtmlElement, linked: list[dict[str, object]], heading: str | None) -> str | None:
    named = _meta(tree, "og:site_name", "application-name") or next(
        (n for i in linked if (n := _name_in(i.get("publisher")))), None
    )
    if named:
        return named
    before, found, after = _page_title(tree).partition(heading or "\0")
    if not found or (before.strip() and after.strip()):
        return None
    return re.sub(f"^{_SEPARATOR}|{_SEPARATOR}$", "", before + after).strip() or None


def _author(tree: HtmlElement, linked: list[dict[str, object]]) -> str | None:
    found = next((n for i in linked if (n := _name_in(i.get("author")))), None) or _meta(
        tree, "author", "article:author", "dc.creator"
    )
    return None if found and re.match(r"https?://", found) else found


def _page_title(tree: HtmlElement) -> str:
    return " ".join("".join(tree.xpath("//head/title//text()")).split())


def _heading(tree: HtmlElement, seen: list[str]) -> str | None:
    """The `h1` that the page's title names, or the only one; without any, the longest seen line that the title holds."""
    site = _meta(tree, "og:site_name", "application-name")
    headings = [h for element in tree.xpath("//h1") if (h := " ".join(element.text_content().split())) and h != site]
    title = _page_title(tree)
    named = next((h for h in headings if h in title), headings[0] if len(headings) == 1 else None)
    if named or headings:
        return named
    within = [line for line in seen if line.count(" ") >= 2 and line in title]
    return max(within, key=len, default=None)


def _title(tree: HtmlElement, site: str | None, heading: str | None) -> str | None:
    found = heading or _meta(tree, "og:title", "twitter:title") or _page_title(tree)
    if found and site:
        found = re.sub(rf"{_SEPARATOR}{re.escape(site)}$|^{re.escape(site)}{_SEPARATOR}", "", found)
    # Some sites escape their titles twice.
    return html.unescape(found).strip() or None if found else None
