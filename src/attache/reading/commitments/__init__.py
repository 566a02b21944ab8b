"""Commitments: in go the Analysis, statements and figures, out comes what is aimed at, promised, scheduled or intended.

Two ways lead to one: a number that is aimed at or promised (`valued`), and a clause whose verb commits an actor (`worded`).
A planned visit or meeting alone is an event and none of these. Annotation guide, rule 11.
"""

from __future__ import annotations

from attache.reading.commitments.find import find_commitments

__all__ = ["find_commitments"]
