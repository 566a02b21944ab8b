"""pages: text, title and date out of a web page."""

from __future__ import annotations

import gzip
from pathlib import Path

from attache.errors import SourceError
from attache.sources import Origin, report_of_page
from attache.sources.decode import decode
from benchmarks.accuracy.lines import Line


def pages(gold: Line) -> Line:
    """What the product takes for the report on a page, dated by what the page says; nothing where it finds no report."""
    try:
        source = decode(page_bytes(gold), where=gold["id"], html=True)
        report = report_of_page(source, Origin(file=gold["id"], url=gold.get("url")))
    except SourceError:
        return {"id": gold["id"], "text": ""}
    first = report.published[0] if report.published else None
    return {"id": gold["id"], "text": report.text, "title": report.title, "date": first}


def page_bytes(gold: Line) -> bytes:
    """The page as served, from the folder that the record is told to lie in."""
    path = Path(gold["folder"]) / "html" / Path(gold["html_file"]).name
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
