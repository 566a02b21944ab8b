"""Prints every regular expression that the program compiles, as JSON lines `[pattern, flags, "file:line"]`.

Run as a process of its own: patterns are caught where Python compiles them, while all modules are loaded and sample reports are
read, filed and briefed.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
READ = 6
"""Sample reports read, so that patterns made of tables at first use are met too."""


def main() -> None:
    """Loads and runs what there is, and prints what was compiled."""
    met: dict[tuple[str, int], str] = {}
    compiled: Any = re._compile  # type: ignore[attr-defined]

    def seen(pattern: Any, flags: Any) -> Any:
        if isinstance(pattern, str):
            caller = sys._getframe(1)
            while caller.f_back and caller.f_code.co_filename.endswith(("/re/__init__.py", "functools.py")):
                caller = caller.f_back
            _, ours, place = caller.f_code.co_filename.rpartition("/src/attache/")
            if ours:
                met.setdefault((pattern, int(flags)), f"{place}:{caller.f_lineno}")
        return compiled(pattern, flags)

    re._compile = seen  # type: ignore[attr-defined]
    _run_all()
    for (pattern, flags), place in met.items():
        sys.stdout.write(json.dumps([pattern, flags, place]) + "\n")


def _run_all() -> None:
    import attache

    for module in pkgutil.walk_packages(attache.__path__, "attache."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from attache.ledger import Ledger
    from attache.reading import read
    from attache.sources import reports_from

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        reports = list(reports_from([str(ROOT / "examples" / "vietnam-russia")], on_aside=lambda aside: None))[:READ]
        ledger.add_all((report, read(report)) for report in reports)
        ledger.brief("VNM", "RUS")


if __name__ == "__main__":
    main()
