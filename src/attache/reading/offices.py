"""Who is told to hold which office.

In: the analysis with its mentions; the offices told with names come from `survey`. Out: one `Tenure` per person, office and
report, resting on the clause that tells it (GUIDE 12): the office in the report's words without the country, of a country
or body, dated only where the report dates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.offices_chairs import co_chairs, mechanism_before
from attache.reading.who.actor_tables import bodies, countries, plural_of
from attache.reading.who.canonical import with_article
from attache.reading.who.persons import Holding, Person
from attache.reading.who.survey import Survey, survey
from attache.reading.who.titles import Title
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


_OF_TIME = frozenset({"then", "former", "ex", "late", "new", "current", "incumbent"})


def find_tenures(at: Analysis) -> tuple[Tenure, ...]:
    """Tenures observed in the report, once per person and office."""
    found = survey(at.doc)
    out: dict[tuple[str, str], Tenure] = {}
    for person, holding in found.holdings:
        if not holding.title.head.office:
            continue
        office, of = _office(at, found, person, holding)
        key = (person.name, office.casefold())
        if key in out:
            known = out[key]
            if len(known.evidence) < 3:
                out[key] = replace(known, evidence=(*known.evidence, _evidence(at, found, holding)))
        else:
            evidence = (_evidence(at, found, holding),)
            rule = f"offices/{holding.rule}"
            out[key] = Tenure(ActorName(person.name), office, of, evidence, rule, _when(at, found, holding))
    for tenure in (*_became(at, found), *co_chairs(at, found)):
        out.setdefault((tenure.person, tenure.office.casefold()), tenure)
    return _without_general(tuple(out.values()))


def _became(at: Analysis, found: Survey) -> Iterator[Tenure]:
    """ "she became ruler of Johor": the office of the one whom the pronoun means."""
    pieces = found.pieces
    held = {h.title.own_i for _, h in found.holdings}
    pronouns = {m.evidence.start: m for m in at.mentions if m.form == "pronoun" and m.kind == "person"}
    persons = {p.name: p for p in found.persons}
    for title in found.titles:
        k = title.i - 1
        while k > 0 and pieces[k].text in {"the", "a", "its"}:
            k -= 1
        if not title.head.office or title.own_i in held or k < 1 or pieces[k].text not in {"became", "becomes"}:
            continue
        meant = pronouns.get(pieces[k - 1].start)
        person = persons.get(str(meant.name)) if meant is not None else None
        if person is not None:
            holding = Holding((k - 1, k), title, "pronoun")
            office, of = _office(at, found, person, holding)
            yield Tenure(ActorName(person.name), office, of, (_evidence(at, found, holding),), "offices/pronoun")


def _without_general(tenures: tuple[Tenure, ...]) -> tuple[Tenure, ...]:
    """ "the head of the IMF" beside "Managing Director" tells one office: the particular word stays, with both passages."""
    out = [t for t in tenures if not _shortened(t, tenures)]
    for vague in tuple(out):
        if vague.office.casefold() not in {"head", "chief", "boss", "leader"}:
            continue
        for k, exact in enumerate(out):
            if exact is not vague and exact.person == vague.person and exact.of == vague.of and exact.of is not None:
                out[k] = replace(exact, evidence=(*exact.evidence, *vague.evidence))
                out.remove(vague)
                break
    return tuple(out)


def _shortened(short: Tenure, tenures: Sequence[Tenure]) -> bool:
    """Is "Minister Torres" only short for the office told in full elsewhere ("Minister of Trade", "Trade Minister")?"""
    word = short.office.casefold()
    if " " in word or short.when is not None:
        return False
    full = [t.office.casefold() for t in tenures if t.person == short.person and t is not short and t.when is None]
    return any(
        (o.endswith(f" {word}") or o.startswith(f"{word} ")) and not o.startswith(("deputy", "vice", "first", "assistant"))
        for o in full
    )


def _office(at: Analysis, found: Survey, person: Person, holding: Holding) -> tuple[str, str | None]:
    """The office's words and whom it is of."""
    title = holding.title
    office, of = title.office, title.of
    words = office.split()
    if title.head.plural:
        office = _singular(office, title)
    office = " ".join(
        w for w in office.split() if w.casefold() not in {"then", "former", "ex", "late", "new", "current", "incumbent"}
    )
    if words and words[0].islower() and title.head.cls in _STATE:
        office = office[0].upper() + office[1:]
    if of in bodies() and bodies()[of].kind == "government" and title.head.cls != "spokesperson":
        of = bodies()[of].country
    parliament = _generic_parliament(of)
    if parliament is not None:
        return f"{parliament} {office}", title.country or person.country
    if title.head.head.startswith("co-chair") and of not in bodies():
        of = _mechanism(at, holding) or of
    if of is None or of in countries():
        of = of or holding.country or person.country
        if title.head.cls == "party_leader" and of is not None:
            of = _ruling_party(of) or of
    if title.head.head == "ambassador" and " to " not in office:
        host = next((c for c in found.main if c != of), None)
        if host is not None and (len(of or "") == 3 or (of in bodies() and bodies()[of].kind in {"bloc", "un"})):
            office = f"{office} to {with_article(countries()[host].name)}"
    return office, of


