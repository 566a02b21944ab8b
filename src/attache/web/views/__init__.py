"""The pages of the desk, one module a page; `PAGES` and `ROUTES` are all that the application serves."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from attache.web.pages import Page
from attache.web.views import occurrence, pair, promise, report, search, start

PAGES: tuple[Page[Any], ...] = (start.PAGE, pair.PAGE, report.PAGE, search.PAGE, promise.PAGE, occurrence.PAGE)
ROUTES: tuple[APIRouter, ...] = ()
"""What is no page: drawings, forms, progress."""
