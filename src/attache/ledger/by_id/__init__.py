"""Entries by their ids, as pages show them: a few tellings of each with their sentences, and counts of all.

What one occurrence, promise or series tells may be told by thousands of records. Here only narrow columns are read of all of
them, and records with texts only of those that are shown.
"""

from attache.ledger.by_id.lives import life_of
from attache.ledger.by_id.occurrences import occurrences
from attache.ledger.by_id.people import people
from attache.ledger.by_id.promise_stories import promise_story
from attache.ledger.by_id.promises import promises
from attache.ledger.by_id.records import actors, events, figures, records, reports, statements
from attache.ledger.by_id.series import series, series_story
from attache.ledger.by_id.stories import occurrence_story
from attache.ledger.by_id.tenures import tenures
from attache.ledger.by_id.things import things

__all__ = [
    "actors",
    "events",
    "figures",
    "life_of",
    "occurrence_story",
    "occurrences",
    "people",
    "promise_story",
    "promises",
    "records",
    "reports",
    "series",
    "series_story",
    "statements",
    "tenures",
    "things",
]
