"""Charts as Vega-Lite specifications, and drawn as SVG or PNG: a series with its targets, contacts by year and level.

Points of one period from different sources are separate marks: nothing is averaged. The same specification serves the
desk, the page and the Word file; the drawing library is loaded when something is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any

from attache.brief.labels import Labels, labels_in
from attache.ledger.entries import FigureEntry, PromiseEntry, SeriesEntry
from attache.ledger.measures import unit_key
from attache.records import Dates, Value

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
FONT = "Inter, 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif"
# The drawing library's own Liberation Sans lacks the letters of Vietnamese.
FONTS = {"vi": "Inter, 'Noto Sans', 'DejaVu Sans', 'Segoe UI', Arial, sans-serif"}
# Colours by theme: ink, quiet ink, grid, paper; then one a count, told apart by colour-blind readers too.
LIGHT = {"ink": "#1d2940", "quiet": "#5d687b", "grid": "#e8ebf0", "paper": "#ffffff"}
DARK = {"ink": "#e3e8f1", "quiet": "#9aa6ba", "grid": "#2b3547", "paper": "#161d2a"}
SIDE_COLOURS = ("#1f5a8a", "#c0562f", "#7a8496", "#4b7f52", "#8a5a9e")
SIDE_COLOURS_DARK = ("#6cb0e4", "#f0925f", "#a3adbd", "#8cc893", "#c79bdb")
LEVEL_COLOURS = {"heads": "#17406a", "ministers": "#4f8dc0", "parliaments": "#c9974a", "officials": "#b7c3d2"}
LEVEL_COLOURS_DARK = {"heads": "#8fc6f2", "ministers": "#4a86b8", "parliaments": "#d9ab62", "officials": "#52607a"}
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
VERDICT_COLOURS_DARK = {
    "kept": "#6cc592",
    "kept late": "#b5cf72",
    "missed": "#ff8a80",
    "overdue": "#ffb74d",
    "disputed": "#c9a0f0",
    "pending": "#8ab4f0",
    "superseded": "#98a3b5",
    "open": "#98a3b5",
}
# Only whole years are drawn: half a year's trade beside a year's would look like a fall.
GRAIN = "year"
FEWEST_YEARS = 3
LETTER = 5.6
"""Width of a letter of a target's words, in the chart's units."""
SIDES: dict[str, Spec] = {
    "above": {"dy": -10, "baseline": "bottom", "align": "center"},
    "right": {"dx": 10, "baseline": "middle", "align": "left"},
}
# Targets that were replaced by others before their day only crowd the picture.
DRAWN_VERDICTS = ("kept", "kept late", "missed", "overdue", "disputed", "pending")


def _year(dates: Dates | None) -> int | None:
    return int(dates[1][:4]) if dates and dates[1] else None


def _marked(value: float | tuple[float, float]) -> tuple[float, ...]:
    """The values to mark: of a range both its ends."""
    return value if isinstance(value, tuple) else (value,)


def _is_finite(value: Value | None) -> bool:
    return value is not None and all(map(isfinite, value if isinstance(value, tuple) else (value,)))


def chartable(series: SeriesEntry) -> tuple[FigureEntry, ...]:
    """The points of a series that a chart by year can show."""
    told = (p for p in series.points if not p.forecast and not p.suspect)
    whole = (p for p in told if p.grain == GRAIN and p.figure.value is not None and p.figure.period)
    return tuple(p for p in whole if _is_finite(p.figure.value))


def _whose(point: FigureEntry, names: Mapping[str, str], labels: Labels) -> str:
    """Whose count, by country: a ministry's and a customs service's figures are their country's."""
    if point.side and point.side in names:
        return labels("chart.by_count", name=names[point.side])
    return labels("chart.another") if point.counted_by else labels("chart.untold")


def targets_of(series: SeriesEntry, promises: Iterable[PromiseEntry]) -> tuple[PromiseEntry, ...]:
    """The promises that aim at a value of this series, by due day; those that another replaced are left out."""
    sides = {a.id for a in series.parties}
    aimed = (
        p
        for p in promises
        if p.verdict in DRAWN_VERDICTS
        and p.value is not None
        and p.due is not None
        and (p.measure, unit_key(p.unit, p.due)) == (series.measure, unit_key(series.unit, p.due))
        and {a.id for a in p.parties} == sides
    )
    return tuple(sorted(aimed, key=lambda p: ((p.due or ("", ""))[1] or "", p.id)))


