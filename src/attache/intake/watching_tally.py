"""What a watch did: polls and pages counted, by outcome and by reason. Two threads count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from attache.ledger.feeds import PageStanding

_PAGES: Final[tuple[tuple[PageStanding, str], ...]] = (
    ("new", "new"),
    ("revised", "revised"),
    ("unchanged", "unchanged"),
    ("known", "already in the ledger"),
    ("unread", "stored unread"),
    ("aside", "set aside"),
    ("refused", "not to be had"),
    ("gone", "gone"),
    ("waiting", "asked again later"),
)


@dataclass(slots=True)
class Tally:
    """Counts of one watch, or of one stretch of it."""

    feeds: dict[str, str] = field(default_factory=dict)
    """How the last poll of each feed went, by address: answered, same, failed, or later, where its host asks for time. Parts of
    an index are not told apart."""
    pages: Counter[PageStanding] = field(default_factory=Counter)
    reasons: dict[PageStanding, Counter[str]] = field(default_factory=dict)
    """Of pages that gave no report, by standing and reason."""
    excluded: int = 0
    """Links that no pattern of the feed's settings lets pass."""
    linkless: int = 0
    """Entries that lead nowhere."""
    repeated: int = 0
    """Entries that their feed lists twice with the same guid and link."""
    left: int = 0
    """Entries left to later polls, by the limit."""
    _lock: Lock = field(default_factory=Lock)

    def poll(self, feed: str, how: str) -> None:
        """Counts a poll."""
        with self._lock:
            self.feeds[feed] = how

    def page(self, standing: PageStanding, reason: str = "") -> None:
        """Counts a page."""
        with self._lock:
            self.pages[standing] += 1
            if reason:
                self.reasons.setdefault(standing, Counter())[reason] += 1

    def entries(self, *, excluded: int, linkless: int, left: int, repeated: int = 0) -> None:
        """Counts entries of which no page is asked for."""
        with self._lock:
            self.excluded += excluded
            self.linkless += linkless
            self.repeated += repeated
            self.left += left

    @property
    def all_failed(self) -> bool:
        """Whether feeds were polled and none of them could be had."""
        return bool(self.feeds) and all(how == "failed" for how in self.feeds.values())

    @property
    def done(self) -> int:
        """Pages that something became of."""
        return sum(self.pages.values())

    def words(self) -> str:
        """One line: feeds, then pages by what became of them, with reasons."""
        hows = Counter(self.feeds.values())
        polled = [f"{len(self.feeds)} feed{'' if len(self.feeds) == 1 else 's'} polled"]
        polled += [
            f"{hows[how]} {words}"
            for how, words in (("same", "unchanged"), ("failed", "failed"), ("later", "left for later"))
            if hows[how]
        ]
        parts = [" (".join([polled[0], ", ".join(polled[1:]) + ")"]) if polled[1:] else polled[0]]
        for standing, words in _PAGES:
            if self.pages[standing] or standing == "new":
                why = self.reasons.get(standing)
                told = " (" + ", ".join(f"{reason} {n}" for reason, n in sorted(why.items())) + ")" if why else ""
                parts.append(f"{self.pages[standing]} {words}{told}")
        other = (
            (self.excluded, "excluded by patterns"),
            (self.linkless, "without a link"),
            (self.repeated, "listed twice"),
            (self.left, "left for later polls"),
        )
        parts += [f"{count} {words}" for count, words in other if count]
        return "; ".join(parts)

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "feeds": dict(sorted(Counter(self.feeds.values()).items())),
            "pages": {standing: self.pages[standing] for standing, _ in _PAGES if self.pages[standing]},
            "reasons": {standing: dict(sorted(why.items())) for standing, why in sorted(self.reasons.items())},
            "excluded": self.excluded,
            "linkless": self.linkless,
            "repeated": self.repeated,
            "left": self.left,
        }
