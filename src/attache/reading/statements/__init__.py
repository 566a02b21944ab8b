"""Who said what: attributed propositions with speaker, cue and content.

In: an `Analysis` with actors and mentions. Out: `Statement`s in text order.

For the steps after this one: `speakers_at(statements, offset)` tells whose words the character at `offset` belongs to
(the innermost statement's speakers; empty in the report's own voice), and `statement_at` gives the statement itself.
"""

from __future__ import annotations

from attache.reading.statements.find import find_statements
from attache.reading.statements.where import speakers_at, statement_at

__all__ = ["find_statements", "speakers_at", "statement_at"]
