"""Who said what: attributed propositions with speaker, cue and content.

In: an `Analysis` with actors and mentions. Out: `Statement`s in text order.

For the steps after this one: `speakers_at(statements, offset)` tells whose words the character at `offset` belongs to
(the innermost statement's speakers; empty in the report's own voice), and `statement_at` gives the statement itself.
`attributions.find_attributions` gives all attributions of a text as passages, wishes and beliefs among them.

What is rule and what is encoder: cues of the table with their frames, "according to" and its like, labels, interviews and
quotations (their extents, and those that go on over sentences) are rules, over the encoder's tags and arcs. Its attribution
frames add the cues of free prose to `find_attributions`, and end long sources; statements are as yet chosen by rule alone.
F1 on 120 articles of `gold/attributions` dev (interim weights of 2026-11-22), source / cue / content:

| | exact | overlapping |
|---|---|---|
| rules, `without("attributions")` | 57.9 / 57.0 / 50.7 | 64.2 / 62.1 / 65.2 |
| rules and frames | 67.9 / 62.7 / 54.0 | 73.8 / 72.6 / 73.8 |
"""

from __future__ import annotations

from attache.reading.statements.find import find_statements
from attache.reading.statements.where import speakers_at, statement_at

__all__ = ["find_statements", "speakers_at", "statement_at"]
