"""An entry whose whole text stands in the feed itself: no page need be asked for."""

from __future__ import annotations

import html
import re
from typing import Final

from attache.sources.compose import Origin
from attache.sources.feeds.feed import Entry
from attache.sources.item import Item

SHORTEST: Final = 600
"""Characters of text that a whole report has at least; teasers have 100 to 400."""
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")


def item_of_entry(entry: Entry, *, publisher: str | None = None, language: str | None = None) -> Item | None:
    """The report that a feed carries whole; None where it carries a teaser only."""
    if not entry.content or len(" ".join(_TAG.sub(" ", entry.content).split())) < SHORTEST:
        return None
    title = html.escape(entry.title or "")
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    page = f"{head}{entry.content}</article></body></html>"
    origin = Origin(url=entry.url, title=entry.title, publisher=publisher, published=entry.published, language=language)
    return Item(entry.url, entry.url, "page", page.encode("utf-8", "replace"), origin, charset="utf-8", bulk=True)
