"""A small file of reports made by hand: one visit told in three ways, one target told often, a treaty, and hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from attache.ledger import Ledger
from attache.records import Thing
from tests.ledger import made
from tests.web.desks import running

HOSTILE = '<script>alert("1")</script> O\'Neil'
"""A person whom only hostile texts know."""
SOTH, VU = "Dmitry Orlov", "Vu Minh Anh"
ORLOV = made.actor(SOTH, "person", "RUS")
ANH = made.actor(VU, "person", "VNM")
BAD = made.actor(HOSTILE, "person", "RUS")
PACT = "Treaty on <b>Fish</b> & Rice"
SAID = 60
"""Statements of Vu Minh Anh, one a report: more than a page holds."""
ENERGY = SAID // 3
"""Of these on energy; the others are on trade."""

PLANNED = made.report(
    f"{SOTH} of RUS will visit Hanoi on 20 March 2018. RUS and VNM aim at 10 bn by 2020.",
    "2018-02-01",
    title="A visit to come",
    publisher="Volga Wire",
)
HELD = made.report(
    f"{SOTH} of RUS visited VNM on 22 March 2018. Trade of VNM and RUS was 5 bn in 2017. They named 10 bn by 2020 again.",
    "2018-03-23",
    title="The visit",
    publisher="LNA",
)
OTHER = made.report(
    f"{SOTH} of RUS was in VNM on 23 March 2018, for the visit. Russia counts 6 bn in 2017, Vietnam 5 bn.",
    "2018-03-27",
    title="=HYPERLINK the visit again",
    publisher="PD",
)
MIDDLE = made.report(
    "Trade of VNM and RUS was 7 bn in 2018, up 40 %. It was 4 bn in 2016.", "2019-02-01", title="Figures of 2018", publisher="LNA"
)
LATER = made.report(
    "In 2020 trade of VNM and RUS came to 8 bn.",
    "2021-02-01",
    title="Figures",
    publisher="LNA",
)
TREATY = made.report(
    f"RUS and VNM signed the {PACT} in Hanoi on 1 May 2019. {HOSTILE} welcomed it.",
    "2019-05-02",
    title=f"Treaty by {HOSTILE}",
    publisher='Evil "Post"',
)


def small_ledger(path: Path) -> Path:
    """The ledger at `path`, worked out."""
    with Ledger(path) as ledger:
        for report, reading in _read():
            ledger.add(report, reading)
        for n in range(SAID):
            report = made.report(
                f"{VU} of VNM said that trade of VNM and RUS will grow, she said it {n + 1} times.",
                f"2020-{1 + n // 28:02}-{1 + n % 28:02}",
                title=f"Remark {n + 1}",
                publisher="LNA",
            )
            said = replace(
                made.statement(report, "trade of VNM and RUS will grow", VU), sectors=("trade",) if n % 3 else ("energy",)
            )
            ledger.add(report, made.reading(report, (ANH,), said, made.tenure(report, VU, VU, "Trade Minister", "VNM")))
        ledger.reconcile()
    return path


def _visit(of: Any, words: str, day: str, **told: Any) -> Any:
    return made.event(of, words, "visit", SOTH, target=("VNM",), when=(day, day), where="VNM", **told)


def _read() -> Iterator[tuple[Any, Any]]:
    aims = [
        made.target(r, w, 10e9, made.year(2020))
        for r, w in ((PLANNED, "RUS and VNM aim at 10 bn by 2020"), (HELD, "10 bn by 2020 again"))
    ]
    yield (
        PLANNED,
        made.reading(
            PLANNED,
            (ORLOV,),
            _visit(PLANNED, "will visit Hanoi on 20 March 2018", "2018-03-20", status="planned"),
            aims[0],
            made.tenure(PLANNED, SOTH, SOTH, "Foreign Minister", "RUS"),
        ),
    )
    count = made.figure(HELD, "was 5 bn in 2017", 5e9, period=made.year(2017))
    yield HELD, made.reading(HELD, (ORLOV,), _visit(HELD, "visited VNM on 22 March 2018", "2018-03-22"), count, aims[1])
    counts = (
        made.figure(OTHER, "Russia counts 6 bn in 2017", 6e9, period=made.year(2017), source="RUS"),
        made.figure(OTHER, "Vietnam 5 bn", 5e9, period=made.year(2017), source="VNM"),
    )
    yield OTHER, made.reading(OTHER, (ORLOV,), _visit(OTHER, "was in VNM on 23 March 2018", "2018-03-23"), *counts)
    growth = made.figure(MIDDLE, "7 bn in 2018, up 40 %", 7e9, period=made.year(2018), change=made.up(40))
    yield MIDDLE, made.reading(MIDDLE, (), growth, made.figure(MIDDLE, "4 bn in 2016", 4e9, period=made.year(2016)))
    yield LATER, made.reading(LATER, (), made.figure(LATER, "came to 8 bn", 8e9, period=made.year(2020)))
    pact = Thing(PACT, "agreement", None, made.names("RUS", "VNM"), (made.passage(TREATY, PACT),))
    signed = made.event(
        TREATY, "signed the", "sign", "RUS", "VNM", type="SUPPORT", about=(PACT,), when=("2019-05-01", "2019-05-01")
    )
    yield (
        TREATY,
        made.reading(
            TREATY,
            (BAD,),
            signed,
            made.statement(TREATY, "welcomed it", HOSTILE),
            made.tenure(TREATY, HOSTILE, HOSTILE, "Minister of <i>Fish</i>", "RUS"),
            things=(pact,),
        ),
    )


@dataclass(frozen=True, slots=True)
class Small:
    """A desk over the small ledger; `ids` by kind of the entry that its tests are about."""

    client: httpx.Client
    ids: dict[str, str]

    def get(self, path: str, **query: str) -> httpx.Response:
        """An answer of the desk."""
        return self.client.get(path, params=query or None)

    def json(self, path: str, **query: str) -> Any:
        """The twin of a page that is there."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text[:300]
        return answer.json()


@contextmanager
def small_desk(path: Path) -> Iterator[Small]:
    """The desk over the small ledger at `path`, which is made."""
    small_ledger(path)
    with Ledger(path, read_only=True) as ledger:
        promises = ledger.promises_by_id(ledger.listed("promise").ids)
        visits = ledger.occurrences_by_id(ledger.listed("occurrence", under=("mode:visit",)).ids)
        series = ledger.series_by_id(ledger.listed("series").ids)
        ids = {
            "promise": max(promises, key=lambda p: p.tellings).id,
            "visit": max(visits, key=lambda o: o.tellings).id,
            "series": max(series, key=lambda s: s.told).id,
            "thing": ledger.listed("thing").ids[0],
            "minister": ledger.actor(VU).id,
            "hostile": ledger.actor(HOSTILE).id,
        }
    with running(path) as desk, httpx.Client(base_url=desk.address, timeout=30) as client:
        yield Small(client, ids)
