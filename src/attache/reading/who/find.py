"""The actors of a report and their mentions, put together from what the survey of its names and the references tell."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.who.actor_tables import bodies, countries
from attache.reading.who.canonical import with_article
from attache.reading.who.coreference import resolve
from attache.reading.who.survey import Survey, survey
from attache.records import Actor, ActorName, Mention


def find_actors(at: Analysis) -> tuple[dict[ActorName, Actor], tuple[Mention, ...]]:
    """Actors of the report by name, and their mentions in text order, pronouns and descriptions resolved."""
    found = survey(at.doc)
    actors = _actors(found)
    mentions = _name_mentions(at, found)
    referring = resolve(at, found, mentions)
    everything = tuple(sorted({*mentions, *referring}, key=lambda m: (m.evidence.start, -m.evidence.end, m.name, m.form)))
    return actors, everything


def _actors(found: Survey) -> dict[ActorName, Actor]:
    """All actors: countries and bodies in order of mention, then persons, then countries known only through these."""
    out: dict[ActorName, Actor] = {}
    for n in found.namings:
        name = ActorName(n.name)
        if n.place and n.kind == "country":
            _add_country(out, n.name)
        if n.place or name in out:
            continue
        if n.kind == "country" and n.name in countries():
            _add_country(out, n.name)
        else:
            out[name] = Actor(name, n.kind, n.country, _aliases(found, n.name))
    for person in found.persons:
        name = ActorName(person.name)
        if name not in out:
            forms = {_text(found, *s) for s in person.spans} - {person.name}
            out[name] = Actor(name, "person", person.country, tuple(sorted(forms)))
    for actor in tuple(out.values()):
        if actor.country in countries():
            _add_country(out, str(actor.country))
        elif actor.name.startswith("European ") and ActorName("European Union") not in out:
            out[ActorName("European Union")] = Actor(
                ActorName("European Union"), "organisation", None, bodies()["European Union"].aliases
            )
    return out


def _add_country(out: dict[ActorName, Actor], code: str) -> None:
    row = countries()[code]
    out.setdefault(ActorName(code), Actor(ActorName(code), "country", code, (row.name, *row.aliases)))


def _aliases(found: Survey, name: str) -> tuple[str, ...]:
    """Other names of a body: of the table, then as the report has it in capitals."""
    body = bodies().get(name)
    table = body.aliases if body else ()
    own = {_text(found, n.i, n.j) for n in found.namings if n.name == name and found.pieces[n.j - 1].capital}
    extra = tuple(sorted(own - {name, *table}))
    if name.startswith("Embassy of ") and " in " in name:
        extra += _embassy_aliases(found, name)
    return (*table, *extra)


def _embassy_aliases(found: Survey, name: str) -> tuple[str, ...]:
    """ "US Embassy in Hanoi" for "Embassy of the United States in Vietnam"."""
    of, host = (
        next((c for c in countries().values() if with_article(c.name) == part), None)
        for part in name.removeprefix("Embassy of ").split(" in ", 1)
    )
    if of is None or host is None or not of.demonyms or not host.capitals:
        return ()
    demonym = "US" if of.iso3 == "USA" else of.demonyms[0]
    return (f"{demonym} Embassy in {host.capitals[0]}", f"{demonym} Embassy")


def _text(found: Survey, i: int, j: int) -> str:
    out = ""
    for k in range(i, j):
        out += (" " if found.pieces[k].gap and k > i else "") + found.pieces[k].text
    return out


def _name_mentions(at: Analysis, found: Survey) -> tuple[Mention, ...]:
    out = []
    for n in found.namings:
        if not n.place:
            evidence = at.evidence(found.pieces[n.i].start, found.pieces[n.j - 1].end)
            out.append(Mention(evidence, n.name, n.kind, n.form))
    for person in found.persons:
        for i, j in person.spans:
            evidence = at.evidence(found.pieces[i].start, found.pieces[j - 1].end)
            full = j - i >= len(person.parts)
            out.append(Mention(evidence, person.name, "person", "name" if full else "short"))
    return tuple(sorted(out, key=lambda m: (m.evidence.start, -m.evidence.end, m.name)))
