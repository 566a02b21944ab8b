"""Charts of series as SVG, drawn from the same specification as the brief's: `/series/{id}/chart.svg`, `?theme=dark`.

Pages show them as pictures, drawn when they come into sight; every point stands as text with its sentence beside them.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from attache.brief.charts import as_svg, series_chart
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import PromiseEntry, SeriesEntry
from attache.web.visits import PAUSE

ROUTES = APIRouter()
TARGETS = 60
"""Promises of its parties among which its targets are looked for."""
WIDTH, HEIGHT = 960, 330


@ROUTES.get("/series/{series}/chart.svg")
def chart(series: str, request: Request, theme: str = "light") -> Response:
    """The chart of a series. Raises QueryError where there is none, or fewer than three years are told."""
    ledger: Ledger = request.app.state.served.ledger
    svg = chart_of(ledger, series, dark=theme == "dark")
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": f"private, max-age={PAUSE}"})


def chart_of(ledger: Ledger, identity: str, *, dark: bool) -> str:
    """The SVG. Raises QueryError."""
    found = ledger.series_by_id((identity,))
    if not found:
        raise QueryError(f"no series “{identity}”")
    spec = series_chart(found[0], targets(ledger, found[0]), width=WIDTH, height=HEIGHT, dark=dark)
    if spec is None:
        raise QueryError(f"of series “{identity}” fewer than three years are told: there is nothing to draw")
    return as_svg(spec)


def targets(ledger: Ledger, series: SeriesEntry) -> tuple[PromiseEntry, ...]:
    """Promises between its parties that can be measured, among them its targets."""
    of = tuple(a.id for a in series.parties)
    if not 1 <= len(of) <= 2:
        return ()
    return ledger.promises_by_id(ledger.listed("promise", of=of, under=("measure:yes",), limit=TARGETS).ids)
