"""From items to the ledger: what the command line, feeds and the desk do alike when they read reports in.

`read_item` reads one item and is the same for all; `Workers` reads many of them on several cores; `Intake` writes what comes
of it into the ledger, in order, and tells each report once it is stored, so that a run stopped at any moment loses nothing
that was told. `taken_in` does the same in one process.
"""

from attache.intake.one import LIMITS, READ_LANGUAGES, Outcome, ReadingLimits, read_item
from attache.intake.taking import Intake, gate_for, in_order, taken_in, usual_gate
from attache.intake.worker import Setup
from attache.intake.workers import Workers, usual_jobs
from attache.intake.writing import Taken, Writer

__all__ = [
    "LIMITS",
    "READ_LANGUAGES",
    "Intake",
    "Outcome",
    "ReadingLimits",
    "Setup",
    "Taken",
    "Workers",
    "Writer",
    "gate_for",
    "in_order",
    "read_item",
    "taken_in",
    "usual_gate",
    "usual_jobs",
]
