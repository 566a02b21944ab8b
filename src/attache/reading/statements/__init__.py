"""Who said what: attributed propositions with speaker, cue and content.

In: an `Analysis` with actors and mentions. Out: `Statement`s in text order.

For the steps after this one: `speakers_at(statements, offset)` tells whose words the character at `offset` belongs to
(the innermost statement's speakers; empty in the report's own voice), and `statement_at` gives the statement itself.
`attributions.find_attributions` gives all attributions of a text as passages, wishes and beliefs among them.

What is rule and what is encoder: cues of the table with their frames, "according to" and its like, labels, interviews and
quotations (their extents, and those that go on over sentences) are rules, over the encoder's tags and arcs. Its attribution
frames add the cues of free prose to `find_attributions`, and end long sources; to the statements of the ledger they add only
the surest (`further`). Verbs of attitude (`wide`) count for `find_attributions` alone. What each part gives: `python -m
benchmarks.ablation`; the whole of it: docs/accuracy.md.
"""

from __future__ import annotations

from attache.reading.statements.find import find_statements
from attache.reading.statements.where import speakers_at, statement_at

__all__ = ["find_statements", "speakers_at", "statement_at"]
