"""Quantities: in goes the report's Doc, out come its numbers with unit and bound, in text order.

Numbers are found in figures and words (`numbers`), units and currencies by table (`units`), bounds by table (`bounds`).
A number of a million and more without a unit takes over the currency of its neighbour ("5 billion US dollars by 2015
and 10 billion by 2020"). Years, days and clock times may be among the bare numbers: the steps that follow know the times.
"""

from __future__ import annotations

from attache.reading.quantities.find import find_quantities

__all__ = ["find_quantities"]
