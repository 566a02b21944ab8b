"""The actors of a report as reference sees them: country, gender, offices, kind of body.

In: the survey. Out: `Entity`s, and the country that plays host.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.reading.who.persons import Person
from attache.reading.who.salience import Entity
from attache.reading.who.survey import Survey
from attache.reading.who.titles import Title

_EN = "attache.language.en"


@cache
def _given_names() -> dict[str, str]:
    return {r["name"]: r["gender"] for r in rows("given_names", package=_EN)}


def agrees(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def office_class(title: Title) -> str:
    """The class of an office; a deputy's is not that of the head, and who heads a government is its head."""
    if title.of is not None and title.of.startswith("Government of ") and title.head.head in {"head", "chief", "leader"}:
        return "head_of_government"
    if title.head.cls in {"head_of_state", "head_of_government"} and any(
        w in title.office.casefold().split() for w in ("deputy", "vice", "first deputy")
    ):
        return "deputy_head"
    return title.head.cls


def entities_of(found: Survey) -> list[Entity]:
    out: dict[str, Entity] = {}
    for n in found.namings:
        if not n.place and n.name not in out:
            out[n.name] = Entity(n.name, n.kind, n.country, sort=n.sort)
    offices: dict[str, list[Title]] = {}
    for person, holding in found.holdings:
        offices.setdefault(person.name, []).append(holding.title)
    for person in found.persons:
        held = offices.get(person.name, [])
        classes = frozenset(office_class(t) for t in held) | frozenset(c for c in person.classes if c.endswith(".foreign"))
        words = tuple(t.office.casefold() for t in held)
        out.setdefault(person.name, Entity(person.name, "person", person.country, _gender(person), classes, words))
    return list(out.values())


def _gender(person: Person) -> str:
    if person.gender:
        return person.gender
    names = _given_names()
    if any(p in {"Thi"} for p in person.parts):
        return "f"
    if "Van" in person.parts[1:-1] or {"bin", "ibn"} & set(person.parts):
        return "m"
    for part in person.parts[:2] if len(person.parts) > 1 else ():
        if part in names:
            return names[part]
    return ""


def host_country(found: Survey) -> str | None:
    """The country of the first place that is a capital: where the report was written or the visit went."""
    for n in found.namings:
        if n.place and n.kind == "country":
            return n.country
    return found.main[0] if found.main else None
