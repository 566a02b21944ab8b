"""Offices: who was observed in which office by which report, the holders of one office, the offices of one person.

An observation of cross.json is found where the ledger has the person (by name or alias) in the office of the country or body by
the same report, dated within a year of it: where a report says when somebody met whom, cross.json dates the office by the act,
the ledger by the report. How many meet the very days is shown beside. All observations of a person must be of one actor of the
ledger, and an actor is one person: what lies with the smaller part is wrong. A repetition in one report counts once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from attache.ledger.entries import OfficeEntry, PersonEntry
from benchmarks.reconcile.comparing import apart, meets, paired, span
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import By, Fault, Measure, matched, share
from benchmarks.records import fold, names_of, same

PART = "tenures"
YEAR = 366
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Observed:
    """A person in an office in one report, by the ledger."""

    person: PersonEntry
    office: OfficeEntry
    report: str


def observations(case: Case) -> list[Observed]:
    """All observations, a repetition in one report once."""
    out: dict[tuple[str, str, str, str], Observed] = {}
    for person in case.ledger.people():
        for office in person.offices:
            file = file_of(office.quotes)
            of = office.of.id if office.of else fold(office.tenure.of)
            out.setdefault((person.actor.id, fold(office.tenure.office), of, file), Observed(person, office, file))
    return list(out.values())


def measure_offices(case: Case) -> list[Measure]:
    """F1 of observations; shares of the holders of an office and of the offices of a person."""
    said = observations(case)
    wanted: list[tuple[Row, Row]] = [(t, o) for t in case.cross.get("tenures", []) for o in t["observed"]]
    pairs = paired(wanted, said, lambda w, s: _fit(w[0], w[1], s))
    main = _main([(wanted[i][0]["person"], said[j].person.actor.id) for i, j in pairs])
    faults, hits, to_the_day = [], 0, 0
    for i, j in pairs:
        (tenure, observed), office = wanted[i], said[j].office
        whole = main.get(tenure["person"]) == said[j].person.actor.id
        day = meets(span(observed["date"]), office.date)
        hits, to_the_day = hits + whole, to_the_day + (whole and day)
        if not whole:
            faults.append(Fault("reconciling", f"{_told(tenure, observed)}: not the actor that this person is elsewhere"))
    lost: By = "reconciling" if case.by_hand else "reading"
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    faults += [Fault(lost, f"missed: {_told(*w)}") for n, w in enumerate(wanted) if n not in found]
    faults += [Fault(lost, f"too much: {_said(s)}") for n, s in enumerate(said) if n not in used]
    return [
        Measure("tenures (F1 of observations)", PART, matched(hits, given=len(said), wanted=len(wanted)), 0.97, 0.90, faults),
        Measure("  to the day", PART, matched(to_the_day, given=len(said), wanted=len(wanted))),
        _holders(case, said),
        _careers(case, said),
    ]


def _main(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The actor that each person is, one for one, the most observations first."""
    counts = Counter(pairs)
    out: dict[str, str] = {}
    for person, actor in sorted(counts, key=lambda p: (-counts[p], p)):
        if person not in out and actor not in out.values():
            out[person] = actor
    return out


def _fit(tenure: Row, observed: Row, said: Observed) -> float | None:
    if said.report != observed["report"] or not _is_person(tenure["person"], said.person):
        return None
    if not _same_office(tenure["office"], tenure["of"], said.office):
        return None
    when = span(observed["date"])
    far = apart(when, said.office.date) if when and said.office.date else 0
    return None if far > YEAR else 1.0 - far / (2 * YEAR)


def _is_person(name: str, person: PersonEntry) -> bool:
    return any(same(name, known) for known in (person.actor.name, *person.actor.aliases))


def _same_office(office: str, of: str | None, said: OfficeEntry) -> bool:
    names = names_of(said.tenure.of)
    if said.of:
        names |= {fold(n) for n in (said.of.id, said.of.name, *said.of.aliases)}
    return same(office, said.tenure.office) and (not of or bool(names_of(of) & names) or same(of, said.tenure.of))


def _told(tenure: Row, observed: Row) -> str:
    return f"{tenure['person']}, {tenure['office']} of {tenure['of']} {observed['date']} in {observed['report']}"


def _said(said: Observed) -> str:
    tenure = said.office.tenure
    return f"{said.person.actor.name}, {tenure.office} of {tenure.of} {said.office.date} in {said.report}"


def _holders(case: Case, said: list[Observed]) -> Measure:
    """Holders of one office: each observed in it by its reports, all by one actor."""
    faults, right, all_ = [], 0, 0
    for row in case.cross.get("office_over_time", []):
        for holder in row["holders"]:
            theirs = [
                s
                for s in said
                if _is_person(holder["person"], s.person) and _same_office(row["office"], row["country"], s.office)
            ]
            actor = _most(theirs)
            for report in holder["reports"]:
                all_ += 1
                hit = any(s.report == report and s.person.actor.id == actor for s in theirs)
                right += hit
                if not hit:
                    says = f"{row['office']} of {row['country']}: {holder['person']} not by {report}"
                    faults.append(Fault("reconciling" if case.by_hand else "reading", says))
    return Measure("holders of an office over time", PART, share(right, all_), 0.97, 0.90, faults)


def _careers(case: Case, said: list[Observed]) -> Measure:
    """Offices of one person: one actor holds them all, each observed in a year that is named."""
    faults, right, all_ = [], 0, 0
    for row in case.cross.get("persons_changing_office", []):
        theirs = [s for s in said if _is_person(row["person"], s.person)]
        actor = _most(theirs)
        for words in row["offices"]:
            all_ += 1
            hit = any(s.person.actor.id == actor and _is_step(words, s.office) for s in theirs)
            right += hit
            if not hit:
                says = f"{row['person']}: {words} not observed"
                faults.append(Fault("reconciling" if case.by_hand else "reading", says))
    return Measure("offices of a person who changed office", PART, share(right, all_), 0.97, 0.90, faults)


def _most(theirs: list[Observed]) -> str | None:
    counts: dict[str, int] = defaultdict(int)
    for one in theirs:
        counts[one.person.actor.id] += 1
    return min(counts, key=lambda a: (-counts[a], a), default=None)


def _is_step(words: str, said: OfficeEntry) -> bool:
    office, since, until = career_step(words)
    if not same(office, said.tenure.office):
        return False
    return said.date is None or apart(said.date, (since, until)) <= (YEAR if said.tenure.when is None else 0)


def career_step(words: str) -> tuple[str, str | None, str | None]:
    """Office, first and last day: "also President (from 2012)" is President from 2012-01-01 on; without years both are None."""
    office = re.sub(r"\([^)]*\)", "", words).strip().removeprefix("also ")
    office = re.sub(r"\s+of (the )?[A-Z].*$", "", office)
    years = re.findall(r"\b(?:1[89]|20)\d\d\b", words)
    if not years:
        return office, None, None
    until = None if re.search(r"\b(from|since)\b", words) else f"{max(years)}-12-31"
    return office, f"{min(years)}-01-01", until
