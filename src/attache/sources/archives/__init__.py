"""Files that hold many reports: archives of the web, packed folders, mailboxes and tables, each read as a stream.

No more than one report is held at a time, whatever the size of the file, and nothing is written to disk. `items_in` reads
any of them.
"""

from __future__ import annotations

from attache.sources.archives.reading import items_in

__all__ = ["items_in"]
