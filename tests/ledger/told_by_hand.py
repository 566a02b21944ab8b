"""Records as the ledger works with them, made by hand and judged without a store: Kenya, China and whom else a test needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attache.ledger.columns import Record
from attache.ledger.entries import ActorEntry
from attache.ledger.ids import short_id
from attache.ledger.promises import Promise, build_promises
from attache.ledger.series import build_series
from attache.ledger.told import Actors, Told, only
from attache.ledger.verdicts import Found, Verdict
from attache.records import ActorName, Commitment, Dates, Event, Evidence, Figure, ReportId, Statement, Value

COUNTRIES = {"KEN": "Kenya", "CHN": "China", "BRA": "Brazil", "ARG": "Argentina", "UGA": "Uganda"}
PEOPLE = {"Mwangi": "KEN", "Li Wei": "CHN"}
BODIES = {"Kilimo Ltd": "KEN", "National Assembly of Kenya": "KEN", "Sinobuild": "CHN"}
BOTH = ("KEN", "CHN")

ACTORS = Actors(
    {c: ActorEntry(c, name, "country", c, ()) for c, name in COUNTRIES.items()}
    | {p: ActorEntry(p, p, "person", c, ()) for p, c in PEOPLE.items()}
    | {b: ActorEntry(b, b, "organisation", c, ()) for b, c in BODIES.items()},
    {},
)


class Says:
    """A report of a day: each method marks a passage of its text and gives the record with it."""

    def __init__(self, day: str, text: str) -> None:
        self.day, self.text, self.id = day, text, ReportId("r" + short_id("x", day, text))
        self.made = 0

    def told(self, record: Record) -> Told[Any]:
        """The record as told by this report."""
        self.made += 1
        return Told(short_id("c", self.id, self.made), record, self.id, (self.day, self.day), {})

    def passage(self, words: str | None) -> Evidence:
        """Where the words stand; the whole text without any."""
        words = self.text if words is None else words
        start = self.text.index(words)
        return Evidence(self.id, start, start + len(words), words)

    def aim(self, words: str | None = None, value: Value | None = None, due: Any = None, **told: Any) -> Told[Commitment]:
        """A target of trade between Kenya and China; without a value a plan in words."""
        usual: dict[str, Any] = {"kind": "target", "measure": "two-way trade", "unit": "USD"}
        given = (usual if value is not None else {"kind": "plan"}) | {"by": BOTH, "parties": BOTH} | told
        given |= {k: _names(given[k]) for k in ("by", "to", "parties", "speakers") if k in given}
        at = self.passage(words)
        return self.told(Commitment(content=at, evidence=(at,), rule="hand", value=value, due=days(due), **given))

    def act(self, type_: str, mode: str, words: str | None = None, **told: Any) -> Told[Event]:
        """An act of Kenya and China that happened."""
        given = {"status": "happened", "who": BOTH, "target": ()} | told
        given |= {"who": _names(given["who"]), "target": _names(given["target"]), "when": days(given.get("when"))}
        return self.told(Event(type=type_, mode=mode, evidence=(self.passage(words),), rule="hand", **given))  # type: ignore[arg-type]

    def count(self, value: Value | None, period: Any, words: str | None = None, **told: Any) -> Told[Figure]:
        """A figure of trade between Kenya and China."""
        given = {"measure": "two-way trade", "parties": _names(BOTH), "unit": "USD"} | told
        return self.told(Figure(value=value, period=days(period), evidence=(self.passage(words),), rule="hand", **given))

    def remark(self, *speakers: str, words: str | None = None) -> Told[Statement]:
        """Something said."""
        at = self.passage(words)
        return self.told(Statement(_names(speakers), "", "said", at, False, (at,), "hand"))


def _names(names: Iterable[str]) -> tuple[ActorName, ...]:
    return tuple(ActorName(n) for n in names)


def days(told: Any) -> Dates | None:
    """A year as a number, a day, or a span."""
    if isinstance(told, int):
        return f"{told}-01-01", f"{told}-12-31"
    return (told, told) if isinstance(told, str) else told


def verdicts(*records: Told[Any], as_of: str = "2030-01-01") -> list[tuple[Promise, Verdict]]:
    """The promises with their verdicts, by the day they were first told and their words."""
    built = promises(records)
    series = build_series(only(records, Figure), ACTORS, only(records, Commitment))
    found = Found(built, series, only(records, Event), only(records, Statement), ACTORS)
    judged = [(p, v) for p in built if (v := found.verdict(p, as_of)) is not None]
    return sorted(judged, key=lambda pv: (pv[0].first, pv[0].told[0].record.content.start, pv[0].id))


def promises(records: Sequence[Told[Any]]) -> list[Promise]:
    """The promises that the commitments among the records are."""
    return build_promises(only(records, Commitment), ACTORS)


def ruled(*records: Told[Any], as_of: str = "2030-01-01") -> tuple[str, str]:
    """Verdict and rule of the first promise."""
    verdict = verdicts(*records, as_of=as_of)[0][1]
    return verdict.verdict, verdict.rule
