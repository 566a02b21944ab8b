"""Where the desk shows what, over the sample records: one address or more for each kind of page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attache.ledger import Ledger
from attache.web.addresses import address_of, passage_address
from attache.web.pages import Page
from attache.web.views import PAGES

PAIR = ("RUS", "VNM")
TARGET = "10 bn USD by 2020"
"""A promise of the samples: told in several reports, missed."""
MORE: Mapping[str, tuple[str, ...]] = {
    "/between/./.": ("years", "nothing"),
    "/actor/.": ("person",),
    "/report/.": ("passage",),
    "/search": ("words", "nothing"),
    "/statements": ("speaker",),
    "/review/of/.": ("statement",),
}
"""Pages that look otherwise when they are asked otherwise."""


def shape(page: Page[Any]) -> str:
    """A page's path with a dot for what differs: "/promise/." of "/promise/{promise}"."""
    return re.sub(r"\{[\w:]+\}", ".", page.path)


SHAPES = tuple(dict.fromkeys(map(shape, PAGES)))
NAMES = tuple(name for path in SHAPES for name in (path, *(f"{path} {more}" for more in MORE.get(path, ()))))
"""Every kind of page of the desk by the shape of its path, some with a word more."""


def page_of(name: str) -> Page[Any]:
    """The page that a name means."""
    return next(page for page in PAGES if shape(page) == name.split(" ")[0])


def samples(path: Path) -> dict[str, str]:
    """An address for each of `NAMES`, without the host. Raises KeyError for a page that no address is known of."""
    with Ledger(path, read_only=True) as ledger:
        known = {page.path: page.path for page in PAGES if "{" not in page.path} | _named(ledger)
    return {name: known[name] for name in NAMES}


def _named(ledger: Ledger) -> dict[str, str]:
    """Of each kind the one of which most is told: long titles and long lists show what a page can bear."""
    missed = next(
        promise
        for promise in ledger.promises_by_id(ledger.listed("promise", of=PAIR, under=("verdict:missed",)).ids)
        if TARGET in promise.title
    )
    occurrences = ledger.occurrences_by_id(ledger.listed("occurrence", of=PAIR, limit=500).ids)
    series = ledger.series_by_id(ledger.listed("series", of=PAIR, limit=500).ids)
    things = ledger.things_by_id(ledger.listed("thing", of=PAIR, under=("kind:mechanism",), limit=500).ids)
    reports = ledger.reports_by_id(ledger.listed("report", of=PAIR, limit=500).ids)
    said = ledger.listed("statement", of=PAIR).ids[0]
    putin = ledger.actor("Vladimir Putin").id
    return {
        "/between/./.": "/between/VNM/RUS",
        "/between/./. years": "/between/VNM/RUS?since=2017&until=2019",
        "/between/./. nothing": "/between/VNM/RUS?since=1900&until=1901",
        "/between/././.": "/between/VNM/RUS/CHN",
        "/actor/.": "/actor/VNM",
        "/actor/. person": address_of(putin),
        "/thing/.": address_of(max(things, key=lambda t: (t.reports, t.id)).id),
        "/occurrence/.": address_of(max(occurrences, key=lambda o: (o.tellings, o.id)).id),
        "/promise/.": address_of(missed.id),
        "/series/.": address_of(max(series, key=lambda s: (len(s.points), s.id)).id),
        "/report/.": address_of(max(reports, key=lambda r: (len(r.label), r.id)).id),
        "/report/. passage": passage_address(missed.stated[0].quotes[0]),
        "/review/of": f"/review/of/{missed.id}",
        "/review/of/.": f"/review/of/{missed.id}",
        "/review/of/. statement": f"/review/of/{said}",
        "/search words": "/search?q=nuclear",
        "/search nothing": "/search?q=zzyzx",
        "/statements speaker": f"/statements?speaker={putin}",
    }
