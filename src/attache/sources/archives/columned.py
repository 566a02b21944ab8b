"""The columns of one table: those that were told must be there, and one must hold the text."""

from __future__ import annotations

from collections.abc import Sequence

from attache.errors import SourceError
from attache.sources.columns import Columns
from attache.sources.holder import Holder


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
