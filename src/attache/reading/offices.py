"""Who is told to hold which office.

In: the analysis with its mentions; the offices told with names come from `survey`. Out: one `Tenure` per person, office and
report, resting on the clause that tells it (GUIDE 12): the office in the report's words without the country, of a country
or body, dated only where the report dates it.
"""

from __future__ import annotations

from attache.reading.actor_tables import bodies, countries
from attache.reading.analysis import Analysis
from attache.reading.bodies import with_article
from attache.reading.persons import Holding, Person
from attache.reading.survey import Survey, survey
from attache.reading.titles import Title
from attache.records import ActorName, Dates, Evidence, Tenure

_STATE = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "deputy_head",
        "monarch",
        "royal",
        "minister",
        "diplomat",
        "governor",
        "military_chief",
    }
)


def find_tenures(at: Analysis) -> tuple[Tenure, ...]:
    """Tenures observed in the report, once per person and office."""
    found = survey(at.doc)
    out: dict[tuple[str, str], Tenure] = {}
    for person, holding in found.holdings:
        if not _is_office(holding.title):
            continue
        office, of = _office(found, person, holding)
        key = (person.name, office.casefold())
        if key not in out:
            out[key] = Tenure(
                ActorName(person.name),
                office,
                of,
                (_evidence(at, found, holding),),
                f"offices/{holding.rule}",
                _when(at, found, holding),
            )
    return tuple(out.values())


def _is_office(title: Title) -> bool:
    return title.head.office


def _office(found: Survey, person: Person, holding: Holding) -> tuple[str, str | None]:
    """The office's words and whom it is of."""
    title = holding.title
    office, of = title.office, title.of
    words = office.split()
    if title.head.plural:
        office = _singular(office, title)
    office = " ".join(w for w in office.split() if w.casefold() not in {"then", "former", "ex", "new", "current", "incumbent"})
    if words and words[0].islower() and title.head.cls in _STATE:
        office = office[0].upper() + office[1:]
    parliament = _generic_parliament(of)
    if parliament is not None:
        return f"{parliament} {office}", title.country or person.country
    if of is None or of in countries():
        of = of or holding.country or person.country
        if title.head.cls == "party_leader" and of is not None:
            of = _ruling_party(of) or of
    if title.head.head == "ambassador" and " to " not in office:
        host = next((c for c in found.main if c != of), None)
        if host is not None and len(of or "") == 3:
            office = f"{office} to {with_article(countries()[host].name)}"
    return office, of


def _singular(office: str, title: Title) -> str:
    head = title.head.head.split()[-1]
    return " ".join(
        head.capitalize()
        if w[:1].isupper() and w.casefold().startswith(head[:-1])
        else head
        if w.casefold().startswith(head[:-1])
        else w
        for w in office.split()
    )


def _generic_parliament(of: str | None) -> str | None:
    """ "National Assembly" for "National Assembly of Vietnam", which is named together with the office."""
    if of is None or " of " not in of or not of.startswith(("National Assembly", "Parliament", "Senate", "House")):
        return None
    return of.split(" of ")[0]


def _ruling_party(country: str) -> str | None:
    """The communist or workers' party of a country, of which a general secretary is one."""
    for name, body in bodies().items():
        if body.kind == "party" and body.country == country and ("Communist" in name or name.startswith("Workers")):
            return name
    return None


def _evidence(at: Analysis, found: Survey, holding: Holding) -> Evidence:
    """The passage from the office to the name, or its sentence where that is short."""
    pieces = found.pieces
    i, j = min(holding.span[0], holding.title.i), max(holding.span[1], holding.title.j)
    return at.evidence(pieces[i].start, pieces[j - 1].end)


def _when(at: Analysis, found: Survey, holding: Holding) -> Dates | None:
    """None for an office held on the report's date; an open span for a former one."""
    if {"former", "ex", "then"} & set(holding.title.time) and at.published is not None:
        return (None, at.published[1])
    return None
