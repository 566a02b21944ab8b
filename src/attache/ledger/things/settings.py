"""What one report tells that helps to tell its things apart: their parties, whom it is about, and what it says was done when.

It becomes the marks of a thing's spelling, all from the report's own words: `party RUS` (the thing's party), `with RUS` (takes
part in what is told about it), `near RUS` (one of the two the report is mostly about), `sign 2010-10-31` (mode and day), `in r…`
(the report itself, where nothing else tells whose a thing without a name of its own is).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from attache.knowledge import rows
from attache.ledger.faces import Spelling
from attache.ledger.names import folded
from attache.ledger.things.anatomy import says_which
from attache.ledger.things.parties import party
from attache.records import Actor, Dates, Event, Mention, Thing

BINDING = frozenset(
    ("sign", "initial", "conclude", "conclude-talks", "entry-into-force", "joint-statement", "adopt", "negotiate")
)
"""Modes that the parties of a paper do together."""
MADE = frozenset(("sign", "joint-statement", "adopt", "conclude"))
"""Modes that tell when a paper was made; from the initials to the signature it can take years."""


PAIR = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report tells around its things."""

    year: int | None
    near: tuple[str, ...]
    """The one or two parties that the report is mostly about."""
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folded name of a thing → marks of the events about it."""
    report: str = ""
    """Id of the report; empty where the reading holds no passage."""


def setting_of(actors: Iterable[Actor], events: Iterable[Event], mentions: Iterable[Mention], published: Dates | None) -> Setting:
    """The setting of one reading's things."""
    events, mentions = list(events), list(mentions)
    tokens: dict[str, str | None] = {a.name: _party(a) for a in actors}
    told = [e for e in events if e.status in ("happened", "ongoing")]
    marks: dict[str, set[str]] = defaultdict(set)
    for event in told:
        names = [_token(n, tokens) for n in (*event.who, *event.target)]
        for about in event.about:
            key = folded(about)
            if event.mode in BINDING:
                marks[key] |= {f"with {t}" for t in names if t}
            if event.mode in MADE and event.when is not None:
                first, last = event.when
                marks[key].add(f"{event.mode} {_common(first, last)}")
    day = (published or (None, None))[1] or (published or (None, None))[0]
    found = {key: frozenset(m for m in values if not m.endswith(" ")) for key, values in marks.items()}
    passages = [m.evidence for m in mentions] + [e for event in events for e in event.evidence]
    report = passages[0].report if passages else ""
    return Setting(int(day[:4]) if day else None, _near(tokens, mentions, events), found, report)


def spelling(thing: Thing, setting: Setting, ids: Mapping[str, str] | None = None) -> Spelling:
    """The thing as the rules of identity see it; `ids` gives the actor id for names of the reading."""
    known = ids or {}
    marks = set(setting.marks.get(folded(thing.name), ()))
    marks |= {f"party {party(p)}" for p in thing.parties}
    marks |= {f"near {p}" for p in setting.near}
    if len(setting.near) < PAIR and not says_which(thing.name):
        marks.add(f"in {setting.report}")  # Nothing tells it from another report's "coalition agreement".
    return Spelling(
        name=thing.name,
        kind=thing.kind,
        of=None if thing.of is None else known.get(thing.of, thing.of),
        parties=tuple(sorted({known.get(p, p) for p in thing.parties})),
        marks=tuple(sorted(marks)),
        year=setting.year,
    )


def _party(actor: Actor) -> str | None:
    """Countries and their persons and state bodies count as the country; bodies of no country as themselves."""
    if actor.country:
        return party(actor.country)
    return party(actor.name) if actor.kind == "organisation" and not actor.name[:1].islower() else None


def _token(name: str, tokens: Mapping[str, str | None]) -> str | None:
    if name in tokens:
        return tokens[name]
    return name if name in {r["iso3"] for r in rows("countries")} else None


def _common(first: str | None, last: str | None) -> str:
    """What the ends of a span share: the day, the month or the year; empty where it is open or wider."""
    if first is None or last is None:
        return ""
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return ""


def _near(tokens: Mapping[str, str | None], mentions: Iterable[Mention], events: Iterable[Event]) -> tuple[str, ...]:
    """The two parties named most often, persons counting for their country; by the alphabet where equal."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        token = tokens.get(mention.name)
        if token:
            counts[token] += 1
    for event in events:
        counts.update(t for t in {_token(n, tokens) for n in (*event.who, *event.target)} if t)
    ordered = sorted(counts, key=lambda t: (-counts[t], t))
    return tuple(sorted(ordered[:2]))
