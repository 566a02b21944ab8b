"""What people decide about records and names, kept by evidence: accept, reject, correct, same, different, undo.

`applying` lays reviews over records when these are loaded, `pairing` tells what people hold for the same or not,
`attaching` finds the reviewed records again after a text was read anew.
"""

from attache.ledger.reviews.applying import ReviewState, rejected, reviewed_records, standing, told_names, under_review
from attache.ledger.reviews.pairing import Anchor, apart, pairs, together

__all__ = [
    "Anchor",
    "ReviewState",
    "apart",
    "pairs",
    "rejected",
    "reviewed_records",
    "standing",
    "together",
    "told_names",
    "under_review",
]
