"""Words that make a number a bound: in go the pieces round a number, out comes the bound and where its words stand."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.reading.quantities.numbers import Piece, beside, pieces
from attache.records import Bound

_HEDGES = {"only", "just", "even", "already", "well", "far", "a", "the", "total", "of"}


@cache
def _table(place: str) -> dict[tuple[str, ...], Bound]:
    out: dict[tuple[str, ...], Bound] = {}
    for row in rows("bounds", package="attache.language.en"):
        if row["place"] == place:
            out[tuple(piece.text for piece in pieces(row["words"]))] = row["bound"]  # type: ignore[assignment]
    return out


def bound_before(at: list[Piece], i: int) -> tuple[Bound, int] | None:
    """The bound whose words end right before piece `i`, and the piece they begin at."""
    table = _table("before")
    for length in range(5, 0, -1):
        if length <= i:
            form = tuple(piece.low for piece in at[i - length : i])
            if form in table:
                if form == ("some",) and i - length > 0 and at[i - length - 1].low in {"and", "or"} and at[i].low == "one":
                    continue
                if form == ("over",) and i - length > 0 and at[i - length - 1].low in beside("phrasal_over"):
                    return None  # "handed over 40 million dollars"
                return table[form], i - length
    return None


def bound_after(at: list[Piece], i: int) -> tuple[Bound, int] | None:
    """The bound whose words begin at piece `i`, and the piece after them: "or more", "at least"."""
    table = _table("after")
    for length in range(3, 0, -1):
        form = tuple(piece.low for piece in at[i : i + length])
        if len(form) == length and form in table:
            glued = form in {("+",), ("plus",)} and (at[i].spaced or (i + length < len(at) and at[i + length].kind == "digits"))
            closes = i + length >= len(at) or at[i + length].kind in {"mark", "break"} or form[0] in {"or", "+", "plus", "odd"}
            if not glued and (closes or form[0] == "-"):
                return table[form], i + length
    return None
