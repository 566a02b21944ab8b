"""Reading many reports on two cores: the encoder works on the next report while the rules read this one.

The encoder's arithmetic runs outside Python's lock, so one thread beside the reading one is enough; results are those of
reading one by one.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from attache.language.en import analyse
from attache.language.tokens import Doc
from attache.records import Report

SWITCH = 0.0005
"""Seconds after which the rules hand Python's lock to the waiting encoder thread. With Python's own 0.005 the thread waits about
as long after each sentence as the sentence took: 5.8 reports a second became 7.5."""
AHEAD = 2
"""How many reports are analysed before they are asked for; more would only hold memory."""


def analysed_ahead(
    reports: Iterable[Report], wanted: Callable[[Report], bool] = lambda _: True
) -> Generator[tuple[Report, Callable[[], Doc]], None, None]:
    """The reports in their order, each with a function that gives its analysed text and raises what the analysis raised.

    Those not `wanted` are not analysed ahead; their function analyses when asked.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="attache-analysis") as thread:
        waiting: deque[tuple[Report, Future[Doc] | None]] = deque()
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        try:
            for report in reports:
                waiting.append((report, thread.submit(copy_context().run, analyse, report.text) if wanted(report) else None))
                if len(waiting) > AHEAD:
                    yield _handed_out(*waiting.popleft())
            while waiting:
                yield _handed_out(*waiting.popleft())
        finally:
            sys.setswitchinterval(before)
            for _, future in waiting:
                if future is not None:
                    future.cancel()


def _handed_out(report: Report, future: Future[Doc] | None) -> tuple[Report, Callable[[], Doc]]:
    return report, future.result if future is not None else lambda: analyse(report.text)
