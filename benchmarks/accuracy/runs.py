"""Running a reader over many records, on one process or several, with a progress bar where someone watches."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from benchmarks.accuracy.encoder import without_encoder
from benchmarks.accuracy.lines import Line, Predict

T = TypeVar("T")


def predictions(predict: Predict, gold: Sequence[Line], *, title: str, jobs: int = 1, rules_only: bool = False) -> list[Line]:
    """The predicted records in the order of the gold ones."""
    work = partial(_by_rules, predict) if rules_only else predict
    if jobs == 1:
        return list(watched(map(work, gold), title, len(gold)))
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return list(watched(pool.imap(work, gold, chunksize=8), title, len(gold)))


def _by_rules(predict: Predict, gold: Line) -> Line:
    with without_encoder():
        return predict(gold)


def watched(items: Iterable[T], title: str, count: int) -> Iterator[T]:
    """The items, with a bar on standard error if that is a terminal."""
    yield from track(items, title, total=count, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
