"""Decisions in plain words: what was decided on what."""

from __future__ import annotations

from attache.brief.words import day_words, list_words
from attache.ledger.reviews.listing import ReviewedEntry, ReviewEntry
from attache.web.fields import PLAIN, value_text

DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "same": "held for the same",
    "different": "kept apart",
    "undo": "taken back",
}
KINDS = {"event": "event", "statement": "statement", "figure": "figure", "commitment": "promise", "tenure": "office"}
STATES = {
    "in force": "in force",
    "kept": "in force; the present reading does not have it",
    "waiting": "waits for its sentence to be read again",
    "undone": "taken back",
}
SHOWN = 3
"""Names or sentences that a line tells of one side."""


def review_words(review: ReviewEntry) -> str:
    """ "Corrected a statement: speaker: Viet Nam, before Russia"."""
    match review.action:
        case "accept" | "reject":
            return f"{DONE[review.action].capitalize()} {_kinds(review.on)}"
        case "correct":
            return f"Corrected {_kinds(review.on)}: {list_words(tuple(_field(*f) for f in review.fields))}"
        case "same":
            return f"Held for the same: {list_words(tuple(_side(review, n) for n in _sides(review)))}"
        case "different":
            off, *rest = _sides(review)
            return f"Kept {_side(review, off)} apart from {list_words(tuple(_side(review, n) for n in rest))}"
    return f"Took back decision {review.undoes}"


def _kinds(on: tuple[ReviewedEntry, ...]) -> str:
    kinds = list(dict.fromkeys(KINDS.get(o.layer, o.layer) for o in on))
    if len(on) == 1:
        return f"{'an' if kinds[0][0] in 'aeiou' else 'a'} {kinds[0]}"
    return f"{len(on)} {kinds[0] + 's' if len(kinds) == 1 else 'records'}"


def _field(name: str, before: object, now: object) -> str:
    label = name.rstrip("_")
    old, new = (PLAIN.get(t, t) or "nothing" for t in (value_text(label, before), value_text(label, now)))
    return f"{label} “{new}” instead of “{old}”"


def _sides(review: ReviewEntry) -> list[int]:
    return sorted({on.side for on in review.on})


def _side(review: ReviewEntry, side: int) -> str:
    on = [o for o in review.on if o.side == side]
    names = list(dict.fromkeys(o.name for o in on if o.name))
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        return ", ".join(f"“{n}”" for n in names[:SHOWN]) + more
    return _kinds(tuple(on))


def moment_words(at: str) -> str:
    """A moment (UTC) as people write it: "22 November 2026, 07:41 UTC"."""
    return f"{day_words(at[:10])}, {at[11:16]} UTC"