def series_chart(
    series: SeriesEntry,
    promises: Iterable[PromiseEntry],
    *,
    width: int = 720,
    height: int | None = None,
    dark: bool = False,
    labels: Labels | None = None,
) -> Spec | None:
    """A series by year with the targets of the same measure, unit and parties; None with fewer than three years to show."""
    words = labels or labels_in("en")
    names = {a.id: words.actor(a) for a in series.parties}
    points: list[Spec] = [
        {"year": _year(p.figure.period), "value": value, "count": _whose(p, names, words)}
        for p in chartable(series)
        if p.figure.value is not None
        for value in _marked(p.figure.value)
    ]
    if len({p["year"] for p in points}) < FEWEST_YEARS:
        return None
    targets: list[Spec] = [
        {
            "year": _year(p.due),
            "value": value,
            "verdict": p.verdict,
            "told": words("chart.target", amount=words.amount(p.value, None), verdict=words(f"verdict.{p.verdict}")),
        }
        for p in targets_of(series, promises)
        if p.value is not None
        for value in _marked(p.value)[-1:]
    ]
    shown = [int(p["year"] or 0) for p in (*points, *targets)]
    top = max(float(p["value"] or 0) for p in (*points, *targets))
    axes = _axes(series.unit, (min(shown), max(shown)), top, words)
    _place(targets, top, width / (max(shown) - min(shown) + 1))
    layers = [*_count_layers(points, axes, dark=dark), *_target_layers(targets, axes, dark=dark)]
    return _whole(layers, width, height or round(width * 0.42), words, dark=dark)


def _axes(unit: str | None, years: tuple[int, int], top: float, labels: Labels) -> Spec:
    billion = labels("amount.billion", n="").strip()
    million = labels("amount.million", n="").strip()
    label = f"replace(replace(format(datum.value, '~s'), 'G', ' {billion}'), 'M', ' {million}')"
    x = {
        "field": "year",
        "type": "quantitative",
        "axis": {"format": "d", "title": None, "tickMinStep": 1, "grid": False},
        "scale": {"nice": False, "domain": list(years), "padding": 22},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": labels.unit(unit) or None, "labelExpr": label, "tickCount": 5},
        # Room for the words above the highest mark.
        "scale": {"zero": True, "domainMax": top * 1.15, "nice": False},
    }
    return {"x": x, "y": y}


def _place(targets: Sequence[Spec], top: float, step: float) -> None:
    """Where each target's words stand: above it, or to its right where they would run into those of one before."""
    placed: list[Spec] = []
    for target in targets:
        near = [
            p
            for p in placed
            if abs(p["value"] - target["value"]) < top * 0.1
            and abs(p["year"] - target["year"]) * step < LETTER * (len(p["told"]) + len(target["told"])) / 2
        ]
        target["side"] = "right" if near else "above"
        placed.append(target)


def _count_layers(points: Sequence[Spec], axes: Spec, *, dark: bool) -> list[Spec]:
    counts = sorted({str(p["count"]) for p in points})
    palette = SIDE_COLOURS_DARK if dark else SIDE_COLOURS
    colour = {
        "field": "count",
        "type": "nominal",
        "title": None,
        "scale": {"domain": counts, "range": list(palette[: len(counts)])},
        "legend": {"orient": "top", "symbolType": "circle", "columns": 5, "labelLimit": 320, "offset": 8},
    }
    line = {"type": "line", "strokeWidth": 1.4, "opacity": 0.5}
    mark = {"type": "point", "filled": True, "size": 44, "opacity": 1}
    # A line through what one count tells of a year twice would run up and down: it goes through single points only.
    told = [p for p in points if sum(1 for q in points if (q["year"], q["count"]) == (p["year"], p["count"])) == 1]
    unnamed = {**colour, "legend": None}
    return [
        {"data": {"values": told}, "mark": line, "encoding": {**axes, "color": unnamed}},
        {"data": {"values": list(points)}, "mark": mark, "encoding": {**axes, "color": colour}},
    ]


