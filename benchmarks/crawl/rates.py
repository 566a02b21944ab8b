"""The rates that the cost of a crawl follows from, measured on this machine in seconds of one core."""

from __future__ import annotations

import gzip
import html
import io
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from attache.intake import read_item
from attache.ledger import Ledger
from attache.ledger.shards.files import write_entries
from attache.ledger.shards.rows import Entry
from attache.reading import read
from attache.reading.gate import gate
from attache.records import Report, ReportId
from attache.sources.compose import Origin
from attache.sources.item import Item, report_of
from attache.sources.items import items_of_stream
from benchmarks.speed.taking import moved
from benchmarks.speed.texts import irrelevant, relevant

BEST_OF: Final = 3
"""Times that each is measured; the least counts, for other programs only ever make it longer."""
ELEMENTS: Final = 0.6
"""Share of a page's bytes that are elements around the report, not scripts."""
COPIES: Final = 25
"""Copies of each reading that are taken in."""
FILE: Final = "s3://crawl/CC-NEWS-20250304090000-00123.warc.gz"
"""How messages call the file that articles come from."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds of one core, and bytes, of one article each."""

    unpacking: float
    """Reading the record of a page out of a packed WARC file."""
    page: float
    """Finding text, date and language in a page."""
    gate: float
    reading: float
    """A report of 400 words that the gate lets pass."""
    importing: float
    """A reading into the ledger, without comparing it to all others."""
    reading_bytes: float
    """A reading in Parquet."""
    aside_bytes: float
    """An article set aside, in Parquet."""
    ledger_bytes: float
    """A reading in the ledger, before what is worked out across reports."""


def measured(page_bytes: int, number: int = 40) -> Rates:
    """All rates, each over so many articles."""
    passing = [relevant(n) for n in range(number)]
    others = [irrelevant(n) for n in range(number)]
    pages = [page_of(text, n, page_bytes) for n, text in enumerate(passing)]
    packed = _warc(pages)
    reports = [_report(text, n) for n, text in enumerate(passing)]
    entries = [Entry(f"news.warc.gz#{n}", "read", report, read(report)) for n, report in enumerate(reports)]
    importing, ledger_bytes = _stored(entries)
    return Rates(
        unpacking=_seconds(lambda: _items(packed)) / number,
        page=_seconds(lambda: [report_of(page) for page in pages]) / number,
        gate=_seconds(lambda: [gate(text) for text in others]) / number,
        reading=_seconds(lambda: [read(report) for report in reports]) / number,
        importing=importing,
        reading_bytes=_written(entries),
        aside_bytes=_written(_asides(others)),
        ledger_bytes=ledger_bytes,
    )


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time of all threads, the least of several times."""
    spent = []
    for _ in range(BEST_OF):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def page_of(text: str, number: int, size: int) -> Item:
    """A page as news sites make them, of about so many bytes: the report among navigation, teasers and scripts.

    Its share of elements is chosen so that it takes as long as saved pages of news sites of the same size do (46 ms for 139 KB,
    timed beside 80 of them while other programs ran on the same two cores).
    """
    draw = random.Random(f"page {number}")
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in text.split("\n\n"))
    elements = "".join(_teaser(n, draw) for n in range(int(size * ELEMENTS) // 330))
    head = '<title>Report</title><meta property="article:published_time" content="2025-03-04T08:00:00Z">'
    page = f"<main><article><h1>Report {number}</h1>{body}</article></main><aside>{elements}</aside>"
    script = "".join(f'{{"k{draw.randrange(10**6)}":"{draw.getrandbits(160):x}"}},' for _ in range((size - len(page)) // 55))
    data = f"<!doctype html><html lang=en><head>{head}<script>var d=[{script}]</script></head><body>{page}</body></html>"
    name = f"news.warc.gz#{number}"
    return Item(name, name, "page", data.encode(), Origin(file=name, url=f"https://example.org/{number}"), bulk=True)


def _teaser(number: int, draw: random.Random) -> str:
    return (
        f'<div class="teaser teaser--{number}"><a href="/story/{draw.randrange(10**6)}" class="teaser__link">'
        f'<img src="/i/{number}.jpg" alt="picture {number}"><span class="teaser__label">Section {number}</span>'
        f'<h3 class="teaser__title">Story {number} of the day, in a few words</h3></a>'
        f'<ul><li><a href="/a/{number}">More</a></li><li><a href="/b/{number}">Share</a></li></ul></div>\n'
    )


def _warc(pages: list[Item]) -> bytes:
    """The pages as an archive of records, each packed by itself."""
    out = io.BytesIO()
    for page in pages:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.origin.url}\r\nWARC-Date: 2025-03-04T09:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return out.getvalue()


def _items(packed: bytes) -> int:
    return len(list(items_of_stream(io.BytesIO(packed), "news.warc.gz", on_aside=lambda _: None)))


def _report(text: str, number: int) -> Report:
    digest = sha256(text.encode()).hexdigest()
    url = f"https://example.org/{number}"
    return Report(ReportId("r" + digest[:16]), text, digest, file=f"news.warc.gz#{number}", url=url, title=f"Report {number}")


def _asides(texts: list[str]) -> list[Entry]:
    """What is written of articles that the gate sets aside: the name, and a line with the title and the words that decided."""
    became = [read_item(_titled(text, n), gate=True) for n, text in enumerate(texts)]
    # The first words are made a title, which the gate weighs more: a few pass.
    return [Entry(one.item, "aside", reason=one.reason, message=one.message) for one in became if one.outcome == "aside"]


def _titled(text: str, number: int) -> Item:
    title, name = " ".join(text.split()[:9]), f"{FILE.rsplit('/', 1)[1]}#{number}"
    address = f"https://news.example.org/2025/03/04/{'-'.join(title.lower().split())}-{number}"
    origin = Origin(file=name, url=address, title=title)
    return Item(name, f"{FILE} record {number}", "text", text.encode(), origin, bulk=True)


def _written(entries: list[Entry]) -> float:
    """Bytes of an entry in a file, without what each file has once."""
    half, whole = io.BytesIO(), io.BytesIO()
    write_entries(entries[: len(entries) // 2], half)
    write_entries(entries, whole)
    return (len(whole.getvalue()) - len(half.getvalue())) / (len(entries) - len(entries) // 2)


def _copy(entry: Entry, number: int) -> Entry:
    """The same reading of another report whose text begins alike."""
    if entry.report is None or entry.reading is None:
        raise ValueError(f"{entry.item}: no reading to copy")
    report = _report(f"{entry.report.text}\n({number})", number)
    return replace(entry, item=f"{entry.item}.{number}", report=report, reading=moved(entry.reading, report.id))


def _stored(entries: list[Entry]) -> tuple[float, float]:
    """Seconds and bytes of a reading in the ledger, from readings that are many."""
    many = [_copy(entry, number * len(entries) + n) for number in range(COPIES) for n, entry in enumerate(entries)]
    with tempfile.TemporaryDirectory(prefix="attache-crawl-") as folder:
        path, ledger = Path(folder) / "readings.parquet", Path(folder) / "ledger.db"
        with path.open("wb") as file:
            write_entries(many, file)
        with Ledger(ledger) as book:
            began = time.process_time()
            told = book.import_readings(path)
            spent = time.process_time() - began
        if told.read != len(many):
            raise RuntimeError(f"{told.read} of {len(many)} readings were taken in: {told.wrong[:3]}")
        return spent / len(many), ledger.stat().st_size / len(many)