def _singular(office: str, title: Title) -> str:
    """The office's words with its plural head made singular: "Prime Ministers" → "Prime Minister"."""
    noun = title.head.head.split(" of ")[0].split()[-1]
    many = plural_of(noun)
    out = []
    for word in office.split():
        if word.casefold() == many.casefold():
            word = noun.capitalize() if word[0].isupper() else noun
        out.append(word)
    return " ".join(out)


def _generic_parliament(of: str | None) -> str | None:
    """ "National Assembly" for "National Assembly of Vietnam", which is named together with the office."""
    if of is None or " of " not in of or not of.startswith(("National Assembly", "Parliament", "Senate", "House")):
        return None
    return of.split(" of ")[0]


def _mechanism(at: Analysis, holding: Holding) -> str | None:
    """The committee or forum named last before: of it one is a co-chair."""
    return mechanism_before(at, survey(at.doc).pieces[holding.span[0]].start)


def _ruling_party(country: str) -> str | None:
    """The communist or workers' party of a country, of which a general secretary is one."""
    for name, body in bodies().items():
        if body.kind == "party" and body.country == country and ("Communist" in name or name.startswith("Workers")):
            return name
    return None


def _evidence(at: Analysis, found: Survey, holding: Holding) -> Evidence:
    """The passage from the office to the name, or its sentence where that is short."""
    pieces = found.pieces
    if holding.rule == "orphan":
        start = holding.title.i
        while start > max(0, holding.title.i - 8) and not pieces[start].breaks and pieces[start - 1].text not in {".", ";"}:
            start -= 1
        return at.evidence(pieces[start].start, pieces[holding.title.j - 1].end)
    i, j = min(holding.span[0], holding.title.i), max(holding.span[1], holding.title.j)
    if holding.country is not None and j + 1 < len(pieces) and pieces[j].text in {"of", "("}:
        j = min(len(pieces), j + 2)
    return at.evidence(pieces[i].start, pieces[j - 1].end)


_DEATH = re.compile(r"\b(?:death|passing|demise|funeral|burial|assassination) of(?: the| late)?$")
"""Words after which an office is that of one who no longer holds it."""


def _when(at: Analysis, found: Survey, holding: Holding) -> Dates | None:
    """None for an office held on the report's date; an open span for a former one."""
    before = " ".join(p.folded for p in found.pieces[max(0, holding.title.i - 3) : holding.title.i])
    over = bool(_DEATH.search(before)) and holding.rule.startswith("before")
    if (over or {"former", "ex", "then", "late"} & set(holding.title.time)) and at.published is not None:
        return (None, at.published[1])
    return None
