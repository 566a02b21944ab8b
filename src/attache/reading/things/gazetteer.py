"""Things that tables know by name, found in the text, and agreements that generic words mean between known parties."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import WORD, Phrasebook, fold
from attache.reading.things.sides import main_sides, mentioned_sides
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
        name = " ".join(at.report.text[hit.start : hit.end].split()) if _is_fuller(kind, hit.alias, row["name"]) else row["name"]
        out.append(Finding(hit.start, hit.end, name, kind, row.get("of") or None, parties, form, hit.end - hit.start))
    return out


def _is_fuller(kind: ThingKind, alias: str, name: str) -> bool:
    """Whether a project goes by an official title in the text and by a nickname in the table: then the title is its name."""
    title, usual = {fold(w) for w in WORD.findall(alias)}, {fold(w) for w in WORD.findall(name)}
    return kind == "project" and len(title) > len(usual) + 1 and not usual <= title


@lru_cache(maxsize=256)
def _meant(generic: str) -> tuple[tuple[str, tuple[ActorName, ...]], ...]:
    """Agreements of the tables, with their parties, that the generic words in lower case may mean."""
    return tuple(
        (row["name"], tuple(map(ActorName, several(row["parties"]))))
        for row in rows("agreements")
        if row["parties"] and generic in (short.casefold() for short in several(row["short"]))
    )


def known_by_parties(at: Analysis, generic: str) -> Row | None:
    """The agreement of the tables that generic words mean among the actors of this report.

    Where several fit, it is the one whose less named party is named most; None where none fits or two fit alike.
    """
    counts = mentioned_sides(at)
    weights = {name: min(counts.get(party, 0) for party in parties) for name, parties in _meant(generic.casefold())}
    best = [name for name, weight in weights.items() if weight and weight == max(weights.values())]
    return next(row for row in rows("agreements") if row["name"] == best[0]) if len(best) == 1 else None


def known_with(at: Analysis, bloc: ActorName) -> Row | None:
    """The trade agreement of the tables meant by "the agreement with" this bloc: its other party is a main side of the report."""
    main = set(main_sides(at))
    fits = []
    for row in rows("agreements"):
        parties = set(several(row["parties"]))
        if len(parties) == 2 and bloc in parties and parties - {bloc} <= main and "trade" in row["short"]:
            fits.append(row)
    return fits[0] if len(fits) == 1 else None
