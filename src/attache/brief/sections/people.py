"""People: for each side the offices that matter, who was last seen in them and who held them before."""

from __future__ import annotations

from attache.brief.asked import Asked
from attache.brief.model import Group, Row, Section, Words, cite
from attache.ledger.entries import ActorEntry, Quote
from attache.ledger.tenures import OfficeLine, TenureEntry
from attache.records import Dates

# Words of offices in the order in which a reader looks for them; what has none of them comes after.
ORDER = (
    ("president",),
    ("general secretary",),
    ("prime minister",),
    ("foreign minister", "minister of foreign affairs", "secretary of state"),
    ("defence minister", "minister of national defence", "minister of defence", "defense minister"),
    ("national assembly chairman", "chairman of the national assembly", "speaker", "chairman"),
    ("ambassador",),
    ("deputy prime minister",),
    ("minister",),
    ("director general", "chief executive"),
)
DEPUTY_PREMIER = 7
DEPUTIES = ("deputy", "vice", "former", "acting", "chargé", "spokes", "assistant")
FULL, SHORT = 6, 2
BEFORE = {"full": 2, "short": 1}


def section(asked: Asked) -> Section:
    """A group a side, a row an office."""
    lines = [o for o in asked.offices if _holders(asked, o)]
    groups, shown = [], 0
    for side, other in ((asked.a, asked.b), (asked.b, asked.a)):
        own = sorted((o for o in lines if _is_of(o, side)), key=lambda o: _rank(o, side, other))
        rows = tuple(_row(asked, o, side) for o in own[: asked.most(FULL, SHORT)])
        shown += len(rows)
        if rows:
            groups.append(Group(asked.labels.actor(side), rows))
    heads = (asked.labels("word.office"), asked.labels("word.now"), asked.labels("word.earlier"))
    return Section(
        "people",
        asked.labels("title.people"),
        heads,
        tuple(groups),
        more=asked.more("people", sum(1 for o in lines if _is_of(o, asked.a) or _is_of(o, asked.b)) - shown, "offices"),
        empty=asked.labels("empty.people"),
    )


def _holders(asked: Asked, line: OfficeLine) -> list[TenureEntry]:
    """Those seen in the span of days, the one seen last first."""
    dated = [h for h in line.holders if h.interval.first_seen and asked.told(h.quotes)]
    seen = [h for h in dated if asked.in_days((h.interval.first_seen, h.interval.last_seen))]
    return sorted(seen, key=lambda h: (_seen(asked, h)[0][1] or "", h.interval.first_seen or "", h.person.id), reverse=True)


def _seen(asked: Asked, holder: TenureEntry) -> tuple[Dates, tuple[Quote, ...]]:
    """First and last day on which the person was seen in the office by the day judged by, and the newest passage."""
    last = asked.as_of or "9999"
    ends = [o.last for o in holder.interval.observations if o.last and o.last <= last]
    first = holder.interval.first_seen
    return (first, max(ends, default=first)), cite(reversed(asked.told(holder.quotes)), 1)


def _is_of(line: OfficeLine, side: ActorEntry) -> bool:
    return line.of is not None and side.id in (line.of.id, line.of.country)


def _rank(line: OfficeLine, side: ActorEntry, other: ActorEntry) -> tuple[int, bool, int, str, str]:
    """Lower for what a reader looks for first."""
    office = line.office.casefold()
    own = line.of is not None and line.of.id == side.id
    deputy = any(word in office for word in DEPUTIES)
    place = next((n for n, words in enumerate(ORDER) if any(w in office for w in words)), len(ORDER))
    if "deputy prime minister" in office:
        place = DEPUTY_PREMIER + ("first" not in office)
    if "ambassador" in office and not _to(line, other):
        place = len(ORDER)
    elif deputy:
        place = len(ORDER) + 1
    # Chairs of companies and agencies come after those of the state.
    outside = 0 if own or place in (1, 5) else 3
    times = sum(len(h.interval.observations) for h in line.holders)
    return (place + outside, not line.exclusive, -times, office, line.key)


def _to(line: OfficeLine, other: ActorEntry) -> bool:
    """Whether an ambassador is to the other side: in the office's words, or to nobody told."""
    _, to, host = line.office.partition(" to ")
    return not to or host.casefold() in {n.casefold() for n in (other.name, *other.aliases)} or host in other.name


def _row(asked: Asked, line: OfficeLine, side: ActorEntry) -> Row:
    now, *before = _holders(asked, line)
    days, quotes = _seen(asked, now)
    office = line.office[:1].upper() + line.office[1:]
    body = f", {line.of.name}" if line.of and line.of.id != side.id and line.of.name not in office else ""
    held = (
        Words(now.person.name, look="strong"),
        Words(asked.labels("word.last_seen", when=asked.labels.short(days)), quotes, "quiet", ", "),
    )
    records = tuple(
        o.id for h in (now, *before[: BEFORE[asked.length]]) for o in (h.interval.observations[0], h.interval.observations[-1])
    )
    past = []
    for n, holder in enumerate(before[: BEFORE[asked.length]]):
        then, quotes = _seen(asked, holder)
        past.append(Words(f"{holder.person.name} ({asked.labels.short(then)})", quotes, joined="; " if n else " "))
    return Row(line.key, ((Words(f"{office}{body}"),), held, tuple(past)), records)
