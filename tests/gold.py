"""Readings made from the hand-made records of the sample reports, so that the ledger is tested on what a perfect reader finds."""

from __future__ import annotations

from pathlib import Path

from benchmarks.gold import gold, visible

EXAMPLES = Path(__file__).parent.parent / "examples"

__all__ = ["EXAMPLES", "gold", "gold_files", "visible"]


def gold_files(folder: str = "*") -> list[Path]:
    """Gold files of a folder of samples, or of all, sorted."""
    return sorted(EXAMPLES.glob(f"{folder}/*.gold.json"))
