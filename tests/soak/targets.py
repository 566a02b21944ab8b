"""What is fuzzed: functions of bytes that may give nothing, but may not fail; with seeds to begin from."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from attache.errors import QueryError, SourceError
from attache.intake.one import read_item
from attache.ledger.columns import Record
from attache.records import Reading
from attache.sources import Columns, Item, Origin, items_of_stream, report_of
from attache.sources.feeds.outlines import feeds_of_opml
from attache.sources.feeds.parsing import parse_feed
from attache.sources.feeds.settings import watchlist_of

EXAMPLES: Final = Path(__file__).parent.parent.parent / "examples"
MOST_ITEMS: Final = 50
"""Items of one archive that are read."""
Target = Callable[[bytes], None]

TEXT: Final = (
    "HANOI, May 9, 2017 (PD) — Foreign Minister Pham Binh Minh and his Russian counterpart Sergey Lavrov signed an agreement on "
    "Tuesday. “Trade will reach 10 billion dollars by 2020,” the minister said.\n\nThe two sides pledged to open a consulate."
)
PAGE: Final = (
    f"<html lang=en><head><title>Talks</title><meta property='article:published_time' content='2017-05-09'></head>"
    f"<body><h1>Talks</h1><p>{TEXT}</p><table><tr><td>1<td>2</table></body></html>"
)
RSS: Final = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><title>A</title><link>https://example.org/a</link>"
    "<guid>1</guid><pubDate>Tue, 09 May 2017 10:00:00 GMT</pubDate><description>D</description></item></channel></rss>"
)
ATOM: Final = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><title>A</title>"
    "<link href='/a'/><updated>2017-05-09T10:00:00Z</updated><content type='html'>&lt;p&gt;x</content></entry></feed>"
)
SITEMAP: Final = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://example.org/a</loc>"
    "<lastmod>2017-05-09</lastmod></url></urlset>"
)
OPML: Final = (
    "<opml version='2.0'><body><outline text='x'><outline xmlUrl='https://example.org/f' text='f'/></outline></body></opml>"
)
WATCHED: Final = "[watch]\nparallel = 2\n[[feed]]\naddress = 'https://example.org/feed'\nevery = '30m'\n"
WARC: Final = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2017-05-09T10:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)


def _warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    return WARC % (len(body), body)


def _mail() -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["Date"] = "Read-out", "Press <press@example.org>", "Tue, 9 May 2017 10:00:00 +0700"
    letter.set_content(TEXT + "\n\nOn Monday A wrote:\n> old\n-- \nsignature")
    letter.add_alternative(PAGE, subtype="html")
    letter.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    return bytes(letter)


def _mbox() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder) / "box")
        box.add(_mail())
        box.add(_mail())
        box.close()
        return (Path(folder) / "box").read_bytes()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/page.html", PAGE)
        archive.writestr("../b.txt", TEXT)
        archive.writestr("c.jsonl", json.dumps({"text": TEXT}))
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, text in (("page.html", PAGE), ("a/b.txt", TEXT)):
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return out.getvalue()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT, None], "published": ["2017-05-09", "x"]}), out)
    return out.getvalue()


def _held(ending: str) -> Target:
    """Everything that a file with this ending holds, down to reports."""

    def run(data: bytes) -> None:
        asides: list[object] = []
        for number, item in enumerate(items_of_stream(io.BytesIO(data), "in" + ending, on_aside=asides.append)):
            if number < MOST_ITEMS:
                _reported(item)

    return run


def _reported(item: Item) -> None:
    try:
        report = report_of(item)
    except SourceError as error:
        _told(error)
        return
    assert report.text.strip()


def _told(error: SourceError) -> None:
    """A reason and one line."""
    if not error.reason or "\n" in str(error):
        raise AssertionError(f"not one line with a reason: {error!r}")


def _single(kind: str, charset: str | None = None) -> Target:
    return lambda data: _reported(Item("in", "in", kind, data, Origin(file="in"), charset=charset))  # type: ignore[arg-type]


def _read(data: bytes) -> None:
    """The whole reader on any text."""
    outcome = read_item(Item("in", "in", "report", data, Origin(file="in", published="2017-05-09", language="en")), gate=False)
    assert outcome.outcome in ("read", "aside", "unread"), outcome.message
    if outcome.reading is not None and outcome.report is not None:
        _rests_on(outcome.report.text, outcome.reading)


def _rests_on(text: str, reading: Reading) -> None:
    records: tuple[Record, ...] = (*reading.events, *reading.statements, *reading.figures, *reading.commitments, *reading.tenures)
    for record in records:
        assert record.evidence
        for passage in record.evidence:
            assert text[passage.start : passage.end] == passage.text


def _gate(data: bytes) -> None:
    from attache.reading.gate import gate

    verdict = gate(data.decode("utf-8", "replace"), None)
    assert verdict.passed != bool(verdict.reason)


def _source(parse: Callable[[bytes], object]) -> Target:
    def run(data: bytes) -> None:
        try:
            parse(data)
        except SourceError as error:
            _told(error)

    return run


def _columns(data: bytes) -> None:
    try:
        Columns.parse(data.decode("utf-8", "replace"))
    except QueryError:
        return


TARGETS: Final[dict[str, tuple[Target, bytes]]] = {
    "text": (_single("text"), TEXT.encode()),
    "markdown": (_single("markdown"), f"---\ntitle: T\ndate: 2017-05-09\n---\n# T\n\n{TEXT} [a](b)".encode()),
    "page": (_single("page"), PAGE.encode()),
    "charset": (_single("page", "utf-16"), PAGE.encode("utf-16")),
    "lines": (_held(".jsonl"), json.dumps({"text": TEXT, "published": "2017-05-09", "id": 1}).encode()),
    "csv": (_held(".csv"), f'text,title\n"{TEXT}",T\n'.encode()),
    "parquet": (_held(".parquet"), _parquet()),
    "warc": (_held(".warc"), _warc()),
    "warc.gz": (_held(".warc.gz"), gzip.compress(_warc())),
    "mail": (_held(".eml"), _mail()),
    "mbox": (_held(".mbox"), _mbox()),
    "zip": (_held(".zip"), _zip()),
    "tar": (_held(".tar"), _tar()),
    "tar.gz": (_held(".tgz"), gzip.compress(_tar())),
    "any": (_held(""), _zip()),
    "rss": (_source(lambda data: parse_feed(data, address="https://example.org/feed")), RSS.encode()),
    "atom": (_source(lambda data: parse_feed(data, address="https://example.org/feed")), ATOM.encode()),
    "sitemap": (_source(lambda data: parse_feed(data, address="https://example.org/map.xml")), SITEMAP.encode()),
    "opml": (_source(lambda data: feeds_of_opml(data, where="in")), OPML.encode()),
    "watched": (_source(lambda data: watchlist_of(data, where="in")), WATCHED.encode()),
    "columns": (_columns, b"text=body,title=headline"),
    "gate": (_gate, TEXT.encode()),
    "read": (_read, TEXT.encode()),
}
