"""The pages of the desk, one module a page; `PAGES` and `ROUTES` are all that the application serves."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from attache.web.pages import Page
from attache.web.views import (
    actor,
    between,
    briefs,
    charts,
    lists,
    occurrence,
    open_points,
    promise,
    report,
    review,
    roll,
    search,
    series,
    start,
    thing,
)

PAGES: tuple[Page[Any], ...] = (
    start.PAGE,
    between.PAGE,
    between.GROUP,
    report.PAGE,
    search.PAGE,
    promise.PAGE,
    occurrence.PAGE,
    series.PAGE,
    thing.PAGE,
    actor.PAGE,
    *lists.PAGES,
    *roll.PAGES,
    open_points.PAGE,
    *review.PAGES,
)
ROUTES: tuple[APIRouter, ...] = (charts.ROUTES, briefs.ROUTES, review.ROUTES)
"""What is no page: drawings, forms, progress."""
