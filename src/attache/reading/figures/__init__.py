"""Figures: in go the Analysis and its statements, out come the numbers that measure something between or about actors.

Each quantity is placed in its sentence (`spots`), told what it measures (`measures`, `verbs`, `counts`, `common`), joined with
its change (`changes`), and given parties (`setting`), period (`periods`, `dated`), speaker and source (`tellers`). Annotation
guide, rule 10.
"""

from __future__ import annotations

from attache.reading.figures.find import find_figures

__all__ = ["find_figures"]
