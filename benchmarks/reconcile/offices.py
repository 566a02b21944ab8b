"""Offices: who was observed in which office by which report, the holders of one office, the offices of one person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from attache.ledger.entries import OfficeEntry, PersonEntry
from benchmarks.reconcile.comparing import meets, paired, span
from benchmarks.reconcile.ledgers import Case, file_of
from benchmarks.reconcile.scores import Fault, Measure, matched, share
from benchmarks.records import fold, names_of, same

PART = "tenures"


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
    wanted = [(t, o) for t in case.cross.get("tenures", []) for o in t["observed"]]
    pairs = paired(wanted, said, lambda w, s: _fit(w[0], w[1], s))
    spread: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pairs:
        spread[wanted[i][0]["person"]][said[j].person.actor.id] += 1
    main = {person: min(ids, key=lambda a: (-ids[a], a)) for person, ids in spread.items()}
    faults, hits = [], 0
    for i, j in pairs:
        whole = said[j].person.actor.id == main[wanted[i][0]["person"]]
        hits += whole
        if not whole:
            faults.append(Fault("reconciling", f"{_told(*wanted[i])}: another person than in the other reports"))
    faults += [Fault("reading", f"missed: {_told(*w)}") for n, w in enumerate(wanted) if n not in {i for i, _ in pairs}]
    faults += [Fault("reading", f"too much: {_said(s)}") for n, s in enumerate(said) if n not in {j for _, j in pairs}]
    if case.by_hand:
        faults = [Fault("reconciling", f.says) for f in faults]
    tally = matched(hits, given=len(said), wanted=len(wanted))
    return [
        Measure("tenures (F1 of observations)", PART, tally, 0.97, 0.90, faults),
        _holders(case, said),
        _careers(case, said),
    ]


def _fit(tenure: dict[str, Any], observed: dict[str, Any], said: Observed) -> float | None:
    if said.report != observed["report"] or not _is_person(tenure["person"], said.person):
        return None
    if not _same_office(tenure["office"], tenure["of"], said.office):
        return None
    when = span(observed["date"])
    return 1.0 if when is None or said.office.date is None or meets(when, said.office.date) else None


def _is_person(name: str, person: PersonEntry) -> bool:
    return fold(name) in {fold(n) for n in (person.actor.name, *person.actor.aliases)}


def _same_office(office: str, of: str | None, said: OfficeEntry) -> bool:
    names = names_of(said.tenure.of)
    if said.of:
        names |= {fold(n) for n in (said.of.id, said.of.name, *said.of.aliases)}
    return same(office, said.tenure.office) and (not of or bool(names_of(of) & names) or same(of, said.tenure.of))


def _told(tenure: dict[str, Any], observed: dict[str, Any]) -> str:
    return f"{tenure['person']}, {tenure['office']} of {tenure['of']} {observed['date']} in {observed['report']}"


def _said(said: Observed) -> str:
    tenure = said.office.tenure
    return f"{said.person.actor.name}, {tenure.office} of {tenure.of} {said.office.date} in {said.report}"


def _holders(case: Case, said: list[Observed]) -> Measure:
    """Holders of one office: each observed in it by its reports, and in the same order."""
    faults, right, all_ = [], 0, 0
    for row in case.cross.get("office_over_time", []):
        for holder in row["holders"]:
            for report in holder["reports"]:
                all_ += 1
                hit = any(
                    s.report == report
                    and _is_person(holder["person"], s.person)
                    and _same_office(row["office"], row["country"], s.office)
                    for s in said
                )
                right += hit
                if not hit:
                    faults.append(Fault("reading", f"{row['office']} of {row['country']}: {holder['person']} not by {report}"))
    return Measure("holders of an office over time", PART, share(right, all_), 0.97, 0.90, faults)


def _careers(case: Case, said: list[Observed]) -> Measure:
    """Offices of one person: one actor holds them all, each observed in a year that is named."""
    faults, right, all_ = [], 0, 0
    for row in case.cross.get("persons_changing_office", []):
        theirs = [s for s in said if _is_person(row["person"], s.person)]
        actors = Counter(s.person.actor.id for s in theirs)
        actor = min(actors, key=lambda a: (-actors[a], a)) if actors else None
        for words in row["offices"]:
            all_ += 1
            office, since, until = career_step(words)
            hit = any(
                s.person.actor.id == actor
                and same(office, s.office.tenure.office)
                and (s.office.date is None or meets(s.office.date, (since, until)))
                for s in theirs
            )
            right += hit
            if not hit:
                faults.append(Fault("reading", f"{row['person']}: {words} not observed"))
    return Measure("offices of a person who changed office", PART, share(right, all_), 0.97, 0.90, faults)


def career_step(words: str) -> tuple[str, str | None, str | None]:
    """Office, first and last day: "also President (from 2012)" is President from 2012-01-01 on; without years both are None."""
    office = re.sub(r"\([^)]*\)", "", words).strip().removeprefix("also ")
    office = re.sub(r"\s+of (the )?[A-Z].*$", "", office)
    years = re.findall(r"\b(?:1[89]|20)\d\d\b", words)
    if not years:
        return office, None, None
    until = None if re.search(r"\b(from|since)\b", words) else f"{max(years)}-12-31"
    return office, f"{min(years)}-01-01", until
