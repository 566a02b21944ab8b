"""Sectors of short passages."""

from __future__ import annotations

import pytest

from attache.knowledge import rows, several
from attache.reading.sectors import sectors_of

CASES = [
    ("Two-way trade rose and exports doubled.", ("trade",)),
    ("The two navies will hold a joint exercise.", ("defence",)),
    ("They spoke of scholarships for students and of tourism.", ("education", "tourism")),
    ("WHO sent vaccines.", ("health",)),
    ("Those who came were glad.", ()),
    ("A nuclear reactor will be built with a loan.", ("nuclear", "finance")),
    ("Kenya’s farmers sell milk.", ("agriculture",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "sectors"), CASES)
def test_sectors(text: str, sectors: tuple[str, ...]) -> None:
    assert sectors_of(text) == sectors


def test_table_has_each_sector_once_and_no_empty_cue() -> None:
    table = rows("sectors", package="attache.language.en")
    assert len({row["sector"] for row in table}) == len(table)
    assert all(several(row["cues"]) for row in table)
