"""One item read: from the bytes as they came in to a reading, or to the reason why there is none.

`read_item` is what every way of reading runs: the command line, its worker processes, feeds, the desk, a cluster. It looks
at nothing but the item, so that the same item gives the same outcome anywhere.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

from attache.errors import SourceError

if TYPE_CHECKING:
    from attache.records import Reading, Report
    from attache.sources.item import Item
    from attache.sources.setaside import Setaside

READ_LANGUAGES: Final = ("en",)
"""Languages with a pack of their own; a report in another is stored and counted, not read."""

_SHOWN: Final = 80
"""Characters of a report without a title by which a list can show it."""
Became = Literal["read", "unread", "known", "aside", "fault"]
"""Read in; stored without a reading, for its language has no pack; in the ledger already; set aside for a reason; the reader
failed at it."""
Stage = Literal["sources", "gate", "reading"]
Known = Callable[["Report"], bool]


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much one item may ask for. Passing a limit sets the item aside under a reason of its own."""

    characters: int = 500_000
    """Longest text of a report: `too-long`. The longest of the development set has 60,000; a book has 500,000."""
    seconds: float = 60.0
    """For one item in a worker process, and as much again for each 100,000 bytes: `time-limit`. Most take a tenth of one."""
    memory: int = 2 << 30
    """Bytes after which a worker process is replaced once it has done its item."""

    def allowed(self, size: int) -> float:
        """Seconds for an item of so many bytes."""
        return self.seconds * (1 + size / 100_000)

    def of_seconds(self, seconds: float) -> ReadingLimits:
        """These limits with another one on time."""
        return replace(self, seconds=seconds)


LIMITS: Final = ReadingLimits()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item: str
    """The item's name: under it a run notes what it set aside."""
    shown: str
    """How messages call it."""
    by_hand: bool
    """Whether the user named it."""
    outcome: Became
    report: Report | None = None
    """None where it was set aside, and where its process ended."""
    reading: Reading | None = None
    reason: str = ""
    """The code of the reason for which there is no reading."""
    message: str = ""
    """The same in one line."""
    seconds: Mapping[Stage, float] = field(default_factory=dict)
    """Time taken by stage."""
    quiet: bool = False
    """Set aside without a line of its own: only counted and noted."""
    gated: bool = False
    """Set aside by the gate, or for its language in the gate's stead: no fault of the input."""

    @property
    def label(self) -> str:
        """What a person calls it."""
        report = self.report
        return (report and (report.title or report.file or report.url)) or self.shown or self.item


def read_item(item: Item, *, gate: bool, known: Known | None = None, limits: ReadingLimits = LIMITS) -> Outcome:
    """Reads one item; raises nothing for what is in it.

    `gate`: whether a report that is not about relations between actors is set aside. A report that is `known` is not read.
    """
    watch = _Watch()
    try:
        report = _report(item, watch)
        if known is not None and known(report):
            return _outcome(item, "known", watch, report=report)
        if len(report.text) > limits.characters:
            return _outcome(item, "aside", watch, reason="too-long", message=_too_long(item, limits))
        if report.language not in READ_LANGUAGES:
            return _in_another_language(item, report, watch, gate=gate)
        return (_gated(item, report, watch) if gate else None) or _read(item, report, watch)
    except SourceError as error:
        return _outcome(item, "aside", watch, reason=error.reason, message=str(error))
    except Exception as error:  # noqa: BLE001 - one item that cannot be digested must not lose the run
        return _outcome(item, "fault", watch, reason="reader-fault", message=f"{failed(item.shown, error)}; please report it")


def of_setaside(aside: Setaside) -> Outcome:
    """The outcome of what was left out before it became an item."""
    return Outcome(aside.input, aside.input, False, "aside", reason=aside.reason, message=aside.message, quiet=aside.quiet)


def failed(shown: str, error: BaseException) -> str:
    """That the reader failed, and where, in one line."""
    steps = traceback.extract_tb(error.__traceback__)
    at = f", {steps[-1].name} line {steps[-1].lineno}" if steps else ""
    return f"{shown}: the reader failed ({type(error).__name__}: {error}{at})"


class _Watch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = {}
        self._since = perf_counter()

    def end(self, stage: Stage) -> None:
        """What was done since the stage before was this one."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def _report(item: Item, watch: _Watch) -> Report:
    from attache.sources.item import report_of

    try:
        return report_of(item)
    finally:
        watch.end("sources")


def _too_long(item: Item, limits: ReadingLimits) -> str:
    return f"{item.shown}: its text has more than {limits.characters:,} characters, too long for one report; split it"


def _in_another_language(item: Item, report: Report, watch: _Watch, *, gate: bool) -> Outcome:
    """Kept unread, for a later pack may read it; but where most of what comes is set aside anyway, set aside as well."""
    message = f"{item.shown}: in a language that is not read ({report.language})"
    if gate:
        return _outcome(item, "aside", watch, reason="no-language-pack", message=message, gated=True)
    return _outcome(item, "unread", watch, report=report, reason="no-language-pack", message=message)


def _gated(item: Item, report: Report, watch: _Watch) -> Outcome | None:
    """The outcome of a report that the gate sets aside; None for one that it lets pass."""
    from attache.reading.gate import gate

    verdict = gate(report.text, report.title)
    watch.end("gate")
    if verdict.passed:
        return None
    about = report.title or report.text[:_SHOWN]
    why = ", ".join((verdict.reason, *verdict.why))
    message = f"{item.shown}: {about}: not about relations between countries ({why}); --no-gate reads it all the same"
    return _outcome(item, "aside", watch, reason=verdict.reason, message=message, gated=True)


def _read(item: Item, report: Report, watch: _Watch) -> Outcome:
    from attache.reading import read

    try:
        reading = read(report)
    except Exception as error:  # noqa: BLE001 - the report is kept, to be read again by a better reader
        watch.end("reading")
        message = f"{failed(item.shown, error)}; the report is stored unread, please report it"
        return _outcome(item, "fault", watch, report=report, reason="reader-fault", message=message)
    watch.end("reading")
    return _outcome(item, "read", watch, report=report, reading=reading)


def _outcome(
    item: Item,
    became: Became,
    watch: _Watch,
    *,
    report: Report | None = None,
    reading: Reading | None = None,
    reason: str = "",
    message: str = "",
    gated: bool = False,
) -> Outcome:
    told, quiet = " ".join(message.split()), gated and not item.by_hand
    return Outcome(item.name, item.shown, item.by_hand, became, report, reading, reason, told, watch.seconds, quiet, gated)
