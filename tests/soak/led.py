"""Lets atheris drive one target, led by coverage of the program: `python -m tests.soak.led page -max_total_time=60`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Fuzzes the target that is named first; all else goes to libFuzzer."""
    import atheris

    with atheris.instrument_imports(include=["attache.sources", "attache.reading", "attache.language", "attache.intake"]):
        from tests.soak.targets import TARGETS

    name, *options = sys.argv[1:]
    target, seed = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seed").write_bytes(seed)
        atheris.Setup([sys.argv[0], *options, "-rss_limit_mb=4096", "-timeout=120", folder], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
