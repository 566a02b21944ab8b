"""Whole stories of other pairs of countries: which records of many reports are one event, and which are not."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from attache.ledger.entries import ActorEntry
from attache.ledger.occurrences import build_occurrences
from attache.ledger.told import Actors, Told
from attache.records import ActorName, Event, Evidence, ReportId
from tests.ledger.made import names

PEOPLE = {
    "Xi": "CHN",
    "Li": "CHN",
    "Wang": "CHN",
    "Kenyatta": "KEN",
    "Ruto": "KEN",
    "Lula": "BRA",
    "Fernandez": "ARG",
    "Vieira": "BRA",
}
BODIES = {"Exim Bank": "CHN", "Kenya Railways": "KEN", "Petrobras": "BRA", "YPF": "ARG", "Congress": "ARG", "Mercosur": None}
COUNTRIES = ("CHN", "KEN", "BRA", "ARG", "UGA")
ACTORS = Actors(
    {c: ActorEntry(c, c, "country", c, ()) for c in COUNTRIES}
    | {p: ActorEntry(p, p, "person", c, ()) for p, c in PEOPLE.items()}
    | {b: ActorEntry(b, b, "organisation", c, ()) for b, c in BODIES.items()},
    {},
)
# cluster | report, its day | TYPE/mode status | who > target | from..to (a year, a month, a day; - for none) | where | about
KENYA_CHINA = """
visit-2014 | 1 2014-05-11 | CONSULT/visit happened | Li > KEN | 2014-05-09..2014-05-11 | KEN |
sign-loan | 1 2014-05-11 | SUPPORT/sign happened | Li, Kenyatta | 2014-05-11 | Nairobi | railway loan agreement
sign-power | 1 2014-05-11 | SUPPORT/sign happened | CHN, KEN | 2014-05-11 | Nairobi | power transmission agreement
talks-2014 | 1 2014-05-11 | CONSULT/talks happened | Li, Kenyatta | 2014-05-10 | Nairobi |
talks-2014 | 2 2014-05-12 | CONSULT/meeting happened | Kenyatta, Li | 2014-05-10 | |
sign-loan | 2 2014-05-12 | SUPPORT/sign happened | CHN, KEN | 2014-05 | Nairobi | railway loan agreement
uganda | 2 2014-05-12 | CONSULT/visit happened | Li > UGA | 2014-05-09..2014-05-11 | UGA |
open-planned | 3 2016-10-01 | COOPERATE/open planned | CHN, KEN | 2017-06 | KEN | Mombasa–Nairobi railway
open-planned | 4 2017-06-01 | COOPERATE/project-complete happened | Kenyatta | 2017-05-31 | Mombasa | Mombasa–Nairobi railway
sign-loan | 4 2017-06-01 | SUPPORT/sign happened | Exim Bank, KEN | 2014 | | railway loan agreement
visit-2014 | 4 2017-06-01 | CONSULT/visit happened | Li | 2014-05 | Nairobi |
visit-2018 | 5 2018-08-30 | CONSULT/visit planned | Kenyatta > CHN | 2018-09-03..2018-09-04 | CHN |
visit-2018 | 6 2018-09-05 | CONSULT/visit happened | Kenyatta > CHN | 2018-09-02..2018-09-05 | CHN |
talks-2018 | 6 2018-09-05 | CONSULT/talks happened | Kenyatta, Xi | 2018-09-04 | Beijing |
talks-2018 | 7 2018-09-06 | CONSULT/meeting happened | Xi, Kenyatta | 2018-09-04 | CHN |
visit-2018 | 7 2018-09-06 | CONSULT/visit happened | KEN > CHN | 2018-09 | Beijing |
session-2 | 7 2018-09-06 | CONSULT/session planned | CHN, KEN | 2019-03 | KEN | Kenya–China Joint Commission
session-2 | 8 2019-05-10 | CONSULT/session happened | Wang, KEN | 2019-05-08 | Nairobi | Kenya–China Joint Commission
session-1 | 8 2019-05-10 | CONSULT/session happened | CHN, KEN | 2011 | CHN | Kenya–China Joint Commission
visit-2023 | 9 2023-10-16 | CONSULT/visit happened | Ruto > CHN | 2023-10-16..2023-10-19 | CHN |
not-signed | 9 2023-10-16 | SUPPORT/sign denied | CHN, KEN | ..2023-10-16 | | extradition treaty
sign-extra | 10 2024-09-05 | SUPPORT/sign happened | CHN, KEN | 2024-09-05 | Beijing | extradition treaty
"""
BRAZIL_ARGENTINA = """
visit | 1 2023-01-10 | CONSULT/visit planned | Lula > ARG | 2023-01-23 | ARG |
visit | 2 2023-01-24 | CONSULT/visit happened | Lula > ARG | 2023-01-22..2023-01-24 | ARG |
talks | 2 2023-01-24 | CONSULT/talks happened | Lula, Fernandez | 2023-01-23 | Buenos Aires |
declaration | 2 2023-01-24 | SUPPORT/joint-statement happened | Lula, Fernandez | 2023-01-23 | | Declaration of Buenos Aires
declaration | 3 2023-02-02 | SUPPORT/sign happened | Lula, Fernandez | 2023-01-23 | |
talks | 3 2023-02-02 | CONSULT/meeting happened | Lula, Fernandez | 2023-01 | ARG |
companies | 3 2023-02-02 | SUPPORT/sign happened | Petrobras, YPF | 2023-01-23 | Buenos Aires | gas supply memorandum
pipeline | 3 2023-02-02 | AID/loan proposed | BRA > ARG | 2023-01-23 | | Vaca Muerta pipeline
pipeline | 4 2023-09-01 | AID/loan planned | BRA > ARG | - | | Vaca Muerta pipeline
second | 5 2023-06-27 | CONSULT/visit happened | Fernandez > BRA | 2023-06-26 | BRA |
second | 6 2023-12-30 | CONSULT/visit happened | Fernandez | 2023-06 | Brasilia |
put-off | 5 2023-06-27 | CONSULT/visit postponed | Vieira > ARG | 2023-07-03..2023-07-04 | ARG |
put-off | 6 2023-12-30 | CONSULT/visit happened | Vieira > ARG | 2023-10-10..2023-10-11 | ARG |
ratify-arg | 6 2023-12-30 | SUPPORT/ratify happened | Congress | 2023-11 | | Mercosur – Singapore free trade agreement
ratify-bra | 6 2023-12-30 | SUPPORT/ratify happened | BRA | 2023-11 | | Mercosur – Singapore free trade agreement
ratify-arg | 7 2024-02-01 | SUPPORT/ratify happened | ARG | 2023 | | Mercosur – Singapore free trade agreement
"""


def told_of(story: str) -> tuple[list[Told[Event]], dict[str, str]]:
    """The records of a story, and the cluster of each."""
    records, clusters = [], {}
    for number, line in enumerate(story.strip().splitlines()):
        cluster, report, act, actors, when, where, about = (cell.strip() for cell in line.split("|"))
        name, day = report.split()
        kind_mode, status = act.split()
        kind, mode = kind_mode.split("/")
        who, _, target = actors.partition(">")
        event = Event(
            type=kind,  # type: ignore[arg-type]
            mode=mode,
            status=status,  # type: ignore[arg-type]
            evidence=(Evidence(ReportId(f"r{name}"), 100 * number, 100 * number + 50, ""),),
            rule="hand",
            who=_names(who),
            target=_names(target),
            about=(about,) if about else (),
            when=_span(when),
            where=where or None,
        )
        told = Told(f"e-{number:03}", event, f"r{name}", (day, day), {})
        records.append(told)
        clusters[told.id] = cluster
    return records, clusters


def _names(cell: str) -> tuple[ActorName, ...]:
    return names(*(n.strip() for n in cell.split(",") if n.strip()))


def _span(cell: str) -> tuple[str | None, str | None] | None:
    if cell == "-":
        return None
    first, _, last = cell.partition("..") if ".." in cell else (cell, "", cell)
    ends = {4: "-12-31", 7: "-30", 10: ""}
    starts = {4: "-01-01", 7: "-01", 10: ""}
    return (first + starts[len(first)] if first else None, last + ends[len(last)])


@pytest.mark.parametrize("story", [KENYA_CHINA, BRAZIL_ARGENTINA], ids=["Kenya–China", "Brazil–Argentina"])
def test_stories(story: str) -> None:
    records, clusters = told_of(story)
    found: dict[str, str] = {t.id: o.id for o in build_occurrences(records, ACTORS) for t in o.events}
    by_cluster: dict[str, set[str]] = defaultdict(set)
    for record, cluster in clusters.items():
        by_cluster[cluster].add(found[record])
    assert {c: len(o) for c, o in by_cluster.items() if len(o) > 1} == {}
    shared = [(a, b) for a, b in combinations(sorted(by_cluster), 2) if by_cluster[a] & by_cluster[b]]
    assert shared == []
