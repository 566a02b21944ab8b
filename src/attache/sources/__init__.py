"""Where reports come from: files and folders, archives, tables, mail, standard input, pages by address.

`items_from` takes what the command line takes and gives each report as it came in, an `Item`; `report_of` makes the `Report`
of it. `reports_from` does both and goes on past what it cannot read; `read_path` reads one file.
"""

from __future__ import annotations

from attache.sources.columns import Columns
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.inputs import read_path, report_of_paste, reports_from, reports_of_file
from attache.sources.item import Item, report_of
from attache.sources.items import item_of_paste, items_from, items_of_file, items_of_stream
from attache.sources.setaside import OnAside, Setaside

__all__ = [
    "Columns",
    "Item",
    "OnAside",
    "Origin",
    "Setaside",
    "item_of_paste",
    "items_from",
    "items_of_file",
    "items_of_stream",
    "read_path",
    "report_of",
    "report_of_page",
    "report_of_paste",
    "report_of_text",
    "reports_from",
    "reports_of_file",
]
