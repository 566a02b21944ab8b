"""Whose words a character belongs to."""

from __future__ import annotations

from attache.records import ActorName, Statement


def statement_at(statements: tuple[Statement, ...], offset: int) -> Statement | None:
    """The innermost statement whose content or continuation holds the character at `offset`; None in the report's own voice."""
    holding = [(s.content.end - s.content.start, i) for i, s in enumerate(statements) if _holds(s, offset)]
    return statements[min(holding)[1]] if holding else None


def _holds(statement: Statement, offset: int) -> bool:
    parts = (statement.content, statement.continued)
    return any(part is not None and part.start <= offset < part.end for part in parts)


def speakers_at(statements: tuple[Statement, ...], offset: int) -> tuple[ActorName, ...]:
    """The speakers whose words the character at `offset` belongs to; empty in the report's own voice."""
    statement = statement_at(statements, offset)
    return statement.speakers if statement is not None else ()
