"""What became of a promise: a verdict with the rule that gave it, the records that prove it, and plain words.

`wants` and `offers_…` say by which exact strings a promise finds what can decide it; `case_of` puts it together as of a
day; `judge` decides. One module holds one family of rules.
"""

from attache.ledger.verdicts.all import Found, as_of_day, judge_all
from attache.ledger.verdicts.case import Case, Verdict, plans_of, tells_outcome
from attache.ledger.verdicts.figures import is_falling, reaches
from attache.ledger.verdicts.judging import case_of, judge, wakes
from attache.ledger.verdicts.keys import offers_event, offers_figure, offers_promise, offers_statement, wants
from attache.ledger.verdicts.replaced import chain
from attache.ledger.verdicts.way import Mark, way

__all__ = [
    "Case",
    "Found",
    "Mark",
    "Verdict",
    "as_of_day",
    "case_of",
    "chain",
    "is_falling",
    "judge",
    "judge_all",
    "offers_event",
    "offers_figure",
    "offers_promise",
    "offers_statement",
    "plans_of",
    "reaches",
    "tells_outcome",
    "wakes",
    "wants",
    "way",
]
