"""Things that tables know by name, found in the text."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import Phrasebook
from attache.reading.things.sides import all_sides, names_of
from attache.records import ActorName, MentionForm, ThingKind

Row = dict[str, str]
_TABLES: tuple[tuple[str, ThingKind], ...] = (
    ("agreements", "agreement"),
    ("mechanisms", "mechanism"),
    ("programmes", "programme"),
    ("projects", "project"),
)


@cache
def _book() -> Phrasebook[tuple[ThingKind, Row]]:
    entries: list[tuple[str, tuple[ThingKind, Row]]] = []
    for table, kind in _TABLES:
        for row in rows(table):
            entries += [(name, (kind, row)) for name in (row["name"], *several(row["aliases"]))]
    return Phrasebook(entries)


def find_known(at: Analysis) -> list[Finding]:
    """Passages that name a thing of the tables. An acronym counts as a short form."""
    out = []
    for hit in _book().find(at.report.text):
        kind, row = hit.value
        form: MentionForm = "short" if hit.alias.isupper() and len(hit.alias) < 9 else "name"
        parties = tuple(ActorName(p) for p in several(row.get("parties", "")))
        fullness = hit.end - hit.start
        out.append(Finding(hit.start, hit.end, row["name"], kind, row.get("of") or None, parties, form, fullness))
    return out


def known_by_parties(at: Analysis, generic: str) -> Row | None:
    """The one agreement of the tables that generic words mean among the actors of this report; None where none or several do."""
    present = set(names_of(all_sides(at)))
    fits = [
        row
        for row in rows("agreements")
        if generic.casefold() in (s.casefold() for s in several(row["short"])) and row["parties"] and set(several(row["parties"])) <= present
    ]
    return fits[0] if len(fits) == 1 else None
