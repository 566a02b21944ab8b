"""From reports to the ledger, one after another: what the command line and the desk do alike when they read reports in.

Reports come in as `sources` gives them; each is read and committed before it is told, so that a run stopped at any moment
loses nothing that was told.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from attache.errors import LedgerError

if TYPE_CHECKING:
    from attache.language.tokens import Doc
    from attache.ledger import Ledger
    from attache.records import Reading, Report

READ_LANGUAGES: Final = ("en",)
"""Languages with a pack of their own; a report in another is stored and counted, not read."""

Outcome = Literal["read", "known", "unread", "fault"]
"""Read in; in the ledger already, if under another name; stored without a reading, for its language has no pack or the
reader failed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one report."""

    report: Report
    outcome: Outcome
    reading: Reading | None = None
    changed: bool = False
    """Whether the ledger holds more than before."""
    message: str = ""
    """What failed, in one line."""


def taken_in(book: Ledger, reports: Iterable[Report]) -> Generator[Taken, None, None]:
    """Reads every report into the ledger, one transaction each, and tells it when it is stored. Raises LedgerError.

    A fault of the reader is told as such; the other reports go on.
    """
    from attache.reading.ahead import analysed_ahead

    def unread(report: Report) -> bool:
        return report.language in READ_LANGUAGES and not book.knows(report)

    for report, analysis in analysed_ahead(reports, unread):
        if book.knows(report):
            yield Taken(report, "known")
        elif report.language not in READ_LANGUAGES:
            yield Taken(report, "unread", changed=book.add(report, None, reason="no-language-pack"))
        else:
            yield _read(book, report, analysis)


def _read(book: Ledger, report: Report, analysis: Callable[[], Doc]) -> Taken:
    from attache.reading import read

    try:
        former = _stored_reading(book, report)
        reading = read(report, analysis())
        return Taken(report, "read" if former is None else "known", reading, book.add(report, reading))
    except LedgerError:
        raise
    except Exception as error:  # noqa: BLE001 - one report that the reader cannot digest must not lose the run
        where = traceback.extract_tb(error.__traceback__)[-1]
        name = report.file or report.url or report.title or report.id
        message = f"{name}: the reader failed ({type(error).__name__}: {error}, {where.name} line {where.lineno})"
        changed = book.add(report, None, reason="reader-fault")
        return Taken(report, "fault", changed=changed, message=f"{message}; the report is stored unread, please report it")


def _stored_reading(book: Ledger, report: Report) -> Reading | None:
    """What was read from the same text before."""
    try:
        return book.reading(report.id)
    except KeyError:
        return None
