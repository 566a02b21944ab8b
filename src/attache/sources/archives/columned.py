"""The columns of one table, of which one must hold the text, and the item of each of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attache.errors import SourceError
from attache.sources.columns import Columns
from attache.sources.fields import item_of_fields
from attache.sources.holder import Holder
from attache.sources.item import Item
from attache.sources.setaside import from_error


def chosen(holder: Holder, header: Sequence[str]) -> Columns:
    """The column of each part of a report. Raises SourceError `no-column`, with the columns that there are."""
    listed = ", ".join(name[:60] or "(no name)" for name in header[:40])
    for _, column in holder.columns.told():
        if column not in header:
            raise SourceError(f'{holder.shown}: no column "{column}"; there are {listed}', reason="no-column")
    columns = holder.columns.among(header)
    if columns.text is None and columns.html is None:
        hint = "name it with --columns text=NAME,title=NAME,published=NAME"
        raise SourceError(f"{holder.shown}: no column of text can be told among {listed}; {hint}", reason="no-column")
    return columns


def item_of_row(
    holder: Holder, values: Mapping[str, object], columns: Columns, *, number: int, unit: Literal["row", "line"]
) -> Item | None:
    """The item of a row of a table, whose cells are by part; None where it is set aside."""
    try:
        return item_of_fields(
            values,
            columns,
            name=holder.name,
            number=number,
            where=f"{holder.shown} {unit} {number}",
            reason="broken-row",
            needs="each row needs the text of a report",
        )
    except SourceError as error:
        holder.on_aside(from_error(error, f"{holder.name} {unit} {number}"))
        return None
