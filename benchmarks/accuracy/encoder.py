"""The switch between the reader as shipped and its rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from attache.language.en import without
from benchmarks.accuracy.analysed import analysed


class NotAvailable(Exception):
    """Something this run could measure is not here; the message says what and what to do."""


@contextmanager
def without_encoder() -> Iterator[None]:
    """Inside, readers work by their rules alone, over the small parser."""
    analysed.cache_clear()
    try:
        with without("encoder"):
            yield
    finally:
        analysed.cache_clear()
