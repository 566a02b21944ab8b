"""Where reports come from: files and folders, standard input, pages by address; each becomes a `Report`."""

from __future__ import annotations

from pathlib import Path

from attache.records import Report
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.decode import decode

__all__ = ["read_path"]


def read_path(path: Path) -> Report:
    """The report that one file holds. Raises SourceError with its reason."""
    html = path.suffix in (".html", ".htm")
    text = decode(path.read_bytes(), where=str(path), html=html)
    origin = Origin(file=path.name)
    return report_of_page(text, origin) if html else report_of_text(text, origin)
