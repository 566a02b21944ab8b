"""Feeds: what RSS, Atom and sitemaps list, and the lists of feeds that people keep (feeds.toml, OPML).

Pure: bytes go in, `Feed` or `Watchlist` comes out; fetching is `attache.sources.fetching`.
"""

from __future__ import annotations

from attache.sources.feeds.feed import Entry, Feed, Part, with_user_of
from attache.sources.feeds.outlines import feeds_of_opml
from attache.sources.feeds.parsing import parse_feed
from attache.sources.feeds.settings import EXAMPLE, FeedSettings, Watchlist, watchlist_of, watchlist_of_address
from attache.sources.feeds.whole import item_of_entry

__all__ = [
    "EXAMPLE",
    "Entry",
    "Feed",
    "FeedSettings",
    "Part",
    "Watchlist",
    "feeds_of_opml",
    "item_of_entry",
    "parse_feed",
    "watchlist_of",
    "watchlist_of_address",
    "with_user_of",
]
