"""The bytes of a feed, of whatever format, to what it lists."""

from __future__ import annotations

import html
import io
import re
from typing import Any, Final

import feedparser

from attache.errors import SourceError
from attache.sources.decode import looks_like_page
from attache.sources.feeds.feed import Entry, Feed, Kind, day_of, entry, page_address, told_apart
from attache.sources.feeds.sitemaps import is_sitemap, parse_sitemap, too_many
from attache.sources.fetching.unpacking import GZIP_MARK, Damaged, TooLong, gunzipped

MOST_BYTES: Final = 4 << 20
"""Of a feed; the longest have two or three million. A million takes a second, and up to six where it is all markup."""
MOST_UNPACKED: Final = 64 << 20
"""Of a packed sitemap; its standard allows 50 MB."""
MOST_ENTRIES: Final = 50_000
_SIGNS: Final = re.compile(rb"<(?:[A-Za-z]\w*:)?(?:rss|RDF|feed|channel|item|entry)\b", re.IGNORECASE)
_OUTLINE: Final = re.compile(rb"<opml\b", re.IGNORECASE)
_LINK: Final = re.compile(rb"<link\b[^>]{1,1000}>", re.IGNORECASE)
_HREF: Final = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{1,500}>")
_HEAD: Final = 4096
# Not faults: a feed that is served under another name or encoding than it has is read all the same.
_HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


def parse_feed(data: bytes, *, address: str, charset: str | None = None) -> Feed:
    """What a feed lists. `address` is where it came from: what its links are relative to, and how messages call it.

    A feed broken on the way gives what can be had, with the `fault`. Raises SourceError `not-a-feed`, `broken-feed`,
    `too-long` or `empty`.
    """
    data = _unpacked(data, address)
    if not data.strip():
        raise SourceError(f"{address}: the feed is empty; check the address in a browser", reason="empty")
    if is_sitemap(data):
        return parse_sitemap(data, address=address, most=MOST_ENTRIES)
    if len(data) > MOST_BYTES:
        raise SourceError(f"{address}: longer than {MOST_BYTES >> 20} MB, too long for a feed; left out", reason="too-long")
    if not _SIGNS.search(data[: 1 << 16].replace(b"\x00", b"")):
        raise _no_feed(data, address)
    return _of_feedparser(data, address, charset)


def _unpacked(data: bytes, address: str) -> bytes:
    """What a packed file holds; anything else as it is."""
    if not data.startswith(GZIP_MARK):
        return data
    try:
        return gunzipped(data, MOST_UNPACKED)
    except TooLong as error:
        raise SourceError(f"{address}: longer than {MOST_UNPACKED >> 20} MB unpacked; left out", reason="too-long") from error
    except Damaged as error:
        raise SourceError(f"{address}: its packed file is damaged ({error}); asked again later", reason="broken-feed") from error


def _no_feed(data: bytes, address: str) -> SourceError:
    """What it is instead, and where its feed may be."""
    if looks_like_page(data):
        own = _feed_of_page(data, address)
        hint = f"its feed is {own}" if own else "give the address of its feed"
        return SourceError(f"{address}: this is a page, no feed; {hint}", reason="not-a-feed")
    if _OUTLINE.search(data[:_HEAD]):
        return SourceError(f"{address}: this is a list of feeds (OPML); save it and watch the file", reason="not-a-feed")
    return SourceError(f"{address}: this is no feed (RSS, Atom or sitemap); check the address in a browser", reason="not-a-feed")


def _feed_of_page(data: bytes, address: str) -> str | None:
    """The address of the feed that a page announces."""
    for link in _LINK.findall(data[: 1 << 18]):
        if b"application/rss+xml" in link.lower() or b"application/atom+xml" in link.lower():
            found = _HREF.search(link)
            return page_address(found[1].decode("utf-8", "replace"), address) if found else None
    return None


def _of_feedparser(data: bytes, address: str, charset: str | None) -> Feed:
    # As a stream: text that looks like an address or a file's name would be opened.
    headers = {"content-location": address, "content-type": "application/xml" + (f"; charset={charset}" if charset else "")}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as fault:
        # It lets out whatever its parts raise at what they did not expect.
        raise SourceError(f"{address}: the feed is broken ({_told(fault)}); asked again later", reason="broken-feed") from fault
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    broken = error is not None and not isinstance(error, _HARMLESS)
    listed = parsed.entries[:MOST_ENTRIES]
    if broken and not listed:
        raise SourceError(f"{address}: the feed is broken ({_told(error)}); asked again later", reason="broken-feed")
    if not parsed.version and not listed:
        raise _no_feed(data, address)
    kind: Kind = "atom" if parsed.version.startswith("atom") else "rss"
    found = [_entry(one, address, dated=kind == "rss") for one in listed]
    title = " ".join(str(parsed.feed.get("title") or "").split()) or None
    linked = [one for one in found if one is not None]
    entries = told_apart(linked)
    reason, told = "", ""
    if len(parsed.entries) > MOST_ENTRIES:
        reason, told = "too-many-entries", too_many(address, MOST_ENTRIES)
    if broken:
        reason, told = "broken-feed", f"{address}: the feed is broken ({_told(error)}); {len(entries)} entries of it were taken"
    repeated = len(linked) - len(entries)
    return Feed(kind, title, entries, linkless=len(found) - len(linked), fault=reason, message=told, repeated=repeated)


def _told(error: object) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__


def _entry(one: Any, address: str, *, dated: bool) -> Entry | None:
    """An entry of feedparser's, which has no types; None where it leads to no page. `dated`: any date is its publication's."""
    guid = str(dict.get(one, "id") or "").strip() or None
    link = dict.get(one, "feedburner_origlink") or dict.get(one, "link")
    url = page_address(str(link) if link else None, address) or (page_address(guid, "") if guid else None)
    if url is None:
        return None
    # Older kinds of RSS know one date only, which feedparser takes for that of the last change.
    when = "updated" if dated and not dict.get(one, "published") else "published"
    published, moment = dict.get(one, when), dict.get(one, f"{when}_parsed")
    if published and day_of(published) is None and moment:
        published = f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
    carried = [str(part.get("value") or "") for part in dict.get(one, "content") or ()]
    summary = str(dict.get(one, "summary") or "")
    return entry(
        url,
        key=guid,
        title=html.unescape(_TAG.sub("", str(dict.get(one, "title") or ""))),
        published=published,
        updated=dict.get(one, "updated"),
        content=max([*carried, summary], key=len) or None,
        summary=summary,
    )
