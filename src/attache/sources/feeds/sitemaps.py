"""Sitemaps (sitemaps.org 0.9, with Google's news extension): what they list, and the sitemaps that an index lists."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from attache.errors import SourceError
from attache.sources.feeds.feed import Entry, Feed, Kind, Part, entry, page_address

_ROOTS: Final = (b"urlset", b"sitemapindex")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_ELEMENT: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,50}:)?([A-Za-z_][\w.-]{0,50})")
_HEAD: Final = 1 << 14
_LONGEST: Final = 4000
"""Characters of one field that are taken."""


def is_sitemap(data: bytes) -> bool:
    """Whether bytes open as a sitemap does."""
    head = _COMMENT.sub(b"", data[:_HEAD].replace(b"\x00", b""))
    root = _ELEMENT.search(head)
    return root is not None and root[1] in _ROOTS


def parse_sitemap(data: bytes, *, address: str, most: int) -> Feed:
    """What a sitemap lists, at most so many. Entities are not resolved and nothing is loaded.

    A broken one gives what comes before the break, with the fault. Raises SourceError `broken-feed` where that is nothing.
    """
    entries: dict[str, Entry] = {}
    parts: dict[str, Part] = {}
    linkless, index, fault, cut = 0, False, "", ""
    try:
        for name, fields in _listed(data):
            index = index or name == "sitemap"
            url = page_address(fields.get("loc"), address)
            if url is None:
                linkless += 1
            elif name == "sitemap":
                parts.setdefault(url, Part(url, fields.get("lastmod")))
            else:
                entries.setdefault(url, _entry(url, fields))
            if len(entries) + len(parts) > most:
                (parts or entries).popitem()
                cut = too_many(address, most)
                break
    except etree.XMLSyntaxError as error:
        fault = f"{address}: the sitemap is broken ({' '.join(str(error).split())[:150]})"
        if not entries and not parts:
            raise SourceError(f"{fault}; asked again later", reason="broken-feed") from error
        fault += f"; {len(entries) + len(parts)} entries of it were taken"
    kind: Kind = "index" if index else "sitemap"
    reason = "broken-feed" if fault else "too-many-entries" if cut else ""
    return Feed(kind, None, tuple(entries.values()), tuple(parts.values()), linkless, reason, fault or cut)


def too_many(address: str, most: int) -> str:
    """What is said of a feed that lists more than is taken."""
    return f"{address}: lists more than {most:,} entries; the first {most:,} were taken"


def _listed(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` or `sitemap` with its fields by local name; those of the news extension begin with `news:`."""
    walk = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in walk:
        name = _local(element)
        if name not in ("url", "sitemap"):
            continue
        fields: dict[str, str] = {}
        for child in element.iter():
            inner = _local(child)
            prefix = "news:" if isinstance(child.tag, str) and "news" in child.tag.partition("}")[0] else ""
            if inner and isinstance(child.text, str) and child.text.strip():
                fields.setdefault(prefix + inner, child.text.strip()[:_LONGEST])
        yield name, fields
        # Forgotten once taken: a sitemap may list fifty thousand.
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _entry(url: str, fields: dict[str, str]) -> Entry:
    return entry(
        url, title=fields.get("news:title"), published=fields.get("news:publication_date"), updated=fields.get("lastmod")
    )
