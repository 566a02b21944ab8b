"""Closed classes of words, from the language pack's table."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several


@cache
def word_class(group: str) -> frozenset[str]:
    """The words of one group of `clause_words.tsv`, in lower case. Raises KeyError for a group the table does not have."""
    return frozenset(_groups()[group])


@cache
def phrases(group: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a group as words, in the order of the table."""
    return tuple(tuple(phrase.split()) for phrase in _groups()[group])


@cache
def phrases_by_last(group: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a group by their last word, in the order of the table."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(group):
        out.setdefault(phrase[-1], []).append(phrase)
    return {last: tuple(found) for last, found in out.items()}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {row["group"]: several(row["words"]) for row in rows("clause_words", package="attache.language.en")}
