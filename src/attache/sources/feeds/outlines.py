"""Lists of feeds as feed readers exchange them (OPML): the feeds in them, however deep they are nested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from attache.errors import SourceError
from attache.sources.feeds.feed import feed_address

MOST_FEEDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of a list: its address, and what the list calls it."""

    address: str
    name: str | None


def feeds_of_opml(data: bytes, *, where: str) -> tuple[Outline, ...]:
    """The feeds that an OPML file lists, each once, in its order. Entities are not resolved and nothing is loaded.

    Raises SourceError `broken-feeds` where it is no such file, is broken, or lists none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        told = " ".join(str(error).split())[:150]
        raise SourceError(
            f"{where}: the list of feeds is broken ({told}); export it again or write a feeds.toml", reason="broken-feeds"
        ) from error
    if etree.QName(root).localname.casefold() != "opml":
        raise SourceError(f"{where}: this is no list of feeds (OPML or feeds.toml); check the file", reason="broken-feeds")
    found = {one.address: one for one in _outlines(root)}
    if not found:
        raise SourceError(f"{where}: lists no feeds (outlines with an xmlUrl); export it again", reason="broken-feeds")
    if len(found) > MOST_FEEDS:
        raise SourceError(f"{where}: lists more than {MOST_FEEDS:,} feeds; split the file", reason="broken-feeds")
    return tuple(found.values())


def _outlines(root: etree._Element) -> Iterator[Outline]:
    for element in root.iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname.casefold() != "outline":
            continue
        told = {str(name).casefold(): str(value) for name, value in element.attrib.items()}
        address = feed_address(told.get("xmlurl"), "")
        if address:
            yield Outline(address, " ".join((told.get("title") or told.get("text") or "").split()) or None)