def _target_layers(targets: Sequence[Spec], axes: Spec, *, dark: bool) -> list[Spec]:
    """Diamonds with their amount and verdict above them, a rim of paper around the letters."""
    if not targets:
        return []
    verdicts = sorted({str(t["verdict"]) for t in targets})
    palette = VERDICT_COLOURS_DARK if dark else VERDICT_COLOURS
    paper = (DARK if dark else LIGHT)["paper"]
    colour = {
        "field": "verdict",
        "type": "nominal",
        "scale": {"domain": verdicts, "range": [palette[v] for v in verdicts]},
        "legend": None,
    }
    mark = {"type": "point", "shape": "diamond", "size": 90, "strokeWidth": 2, "filled": False, "opacity": 1}
    out: list[Spec] = [{"data": {"values": list(targets)}, "mark": mark, "encoding": {**axes, "stroke": colour}}]
    for side, place in SIDES.items():
        chosen = {"values": [t for t in targets if t["side"] == side]}
        text = {"type": "text", "fontSize": 10.5, **place}
        named = {**axes, "text": {"field": "told"}}
        rim = {**text, "stroke": paper, "strokeWidth": 3.5, "color": paper}
        if chosen["values"]:
            out.append({"data": chosen, "mark": rim, "encoding": named})
            out.append({"data": chosen, "mark": text, "encoding": {**named, "color": colour}})
    return out


def contacts_chart(
    told: Iterable[tuple[str, int, int]], *, width: int = 720, height: int = 90, dark: bool = False, labels: Labels | None = None
) -> Spec | None:
    """Numbers of contacts (level, year, number) as bars by year, the highest level at the bottom; None with under three years."""
    words = labels or labels_in("en")
    levels = tuple(LEVEL_COLOURS)
    palette = LEVEL_COLOURS_DARK if dark else LEVEL_COLOURS
    bars: list[Spec] = [
        {"year": year, "number": number, "level": words(f"level.{level}"), "order": levels.index(level)}
        for level, year, number in sorted(told)
        if level in levels
    ]
    if len({b["year"] for b in bars}) < FEWEST_YEARS:
        return None
    shown = [level for level in levels if any(b["order"] == levels.index(level) for b in bars)]
    years = [b["year"] for b in bars]
    # A bar of fixed width on a scale of years: years without a contact stay empty.
    step = max(3, min(16, round(width / (max(years) - min(years) + 2) * 0.66)))
    encoding = {
        "x": {
            "field": "year",
            "type": "quantitative",
            "axis": {"format": "d", "title": None, "tickMinStep": 1, "grid": False},
            "scale": {"nice": False, "domain": [min(years), max(years)], "padding": step},
        },
        "y": {
            "field": "number",
            "type": "quantitative",
            "aggregate": "sum",
            "axis": {"title": None, "tickMinStep": 1, "tickCount": 3},
        },
        "color": {
            "field": "level",
            "type": "nominal",
            "title": None,
            "scale": {"domain": [words(f"level.{x}") for x in shown], "range": [palette[x] for x in shown]},
            "legend": {"orient": "top", "symbolType": "square", "columns": 4, "labelLimit": 320, "offset": 4},
        },
        "order": {"field": "order", "type": "quantitative"},
    }
    layer = {"data": {"values": bars}, "mark": {"type": "bar", "width": step}, "encoding": encoding}
    return _whole([layer], width, height, words, dark=dark)


def _whole(layers: Sequence[Spec], width: int, height: int, labels: Labels, *, dark: bool) -> Spec:
    theme = DARK if dark else LIGHT
    axis = {
        "labelColor": theme["quiet"],
        "titleColor": theme["quiet"],
        "titleFontWeight": "normal",
        "gridColor": theme["grid"],
        "domainColor": theme["grid"],
        "tickColor": theme["grid"],
        "labelFontSize": 11,
        "titleFontSize": 11,
    }
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": theme["paper"],
        "padding": 4,
        "layer": list(layers),
        "resolve": {"scale": {"color": "independent", "stroke": "independent"}} if len(layers) > 2 else {},
        "config": {
            "font": FONTS.get(labels.language, FONT),
            "view": {"stroke": None},
            "axis": axis,
            "legend": {"labelColor": theme["ink"], "labelFontSize": 11.5, "titleColor": theme["quiet"]},
        },
    }


def as_svg(spec: Spec) -> str:
    """The chart as a self-contained SVG element."""
    return _svg(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, vl_version="5.20"))


def as_png(spec: Spec, *, scale: float = 2) -> bytes:
    """The chart as a PNG image, `scale` pixels to each unit of its width."""
    return _png(json.dumps(spec, sort_keys=True), scale)


@lru_cache(maxsize=64)
def _png(spec: str, scale: float) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(spec, vl_version="5.20", scale=scale))
