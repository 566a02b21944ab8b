"""Options that several commands share, spelt once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LedgerFile = Annotated[
    Path, typer.Option("--ledger", "-l", envvar="ATTACHE_LEDGER", help="The ledger file.", show_default="ledger.db")
]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Only what concerns both: names, ISO codes or demonyms."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From 2017, 2017-05 or 2017-05-09 on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to 2017, 2017-05 or 2017-05-09.")]
Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Judge as of this day (default: the newest report's date).")
]
DEFAULT_LEDGER = Path("ledger.db")
