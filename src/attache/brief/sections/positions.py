"""Positions by sector: who said what, the newest first, both sides where both are told."""

from __future__ import annotations

from collections.abc import Iterable

from attache.brief.asked import Asked
from attache.brief.model import Group, Row, Section, Words, cite
from attache.brief.sections.pledges import shortened
from attache.ledger.entries import StatementEntry

SECTORS = {"full": 5, "short": 2}
A_SECTOR = {"full": 3, "short": 2}
OTHERS = {"full": 10, "short": 4}
"""Statements shown where no report tells a sector."""
LOOKED_AT = 30
LONGEST = 170
SHORTEST = 35
"""Letters below which a content says too little on its own ("was content with the first day")."""


def section(asked: Asked) -> Section:
    """For each of the sectors most spoken of, the statements that say most, newest first."""
    told = asked.tallied("statement", "sector")
    spoken = sorted((t for t in told if not asked.sectors or t.value in asked.sectors), key=lambda t: (-t.number, t.value))
    groups, taken = [], set[str]()
    for tally in spoken:
        ids = asked.listed("statement", f"sector:{tally.value}", limit=LOOKED_AT).ids
        entries = asked.ledger.statements_by_id(tuple(i for i in ids if i not in taken))
        chosen = _chosen(entries, A_SECTOR[asked.length])
        taken |= {e.id for e in chosen}
        if chosen:
            name = asked.labels.sector(tally.value)
            groups.append(Group(name[:1].upper() + name[1:], tuple(_row(asked, e) for e in chosen)))
        if len(groups) == SECTORS[asked.length]:
            break
    room = A_SECTOR[asked.length] if groups else OTHERS[asked.length]
    if len(groups) < SECTORS[asked.length] and not asked.sectors:
        ids = asked.listed("statement", limit=LOOKED_AT).ids
        rest = _chosen(asked.ledger.statements_by_id(tuple(i for i in ids if i not in taken)), room)
        title = asked.labels("word.other_matters") if groups else ""
        groups += [Group(title, tuple(_row(asked, e) for e in rest))] if rest else []
    number = sum(t.number for t in asked.tallied("statement", ""))
    shown = sum(len(g.rows) for g in groups)
    return Section(
        "positions",
        asked.labels("title.positions"),
        (),
        tuple(groups),
        more=asked.more("positions", number - shown, "statements"),
        empty=asked.labels("empty.positions"),
    )


def _chosen(entries: Iterable[StatementEntry], most: int) -> list[StatementEntry]:
    """Those that say most, one a speaker as far as there are several; in the order given, the newest first.

    What one speaker is told to have said twice in the same words stands once.
    """
    spoken = list({(e.speakers[0].id, words_of(e).casefold()): e for e in reversed(list(entries)) if e.speakers}.values())[::-1]
    named = [e for e in spoken if len(words_of(e)) >= SHORTEST] or spoken
    ranked = sorted(enumerate(named), key=lambda x: (-_weight(x[1]) + x[0] * 0.35, x[1].id))
    speakers: set[str] = set()
    first: list[int] = []
    rest: list[int] = []
    for n, entry in ranked:
        (rest if entry.speakers[0].id in speakers else first).append(n)
        speakers.add(entry.speakers[0].id)
    return [named[n] for n in sorted((*first, *rest)[:most])]


def _weight(entry: StatementEntry) -> float:
    """A quotation, a person or a state that speaks, and words enough to stand alone weigh more."""
    quoted = 2.0 if entry.statement.quoted is True else 1.0 if entry.statement.quoted else 0.0
    office = 1.0 if entry.office else 0.0
    named = 1.0 if any(a.named for a in entry.speakers) else 0.0
    whole = 1.0 if words_of(entry)[:1].isupper() else 0.0
    return quoted + office + named + whole + min(len(words_of(entry)), 120) / 60


def words_of(entry: StatementEntry) -> str:
    """What was said, in the report's words."""
    content, continued = entry.statement.content, entry.statement.continued
    parts = sorted((content, continued)) if continued is not None else [content]
    return " … ".join(" ".join(p.text.split()).strip('“”" ') for p in parts)


def _row(asked: Asked, entry: StatementEntry) -> Row:
    """Day; who, in which office: the words."""
    words = shortened(words_of(entry), LONGEST)
    if entry.statement.quoted is True:
        words = f"“{words}”"
    elif words[:1].islower():
        words = f"… {words}"
    who = asked.labels.actors(entry.speakers)
    office = f", {entry.office}" if entry.office else ""
    day = asked.labels.short(entry.date)
    said = (Words(f"{who}{office}:", look="strong"), Words(words, cite(entry.quotes, 1)))
    return Row(entry.id, ((Words(day),), said), (entry.id,))
