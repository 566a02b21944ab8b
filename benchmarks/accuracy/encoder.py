"""The switch between the reader as shipped and its rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import attache.language.en as english
from benchmarks.accuracy.analysed import analysed


class NotAvailable(Exception):
    """Something this run could measure is not here; the message says what and what to do."""


@contextmanager
def without_encoder() -> Iterator[None]:
    """Inside, readers work by their rules alone; raises NotAvailable as long as the English pack has no such switch.

    The pack offers it as a context manager `attache.language.en.without_encoder`.
    """
    switch = getattr(english, "without_encoder", None)
    if switch is None:
        raise NotAvailable("not available yet, attache.language.en has no without_encoder")
    pack: AbstractContextManager[None] = switch()
    analysed.cache_clear()
    with pack:
        yield
    analysed.cache_clear()
