"""What a feed lists, whatever its format."""

from __future__ import annotations

import email.utils
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from attache.sources.addresses import without_password

Kind = Literal["rss", "atom", "sitemap", "index"]
"""`index`: a sitemap that lists other sitemaps."""
LONGEST_ADDRESS: Final = 2000
_CAMPAIGN: Final = re.compile(r"utm_[a-z_]+", re.IGNORECASE)
_ISO_DAY: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:$|[T\s].*)", re.DOTALL)
_YEARS: Final = range(1990, 2101)
"""Of days that are believed; feeds without a date often say 1970."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed lists."""

    key: str
    """What it is told apart by: its guid, or its link where it has none."""
    url: str
    """Of its page: whole, without fragment and campaign marks."""
    title: str | None = None
    published: str | None = None
    """ISO day, as printed where it was published; None where the feed tells none."""
    updated: str | None = None
    """When it last changed, in the feed's own words."""
    content: str | None = None
    """HTML of its text, as far as the feed carries it."""
    told: str = ""
    """SHA-256 of all that the feed tells of it: another one means that it changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap that an index lists."""

    url: str
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as parsed."""

    kind: Kind
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    """In the feed's order."""
    parts: tuple[Part, ...] = ()
    linkless: int = 0
    """Entries left out because they lead nowhere."""
    fault: str = ""
    """Reason code where only a part of it could be read (`broken-feed`, `too-many-entries`), else ''."""
    message: str = ""
    repeated: int = 0
    """Entries left out because the same guid and link stands in it already."""


def entry(
    url: str,
    *,
    key: str | None = None,
    title: str | None = None,
    published: str | None = None,
    updated: str | None = None,
    content: str | None = None,
    summary: str | None = None,
) -> Entry:
    """An entry with its fingerprint; `published` and `updated` as the feed words them, `url` as `page_address` gives it."""
    told = json.dumps([url, title, published, updated, summary, content], ensure_ascii=True)
    digest = hashlib.sha256(told.encode("ascii")).hexdigest()
    name = _short(without_password(key or url))
    clean = " ".join(title.split()) if title else None
    return Entry(name, url, clean or None, day_of(published), updated, content, digest)


def told_apart(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Each entry once. Where several have one guid, they are told apart by it and their link; of the same of both the last."""
    counts = Counter(one.key for one in entries)
    apart = (
        replace(one, key=_short(f"{one.key} {one.url}")) if counts[one.key] > 1 and one.key != one.url else one for one in entries
    )
    return tuple({one.key: one for one in apart}.values())


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() if len(key) > LONGEST_ADDRESS else key


def page_address(link: str | None, base: str) -> str | None:
    """The whole address that a link leads to, without fragment, campaign marks and password; None where that is no page."""
    whole = feed_address(link, base)
    return without_password(whole) if whole else None


def with_user_of(named: str, place: str) -> str:
    """The address `place` with the user's name and password of `named`, where both are of one host."""
    given, asked = urlsplit(named), urlsplit(place)
    user = given.netloc.rpartition("@")[0]
    if (
        not user
        or "@" in asked.netloc
        or (given.scheme, given.hostname, given.port) != (asked.scheme, asked.hostname, asked.port)
    ):
        return place
    return urlunsplit(asked._replace(netloc=f"{user}@{asked.netloc}"))


def feed_address(link: str | None, base: str) -> str | None:
    """The same with the password, which somebody may give for a feed."""
    if not link or not link.strip():
        return None
    try:
        whole = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(whole)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(whole) > LONGEST_ADDRESS:
            return None
        if any(ord(c) < 33 for c in whole):
            whole = urlunsplit(parts._replace(path=parts.path.replace(" ", "%20"), query=parts.query.replace(" ", "%20")))
            if any(ord(c) < 33 for c in whole):
                return None
            parts = urlsplit(whole)
        return urlunsplit(parts._replace(query=_without_campaign(parts.query)))
    except ValueError:
        return None


def _without_campaign(query: str) -> str:
    if "utm_" not in query.casefold():
        return query
    fields = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in fields if not _CAMPAIGN.fullmatch(name)])


def day_of(told: str | None) -> str | None:
    """The ISO day of a moment as feeds write it, in its own time zone; None where it is no date."""
    if not told:
        return None
    iso = _ISO_DAY.fullmatch(told[:100])
    try:
        day = date.fromisoformat(iso[1]) if iso else email.utils.parsedate_to_datetime(told[:100].strip()).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day.isoformat() if day.year in _YEARS else None
