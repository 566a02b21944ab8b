"""Charts of a series with its targets, as Vega-Lite specifications and as SVG.

Points of one period from different sources are separate marks: nothing is averaged. Colours are those of the desk.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import vl_convert

from attache.brief.words import amount_words
from attache.ledger.entries import FigureEntry, PromiseEntry, SeriesEntry
from attache.records import Dates

Spec = dict[str, Any]
INK, QUIET, PAPER = "#22304a", "#6b7688", "#ffffff"
SIDE_COLOURS = ("#1f5a8a", "#b5482e", "#6b7688", "#4b7f52", "#8a5a9e")
VERDICT_COLOURS = {
    "kept": "#2e7d4f",
    "kept late": "#7a9a3a",
    "missed": "#b3261e",
    "overdue": "#c77700",
    "disputed": "#8e4ec6",
    "pending": "#3b6fb6",
    "superseded": "#8a93a3",
    "open": "#8a93a3",
}
# Only whole years are drawn: half a year's trade beside a year's would look like a fall.
GRAIN = "year"
FEWEST_YEARS = 3
# Vega's SI letters, in the words of the desk.
AMOUNT_LABEL = "replace(replace(replace(format(datum.value, '~s'), 'G', ' bn'), 'M', ' m'), 'k', ',000')"
FONT = "Inter, Helvetica, Arial, sans-serif"


def _year(dates: Dates | None) -> int | None:
    return int(dates[1][:4]) if dates and dates[1] else None


def _middle(value: float | tuple[float, float]) -> float:
    return sum(value) / 2 if isinstance(value, tuple) else value


def chartable(series: SeriesEntry) -> tuple[FigureEntry, ...]:
    """The points of a series that a chart by year can show."""
    told = (p for p in series.points if not p.forecast and not p.suspect)
    return tuple(p for p in told if p.grain == GRAIN and p.figure.value is not None and p.figure.period)


def _whose(point: FigureEntry, series: SeriesEntry) -> str:
    """Whose count, by country: a ministry's and a customs service's figures are their country's."""
    names = {a.id: a.name for a in series.parties}
    if point.side in names:
        return f"by the count of {names[point.side]}"
    return "another source" if point.counted_by else "count not told"


def series_chart(series: SeriesEntry, promises: tuple[PromiseEntry, ...], *, width: int = 720) -> Spec | None:
    """A series by year with the targets of the same measure, unit and parties; None with fewer than three years to show."""
    points = [
        {
            "year": _year(p.figure.period),
            "value": _middle(p.figure.value),
            "count": _whose(p, series),
            "told": amount_words(p.figure.value, p.figure.unit, p.figure.bound),
        }
        for p in chartable(series)
        if p.figure.value is not None
    ]
    sides = {a.id for a in series.parties}
    targets = [
        {
            "year": _year(p.due),
            "value": _middle(p.value),
            "verdict": p.verdict,
            "told": f"target {amount_words(p.value, p.unit)}: {p.verdict}",
        }
        for p in promises
        if (p.measure, p.unit) == (series.measure, series.unit)
        and p.value is not None
        and p.due
        and {a.id for a in p.parties} == sides
    ]
    if len({p["year"] for p in points}) < FEWEST_YEARS:
        return None
    counts = sorted({str(p["count"]) for p in points})
    axis = {"labelColor": QUIET, "titleColor": QUIET, "gridColor": "#e6e9ef", "domainColor": "#c5ccd8", "tickColor": "#c5ccd8"}
    x = {
        "field": "year",
        "type": "quantitative",
        "axis": {"format": "d", "title": None, "tickMinStep": 1},
        "scale": {"nice": False},
    }
    x["scale"] = {"nice": False, "padding": 18}
    y = {"field": "value", "type": "quantitative", "axis": {"title": series.unit or "", "format": "~s"}, "scale": {"zero": True}}
    y["axis"] = {"title": series.unit or "", "labelExpr": "replace(format(datum.value, '~s'), 'G', ' bn')", "tickCount": 6}
    colour = {
        "field": "count",
        "type": "nominal",
        "title": None,
        "scale": {"domain": counts, "range": list(SIDE_COLOURS[: len(counts)])},
        "legend": {
            "orient": "top",
            "labelColor": INK,
            "symbolType": "circle",
            "labelFontSize": 12,
            "columns": 3,
            "labelLimit": 260,
        },
    }
    verdicts = sorted({str(t["verdict"]) for t in targets})
    layers: list[Spec] = [
        {
            "data": {"values": points},
            "mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.55},
            "encoding": {"x": x, "y": y, "color": colour},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": {"field": "told"}},
        },
    ]
    if targets:
        verdict_colour = {
            "field": "verdict",
            "type": "nominal",
            "title": "targets",
            "scale": {"domain": verdicts, "range": [VERDICT_COLOURS[v] for v in verdicts]},
            "legend": {"orient": "bottom", "symbolType": "diamond", "labelColor": INK, "titleColor": QUIET, "labelFontSize": 12},
        }
        layers.append(
            {
                "data": {"values": targets},
                "mark": {"type": "point", "shape": "diamond", "size": 150, "strokeWidth": 2, "filled": False},
                "encoding": {"x": x, "y": y, "stroke": verdict_colour, "tooltip": {"field": "told"}},
            }
        )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": round(width * 0.42),
        "background": PAPER,
        "layer": layers,
        "resolve": {"scale": {"color": "shared", "stroke": "independent"}},
        "config": {"font": FONT, "view": {"stroke": None}, "axis": axis},
    }


def as_svg(spec: Spec) -> str:
    """The chart as a self-contained SVG element."""
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec, vl_version="5.20"))
