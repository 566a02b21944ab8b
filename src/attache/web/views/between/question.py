"""What is asked of a file: two actors, a span of days, a sector; and links to the lists that are narrowed so."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from attache.brief.asked import Asked as Question
from attache.brief.asked import sector_named
from attache.brief.compile import newest_day
from attache.brief.labels import labels_in
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.entries import ActorEntry
from attache.records import Dates
from attache.web.addresses import between_address
from attache.web.pages import Asked


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of lists narrowed as the file is."""

    a: str
    b: str
    since: str = ""
    until: str = ""
    sector: str = ""

    @property
    def file(self) -> str:
        """The file itself."""
        return between_address(self.a, self.b)

    def to(self, path: str, **more: str) -> str:
        """The list with further filters; a filter given here stands in place of the file's own."""
        told = {"a": self.a, "b": self.b, "since": self.since, "until": self.until, **more}
        if path in ("/occurrences", "/statements"):
            told.setdefault("sector", self.sector)
        query = urlencode({k: v for k, v in told.items() if v})
        return f"{path}?{query}" if query else path

    def within(self, path: str, period: str, **more: str) -> str:
        """The list of one year or month."""
        return self.to(path, since=period, until=period, **more)


def two(ledger: Ledger, asked: Asked) -> tuple[ActorEntry, ActorEntry]:
    """The two that the address names. Raises QueryError where one is not known, or both are one."""
    one, other = ledger.actor(asked.path["a"]), ledger.actor(asked.path["b"])
    if one.id == other.id:
        raise QueryError(
            f"“{asked.path['a']}” and “{asked.path['b']}” are both {one.name}; name two different countries or bodies"
        )
    return one, other


def limits(asked: Asked) -> tuple[Dates, str | None]:
    """The span of days and the sector asked for. Raises QueryError where one cannot be read."""
    sector = asked.get("sector")
    return days_between(asked.since, asked.until) or (None, None), sector_named(sector) if sector else None


def question(ledger: Ledger, asked: Asked) -> Question:
    """The question as the brief asks it. Raises QueryError."""
    one, other = two(ledger, asked)
    days, sector = limits(asked)
    return Question(
        ledger,
        one,
        other,
        labels_in("en"),
        since=days[0],
        until=days[1],
        sectors=(sector,) if sector else (),
        today=newest_day(ledger),
    )


def links(asked: Asked, one: ActorEntry, other: ActorEntry) -> Links:
    """Links from the file on two."""
    return Links(one.id, other.id, asked.since or "", asked.until or "", asked.get("sector") or "")
