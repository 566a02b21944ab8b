"""Aims: is a number what is aimed at, rather than what is? In goes the number's spot, out comes the answer."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.figures.spots import Spot


def is_aimed(at: Analysis, spot: Spot, measure: str) -> bool:
    """Is the number the value of a target or forecast for a later time?"""
    return False
