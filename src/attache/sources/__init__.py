"""Where reports come from: files and folders, standard input, JSON lines, pages by address; each becomes a `Report`.

`reports_from` takes what the command line takes and goes on past what it cannot read; `read_path` reads one file.
"""

from __future__ import annotations

from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.inputs import read_path, report_of_paste, reports_from, reports_of_file
from attache.sources.setaside import OnAside, Setaside

__all__ = [
    "OnAside",
    "Origin",
    "Setaside",
    "read_path",
    "report_of_page",
    "report_of_paste",
    "report_of_text",
    "reports_from",
    "reports_of_file",
]
