"""The same agreement, mechanism, programme, project or place under the names of several reports.

`spelling` makes of a thing in one reading what the rules of identity compare; `key_of` and `faces_of` put spellings
together that are one whatever else is known; `claims`, `answers` and `decide` find further names of the same thing; `entry`
is the thing across all reports.
"""

from attache.ledger.things.faces import faces_of, key_of
from attache.ledger.things.known import KnownThing, SightedThing, entry, resolve_things
from attache.ledger.things.links import answers, claims, decide
from attache.ledger.things.settings import Setting, setting_of, spelling

__all__ = [
    "KnownThing",
    "Setting",
    "SightedThing",
    "answers",
    "claims",
    "decide",
    "entry",
    "faces_of",
    "key_of",
    "resolve_things",
    "setting_of",
    "spelling",
]
