"""An HTML page to text and what its markup tells. Works offline on the page's own words; no clock decides anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from htmldate import find_date
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura import bare_extraction

# htmldate takes today as its latest date unless told: a fixed day far ahead keeps the output the same on any day.
_LATEST = datetime(2100, 12, 31)
_EARLIEST = datetime(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Page:
    """Text paragraphs as trafilatura finds them, the visible lines above them, and the markup's own words."""

    text: str
    above: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    date: str | None = None
    """ISO day that the markup or htmldate gives."""
    language: str | None = None
    address: str | None = None


def read_page(markup: str, *, url: str | None = None) -> Page:
    """The page's parts; `text` is empty where it has none."""
    document = bare_extraction(markup, url=url, include_comments=False, with_metadata=True, date_extraction_params=_date_options())
    tree = lxml_html.document_fromstring(markup.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    text = re.sub(r"\n+", "\n\n", (document.text or "") if document else "")
    name = _site_name(tree)
    return Page(
        text=text,
        above=tuple(_above(tree, text)),
        title=_title(tree, name),
        publisher=name,
        byline=None,
        date=document.date if document else None,
        language=(tree.get("lang") or None),
        address=url,
    )


def _date_options() -> dict[str, object]:
    return {"original_date": True, "extensive_search": False, "max_date": _LATEST, "min_date": _EARLIEST}


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for name in names:
        for attribute in ("property", "name", "itemprop"):
            for found in tree.xpath(f"//meta[@{attribute}=$name]/@content", name=name):
                if str(found).strip():
                    return " ".join(str(found).split())
    return None


def _linked(tree: HtmlElement) -> list[dict[str, object]]:
    """Objects of the page's JSON-LD, in order."""
    out: list[dict[str, object]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except ValueError:
            continue
        pending = [data]
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending = item + pending
            elif isinstance(item, dict):
                out.append(item)
                graph = item.get("@graph")
                pending = (graph if isinstance(graph, list) else []) + pending
    return out


def _site_name(tree: HtmlElement) -> str | None:
    named = _meta(tree, "og:site_name", "application-name")
    if named:
        return named
    for item in _linked(tree):
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    title = _page_title(tree)
    heading = _heading(tree)
    if heading and title.startswith(heading) and len(title) > len(heading):
        rest = re.sub(r"^\s*(?:[|–—·•»:-]|::)+\s*", "", title[len(heading) :]).strip()
        return rest or None
    return None


def _page_title(tree: HtmlElement) -> str:
    return " ".join("".join(tree.xpath("//head/title//text()")).split())


def _heading(tree: HtmlElement) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")]
    headings = [h for h in headings if h]
    title = _page_title(tree)
    return next((h for h in headings if h in title), headings[0] if len(headings) == 1 else None)


def _title(tree: HtmlElement, site: str | None) -> str | None:
    found = _heading(tree) or _meta(tree, "og:title", "twitter:title") or _page_title(tree)
    if found and site:
        found = re.sub(rf"\s*(?:[|–—·•»-]|::)\s*{re.escape(site)}$", "", found)
    return found or None


def _above(tree: HtmlElement, text: str) -> list[str]:
    """Visible lines between the headline and the text's first paragraph, and dates marked as such."""
    first = " ".join(text.split("\n", 1)[0].split())[:60]
    headings = tree.xpath("//h1")
    out: list[str] = []
    if not headings or not first:
        return out
    for element in headings[0].xpath("following::*[not(self::script or self::style or self::h1)]"):
        line = " ".join(element.text_content().split())
        if first and first in line:
            if line.startswith(first):
                break
            continue
        if 3 < len(line) <= 200 and not any(line in seen for seen in out):
            out.append(line)
        if len(out) >= 12:
            break
    return out


def markup_date(markup: str, url: str | None = None) -> str | None:
    """The day that the markup gives, as htmldate finds it without searching the text."""
    found = find_date(markup, extensive_search=False, original_date=True, url=url, max_date=_LATEST, min_date=_EARLIEST)
    return str(found) if found else None
